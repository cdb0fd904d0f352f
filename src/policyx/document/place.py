"""The place that a document is about: the most specific division that title, issuer or text name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from operator import add
from typing import Final

from policyx import lazy
from policyx.divisions import (
    Division,
    NamedPlace,
    base_name,
    division,
    divisions_named,
    find_divisions,
    is_within,
    short_names,
)
from policyx.lexicon import rows
from policyx.records import Place

# 我县, 全市, 县委, 区政府: words of the acting level, by the depth of that level.
_OWN_LEVEL: Final = (
    lazy.compile(r"[我全](?:省|自治区)|省委|省政府|自治区(?:党委|政府|人民政府)|省长|省级"),
    lazy.compile(r"[我全](?:市|州|盟)|市委|市政府|州委|州政府|盟委|市直|市本级|市级"),
    lazy.compile(r"[我全](?:县|区|旗)|县委|县政府|区委|区政府|旗委|旗政府|县直|县人民政府|区直|县级"),
)
# 盟市, 旗县, 嘎查, 苏木: words of Inner Mongolia alone; 师市, 兵团 of Xinjiang alone.
_ONLY_IN: Final = ((lazy.compile(r"盟市|旗县|旗区|苏木|嘎查"), "150000"), (lazy.compile(r"兵地|兵团|地州市"), "650000"))
# 某某县水利局, 2024年某某市…: a county or city that the list does not have; group 1 its name.
_UNLISTED: Final = lazy.compile(
    r"(?:\d{4}年?度? ?)?(?:中共)?((?:(?!关于|加强|支持|推进|开展|印发|促进|落实|建设|做好|实施|公布|公开|发布|进一步|征求|[的和与及在对把将各该本我全])[一-鿿]){1,12}?"
    r"(?:自治[县州旗](?!级|域)|[县旗](?!域|级|直|内|乡村?|城|里|处|区)|(?<![城都省])市(?!场|政|区|级|直|民|容|辖|域)|(?<![地园校社小街城新辖片景矿林牧灌库学山牧厂专时海郊库禁治])区(?!域|块|划|级|直|县|间|位|别|分|内)))"
    r"(?=[一-鿿\d:“《 ]{2})"
)
# 某某市|某某区人民政府: the county inside a city that the list does not have either; group 1 its name.
_INNER: Final = lazy.compile(
    r"((?:(?![各该本我全城新农重中市])[一-鿿]){2,3}(?:[县旗](?!域|级|直)|区(?!域|块|划|级|直|县|间|位|别|分)))(?=人民|政府|委|20|[一-鿿]{2})"
)
# 新城区|人民政府, 城区|教育局: what shows that words that are also a place name are one.
_ACTS: Final = lazy.compile(r"人民政府|政府|(?:[县区市]?)委|人大|政协|[一-鿿]{2,10}(?:局|委员会|办公室)|:")
# 合作市|场, 资源县|级
_GOES_ON: Final = lazy.compile(r"[场域级直内段块划间位别分]")
_LEADS: Final = lazy.compile(r"(?:中共|[在对由为与和及到至,。;:、\s])\Z")
_SHORT_REACH: Final = 1500
_LONGEST_SHORT: Final = 4
_HAN: Final = lazy.compile(r"[一-鿿]+")


@cache
def _words() -> frozenset[str]:
    """Names of divisions that are also ordinary words."""
    return frozenset(row["word"] for row in rows("place_words"))


def _named(text: str) -> list[NamedPlace]:
    """Return the divisions that *text* names in full, without ordinary words that look like one (合作市场, 老城区改造)."""
    found = find_divisions(text)
    return [one for index, one in enumerate(found) if _stands(text, one, found[index - 1] if index else None)]


def _stands(text: str, named: NamedPlace, before: NamedPlace | None) -> bool:
    name = named.divisions[0].name
    words = _words()
    if name not in words and base_name(name) not in words:
        return True
    if before is not None and before.span.end == named.span.start:
        return True
    start, end = named.span
    if start and not _LEADS.search(text, max(0, start - 2), start):
        return False
    if name.endswith("区"):
        return bool(_ACTS.match(text, end))
    return not _GOES_ON.match(text, end)


def find_place(title: str, issuer: str, text: str) -> Place:
    """Return the place of a document with *title* and *issuer*, whose words are *text* (all folded).

    Example:
        >>> find_place("平遥县水利工作总结", "", "")
        Place(name='平遥县', code='140728')
        >>> find_place("平安建设工作方案", "", "")
        Place(name='', code='')
    """
    best = _most_specific([*_named(title), *_named(issuer)])
    if best is not None:
        return best
    unknown = _unlisted(title) or _unlisted(issuer)
    if unknown:
        return Place(unknown)
    return _leading_short(title) or _by_count(text) or _by_short_count(text) or _by_words(text)


def _unlisted(text: str) -> str:
    found = _UNLISTED.match(text)
    if not found:
        return ""
    if divisions_named(found[1]):
        return ""  # a division whose name is no place here (老城区改造)
    inner = _INNER.match(text, found.end()) if found[1].endswith("市") else None
    return str(inner[1] if inner else found[1])


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
        if named and opening[0][:length] not in _words():
            upper = min(named, key=lambda one: one.depth)
            return Place(upper.name, upper.code)
    return None


def _own_depth(text: str) -> int | None:
    counts = [len(pattern.findall(text)) for pattern in _OWN_LEVEL]
    return counts.index(max(counts)) if any(counts) else None


def _by_count(text: str) -> Place | None:
    """Return the division whose full name *text* repeats most, those of the acting level first."""
    found = _named(text)
    if not found:
        return None
    own = _own_depth(text)
    counts = Counter(named.divisions for named in found)
    best = max(counts, key=lambda divisions: counts[divisions] + 3 * (divisions[0].depth == own))
    if counts[best] < 2 and own is not None and best[0].depth != own:
        return None
    return _place(_told_apart(best, found), best[0].name)


@cache
def _short_beginnings() -> frozenset[str]:
    """Return the first two characters of every division's name without its kind."""
    return frozenset(name[:2] for name in short_names())


def _by_short_count(text: str) -> Place | None:
    """Return the division of the acting level whose name without its kind stands in *text* at least twice."""
    own = _own_depth(text)
    if own is None:
        return None
    text = text[:_SHORT_REACH]
    beginnings, words = _short_beginnings(), _words()
    starts = [start for start, pair in enumerate(map(add, text, text[1:])) if pair in beginnings]
    names = Counter(
        text[start : start + length]
        for start in starts
        for length in range(2, min(_LONGEST_SHORT, len(text) - start) + 1)
    )
    counts: Counter[Division] = Counter()
    for name, count in names.items():
        if count >= 2 and name not in words:
            counts.update({one: count for one in divisions_named(name, short=True) if one.depth == own})
    best = max(counts, key=lambda one: counts[one], default=None)
    return Place(best.name, best.code) if best is not None else None


def _by_words(text: str) -> Place:
    if "自治区" in text:
        for pattern, code in _ONLY_IN:
            found = division(code) if pattern.search(text) else None
            if found:
                return Place(found.name, found.code)
    return Place()
