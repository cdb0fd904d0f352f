"""Units of measure in tables: 万元 in the unit column, （%） in a head, 单位：万元 in a caption."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from policyx.grammar.unit import unit_at

# 万|元 · 百万|吨 · 亿|立方米: group 1 the scale; not 千|克, 百|分点.
_SCALE: Final = re.compile(r"(万亿|[十百千]?亿|[十百千]?万|百(?!分)|千(?![克瓦米卡伏帕赫焦字]))(?=.)")
_FACTORS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# 张/千人 · 人/万人 · 册/人: a unit that no list holds.
_PLAIN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z%‰/·²³㎡℃Ωμ-]{1,14}")
_NONE: Final = re.compile(r"(?:[-/]+|无|无量纲)?")
_PERCENT: Final = frozenset(("%", "百分比", "百分数", "百分率"))
# 亿元、% · 亿元/%: two units in one cell, of a level and of its growth.
_TWO: Final = re.compile(r"(.{1,8})[、,;/](?:%|百分比)|(?:%|百分比)[、,;/](.{1,8})")
# 单位:万元 | (单位:亿元、%): the caption's unit; group 1.
_CAPTION_UNIT: Final = re.compile(r"单位:\s{0,4}([^\s)、,;。:\t]{1,8})")
# 各乡镇粮食产量(吨) : a unit in brackets at the end of the line above a table; group 1.
_CAPTION_BRACKET: Final = re.compile(r"[(\[]([^()\[\]\s]{1,8})[)\]]\s*$")
_CAPTION_REACH: Final = 120


class TableUnit(NamedTuple):
    """A unit and the factor before it: 万元 is 10000 and 元."""

    factor: int
    name: str


@lru_cache(maxsize=2048)
def read_unit(words: str, *, strict: bool = False) -> TableUnit | None:
    """Return the unit that *words* name, or None.

    Args:
        words: A unit cell, folded.
        strict: Accept only units that the lexicon holds (for brackets in heads and names, which may say anything).

    Example:
        >>> read_unit("万元/人"), read_unit("%"), read_unit("-"), read_unit("累计", strict=True)
        (TableUnit(factor=10000, name='元/人'), TableUnit(factor=1, name='%'), TableUnit(factor=1, name=''), None)
    """
    bare = "".join(words.split()).strip("()[]〔〕")
    if bare in _PERCENT:
        return TableUnit(1, "%")
    if _NONE.fullmatch(bare):
        return None if strict else TableUnit(1, "")
    two = _TWO.fullmatch(bare)
    if two:
        return read_unit(two[1] or two[2], strict=strict)
    scale = _SCALE.match(bare)
    rest = bare[scale.end() :] if scale else bare
    name = _name(rest, strict)
    return TableUnit(_factor(scale[1]) if scale else 1, name) if name else None


def caption_unit(folded: str, start: int, first: int) -> TableUnit | None:
    """Return the unit that a table's caption gives for all its numbers, or None.

    Args:
        folded: The folded text.
        start: Where the table begins.
        first: Where its first head cell begins; a caption may stand before it in the head row.

    Example:
        >>> caption_unit("表2 财政收支(单位:万元)", 16, 16)
        TableUnit(factor=10000, name='元')
    """
    reach = max(0, start - _CAPTION_REACH)
    found = list(_CAPTION_UNIT.finditer(folded, reach, first))
    if found:
        return read_unit(found[-1][1])
    line = (
        folded[folded.rfind("\n", reach, max(start - 1, reach)) + 1 : start] if start == first else folded[start:first]
    )
    bracket = _CAPTION_BRACKET.search(line)
    return read_unit(bracket[1], strict=True) if bracket else None


def _name(rest: str, strict: bool) -> str:
    unit = unit_at(rest, 0, gap=False)
    if unit and unit.end == len(rest):
        return unit.name
    return rest if not strict and _PLAIN.fullmatch(rest) else ""


def _factor(scale: str) -> int:
    factor = 1
    for character in scale:
        factor *= _FACTORS[character]
    return factor
