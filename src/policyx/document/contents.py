"""The table of contents (目录): its span, and the titles that it gives to the numbered headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from policyx.document.numbering import Mark, Style
from policyx.text import Span

_HEAD: Final = 8000
_KEY: Final = 6
_ENTRY: Final = 90

# 目录 | 目 录 right before its first entry.
_CONTENTS: Final = re.compile(r"目 {0,8}录(?=[\s:]{0,20}(?:第[一1]|[一1(（]|前言|序言))")
# ……12, ....3, \t5: the leader and page number after an entry's title.
_LEADER: Final = re.compile(r"[.…·\-_\s]{0,200}\d{0,4}\s*$")


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
        Span(start=0, end=18)
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
        title = _LEADER.sub("", folded[entry.end : after.start]).strip()
        titles.setdefault((entry.style, entry.value), []).append(title)
    last = entries[count - 1]
    title = _last_title(folded, last, entries[count:])
    titles.setdefault((last.style, last.value), []).append(title)
    end = folded.index(title, last.end) + len(title)
    return Contents(Span(head.start(), end), titles)


def _key(folded: str, mark: Mark) -> str:
    return folded[mark.end : mark.end + 40].strip()[:_KEY]


def _listed(folded: str, entries: Sequence[Mark]) -> int:
    """Return how many of *entries* belong to the table: those before its first heading comes again."""
    first = entries[0]
    key = _key(folded, first)
    for index in range(1, min(len(entries), 400)):
        mark = entries[index]
        if (mark.style, mark.value) == (first.style, first.value) and _key(folded, mark)[:4] == key[:4]:
            return index
        if mark.start - entries[index - 1].end > _ENTRY:
            return index if _comes_again(folded, first, key, entries[index:]) else 0
    return 0


def _comes_again(folded: str, first: Mark, key: str, later: Sequence[Mark]) -> bool:
    return any(
        (mark.style, mark.value) == (first.style, first.value) and _key(folded, mark)[:4] == key[:4]
        for mark in later[:200]
    )


def _last_title(folded: str, last: Mark, later: Sequence[Mark]) -> str:
    """Return the title of the last entry: to the end of its line, or as far as its heading in the body agrees."""
    here = folded[last.end : last.end + _ENTRY].lstrip()
    line = here.split("\n", 1)[0]
    for mark in later:
        if (mark.style, mark.value) == (last.style, last.value) and _key(folded, mark) == _key(folded, last):
            there = folded[mark.end : mark.end + _ENTRY].lstrip()
            length = next(
                (i for i, (a, b) in enumerate(zip(line, there, strict=False)) if a != b), min(len(line), len(there))
            )
            return _LEADER.sub("", line[:length]).strip() or line[:1]
    return _LEADER.sub("", line).strip() or line[:1]
