"""Indicator records from the cells of indicator tables (指标表)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from policyx.document import Document, Table
from policyx.document.table_heads import VALUE_KINDS
from policyx.document.tables import DITTO, NOTHING, Column, Row
from policyx.link.table_column import column_statuses, column_time, column_unit, is_rate
from policyx.link.table_unit import TableUnit, read_unit
from policyx.link.table_value import CellValue, read_value
from policyx.records import Change, Indicator, Issue, Status
from policyx.text import Span

# 单位:万元 | (单位:亿元、%): the caption's unit; group 1.
_CAPTION_UNIT: Final = re.compile(r"单位:\s{0,4}([^\s)、,;。:\t]{1,8})")
# 1.粮食产量 | (2)油料 | 其中:工业 | #蔬菜: what stands before a name.
_BEFORE_NAME: Final = re.compile(
    r"(?:[(]?\d{1,2}[).、](?!\d)|[(][一二三四五六七八九十]{1,3}[)]|[①-⑳]|其中:|[#*★▲△])+\s*"
)
# 粮食产量① | 粮食产量* | 粮食产量[1]
_AFTER_NAME: Final = re.compile(r"(?:[①-⑳*#★]|\[注?\d?\])+$")
# 地区生产总值(亿元): group 1 the unit in the name.
_UNIT_IN_NAME: Final = re.compile(r"[(\[〔]([^()\[\]〔〕]{1,10})[)\]〕]$")
_YEAR_IN_HEAD: Final = re.compile(r"(?:19|20)\d\d年(?:度)?")
_SCOPE: Final = re.compile(r"全[省市州盟县区旗](?=[^\s]{2})")
_HAN_GAP: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
# 能耗降低 | 排放量下降率: the name says that the numbers are decreases. 增速 | 城镇新增就业: that they are increases.
_DECREASE: Final = re.compile(r"(?:下降|降低|减少|削减|消减|压减|降幅|减幅)(?:率|幅度|比例|量|目标)?$")
_INCREASE: Final = re.compile(r"(?:增速|增长|增长率|增长速度|增幅|增长幅度|提高|提升|增加|增量)$|新增|净增")
# 总量 | 增速: second words of a name that is given in two columns. 城镇 | 农村: second words that go in front.
_PARTIAL: Final = re.compile(r"(?:总量|总额|总数|增速|增长|年均增速|年均增长|数量|占比|比重|比例|规模|面积|产量|产值)$")
_GROUP: Final = re.compile(r"(?:城镇|农村|城市|城区|乡村|城乡)(?:常住)?(?:居民)?$")


@dataclass(frozen=True, slots=True)
class _Named:
    """The head of a row: name, change that it says, unit; ``own`` when the unit is not the caption's for all rows."""

    name: str
    change: Change
    unit: TableUnit | None
    own: bool


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
        named = _read_name(_YEAR_IN_HEAD.sub("", document.text[slice(*column.span)]), None, None)
        for row in table.rows:
            value = read_value(document.folded[slice(*row.cells[index])])
            if value and named.name:
                found.append(_record(document, row.cells[index], value, named, column, status, ""))
    return found


def _unread(document: Document, cell: Span) -> Issue:
    quote = document.text[slice(*cell)]
    return Issue("table.cell", cell.start, cell.end, quote, "a cell of an indicator table that is not one number")


def _cells(document: Document, table: Table) -> Iterator[tuple[Span, Indicator | None]]:
    columns = table.columns_of(*VALUE_KINDS)
    statuses = column_statuses(document, table, columns)
    caption = _caption_unit(document.folded, table)
    names = _names(document, table, caption)
    attributes = _attributes(document, table)
    for row, named, attribute in zip(table.rows, names, attributes, strict=True):
        for index in columns:
            cell = row.cells[index]
            words = document.folded[slice(*cell)]
            if not named.name or NOTHING.fullmatch(words) or DITTO.fullmatch(words):
                continue
            value = read_value(words)
            column = table.columns[index]
            status = statuses[index]
            yield cell, _record(document, cell, value, named, column, status, attribute) if value else None


