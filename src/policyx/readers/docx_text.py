"""The body of a Word document as a reader sees it: numbered paragraphs, tables with merged cells, boxes, notes.

Tracked changes count as accepted; comments and hidden text are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from policyx.readers.docx_math import math_text
from policyx.readers.docx_style import Numbering, Styles
from policyx.readers.layout import MOST_CELLS, WIDEST_SPAN, Sheet, cell_words, tidy_line
from policyx.readers.numeral import numeral
from policyx.readers.ooxml import (
    MATH,
    MC,
    VML,
    Element,
    R,
    W,
    child,
    integer,
    is_on,
    is_switched_on,
    unwrapped,
    value,
    values,
)
from policyx.readers.superscript import raised
from policyx.readers.symbol import symbol
from policyx.source import Source

_ODD: Final = str.maketrans({"\xa0": " ", "\u200b": None, "\ufeff": None, "\u00ad": None, "\x0b": "\n", "\x00": None})
# eq \o\ac(○,3): the field that draws a number in a circle; group 1 what is in it.
_CIRCLED: Final = re.compile(r"eq\s*\\o\s*(?:\\a[clr])?\s*\(\s*[○◯〇]\s*[,，]\s*([^()]{1,4})\)", re.I)
_GONE: Final = (W + "del", W + "moveFrom")
_DRAWN: Final = (W + "drawing", W + "pict", W + "object", W + "txbxContent")
_PLAIN: Final = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_LONG_CELL: Final = 1200  # characters in a cell that only a frame around text has
_MANY_BLOCKS: Final = 8  # paragraphs in such a cell


@dataclass(slots=True)
class _Field:
    """A complex field (``w:fldChar``): its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class _Paragraph:
    """The pieces of a paragraph, each with whether it is raised; and the boxes anchored in it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: bool = False

    def add(self, words: str, *, is_raised: bool = False) -> None:
        if words:
            self.pieces.append((words, is_raised))

    def text(self) -> str:
        """Return the words, exponents and note marks resolved; neighbouring raised pieces are one."""
        done = ""
        held = ""
        for words, is_raised in (*self.pieces, ("", False)):
            if is_raised:
                held += words
                continue
            if held:
                done += raised(done[-1:], held)
                held = ""
            done += words
        return done.translate(_ODD)


class Writer:
    """Renders parts of one document; keeps its counters, notes and open fields.

    Args:
        styles: The document's styles.
        numbering: Its lists.
        chunk_of: Returns what an imported part holds, by its relation's id; None where it is not read.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, chunk_of: Callable[[str], Source | None] = lambda name: None
    ) -> None:
        self._chunk_of = chunk_of
        self._styles = styles
        self._numbering = numbering
        self._fields: list[_Field] = []
        self.notes: list[tuple[str, str]] = []  # ("footnote" | "endnote", id) in the order of their marks
        self.lost: Counter[str] = Counter()

    def write(self, container: Element, sheet: Sheet) -> None:
        """Add the paragraphs and tables in *container* to *sheet*."""
        waiting = ""  # words of a paragraph whose end is deleted: they go on in the next
        for block in unwrapped(container):
            if block.tag == W + "p":
                waiting = self._paragraph(block, sheet, waiting, in_cell=False)
            elif block.tag == W + "tbl":
                sheet.add_line(waiting)
                waiting = ""
                self._table(block, sheet)
            elif block.tag in _GONE:
                self.lost["change"] += 1
            elif block.tag == W + "altChunk":
                self._chunk(block, sheet)
            elif block.tag == MATH + "oMathPara":
                sheet.add_line(math_text(block))
        sheet.add_line(waiting)

    def _chunk(self, element: Element, sheet: Sheet) -> None:
        """Add what an imported part (``w:altChunk``) holds."""
        source = self._chunk_of(element.get(R + "id", ""))
        if source is None:
            self.lost["chunk"] += 1
        else:
            sheet.add_source(source)

    def _paragraph(self, element: Element, sheet: Sheet, before: str, *, in_cell: bool) -> str:
        """Add a paragraph and its boxes; return its words instead where its end is deleted."""
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        paragraph = _Paragraph(hidden=self._styles.hides(value(properties, "pStyle")))
        paragraph.add(before)
        self._runs(element, paragraph)
        for one in self._fields:
            one.shown = True  # no instruction goes on past its paragraph
        words = paragraph.text()
        joined = mark is not None and any(mark.find(tag) is not None for tag in _GONE)
        if joined:
            self.lost["change"] += 1
        else:
            hidden = paragraph.hidden or bool(is_on(mark, "vanish") and not words.strip())
            place = None if hidden else self._numbering.place(properties)
            label = self._numbering.label(place) if place else ""
            for number, line in enumerate(words.split("\n")):
                plain = tidy_line(line)
                if plain or (label and in_cell and not number):
                    sheet.add_line((label + plain).strip())
                    label = ""
        for box in paragraph.boxes:
            self.write(box, sheet)
        return words if joined else ""

    def _runs(self, element: Element, paragraph: _Paragraph) -> None:
        for one in unwrapped(element):
            tag = one.tag
            if tag == W + "r":
                self._run(one, paragraph)
            elif tag in _GONE:
                self.lost["change"] += 1
            elif tag in (MATH + "oMath", MATH + "oMathPara"):
                paragraph.add(math_text(one))
            elif tag == W + "commentRangeStart":
                self.lost["comment"] += 1

    def _run(self, element: Element, paragraph: _Paragraph) -> None:
        properties = values(child(element, "rPr"))
        hidden = is_switched_on(properties.get(W + "vanish"))
        if hidden is None:
            style = properties.get(W + "rStyle")
            hidden = self._styles.hides(style) if style else paragraph.hidden
        if hidden and child(element, "fldChar") is None:
            self.lost["hidden"] += 1
            return
        is_raised = properties.get(W + "vertAlign") == "superscript"
        for piece in unwrapped(element):
            self._piece(piece, paragraph, is_raised=is_raised)

    def _piece(self, piece: Element, paragraph: _Paragraph, *, is_raised: bool) -> None:
        tag = piece.tag
        if tag == W + "fldChar":
            self._field(piece, paragraph)
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1].instruction = (self._fields[-1].instruction + (piece.text or ""))[:500]
        elif self._fields and not all(one.shown for one in self._fields):
            return
        elif tag == W + "t":
            paragraph.add(piece.text or "", is_raised=is_raised)
        elif tag in _PLAIN:
            paragraph.add(_PLAIN[tag])
        elif tag == W + "sym":
            code = piece.get(W + "char", "")
            paragraph.add(
                symbol(piece.get(W + "font", ""), int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0)
            )
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self._note(piece, paragraph)
        elif tag == W + "ruby":
            base = child(piece, "rubyBase")
            if base is not None:
                self._runs(base, paragraph)
        elif tag in _DRAWN or tag.startswith(VML):
            self._drawing(piece, paragraph)

    def _field(self, mark: Element, paragraph: _Paragraph) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            circled = _CIRCLED.search(ended.instruction)
            if circled:
                inside = circled[1].strip()
                number = integer(inside, -1)
                paragraph.add(numeral(number, "decimalEnclosedCircle") if number > 0 else inside)

    def _note(self, mark: Element, paragraph: _Paragraph) -> None:
        kind = "footnote" if mark.tag == W + "footnoteReference" else "endnote"
        if mark.get(W + "customMarkFollows") in ("1", "true", "on"):
            self.notes.append((kind, f"*{mark.get(W + 'id')}"))
            return
        self.notes.append((kind, mark.get(W + "id", "")))
        paragraph.add(f"[{len(self.notes)}]")

    def _drawing(self, element: Element, paragraph: _Paragraph) -> None:
        """Gather the text boxes of a drawing, outermost ones only, and the words of VML word art; count pictures."""
        waiting = [element]
        while waiting:
            one = waiting.pop()
            tag = one.tag
            if tag == W + "txbxContent":
                paragraph.boxes.append(one)
                continue
            if tag == VML + "textpath":
                paragraph.add(one.get("string", ""))
            elif isinstance(tag, str) and tag.endswith(("}blip", "}imagedata")):
                self.lost["picture"] += 1
            elif isinstance(tag, str) and tag.endswith(("}chart", "}relIds")):
                self.lost["chart"] += 1
            elif isinstance(tag, str) and tag.endswith("}OLEObject"):
                self.lost["object"] += 1
            if tag == MC + "AlternateContent":
                chosen = one.find(MC + "Choice")
                chosen = one.find(MC + "Fallback") if chosen is None or not len(chosen) else chosen
                waiting += [] if chosen is None else [chosen]
            else:
                waiting += reversed(one)

    def _table(self, table: Element, sheet: Sheet) -> None:
        """Add a table; one that only frames text becomes the lines in its cells."""
        rows = [list(_cells(row)) for row in unwrapped(table) if row.tag == W + "tr" and not self._is_gone(row)]
        if _is_frame(rows):
            for cells in rows:
                for cell, _, covered in cells:
                    if cell is not None and not covered:
                        self.write(cell, sheet)
            return
        grid: list[list[str]] = []
        size = 0
        for cells in rows:
            row: list[str] = []
            for cell, width, covered in cells:
                words = "" if cell is None or covered else self._cell(cell)
                row += [words, *[""] * (width - 1 if size < MOST_CELLS else 0)]
            size += len(row)
            grid.append(row)
        sheet.add_table(grid)

    def _is_gone(self, row: Element) -> bool:
        gone = child(child(row, "trPr"), "del") is not None
        self.lost["change"] += gone
        return gone

    def _cell(self, cell: Element) -> str:
        """Return the words of a cell on one line; a number without words stays, as in a column of 序号."""
        inside = Sheet()
        waiting = ""
        for block in unwrapped(cell):
            if block.tag == W + "p":
                waiting = self._paragraph(block, inside, waiting, in_cell=True)
            elif block.tag == W + "tbl":
                self._table(block, inside)
        inside.add_line(waiting)
        return cell_words(inside.source("docx", {}).text)


