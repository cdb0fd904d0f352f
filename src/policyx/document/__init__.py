"""The layout of a document: header (文件头), numbered items (任务), enumerated points (一是…).

`read_document` is the only entry; it sees the text alone, no clock and no file name.
"""

from __future__ import annotations

from policyx.document.model import Document, Item

__all__ = ["Document", "Item"]
