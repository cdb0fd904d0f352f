"""Cue words (``lexicons/cues.tsv``): which words around a quantity govern it and are no part of its name."""

from __future__ import annotations

from functools import cache

from policyx import lexicon

LONGEST = 6


@cache
def roles() -> dict[str, frozenset[str]]:
    """Return every cue word with its roles (lead, weak, reach, up, down, spend, adverb, give, award, modality)."""
    return {row["word"]: frozenset(row["roles"].split(",")) for row in lexicon.rows("cues")}


def has(word: str, *wanted: str) -> bool:
    """Say whether *word* is a cue of one of the *wanted* roles.

    Example:
        >>> has("新建", "lead"), has("学校", "lead")
        (True, False)
    """
    found = roles().get(word)
    return found is not None and not found.isdisjoint(wanted)


def longest_at(text: str, start: int, stop: int, *wanted: str) -> str:
    """Return the longest cue of the *wanted* roles that begins at *start* and ends by *stop*, or ``""``."""
    table = roles()
    for size in range(min(LONGEST, stop - start), 0, -1):
        found = table.get(text[start : start + size])
        if found is not None and not found.isdisjoint(wanted):
            return text[start : start + size]
    return ""


def longest_before(text: str, start: int, stop: int, *wanted: str) -> str:
    """Return the longest cue of the *wanted* roles that ends at *stop* and begins from *start* on, or ``""``."""
    table = roles()
    for size in range(min(LONGEST, stop - start), 0, -1):
        found = table.get(text[stop - size : stop])
        if found is not None and not found.isdisjoint(wanted):
            return text[stop - size : stop]
    return ""
