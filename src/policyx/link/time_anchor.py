"""Which year a passage speaks of: the year said last in the sentence or paragraph, else the heading's, else the document's."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

from policyx import lazy
from policyx.document import Document, Item
from policyx.document.dates import with_arabic_years
from policyx.grammar.time import Anchor, TimeMention, resolve, scan_times
from policyx.grammar.time.calendar import parse_point
from policyx.records import Genre
from policyx.text import fold

# 2025年 in a heading or title; group 1
_HEADING_YEAR: Final = lazy.compile(r"(?<!\d)((?:19|20)\d\d) ?年(?!第)")
_THIS_YEAR: Final = lazy.compile(r"(?P<last>去年|过去一年)|(?P<this>今年|本年)|(?P<next>明年)")
# 总结, 工作情况: a report that looks back and calls the year it speaks of 今年.
_SUMMARY: Final = lazy.compile(r"总结|工作情况|完成情况|开展情况|落实情况|亮点|小结|述职")
_TITLE_YEAR: Final = lazy.compile(r"(?:19|20)\d\d")
# 2025年|工作总结暨2026年工作计划: group 1 the year that the writer calls 今年
_SUMMED_UP: Final = lazy.compile(
    r"((?:19|20)\d\d) ?年[^,。;]{0,16}(?:总结|情况|回顾)[^,。;]{0,6}(?:[暨和及与]|[(])[^,。;]{0,16}(?:计划|打算|安排|思路|要点)"
)
# 下一步, 将于: what follows lies ahead
_NEXT: Final = lazy.compile(r"下一?步|接下来|下阶段|今后")
# 将于, 力争于, 预计 right before a time
_AHEAD: Final = lazy.compile(
    r"将[于在]\Z|力争(?:[于在到])?\Z|预计(?:[于在到])?\Z|计划(?:[于在到])?\Z|确保(?:[于在到])?\Z"
)
_NEAR: Final = 1500
# 2024年,面对…: the year that the running text of a bulletin opens with; group 1
_OPENING_YEAR: Final = lazy.compile(r"(?:^|\n)\s{0,8}(20\d\d) ?年,")
_OPENING: Final = 3000


class Passages:
    """Answers, for one document, which year the passage at an offset speaks of."""

    def __init__(self, document: Document, mentions: Sequence[TimeMention], baselines: frozenset[int]) -> None:
        self.document = document
        self.title = with_arabic_years(fold(document.header.title))
        said = [
            mention
            for mention in mentions
            if _says_year(mention)
            and mention.start not in baselines
            and document.folded[mention.start - 1 : mention.start] != "("
            and not _is_former(document.folded, mention)
        ]
        self._said = said
        self._starts = [mention.start for mention in said]
        self._plans = [mention for mention in mentions if mention.rule == "time.plan_period"]
        self._plan_starts = [mention.start for mention in self._plans]
        self.genre: Genre = "report" if _SUMMED_UP.search(self.title) else document.header.genre  # looks back first
        self.date = document.header.date or document.header.issued_on or self._own_year()
        self.stated = self._stated()
        self.subject = self._subject()
        self.known_from = self.date or _plan_of_title(self.title)

    def _own_year(self) -> str:
        """Return the one year that a report without a date speaks of, when it is the only one that opens clauses."""
        summed_up = _SUMMED_UP.search(self.title)
        if summed_up:
            return summed_up[1]
        if self.genre not in ("report", "statistics"):
            return ""
        years = Counter(resolve(said, Anchor()).iso[:4] for said in self._said if not said.before and not said.open)
        return next(iter(years)) if len(years) == 1 else ""

    def _subject(self) -> str:
        """Return the past year that a report or bulletin is about by its title or the sentence it opens with.

        Its 全年, 上年, 今年 count from that year, not from the date on which it came out.
        """
        if self.genre not in ("report", "statistics") or not self.date:
            return ""
        summed_up = _SUMMED_UP.search(self.title)
        years = {summed_up[1]} if summed_up else set(_HEADING_YEAR.findall(self.title))
        if not years and self.genre == "statistics":
            opening = _OPENING_YEAR.search(self.document.folded, 0, _OPENING)
            years = {opening[1]} if opening else set()
        year = next(iter(years)) if len(years) == 1 else ""
        return year if year < self.date[:4] else ""

    def _stated(self) -> str:
        """Return the document's date only where the document states it: an issue date, or a year in the title."""
        header = self.document.header
        if header.issued_on or not header.date:
            return header.issued_on
        if header.date[:4] in _TITLE_YEAR.findall(self.title) or not _own_date(self.document):
            return header.date
        return ""

    def anchor(self, mention: TimeMention) -> Anchor:
        """Return what *mention* counts from."""
        if mention.kind in ("span", "allowance", "offset"):
            return self._span_anchor(mention)
        point = mention.first
        deictic = (
            point is not None
            and point.base == "document"
            and (point.shift is not None or point.month_shift is not None)
        )
        if deictic:
            return self._deictic(mention)
        anchor = Anchor(self.year_at(mention), self.date)
        return self._not_after(mention, anchor) if mention.before.startswith("截") else anchor

    def _not_after(self, mention: TimeMention, anchor: Anchor) -> Anchor:
        """Give 截至12月31日 in a report of January the year before: figures end before the report does."""
        value = resolve(mention, anchor).iso
        if (
            self.genre in ("plan", "notice", "task_table")
            or len(self.date) < 7
            or value[: len(self.date)] <= self.date[: len(value)]
        ):
            return anchor
        return Anchor(f"{int(self.date[:4]) - 1:04d}", self.date) if value[:4] == self.date[:4] else anchor

    def _span_anchor(self, mention: TimeMention) -> Anchor:
        if mention.kind == "span" and mention.direction < 0 and self.stated:
            heading = self.heading_year(mention.start)
            if heading and heading < self.stated[:4] and self.genre == "report":
                return Anchor(document=heading)
            return Anchor(document=self._looking_back() if mention.word in ("过去", "过去的", "来") else self.stated)
        if mention.kind == "span" and mention.direction > 0 and (plan := self._plan_ahead(mention)):
            return Anchor(document=plan)
        if mention.kind == "span" and mention.direction < 0 and (plan := self._plan_behind(mention)):
            return Anchor(document=plan)
        return Anchor(document=self.stated)

    def _plan_ahead(self, mention: TimeMention) -> str:
        """Return the year before the plan period that 未来五年 means, when its passage speaks of one that lies ahead."""
        date = self.stated or self.date
        if mention.period is None or mention.period.count != 5 or not date:
            return ""
        floor = self._floor(mention.start)
        index = bisect_left(self._plan_starts, mention.start) - 1
        near = [self._plans[index].first] if index >= 0 and self._plan_starts[index] >= floor else []
        heading = next((plan for text in headings_at(self.document, mention.start) for plan in scan_times(text)), None)
        if heading is not None and heading.rule == "time.plan_period":
            near.append(heading.first)
        years = [
            point.year for point in near if point is not None and point.last_year is not None and point.year is not None
        ]
        return next((f"{year - 1:04d}" for year in years if year - 1 <= int(date[:4]) <= year), "")

    def _plan_behind(self, mention: TimeMention) -> str:
        """Return the last year of the plan period that 五年来 looks back on in an undated report (“十四五”圆满收官。五年来…)."""
        if mention.period is None or mention.period.count != 5 or self.genre != "report":
            return ""
        index = bisect_left(self._plan_starts, mention.start) - 1
        point = self._plans[index].first if index >= 0 else None
        if point is None or point.last_year is None:
            return ""
        return f"{point.last_year:04d}" if f"{point.last_year:04d}" == self.date[:4] else ""

    def _looking_back(self) -> str:
        """Return the last whole year before a date in the first months of a year, in which reports are given."""
        point = parse_point(self.stated)
        if point is not None and point.year and point.month and point.month <= 3:
            return f"{point.year - 1:04d}"
        return self.stated

    def _deictic(self, mention: TimeMention) -> Anchor:
        title = self.title
        heading = self.heading_year(mention.start)
        if self.genre == "report" and heading and _SUMMARY.search(title) and not _SUMMED_UP.search(title):
            return Anchor(document=heading)
        if not self.stated and (near := self._near(mention)):
            return Anchor(document=self.date or near)
        undated = "" if self.stated else heading
        return Anchor(document=self.subject or undated or self.date or heading)

    def said_in_sentence(self, mention: TimeMention) -> bool:
        """Say whether the sentence of *mention* names a year before it."""
        index = bisect_left(self._starts, mention.start) - 1
        if index < 0 or mention.start - self._starts[index] > _NEAR:
            return False
        return "。" not in self.document.folded[self._starts[index] : mention.start]

    def year_at(self, mention: TimeMention) -> str:
        """Return the year that the passage around *mention* speaks of, as an ISO value, or an empty string."""
        near = self._near(mention)
        if near and near < self.date[:4] and self._ahead(mention):
            return self.date
        return near or self.heading_year(mention.start) or self.subject or self.date

    def _ahead(self, mention: TimeMention) -> bool:
        """Whether the sentence says that *mention* lies ahead (下一步,将于10月底前…)."""
        folded = self.document.folded
        low = max(0, mention.start - 60)
        low = max(folded.rfind("。", low, mention.start) + 1, folded.rfind("\n", low, mention.start) + 1, low)
        if _NEXT.search(folded, low, mention.start):
            return True
        # 2024年,…,预计全年实现: what is expected of the year that the sentence names
        return bool(_AHEAD.search(folded, low, mention.start)) and not self.said_in_sentence(mention)

    def _near(self, mention: TimeMention) -> str:
        floor = self._floor(mention.start)
        index = bisect_left(self._starts, mention.start) - 1
        bounded = mention.first is not None and mention.first.shift is None
        while index >= 0 and self._starts[index] >= floor:
            said = self._said[index]
            if bounded and self.date and (_from_then_on(said) or _run_of_years(said)):
                return ""  # 2021-2024年 and 2023年以来 run on: 6月底前 after them is not June 2024
            # 到2027年 is a horizon: 6月底前 after it is not June 2027.
            if not _from_then_on(said) and not (bounded and self.date and _horizon(said, self.date)):
                return resolve(said, Anchor()).iso.rpartition("/")[2][:4]
            index -= 1
        return ""

    def _floor(self, offset: int) -> int:
        """Return where the paragraph or numbered item of *offset* begins, at most `_NEAR` characters back."""
        item = self.document.item_at(offset)
        low = max(0, offset - _NEAR)
        return max(self.document.folded.rfind("\n", low, offset) + 1, item.start if item else 0, low)

    def heading_year(self, offset: int) -> str:
        """Return the year that the headings above *offset* say, innermost first."""
        for heading in headings_at(self.document, offset):
            year = self._year_in(heading)
            if year:
                return year
        return ""

    def _year_in(self, heading: str) -> str:
        years = _HEADING_YEAR.findall(heading)
        if len(set(years)) == 1:
            return str(years[0])
        relative = _THIS_YEAR.search(heading)
        if relative is None or years or not self.date:
            return ""
        return f"{int(self.date[:4]) + {'last': -1, 'this': 0, 'next': 1}[relative.lastgroup or 'this']:04d}"


