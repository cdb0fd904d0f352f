"""Remarks about responsibility that hold beyond their clause: who leads (列首位者为牵头单位), who is meant everywhere.

`read_notes` finds them once in the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from policyx import lazy
from policyx.grammar.organ_list import Listed
from policyx.text import Span

LeadBy = Literal["first", "comma", "star"]

# 列首位者为牵头单位 | 排名第一的单位为牵头部门 | 第一个责任单位为牵头单位
_FIRST: Final = lazy.compile(
    r"(?:(?:列|排|位列|排列|居|署名|排名|写)?(?:在)?(?:首位|第一位|第1位|首个|最前面?)|(?:排名|排|列|位列|名列)第一位?|第一个|第一家|首家)"
    r"[^。;,\n]{0,12}?(?:为|是|系|即)[^。;,\n]{0,8}?(?:牵头|主办|主责)"
)
# 第一个逗号前为牵头单位 | 逗号前的为牵头单位
_COMMA: Final = lazy.compile(
    r"(?:第一个|首个)?(?:逗号|分号)(?:之)?前[^。;,\n]{0,12}?(?:为|是|系)[^。;,\n]{0,6}?(?:牵头|主办|主责)"
)
# 带*的为牵头单位 | 标注“*”的单位为牵头单位 | 注:*为牵头单位
_STAR: Final = lazy.compile(r"[*★☆▲△●◆※][”\"']?(?:号|者)?[^。;,\n]{0,8}?(?:为|是|系)[^。;,\n]{0,6}?(?:牵头|主办|主责)")
_PATTERNS: Final[tuple[tuple[LeadBy, re.Pattern[str]], ...]] = (("comma", _COMMA), ("star", _STAR), ("first", _FIRST))
# 牵头 | 主办: the word that a remark on who leads ends in.
_LEADING: Final = lazy.compile("牵头|主办|主责")
# 下同 | 以下同: the remark holds from here on.
_FROM_HERE: Final = lazy.compile(r"[,;、(]?\s{0,2}(?:以)?下同")
# 不再一一列出 | 不再重复标注: the end of a remark that names organs for all items.
_NOT_AGAIN: Final = lazy.compile(
    r"(?:以下|下文|后文|后面)?不再(?:一一|逐一|逐条|逐个|逐级|单独|重复|另行|逐项|分别|再)?(?:进行)?(?:列出|列举|列示|标注|标明|注明|赘述|列明|说明|罗列|列)"
)
# 下列事项均需 | 以下各条措施均涉及 : what stands before the organs of such a remark.
_ALL_ITEMS: Final = lazy.compile(
    r"(?:以下|下列|以上|上述|其余|其他|所有|各项|本方案|全部|每项)[^。;:\n]{0,24}?(?:均|都|皆)(?:需要?|须|由|涉及|为|应当?|要求?|包括|含有?|属于?|请|有){0,2}"
)
# 各乡镇为以下任务的责任单位,不再列出: what stands after the organs.
_FOR_ALL: Final = lazy.compile(
    r"(?:均|都)?(?:为|是|作为|系)(?:以下|下列|以上|上述|所有|各项|全部|每项)[^。;\n]{0,20}$|(?:均|都)(?:为|是)(?:责任|配合|落实)单位$"
)
# ,以下 | 、: what stands between the organs and 不再列出.
_BEFORE_NOT_AGAIN: Final = lazy.compile(r"[,、; ]*(?:以下|下文|后文|后面)?[,、; ]*$")
# 以上事项由县政府办公室统筹督办: who answers for all items, said at the start of a paragraph; group 1 organs and verb.
_ALL_BY: Final = lazy.compile(
    r"(?m)^[ \t]*(?:以上|上述|以下|下列)(?:各项|所有|全部)?(?:任务|事项|实事|项目|工作任务|目标任务|措施|政策措施)(?:均|都|统一|全部)?由([^,。;:\n]{2,60}(?:负责|督办|牵头|落实|督导|督查))(?=[,。;\n]|$)"
)
# 排首位的为牵头单位,|各乡镇均为责任单位: a remark on who leads, before the organs of another
_LEADS: Final = lazy.compile("为(?:牵头|主办|主责)(?:单位|部门),")
# 以下均需各市、县(市、区)落实〕: group 1 organs and verb
_NEEDED: Final = lazy.compile(
    r"(?:以下|下列|下文|其余)[^。;:\n]{0,12}?(?:均|都|皆)(?:需要?|须|由|请)(各[^。;:\n〕】\]]{2,40}?(?:落实|负责|办理|配合|参与|实施|抓好))(?=[,。;)〕】\]\n]|$)"
)
_BRACKET: Final = lazy.compile(r"[()\[\]〔〕【】]")
_STOP: Final = lazy.compile(r"[。;(〔【\[\n]")


@dataclass(frozen=True, slots=True)
class _Lead:
    """A remark on who leads: how, from which offset on, in which text."""

    by: LeadBy
    start: int


@dataclass(frozen=True, slots=True)
class Notes:
    """The remarks of one document.

    Attributes:
        leads: Remarks on who leads, in text order.
        defaults: Spans of organs that are said once for all items.
    """

    leads: tuple[_Lead, ...] = ()
    defaults: tuple[Span, ...] = ()

    def leaders(self, organs: list[Listed], offset: int) -> list[int]:
        """Return the indexes of those of *organs* that lead, by the remarks that hold at *offset*."""
        if not organs:
            return []
        for lead in self.leads:
            if lead.start <= offset:
                return _leading(lead.by, organs)
        return []


def _leading(by: LeadBy, organs: list[Listed]) -> list[int]:
    if by == "star":
        return [index for index, organ in enumerate(organs) if organ.starred]
    if by == "comma":
        return [index for index, organ in enumerate(organs) if organ.group == organs[0].group]
    return [0]


def read_notes(folded: str) -> Notes:
    """Find the remarks of a text.

    Args:
        folded: Folded text (`policyx.text.fold`).

    Example:
        >>> text = "(责任单位:县水务局;下列事项均需各乡镇办理,不再列出)"
        >>> [text[start:end] for start, end in read_notes(text).defaults]
        ['各乡镇办理']
    """
    leads = [lead for match in _LEADING.finditer(folded) if (lead := _lead(folded, match.end()))]
    defaults = [span for at in _not_again(folded) if (span := _default(folded, at))]
    for pattern in (_ALL_BY, _NEEDED):
        defaults += [Span(match.start(1), match.end(1)) for match in pattern.finditer(folded)]
    return Notes(tuple(leads), tuple(sorted(set(defaults))))


def _not_again(folded: str) -> Iterator[int]:
    at = folded.find("不再")
    while at >= 0:
        if _NOT_AGAIN.match(folded, at):
            yield at
        at = folded.find("不再", at + 2)


def _lead(folded: str, end: int) -> _Lead | None:
    """The remark that ends in 牵头 at *end*, if there is one."""
    for by, pattern in _PATTERNS:
        match = pattern.search(folded, max(0, end - 60), end)
        if match:
            return _Lead(by, _holds_from(folded, match))
    return None


def _holds_from(folded: str, match: re.Match[str]) -> int:
    """The offset from which a remark holds: its clause's start if it says 下同, else the start of the text."""
    end = folded.find("。", match.end(), match.end() + 24)
    if not _FROM_HERE.search(folded, match.end(), end if end >= 0 else match.end() + 24):
        return 0
    return max(0, folded.rfind("\n", 0, match.start()) + 1, _clause_start(folded, match.start()))


