"""The sentence around a record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from policyx import lazy

# 。  ！”  line ends: where a sentence ends, with the quotation marks and brackets that close behind it.
_END: Final = lazy.compile(r"[。！？!?]{1,8}[”’」』）)]{0,4}|[\r\n]+")
_REACH: Final = 300  # code points to either side of a record that a sentence may have


class Sentences:
    r"""The sentences of a text.

    Example:
        >>> Sentences("一、办好教育\n新建学校3所。改造2所。").around(11, 13)
        '新建学校3所。'
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.end() for match in _END.finditer(text)]

    def around(self, start: int, end: int) -> str:
        """Return the sentence that ``text[start:end]`` stands in, at most `_REACH` code points to either side."""
        before = bisect_right(self._ends, start)
        after = bisect_left(self._ends, max(end, start + 1))
        first = self._ends[before - 1] if before else 0
        last = self._ends[after] if after < len(self._ends) else len(self._text)
        return self._text[max(first, start - _REACH) : min(last, end + _REACH)].strip()
