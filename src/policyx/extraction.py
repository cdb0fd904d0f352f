"""`Extraction`: the records of one document, and their plain, Arrow and pandas forms."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policyx import records
from policyx.decimals import to_number
from policyx.records import Agency, Header, Indicator, Issue, Place, Program, Record, Task, Time
from policyx.text import scrub

if TYPE_CHECKING:
    import pandas
    import pyarrow

TABLES = ("indicators", "times", "agencies", "programs", "tasks", "issues")


@dataclass(frozen=True, slots=True)
class Extraction:
    """The result of `policyx.extract`: header, records in text order, issues.

    Attributes:
        text: The text as given; offsets refer to it.
        document: The document header.
        indicators: Indicator records (指标).
        times: Time records (时间), deadlines among them.
        agencies: Agency records (责任单位).
        programs: Program records (命名项目).
        tasks: Task records (任务).
        issues: Uncertain readings and oddities of the text.
    """

    text: str
    document: Header = field(default_factory=Header)
    indicators: tuple[Indicator, ...] = ()
    times: tuple[Time, ...] = ()
    agencies: tuple[Agency, ...] = ()
    programs: tuple[Program, ...] = ()
    tasks: tuple[Task, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def deadlines(self) -> tuple[Time, ...]:
        """The times whose role is ``deadline`` or ``recurrence`` (时限)."""
        return tuple(time for time in self.times if time.role in ("deadline", "recurrence"))

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in text order."""
        every: tuple[Record, ...] = (*self.tasks, *self.times, *self.programs, *self.agencies, *self.indicators)
        return tuple(sorted(every, key=lambda record: (record.start, -record.end)))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return plain JSON-ready dictionaries: the header first, then every record in text order, each with ``type``.

        Exact decimals become JSON numbers of at most 15 significant digits; lone surrogates become U+FFFD.
        """
        return [to_dict(self.document), *map(to_dict, self.records)]

    def to_json(self, *, indent: int | None = None) -> str:
        """Return `to_dicts` as a JSON array; Chinese characters stay as they are."""
        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=indent)

    def to_arrow(self, table: str = "indicators") -> pyarrow.Table:
        """Return one table of records as a `pyarrow.Table` with the schema of `policyx.schema.arrow_schema`.

        Args:
            table: ``indicators``, ``times``, ``agencies``, ``programs``, ``tasks`` or ``issues``.

        Raises:
            ValueError: There is no such table.
        """
        from policyx.schema import to_table

        return to_table(self._table(table), table)

    def to_pandas(self, table: str = "indicators") -> pandas.DataFrame:
        """Return one table of records as a `pandas.DataFrame`, ready to calculate with.

        As `to_arrow`, but numbers are float64 rounded to 15 significant digits (exact decimals: `to_arrow`).

        Args:
            table: ``indicators``, ``times``, ``agencies``, ``programs``, ``tasks`` or ``issues``.

        Raises:
            ValueError: There is no such table.
        """
        from policyx.schema import to_table

        frame: pandas.DataFrame = to_table(self._table(table), table, exact=False).to_pandas()
        return frame

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a short table; the whole as a page is `policyx.to_html`."""
        from policyx.preview import preview

        return preview(self.document, {table: len(getattr(self, table)) for table in TABLES}, self.records)

    def _table(self, table: str) -> tuple[Any, ...]:
        if table not in TABLES:
            raise ValueError(f"there is no table {table!r}: choose one of {', '.join(TABLES)}")
        rows: tuple[Any, ...] = getattr(self, table)
        return rows


def to_dict(record: Header | Record | Issue) -> dict[str, Any]:
    """Return *record* as a plain dictionary with its ``type`` first."""
    plain: dict[str, Any] = {"type": record.type}
    for name in _names(type(record)):
        plain[name] = _plain(getattr(record, name))
    return plain


_FIELD_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(item.name for item in fields(kind))
    for kind in (Header, Indicator, Time, Agency, Program, Task, records.Issue)
}


def _names(kind: type) -> tuple[str, ...]:
    return _FIELD_NAMES[kind]


def _plain(value: object) -> object:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, Decimal):
        return to_number(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Place):
        return {"name": scrub(value.name), "code": value.code}
    return value
