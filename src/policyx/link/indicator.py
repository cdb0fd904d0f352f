"""From quantities to indicator records: name, change, per, governing time, status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyx.divisions import divisions_named
from policyx.document import Document
from policyx.grammar.measure import Quantity
from policyx.link import cues
from policyx.link.canonical import canonical_of
from policyx.link.change import change_of
from policyx.link.comparator import governed_comparators
from policyx.link.distribute import split_names
from policyx.link.govern import Governor
from policyx.link.name import Named, NameFinder
from policyx.link.per import last_per
from policyx.link.phrase import left_bound
from policyx.link.selection import chains, select_quantities
from policyx.link.status import StatusReader
from policyx.link.surface import (
    aspect_of,
    headed_sum,
    is_award,
    is_measure,
    is_money,
    is_person,
    name_text,
    standard_is,
)
from policyx.link.time import baseline_value, is_baseline
from policyx.link.trim import Trimmer
from policyx.link.units import is_measured
from policyx.records import Change, Comparator, Indicator, Issue, Time
from policyx.text import Span

# between the members of one list: 、 or 和; a comma only parts looser company
_TIGHT = re.compile(r"\s*(?:[、/]|和|及|以及|与|或)?\s*")
# (水费收入1.47亿元,)占全部规费收入的比重|为41.6%
_SHARE_OF = re.compile(r"^[其中、\s]*(?P<share>占[^,。;]{2,24}?(?:的)?(?:比重|比例|百分比|份额))")
_ANY_DIGIT = re.compile(r"\d")
# 82种产品中,产量增长|的有|45种: so many of those counted before
_SUCH_AS = re.compile(r"的(?:共|仅|就)?有$")
# (贷款余额12亿元,)|占全部贷款的|29.3%
_PART_OF = re.compile(r"[、\s]*仅?占[^,。;]{2,16}的$")
# 由每户每年6元|提高至|11元
_MOVED_TO = re.compile(r"(?:提高|增加|提升|调整|降低|减少|上调|下调|扩大|增|降)了?(?:到|至|为)$")
# 每千人口|10个|托位: a base that is no part of the name repeats the number
_BASE_BEFORE = re.compile(r"每[一二三四五六七八九十百千万]+(?:常住)?人口$")
# 纯收入|低于|国家扶贫标准(3335元): the bracket explains what the comparison is with
_COMPARED_WITH = re.compile(r"低于|高于|超过|不足|不到|达到|未达")
_LONGEST_PLACES = 24
_PLACE_JOINER = re.compile(r"[、和及与]")
# 示范乡镇, 重点镇: kinds of places, and no name of one
_KIND_OF_TOWN = re.compile(
    r"(?:乡|城|集|村|建制|示范|重点|特色|强|小|中心|试点|先进|全国|省级|国家级|文明|卫生)[镇乡县]$"
)
_PLACE_END = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[镇乡县旗]|街道|自治州)")
_MANNER_CLAUSE = re.compile(r"(?:按照?|根据|依据|围绕|通过|坚持|采取|为了?(?!民)|对|在)")
_SENTENCE = re.compile(r"[。！？\n]")
_DIGIT = re.compile(r"\d|回顾|安排|任务|目标|要求|工作")
_LINE_END = re.compile(r"[ \t]*\r?(?:\n|$)")
# 总投资⏎ | 建筑面积(平方米)⏎: a line that is a label; group 1 its words
_LABEL_LINE = re.compile(r"\n[ \t]*([\u4e00-\u9fff]{2,10})(?:\([^()\n]{1,8}\))?:?[ \t]*\r?\n$")
_HEADING_TAIL = re.compile(r"(?:建设|工作|力度|水平)?[。.;；]?$")
# 分别|给予|: what is given follows its sums
_GIVES = re.compile("给[予与于]|予以|发放|享受|拨付")
_BLANKS = re.compile(r"\s+")
# P30D, P3M, P5BD, PT24H: terms that begin with each case and date no statement
_TERM = re.compile(r"P(?!\d+Y$)")


# 贴息期限最长|24个月|、每户每年不超过10万元
_LENGTHS = frozenset(("年", "个月", "月", "天", "日"))
# 奖励标准|: | 住院起付线分别为|: what the sums behind a label are
_SUM_LABEL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,14}(?:标准|起付线|封顶线|限额|额度|津贴|补贴|补助|奖励|租金|报销比例|返还比例))(?:分别|具体)?(?:为|是)?$"
)
# 对在岗人员给予|生活补贴|,: what the clause before gives
_GIVEN = re.compile(r"(?:给予|发放|享受|提供|予以)(?P<what>[\u4e00-\u9fff]{2,14})$")
# 每千人口|执业医师3.12人、注册护士3.86人: a base that all members of a list share
_SHARED_BASE = re.compile(r"每[一二三四五六七八九十百千万]+(?:常住)?(?:人口?|名?[\u4e00-\u9fff]{2})(?:拥有)?")


@dataclass(slots=True)
class _Draft:
    """A quantity on its way to a record, with what later numbers may inherit from it."""

    quantity: Quantity
    comparator: Comparator
    named: Named
    name: str
    change: Change
    per: str
    governing: Time | None
    action: str
    tight: bool
    subject: str = ""  # the name that later numbers take over, where it is not the name itself
    head: str = ""  # what the sums of a list are, where their own nouns are who gets them (高龄津贴标准)


@dataclass(slots=True)
class IndicatorLinker:
    """Links the quantities of one document."""

    document: Document
    times: Sequence[Time]
    finder: NameFinder
    governor: Governor
    status: StatusReader
    drafts: list[_Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts.extend(time.start for time in self.times)

    def link(self, quantities: Sequence[Quantity], comparators: Sequence[Comparator]) -> list[Indicator]:
        """Return one record a quantity, in text order."""
        behind = chains(quantities, len(self.document.text))
        for quantity, comparator, chain in zip(quantities, comparators, behind, strict=True):
            self.drafts.append(self._draft(quantity, comparator, chain))
        self._distribute()
        return [self._record(draft) for draft in self.drafts]

    def _draft(self, quantity: Quantity, comparator: Comparator, chain: Span) -> _Draft:
        previous = self._previous(quantity)
        floor = max(previous.named.reach, previous.quantity.end) if previous else 0
        floor = max(floor, self._item_floor(quantity.start))
        named = self.finder.find(quantity, floor, chain.start, chain.end)
        tight = previous is not None and self._is_tight(previous, quantity, named)
        draft = _Draft(quantity, comparator, named, "", "", "", self.governor.at(quantity.start), named.action, tight)
        self._name(draft, previous)
        self._inherit(draft, previous)
        return draft

    def _previous(self, quantity: Quantity) -> _Draft | None:
        """Return the draft before *quantity* when it stands in the same paragraph and item, else None."""
        if not self.drafts:
            return None
        last = self.drafts[-1]
        if "\n" in self.document.folded[last.quantity.end : quantity.start]:
            return None
        return last

    def _item_floor(self, offset: int) -> int:
        """Return where text may begin for *offset*: after the number of its item, or after its heading."""
        item = self.document.item_at(offset)
        if item is None:
            return 0
        return item.body_start if offset >= item.body_start else item.end - len(item.heading)

    def _is_tight(self, previous: _Draft, quantity: Quantity, named: Named) -> bool:
        """Say whether the two numbers stand in one list (泵站4座、水窖60口), not only in one sentence."""
        between = self.document.folded[max(previous.named.reach, previous.quantity.end) : quantity.start]
        mark = _TIGHT.match(between)
        return bool(mark and mark.group().strip()) or not between.strip(" 、")

    def _name(self, draft: _Draft, previous: _Draft | None) -> None:
        """Choose the name: the phrase found, else what an earlier number or clause speaks about, else the verb."""
        named = draft.named
        if previous is not None and (aspect := aspect_of(self._words(named.name), previous.name)):
            draft.name = aspect
            return
        if threshold := self._next_threshold(draft):
            draft.name = threshold  # and the noun behind it is what the next number counts
            draft.named = draft.named._replace(name=None, how="carried", reach=draft.quantity.end)
            return
        if previous is not None and _SUCH_AS.search(named.lead) and self._carries(previous, draft):
            draft.name = self._counted_before(draft) or previous.name
            return
        share = _SHARE_OF.match(named.lead)
        if share and previous is not None and self._carries(previous, draft):
            draft.subject = previous.subject or previous.name
            draft.name = draft.subject + _BLANKS.sub("", share["share"])
            return
        if (
            previous is not None
            and draft.quantity.unit == "%"
            and _PART_OF.match(named.lead)
            and self._carries(previous, draft)
        ):
            draft.name = previous.subject or previous.name
            return
        if (
            named.how == "before"
            and previous is not None
            and self._carries(previous, draft)
            and (self._only_places(named) or self._caps_award(previous, draft))
        ):
            draft.name = previous.name
            return
        if named.name is not None and (named.how != "verb" or self._names_money(draft) or last_per(named.lead)):
            draft.name = self._shared_base(previous, draft) + self._text(named.name)
            self._under_head(draft, previous)
        elif previous is not None and self._in_bracket_behind(previous, draft):
            draft.name = previous.subject or previous.name
        elif (outside := self._before_bracket(draft.quantity)) is not None:
            draft.name = self._text(outside)
        elif (given := self._given_before(draft)) and not (previous is not None and is_award(previous.name)):
            draft.name = given
        elif previous is not None and self._carries(previous, draft):
            draft.name = self._carried(previous, draft)
        elif phrase := self._earlier_phrase(draft.quantity):
            draft.name = self._text(phrase)
        elif named.name is not None:
            draft.name = self._text(named.name)
        else:
            draft.name = (
                self._loose_noun(draft.quantity)
                or self._line_above(draft.quantity)
                or self._heading_phrase(draft.quantity)
            )
            self._doubt(draft)

    def _doubt(self, draft: _Draft) -> None:
        """Report a number whose sentence names nothing that it could measure."""
        start, end = draft.quantity.start, draft.quantity.end
        if draft.name:
            code, reason = "indicator.name_from_heading", "the sentence names nothing; the name is the item's heading"
        else:
            code, reason = "indicator.unnamed", "no name was found for this number in its sentence"
        self.issues.append(Issue(code, start, end, self.document.text[start:end], reason))

    def _next_threshold(self, draft: _Draft) -> str:
        """Return what the thresholds of a list are on (业务量超千万件的金牌项目、超百万件|的银牌项目), or ``""``."""
        if draft.comparator == "=" or draft.named.how != "after" or not self._is_attribute(draft):
            return ""
        for earlier in reversed(self.drafts[-4:]):
            if (
                earlier.quantity.unit == draft.quantity.unit
                and earlier.comparator != "="
                and earlier.named.how == "before"
                and self._is_attribute(earlier)
                and self._carries(earlier, draft)
            ):
                return earlier.name
        return ""

    def _is_attribute(self, draft: _Draft) -> bool:
        return self.document.folded.startswith("的", draft.quantity.end)

    def _loose_noun(self, quantity: Quantity) -> str:
        """Return the noun behind a count that begins with a verb (15个|承接产业转移平台), or ``""``."""
        if is_measured(quantity.unit):
            return ""
        found = self.finder.after.find(quantity, quantity.end, quantity.end + 30, loose=True)
        name = self._text(found) if found else ""
        return "" if _ANY_DIGIT.search(name) else name

    def _counted_before(self, draft: _Draft) -> str:
        """Return what the last number of the same measure word in the sentence counts (104种工业产品,…的有44种), or ``""``."""
        for earlier in reversed(self.drafts[-8:]):
            if earlier.quantity.unit == draft.quantity.unit and self._carries(earlier, draft):
                return earlier.name
        return ""

    def _line_above(self, quantity: Quantity) -> str:
        """Return the label on the line above a number that stands alone on its line (总投资⏎5亿元), or ``""``."""
        folded = self.document.folded
        line = folded.rfind("\n", 0, quantity.start) + 1
        if folded[line : quantity.start].strip() or not _LINE_END.match(folded, quantity.end):
            return ""
        above = _LABEL_LINE.search(folded, max(0, line - 40), line)
        return name_text(self.document.text[slice(*above.span(1))]) if above else ""

    def _heading_phrase(self, quantity: Quantity) -> str:
        """Return the heading of the item as the last resort (1.稻田养鱼补贴。按每亩130元发放)."""
        item = self.document.item_at(quantity.start)
        if item is None or quantity.start < item.body_start or len(item.heading) > 12 or _DIGIT.search(item.heading):
            return ""
        begin = item.end - len(item.heading)
        head = self.finder.trimmer.head(begin, item.end)
        return _HEADING_TAIL.sub("", self._text(Span(head.start, item.end)))

    def _only_places(self, named: Named) -> bool:
        """Say whether the phrase before a number names nothing but places (青石县、白河市|下降到7%以内)."""
        if named.name is None or named.name.end - named.name.start > _LONGEST_PLACES:
            return False
        parts = _PLACE_JOINER.split(self.document.folded[named.name.start : named.name.end])
        return all(
            part
            and not _KIND_OF_TOWN.search(part)
            and (divisions_named(part, short=True) or _PLACE_END.fullmatch(part))
            for part in parts
        )

    def _caps_award(self, previous: _Draft, draft: _Draft) -> bool:
        """Say whether a sum is more of the support named before: its own noun is who gets it (每家企业|最高100万元, 博士|3000元)."""
        if not draft.quantity.unit.startswith("元") or not is_award(previous.name):
            return False
        name = self._words(draft.named.name)
        return not is_money(name) and (draft.comparator == "<=" or is_person(name))

    def _names_money(self, draft: _Draft) -> bool:
        """Say whether a verb alone names a sum (下拨|20万元)."""
        name = draft.named.name
        word = self.document.folded[name.start : name.end].removesuffix("了") if name else ""
        return draft.quantity.unit.endswith("元") and cues.has(word, "spend", "award")

    def _under_head(self, draft: _Draft, previous: _Draft | None) -> None:
        """Name a sum that is given by receiver (津贴标准为80周岁每月60元,90周岁120元; 起付线:一级医院200元) by what it is."""
        unit = draft.quantity.unit
        if not (unit.startswith("元") or unit == "%") or draft.named.how != "before":
            return
        if unit.startswith("元") and (what := standard_is(draft.name)):
            draft.name = what
            return
        own = headed_sum(draft.name) if unit.startswith("元") else ""
        if not own and not is_measure(draft.name):
            if (
                previous is not None
                and previous.head
                and previous.quantity.unit == unit
                and self._carries(previous, draft)
            ):
                own = previous.head
            else:
                own = self._label_before(draft)
        if own:
            draft.name = draft.head = own

    def _label_before(self, draft: _Draft) -> str:
        """Return the sum or rate that a label before a colon names (奖励标准:|国家级100万元), or ``""``."""
        folded = self.document.folded
        colon = draft.quantity.start - len(draft.named.lead) - 1
        if colon < 0 or folded[colon] != ":":
            return ""
        label = _SUM_LABEL.search(folded, max(0, colon - 24), colon)
        return name_text(self.document.text[slice(*label.span("name"))]) if label else ""

    def _shared_base(self, previous: _Draft | None, draft: _Draft) -> str:
        """Return the base (每千人口) that the member of the list before *draft* has and that *draft* shares, or ``""``."""
        if previous is None or not draft.tight or previous.quantity.unit != draft.quantity.unit:
            return ""
        base = _SHARED_BASE.match(previous.name)
        return base.group() if base and "每" not in draft.named.lead else ""

    def _given_before(self, draft: _Draft) -> str:
        """Return the support that the clause before a bare sum gives (给予生活补贴,每人每月|2800元), or ``""``."""
        if not draft.quantity.unit.startswith("元"):
            return ""
        clause = left_bound(self.document.folded, draft.quantity.start, 0) - 1
        given = _GIVEN.search(self.document.folded, max(0, clause - 40), clause) if clause > 0 else None
        name = self._text(Span(*given.span("what"))) if given and self.document.folded[clause] == "," else ""
        return name if is_award(name) else ""

    def _carried(self, previous: _Draft, draft: _Draft) -> str:
        """Return the name that *draft* takes over: for money the support named before, not how long it runs.

        A number that 的 follows picks some of what was named (100亩以上的,…;500亩以上|的): it goes on with its own measure.
        """
        if self.document.folded.startswith("的", draft.quantity.end) and (same := self._counted_before(draft)):
            return same
        if not draft.quantity.unit.startswith("元") or previous.quantity.unit not in _LENGTHS:
            return previous.subject or previous.name
        for earlier in reversed(self.drafts[-4:]):
            if self._carries(earlier, draft) and is_award(earlier.name):
                return earlier.name
        return previous.subject or previous.name

    def _carries(self, previous: _Draft, draft: _Draft) -> bool:
        """Say whether the earlier number's name is what this one is about: same sentence, or the same list."""
        between = self.document.folded[previous.quantity.end : draft.quantity.start]
        return not _SENTENCE.search(between)

    def _in_bracket_behind(self, previous: _Draft, draft: _Draft) -> bool:
        """Say whether a bracket right behind the number before it holds this one (下降11.7%(同期为下降|9.8%))."""
        opening = left_bound(self.document.folded, draft.quantity.start, 0) - 1
        return opening == previous.quantity.end and self.document.folded[opening] == "("

    def _before_bracket(self, quantity: Quantity) -> Span | None:
        """Return the noun phrase that a bracket with nothing but a number explains (补助线|(预计为2640元)), or None."""
        opening = left_bound(self.document.folded, quantity.start, 0) - 1
        if opening < 1 or self.document.folded[opening] != "(":
            return None
        phrase = self._phrase_before(quantity, opening)
        if phrase is None:
            return None
        compared = _COMPARED_WITH.search(self.document.folded, phrase.start, phrase.end)
        return Span(compared.end(), phrase.end) if compared and compared.end() < phrase.end else phrase

    def _earlier_phrase(self, quantity: Quantity) -> Span | None:
        """Return the noun phrase of the clause before (提高绩效工资水平,逐步调整到…2.5倍), or None."""
        clause_start = left_bound(self.document.folded, quantity.start, 0)
        if clause_start == 0 or self.document.folded[clause_start - 1] != ",":
            return None
        return self._phrase_before(quantity, clause_start - 1)

    def _phrase_before(self, quantity: Quantity, end: int) -> Span | None:
        """Return the trimmed noun phrase that ends at *end*, or None."""
        folded = self.document.folded
        start = left_bound(folded, end, self._item_floor(quantity.start))
        member = folded.rfind(")、", start, end)
        start = member + 2 if member >= 0 else start  # 酒(增长8%)、|汽车(增长6%)
        if _MANNER_CLAUSE.match(folded, start):
            return None
        trimmer = self.finder.trimmer
        stop, _ = trimmer.tail(start, end)
        head = trimmer.head(start, stop)
        if head.start < stop:
            inner = trimmer.inner(head.start, stop)
            head = trimmer.head(inner.start, stop) if inner.start > head.start else head
        return Span(head.start, stop) if stop - head.start >= 2 else None

    def _inherit(self, draft: _Draft, previous: _Draft | None) -> None:
        named, unit = draft.named, draft.quantity.unit
        draft.change = change_of(named.lead, named.tail, named.action, unit)
        draft.per = self._per(draft)
        if previous is not None and named.name is None and not draft.per and _MOVED_TO.search(named.tail):
            draft.per = previous.per
        if previous is None or named.action or named.tail.strip(" 、,的"):
            return
        if draft.tight:
            draft.action = draft.action or previous.action
            draft.change = draft.change or previous.change
            draft.per = draft.per or previous.per
        elif self._same_run(previous, draft):
            draft.action = draft.action or previous.action
            if not draft.name.endswith("就业"):  # 新增就业2万人,困难人员|就业|0.8万人
                draft.change = draft.change or previous.change

    def _per(self, draft: _Draft) -> str:
        """Return the 每… word before the number, as the text has it; a base only where the name does not hold it."""
        lead = draft.named.lead
        span = last_per(lead)
        if span is None and draft.named.how == "after" and (base := _BASE_BEFORE.search(lead)):
            span = Span(*base.span())
        if span is None:
            return ""
        offset = draft.quantity.start - len(lead)
        return self.document.text[offset + span.start : offset + span.end]

    def _same_run(self, previous: _Draft, draft: _Draft) -> bool:
        """Say whether counted things follow one verb across a comma (打造A26个,B40个)."""
        between = self.document.folded[
            max(previous.named.reach, previous.quantity.end) : draft.named.name.start
            if draft.named.name
            else draft.quantity.start
        ]
        return (
            between.strip() == ","
            and previous.quantity.unit == draft.quantity.unit
            and previous.quantity.unit not in {"%", "百分点"}
        )

    def _distribute(self) -> None:
        """Bind the numbers of each ``分别`` list to its names, and of a shared list to the noun at its end."""
        index = 0
        while index < len(self.drafts):
            count = self._list_length(index)
            if count > 1 and not self._share_noun(index, count) and "分别" in self.drafts[index].named.lead:
                self._bind(index, count)
            index += max(count, 1)

    def _list_length(self, index: int) -> int:
        count = 1
        while index + count < len(self.drafts) and self._continues_list(index + count):
            count += 1
        return count

    def _continues_list(self, index: int) -> bool:
        before, here = self.drafts[index - 1].quantity, self.drafts[index].quantity
        between = self.document.folded[before.end : here.start].strip(" ,、和与及")
        return between in {"", "以及"} and here.start - before.end <= 3

    def _share_noun(self, index: int, count: int) -> bool:
        """Give all numbers of a list the noun behind its last one (300元、500元、700元|奖补)."""
        group = self.drafts[index : index + count]
        last = group[-1]
        if last.named.how not in {"after", "given"}:
            return False
        first = group[0]
        if last.named.how == "after" and self._thresholds(first, last):
            last.name = first.name  # 年销售收入突破1亿元、5亿元|的企业
            return False
        # 对新入园企业分别给予5万元、8万元|奖励: what is given is not what stands before the first
        given = cues.has(last.name, "award") and (
            last.named.how == "given" or _GIVES.search(group[0].named.lead) is not None
        )
        taken = {"after"} if given else {"after", "before"}
        if any(draft.named.how in taken for draft in group[:-1]):
            return False
        for draft in group[:-1]:
            draft.name = last.name
        return True

    def _thresholds(self, first: _Draft, last: _Draft) -> bool:
        """Say whether a list of sums picks those that reach them, so that the noun behind its last one is who they are."""
        if first.quantity.unit != last.quantity.unit or not self.document.folded.startswith("的", last.quantity.end):
            return False
        return first.named.how == "before" and first.comparator != "=" and not is_award(last.name)

    def _bind(self, index: int, count: int) -> None:
        first = self.drafts[index]
        names: list[str] | None = None
        if first.named.how == "before":
            names = split_names(_BLANKS.sub("", first.name), count)
        elif first.named.how == "carried" and self._same_sentence(index - count, index):
            names = [draft.name for draft in self.drafts[index - count : index]]
        elif first.named.how == "carried" and (phrase := self._earlier_phrase(first.quantity)):
            names = split_names(self._text(phrase), count)  # 旅游收入、游客人数再创新高,分别增长16%、15%
        for offset in range(count):
            draft = self.drafts[index + offset]
            if names is not None:
                draft.name = names[offset]
            draft.change = draft.change or first.change

    def _same_sentence(self, first: int, last: int) -> bool:
        """Say whether the drafts *first* and *last* stand in one sentence."""
        if first < 0:
            return False
        between = self.document.folded[self.drafts[first].quantity.end : self.drafts[last].quantity.start]
        return not _SENTENCE.search(between)

    def _record(self, draft: _Draft) -> Indicator:
        quantity, start, end = draft.quantity, draft.quantity.start, draft.quantity.end
        governing = draft.governing
        canonical, canonical_id = canonical_of(draft.name, quantity.unit, draft.change)
        return Indicator(
            id=f"i{start}",
            task_id=self.document.task_id_at(start),
            start=start,
            end=end,
            quote=self.document.text[start:end],
            name=draft.name,
            value=quantity.value,
            unit=quantity.unit,
            value_max=quantity.value_max,
            comparator=draft.comparator,
            change=draft.change,
            baseline=self._baseline(draft) if draft.change else "",
            per=draft.per,
            time=governing.iso if governing else "",
            status=self.status.of(start, end, governing),
            canonical=canonical,
            canonical_id=canonical_id,
            parts=quantity.parts,
            action=draft.action,
            modality=draft.named.modality,
            rule=quantity.rule,
        )

    def _baseline(self, draft: _Draft) -> str:
        """Return what a change is against: the time of comparison in its clause, as an ISO value, or ``""``."""
        start = draft.quantity.start
        floor = start - len(draft.named.lead) - 12
        index = bisect_left(self._starts, start) - 1
        while index >= 0 and self.times[index].start >= floor:
            if is_baseline(self.document, self.times[index]):
                return baseline_value(self.document, self.times[index])
            index -= 1
        return ""

    def _text(self, span: Span) -> str:
        return name_text(self.document.text[span.start : span.end])

    def _words(self, span: Span | None) -> str:
        return self.document.folded[span.start : span.end] if span else ""


