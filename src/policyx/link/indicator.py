"""From quantities to indicator records: name, change, per, governing time, status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyx import lazy
from policyx.document import Document
from policyx.grammar.measure import Quantity
from policyx.link.canonical import canonical_of
from policyx.link.change import change_of
from policyx.link.comparator import governed_comparators
from policyx.link.draft import Draft
from policyx.link.govern import Governor
from policyx.link.lists import Lists
from policyx.link.name import Named, NameFinder
from policyx.link.naming import Naming
from policyx.link.per import last_per
from policyx.link.selection import chains, select_quantities
from policyx.link.status import StatusReader
from policyx.link.surroundings import Surroundings
from policyx.link.time import baseline_value, is_baseline
from policyx.link.trim import Trimmer
from policyx.link.units import LENGTHS
from policyx.records import Comparator, Indicator, Issue, Time
from policyx.text import Span

# between the members of one list: 、 or 和; a comma only parts looser company
_TIGHT = lazy.compile(r"\s*(?:[、/]|和|及|以及|与|或)?\s*")
# 由每户每年6元|提高至|11元
_MOVED_TO = lazy.compile(r"(?:提高|增加|提升|调整|降低|减少|上调|下调|扩大|增|降)了?(?:到|至|为)$")
# 每千人口|10个|托位: a base that is no part of the name repeats the number
_BASE_BEFORE = lazy.compile(r"每[一二三四五六七八九十百千万]+(?:常住)?人口$")
_INSIDE = lazy.compile(r"[一-鿿]$")
# 广 播 覆 盖 率: blanks that draw a line out to the margin
_DRAWN_OUT = lazy.compile(r"(?<=[一-鿿、（）“”]) +(?=[一-鿿、（）“”])")
# (年度目标|6%以上)
_GOAL = lazy.compile(r"(?:目标|任务|计划|预期|预算)(?:为|是|增长)?$")
# what there is, not what was added to it
_STOCKS = ("余额", "存量", "保有量", "总数", "占比", "比重")
# 总量, 总户数: what all together come to
_TOTAL = lazy.compile(r"总[一-鿿]{0,2}[数量额]|总计|累计|规模|存量")
# P30D, P3M, P5BD, PT24H: terms that begin with each case and date no statement
_TERM = lazy.compile(r"P(?!\d+Y$)")


@dataclass(slots=True)
class IndicatorLinker:
    """Links the quantities of one document."""

    document: Document
    times: Sequence[Time]
    finder: NameFinder
    governor: Governor
    status: StatusReader
    drafts: list[Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    around: Surroundings = field(init=False)
    naming: Naming = field(init=False)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.around = Surroundings(self.document, self.finder)
        self.naming = Naming(self.document, self.around, self.drafts, self.issues)
        self._starts.extend(time.start for time in self.times)

    def link(self, quantities: Sequence[Quantity], comparators: Sequence[Comparator]) -> list[Indicator]:
        """Return one record a quantity, in text order."""
        behind = chains(quantities, len(self.document.text))
        for quantity, comparator, chain in zip(quantities, comparators, behind, strict=True):
            self.drafts.append(self._draft(quantity, comparator, chain))
        Lists(self.document, self.around, self.drafts).distribute()
        return [self._record(draft) for draft in self.drafts]

    def _draft(self, quantity: Quantity, comparator: Comparator, chain: Span) -> Draft:
        previous = self._previous(quantity)
        floor = max(previous.named.reach, previous.quantity.end) if previous else 0
        floor = max(floor, self.around.item_floor(quantity.start))
        named = self.finder.find(quantity, floor, chain.start, chain.end)
        tight = previous is not None and self._is_tight(previous, quantity, named)
        draft = Draft(quantity, comparator, named, "", "", "", self.governor.at(quantity.start), named.action, tight)
        self.naming.name(draft, previous)
        self._inherit(draft, previous)
        if named.how == "given":
            draft.change = ""  # 按新增税收的50%给予奖励: what is given is no difference, whatever its base is
        return draft

    def _previous(self, quantity: Quantity) -> Draft | None:
        """Return the draft before *quantity* when it stands in the same paragraph and item, else None."""
        if not self.drafts:
            return None
        last = self.drafts[-1]
        if "\n" in self.document.folded[last.quantity.end : quantity.start]:
            return None
        return last

    def _is_tight(self, previous: Draft, quantity: Quantity, named: Named) -> bool:
        """Say whether the two numbers stand in one list (泵站4座、水窖60口), not only in one sentence."""
        between = self.document.folded[max(previous.named.reach, previous.quantity.end) : quantity.start]
        mark = _TIGHT.match(between)
        return bool(mark and mark.group().strip()) or not between.strip(" 、")

    def _inherit(self, draft: Draft, previous: Draft | None) -> None:
        named, unit = draft.named, draft.quantity.unit
        draft.change = change_of(named.lead, named.tail, named.action, unit)
        draft.per = self._per(draft)
        if previous is not None and not draft.change and _GOAL.search(named.lead) and self._explains(previous, draft):
            draft.change = previous.change
        if previous is not None and named.name is None and not draft.per and _MOVED_TO.search(named.tail):
            draft.per = previous.per
        if previous is None or named.action or named.tail.strip(" 、,的"):
            return
        if _TOTAL.fullmatch(draft.name) or draft.name.endswith(_STOCKS):
            return  # 新增18.1万户,|总量|突破106万户; 新增贷款18亿元,|存款余额|68亿元
        if draft.tight:
            draft.action = draft.action or previous.action
            draft.change = draft.change or previous.change
            draft.per = draft.per or ("" if unit in LENGTHS else previous.per)
        elif self._same_run(previous, draft):
            draft.action = draft.action or previous.action
            if not draft.name.endswith("就业"):  # 新增就业2万人,困难人员|就业|0.8万人
                draft.change = draft.change or previous.change

    def _explains(self, previous: Draft, draft: Draft) -> bool:
        """Say whether a bracket right behind a rate gives the one that was aimed at (增长9%(年度目标6%以上))."""
        behind = self.document.folded[previous.quantity.end : draft.quantity.start]
        return behind.startswith("(") and previous.quantity.unit == draft.quantity.unit

    def _per(self, draft: Draft) -> str:
        """Return the 每… word before the number, as the text has it; a base only where the name does not hold it."""
        lead = draft.named.lead
        span = last_per(lead)
        if span is None and draft.named.how == "after" and (base := _BASE_BEFORE.search(lead)):
            span = Span(*base.span())
        if span is None:
            return ""
        offset = draft.quantity.start - len(lead)
        return self.document.text[offset + span.start : offset + span.end]

    def _same_run(self, previous: Draft, draft: Draft) -> bool:
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

    def _record(self, draft: Draft) -> Indicator:
        quantity, start, end = draft.quantity, draft.quantity.start, draft.quantity.end
        governing = draft.governing
        name = _DRAWN_OUT.sub("", draft.name) if " " in draft.name else draft.name
        canonical, canonical_id = canonical_of(name, quantity.unit, draft.change)
        return Indicator(
            id=f"i{start}",
            task_id=self.document.task_id_at(start),
            start=start,
            end=end,
            quote=self.document.text[start:end],
            name=name,
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

    def _baseline(self, draft: Draft) -> str:
        """Return what a change is against: the time of comparison in its clause, as an ISO value, or ``""``."""
        start = draft.quantity.start
        floor = start - len(draft.named.lead) - 12
        index = bisect_left(self._starts, start) - 1
        while index >= 0 and self.times[index].start >= floor:
            if is_baseline(self.document, self.times[index]):
                return baseline_value(self.document, self.times[index])
            index -= 1
        return ""


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
    if time.iso.startswith("P") and _INSIDE.search(document.folded, max(0, time.start - 1), time.start):
        return False  # 登记注册|1年内|、招用人员的: a condition on the applicant
    return not is_baseline(document, time)


def _place_words(document: Document) -> tuple[str, ...]:
    """Return the names that the document's own place goes by: 青岚县, 青岚."""
    name = document.header.place.name
    if len(name) < 3:
        return (name,) if name else ()
    return (name, name[:-1]) if len(name) == 3 else (name, re.sub(r"(?:自治[州县旗区]|[省市县区旗盟])$", "", name))


__all__ = ["IndicatorLinker", "link_indicators"]
