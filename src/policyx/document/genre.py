"""The genre of a document, and whether it is a draft, from its title or else from how it begins."""

from __future__ import annotations

import re
from typing import Final

from policyx import lazy
from policyx.records import Genre

_INNER: Final = lazy.compile(r"《([^《》]{2,120})》")

# (试行)  (2021-2025年)  »: what may follow the last word of a title.
_TRAILER: Final = lazy.compile(r"(?:[(〔\[【][^()〔〕]{1,40}[)〕\]】]|[》”\s])+$")

# The words of titles, in the order in which they decide: the last word of a title names its genre.
_WORDS: Final[tuple[tuple[re.Pattern[str], Genre], ...]] = (
    # 民生实事任务清单: what is to be done for the people, as plans list it
    (lazy.compile(r"实事(?:项目)?(?:任务|工作|目标)?清单$"), "plan"),
    (lazy.compile(r"统计公报|公报|统计|普查|主要数据|年鉴|监测数据|运行情况$"), "statistics"),
    (
        lazy.compile(
            r"分解表|任务清单|责任清单|任务表|责任分工|清单$|台账|一览表|任务书|明细表|汇总表|分工表|考核表|细则表|表$"
        ),
        "task_table",
    ),
    (lazy.compile(r"工作报告|报告|总结|汇报|亮点|成效|纪实|综述|经验|情况|回顾|简报|通报|进展|材料$|成果$"), "report"),
    (
        lazy.compile(
            r"方案|规划|计划|意见|措施|要点|实事|纲要|举措|(?:行动|目标|政策|安排|部署|分工|标准|任务|事项|十条|条)$"
        ),
        "plan",
    ),
    (lazy.compile(r"办法|细则|规定|条例|规则|规范|制度|章程|预案|指南|导则"), "other"),
    (lazy.compile(r"通知|通告|公告|的函|函$|批复|决定|通报|令$|公示|倡议书"), "notice"),
)
# 特制定本方案, 制定如下措施: the opening of a plan without a title.
_PLANNING: Final = lazy.compile(
    r"制定(?:本|如下|以下|了?《).{0,12}|提出(?:如下|以下).{0,8}(?:意见|措施)|(?:责任|牵头)单位[:：]"
)
# 近年来,某县始终…  根据各镇材料整理: the opening or close of a report.
_REPORTING: Final = lazy.compile(
    r"近年来|一年来|五年来|今年以来|上半年,|各位代表|报送信息整理|始终坚持|始终把|取得(?:了)?(?:显著|明显|积极|新)?成效"
)
# how a work report addresses the congress, wherever an excerpt of it begins
_ADDRESS: Final = "各位代表"
# 2030年工作总结和2031年工作安排: what was done comes first.
_REVIEW: Final = lazy.compile(r"(?:总结|情况|回顾)(?:报告)?(?:和|及|暨|与|、)")
# 累计投入…  完成了…  较上年增长: the voice of a report.
_DONE: Final = lazy.compile(
    r"累计|[成开建新投发]?[成展设入放]了|以来,|同比|较上年|较去年|比上年|现已|截至|位居全|实现了|被评为|荣获|先后"
    r"|目前,?(?:全|已|共|该|我)|(?<=[,。;])(?:共|已)(?:为|有|达|建|开展|发展|发放|实施|完成|培育|引进|评定)|(?:提高|增加|发展|下降|减少|增长)了"
)
# 要…  确保…  到2027年: the voice of a plan.
_AHEAD: Final = lazy.compile(r"力争|确保|到20\d\d年|应当|须|严禁|负责|各(?:部门|单位|乡镇)要|(?<=[,。;])要")
# (征求意见稿) (意见征求稿) (草案) 送审稿
_DRAFT: Final = lazy.compile(
    r"征求意见稿|意见征求稿|征求(?:社会|公众|社会公众)意见稿|征求意见的|公开征求.{0,30}意见|讨论稿|送审稿|审议稿|审查稿|报批稿|报审稿|评审稿|代拟稿|初稿|修改稿|[(〔\[【]草案|草案[)〕\]】]?$|草案稿|公示稿"
)
# 征求意见时间为…: a call for comments around the text.
_CALL: Final = lazy.compile(
    r"征求意见(?:的)?(?:时间|期限|起止时间|时限)|(?:现)?(?:面?向社会)?公开征求(?:社会|公众|社会公众|社会各界|各方)?(?:的)?意见"
)


def genre_of(title: str, opening: str, closing: str = "") -> Genre:
    """Return the genre of a document with *title*, *opening* and *closing* (all folded).

    A notice that issues a plan is a plan: what the title names in 《》 or after 印发 decides.

    Example:
        >>> genre_of("某县人民政府关于印发《某县水利发展规划》的通知", "")
        'plan'
    """
    if _REVIEW.search(title):
        return "report"
    inner = _INNER.search(title)
    for name in (inner[1] if inner else _issued(title), title):
        genre = _by_last_word(_TRAILER.sub("", name))
        if genre:
            return genre
    if _REPORTING.search(opening[:400]) or _REPORTING.search(closing) or _ADDRESS in opening:
        return "report"
    if _PLANNING.search(opening):
        return "plan"
    return "report" if _reports(opening) else "other"


def _reports(opening: str) -> bool:
    """Say whether a text without a telling title speaks of what was done rather than of what is to be done."""
    done, ahead = len(_DONE.findall(opening)), len(_AHEAD.findall(opening))
    return done >= 3 and done > 2 * ahead


# 关于印发某某方案的通知: group 1 what is issued.
_ISSUED: Final = lazy.compile(r"(?:印发|转发|公布|发布|批转|下达)(.{4,100})的(?:通知|通告|公告|函|决定)")


def _issued(title: str) -> str:
    match = _ISSUED.search(title)
    return match[1] if match else ""


def _by_last_word(name: str) -> Genre | None:
    """Return the genre of the word that ends last in *name*; the earlier row wins a tie."""
    best: tuple[int, Genre] | None = None
    for pattern, genre in _WORDS:
        for match in pattern.finditer(name):
            if best is None or match.end() > best[0]:
                best = (match.end(), genre)
    return best[1] if best else None


def is_draft(title: str, head_lines: str, opening: str, closing: str) -> bool:
    """Say whether title, the lines around it, or a call for comments mark the document as a draft.

    Example:
        >>> is_draft("某县水利发展规划", "(征求意见稿)", "", "")
        True
    """
    return bool(_DRAFT.search(title) or _DRAFT.search(head_lines) or _CALL.search(opening) or _CALL.search(closing))
