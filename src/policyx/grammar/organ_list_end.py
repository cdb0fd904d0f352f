r"""Where a list of organs without brackets ends (责任单位：县财政局、县教⏎育局、县民政局⏎二、保障)."""

from __future__ import annotations

from typing import Final

from policyx import lazy
from policyx.grammar.organ import parse_organ

LONGEST: Final = 1500
"""Characters that one clause may take."""

NEXT_ITEM: Final = lazy.compile(
    r"\s(?:\d{1,3}[.、](?!\d)|\(?[一二三四五六七八九十]{1,3}[)、]|\(\d{1,2}\)|第[一二三四五六七八九十]{1,3}[章节条])"
    r"|(?<=[局委办厅府部院会心处社联)])(?:(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)(?=[一-鿿])|\([一二三四五六七八九十]{1,3}\))"
)
"""2. | (三) | 四、 at the start of a line or after a space: the next numbered item, where an unclosed clause ends."""


def list_end(folded: str, start: int) -> int:
    r"""Return where the list that begins at *start* ends: at its stop, its line's end, or the next item.

    Example:
        >>> text = "责任单位:县财政局、县教\n育局、县民政局\n二、保障"
        >>> text[5 : list_end(text, 5)]
        '县财政局、县教\n育局、县民政局'
    """
    limit = min(len(folded), start + LONGEST)
    end = start
    while end < limit:
        match = _STOP.search(folded, end, limit)
        if match is None:
            end = limit
            break
        end = match.start()
        if match[0] != "\n" or (folded[start:end].strip() and not _goes_on(folded, start, end)):
            break
        end = match.end()
    item = NEXT_ITEM.search(folded, start, end)
    end = item.start() if item else end
    return start + len(folded[start:end].rstrip())


_STOP: Final = lazy.compile("[。\n]")
# 县财政局、|县教⏎育局|、县民政局: the pieces of a name before and after the end of a line.
_LAST_PIECE: Final = lazy.compile(r"[^\s、,;:。]*\Z")
_NEXT_PIECE: Final = lazy.compile(r"[ \t]{0,4}([一-鿿]{1,16})(?=[、,;。\s(]|\Z)")


def _goes_on(folded: str, start: int, end: int) -> bool:
    """Whether the list that begins at *start* goes on behind the line end at *end*: at a separator, or inside a name."""
    if folded[max(start, end - 2) : end].rstrip().endswith(("、", ",")) or folded.startswith(("、", ","), end + 1):
        return True
    last = _LAST_PIECE.search(folded[max(start, end - 24) : end].rstrip())
    following = _NEXT_PIECE.match(folded, end + 1)
    if not last or not last[0] or not following:
        return False
    joined, whole, rest = (parse_organ(name) for name in (last[0] + following[1], last[0], following[1]))
    if joined is None or (rest is not None and (rest.prefix or rest.collective)):
        return False
    return joined.known or (whole is None and joined.prefix != "")
