"""The organ lexicon as look-ups: names without level, field words before 部门, suffixes, places.

Everything is read from ``lexicons/`` once, on first use. Names are folded text without white space.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from policyx import lexicon

# 县 | 自治区 | 街道: the words that say which level of government an organ belongs to.
LEVEL_WORDS: Final = "自治区|自治州|自治县|自治旗|地区|街道|苏木|[省市州盟县区旗镇乡]"


class Core(NamedTuple):
    """What the lexicon knows of a name without its level: formal name, body, and the kinds if it is a 部门."""

    formal: str
    body: str
    kinds: tuple[str, ...] = ()


def organ_of_field(stem: str, year: int | None, level: str) -> str:
    """Return the organ in charge of a field in *year* (today's if None), of the kind that is usual at *level*.

    Example:
        >>> organ_of_field("环境保护", 2016, "县"), organ_of_field("环境保护", 2024, "省")
        ('环境保护局', '生态环境厅')
    """
    rows = _rows_by_stem()
    while (row := rows.get(stem)) and row["successor"] and (year is None or year > int(row["valid_to"])):
        stem = row["successor"]
    kinds = _kinds(rows[stem]) if stem in rows else ()
    return stem + (_kind_at(kinds, level) if kinds else "")


@cache
def _rows_by_stem() -> dict[str, dict[str, str]]:
    return {row["stem"]: row for row in lexicon.rows("organs")}


def _kind_at(kinds: tuple[str, ...], level: str) -> str:
    """Choose the kind of organ (局, 厅, 委员会) that is usual at *level*."""
    if level.endswith(("省", "自治区")):
        return next((kind for kind in ("厅", "委员会") if kind in kinds), kinds[0])
    return kinds[0]


def _kind_forms(kind: str) -> tuple[str, ...]:
    return {"委员会": ("委员会", "委"), "办公室": ("办公室", "办")}.get(kind, (kind,))


def _without_and(stem: str) -> tuple[str, ...]:
    """发展和改革 → 发展和改革, 发展改革, 发展与改革: the 和 of a name comes and goes."""
    return (stem, stem.replace("和", ""), stem.replace("和", "与")) if "和" in stem else (stem,)


@cache
def cores() -> dict[str, Core]:
    """Every known name without level → what it is. Full names go before those without their 和, these before short ones."""
    full: dict[str, Core] = {}
    short: dict[str, Core] = {}
    for row in lexicon.rows("organs"):
        _enter_full(row, (row["stem"],), full)
    for row in lexicon.rows("organs"):
        _enter_full(row, _without_and(row["stem"])[1:], full)
    for row in lexicon.rows("organs"):
        _enter_short(row, short)
    return {**short, **full}


def _kinds(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row["kinds"].split("|")) if row["kinds"] else ()


def _enter_full(row: dict[str, str], stems: tuple[str, ...], into: dict[str, Core]) -> None:
    for kind in _kinds(row) or ("",):
        core = Core(row["stem"] + kind, row["body"])
        for stem in stems:
            for form in _kind_forms(kind):
                into.setdefault(stem.replace("{}", "") + form, core)


def _enter_short(row: dict[str, str], into: dict[str, Core]) -> None:
    kinds, stems, names = _kinds(row), row["short_stems"].split("|"), row["short_names"].split("|")
    for kind in kinds:
        for stem in filter(None, stems):
            for form in _kind_forms(kind):
                into.setdefault(stem + form, Core(row["stem"] + kind, row["body"]))
    for name in filter(None, names):
        into.setdefault(name, Core(_expand(name, row["stem"], kinds, row["body"]), row["body"]))


def _expand(name: str, stem: str, kinds: tuple[str, ...], body: str) -> str:
    """The formal name that a whole short name stands for, or itself where it is a name of its own."""
    if body == "company" and "{}" not in stem:
        return name
    if not kinds:
        return stem
    targets = [stem + kind for kind in kinds if name.endswith(_kind_forms(kind))]
    return targets[0] if targets and len(name) < len(targets[0]) else name


@cache
def sectors() -> dict[str, Core]:
    """Field words before 部门 (财政, 人社, 机构编制) → the organ in charge."""
    found: dict[str, Core] = {}
    for row in lexicon.rows("organs"):
        for stem in _without_and(row["stem"]) if row["kinds"] else ():
            found[stem] = Core(row["stem"], row["body"], _kinds(row))
    for row in lexicon.rows("organs"):
        for stem in filter(None, row["short_stems"].split("|")):
            found.setdefault(stem, Core(row["stem"], row["body"], _kinds(row)))
    return found


@cache
def suffixes() -> dict[str, tuple[str, bool]]:
    """Last words of names → class of organ, and whether a bare name takes a level."""
    return {row["suffix"]: (row["class"], row["inherits"] == "yes") for row in lexicon.rows("organ_suffixes")}


@cache
def places() -> frozenset[str]:
    """Names of divisions, with and without their level word: what a full name may begin with."""
    names = {row["name"] for row in lexicon.rows("divisions")}
    stems = {re.sub(rf"(?:(?:..族)*(?:{LEVEL_WORDS})|特别行政区)$", "", name) for name in names}
    return frozenset(names | {stem for stem in stems if len(stem) >= 2})
