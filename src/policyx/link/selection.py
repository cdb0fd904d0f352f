"""Which quantities of a text are indicators, and what each of them has around it."""

from __future__ import annotations

from collections.abc import Sequence

from policyx.document import Document
from policyx.grammar.measure import Quantity, scan_quantities
from policyx.link.countable import is_indicator
from policyx.records import Time
from policyx.text import Span


def select_quantities(document: Document, times: Sequence[Time], tables: Sequence[Span]) -> list[Quantity]:
    """Return the quantities of the running text that are indicators, in text order.

    Those that overlap a time expression (30日内, 近三年) are times; those inside *tables* are the table linker's; those in
    the header, a signature or web furniture are nothing.

    Args:
        document: The document as read.
        times: Its time records, in text order.
        tables: Spans of its indicator tables, in text order.
    """
    folded = document.folded
    quantities = _outside(_outside(scan_quantities(folded), times), tables)
    return [one for one in quantities if not document.in_furniture(one.start) and is_indicator(folded, one)]


def _outside(quantities: Sequence[Quantity], spans: Sequence[Time] | Sequence[Span]) -> list[Quantity]:
    """Return the quantities that overlap none of *spans* (both in text order)."""
    kept, index = [], 0
    for quantity in quantities:
        while index < len(spans) and spans[index].end <= quantity.start:
            index += 1
        if index == len(spans) or spans[index].start >= quantity.end:
            kept.append(quantity)
    return kept


def chains(quantities: Sequence[Quantity], length: int) -> list[Span]:
    """Return, for each number, where the run of numbers without a gap ends, and where the next number begins."""
    spans: list[Span] = []
    ceiling = length
    for quantity in reversed(quantities):
        spans.append(spans[-1] if spans and quantity.end == ceiling else Span(quantity.end, ceiling))
        ceiling = quantity.start
    return spans[::-1]
