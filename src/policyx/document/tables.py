"""Tables in plain text (表格): a line a row, tabs or ``|`` between the cells; or, flattened, a line a cell.

`find_tables` gives each table's columns, whose kinds come from the head row, and its rows, whose cells are spans into the
text. A cell that is merged with the one above it is empty here; `Table.covering` says which cell speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from policyx.document.table_align import align, expand_head
from policyx.document.table_heads import AGENCY_KINDS, VALUE_KINDS, head_kind, squeeze
from policyx.text import Span

TableKind = Literal["task", "indicator", "other"]

_MOST_COLUMNS: Final = 40
_LONGEST_GAP: Final = 400
# 同上 | 同左 | 〃: a cell that repeats the one above it.
DITTO: Final = re.compile(r"(?:同上|〃|″|\"|同前|同上一行)$")
# — | / | 无: a cell in which there is nothing.
NOTHING: Final = re.compile(r"(?:[-/\\*·]+|无|空)?$")
# - 5 - | 第3页 共9页 | 续表: what may stand between the pages of one table.
_PAGE: Final = re.compile(r"[- ]{0,6}\d{0,4}[- ]{0,6}|第 ?\d+ ?页.{0,12}|\(?续(?:上)?表\d{0,3}\)?")
# 索引号 | 640101-2024-1 | 发布机构 | …: the box above a published document is no table of its own.
_METADATA: Final = re.compile(r"索 ?引 ?号|发文字号|文 ?号|发布(?:机构|日期)|主题分类|公开(?:方式|属性)|首页")
_RULE_LINE: Final = re.compile(r"[ |:+-]*-[ |:+-]*")


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

    def cell(self, folded: str, row: Row, kind: str) -> Span | None:
        """Return the cell that speaks for *row* in the first column of *kind*, 同上 looked up, or None."""
        for column in self.columns_of(kind)[:1]:
            for index in range(row.index, -1, -1):
                cell = self.rows[index].cells[column]
                if cell.end > cell.start and not DITTO.match(folded, *cell):
                    return cell
        return None

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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text with its cells; one cell where it has no separators."""

    span: Span
    cells: tuple[Span, ...]

    @property
    def filled(self) -> list[Span]:
        return [cell for cell in self.cells if cell.end > cell.start]


def find_tables(folded: str) -> list[Table]:
    r"""Return the tables of *folded* text in text order.

    Args:
        folded: `policyx.text.fold` of the text.

    Example:
        >>> text = "序号\t目标任务\t责任单位\n1\t修渠5公里\t县水利局\n2\t植树\t\n"
        >>> table = find_tables(text)[0]
        >>> table.kind, [column.kind for column in table.columns]
        ('task', ['number', 'task', 'responsible'])
        >>> [text[slice(*cell)] for cell in table.covering(2)]
        ['县水利局', '县水利局']
    """
    from policyx.document.table_flat import find_flat_tables

    tables = [table for run in _runs(folded) for table in _tables_of(folded, run)]
    taken = [table.span for table in tables]
    tables += find_flat_tables(folded, taken)
    return sorted(tables, key=lambda table: table.span)


