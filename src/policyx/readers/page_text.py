"""Pages to the text of a document: furniture dropped, lines joined, tables a line a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from policyx.readers.page import Line, Page, lines_of
from policyx.readers.page_aligned import aligned_rows
from policyx.readers.page_column import Block, in_columns
from policyx.readers.page_furniture import without_furniture
from policyx.readers.page_notes import without_notes
from policyx.readers.page_paragraph import Margins, margins_of, paragraphs_of
from policyx.readers.page_table import Table, take_tables
from policyx.text import Span

_ACROSS: Final = 0.3  # of the page's width: a ruling that may part rows of a table
_TRIES: Final = 4  # places where a table may begin in a block of lines that none begins with
_FEW: Final = 60  # lines
_NEAR: Final = 6.0  # points by which the edges of a table may move from page to page


@dataclass(slots=True)
class _Text:
    """The text as it grows, and the spans of its tables."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Span] = field(default_factory=list)

    def add(self, line: str) -> None:
        self.pieces.append(line + "\n")
        self.length += len(line) + 1

    def add_table(self, rows: Sequence[Sequence[str]]) -> None:
        start = self.length
        for row in rows:
            self.add("\t".join(row))
        self.tables.append(Span(start, self.length - 1))


def text_of(pages: Sequence[Page]) -> tuple[str, tuple[Span, ...], int]:
    """Return the text of *pages*, the spans of its tables, and how many lines of furniture were dropped.

    Args:
        pages: The pages of a document, in order.
    """
    tables: list[list[Table]] = []
    lines: list[list[Line]] = []
    for number, page in enumerate(pages):
        found, runs = take_tables(page, number)
        tables.append(found)
        lines.append([line for line in lines_of(runs, number) if line.text])
    lines, dropped = without_furniture(lines, [page.height for page in pages])
    lines, notes = without_notes(lines)
    widths = [round(page.width) for page in pages]
    margins = _margins(lines, widths)
    text = _Text()
    for block in _joined(_blocks(lines, tables), widths):
        if isinstance(block, Table):
            text.add_table(_trimmed(block.rows))
        else:
            _add_lines(text, block.lines, _column(block, margins[widths[block.lines[0].page]]), _rules(pages))
    for note in notes:
        text.add(note.replace("\t", " "))
    return "".join(text.pieces), tuple(text.tables), dropped


def title_of(said: str, text: str) -> dict[str, str]:
    r"""Return the title that a file's properties say, as metadata, if it stands in the text too.

    Properties mostly hold the name of the draft, or the title of the document whose file was written over.

    Example:
        >>> title_of("2024年工作要点", "柳溪县2024年\n工作要点"), title_of("Microsoft Word - 1.doc", "柳溪县")
        ({'title': '2024年工作要点'}, {})
    """
    words = "".join(said.split())
    return {"title": said.strip()} if words and words in "".join(text.split()) else {}


def _margins(pages: Sequence[list[Line]], widths: Sequence[int]) -> dict[int, Margins]:
    """Return the margins of the pages of each width: attachments often lie across."""
    by_width: dict[int, list[Line]] = {}
    for lines, width in zip(pages, widths, strict=True):
        by_width.setdefault(width, []).extend(lines)
    return {width: margins_of(lines) for width, lines in by_width.items() if lines}


def _column(block: Block, margins: Margins) -> Margins:
    """Return the margins that hold for *block*: those of the page, or of the column that it stands in."""
    middle = (margins.left + margins.right) / 2
    is_half = all(line.x1 < middle for line in block.lines) or all(line.x0 > middle for line in block.lines)
    return margins_of(block.lines) if block.columns > 1 or (is_half and len(block.lines) > 5) else margins


def _rules(pages: Sequence[Page]) -> Callable[[int], Sequence[float]]:
    """Return a function that gives the heights of the rulings across a page, by its number."""

    @cache
    def of(number: int) -> list[float]:
        page = pages[number]
        return [rule.y0 for rule in page.rulings if rule.x1 - rule.x0 > _ACROSS * page.width]

    return of


