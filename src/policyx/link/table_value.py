"""The number in a cell of an indicator table: ``61.8``, ``≤4.5``, ``190以上``, ``〔6.3〕``, ``20:28:52``, ``不低于17.6``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from policyx import lazy
from policyx.grammar import comparator as comparators
from policyx.grammar.number import Numeral, numeral_at
from policyx.grammar.unit import unit_at
from policyx.records import Change, Comparator

# 〔6.3〕 | [12](累计) | (0.5): brackets around a number are a total of several years; group 1 what is inside, group 2 after it.
_BRACKETED: Final = lazy.compile(r"[\[〔(【]\s*([^\[\]〔〕()【】]+?)\s*[\]〕)】](左右|以上|以下|以内)?$")
# 累计 | 五年累计: the same said in words, before or behind the number.
_TOTAL: Final = lazy.compile(r"[(〔\[]?(?:(?:[三五]年|规划期|期内)?累计|合计)(?:[)〕\]])?:?")
# 年均 | 同比 | 比上年 | 比2020年 | 较“十三五”末: words that do not change what the number is.
_ASIDE: Final = lazy.compile(
    r"(?:年均|平均每年|每年|同比|[比较](?:(?:19|20)\d\d年?|上年|去年|“?十[一二三四五六]?五”?)(?:末|底|同期)?|五年|力争|确保|预计|完成|达到?|保持在?|稳定在?|控制在?|维持在?)"
)
# 增长5% | 提高到30 | 降至9%: group 1 up, group 2 down, group 3 says that a level follows.
_CHANGE: Final = lazy.compile(r"(?:(增长|增加|提高|提升|上升|新增|扩大)|(下降|降低|减少|缩小|削减|压减|降))(到|至|为)?")
# 20:28:52: parts of a whole.
_PARTS: Final = lazy.compile(r"(?:约)?(\d+(?:\.\d+)?)((?:\s?:\s?\d+(?:\.\d+)?)+)(?:左右)?$")
_RANGE: Final = lazy.compile(r"\s?(?:-|~|至|到)\s?(?=\d)")
# 1 200: the space of a thousand.
_GAP: Final = lazy.compile(r"(?<=\d)\s(?=\d{3}(?:\s\d{3})*(?![\d]))")
_DIGIT: Final = lazy.compile(r"\d")
# 12.5① | 30* | 5%(年均) : notes behind a number.
_NOTE: Final = lazy.compile(r"(?:[①-⑳*#]|[\[(]\d[\])]|\((?:年均|累计|预计|预期|初步|快报|左右)\))*[。;]?$")


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell says.

    Attributes:
        value: The number, with a scale that stands in the cell.
        value_max: The upper end of a range.
        unit: Unit in the cell, or empty.
        kind: What that unit measures.
        own_scale: Whether scale or unit stand in the cell, so that the row's do not apply.
        comparator: As in RECORDS.md.
        change: Said by a verb in the cell.
        total: Whether it is a total of several years.
        parts: The numbers of a ratio.
    """

    value: Decimal
    value_max: Decimal | None = None
    unit: str = ""
    kind: str = ""
    own_scale: bool = False
    comparator: Comparator = "="
    change: Change = ""
    total: bool = False
    parts: tuple[Decimal, ...] | None = None


def read_value(cell: str) -> CellValue | None:
    """Return what the folded text of a *cell* says, or None when it is not one number, range or ratio.

    Example:
        >>> read_value("190以上").comparator, read_value("〔6.3〕").total, read_value("20:28:52").parts[1]
        ('>=', True, Decimal('28'))
        >>> read_value("与物价涨幅大体一致") is None
        True
    """
    if not cell or len(cell) > 60:
        return None
    parts = _PARTS.match(cell)
    if parts:
        numbers = (Decimal(parts[1]), *(Decimal(part.strip()) for part in parts[2].split(":") if part.strip()))
        return CellValue(numbers[0], unit=":", own_scale=True, parts=numbers)
    cell = _GAP.sub("", cell)
    words, total = _without_brackets(cell.replace("≧", "≥").replace("≦", "≤"))
    return _read(words, total)


def _without_brackets(cell: str) -> tuple[str, bool]:
    bare = _TOTAL.sub("", cell, count=1).strip()
    found = _BRACKETED.match(bare)
    if found:
        return found[1] + (found[2] or ""), True
    return bare, bare != cell.strip()


def _read(words: str, total: bool) -> CellValue | None:
    at, change = _leading(words)
    start = _number_start(words, at)
    if start is None:
        return None
    negative = words[start - 1 : start] == "-"
    before = None if negative else comparators.before(words, start)
    edge = before[0] if before else start - negative
    if words[at:edge].strip():
        return None
    first = numeral_at(words, start)
    return _finish(words, first, before[1] if before else "=", change, total, negative) if first else None


def _leading(words: str) -> tuple[int, Change]:
    """Skip 年均, 比2020年, 增长 in front; return where the number or its comparator begins, and the change."""
    at, change = 0, ""
    for _ in range(4):
        aside = _ASIDE.match(words, at)
        verb = None if aside else _CHANGE.match(words, at)
        if aside:
            at = aside.end()
        elif verb:
            at = verb.end()
            change = "" if verb[3] else "increase" if verb[1] else "decrease"
        else:
            break
    return at, "increase" if change == "increase" else "decrease" if change == "decrease" else ""


def _number_start(words: str, at: int) -> int | None:
    found = _DIGIT.search(words, at, at + 12)
    return found.start() if found else None


def _finish(
    words: str, first: Numeral, before: Comparator, change: Change, total: bool, negative: bool
) -> CellValue | None:
    unit = unit_at(words, first.end)
    end = unit.end if unit else first.end
    second: Numeral | None = None
    joint = _RANGE.match(words, end)
    if joint:
        second = numeral_at(words, joint.end())
        if second is None:
            return None
        unit = unit_at(words, second.end) or unit
        end = max(second.end, unit.end if unit else 0)
    kind = unit.kind if unit else ""
    after = comparators.after(words, end, kind or "count")
    if not _NOTE.match(words, after[0] if after else end):
        return None
    low = first.value
    if second and second.scale > 1 and first.scale == 1:
        low = low * second.scale
    return CellValue(
        value=-low if negative else low,
        value_max=second.value if second else None,
        unit=unit.name if unit else "",
        kind=kind,
        own_scale=unit is not None or max(first.scale, second.scale if second else 1) > 1,
        comparator=comparators.combined(before, after[1] if after else "=", first.more),
        change=change,
        total=total,
    )
