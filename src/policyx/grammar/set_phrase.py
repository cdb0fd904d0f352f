"""Set phrases whose numeral is no quantity (二十大, 三农, 五位一体), looked up in ``lexicons/numeral_phrases.tsv``."""

from __future__ import annotations

from functools import cache

from policyx.lexicon import rows


@cache
def _phrases() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    phrases = frozenset(row["phrase"] for row in rows("numeral_phrases"))
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return phrases, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def in_set_phrase(folded: str, position: int) -> bool:
    """Say whether a set phrase begins at *position*, where a numeral begins.

    Example:
        >>> in_set_phrase("党的二十大精神", 2), in_set_phrase("二十家", 0)
        (True, False)
    """
    phrases, lengths = _phrases()
    for length in lengths.get(folded[position : position + 1], ()):
        if folded[position : position + length] in phrases:
            return True
    return False
