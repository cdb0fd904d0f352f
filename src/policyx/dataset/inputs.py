"""The files below a folder: which are documents, and what each holds, by its hash."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from policyx.errors import ReadError
from policyx.readers.format import suffix_format

_BLOCK: Final = 1 << 20
_READERS: Final = 4  # files hashed at once; hashing and reading leave Python's lock
_WAITING: Final = 256  # files that wait for it; a waiting one takes much more memory than its hash


@dataclass(frozen=True, slots=True)
class File:
    """A file below the folder.

    Attributes:
        path: Path below the folder, with ``/``.
        sha256: Hexadecimal digest of its bytes; empty when they could not be read.
        size: Bytes.
        problem: Why it could not be read, or empty.
    """

    path: str
    sha256: str = ""
    size: int = 0
    problem: str = ""


@dataclass(slots=True)
class Listing:
    """What a walk through a folder found: files to read in order, what could not be read, how many were left out."""

    paths: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    skipped: int = 0


def list_files(
    folder: Path, include: Sequence[str] = (), exclude: Sequence[str] = (), out: Path | None = None
) -> Listing:
    """Return the documents below *folder* in the order of their paths.

    Hidden files, lock files of Office (``~$…``), what is no regular file, and links that lead out of the folder are left
    out. Links to folders are not followed: what they lead to inside the folder is found there.

    Args:
        folder: Folder to search.
        include: Globs over the path below the folder (``*`` also matches ``/``); by default, the endings of all formats
            that are read.
        exclude: Globs of files to leave out.
        out: A folder below *folder* to leave out.

    Raises:
        ReadError: *folder* is no folder.
    """
    if not folder.is_dir():
        raise ReadError(f"{folder}: there is no such folder: give the folder that holds the documents")
    listing = Listing()
    root = os.path.realpath(folder)
    own = os.path.realpath(out) if out else None
    failed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if name[0] != "." and os.path.realpath(Path(place, name)) != own]
        for name in names:
            path = Path(place, name).relative_to(folder).as_posix()
            if name.startswith((".", "~$")):
                continue
            if _is_wanted(path, include, exclude) and _is_inside(Path(place, name), root):
                listing.paths.append(path)
            else:
                listing.skipped += 1
    for error in failed:
        path = Path(error.filename).relative_to(folder).as_posix()
        listing.problems[path] = error.strerror or str(error)
    listing.paths.sort()
    return listing


def _is_wanted(path: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    if any(fnmatchcase(path, glob) for glob in exclude):
        return False
    return any(fnmatchcase(path, glob) for glob in include) if include else suffix_format(path) is not None


def _is_inside(file: Path, root: str) -> bool:
    """Say whether *file* is a regular file, and below the folder *root* if it is a link."""
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            real = os.path.realpath(file)
            return os.path.commonpath([real, root]) == root and os.path.isfile(real)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode)


def hash_files(folder: Path, paths: Sequence[str]) -> list[File]:
    """Return each file with the hash of its bytes, in the order of *paths*."""
    files = list[File]()
    with ThreadPoolExecutor(_READERS) as threads:
        for start in range(0, len(paths), _WAITING):
            files.extend(threads.map(lambda path: _hash(folder, path), paths[start : start + _WAITING]))
    return files


def _hash(folder: Path, path: str) -> File:
    digest, size = hashlib.sha256(), 0
    try:
        with (folder / path).open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += len(block)
    except OSError as error:
        return File(path, problem=error.strerror or str(error))
    return File(path, digest.hexdigest(), size)