def _clause_start(folded: str, at: int) -> int:
    """The bracket that is open at *at*, at most 600 characters before it; those that are closed again do not count."""
    depth = 0
    for bracket in reversed(list(_BRACKET.finditer(folded, max(0, at - 600), at))):
        depth += 1 if bracket[0] in ")]〕】" else -1
        if depth < 0:
            return bracket.start()
    return -1


def _default(folded: str, at: int) -> Span | None:
    """The organs of the remark that ends in 不再列出 at *at*."""
    start = max(0, at - 160)
    for stop in _STOP.finditer(folded, start, at):
        if stop[0] not in "(〔" or _closed(folded, stop.start(), at):
            start = stop.end() if stop[0] not in "(〔" else start
        else:
            start = stop.end()
    at = start + len(_BEFORE_NOT_AGAIN.sub("", folded[start:at]))
    opening = _ALL_ITEMS.search(folded, start, at)
    if opening and opening.end() < at:
        return Span(opening.end(), at)
    closing = _FOR_ALL.search(folded, start, at)
    lead = _LEADS.search(folded, start, closing.start()) if closing else None
    start = lead.end() if lead else start
    return Span(start, closing.start()) if closing and closing.start() > start else None


def _closed(folded: str, opener: int, end: int) -> bool:
    """Whether the bracket at *opener* is closed before *end* (各县(市、区))."""
    return folded.find(")" if folded[opener] == "(" else "〕", opener, end) >= 0
