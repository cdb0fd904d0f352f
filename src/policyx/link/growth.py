"""A level, its increase and its rate of growth in one sentence: do they agree within their rounding?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from policyx import lazy
from policyx.records import Indicator, Issue
from policyx.text import fold

_LONGEST_GAP: Final = 30
_NO_AMOUNTS: Final = frozenset({"", "%", "‰", "百分点", ":", "倍", "番"})
# ends of a sentence, and what parts one statement from the next
_STOP: Final = lazy.compile(r"[。!?;！？；\n\t]")
# growth that is not computed from the two levels as printed
_OTHER_BASIS: Final = lazy.compile(
    r"同口径|可比|不变价|实际增长|扣除|剔除|年均|平均|累计|以来|期间|翻|其中|按现价|同期|占|高于|低于"
)
# 生产总值 and 增加值 grow in constant prices, levels are in current ones
_REAL_GROWTH: Final = lazy.compile(r"生产总值|GDP|增加值|产值|经济总量|总产出")
# 由|3.1亿元|提高到|3.4亿元: group of verbs between two levels
_FROM: Final = lazy.compile(r"[由从][^,。;]{0,12}$")
_TO: Final = lazy.compile(
    r"\s*(?:提高|增加|增长|扩大|发展|上升|提升|攀升|下降|减少|降低|降|增|缩减)(?:到|至|为)\s*(?:[0-9]{4}年的?)?\s*"
)
# 3.42|亿元, 1,234.5|万: group 1 whole digits, group 2 decimals
_NUMERAL: Final = lazy.compile(r"([0-9][0-9,]*)(?:\.([0-9]+))?")


@dataclass(frozen=True, slots=True)
class _Rounded:
    """A printed number: ``value`` and half of what its last digit is worth."""

    value: Decimal
    slack: Decimal

    @property
    def low(self) -> Decimal:
        return self.value - self.slack

    @property
    def high(self) -> Decimal:
        return self.value + self.slack


def growth_issues(text: str, indicators: Sequence[Indicator]) -> list[Issue]:
    """Return a ``sanity.growth_mismatch`` for each rate that its level and increase, or its two levels, do not give.

    Args:
        text: The document's text.
        indicators: Its indicators in text order.

    Example:
        >>> text = "水利投入5.26亿元，比去年增加0.37亿元，增长6.9%"
        >>> rows = [
        ...     Indicator("i4", "", 4, 10, "5.26亿元", "水利投入", Decimal(526000000), "元"),
        ...     Indicator("i16", "", 16, 22, "0.37亿元", "水利投入", Decimal(37000000), "元", change="increase"),
        ...     Indicator("i25", "", 25, 29, "6.9%", "水利投入", Decimal("6.9"), "%", change="increase"),
        ... ]
        >>> [issue.reason for issue in growth_issues(text, rows)]
        ['水利投入: a change of 0.37亿元 to 5.26亿元 is 7.6%, the text says 6.9%']
    """
    found: list[Issue] = []
    for index in range(len(indicators) - 2):
        three = indicators[index : index + 3]
        if three[0].name and three[0].name == three[1].name == three[2].name and _one_statement(text, three):
            found.extend(_compare(text, three))
    return found


def _one_statement(text: str, three: Sequence[Indicator]) -> bool:
    """Say whether three plain numbers stand close together in one sentence and on the same basis."""
    first, second, third = three
    if any(one.comparator != "=" or one.value_max is not None or one.per for one in three):
        return False
    gaps = (second.start - first.end, third.start - second.end)
    if not all(0 <= gap <= _LONGEST_GAP for gap in gaps) or _REAL_GROWTH.search(first.name):
        return False
    said = fold(text[first.start : third.end])
    return not _STOP.search(said) and not _OTHER_BASIS.search(said)


def _compare(text: str, three: Sequence[Indicator]) -> Iterator[Issue]:
    """Yield the mismatch of level, change, rate; change, level, rate; change, rate, level; or two levels and a rate."""
    first, second, third = three
    if third.unit == "%":
        one, other, rate = first, second, third
    elif second.unit == "%" and first.change and not third.change:
        one, other, rate = third, first, second
    else:
        return
    if one.unit != other.unit or one.unit in _NO_AMOUNTS or not rate.change:
        return
    if not one.change and not other.change:
        yield from _between_levels(text, one, other, rate)
    elif bool(one.change) != bool(other.change):
        level, change = (other, one) if one.change else (one, other)
        if change.change == rate.change:
            yield from _of_change(level, change, rate)


def _of_change(level: Indicator, change: Indicator, rate: Indicator) -> Iterator[Issue]:
    """Yield the mismatch of 5.26亿元, 增加0.37亿元 and 增长6.9%."""
    now, moved = _rounded(level), _rounded(change)
    if now is None or moved is None or moved.value <= 0:
        return
    sign = 1 if change.change == "increase" else -1
    base = _Rounded(now.value - sign * moved.value, now.slack + moved.slack)
    yield from _mismatch(moved, base, rate, f"a change of {change.quote} to {level.quote}")


def _between_levels(text: str, before: Indicator, after: Indicator, rate: Indicator) -> Iterator[Issue]:
    """Yield the mismatch of 由3.1亿元增加到3.4亿元 and 增长12%."""
    lead, between = fold(text[max(0, before.start - 14) : before.start]), fold(text[before.end : after.start])
    if before.change or after.change or not _FROM.search(lead) or not _TO.fullmatch(between):
        return
    old, new = _rounded(before), _rounded(after)
    if old is None or new is None or (new.value > old.value) != (rate.change == "increase"):
        return
    moved = _Rounded(abs(new.value - old.value), old.slack + new.slack)
    yield from _mismatch(moved, old, rate, f"from {before.quote} to {after.quote}")


def _mismatch(moved: _Rounded, base: _Rounded, rate: Indicator, said: str) -> Iterator[Issue]:
    """Yield an issue when *moved* over *base* cannot round to *rate* (one digit of its last place is given free)."""
    printed = _rounded(rate)
    if printed is None or base.low <= 0:
        return
    least, most = 100 * moved.low / base.high, 100 * moved.high / base.low
    if printed.value + 2 * printed.slack < least or printed.value - 2 * printed.slack > most:
        true = f"{100 * moved.value / base.value:.1f}%"
        reason = f"{rate.name}: {said} is {true}, the text says {rate.quote}"
        yield Issue("sanity.growth_mismatch", rate.start, rate.end, rate.quote, reason)


def _rounded(one: Indicator) -> _Rounded | None:
    """Return the number with half the worth of its last printed digit; None for Chinese numerals and the like."""
    printed = _NUMERAL.search(fold(one.quote))
    if printed is None:
        return None
    decimals = printed[2] or ""
    number = Decimal(f"{printed[1].replace(',', '')}.{decimals or 0}")
    if number == 0:
        return None
    last = Decimal(1).scaleb(-len(decimals)) * one.value / number
    return _Rounded(one.value, abs(last) / 2)
