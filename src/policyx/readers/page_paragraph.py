"""Lines of pages to paragraphs: by the margins, the indents and the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from policyx.readers.page import Line, glue, is_full

# `一、`, `（一）`, `1.`, `1、`, `(3)`, `①`, `第一条`, `一是`: what a paragraph of a document begins with.
_ITEM: Final = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})(?:[、）)]|[.．](?!\d))|[①-⑳]|第[一二三四五六七八九十百\d]{1,5}[章节条款]|[●■◆★▲•□☑√]|附件"
)
_SENTENCE_END: Final = re.compile(r"[。！？；…：.!?;:][”’）)》\]】]?$")
# `按照第十条` before `（三）规定`: what a line ends with whose sentence goes on.
_GOES_ON: Final = re.compile(r"[，、,第条款项至和及与或由将对为按的（(《“\"]$")
# `……3`, `......12`: an entry of a table of contents.
_CONTENTS: Final = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{3,})\s*\d{0,4}$")
# `。`, `，其中`: no paragraph begins so.
_REST: Final = re.compile(r"[，。、；：！？”’）》】〕％]")
# `imple-` and `mentation`: a word that a line's end cuts.
_HYPHEN: Final = re.compile(r"[A-Za-z][-\xad]$")
_LATIN: Final = re.compile(r"[a-z]")

_LONGEST_LABEL: Final = 10  # characters
_GAP: Final = 2.5  # times the size
_MOSTLY: Final = 0.8  # of the measure
_WIDEST: Final = 3.0  # times the size: a wider step from line to line is never within a paragraph


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of the text, in points."""

    left: float
    right: float


def margins_of(lines: Sequence[Line]) -> Margins:
    """Return the margins that *lines* keep: the outermost places where several of them begin or end.

    Args:
        lines: The lines of a document, or of a column; at least one.
    """
    enough = max(2, len(lines) * 3 // 100)
    slack = 0.6 * sorted(line.height for line in lines)[len(lines) // 2]
    return Margins(
        _outermost([line.x0 for line in lines], enough, slack),
        -_outermost([-line.x1 for line in lines], enough, slack * 1.7),
    )


def _outermost(places: list[float], enough: int, slack: float) -> float:
    """Return the smallest of *places* that has *enough* others within *slack*; else the smallest."""
    ordered = sorted(places)
    for at, place in enumerate(ordered[: len(ordered) - enough + 1]):
        if ordered[at + enough - 1] - place <= slack:
            return place
    return ordered[0]


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> list[str]:
    """Return the paragraphs that *lines* make.

    Args:
        lines: Lines in reading order, of one or more pages.
        margins: The margins of the text.
    """
    if not lines:
        return []
    pitch = _pitch(lines)
    out = [lines[0].text]
    for line, following in pairwise(lines):
        if continues(line, following, margins, pitch):
            out[-1] = glue(out[-1], following.text)
        else:
            out.append(following.text)
    return out


def continues(line: Line, following: Line, margins: Margins, pitch: float) -> bool:
    """Say whether *following* is of one paragraph with *line*.

    It is where *line* runs to the right margin and *following* begins at the left one. An indented line goes on only in a
    block that is indented as a whole, where the sentence has not ended.
    """
    size = max(line.height, following.height)
    if not _is_one_size(line, following) or _CONTENTS.search(line.text) or _has_gap(line) or _has_gap(following):
        return False
    if line.page == following.page and following.top - line.top > min(max(1.7 * pitch, 1.2 * size), _WIDEST * size):
        return False
    if _REST.match(following.text) or (_HYPHEN.search(line.text) and _LATIN.match(following.text)):
        return True
    indent = following.x0 - margins.left
    is_indented = indent > 0.7 * size
    if is_indented and _hangs(line, following) and _is_open(line, following, margins):
        return True
    if not is_full(line, following, margins.right) and (is_indented or not _is_open(line, following, margins)):
        return False
    if not is_indented:
        return not (_ITEM.match(following.text) and not _GOES_ON.search(line.text))
    in_block = abs(following.x0 - line.x0) <= 0.5 * size or (
        line.x0 < following.x0 <= line.x0 + 3.5 * size and _ITEM.match(line.text)
    )
    return bool(in_block) and not _SENTENCE_END.search(line.text) and not _ITEM.match(following.text)


def _hangs(line: Line, following: Line) -> bool:
    """Say whether *following* begins below the first word behind the colon of *line*, as under `抄送：`."""
    glyphs = [glyph for run in line.runs for glyph in run.glyphs]
    places = (after.x0 for glyph, after in pairwise(glyphs[:_LONGEST_LABEL]) if glyph.char in "：:")
    return any(abs(place - following.x0) < 0.5 * line.height for place in places)


def _has_gap(line: Line) -> bool:
    """Say whether a gap parts the words of a line that prose does not have: a table by hand, two signatures."""
    return any(following.x0 - run.x1 > _GAP * line.height for run, following in pairwise(line.runs))


def _is_one_size(line: Line, following: Line) -> bool:
    """Say whether two lines are set in one size; the height of characters differs between fonts of one size."""
    if line.em and following.em:
        return min(line.em, following.em) > 0.85 * max(line.em, following.em)
    return min(line.height, following.height) > 0.6 * max(line.height, following.height)


def _is_open(line: Line, following: Line, margins: Margins) -> bool:
    """Say whether the sentence of a line that nearly fills its measure goes on: text set without an even right edge."""
    reach = (line.x1 - margins.left) / max(margins.right - margins.left, 1)
    return reach > _MOSTLY and not _SENTENCE_END.search(line.text) and not _ITEM.match(following.text)


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance from line to line, in points."""
    steps = sorted(
        step
        for line, following in pairwise(lines)
        if line.page == following.page and (step := following.top - line.top) > 0.5 * line.height
    )
    return steps[len(steps) // 2] if steps else 0.0
