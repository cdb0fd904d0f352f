"""Which name a number gets: its own phrase, what an earlier number or clause speaks about, or the verb.

The order of trial follows how offices write; each branch shows a phrase.
"""

from __future__ import annotations

from dataclasses import dataclass

from policyx import lazy
from policyx.divisions import divisions_named
from policyx.document import Document
from policyx.link import cues
from policyx.link.draft import SHARED_BASE, Draft, in_one_sentence
from policyx.link.name import Named
from policyx.link.per import last_per
from policyx.link.phrase import left_bound
from policyx.link.surface import aspect_of, headed_sum, is_award, is_measure, is_money, is_person, standard_is
from policyx.link.surroundings import Surroundings
from policyx.link.units import LENGTHS
from policyx.records import Issue

# (水费收入1.47亿元,)占全部规费收入的比重|为41.6%
_SHARE_OF = lazy.compile(r"^[其中、\s]*(?P<share>占[^,。;]{2,24}?(?:的)?(?:比重|比例|百分比|份额))")
# 60种农产品中,价格上涨|的有|21种: so many of those counted before
_SUCH_AS = lazy.compile(r"的(?:共|仅|就)?有$")
# (贷款余额12亿元,)|占全部贷款的|29.3%
_PART_OF = lazy.compile(r"[、\s]*仅?占[^,。;]{2,16}的$")
# (营业收入达到1亿元,)且|增速|20%以上, 限额以上且|年增速|达50%: a condition of its own
_OWN_RATE = lazy.compile(
    r"(?:且|并且)(?P<rate>(?:年|年均|同比)?(?:增速|增幅|增长率))(?:达到?|超过|不低于|高于|大于|在)?$"
)
# 增长9%(|年度目标|6%以上): what was aimed at, of the same thing
_GOAL = lazy.compile(r"(?:年度|全年|年初|预期|规划|原定)*(?:目标|任务|计划|预期)(?:为|是|增长)?")
_LONGEST_PLACES = 24
_PLACE_JOINER = lazy.compile(r"[、和及与]")
# 示范乡镇, 重点镇: kinds of places, and no name of one
_KIND_OF_TOWN = lazy.compile(
    r"(?:乡|城|集|村|建制|示范|重点|特色|强|小|中心|试点|先进|全国|省级|国家级|文明|卫生)[镇乡县]$"
)
_PLACE_END = lazy.compile(r"[一-鿿]{1,6}(?:[镇乡县旗]|街道|自治州)")
_BLANKS = lazy.compile(r"\s+")
# 示范社|国家级, 省级: what is counted, if it is said here, and at which level
_LEVEL = lazy.compile(r"(?P<what>[一-鿿“”]{3,}?)?(?:国家级|省级|市级|县级|自治区级|州级|区级)")
# 省级|示范校|6所、市级12所: what is counted at another level too
_LEVELED = lazy.compile(r"(?:国家级|部级|省级|市级|县级|自治区级|州级|区级|盟级|旗级)(?P<what>[^、,。;]{2,})")


