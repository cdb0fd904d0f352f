"""A folder of documents to Parquet tables, one table a record type.

Every record row has ``document_id``; with it, ``(document_id, task_id)`` of a record joins ``(document_id, id)`` of
``tasks``. The same files and version give the same tables, row for row: files are taken in the order of their paths.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policyx.errors import OutputError, ReadError
from policyx.extraction import TABLES
from policyx.pipeline import extract
from policyx.readers import read
from policyx.readers.format import suffix_format
from policyx.schema import arrow_schema, to_table
from policyx.source import Source
from policyx.text import scrub

if TYPE_CHECKING:
    import pyarrow as pa

#: The files that `convert` writes: OUT/<name>.parquet.
OUTPUTS: Final = ("documents", *TABLES, "errors")

_BATCH: Final = 256  # documents held in memory before they are written

_FILE_COLUMNS: Final = {
    "document_id": "First 16 hexadecimal digits of the SHA-256 of the file's bytes.",
    "path": "Path below the folder, with /.",
    "also_at": "Paths of further files with the same bytes; their records are not repeated.",
    "encoding": "Encoding that the file was read in.",
    "text": "The text that offsets refer to.",
}
_ERROR_COLUMNS: Final = {
    "path": "Path below the folder, with /.",
    "reason": "Why there are no records of the file.",
    "advice": "What to do about it.",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What `convert` did.

    Attributes:
        documents: Documents converted.
        duplicates: Files not converted again because another file holds the same bytes.
        errors: Files that could not be converted; ``errors.parquet`` says why.
        skipped: Files of other kinds in the folder.
        records: Rows written to each table of records and of issues.
        out: The folder of the tables.
    """

    documents: int
    duplicates: int
    errors: int
    skipped: int
    records: dict[str, int]
    out: Path

    def __str__(self) -> str:
        counts = " · ".join(f"{count:,} {table}" for table, count in self.records.items())
        asides = (("duplicates", self.duplicates), ("errors", self.errors), ("other files skipped", self.skipped))
        files = [f"{self.documents:,} documents", *(f"{count:,} {name}" for name, count in asides if count)]
        return f"{' · '.join(files)}\n{counts}\nwritten to {self.out}"


def convert(
    folder: str | os.PathLike[str], out: str | os.PathLike[str], *, progress: Callable[[str], None] | None = None
) -> Summary:
    """Convert every document below *folder* to Parquet tables in *out*.

    The tables are ``documents``, ``indicators``, ``times``, ``agencies``, ``programs``, ``tasks``, ``issues`` and
    ``errors``. They are written beside *out* and renamed when they are complete, so that *out* never holds a part.

    Args:
        folder: Folder of documents; folders in it are searched too, hidden ones left out.
        out: Folder to write; it may be missing, empty or hold the tables of an earlier conversion.
        progress: Called with the path of each file before it is read.

    Raises:
        ReadError: *folder* is no folder, or holds no document.
        OutputError: *out* holds other things, or cannot be written.

    Example:
        >>> import pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as root:
        ...     folder = pathlib.Path(root, "documents")
        ...     folder.mkdir()
        ...     _ = folder.joinpath("a.txt").write_text("到2027年，新建公园3个。", encoding="utf-8")
        ...     print(convert(folder, pathlib.Path(root, "tables")).records["indicators"])
        1
    """
    source, target = Path(folder), Path(out)
    paths, skipped = _list_files(source)
    _check_target(target)
    part = target.absolute().with_name(f".{target.absolute().name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        counts = _write(source, paths, part, progress or (lambda path: None))
        _replace(part, target)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror or error}: choose a folder that may be written") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    documents, errors = counts["documents"], counts["errors"]
    records = {name: counts[name] for name in TABLES}
    return Summary(documents, len(paths) - documents - errors, errors, skipped, records, target)


def _list_files(folder: Path) -> tuple[list[str], int]:
    """Return the paths below *folder* of the files to read, in order, and the number of other files."""
    if not folder.is_dir():
        raise ReadError(f"{folder}: there is no such folder: give the folder that holds the documents")
    found, skipped = list[str](), 0
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if suffix_format(name) and not name.startswith("."):
                found.append(Path(root, name).relative_to(folder).as_posix())
            else:
                skipped += not name.startswith(".")
    if not found:
        raise ReadError(f"{folder}: no document in it: give the folder that holds the documents")
    return sorted(found), skipped


