"""`extract_file`: the records of a document in a file of any format that `policyx.read` reads."""

from __future__ import annotations

import os

from policyx.extraction import Extraction
from policyx.pipeline import extract
from policyx.readers import read


def extract_file(
    path: str | os.PathLike[str], *, document_date: str | None = None, place: str | None = None
) -> Extraction:
    """Extract the records of a document in a file.

    Args:
        path: A file of any format that `policyx.read` reads; the format is found from the content.
        document_date: As for `policyx.extract`.
        place: As for `policyx.extract`.

    Returns:
        As `policyx.extract` of what `policyx.read` returns: header fields that the text does not give come from the
        file's metadata, and what was lost or guessed in reading is an issue ``read.warning``.

    Raises:
        ReadError: The file cannot be read; the message says why, and what to do.
        ValueError: *document_date* is not an ISO date.

    Example:
        >>> extract_file("no such report.docx")
        Traceback (most recent call last):
        policyx.errors.ReadError: no such report.docx: there is no such file: check the path
    """
    return extract(read(path), document_date=document_date, place=place)
