"""The record types of ``gold/RECORDS.md`` as typed, slotted, immutable values.

The Arrow schemas (`policyx.schema`) and the dictionaries of `Extraction.to_dicts` come from the fields below, in
their order. Offsets are code points, half open, into the text as given: ``text[start:end] == quote``.

An ``id`` is the kind's letter and the record's start offset (``i120``), so it does not move when another rule
finds one record more; records that share a span (rows of a merged cell) get ``.2``, ``.3`` after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

SCHEMA_VERSION = "1"

Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Change = Literal["", "increase", "decrease"]
Status = Literal["target", "actual"]
TimeRole = Literal["deadline", "recurrence", "period"]
AgencyRole = Literal["responsible", "lead", "support", "supervise"]
AgencySource = Literal["clause", "table", "inline", "default"]
ProgramKind = Literal["document", "initiative"]
Genre = Literal["plan", "report", "notice", "task_table", "statistics", "other"]


@dataclass(frozen=True, slots=True)
class Place:
    """The county, city or province that a document is about, with its GB/T 2260 code when known."""

    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The document header (文件头): what the text itself says about the document.

    ``date`` is the document's date by RECORDS.md: ``issued_on``, else the year in the title, else the one year that
    a report speaks about as its own; an ISO value of any precision, or empty.
    """

    type: ClassVar[str] = "document"
    title: str = ""
    issuer: str = ""
    document_number: str = ""
    index_number: str = ""
    issued_on: str = ""
    place: Place = field(default_factory=Place)
    genre: Genre = "other"
    draft: bool = False
    date: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One quantity said about something (指标). ``value`` is in base units, an exact decimal."""

    type: ClassVar[str] = "indicator"
    id: str
    task_id: str
    start: int
    end: int
    quote: str
    name: str
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    comparator: Comparator = "="
    change: Change = ""
    baseline: str = ""
    per: str = ""
    time: str = ""
    status: Status = "target"
    canonical: str = ""
    canonical_id: str = ""
    parts: tuple[Decimal, ...] | None = None
    attribute: str = ""
    action: str = ""
    modality: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """One calendar or period expression (时限): ISO 8601 / EDTF value, last day, and role."""

    type: ClassVar[str] = "time"
    id: str
    task_id: str
    start: int
    end: int
    quote: str
    iso: str
    end_date: str = ""
    role: TimeRole = "period"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """One organ named as responsible (责任单位)."""

    type: ClassVar[str] = "agency"
    id: str
    task_id: str
    start: int
    end: int
    quote: str
    name: str
    canonical: str
    role: AgencyRole = "responsible"
    source: AgencySource = "clause"
    collective: bool = False
    task: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """One mention of a named instrument of policy (命名项目)."""

    type: ClassVar[str] = "program"
    id: str
    task_id: str
    start: int
    end: int
    quote: str
    name: str
    kind: ProgramKind
    canonical: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One numbered item (任务): ``start``/``end`` are its number and heading, ``body_end`` the end of its text."""

    type: ClassVar[str] = "task"
    id: str
    task_id: str
    start: int
    end: int
    quote: str
    body_end: int
    number: str
    level: int
    heading: str
    path: tuple[str, ...] = ()
    leaders: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """An uncertain reading or an oddity of the text: a stable ``code``, the span, and the reason in words."""

    type: ClassVar[str] = "issue"
    code: str
    start: int
    end: int
    quote: str
    reason: str


Record = Indicator | Time | Agency | Program | Task
