"""A record in a few words, for people: what tables, pages and notebooks show of it.

What comes from a document is made `visible`: no control or direction character of it acts on a page or a terminal.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Final

from policyx.records import Agency, Indicator, Issue, Program, Record, Task, Time
from policyx.text import visible

#: Table of an extraction → its heading.
HEADINGS: Final = {
    "indicators": "Indicators 指标",
    "times": "Times 时间",
    "agencies": "Agencies 责任单位",
    "programs": "Programs 命名项目",
    "tasks": "Tasks 任务",
    "issues": "Issues 疑点",
}

# Words of a record are cut at this length, so that a page grows with its text and not faster.
_LENGTH: Final = 60


def amount(record: Indicator) -> str:
    """Return comparator, number, unit and base in one phrase.

    Example:
        >>> from policyx import extract
        >>> amount(extract("每年培训教师不少于3200人次。").indicators[0])
        '>= 3,200 人次 每年'
    """
    numbers = [record.value] if record.value_max is None else [record.value, record.value_max]
    written = ":".join(map(_number, record.parts)) if record.parts else "-".join(map(_number, numbers))
    comparator = "" if record.comparator == "=" else record.comparator
    return " ".join(filter(None, (comparator, written, record.unit, record.per)))


def _number(value: Decimal) -> str:
    shown = f"{value:,f}" if abs(value.adjusted()) < 30 else str(value)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def describe(record: Record | Issue) -> str:
    """Return what *record* says, in one line of limited length.

    Example:
        >>> from policyx import extract
        >>> [describe(record) for record in extract("到2027年，新建公园3个。（责任单位：县住建局）").records]
        ['2027 · 2027-12-31 · deadline', '公园 · 3 个 · 2027 · target', '县住房和城乡建设局 · responsible']
    """
    return " · ".join(cut(part) for part in _parts(record) if part)


def _parts(record: Record | Issue) -> tuple[str, ...]:
    if isinstance(record, Indicator):
        return record.name, amount(record), record.change, record.time, record.status
    if isinstance(record, Time):
        return record.iso, record.end_date, record.role
    if isinstance(record, Agency):
        return record.canonical, record.role, record.task
    if isinstance(record, Program):
        return record.name, record.kind
    if isinstance(record, Task):
        return record.number, record.heading
    return record.code, record.reason


def details(record: Record) -> str:
    """Return every field of *record* that holds something, a line a field, each of limited length."""
    shown = {item.name: getattr(record, item.name) for item in fields(record)}
    for offset in ("start", "end", "body_end", "quote"):
        shown.pop(offset, None)
    lines = [f"{name}: {cut(_written(value))}" for name, value in shown.items() if value or isinstance(value, Decimal)]
    return "\n".join([record.type, *lines])


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return " / ".join(map(_written, value))
    return f"{value:f}" if isinstance(value, Decimal) and abs(value.adjusted()) < 30 else str(value)


def cut(text: str) -> str:
    """Return *text* made visible, and cut where it is long."""
    return visible(text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…")
