"""A text cut into lines, and lines into pieces that the same records cover, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from policyx.records import Issue, Record


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with its records: those of one kind that share it, as rows share a merged cell."""

    id: str
    kind: str
    start: int
    end: int
    records: tuple[Record, ...]


class Piece(NamedTuple):
    """Text that the same marks cover.

    Attributes:
        text: The text, without a line end.
        marks: The marks that cover it, the outermost first.
        opened: Those of them that begin here.
        issues: Numbers of the issues whose span begins here.
    """

    text: str
    marks: tuple[Mark, ...]
    opened: tuple[Mark, ...]
    issues: tuple[int, ...]


def find_marks(records: Iterable[Record]) -> list[Mark]:
    """Return the marks of *records* in text order, an outer one before those inside it."""
    groups: dict[tuple[int, int, str], list[Record]] = {}
    for record in records:
        groups.setdefault((record.start, -record.end, record.type), []).append(record)
    return [
        Mark(rows[0].id, kind, start, -end, tuple(rows))
        for (start, end, kind), rows in sorted(groups.items(), key=_place)
    ]


def _place(group: tuple[tuple[int, int, str], list[Record]]) -> tuple[int, int, str]:
    return group[0]


def cut_lines(text: str, marks: Sequence[Mark], issues: Sequence[Issue]) -> Iterator[list[Piece]]:
    r"""Cut *text* into lines of pieces; the ends of lines (``\n``, ``\r\n``) are left out.

    Args:
        text: The text that offsets refer to.
        marks: What `find_marks` gives.
        issues: Issues; only where they begin counts, since an issue may be of the whole text.

    Example:
        >>> [[piece.text for piece in line] for line in cut_lines("一\r\n\n二", [], [])]
        [['一'], [], ['二']]
    """
    begun = _numbers_by_start(issues, len(text))
    starts = _line_starts(text)
    cuts = sorted({*starts, *begun, *(mark.start for mark in marks), *(mark.end for mark in marks), len(text)})
    waiting = list(reversed(marks))
    active: list[Mark] = []
    line: list[Piece] = []
    for start, end in pairwise([*cuts, len(text)]):
        if start in starts and start:
            yield line
            line = []
        active = [mark for mark in active if mark.end > start]
        opened = []
        while waiting and waiting[-1].start <= start:
            opened.append(waiting.pop())
        active += opened
        shown = _line_part(text, start, end)
        numbers = tuple(begun.get(start, ()))
        if shown or opened or numbers:
            line.append(Piece(shown, tuple(active), tuple(opened), numbers))
    yield line


def _line_starts(text: str) -> set[int]:
    starts = {0}
    at = text.find("\n")
    while at >= 0:
        starts.add(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _numbers_by_start(issues: Sequence[Issue], length: int) -> dict[int, list[int]]:
    begun: dict[int, list[int]] = {}
    for number, issue in enumerate(issues):
        begun.setdefault(min(issue.start, length), []).append(number)
    return begun


def _line_part(text: str, start: int, end: int) -> str:
    """Return ``text[start:end]``, which is of one line, without the line's end."""
    if text.endswith("\n", start, end):
        end -= 1
    if text.startswith("\n", end) and text.endswith("\r", start, end):
        end -= 1
    return text[start:end]
