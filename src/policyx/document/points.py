"""Enumerated points inside a paragraph: 一是…二是…, 首先…其次…, 第一,…第二,…, ①…②… and the like."""

from __future__ import annotations

import re
from typing import Final

from policyx.text import Span

_CN: Final = "[一二三四五六七八九十]"
# 一是  二要  首先,  其次,  第三,  ②: a marker; group 1 the paragraph break that ends all points.
_MARKER: Final = re.compile(
    rf"(\n)|(?<![\u4e00-\u9fff第]){_CN}{{1,2}}(?:是|要|则)(?=[^\n])|(?<![\u4e00-\u9fff])(?:首先|其次|再次|再者|最后)[,:]?"
    rf"|(?<![\u4e00-\u9fff])第{_CN}{{1,2}}(?=[,:、])|[①-⑳]"
)


def find_points(folded: str) -> tuple[Span, ...]:
    """Return the points of *folded* in text order, each from its marker to the next marker or the paragraph's end.

    Example:
        >>> find_points("一是扩面。二是提质。")
        (Span(start=0, end=5), Span(start=5, end=10))
    """
    points: list[Span] = []
    open_at = -1
    for match in _MARKER.finditer(folded):
        if open_at >= 0:
            points.append(Span(open_at, match.start()))
        open_at = -1 if match[1] else match.start()
    if open_at >= 0:
        points.append(Span(open_at, len(folded)))
    return tuple(points)
