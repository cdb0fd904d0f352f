"""Ruled tables of a page: cells from ruling lines, merged where a line between two is missing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from policyx.readers.page import Line, Page, Ruling, Run, glue, is_full, lines_of

_NEAR: Final = 3.0  # points within which two lines meet or are one
_MOST_LINES: Final = 1000  # rulings of a page after joining; a drawing has more, and is no table
_MOST_CELLS: Final = 100_000

# `1.`, `（1）`, `①`, `一、`: the beginning of an item, which stands on a line of its own in a cell.
_ITEM: Final = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、）)]|[.．](?!\d))|[①-⑳]")
# `县教育局` at a line's end and `县财政局` at the next line's start, with no mark between: two organs.
_ORGAN_END: Final = re.compile(r"[局委办院会厅府部校社所队]$")
_ORGAN_START: Final = re.compile(r"[省市县区旗州盟镇乡]|各[市县区乡镇街有相]")
# `1,234.5`, `-3.2%`, `¥600.00`, `2025年6月30日`: a line of a cell that is a number or a date whole.
_NUMBER: Final = re.compile(r"[¥￥$-]?\d[\d,]*(?:\.\d+)?%?|\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?[前底]?")
_FEWEST_LINES: Final = 4  # of numbers in a cell that stand for rows without rulings between them


@dataclass(slots=True)
class Table:
    """A table on a page: rows of cells; a merged cell's words in its first cell, the others empty.

    Attributes:
        rows: Words by row and column.
        edges: The vertical edges of its columns, in points.
        top: Its upper edge.
        bottom: Its lower edge.
        page: The page's number.
    """

    rows: list[list[str]]
    edges: list[float]
    top: float
    bottom: float
    page: int = 0


@dataclass(slots=True)
class _Net:
    """Rulings that meet: horizontal ones by height, vertical ones by place; each ``(at, from, to)``."""

    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)


def take_tables(page: Page, number: int = 0) -> tuple[list[Table], list[Run]]:
    """Return the ruled tables of *page*, and the runs that stand outside them.

    Args:
        page: The page.
        number: Its number, which the tables keep.
    """
    tables: list[Table] = []
    runs = page.runs
    for net in _nets(page.rulings):
        grid = _Grid.of(net)
        if grid is None:
            continue
        inside, outside = _parted(runs, grid)
        rows = grid.words(inside)
        if sum(bool(cell) for row in rows for cell in row) < 2:
            continue  # a frame or a picture
        tables.append(Table(rows, grid.xs, grid.ys[0], grid.ys[-1], number))
        runs = outside
    return tables, runs


def _parted(runs: list[Run], grid: _Grid) -> tuple[list[Run], list[Run]]:
    """Return the runs inside the grid and those outside."""
    inside: list[Run] = []
    outside: list[Run] = []
    for run in runs:
        middle = (run.top + run.bottom) / 2
        centre = (run.x0 + run.x1) / 2
        is_in = grid.ys[0] <= middle <= grid.ys[-1] and grid.xs[0] - _NEAR <= centre <= grid.xs[-1] + _NEAR
        (inside if is_in else outside).append(run)
    return inside, outside


def _nets(rulings: Sequence[Ruling]) -> list[_Net]:
    """Return the groups of rulings that meet, each of which may be a table, from top to bottom."""
    across = _joined((rule.y0, rule.x0, rule.x1) for rule in rulings if rule.x1 - rule.x0 >= rule.y1 - rule.y0)
    down = _joined((rule.x0, rule.y0, rule.y1) for rule in rulings if rule.x1 - rule.x0 < rule.y1 - rule.y0)
    if not across or not down or len(across) + len(down) > _MOST_LINES:
        return []
    groups = list(range(len(across) + len(down)))
    for at, (y, x0, x1) in enumerate(across):
        for index, (x, y0, y1) in enumerate(down, len(across)):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                groups[_root(groups, at)] = _root(groups, index)
    nets: dict[int, _Net] = {}
    for index in range(len(groups)):
        net = nets.setdefault(_root(groups, index), _Net())
        if index < len(across):
            net.across.append(across[index])
        else:
            net.down.append(down[index - len(across)])
    whole = [net for net in nets.values() if len(net.across) >= 2 and len(net.down) >= 1]
    return sorted(whole, key=lambda net: net.across[0])


def _root(groups: list[int], at: int) -> int:
    while groups[at] != at:
        groups[at] = groups[groups[at]]
        at = groups[at]
    return at


def _joined(lines: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Return parallel lines with those that continue or cover one another made one."""
    by_place: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if by_place and line[0] - by_place[-1][0][0] <= _NEAR:
            by_place[-1].append(line)
        else:
            by_place.append([line])
    out: list[tuple[float, float, float]] = []
    for group in by_place:
        place = sum(line[0] for line in group) / len(group)
        pieces = sorted((line[1], line[2]) for line in group)
        start, end = pieces[0]
        for low, high in pieces[1:]:
            if low <= end + _NEAR:
                end = max(end, high)
            else:
                out.append((place, start, end))
                start, end = low, high
        out.append((place, start, end))
    return out


