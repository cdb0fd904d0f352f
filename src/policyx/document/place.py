"""The place that a document is about: the most specific division that title, issuer or text name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from policyx.divisions import Division, NamedPlace, division, divisions_named, find_divisions, is_within
from policyx.records import Place

# 我县, 全市, 县委, 区政府: words of the acting level, by the depth of that level.
_OWN_LEVEL: Final = (
    re.compile(r"[我全](?:省|自治区)|省委|省政府|自治区(?:党委|政府|人民政府)|省长|省级"),
    re.compile(r"[我全](?:市|州|盟)|市委|市政府|州委|州政府|盟委|市直|市本级|市级"),
    re.compile(r"[我全](?:县|区|旗)|县委|县政府|区委|区政府|旗委|旗政府|县直|县人民政府|区直|县级"),
)
# 盟市, 旗县, 嘎查, 苏木: words of Inner Mongolia alone; 师市, 兵团 of Xinjiang alone.
_ONLY_IN: Final = ((re.compile(r"盟市|旗县|旗区|苏木|嘎查"), "150000"), (re.compile(r"兵地|兵团|地州市"), "650000"))
# 某某县水利局, 某某自治州:…: a county or city that the list does not have.
_UNLISTED: Final = re.compile(
    r"(?:中共)?([\u4e00-\u9fff]{1,12}?(?:自治[县州旗]|[县旗]|(?<![城都全本各省])市(?!场|政|区|级|直)|(?<![地园校社小街城新辖片景矿林牧灌库学])区(?!域|块|划|级|直|县|间)))"
    r"(?=[\u4e00-\u9fff\d:“《 ]{2})"
)
# 新建区 is a district of Nanchang, but 新建区域 is no place.
_ALSO_WORDS: Final = frozenset({"新建区"})
_SHORT_REACH: Final = 1500
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")


def find_place(title: str, issuer: str, text: str) -> Place:
    """Return the place of a document with *title* and *issuer*, whose words are *text* (all folded).

    Example:
        >>> find_place("平遥县水利工作总结", "", "")
        Place(name='平遥县', code='140728')
    """
    for sources in ((title, issuer),):
        found = [named for source in sources for named in find_divisions(source)]
        best = _most_specific(found)
        if best is not None:
            return best
    unknown = _UNLISTED.match(title) or _UNLISTED.match(issuer)
    if unknown:
        return Place(unknown[1])
    return _leading_short(title) or _by_count(text) or _by_short_count(text) or _by_words(text)


def place_named(name: str) -> Place:
    """Return the place with *name*, its code looked up; parents may stand before it (长春市朝阳区).

    Example:
        >>> place_named("长春市朝阳区")
        Place(name='朝阳区', code='220104')
        >>> place_named("某县")
        Place(name='某县', code='')
    """
    found = find_divisions(name)
    if found and found[-1].span.end == len(name) and found[0].span.start == 0:
        return _place(found[-1].divisions, name[found[-1].span.start :])
    named = divisions_named(name, short=True)
    return _place(named, named[0].name) if len(named) == 1 else Place(name)


def _place(divisions: Sequence[Division], name: str) -> Place:
    if len(divisions) == 1:
        return Place(divisions[0].name, divisions[0].code)
    return Place(name)


def _most_specific(found: list[NamedPlace]) -> Place | None:
    """Return the deepest of *found*, the first on a tie; several of one name are told apart by the others."""
    if not found:
        return None
    deepest = max(named.divisions[0].depth for named in found)
    chosen = next(named for named in found if named.divisions[0].depth == deepest)
    return _place(_told_apart(chosen.divisions, found), chosen.divisions[0].name)


def _told_apart(divisions: tuple[Division, ...], context: Sequence[NamedPlace]) -> tuple[Division, ...]:
    if len(divisions) == 1:
        return divisions
    outer = [one.divisions[0] for one in context if len(one.divisions) == 1]
    inside = tuple(one for one in divisions if any(is_within(one, other) and one != other for other in outer))
    return inside or divisions


def _leading_short(title: str) -> Place | None:
    """Return the place whose name without its kind opens *title* (``2021 衢州治水十件大事``)."""
    opening = _HAN.search(title.replace("年", " ", 1))
    if not opening:
        return None
    for length in range(min(6, len(opening[0])), 1, -1):
        named = divisions_named(opening[0][:length], short=True)
        if named:
            upper = min(named, key=lambda one: one.depth)
            return Place(upper.name, upper.code)
    return None


def _own_depth(text: str) -> int | None:
    counts = [len(pattern.findall(text)) for pattern in _OWN_LEVEL]
    return counts.index(max(counts)) if any(counts) else None


def _by_count(text: str) -> Place | None:
    """Return the division whose full name *text* repeats most, those of the acting level first."""
    found = [named for named in find_divisions(text) if named.divisions[0].name not in _ALSO_WORDS]
    if not found:
        return None
    own = _own_depth(text)
    counts = Counter(named.divisions for named in found)
    best = max(counts, key=lambda divisions: counts[divisions] + 3 * (divisions[0].depth == own))
    if counts[best] < 2 and own is not None and best[0].depth != own:
        return None
    return _place(_told_apart(best, found), best[0].name)


def _by_short_count(text: str) -> Place | None:
    """Return the division of the acting level whose name without its kind stands in *text* at least twice."""
    own = _own_depth(text)
    if own is None:
        return None
    counts: Counter[Division] = Counter()
    for length in (2, 3, 4):
        for start in range(min(len(text), _SHORT_REACH) - length + 1):
            for one in divisions_named(text[start : start + length], short=True):
                if one.depth == own:
                    counts[one] += 1
    best = max(counts, key=lambda one: counts[one], default=None)
    return Place(best.name, best.code) if best is not None and counts[best] >= 2 else None


def _by_words(text: str) -> Place:
    if "自治区" in text:
        for pattern, code in _ONLY_IN:
            found = division(code) if pattern.search(text) else None
            if found:
                return Place(found.name, found.code)
    return Place()
