"""Standard names: which row of the indicator lexicon a name in a text means, if any.

A name is looked up by its `key`, first as written, then without what offices put around it: a scope or place (全县,
丰南区), a verb (新建, 改造), a word of time (全年, 年均) in front; a word of growth (增速) or of count (总数) behind. What is
left must *be* a name of the lexicon: nothing is guessed from a part of a name, so 县级公立医院床位 never becomes 养老床位. The
unit must fit the row: 森林覆盖率 in 亩 is something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from policyx import lazy
from policyx.divisions import divisions_named
from policyx.lexicon import rows
from policyx.link.measure_kind import fits
from policyx.text import fold

_LONGEST_NAME: Final = 48

# “ ” ‘ ’ " ' 《 》 and blanks, brackets, and 的: what may be written or left out
_OPTIONAL: Final = lazy.compile(r"[\s“”‘’\"'《》〈〉()〔〕\[\]【】的]+")
# 养老机构护理型床位占比|(%)|, 固定资产投资|(不含农户)|, 规模以上工业|[3]|企业: a bracket that explains, at the end or with a note in it
_BRACKET: Final = lazy.compile(
    r"[(〔\[【](?:[0-9]{1,2}|不?含[^()〔〕\[\]【】]{1,30})[)〕\]】]|[(〔\[【][^()〔〕\[\]【】]{0,30}[)〕\]】]$"
)
# one spelling for what is written in several ways
_SPELLINGS: Final = {
    "国内生产总值": "GDP",
    "地区生产总值": "GDP",
    "生产总值": "GDP",
    "规模以上": "规上",
    "规模工业": "规上工业",
    "研究与试验发展": "研发",
    "研究与实验发展": "研发",
    "R&D": "研发",
    "电商": "电子商务",
    "常住居民": "居民",
    "拥有量": "",
    "拥有": "",
    "每十万人口": "每十万人",
    "每百万人口": "每百万人",
    "每万人口": "每万人",
    "每千人口": "每千人",
    "每千常住人口": "每千人",
    "每万常住人口": "每万人",
    "千人口": "每千人",
    "万人口": "每万人",
    "每千名": "每千",
    "及以上": "以上",
    "比例": "比重",
    "比率": "比重",
    "份额": "比重",
    "之比": "比",
    "比值": "比",
    "覆盖面": "覆盖率",
    "平均浓度": "浓度",
    "年均浓度": "浓度",
    "年平均浓度": "浓度",
    "细颗粒物PM2.5": "PM2.5",
    "可吸入颗粒物PM10": "PM10",
    "研究与试验发展R&D": "研发",
    "₁": "1",
    "₂": "2",
    "₅": "5",
    "₀": "0",
}
_SPELLING: Final = lazy.compile("|".join(re.escape(word) for word in sorted(_SPELLINGS, key=len, reverse=True)))

# 全县|…, 年末|…: words before a name that leave it the same indicator
_BEFORE: Final = lazy.compile(
    r"(?:全[县市区旗州盟省镇乡街]|[我本][县市区旗州盟省镇乡]|全年|年末|年底|年度|年均|累计|当年|期末|预计|预期|力争|确保|约束性|实际(?!使用|利用|到位)"
    r"|其中|当地|本地|实有|现有|共有|总)"
)
# 新建|…, 改造|…: verbs before what is counted; before a rate they say which part it is of (改造|小区物业管理覆盖率)
_VERB: Final = lazy.compile(
    r"新建和?改造提升|新建或改造提升|新建改?扩?建|新改扩建|改扩建|新建成|新建|新增|净增|建设|建成|改造|提升|培育|引进|认定|创建|打造|完成|实现|实施"
    r"|开展|发展|达到|保持|开工建设|开工|推进|落实|提高|统筹|组织|筹建"
)
_RATE: Final = lazy.compile(r"(?:率|比重|占比|比|系数|标准|年限|寿命)$")
# …|增速, …|总数: words behind a name; group: growth
_AFTER: Final = lazy.compile(
    r"(?:(?P<growth>(?:年均|平均|同比|累计|实际|名义)?(?:增长率|增长速度|增速|增幅|增长|下降率|降低率|下降幅度|降幅|下降|降低|减少|提高))"
    r"|总数量|总人数|总户数|总量|总数|数量|个数|户数|家数|人数|总额|总规模|规模|总面积|建设任务|任务|目标|指标|情况|水平|建设|工作|数|量)$"
)
_LONGEST_PLACE: Final = 11
_PLACE_KIND: Final = lazy.compile(r"[省市县区旗州盟]")


@dataclass(frozen=True, slots=True)
class StandardIndicator:
    """One row of the lexicon: ``units`` of a level, ``bounds`` of a level in the first unit or None."""

    id: str
    name: str
    units: tuple[str, ...]
    direction: str
    bounds: tuple[Decimal, Decimal] | None


def key(name: str) -> str:
    """Return the spelling that *name* is looked up by.

    Example:
        >>> key("每千人口拥有执业（助理）医师数"), key("国内生产总值")
        ('每千人执业助理医师数', 'GDP')
    """
    return _SPELLING.sub(_respell, _OPTIONAL.sub("", fold(name)).upper())


def _respell(found: re.Match[str]) -> str:
    return _SPELLINGS[found.group()]


@cache
def standard_indicators() -> dict[str, StandardIndicator]:
    """Return the lexicon's rows by id.

    Example:
        >>> standard_indicators()["economy.gdp"].name
        '地区生产总值'
    """
    return {row["id"]: _standard(row) for row in rows("indicators")}


def _standard(row: dict[str, str]) -> StandardIndicator:
    low, dots, high = row["bounds"].partition("..")
    bounds = (Decimal(low), Decimal(high)) if dots else None
    return StandardIndicator(row["id"], row["name"], tuple(row["unit"].split("|")), row["direction"], bounds)


@cache
def _by_key() -> dict[str, StandardIndicator]:
    """Key of every name and alias → its row."""
    index: dict[str, StandardIndicator] = {}
    for row in rows("indicators"):
        one = standard_indicators()[row["id"]]
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            index.setdefault(key(name), one)
    return index


def canonical_of(name: str, unit: str, change: str) -> tuple[str, str]:
    """Return the standard name and the id of what *name* means, or two empty strings.

    Args:
        name: An indicator's name as extracted.
        unit: Its unit as RECORDS.md writes it; a level must be in a unit of the row or one of its kind.
        change: ``increase``, ``decrease`` or ``""``; a change may be in ``%``, ``百分点``, ``倍`` or ``番`` too.

    Example:
        >>> canonical_of("全市GDP增速", "%", "increase")
        ('地区生产总值', 'economy.gdp')
        >>> canonical_of("县级公立医院床位", "张", "")
        ('', '')
    """
    found = standard_of(name, unit, change)
    return (found.name, found.id) if found else ("", "")


@lru_cache(maxsize=8192)
def standard_of(name: str, unit: str, change: str) -> StandardIndicator | None:
    """Return the row of the lexicon that `canonical_of` means, or None.

    Example:
        >>> standard_of("护理型床位占比", "%", "").bounds
        (Decimal('0'), Decimal('100'))
    """
    if not 2 <= len(name) <= _LONGEST_NAME:
        return None
    for candidate, is_growth in _forms(fold(name)):
        row = _by_key().get(candidate)
        if row is not None and fits(unit, row.units, bool(change) or is_growth):
            return row
    return None


def named(name: str) -> StandardIndicator | None:
    """Return the row whose name or alias *name* is, whatever the unit, or None.

    Example:
        >>> named("婴儿死亡率").units
        ('‰',)
    """
    return _by_key().get(key(name)) if 2 <= len(name) <= _LONGEST_NAME else None


def _forms(name: str) -> Iterator[tuple[str, bool]]:
    """Yield the keys to look *name* up by, the fullest first, and whether a word of growth was taken off."""
    yield from _stems(key(name))
    if "(" in name or "[" in name or "〔" in name or "【" in name:
        yield from _stems(key(_BRACKET.sub("", name)))


def _stems(whole: str) -> Iterator[tuple[str, bool]]:
    for bare in _without_front(whole):
        stem, is_growth = bare, False
        yield stem, is_growth
        while (end := _AFTER.search(stem)) and end.start() >= 2:
            stem, is_growth = stem[: end.start()], is_growth or bool(end["growth"])
            yield stem, is_growth


def _without_front(whole: str) -> Iterator[str]:
    """Yield *whole*, then what remains of it as words and places in front are taken off."""
    yield whole
    rest = whole
    while (cut := _front_length(rest)) and len(rest) - cut >= 2:
        rest = rest[cut:]
        yield rest


def _front_length(name: str) -> int:
    """Return how much of *name* says only where, when or that something is done; 0 for nothing."""
    word = _BEFORE.match(name)
    if word is None and not _RATE.search(name):
        word = _VERB.match(name)
    return word.end() if word else _place_length(name)


def _place_length(name: str) -> int:
    """Return the length of the official name of a division that *name* begins with, or 0."""
    longest = 0
    for kind in _PLACE_KIND.finditer(name, 1, min(_LONGEST_PLACE, len(name) - 2)):
        if divisions_named(name[: kind.end()]):
            longest = kind.end()
    return longest
