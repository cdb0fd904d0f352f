"""OFD files (GB/T 33190-2016, the national fixed-layout format): the text layer, with the standard library.

The format is a zip package of XML; no kept Python library reads it without a rendering stack, and the text layer takes
few elements: pages (7.7), text objects and their character positions (11.2, 11.3), paths (9.2).
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree

from policyx.errors import ReadError
from policyx.readers.archive import check_declarations, open_package, read_part
from policyx.readers.page import Glyph, Page, Ruling, Run
from policyx.readers.page_text import text_of, title_of
from policyx.source import Source

#: Pages that are read of one file; what follows is left out with a warning.
MOST_PAGES: Final = 3000
_A4: Final = (0.0, 0.0, 210.0, 297.0)
_MOST_PART: Final = 32 * 2**20  # bytes of one page, unpacked
_POINTS: Final = 72 / 25.4  # in a millimetre, OFD's unit
_MOST_CHARS: Final = 10_000_000
_MOST_DEPTH: Final = 100
_MOST_OBJECTS: Final = 200_000  # of one page
_FEWEST_CHARS: Final = 8  # of a file; one with fewer is a scan

# `g 6 5.64`: group 1 how often group 2 repeats; or one number (group 3).
_DELTA: Final = re.compile(r"g\s+(\d{1,6})\s+(-?[\d.]+)|(-?[\d.]+(?:[eE][+-]?\d+)?)")
# `M 0 0`, `L 10 0`, `C`: a command of a path (group 1) with the numbers after it (group 2).
_COMMAND: Final = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")

_Matrix = tuple[float, float, float, float, float, float]
_UNIT: Final[_Matrix] = (1, 0, 0, 1, 0, 0)


def read_ofd(data: bytes) -> Source:
    """Return the text layer of an OFD file: paragraphs, tables a line a row, without running heads and page numbers.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: The file is damaged, encrypted, or holds pictures only.
    """
    package = open_package(data)
    names = {name.lstrip("/").lower(): name for name in package.namelist()}
    if "encryptions.xml" in names:
        raise ReadError("the OFD file is encrypted: open it with its password and export it as PDF without one")
    check_declarations(package, [name for name in package.namelist() if name.lower().endswith(".xml")])
    reader = _Reader(package, names)
    title, pages, warnings = reader.document()
    if sum(len(run.glyphs) for page in pages for run in page.runs) < _FEWEST_CHARS:
        raise ReadError(f"the OFD file has no text ({len(pages)} pages of pictures): run text recognition (OCR) on it")
    text, tables, dropped = text_of(pages)
    if dropped:
        warnings.append(f"{dropped} lines of running heads and page numbers were dropped")
    return Source(text, "ofd", tables, {"pages": str(len(pages)), **title_of(title, text)}, tuple(warnings))


class _Reader:
    """The parts of one package, found by their paths whatever case the producer wrote them in."""

    def __init__(self, package: zipfile.ZipFile, names: dict[str, str]) -> None:
        self.package = package
        self.names = names
        self.units: dict[str, ElementTree.Element] = {}

    def document(self) -> tuple[str, list[Page], list[str]]:
        """Return title, pages and warnings of every document in the package (there is mostly one)."""
        root = self._xml("OFD.xml")
        title = ""
        pages: list[Page] = []
        warnings: list[str] = []
        for body in _children(root, "DocBody"):
            title = title or next((element.text for element in _children(body, "Title") if element.text), "")
            start = next((element.text for element in body.iter() if _tag(element) == "DocRoot"), None)
            if start:
                self._add_pages(start.strip(), pages, warnings)
        return title, pages, warnings

    def _add_pages(self, path: str, pages: list[Page], warnings: list[str]) -> None:
        root = self._xml(path)
        folder = posixpath.dirname(path)
        self._add_units(root, folder)
        box = next((element.text for element in root.iter() if _tag(element) == "PhysicalBox"), None)
        templates = {
            element.get("ID"): posixpath.join(folder, element.get("BaseLoc", ""))
            for element in root.iter()
            if _tag(element) == "TemplatePage"
        }
        every = [
            element for group in root.iter() if _tag(group) == "Pages" for element in group if _tag(element) == "Page"
        ]
        chars = 0
        for number, element in enumerate(every, 1):
            if number > MOST_PAGES or chars > _MOST_CHARS:
                warnings.append(f"only the first {number - 1} of {len(every)} pages were read: split the file")
                return
            try:
                page = self._page(posixpath.join(folder, element.get("BaseLoc", "")), box, templates)
            except ReadError:
                warnings.append(f"page {number} is missing or damaged and was left out")
                page = Page(0, 0)
            pages.append(page)
            chars += sum(len(run.glyphs) for run in page.runs)

    def _page(self, path: str, box: str | None, templates: dict[str | None, str]) -> Page:
        root = self._xml(path)
        own = next((element.text for element in root.iter() if _tag(element) == "PhysicalBox"), None)
        numbers = _numbers(own or box or "")
        x, y, width, height = numbers if len(numbers) == 4 else _A4
        content = _Content(Page(width * _POINTS, height * _POINTS), self.units)
        for used in _children(root, "Template"):
            template = templates.get(used.get("TemplateID"))
            if template:
                content.fill(self._xml(template), (1, 0, 0, 1, -x, -y), 0)
        content.fill(root, (1, 0, 0, 1, -x, -y), 0)
        return content.page

    def _add_units(self, root: ElementTree.Element, folder: str) -> None:
        """Add the composite units (13) of a document's resources: content that pages use by its number."""
        for element in root.iter():
            if _tag(element) in ("PublicRes", "DocumentRes") and element.text:
                with contextlib.suppress(ReadError):
                    resources = self._xml(posixpath.join(folder, element.text.strip()))
                    for unit in _children(resources, "CompositeGraphicUnit"):
                        self.units[unit.get("ID", "")] = unit

    def _xml(self, path: str) -> ElementTree.Element:
        name = self.names.get(posixpath.normpath(path).lstrip("/").lower())
        if name is None:
            raise ReadError(f"the OFD file is damaged (its part {path!r} is missing): get it again")
        try:
            return ElementTree.fromstring(read_part(self.package, name, _MOST_PART))
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise ReadError(f"the OFD file is damaged (its part {path!r} is no whole XML): get it again") from error


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    return (child for child in element.iter() if _tag(child) == tag)


