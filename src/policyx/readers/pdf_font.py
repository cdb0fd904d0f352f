"""A font of boxes, for PDFs that do not carry their Chinese fonts.

Without the font, pdfium has no extent for its characters and drops each that stands alone (单位 座, 是, 人 in a table); with
whatever the machine has installed, the text would depend on the machine. So, while a PDF is read, every Chinese font that
is missing is this one: TrueType with one box for all Chinese characters and one, half as wide, for ASCII. It is never drawn.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

_EM: Final = 1000
_ASCENT, _DESCENT = 880, -120
_CJK_CHARSETS: Final = (128, 129, 134, 136)  # Shift-JIS, Hangul, GB 2312, Big5


@cache
def box_font() -> bytes:
    """Return the font file (OpenType 1.9: `cmap` format 13 maps many characters to one glyph).

    Example:
        >>> len(box_font()) < 1000
        True
    """
    half, full = _square(_EM // 2), _square(_EM)
    groups = struct.pack(">HHIII", 13, 0, 40, 0, 2) + struct.pack(">6I", 0x20, 0x7E, 1, 0x7F, 0x10FFFD, 2)
    tables = {
        b"OS/2": _os2(),
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + groups,
        b"glyf": full + half + full,
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            0x10000,
            0x10000,
            0,
            0x5F0F3CF5,
            3,
            _EM,
            0,
            0,
            0,
            _DESCENT,
            _EM,
            _ASCENT,
            0,
            8,
            2,
            1,
            0,
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhh4hhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 3
        ),
        b"hmtx": struct.pack(">HhHhHh", _EM, 0, _EM // 2, 0, _EM, 0),
        b"loca": struct.pack(">IIII", 0, len(full), len(full) + len(half), 2 * len(full) + len(half)),
        b"maxp": struct.pack(">IH13H", 0x10000, 3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": struct.pack(">HHH", 0, 0, 6),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    return _assembled(tables)


def _square(width: int) -> bytes:
    """Return the outline of a box from the origin, ``width`` wide."""
    corners = ((0, _DESCENT), (0, _ASCENT), (width, _ASCENT), (width, _DESCENT))
    steps = [(x - px, y - py) for (px, py), (x, y) in zip(((0, 0), *corners), corners, strict=False)]
    points = struct.pack(">4h", *(x for x, _ in steps)) + struct.pack(">4h", *(y for _, y in steps))
    outline = struct.pack(">5hHH", 1, 0, _DESCENT, width, _ASCENT, 3, 0) + b"\1\1\1\1" + points
    return outline + b"\0" * (-len(outline) % 4)


def _os2() -> bytes:
    code_pages = 1 << 17 | 1 << 18 | 1 << 19 | 1 << 20  # Japanese, simplified, Korean, traditional
    head = struct.pack(">HhHHH", 1, _EM, 400, 5, 0) + b"\0" * 22 + b"\0" * 10 + b"\xff" * 16 + b"    "
    return head + struct.pack(">HHHhhhHHII", 64, 0x20, 0xFFFF, _ASCENT, _DESCENT, 0, _ASCENT, -_DESCENT, code_pages, 0)


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    out = struct.pack(">IHHHH", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    at = 12 + 16 * count
    body = b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        out += struct.pack(">4sIII", tag, total, at + len(body), len(data))
        body += padded
    return out + body


@contextmanager
def box_for_missing_fonts() -> Iterator[None]:
    """Give pdfium the box font for Chinese fonts that a PDF lacks, and its own choice back afterwards."""
    import pypdfium2.raw as raw

    info = _font_info()
    raw.FPDF_SetSystemFontInfo(info)
    try:
        yield
    finally:
        raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())


@cache
def _font_info() -> Any:  # noqa: ANN401 (a structure of pypdfium2, which has no types)
    """Return pdfium's table of callbacks; it lives as long as the process, as pdfium asks."""
    import pypdfium2.raw as raw

    info = raw.FPDF_SYSFONTINFO()
    types = dict(raw.FPDF_SYSFONTINFO._fields_)
    callbacks = {
        "Release": lambda _: None,
        "MapFont": lambda _, weight, italic, charset, pitch, face, exact: 1 if charset in _CJK_CHARSETS else None,
        "GetFont": lambda _, face: None,
        "GetFontData": lambda _, font, table, buffer, size: _copy(table, buffer, size),
        "GetFaceName": lambda _, font, buffer, size: 0,
        "GetFontCharset": lambda _, font: 134,
        "DeleteFont": lambda _, font: None,
    }
    info.version = 2
    for name, function in callbacks.items():
        setattr(info, name, types[name](function))
    return info


def _copy(table: int, buffer: Any, size: int) -> int:  # noqa: ANN401
    """Put the font, or one table of it, into pdfium's buffer if it is large enough; return its length."""
    data = box_font() if table == 0 else _table(table)
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _table(tag: int) -> bytes:
    font = box_font()
    for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        found, _, start, length = struct.unpack_from(">IIII", font, at)
        if found == tag:
            return font[start : start + length]
    return b""
