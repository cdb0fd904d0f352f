"""`Table`: the columns and rows of one table, with its cells as spans into the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from policyx import lazy
from policyx.text import Span

TableKind = Literal["task", "indicator", "other"]

# 同上 | 同左 | 〃: a cell that repeats the one above it.
DITTO: Final = lazy.compile(r"(?:同上|〃|″|\"|同前|同上一行)$")
# — | / | 无: a cell in which there is nothing.
NOTHING: Final = lazy.compile(r"(?:[-/\\*·]+|无|空)?$")
# 一、水利 | (二)农业 | 第一部分: a section line's number.
_SECTION: Final = lazy.compile(r"(?:第?[一二三四五六七八九十]{1,3}[、.部章节]|[(][一二三四五六七八九十]{1,3}[)])")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its ``kind`` (see ``lexicons/table_heads.tsv``), its head's words without white space, and their span."""

    kind: str
    head: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its span, and a cell a column without the white space around it; an empty span where nothing is written.

    ``section`` counts the section lines (一、水利) above it; a merged cell does not reach across one. ``index`` is its place
    among the rows.
    """

    span: Span
    cells: tuple[Span, ...]
    section: int
    index: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its rows in text order; ``span`` is from the head row to the last row.

    ``form`` is ``lines``, ``flattened`` (a cell a line) or ``joined`` (all cells run together on one line).
    """

    kind: TableKind
    span: Span
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    form: Literal["lines", "flattened", "joined"] = "lines"

    @property
    def is_task_table(self) -> bool:
        """Whether each row is a task (任务分解表)."""
        return self.kind == "task"

    def columns_of(self, *kinds: str) -> list[int]:
        """Return the indexes of the columns of *kinds*, from left to right."""
        return [index for index, column in enumerate(self.columns) if column.kind in kinds]

    def covering(self, column: int) -> list[Span]:
        """Return for each row the cell that speaks for it in *column*: its own, or the merged one above it.

        A cell that says 同上 is its own. Where nothing speaks for a row the span is empty.
        """
        found: list[Span] = []
        above, section = Span(0, 0), -1
        for row in self.rows:
            cell = row.cells[column]
            if cell.start == cell.end and row.section == section:
                cell = above
            above, section = cell, row.section
            found.append(cell)
        return found


def trimmed(folded: str, start: int, end: int) -> Span:
    """Return the span ``start:end`` without the white space at its ends."""
    piece = folded[start:end]
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, start + lead + len(piece.strip())) if lead < len(piece) else Span(start, start)


def is_section(words: str) -> bool:
    """Say whether *words* begin with the number of a section line (一、 (二) 第三部分)."""
    return _SECTION.match(words) is not None
