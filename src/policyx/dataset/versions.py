"""What the records depend on besides the documents: the code, the lexicons, and the libraries that read and cut."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from typing import TYPE_CHECKING, Final

from policyx import __version__
from policyx.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from importlib.abc import Traversable

# Libraries that decide about records or about the bytes of a Parquet file.
_LIBRARIES: Final = ("lxml", "openpyxl", "pyarrow", "pypdfium2", "regex", "rjieba", "selectolax", "striprtf", "xlrd")
# Modules that only show or compare records.
_BESIDE: Final = (
    "__main__.py",
    "agreement.py",
    "cli.py",
    "configuration.py",
    "gold.py",
    "matching.py",
    "scoring.py",
    "spark.py",
    "terminal.py",
)


@cache
def versions() -> dict[str, str]:
    """Return name → version of all that the records depend on; ``rules`` and ``lexicons`` are hashes of their files.

    Example:
        >>> sorted(versions())[:4]
        ['lexicons', 'lxml', 'openpyxl', 'policyx']
    """
    package = resources.files("policyx")
    own = {
        "policyx": __version__,
        "schema": SCHEMA_VERSION,
        "rules": _hash(package, ".py"),
        "lexicons": _hash(package, ".tsv"),
    }
    return {**own, **{name: metadata.version(name) for name in _LIBRARIES}}


def changed(before: dict[str, str]) -> list[str]:
    """Return the names in `versions` that were otherwise when a dataset was made.

    Example:
        >>> changed({**versions(), "lexicons": "", "schema": "0"})
        ['schema', 'lexicons']
    """
    return [name for name, version in versions().items() if before.get(name) != version]


def _hash(package: Traversable, ending: str) -> str:
    digest = hashlib.sha256()
    for path, file in sorted(_files(package, ""), key=lambda one: one[0]):
        if path.endswith(ending) and path not in _BESIDE:
            digest.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one, f"{path}{one.name}/")
        else:
            yield path + one.name, one
