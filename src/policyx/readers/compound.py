"""OLE containers (.doc, .xls, .wps, .et): the names of the streams in them, which say what the file is."""

from __future__ import annotations

import struct
from typing import Final

_END: Final = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_ENTRY: Final = 128  # bytes a directory entry
_STREAMS: Final = ("WordDocument", "Workbook", "Book", "EncryptedPackage", "PowerPoint Document")


def stream_names(data: bytes) -> set[str]:
    """Return the names at the top of an OLE container, not those of documents embedded in it.

    Where the directory is damaged, the well-known names that stand anywhere in the bytes.

    Args:
        data: The bytes of the file.

    Example:
        >>> stream_names("WordDocument".encode("utf-16-le"))
        {'WordDocument'}
    """
    try:
        names = _top_names(_directory(data))
    except (struct.error, IndexError, ValueError):
        names = set()
    return names or {name for name in _STREAMS if name.encode("utf-16-le") in data}


def _directory(data: bytes) -> bytes:
    """Return the directory: its sectors in the order of their chain, which the sector table (FAT) tells."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise ValueError("no sector size")
    size = 1 << shift
    table = b"".join(
        data[(sector + 1) * size : (sector + 2) * size]
        for sector in struct.unpack_from("<109I", data, 76)
        if sector < _END
    )
    (sector,) = struct.unpack_from("<I", data, 48)
    pieces, seen = [], set()
    while sector < _END and sector not in seen:
        seen.add(sector)
        pieces.append(data[(sector + 1) * size : (sector + 2) * size])
        (sector,) = struct.unpack_from("<I", table, sector * 4)
    return b"".join(pieces)


def _top_names(directory: bytes) -> set[str]:
    """Return the names of the root's children, a binary tree of entries."""
    names: set[str] = set()
    (child,) = struct.unpack_from("<I", directory, 76)
    waiting, seen = [child], set()
    while waiting:
        index = waiting.pop()
        if index in seen or index >= len(directory) // _ENTRY:
            continue
        seen.add(index)
        name, length, _, _, left, right = struct.unpack_from("<64sHBBII", directory, index * _ENTRY)
        names.add(name[: max(length - 2, 0)].decode("utf-16-le", "replace"))
        waiting += [left, right]
    return names