def _check_target(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError(f"{out}: this is a file: choose a new folder")
    others = sorted(set(os.listdir(out)) - {f"{name}.parquet" for name in OUTPUTS})
    if others:
        raise OutputError(f"{out}: holds other things ({scrub(others[0])}, …): choose a new or empty folder")


def _replace(part: Path, out: Path) -> None:
    """Put the finished folder *part* in the place of *out*."""
    if not out.exists():
        part.rename(out)
        return
    old = part.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    out.rename(old)
    try:
        part.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


class _Tables:
    """The Parquet files being written; rows are held back until there are `_BATCH` documents of them."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        self.counts = dict.fromkeys(OUTPUTS, 0)
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in OUTPUTS}
        self._writers = {name: pq.ParquetWriter(folder / f"{name}.parquet", table_schema(name)) for name in OUTPUTS}

    def add(self, rows: dict[str, pa.Table]) -> None:
        for name, table in rows.items():
            self.counts[name] += table.num_rows
            self._waiting[name].append(table)
            if len(self._waiting[name]) >= _BATCH:
                self._flush(name)

    def close(self) -> None:
        for name, writer in self._writers.items():
            self._flush(name)
            writer.close()

    def _flush(self, name: str) -> None:
        import pyarrow as pa

        if self._waiting[name]:
            self._writers[name].write_table(pa.concat_tables(self._waiting[name]))
        self._waiting[name].clear()


def _write(source: Path, paths: list[str], part: Path, progress: Callable[[str], None]) -> dict[str, int]:
    """Convert the files to tables in the folder *part*; return the number of rows of each table."""
    groups, errors = _by_content(source, paths)
    tables = _Tables(part)
    try:
        for document_id, (path, *also_at) in groups.items():
            progress(path)
            try:
                rows = _rows(document_id, path, also_at, read((source / path).read_bytes()))
            except Exception as error:  # one document must not end the conversion of all
                errors[path] = _explain(error)
            else:
                tables.add(rows)
        tables.add({"errors": _error_table(errors)})
    finally:
        tables.close()
    return tables.counts


def _by_content(source: Path, paths: list[str]) -> tuple[dict[str, list[str]], dict[str, tuple[str, str]]]:
    """Return document id → paths of the files with those bytes, and path → why it cannot be read."""
    groups, errors = dict[str, list[str]](), dict[str, tuple[str, str]]()
    for path in paths:
        try:
            digest = hashlib.sha256((source / path).read_bytes()).hexdigest()
        except OSError as error:
            errors[path] = _explain(error)
        else:
            groups.setdefault(digest[:16], []).append(path)
    return groups, errors


def _explain(error: Exception) -> tuple[str, str]:
    """Return reason and advice for an error about one file."""
    if isinstance(error, ReadError):
        reason, _, advice = str(error).partition(": ")
        return reason, advice
    if isinstance(error, OSError):
        return error.strerror or str(error), "check that the file may be read"
    return f"{type(error).__name__}: {error}", "this is a fault of policyx: report it with the file, please"


def _rows(document_id: str, path: str, also_at: list[str], source: Source) -> dict[str, pa.Table]:
    """Return the rows of one document: table name → rows."""
    import pyarrow as pa

    result = extract(source)
    own = (
        document_id,
        scrub(path),
        [scrub(other) for other in also_at],
        source.metadata.get("encoding", ""),
        scrub(source.text),
    )
    header = to_table([result.document], "documents")
    schema = table_schema("documents")
    cells = [pa.array([value], column.type) for value, column in zip(own, schema, strict=False)]
    tables = {"documents": pa.Table.from_arrays([*cells, *header.columns], schema=schema)}
    for name in TABLES:
        rows = result.to_arrow(name)
        ids = pa.array([document_id] * rows.num_rows, pa.string())
        tables[name] = pa.Table.from_arrays([ids, *rows.columns], schema=table_schema(name))
    return tables


def _error_table(errors: dict[str, tuple[str, str]]) -> pa.Table:
    import pyarrow as pa

    rows = [dict(zip(_ERROR_COLUMNS, map(scrub, (path, *errors[path])), strict=True)) for path in sorted(errors)]
    return pa.Table.from_pylist(rows, table_schema("errors"))


def table_schema(name: str) -> pa.Schema:
    """Return the Arrow schema of OUT/*name*.parquet.

    Args:
        name: One of `OUTPUTS`.

    Example:
        >>> table_schema("times").names[:3]
        ['document_id', 'id', 'task_id']
    """
    import pyarrow as pa

    if name == "errors":
        return pa.schema([_field(*column) for column in _ERROR_COLUMNS.items()])
    rows = arrow_schema(name)
    columns = [_field(*column) for column in _FILE_COLUMNS.items()]
    return pa.schema([*(columns if name == "documents" else columns[:1]), *rows], rows.metadata)


def _field(name: str, description: str) -> pa.Field:
    import pyarrow as pa

    kind = pa.list_(pa.string()) if name == "also_at" else pa.string()
    return pa.field(name, kind, nullable=False, metadata={"description": description})
