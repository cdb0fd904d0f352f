"""Where the heading of an item ends: its title phrase, or its whole first sentence when it has none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LONGEST_LABEL: Final = 20

# The end of a first sentence: 。 ! ? or a line break.
_SENTENCE_END: Final = re.compile(r"[。!?\n\r\u2028\t]")
# 县水利局:修复 — a short title with its colon, no stop inside; not 8:30, 1:500.
_LABEL_COLON: Final = re.compile(r"[^。,;:!?\n(]{2,20}(?:\([^()\n]{1,20}\))?[^。,;:!?\n(]{0,6}:(?!\d)")
# (责任单位:县水利局)  [牵头单位:市教委]  (配合单位:…): a responsibility clause in brackets.
_CLAUSE: Final = re.compile(
    r"[(\[〔【]\s{0,2}\*?(?:责任|牵头|配合|主办|协办|承办|负责|主管|实施|督办|参加|落实|对接|完成|主责|协同)(?:单位|部门|领导|人|科室|处室|时限)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """``start``/``end`` span the heading's words; ``body_start`` is after its stop."""

    start: int
    end: int
    body_start: int


def read_heading(folded: str, start: int, limit: int) -> Heading:
    """Return the heading of the item whose number ends at *start* and whose next item begins at *limit*.

    Example:
        >>> text = "一、强化保障。落实经费。"
        >>> heading = read_heading(text, 2, len(text))
        >>> text[heading.start:heading.end]
        '强化保障'
    """
    while start < limit and folded[start] in " :":
        start += 1
    label = _LABEL_COLON.match(folded, start, limit)
    if label:
        return Heading(start, label.end() - 1, label.end())
    stop = _SENTENCE_END.search(folded, start, limit)
    end = stop.start() if stop else limit
    clause = _CLAUSE.search(folded, start, end)
    if clause and clause.start() > start:
        end = clause.start()
        return Heading(start, _strip_back(folded, start, end), end)
    return Heading(start, _strip_back(folded, start, end), stop.end() if stop else end)


def _strip_back(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in " ;,、:。":
        end -= 1
    return end