def _separator(folded: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of the first separator of each line that has one, and which it is."""
    for mark in "\t|":
        at = folded.find(mark)
        while at >= 0:
            yield at, mark
            newline = folded.find("\n", at)
            at = folded.find(mark, newline) if newline >= 0 else -1


def _lines(folded: str) -> list[_Line]:
    lines: dict[int, _Line] = {}
    for at, mark in _separator(folded):
        start = folded.rfind("\n", 0, at) + 1
        newline = folded.find("\n", at)
        end = newline if newline >= 0 else len(folded)
        if start not in lines and not (mark == "|" and folded.count("|", start, end) < 2):
            cells = tuple(_cells(folded, start, end, mark))
            lines[start] = _Line(Span(start, end), cells)
    return [lines[start] for start in sorted(lines) if not _RULE_LINE.fullmatch(folded, start, lines[start].span.end)]


def _cells(folded: str, start: int, end: int, mark: str) -> Iterator[Span]:
    if mark == "|":
        start += folded[start:end].lstrip().startswith("|") and folded.index("|", start, end) + 1 - start
        end = end - 1 if folded[start:end].endswith("|") else end
    at = start
    for _ in range(_MOST_COLUMNS):
        stop = folded.find(mark, at, end)
        yield trimmed(folded, at, stop if stop >= 0 else end)
        if stop < 0:
            return
        at = stop + 1


def trimmed(folded: str, start: int, end: int) -> Span:
    """Return the span ``start:end`` without the white space at its ends."""
    piece = folded[start:end]
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, start + lead + len(piece.strip())) if lead < len(piece) else Span(start, start)


def _runs(folded: str) -> Iterator[list[_Line]]:
    """Yield runs of table lines, with the short lines between them (sections) as lines of one cell."""
    run: list[_Line] = []
    for line in _lines(folded):
        between = _between(folded, run[-1].span.end, line.span.start) if run else []
        if between is None:
            yield run
            run = []
        run += between or []
        run.append(line)
    if run:
        yield run


def _between(folded: str, start: int, end: int) -> list[_Line] | None:
    """Return the section lines between two table lines, or None when running text parts them."""
    if end - start > _LONGEST_GAP:
        return None
    found: list[_Line] = []
    at = start
    for piece in folded[start:end].split("\n"):
        span = trimmed(folded, at, at + len(piece))
        words = folded[span.start : span.end]
        if words and not _PAGE.fullmatch(words):
            if len(words) > 60 or words.endswith(("。", ";", ":")) or len(found) == 3:
                return None
            found.append(_Line(span, (span,)))
        at += len(piece) + 1
    return found


def _tables_of(folded: str, run: list[_Line]) -> Iterator[Table]:
    """Cut a run at its head rows: each begins a table, unless it repeats the head of the page before."""
    heads = [index for index, line in enumerate(run) if is_head([folded[a:b] for a, b in line.cells])]
    heads = [index for index in heads if index - 1 not in heads]
    starts = [heads[0]] if heads else []
    for index in heads[1:]:
        if [folded[slice(*cell)] for cell in run[index].filled] != [folded[slice(*c)] for c in run[starts[-1]].filled]:
            starts.append(index)
    if starts:
        for start, stop in zip(starts, [*starts[1:], len(run)], strict=True):
            table = _table(folded, run[start:stop])
            if table:
                yield table
    elif sum(len(line.filled) >= 3 for line in run) >= 3 and not _METADATA.search(folded, *run[0].span):
        yield Table("other", Span(run[0].span.start, run[-1].span.end), (), ())


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
    return known * 2 >= len(filled) and (known >= 3 or (known == 2 and different == 2 and len(filled) <= 3))


def _table(folded: str, lines: list[_Line]) -> Table | None:
    head, body = lines[0], lines[1:]
    columns = [_column(folded, cell) for cell in head.cells]
    while columns and not columns[-1].head:
        columns.pop()
    if body and is_second_head([folded[a:b] for a, b in body[0].cells]):
        columns = _two_rows(folded, columns, body[0])
        body = body[1:]
    words = [[folded[a:b] for a, b in line.filled] for line in body]
    head_words = [column.head for column in columns]
    body = [line for line, cells in zip(body, words, strict=True) if [squeeze(cell) for cell in cells] != head_words]
    settled = settle(columns, [len(line.cells) for line in body if len(line.filled) > 1])
    rows = tuple(_rows(folded, settled, body))
    kind = table_kind(settled)
    return Table(kind, Span(head.span.start, lines[-1].span.end), tuple(settled), rows) if rows else None


def _column(folded: str, cell: Span) -> Column:
    words = folded[cell.start : cell.end]
    return Column(head_kind(words), squeeze(words), cell)


def is_second_head(cells: list[str]) -> bool:
    """Say whether *cells* go on with the head above them (目标值 over 2025年, 2030年)."""
    filled = [cell for cell in cells if cell]
    kinds = [head_kind(cell) for cell in filled]
    return bool(filled) and all(kinds) and (len(filled) >= 2 or not cells[0])


def _two_rows(folded: str, columns: list[Column], second: _Line) -> list[Column]:
    """Join a second head row to the first: by place, or into the group heads where the empty cells are lost."""
    cells = list(second.cells)
    if len(cells) < len(columns) and all(cell.end > cell.start for cell in cells):
        return expand_head(columns, [_column(folded, cell) for cell in cells])
    joined: list[Column] = []
    group = Column("", "", Span(0, 0))
    for index in range(max(len(columns), len(cells))):
        upper = columns[index] if index < len(columns) else Column("", "", Span(0, 0))
        lower = _column(folded, cells[index]) if index < len(cells) else Column("", "", Span(0, 0))
        group = upper if upper.head else group
        joined.append(_joined(upper if upper.head or not lower.head else group, lower))
    while joined and not joined[-1].head:
        joined.pop()
    return joined


def _joined(upper: Column, lower: Column) -> Column:
    if not lower.head:
        return upper
    return Column(lower.kind or upper.kind, upper.head + lower.head, lower.span)


def settle(columns: list[Column], widths: list[int]) -> list[Column]:
    """Give the columns the kinds that only the whole head row decides, and as many columns as the rows have.

    单位 is a unit of measure beside numbers and an organ beside tasks; a head 指标 over two columns names both.
    """
    wider = [width for width in widths if width == len(columns) + 1]
    if wider and len(wider) * 2 > len(widths):
        columns = _doubled(columns)
    kinds = [column.kind for column in columns]
    return [_settled(column, index, kinds) for index, column in enumerate(columns)]


def _doubled(columns: list[Column]) -> list[Column]:
    for index, column in enumerate(columns):
        if column.kind == "indicator":
            return [*columns[: index + 1], column, *columns[index + 1 :]]
    return columns


def _settled(column: Column, index: int, kinds: list[str]) -> Column:
    numbers = [at for at, kind in enumerate(kinds) if kind in VALUE_KINDS]
    tasks = {"task", "project", "content", "target", "deadline"} & set(kinds)
    organs = AGENCY_KINDS & set(kinds)
    kind = column.kind
    if kind == "unit" and not numbers and tasks:
        kind = "responsible"
    elif kind == "year" and "indicator" not in kinds and "unit" not in kinds and (tasks or organs):
        kind = "target"
    elif kind in ("category", "task", "project", "target", "") and _names_rows(index, kinds, numbers):
        kind = "indicator"
    return Column(kind, column.head, column.span) if kind != column.kind else column


def _names_rows(index: int, kinds: list[str], numbers: list[int]) -> bool:
    """Whether a column without a clear head names what a table of numbers measures: 项目 | 单位 | 2024年."""
    if not numbers or "indicator" in kinds or not {"unit", "attribute"} & set(kinds):
        return False
    before = min([numbers[0], *(at for at, kind in enumerate(kinds) if kind == "unit")])
    candidates = [at for at in range(before) if kinds[at] in ("category", "task", "project", "target", "")]
    return bool(candidates) and index == candidates[-1]


def table_kind(columns: list[Column]) -> TableKind:
    """Return what a table with these columns is."""
    kinds = {column.kind for column in columns}
    numbers, organs = kinds & VALUE_KINDS, kinds & AGENCY_KINDS
    if numbers and "indicator" in kinds:
        return "indicator"
    tasks = kinds & {"task", "content", "target"}
    if (tasks and kinds & (organs | {"deadline", "number", "leader"})) or ("project" in kinds and organs):
        return "task"
    return "other"


def _rows(folded: str, columns: list[Column], lines: list[_Line]) -> Iterator[Row]:
    section = index = 0
    kinds = [column.kind for column in columns]
    for line in lines:
        if len(line.filled) <= 1 and _is_section(folded, line, columns):
            section += 1
            continue
        if not line.filled:
            continue
        yield Row(line.span, align(folded, kinds, list(line.cells)), section, index)
        index += 1


# 一、水利 | (二)农业 | 第一部分: a section line's number.
_SECTION: Final = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[、.部章节]|[(][一二三四五六七八九十]{1,3}[)])")


def _is_section(folded: str, line: _Line, columns: list[Column]) -> bool:
    """Whether the one filled cell of a line heads the rows below it, and is no row of which one cell is left."""
    filled = line.filled
    if not filled or len(line.cells) == 1 or _SECTION.match(folded, filled[0].start):
        return True
    return line.cells.index(filled[0]) == 0 and not folded[slice(*filled[0])].isdigit()
