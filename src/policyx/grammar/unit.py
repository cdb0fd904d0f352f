"""Units of measure and measure words after a number, looked up in ``lexicons/measures.tsv`` (计量单位, 量词)."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import regex

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


# 元[/亩] · 元[/人·月] · 吨[/年] · mg[/m3]: bases that are no measures by themselves.
_BASES: Final = frozenset((
    "生", "孩", "月", "季", "半年", "d", "a", "学期", "村", "车", "班", "县", "镇", "校", "企", "床", "胎", "站", "户", "车公里", "人公里",
    "万元", "亿元", "万人", "万户", "千人", "百人",
))  # fmt: skip
# Gap between number and unit: up to two spaces (as characters of HTML, left over: 5&nbsp;万元), or one line break.
_GAP = regex.compile(r"(?:&nbsp;){1,2}| {0,2}(?:\r?\n {0,2})?")
_COUNT = regex.compile(r"[1-9]\d{0,2}(?!\d)")
_SPACES: Final = frozenset(" \r\n&")


@cache
def _table() -> tuple[dict[str, _Row], dict[str, tuple[int, ...]]]:
    table: dict[str, _Row] = {}
    lengths: dict[str, set[int]] = {}
    for row in rows("measures"):
        stops, *long_stops = row["not_before"].split("|")
        table[row["measure"]] = _Row(
            row["unit"], row["kind"], frozenset("" if stops == "-" else stops), tuple(long_stops)
        )
        lengths.setdefault(row["measure"][0], set()).add(len(row["measure"]))
    return table, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def first_characters() -> str:
    """Return every character that a measure can begin with, for use inside a character class.

    Example:
        >>> "元" in first_characters()
        True
    """
    return "".join(sorted(_table()[1]))


def unit_at(folded: str, position: int, *, gap: bool = True) -> Unit | None:
    """Return the unit that begins at *position* (after a short gap), compound units whole, or None.

    Example:
        >>> unit_at("300元/亩", 3)
        Unit(end=6, name='元/亩', kind='money')
        >>> unit_at("5个百分点", 1).name
        '百分点'
    """
    if position >= len(folded):
        return None
    if gap and folded[position] in _SPACES:
        position = _after_gap(folded, position)
    found = _longest(folded, position)
    if found is None:
        return None
    while found.end < len(folded) and folded[found.end] in "/·":
        longer = _per(folded, found)
        if longer is None:
            return found
        found = longer
    return found


def _after_gap(folded: str, position: int) -> int:
    match = _GAP.match(folded, position)
    return match.end() if match else position


def _longest(folded: str, position: int) -> Unit | None:
    table, lengths = _table()
    if position >= len(folded):
        return None
    for length in lengths.get(folded[position], ()):
        word = folded[position : position + length]
        row = table.get(word)
        if row is None or len(word) < length:
            continue
        end = position + length
        following = folded[end : end + 1]
        if following in row.stops and following:
            continue
        if row.long_stops and folded.startswith(row.long_stops, end):
            continue
        if word[-1].isascii() and word[-1].isalnum() and following.isascii() and following.isalnum():
            continue
        return Unit(end, row.name, row.kind)
    return None


def _per(folded: str, unit: Unit) -> Unit | None:
    """Extend 元 to 元/亩, 元/人 to 元/人·月."""
    mark, position = folded[unit.end], unit.end + 1
    for length in (3, 2, 1):
        word = folded[position : position + length]
        if len(word) == length and word in _BASES:
            return Unit(position + length, f"{unit.name}{mark}{word}", unit.kind)
    count = _COUNT.match(folded, position)  # 1只/4小时
    base = _longest(folded, count.end() if count else position)
    if base is None or base.kind == "percent":
        return None
    return Unit(base.end, f"{unit.name}{mark}{count[0] if count else ''}{base.name}", unit.kind)
