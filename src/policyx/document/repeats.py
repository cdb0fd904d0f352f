"""A text that a page holds twice: web pages often print an article for the screen and again for the printer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policyx.text import Span

# Lines of fewer characters (项目, 合计, 附件) come back in any text.
_SHORTEST_LINE: Final = 20
# Characters of lines that must come back one after another.
_LEAST_REPEATED: Final = 200


def repeated_span(text: str) -> Span | None:
    r"""Return the span of the second copy where long lines come back in the same order, or None.

    Blank and short lines between them do not count. The cost grows with the length of the text.

    Example:
        >>> article = "".join(f"第{n}条 本县对第{n}类农户按照每户两千元的标准给予一次性补助。\n" for n in "一二三四五六七八九十")
        >>> copy = repeated_span(article + "打印本页\n" + article)
        >>> (article + "打印本页\n" + article)[copy.start :].startswith("第一条")
        True
        >>> repeated_span(article) is None
        True
    """
    if len(text) < 2 * _LEAST_REPEATED:
        return None
    lines = list(_long_lines(text))
    first: dict[str, int] = {}
    begin, size, expected = 0, 0, -1
    for index, (words, _) in enumerate(lines):
        earlier = first.setdefault(words, index)
        if earlier == index:
            expected = -1
            continue
        if earlier != expected:
            begin, size = index, 0
        size += len(words)
        expected = earlier + 1
        if size >= _LEAST_REPEATED:
            return Span(lines[begin][1].start, _end_of_copy(lines, first, index))
    return None


def _end_of_copy(lines: list[tuple[str, Span]], first: dict[str, int], index: int) -> int:
    """Return where the copy ends that goes on at least to the line *index*."""
    while index + 1 < len(lines) and first.get(lines[index + 1][0], index + 1) == first[lines[index][0]] + 1:
        index += 1
    return lines[index][1].end


def _long_lines(text: str) -> Iterator[tuple[str, Span]]:
    start = 0
    for line in text.split("\n"):
        words = "".join(line.split()) if len(line) >= _SHORTEST_LINE else ""
        if len(words) >= _SHORTEST_LINE:
            yield words, Span(start, start + len(line))
        start += len(line) + 1
