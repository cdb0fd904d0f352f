"""Whether a number is a change or a level (RECORDS.md, indicator, ``change``)."""

from __future__ import annotations

import re

from policyx import lazy
from policyx.records import Change

# 提高到50%, 增至30家, 下降到7%以内: the verb names a movement, the number the level reached
_TO_LEVEL = lazy.compile(
    r"(?:增长|增加|增|提高|提升|提|上升|升|扩大|扩展|扩|提|发展|拓展|下降|降低|降|减少|减|压减|压缩|精简|优化|缩短|缩小|调整|攀升|跃升|回落|回升|延长|"
    r"恢复|上调|下调|翻)(?:了)?(?:到|至|为|成)[^,。;]{0,6}$"
)
_LEVEL_MARKS = frozenset("到至为成")
_UP = lazy.compile(
    r"(?:新增加?(?!部分|额|量)|净增加?|增加(?!值|部分|额|量)|增长|扩大|提高|提升|上升|上涨|涨(?![价幅停])|增收|增产|多增|递增|攀升|增幅|增速|增长率|涨幅|升幅|前进|上调|上浮|(?<!不)(?<!不得)高于|高出|快于|领先|"
    r"拉动|延长|提速|扩面|顺延|翻|增(?!加值|量))(?:了|达|为|到了|幅度?为?|速为|率为|率达)?[^,。;、]{0,4}$"
)
_DOWN = lazy.compile(
    r"(?:下降|减少|降低|缩减|压减|削减|下调|下浮|缩短|缩小|回落|下滑|减免|免收|压缩(?!机)|精简|降幅|减幅|跌幅|(?<!不)(?<!不得)低于|慢于|减量|压降|收窄|减产|递减|净减|少增)(?:了|达|为|约)?[^,。;、]{0,4}$"
)
# 新增|家庭农场超720家; 减少|碳排放5万吨: the verb stands before the thing
_UP_LEAD = lazy.compile(r"新增(?!长)加?|净增加?|增加(?!值|到|至)|扩大|多增|增设|增开|增补|增派|增配|增收(?!节支)")
_UP_MARKS = frozenset("增扩")  # every alternative has one of them: a look at the characters decides most cases
_DOWN_LEAD = lazy.compile(r"减少|调减|压减|削减|缩减|核减|降低|减排|净减")
_DOWN_MARKS = frozenset("减降")
# 企业42家,比上年|多3家: a difference by 多 or 少; group 1 which
_DIFFERS = lazy.compile(r"[比较][^,。;、]{1,10}(?:([多高])|[少低])了?$")
_DIFFERS_ENDS = ("多", "高", "少", "低", "了", "\n")
# 正向拉动全市投资|1.7个百分点, 低于全省平均水平|2个百分点: by how much, upward or down
_MOVED_POINTS = lazy.compile(
    r"(?:(?P<down>负向?拉动|下拉|(?<!不)(?:低于|慢于))|(?:正向)?拉动|(?<!不)(?:高于|快于|高出))[^,。;、]{1,20}$"
)
# PM2.5浓度|改善|24.7%: less of what is bad, more of what is good
_BETTER = lazy.compile(r"改善了?$")
_POLLUTION = lazy.compile(r"浓度|PM|排放|污染|综合指数")
# 人口自然增长率|-0.5‰ is a level with a name of its own
_NATURAL = lazy.compile(r"自然增长率(?:为|达)?$")
# 产量同比增长的有|45种: how many of them
_SO_MANY = lazy.compile(r"的(?:共|仅|就)?有(?:近|约|超过?)?$")
_REACHES = lazy.compile(r"^(?:达|为|占|稳定|保持|控制)")
_RATE = frozenset({"%", "百分点", "‰", "倍", "成"})


def change_of(lead: str, tail: str, action: str, unit: str) -> Change:
    """Return ``increase`` or ``decrease`` when the number is a difference or a rate of change, else ``""``.

    Args:
        lead: The text between the phrase's left bound and the number.
        tail: The predicate words directly before the number (增长, 达到).
        action: The governing verb cut off the head of the phrase (新增).
        unit: Unit of the quantity.

    Example:
        >>> change_of("出口增长", "增长", "", "%"), change_of("占比下降到", "下降到", "", "%")
        ('increase', '')
    """
    if unit == "番":
        return "increase"
    if _NATURAL.search(lead) or _SO_MANY.search(lead):
        return ""
    near = tail or lead[-8:]
    if not _LEVEL_MARKS.isdisjoint(near) and _TO_LEVEL.search(near):
        return ""
    if unit == "百分点" and (moved := _MOVED_POINTS.search(lead)):
        return "decrease" if moved["down"] else "increase"
    if unit in _RATE and _BETTER.search(tail):
        return "decrease" if _POLLUTION.search(lead) else "increase"
    if tail:
        if _DOWN.search(tail):
            return "decrease"
        if _UP.search(tail):
            return "increase"
    if lead.endswith(_DIFFERS_ENDS) and (differs := _DIFFERS.search(lead)):
        return "increase" if differs[1] else "decrease"
    if unit in _RATE and _REACHES.search(tail):
        return ""  # 新增绿地开放度|达到80%
    if _leads(lead, action, unit, _UP_LEAD, _UP_MARKS):
        return "increase"
    if _leads(lead, action, unit, _DOWN_LEAD, _DOWN_MARKS):
        return "decrease"
    return ""


def _leads(lead: str, action: str, unit: str, pattern: re.Pattern[str], marks: frozenset[str]) -> bool:
    """Say whether a verb of change governs the counted thing: as *action*, or inside *lead* (实现城镇|新增|就业)."""
    if action and pattern.search(action):
        return True
    if unit in _RATE or marks.isdisjoint(lead):
        return False
    match = pattern.search(lead)
    return match is not None and "的" not in lead[match.end() : match.end() + 2]
