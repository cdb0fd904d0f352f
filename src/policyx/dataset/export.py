"""CSV and Excel beside the Parquet parts, for whoever opens tables by double click.

CSV is UTF-8 with a byte order mark, which Excel needs. A text that a spreadsheet would take for a formula (``=…``, ``+…``,
``-…``, ``@…``) has an apostrophe before it.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policyx import lazy
from policyx.dataset.rows import OUTPUTS
from policyx.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa

#: Formats besides Parquet.
FORMATS: Final = ("csv", "xlsx")

# "=1+1", "@SUM(A1)", "-3至5": what begins like a formula; a sign alone ("=") is none.
_FORMULA: Final = lazy.compile(r"[=+\-@\t\r\n].", re.DOTALL)
# What a sheet's XML cannot hold.
_NO_XML: Final = lazy.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_CELL: Final = 32_767
_MOST_ROWS: Final = 1_048_576


def export(out: Path, form: str) -> None:
    """Write the dataset in *out* as ``<table>.csv`` or ``policyx.xlsx`` beside its folders.

    Args:
        out: The folder of a dataset.
        form: One of `FORMATS`.

    Raises:
        OutputError: A table has more rows than a sheet can have.
    """
    if form == "csv":
        for name in OUTPUTS:
            _write_csv(out, name)
    else:
        _write_xlsx(out)


def _write_csv(out: Path, name: str) -> None:
    beside = out / f".{name}.csv.tmp"
    with beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(_rows(out / name))
    os.replace(beside, out / f"{name}.csv")


def _write_xlsx(out: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name in OUTPUTS:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(_rows(out / name), 1):
            if number > _MOST_ROWS:
                raise OutputError(f"{name} has more rows than an Excel sheet can have: use --format csv")
            sheet.append([_cell(value) for value in row])
    beside = out / ".policyx.xlsx.tmp"
    book.save(beside)
    os.replace(beside, out / "policyx.xlsx")


def _cell(value: object) -> object:
    return _NO_XML.sub("\ufffd", value)[:_LONGEST_CELL] if isinstance(value, str) else value


def _rows(folder: Path) -> Iterator[list[Any]]:
    """Yield the column names, then the rows, of the parts in *folder*; a part at a time is in memory."""
    import pyarrow.parquet as pq

    header = False
    for part in sorted(folder.glob("part-*.parquet")):
        table: pa.Table = pq.read_table(part).flatten()
        if not header:
            yield table.column_names
            header = True
        for batch in table.to_batches(max_chunksize=1000):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield [_plain(value) for value in row]


def _plain(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, Decimal):
        return _shortest(value)
    if isinstance(value, list):
        return _plain("；".join(str(_shortest(one) if isinstance(one, Decimal) else one) for one in value))
    return value


def _shortest(value: Decimal) -> object:
    """Return the number without the zeros that a decimal of fixed scale carries, as int or float where that is exact."""
    whole = int(value)
    return whole if whole == value else json.loads(format(value, "f").rstrip("0"))
