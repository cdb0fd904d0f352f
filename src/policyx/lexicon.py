"""Reads the tables in ``lexicons/``: data that a clerk could edit.

A lexicon is a UTF-8 TSV file: lines that start with ``#`` are comments (the first ones give title and source), then a
header row, then rows sorted by the first column, no blank cells in the first column, no duplicate keys unless
the caller allows them. Anything else is a `LexiconError` that names file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from policyx.errors import LexiconError


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``lexicons/<name>.tsv`` as dictionaries from column name to cell.

    Args:
        name: File name without ``.tsv``.

    Raises:
        LexiconError: The file is missing, or a line has too many or too few cells or an empty key.

    Example:
        >>> rows("measures")[0].keys() >= {"measure"}
        True
    """
    return tuple(_parse(name))


def _parse(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("policyx") / "lexicons" / f"{name}.tsv"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"there is no lexicon {name!r}: expected lexicons/{name}.tsv in the package") from None
    columns: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            continue
        if len(cells) != len(columns) or not cells[0]:
            raise LexiconError(
                f"lexicons/{name}.tsv line {number}: {len(cells)} cells, expected {len(columns)}"
                f" ({', '.join(columns)}), the first one filled"
            )
        yield dict(zip(columns, cells, strict=True))
