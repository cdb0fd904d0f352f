"""Raised text: an exponent of a unit (m² ) or the mark of a note ([1])."""

from __future__ import annotations

import re
from typing import Final

_RAISED: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_EXPONENT: Final = re.compile(r"[+\-−]?\d{1,3}")
# km², 10⁴, 平方米 is no base but 米 is: what an exponent stands on.
_BASE: Final = re.compile(r"(?:[A-Za-zμ0-9)]|米)$")
_NOTE: Final = re.compile(r"\d{1,3}")


def raised(before: str, words: str) -> str:
    """Return the superscript *words* as they should stand behind the text *before*.

    Example:
        >>> raised("1.2万m", "2"), raised("专项行动", "1"), raised("专项行动", "[2]"), raised("专项行动", "①")
        ('²', '[1]', '[2]', '①')
    """
    plain = words.strip()
    if _EXPONENT.fullmatch(plain) and _BASE.search(before[-1:]):
        return plain.replace("−", "-").translate(_RAISED)
    if _NOTE.fullmatch(plain):
        return f"[{plain}]"
    return words
