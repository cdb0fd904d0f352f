"""Word lists of the program grammar, compiled once: words before a name, generic words, known programmes."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from policyx import lazy
from policyx.lexicon import rows

#: Head nouns that end the name of an initiative without quotation marks, longest first.
HEADS: Final = ("行动计划", "专项行动", "工程", "行动", "计划", "专项", "试点", "项目", "活动")


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """Return *words* as a regex alternation, longest first, so that the longest one wins.

    Example:
        >>> alternation(["开工", "开工建设"])
        '开工建设|开工'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def cue_words(kind: str) -> tuple[str, ...]:
    """Return the words of ``lexicons/program_cues.tsv`` of one kind: run, strong, weak, adverb, modifier or subject."""
    return tuple(row["word"] for row in rows("program_cues") if row["kind"] == kind)


@cache
def strong_cue() -> re.Pattern[str]:
    """Return the pattern of the governing words after which a name starts."""
    # 实施|开展|… ; 将 is no cue in 将军, 把 none in 把关, 作为 none in 所作所为
    words = alternation([word for word in cue_words("run") + cue_words("strong") if word not in ("将", "把")])
    return lazy.compile(f"{words}|将(?![军来士])|把(?![关握手控好])")


@cache
def run_verbs() -> frozenset[str]:
    """Return the verbs that run a programme (实施, 开展), after which a name keeps even modifiers in 的."""
    return frozenset(cue_words("run"))


@cache
def weak_cue() -> re.Pattern[str]:
    """Return the pattern of the words that govern only at the start of a clause or after an adverb."""
    # 保障 governs in 保障供水工程, not in 保障性安居工程
    return lazy.compile(f"(?:{alternation(cue_words('weak'))})(?!性|型|化|业)")


@cache
def governed_left() -> re.Pattern[str]:
    """Return the pattern of what may stand right before a weak cue: an adverb, a connective or a subject."""
    return lazy.compile(
        f"(?:^|[、和与及并或就]|{alternation(cue_words('adverb') + cue_words('modifier') + cue_words('subject'))})$"
    )


@cache
def adverbs() -> re.Pattern[str]:
    """Return the pattern of a run of adverbs at the start of a phrase."""
    words = [word for word in cue_words("adverb") if len(word) > 1]
    return lazy.compile(f"(?:{alternation(words)})+")


@cache
def only_verbs() -> re.Pattern[str]:
    """Return the pattern of phrases that are nothing but verbs: 落实|工程, 深化提升|行动."""
    return lazy.compile(f"(?:{alternation(cue_words('weak') + cue_words('run'))}){{1,4}}")


@cache
def pushed() -> re.Pattern[str]:
    """Return the pattern of an adverb and a verb at the end of a phrase: 有序推进|工程, 加快建设|工程."""
    before = alternation(cue_words("adverb") + cue_words("modifier"))
    return lazy.compile(f"(?:{before})(?:{alternation(cue_words('weak') + cue_words('run'))})$")


@cache
def _generic(head: str) -> re.Pattern[str]:
    words = [row["word"] for row in rows("program_generic") if row["heads"] == "*" or head in row["heads"].split(" ")]
    return lazy.compile(f"{alternation(words)}|[0-9.%+]|[一二三四五六七八九十百千两]")


def specific_length(content: str, head: str) -> int:
    """Return how many characters of *content* are left when generic words and numerals are taken out.

    Args:
        content: What stands before the head noun.
        head: The head noun, one of `HEADS`.

    Example:
        >>> specific_length("重点建设", "工程"), specific_length("乡村道路改造提升", "工程")
        (0, 4)
    """
    return len(_generic(head).sub("", content).strip(" “”\"'"))


@cache
def known_programs() -> dict[str, str]:
    """Return what stands in quotation marks of each nationally known programme → what stands before the marks.

    Most are marked as a whole (“双减”); a few in part (体艺“2+1”).
    """
    return {row["marked"]: row["program"].removesuffix(row["marked"]) for row in rows("programs")}


@cache
def known_names() -> frozenset[str]:
    """Return the names of the nationally known programmes."""
    return frozenset(row["program"] for row in rows("programs"))


@cache
def known_bare() -> re.Pattern[str]:
    """Return the pattern that finds a known programme without quotation marks."""
    return lazy.compile(alternation([row["program"] for row in rows("programs") if row["written"] == "any"]))
