"""Zip packages (.docx, .xlsx, .ofd): opened within bounds, so that a zip bomb or an entity bomb ends in a clear error."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from policyx.errors import ReadError

#: Bytes that a package may hold when unpacked. A year's work of one county, tables and all, is under 20 MB.
MOST_BYTES: Final = 256 * 2**20
#: Parts that a package may hold; a document with a thousand pictures has about as many.
MOST_PARTS: Final = 10_000

# Those of ISO/IEC 29500-2; others that zipfile knows take memory that the declared sizes do not bound.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_CHUNK: Final = 1 << 16

# `<!DOCTYPE w [<!ENTITY a "b">]>`: no format read here allows one, and entity bombs need one.
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def open_package(data: bytes) -> zipfile.ZipFile:
    """Return the zip package in *data*, once its directory shows it to be whole and within bounds.

    `zipfile` never unpacks more of a part than its directory entry declares, so the declared sizes bound the memory.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: It is damaged, encrypted, packed in an unusual way, or larger than `MOST_BYTES` when unpacked.

    Example:
        >>> open_package(b"PK no zip")
        Traceback (most recent call last):
        policyx.errors.ReadError: the file is damaged (not a whole zip package): get it again from where it came from
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ReadError(
            "the file is damaged (not a whole zip package): get it again from where it came from"
        ) from error
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise ReadError(
            f"the package unpacks to more than {MOST_BYTES >> 20} MB or {MOST_PARTS} parts (a zip bomb?): not read"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("the package is encrypted: remove the password and save it again")
    if any(part.compress_type not in _METHODS for part in parts):
        raise ReadError("the package is packed in a way that no office program writes: open it and save it again")
    return package


def read_part(package: zipfile.ZipFile, name: str, most: int = MOST_BYTES) -> bytes:
    """Return one part of *package*, unpacked.

    Args:
        package: An opened package.
        name: The part's name in it.
        most: Bytes that the part may have.

    Raises:
        ReadError: The part is missing, damaged, or larger than *most*.
    """
    check_size(package, name, most)
    return b"".join(part_chunks(package, name))


def check_size(package: zipfile.ZipFile, name: str, most: int) -> None:
    """Refuse a part that unpacks to more than *most* bytes.

    Raises:
        ReadError: It does.
    """
    size = package.getinfo(name).file_size if name in package.NameToInfo else 0
    if size > most:
        raise ReadError(f"its part {name!r} unpacks to more than {most >> 20} MB (a zip bomb?): not read")


def part_chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield one part of *package* in pieces of at most 64 KB, so that a large sheet never stands in memory whole.

    Raises:
        ReadError: The part is missing or damaged.
    """
    try:
        with package.open(name) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except KeyError:
        raise ReadError(f"the file is damaged (its part {name!r} is missing): get it again") from None
    # UnicodeDecodeError, a ValueError: the name in the part's own header is damaged
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ReadError(f"the file is damaged (its part {name!r} cannot be unpacked): get it again") from error


def check_declarations(package: zipfile.ZipFile, names: list[str]) -> None:
    """Refuse XML parts that declare a document type or entities.

    Raises:
        ReadError: One of the parts *names* does, or is damaged.
    """
    for name in names:
        before = b""
        for chunk in part_chunks(package, name):
            if _DOCTYPE.search(before + chunk.replace(b"\0", b"")):  # without NUL, UTF-16 reads like ASCII
                raise ReadError(f"its part {name!r} declares a DOCTYPE or entities, which no office program writes")
            before = chunk[-16:].replace(b"\0", b"")
