"""The cells of a document's tables that name organs: `policyx.link.table` reads them, running text does not."""

from __future__ import annotations

from bisect import bisect_right

from policyx.document import Document
from policyx.document.table_heads import AGENCY_KINDS


class AgencyCells:
    """The cells of agency columns (牵头单位, 责任单位 …), by offset."""

    def __init__(self, document: Document) -> None:
        spans = [
            row.cells[column]
            for table in document.tables
            for column in table.columns_of(*AGENCY_KINDS)
            for row in table.rows
        ]
        self._spans = sorted(span for span in spans if span.end > span.start)

    def hold(self, offset: int) -> bool:
        """Say whether *offset* lies in such a cell."""
        index = bisect_right(self._spans, (offset, 1 << 60)) - 1
        return index >= 0 and offset < self._spans[index].end
