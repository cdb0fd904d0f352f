"""An `Extraction` as one string and back, exactly: for places that keep plain values only, such as spaCy's ``Doc.user_data``.

The string is JSON. Other than `Extraction.to_json` it holds everything: the text, the issues, and numbers to the last
digit. It is no pickle: a file of it from somebody else can do no harm.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from policyx.errors import ReadError
from policyx.extraction import Extraction
from policyx.records import SCHEMA_VERSION, Agency, Header, Indicator, Issue, Place, Program, Task, Time

# Field of an Extraction → type of what it holds.
_TABLES: Final[dict[str, type]] = {
    "indicators": Indicator,
    "times": Time,
    "agencies": Agency,
    "programs": Program,
    "tasks": Task,
    "issues": Issue,
}


def pack(extraction: Extraction) -> str:
    """Return *extraction* as a string that `unpack` reads.

    Example:
        >>> from policyx import extract
        >>> result = extract("到2027年，新建公园3个。")
        >>> unpack(pack(result)) == result
        True
    """
    packed = {
        "version": SCHEMA_VERSION,
        "text": extraction.text,
        "document": _plain(extraction.document),
        **{table: list(map(_plain, getattr(extraction, table))) for table in _TABLES},
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def unpack(packed: str) -> Extraction:
    """Return the extraction that `pack` made *packed* of.

    Raises:
        ReadError: *packed* is something else, or was packed by a version of policyx with other fields.
    """
    try:
        read = json.loads(packed)
        if read["version"] != SCHEMA_VERSION:
            raise ValueError(f"version {read['version']}, not {SCHEMA_VERSION}")
        tables = {table: tuple(_build(kind, row) for row in read[table]) for table, kind in _TABLES.items()}
        return Extraction(text=read["text"], document=_build(Header, read["document"]), **tables)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ReadError(
            f"these packed records are not of this version of policyx ({reason}); extract from the text again"
        ) from None


def _plain(record: object) -> dict[str, Any]:
    return {name: _plain_value(getattr(record, name)) for name in _readers(type(record))}


def _plain_value(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    if isinstance(value, Place):
        return _plain(value)
    return value


def _build(kind: type, row: dict[str, Any]) -> Any:  # noqa: ANN401
    readers = _readers(kind)
    return kind(**{name: readers[name](value) for name, value in row.items()})


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def _decimals(values: list[str] | None) -> tuple[Decimal, ...] | None:
    return None if values is None else tuple(map(Decimal, values))


# Annotation of a field in `policyx.records` → what makes its value of the JSON value; all others are their own.
_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "Decimal": Decimal,
    "Decimal | None": lambda value: None if value is None else Decimal(value),
    "tuple[Decimal, ...] | None": _decimals,
    "tuple[str, ...]": tuple,
    "Place": lambda value: _build(Place, value),
}


def _make_readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    return {field.name: _READERS.get(str(field.type), _same) for field in fields(kind)}


_READERS_OF: Final = {kind: _make_readers(kind) for kind in (Header, Place, *_TABLES.values())}


def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    return _READERS_OF[kind]
