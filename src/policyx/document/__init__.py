"""The layout of a document: header (文件头), numbered items (任务), enumerated points (一是…).

`read_document` is the only entry; it sees the text alone, no clock and no file name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policyx.document.captions import find_captions
from policyx.document.header import read_header
from policyx.document.items import find_items
from policyx.document.model import Document, Item
from policyx.document.place import place_named
from policyx.document.points import find_points
from policyx.document.segments import has_lost_breaks
from policyx.document.table_tasks import task_rows
from policyx.document.tables import Table, find_tables
from policyx.text import fold

__all__ = ["Document", "Item", "Table", "read_document"]


def read_document(
    text: str,
    *,
    document_date: str | None = None,
    place: str | None = None,
    folded: str | None = None,
    lost_breaks: bool = False,
    metadata: Mapping[str, str] | None = None,
) -> Document:
    r"""Read the layout of *text*: header, numbered items, enumerated points and furniture.

    Args:
        text: The text as given; offsets of everything are into it.
        document_date: ISO date of any precision that replaces ``header.date`` (never ``issued_on``).
        place: Name of the place that the document is about, in place of the one read from the text.
        folded: `policyx.text.fold` of *text*, where it is known already.
        lost_breaks: Whether the line breaks of *text* are guessed, so that headings may run into what follows.
        metadata: What the file said about itself (`policyx.source.Source`): fills header fields that the text leaves empty.

    Example:
        >>> document = read_document("二、主要任务\n(一)扩大供给。一是建园。")
        >>> document.items[0].heading
        '主要任务'
    """
    folded = fold(text) if folded is None else folded
    lost_breaks = lost_breaks or has_lost_breaks(folded)
    tables = tuple(find_tables(folded))
    numbers = [row.span for table in tables if table.kind == "indicator" for row in table.rows]
    items, listed = find_items(text, folded, task_rows(folded, tables), numbers, lost_breaks=lost_breaks)
    starts = [item.start for item in items]
    header, furniture = read_header(text, folded, starts, listed, lost_breaks=lost_breaks, metadata=metadata or {})
    if document_date is not None:
        header = replace(header, date=document_date)
    if place is not None:
        header = replace(header, place=place_named(place))
    points = find_points(folded, starts, frozenset(item.body_start for item in items))
    captions = find_captions(folded, fold(header.title))
    return Document(text, folded, header, items, points, furniture, tables, captions)
