"""The sheets of .xls and .et workbooks (BIFF in an OLE container), through xlrd."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from policyx.errors import ReadError
from policyx.readers.grid import MOST_CELLS, Grid, in_one_line
from policyx.readers.number_format import CHINESE_IDS, show

if TYPE_CHECKING:
    import datetime as dt

#: Bytes of an old workbook; the format itself ends at 65,536 rows a sheet.
MOST_BYTES: Final = 64 * 2**20


def xls_grids(data: bytes) -> tuple[list[Grid], list[str]]:
    """Return the visible sheets of an .xls or .et workbook, and warnings.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: The workbook is damaged, encrypted or too large.
    """
    import xlrd

    if len(data) > MOST_BYTES:
        raise ReadError(f"the workbook has more than {MOST_BYTES >> 20} MB: save it as .xlsx, in parts if need be")
    try:
        book = _open(data)
        return _grids(book)
    except (ReadError, MemoryError):
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise ReadError("the workbook is encrypted: remove the password and save it again") from error
        raise ReadError(_damaged(error)) from error
    except Exception as error:  # xlrd meets damaged records with whatever error they cause
        raise ReadError(_damaged(error)) from error


def _damaged(error: Exception) -> str:
    detail = f"{type(error).__name__}: {error}"[:120]
    return f"the workbook is damaged ({detail}): open it in Excel or WPS and save it as .xlsx"


def _open(data: bytes) -> Any:  # noqa: ANN401 (xlrd has no types)
    """Open the workbook with its formats, or without them where those are damaged."""
    import xlrd

    quiet = io.StringIO()
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=quiet)
    except xlrd.XLRDError:
        raise
    except Exception:  # a damaged style must not lose the text
        return xlrd.open_workbook(file_contents=data, ragged_rows=True, logfile=quiet)


def _grids(book: Any) -> tuple[list[Grid], list[str]]:  # noqa: ANN401
    grids: list[Grid] = []
    notes = [] if book.formatting_info else ["the cell formats are damaged: numbers stand plain, merged cells unknown"]
    left = MOST_CELLS
    for sheet in book.sheets():
        if sheet.visibility:
            notes.append(f"the hidden sheet {sheet.name} was left out")
            continue
        merges = [(top, first, bottom - 1, last - 1) for top, bottom, first, last in sheet.merged_cells]
        grid = Grid(sheet.name, merges=merges)
        grids.append(grid)
        left = _fill(grid, sheet, book, left)
        if left < 0:
            notes.append(f"only the first {MOST_CELLS} cells were read, up to the sheet {sheet.name}")
            break
    return grids, notes


def _fill(grid: Grid, sheet: Any, book: Any, left: int) -> int:  # noqa: ANN401
    for at in range(sheet.nrows):
        cells = {}
        for column, cell in enumerate(sheet.row(at)):
            if cell.ctype not in (0, 6) and (words := _words(cell, book)):  # 0 empty, 6 blank but styled
                cells[column] = words
        if cells:
            grid.rows[at] = cells
            left -= len(cells)
        if left < 0:
            return -1
    return left


def _words(cell: Any, book: Any) -> str:  # noqa: ANN401
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return in_one_line(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return show(bool(cell.value), None)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    code = _code(cell, book) or ("yyyy/m/d" if cell.ctype == xlrd.XL_CELL_DATE else None)
    return in_one_line(show(cell.value, code, epoch=_epoch(book)))


def _code(cell: Any, book: Any) -> str | None:  # noqa: ANN401
    """Return the number format of a cell; None where the workbook was opened without formats."""
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return None
    key = book.xf_list[cell.xf_index].format_key
    if key in CHINESE_IDS:
        return CHINESE_IDS[key]
    found = book.format_map.get(key)
    return found.format_str if found else None


def _epoch(book: Any) -> dt.datetime:  # noqa: ANN401
    import datetime as dt

    return dt.datetime(1904, 1, 1) if book.datemode else dt.datetime(1899, 12, 30)
