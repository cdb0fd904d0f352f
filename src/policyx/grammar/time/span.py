"""Lengths of time that count from somewhere: 近三年, 未来五年, 五年来; 30日内, 5个工作日内; 7天后."""

from __future__ import annotations

import re
from typing import Final

from policyx import lazy
from policyx.grammar.time.mention import Period, TimeMention
from policyx.grammar.time.numeral import amount
from policyx.grammar.time.partial import NUMBER

_COUNT: Final = rf"(?:{NUMBER}|半)"
UNITS: Final = {
    "年": (1, "Y"), "周年": (1, "Y"), "学年": (1, "Y"), "年度": (1, "Y"), "学期": (6, "M"), "季度": (3, "M"), "个季度": (3, "M"),
    "个月": (1, "M"), "月": (1, "M"), "周": (1, "W"), "星期": (1, "W"), "礼拜": (1, "W"), "天": (1, "D"), "日": (1, "D"),
    "自然日": (1, "D"), "日历日": (1, "D"), "日历天": (1, "D"), "自然天": (1, "D"), "工作日": (1, "BD"), "工作天": (1, "BD"), "小时": (1, "H"), "分钟": (1, "MIN"), "秒": (1, "S"),
}  # fmt: skip

# 近三年, 过去的5年, 未来3-5年, 今后三个月; "side", "span_count", "span_to", "span_unit"
SPAN: Final = (
    rf"(?P<side>(?<![附接邻临将新远就最拉靠])近|最近(?:的)?|过去的?|未来的?|今后的?|往后|此后)(?P<span_count>{NUMBER})(?:(?:-|至|到|~)(?P<span_to>{NUMBER}))?"
    r" ?(?P<span_unit>个?学?年度?|个月|个?季度|天|日|个?周|个?星期)(?!级|龄|期|薪|均|轮)(?:的?时间|多?来|以来|之?间|以?内|期间|左右)?"
)
# 五年来, 60多年来; "since_count", "since_unit"
SINCE: Final = (
    rf"(?<![\d一二三四五六七八九十近])(?P<since_count>{NUMBER})(?P<since_unit>年|个月)多?来(?![源自看说访临到琼])"
)
# 30日内, 5个工作日以内, 3年内; "within_count", "within_unit"
WITHIN: Final = (
    rf"(?<![\d.一二三四五六七八九十百每])(?P<within_count>{_COUNT}) ?个?(?P<within_unit>工作[日天]|自然[日天]|日历[日天]|日|天|周|星期|月|学?年|季度|学期|小时|分钟|秒)钟?"
    r" ?(?:\([^()\n]{0,10}\))?(?:之|以)?内(?![部容外蒙涵陆地控需河径设置生存循在])"
)
# 当日|办结, 当天|答复, 即时|处置: a limit without a number; "same": the word
SAME_DAY: Final = (
    r"(?P<same>当[日天](?:之?内(?![容部外]))|(?:当[日天]|即时)(?=就?(?:全部|予以|给予|完成|进行|完毕)?"
    r"(?:办结|办理|办完|受理|答复|反馈|处置|处理|整改|上报|报告|报送|报备|解决|完成|发放|兑付|审核|审批|回复|清运|归档|公示|录入|送达|交办|转办|拨付|结算|出具|核实|响应|出证|领取)))"
)
# 用三年时间, 利用5年左右时间, 再奋斗五年; "use_count", "use_unit"
USE: Final = rf"(?:用|(?<=[通经])过)(?:\d{{1,2}}(?:-|至|到))?(?P<use_count>{NUMBER})(?P<use_unit>年|个月)(?:左右)?(?:的?(?:时间|努力|奋斗|建设|发展|攻坚))"
# 提前3天, 提前5个工作日; "early_count", "early_unit"
EARLY: Final = rf"提前(?:至少)?(?P<early_count>{_COUNT}) ?个?(?P<early_unit>工作日|自然日|日|天|周|个月)(?![^,。;\n]{{0,4}}(?:完成|实现|达|建成|投|交|超额|通车))"
# 7天后, 20天以后, 3个月前; "offset_count", "offset_unit", "offset_side"
OFFSET: Final = rf"(?<![\d.一二三四五六七八九十百每第])(?P<offset_count>{_COUNT}) ?个?(?P<offset_unit>工作日|自然日|天|周|星期|月|年)(?:之|以)?(?P<offset_side>[前后])(?![期三两续])"

