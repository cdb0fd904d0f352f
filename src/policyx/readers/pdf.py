"""PDF files with a text layer, through pypdfium2."""

from __future__ import annotations

import ctypes
import math
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from policyx.errors import ReadError
from policyx.readers.page import RUN_GAP, Glyph, Page, Ruling, Run
from policyx.readers.page_text import text_of, title_of
from policyx.readers.pdf_font import box_for_missing_fonts
from policyx.readers.pdf_guard import check_streams
from policyx.source import Source

#: Pages that are read of one file; what follows is left out with a warning.
MOST_PAGES: Final = 3000
_MOST_CHARS: Final = 10_000_000  # of one file
_MOST_OBJECTS: Final = 20_000  # of one page that are looked through for rulings
_THICKEST: Final = 3.0  # points; a filled rectangle thinner than this is a ruling
_SHORTEST: Final = 4.0  # points
_FEWEST_CHARS: Final = 8  # a page with fewer is a scan or a picture
_SPACE: Final = 0x20
_BLANKS: Final = (_SPACE, 0x0A, 0x0D)
_ANGLES: Final = 200  # characters of a page that are asked how they are turned
_SLANT: Final = 15.0  # degrees
_SAMPLED: Final = 8  # of so many characters one is asked whether its font says what it is
_DAMAGED: Final = "the PDF is damaged: get it again from where it came from, or print it to a new PDF"
_HYPHEN: Final = 0x02  # pdfium's mark for a hyphen at a line's end


def read_pdf(data: bytes) -> Source:
    """Return the text layer of a PDF: paragraphs, tables a line a row, without running heads and page numbers.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: The file is damaged, encrypted, a scan without a text layer, or unpacks to too much.

    Example:
        >>> read_pdf(b"%PDF-1.7 nothing else")
        Traceback (most recent call last):
        policyx.errors.ReadError: the PDF is damaged: get it again from where it came from, or print it to a new PDF
    """
    import pypdfium2

    check_streams(data)
    with box_for_missing_fonts():
        document = _open(data)
        try:
            count = len(document)
            if count == 0:
                raise ReadError("the PDF has no pages: get it again from where it came from")
            pages, bare, garbled, warnings = _pages(document)
            title = document.get_metadata_value("Title")
        except pypdfium2.PdfiumError as error:
            raise ReadError(_DAMAGED) from error
        finally:
            document.close()
    if len(bare) == len(pages):
        raise ReadError(
            f"the PDF has no text layer ({count} pages of pictures): run text recognition (OCR) on it first"
        )
    chars = sum(len(run.glyphs) for page in pages for run in page.runs)
    if garbled > 0.3 * chars:
        raise ReadError("the PDF's fonts do not say which characters they show: run text recognition (OCR) on it")
    if bare:
        warnings.append(f"{len(bare)} of {count} pages have no text layer (pictures): {_listed(bare)}")
    if garbled:
        warnings.append(f"about {garbled} characters whose font does not say what they are may be wrong")
    text, tables, dropped = text_of(pages)
    if unknown := text.count("\ufffd"):
        warnings.append(f"{unknown} characters whose font does not say what they are were replaced by U+FFFD")
    if dropped:
        warnings.append(f"{dropped} lines of running heads and page numbers were dropped")
    return Source(text, "pdf", tables, {"pages": str(count), **title_of(title, text)}, tuple(warnings))


def _listed(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:10]))
    return f"{shown}, …" if len(pages) > 10 else shown


def _open(data: bytes) -> Any:  # noqa: ANN401 (pypdfium2's classes are loaded only here)
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        words = str(error).lower()
        if "password" in words or "security" in words:
            raise ReadError(
                "the PDF is encrypted: open it with its password, print it to a new PDF, and read that"
            ) from error
        raise ReadError(_DAMAGED) from error


def _pages(document: Any) -> tuple[list[Page], list[int], int, list[str]]:  # noqa: ANN401
    """Return the pages, the numbers of those without text, the count of unreadable characters, and warnings."""
    import pypdfium2

    pages: list[Page] = []
    bare: list[int] = []
    warnings: list[str] = []
    garbled = chars = slanted = 0
    for number in range(1, min(len(document), MOST_PAGES) + 1):
        try:
            page, unread, aslant = _page(document[number - 1])
        except pypdfium2.PdfiumError:
            page, unread, aslant = Page(0, 0), 0, 0
            warnings.append(f"page {number} is damaged and was left out")
        pages.append(page)
        garbled += unread
        slanted += aslant
        found = sum(len(run.glyphs) for run in page.runs)
        chars += found
        if found < _FEWEST_CHARS:
            bare.append(number)
        if chars > _MOST_CHARS:
            break
    if len(pages) < len(document):
        warnings.append(f"only the first {len(pages)} of {len(document)} pages were read: split the file")
    if slanted:
        warnings.append(f"{slanted} characters that do not stand upright (watermarks, notes in margins) were left out")
    return pages, bare, garbled, warnings


def _page(handle: Any) -> tuple[Page, int, int]:  # noqa: ANN401
    """Return a page turned as it is read, and its counts of characters unreadable and not upright."""
    text = handle.get_textpage()
    try:
        turn = _Turn(handle, _rotation(text.raw))
        page = Page(turn.width, turn.height)
        page.runs, garbled, aslant = _runs(text.raw, turn)
    finally:
        text.close()
    if page.runs:
        page.rulings = list(_rulings(handle, turn))
    handle.close()
    return page, garbled, aslant


