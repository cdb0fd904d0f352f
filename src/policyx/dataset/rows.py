"""Documents to Arrow tables.

Every row of every table has ``document_id``; ``(document_id, task_id)`` of a record joins ``(document_id, id)`` of ``tasks``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policyx.dataset.plan import Entry
from policyx.dataset.sentence import Sentences
from policyx.dataset.versions import versions
from policyx.errors import ReadError
from policyx.extraction import TABLES, Extraction
from policyx.pipeline import extract
from policyx.readers import read
from policyx.records import SCHEMA_VERSION
from policyx.schema import arrow_schema, to_table
from policyx.source import Source
from policyx.text import scrub

if TYPE_CHECKING:
    import pyarrow as pa

#: The tables of a dataset.
OUTPUTS: Final = ("documents", *TABLES, "errors")

_DOCUMENT_ID: Final = "First 16 hexadecimal digits of the SHA-256 of the file's bytes."
_FILE_COLUMNS: Final = {
    "document_id": _DOCUMENT_ID,
    "path": "Path below the folder, with /.",
    "also_at": "Paths of further files with the same bytes; their records are not repeated.",
    "format": "Format of the file, found from its content.",
    "encoding": "Encoding of a text or page, or empty.",
}
_TEXT: Final = "The text that offsets refer to."
_SENTENCE: Final = "The sentence around the quote."
_ERROR_COLUMNS: Final = {
    "document_id": _DOCUMENT_ID + " Empty when they could not be read.",
    "path": _FILE_COLUMNS["path"],
    "also_at": _FILE_COLUMNS["also_at"],
    "code": "unreadable, changed, format, timeout, died or fault.",
    "reason": "Why there are no records of the file.",
    "advice": "What to do about it.",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns the table ``documents`` has besides those that it always has.

    Attributes:
        text: Whether there is a column ``text``.
        carried: Columns of the metadata file.
    """

    text: bool = False
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there are no records of a document: a stable code, the reason and what to do."""

    code: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Done:
    """A document with what came of it."""

    entry: Entry
    source: Source
    result: Extraction
    sentences: Sentences


def table_schema(name: str, columns: Columns | None = None) -> pa.Schema:
    """Return the Arrow schema of the parts of the table *name*.

    Args:
        name: One of `OUTPUTS`.
        columns: Further columns of ``documents``.

    Example:
        >>> table_schema("times").names[:3], table_schema("times").names[-1]
        (['document_id', 'id', 'task_id'], 'sentence')
    """
    import pyarrow as pa

    provenance = {f"policyx.{key}": value for key, value in versions().items()}
    provenance |= {"policyx.schema": SCHEMA_VERSION, "policyx.table": name}
    if name == "errors":
        return pa.schema([_field(*column) for column in _ERROR_COLUMNS.items()], provenance)
    own = arrow_schema(name)
    if name != "documents":
        return pa.schema([_field("document_id", _DOCUMENT_ID), *own, _field("sentence", _SENTENCE)], provenance)
    chosen = columns or Columns()
    further = {**({"text": _TEXT} if chosen.text else {}), **dict.fromkeys(chosen.carried, "Of the metadata file.")}
    cells = [*_FILE_COLUMNS.items()], [*further.items()]
    return pa.schema([*(_field(*one) for one in cells[0]), *own, *(_field(*one) for one in cells[1])], provenance)


def _field(name: str, description: str) -> pa.Field:
    import pyarrow as pa

    kind = pa.list_(pa.string()) if name == "also_at" else pa.string()
    return pa.field(name, kind, nullable=False, metadata={"description": description})


def convert_files(folder: str, entries: Sequence[Entry], columns: Columns) -> dict[str, pa.Table]:
    """Return the rows of documents: table name → rows, in the order of *entries*.

    One that cannot be converted is a row of ``errors``; no exception but those of a dying process leaves this function.

    Args:
        folder: The folder that the paths of the entries are below.
        entries: The documents.
        columns: Further columns of ``documents``.
    """
    return convert_loaded(((entry, partial(_load, Path(folder), entry)) for entry in entries), columns)


def convert_loaded(
    documents: Iterable[tuple[Entry, Callable[[], Source | Failed]]], columns: Columns
) -> dict[str, pa.Table]:
    """Return the rows of documents, as `convert_files` does, wherever they come from.

    Args:
        documents: Each document with a function that reads it; what the function raises is a row of ``errors``.
        columns: Further columns of ``documents``.
    """
    done = list[_Done]()
    failed = list[tuple[Entry, Failed]]()
    for entry, load in documents:
        result = _convert(entry, load)
        if isinstance(result, Failed):
            failed.append((entry, result))
        else:
            done.append(_Done(entry, *result, Sentences(result[0].text)))
    tables = {name: _record_table(name, done) for name in TABLES}
    return {"documents": _document_table(done, columns), **tables, "errors": error_table(failed)}


def warm_up() -> None:
    """Load what the first document would have to wait for."""
    result = extract("到2027年，新建公园3个。（责任单位：县水利局）")
    to_table(result.indicators, "indicators")


def _load(folder: Path, entry: Entry) -> Source | Failed:
    data = (folder / entry.file.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != entry.file.sha256:
        return Failed("changed", "the file changed while the folder was being converted", "run the same command again")
    return read(data, name=entry.file.path)


def _convert(entry: Entry, load: Callable[[], Source | Failed]) -> tuple[Source, Extraction] | Failed:
    if entry.file.problem:
        return Failed("unreadable", entry.file.problem, "check that the file may be read")
    try:
        source = load()
        if isinstance(source, Failed):
            return source
        return source, extract(source, document_date=entry.known.document_date, place=entry.known.place)
    except ReadError as error:
        reason, _, advice = str(error).removeprefix(f"{entry.file.path}: ").rpartition(": ")
        return Failed("format", reason or advice, advice)
    except OSError as error:
        return Failed("unreadable", error.strerror or str(error), "check that the file may be read")
    except Exception as error:  # one document must not end the conversion of all
        advice = "this is a fault of policyx: report it with the file, please"
        return Failed("fault", f"{type(error).__name__}: {error}", advice)


def _document_table(done: Sequence[_Done], columns: Columns) -> pa.Table:
    import pyarrow as pa

    header = to_table([one.result.document for one in done], "documents")
    schema = table_schema("documents", columns)
    own = [_file_cells(one.entry, one.source) for one in done]
    further = [((one.source.text,) if columns.text else ()) + one.entry.known.carried for one in done]
    before, after = len(_FILE_COLUMNS), len(schema) - len(_FILE_COLUMNS) - header.num_columns
    arrays = [_array([row[at] for row in own], schema[at].type) for at in range(before)]
    last = [_array([row[at] for row in further], pa.string()) for at in range(after)]
    return pa.Table.from_arrays([*arrays, *header.columns, *last], schema=schema)


def _file_cells(entry: Entry, source: Source) -> tuple[Any, ...]:
    return document_id(entry), entry.file.path, entry.also_at, source.format, source.metadata.get("encoding", "")


def _record_table(name: str, done: Sequence[_Done]) -> pa.Table:
    import pyarrow as pa

    rows, ids, sentences = list[Any](), list[str](), list[str]()
    for one in done:
        own = getattr(one.result, name)
        rows.extend(own)
        ids.extend([document_id(one.entry)] * len(own))
        sentences.extend(one.sentences.around(row.start, row.end) for row in own)
    string = pa.string()
    cells = [_array(ids, string), *to_table(rows, name).columns, _array(sentences, string)]
    return pa.Table.from_arrays(cells, schema=table_schema(name))


def error_table(failed: Iterable[tuple[Entry, Failed]]) -> pa.Table:
    """Return rows of ``errors``."""
    import pyarrow as pa

    rows = [(document_id(one), one.file.path, one.also_at, why.code, why.reason, why.advice) for one, why in failed]
    schema = table_schema("errors")
    cells = [_array([row[at] for row in rows], column.type) for at, column in enumerate(schema)]
    return pa.Table.from_arrays(cells, schema=schema)


def document_id(entry: Entry) -> str:
    """Return the id of a document; empty when its bytes could not be read."""
    return entry.file.sha256[:16]


def _array(values: Iterable[str | tuple[str, ...]], kind: pa.DataType) -> pa.Array:
    import pyarrow as pa

    cells = [scrub(value) if isinstance(value, str) else [scrub(one) for one in value] for value in values]
    return pa.array(cells, kind)
