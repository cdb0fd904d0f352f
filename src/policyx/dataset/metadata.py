"""What is known about documents besides their text: a CSV file (path → date, place, further columns), names of folders."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from policyx import lazy
from policyx.divisions import divisions_named
from policyx.document.dates import first_date
from policyx.errors import ReadError
from policyx.pipeline import check_date
from policyx.readers import read
from policyx.text import fold

#: Columns of the CSV file that are given to `policyx.extract`; all others but ``path`` are carried along.
GIVEN: Final = ("document_date", "place")
# 平遥县, 海淀区, 阿拉善盟, 凉山州: a folder's name that is a place's, whether or not a list knows it.
_PLACE: Final = lazy.compile(r"[一-鿿]{1,14}[省市县区旗州盟]")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one document.

    Attributes:
        document_date: ISO value, or None.
        place: Name, or None.
        carried: Cells of the further columns, in the order of `Metadata.columns`.
    """

    document_date: str | None = None
    place: str | None = None
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """A metadata file: the further ``columns``, and path → what is known."""

    columns: tuple[str, ...] = ()
    rows: Mapping[str, Known] = field(default_factory=dict)

    def of(self, path: str) -> Known:
        """Return what is known about the document at *path*; empty cells where its row is missing."""
        return self.rows.get(path) or Known(carried=("",) * len(self.columns))


def read_metadata(file: str | os.PathLike[str], taken: frozenset[str] = frozenset()) -> Metadata:
    """Read a CSV file with a column ``path`` (below the folder of documents) in UTF-8 or GB18030.

    ``document_date`` (2024, 2024-03, 2024-03-05, 2024/3/5) and ``place`` go to `policyx.extract`; every other column is
    carried along as it is.

    Args:
        file: Path of the CSV file.
        taken: Names that a further column must not have.

    Raises:
        ReadError: It cannot be read, lacks the column, names a path twice, or has a date that is none.
    """
    name = os.fspath(file)
    with open(name, "rb") if os.path.isfile(name) else _missing(name) as stream:
        text = read(stream.read(), name="metadata.txt").text
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = [column.strip() for column in lines.fieldnames or ()]
    lines.fieldnames = columns
    if "path" not in columns:
        raise ReadError(f"{name}: no column named path: give the paths of the documents in a column of that name")
    carried = tuple(column for column in columns if column not in ("path", *GIVEN))
    if clash := [column for column in carried if column in taken or columns.count(column) > 1 or not column]:
        raise ReadError(f"{name}: the column name {clash[0]!r} is taken: give the column another name")
    rows = dict[str, Known]()
    for row in lines:
        path = (row["path"] or "").strip().replace("\\", "/").removeprefix("./")
        if path in rows:
            raise ReadError(f"{name} line {lines.line_num}: {path} stands there twice: keep one of its rows")
        rows[path] = known_of(row, carried, f"{name} line {lines.line_num}")
    return Metadata(carried, rows)


def _missing(name: str) -> io.BytesIO:
    raise ReadError(f"{name}: there is no such file: check the path")


def known_of(row: Mapping[str, str | None], carried: tuple[str, ...], where: str) -> Known:
    """Return what a row says about a document.

    Args:
        row: Column → cell.
        carried: Columns to carry along.
        where: What a message begins with.

    Raises:
        ReadError: The date is none.
    """
    given = (row.get("document_date") or "").strip()
    date = first_date(fold(given)) or given or None
    try:
        check_date(date)
    except ValueError as error:
        raise ReadError(f"{where}: {error}") from None
    return Known(date, (row.get("place") or "").strip() or None, tuple(row[column] or "" for column in carried))


def place_of_folders(path: str) -> str | None:
    """Return the innermost folder of *path* that is named like a place, or None.

    Example:
        >>> place_of_folders("山西省/平遥县/2024/计划.docx"), place_of_folders("2024/计划.docx")
        ('平遥县', None)
    """
    folders = PurePosixPath(path).parts[:-1]
    return next((name for name in reversed(folders) if _PLACE.fullmatch(name) or _is_short(name)), None)


def _is_short(name: str) -> bool:
    return len(divisions_named(name, short=True)) == 1
