"""The tables of records as Arrow schemas, and the dictionaries of `Extraction.to_dicts` as a JSON Schema.

Both come from the fields of the dataclasses in `policyx.records`; only the field descriptions stand here. A number is
``decimal128(38, 9)``: exact up to 29 digits before the decimal point and 9 after it. What is longer after the point is
rounded half to even, what is longer before it becomes null; either way `Extraction.issues` says so (``value.precision``,
``value.range``). Strings are UTF-8, with U+FFFD for each lone surrogate.
"""

from __future__ import annotations

import types
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from policyx import records
from policyx.decimals import PRECISION, SCALE, fit, to_number
from policyx.records import SCHEMA_VERSION, Agency, Header, Indicator, Issue, Place, Program, Task, Time
from policyx.text import scrub

if TYPE_CHECKING:
    import pyarrow as pa

#: Table name → the type of its rows.
TABLES: Final[dict[str, type]] = {
    "documents": Header,
    "indicators": Indicator,
    "times": Time,
    "agencies": Agency,
    "programs": Program,
    "tasks": Task,
    "issues": Issue,
}

_SPAN: Final = {
    "id": "Id of the record, unique and stable within its document.",
    "task_id": "Id of the innermost numbered item that the record stands in (an agency: answers for), or empty.",
    "start": "Offset of the first code point of the quote in the text as given.",
    "end": "Offset after the last code point of the quote: text[start:end] == quote.",
    "quote": "The words of the text, as given.",
    "rule": "Id of the rule that made the record.",
}

#: Type of row → field → what it holds.
DESCRIPTIONS: Final[dict[type, dict[str, str]]] = {
    Header: {
        "title": "Title of the document (标题), joined across lines.",
        "issuer": "Who issued it (发文机关): the signature first, else 发布机构.",
        "document_number": "Document number (文号).",
        "index_number": "Index number (索引号).",
        "issued_on": "Date of issue as ISO 8601, as precise as the text gives it.",
        "place": "The county, city or province that the document is about, with its GB/T 2260 code when known.",
        "genre": "Genre of the document (文种).",
        "draft": "Whether it is a draft for comment (征求意见稿).",
        "date": "The document's date by RECORDS.md, which relative times resolve against; an ISO value or empty.",
    },
    Indicator: {
        **_SPAN,
        "name": "What is measured (指标名称): a noun phrase of the text.",
        "value": "The number in base units; of a range, the lower end; of a ratio, the first part.",
        "unit": "Unit of measure (计量单位) as written, half width, without 万, 亿, 千, 百.",
        "value_max": "The upper end of a range, else null.",
        "comparator": "How the true number compares with value.",
        "change": "increase or decrease when the number is a difference or a rate of change, else empty.",
        "baseline": "What a change is against, as an ISO value, or empty.",
        "per": "The period or base that the number repeats over, as written (每年), or empty.",
        "time": "ISO value of the time that the statement is about, or empty.",
        "status": "target: to be reached, required, planned, offered. actual: reached or reported.",
        "canonical": "Name from the indicator lexicon, or empty.",
        "canonical_id": "Id from the indicator lexicon, or empty.",
        "parts": "The numbers of a ratio of parts, else null.",
        "attribute": "约束性 or 预期性 in an indicator table, else empty.",
        "action": "The governing verb as written (新建), or empty.",
        "modality": "The word of commitment as written (力争), or empty.",
    },
    Time: {
        **_SPAN,
        "iso": "ISO 8601 or EDTF value: a date, interval, duration or recurrence.",
        "end_date": "The last day allowed or covered, YYYY-MM-DD, or empty.",
        "role": "deadline, recurrence (a duty that repeats) or period (what is spoken about).",
    },
    Agency: {
        **_SPAN,
        "name": "The responsible organ (责任单位) with the level that it inherits.",
        "canonical": "Its formal name with level.",
        "role": "responsible (责任), lead (牵头), support (配合) or supervise (督办).",
        "source": "Where it is named: a responsibility clause, a table, running text, or once for all items.",
        "collective": "Whether it names a group (各乡镇人民政府).",
        "task": "Number of the item that it answers for, or empty.",
    },
    Program: {
        **_SPAN,
        "name": "Name of the program (命名项目) without 《》 and outer quotation marks, half width.",
        "kind": "document (《…》) or initiative.",
        "canonical": "One key for all spellings in the document.",
    },
    Task: {
        **_SPAN,
        "body_end": "End of the item's text: where the next item of its level or above begins.",
        "number": "Number as written, without brackets and stops.",
        "level": "Level of the item; 1 is the outermost.",
        "heading": "Title phrase of the item.",
        "path": "The headings above it, outermost first.",
        "leaders": "Leaders named in a table (牵头领导, 分管领导), as written.",
    },
    Issue: {
        **{name: _SPAN[name] for name in ("start", "end", "quote")},
        "code": "Stable code of the kind of issue.",
        "reason": "What is uncertain or odd, in words.",
    },
    Place: {"name": "Name as written.", "code": "GB/T 2260 code, or empty."},
}


