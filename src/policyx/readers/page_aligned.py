"""Tables without rulings between their columns: lines that wide gaps cut at the same places, one below another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from policyx.readers.page import Line, Run, is_full, lines_of
from policyx.readers.page_table import cell_words, is_number

_GUTTER: Final = 1.2  # times the height of the characters: a gap that parts columns
_FEWEST_ROWS: Final = 3
_FARTHEST: Final = 2.5  # times the height of the characters: what stands further below is no row of the table
_LONGEST_FIRST: Final = 15  # characters in the first of two columns, where no cell is wrapped
_MOSTLY: Final = 0.7  # of the lines that are put together
_WIDE: Final = 5.5  # times the height of the characters
_MOST_LINES: Final = 2000  # of one table

# `1`, `（3）`, `一`, `十二、`: the number of a row.
_KEY: Final = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?")
# `其中：工业`, `二、民生`, `（三）交通`, `1.2. 修路`, `#公路`: words that begin a row of their own.
_ROW_START: Final = re.compile(
    r"其中|[#＃]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(?:\.\d{1,2}){0,3}[.．、\s]"
)
# `……3`, `.....12`: an entry of a table of contents.
_CONTENTS: Final = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{3,})\s*\d{0,4}$")
# `注：…`, `备注：…`, `说明：…`, `数据来源：…`: what stands below a table.
_BELOW: Final = re.compile(r"(?:备?注|说明|(?:数据|资料)?来源)\s*\d?\s*[：:]")


@dataclass(slots=True)
class _Rows:
    """Lines that stand in the same columns.

    Attributes:
        columns: The left and right edge of each column.
        parts: The groups of runs of each line.
        lines: The lines.
    """

    columns: list[tuple[float, float]] = field(default_factory=list)
    parts: list[list[list[Run]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def most(self) -> int:
        """Return the greatest number of groups in a line."""
        return max(map(len, self.parts), default=0)

    def is_wide(self, column: int) -> bool:
        """Say whether a column is so wide that its cells hold more than names."""
        start, end = self.columns[column]
        return end - start > _WIDE * self.lines[0].height

    def at(self, part: list[Run]) -> int:
        """Return the column that a group of runs stands in."""
        return next(index for index, (_, end) in enumerate(self.columns) if part[0].x0 < end)


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


def aligned_rows(
    lines: Sequence[Line], at: int, rules: Callable[[int], Sequence[float]] = lambda page: ()
) -> tuple[list[list[str]], int]:
    """Return the rows of a table without rulings that begins at line *at*, none where none does; and how many lines were tried.

    The rows stand one below another, most of them with two or more groups of words that stand in the same columns. Words
    that their cell's width broke are put together again where rulings, gaps or the numbers of the rows part the rows.

    Args:
        lines: Lines in the order of reading.
        at: The place of the first line.
        rules: The heights of the rulings across a page, by its number.
    """
    if len(segments(lines[at])) < 2:
        return [], 0
    block = _block(lines, at)
    if len(block.lines) < _FEWEST_ROWS or block.most() < max(len(block.columns), 2):
        return [], len(block.lines)
    cuts = (_cuts_by_rules(block, rules), _cuts_by_gaps(block), _cuts_by_keys(block), _cuts_by_ends(block))
    for cut in cuts:
        rows = _wrapped_rows(block, _grouped(len(block.lines), cut)) if cut else []
        if rows:
            return rows, len(block.lines)
    rows, count = _plain_rows(block)
    return rows, count or len(block.lines)


def _plain_rows(block: _Rows) -> tuple[list[list[str]], int]:
    """Return a row for each line, up to the first line that stands in one column only."""
    whole = next((at for at, parts in enumerate(block.parts) if len(parts) < 2), len(block.parts))
    rows = [_row(block, [at]) for at in range(whole)]
    filled = max((sum(map(bool, row)) for row in rows), default=0)
    if whole < _FEWEST_ROWS or filled < len(block.columns):
        return [], 0
    if len(block.columns) == 2 and any(len(row[0]) > _LONGEST_FIRST for row in rows):
        return [], 0
    return rows, whole


def _block(lines: Sequence[Line], at: int) -> _Rows:
    """Return the lines from *at* on that stand in the same columns."""
    block = _Rows()
    widest = bottom = 0.0
    for line in lines[at : at + _MOST_LINES]:
        parts = segments(line)
        merged = _merged(block.columns, parts)
        if block.lines:
            is_same_page = line.page == block.lines[-1].page
            gap = line.top - bottom if is_same_page else 0.0
            if len(merged) < max(2, min(len(block.columns), block.most())):
                break
            if len(merged) > max(len(block.columns), len(parts)) or gap > max(_FARTHEST * line.height, 1.8 * widest):
                break
            beside = lines[at + len(block.lines) + 1 :][:1]  # centred beside the lines of a longer cell
            is_near = gap < 0.8 * line.height or (beside and line.top < beside[0].top < line.bottom)
            if len(parts) == 1 and not (is_same_page and _is_rest(block, parts[0], line, bool(is_near))):
                break
            if is_same_page and line.bottom < block.lines[-1].top:
                break  # the next column of prose
            widest = max(widest, gap)
            bottom = max(bottom, line.bottom) if is_same_page else line.bottom
        else:
            bottom = line.bottom
        block.columns = merged
        block.parts.append(parts)
        block.lines.append(line)
    return block


def _is_rest(block: _Rows, part: list[Run], line: Line, is_near: bool) -> bool:
    """Say whether words alone in a line may be a piece of a cell: inside a column, and in the first one near other lines."""
    start, end = next((one for one in block.columns if part[0].x0 < one[1]), (0.0, 0.0))
    if part[0].x0 < start - line.height or _BELOW.match(line.text):
        return False
    return is_near or (start > block.columns[0][0] and part[-1].x1 <= end + 2 * line.height)


def _merged(columns: list[tuple[float, float]], parts: list[list[Run]]) -> list[tuple[float, float]]:
    """Return the columns widened by the segments of one more line; what overlaps is one column."""
    out: list[tuple[float, float]] = []
    for start, end in sorted([*columns, *((part[0].x0, part[-1].x1) for part in parts)]):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return out


def _cuts_by_rules(block: _Rows, rules: Callable[[int], Sequence[float]]) -> set[int]:
    """Return the lines before which a ruling parts two rows."""
    cuts = set()
    for at, (line, following) in enumerate(pairwise(block.lines), 1):
        upper, lower = (line.top + line.bottom) / 2, (following.top + following.bottom) / 2
        if line.page != following.page or any(upper < rule < lower for rule in rules(line.page)):
            cuts.add(at)
    return cuts if len(cuts) >= _FEWEST_ROWS - 1 else set()


def _cuts_by_gaps(block: _Rows) -> set[int]:
    """Return the lines before which a gap stands that is wider than those within a row; none where all are alike."""
    gaps: list[float] = []
    bottom = block.lines[0].bottom
    for line, following in pairwise(block.lines):
        same = line.page == following.page
        gaps.append(following.top - bottom if same else float("inf"))
        bottom = max(bottom, following.bottom) if same else following.bottom
    ordered = sorted(gap for gap in gaps if gap != float("inf"))
    steps = [(upper - lower, (upper + lower) / 2) for lower, upper in pairwise(ordered)]
    widest, threshold = max(steps, default=(0.0, 0.0))
    if widest < 0.2 * block.lines[0].height:
        return set()
    return {at for at, gap in enumerate(gaps, 1) if gap > threshold}


def _cuts_by_keys(block: _Rows) -> set[int]:
    """Return the lines that have words in the first column, which then begin a row each."""
    return {at for at, parts in enumerate(block.parts) if at and block.at(parts[0]) == 0}


def _cuts_by_ends(block: _Rows) -> set[int]:
    """Return the lines before which a cell ends, since it had room for more words in its last line."""
    last: dict[int, Line] = {}
    cuts = set()
    for at, parts in enumerate(block.parts):
        here = {block.at(part): lines_of(part)[0] for part in parts}
        goes_on = (
            column in last and _is_broken(last[column], line, block.columns[column][1]) for column, line in here.items()
        )
        if at and (not all(goes_on) or len(parts) == len(block.columns) > 2):
            cuts.add(at)
            last = {}
        last |= here
    return cuts


def _grouped(count: int, cuts: set[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at in range(count):
        if not groups or at in cuts:
            groups.append([])
        groups[-1].append(at)
    return groups


def _wrapped_rows(block: _Rows, groups: list[list[int]]) -> list[list[str]]:
    """Return the rows that *groups* of lines make; none where what they put together are no broken words."""
    if len(groups) < _FEWEST_ROWS or all(len(group) == 1 for group in groups):
        return []
    joints = broken = wide = 0
    for group in groups:
        cells = _cells(block, group)
        found = [
            _is_broken(line, following, block.columns[column][1])
            for column, cell in enumerate(cells)
            for line, following in pairwise(cell)
        ]
        if len(group) > 1 and len({len(cell) for cell in cells}) == 1 and not all(found):
            return []  # every column has as many lines: rows of their own
        joints += len(found)
        broken += sum(found)
        wide += sum(len(cell) > 1 and block.is_wide(column) for column, cell in enumerate(cells))
    if not wide or broken < _MOSTLY * joints or not _is_numbered_once(block, groups):
        return []
    rows = [_row(block, group) for group in groups]
    if len(block.columns) == 2 and _is_mark(rows[0][0]) and sum(_is_mark(row[0]) for row in rows) > 0.8 * len(rows):
        return []  # a list with its numbers set apart
    heads = rows[0]
    return [row for at, row in enumerate(rows) if not at or row != heads]


def _is_mark(words: str) -> bool:
    return not words or _KEY.fullmatch(words) is not None


def _is_broken(line: Line, following: Line, right: float) -> bool:
    """Say whether a cell's line is broken only since its width had no room, or as a list of names is."""
    if _ROW_START.match(following.text) or _CONTENTS.search(line.text):
        return False
    if is_number(line.text) and is_number(following.text):
        return False
    return is_full(line, following, right) or line.text.endswith(("、", "，", "；", "；", "。", "局", "府"))


def _is_numbered_once(block: _Rows, groups: list[list[int]]) -> bool:
    """Say whether each row has one number, where the first column numbers the rows."""
    keys = [_cells(block, group)[0] for group in groups[1:]]
    numbered = sum(any(_KEY.fullmatch(line.text) for line in cell) for cell in keys)
    return numbered < 0.6 * len(keys) or (all(len(cell) <= 1 for cell in keys) and numbered >= len(keys) - 1)


def _cells(block: _Rows, group: Iterable[int]) -> list[list[Line]]:
    """Return the lines in each cell of a row."""
    runs: list[list[Run]] = [[] for _ in block.columns]
    for at in group:
        for part in block.parts[at]:
            runs[block.at(part)] += part
    return [lines_of(cell) for cell in runs]


def _row(block: _Rows, group: Sequence[int]) -> list[str]:
    """Return the words of a row."""
    cells = _cells(block, group)
    return [cell_words(cell, block.columns[at][1]) if cell else "" for at, cell in enumerate(cells)]
