"""Columns of a table: which rows are heads, and what the whole head makes of each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policyx import lazy
from policyx.document.table_align import expand_head, is_value
from policyx.document.table_heads import AGENCY_KINDS, VALUE_KINDS, head_kind, is_listed, squeeze
from policyx.document.table_measures import SAYS_WHAT, has_unit
from policyx.document.table_model import DITTO, Column, TableKind
from policyx.grammar.organ_list import read_list
from policyx.text import Span

_DIGITS: Final = lazy.compile(r"\d")
_SHORTEST_TASK: Final = 4.0  # characters of a task's words, on average
_LONGEST_SUBHEAD: Final = 16
# Kinds of heads that say nothing of what the numbers below them measure.
_WORDY: Final = frozenset(("content", "task", "target", "project"))
# 整治内容 | 建设规模: heads of groups of which the names below them are no part
_VAGUE: Final = lazy.compile(r"(?:内容|情况|任务|规模|目标|指标|数据|明细|进度|其中)$")
_NO_COLUMN: Final = Column("", "", Span(0, 0))


def read_column(folded: str, cell: Span) -> Column:
    """Return the column whose head is *cell*."""
    words = folded[slice(*cell)]
    return Column(head_kind(words), squeeze(words), cell)


def is_head(cells: list[str]) -> bool:
    """Say whether a row of folded *cells* is a head row: most of its cells are names of columns.

    Example:
        >>> is_head(["序号", "任务", "责任单位"]), is_head(["1", "修渠", "县水利局"])
        (True, False)
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > 40 for cell in filled):
        return False
    kinds = [kind for cell in filled if (kind := head_kind(cell))]
    known, different = len(kinds), len(set(kinds))
    if not any(head_kind(cell) for cell in filled if not _DIGITS.search(cell)) and not any(
        "年" in cell for cell in filled
    ):
        return False  # 产量 | 1999 | 2004 | 2011: numbers that look like years
    if _is_row_of_numbers(filled):
        return False
    return known * 2 >= len(filled) and (known >= 3 or (known == 2 and different == 2 and len(filled) <= 3))


def _is_row_of_numbers(filled: Sequence[str]) -> bool:
    """Whether a name such as 产量, itself a head elsewhere, stands before bare numbers that look like years."""
    first, rest = filled[:1], filled[1:]
    named = bool(first) and not _DIGITS.search(first[0]) and head_kind(first[0]) in VALUE_KINDS
    return named and bool(rest) and all(cell.isdecimal() for cell in rest)


def is_second_head(cells: list[str], above: Sequence[str]) -> bool:
    """Say whether *cells* go on with the head *above* them (目标值 over 2025年, 2030年)."""
    filled = [cell for cell in cells if cell]
    if _divides(cells, above):
        return True
    kinds = [head_kind(cell) or (not cells[0] and has_unit(cell)) for cell in filled]
    if _is_row_of_numbers(filled):
        return False
    return bool(filled) and all(kinds) and (len(filled) >= 2 or not cells[0])


