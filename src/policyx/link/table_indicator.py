"""Indicator records from the cells of indicator tables (指标表)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from policyx import lazy
from policyx.document import Document, Table
from policyx.document.table_heads import NUMBER_KINDS
from policyx.document.table_unit import TableUnit, caption_units
from policyx.document.tables import DITTO, NOTHING, Column
from policyx.link.canonical import canonical_of
from policyx.link.table_column import column_statuses, column_time, column_unit, is_rate, row_status
from policyx.link.table_cross import column_names, head_words, joined, row_scopes, titled
from policyx.link.table_name import Named, read_name, row_names
from policyx.link.table_value import CellValue, read_value
from policyx.records import Change, Indicator, Issue, Status
from policyx.text import Span

_YEAR_IN_HEAD: Final = lazy.compile(r"(?:19|20)\d\d年(?:度)?")


class _Said(NamedTuple):
    """What the heads of its row and column say about a cell."""

    named: Named
    column: Column
    status: Status
    time: str
    attribute: str = ""


def table_indicators(document: Document, table: Table) -> tuple[list[Indicator], list[Issue]]:
    """Return one record for each filled cell of an indicator *table*, and the cells that could not be read."""
    found: list[Indicator] = []
    issues: list[Issue] = []
    for cell, record in _cells(document, table):
        if record:
            found.append(record)
        elif re.search(r"\d", document.folded[slice(*cell)]):
            issues.append(_unread(document, cell))
    return found, issues


def measure_columns(table: Table) -> list[int]:
    """Return the columns of a task table that hold bare numbers under a head with a unit (总投资（万元）)."""
    if table.kind != "task":
        return []
    return [index for index, column in enumerate(table.columns) if not column.kind and column_unit(column)]


def task_table_indicators(document: Document, table: Table) -> list[Indicator]:
    """Return one record for each number in the `measure_columns` of a task *table*, named by the column's head."""
    found: list[Indicator] = []
    statuses = column_statuses(document, table, measure_columns(table))
    for index, status in statuses.items():
        column = table.columns[index]
        named = read_name(_YEAR_IN_HEAD.sub("", document.text[slice(*column.span)]), None, None)
        said = _Said(named, column, status, column_time(column))
        for row in table.rows:
            value = read_value(document.folded[slice(*row.cells[index])])
            if value and named.name:
                found.append(_record(document, row.cells[index], value, said))
    return found


def _unread(document: Document, cell: Span) -> Issue:
    quote = document.text[slice(*cell)]
    return Issue("table.cell", cell.start, cell.end, quote, "a cell of an indicator table that is not one number")


def _cells(document: Document, table: Table) -> Iterator[tuple[Span, Indicator | None]]:
    for cell, said in _said(document, table):
        words = document.folded[slice(*cell)]
        if not said.named.name or NOTHING.fullmatch(words) or DITTO.fullmatch(words):
            continue
        value = read_value(words)
        yield cell, _record(document, cell, value, said) if value else None


def _said(document: Document, table: Table) -> Iterator[tuple[Span, _Said]]:
    """Yield each cell of a column of numbers, row by row, with what its heads say about it."""
    captions = caption_units(document.folded, table.span.start, table.columns[0].span.start)
    statuses = column_statuses(document, table, table.columns_of(*NUMBER_KINDS))
    names = titled(document, table, row_names(document, table, captions))
    measures = column_names(document, table, captions)
    scopes = row_scopes(document, table) if measures else []
    times = {index: column_time(table.columns[index]) for index in statuses}
    behind = {index: words for index in statuses if (words := head_words(table.columns[index]))}
    for row, named, attribute in zip(table.rows, names, _attributes(document, table), strict=True):
        for index, status in statuses.items():
            column, time = table.columns[index], times[index]
            if index in measures:
                scope = scopes[row.index]
                status = row_status(document, scope.time) or status
                said = _Said(joined(scope, measures[index]), column, status, time or scope.time, attribute)
            else:
                own = replace(named, name=named.name + behind[index]) if index in behind and named.name else named
                said = _Said(own, column, status, time, attribute)
            yield row.cells[index], said


def _record(document: Document, cell: Span, value: CellValue, said: _Said) -> Indicator:
    unit = _unit(value, said.named, said.column)
    change = _change(value, said.named, said.column)
    factor = 1 if value.own_scale else unit.factor
    low = abs(value.value) if change else value.value
    canonical, canonical_id = canonical_of(said.named.name, unit.name, change)
    return Indicator(
        id=f"i{cell.start}",
        task_id=document.task_id_at(cell.start),
        start=cell.start,
        end=cell.end,
        quote=document.text[slice(*cell)],
        name=said.named.name,
        value=_plain(low * factor),
        value_max=None if value.value_max is None else _plain(value.value_max * factor),
        unit=unit.name,
        comparator=value.comparator,
        change=change,
        time=said.time,
        status=said.status,
        canonical=canonical,
        canonical_id=canonical_id,
        parts=value.parts,
        attribute=said.attribute,
        rule="indicator.table",
    )


def _plain(value: Decimal) -> Decimal:
    """Return *value* without zeros behind the point that scaling has brought (6180000000.0)."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _unit(value: CellValue, named: Named, column: Column) -> TableUnit:
    """The cell's own unit, else the head's, else the row's; rates of growth are percent."""
    if value.unit:
        return TableUnit(1, value.unit)
    row = named.unit or TableUnit(1, "")
    if column.kind != "growth":
        return column_unit(column) or row
    if (value.total and named.own) or not (column_unit(column) or is_rate(column)):
        points = row.name == "%" and not named.change
        return TableUnit(1, "百分点") if points else row
    return column_unit(column) or TableUnit(1, "%")


def _change(value: CellValue, named: Named, column: Column) -> Change:
    if value.change:
        return value.change
    if column.kind == "growth":
        return "decrease" if value.value < 0 or named.change == "decrease" else "increase"
    return "decrease" if named.change == "increase" and value.value < 0 else named.change


def _attributes(document: Document, table: Table) -> list[str]:
    columns = table.columns_of("attribute")
    if not columns:
        return [""] * len(table.rows)
    found: list[str] = []
    for cell in table.covering(columns[0]):
        words = document.folded[slice(*cell)]
        if DITTO.match(words) and found:
            found.append(found[-1])
        else:
            found.append("约束性" if "约束" in words else "预期性" if "预期" in words else "")
    return found
