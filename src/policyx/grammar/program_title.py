"""Titles in 《》 that name a policy document, and titles that name a book, a song or a form."""

from __future__ import annotations

from typing import Final

from policyx import lazy

# 《…》 with one level of 〈〉 or 《》 inside; a title may be broken by one line end
TITLE = lazy.compile(r"《(?:[^《》\n]|《[^《》\n]{0,80}》|\n(?![\n一二三四五六七八九十])){1,160}》")

#: Last words of a plan, rule, notice, opinion, law or standard.
_KINDS: Final = (
    "规划|纲要|方案|意见|办法|通知|决定|条例|规定|细则|标准|规范|计划|措施|法|法典|法则|章程|制度|公告|通告|通报|公报|导则|指南|规程|政策"
    "|建议|批复|函|目录|名录|清单|要点|指引|准则|公约|协定|宪法|预案|决议|命令|令|纪要|守则|解释|答复|说明|要求|意见书|白皮书|宣言|倡议|倡议书"
    "|任务书|路线图|时间表|大纲|名单|职责|机制|规则|总纲|概算|预算|区划|布局|图则|十[一二三四五六七八九]?条|[一二三四五六七八九]条|[0-9]+条|条措施"
    "|若干政策|行动|责任状|责任书|议定书|指标"
)
# ends: the kind, then brackets such as (试行), (2021-2025年), (草案)
_ENDING = lazy.compile(rf"(?:{_KINDS})(?:[(〔\[][^()〔〕\[\]]{{1,24}}[)〕\]]){{0,3}}[》\s\"”]*$")
# 《价格承诺书》《申请表》《…说明书》, 《…日报》: forms, papers and broadcasts, whatever their last character
_OTHER = lazy.compile(
    r"(?:承诺书|通知书|说明书|申请表|申请书|决定书|回执|日报|晚报|新闻|音乐|方法|书法|魔法|说法|看法|想法|作法|指令书)[》\s]*$"
)


def is_document(title: str) -> bool:
    """Say whether *title* (folded, with or without its 《》) names a plan, rule, notice, opinion, law or standard.

    Example:
        >>> is_document("《关于支持食用菌产业发展的若干措施(试行)》"), is_document("《山村的早晨》")
        (True, False)
    """
    return _OTHER.search(title) is None and _ENDING.search(title) is not None