def _rotation(text: Any) -> int | None:  # noqa: ANN401
    """Return how far the page must be turned, in degrees clockwise, for most of its text to stand upright; None without text."""
    import pypdfium2.raw as raw

    count = raw.FPDFText_CountChars(text)
    seen: Counter[int] = Counter()
    for index in range(0, count, max(count // _ANGLES, 1)):
        if not raw.FPDFText_IsGenerated(text, index):
            seen[_right_angle(raw.FPDFText_GetCharAngle(text, index))] += 1
    return max(seen, key=lambda angle: seen[angle]) if seen else None


def _right_angle(angle: float) -> int:
    """Return the right angle nearest to that of a character (in radians), in degrees, against the other sense."""
    return round(-angle / (math.pi / 2)) % 4 * 90


class _Turn:
    """From the file's coordinates (upwards, before rotation) to the page as it is read (downwards)."""

    def __init__(self, handle: Any, rotation: int | None) -> None:  # noqa: ANN401
        left, bottom, right, top = handle.get_bbox()
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.rotation: int = handle.get_rotation() if rotation is None else rotation
        self.width, self.height = (right - left, top - bottom)[:: -1 if self.rotation in (90, 270) else 1]

    def is_upright(self, angle: float) -> bool:
        """Say whether a character of this *angle*, in radians, stands upright on the page."""
        turned = (math.degrees(angle) + self.rotation + 180) % 360 - 180
        return abs(turned) < _SLANT

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a box as shown."""
        if not self.rotation:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.rotation == 90:
            x0, y0, x1, y1 = y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        elif self.rotation == 180:
            x0, y0, x1, y1 = self.right - x0, y0 - self.bottom, self.right - x1, y1 - self.bottom
        else:
            x0, y0, x1, y1 = self.top - y0, self.right - x0, self.top - y1, self.right - x1
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _runs(text: Any, turn: _Turn) -> tuple[list[Run], int, int]:  # noqa: ANN401
    """Return the runs of a page in the order of the file, and the counts of characters unreadable and not upright."""
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    code_of, box_of, to_page = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, turn.box
    runs: list[Run] = []
    garbled = aslant = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = code_of(text, index)
        if code in _BLANKS and (code != _SPACE or raw.FPDFText_IsGenerated(text, index) == 1):
            continue  # pdfium's own idea of spaces and lines
        if not box_of(text, index, pointer):
            continue
        x0, top, x1, bottom = to_page(box.left, box.bottom, box.right, box.top)
        if index % _SAMPLED == 0:
            garbled += raw.FPDFText_HasUnicodeMapError(text, index) == 1
        is_new = _append(runs, Glyph(_char(code), x0, x1), top, bottom)
        if is_new and not turn.is_upright(raw.FPDFText_GetCharAngle(text, index)):
            runs.pop()  # a watermark, a note along the margin
            aslant += 1
    inked = [run for run in runs if any(not glyph.char.isspace() for glyph in run.glyphs)]
    return inked, garbled * _SAMPLED, aslant


def _char(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    return chr(code) if 0 < code <= sys.maxunicode else "\ufffd"


def _append(runs: list[Run], glyph: Glyph, top: float, bottom: float) -> bool:
    """Add a character to the last run where it follows it on the same line, else begin a run and return True."""
    if runs:
        last = runs[-1]
        slack = 0.15 * (bottom - top)
        if -slack < top - last.top < slack and -slack < bottom - last.bottom < slack:
            gap = glyph.x0 - last.glyphs[-1].x1
            if -2 * slack < gap < RUN_GAP * (bottom - top):
                last.glyphs.append(glyph)
                return False
    runs.append(Run([glyph], top, bottom))
    return True


def _rulings(handle: Any, turn: _Turn) -> Iterator[Ruling]:  # noqa: ANN401
    """Yield the straight lines of a page: drawn lines, thin filled rectangles, edges of drawn rectangles."""
    import pypdfium2.raw as raw

    left = _MOST_OBJECTS
    for item in handle.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5):
        left -= 1
        if left < 0:
            return
        stroked = ctypes.c_int()
        filled = ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(filled), ctypes.byref(stroked)):
            continue
        for x0, y0, x1, y1 in _strokes(item, bool(stroked.value)):
            yield Ruling(*turn.box(x0, y0, x1, y1))


def _strokes(item: Any, is_stroked: bool) -> Iterator[tuple[float, float, float, float]]:  # noqa: ANN401
    """Yield the horizontal and vertical strokes of a path in the file's coordinates."""
    for points in _subpaths(item):
        xs = [x for x, _ in points]
        ys = [y for _, y in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        wide, high = x1 - x0, y1 - y0
        if min(wide, high) <= _THICKEST:
            if max(wide, high) >= _SHORTEST:
                yield (x0, (y0 + y1) / 2, x1, (y0 + y1) / 2) if wide > high else ((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
        elif is_stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if (abs(ax - bx) < 1) != (abs(ay - by) < 1):
                    yield ax, ay, bx, by


def _subpaths(item: Any) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401
    """Yield the corners of each piece of a path; pieces with curves are left out."""
    import pypdfium2.raw as raw

    matrix = item.get_matrix()
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item.raw), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points
