"""One module a file format: bytes to `policyx.source.Source`; `read` finds the format and chooses.

| module | reads |
| --- | --- |
| `policyx.readers.txt` | .txt in UTF-8, UTF-16, UTF-32, GB18030 (GBK, GB 2312) |
| `policyx.readers.html` | .html and .htm, the main text of a government page |
| `policyx.readers.mhtml` | .mht, .mhtml, the page in it |
| `policyx.readers.docx` | .docx, .docm |
| `policyx.readers.office` | .doc, .wps and others through LibreOffice |
| `policyx.readers.rtf` | .rtf |
| `policyx.readers.pdf` | .pdf with a text layer |
| `policyx.readers.ofd` | .ofd with a text layer |
| `policyx.readers.spreadsheet` | .xlsx, .xlsm, .xls, .et, .csv, .tsv |
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path, PurePath
from typing import Final

from policyx.errors import ReadError
from policyx.readers.format import detect, suffix_format
from policyx.source import Source

__all__ = ["MOST_BYTES", "read"]

#: Bytes that a file may have; a scan of a long report has about 100 MB.
MOST_BYTES: Final = 256 * 2**20
# Format → module and function; other documents are LibreOffice's.
_READERS: Final = {
    "txt": ("txt", "read_txt"),
    "html": ("html", "read_html"),
    "mhtml": ("mhtml", "read_mhtml"),
    "docx": ("docx", "read_docx"),
    "rtf": ("rtf", "read_rtf"),
    "pdf": ("pdf", "read_pdf"),
    "ofd": ("ofd", "read_ofd"),
    "xlsx": ("spreadsheet", "read_spreadsheet"),
    "xls": ("spreadsheet", "read_spreadsheet"),
    "csv": ("spreadsheet", "read_spreadsheet"),
}
_UNREAD_SHEETS: Final = {
    "xlsb": "a binary workbook (.xlsb)",
    "ods": "an OpenDocument sheet (.ods)",
    "xls-xml": "an Excel 2003 XML sheet",
}
_LONGEST_PATH: Final = 4096  # what Linux allows; Windows allows less


def read(path_or_bytes: str | os.PathLike[str] | bytes, *, name: str | None = None) -> Source:
    """Read a file of any format that county documents come in: its text, tables and metadata.

    The format is found from the content (`policyx.readers.format.detect`), so a misnamed file is read as what it is.

    Args:
        path_or_bytes: A path, or the bytes of a file.
        name: What the file was called, where bytes are given; only for messages, and to know a ``.csv``.

    Returns:
        The text that offsets of records refer to, the tables in it, metadata, and what was lost or guessed.

    Raises:
        ReadError: The file is missing, too large, empty, damaged, encrypted, a scan, or of a format that is not read; the
            message says what to do.
        TypeError: *path_or_bytes* is neither a path nor bytes.

    Example:
        >>> source = read("责任单位：县教育局".encode("gb18030"))
        >>> source.text, source.format, source.metadata["encoding"]
        ('责任单位：县教育局', 'txt', 'gb18030')
    """
    if isinstance(path_or_bytes, (bytes, bytearray, memoryview)):
        return _read_bytes(bytes(path_or_bytes), name)
    if not isinstance(path_or_bytes, (str, os.PathLike)):
        raise TypeError(f"read() takes a path or bytes, not {type(path_or_bytes).__name__}")
    path = os.fspath(path_or_bytes)
    return _read_bytes(_bytes_of(path), name or path)


def _read_bytes(data: bytes, name: str | None) -> Source:
    prefix = f"{name}: " if name else ""
    expected = suffix_format(name)
    try:
        if len(data) > MOST_BYTES:
            raise ReadError(f"the file has more than {MOST_BYTES >> 20} MB: split it and read the parts")
        if not data and expected not in (None, "txt", "csv"):
            raise ReadError("the file is empty (0 bytes): get it again from where it came from")
        found = detect(data, name)
        source = _reader(found)(data)
    except ReadError as error:
        raise ReadError(f"{prefix}{error}") from error.__cause__
    if expected in (None, found) or {expected, found} <= {"txt", "csv"}:
        return source
    suffix = PurePath(name or "").suffix
    return replace(source, warnings=(f"the file is named {suffix} but is {found}: read as {found}", *source.warnings))


def _reader(found: str) -> Callable[[bytes], Source]:
    """Return the function that reads the format *found*; libraries are loaded only when a file needs them."""
    if found in _UNREAD_SHEETS:
        raise ReadError(
            f"{_UNREAD_SHEETS[found]} is not read: open it in Excel, WPS or LibreOffice and save it as .xlsx"
        )
    if found not in _READERS:
        from policyx.readers.office import read_office

        return partial(read_office, format=found)
    module, function = _READERS[found]
    reader: Callable[[bytes], Source] = getattr(import_module(f"policyx.readers.{module}"), function)
    return reader


def _bytes_of(path: str) -> bytes:
    """Return the bytes of the file at *path*, at most one more than `MOST_BYTES`."""
    if os.path.isdir(path):
        raise ReadError(f"{path}: this is a folder; use convert(folder, out) for all files in it")
    if len(path) > _LONGEST_PATH or "\n" in path:
        raise ReadError("this is no path but a document's text: use extract(text)")
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ReadError(f"{path}: there is no such file: check the path") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: {getattr(error, 'strerror', None) or error}: check that it may be read") from error
