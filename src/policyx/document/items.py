"""Numbered items (任务) with headings, levels and paths, from marks and outline."""

from __future__ import annotations

from collections.abc import Sequence

from policyx.document.heading import Heading, read_heading
from policyx.document.model import Item
from policyx.document.numbering import find_marks
from policyx.document.outline import Node, Outline


def find_items(text: str, folded: str, *, resets: Sequence[int] = (), end: int | None = None) -> tuple[Item, ...]:
    """Return the numbered items of *text* in text order.

    Args:
        text: The text as given.
        folded: `policyx.text.fold` of it.
        resets: Offsets where every list ends (attachments begin there).
        end: Offset where the text proper ends (signature, web furniture); the end of *text* if None.

    Example:
        >>> [(item.number, item.heading, item.level) for item in find_items("一、目标\\n(一)增收。", "一、目标\\n(一)增收。")]
        [('一', '目标', 1), ('一', '增收', 2)]
    """
    close = len(text) if end is None else end
    marks = [mark for mark in find_marks(folded) if mark.end < close]
    nodes = Outline(folded, marks, resets).read()
    limits = [*(node.mark.start for node in nodes[1:]), close]
    headings = [read_heading(folded, node.mark.end, limit) for node, limit in zip(nodes, limits, strict=False)]
    return _build(text, folded, nodes, headings, _body_ends(nodes, [*resets, close]))


def _body_ends(nodes: list[Node], closes: Sequence[int]) -> list[int]:
    """Return for each node the start of the next node of its depth or above, or the end of its part of the text."""
    ends = [0] * len(nodes)
    at = len(closes) - 1
    following: dict[int, int] = {}
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        while at > 0 and closes[at - 1] > node.mark.start:
            at -= 1
            following.clear()
        ends[index] = min((start for depth, start in following.items() if depth <= node.depth), default=closes[at])
        following[node.depth] = node.mark.start
        for depth in [depth for depth in following if depth > node.depth]:
            del following[depth]
    return ends


def _build(text: str, folded: str, nodes: list[Node], headings: list[Heading], ends: list[int]) -> tuple[Item, ...]:
    items: list[Item] = []
    titles: list[str] = []
    for node, heading, body_end in zip(nodes, headings, ends, strict=True):
        mark = node.mark
        titles.append(text[mark.start : heading.end])
        path = (*items[node.parent].path, titles[node.parent]) if node.parent is not None else ()
        while body_end > heading.end and folded[body_end - 1].isspace():
            body_end -= 1
        items.append(
            Item(
                start=mark.start,
                end=heading.end,
                body_start=min(heading.body_start, max(body_end, heading.end)),
                body_end=max(body_end, heading.end),
                number=text[mark.number_start : mark.number_end],
                level=node.depth + 1,
                heading=text[heading.start : heading.end],
                path=path,
                parent=node.parent,
                marker=mark.style.name.lower(),
            )
        )
    return tuple(items)