def _numbers(text: str) -> list[float]:
    out = []
    for word in text.split():
        try:
            out.append(float(word))
        except ValueError:
            return out
    return out


class _Content:
    """A page as it is filled from its own content, its templates and composite units."""

    def __init__(self, page: Page, units: dict[str, ElementTree.Element]) -> None:
        self.page = page
        self.units = units
        self.left = _MOST_OBJECTS

    def fill(self, root: ElementTree.Element, matrix: _Matrix, depth: int) -> None:
        """Add text and rulings of *root*, blocks within blocks; units within units end at a bound."""
        for element in root:
            self.left -= 1
            if self.left < 0 or depth > _MOST_DEPTH:
                return
            if element.get("Visible") == "false":
                continue
            tag = _tag(element)
            if tag == "TextObject":
                self.page.runs += _text_runs(element, matrix)
            elif tag == "PathObject":
                self.page.rulings += _path_rulings(element, matrix)
            elif tag == "CompositeObject":
                unit = self.units.get(element.get("ResourceID", ""))
                if unit is not None:
                    self.fill(unit, _placed(element, matrix), depth + 10)
            elif tag in ("Content", "Layer", "PageBlock"):
                self.fill(element, matrix, depth + 1)


def _placed(element: ElementTree.Element, matrix: _Matrix) -> _Matrix:
    """Return the matrix from an object's own coordinates to the page's, by its ``CTM`` and ``Boundary``."""
    boundary = [*_numbers(element.get("Boundary", "")), 0.0, 0.0]
    a, b, c, d, e, f = _six(_numbers(element.get("CTM", "")))
    e, f = e + boundary[0], f + boundary[1]
    oa, ob, oc, od, oe, of = matrix
    return (
        oa * a + oc * b, ob * a + od * b, oa * c + oc * d, ob * c + od * d, oa * e + oc * f + oe, ob * e + od * f + of
    )  # fmt: skip


