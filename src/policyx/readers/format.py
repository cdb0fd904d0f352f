"""What a file is, found from its bytes; its name only decides between a table and a text of the same characters."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from policyx.errors import ReadError
from policyx.readers.archive import open_package, read_part
from policyx.readers.compound import stream_names

#: Suffix → the format that files so named should be.
SUFFIXES: Final = {
    "txt": "txt", "text": "txt", "csv": "csv", "tsv": "csv", "pdf": "pdf", "ofd": "ofd", "rtf": "rtf",
    "html": "html", "htm": "html", "shtml": "html", "xhtml": "html", "jsp": "html", "aspx": "html", "php": "html",
    "docx": "docx", "docm": "docx", "dotx": "docx", "doc": "doc", "dot": "doc", "wps": "doc", "wpt": "doc",
    "xlsx": "xlsx", "xlsm": "xlsx", "xltx": "xlsx", "xls": "xls", "xlt": "xls", "et": "xls", "ett": "xls",
    "odt": "odt", "ods": "ods", "xlsb": "xlsb", "mht": "mhtml", "mhtml": "mhtml",
}  # fmt: skip

# First bytes of what is no document text → what to do with it.
_REFUSED: Final = (
    (b"\xff\xd8\xff", "a picture (JPEG): run text recognition (OCR) over it and read the text"),
    (b"\x89PNG\r\n", "a picture (PNG): run text recognition (OCR) over it and read the text"),
    (b"GIF8", "a picture (GIF): run text recognition (OCR) over it and read the text"),
    (b"II*\0", "a picture (TIFF): run text recognition (OCR) over it and read the text"),
    (b"MM\0*", "a picture (TIFF): run text recognition (OCR) over it and read the text"),
    (b"Rar!\x1a\x07", "a rar archive: unpack it and read the files in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it and read the files in it"),
    (b"\x1f\x8b", "a gzip archive: unpack it and read the file in it"),
    (b"PAR1", "a Parquet table, no document: read it with pandas or pyarrow"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


# `<!DOCTYPE html>`, `<html lang="zh">`, `<META charset=…>`, `<div class=…>`: a tag that a page or a piece of one begins with.
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|table|div|center|h[1-6]|p|ul)[\s>/])", re.I
)
# `<?mso-application progid="Excel.Sheet"?>`: what Word and Excel of 2003 saved as XML; group 1 the program.
_XML_2003: Final = re.compile(r'<\?mso-application\s+progid="(Word|Excel)\.')
# `MIME-Version: 1.0`, other headers before it, `Content-Type: multipart/related`: a page saved with its pictures.
_MHTML: Final = re.compile(
    r"(?=[A-Za-z-]{2,40}:)(?=.{0,3000}?^MIME-Version:)(?=.{0,3000}?^Content-Type:\s*(?:multipart/related|text/html))",
    re.I | re.M | re.S,
)
_START: Final = 4096  # bytes in which a format must show itself


def detect(data: bytes, name: str | None = None) -> str:
    """Return the format of *data*: ``txt``, ``csv``, ``html``, ``rtf``, ``pdf``, ``docx``, ``doc``, ``xlsx``, ``xls``, ….

    ``wps`` documents are ``doc`` and ``et`` sheets ``xls``, whose formats WPS Office writes under those names. *name* is
    only asked whether a text is a table (``.csv``, ``.tsv``); without it, a text whose lines all have as many commas is one.

    Args:
        data: The bytes of the file.
        name: Its name, if known.

    Raises:
        ReadError: It is of a kind that holds no text for policyx: a picture, an archive, a program; the message says
            what to do.

    Example:
        >>> detect(b"%PDF-1.7 ..."), detect("到2027年".encode("gb18030"), "plan.pdf")
        ('pdf', 'txt')
    """
    for start, kind in _REFUSED:
        if data.startswith(start):
            raise ReadError(f"this is {kind}")
    if data.startswith(_OLE):
        return _compound_format(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_format(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _text_format(data, name)


def suffix_format(name: str | None) -> str | None:
    """Return the format that a file of this *name* should be, or None where the name does not say.

    Example:
        >>> suffix_format("附件1.ET"), suffix_format("通知")
        ('xls', None)
    """
    return SUFFIXES.get(PurePath(name).suffix.lower().lstrip(".")) if name else None


def _package_format(data: bytes) -> str:
    package = open_package(data)
    names = set(package.namelist())
    folders = {name.split("/", 1)[0] for name in names if "/" in name}
    if any(name.upper() == "OFD.XML" for name in names):
        return "ofd"
    if "[Content_Types].xml" in names:
        if "xl" in folders:
            return "xlsb" if "xl/workbook.bin" in names else "xlsx"
        if "word" in folders:
            return "docx"
        if "ppt" in folders:
            raise ReadError("this is a presentation (.pptx): save its text as .txt or .docx and read that")
    if "mimetype" in names:
        kind = read_part(package, "mimetype")[:80].decode("ascii", "replace").strip()
        return {"text": "odt", "spreadsheet": "ods"}.get(kind.rpartition(".")[2], "odt")
    raise ReadError("this is a zip archive: unpack it and read the files in it")


def _compound_format(data: bytes) -> str:
    names = stream_names(data)
    if "EncryptedPackage" in names:
        raise ReadError("the file is encrypted: open it with its password, save it without one, and read that")
    if "WordDocument" in names:
        return "doc"
    if "Workbook" in names or "Book" in names:
        return "xls"
    if "PowerPoint Document" in names:
        raise ReadError("this is a presentation (.ppt): save its text as .txt or .docx and read that")
    raise ReadError(
        "the file is damaged, or no Word or Excel file (no text in the OLE container): open and save it again"
    )


def _text_format(data: bytes, name: str | None) -> str:
    start = data[:_START].replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\xfe\xff \t\r\n")
    if start.startswith("{\\rtf"):
        return "rtf"
    if _MHTML.match(start):
        return "mhtml"
    if found := _XML_2003.search(start):
        return "doc" if found[1] == "Word" else "xls-xml"
    if _HTML.match(_without_comments(start)) or "<html" in start.lower():
        return "html"
    if suffix_format(name) == "csv" or (suffix_format(name) is None and _has_even_commas(data)):
        return "csv"
    return "txt"


def _without_comments(start: str) -> str:
    """Return *start* without the comments and ``<?xml …?>`` in front of its first tag."""
    while start.startswith(("<!--", "<?")):
        end = "-->" if start.startswith("<!--") else "?>"
        _, mark, start = start.partition(end)
        if not mark:
            return ""
        start = start.lstrip()
    return start


def _has_even_commas(data: bytes) -> bool:
    """Say whether the first lines all have the same number of commas, at least two, as a table has and prose has not."""
    whole = data[:_START] if len(data) <= _START else data[:_START].rpartition(b"\n")[0]
    lines = [line for line in whole.split(b"\n") if line.strip()]
    counts = {line.count(b",") for line in lines}
    return len(lines) >= 3 and len(counts) == 1 and counts.pop() >= 2