@dataclass(slots=True)
class _Grid:
    """Rows and columns between rulings: ``owner`` maps each place to the first place of its merged cell."""

    xs: list[float]
    ys: list[float]
    owner: list[list[tuple[int, int]]]

    @classmethod
    def of(cls, net: _Net) -> _Grid | None:
        """Return the grid of a net of rulings; None where it has one column or one row, or too many."""
        left = min(line[1] for line in net.across)
        right = max(line[2] for line in net.across)
        down = list(net.down)
        for edge in (left, right):  # tables open at the sides
            if all(abs(line[0] - edge) > 2 * _NEAR for line in down):
                down.append((edge, net.across[0][0], net.across[-1][0]))
        down.sort()
        xs = _places(line[0] for line in down)
        ys = _places(line[0] for line in net.across)
        if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_CELLS:
            return None
        return cls(xs, ys, _owners(xs, ys, net.across, down))

    def words(self, runs: Iterable[Run]) -> list[list[str]]:
        """Return the words of each cell; merged cells' once, in the first of them."""
        cells: dict[tuple[int, int], list[Run]] = {}
        for run in runs:
            row = min(max(bisect_right(self.ys, (run.top + run.bottom) / 2) - 1, 0), len(self.ys) - 2)
            for piece, column in _cut(run, self.xs):
                cells.setdefault(self.owner[row][column], []).append(piece)
        rows: list[list[str]] = []
        for row in range(len(self.ys) - 1):
            lines = [lines_of(cells.get((row, column), ())) for column in range(len(self.xs) - 1)]
            rows += _unruled(lines) or [[self._cell(cell, row, column) for column, cell in enumerate(lines)]]
        return rows

    def _cell(self, lines: list[Line], row: int, column: int) -> str:
        if not lines:
            return ""
        last = column
        while last + 2 < len(self.xs) and self.owner[row][last + 1] == (row, column):
            last += 1
        return cell_words(lines, self.xs[last + 1])


def _unruled(cells: list[list[Line]]) -> list[list[str]]:
    """Return the rows that stand between two rulings with none between them, a line each; empty where there are none.

    Two columns of numbers at the same heights show them: wrapped words never are numbers line by line.
    """
    numbers = [
        lines
        for lines in cells
        if len(lines) >= _FEWEST_LINES and sum(is_number(line.text) for line in lines) >= len(lines) - 1
    ]
    if len(numbers) < 2:
        return []
    tops = [line.top for line in max(cells, key=len)]
    size = numbers[0][0].height
    rows = [["" for _ in cells] for _ in tops]
    for column, lines in enumerate(cells):
        for line in lines:
            at = min(range(len(tops)), key=lambda index: abs(tops[index] - line.top))
            if abs(tops[at] - line.top) > 0.6 * size or rows[at][column]:
                return []
            rows[at][column] = line.text
    return rows


def is_number(words: str) -> bool:
    """Say whether a line of a cell is a number or a date whole."""
    return _NUMBER.fullmatch(words) is not None


def cell_words(lines: list[Line], right: float) -> str:
    """Return the words of a cell: lines that its width broke joined, others parted by a space."""
    text = lines[0].text
    for line, following in pairwise(lines):
        words = following.text
        is_broken = is_full(line, following, right - 0.4 * line.height) and not _ITEM.match(words)
        two_organs = _ORGAN_END.search(text) and _ORGAN_START.match(words)
        two_numbers = _NUMBER.fullmatch(line.text) and _NUMBER.fullmatch(words)
        text = glue(text, words) if is_broken and not two_organs and not two_numbers else f"{text} {words}"
    return text.replace("\t", " ")


def _cut(run: Run, xs: list[float]) -> Iterable[tuple[Run, int]]:
    """Yield the pieces of a run by the column that each character's middle stands in."""
    piece: Run | None = None
    column = -1
    for glyph in run.glyphs:
        at = min(max(bisect_right(xs, (glyph.x0 + glyph.x1) / 2) - 1, 0), len(xs) - 2)
        if piece is None or at != column:
            if piece is not None:
                yield piece, column
            piece, column = Run([], run.top, run.bottom), at
        piece.glyphs.append(glyph)
    if piece is not None:
        yield piece, column


def _places(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _owners(
    xs: list[float], ys: list[float], across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]
) -> list[list[tuple[int, int]]]:
    """Return for each place the first place of its merged cell: neighbours without a line between are one."""
    wide, high = len(xs) - 1, len(ys) - 1
    groups = list(range(wide * high))
    for row in range(high):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(wide):
            here = row * wide + column
            if column + 1 < wide and not _has_line(down, xs[column + 1], middle):
                groups[_root(groups, here + 1)] = _root(groups, here)
            centre = (xs[column] + xs[column + 1]) / 2
            if row + 1 < high and not _has_line(across, ys[row + 1], centre):
                groups[_root(groups, here + wide)] = _root(groups, here)
    first: dict[int, tuple[int, int]] = {}
    for here in range(wide * high):
        first.setdefault(_root(groups, here), divmod(here, wide))
    return [[first[_root(groups, row * wide + column)] for column in range(wide)] for row in range(high)]


def _has_line(lines: list[tuple[float, float, float]], place: float, at: float) -> bool:
    start = bisect_right(lines, (place - _NEAR - 0.01, float("inf"), float("inf")))
    for line in lines[start:]:
        if line[0] > place + _NEAR:
            return False
        if line[1] <= at <= line[2]:
            return True
    return False
