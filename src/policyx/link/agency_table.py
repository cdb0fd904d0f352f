"""Organs in the cells of task tables (任务分解表): one mention a row, merged and 同上 cells for every row they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, cast

from policyx.document.model import Document, Item
from policyx.document.tables import DITTO, Row, Table
from policyx.grammar.organ_list import Listed, read_list
from policyx.grammar.responsibility import Clause
from policyx.link.agency_mention import ROLE_OF_VERB, Mention
from policyx.link.agency_note import Notes
from policyx.records import AgencyRole
from policyx.text import Span

_KINDS: Final = ("lead", "responsible", "support", "supervise")


class Cells:
    """The cells of a document's task tables that name organs, by offset."""

    def __init__(self, document: Document) -> None:
        self.tables = [table for table in document.tables if table.is_task_table]
        spans = [
            row.cells[column] for table in self.tables for column in table.columns_of(*_KINDS) for row in table.rows
        ]
        self._spans = sorted(span for span in spans if span.end > span.start)

    def holds(self, offset: int) -> bool:
        """Say whether *offset* lies in such a cell."""
        index = bisect_right(self._spans, (offset, 1 << 60)) - 1
        return index >= 0 and offset < self._spans[index].end


def table_mentions(document: Document, cells: Cells, clauses: list[Clause], notes: Notes) -> Iterator[Mention]:
    """Yield the organs of every task table, row by row.

    Args:
        document: The document as read.
        cells: Its cells that name organs.
        clauses: Its responsibility clauses; a cell with labels of its own is read as a clause already.
        notes: Its remarks on who leads.
    """
    read = [clause.start for clause in clauses]
    for table in cells.tables:
        leads = bool(table.columns_of("lead"))
        for column in table.columns_of(*_KINDS):
            role = cast(AgencyRole, table.columns[column].kind)
            yield from _of_column(document, table, column, role, None if leads else notes, read)


def _of_column(
    document: Document, table: Table, column: int, role: AgencyRole, notes: Notes | None, read: list[int]
) -> Iterator[Mention]:
    above: list[Listed] = []
    for row, cell in zip(table.rows, table.covering(column), strict=True):
        if cell.end <= cell.start or bisect_left(read, cell.end) > bisect_left(read, cell.start):
            continue
        ditto = DITTO.match(document.folded, *cell) is not None
        listed = above if ditto else read_list(document.folded, *cell).organs
        above = listed
        item = _item_of(document, row)
        if item is None or (row.cells[column] != cell and not _begins(item, row)):
            continue
        first = notes.leaders(listed, cell.start) if notes and role == "responsible" else []
        for index, entry in enumerate(listed):
            own: AgencyRole = "lead" if index in first else role
            yield _mention(entry, cell if ditto else None, own, item)


def _mention(entry: Listed, ditto: Span | None, role: AgencyRole, item: Item) -> Mention:
    span = ditto or Span(entry.start, entry.end)
    of_verb = ROLE_OF_VERB.get(entry.verb, role) if role == "responsible" else role
    return Mention(span.start, span.end, entry.organ, of_verb, "table", item, "agency.table")


def _item_of(document: Document, row: Row) -> Item | None:
    """The row's task: the item that holds its last cell."""
    end = max((cell.end for cell in row.cells if cell.end > cell.start), default=row.span.end)
    return document.item_at(end - 1)


def _begins(item: Item, row: Row) -> bool:
    return row.span.start <= item.start < row.span.end
