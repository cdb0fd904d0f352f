"""Tables that were flattened to a line a cell, as a web page or a PDF gives them when its layout is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Final

from policyx import lazy
from policyx.document.table_align import align, align_lines, is_number, is_value
from policyx.document.table_columns import settle, table_kind
from policyx.document.table_heads import VALUE_KINDS, head_kind, is_listed, is_named, squeeze
from policyx.document.table_keyed import Pair, is_key, keyed_table
from policyx.document.table_model import Column, Row, Table, is_section, trimmed
from policyx.text import Span

_MOST_CELLS: Final = 4000
_MOST_HEADS: Final = 14
_LONGEST_KEY: Final = 16
# heads that are often broken where each half is a head too
_SPLIT: Final = frozenset(
    (
        "序号",
        "指标属性",
        "完成时限",
        "责任单位",
        "责任部门",
        "牵头领导",
        "牵头单位",
        "牵头部门",
        "配合单位",
        "责任领导",
        "责任科室",
    )
)
_LONGEST_SPLIT: Final = 6  # characters of a head that is broken over two lines
_LONGEST_CELL: Final = {"indicator": 48, "task": 600}
# 单位 | 序号 | 责任单位 on a line of its own: a head cell, from which the others are looked for.
_ANCHOR: Final = lazy.compile(
    r"\n[ ]{0,8}(?:项目名称|主要指标|单 {0,4}位|计量单位|指标属性|属 {0,4}性|序 {0,4}号|责任单位|牵头单位|指标名称|完成时限)[ ]{0,8}\r?(?=\n)"
)
# 注:… | 资料来源:… : what stands under a table.
_NOTE: Final = lazy.compile(r"(?:备?注|说明|资料来源|数据来源|附件?)\d?[::.、]|备注$|注$|附[件表]\d{0,2}(?:$|\n)")
_HAN: Final = lazy.compile(r"[一-鿿]")
_ATTRIBUTE: Final = lazy.compile(r"(?:约束|预期)(?:性|型)?(?:指标)?$")


def find_flat_tables(folded: str, taken: Sequence[Span]) -> Iterator[Table]:
    r"""Yield the tables of *folded* text that have a line a cell, outside *taken*, in text order.

    Example:
        >>> text = "主要指标表\n指标\n单位\n2020年\n2025年\n属性\n粮食产量\n万吨\n9.2\n9.5\n约束性\n"
        >>> [text[slice(*cell)] for table in find_flat_tables(text, []) for cell in table.rows[0].cells]
        ['粮食产量', '万吨', '9.2', '9.5', '约束性']
    """
    free, index = 0, 0
    for anchor in _ANCHOR.finditer(folded):
        start = anchor.start() + 1
        while index < len(taken) and taken[index].end <= start:
            index += 1
        if start < free or (index < len(taken) and taken[index].start <= start):
            continue
        heads = _heads(folded, start, free)
        table = _table(folded, heads) if len(heads) >= 3 else None
        seen = 0
        if table is None:
            pairs = _pairs(folded, start, free)
            table = keyed_table(folded, pairs, "flattened")
            seen = pairs[-1].value.end if pairs else 0
        free = max(table.span.end if table else seen, *(head.span.end for head in heads[-1:]), anchor.end())
        if table:
            yield table


def _pairs(folded: str, at: int, floor: int) -> list[Pair]:
    """Return the keys with the value on the next line, around the key at *at*."""
    before: list[Pair] = []
    start = at
    for _ in range(_MOST_HEADS):
        value = _line_before(folded, start, floor)
        key = _line_before(folded, value.start, floor) if value else None
        if value is None or key is None or not _are_pair(folded, key, value):
            break
        before.insert(0, Pair(key, value))
        start = key.start
    after: list[Pair] = []
    cells = _cells_from(folded, at)
    for key, value in zip(cells, cells, strict=False):
        if not _are_pair(folded, key, value):
            break
        after.append(Pair(key, value))
    return before + after


def _line_before(folded: str, at: int, floor: int) -> Span | None:
    """Return the line above the one that *at* stands in, without the white space around it; None for a blank or long one."""
    end = folded.rfind("\n", floor, at)
    start = folded.rfind("\n", max(floor, end - _LONGEST_CELL["task"]), max(end, 0)) + 1 if end > 0 else 0
    line = trimmed(folded, max(start, floor), end) if end > floor else Span(0, 0)
    return line if line.end > line.start and (start > floor or floor == 0) else None


def _are_pair(folded: str, key: Span, value: Span) -> bool:
    words = folded[slice(*key)] if key.end - key.start <= _LONGEST_KEY else ""
    return (
        bool(words)
        and is_key(words)
        and value.end - value.start <= _LONGEST_CELL["task"]
        and not head_kind(folded[slice(*value)])
    )


def _cells_from(folded: str, at: int) -> Iterator[Span]:
    """Yield the non-blank lines from *at* on, each without the white space around it."""
    for _ in range(_MOST_CELLS):
        if at >= len(folded):
            return
        newline = folded.find("\n", at)
        end = newline if newline >= 0 else len(folded)
        cell = trimmed(folded, at, end)
        if cell.end > cell.start:
            yield cell
        at = end + 1


def _heads(folded: str, at: int, floor: int) -> list[Column]:
    """Return the head cells around the one at *at*: the lines before and after it that are names of columns.

    A head may be broken over two lines (责任⏎单位).
    """
    above = _lines_above(folded, at, floor)
    after = list(islice(_cells_from(folded, at), 2 * _MOST_HEADS))
    for first in range(len(above) + 1):
        heads, used = _read_heads(folded, [*above[first:], *after])
        if used > len(above) - first and all(is_listed(head.head) for head in heads if head.span.start < at):
            return heads
    return []


def _lines_above(folded: str, at: int, floor: int) -> list[Span]:
    """Return the short lines above the one at *at*, in text order, up to one too long for a head."""
    lines: list[Span] = []
    end = at - 1
    while end > floor and len(lines) < _MOST_HEADS:
        start = folded.rfind("\n", floor, end) + 1
        line = trimmed(folded, max(start, floor), end)
        if line.end - line.start > _LONGEST_KEY or (
            lines and line.end == line.start and lines[-1].start - line.end > 8
        ):
            break
        if line.end > line.start:
            lines.append(line)
        end = start - 1
    return lines[::-1]


def _read_heads(folded: str, lines: list[Span]) -> tuple[list[Column], int]:
    """Return the columns that *lines* name, from the first on, and how many lines they take."""
    heads: list[Column] = []
    used = 0
    while used < len(lines) and len(heads) < _MOST_HEADS:
        both = Span(lines[used].start, lines[used + 1].end) if used + 1 < len(lines) else None
        words = squeeze(folded[slice(*both)]) if both and both.end - both.start <= _LONGEST_KEY else ""
        column = _column(folded, lines[used])
        if both and 1 < len(words) <= _LONGEST_SPLIT and is_named(words) and (column is None or words in _SPLIT):
            heads.append(Column(head_kind(words), words, both))
            used += 2
            continue
        if column is None:
            break
        heads.append(column)
        used += 1
    return heads, used


def _column(folded: str, cell: Span) -> Column | None:
    words = folded[slice(*cell)]
    kind = head_kind(words) if words else ""
    return Column(kind, squeeze(words), cell) if kind else None


def _table(folded: str, heads: list[Column]) -> Table | None:
    start = heads[-1].span.end
    columns = settle(heads, [], numeric=any(head.kind in VALUE_KINDS for head in heads))
    kind = table_kind(columns)
    if kind == "other" or len({column.kind for column in columns}) < 3:
        return None
    cells = _body(folded, start, kind)
    kinds = [column.kind for column in columns]
    rows: list[Row] = []
    for section, row in _row_cells(folded, kinds, cells):
        if not _fits(folded, kinds, row):
            break
        cells_of = align_lines if len(row) > len(kinds) else align
        rows.append(Row(Span(row[0].start, row[-1].end), cells_of(folded, kinds, row), section, len(rows)))
    if not rows:
        return None
    return Table(kind, Span(heads[0].span.start, rows[-1].span.end), tuple(columns), tuple(rows), "flattened")


def _body(folded: str, start: int, kind: str) -> Iterator[Span]:
    longest = _LONGEST_CELL[kind]
    for cell in _cells_from(folded, start):
        words = folded[cell.start : min(cell.end, cell.start + 12)]
        if (
            cell.end - cell.start > longest
            or _NOTE.match(words)
            or (kind == "indicator" and "。" in folded[slice(*cell)])
        ):
            return
        yield cell


def _row_cells(folded: str, kinds: list[str], cells: Iterable[Span]) -> Iterator[tuple[int, list[Span]]]:
    """Yield the cells of each row with the count of section lines above it."""
    count, section, number = len(kinds), 0, 0
    tasks = not VALUE_KINDS & set(kinds)
    row: list[Span] = []
    for cell, following in pairwise(chain(cells, (Span(0, 0),))):
        words = folded[slice(*cell)]
        if is_section(words) and (not row or len(row) >= count - 2 or kinds[0] == "number"):
            if row:
                yield section, row
            section, row = section + 1, []
            continue
        opens = kinds[0] == "number" and words == str(number + 1) and _begins(folded[slice(*following)], tasks=tasks)
        if row and (opens or len(row) > 3 * count or _is_full(folded, kinds, row)):
            yield section, row
            row = []
        number += opens
        row.append(cell)
    if row:
        yield section, row if kinds[0] == "number" else row[:count]


def _begins(words: str, *, tasks: bool) -> bool:
    """Whether *words* can be the cell behind a row's number: a task (改造危桥9座), a name, no value."""
    return _HAN.search(words) is not None if tasks else not is_value(words)


def _is_full(folded: str, kinds: list[str], row: list[Span]) -> bool:
    """Whether *row* is complete: its attribute stands, or, in a table without numbers and attributes, all its cells."""
    if kinds[-1] == "attribute":
        return _ATTRIBUTE.match(folded, *row[-1]) is not None
    return len(row) == len(kinds) and kinds[0] != "number"


def _fits(folded: str, kinds: list[str], row: list[Span]) -> bool:
    """Whether the cells can be a row of these columns; the first that is none ends the table."""
    words = [folded[slice(*cell)] for cell in row]
    if kinds[0] == "number" and not is_number(words[0]):
        return False
    if len(row) * 2 < len(kinds):
        return False
    numbers = [index for index, kind in enumerate(kinds) if kind in VALUE_KINDS]
    if not numbers or len(row) < len(kinds):
        return not numbers or any(is_value(word) for word in words)
    return sum(is_value(words[index]) for index in numbers) * 2 >= len(numbers)
