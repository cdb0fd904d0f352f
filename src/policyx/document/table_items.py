"""Rows of task tables (任务分解表) as numbered items among those of the running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policyx.document.heading import Heading, read_heading
from policyx.document.numbering import Edge, Mark, Style
from policyx.document.outline import Node
from policyx.text import Span

# 1.修渠 | (二)植树 | 三、护林: group 1 the number that stands in the task cell itself.
_INSIDE: Final = re.compile(r"[(]?(\d{1,3}(?=[.、)](?!\d))|[一二三四五六七八九十]{1,3}(?=[、)]))[.、)]{1,2}\s?")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of a task table that is a task.

    ``span`` is the whole row with the rows below that go on with its task, ``number`` the number alone (empty for none), ``task`` the
    cell that names the task (empty for none), ``start`` where the item begins, ``leaders`` the cell of the leaders.
    """

    span: Span
    start: int
    number: Span
    task: Span
    leaders: Span | None


def row_marks(folded: str, rows: Sequence[TaskRow]) -> list[Mark]:
    """Return a mark for each row, in text order; it ends where the task cell begins."""
    return [_mark(folded, row) for row in rows]


def _mark(folded: str, row: TaskRow) -> Mark:
    number = row.number
    if number.end == number.start and (inside := _INSIDE.match(folded, *row.task)):
        number = Span(*inside.span(1))
    return Mark(row.start, row.task.start, *number, Style.ROW, 0, Edge.LINE)


def row_heading(folded: str, row: TaskRow) -> Heading:
    """Return the heading of *row*: the title phrase of its task cell."""
    inside = _INSIDE.match(folded, *row.task)
    return read_heading(folded, inside.end() if inside else row.task.start, row.task.end)


def with_rows(nodes: Sequence[Node], rows: Sequence[Mark], resets: Sequence[int]) -> list[Node]:
    """Return *nodes* and *rows* in text order; a row stands under the item before it, in its part of the text.

    Args:
        nodes: The items of the running text, in text order.
        rows: `row_marks` of the text.
        resets: Offsets where all lists end (attachments), in text order.
    """
    merged: list[Node] = []
    moved: dict[int, int] = {}
    left = list(reversed(rows))
    for index, node in enumerate(nodes):
        while left and left[-1].start < node.mark.start:
            merged.append(_row_node(left.pop(), merged, resets))
        moved[index] = len(merged)
        merged.append(Node(node.mark, node.depth, None if node.parent is None else moved[node.parent]))
    while left:
        merged.append(_row_node(left.pop(), merged, resets))
    return merged


def _row_node(mark: Mark, before: Sequence[Node], resets: Sequence[int]) -> Node:
    parent = len(before) - 1
    if parent >= 0 and before[parent].mark.style is Style.ROW:
        above = before[parent].parent
        parent = -1 if above is None else above
    if parent >= 0 and bisect_right(resets, before[parent].mark.start) != bisect_right(resets, mark.start):
        parent = -1
    return Node(mark, before[parent].depth + 1, parent) if parent >= 0 else Node(mark, 0, None)