@dataclass(frozen=True, slots=True)
class Naming:
    """Names the numbers of one document in text order; *drafts* are those before, *issues* what is in doubt."""

    document: Document
    around: Surroundings
    drafts: list[Draft]
    issues: list[Issue]

    def name(self, draft: Draft, previous: Draft | None) -> None:
        """Set the name: what the number before speaks about, the phrase found, the text around, else the verb."""
        own = _OWN_RATE.search(draft.named.lead) if "且" in draft.named.lead else None
        taken = own["rate"] if own else self._taken_over(draft, previous) if previous is not None else ""
        if taken:
            draft.name = taken
        else:
            self._by_text(draft, previous)

    def _taken_over(self, draft: Draft, previous: Draft) -> str:
        """Return the name that the words before the number take from an earlier number, or ``""``."""
        named = draft.named
        if aspect := aspect_of(self.around.words(named.name), previous.name):
            return aspect
        if threshold := self._next_threshold(draft):
            # The noun behind it is what the next number counts.
            draft.named = named._replace(name=None, how="carried", reach=draft.quantity.end)
            return threshold
        if not self._one_sentence(previous, draft):
            return ""
        subject = previous.heritable_name
        if _SUCH_AS.search(named.lead):
            return self._counted_before(draft) or previous.name
        if share := _SHARE_OF.match(named.lead):
            draft.subject = subject
            return subject + _BLANKS.sub("", share["share"])
        if draft.quantity.unit == "%" and _PART_OF.match(named.lead):
            return subject
        if named.how == "before" and (self._only_places(named) or self._caps_award(previous, draft)):
            return previous.name
        if _GOAL.fullmatch(named.lead) and self._in_bracket_behind(previous, draft):
            return subject
        return ""

    def _by_text(self, draft: Draft, previous: Draft | None) -> None:
        """Name the number by its phrase, else by what the text around it or the number before says, else by the verb."""
        named = draft.named
        if named.lead.startswith(("其余", "其他")) and (ruled := self.around.before_exception(draft.quantity)):
            draft.name = ruled
        elif previous is not None and self._spent_likewise(previous, draft):
            draft.name = previous.heritable_name
        elif named.name is not None and (named.how != "verb" or self._names_money(draft) or last_per(named.lead)):
            draft.name = self._shared_base(previous, draft) + self.around.text(named.name)
            self._under_head(draft, previous)
            self._by_level(draft, previous)
        elif previous is not None and self._in_bracket_behind(previous, draft):
            draft.name = previous.heritable_name
        elif (outside := self.around.before_bracket(draft.quantity)) is not None:
            draft.name = self.around.text(outside)
        elif (given := self.around.given_before(draft)) and not (previous is not None and is_award(previous.name)):
            draft.name = given
        elif previous is not None and self._one_sentence(previous, draft):
            draft.name = self._carried(previous, draft)
        elif phrase := self.around.earlier_phrase(draft.quantity):
            draft.name = self.around.text(phrase)
        elif named.name is not None:
            draft.name = self.around.text(named.name)
        else:
            draft.name = (
                self.around.loose_noun(draft.quantity)
                or self.around.line_above(draft.quantity)
                or self.around.label_of_list(draft.quantity)
            )
            if not draft.name:
                draft.name = self.around.heading_phrase(draft.quantity)
                self._doubt(draft)

    def _doubt(self, draft: Draft) -> None:
        """Report a number whose sentence names nothing that it could measure."""
        start, end = draft.quantity.start, draft.quantity.end
        if draft.name:
            code, reason = "indicator.name_from_heading", "the sentence names nothing; the name is the item's heading"
        else:
            code, reason = "indicator.unnamed", "no name was found for this number in its sentence"
        self.issues.append(Issue(code, start, end, self.document.text[start:end], reason))

    def _next_threshold(self, draft: Draft) -> str:
        """Return what the thresholds of a list are on (产值超10亿元的龙头企业、超5亿元|的骨干企业), or ``""``."""
        if draft.comparator == "=" or draft.named.how != "after" or not self._is_attribute(draft):
            return ""
        for earlier in reversed(self.drafts[-4:]):
            if (
                earlier.quantity.unit == draft.quantity.unit
                and earlier.comparator != "="
                and earlier.named.how == "before"
                and self._is_attribute(earlier)
                and self._one_sentence(earlier, draft)
            ):
                return earlier.name
        return ""

    def _is_attribute(self, draft: Draft) -> bool:
        return self.document.folded.startswith("的", draft.quantity.end)

    def _counted_before(self, draft: Draft) -> str:
        """Return what the last number of the same measure word in the sentence counts (60种农产品,…的有21种), or ``""``."""
        for earlier in reversed(self.drafts[-8:]):
            if earlier.quantity.unit == draft.quantity.unit and self._one_sentence(earlier, draft):
                return earlier.name
        return ""

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

    def _caps_award(self, previous: Draft, draft: Draft) -> bool:
        """Say whether a sum is more of the support named before: its own noun is who gets it (每家企业|最高100万元, 博士|3000元)."""
        if not draft.quantity.unit.startswith("元") or not is_award(previous.name):
            return False
        name = self.around.words(draft.named.name)
        return not is_money(name) and (draft.comparator == "<=" or is_person(name))

    def _spent_likewise(self, previous: Draft, draft: Draft) -> bool:
        """Say whether a verb alone spends more of the money named before it (每个示范村安排补助100万元,每个重点村|安排|50万元)."""
        if draft.named.how != "verb" or draft.named.action != previous.action or not draft.named.action:
            return False
        return self._names_money(draft) and is_money(previous.name) and self._one_sentence(previous, draft)

    def _names_money(self, draft: Draft) -> bool:
        """Say whether a verb alone names a sum (下拨|20万元)."""
        name = draft.named.name
        word = self.document.folded[name.start : name.end].removesuffix("了") if name else ""
        return draft.quantity.unit.endswith("元") and cues.has(word, "spend", "award")

    def _under_head(self, draft: Draft, previous: Draft | None) -> None:
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
                and self._one_sentence(previous, draft)
            ):
                own = previous.head
            else:
                own = self.around.label_before(draft)
        if own:
            draft.name = draft.head = own

    def _by_level(self, draft: Draft, previous: Draft | None) -> None:
        """Name counts that are given by level (示范社国家级3家、省级15家) by what is counted."""
        level = _LEVEL.fullmatch(draft.name)
        if level and level["what"]:
            draft.name = draft.head = level["what"]
        elif level and previous is not None and previous.quantity.unit == draft.quantity.unit:
            if previous.head:
                draft.name = draft.head = previous.head
            elif (leveled := _LEVELED.match(previous.name)) and self._one_sentence(previous, draft):
                draft.name += leveled["what"]

    def _shared_base(self, previous: Draft | None, draft: Draft) -> str:
        """Return the base (每千人口) that the member of the list before *draft* has and that *draft* shares, or ``""``."""
        if previous is None or not draft.tight or previous.quantity.unit != draft.quantity.unit:
            return ""
        base = SHARED_BASE.match(previous.name)
        return base.group() if base and "每" not in draft.named.lead else ""

    def _carried(self, previous: Draft, draft: Draft) -> str:
        """Return the name that *draft* takes over: for money the support named before, not how long it runs.

        A number that 的 follows picks some of what was named (100亩以上的,…;500亩以上|的): it goes on with its own measure.
        """
        if self._is_attribute(draft) and (same := self._counted_before(draft)):
            return same
        if not draft.quantity.unit.startswith("元") or previous.quantity.unit not in LENGTHS:
            return previous.heritable_name
        for earlier in reversed(self.drafts[-4:]):
            if self._one_sentence(earlier, draft) and is_award(earlier.name):
                return earlier.name
        return previous.heritable_name

    def _in_bracket_behind(self, previous: Draft, draft: Draft) -> bool:
        """Say whether a bracket right behind the number before it holds this one (下降3.2%(同期为下降|6.1%))."""
        opening = left_bound(self.document.folded, draft.quantity.start, 0) - 1
        return opening == previous.quantity.end and self.document.folded[opening] == "("

    def _one_sentence(self, earlier: Draft, later: Draft) -> bool:
        return in_one_sentence(self.document.folded, earlier, later)
