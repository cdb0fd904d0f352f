"""Cue words (``lexicons/cues.tsv``): which words around a quantity govern it and are no part of its name."""

from __future__ import annotations

from functools import cache
from typing import Final

from policyx import lexicon

_Index = dict[str, tuple[tuple[int, frozenset[str]], ...]]


@cache
def roles() -> dict[str, frozenset[str]]:
    """Return every cue word with its roles (lead, weak, reach, up, down, spend, adverb, give, award, modality)."""
    return {row["word"]: frozenset(row["roles"].split(",")) for row in lexicon.rows("cues")}


def of(*wanted: str) -> frozenset[str]:
    """Return every cue word of one of the *wanted* roles, for modules that ask about many words.

    Example:
        >>> "新建" in of("lead", "weak")
        True
    """
    return _WORDS[wanted]


class _Words(dict[tuple[str, ...], frozenset[str]]):
    """The cue words by the roles asked for, each set made when it is first asked for: the fastest look-up there is."""

    def __missing__(self, wanted: tuple[str, ...]) -> frozenset[str]:
        self[wanted] = frozenset(word for word, found in roles().items() if not found.isdisjoint(wanted))
        return self[wanted]


class _Indexes(dict[tuple[str, ...], _Index]):
    """The words of some roles by their first (0) or last (-1) character, the longest first, made when first asked for."""

    def __init__(self, end: int) -> None:
        self._end = end

    def __missing__(self, wanted: tuple[str, ...]) -> _Index:
        index: dict[str, dict[int, set[str]]] = {}
        for word in of(*wanted):
            index.setdefault(word[self._end], {}).setdefault(len(word), set()).add(word)
        self[wanted] = {
            char: tuple((size, frozenset(sizes[size])) for size in sorted(sizes, reverse=True))
            for char, sizes in index.items()
        }
        return self[wanted]


_WORDS: Final = _Words()
_BY_FIRST: Final = _Indexes(0)
_BY_LAST: Final = _Indexes(-1)


def has(word: str, *wanted: str) -> bool:
    """Say whether *word* is a cue of one of the *wanted* roles.

    Example:
        >>> has("新建", "lead"), has("学校", "lead")
        (True, False)
    """
    return word in _WORDS[wanted]


def longest_at(text: str, start: int, stop: int, *wanted: str) -> str:
    """Return the longest cue of the *wanted* roles that begins at *start* and ends by *stop*, or ``""``.

    Example:
        >>> longest_at("新建改造水厂", 0, 6, "lead"), longest_at("水厂", 0, 2, "lead")
        ('新建改造', '')
    """
    if start >= stop:
        return ""
    for size, words in _BY_FIRST[wanted].get(text[start], ()):
        if start + size <= stop and (word := text[start : start + size]) in words:
            return word
    return ""


def longest_before(text: str, start: int, stop: int, *wanted: str) -> str:
    """Return the longest cue of the *wanted* roles that ends at *stop* and begins from *start* on, or ``""``.

    Example:
        >>> longest_before("覆盖率达到", 0, 5, "reach")
        '达到'
    """
    if start >= stop:
        return ""
    for size, words in _BY_LAST[wanted].get(text[stop - 1], ()):
        if stop - size >= start and (word := text[stop - size : stop]) in words:
            return word
    return ""
