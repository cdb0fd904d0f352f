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


def convert_batches_whole(
    batches: Iterable[pa.RecordBatch | pa.Table], *, text: bool = False
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of all tables, so that each document is read once: a column a table, in each cell a list of its rows.

    Args:
        batches: Documents, with the columns `INPUTS`.
        text: Whether ``documents`` has a column ``text``.

    Raises:
        ValueError: A batch has neither ``content`` nor ``text``.

    Example:
        >>> import pyarrow as pa
        >>> batch = next(convert_batches_whole([pa.table({"text": ["种树5000棵，修路2公里。", "绿化3亩。"]})]))
        >>> batch.num_rows, len(batch["indicators"][0]), len(batch["documents"][0])
        (1, 3, 2)
    """
    import pyarrow as pa

    schema = whole_schema(text=text)
    for tables in _tables(batches, text):
        yield pa.RecordBatch.from_arrays(
            [_nested(tables[name], schema.field(name).type) for name in OUTPUTS], schema=schema
        )


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


def whole_schema(*, text: bool = False) -> pa.Schema:
    """Return the schema of what `convert_batches_whole` gives.

    Example:
        >>> whole_schema().names[:3]
        ['documents', 'indicators', 'times']
    """
    import pyarrow as pa

    rows = {name: pa.struct(list(batch_schema(name, text=text))) for name in OUTPUTS}
    return pa.schema([pa.field(name, pa.list_(kind)) for name, kind in rows.items()])


def _nested(table: pa.Table, kind: pa.ListType) -> pa.Array:
    """Return the rows of *table* as one list."""
    import pyarrow as pa

    columns = [column.combine_chunks() for column in table.columns]
    rows = pa.StructArray.from_arrays(columns, fields=list(kind.value_type))
    return pa.ListArray.from_arrays(pa.array([0, table.num_rows], pa.int32()), rows, type=kind)


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
