"""Word documents (.docx, .docm): the text that a reader sees, its tables and notes, and the file's properties."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from functools import partial
from importlib import import_module
from typing import Final

from policyx.errors import ReadError
from policyx.readers.archive import open_package, read_part
from policyx.readers.compound import stream_names
from policyx.readers.docx_style import Numbering, Styles
from policyx.readers.docx_text import Writer
from policyx.readers.format import detect
from policyx.readers.layout import Sheet
from policyx.readers.ooxml import Element, W, parse_part, relations, relations_by_id
from policyx.source import Source

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_HEADERS: Final = 12
_MOST_CHUNK_BYTES: Final = 32 * 2**20
# Formats of imported parts; no packages, which could hold themselves.
_CHUNK_READERS: Final = {
    "html": ("html", "read_html"),
    "mhtml": ("mhtml", "read_mhtml"),
    "rtf": ("rtf", "read_rtf"),
    "txt": ("txt", "read_txt"),
}

# Core property (docProps/core.xml) → its name in the metadata. The title is often another document's, so it is kept apart.
_PROPERTIES: Final = {
    "title": "file_title", "creator": "author", "subject": "subject", "keywords": "keywords", "created": "created",
    "modified": "modified",
}  # fmt: skip
# 青政办发〔2025〕8号 in a page header.
_DOCUMENT_NUMBER: Final = re.compile(
    r"[一-鿿]{1,16}[〔\[(（【﹝]\s?(?:19|20)\d{2}\s?[〕\])）】﹞]\s?第?\s?\d{1,5}\s?号"
)

_WARNINGS: Final = (
    ("change", "tracked changes were read as accepted"),
    ("comment", "comments were left out"),
    ("hidden", "hidden text was left out"),
    ("picture", "{} pictures were not read; words in them need text recognition (OCR)"),
    ("chart", "{} charts or diagrams were not read"),
    ("object", "{} embedded objects were not read"),
    ("chunk", "{} imported parts (altChunk) were not read: open the file in Word and save it again"),
)


def read_docx(data: bytes) -> Source:
    """Return the text of a Word document.

    Paragraphs in order, a line each, automatic numbers before them; tables with tabs, a merged cell's words once; text
    boxes behind the paragraph that they are anchored in; ``[1]`` where a footnote or endnote stands, and the notes at the
    end; tracked changes as accepted; no comments, hidden text, page headers or footers.

    Args:
        data: The bytes of the file.

    Returns:
        The source; metadata: ``file_title``, ``author``, ``created``, ``modified``, and a ``document_number`` that the
        page header shows.

    Raises:
        ReadError: It is no Word document, damaged, encrypted, too large, or holds no text; the message says what to do.

    Example:
        >>> read_docx(b"")
        Traceback (most recent call last):
        policyx.errors.ReadError: the file is empty: get it again from where it came from
    """
    _check(data)
    with open_package(data) as package:
        main = _main_part(package)
        related = relations(package, main)
        styles = Styles(_related(package, related, "styles"))
        numbering = Numbering(_related(package, related, "numbering"), styles)
        writer = Writer(styles, numbering, partial(_chunk, package, main))
        sheet = Sheet()
        body = parse_part(package, main).find(W + "body")
        if body is None:
            raise ReadError("the file is damaged (it has no body): open it in Word or WPS and save it again")
        writer.write(body, sheet)
        _write_notes(package, related, writer, sheet)
        metadata = {**_properties(package), **_header_number(package, related)}
    if not len(sheet):
        reason = "only pictures: run text recognition (OCR) over it" if writer.lost["picture"] else "no text"
        raise ReadError(f"the document holds {reason}")
    return sheet.source("docx", metadata, _warnings(writer.lost))


def _check(data: bytes) -> None:
    if not data:
        raise ReadError("the file is empty: get it again from where it came from")
    if data.startswith(_OLE):
        if "EncryptedPackage" in stream_names(data):
            raise ReadError("the file is encrypted: open it with its password, save it without one, and read that")
        raise ReadError("this is an old Word file (.doc) under the name of a .docx: read it with policyx.read")
    if not data.startswith(b"PK"):
        raise ReadError("this is no Word document: read it with policyx.read, which finds out what it is")


def _main_part(package: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the body."""
    for kind, part in relations(package, ""):
        if kind == "officeDocument" and part in package.NameToInfo:
            return part
    if "word/document.xml" in package.NameToInfo:
        return "word/document.xml"
    raise ReadError("this is no Word document (it has no document part): read it with policyx.read")


def _related(package: zipfile.ZipFile, related: list[tuple[str, str]], kind: str) -> Element | None:
    for found, part in related:
        if found == kind and part in package.NameToInfo:
            return parse_part(package, part)
    return None


def _chunk(package: zipfile.ZipFile, main: str, name: str) -> Source | None:
    """Return what an imported part holds, by the id of its relation; None where it is no page or text that can be read."""
    part = next((part for found, _, part in relations_by_id(package, main) if found == name), "")
    if part not in package.NameToInfo:
        return None
    try:
        data = read_part(package, part, _MOST_CHUNK_BYTES)
        module, function = _CHUNK_READERS[detect(data, part)]
        source: Source = getattr(import_module(f"policyx.readers.{module}"), function)(data)
    except (ReadError, KeyError):
        return None
    return source


def _write_notes(package: zipfile.ZipFile, related: list[tuple[str, str]], writer: Writer, sheet: Sheet) -> None:
    """Add the notes at the end, in the order of their marks; one with a mark of its own brings it along."""
    parts: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote") if writer.notes else ():
        root = _related(package, related, f"{kind}s")
        for note in () if root is None else root:
            parts[kind, note.get(W + "id", "")] = note
    for number, (kind, name) in enumerate(list(writer.notes), 1):
        note = parts.get((kind, name.lstrip("*")))
        if note is None:
            continue
        inside = Sheet()
        writer.write(note, inside)
        words = " ".join(inside.source("docx", {}).text.split("\n")).replace("\t", " ").strip()
        sheet.add_line(words if name.startswith("*") else f"[{number}]{words}")


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    """Return what the file says about itself; a damaged part says nothing."""
    part = next((part for kind, part in relations(package, "") if kind == "core-properties"), "docProps/core.xml")
    if part not in package.NameToInfo:
        return {}
    try:
        root = parse_part(package, part)
    except ReadError:
        return {}
    found = {}
    for element in root:
        name = _PROPERTIES.get(str(element.tag).rpartition("}")[2])
        words = (element.text or "").strip()
        if name and words:
            found[name] = words
    return found


def _header_number(package: zipfile.ZipFile, related: list[tuple[str, str]]) -> dict[str, str]:
    """Return the document number that a page header shows."""
    headers = [part for kind, part in related if kind == "header" and part in package.NameToInfo][:_MOST_HEADERS]
    for part in headers:
        words = "".join(element.text or "" for element in parse_part(package, part).iter(W + "t"))
        if number := _DOCUMENT_NUMBER.search(words):
            return {"document_number": number[0]}
    return {}


def _warnings(lost: Counter[str]) -> list[str]:
    return [words.format(lost[name]) for name, words in _WARNINGS if lost[name]]
