"""Where the heading of an item ends: its title phrase, or its whole first sentence when it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policyx import lazy

# The end of a first sentence: 。 ! ? or a line or cell break.
_SENTENCE_END: Final = lazy.compile(r"[。!?\n\r\u2028\u2029\v\f\t]| \| ")
# 县水利局:修复 — a short title with its colon, no stop inside; not 8:30, 1:500.
_LABEL_COLON: Final = lazy.compile(r"[^。,;:!?\n\t(]{2,24}(?:\([^()\n\t]{1,20}\))?[^。,;:!?\n\t(]{0,6} ?:(?!\d)")
# (责任单位:县水利局)  [牵头单位:市教委]  ,责任单位:县水利局 — a responsibility clause by its label.
_CLAUSE: Final = lazy.compile(
    r"(?:[(\[〔【][\s*]{0,3}|[,;]\s?)(?:责任|牵头|配合|主办|协办|承办|主管|实施|督办|参加|参与|落实|对接|完成|主责|协同|负责|分管|包保|主体)"
    r"(?:单位|部门|领导|人|科室|处室|时限|主体|县领导|市领导|区领导)\s?:"
)
# (县水利局负责)  [市教委、市财政局牵头]  (县水利局、县财政局): organs in closing brackets, without a label.
_ORGANS: Final = lazy.compile(
    r"[(\[〔【](?:[^。;:\n()\[\]〔〕【】]{2,200}(?:负责|牵头|配合|落实|实施)"
    r"|[一-鿿、,; ]{0,200}[一-鿿]{2}(?:[局厅委办部院]|政府|办公室|公司|中心|银行|联合会|[乡镇]街?道?))[)\]〕】]$"
)

# Titles that plans of every field use; in a text without line breaks the body runs on after them.
_STANDARD: Final = lazy.compile(
    r"(?:指导思想(?:和(?:总体|主要|工作)?目标)?|总体(?:要求|思路|目标|考虑)|基本原则|工作(?:原则|目标|思路|任务|要求|步骤|措施|重点|内容)"
    r"|(?:主要|发展|目标|行动|建设|重点)(?:目标|任务|工作|措施)|实施(?:步骤|范围|内容|时间)|保障措施|组织(?:领导|保障|实施)|(?:加强|强化)组织领导"
    r"|有关要求|附则|其他事项|适用范围|支持对象|补助标准|发展(?:基础|环境|现状|思路)|存在(?:的)?(?:主要)?问题)"
    r"(?=[一-鿿“《\d](?<![和与及的]))(?![和与及的])"
)
# 工作思路|以习近平…  管好每条河|今年是…: words that begin a sentence, right after a title that lost its line break.
_OPENING: Final = lazy.compile(
    r"(?<=[一-鿿”)])(?:以习近平|为(?:深入|认真|全面|进一步|切实|加快|推动|贯彻|促进)|今年(?:是|以来)|目前,|近年来|当前|到20\d\d年|20\d\d年,|凡"
    r"|“十[二三四五六]五”(?:时期|期间|以来)|我[省市县区州旗](?=[^,。]{2,30}[,。]))"
)
# 农业|全年粮食总产量… 下步打算|深入实施…: words that begin a sentence behind a title of a few words without a comma
_BEHIND_SHORT: Final = lazy.compile(
    r"[^,。;:()]{2,16}?(?=(?:今年是|全年(?!龄)|年末|截至|上半年|一季度|初步核算|经[^,。]{2,12}(?:核算|统计)|深入(?:实施|推进|贯彻|开展)))"
)
# 变“要我改”为“我要改”|一是: the first point of a list behind the title
_FIRST_POINT: Final = lazy.compile(r"[^。;:()]{2,60}?(?=(?:&nbsp;)?一是[一-鿿])")
_LONG: Final = 36


@dataclass(frozen=True, slots=True)
class Heading:
    """``start``/``end`` span the heading's words; ``body_start`` is after its stop."""

    start: int
    end: int
    body_start: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text sets off headings: whether line breaks, and with them the ends of headings, are lost.

    ``lost_breaks``: the text is (almost) one line; ``spaced``: white space stands where the breaks were.
    """

    lost_breaks: bool = False
    spaced: bool = False


def read_layout(folded: str, *, lost_breaks: bool) -> Layout:
    """Return the layout of *folded*."""
    spaced = lost_breaks and (folded.count("。 ") * 3 > folded.count("。") or folded.count(")  ") > 5)
    return Layout(lost_breaks, spaced)


def read_heading(folded: str, start: int, limit: int, layout: Layout = Layout(), titles: Sequence[str] = ()) -> Heading:
    """Return the heading of the item whose number ends at *start* and whose next item begins at *limit*.

    Args:
        folded: The folded text.
        start: End of the item's number.
        limit: Start of the next item, or the end of the text.
        layout: How the text sets off headings.
        titles: Titles that the table of contents gives for this number.

    Example:
        >>> text = "一、强化保障。落实经费。"
        >>> heading = read_heading(text, 2, len(text))
        >>> text[heading.start:heading.end]
        '强化保障'
    """
    while start < limit and folded[start] in " \t:.、*":
        start += 1
    for title in titles:
        if title and folded.startswith(title, start) and start + len(title) <= limit:
            return Heading(start, start + len(title), start + len(title))
    if layout.spaced:
        space = folded.find(" ", start + 2, limit)
        limit = space if space > 0 else limit
    label = _LABEL_COLON.match(folded, start, limit)
    if label:
        return Heading(start, _strip_back(folded, start, label.end()), label.end())
    stop = _SENTENCE_END.search(folded, start, limit)
    end = stop.start() if stop else limit
    if layout.lost_breaks:
        cut = _run_in(folded, start, end)
        if cut:
            return Heading(start, cut, cut)
    return _without_clause(folded, start, end, stop.end() if stop else end)


def _run_in(folded: str, start: int, end: int) -> int | None:
    """Return where the title ends that runs into the sentence ``folded[start:end]`` without a stop, or None."""
    standard = _STANDARD.match(folded, start, end)
    if standard and end - standard.end() > 8:
        return standard.end()
    point = _FIRST_POINT.match(folded, start, end)
    if point:
        return point.end()
    if end - start <= _LONG:
        return None
    short = _BEHIND_SHORT.match(folded, start, end)
    if short:
        return short.end()
    opening = _OPENING.search(folded, start + 4, min(end, start + 60))
    if opening and not any(sign in folded[start : opening.start()] for sign in ";:()"):
        return opening.start()
    return None


def _without_clause(folded: str, start: int, end: int, body_start: int) -> Heading:
    clause = _CLAUSE.search(folded, start, end)
    if clause and clause.start() > start:
        return Heading(start, _strip_back(folded, start, clause.start()), clause.start())
    last = _strip_back(folded, start, end)
    opening = max(folded.rfind(sign, start, last) for sign in "([〔【")
    if opening > start and last - opening < 240:
        organs = _ORGANS.match(folded, opening, last)
        if organs:
            return Heading(start, _strip_back(folded, start, opening), opening)
    return Heading(start, last, body_start)


def _strip_back(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in " ;,、:。*#":
        end -= 1
    return end