def _record(
    document: Document, cell: Span, value: CellValue, named: _Named, column: Column, status: Status, attribute: str
) -> Indicator:
    unit = _unit(value, named, column)
    change = _change(value, named, column)
    factor = 1 if value.own_scale else unit.factor
    low = abs(value.value) if change else value.value
    return Indicator(
        id=f"i{cell.start}",
        task_id=document.task_id_at(cell.start),
        start=cell.start,
        end=cell.end,
        quote=document.text[slice(*cell)],
        name=named.name,
        value=_plain(low * factor),
        value_max=None if value.value_max is None else _plain(value.value_max * factor),
        unit=unit.name,
        comparator=value.comparator,
        change=change,
        time=column_time(column),
        status=status,
        parts=value.parts,
        attribute=attribute,
        rule="indicator.table",
    )


def _plain(value: Decimal) -> Decimal:
    """Return *value* without zeros behind the point that scaling has brought (6180000000.0)."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _unit(value: CellValue, named: _Named, column: Column) -> TableUnit:
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


def _change(value: CellValue, named: _Named, column: Column) -> Change:
    if value.change:
        return value.change
    if column.kind == "growth":
        return "decrease" if value.value < 0 or named.change == "decrease" else "increase"
    return "decrease" if named.change == "increase" and value.value < 0 else named.change


def _caption_unit(folded: str, table: Table) -> TableUnit | None:
    start = max(0, table.span.start - 120)
    found = list(_CAPTION_UNIT.finditer(folded, start, table.span.start))
    return read_unit(found[-1][1]) if found else None


def _names(document: Document, table: Table, caption: TableUnit | None) -> list[_Named]:
    columns = table.columns_of("indicator")
    units = table.covering(table.columns_of("unit")[0]) if table.columns_of("unit") else None
    covers = [table.covering(column) for column in columns]
    named: list[_Named] = []
    for index, row in enumerate(table.rows):
        words = _row_words(document.text, row, columns, [cover[index] for cover in covers])
        cell = document.folded[slice(*units[index])] if units else ""
        own = read_unit(cell) if cell and not DITTO.match(cell) else named[-1].unit if cell and named else None
        numbered = re.match(rf"\(?{index + 1}[).、．）]", words)
        named.append(_read_name(words[numbered.end() :] if numbered else words, own, caption))
    return named


def _row_words(text: str, row: Row, columns: Sequence[int], covering: Sequence[Span]) -> str:
    """The words of a row's head: its own cell, a merged one above it, or both where the own one says only a part."""
    parts = [text[slice(*cell)].strip() for cell in covering]
    own = [text[slice(*row.cells[column])].strip() for column in columns]
    last = own[-1] or (parts[-1] if not any(own) else "")
    if len(parts) > 1 and last and parts[-2] and last != parts[-2]:
        if _PARTIAL.match(last):
            return parts[-2] + last
        if _GROUP.match(last):
            return (last.removesuffix("居民") if parts[-2].startswith("居民") else last) + parts[-2]
    return last or next((part for part in reversed(own) if part), "") or parts[-1]


def _read_name(words: str, unit: TableUnit | None, caption: TableUnit | None) -> _Named:
    name = _AFTER_NAME.sub("", _HAN_GAP.sub("", words))
    before = _BEFORE_NAME.match(name.replace("（", "(").replace("）", ")").replace("：", ":").replace("．", "."))
    name = name[before.end() :] if before else name
    name = _SCOPE.sub("", name, count=1) if _SCOPE.match(name) else name
    bracket = _UNIT_IN_NAME.search(name.translate({0xFF08: "(", 0xFF09: ")", 0xFF05: "%"}))
    inside = read_unit(bracket[1], strict=True) if bracket else None
    if bracket and inside:
        name = name[: bracket.start()]
    change: Change = "decrease" if _DECREASE.search(name) else "increase" if _INCREASE.search(name) else ""
    return _Named(name.strip(), change, unit or inside or caption, bool(unit or inside))


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
