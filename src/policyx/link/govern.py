"""Which time a statement is about: the governing time of a quantity (RECORDS.md, indicator, ``time``).

A time governs forward only, within its enumerated point or paragraph; past a full stop only if it opens a clause;
from inside an attribute only the numbers in that attribute. Recurrences and baselines never govern.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from policyx import lazy
from policyx.document import Document
from policyx.records import Time
from policyx.text import Span

# 力争|到2027年: a word of commitment before the time does not keep it from opening its clause
_COMMITMENT = lazy.compile(r"(?:力争|确保|争取|努力|全力|务必|保证|其中|并|且|而|截至|截止|截止到)$")
_CLAUSE_START = frozenset(",。;；:！!？?\n\r\t(、“")
_FULL_STOP = lazy.compile(r"[。！？!?]")
_LINE_END = lazy.compile(r"\n")
_FAR = 200  # times in one paragraph, far more than a paragraph has: a text without line ends stays linear
_CLAUSE_END = lazy.compile(r"[,。;；:！!？?\n]")
# 是|2020年|的2.5倍; 由|2023年|的83.5%提高到: a time that only dates the standard or starting point next to it
_STANDARD = lazy.compile(r"(?:时期|同期|期末|年?底|年?末|水平|基数)?的")
_FROM = lazy.compile(r"(?:由|从)“?$")
# 不低于|上年度人均收入的60%: before the base of a share
_BASE_AHEAD = lazy.compile(
    r"(?:[不]?[低高少多]于|不?超过|达到?|相当于|占|按照?|提取)(?:其|本[省市县区]|[我全][省市县区])?$"
)
_TIMES_OVER = lazy.compile(r"\s*(?:近|约|超)?[\d.一二三四五六七八九十两半]+\s*倍")
_POINT_MARK = lazy.compile(
    r"(?:[一二三四五六七八九十]是|首先|其次|再次|最后|第[一二三四五六七八九十],?|[①-⑳])[、,.]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Governor:
    """Answers, for one document, which time governs an offset."""

    document: Document
    times: Sequence[Time]
    governs: Callable[[Time], bool]
    _governing: list[Time] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._governing.extend(time for time in self.times if self.governs(time))
        self._starts.extend(time.start for time in self._governing)
        self._lines.extend(found.end() for found in _LINE_END.finditer(self.document.folded))

    def at(self, offset: int) -> Time | None:
        """Return the time that governs the quantity at *offset*, or None."""
        floor = self._floor(offset)
        point = self._point(offset, floor)
        if point is None:
            return self._nearest(offset, floor, offset)
        found = self._nearest(offset, point.start, offset)
        if found:
            return found
        first = self._first_point(floor)
        return self._heading_time(floor, first) if first is not None else None

    def _floor(self, offset: int) -> int:
        """Return where the paragraph of *offset* begins, or the numbered item in it that *offset* stands in."""
        line = bisect_right(self._lines, offset)
        start = self._lines[line - 1] if line else 0
        item = self.document.item_at(offset)
        if item:
            start = max(start, item.body_start if offset >= item.body_start else item.start)
        return start

    def _point(self, offset: int, floor: int) -> Span | None:
        points = self.document.points
        index = bisect_left(points, (offset + 1, 0)) - 1
        while index >= 0 and points[index].start >= floor:
            if points[index].end > offset:
                return points[index]
            index -= 1
        return None

    def _first_point(self, floor: int) -> int | None:
        index = bisect_left(self.document.points, (floor, 0))
        return self.document.points[index].start if index < len(self.document.points) else None

    def _nearest(self, offset: int, floor: int, before: int) -> Time | None:
        for time in self._back(before, floor):
            if time.end <= offset and self._reaches(time, offset, floor):
                return time
        return None

    def _back(self, before: int, floor: int) -> Iterator[Time]:
        """Yield the times that govern, backward from *before* to *floor*, as far as a reader would look."""
        last = bisect_left(self._starts, before)
        first = max(bisect_left(self._starts, floor), last - _FAR)
        for index in range(last - 1, first - 1, -1):
            yield self._governing[index]

    def _heading_time(self, floor: int, first: int) -> Time | None:
        """Return the time that heads a list of points: the last one before it that opens a clause (五年来,…。一是…)."""
        for time in self._back(first, floor):
            if self._opens_clause(time, floor):
                return time
        return None

    def _reaches(self, time: Time, offset: int, floor: int) -> bool:
        standard = _STANDARD.match(self.document.folded, time.end)
        if standard:
            if _TIMES_OVER.match(self.document.folded, standard.end()):
                return False
            if _FROM.search(self.document.folded, max(0, time.start - 2), time.start):
                return offset - standard.end() <= 1
        if self._in_base(time, offset):
            return False
        opens = self._opens_clause(time, floor)
        if not opens and self._in_attribute(time, offset):
            return False
        return opens or not _FULL_STOP.search(self.document.folded, time.end, offset)

    def _in_attribute(self, time: Time, offset: int) -> bool:
        """Say whether the time stands in an attribute (去年…的) of a clause that ended before *offset*."""
        folded = self.document.folded
        end = _CLAUSE_END.search(folded, time.end, offset)
        return end is not None and "的" in folded[time.end : end.start()]

    def _in_base(self, time: Time, offset: int) -> bool:
        """Say whether the time only dates what the number at *offset* is a share of (不低于|上年度|人均收入的60%)."""
        folded = self.document.folded
        if folded[offset - 1] != "的" or _CLAUSE_END.search(folded, time.end, offset):
            return False
        return _BASE_AHEAD.search(folded, max(0, time.start - 12), time.start) is not None

    def _opens_clause(self, time: Time, floor: int) -> bool:
        folded = self.document.folded
        start = time.start
        while start > floor and folded[start - 1] in " \t“(":
            start -= 1
        if start <= floor or folded[start - 1] in _CLAUSE_START:
            return True
        ahead = folded[max(floor, start - 8) : start]
        if _POINT_MARK.search(ahead):
            return True
        commitment = _COMMITMENT.search(ahead)
        if commitment is None:
            return False
        start -= len(commitment.group())
        return start <= floor or folded[start - 1] in _CLAUSE_START
