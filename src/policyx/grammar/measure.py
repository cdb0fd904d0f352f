"""Quantities of a text: every number that measures, counts or rates something (数量).

`scan_quantities` finds them in folded text without looking at context; what a quantity is said about, and
whether it is an indicator at all, is decided in `policyx.link`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Final

from policyx.grammar import amount, ratio
from policyx.grammar.non_quantity import masked_spans
from policyx.grammar.number import numeral_at
from policyx.grammar.quantity import Quantity
from policyx.mend import Mended, mend
from policyx.rule import Rule
from policyx.text import Span

__all__ = ["RULES", "Quantity", "find_quantities", "scan_quantities"]

RULES: Final[tuple[Rule[Quantity], ...]] = (*ratio.RULES, *amount.RULES)
"""Every rule for quantities, in order of precedence; a ratio of parts (the first) may look like a time of day."""


def scan_quantities(folded: str) -> list[Quantity]:
    """Return all quantities of *folded* text in text order, not overlapping, bare numbers included.

    Nothing comes from dates, ordinals, item numbers, document, phone and standard numbers, identifiers,
    place-holders or set phrases.

    Args:
        folded: Text after `policyx.text.fold`; offsets are its code points.

    Example:
        >>> [quantity.label() for quantity in scan_quantities("到2027年新建学校3所,投资约1.2亿元")]
        ['= 3 所', '~ 120000000 元']
    """
    masks = masked_spans(folded)
    found: list[Quantity] = []
    for rule in RULES:
        # a ratio of parts may look like a time of day
        found += _matches(rule, folded, () if rule is RULES[0] else masks)
    found.sort(key=_PLACE)  # a stable sort: what the first rule found stays first
    return _join_bounds(folded, _share_units(folded, _disjoint(found)))


_PLACE: Final = attrgetter("core_start")


def _matches(rule: Rule[Quantity], folded: str, masks: Sequence[Span]) -> Iterator[Quantity]:
    """Yield what *rule* builds clear of the masks, without building anything where one holds the match's beginning."""
    following = iter(masks)
    behind, (ahead, ahead_end) = 0, next(following, _NO_MASK)
    build = rule.build
    for match in rule.find.finditer(folded):
        start = match.start()
        while ahead_end <= start:
            behind, (ahead, ahead_end) = ahead_end, next(following, _NO_MASK)
        if ahead <= start:
            continue
        quantity = build(match)
        if quantity is not None and quantity.core_end <= ahead and quantity.core_start >= behind:
            yield quantity


_NO_MASK: Final = Span(sys.maxsize, sys.maxsize)


def _disjoint(quantities: Iterable[Quantity]) -> list[Quantity]:
    """Drop what overlaps an earlier quantity, and item numbers that follow one without a mark (…万元2.3…)."""
    kept: list[Quantity] = []
    end = 0
    for quantity in quantities:
        if quantity.core_start < end:
            continue
        if quantity.core_start == end and kept and not quantity.unit and quantity.parts is None:
            continue
        if quantity.start < end:
            quantity = quantity._replace(start=quantity.core_start)
        kept.append(quantity)
        end = quantity.end
    return kept


def _share_units(folded: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give a bare number the unit, and the scale, that the next one in its list says for both (给予10、20万元)."""
    scale = 1
    for index in range(len(quantities) - 2, -1, -1):
        bare, following = quantities[index], quantities[index + 1]
        if bare.unit == "个" and following.unit == "百分点" and folded[bare.end : following.start] in _LIST_GAPS:
            quantities[index] = bare._replace(unit="百分点")  # 高于全省2.7个、2个百分点
            continue
        if bare.unit or not following.unit or not _in_one_list(folded, bare, following):
            continue
        first, second = numeral_at(folded, bare.core_start), numeral_at(folded, following.core_start)
        if first is None or second is None:
            continue
        scale = second.scale if second.scale > 1 else scale if following.value != second.value else 1
        shared = scale if first.scale == 1 and first.mantissa < max(second.mantissa, _LIKELY_UNSCALED) else 1
        quantities[index] = bare._replace(unit=following.unit, value=bare.value * shared)
    return quantities


def _join_bounds(folded: str, quantities: list[Quantity]) -> list[Quantity]:
    """Make one range of two bounds in a row (500元以上5000元以下, 20亩以上至50亩)."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        if last is not None and _are_bounds(last, quantity, folded[last.end : quantity.start]):
            quantity = quantity._replace(
                start=last.start,
                core_start=last.core_start,
                value=last.value,
                value_max=quantity.value,
                comparator="=",
            )
            joined.pop()
        joined.append(quantity)
    return joined


def _are_bounds(low: Quantity, high: Quantity, between: str) -> bool:
    """Say whether the two, with *between* between them, are lower and upper bound of one thing."""
    if low.comparator not in (">=", ">") or low.unit != high.unit or between not in ("", "、", "至", "到"):
        return False
    if high.comparator not in ("<=", "<") and not (between in ("至", "到") and high.comparator == "="):
        return False
    single = low.value_max is None and high.value_max is None and not low.parts and not high.parts
    return single and low.value < high.value


def _in_one_list(folded: str, bare: Quantity, following: Quantity) -> bool:
    plain = all(one.style == "arabic" and one.value_max is None and not one.parts for one in (bare, following))
    previous = folded[bare.core_start - 1 : bare.core_start]
    return plain and folded[bare.end : following.start] in _LIST_GAPS and (previous == "、" or previous >= "一")


# 给予5、3、2万元 shares its 万; 补助8500元、3万元 would not.
_LIKELY_UNSCALED: Final = Decimal(1000)
_LIST_GAPS: Final = frozenset(("、", "和", "或"))


def find_quantities(text: str) -> list[Quantity]:
    """Find every quantity in *text*, without context: no names, no times, no status.

    Args:
        text: Any text, as it was read; offsets are its code points (``text[q.start:q.end]`` is the quote).

    Raises:
        TypeError: *text* is not a `str`.

    Example:
        >>> [quantity.label() for quantity in find_quantities("补助不超过５０万元")]
        ['<= 500000 元']
    """
    if not isinstance(text, str):
        raise TypeError(f"find_quantities wants the text as a str, not {type(text).__name__}; decode bytes first")
    mended = mend(text)
    found = scan_quantities(mended.folded)
    return found if mended.text == text else [_as_given(quantity, mended) for quantity in found]


def _as_given(quantity: Quantity, mended: Mended) -> Quantity:
    """Return *quantity* with its offsets in the text as given."""
    start, end = mended.given(quantity.start, quantity.end)
    core_start, core_end = mended.given(quantity.core_start, quantity.core_end)
    return quantity._replace(start=start, end=end, core_start=core_start, core_end=core_end)
