"""Units of measure in tables: 万元 in the unit column, （%） in a head, 单位：万元 in a caption."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from policyx import lazy
from policyx.grammar.unit import unit_at

# 万|元 · 百万|吨 · 亿|立方米: group 1 the scale; not 千|克, 百|分点.
_SCALE: Final = lazy.compile(r"(万亿|[十百千]?亿|[十百千]?万|百(?!分)|千(?![克瓦米卡伏帕赫焦字]))(?=.)")
_FACTORS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# 张/千人 · 人/万人 · 册/人: a unit that no list holds.
_PLAIN: Final = lazy.compile(r"[一-鿿A-Za-z%‰/·²³㎡℃Ωμ-]{1,14}")
_NONE: Final = lazy.compile(r"(?:[-/]+|无|无量纲)?")
_PERCENT: Final = frozenset(("%", "百分比", "百分数", "百分率"))
# 亿元、% · 亿元/%: two units in one cell, of a level and of its growth.
_TWO: Final = lazy.compile(r"(.{1,8})[、,;/](?:%|百分比)|(?:%|百分比)[、,;/](.{1,8})")
# 单位:万元 | (单位:亿元、%): the caption's units; group 1 all of them.
_CAPTION_UNIT: Final = lazy.compile(r"单位:\s{0,4}([^\s)、,;。:\t]{1,8}(?:[、,;][^\s)、,;。:\t]{1,8}){0,7})")
_BETWEEN_UNITS: Final = lazy.compile("[、,;]")
# 各乡镇粮食产量(吨) : a unit in brackets at the end of the line above a table; group 1.
_CAPTION_BRACKET: Final = lazy.compile(r"[(\[]([^()\[\]\s]{1,8})[)\]]\s*$")
_CAPTION_REACH: Final = 120
# What a head or name ends with → the units that measure it, where a caption lists several.
_MEASURED_IN: Final = (
    (lazy.compile(r"(?:率|比例|比重|占比|增速|增幅|增长|±)$"), ("%", "‰", "百分点")),
    (lazy.compile(r"(?:面积|规模)$"), ("平方米", "亩", "公顷", "平方公里")),
    (lazy.compile(r"(?:里程|长度|总长)$"), ("公里", "米", "千米")),
    (lazy.compile(r"(?:产量|总产|吞吐量|排放量)$"), ("吨", "公斤", "立方米")),
    (lazy.compile(r"(?:金额|投资|资金|收入|支出|产值|增加值|总值|贷款|存款|余额|税收|费用|补助)$"), ("元",)),
)


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


def caption_units(folded: str, start: int, first: int) -> tuple[TableUnit, ...]:
    """Return the units that a table's caption gives for its numbers; none where it gives none.

    Args:
        folded: The folded text.
        start: Where the table begins.
        first: Where its first head cell begins; a caption may stand before it in the head row.

    Example:
        >>> caption_units("表2 财政收支(单位:万元、%)", 18, 18)
        (TableUnit(factor=10000, name='元'), TableUnit(factor=1, name='%'))
    """
    reach = max(0, start - _CAPTION_REACH)
    found = list(_CAPTION_UNIT.finditer(folded, reach, first))
    if found:
        return tuple(unit for words in _BETWEEN_UNITS.split(found[-1][1]) if (unit := read_unit(words)))
    line = (
        folded[folded.rfind("\n", reach, max(start - 1, reach)) + 1 : start] if start == first else folded[start:first]
    )
    bracket = _CAPTION_BRACKET.search(line)
    unit = read_unit(bracket[1], strict=True) if bracket else None
    return (unit,) if unit else ()


def fitting_unit(name: str, units: Sequence[TableUnit]) -> TableUnit | None:
    """Return the one of a caption's *units* that measures what *name* says; the first where nothing decides.

    Example:
        >>> units = (TableUnit(1, "个"), TableUnit(1, "户"), TableUnit(10000, "平方米"))
        >>> fitting_unit("户数", units).name, fitting_unit("建筑面积", units).name, fitting_unit("小区数", units).name
        ('户', '平方米', '个')
    """
    if len(units) < 2:
        return units[0] if units else None
    own = name.removesuffix("数")
    named = next((unit for unit in units if own != name and own.endswith(unit.name)), None)
    kinds = next((kinds for pattern, kinds in _MEASURED_IN if pattern.search(name)), ())
    return named or next((unit for unit in units if unit.name in kinds), units[0])


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
