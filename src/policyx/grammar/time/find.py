"""`find_times`: the bare time expressions of a text with their values, without context."""

from __future__ import annotations

from dataclasses import dataclass

from policyx.grammar.time.calendar import parse_point
from policyx.grammar.time.mention import Anchor, TimeMention
from policyx.grammar.time.resolve import resolve
from policyx.grammar.time.scan import scan_times
from policyx.mend import Mended, mend


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression and its value; ``text[start:end] == quote`` in the text as given.

    ``iso`` is ISO 8601 / EDTF, ``end_date`` the last day that it covers (empty when open or recurring), ``rule`` the
    id of the rule that found it.
    """

    start: int
    end: int
    quote: str
    iso: str
    end_date: str
    rule: str


def find_times(text: str, document_date: str | None = None) -> list[FoundTime]:
    """Find the time expressions of *text*.

    Args:
        text: Any text; offsets are code points into it, half open.
        document_date: The date that relative times (今年, 近三年, 6月底前) count from: ``2025``, ``2025-06`` or
            ``2025-06-30``. Without it they keep an unspecified year (``XXXX-06``) or their duration (``P3Y``); today's
            date is never used.

    Returns:
        The expressions in text order, not overlapping.

    Raises:
        TypeError: *text* is not a str.
        ValueError: *document_date* is not such a date.

    Example:
        >>> [(time.quote, time.iso) for time in find_times("到2027年，近三年累计，年底前完成。", "2025-03-01")]
        [('到2027年', '2027'), ('近三年', '2023/2025'), ('年底前', '2025')]
    """
    if not isinstance(text, str):
        raise TypeError(
            f"find_times needs a str, not {type(text).__name__}; decode bytes first, e.g. data.decode('utf-8')"
        )
    if document_date is not None and (not isinstance(document_date, str) or parse_point(document_date) is None):
        raise ValueError(
            f"document_date {document_date!r} is not a date: give a year, month or day such as '2025', '2025-06', '2025-06-30'"
        )
    anchor = Anchor(document_date or "", document_date or "")
    mended = mend(text)
    return [_found(text, mended, mention, anchor) for mention in scan_times(mended.folded)]


def _found(text: str, mended: Mended, mention: TimeMention, anchor: Anchor) -> FoundTime:
    value = resolve(mention, anchor)
    start, end = mended.given(mention.start, mention.end)
    return FoundTime(start, end, text[start:end], value.iso, value.end_date, mention.rule)
