"""Documents grouped into parts.

A part's key is a hash of all that its rows depend on, so that a later run can tell by the names of the files which parts
stand and which must be made.

Parts begin at paths that a hash of the path picks, not at every so many documents: a new file then changes the part that
it falls into, and seldom one after it; the others keep their keys. Their sizes lie close together, since the largest
decides how much memory a run needs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from policyx.dataset.inputs import File
from policyx.dataset.metadata import Known, Metadata, place_of_folders

#: Bytes of plain text in a part; with them the memory that a run needs is bounded.
PART_BYTES: Final = 16 << 20
_CHUNK_BYTES: Final = 1 << 18  # bytes and files that a worker is given at a time
_CHUNK_FILES: Final = 16
_PLAIN: Final = frozenset((".txt", ".text", ".csv", ".tsv"))
_TEXT_SHARE: Final = 8  # other formats hold about a byte of text in this many


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to convert: a file, further paths with the same bytes, and what is known about it."""

    file: File
    also_at: tuple[str, ...] = ()
    known: Known = field(default_factory=Known)

    @property
    def weight(self) -> int:
        """About how many bytes of text the file holds."""
        plain = PurePosixPath(self.file.path).suffix.lower() in _PLAIN
        return self.file.size if plain else self.file.size // _TEXT_SHARE


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents of one part, and its key."""

    key: str
    entries: tuple[Entry, ...]


def group(files: Iterable[File], metadata: Metadata, *, folder_places: bool = False) -> list[Entry]:
    """Return an entry a document, files with the same bytes together under the first path, in the order of the paths."""
    paths = dict[str, list[File]]()
    for file in files:
        paths.setdefault(file.sha256 or f"unread {file.path}", []).append(file)
    return [_entry(same, metadata, folder_places) for same in paths.values()]


def _entry(same: Sequence[File], metadata: Metadata, folder_places: bool) -> Entry:
    path = same[0].path
    known = metadata.of(path)
    if folder_places and known.place is None:
        known = Known(known.document_date, place_of_folders(path), known.carried)
    return Entry(same[0], tuple(file.path for file in same[1:]), known)


def plan(entries: Iterable[Entry], settings: object, part_size: int) -> list[Batch]:
    """Group *entries* into batches of about *part_size* documents: from half as many to half as many again.

    Args:
        entries: Documents in the order of their paths.
        settings: All else that the rows depend on, as JSON can hold it; it goes into the keys.
        part_size: Documents in a part, on average.
    """
    return [Batch(_key(settings, batch), tuple(batch)) for batch in _cut(entries, part_size)]


def _cut(entries: Iterable[Entry], part_size: int) -> Iterator[list[Entry]]:
    batch, weight = list[Entry](), 0
    for entry in entries:
        full = len(batch) >= part_size + part_size // 2 or weight + entry.weight > PART_BYTES
        if batch and (full or (len(batch) >= part_size // 2 and _begins_part(entry.file.path, part_size))):
            yield batch
            batch, weight = [], 0
        batch.append(entry)
        weight += entry.weight
    if batch:
        yield batch


def _begins_part(path: str, part_size: int) -> bool:
    """Say whether a part may begin here: one path in half of *part_size*, since a part has the other half by then."""
    return int.from_bytes(_digest(path)[:8], "big") % max(part_size // 2, 1) == 0


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _key(settings: object, batch: Sequence[Entry]) -> str:
    rows = [
        [
            one.file.path,
            one.file.sha256,
            one.file.problem,
            one.also_at,
            one.known.document_date,
            one.known.place,
            one.known.carried,
        ]
        for one in batch
    ]
    return _digest(json.dumps([settings, rows], sort_keys=True)).hex()[:16]


def chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Cut a batch into what a worker is given at a time."""
    chunk, weight = list[Entry](), 0
    for entry in entries:
        if chunk and (len(chunk) == _CHUNK_FILES or weight + entry.weight > _CHUNK_BYTES):
            yield chunk
            chunk, weight = [], 0
        chunk.append(entry)
        weight += entry.weight
    if chunk:
        yield chunk