def arrow_schema(table: str, *, exact: bool = True) -> pa.Schema:
    """Return the Arrow schema of one table.

    Args:
        table: ``documents``, ``indicators``, ``times``, ``agencies``, ``programs``, ``tasks`` or ``issues``.
        exact: Numbers as ``decimal128(38, 9)``; otherwise as float64.

    Raises:
        ValueError: There is no such table.

    Example:
        >>> arrow_schema("indicators").field("value").type
        Decimal128Type(decimal128(38, 9))
        >>> arrow_schema("times").metadata[b"policyx.schema"]
        b'1'
    """
    import pyarrow as pa

    kind = row_type(table)
    columns = [
        pa.field(name, _arrow_type(hint, exact), _nullable(hint), {"description": DESCRIPTIONS[kind][name]})
        for name, hint in _hints(kind)
    ]
    return pa.schema(columns, {"policyx.schema": SCHEMA_VERSION, "policyx.table": table})


def to_table(rows: Sequence[Any], table: str, *, exact: bool = True) -> pa.Table:
    """Return *rows*, records of one type, as a `pyarrow.Table` with the schema of `arrow_schema`.

    Args:
        rows: Records of the table's type, as in `policyx.Extraction`.
        table: Name of the table, as for `arrow_schema`.
        exact: Numbers as ``decimal128(38, 9)``; otherwise as float64 rounded to 15 significant digits.

    Raises:
        ValueError: There is no such table.

    Example:
        >>> to_table([Issue("input.path", 0, 5, "a.txt", "a file name")], "issues").to_pylist()
        [{'code': 'input.path', 'start': 0, 'end': 5, 'quote': 'a.txt', 'reason': 'a file name'}]
    """
    import pyarrow as pa

    schema = arrow_schema(table, exact=exact)
    arrays = [_array(list(map(attrgetter(column.name), rows)), column.type, exact) for column in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType, exact: bool) -> pa.Array:
    """Return *values* as an array; most need nothing done to them."""
    import pyarrow as pa

    if pa.types.is_string(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        with suppress(UnicodeEncodeError):  # a lone surrogate
            return pa.array(values, kind)
    return pa.array([_cell(value, exact) for value in values], kind)


def row_type(table: str) -> type:
    """Return the type of the rows of *table*.

    Raises:
        ValueError: There is no such table.
    """
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}: choose one of {', '.join(TABLES)}")
    return TABLES[table]


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind, vars(records))
    return tuple((item.name, hints[item.name]) for item in fields(kind))


def _nullable(hint: object) -> bool:
    """Say whether a field may be null: what is optional, and numbers, which may be too large for the type."""
    return hint is Decimal or type(None) in get_args(hint)


def _arrow_type(hint: object, exact: bool) -> pa.DataType:
    import pyarrow as pa

    if get_origin(hint) in (Union, types.UnionType):
        return _arrow_type(get_args(hint)[0], exact)
    if get_origin(hint) is tuple:
        return pa.list_(_arrow_type(get_args(hint)[0], exact))
    if hint is Place:
        return pa.struct([pa.field(name, _arrow_type(part, exact), nullable=False) for name, part in _hints(Place)])
    if hint is Decimal:
        return pa.decimal128(PRECISION, SCALE) if exact else pa.float64()
    if hint is bool:
        return pa.bool_()
    return pa.int64() if hint is int else pa.string()


def _cell(value: object, exact: bool) -> object:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, Decimal):
        return fit(value) if exact else to_number(value)
    if isinstance(value, tuple):
        return [_cell(item, exact) for item in value]
    if isinstance(value, Place):
        return {"name": scrub(value.name), "code": scrub(value.code)}
    return value


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `policyx.Extraction.to_dicts`: an array of the header and then records.

    Example:
        >>> schema = json_schema()
        >>> sorted(schema["$defs"])
        ['agency', 'document', 'indicator', 'program', 'task', 'time']
        >>> schema["$defs"]["time"]["properties"]["role"]["enum"]
        ['deadline', 'recurrence', 'period']
    """
    kinds = [kind for kind in TABLES.values() if kind is not Issue]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records of one document, as policyx gives them",
        "version": SCHEMA_VERSION,
        "type": "array",
        "prefixItems": [{"$ref": "#/$defs/document"}],
        "items": {"oneOf": [{"$ref": f"#/$defs/{_type_name(kind)}"} for kind in kinds if kind is not Header]},
        "minItems": 1,
        "$defs": {_type_name(kind): _json_object(kind, _type_name(kind)) for kind in kinds},
    }


def _type_name(kind: type) -> str:
    name: str = vars(kind)["type"]
    return name


def _json_object(kind: type, name: str | None = None) -> dict[str, Any]:
    properties: dict[str, Any] = {"type": {"const": name}} if name else {}
    for column, hint in _hints(kind):
        properties[column] = {**_json_type(hint), "description": DESCRIPTIONS[kind][column]}
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _json_type(hint: object) -> dict[str, Any]:
    if get_origin(hint) is Literal:
        return {"enum": [*get_args(hint)]}
    if get_origin(hint) in (Union, types.UnionType):
        inner = _json_type(get_args(hint)[0])
        return {**inner, "type": _with_null(inner["type"])}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _json_type(get_args(hint)[0])}
    if hint is Place:
        return _json_object(Place)
    if hint is Decimal:
        return {"type": ["number", "null"]}
    if hint is bool:
        return {"type": "boolean"}
    return {"type": "integer" if hint is int else "string"}


def _with_null(kinds: str | list[str]) -> list[str]:
    listed = [kinds] if isinstance(kinds, str) else kinds
    return listed if "null" in listed else [*listed, "null"]
