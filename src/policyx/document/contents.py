"""The table of contents (目录): its span, and the titles that it gives to the numbered headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from policyx import lazy
from policyx.document.numbering import Mark, Style
from policyx.text import Span

_HEAD: Final = 8000
_MOST: Final = 400
_ENTRY: Final = 90

# 目录 | 目 录 right before its first entry.
_CONTENTS: Final = lazy.compile(r"目 {0,8}录(?=[\s:]{0,20}(?:第[一1]|[一1(（]|前言|序言))")
# ……12, ....3, \t5: the leader and page number after an entry's title.
_LEADER: Final = lazy.compile(r"[.…·\-_\s]{0,200}\d{0,4}\s*$")


@dataclass(frozen=True, slots=True)
class Contents:
    """Span of the table of contents, and its titles by style and value of the number."""

    span: Span
    titles: dict[tuple[Style, int], list[str]] = field(default_factory=dict)


def find_contents(folded: str, marks: Sequence[Mark]) -> Contents | None:
    r"""Return the table of contents of *folded*, or None; its first heading must come again after it.

    Example:
        >>> from policyx.document.numbering import find_marks
        >>> text = "目录\n第一章 总则\n第二章 附则\n第一章 总则\n各镇。\n第二章 附则\n"
        >>> find_contents(text, find_marks(text)).span
        Span(start=0, end=16)
    """
    head = _CONTENTS.search(folded, 0, _HEAD)
    if not head:
        return None
    entries = [mark for mark in marks if mark.start >= head.end()]
    if not entries or entries[0].start - head.end() > 30:
        return None
    count = _listed(folded, entries)
    if count < 2:
        return None
    titles: dict[tuple[Style, int], list[str]] = {}
    for entry, after in pairwise(entries[:count]):
        titles.setdefault((entry.style, entry.value), []).append(_title(folded, entry, after))
    last = entries[count - 1]
    title = _last_title(folded, last, entries[count:])
    titles.setdefault((last.style, last.value), []).append(title)
    end = folded.index(title, last.end) + len(title)
    return Contents(Span(head.start(), end), titles)


def _title(folded: str, entry: Mark, after: Mark) -> str:
    return _LEADER.sub("", folded[entry.end : min(after.start, entry.end + _ENTRY)].split("\n", 1)[0]).strip()


def _heads(folded: str, mark: Mark, first: Mark, title: str) -> bool:
    """Say whether *mark* numbers the heading in the body whose entry *first* gives *title*."""
    if (mark.style, mark.value) != (first.style, first.value) or not title:
        return False
    return folded[mark.end : mark.end + _ENTRY].lstrip().startswith(title)


def _listed(folded: str, entries: Sequence[Mark]) -> int:
    """Return how many of *entries* belong to the table: those before its first heading comes again."""
    if len(entries) < 2:
        return 0
    first = entries[0]
    title = _title(folded, first, entries[1])
    for index in range(1, min(len(entries), _MOST)):
        mark = entries[index]
        if _heads(folded, mark, first, title):
            return index
        if mark.start - entries[index - 1].end > _ENTRY:
            again = any(_heads(folded, later, first, title) for later in entries[index : index + _MOST])
            return index if again else 0
    return 0


def _last_title(folded: str, last: Mark, later: Sequence[Mark]) -> str:
    """Return the title of the last entry: to the end of its line, or as far as its heading in the body agrees."""
    here = folded[last.end : last.end + _ENTRY].lstrip()
    line = here.split("\n", 1)[0]
    for mark in later:
        if (mark.style, mark.value) == (last.style, last.value) and folded[mark.end : mark.end + _ENTRY].lstrip()[
            :2
        ] == line[:2]:
            there = folded[mark.end : mark.end + _ENTRY].lstrip()
            length = next(
                (i for i, (a, b) in enumerate(zip(line, there, strict=False)) if a != b), min(len(line), len(there))
            )
            return _LEADER.sub("", line[:length]).strip() or line[:1]
    return _LEADER.sub("", line).strip() or line[:1]
