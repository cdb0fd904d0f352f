"""Reading order of lines that stand side by side: columns of prose, and columns of tables without rulings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policyx.readers.page import Line, Run, lines_of, words_of

_GUTTER: Final = 1.2  # times the height of the characters: a gap that parts columns
_FEWEST_LINES: Final = 6  # of a column of prose
_FEWEST_ROWS: Final = 3  # of a table without rulings


def segments(line: Line) -> list[list[Run]]:
    """Return the runs of *line* in groups that wide gaps part.

    Example:
        >>> from policyx.readers.page import Glyph
        >>> runs = [Run([Glyph("指标", 0, 20)], 0, 10), Run([Glyph("单位", 80, 100)], 0, 10)]
        >>> len(segments(Line(runs, 0, 10)))
        2
    """
    groups: list[list[Run]] = [[line.runs[0]]]
    end = line.runs[0].x1
    for run in line.runs[1:]:
        if run.x0 - end > _GUTTER * line.height:
            groups.append([])
        groups[-1].append(run)
        end = max(end, run.x1)
    return groups


def in_columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of one page in the order of reading, in groups of one column each.

    A page has two columns of prose where lines on both sides of a gutter run up to it; what crosses the gutter (a title)
    ends what stands above it. The lines of two columns need not stand at the same heights.

    Args:
        lines: The lines of a page from top to bottom, as if it had one column.
    """
    runs = [run for line in lines for run in line.runs]
    gutter = _gutter(runs)
    if gutter is None:
        return [list(lines)] if lines else []
    page = lines[0].page
    across = lines_of([run for run in runs if run.x0 < gutter < run.x1], page)
    out: list[list[Line]] = []
    rest = [run for run in runs if not run.x0 < gutter < run.x1]
    for line in across:
        above = [run for run in rest if (run.top + run.bottom) / 2 < line.top]
        rest = [run for run in rest if (run.top + run.bottom) / 2 >= line.top]
        beside = [run for run in rest if run.top < line.bottom and run.bottom > line.top]
        rest = [run for run in rest if run not in beside]
        out += [*_sides(above, gutter, page), lines_of([*line.runs, *beside], page)]
    return out + _sides(rest, gutter, page)


def _sides(runs: Sequence[Run], gutter: float, page: int) -> list[list[Line]]:
    """Return the lines left of the gutter, then those right of it."""
    left = [run for run in runs if run.x1 <= gutter]
    right = [run for run in runs if run.x1 > gutter]
    return [lines_of(side, page) for side in (left, right) if side]


def _gutter(runs: Sequence[Run]) -> float | None:
    """Return the place between two columns of prose; None on a page that has one column, or a table."""
    if len(runs) < 2 * _FEWEST_LINES:
        return None
    start, end = min(run.x0 for run in runs), max(run.x1 for run in runs)
    places = [start + (end - start) * share / 100 for share in range(40, 61)]
    crossing = [sum(run.x0 < place < run.x1 for run in runs) for place in places]
    fewest = min(crossing)
    best = [place for place, count in zip(places, crossing, strict=True) if count == fewest]
    gutter = best[len(best) // 2]
    left = lines_of([run for run in runs if run.x1 <= gutter])
    right = lines_of([run for run in runs if run.x0 >= gutter])
    if min(len(left), len(right)) < _FEWEST_LINES or fewest > 0.2 * len(runs):
        return None
    return gutter if _are_prose(left) and _are_prose(right) and _are_parted(left, right) else None


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


def aligned_rows(lines: Sequence[Line], at: int) -> list[list[str]]:
    """Return the rows of a table without rulings that begins at line *at*; empty where none does.

    Three or more lines one below another, each of two or more segments that stand in the same columns.
    """
    group: list[list[list[Run]]] = []
    columns: list[tuple[float, float]] = []
    for line in lines[at:]:
        parts = segments(line)
        merged = _merged(columns, parts)
        if len(parts) < 2 or (group and len(merged) < max(2, min(len(columns), max(map(len, group))))):
            break
        if group and len(merged) > max(len(columns), len(parts)):
            break
        columns = merged
        group.append(parts)
    if len(group) < _FEWEST_ROWS or len(columns) < 2 or max(map(len, group)) < len(columns):
        return []
    if len(columns) == 2 and any(len(words_of(parts[0])) > 15 for parts in group):
        return []
    return [_row(parts, columns) for parts in group]


def _merged(columns: list[tuple[float, float]], parts: list[list[Run]]) -> list[tuple[float, float]]:
    """Return the columns widened by the segments of one more line; what overlaps is one column."""
    out: list[tuple[float, float]] = []
    for start, end in sorted([*columns, *((part[0].x0, part[-1].x1) for part in parts)]):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return out


def _row(parts: list[list[Run]], columns: list[tuple[float, float]]) -> list[str]:
    cells = [""] * len(columns)
    for part in parts:
        at = next(index for index, (_, end) in enumerate(columns) if part[0].x0 < end)
        words = words_of(part)
        cells[at] = f"{cells[at]} {words}".strip()
    return cells
