"""Files to text, one module a format, and `extract_file`.

| module | reads |
| --- | --- |
| `policyx.read.txt` | .txt in UTF-8, GB18030 (GBK, GB 2312), or UTF-16 and UTF-32 with a byte order mark |
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from policyx.errors import ReadError
from policyx.extraction import Extraction
from policyx.pipeline import extract
from policyx.read.txt import Decoded, decode
from policyx.records import Issue

__all__ = ["ENDINGS", "Decoded", "decode", "extract_decoded", "extract_file", "read_file"]

#: File name endings that `read_file` reads.
ENDINGS: Final = (".txt",)

_LONGEST_PATH: Final = 4096  # what Linux allows; Windows allows less


def extract_file(
    path: str | os.PathLike[str], *, document_date: str | None = None, place: str | None = None
) -> Extraction:
    """Extract the records of a document in a file.

    Args:
        path: A ``.txt`` file; its encoding is found out (`policyx.read.txt.decode`).
        document_date: As for `policyx.extract`.
        place: As for `policyx.extract`.

    Returns:
        As `policyx.extract`; bytes that could not be read are an issue ``read.replaced``.

    Raises:
        ReadError: The file cannot be read; the message says why, and what to do.

    Example:
        >>> extract_file("no such report.txt")
        Traceback (most recent call last):
        policyx.errors.ReadError: no such report.txt: there is no such file: check the path
    """
    return extract_decoded(read_file(path), document_date=document_date, place=place)


def extract_decoded(decoded: Decoded, *, document_date: str | None = None, place: str | None = None) -> Extraction:
    """Extract the records of a text that was read from bytes; its warnings become issues ``read.replaced``.

    Example:
        >>> result = extract_decoded(decode("到2027年，新建公园3个。".encode("gb18030")))
        >>> result.indicators[0].name
        '公园'
    """
    result = extract(decoded.text, document_date=document_date, place=place)
    if not decoded.warnings:
        return result
    at = max(decoded.text.find("\ufffd"), 0)
    quote = decoded.text[at : at + 1]
    warnings = [Issue("read.replaced", at, at + len(quote), quote, warning) for warning in decoded.warnings]
    return replace(result, issues=(*warnings, *result.issues))


def read_file(path: str | os.PathLike[str]) -> Decoded:
    """Return the text of a file.

    Raises:
        ReadError: The file is missing, is a folder, may not be read, or is of a format that policyx does not read.
    """
    name = os.fspath(path)
    if os.path.isdir(name):
        raise ReadError(f"{name}: this is a folder; use convert(folder, out) for all files in it")
    if len(name) > _LONGEST_PATH or "\n" in name:
        raise ReadError("this is no path but a document's text: use extract(text)")
    if os.path.exists(name) and Path(name).suffix.lower() not in ENDINGS:
        raise ReadError(f"{name}: only {', '.join(ENDINGS)} files can be read: save it as text (.txt, UTF-8) first")
    try:
        return decode(Path(name).read_bytes())
    except ReadError as error:
        raise ReadError(f"{name}: {error}") from None
    except FileNotFoundError:
        raise ReadError(f"{name}: there is no such file: check the path") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: {getattr(error, 'strerror', None) or error}: check that it may be read") from error
