"""Arrow batches of documents to Arrow tables of records: the function that an engine runs on each of its batches.

A batch has a column ``content`` (the bytes of a file of any format that `policyx.read` reads) or ``text``, and may have
``path``, ``also_at`` (paths of copies), ``document_date`` and ``place``. The rows are those of `policyx.convert`. A
document that cannot be converted is a row of ``errors``, never an exception.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from policyx.dataset.inputs import File
from policyx.dataset.metadata import GIVEN, known_of
from policyx.dataset.plan import Entry
from policyx.dataset.rows import OUTPUTS, Columns, Failed, convert_loaded, table_schema
from policyx.errors import ReadError
from policyx.readers import read
from policyx.source import Source
from policyx.text import scrub

if TYPE_CHECKING:
    import pyarrow as pa

#: Columns that a batch may have; it needs the first or the second.
INPUTS: Final = ("content", "text", "path", "also_at", *GIVEN)

_SLICE: Final = 16  # documents whose records are in memory at a time


def convert_batch(batch: pa.RecordBatch | pa.Table, table: str = "indicators", *, text: bool = False) -> pa.Table:
    """Return the rows of one table for the documents of a batch.

    Args:
        batch: Documents, with the columns `INPUTS`.
        table: ``documents``, ``indicators``, ``times``, ``agencies``, ``programs``, ``tasks``, ``issues`` or ``errors``.
        text: Whether ``documents`` has a column ``text``.

    Raises:
        ValueError: There is no such table, or the batch has neither ``content`` nor ``text``.

    Example:
        >>> import pyarrow as pa
        >>> batch = pa.table({"path": ["a.txt"], "text": ["到2027年，新建公园3个，种树5000棵。"]})
        >>> convert_batch(batch).select(["name", "value", "unit", "time"]).to_pylist()[0]
        {'name': '公园', 'value': Decimal('3.000000000'), 'unit': '个', 'time': '2027'}
    """
    import pyarrow as pa

    schema = batch_schema(table, text=text)
    return pa.Table.from_batches(convert_batches([batch], table, text=text), schema)


def convert_batches(
    batches: Iterable[pa.RecordBatch | pa.Table], table: str = "indicators", *, text: bool = False
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one table for the documents of each of *batches*, in their order.

    Args:
        batches: Documents, with the columns `INPUTS`.
        table: Name of the table, as for `convert_batch`.
        text: Whether ``documents`` has a column ``text``.

    Raises:
        ValueError: As for `convert_batch`.

    Example:
        >>> import pyarrow as pa
        >>> batches = [pa.record_batch({"content": ["修路2公里。".encode("gb18030"), None]})]
        >>> [batch.num_rows for batch in convert_batches(batches, "errors")]
        [1]
    """
    batch_schema(table, text=text)
    for tables in _tables(batches, text):
        yield from tables[table].to_batches()


def convert_batches_packed(
    batches: Iterable[pa.RecordBatch | pa.Table], *, text: bool = False
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of all tables, so that each document is read once: a column a table, its rows packed in each cell.

    An engine keeps and moves the cells as bytes, without looking into them; `unpack_batches` gives the rows.

    Args:
        batches: Documents, with the columns `INPUTS`.
        text: Whether ``documents`` has a column ``text``.

    Raises:
        ValueError: A batch has neither ``content`` nor ``text``.

    Example:
        >>> import pyarrow as pa
        >>> packed = list(convert_batches_packed([pa.table({"text": ["种树5000棵，修路2公里。", "绿化3亩。"]})]))
        >>> [rows.num_rows for rows in unpack_batches(packed, "indicators")]
        [3]
    """
    import pyarrow as pa

    schema = packed_schema()
    for tables in _tables(batches, text):
        yield pa.RecordBatch.from_arrays([pa.array([_packed(tables[name])]) for name in OUTPUTS], schema=schema)


def unpack_batches(batches: Iterable[pa.RecordBatch], table: str) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one table out of batches of `convert_batches_packed`."""
    import pyarrow as pa

    for batch in batches:
        for cell in batch.column(table):
            yield from pa.ipc.open_stream(cell.as_buffer())


def packed_schema() -> pa.Schema:
    """Return the schema of what `convert_batches_packed` gives.

    Example:
        >>> packed_schema().names[:3], str(packed_schema().types[0])
        (['documents', 'indicators', 'times'], 'binary')
    """
    import pyarrow as pa

    return pa.schema([pa.field(name, pa.binary(), nullable=False) for name in OUTPUTS])


def batch_schema(table: str, *, text: bool = False) -> pa.Schema:
    """Return the schema of what `convert_batch` gives.

    Raises:
        ValueError: There is no such table.

    Example:
        >>> batch_schema("errors").names
        ['document_id', 'path', 'also_at', 'code', 'reason', 'advice']
    """
    if table not in OUTPUTS:
        raise ValueError(f"there is no table {table!r}: choose one of {', '.join(OUTPUTS)}")
    return table_schema(table, Columns(text))


def _packed(table: pa.Table) -> bytes:
    """Return *table* as an Arrow stream."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _tables(batches: Iterable[pa.RecordBatch | pa.Table], text: bool) -> Iterator[dict[str, pa.Table]]:
    for batch in batches:
        if not {"content", "text"} & set(batch.schema.names):
            raise ValueError(
                f"a batch needs a column content (bytes) or text, not only {', '.join(batch.schema.names)}"
            )
        for start in range(0, batch.num_rows, _SLICE):
            yield convert_loaded(_documents(batch.slice(start, _SLICE)), Columns(text))


def _documents(batch: pa.RecordBatch | pa.Table) -> Iterator[tuple[Entry, Callable[[], Source | Failed]]]:
    names = [name for name in INPUTS if name in batch.schema.names]
    for at in range(batch.num_rows):
        yield _document({name: batch.column(name)[at].as_py() for name in names})


def _document(row: dict[str, Any]) -> tuple[Entry, Callable[[], Source | Failed]]:
    path = scrub(str(row.get("path") or ""))
    content, text = row.get("content"), row.get("text")
    data = content if content is not None or text is None else text.encode("utf-8", "surrogatepass")
    if data is None:
        return Entry(File(path, problem="the row has no content")), partial(_load, path, None, None)
    file = File(path, hashlib.sha256(data).hexdigest(), len(data))
    copies = tuple(row.get("also_at") or ())
    try:
        given = {name: str(row[name]) for name in GIVEN if row.get(name) is not None}
        known = known_of(given, (), path)
    except ReadError as error:
        reason, _, advice = str(error).removeprefix(f"{path}: ").rpartition(": ")
        failed = Failed("format", reason, advice)
        return Entry(file, copies), lambda: failed
    return Entry(file, copies, known), partial(_load, path, content, text)


def _load(path: str, content: bytes | None, text: str | None) -> Source:
    return read(content, name=path or None) if content is not None else Source(text or "", "txt")