def _six(values: list[float]) -> _Matrix:
    if len(values) != 6:
        return _UNIT
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * _POINTS, (b * x + d * y + f) * _POINTS


def _text_runs(element: ElementTree.Element, matrix: _Matrix) -> Iterator[Run]:
    """Yield the runs of a text object: each code has a start and the steps from character to character."""
    placed = _placed(element, matrix)
    size = (_numbers(element.get("Size", "")) or [4.0])[0]
    stretch = (_numbers(element.get("HScale", "")) or [1.0])[0]
    x = y = 0.0
    for code in _children(element, "TextCode"):
        text = (code.text or "").strip("\r\n")
        x = (_numbers(code.get("X", "")) or [x])[0]
        y = (_numbers(code.get("Y", "")) or [y])[0]
        yield from _runs(
            text,
            (x, y),
            _steps(code.get("DeltaX"), len(text)),
            _steps(code.get("DeltaY"), len(text)),
            size,
            stretch,
            placed,
        )


def _runs(
    text: str,
    start: tuple[float, float],
    across: list[float],
    down: list[float],
    size: float,
    stretch: float,
    placed: _Matrix,
) -> Iterator[Run]:
    """Yield runs of *text*, a new one wherever the writing goes down or leaves a gap."""
    x, y = start
    run: Run | None = None
    for index, char in enumerate(text):
        step = across[index] if index < len(across) else 0.0
        width = size * stretch * (1.0 if char > "\u2e7f" else 0.5)
        width = step if 0 < step <= 1.05 * size else width
        x0, bottom = _at(placed, x, y + 0.14 * size)
        x1, top = _at(placed, x + width, y - 0.86 * size)
        glyph = Glyph(char, min(x0, x1), max(x0, x1))
        low, high = min(top, bottom), max(top, bottom)
        if (
            run is None
            or abs(low - run.top) > 0.15 * (high - low)
            or not -0.5 < (glyph.x0 - run.x1) / max(high - low, 1) < 0.5
        ):
            if run is not None and any(not glyph.char.isspace() for glyph in run.glyphs):
                yield run
            run = Run([glyph], low, high)
        else:
            run.glyphs.append(glyph)
        x += step if index < len(across) else (0.0 if down else width)
        y += down[index] if index < len(down) else 0.0
    if run is not None and any(not glyph.char.isspace() for glyph in run.glyphs):
        yield run


def _steps(text: str | None, most: int) -> list[float]:
    """Return the steps that ``DeltaX`` or ``DeltaY`` lists, ``g 3 5`` meaning three of 5; at most *most*."""
    out: list[float] = []
    for found in _DELTA.finditer(text or ""):
        try:
            out += [float(found[2])] * min(int(found[1]), most) if found[1] else [float(found[3])]
        except ValueError:
            out.append(0.0)
        if len(out) >= most:
            break
    return out[:most]


def _path_rulings(element: ElementTree.Element, matrix: _Matrix) -> Iterator[Ruling]:
    """Yield the straight lines across and down of a path object; a thin filled rectangle is one line."""
    placed = _placed(element, matrix)
    data = next((child.text for child in element if _tag(child) == "AbbreviatedData"), None) or ""
    points: list[tuple[float, float]] = []
    for found in _COMMAND.finditer(data):
        values = _numbers(found[2])
        if found[1] in "SM":
            yield from _strokes(points)
            points = []
        if found[1] == "C":
            points += points[:1]
        elif len(values) >= 2:
            points.append(_at(placed, values[-2], values[-1]))
    yield from _strokes(points)


def _strokes(points: list[tuple[float, float]]) -> Iterator[Ruling]:
    if len(points) < 2:
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= 3:
        yield Ruling(min(xs), min(ys), max(xs), max(ys))
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if (abs(ax - bx) < 1) != (abs(ay - by) < 1):
            yield Ruling(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
