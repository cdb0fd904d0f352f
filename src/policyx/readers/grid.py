"""A sheet of cells to lines of text: a line a row, a tab between cells, a merged cell's words once, captions outside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from policyx.text import Span

#: Filled cells that are read of one file; what follows is left out with a warning.
MOST_CELLS: Final = 500_000

_WIDEST: Final = 200  # columns of tables side by side

# Breaks and tabs inside a cell (Alt+Enter, pasted lists), which would break the row.
_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# `注：`, `备注:`, `说明：`, `填表人：`: a row with such a cell alone, at the end, is no row of the table.
_NOTE: Final = re.compile(r"\s*(?:注|备注|说明|附注|填表|制表|填报|审核|联系|数据来源|资料来源)[^\n]{0,20}?[：:\d]")
# `1,200`, `12.5%`: a cell that no head has.
_NUMBER: Final = re.compile(r"[-+]?\d[\d,]{0,20}(?:\.\d{1,15})?[%‰]?")
# `单位：万元`, `填报单位（盖章）：县农业农村局`: cells of a caption line above the head.
_CAPTION: Final = re.compile(r"\s*\S{2,12}[：:]")


@dataclass(slots=True)
class Grid:
    """The filled cells of one sheet.

    Attributes:
        name: The sheet's name.
        rows: Row number → column number → words as the reader sees them; both count from 0 and may have gaps.
        merges: Merged ranges: first row, first column, last row, last column, all inclusive.
    """

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def in_one_line(words: str) -> str:
    r"""Return the words of a cell on one line: breaks and tabs become a space.

    Example:
        >>> in_one_line("县教育局\n县财政局\t")
        '县教育局 县财政局'
    """
    return _BREAKS.sub(" ", words).strip()


def render(grids: Sequence[Grid]) -> tuple[str, tuple[Span, ...]]:
    r"""Return the text of sheets, and the spans of their tables.

    The name of a sheet stands above it where several are filled. Rows above a table's head that hold a title or a caption
    (``单位：万元``), and notes below, are lines outside the table. Empty rows and columns go.

    Args:
        grids: The sheets, in their order.

    Example:
        >>> render([Grid("Sheet1", {0: {0: "任务清单"}, 2: {0: "序号", 1: "任务"}, 3: {0: "1", 1: "修渠"}})])
        ('任务清单\n序号\t任务\n1\t修渠\n', (Span(start=5, end=15),))
    """
    filled = [grid for grid in grids if grid.rows]
    lines: list[str] = []
    ranges: list[tuple[int, int]] = []
    for grid in filled:
        if len(filled) > 1:
            lines.append(in_one_line(grid.name))
        for block in _blocks(grid):
            block_lines, first, last = _block_lines(block)
            if last > first:
                ranges.append((len(lines) + first, len(lines) + last))
            lines += block_lines
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    return "".join(f"{line}\n" for line in lines), tuple(Span(offsets[a], offsets[b] - 1) for a, b in ranges)


@dataclass(slots=True)
class _Row:
    """A row: its own words by column, and how many columns they cover with their merges."""

    cells: dict[int, str]
    covered: int


def _blocks(grid: Grid) -> list[list[_Row]]:
    """Return the rows in blocks: an empty row with a title or another head after it begins another table."""
    hidden, width = _covered(grid)
    rows: list[tuple[int, _Row]] = []
    for at in sorted(grid.rows):
        cells = {column: words for column, words in grid.rows[at].items() if words and (at, column) not in hidden}
        if cells:
            rows.append((at, _Row(cells, sum(width.get((at, column), 1) for column in cells))))
    blocks: list[list[_Row]] = []
    for number, (at, row) in enumerate(rows):
        is_apart = number > 0 and at > rows[number - 1][0] + 1 and len(blocks[-1]) > 1
        following = rows[number + 1][1] if number + 1 < len(rows) else None
        if not blocks or (is_apart and _begins_table(row, blocks[-1], following)):
            blocks.append([])
        blocks[-1].append(row)
    return [part for block in blocks for part in _side_by_side(block)]


def _begins_table(row: _Row, block: list[_Row], following: _Row | None) -> bool:
    """Say whether *row*, below an empty row, begins another table: as its title, or as a head of other columns."""
    if len(row.cells) == 1:
        return not _is_note(row)
    columns = row.cells.keys()
    is_new = all(columns != other.cells.keys() for other in block)
    is_head = following is not None and columns == following.cells.keys()
    return is_new and is_head and not any(map(_NUMBER.fullmatch, row.cells.values()))


def _side_by_side(block: list[_Row]) -> list[list[_Row]]:
    """Return the tables that stand side by side in *block*: an empty column parts two that share a word of their heads."""
    columns = sorted({column for row in block for column in row.cells})
    if len(columns) > _WIDEST:
        return [block]
    head = next((row.cells for row in block if _is_head(row, len(columns))), {})
    parts, start = [], -1
    for left, right in pairwise(columns):
        before = {words for column, words in head.items() if start < column <= left}
        after = {words for column, words in head.items() if column >= right}
        if right > left + 1 and len(before) > 1 and len(after) > 1 and before & after:
            parts.append(_part(block, start, left))
            start = left
    return [*parts, _part(block, start, columns[-1])] if parts else [block]


def _part(block: list[_Row], after: int, last: int) -> list[_Row]:
    """Return the rows of *block* with their cells in the columns behind *after* up to *last*."""
    parts = ({column: words for column, words in row.cells.items() if after < column <= last} for row in block)
    return [_Row(cells, len(cells)) for cells in parts if cells]


def _covered(grid: Grid) -> tuple[set[tuple[int, int]], dict[tuple[int, int], int]]:
    """Return the filled cells that a merge covers, and the width of each merge's first cell."""
    hidden: set[tuple[int, int]] = set()
    width: dict[tuple[int, int], int] = {}
    for top, left, bottom, right in grid.merges:
        width[top, left] = right - left + 1
        rows: Mapping[int, object] | range = grid.rows if bottom - top > len(grid.rows) else range(top, bottom + 1)
        for row in rows:
            if top <= row <= bottom and row in grid.rows:
                hidden.update((row, column) for column in grid.rows[row] if left <= column <= right)
        hidden.discard((top, left))
    return hidden, width


def _block_lines(block: list[_Row]) -> tuple[list[str], int, int]:
    """Return the lines of a block, and the first line of its table and the one after its last."""
    columns = sorted({column for row in block for column in row.cells})
    wide = len(columns)
    first = next((at for at, row in enumerate(block) if _is_head(row, wide)), len(block))
    last = len(block)
    while (
        last > first
        and len(block[last - 1].cells) == 1
        and (block[last - 1].covered >= wide or _is_note(block[last - 1]))
    ):
        last -= 1
    if last - first < 2 and wide > 1:
        last = max(last, first)
    inner = sorted({column for row in block[first:last] for column in row.cells})
    lines = [
        "\t".join(row.cells.get(column, "") for column in inner)
        if first <= at < last
        else "  ".join(row.cells[column] for column in sorted(row.cells))
        for at, row in enumerate(block)
    ]
    return lines, first, last


def _is_head(row: _Row, wide: int) -> bool:
    """Say whether *row* can be the first of a table: several cells that cover half the width and are no caption."""
    if len(row.cells) < 2 or row.covered * 2 < wide:
        return False
    return not (len(row.cells) <= 3 < wide and any(map(_CAPTION.match, row.cells.values())))


def _is_note(row: _Row) -> bool:
    return any(map(_NOTE.match, row.cells.values()))
