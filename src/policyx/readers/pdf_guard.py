"""Refuses PDF files whose packed streams unpack to more than a document has, before pdfium unpacks them whole."""

from __future__ import annotations

import re
import zlib
from typing import Final

from policyx.errors import ReadError

#: Bytes that one stream may unpack to: a picture of a sheet of A0 has about 100 MB.
MOST_STREAM_BYTES: Final = 256 * 2**20
#: Bytes that all streams together may unpack to.
MOST_BYTES: Final = 2 * 2**30

_DEEPEST: Final = 3  # streams packed within packed streams
_CHUNK: Final = 1 << 20

# `stream` and its line end, behind which the bytes of a stream stand; not `endstream`.
_STREAM: Final = re.compile(rb"(?<!end)stream[ \t]{0,8}(?:\r\n|\n|\r)")


def check_streams(data: bytes) -> None:
    """Refuse a PDF with a stream that unpacks to too much.

    Streams of encrypted files cannot be looked into, nor those packed by other filters than Flate.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: One stream unpacks to more than `MOST_STREAM_BYTES`, or all to more than `MOST_BYTES`.
    """
    total = at = 0
    while found := _STREAM.search(data, at):
        used, size = _unpacked(memoryview(data)[found.end() :])
        at = found.end() + used
        total += size
        if size > MOST_STREAM_BYTES or total > MOST_BYTES:
            raise ReadError(
                "the PDF unpacks to more than a document has (a zip bomb?): print it to a new PDF, and read that"
            )


def _unpacked(data: memoryview) -> tuple[int, int]:
    """Return how many bytes a packed stream at the start of *data* has, and the most that it unpacks to at any depth."""
    layers = [zlib.decompressobj()]
    sizes = [0]
    used = 0
    rest: bytes | memoryview = data[:_CHUNK]
    while len(rest) and not layers[0].eof and max(sizes) <= MOST_STREAM_BYTES:
        before = len(rest)
        try:
            piece = layers[0].decompress(rest, _CHUNK)
        except zlib.error:
            break
        sizes[0] += len(piece)
        _go_deeper(layers, sizes, piece, 1)
        rest = layers[0].unconsumed_tail
        used += before - len(rest) - len(layers[0].unused_data)  # what stands behind the stream
        if not rest:
            rest = data[used : used + _CHUNK]
    return used, max(sizes)


def _go_deeper(layers: list[zlib._Decompress], sizes: list[int], piece: bytes, depth: int) -> None:
    """Unpack a piece of what was unpacked again, as long as it is packed itself."""
    if depth > _DEEPEST or not piece or (depth == len(layers) and sizes[depth - 1] > len(piece)):
        return
    if depth == len(layers):
        layers.append(zlib.decompressobj())
        sizes.append(0)
    while piece and not layers[depth].eof and sizes[depth] <= MOST_STREAM_BYTES:
        try:
            inner = layers[depth].decompress(piece, _CHUNK)
        except zlib.error:
            return
        sizes[depth] += len(inner)
        _go_deeper(layers, sizes, inner, depth + 1)
        piece = layers[depth].unconsumed_tail
