"""Where the cells of a row that run together part: the unit before its numbers, and one number from the next."""

from __future__ import annotations

import re
from itertools import pairwise
from math import log
from typing import Final

from policyx import lazy
from policyx.grammar.unit import unit_at

_LONGEST_UNIT: Final = 9
_NUMBER: Final = lazy.compile(r"[≥≤><≧≦]?\d+(?:\.\d+)?(?:左右|以上|以下|以内)?|[〔\[]\d+(?:\.\d+)?[〕\]]|-")
_RATIO: Final = lazy.compile(r"\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+")
_PLAIN: Final = lazy.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")


def unit_start(folded: str, start: int, end: int) -> int:
    """Return where the longest known unit begins that ends at *end*, or *end*.

    Args:
        folded: The folded text.
        start: Where the name before the unit begins; two of its characters are left to it.
        end: Where the numbers behind the unit begin.

    Example:
        >>> unit_start("粮食产量万吨9.2", 0, 6)
        4
    """
    words = folded[max(start + 2, end - _LONGEST_UNIT) : end]
    for at in range(len(words)):
        bare = at + 1 if words[at] in "万亿" and at + 1 < len(words) else at
        unit = unit_at(words, bare, gap=False)
        if unit and unit.end == len(words):
            return end - len(words) + at
    return end


def split_numbers(words: str, count: int) -> list[tuple[int, int]] | None:
    """Cut numbers that run together into *count* of them, or return None where that cannot be done safely.

    Example:
        >>> split_numbers("9.29.5", 2), split_numbers("1000001", 2)
        ([(0, 3), (3, 6)], None)
    """
    if ":" in words:
        return _split_ratios(words, count)
    pieces = [found.span() for found in _NUMBER.finditer(words)]
    if not pieces or pieces[0][0] != 0 or any(a[1] != b[0] for a, b in pairwise(pieces)):
        pieces = [(0, len(words))] if count == 2 else pieces
    if len(pieces) == count and pieces[-1][1] == len(words) and pieces[0][0] == 0 and _all_numbers(words, pieces):
        return pieces
    return _split_two(words) if count == 2 else None


def _all_numbers(words: str, pieces: list[tuple[int, int]]) -> bool:
    return all(_NUMBER.fullmatch(words, *piece) for piece in pieces)


def _split_two(words: str) -> list[tuple[int, int]] | None:
    """Cut two numbers apart where they are most alike, if no other cut comes near."""
    scored = sorted(
        (_distance(words[:at], words[at:]), at)
        for at in range(1, len(words))
        if _PLAIN.fullmatch(words, 0, at) and _PLAIN.fullmatch(words, at)
    )
    if not scored or scored[0][0] > 2 or (len(scored) > 1 and scored[1][0] - scored[0][0] < 0.3):
        return None
    return [(0, scored[0][1]), (scored[0][1], len(words))]


def _distance(left: str, right: str) -> float:
    """How unlike two numbers of a row are; more than two decimals are odd beside a whole part."""
    low, high = float(left), float(right)
    odd = sum(float(word) >= 1 and len(word.partition(".")[2]) > 2 for word in (left, right))
    return abs(log(low / high)) + odd if low and high else 9.0


def _split_ratios(words: str, count: int) -> list[tuple[int, int]] | None:
    """Cut 1.5:12:1 into 1.5:1 and 2:1: the number in the middle belongs to both."""
    numbers = list(re.finditer(r"\d+(?:\.\d+)?", words))
    if count != 2 or len(numbers) % 2 == 0 or not _RATIO.fullmatch(words):
        return None
    middle = numbers[len(numbers) // 2]
    first = float(numbers[0][0])
    cuts = [
        (_distance(numbers[0][0], words[at : middle.end()]), at)
        for at in range(middle.start() + 1, middle.end())
        if _PLAIN.fullmatch(words, middle.start(), at) and _PLAIN.fullmatch(words, at, middle.end())
    ]
    if not cuts or not first:
        return None
    at = min(cuts)[1]
    return [(0, at), (at, len(words))]
