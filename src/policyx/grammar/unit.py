"""Units of measure and measure words after a number, looked up in ``lexicons/measures.tsv`` (计量单位, 量词)."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from policyx import lazy
from policyx.lexicon import rows


class Unit(NamedTuple):
    """A unit at its place: ``name`` as records hold it, ``kind`` what it measures, ``end`` the offset after it."""

    end: int
    name: str
    kind: str


class _Row(NamedTuple):
    name: str
    kind: str
    stops: frozenset[str]
    long_stops: tuple[str, ...]
    latin: bool
    """Whether it ends with a letter or a digit, which no letter or digit may follow."""


class _Measures(NamedTuple):
    """The measures that begin with one character: that character alone, and the longer ones."""

    alone: _Row | None
    seconds: frozenset[str]
    lengths: tuple[int, ...]
    rows: dict[str, _Row]


# 元[/亩] · 元[/人·月] · 吨[/年] · mg[/m3]: bases that are no measures by themselves.
_BASES: Final = frozenset((
    "生", "孩", "月", "季", "半年", "d", "a", "学期", "村", "车", "班", "县", "镇", "校", "企", "床", "胎", "站", "夜", "晚", "户", "车公里", "人公里",
    "万元", "亿元", "万人", "万户", "千人", "百人",
))  # fmt: skip
# Gap between number and unit: up to two spaces (as characters of HTML, left over: 5&nbsp;万元), or one line break.
_GAP = lazy.compile(r"(?:&nbsp;){1,2}| {0,2}(?:\r?\n {0,2})?")
_COUNT = lazy.compile(r"[1-9]\d{0,2}(?!\d)|[万千百亿](?=[一-鿿])")
_SPACES: Final = frozenset(" \r\n&")
_PER: Final = frozenset("/·")


@cache
def _table() -> dict[str, _Measures]:
    """Return the measures by their first character, so that most look-ups are one step (个, 元, 户)."""
    by_first: dict[str, dict[str, _Row]] = {}
    for row in rows("measures"):
        stops, *long_stops = row["not_before"].split("|")
        word = row["measure"]
        by_first.setdefault(word[0], {})[word] = _Row(
            row["unit"],
            row["kind"],
            frozenset("" if stops == "-" else stops),
            tuple(long_stops),
            word[-1].isascii() and word[-1].isalnum(),
        )
    return {first: _measures(first, words) for first, words in by_first.items()}


def _measures(first: str, words: dict[str, _Row]) -> _Measures:
    longer = {word: row for word, row in words.items() if len(word) > 1}
    lengths = sorted({len(word) for word in longer}, reverse=True)
    return _Measures(words.get(first), frozenset(word[1] for word in longer), tuple(lengths), longer)


def first_characters() -> str:
    """Return every character that a measure can begin with, for use inside a character class.

    Example:
        >>> "元" in first_characters()
        True
    """
    return "".join(sorted(_table()))


def unit_at(folded: str, position: int, *, gap: bool = True) -> Unit | None:
    """Return the unit that begins at *position* (after a short gap), compound units whole, or None.

    Example:
        >>> unit_at("300元/亩", 3)
        Unit(end=6, name='元/亩', kind='money')
        >>> unit_at("5个百分点", 1).name
        '百分点'
    """
    first = folded[position : position + 1]
    if gap and first in _SPACES:
        position = _after_gap(folded, position)
        first = folded[position : position + 1]
    measures = _table().get(first)
    if measures is None:
        return None
    found = _longest(folded, position, measures)
    while found is not None and folded[found.end : found.end + 1] in _PER:
        longer = _per(folded, found)
        if longer is None:
            return found
        found = longer
    return found


def _after_gap(folded: str, position: int) -> int:
    match = _GAP.match(folded, position)
    return match.end() if match else position


def _longest(folded: str, position: int, measures: _Measures) -> Unit | None:
    if folded[position + 1 : position + 2] in measures.seconds:
        for length in measures.lengths:
            word = folded[position : position + length]
            row = measures.rows.get(word)
            if row is not None and _stands(folded, row, position + len(word)):
                return Unit(position + len(word), row.name, row.kind)
    row = measures.alone
    if row is not None and _stands(folded, row, position + 1):
        return Unit(position + 1, row.name, row.kind)
    return None


def _stands(folded: str, row: _Row, end: int) -> bool:
    """Say whether what follows leaves the measure a measure, and no part of another word."""
    following = folded[end : end + 1]
    if following in row.stops or (row.long_stops and folded.startswith(row.long_stops, end)):
        return False
    return not (row.latin and following.isascii() and following.isalnum())


def _per(folded: str, unit: Unit) -> Unit | None:
    """Extend 元 to 元/亩, 元/人 to 元/人·月."""
    mark, position = folded[unit.end], unit.end + 1
    for length in (3, 2, 1):
        word = folded[position : position + length]
        if len(word) == length and word in _BASES:
            return Unit(position + length, f"{unit.name}{mark}{word}", unit.kind)
    count = _COUNT.match(folded, position)  # 1只/4小时, 300吨/万平方米
    if count:
        position = count.end()
    measures = _table().get(folded[position : position + 1])
    base = _longest(folded, position, measures) if measures else None
    if base is None or base.kind == "percent":
        return None
    return Unit(base.end, f"{unit.name}{mark}{count[0] if count else ''}{base.name}", unit.kind)
