"""Paragraphs of a text that has lost its line breaks but kept its indents (一、农业　　全年粮食总产量…).

Two ideographic spaces begin a paragraph. Where a long text is one line and they stand behind full stops again and
again, the first of each two becomes a line break.
"""

from __future__ import annotations

from typing import Final

from policyx import lazy
from policyx.mend.edit import Edit

_LONG: Final = 600  # characters a line, from which on a text has lost its line breaks
_LEAST: Final = 3
_INDENT: Final = lazy.compile("(?<!\u3000)\u3000(?=\u3000[^\\s\u3000])")
_STOPS: Final = frozenset("。；！？：）”")


def indent_edits(text: str) -> list[Edit]:
    r"""Return the replacements of lost indents of *text* by line breaks, in text order.

    Example:
        >>> text = "\u3000\u3000修建水渠并且管护好它们。" * 60
        >>> len(indent_edits(text))
        59
    """
    if len(text) <= _LONG or text.count("\n") * 2 * _LONG >= len(text):
        return []
    found = list(_INDENT.finditer(text))
    behind_stops = sum(text[max(0, match.start() - 2) : match.start()].strip()[-1:] in _STOPS for match in found)
    if behind_stops < _LEAST:
        return []
    return [Edit(*match.span(), "\n") for match in found if match.start()]
