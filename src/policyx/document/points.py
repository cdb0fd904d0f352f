"""Enumerated points inside a paragraph: 一是…二是…, 首先…其次…, 第一,…第二,…, ①…②… and the like."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from policyx import lazy
from policyx.text import Span

_CN: Final = "[一二三四五六七八九十]"
# 一是  二要  首先  最后,  第三,  ②: a marker; its first character leads, so that the search is one fast pass.
_MARKER: Final = lazy.compile(
    rf"[一二三四五六七八九十首其再最第①-⑳](?:(?<={_CN}){_CN}?[是要则](?=[^\n])|(?<=首)先|(?<=其)次|(?<=再)次|(?<=[再最])[者后](?=[,:])"
    rf"|(?<=第){_CN}{{1,2}}(?=[,:]|、(?!{_CN}))|(?<=[①-⑳]))"
)
_BREAK: Final = lazy.compile(r"[\n\r\u2028\u2029]")


def find_points(
    folded: str, item_starts: Sequence[int] = (), body_starts: frozenset[int] = frozenset()
) -> tuple[Span, ...]:
    """Return the points of *folded* in text order, each from its marker to the next marker or the paragraph's end.

    Args:
        folded: The folded text.
        item_starts: Where numbered items begin, in order: a point ends there, and ① at the start of a line, an item,
            is no point.
        body_starts: Where the bodies of items begin: a point may begin there right after a heading without a stop.

    Example:
        >>> find_points("一是扩面。二是提质。")
        (Span(start=0, end=5), Span(start=5, end=10))
    """
    starts = [
        start for match in _MARKER.finditer(folded) if _opens(folded, start := match.start(), item_starts, body_starts)
    ]
    starts = _without_notes(folded, starts)
    return tuple(
        Span(start, _end(folded, start, following, item_starts))
        for start, following in pairwise([*starts, len(folded)])
    )


def _without_notes(folded: str, starts: list[int]) -> list[int]:
    """Drop circled figures that number notes (重点产业④看): those with no neighbour in their paragraph."""
    kept = []
    for index, start in enumerate(starts):
        figure = ord(folded[start])
        if "①" <= folded[start] <= "⑳":
            near = (*starts[max(0, index - 1) : index], *starts[index + 1 : index + 2])
            if not any(abs(ord(folded[other]) - figure) == 1 and _same_line(folded, start, other) for other in near):
                continue
        kept.append(start)
    return kept


def _same_line(folded: str, one: int, other: int) -> bool:
    return _BREAK.search(folded, min(one, other), max(one, other)) is None


def _opens(folded: str, start: int, item_starts: Sequence[int], body_starts: frozenset[int]) -> bool:
    """Say whether a marker at *start* stands at the start of a clause and does not number an item."""
    at_item = bisect_right(item_starts, start)
    if at_item and item_starts[at_item - 1] == start:
        return False
    inside_word = start > 0 and "\u4e00" <= folded[start - 1] <= "\u9fff" and not "①" <= folded[start] <= "⑳"
    return not inside_word or start in body_starts


def _end(folded: str, start: int, following: int, item_starts: Sequence[int]) -> int:
    stop = _BREAK.search(folded, start, following)
    after = bisect_right(item_starts, start)
    end = stop.start() if stop else following
    return min(end, item_starts[after]) if after < len(item_starts) else end
