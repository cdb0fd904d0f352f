"""What the head of a column of numbers says: the time, the status, the unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policyx import lazy
from policyx.document import Document, Table
from policyx.document.table_heads import head_unit, head_year
from policyx.document.table_unit import TableUnit, read_unit
from policyx.document.tables import Column
from policyx.grammar.time.plan_period import plan_point
from policyx.records import Status

_TARGET: Final = lazy.compile(r"目标|规划|计划|预期|控制|任务|近期|远期|中期")
_ACTUAL: Final = lazy.compile(r"实际|现状|基期|基准|基数|基础|完成|实绩|当前|上年|去年|现值|绝对|同比|快报|初步|统计")
# 2025年 | 2021-2025年: group 1 the first year, group 2 the last one as written.
_YEARS: Final = lazy.compile(r"((?:19|20)\d\d)年?(?:[-~至到]((?:19|20)?\d\d)年?)?")
# 2024年畜牧业生产[情况表], [统计表]: titles of tables of what was reached
_REPORTED: Final = lazy.compile(r"(?:情况|统计|完成)[^\n]{0,4}表|统计公报|快报")
_PLAN: Final = lazy.compile(r"十[一二三四五六]?五")
_PERCENT_HEAD: Final = lazy.compile(r"年均|增长|增速|增幅|同比|上年|增减|±")


def column_time(column: Column) -> str:
    """Return the ISO value of the time in a column's head, or an empty string.

    Example:
        >>> from policyx.text import Span
        >>> column_time(Column("year", "2025年目标", Span(0, 0))), column_time(Column("growth", "“十五五”年均增长", Span(0, 0)))
        ('2025', '2026/2030')
    """
    return time_in(column.head, during=column.kind == "growth")


def time_in(words: str, *, during: bool = False) -> str:
    """Return the ISO value of the year, years or plan period in a head, or an empty string.

    Args:
        words: The head of a column or row, folded, without white space.
        during: Whether a plan period means all its years, not its end.

    Example:
        >>> time_in("2023年"), time_in("“十四五”末"), time_in("小麦")
        ('2023', '2025', '')
    """
    found = head_year(words)
    if not found:
        return ""
    years = _YEARS.search(found[0])
    if years:
        last = years[2]
        return f"{years[1]}/{years[1][:2] + last if len(last) == 2 else last}" if last else years[1]
    plan = _PLAN.search(found[0])
    point = plan_point(plan[0]) if plan else None
    if point is None or point.year is None:
        return ""
    last_year = point.last_year or point.year
    return f"{point.year}/{last_year}" if during or "期间" in words else str(last_year)


def column_statuses(document: Document, table: Table, columns: Sequence[int]) -> dict[int, Status]:
    """Return for each of *columns* whether its numbers are planned or reached.

    The head's own word decides (目标, 实际); else years after the document's date are planned; else what the table is.
    """
    years = {index: int(time[-4:]) for index in columns if (time := column_time(table.columns[index]))}
    now = int(document.header.date[:4]) if document.header.date[:4].isdigit() else None
    levels = [year for index, year in years.items() if table.columns[index].kind != "growth"] or [0]
    planned = _is_plan(document, table) or (now is not None and any(year > now for year in years.values()))
    ends = (min(levels), max(levels))
    return {index: _status(table.columns[index], years.get(index), now, ends, planned) for index in columns}


def row_status(document: Document, time: str) -> Status | None:
    """Return whether the numbers of a row that is a year are planned or reached, or None where the columns decide."""
    now = document.header.date[:4]
    if not time or not now.isdigit() or time[-4:] == now:
        return None
    return "target" if int(time[-4:]) > int(now) else "actual"


def _status(column: Column, year: int | None, now: int | None, ends: tuple[int, int], planned: bool) -> Status:
    actual, target = _ACTUAL.search(column.head), _TARGET.search(column.head)
    if actual or target:
        return "actual" if actual else "target"
    if year is None or not planned:
        return "target" if planned or (year and now and year > now) else "actual"
    first, last = ends
    if now is not None and year != now:
        overdue = first < year == last  # a plan printed late, or a wrong date
        return "target" if year > now or overdue else "actual"
    return "actual" if year == first < last else "target"


def _is_plan(document: Document, table: Table) -> bool:
    if (
        table.kind == "task"
        or table.columns_of("attribute")
        or any(_TARGET.search(column.head) for column in table.columns)
    ):
        return True
    if _REPORTED.search(document.header.title):
        return False
    return document.header.genre in ("plan", "notice", "task_table")


def column_unit(column: Column) -> TableUnit | None:
    """Return the unit in the brackets of a head, or None."""
    words = head_unit(column.head)
    return read_unit(words, strict=True) if words else None


def is_rate(column: Column) -> bool:
    """Say whether a growth column without a unit holds rates (年均增长), not amounts (累计)."""
    return _PERCENT_HEAD.search(column.head) is not None
