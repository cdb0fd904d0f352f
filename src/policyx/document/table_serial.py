"""Rows of an indicator table whose cells run together and whose serial numbers alone tell where a row ends.

``序号指标单位2025年1新建水厂家1002新修渠道公里50…``: after row 1 comes row 2 (or 3, where one was left out), so ``家1002新修`` is
100 and row 2. A row whose number could be cut in two ways keeps its place, but its cells of numbers are empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from policyx import lazy
from policyx.document.table_cuts import split_numbers, unit_start
from policyx.document.table_model import Row
from policyx.grammar.unit import unit_at
from policyx.text import Span

_FEWEST: Final = 3
_MOST: Final = 400
_LONGEST_NAME: Final = 80
_LONGEST_SKIP: Final = 3
_BOUND: Final = r"(?:左右|以上|以下|以内)"
_ONE: Final = rf"(?:&[gl][te];|[≥≤><≧≦]|不低于|不少于|不高于|不超过|约)?\d[\d.,]*%?{_BOUND}?|[\[〔]\d[\d.]*[\]〕]|-"
# >50006 | 9.29.55 | 〔120〕7 | 100以上3: all numbers of a row and the serial number of the next.
_RUN: Final = lazy.compile(rf"(?:{_ONE}|:(?=\d)){{1,12}}")
_VALUE: Final = lazy.compile(rf"{_ONE}|\d[\d.]*(?::\d[\d.]*)+")
_BAD_VALUE: Final = lazy.compile(r"\D0\d|^0\d|[.,](?!\d)|\d\.\d+\.")
# 商贸设施 | 一、农业“双强” : a group of rows that runs into the row after it, up to that row's serial number.
_GROUP: Final = lazy.compile(r" {0,2}[一-鿿“”、()]{2,24}(?=\d)")
# 。 | 二、 | (一) | 注: : where the text goes on behind the table.
_CLOSE: Final = lazy.compile(
    r"[。;\n]|(?<=[\d\]〕%上下内右])(?: |[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十][)]|备?注:)"
)
# 新建 | “一老一小” | A级景区: what a name begins with.
_NAME: Final = lazy.compile(r" ?[.、]? ?[一-鿿“‘(A-Z]{2}")


class _Next(NamedTuple):
    """The row after a row: its serial number, where that begins and ends, and where the value before it ends."""

    serial: int
    start: int
    end: int
    value_end: int
    grouped: bool


class _Read(NamedTuple):
    """One row: its cells' borders; ``safe`` when its value can be cut in one way only."""

    unit: int
    first: int
    value_end: int
    safe: bool
    following: _Next | None


def serial_rows(folded: str, kinds: Sequence[str], at: int) -> tuple[Row, ...]:
    """Return the rows of a table whose heads, of *kinds*, end at *at*; none when its serial numbers do not rise from 1.

    Example:
        >>> text = "序号指标单位2025年1新建水厂家1002新修渠道公里503植树万亩40。"
        >>> rows = serial_rows(text, ["number", "indicator", "unit", "year"], 11)
        >>> [[text[slice(*cell)] for cell in row.cells] for row in rows]
        [['1', '新建水厂', '家', '100'], ['2', '新修渠道', '公里', '50'], ['3', '植树', '万亩', '40']]
    """
    rows = tuple(_rows(folded, kinds, at))
    return rows if len(rows) >= _FEWEST else ()


def _rows(folded: str, kinds: Sequence[str], at: int) -> Iterator[Row]:
    coming = next(_following(folded, at, at, 0), None)
    section = 0
    for index in range(_MOST):
        if coming is None:
            return
        section += coming.grouped
        read = _read(folded, coming)
        if read is None:
            return
        yield Row(Span(coming.start, read.value_end), _cells(folded, kinds, coming, read), section, index)
        coming = read.following


def _read(folded: str, row: _Next) -> _Read | None:
    """Read the row whose serial number is *row*: the first run of numbers behind a unit from which the table goes on.

    Its numbers are safe only where no other run stands behind a unit.
    """
    ends: list[_Read] = []
    close = _CLOSE.search(folded, row.end, row.end + _LONGEST_NAME)
    for run in _RUN.finditer(folded, row.end, row.end + _LONGEST_NAME):
        ways = list(_following(folded, run.start(), run.end(), row.serial))
        last = close is None or run.start() < close.start()
        if not ways and (len(ends) > 1 or not last or unit_at(folded, run.end(), gap=False)):  # 3岁 is in a name
            continue
        unit = unit_start(folded, row.end, run.start())
        first = run.start() + (unit == run.start() and run[0].startswith("-"))  # 产值比-1.5:1: the unit is -
        if unit == first or unit < row.end + 2:
            continue
        if ways:
            way = next((one for one in ways if one.grouped), ways[0])
            return _Read(unit, first, way.value_end, len(ways) == 1 and not ends, way)
        ends.append(_Read(unit, first, run.end(), safe=True, following=None))
    return ends[0]._replace(safe=len(ends) == 1) if ends else None


def _following(folded: str, first: int, end: int, serial: int) -> Iterator[_Next]:
    """Yield the ways in which a row goes on whose numbers are ``folded[first:end]``: with its tail as the next serial, or a group."""
    for number in range(serial + 1, serial + 1 + _LONGEST_SKIP if serial else 2):
        words = str(number)
        start = end - len(words)
        if start > first and folded.startswith(words, start) and _opens(folded, end, start - first):
            yield _Next(number, start, end, start, grouped=False)
        elif folded.startswith(words, end) and _opens(folded, end + len(words), 1):
            yield _Next(number, end, end + len(words), end, grouped=False)
    group = _GROUP.match(folded, end)
    for number in range(serial + 1, serial + 1 + _LONGEST_SKIP if serial else 2):
        if group and folded.startswith(str(number), group.end()):
            close = group.end() + len(str(number))
            if _opens(folded, close, 1):
                yield _Next(number, group.end(), close, end, grouped=True)


def _opens(folded: str, at: int, before: int) -> bool:
    """Whether a name begins at *at*, behind a serial number that *before* characters of numbers precede."""
    return before > 0 and _NAME.match(folded, at) is not None


def _cells(folded: str, kinds: Sequence[str], row: _Next, read: _Read) -> tuple[Span, ...]:
    """Return one cell a column; cells of numbers are empty where the row cannot be cut safely."""
    places = [kind for kind in kinds if kind not in ("number", "category", "indicator", "unit")]
    words = folded[read.first : read.value_end].rstrip()
    cuts: list[tuple[int, int]] | None = None
    if read.safe and len(places) == 1:
        cuts = [(0, len(words))] if _VALUE.fullmatch(words) and not _BAD_VALUE.search(words) else None
    elif read.safe:
        cuts = split_numbers(words, len(places))
    values = iter(Span(read.first + a, read.first + b) for a, b in cuts or [(0, 0)] * len(places))
    name = row.end + len(folded[row.end : row.end + 3]) - len(folded[row.end : row.end + 3].lstrip(" .、"))
    fixed = {
        "number": Span(row.start, row.end),
        "category": Span(row.start, row.start),
        "indicator": Span(name, read.unit),
        "unit": Span(read.unit, read.first),
    }
    return tuple(fixed[kind] if kind in fixed else next(values) for kind in kinds)
