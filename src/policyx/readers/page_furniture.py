"""What stands on every page and is no text of the document: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from policyx.readers.page import Line

_BAND: Final = 0.12  # of the page's height, at the top and at the bottom
_MOST_LINES: Final = 3  # lines of furniture in a band

# `- 3 -`, `— 12 —`, `第3页 共8页`, `第 3 页（共 8 页）`, `3/8`, `Page 3 of 8`, `·3·`, `iv`: a page's number alone on a line.
_PAGE_NUMBER: Final = re.compile(
    r"[\s\-—–─·•~_|]*(?:(?:第\s*)?\d{1,4}\s*页?\s*(?:[/，,(（]?\s*(?:共|总|of)?\s*\d{1,4}\s*页?\s*[)）]?)?"
    r"|第\s*[一二三四五六七八九十百]{1,5}\s*页|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[ivxl]{1,6})[\s\-—–─·•~_|]*",
    re.I,
)
_DIGITS: Final = re.compile(r"\d+|[一二三四五六七八九十]+(?=\s*页)")


def without_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> tuple[list[list[Line]], int]:
    """Return the lines of each page without running heads and page numbers, and how many lines were dropped.

    A line near the top or the bottom goes if it is a page number, or if the same words, digits aside, stand at the
    same height on three pages or more, or on all of two.

    Args:
        pages: The lines of each page from top to bottom.
        heights: The height of each page in points.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_key(line) for line in _outer(lines, height)})
    needed = 2 if len(pages) == 2 else 3
    kept, dropped = [], 0
    for lines, height in zip(pages, heights, strict=True):
        outer = {id(line) for line in _outer(lines, height) if _is_number(line) or _often(line, seen) >= needed}
        kept.append([line for line in lines if id(line) not in outer])
        dropped += len(outer)
    return kept, dropped


def _outer(lines: list[Line], height: float) -> list[Line]:
    """Return the first lines that stand in the top band and the last ones in the bottom band."""
    top = [line for line in lines[:_MOST_LINES] if line.bottom < _BAND * height]
    bottom = [line for line in lines[-_MOST_LINES:] if line.top > (1 - _BAND) * height]
    return top + bottom


def _is_number(line: Line) -> bool:
    text = line.text
    return len(text) <= 30 and _PAGE_NUMBER.fullmatch(text) is not None and not text.strip().endswith((",", "，"))


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top / 4)


def _often(line: Line, seen: Counter[tuple[str, int]]) -> int:
    words, height = _key(line)
    return max(seen[words, height + step] for step in (-1, 0, 1)) if words else 0