def _cells(row: Element) -> Iterator[tuple[Element | None, int, bool]]:
    """Yield (cell, columns it spans, whether one above or to the left covers it); no cell where columns are left out."""
    before = min(integer(value(child(row, "trPr"), "gridBefore")), WIDEST_SPAN)
    if before > 0:
        yield None, before, True
    for cell in unwrapped(row):
        if cell.tag != W + "tc":
            continue
        about = values(child(cell, "tcPr"))
        if W + "cellDel" in about:
            continue
        width = min(max(integer(about.get(W + "gridSpan"), 1), 1), WIDEST_SPAN)
        yield cell, width, any(about.get(W + name, "restart") != "restart" for name in ("vMerge", "hMerge"))


def _is_frame(rows: list[list[tuple[Element | None, int, bool]]]) -> bool:
    """Say whether a table frames text: one column, a table in a cell of one or two columns, a cell of many paragraphs."""
    if all(sum(not covered for _, _, covered in cells) <= 1 and len(cells) <= 1 for cells in rows):
        return True
    is_wide = 2 * sum(len(cells) > 2 for cells in rows) > len(rows) > 2
    for cells in rows:
        for cell, _, covered in cells:
            if cell is None or covered:
                continue
            if child(cell, "tbl") is not None and not is_wide:
                return True
            if len(cell) > _MANY_BLOCKS and sum(len(one.text or "") for one in cell.iter(W + "t")) > _LONG_CELL:
                return True
    return False
