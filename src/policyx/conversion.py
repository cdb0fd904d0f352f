"""A folder of documents to a dataset of Parquet tables, one table a record type (`policyx.dataset`).

A run takes the files in the order of their paths, groups them into parts, and makes the parts that the dataset does not have
yet. So a run that was killed goes on where it stopped, and a later run makes what changed: both give the same bytes as a
run from the start, whatever the number of workers.
"""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policyx.dataset.export import FORMATS, export
from policyx.dataset.inputs import File, Listing, hash_files, list_files
from policyx.dataset.metadata import GIVEN, Metadata, read_metadata
from policyx.dataset.plan import Batch, Entry, chunks, group, plan
from policyx.dataset.pool import Pool, default_workers
from policyx.dataset.rows import OUTPUTS, Columns, Failed, convert_files, error_table, table_schema
from policyx.dataset.store import Store
from policyx.dataset.versions import changed, versions
from policyx.dataset.worker import Lost
from policyx.errors import OutputError, ReadError
from policyx.extraction import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

_LOG: Final = logging.getLogger("policyx")
# What workers run; a name, since they are processes of their own.
_TASK = "policyx.dataset.rows:convert_files"
_ADVICE: Final = {
    "timeout": "give it more time (--timeout), or look whether the file is damaged",
    "fault": "this is a fault of policyx: report it with the file, please",
    "died": "give it more memory, or look whether the file is damaged",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a conversion is.

    Attributes:
        files: Files done in this run, and those of parts that an earlier run had made.
        all_files: Files to convert.
        size: Bytes of the files done in this run.
        seconds: Since the first of them.
        path: The file that was done last.
    """

    files: int
    all_files: int
    size: int
    seconds: float
    path: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What `convert` did.

    Attributes:
        documents: Documents in the dataset.
        duplicates: Files not converted again because another file holds the same bytes.
        errors: Files that could not be converted; the table ``errors`` says why.
        skipped: Files of other kinds in the folder.
        records: Rows of each table of records and of issues.
        reasons: Code of ``errors`` → files.
        kept: Documents of parts that an earlier run had made.
        size: Bytes of the files converted in this run.
        seconds: Time that they took.
        out: The folder of the dataset.
    """

    documents: int
    duplicates: int
    errors: int
    skipped: int
    records: Mapping[str, int]
    out: Path
    reasons: Mapping[str, int] = field(default_factory=dict)
    kept: int = 0
    size: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        counts = " · ".join(f"{count:,} {table}" for table, count in self.records.items())
        asides = (("duplicates", self.duplicates), ("errors", self.errors), ("other files skipped", self.skipped))
        files = [f"{self.documents:,} documents", *(f"{count:,} {name}" for name, count in asides if count)]
        lines = [" · ".join(files), counts]
        if self.reasons:
            lines.append("errors: " + " · ".join(f"{count:,} {code}" for code, count in sorted(self.reasons.items())))
        if self.kept:
            lines.append(f"{self.kept:,} files had been converted before")
        if self.size:
            rate = self.size / 1e6 / max(self.seconds, 1e-3)
            lines.append(f"{self.size / 1e6:,.1f} MB in {self.seconds:,.1f} s, {rate:.2f} MB/s")
        return "\n".join([*lines, f"written to {self.out}"])


def convert(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    timeout: float | None = 120,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    text: bool = False,
    metadata: str | os.PathLike[str] | None = None,
    folder_places: bool = False,
    formats: Sequence[str] = (),
    retry: bool = False,
    part_size: int = 512,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Convert every document below *folder* to a dataset of Parquet tables in *out*.

    The tables are ``documents``, ``indicators``, ``times``, ``agencies``, ``programs``, ``tasks``, ``issues`` and
    ``errors``: OUT/<table>/part-*.parquet. A dataset that is there already is brought up to date: parts whose documents,
    options and versions of policyx are the same stay.

    Args:
        folder: Folder of documents; folders in it are searched too, hidden ones left out.
        out: Folder to write; it may be missing, empty or hold a dataset, whole or not.
        workers: Processes that convert; by default, one a core. 0: convert in this process, without time limit.
        timeout: Seconds after which a document is given up and recorded in ``errors``; None for no limit.
        include: Globs over the paths of files to read (``2024/*``), by default all formats that `policyx.read` reads.
        exclude: Globs of files to leave out.
        text: Whether ``documents`` has a column ``text``.
        metadata: CSV file with a column ``path``, and ``document_date``, ``place`` or columns to carry along.
        folder_places: Whether the innermost folder named like a place says what place a document is about.
        formats: ``csv`` and ``xlsx``: also write these.
        retry: Whether to convert again parts with documents that ran out of time or whose process died.
        part_size: Documents in a part, about: from half as many to half as many again.
        progress: Called in this process each time some files are done.

    Raises:
        ReadError: *folder* is no folder or holds no document, or *metadata* cannot be used.
        OutputError: *out* holds other things, or cannot be written; what was written stays for the next run.
        ValueError: An option is out of range.

    Example:
        >>> import pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as root:
        ...     folder = pathlib.Path(root, "documents")
        ...     folder.mkdir()
        ...     _ = folder.joinpath("a.txt").write_text("到2027年，新建公园3个。", encoding="utf-8")
        ...     print(convert(folder, pathlib.Path(root, "tables"), workers=0).records["indicators"])
        1
    """
    _check_options(workers, timeout, formats, part_size)
    source, store = Path(folder), Store(Path(out))
    known = read_metadata(metadata, _taken()) if metadata else Metadata()
    listing = list_files(source, include, exclude, store.out)
    if not listing.paths and not listing.problems:
        raise ReadError(f"{folder}: no document in it: give the folder that holds the documents")
    columns = Columns(text, known.columns)
    count = default_workers() if workers is None else workers
    run = _Run(source, store, columns, count, timeout, progress or (lambda done: None))
    try:
        store.check()
        with store.alone():
            files = hash_files(source, listing.paths)
            entries = group(sorted([*files, *_unread(listing)], key=_path), known, folder_places=folder_places)
            summary = run.make(plan(entries, _settings(columns), part_size), retry)
            for form in formats:
                export(store.out, form)
    except OSError as error:
        advice = "make room or choose another folder, and run the same command again: what is done stays"
        raise OutputError(f"{out}: {error.strerror or error}: {advice}") from error
    duplicates = sum(len(entry.also_at) for entry in entries)
    return Summary(duplicates=duplicates, skipped=listing.skipped, out=store.out, **summary)


def _check_options(workers: int | None, timeout: float | None, formats: Sequence[str], part_size: int) -> None:
    if workers is not None and workers < 0:
        raise ValueError(f"workers is {workers}: give 1 or more, or 0 for this process")
    if timeout is not None and timeout <= 0:
        raise ValueError(f"timeout is {timeout}: give seconds, or None for no limit")
    if part_size < 1:
        raise ValueError(f"part_size is {part_size}: give 1 or more documents")
    if other := [form for form in formats if form not in FORMATS]:
        raise ValueError(f"there is no format {other[0]!r}: choose from {', '.join(FORMATS)}")


def _taken() -> frozenset[str]:
    """Return the names that columns of a metadata file must not have."""
    return frozenset((*table_schema("documents", Columns(text=True)).names, *GIVEN, "path"))


def _settings(columns: Columns) -> list[Any]:
    return [versions(), columns.text, columns.carried]


def _unread(listing: Listing) -> Iterator[File]:
    return (File(path, problem=problem) for path, problem in listing.problems.items())


def _path(file: File) -> str:
    return file.path


class _Run:
    """One run: which parts are to be made, and making them."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        columns: Columns,
        workers: int,
        timeout: float | None,
        progress: Callable[[Progress], None],
    ) -> None:
        self._folder = str(folder)
        self._store = store
        self._columns = columns
        self._workers = workers
        self._timeout = timeout
        self._progress = progress

    def make(self, batches: Sequence[Batch], retry: bool) -> dict[str, Any]:
        """Bring the dataset to *batches*; return fields of `Summary`."""
        state, found = self._store.state(), self._store.parts()
        whole = {key for key, files in found.items() if len(files) == len(OUTPUTS)}
        whole -= {key for key in whole if retry and _has_lost(found[key]["errors"])}
        todo = [(number, batch) for number, batch in enumerate(batches) if batch.key not in whole]
        keys = [batch.key for batch in batches]
        if todo or found.keys() - set(keys):
            self._say(state, found, batches, whole)
            self._store.begin(versions())
        self._store.clean()
        kept = sum(len(batch.entries) for batch in batches if batch.key in whole)
        size, seconds = self._convert(todo, kept, kept + sum(len(batch.entries) for _, batch in todo))
        rows = self._store.finish(
            keys, {"versions": versions(), "text": self._columns.text, "carried": self._columns.carried}
        )
        reasons = Counter[str]()
        for files in self._store.parts().values():
            reasons.update(_codes(files["errors"]))
        records = {name: rows[name] for name in TABLES}
        done = {"documents": rows["documents"], "errors": rows["errors"], "records": records, "reasons": dict(reasons)}
        return {**done, "kept": kept, "size": size, "seconds": seconds}

    def _say(
        self, state: Mapping[str, Any], found: Mapping[str, Any], batches: Sequence[Batch], whole: set[str]
    ) -> None:
        """Say what an earlier dataset is converted again for."""
        if other := changed(state.get("versions", {})) if state else []:
            _LOG.warning("%s changed since the dataset was made: converting all documents again", ", ".join(other))
            return
        if not found:
            return
        stale = [files for key, files in found.items() if key not in {batch.key for batch in batches}]
        before = dict(pair for files in stale for pair in _listed(files))
        now = {entry.file.path: entry.file.sha256[:16] for b in batches if b.key not in whole for entry in b.entries}
        new, gone = len(now.keys() - before.keys()), len(before.keys() - now.keys())
        other_bytes = sum(before[path] != now[path] for path in now.keys() & before.keys())
        _LOG.info("%d files are new or were not reached, %d changed, %d are gone", new, other_bytes, gone)

    def _convert(self, todo: Sequence[tuple[int, Batch]], kept: int, every: int) -> tuple[int, float]:
        """Make the parts *todo*; return the bytes converted and the seconds that it took."""
        start, size, files = time.monotonic(), 0, kept
        shares = [(number, batch.key, list(chunks(batch.entries))) for number, batch in todo]
        answers = self._answers(share for _, _, cut in shares for share in cut)
        for number, key, cut in shares:
            tables: dict[str, list[pa.Table]] = {name: [] for name in OUTPUTS}
            for share in cut:
                for name, table in next(answers).items():
                    tables[name].append(table)
                size += sum(entry.file.size for entry in share)
                files += len(share)
                self._progress(Progress(files, every, size, time.monotonic() - start, share[-1].file.path))
            self._store.write(number, key, {name: _joined(found) for name, found in tables.items()})
        for _ in answers:  # lets the workers end
            raise AssertionError("more answers than shares")
        return size, time.monotonic() - start

    def _answers(self, shares: Iterable[Sequence[Entry]]) -> Iterator[dict[str, pa.Table]]:
        """Yield the tables of each share."""
        if not self._workers:
            yield from (convert_files(self._folder, share, self._columns) for share in shares)
            return
        shares = list(shares)
        if not shares:
            return
        pool = Pool[Entry](_TASK, min(self._workers, len(shares)), self._timeout, self._arguments)
        for answers in pool.map(shares):
            tables = [self._tables(answer.items[0], answer.result) for answer in answers]
            yield {name: _joined([one[name] for one in tables]) for name in OUTPUTS}

    def _arguments(self, share: Sequence[Entry]) -> tuple[Any, ...]:
        return self._folder, share, self._columns

    def _tables(self, entry: Entry, result: dict[str, pa.Table] | Lost) -> dict[str, pa.Table]:
        if not isinstance(result, Lost):
            return result
        failed = Failed(result.code, result.reason, _ADVICE[result.code])
        empty = {name: table_schema(name, self._columns).empty_table() for name in OUTPUTS}
        return {**empty, "errors": error_table([(entry, failed)])}


def _joined(tables: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables(tables)


def _codes(errors: Path) -> list[str]:
    import pyarrow.parquet as pq

    codes: list[str] = pq.read_table(errors, columns=["code"])["code"].to_pylist()
    return codes


def _has_lost(errors: Path) -> bool:
    return bool({"timeout", "died"} & set(_codes(errors)))


def _listed(files: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """Yield path and document id of the documents of a part."""
    import pyarrow.parquet as pq

    for name in ("documents", "errors"):
        if name in files:
            columns = pq.read_table(files[name], columns=["path", "document_id"]).to_pydict()
            yield from zip(columns["path"], columns["document_id"], strict=True)