def _add_lines(text: _Text, lines: list[Line], margins: Margins, rules: Callable[[int], Sequence[float]]) -> None:
    """Add lines as paragraphs, those in aligned columns as the rows of a table."""
    at = start = failed = 0
    while at < len(lines):
        rows, count = aligned_rows(lines, at, rules)
        if rows:
            _add_paragraphs(text, lines[start:at], margins)
            text.add_table(rows)
            at = start = at + count
        elif count > _FEW and failed >= _TRIES:  # in a long block, so that time stays bounded
            at += count
            failed = 0
        else:
            at += 1
            failed += count > _FEW
    _add_paragraphs(text, lines[start:], margins)


def _add_paragraphs(text: _Text, lines: Sequence[Line], margins: Margins) -> None:
    for paragraph in paragraphs_of(lines, margins):
        text.add(paragraph.replace("\t", " "))


def _blocks(pages: Sequence[list[Line]], tables: Sequence[list[Table]]) -> Iterator[Block | Table]:
    """Yield lines and tables in the order of reading, page by page."""
    for lines, found in zip(pages, tables, strict=True):
        rest = lines
        for table in sorted(found, key=lambda table: table.top):
            above = [line for line in rest if (line.top + line.bottom) / 2 < table.top]
            rest = [line for line in rest if (line.top + line.bottom) / 2 >= table.top]
            yield from in_columns(above)
            yield table
        yield from in_columns(rest)


def _joined(blocks: Iterator[Block | Table], widths: Sequence[int]) -> Iterator[Block | Table]:
    """Yield the blocks with what a page break parted made one: lines with lines, a table with its continuation."""
    previous: Block | Table | None = None
    for block in blocks:
        if isinstance(previous, Table) and isinstance(block, Table) and _is_continued(previous, block):
            previous = _continued(previous, block)
        elif isinstance(previous, Block) and isinstance(block, Block) and _is_one_column(previous, block, widths):
            previous = Block([*previous.lines, *block.lines], block.columns)
        else:
            if previous is not None:
                yield previous
            previous = block
    if previous is not None:
        yield previous


def _is_one_column(block: Block, following: Block, widths: Sequence[int]) -> bool:
    """Say whether the lines of two blocks stand in one column, on one page and the next."""
    left = min(line.x0 for line in block.lines), min(line.x0 for line in following.lines)
    right = max(line.x1 for line in block.lines), max(line.x1 for line in following.lines)
    pages = block.lines[-1].page, following.lines[0].page
    is_next = pages[0] != pages[1] and widths[pages[0]] == widths[pages[1]]
    return is_next and block.columns == following.columns and min(right) > max(left)


def _is_continued(table: Table, following: Table) -> bool:
    """Say whether *following* goes on with *table* on the next page: all its edges are edges of *table*."""
    if following.page != table.page + 1 or len(table.edges) < len(following.edges):
        return False
    columns = _columns(table, following)
    outer = abs(table.edges[0] - following.edges[0]) < _NEAR and abs(table.edges[-1] - following.edges[-1]) < _NEAR
    return outer and len(columns) == len(following.edges)


def _columns(table: Table, following: Table) -> list[int]:
    """Return where in *table* each edge of *following* stands, as far as they agree."""
    places = (
        next((at for at, edge in enumerate(table.edges) if abs(edge - place) < _NEAR), None)
        for place in following.edges
    )
    return [place for place in places if place is not None]


def _continued(table: Table, following: Table) -> Table:
    """Return *table* with the rows of its continuation; a repeated head goes, a row that the page cut is one again."""
    rows = list(table.rows)
    columns = _columns(table, following)
    more = []
    for row in following.rows:  # on its page it may have fewer columns, where no row needs the others
        wide = [""] * len(rows[0])
        for at, words in zip(columns, row, strict=False):
            wide[at] = words
        more.append(wide)
    heads = 0
    while heads < min(len(rows), len(more)) and more[heads] == rows[heads] and heads < 3:
        heads += 1
    more = more[heads:]
    if more and _is_cut_row(rows, more[0]):
        rows[-1] = [a + b for a, b in zip(rows[-1], more[0], strict=True)]
        more = more[1:]
    return Table(rows + more, table.edges, table.top, following.bottom, following.page)


def _is_cut_row(rows: list[list[str]], row: list[str]) -> bool:
    """Say whether *row* is the rest of the row before it: it has no number where all others have one."""
    numbered = sum(bool(other[0].strip()) for other in rows)
    return not row[0] and any(row) and numbered == len(rows) and len(rows) > 2


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows without those, and without the columns, that hold nothing."""
    filled = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return [[row[column] for column in filled] for row in rows if any(row)]
