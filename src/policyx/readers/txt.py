"""Plain text: bytes to text, whichever encoding an office saved them in.

No line ends are translated and nothing is normalised, so that offsets stand for what the file holds; only a byte order
mark at the very start is not part of the text.
"""

from __future__ import annotations

import codecs
from typing import Final

from policyx.errors import ReadError
from policyx.source import Source

# UTF-32 before UTF-16: the mark of UTF-16 little endian begins that of UTF-32 little endian.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WORST_SHARE: Final = 0.1  # more unreadable characters than this are no text in the encoding

_SAMPLE: Final = 1 << 16
_CONTROLS: Final = bytes((*range(9), *range(14, 26), 28, 29, 30, 31, 127))  # not line ends, tab, ^Z, escape


def read_txt(data: bytes) -> Source:
    """Return the text of *data*: UTF-8, UTF-16 and UTF-32 with or without a byte order mark, else GB18030 (GBK, GB 2312).

    Big5 is never guessed: most of its bytes are valid GB18030 too, and county offices write simplified characters. Line
    ends and control characters stay, so that offsets stand for what the file holds.

    Args:
        data: The bytes of a text file.

    Returns:
        The text; characters that could not be read are U+FFFD, and a warning counts them.

    Raises:
        ReadError: The bytes are no text in these encodings.

    Example:
        >>> read_txt("责任单位：县水利局".encode("utf-16-le")).text
        '责任单位：县水利局'
    """
    encoding = wide_encoding(data)
    if encoding:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd") - _count_replacement(data, encoding)
        warnings = (f"{lost} characters that are not valid {encoding} were replaced by U+FFFD",) if lost > 0 else ()
        return Source(text, "txt", metadata={"encoding": encoding}, warnings=warnings)
    if _is_binary(data[:_SAMPLE]):
        raise ReadError("this is no text, nor a format that policyx knows: save it as text (.txt, UTF-8) first")
    return _decoded(data)


def _decoded(data: bytes) -> Source:
    """Return the text of *data*: by its byte order mark, else UTF-8 where it is valid, else GB18030.

    UTF-8 with a few bad bytes is still read as UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    try:
        return Source(data.decode("utf-8"), "txt", metadata={"encoding": "utf-8"})
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


def _replaced(data: bytes, encoding: str) -> Source:
    metadata = {"encoding": encoding}
    try:
        return Source(data.decode(encoding), "txt", metadata=metadata)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost > _WORST_SHARE * len(text):
        raise ReadError(f"{lost} of {len(text)} characters cannot be read: save the file as UTF-8 text first")
    warning = f"{lost} characters that are not valid {encoding} were replaced by U+FFFD"
    return Source(text, "txt", metadata=metadata, warnings=(warning,))


def wide_encoding(data: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` where *data* is UTF-16 without a byte order mark, else None.

    In Chinese text a line end, a digit or a space has a zero byte on the high side, hardly a character (一, U+3000) one
    on the low side, and text in another encoding has none at all. Without any of them, the high bytes of Chinese
    characters (4E to 9F) and marks (30, FF) fill one side.

    Example:
        >>> wide_encoding("到2027年".encode("utf-16-be")), wide_encoding("到2027年".encode())
        ('utf-16-be', None)
    """
    sample = data[: _SAMPLE if len(data) % 2 == 0 or len(data) > _SAMPLE else 0]
    if len(sample) < 4 or sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample.count(0) > len(sample) / 2:
        return None
    even, odd = sample[::2], sample[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if _share_of_high_bytes(high) > 0.95 and (high.count(0) > 2 * low.count(0) or not _is_other_text(data)):
            return encoding
    return None


_HIGH_BYTES: Final = bytes((0x00, 0x20, 0x21, 0x22, 0x24, 0x25, 0x26, 0x30, 0x32, 0x33, 0xFF, *range(0x4E, 0xA0)))


def _share_of_high_bytes(side: bytes) -> float:
    return 1 - len(side.translate(None, _HIGH_BYTES)) / len(side)


def _is_other_text(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _is_binary(sample: bytes) -> bool:
    """Say whether control bytes are more than slips; UTF-16 and UTF-32 with a mark have many and are text."""
    marked = sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
    return not marked and len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 50


def _count_replacement(data: bytes, encoding: str) -> int:
    return data.count("\ufffd".encode(encoding))
