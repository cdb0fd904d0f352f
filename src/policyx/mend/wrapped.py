"""Lines of a text that was broken at a fixed width, as e-mails and copies of PDF pages are: they are joined again.

Width is counted in columns: a Chinese character takes two, a digit, letter or blank one. A line is full when the first
character or number of the next one had no room left in it. A text was broken when a third of its lines are full and
most of those end inside a sentence. A full line is joined to the next one, over a page number too, unless it ends in a
stop or the next one begins a paragraph or item.
"""

from __future__ import annotations

from typing import Final

from policyx import lazy
from policyx.mend.edit import Edit

_WIDTHS: Final = range(40, 125)  # columns
_LEAST: Final = 8  # full lines
_SLACK: Final = 4  # columns by which marks that hang over the end of a line make it longer
_SHORT: Final = (
    8  # columns by which a line may be shorter: the indent that a first line has lost, marks that may not begin a line
)
_STOPS: Final = tuple("。！？；：!?;:")
# what lines of sentences hold, and lists of names do not
_PROSE: Final = lazy.compile("[，。、；,;]")
# indents, numbers of items, attachments: what begins a paragraph
_BEGINS: Final = lazy.compile(
    r"[\s\u3000]|[（(〔【\[]?[一二三四五六七八九十]{1,3}[、）).．]|[（(]?\d{1,2}[、）).．](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条]"
    r"|[①-⑳●■◆*-]|附 ?[件表]|$"
)
# 7883.48  第: what is not parted at the end of a line, with the marks that may not begin the next one
_FIRST: Final = lazy.compile(r"(?:[A-Za-z0-9.%-]{1,20}|.)[，。、；：！？）》”’,.;:!?)]{0,3}")
# — 16 —  -3-  12: a page number with the blank lines around it, between the two halves of a sentence
_PAGE: Final = lazy.compile(r"\n\s{0,8}(?:[—–-]{1,2} ?\d{1,4} ?[—–-]{1,2}|\d{1,4})\s{0,8}\n")
# 电 视 综 合 覆 盖 率: a line drawn out to the margin
_SPREAD: Final = lazy.compile(r"(?:[^\x00-\xff] ){3}")


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
        columns = 0 if "\t" in line or line.endswith(_STOPS) else _columns(line)
        if columns * 2 > width:
            page = _PAGE.match(text, end)
            onward = page.end() if page else end + 1
            if not _BEGINS.match(text, onward) and _is_full(line, columns, text[onward : onward + 24], width):
                edits.append(Edit(start + len(line), onward, ""))
                end = onward - 1
        start = end + 1
    return edits


def _is_full(line: str, columns: int, following: str, width: int) -> bool:
    """Say whether *line*, so many *columns* wide, had no room for what *following* begins with."""
    if _SPREAD.search(line):
        return True
    first = _FIRST.match(following)
    return first is not None and width - _SHORT < columns + _columns(first[0]) and columns <= width + _SLACK


def _columns(line: str) -> int:
    """Return the width of *line*: GBK writes a character of two columns with two bytes."""
    return len(line.encode("gbk", "replace"))


def _width(text: str) -> int:
    """Return the width in columns at which *text* was broken, or 0."""
    lines = [line for line in map(str.rstrip, text.split("\n")) if line]
    columns = [0 if "\t" in line else _columns(line) for line in lines]
    long = sorted(
        one for one, line in zip(columns, lines, strict=True) if one >= _WIDTHS[0] and not _SPREAD.search(line)
    )
    # Few lines are longer than the width; the last of a paragraph and headings are shorter.
    width = long[len(long) * 9 // 10] if len(long) >= _LEAST else 0
    if width not in _WIDTHS or sum(one > width + _SLACK for one in long) * 20 > len(long):
        return 0
    full = [
        line
        for line, one, following in zip(lines, columns, [*lines[1:], ""], strict=True)
        if one >= _WIDTHS[0] and _is_full(line, one, following, width)
    ]
    inside = sum(_PROSE.search(line) is not None and not line.endswith(_STOPS) for line in full)
    broken = len(full) >= _LEAST and inside * 2 >= len(full)
    return width if broken and len(full) * 3 >= len(lines) else 0
