"""Which rows of a task table (任务分解表) are tasks, and which go on with the task above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from policyx import lazy
from policyx.document.table_items import TaskRow
from policyx.document.tables import DITTO, Row, Table
from policyx.text import Span

# 1. | (一) | 3、 | 第4项: group 1 the number in a number cell.
_NUMBER: Final = lazy.compile(
    r"[(\[〔第]?\s?(\d{1,3}(?:[.-]\d{1,2}){0,2}|[一二三四五六七八九十百]{1,4}|[①-⑳])\s?[)\]〕项号]?[.、]?$"
)


def task_rows(folded: str, tables: Sequence[Table]) -> list[TaskRow]:
    r"""Return the rows of the task tables among *tables* that begin a task, in text order.

    Args:
        folded: `policyx.text.fold` of the text.
        tables: `policyx.document.tables.find_tables` of it.

    Example:
        >>> from policyx.document.tables import find_tables
        >>> text = "序号\t工作任务\t责任单位\n1\t修渠。新修5公里\t县水利局\n\t\t县财政局\n2\t植树\t县林业局\n"
        >>> [(text[slice(*row.number)], text[slice(*row.task)]) for row in task_rows(text, find_tables(text))]
        [('1', '修渠。新修5公里'), ('2', '植树')]
    """
    return [row for table in tables if table.is_task_table for row in _of_table(folded, table)]


def _of_table(folded: str, table: Table) -> Iterator[TaskRow]:
    pending: TaskRow | None = None
    leader: Span | None = None
    columns = table.columns_of("leader")[:1]
    for row in table.rows:
        own = _first_filled(row, columns)
        leader = own if own and not DITTO.match(folded, *own) else leader
        begun = _begin(folded, table, row, leader)
        if begun is None:
            pending = replace(pending, span=Span(pending.span.start, row.span.end)) if pending else None
            continue
        if pending:
            yield pending
        pending = begun
    if pending:
        yield pending


def _begin(folded: str, table: Table, row: Row, leader: Span | None) -> TaskRow | None:
    """Return the task that *row* begins, or None when its number and task are merged with those above."""
    number = _first_filled(row, table.columns_of("number")[:1])
    named = _first_filled(row, table.columns_of("task", "project"))
    words = named if named and not DITTO.match(folded, *named) else None
    words = words or _first_filled(row, table.columns_of("content", "target"))
    if number is None and (words is None or (named is None and table.columns_of("task", "project"))):
        return None
    anchor = number or words
    if anchor is None:
        return None
    end = number.end if number else anchor.start
    task = words or named or Span(end, end)
    figures = _NUMBER.match(folded, *number) if number else None
    return TaskRow(
        span=row.span,
        start=min(anchor.start, task.start),
        number=Span(*figures.span(1)) if figures else number or Span(anchor.start, anchor.start),
        task=task,
        leaders=leader,
    )


def _first_filled(row: Row, columns: Sequence[int]) -> Span | None:
    return next((row.cells[column] for column in columns if row.cells[column].end > row.cells[column].start), None)
