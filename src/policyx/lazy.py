"""Patterns that are compiled when they are first used, not when their module is imported.

The rules hold some 800 patterns, and compiling them all takes longer than reading fifty documents;
one document needs less than half of them.
"""

import re
from typing import Final, cast

# What a caller asks of a pattern while it matches.
_METHODS: Final = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "flags",
    "groups",
    "groupindex",
)

# A Han character. `re` enumerates the 20,992 characters of the class whenever it compiles one, 2.5 ms each time.
# A letter or numeral that is none of ASCII is tested as fast and compiles in 0.04 ms; in folded text the two differ
# on kana, other scripts and numerals such as ①, which the rules do not tell from words either.
_HAN: Final = "[一-鿿]"
_HAN_COMPILED: Final = r"[^\W0-9A-Za-z_]"


class _Lazy:
    """A pattern's source; its methods become those of the compiled pattern when one of them is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern.replace(_HAN, _HAN_COMPILED), self._flags)
        # Kept on the object, so that later calls find them without passing here again.
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a stand-in for `re.compile(source, flags)` that compiles itself when first used.

    Args:
        source: the pattern, in the syntax of `re`. An error in it is raised at first use; a test compiles them all.
            `[一-鿿]` (a Han character) takes in letters and numerals of other scripts than ASCII.
        flags: the flags of `re`.

    Returns:
        An object with the methods of a compiled pattern. It is none for `isinstance`, nor for `re.sub(pattern, …)`.

    Example:
        >>> compile("第[一二三]条").search("见第二条")[0]
        '第二条'
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
