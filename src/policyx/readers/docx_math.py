"""Formulas of a Word document (Office MathML) as one line of text: ``1/2`` for a fraction, ``km²`` for a power."""

from __future__ import annotations

import re
from typing import Final

from policyx.readers.ooxml import MATH, Element
from policyx.readers.superscript import raised

_DEEPEST: Final = 50  # of a formula: what lies deeper stands as plain letters
# `完成数+在建数`, `a b`: what needs brackets above or below a fraction line.
_SEVERAL: Final = re.compile(r"[^\s(（]\s*[-+−×÷*/·＋－ ]\s*\S")


def math_text(element: Element, depth: int = 0) -> str:
    """Return the words of a formula.

    Args:
        element: An element ``m:oMath``, or one within it.
        depth: How deep in the formula it lies.
    """
    name = element.tag.removeprefix(MATH) if isinstance(element.tag, str) else ""
    if depth > _DEEPEST or name == "t":
        return "".join(one.text or "" for one in element.iter(MATH + "t"))
    pieces = [(str(one.tag).removeprefix(MATH), math_text(one, depth + 1)) for one in element]
    part = dict(pieces)
    if name == "f":
        return f"{_bracketed(part.get('num', ''))}/{_bracketed(part.get('den', ''))}"
    if name == "sSup":
        return part.get("e", "") + _power(part.get("e", ""), part.get("sup", ""))
    if name == "sSubSup":
        return part.get("e", "") + part.get("sub", "") + _power(part.get("sub", ""), part.get("sup", ""))
    if name == "rad":
        return f"{part.get('deg', '')}√{_bracketed(part.get('e', ''))}"
    if name == "d":
        return f"({','.join(words for kind, words in pieces if kind == 'e')})"
    return "".join(words for _, words in pieces)


def _bracketed(words: str) -> str:
    return f"({words})" if _SEVERAL.search(words) else words


def _power(base: str, words: str) -> str:
    found = raised(base[-1:], words)
    return found if found != words and not found.startswith("[") else f"^{_bracketed(words)}"
