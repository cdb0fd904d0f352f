"""Characters that nobody sees: soft hyphens, zero-width spaces, direction marks; and the thin spaces inside numbers."""

from __future__ import annotations

from typing import Final

from policyx import lazy
from policyx.mend.edit import Edit

_THIN: Final = "\u2006\u2008\u2009\u200a\u202f"
_RANGES: Final = ((0x200B, 0x200F), (0x2060, 0x2064), (0xFE00, 0xFE0F))
# Soft hyphen, Mongolian vowel separator, byte order mark; zero-width space and joiners, direction marks, word joiner,
# variation selectors; not the overrides of direction, which are no accident of typesetting
_UNSEEN: Final = "\u00ad\u180e\ufeff" + "".join(chr(code) for low, high in _RANGES for code in range(low, high + 1))
# 1 234: a thin space of print between two digits
_EITHER: Final = lazy.compile(f"[{_UNSEEN}]+|(?<=[0-9])[{_THIN}](?=[0-9])")


def invisible_edits(text: str) -> list[Edit]:
    r"""Return the cuts that take the invisible characters out of *text*, in text order.

    Example:
        >>> invisible_edits("9\u00ad0%")
        [Edit(start=1, end=2, text='', reason='')]
    """
    if not any(character in text for character in _UNSEEN + _THIN):  # thrice as fast as a search for all of them
        return []
    return [Edit(*match.span(), "") for match in _EITHER.finditer(text)]
