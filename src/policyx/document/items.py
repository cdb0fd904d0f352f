"""Numbered items (任务) with headings, levels and paths, from marks and outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policyx.document.attachments import attachment_lists, attachment_starts
from policyx.document.contents import Contents, find_contents
from policyx.document.heading import Heading, read_heading, read_layout
from policyx.document.model import Item
from policyx.document.numbering import Edge, Mark, Style, find_marks
from policyx.document.outline import Node, Outline
from policyx.document.table_items import TaskRow, row_heading, row_marks, with_rows
from policyx.text import Span


def find_items(
    text: str, folded: str, rows: Sequence[TaskRow] = (), sealed: Sequence[Span] = (), *, lost_breaks: bool = False
) -> tuple[tuple[Item, ...], tuple[Span, ...]]:
    r"""Return the numbered items of *text* in text order, and the spans of contents and attachment lists.

    Args:
        text: The text as given.
        folded: `policyx.text.fold` of it.
        rows: Rows of task tables in text order; each is an item, and numbers inside it are not items of their own.
        sealed: Spans in text order inside which no number is an item (rows of indicator tables).
        lost_breaks: Whether the text has lost its line breaks, so that headings run into what follows.

    Example:
        >>> items, _ = find_items("一、目标\n(一)增收。", "一、目标\n(一)增收。")
        >>> [(item.number, item.heading, item.level) for item in items]
        [('一', '目标', 1), ('一', '增收', 2)]
    """
    marks = find_marks(folded, lost_breaks=lost_breaks)
    contents = find_contents(folded, marks)
    listed = [*attachment_lists(folded, lost_breaks=lost_breaks), *([contents.span] if contents else [])]
    marks = _outside(_firm(folded, marks, contents), sorted(listed))
    marks = _outside(_outside(marks, [row.span for row in rows]), sealed)
    resets = attachment_starts(folded, lost_breaks=lost_breaks)
    nodes = Outline(folded, marks, resets, lost_breaks=lost_breaks).read()
    headings = _headings(folded, nodes, contents, lost_breaks=lost_breaks)
    wordless = {id(node.mark) for node, heading in zip(nodes, headings, strict=True) if heading.end <= heading.start}
    if wordless:  # a number without words is none: read again without it
        worded = [mark for mark in marks if id(mark) not in wordless]
        nodes = Outline(folded, worded, resets, lost_breaks=lost_breaks).read()
    if rows:
        nodes = with_rows(nodes, row_marks(folded, rows), resets)
    if wordless or rows:
        headings = _headings(folded, nodes, contents, rows, lost_breaks=lost_breaks)
    items = _build(text, folded, nodes, headings, _body_ends(nodes, [*resets, len(text)]))
    return (_finish_rows(text, items, rows) if rows else items), tuple(listed)


def _finish_rows(text: str, items: tuple[Item, ...], rows: Sequence[TaskRow]) -> tuple[Item, ...]:
    """Give the items of table rows their leaders and the end of their row."""
    by_start = {row.start: row for row in rows}
    finished = []
    for item in items:
        row = by_start.get(item.start) if item.marker == "row" else None
        if row:
            leaders = text[row.leaders.start : row.leaders.end] if row.leaders else ""
            item = replace(item, body_end=max(item.end, row.span.end), leaders=leaders)
        finished.append(item)
    return tuple(finished)


def _firm(folded: str, marks: Sequence[Mark], contents: Contents | None) -> list[Mark]:
    """Make firm the marks whose titles the table of contents gives, whatever stands before them."""
    if contents is None:
        return list(marks)
    titles = {key: tuple(title[:12] for title in found if title) for key, found in contents.titles.items()}
    return [
        replace(mark, edge=Edge.LINE)
        if folded[mark.end : mark.end + 20].lstrip().startswith(titles.get((mark.style, mark.value), ()))
        else mark
        for mark in marks
    ]


def _outside(marks: Sequence[Mark], spans: Sequence[Span]) -> list[Mark]:
    kept, at = [], 0
    for mark in marks:
        while at < len(spans) and spans[at].end <= mark.start:
            at += 1
        if at == len(spans) or mark.start < spans[at].start:
            kept.append(mark)
    return kept


def _headings(
    folded: str, nodes: Sequence[Node], contents: Contents | None, rows: Sequence[TaskRow] = (), *, lost_breaks: bool
) -> list[Heading]:
    layout = read_layout(folded, lost_breaks=lost_breaks)
    titles = contents.titles if contents else {}
    by_task = {row.task.start: row for row in rows}
    limits = [*(node.mark.start for node in nodes[1:]), len(folded)]
    headings = []
    for node, limit in zip(nodes, limits, strict=False):
        mark = node.mark
        if mark.style is Style.ROW:
            headings.append(row_heading(folded, by_task[mark.end]))
        else:
            headings.append(read_heading(folded, mark.end, limit, layout, titles.get((mark.style, mark.value), ())))
    return headings


def _body_ends(nodes: Sequence[Node], closes: Sequence[int]) -> list[int]:
    """Return for each node the start of the next node of its depth or above, or the end of its part of the text.

    *closes* are the ends of the parts (starts of attachments, end of the text) in order.
    """
    ends = [0] * len(nodes)
    at = len(closes) - 1
    following: list[tuple[int, int]] = []  # depths rise from first to last; start of the next node of each
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        while at > 0 and closes[at - 1] > node.mark.start:
            at -= 1
            following.clear()
        while following and following[-1][0] > node.depth:
            following.pop()
        ends[index] = following[-1][1] if following else closes[at]
        if following and following[-1][0] == node.depth:
            following.pop()
        following.append((node.depth, node.mark.start))
    return ends


def _build(
    text: str, folded: str, nodes: Sequence[Node], headings: Sequence[Heading], ends: Sequence[int]
) -> tuple[Item, ...]:
    items: list[Item] = []
    titles: list[str] = []
    for node, heading, close in zip(nodes, headings, ends, strict=False):
        mark = node.mark
        titles.append(text[mark.start : heading.end])
        path = (*items[node.parent].path, titles[node.parent]) if node.parent is not None else ()
        body_end = close
        while body_end > heading.end and folded[body_end - 1].isspace():
            body_end -= 1
        body_end = max(body_end, heading.end)
        items.append(
            Item(
                start=mark.start,
                end=heading.end,
                body_start=min(heading.body_start, body_end),
                body_end=body_end,
                number=text[mark.number_start : mark.number_end],
                level=node.depth + 1,
                heading=text[heading.start : heading.end],
                path=path,
                parent=node.parent,
                marker=mark.style.name.lower(),
            )
        )
    return tuple(items)
