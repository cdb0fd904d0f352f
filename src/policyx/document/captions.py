"""Lines without a number that head a part of a document: ``2031年工作回顾``, ``下一步工作打算``.

They are no items (RECORDS.md, task), but tell whether what follows looks back or ahead, and on which year.
"""

from __future__ import annotations

from typing import NamedTuple

from policyx import lazy

# 2031年工作回顾 · 2032年工作安排 · 下一步打算 · 一年来的主要工作: a short line without a stop; group 1 its words
_CAPTION = lazy.compile(
    r"(?m)^[ \t]{0,12}((?![一二三四五六七八九十\d]{1,3}[、.)])[^\n。;,:、|\t]{0,18}"
    r"(?:回顾|总结|成效|工作情况|工作安排|工作部署|工作任务|目标任务|重点任务|主要任务|重点工作|总体要求|主要目标|预期目标|工作目标|"
    r"工作打算|工作思路|工作计划|存在的?问题|主要做法|下一?步打算|下一?步工作|主要工作)(?:[和及与][^\n。;,:、|\t]{2,8})?)[ \t]*$"
)


class Caption(NamedTuple):
    """A caption: where its line begins, and its words, folded."""

    start: int
    words: str


def find_captions(folded: str, title: str) -> tuple[Caption, ...]:
    r"""Return the captions of *folded* in text order; the document's *title*, which is folded too, is none.

    Example:
        >>> find_captions("政府工作报告\n2031年工作回顾\n一年来,全县生产总值增长6%。\n", "政府工作报告")
        (Caption(start=7, words='2031年工作回顾'),)
    """
    found = (Caption(match.start(1), match[1].strip()) for match in _CAPTION.finditer(folded))
    return tuple(caption for caption in found if caption.words not in title)