def _divides(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Whether words stand only below merged heads: 乡镇 | 改造内容 | (empty) over (empty) | 户数 | 面积."""
    if sum(map(bool, cells)) < 2 or cells[0]:
        return False
    if any(len(cell) > _LONGEST_SUBHEAD or (_DIGITS.search(cell) and not head_kind(cell)) for cell in cells):
        return False
    merged = [not head or not (*above, "x")[place + 1] for place, head in enumerate(above)]
    return all(place < len(above) and merged[place] for place, cell in enumerate(cells) if cell)


def two_rows(folded: str, columns: list[Column], second: Sequence[Span]) -> list[Column]:
    """Join a second head row to the first: by place, or into the group heads where the empty cells are lost."""
    cells = list(second)
    if len(cells) < len(columns) and all(cell.end > cell.start for cell in cells):
        return expand_head(columns, [read_column(folded, cell) for cell in cells])
    joined: list[Column] = []
    group = _NO_COLUMN
    by_row = any(column.kind == "indicator" for column in columns)
    for index in range(max(len(columns), len(cells))):
        upper = columns[index] if index < len(columns) else _NO_COLUMN
        lower = read_column(folded, cells[index]) if index < len(cells) else _NO_COLUMN
        group = upper if upper.head else group
        upper = upper if upper.head or not lower.head else group
        joined.append(_joined(upper, lower) if by_row or is_listed(upper.head) else _measured(upper, lower))
    while joined and not joined[-1].head:
        joined.pop()
    return joined


def _measured(upper: Column, lower: Column) -> Column:
    """Join the head of a measure and what divides it: 水产品产量(吨) over 本年 | 比上年增长."""
    if lower.kind == "growth":
        return lower
    if lower.kind == "year" or (lower.kind == "value" and not SAYS_WHAT.search(lower.head)):
        return Column("", (lower.head if lower.kind == "year" else "") + upper.head, upper.span)
    return _joined(upper, lower)


def _joined(upper: Column, lower: Column) -> Column:
    if not lower.head:
        return upper
    if not lower.kind and (upper.kind in _WORDY or _VAGUE.search(upper.head)):
        return lower  # 改造内容 over 户数: the group's head names nothing
    return Column(lower.kind or upper.kind, upper.head + lower.head, lower.span)


def are_numeric(folded: str, columns: list[Column], rows: Sequence[Sequence[Span]]) -> bool:
    """Whether most cells under years and the like hold numbers, or nothing."""
    places = [index for index, column in enumerate(columns) if column.kind in VALUE_KINDS]
    cells = [folded[slice(*row[index])] for row in rows[:40] for index in places if index < len(row)]
    return sum(is_value(cell) for cell in cells) * 3 > len(cells) * 2


def with_organs(folded: str, columns: list[Column], rows: Sequence[Sequence[Span]]) -> list[Column]:
    """Make columns of a task table responsible whose heads say nothing and whose cells are lists of organs."""
    return [
        Column("responsible", column.head, column.span)
        if column.kind in ("", "remark") and _are_organs(folded, [row[index] for row in rows[:40] if index < len(row)])
        else column
        for index, column in enumerate(columns)
    ]


def with_task(folded: str, columns: list[Column], rows: Sequence[Sequence[Span]]) -> list[Column]:
    """Make a task of the column with the longest words where organs are named but no head says what they do."""
    kinds = {column.kind for column in columns}
    if kinds & {"task", "project", "content", "target", *VALUE_KINDS} or not kinds & AGENCY_KINDS:
        return columns
    open_ = [index for index, column in enumerate(columns) if column.kind in ("", "category")]
    lengths = {index: _mean_length(folded, rows, index) for index in open_}
    longest = max(open_, key=lambda index: lengths[index], default=-1)
    if longest < 0 or lengths[longest] < _SHORTEST_TASK:
        return columns
    return [
        Column("task", column.head, column.span) if index == longest else column for index, column in enumerate(columns)
    ]


def _mean_length(folded: str, rows: Sequence[Sequence[Span]], index: int) -> float:
    cells = [folded[slice(*row[index])] for row in rows[:40] if index < len(row)]
    words = [cell for cell in cells if cell and not is_value(cell)]
    return sum(map(len, words)) / len(words) if words else 0.0


def _are_organs(folded: str, cells: Sequence[Span]) -> bool:
    filled = [cell for cell in cells if cell.end > cell.start and not DITTO.match(folded, *cell)]
    clean = sum(_is_organ_list(folded, cell) for cell in filled)
    return clean > 0 and clean * 4 >= len(filled) * 3


def _is_organ_list(folded: str, cell: Span) -> bool:
    if cell.end - cell.start > 200:
        return False
    read = read_list(folded, *cell, labelled=False)
    return read.clean and bool(read.organs)


def settle(columns: list[Column], widths: Sequence[int], numeric: bool) -> list[Column]:
    """Give the columns the kinds that only the whole head row decides, and as many columns as the rows have.

    单位 is a unit of measure beside numbers and an organ beside tasks; a head 指标 over two columns names both.
    """
    wider = [width for width in widths if width == len(columns) + 1]
    if wider and len(wider) * 2 > len(widths):
        columns = _wider(columns)
    columns = [
        columns[index - 1] if index and not column.head and columns[index - 1].kind == "indicator" else column
        for index, column in enumerate(columns)
    ]
    kinds = [column.kind for column in columns]
    return [_settled(column, index, kinds, numeric) for index, column in enumerate(columns)]


def _wider(columns: list[Column]) -> list[Column]:
    """Add the column whose head was left out: names of indicators under one head, or a last one without a head."""
    for index, column in enumerate(columns):
        if column.kind == "indicator":
            return [*columns[: index + 1], column, *columns[index + 1 :]]
    return [*columns, _NO_COLUMN] if any(column.kind in ("task", "content") for column in columns) else columns


def _settled(column: Column, index: int, kinds: list[str], numeric: bool) -> Column:
    numbers = [at for at, kind in enumerate(kinds) if kind in VALUE_KINDS]
    tasks = {"task", "project", "content", "target", "deadline"} & set(kinds)
    organs = AGENCY_KINDS & set(kinds)
    kind = column.kind
    if kind == "unit" and not numbers and tasks:
        kind = "responsible"
    elif kind == "indicator" and not numbers and organs and not {"unit", "attribute"} & set(kinds):
        kind = "content"  # 考核指标 over what is to be done
    elif kind == "target" and numeric and {"indicator", "unit"} <= set(kinds):
        kind = "value"  # 计划任务 beside a unit
    elif kind == "year" and not {"indicator", "unit"} & set(kinds) and (tasks or organs) and not numeric:
        kind = "target"
    elif kind in ("category", "task", "project", "target", "") and numeric and _names_rows(index, kinds, numbers):
        kind = "indicator"
    return Column(kind, column.head, column.span) if kind != column.kind else column


def _names_rows(index: int, kinds: list[str], numbers: list[int]) -> bool:
    """Whether a column without a clear head names what a table of numbers measures: 项目 | 单位 | 2024年."""
    sure = {"unit", "attribute"} & set(kinds) or (len(numbers) > 1 and not AGENCY_KINDS & set(kinds))
    if not numbers or "indicator" in kinds or not sure:
        return False
    before = min([numbers[0], *(at for at, kind in enumerate(kinds) if kind == "unit")])
    candidates = [at for at in range(before) if kinds[at] in ("category", "task", "project", "target", "")]
    return bool(candidates) and index == candidates[-1]


def table_kind(columns: list[Column]) -> TableKind:
    """Return what a table with these columns is."""
    kinds = {column.kind for column in columns}
    numbers, organs = kinds & VALUE_KINDS, kinds & AGENCY_KINDS
    if (numbers and "indicator" in kinds) or "measure" in kinds:
        return "indicator"
    tasks = kinds & {"task", "content", "target"}
    if (tasks and kinds & (organs | {"deadline", "number", "leader"})) or ("project" in kinds and organs):
        return "task"
    return "other"
