"""`Edit`: characters cut out of a text, or put in place of as many others."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """One edit of a text: ``text[start:end]`` becomes ``text``, which is empty or of the same length.

    ``reason`` says in words what was guessed, and is empty where nothing was.
    """

    start: int
    end: int
    text: str
    reason: str = ""
