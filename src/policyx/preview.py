"""What a notebook shows of an extraction: its title, how many records of each kind, and the first of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from policyx.records import Header, Record
from policyx.wording import HEADINGS, cut, describe

_ROWS: Final = 10


def preview(document: Header, counts: Mapping[str, int], records: Sequence[Record]) -> str:
    """Return a short HTML table; all that comes from the document is escaped.

    Args:
        document: The header.
        counts: Table of the extraction → its number of records.
        records: The records in text order; the first ten are shown.
    """
    title = escape(cut(document.title or "Extraction"))
    found = " · ".join(f"{HEADINGS[table]}: {count:,}" for table, count in counts.items())
    rows = "".join(_row(record) for record in records[:_ROWS])
    more = f"<p>… {len(records) - _ROWS:,} more records</p>" if len(records) > _ROWS else ""
    head = "<tr><th>type</th><th>quote</th><th>record</th></tr>"
    return f"<div><p><b>{title}</b><br>{found}</p><table>{head}{rows}</table>{more}</div>"


def _row(record: Record) -> str:
    cells = (record.type, cut(record.quote), describe(record))
    return "<tr>" + "".join(f'<td style="text-align:left"><bdi>{escape(cell)}</bdi></td>' for cell in cells) + "</tr>"
