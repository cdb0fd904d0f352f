"""Tables in plain text (表格): a line a row, tabs or ``|`` between the cells; or, flattened, a line a cell.

`find_tables` gives each table's columns, whose kinds come from the head row, and its rows, whose cells are spans into the
text. A cell that is merged with the one above it is empty here; `Table.covering` says which cell speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policyx import lazy
from policyx.document.table_align import align, is_number
from policyx.document.table_columns import (
    are_numeric,
    is_head,
    is_second_head,
    read_column,
    settle,
    table_kind,
    two_rows,
    with_organs,
    with_task,
)
from policyx.document.table_flat import find_flat_tables
from policyx.document.table_heads import squeeze
from policyx.document.table_joined import find_joined_tables
from policyx.document.table_keyed import Pair, keyed_table, line_pairs
from policyx.document.table_measures import has_unit, is_measure_head, with_measures
from policyx.document.table_model import DITTO, NOTHING, Column, Row, Table, is_section, trimmed
from policyx.document.table_unit import caption_units
from policyx.text import Span

__all__ = ["DITTO", "NOTHING", "Column", "Row", "Table", "find_tables"]

_MOST_COLUMNS: Final = 256
_FIRST_LINES: Final = 3
_LONGEST_GAP: Final = 400
# - 5 - | 第3页 共9页 | 续表: what may stand between the pages of one table.
_PAGE: Final = lazy.compile(r"[- ]{0,6}\d{0,4}[- ]{0,6}|第 ?\d+ ?页.{0,12}|\(?续(?:上)?表\d{0,3}\)?")
# 索引号 | 640101-2024-1 | 发布机构 | …: the box above a published document is no table of its own.
_METADATA: Final = lazy.compile(r"索 ?引 ?号|发文字号|文 ?号|发布(?:机构|日期)|主题分类|公开(?:方式|属性)|首页")
_RULE_LINE: Final = lazy.compile(r"[ |:+-]*-[ |:+-]*")
# characters of a cell that no number column holds
_SENTENCE: Final = 6


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
    tables = [table for run in _runs(folded) for table in _tables_of(folded, run)]
    tables += find_flat_tables(folded, [table.span for table in tables])
    tables += find_joined_tables(folded)
    return _disjoint(sorted(tables, key=lambda table: table.span))


def _disjoint(tables: list[Table]) -> list[Table]:
    """Of tables that overlap, keep the one that has its lines, else the first."""
    kept: list[Table] = []
    for table in tables:
        if kept and table.span.start < kept[-1].span.end:
            if table.form == "lines" != kept[-1].form:
                kept[-1] = table
            continue
        kept.append(table)
    return kept


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
    keyed = _keyed(folded, run)
    starts = [] if keyed else _starts(folded, run)
    if keyed:
        yield keyed
    elif starts:
        for start, stop in zip(starts, [*starts[1:], len(run)], strict=True):
            table = _table(folded, run[start:stop])
            if table:
                yield table
    elif sum(len(line.filled) >= 3 for line in run) >= 3 and not _METADATA.search(folded, *run[0].span):
        yield Table("other", Span(run[0].span.start, run[-1].span.end), (), ())


def _keyed(folded: str, run: list[_Line]) -> Table | None:
    """Return the table of a run whose lines are pairs of key and value, lines of one cell between them aside."""
    pairs: list[Pair] = []
    for line in run:
        found = line_pairs(folded, line.cells)
        if not found and len(line.filled) > 1:
            return None
        pairs += found
    return keyed_table(folded, pairs)


def _starts(folded: str, run: list[_Line]) -> list[int]:
    """Return the indexes of the lines of *run* that begin a table."""
    words = [[folded[a:b] for a, b in line.cells] for line in run]
    heads = [index - _is_second(words, index) for index, cells in enumerate(words) if is_head(cells)]
    known = set(heads)
    captioned = not heads and bool(caption_units(folded, run[0].span.start, run[0].span.start))
    for index, cells in enumerate(words):
        if {index, index - 1} & known:
            continue
        below = words[index + 1 : index + 4]
        in_row = bool(below) and len(below[0]) == len(cells) - 1 and has_unit(cells[0])  # 投资计划(万元) | 年度 | 公路
        if is_measure_head(
            cells, below, captioned=in_row or (captioned and index < _FIRST_LINES) or _captioned(words, index)
        ):
            heads.append(index - _is_second(words, index))
    heads = sorted(heads)
    heads = [index for index, before in zip(heads, [-2, *heads], strict=False) if index - 1 != before]
    starts = heads[:1]
    for index in heads[1:]:
        if list(filter(None, words[index])) != list(filter(None, words[starts[-1]])):
            starts.append(index)
    return starts


def _is_second(words: list[list[str]], index: int) -> bool:
    """Whether a head row stands below the one that it divides: its first cell is empty."""
    return not words[index][0] and index > 0 and len(words[index - 1]) == len(words[index])


def _captioned(words: list[list[str]], index: int) -> bool:
    """Whether the line above gives a unit alone (单位:万元)."""
    above = words[index - 1] if index else []
    return len(above) == 1 and bool(caption_units(above[0], len(above[0]), len(above[0])))


def _table(folded: str, lines: list[_Line]) -> Table | None:
    head, body = lines[0], lines[1:]
    columns = [read_column(folded, cell) for cell in head.cells]
    width = max((len(line.cells) for line in body if line.cells[-1].end > line.cells[-1].start), default=0)
    while columns and not columns[-1].head and len(columns) > width:
        columns.pop()
    if body and is_second_head([folded[a:b] for a, b in body[0].cells], [column.head for column in columns]):
        columns = two_rows(folded, columns, body[0].cells)
        body = body[1:]
    words = [[folded[a:b] for a, b in line.filled] for line in body]
    head_words = [column.head for column in columns]
    body = [line for line, cells in zip(body, words, strict=True) if [squeeze(cell) for cell in cells] != head_words]
    body = _mended(folded, columns, body)
    settled = _settled(folded, head, columns, [line.cells for line in body if len(line.filled) > 1])
    rows = tuple(_rows(folded, settled, body))
    kind = table_kind(settled)
    return Table(kind, Span(head.span.start, lines[-1].span.end), tuple(settled), rows) if rows else None


def _settled(folded: str, head: _Line, columns: list[Column], full: list[tuple[Span, ...]]) -> list[Column]:
    """Give the columns the kinds that only all heads and the rows below them decide."""
    widths = [len(cells) for cells in full]
    if widths and len(columns) > 2 and max(widths) == len(columns) - 1 and has_unit(columns[0].head):
        columns = columns[1:]  # 投资计划(万元) | 年度 | 公路: a caption in the head row
    settled = settle(columns, widths, are_numeric(folded, columns, full))
    settled = with_task(folded, settled, full)
    if table_kind(settled) == "task" or {"task", "content"} & {column.kind for column in settled}:
        settled = with_organs(folded, settled, full)
    if table_kind(settled) == "task":
        return settled
    captioned = bool(caption_units(folded, head.span.start, columns[0].span.start))
    return with_measures(folded, settled, full, captioned=captioned)


def _mended(folded: str, columns: list[Column], lines: list[_Line]) -> list[_Line]:
    """Join lines of which a line break inside a cell has made two, where a number column shows it."""
    if not columns or columns[0].kind != "number":
        return lines
    mended: list[_Line] = []
    for line in lines:
        last = mended[-1] if mended else None
        if last and line.filled and _goes_on(folded, last, line, len(columns)):
            inner = Span(last.cells[-1].start, line.cells[0].end)
            mended[-1] = _Line(Span(last.span.start, line.span.end), (*last.cells[:-1], inner, *line.cells[1:]))
        else:
            mended.append(line)
    return mended


def _goes_on(folded: str, last: _Line, line: _Line, count: int) -> bool:
    """Whether *line* is the rest of *last*: the two together fill a row, and only the first begins with a number."""
    opened = is_number(folded[slice(*last.cells[0])]) and last.cells[-1].end > last.cells[-1].start
    fits = len(last.cells) + len(line.cells) - 1 <= count and 1 < len(last.cells) < count
    fits = fits and (len(line.cells) > 1 or len(last.cells) < count)
    first = folded[slice(*line.cells[0])]
    return opened and fits and bool(first) and not is_number(first) and not is_section(first)


def _rows(folded: str, columns: list[Column], lines: list[_Line]) -> Iterator[Row]:
    section = index = 0
    kinds = [column.kind for column in columns]
    for line in lines:
        if len(line.filled) <= 1 and _heads_rows(folded, line, columns):
            section += 1
            continue
        if not line.filled:
            continue
        cells = _moved_up(folded, kinds, line) or align(folded, kinds, list(line.cells))
        yield Row(line.span, cells, section, index)
        index += 1


def _moved_up(folded: str, kinds: list[str], line: _Line) -> tuple[Span, ...] | None:
    """Return the cells of a line whose merged number was left out, so that all else moved up by one, or None."""
    cells = line.cells
    first, last = cells[0], cells[-1]
    if kinds[0] != "number" or len(cells) != len(kinds) or last.start < last.end or first.start == first.end:
        return None
    words = folded[slice(*first)]
    if is_number(words) or len(words) < _SENTENCE or len(line.filled) < 2:
        return None
    return (Span(first.start, first.start), *cells[:-1])


def _heads_rows(folded: str, line: _Line, columns: list[Column]) -> bool:
    """Whether the one filled cell of a line heads the rows below it, and is no row of which one cell is left."""
    filled = line.filled
    if not filled or len(line.cells) == 1 or is_section(folded[slice(*filled[0])]):
        return True
    return line.cells.index(filled[0]) == 0 and not folded[slice(*filled[0])].isdigit()
