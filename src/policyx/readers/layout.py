"""What readers of structured files share: rows of a table laid out on its grid, and lines and tables made one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from policyx.source import Source
from policyx.text import Span

#: Columns that one cell may span; no table of a county is as wide.
WIDEST_SPAN: Final = 100

#: Cells of one table, covered ones included, beyond which merged cells no longer pad their rows.
MOST_CELLS: Final = 3_000_000

# Not ink: spaces of every kind, zero-width marks.
_BLANKS: Final = re.compile(r"[\s\u200b\ufeff\u00ad]+")

# 一、 | 3. | （二）: a number typed by hand, behind which a tab is only a gap.
_MARK: Final = re.compile(
    r"[(（〔\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[一二三四五六七八九十百]{1,4}|[a-zA-Z])[.．、)）〕\]]?|[甲乙丙丁戊己庚辛壬癸][.．、]|第.{1,4}[章节条款]|[①-⑳•●·]"
)


class Grid:
    """A table filled cell by cell, each cell at the first free column; covered cells are empty.

    Example:
        >>> grid = Grid()
        >>> grid.start_row()
        >>> grid.add("一", rowspan=2), grid.add("修路", colspan=2)
        (None, None)
        >>> grid.start_row()
        >>> grid.add("县交通局"), grid.add("年底")
        (None, None)
        >>> grid.rows
        [['一', '修路', ''], ['', '县交通局', '年底']]
    """

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._covered_until: list[int] = []  # by column: the first row that no cell from above covers
        self._cells = 0

    def start_row(self) -> None:
        """Begin the next row."""
        self.rows.append([])

    def add(self, words: str, colspan: int = 1, rowspan: int = 1) -> None:
        """Put a cell with *words* at the first free column of the last row."""
        if not self.rows:
            self.start_row()
        row, at = self.rows[-1], len(self.rows) - 1
        until = self._covered_until
        padding = self._cells < MOST_CELLS
        while padding and len(row) < len(until) and until[len(row)] > at:
            row.append("")
            self._cells += 1
        width = min(max(colspan, 1), WIDEST_SPAN) if padding else 1
        start = len(row)
        row.extend([words, *[""] * (width - 1)])
        self._cells += width
        if rowspan != 1 and padding:
            self._cover(start, width, at + rowspan if rowspan > 1 else at + MOST_CELLS)

    def _cover(self, start: int, width: int, until: int) -> None:
        self._covered_until.extend([0] * (start + width - len(self._covered_until)))
        self._covered_until[start : start + width] = [until] * width


def tidy_rows(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return *rows* of one width, without rows and outer columns that hold no words at all.

    Example:
        >>> tidy_rows([["序号", "任务", ""], ["", "", ""], ["1"]])
        [['序号', '任务'], ['1', '']]
    """
    kept = [row for row in rows if any(row)]
    width = max((index + 1 for row in kept for index, words in enumerate(row) if words), default=0)
    if width * len(kept) > MOST_CELLS:
        return [list(row) for row in kept]
    return [[*row[:width], *[""] * (width - len(row))] for row in kept]


def cell_words(words: str) -> str:
    r"""Return the words of a cell on one line, without tabs.

    Example:
        >>> cell_words("县水务局、\n县财政局\t")
        '县水务局、 县财政局'
    """
    return _BLANKS.sub(" ", words).strip()


def tidy_line(line: str) -> str:
    r"""Return a line without indents; a tab stays where it parts words, as in a list of contents or a hand-made table.

    Example:
        >>> tidy_line("　　1.\t修路\t "), tidy_line("总体要求\t3")
        ('1.修路', '总体要求\t3')
    """
    line = line.strip(" \t\u3000\r")
    if "\t" not in line:
        return line
    first, *rest = [part.strip(" ") for part in re.split(r"\t+", line)]
    if _MARK.fullmatch(first):
        gap = " " if first[-1:].isalnum() else ""
        return first + gap + "\t".join(rest)
    return "\t".join((first, *rest))


class Sheet:
    """Lines and tables in reading order, which become the text of a `Source`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._tables: list[Span] = []

    def __len__(self) -> int:
        return self._length

    def add_line(self, line: str) -> None:
        """Add a paragraph; a line without ink is left out."""
        if line and not line.isspace():
            self._lines.append(line)
            self._length += len(line) + 1

    def add_lines(self, lines: Iterable[str]) -> None:
        """Add paragraphs in order."""
        for line in lines:
            self.add_line(line)

    def add_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table; one of a single column is a frame around text, and becomes lines."""
        tidy = tidy_rows(rows)
        if not tidy:
            return
        if max(map(len, tidy)) == 1:
            self.add_lines(row[0] for row in tidy)
            return
        start = self._length
        for row in tidy:
            line = "\t".join(row)
            self._lines.append(line)
            self._length += len(line) + 1
        self._tables.append(Span(start, self._length - 1))

    def add_source(self, source: Source) -> None:
        """Add the lines and tables of a part that another reader has read."""
        at = 0
        for start, end in source.tables:
            self.add_lines(source.text[at:start].split("\n"))
            self.add_table([row.split("\t") for row in source.text[start:end].split("\n")])
            at = end
        self.add_lines(source.text[at:].split("\n"))

    def source(self, form: str, metadata: dict[str, str], warnings: Iterable[str] = ()) -> Source:
        """Return what was added as the source of a file of format *form*."""
        text = "\n".join(self._lines)
        return Source(text, form, tuple(self._tables), metadata, tuple(warnings))