def link_indicators(
    document: Document, times: Sequence[Time], tables: Sequence[Span] = ()
) -> tuple[list[Indicator], list[Issue]]:
    r"""Return the indicator records of the running text of *document*, and the readings in doubt.

    Args:
        document: The document as read.
        times: Its time records.
        tables: Spans of its indicator tables, in text order.

    Example:
        >>> from policyx.document import read_document
        >>> document = read_document("青岚县实施方案\n\n为便民，制定本方案。新建村卫生室12所。")
        >>> [(one.name, one.value, one.unit) for one in link_indicators(document, [])[0]]
        [('村卫生室', Decimal('12'), '所')]
    """
    folded = document.folded
    quantities = select_quantities(document, times, tables)
    comparators = governed_comparators(folded, quantities)
    trimmer = Trimmer(folded, {time.start: time.end for time in times}, _place_words(document))
    linker = IndicatorLinker(
        document,
        times,
        NameFinder(folded, trimmer),
        Governor(document, times, lambda time: _governs(document, time)),
        StatusReader(document),
    )
    return linker.link(quantities, comparators), linker.issues


def _governs(document: Document, time: Time) -> bool:
    """Say whether *time* can govern: no recurrence, no baseline, no term of days or months (5个工作日内).

    A term of years is the time of what is planned for it (5年内|引进100名), where the document's date is unknown.
    """
    if time.role == "recurrence" or (time.role == "deadline" and _TERM.match(time.iso)):
        return False
    return not is_baseline(document, time)


def _place_words(document: Document) -> tuple[str, ...]:
    """Return the names that the document's own place goes by: 寿阳县, 寿阳."""
    name = document.header.place.name
    if len(name) < 3:
        return (name,) if name else ()
    return (name, name[:-1]) if len(name) == 3 else (name, re.sub(r"(?:自治[州县旗区]|[省市县区旗盟])$", "", name))


__all__ = ["IndicatorLinker", "link_indicators"]