def _own_date(document: Document) -> bool:
    """Whether the header's date was read from the body of a report, so that it is not a stated date."""
    return document.header.genre == "report" and len(document.header.date) == 4


def _says_year(mention: TimeMention) -> bool:
    """Whether a mention tells what year the text after it speaks of."""
    if mention.kind != "date" or mention.first is None or mention.first.year is None:
        return False
    return mention.rule not in ("time.plan_period", "time.decade", "time.century")


def _plan_of_title(title: str) -> str:
    """Return the first year of the plan period that a title names: an undated plan speaks from its beginning."""
    plans = [mention for mention in scan_times(fold(title)) if mention.rule == "time.plan_period"]
    point = plans[0].first if plans else None
    return f"{point.year:04d}" if point is not None and point.year is not None else ""


def _run_of_years(said: TimeMention) -> bool:
    return said.last is not None and said.first is not None and said.first.month is None


def _from_then_on(said: TimeMention) -> bool:
    """Whether a date only says since when something holds (2023年以来, 自2025年7月1日起)."""
    return said.open or said.after == "起"


def _is_former(folded: str, mention: TimeMention) -> bool:
    """Whether a year only dates the first half of a comparison (由|2020年|的45%提高到50%)."""
    before = folded[max(0, mention.start - 1) : mention.start] + mention.before
    return before.endswith(("由", "从")) and folded[mention.end : mention.end + 1] == "的"


def _horizon(said: TimeMention, date: str) -> bool:
    year_only = said.first is not None and said.first.month is None
    return year_only and said.before in ("到", "至") and said.first is not None and str(said.first.year) > date[:4]


def headings_at(document: Document, offset: int) -> list[str]:
    """Return the headings of the numbered items that hold *offset*, innermost first, and the caption above it."""
    item = document.item_at(offset)
    caption = document.caption_before(offset)
    above = [caption] if caption else []
    if item is None:
        return above
    own = _own_heading(document, item)
    return [own, *reversed(item.path), *above]


def _own_heading(document: Document, item: Item) -> str:
    return item.heading if len(item.heading) <= 60 else ""