# What a period counts from, just before it: 自印发之日起, 收到申请后, 公示期满; "issue": the document's own issue
_FROM: Final = lazy.compile(
    r"(?:自|从|于|在)(?P<issue>[^,。;:、\s自从]{0,8}?(?:印发|发布|公布|下发|发文|施行))之?(?:日起?|后)\Z"
    r"|(?:自|从|于|在|收到)[^,。;:\s]{1,20}?(?:之日|日|次日|即日|当日|之)?(?:起|后)(?:的|算)?(?:,)?\Z|(?:自|从|(?<![低高大小少多由对关位属等至基处居用])于|(?<![存所现潜])在)[^,。;:\s\d]{1,12}\Z|(?:于|在|自|须|不超过)\Z"
)

# 压缩到|3天以内, 控制在|8天以内: the verb that makes a length of time a measure
MEASURED: Final = lazy.compile(
    r"(?:压缩|压减|缩短|缩减|精简|控制|减少|减至|降低?|下降|限制|稳定|保持|延长|提升|提速|优化|达|限定|锁定)(?:到|至|在|为|成|于)?(?:不超过|平均)?\Z"
)


def _unit(word: str) -> tuple[int, str]:
    return UNITS.get(word) or UNITS.get(word.removeprefix("个")) or UNITS[word.removesuffix("度")]


def _period(count: str, unit: str) -> Period:
    times, letter = _unit(unit)
    number = amount(count)
    return Period(number * times, letter)


def span(found: re.Match[str]) -> TimeMention | None:
    """Build 近三年, 未来五年."""
    period = _period(found["span_to"] or found["span_count"], found["span_unit"])
    ahead = found["side"][:2] in ("未来", "今后", "往后", "此后")
    rule = "time.next_years" if ahead else "time.last_years"
    if period.count < 1 or (found["span_count"][0] in "百十" and period.unit != "Y"):
        return None
    return TimeMention(
        found.start(), found.end(), rule, "span", period=period, direction=1 if ahead else -1, word=found["side"]
    )


def since(found: re.Match[str]) -> TimeMention | None:
    """Build 五年来."""
    period = _period(found["since_count"], "个月" if "月" in found["since_unit"] else "年")
    return TimeMention(found.start(), found.end(), "time.last_years", "span", period=period, direction=-1, word="来")


def within(found: re.Match[str], text: str, floor: int = 0) -> TimeMention:
    """Build 30日内, with 自印发之日起 when that stands before it."""
    period = _period(found["within_count"], found["within_unit"])
    start, word = found.start(), ""
    lead = _FROM.search(text, max(floor, start - 24), start)
    if lead is not None and not MEASURED.search(text, max(floor, start - 12), start):
        start = lead.start()
        word = "document" if lead["issue"] else "other"
    return TimeMention(start, found.end(), "time.within", "allowance", period=period, word=word)


def same(found: re.Match[str]) -> TimeMention:
    """Build 当日(办结), as no days, and 即时(办结), as no seconds."""
    period = Period(0, "S" if found["same"] == "即时" else "D")
    return TimeMention(found.start(), found.end(), "time.same_day", "allowance", period=period)


def use(found: re.Match[str]) -> TimeMention:
    """Build 用三年时间."""
    period = _period(found["use_count"], found["use_unit"])
    return TimeMention(found.start(), found.end(), "time.within", "allowance", period=period)


def early(found: re.Match[str]) -> TimeMention:
    """Build 提前3天."""
    period = _period(found["early_count"], found["early_unit"])
    return TimeMention(found.start(), found.end(), "time.ahead", "allowance", period=period)


def offset(found: re.Match[str]) -> TimeMention:
    """Build 7天后, 5天前."""
    period = _period(found["offset_count"], found["offset_unit"])
    direction = -1 if found["offset_side"] == "前" else 1
    return TimeMention(found.start(), found.end(), "time.offset", "offset", period=period, direction=direction)
