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

    A page has two columns of prose where lines on both sides of a gutter run up to it; a line that crosses the gutter (a
    title) ends what stands above it.

    Args:
        lines: The lines of a page from top to bottom.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)] if lines else []
    out: list[list[Line]] = []
    left: list[Run] = []
    right: list[Run] = []
    page = lines[0].page
    for line in lines:
        if any(run.x0 < gutter < run.x1 for run in line.runs) or _spans(line, gutter):
            out += [lines_of(side, page) for side in (left, right) if side]
            out.append([line])
            left, right = [], []
            continue
        for run in line.runs:
            (left if run.x1 <= gutter else right).append(run)
    return out + [lines_of(side, page) for side in (left, right) if side]


def _spans(line: Line, gutter: float) -> bool:
    """Say whether a segment of *line* crosses the gutter without a gap there."""
    return any(group[0].x0 < gutter < group[-1].x1 for group in segments(line))


def _gutter(lines: Sequence[Line]) -> float | None:
    parted = [groups for line in lines if len(groups := segments(line)) == 2]
    if len(parted) < _FEWEST_LINES or len(parted) < 0.4 * len(lines):
        return None
    ends = sorted(groups[0][-1].x1 for groups in parted)
    starts = sorted(groups[1][0].x0 for groups in parted)
    end, start = ends[-1], starts[0]
    size = parted[0][0][0].height
    full = sum(value >= end - 1.5 * size for value in ends)
    even = sum(value <= start + 2.5 * size for value in starts)
    words = sum(len(words_of(groups[0])) for groups in parted) / len(parted)
    if start <= end or full < 0.5 * len(parted) or even < 0.8 * len(parted) or words < 10:
        return None
    return (start + end) / 2


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
