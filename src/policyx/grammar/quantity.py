"""`Quantity`: a number with its scale, unit and the comparator words that touch it (数量)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from policyx import lazy
from policyx.grammar import comparator as words
from policyx.records import Comparator
from policyx.text import Span


class Quantity(NamedTuple):
    """One quantity at its place in the text.

    Attributes:
        start: Where the quote begins: number, scale, unit and the modifiers that touch it (``不低于2小时``).
        end: Where the quote ends.
        core_start: Where number, scale and unit begin.
        core_end: Where number, scale and unit end.
        value: The number in base units, exact (``1.5万`` is 15000); a fraction is rounded to four places.
        value_max: The upper end of a range, else None.
        unit: As RECORDS.md wants it; empty for a bare number.
        comparator: From the modifiers that touch the number.
        style: ``arabic``, ``chinese`` (the numeral is written in Chinese only) or ``mixed``.
        rule: Id of the rule that found it.
        parts: The numbers of a ratio of parts (``11.8:48.3:39.9``), else None.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    style: str
    rule: str
    parts: tuple[Decimal, ...] | None = None

    def label(self) -> str:
        """Return comparator, value and unit in one line, as rules and tests write them.

        Example:
            >>> Quantity(4, 8, 4, 8, Decimal(3), Decimal(5), "名", "=", "arabic", "quantity.arabic").label()
            '= 3..5 名'
        """
        if self.parts:
            value = ":".join(_plain(part) for part in self.parts)
        else:
            value = _plain(self.value) + (f"..{_plain(self.value_max)}" if self.value_max is not None else "")
        return f"{self.comparator} {value} {self.unit}".rstrip()


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


BETWEEN: Final = lazy.compile(r" ?之?间(?![接隔])")
"""10000与20000[间]: the word that closes a range."""
# A scale and 元 alone are the unit of a table (单位:万元); 奖励百万元 is a sum.
_LONE: Final = frozenset(
    ("万元", "亿元", "千元", "百元", "万美", "亿美", "万港", "亿港", "万欧", "亿欧", "万日", "亿日")
)
_SIGN_AFTER: Final = frozenset(" \t\n([{,;:、=<>长降为达到是至由率从在气温")


# 为企业减负|4.6亿元, 欠负, 抱负: words that end in 负 and are no sign
_BURDEN: Final = frozenset("减增欠抱担自肩背税胜重包辜")


def signed(folded: str, start: int, value: Decimal) -> tuple[int, Decimal]:
    """Return where the number begins with its sign (负, 零下, -), and its value.

    Example:
        >>> signed("增速为-2.5%", 4, Decimal("2.5"))
        (3, Decimal('-2.5'))
    """
    previous = folded[start - 1 : start]
    if previous == "负" and folded[start - 2 : start - 1] not in _BURDEN:
        return start - 1, -value
    if previous == "下" and folded.startswith("零下", start - 2):
        return start - 2, -value
    if previous == "-" and (start == 1 or folded[start - 2] in _SIGN_AFTER):
        return start - 1, -value
    return start, value


def with_modifiers(
    folded: str,
    core: Span,
    low: Decimal,
    high: Decimal | None,
    unit: str,
    kind: str,
    more: str,
    style: str,
    rule: str,
) -> Quantity | None:
    """Add the comparator words that touch the core, and make the quantity."""
    bare_scale = rule == "quantity.chinese" and folded[core.start] in "百千万亿"
    first = words.before(folded, core.start, bare_scale)
    last = words.after(folded, core.end, kind)
    if first and not last and folded.startswith(("(", " ("), core.end):
        remark = words.inclusion(folded, core.end, first[1])
        if remark:
            first, last = (first[0], remark[1]), (remark[0], "=")
    if bare_scale and not (first or last or more) and (kind != "money" or folded[core.start : core.start + 2] in _LONE):
        return None
    start = first[0] if first else core.start
    end = last[0] if last else core.end
    if high is not None and not last:
        end = _after_between(folded, end)
    comparator = words.combined(first[1] if first else "=", last[1] if last else "=", more)
    return Quantity(start, end, core.start, core.end, low, high, unit, comparator, style, rule)


def _after_between(folded: str, end: int) -> int:
    match = BETWEEN.match(folded, end)
    return match.end() if match else end
