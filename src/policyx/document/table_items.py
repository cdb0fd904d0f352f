"""Rows of task tables (任务分解表) as numbered items among those of the running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Final

from policyx import lazy
from policyx.document.heading import Heading, read_heading
from policyx.document.numbering import Edge, Mark, Style
from policyx.document.outline import Node
from policyx.text import Span

# 1.修渠 | (二)植树 | 三、护林: group 1 the number that stands in the task cell itself.
_INSIDE: Final = lazy.compile(r"[(]?(\d{1,3}(?=[.、)](?!\d))|[一二三四五六七八九十]{1,3}(?=[、)]))[.、)]{1,2}\s?")

# What follows the first of several tasks in one cell.
_SECOND: Final = {"1": "2", "一": "二"}


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


def _number_inside(folded: str, task: Span) -> re.Match[str] | None:
    """Return the match of the row's number at the start of its task cell; not of the first of several tasks in the cell."""
    inside = _INSIDE.match(folded, *task)
    second = _SECOND.get(inside[1]) if inside else None
    if inside and second and folded.find(second + folded[inside.end(1)], inside.end(), task.end) >= 0:
        return None
    return inside


def _mark(folded: str, row: TaskRow) -> Mark:
    number = row.number
    if number.end == number.start and (inside := _number_inside(folded, row.task)):
        number = Span(*inside.span(1))
    return Mark(row.start, row.task.start, *number, Style.ROW, 0, Edge.LINE)


def row_heading(folded: str, row: TaskRow) -> Heading:
    """Return the heading of *row*: the title phrase of its task cell."""
    inside = _number_inside(folded, row.task)
    return read_heading(folded, inside.end() if inside else row.task.start, row.task.end)


def with_rows(nodes: Sequence[Node], rows: Sequence[Mark], resets: Sequence[int]) -> list[Node]:
    """Return *nodes* and *rows* in text order; a row stands under the item before it, in its part of the text.

    Args:
        nodes: The items of the running text, in text order.
        rows: `row_marks` of the text.
        resets: Offsets where all lists end (attachments), in text order.
    """
    merged: list[Node] = []
    places: list[int] = []  # of each of *nodes* among the merged ones
    own = [Node(mark, 0, None) for mark in rows]
    for node in merge(nodes, own, key=lambda one: one.mark.start):
        if node.mark.style is Style.ROW:
            merged.append(_under(merged, node.mark, resets))
            continue
        places.append(len(merged))
        merged.append(Node(node.mark, node.depth, None if node.parent is None else places[node.parent]))
    return merged


def _under(before: Sequence[Node], mark: Mark, resets: Sequence[int]) -> Node:
    """Return the node of a row: beside the row before it, or under the item before it, or on its own behind a reset."""
    parent = len(before) - 1 if before else None
    if parent is not None and before[parent].mark.style is Style.ROW:
        parent = before[parent].parent
    if parent is None or bisect_right(resets, before[parent].mark.start) != bisect_right(resets, mark.start):
        return Node(mark, 0, None)
    return Node(mark, before[parent].depth + 1, parent)
