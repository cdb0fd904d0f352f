"""Plain text files: bytes to text, whichever encoding an office saved them in.

No line ends are translated and nothing is normalised, so that offsets stand for what the file holds; only a byte order
mark at the very start is not part of the text.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from policyx.errors import ReadError

# UTF-32 before UTF-16: the mark of UTF-16 little endian begins that of UTF-32 little endian.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# First bytes of files that are not text, whatever their name says → what they are.
_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", "a Word, Excel or zip file (.docx, .xlsx)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file (.doc, .xls)"),
    (b"%PDF-", "a PDF file"),
)

#: More unreadable characters than this are no text in the encoding.
_WORST_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: The text, line ends as they stand.
        encoding: Python's name of the encoding that it was in.
        warnings: What a reader should know, in words; empty when every byte was understood.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the text of *data*: by its byte order mark, else UTF-8 where it is valid, else GB18030.

    Bytes that are not valid become U+FFFD, with a warning; UTF-8 with a few bad bytes is still read as UTF-8.

    Args:
        data: The bytes of a text file.

    Raises:
        ReadError: The bytes are another file format, or no text in these encodings.

    Example:
        >>> decode("责任单位：县教育局".encode("gb18030"))
        Decoded(text='责任单位：县教育局', encoding='gb18030', warnings=())
    """
    for start, format_name in _OTHER_FORMATS:
        if data.startswith(start):
            raise ReadError(f"this is {format_name}, not plain text: save it as text (.txt, UTF-8) first")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _replaced(data, "utf-8" if _is_damaged_utf8(data) else "gb18030")


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether *data* is UTF-8 with a few bad bytes.

    GB18030 cannot tell: it reads most UTF-8 as other characters without complaint, while hardly a character of Chinese
    in GB18030 is valid UTF-8.
    """
    text = data.decode("utf-8", errors="replace")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") <= _WORST_SHARE * beyond_ascii


def _replaced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost > _WORST_SHARE * len(text):
        raise ReadError(f"{lost} of {len(text)} characters cannot be read: save the file as UTF-8 text first")
    return Decoded(text, encoding, (f"{lost} characters that are not valid {encoding} were replaced by U+FFFD",))
