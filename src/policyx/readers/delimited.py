"""Tables as text (.csv, .tsv): the separator found out, quoted cells with breaks in them read as one line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

from policyx.readers.grid import MOST_CELLS, Grid, in_one_line

#: Characters that are read of one file, and columns of one row: as many as a workbook has.
MOST_CHARACTERS: Final = 32 * 2**20
MOST_COLUMNS: Final = 16_384

_SEPARATORS: Final = (",", "\t", ";", "|", "，")
# `sep=;`: what Excel takes from the first line as the separator, and does not show.
_SAID: Final = re.compile(r"sep=([,;|\t])\r?\n", re.I)
_SAMPLE: Final = 1 << 15


def csv_grid(text: str) -> tuple[Grid, list[str]]:
    r"""Return the table that *text* holds, and warnings.

    Args:
        text: Rows as lines, cells between ``,`` tab ``;`` ``|`` or ``，``, in double quotes where they hold one of them.

    Example:
        >>> csv_grid('任务,单位\n修渠,"县水利局\n县财政局"\n')[0].rows
        {0: {0: '任务', 1: '单位'}, 1: {0: '修渠', 1: '县水利局 县财政局'}}
    """
    said = _SAID.match(text)
    separator = said[1] if said else separator_of(text[:_SAMPLE])
    text = text[said.end() :] if said else text
    try:
        return _filled(text, separator, csv.QUOTE_MINIMAL)
    except csv.Error:  # a quotation mark that is never closed swallows the rest up to the module's limit
        grid, notes = _filled(text.replace("\0", " "), separator, csv.QUOTE_NONE)
        return grid, ["a quotation mark is not closed: every line was read as a row", *notes]


def separator_of(sample: str) -> str:
    r"""Return the separator that cuts most rows of *sample* into the same number of cells.

    Example:
        >>> separator_of("指标;单位;2025年\n人口;万人;21,5\n")
        ';'
    """
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> float:
    """Return how many of the rows have the commonest number of cells, nothing where that is one cell."""
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row)
    except csv.Error:
        widths = Counter(line.count(separator) + 1 for line in sample.split("\n") if line)
    common = [(count * (width > 1), width) for width, count in widths.items()]
    count, width = max(common, default=(0, 1))
    return count + min(width, 99) / 100 if count else 0.0


def _filled(text: str, separator: str, quoting: int) -> tuple[Grid, list[str]]:
    grid = Grid("")
    left = MOST_CELLS
    notes = [f"only the first {MOST_CHARACTERS} characters were read"] if len(text) > MOST_CHARACTERS else []
    text = text[:MOST_CHARACTERS]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    for at, row in enumerate(rows):
        cells = {column: words for column, cell in enumerate(row[:MOST_COLUMNS]) if (words := in_one_line(cell))}
        if cells:
            grid.rows[at] = cells
            left -= len(cells)
        if left < 0:
            return grid, [*notes, f"only the first {MOST_CELLS} cells were read"]
    return grid, notes
