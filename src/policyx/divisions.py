"""Administrative divisions (行政区划): names and GB/T 2260 codes, and where full names stand in a text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from policyx import lazy
from policyx.lexicon import rows
from policyx.text import Span

_LEVELS: Final = ("province", "prefecture", "county")
_LONGEST_NAME: Final = 15

# 秀山土家族苗族自治县, 博尔塔拉蒙古自治州, 达尔罕茂明安联合旗: group 1 the kind of division.
_GENERIC: Final = lazy.compile(r"(特别行政区|自治[县州旗区]|[省市县区旗州盟]|地区|林区|特区)$")
# 土家族苗族, 蒙古, 各族 at the end of a name without its kind: names of peoples.
_PEOPLES: Final = lazy.compile(
    r"(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    r"|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各)族"
    r"|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|朝鲜)+$"
)


@dataclass(frozen=True, slots=True)
class Division:
    """One division: GB/T 2260 ``code``, full ``name``, ``level`` (province, prefecture, county), ``parent`` code."""

    code: str
    name: str
    level: str
    parent: str

    @property
    def depth(self) -> int:
        """0 for a province, 1 for a prefecture, 2 for a county."""
        return _LEVELS.index(self.level)


@cache
def _by_code() -> dict[str, Division]:
    return {row["code"]: Division(row["code"], row["name"], row["level"], row["parent"]) for row in rows("divisions")}


def division(code: str) -> Division | None:
    """Return the division with the GB/T 2260 *code*, or None.

    Example:
        >>> division("140728").name
        '平遥县'
    """
    return _by_code().get(code)


def base_name(name: str) -> str:
    """Return *name* without its kind and the peoples named in it; unchanged when less than two characters remain.

    Example:
        >>> [base_name(name) for name in ("晋中市", "秀山土家族苗族自治县", "东乡族自治县", "沛县")]
        ['晋中', '秀山', '东乡族', '沛县']
    """
    kind = _GENERIC.search(name)
    bare = name[: kind.start()] if kind else name
    if kind and kind[1].startswith("自治"):
        cut = _PEOPLES.sub("", bare)
        bare = cut if len(cut) >= 2 else bare
    return bare if len(bare) >= 2 else name


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    """Full names, and short forms of autonomous divisions with their kind (秀山县, 黔南州)."""
    index: dict[str, list[Division]] = {}
    for one in _by_code().values():
        names = {one.name}
        kind = _GENERIC.search(one.name)
        if kind and kind[1].startswith("自治") and one.level != "province":
            names.add(base_name(one.name) + kind[1][-1])
        for name in names:
            index.setdefault(name, []).append(one)
    return {name: tuple(found) for name, found in index.items()}


@cache
def _by_base() -> dict[str, tuple[Division, ...]]:
    index: dict[str, list[Division]] = {}
    for one in _by_code().values():
        base = base_name(one.name)
        if base != one.name:
            index.setdefault(base, []).append(one)
    return {name: tuple(found) for name, found in index.items()}


def divisions_named(name: str, *, short: bool = False) -> tuple[Division, ...]:
    """Return every division whose full name is *name* (or, with *short*, whose name without its kind is).

    Example:
        >>> [one.code for one in divisions_named("西吉县")]
        ['640422']
        >>> [one.name for one in divisions_named("晋中", short=True)]
        ['晋中市']
    """
    return _by_base().get(name, ()) if short else _by_name().get(name, ())


def short_names() -> Collection[str]:
    """Return the names of all divisions without their kinds.

    Example:
        >>> "晋中" in short_names()
        True
    """
    return _by_base().keys()


def is_within(one: Division, other: Division) -> bool:
    """Say whether *one* lies in *other* (or is it).

    Example:
        >>> is_within(division("140728"), division("140000"))
        True
    """
    code: str | None = one.code
    while code:
        if code == other.code:
            return True
        code = _by_code()[code].parent
    return False


_KIND: Final = lazy.compile(r"[省市县区旗州盟]")
_HAN: Final = lazy.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A division's name in a text: its span and every division of that name."""

    span: Span
    divisions: tuple[Division, ...]


def find_divisions(folded: str, start: int = 0, end: int | None = None) -> list[NamedPlace]:
    """Return the full names of divisions in ``folded[start:end]`` in text order, the longest at each place.

    A name of two characters (``和县``, ``城区``) counts only at the start of a word or after another division.

    Example:
        >>> [found.divisions[0].code for found in find_divisions("浙江省苍南县和县委")]
        ['330000', '330327']
    """
    close = len(folded) if end is None else end
    index = _by_name()
    found: list[NamedPlace] = []
    free = start
    for kind in _KIND.finditer(folded, start, close):
        stop = kind.end()
        for begin in range(max(free, stop - _LONGEST_NAME), stop - 1):
            named = _resolve(index.get(folded[begin:stop], ()), found, begin)
            if named and (
                stop - begin > 2 or begin == start or not _HAN.match(folded, begin - 1) or _follows(found, begin)
            ):
                found.append(NamedPlace(Span(begin, stop), named))
                free = stop
                break
    return found


def _follows(found: list[NamedPlace], begin: int) -> bool:
    return bool(found) and found[-1].span.end == begin


def _resolve(named: tuple[Division, ...], found: list[NamedPlace], begin: int) -> tuple[Division, ...]:
    """Of divisions with one name, keep those inside the division named right before (长春市朝阳区)."""
    if not named or not _follows(found, begin):
        return named
    inner = tuple(one for one in named if any(is_within(one, outer) for outer in found[-1].divisions))
    return inner if inner or len(named[0].name) == 2 else named
