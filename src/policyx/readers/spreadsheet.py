"""Spreadsheets (.xlsx, .xlsm, .xls, .et, .csv, .tsv) to text: each filled sheet a table."""

from __future__ import annotations

from policyx.errors import ReadError
from policyx.readers.delimited import csv_grid
from policyx.readers.grid import render
from policyx.readers.txt import read_txt
from policyx.source import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_spreadsheet(data: bytes) -> Source:
    r"""Return the tables of a spreadsheet as text, numbers and dates as the sheet shows them.

    Hidden sheets are left out with a warning. Of formulas the stored results are read.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: The file is damaged, encrypted, too large, or holds no words at all.

    Example:
        >>> source = read_spreadsheet("指标,2025年\n新建公厕,12座\n".encode("gb18030"))
        >>> source.text, source.tables, source.format
        ('指标\t2025年\n新建公厕\t12座\n', (Span(start=0, end=17),), 'csv')
    """
    metadata: dict[str, str] = {}
    if data.startswith(b"PK"):
        from policyx.readers.xlsx import xlsx_grids

        found, (grids, notes) = "xlsx", xlsx_grids(data)
    elif data.startswith(_OLE):
        from policyx.readers.xls import xls_grids

        found, (grids, notes) = "xls", xls_grids(data)
    else:
        plain = read_txt(data)
        grid, notes = csv_grid(plain.text)
        found, grids, notes = "csv", [grid], [*plain.warnings, *notes]
        metadata = plain.metadata
    text, tables = render(grids)
    if not text and found != "csv":
        raise ReadError("the workbook has no filled cell that is visible: nothing to read")
    if len(grids) > 1:
        metadata["sheets"] = str(len(grids))
    return Source(text, found, tables, metadata, tuple(notes))
