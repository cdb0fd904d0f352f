"""The sheets of .xlsx and .xlsm workbooks, through openpyxl, row by row in bounded memory."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from policyx.errors import ReadError
from policyx.readers.archive import check_declarations, check_size, open_package, part_chunks
from policyx.readers.grid import MOST_CELLS, Grid, in_one_line
from policyx.readers.number_format import CHINESE_IDS, show

if TYPE_CHECKING:
    import zipfile

    from openpyxl.workbook import Workbook

# `<mergeCell ref="A1:C1"/>`: groups 1 to 4 first column, first row, last column, last row.
_MERGE: Final = re.compile(
    rb"<(?:\w{1,9}:)?mergeCell\s[^>]{0,99}?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
# `<row r="3" hidden="1">`, `<col min="2" max="2" hidden="true"/>`
_HIDDEN: Final = re.compile(rb"<(?:\w{1,9}:)?(row|col)\s[^>]{0,300}?hidden=[\"'](?:1|true)[\"']")
# `<f>SUM(B2:B9)</f></c>`: a formula whose result was never stored.
_NO_RESULT: Final = re.compile(
    rb"(?:</(?:\w{1,9}:)?f>|<(?:\w{1,9}:)?f(?:\s[^>]{0,300})?/>)\s{0,9}(?:</(?:\w{1,9}:)?c>|<v\s?/>|<v></v>)"
)
# `_x000D_`: how the format writes a control character.
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST_TAG: Final = 1 << 20
_MOST_PLACES: Final = 20_000_000  # cells, filled or not, up to the last one of each row
_MOST_ROWS: Final = 1_048_576  # as many as the format has
# Parts that openpyxl holds in memory whole, and the bytes that they may have.
_MOST_PART: Final = {"xl/sharedStrings.xml": 64 * 2**20, "xl/styles.xml": 16 * 2**20, "xl/workbook.xml": 16 * 2**20}
_MOST_MERGES: Final = 200_000


def xlsx_grids(data: bytes) -> tuple[list[Grid], list[str]]:
    """Return the visible sheets of a workbook, and warnings.

    Args:
        data: The bytes of an .xlsx or .xlsm file.

    Raises:
        ReadError: The workbook is damaged, encrypted, or unpacks to more than memory should hold.
    """
    import openpyxl

    package = open_package(data)
    check_declarations(package, [name for name in package.namelist() if name.endswith((".xml", ".rels"))])
    for name, most in _MOST_PART.items():
        check_size(package, name, most)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _grids(book, package)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # openpyxl has no error of its own for what it does not understand
        detail = f"{type(error).__name__}: {error}"[:120]
        raise ReadError(f"the workbook is damaged ({detail}): open it in Excel or WPS and save it again") from error


def _grids(book: Workbook, package: zipfile.ZipFile) -> tuple[list[Grid], list[str]]:
    grids: list[Grid] = []
    notes: list[str] = []
    left = MOST_CELLS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"the hidden sheet {sheet.title} was left out")
            continue
        grid = Grid(sheet.title)
        left, last = _fill(grid, sheet, left)
        if last is not None:
            notes.append(f"the sheet {sheet.title} is too large: read up to row {last + 1}, and no sheet after it")
        _add_layout(grid, package, sheet._worksheet_path, notes)
        grids.append(grid)
        if last is not None:
            break
    return grids, notes


def _fill(grid: Grid, sheet: Any, left: int) -> tuple[int, int | None]:  # noqa: ANN401 (openpyxl has no types)
    """Fill *grid*; return how many more cells may be read, and the last row read where the sheet is too large."""
    sheet.reset_dimensions()  # a wrong or hostile size would make millions of empty cells
    epoch = sheet.parent.epoch
    places = _MOST_PLACES
    for row_number, row in enumerate(sheet.iter_rows()):
        places -= len(row)
        cells = {at: words for at, cell in enumerate(row) if cell.value is not None and (words := _words(cell, epoch))}
        if cells:
            grid.rows[row_number] = cells
            left -= len(cells)
        if left < 0 or places < 0 or row_number > _MOST_ROWS:
            return left, row_number
    return left, None


def _words(cell: Any, epoch: Any) -> str:  # noqa: ANN401
    value = cell.value
    if isinstance(value, str):
        if "_x" in value:
            value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return in_one_line(value)
    code = CHINESE_IDS.get(cell.style_array.numFmtId) or cell.number_format
    return in_one_line(show(value, code, epoch=epoch))


def _add_layout(grid: Grid, package: zipfile.ZipFile, path: str, notes: list[str]) -> None:
    """Add the merged ranges of a sheet, which openpyxl does not give where it reads row by row, and say what is hidden."""
    hidden = no_result = 0
    for piece in _overlapping(package, path):
        no_result += sum(1 for _ in _NO_RESULT.finditer(piece))
        hidden += sum(1 for _ in _HIDDEN.finditer(piece))
        for found in _MERGE.finditer(piece):
            merge = int(found[2]) - 1, _column(found[1]), int(found[4]) - 1, _column(found[3])
            if len(grid.merges) < _MOST_MERGES:
                grid.merges.append(merge)
    if hidden:
        notes.append(f"{hidden} hidden rows or columns of the sheet {grid.name} were read like the others")
    if no_result:
        notes.append(
            f"{no_result} formulas of the sheet {grid.name} hold no result: open it in Excel or WPS, save, read again"
        )


def _overlapping(package: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Yield a part in pieces that begin with a tag, so that none is cut in two or seen twice."""
    rest = b""
    for chunk in part_chunks(package, path.lstrip("/")):
        piece = rest + chunk
        end = max(map(piece.rfind, (b"<row", b"<c ", b"<mergeCell "))) if b"<row" in piece else piece.rfind(b"<")
        if end <= 0 and len(piece) < _LONGEST_TAG:
            rest = piece
            continue
        end = end if end > 0 else len(piece)
        yield piece[:end]
        rest = piece[end:]
    yield rest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
