"""Reading order of lines that stand side by side in columns of prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from policyx.readers.page import Glyph, Line, Run, lines_of

_FEWEST_LINES: Final = 6  # of a column of prose
_MOST_COLUMNS: Final = 5
_HOLE: Final = 1.5  # times the usual step from line to line: a wider one leaves a hole in a column
_MOST_HOLES: Final = 0.25  # of the lines of a column of prose


@dataclass(slots=True)
class Block:
    """Lines in the order of reading.

    Attributes:
        lines: The lines; those of further columns are moved onto the first one, so that a paragraph goes on from column
            to column as it does from page to page.
        columns: How many columns of prose they stood in.
    """

    lines: list[Line]
    columns: int = 1


def in_columns(lines: Sequence[Line]) -> list[Block]:
    """Return the lines of one page in the order of reading.

    A page has columns of prose where lines on both sides of a gutter run up to it; what crosses the gutter (a title)
    ends what stands above it. The lines of two columns need not stand at the same heights.

    Args:
        lines: The lines of a page from top to bottom, as if it had one column.
    """
    runs = [run for line in lines for run in line.runs]
    gutter = _gutter(runs)
    if gutter is None:
        return [Block(list(lines))] if lines else []
    page = lines[0].page
    across = lines_of([run for run in runs if run.x0 < gutter < run.x1], page)
    out: list[Block] = []
    rest = [run for run in runs if not run.x0 < gutter < run.x1]
    for line in across:
        above = [run for run in rest if (run.top + run.bottom) / 2 < line.top]
        rest = [run for run in rest if (run.top + run.bottom) / 2 >= line.top]
        beside = [run for run in rest if run.top < line.bottom and run.bottom > line.top]
        rest = [run for run in rest if run not in beside]
        out += [*_side_by_side(above, gutter, page), Block(lines_of([*line.runs, *beside], page))]
    return out + _side_by_side(rest, gutter, page)


def _side_by_side(runs: Sequence[Run], gutter: float, page: int) -> list[Block]:
    """Return the columns of a part of a page; columns of one width as one block."""
    columns = list(_columns(runs, gutter, page))
    widths = [max(line.x1 for line in column) - min(line.x0 for line in column) for column in columns]
    if len(columns) < 2 or max(widths) - min(widths) > 3 * columns[0][0].height:
        return [Block(column) for column in columns]
    start = min(line.x0 for line in columns[0])
    moved = [_moved(line, start - min(line.x0 for line in column)) for column in columns for line in column]
    return [Block(moved, len(columns))]


def _columns(runs: Sequence[Run], gutter: float, page: int, most: int = _MOST_COLUMNS) -> Iterator[list[Line]]:
    """Yield the lines left of the gutter, then those right of it; a side may have columns again."""
    for side in ([run for run in runs if run.x1 <= gutter], [run for run in runs if run.x1 > gutter]):
        inner = _gutter(side) if most else None
        if inner is not None and not any(run.x0 < inner < run.x1 for run in side):
            yield from _columns(side, inner, page, most - 1)
        elif side:
            yield lines_of(side, page)


def _moved(line: Line, by: float) -> Line:
    """Return *line* moved to the right."""
    runs = [
        Run([Glyph(char, x0 + by, x1 + by) for char, x0, x1 in run.glyphs], run.top, run.bottom) for run in line.runs
    ]
    return Line(runs, line.top, line.bottom, line.page)


def _gutter(runs: Sequence[Run], most: int = 2) -> float | None:
    """Return the place between two columns of prose; None on a page that has one column, or a table."""
    if len(runs) < 2 * _FEWEST_LINES:
        return None
    start, end = min(run.x0 for run in runs), max(run.x1 for run in runs)
    places = [start + (end - start) * share / 100 for share in range(15, 86)]
    crossing = [sum(run.x0 < place < run.x1 for run in runs) for place in places]
    fewest = min(crossing)
    if fewest > 0.2 * len(runs):
        return None
    for few, group in groupby(zip(places, crossing, strict=True), lambda one: one[1] == fewest):
        gap = [place for place, _ in group]
        if few and _parts_prose(runs, gap[len(gap) // 2], most):
            return gap[len(gap) // 2]
    return None


def _parts_prose(runs: Sequence[Run], gutter: float, most: int) -> bool:
    """Say whether prose stands on both sides of *gutter*; a side may have *most* gutters of its own."""
    sides = [run for run in runs if run.x1 <= gutter], [run for run in runs if run.x0 >= gutter]
    left, right = map(lines_of, sides)
    if min(len(left), len(right)) < _FEWEST_LINES or not _are_parted(left, right):
        return False
    if _are_prose(left) and _are_prose(right):
        return not _are_rows(left, right)
    return most > 0 and all(
        _are_prose(lines) or _gutter(side, most - 1) is not None
        for side, lines in zip(sides, (left, right), strict=True)
    )


def _are_prose(lines: Sequence[Line]) -> bool:
    """Say whether lines run from margin to margin as prose does, and not as the cells of a table do."""
    size = sorted(line.height for line in lines)[len(lines) // 2]
    end, start = max(line.x1 for line in lines), min(line.x0 for line in lines)
    full = sum(line.x1 >= end - 2 * size for line in lines)
    even = sum(line.x0 <= start + 2.5 * size for line in lines)
    words = sum(len(line.text) for line in lines) / len(lines)
    return full >= 0.4 * len(lines) and even >= 0.7 * len(lines) and words >= 10


def _are_parted(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Say whether a gap as wide as a character stands between the columns, nearly everywhere."""
    end = sorted(line.x1 for line in left)[len(left) * 9 // 10]
    start = sorted(line.x0 for line in right)[len(right) // 10]
    return start - end > 0.8 * left[0].height


def _are_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Say whether lines side by side are rows of a table, whose cells end and begin together; those of prose do not."""
    one, other = _holes(left), _holes(right)
    if len(one) > _MOST_HOLES * len(left) or len(other) > _MOST_HOLES * len(right):
        return True
    together = sum(any(top < end and start < bottom for start, end in other) for top, bottom in one)
    return together >= 2 and 2 * together >= min(len(one), len(other))


def _holes(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the (top, bottom) of the holes in a column: where the next line stands further down than it usually does."""
    steps = sorted(following.top - line.top for line, following in pairwise(lines))
    usual = steps[len(steps) // 4]
    return [
        (line.bottom, following.top)
        for line, following in pairwise(lines)
        if following.top - line.top > _HOLE * usual and following.top > line.bottom
    ]
