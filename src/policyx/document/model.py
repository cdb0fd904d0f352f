"""`Document`: a text with its header, numbered items and enumerated points, and look-ups by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from policyx.document.captions import Caption
from policyx.document.tables import Table
from policyx.records import Header
from policyx.text import Span


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item of the text (一、 （一） 1. 第一条 亮点一), before it becomes a `policyx.records.Task`.

    ``start``/``end`` span number and heading; ``body_start`` is where its own text begins (after the heading and its
    stop); ``body_end`` is where the next item of its level or above begins (trailing white space not counted).
    """

    start: int
    end: int
    body_start: int
    body_end: int
    number: str
    level: int
    heading: str
    path: tuple[str, ...]
    parent: int | None
    marker: str
    leaders: str = ""

    @property
    def id(self) -> str:
        """The id of the task record made from this item."""
        return f"k{self.start}"


@dataclass(frozen=True, slots=True)
class Document:
    """A text as given, its folded twin, and what its layout says.

    Attributes:
        text: The text exactly as given.
        folded: `policyx.text.fold` of it: same length, same offsets.
        header: The document header.
        items: Numbered items in text order.
        points: Enumerated points (一是…, ①… inside a paragraph) in text order: from the marker to the next
            point of the list or the end of the paragraph.
        furniture: Spans of header lines, signatures, web furniture and the like, where dates and organs are
            not records.
        tables: Tables in text order; the rows of a task table are items too.
        captions: Unnumbered lines that head a part (2031年工作回顾), in text order.
    """

    text: str
    folded: str
    header: Header = field(default_factory=Header)
    items: tuple[Item, ...] = ()
    points: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    tables: tuple[Table, ...] = ()
    captions: tuple[Caption, ...] = ()
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._starts.extend(item.start for item in self.items)

    def item_at(self, offset: int) -> Item | None:
        """Return the innermost numbered item whose number, heading or body holds *offset*, or None."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            item = self.items[index]
            if offset < item.body_end or offset < item.end:
                return item
            if item.parent is None:
                return None
            index = item.parent
        return None

    def caption_before(self, offset: int) -> str:
        """Return the words of the last caption above *offset*, or ``""``."""
        index = bisect_right(self.captions, (offset, "")) - 1
        return self.captions[index].words if index >= 0 else ""

    def item_before(self, offset: int) -> Item | None:
        """Return the last numbered item that begins at or before *offset*, whether or not its text reaches it."""
        index = bisect_right(self._starts, offset) - 1
        return self.items[index] if index >= 0 else None

    def index_of(self, item: Item) -> int:
        """Return the place of *item* in `items`."""
        return bisect_left(self._starts, item.start)

    def task_id_at(self, offset: int) -> str:
        """Return the task id of the innermost item at *offset*, or an empty string."""
        item = self.item_at(offset)
        return item.id if item else ""

    def in_furniture(self, offset: int) -> bool:
        """Say whether *offset* lies in the header, a signature or web furniture."""
        index = bisect_right(self.furniture, (offset, len(self.text) + 1)) - 1
        return index >= 0 and offset < self.furniture[index].end
