"""Notes at the foot of pages, taken out of the text that they interrupt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from policyx.readers.page import Line, glue

_SMALLER: Final = 0.9  # of the size of the text
_MOST_LINES: Final = 30  # of one page

# `[2]`, `①`: the mark that a note begins with, as it stands in the text too.
_MARK: Final = re.compile(r"\[\d{1,3}\]|[①-⑳㉑-㊿]")
# `3 指…`: the mark of a further note.
_PLAIN_MARK: Final = re.compile(r"\d{1,3}\s")


def without_notes(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return the lines of each page without the notes at its foot, and the notes in order.

    Notes are the last lines of a page, smaller than its text, the first of which begins with a mark that stands in the
    text above.

    Args:
        pages: The lines of each page from top to bottom, without page numbers.
    """
    kept: list[list[Line]] = []
    notes: list[str] = []
    usual = _usual_size(pages)
    for lines in pages:
        start = _start(lines, usual)
        kept.append(lines[:start])
        for line in lines[start:]:
            if _MARK.match(line.text) or _PLAIN_MARK.match(line.text):
                notes.append(line.text)
            else:
                notes[-1] = glue(notes[-1], line.text)
    return kept, notes


def _usual_size(pages: Sequence[list[Line]]) -> float:
    """Return the size that most of the text has."""
    seen: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            seen[round(_size(line), 1)] += len(line.text)
    return max(seen, key=lambda size: seen[size]) if seen else 0.0


def _start(lines: list[Line], usual: float) -> int:
    """Return the place of the first line of the notes, the count of lines where there are none."""
    first = len(lines)
    while first and len(lines) - first < _MOST_LINES and _size(lines[first - 1]) < _SMALLER * usual:
        first -= 1
    above = "".join(line.text for line in lines[:first])
    for at in range(first, len(lines)):
        mark = _MARK.match(lines[at].text)
        if mark and mark[0] in above:
            return at
    return len(lines)


def _size(line: Line) -> float:
    return line.em or line.height
