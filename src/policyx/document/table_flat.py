"""Tables that have lost their shape: a line a cell, or all cells run together."""

from __future__ import annotations

from policyx.document.tables import Table
from policyx.text import Span


def find_flat_tables(folded: str, taken: list[Span]) -> list[Table]:
    """Return the tables of *folded* that have lost their rows."""
    return []
