r"""`mend`: a text as its writer meant it, and the way back to offsets of the text as given.

Files carry characters that nobody sees (soft hyphens, zero-width spaces), lines broken at a fixed width, numbers that spaces and
line ends have torn (``2 025年``), and letters that text recognition took for digits (``1O0%``). To teach every rule each of them would be
hopeless: they are mended once, before anything is read, and the records' spans are carried back afterwards. A mend
cuts characters out or puts as many others in their place, so the way back is a short table.

Example:
    >>> mended = mend("达到9\u00ad0%")
    >>> mended.text, mended.given(2, 5)
    ('达到90%', Span(start=2, end=6))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from policyx.mend.edit import Edit
from policyx.mend.indent import indent_edits
from policyx.mend.invisible import invisible_edits
from policyx.mend.misread import misread_edits
from policyx.mend.torn import torn_edits
from policyx.mend.wrapped import wrapped_edits
from policyx.records import Issue
from policyx.text import Span, fold

__all__ = ["Edit", "Mended", "mend"]


class _Cuts(NamedTuple):
    """Where characters were cut out: offsets into the text after the cuts, and how many were cut up to each."""

    at: tuple[int, ...]
    cut: tuple[int, ...]

    def before(self, offset: int) -> int:
        """Return the offset, before the cuts, of the character that stands at *offset* after them."""
        index = bisect_right(self.at, offset)
        return offset + (self.cut[index - 1] if index else 0)


class Mended(NamedTuple):
    """A mended text.

    Attributes:
        text: The text after all mends.
        folded: `policyx.text.fold` of it.
        issues: What was guessed, or seen and not read; their spans are of ``text``.
        cuts: What was cut out, the last first.
        lost_breaks: Whether the text is one long line in which only indents still say where paragraphs begin.
    """

    text: str
    folded: str
    issues: tuple[Issue, ...] = ()
    cuts: tuple[_Cuts, ...] = ()
    lost_breaks: bool = False

    def given(self, start: int, end: int) -> Span:
        """Return the span of the text as given that ``text[start:end]`` was made from.

        What was cut out at its edges is not part of it.
        """
        last = end - 1
        for cuts in self.cuts:
            start, last = cuts.before(start), cuts.before(last)
        return Span(start, max(start, last + 1))


def mend(text: str) -> Mended:
    """Return *text* without invisible characters, its torn numbers joined, letters among digits read as digits.

    Time is linear; a text without such things is not copied.
    """
    cuts: tuple[_Cuts, ...] = ()
    if unseen := invisible_edits(text):
        text, cut = _apply(text, unseen)
        cuts = (cut,)
    if wrapped := wrapped_edits(text):
        text, cut = _apply(text, wrapped)
        cuts = (cut, *cuts)
    indents = indent_edits(text)
    if indents:
        text, _ = _apply(text, indents)
    folded = fold(text)
    if torn := torn_edits(folded):
        text, cut = _apply(text, torn)
        folded, cuts = fold(text), (cut, *cuts)
    misread, unread = misread_edits(folded)
    issues = [_issue("number.misread", edit, text) for edit in misread]
    issues += [_issue("number.unread", edit, text) for edit in unread]
    if issues:
        edits = sorted([*misread, *unread])
        text, folded = _apply(text, edits)[0], _apply(folded, edits)[0]
    return Mended(text, folded, tuple(issues), cuts, bool(indents))


def _issue(code: str, edit: Edit, text: str) -> Issue:
    return Issue(code, edit.start, edit.end, text[edit.start : edit.end], edit.reason)


def _apply(text: str, edits: Iterable[Edit]) -> tuple[str, _Cuts]:
    """Make the edits, which are in text order and disjoint."""
    pieces: list[str] = []
    at: list[int] = []
    sizes: list[int] = []
    end = length = 0
    for edit in edits:
        pieces += [text[end : edit.start], edit.text]
        length += edit.start - end + len(edit.text)
        end = edit.end
        if not edit.text:
            at.append(length)
            sizes.append(edit.end - edit.start)
    return "".join((*pieces, text[end:])), _Cuts(tuple(at), tuple(accumulate(sizes)))
