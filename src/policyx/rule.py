"""`Rule`: an id, a pattern, what it builds, and the examples that prove it.

A rule's ``yes`` maps an example phrase to the value it must yield, written by the mention's ``label()``; its ``no`` are
near misses in which the rule must find nothing. ``tests/test_rules.py`` runs every example of every module's ``RULES``,
alone and inside a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import regex

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Rule(Generic[M]):
    """One way in which offices write one kind of thing.

    Attributes:
        id: Stable dotted name (``time.year_end``); every record names the rule that made it.
        find: The compiled pattern, for folded text.
        build: Makes the mention from a match, or None when the match is not one after all.
        yes: Example phrase → expected ``label()`` of the mention found in it.
        no: Near misses: phrases in which this rule must find nothing.
    """

    id: str
    find: regex.Pattern[str]
    build: Callable[[regex.Match[str]], M | None]
    yes: dict[str, str]
    no: tuple[str, ...] = ()
