"""Attachments (附件): where they begin, and the list that names them at the end of a letter."""

from __future__ import annotations

from typing import Final

from policyx import lazy
from policyx.text import Span

# 附件1 | 附件 | 附表2: | 附件3-1 on a line of its own or before a title: an attachment begins.
_BEGINS: Final = lazy.compile(
    r"(?m)^[ \t]*附 ?[件表录][ \d一二三四五六七八九十]{0,4}(?:-\d{1,2})?[:.、]?[^\n。]{0,60}$"
)
# 附件:1.任务分解表: the list of attachments; group 1 what stands on its line.
_LIST: Final = lazy.compile(r"(?m)^[ \t]*附 ?件 ?: ?([^\n。]{1,120})$")
# 2.责任清单: a further attachment in the list.
_ENTRY: Final = lazy.compile(r"\n[ \t]*\d{1,2} ?[.、][^\n。;:]{2,80}(?=\n|$)")
# (此件公开发布)|附件1任务清单, 2025年3月5日|附件…: an attachment that begins behind the signature, in a text without line breaks
_RUN_IN_BEGINS: Final = lazy.compile(
    r"(?:(?<=公开发布\))|(?<=主动公开\))|(?<=[\d十]日))[ ]{0,4}附 ?[件表录][ \d一二三四五六]{0,3}(?=[一-鿿“])"
)
# 。|附件:1.分解表2.责任清单|某县水利局: the list of attachments in such a text, as far as its last number
_RUN_IN_LIST: Final = lazy.compile(
    r"(?<=[。)])\s{0,4}附 ?件 ?: ?1 ?[.、][^。;\n]{2,80}?(?:[2-9] ?[.、](?!\d)[^。;\n]{2,60}?)*(?=[^。;\n]{0,200}(?:19|20)\d\d ?年)"
)


def attachment_starts(folded: str, *, lost_breaks: bool = False) -> list[int]:
    r"""Return where attachments begin; every numbered list ends there.

    Example:
        >>> attachment_starts("一、要求\n附件1\n任务分解表\n")
        [5]
    """
    if "附" not in folded:
        return []
    return [match.start() for match in (_RUN_IN_BEGINS if lost_breaks else _BEGINS).finditer(folded)]


def attachment_lists(folded: str, *, lost_breaks: bool = False) -> list[Span]:
    r"""Return the spans of lists of attachments (``附件:1.…``, a line each), which number no tasks.

    Example:
        >>> attachment_lists("附件:1.分解表\n2.责任清单\n某县水利局")
        [Span(start=0, end=15)]
    """
    if "附" not in folded:
        return []
    spans = [Span(*match.span()) for match in _RUN_IN_LIST.finditer(folded)] if lost_breaks else []
    for match in _LIST.finditer(folded):
        end = match.end()
        while entry := _ENTRY.match(folded, end):
            end = entry.end()
        spans.append(Span(match.start(), end))
    return spans
