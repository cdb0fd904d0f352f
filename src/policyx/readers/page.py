"""What stands on a page: runs of characters and ruling lines by position, and the lines of text that the runs make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from policyx.readers.superscript import raised

#: Gap between characters that a reader sees as a space: in Chinese text, in their width; in Latin text, in their height.
_WIDE_GAP: Final = 0.45
_LATIN_GAP: Final = 0.15
#: Usual gap from which a line is spread out to fill its measure: no gap of it is a space.
_SPREAD: Final = 0.2
#: Height of raised characters, of that of their line.
_RAISED: Final = 0.75
#: Gap that parts two runs; what is nearer stays in one.
RUN_GAP: Final = 0.35
#: Marks that have their gap built in.
_OPENING: Final = "（《“‘〔【("
_CLOSING: Final = "，。、；：！？）》”’〕】,;)"

# `a`, `,` or `5` before a letter, a letter before `(` or `5`: what a narrow gap parts.
_TWO_LATIN: Final = re.compile(r"[A-Za-z0-9,.;:!?)\"'][A-Za-z]|[A-Za-z][(0-9]")
# `2`, `12`, `[3]`, `-1`: what is raised as a note's mark or an exponent.
_MARK: Final = re.compile(r"\s*[+−-]?\d{1,3}\s*|\[\d{1,3}\]")
# `imple-`, not `year-on-`: a word with a hyphen at its end and no other.
_CUT_WORD: Final = re.compile(r"(?<![A-Za-z-])[A-Za-z]{0,29}[a-z]-$")
# What is never set apart over a line end: `2025`, `PM2.5`, `GB/T`, or one other character with the closing marks after it.
_FIRST_TOKEN: Final = re.compile(r"(?:[A-Za-z0-9.,%/+-]{1,40}|.)[，。、；：！？）》”’％,.;:)]*", re.S)


class Glyph(NamedTuple):
    """One character and where it begins and ends, in points from the left."""

    char: str
    x0: float
    x1: float


@dataclass(slots=True)
class Run:
    """Characters that stand one after another: ``top`` and ``bottom`` in points from the top of the page."""

    glyphs: list[Glyph]
    top: float
    bottom: float

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.glyphs[-1].x1

    @property
    def height(self) -> float:
        """Its height, which stands for the size of its characters."""
        return self.bottom - self.top


class Ruling(NamedTuple):
    """A horizontal or vertical line, in points from the left and the top; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """One page: its size in points, the runs in the order of the file, the rulings."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)


@dataclass
class Line:
    """A line of text: its runs from left to right."""

    runs: list[Run]
    top: float
    bottom: float
    page: int = 0

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.runs[0].x0

    @cached_property
    def x1(self) -> float:
        """Where it ends."""
        return max(run.x1 for run in self.runs)

    @property
    def height(self) -> float:
        """The height of its characters."""
        return self.bottom - self.top

    @cached_property
    def em(self) -> float:
        """The width of its Chinese characters, which is their size whatever the font; 0 where it has none."""
        widths = sorted(glyph.x1 - glyph.x0 for run in self.runs for glyph in run.glyphs if glyph.char > "\u2e7f")
        return widths[len(widths) // 2] if widths else 0.0

    @cached_property
    def text(self) -> str:
        """Its words, with a space where a reader sees one."""
        return words_of(self.runs)


def lines_of(runs: Iterable[Run], page: int = 0) -> list[Line]:
    """Return the lines that *runs* make, from top to bottom.

    A run belongs to a line that it overlaps by half the smaller height, so that raised note marks stay in their line.

    Args:
        runs: Runs of one page or one cell, in any order.
        page: The number to give the lines.

    Example:
        >>> left = Run([Glyph("修", 0, 10), Glyph("渠", 10, 20)], 100, 110)
        >>> mark = Run([Glyph("1", 20, 23)], 98, 104)
        >>> [line.text for line in lines_of([mark, left])]
        ['修渠[1]']
    """
    lines: list[Line] = []
    for run in sorted(runs, key=lambda run: ((run.top + run.bottom) / 2, run.x0)):
        line = next((line for line in reversed(lines[-4:]) if _is_on(run, line)), None)
        if line is None:
            lines.append(Line([run], run.top, run.bottom, page))
        else:
            if run.height > line.height:
                line.top, line.bottom = run.top, run.bottom
            line.runs.append(run)
    for line in lines:
        line.runs = _without_doubles(sorted(line.runs, key=lambda run: run.x0))
    return sorted(lines, key=lambda line: (line.top + line.bottom) / 2)


def _without_doubles(runs: list[Run]) -> list[Run]:
    """Return *runs* without those printed a second time, a hair aside, to look bold."""
    kept: list[Run] = []
    for run in runs:
        for other in kept[-3:]:
            if run.x0 - other.x0 < 0.35 * run.height and _chars(run) == _chars(other):
                break
        else:
            kept.append(run)
    return kept


def _chars(run: Run) -> list[str]:
    return [glyph.char for glyph in run.glyphs]


def _is_on(run: Run, line: Line) -> bool:
    overlap = min(run.bottom, line.bottom) - max(run.top, line.top)
    return overlap >= 0.5 * min(run.height, line.height)


def words_of(runs: Sequence[Run]) -> str:
    """Return the words of runs from left to right, with a space where the gap between two shows one."""
    out: list[str] = []
    previous: Run | None = None
    tallest = max(runs, key=lambda run: run.height)
    for run in runs:
        words = "".join([glyph.char for glyph in run.glyphs])
        if _is_mark(run, tallest, previous):
            words = raised("".join(out[-1:])[-1:], words)
        elif previous is not None and _is_space(previous.glyphs[-1], run.glyphs[0], run.height, _usual_gap(previous)):
            out.append(" ")
        out.append(_spaced(run) if _TWO_LATIN.search(words) else words)
        previous = run
    return "".join(out).strip()


def _is_mark(run: Run, tallest: Run, previous: Run | None) -> bool:
    """Say whether a run is the raised mark of a note, or an exponent."""
    if run.height >= _RAISED * tallest.height or run.top + run.bottom >= tallest.top + tallest.bottom:
        return False
    is_near = previous is None or run.x0 - previous.x1 < 0.5 * tallest.height
    return is_near and _MARK.fullmatch("".join([glyph.char for glyph in run.glyphs])) is not None


def _spaced(run: Run) -> str:
    """Return the words of one run with Latin words in it, whose spaces are narrow gaps."""
    out = [run.glyphs[0].char]
    for left, right in pairwise(run.glyphs):
        if _is_space(left, right, run.height, 0.0):
            out.append(" ")
        out.append(right.char)
    return "".join(out)


def _usual_gap(run: Run) -> float:
    """Return the mean gap between the characters of a run, in points."""
    steps = len(run.glyphs) - 1
    return (run.x1 - run.x0 - sum(glyph.x1 - glyph.x0 for glyph in run.glyphs)) / steps if steps else 0.0


def _is_space(left: Glyph, right: Glyph, size: float, usual: float) -> bool:
    gap = right.x0 - left.x1
    if gap < _LATIN_GAP * size or left.char.isspace() or right.char.isspace():
        return False
    if _TWO_LATIN.match(left.char + right.char):
        return gap - max(usual, 0.0) >= _LATIN_GAP * size
    if left.char in _OPENING or right.char in _CLOSING:
        return False
    em = max(left.x1 - left.x0, right.x1 - right.x0, 0.7 * size)
    return gap >= _WIDE_GAP * em and usual < _SPREAD * em


def glue(left: str, right: str) -> str:
    r"""Return two pieces of one paragraph as one: a space only between Latin words, a word cut by a hyphen whole again.

    A hyphen stays where it is part of the word: in numbers, names, and words that have another one.

    Example:
        >>> glue("到20", "27年"), glue("a coun-", "ty plan"), glue("GDP per", "capita"), glue("人均\xad", "收入")
        ('到2027年', 'a county plan', 'GDP per capita', '人均收入')
        >>> glue("2023-", "2025年"), glue("COVID-", "19"), glue("year-on-", "year")
        ('2023-2025年', 'COVID-19', 'year-on-year')
    """
    if left.endswith("\xad"):
        return left[:-1] + right
    if _CUT_WORD.search(left) and re.match(r"[a-z]", right):
        return left[:-1] + right
    if re.search(r"[A-Za-z][,.;:]?$", left) and re.match(r"[A-Za-z]", right):
        return f"{left} {right}"
    return left + right


def is_full(line: Line, following: Line, right: float) -> bool:
    """Say whether *line* is broken only because the first word of *following* had no room before *right*."""
    found = _FIRST_TOKEN.match(following.text)
    token = found[0] if found else ""
    glyphs = [glyph for run in following.runs for glyph in run.glyphs][: max(len(token), 1)]
    return line.x1 + (glyphs[-1].x1 - glyphs[0].x0) + 0.7 * line.height >= right
