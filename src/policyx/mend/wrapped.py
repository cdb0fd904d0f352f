"""Lines of a text that was broken at a fixed width, as e-mails and copies of PDF pages are: they are joined again.

A text is such when most of its longer lines are of one length and end inside a sentence. A full line is joined to the
next one unless it ends in a stop or the next one begins a paragraph or item.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from policyx import lazy
from policyx.mend.edit import Edit

_WIDTHS: Final = range(20, 61)
_LEAST: Final = 8  # full lines
_SLACK: Final = 2  # characters by which marks that may not begin a line change its length
_STOPS: Final = tuple("。！？；：!?;:")
# what lines of sentences hold, and lists of names do not
_PROSE: Final = lazy.compile("[，。、；,;]")
# indents, numbers of items, attachments: what begins a paragraph
_BEGINS: Final = lazy.compile(
    r"[\s\u3000]|[（(〔【\[]?[一二三四五六七八九十]{1,3}[、）).．]|[（(]?\d{1,2}[、）).．](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条]"
    r"|[①-⑳●■◆*-]|附 ?[件表]|$"
)


def wrapped_edits(text: str) -> list[Edit]:
    r"""Return the cuts that join the lines of *text* where it was broken at a fixed width, in text order.

    Example:
        >>> wrapped_edits("全县修建防渗渠道，并逐一登记台账、明确管护责任\n" * 20)[:1]
        [Edit(start=23, end=24, text='', reason='')]
    """
    width = _width(text)
    if not width:
        return []
    edits = []
    start = 0
    while (end := text.find("\n", start)) >= 0:
        line = text[start:end].rstrip()
        full = width - _SLACK <= len(line) <= width + _SLACK
        if full and "\t" not in line and not line.endswith(_STOPS) and not _BEGINS.match(text, end + 1):
            edits.append(Edit(start + len(line), end + 1, ""))
        start = end + 1
    return edits


def _width(text: str) -> int:
    """Return the width at which *text* was broken, or 0."""
    lines = [line.rstrip() for line in text.split("\n")]
    lengths = Counter(len(line) for line in lines if len(line) >= _WIDTHS[0])
    if not lengths:
        return 0
    width = lengths.most_common(1)[0][0]
    full = [line for line in lines if width - _SLACK <= len(line) <= width + _SLACK]
    longer = sum(count for length, count in lengths.items() if length > width + _SLACK)
    inside = sum(_PROSE.search(line) is not None and not line.endswith(_STOPS) and "\t" not in line for line in full)
    broken = len(full) >= _LEAST and inside * 2 >= len(full) and longer * 20 <= len(full)
    return width if width in _WIDTHS and broken and len(full) * 3 >= sum(map(bool, lines)) else 0
