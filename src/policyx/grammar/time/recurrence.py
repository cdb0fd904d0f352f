"""What repeats: 每年, 每半年, 每季度末月25日前, 每两年, 每隔3天, 按月, 5年一周期."""

from __future__ import annotations

import re
from typing import Final

from policyx.grammar.time.mention import Period, TimeMention
from policyx.grammar.time.numeral import amount
from policyx.grammar.time.partial import NUMBER

# 每年, 每两年, 每半年, 每隔3天, 每个月 with what narrows it (3月底前, 末月25日前, 周一); "every_count", "every_unit"
EVERY: Final = (
    rf"每(?:隔|逢(?=周|星期))?(?P<every_count>半|{NUMBER})?个?(?P<every_unit>工作日|学年|年度?|学期|季度?(?!节)|月(?!饼|嫂)|周(?!边|岁|报)|星期|礼拜|(?<=[\d一二两三四六八十半个])小时|天|日(?!快报|电讯|新闻|新报|优鲜)|旬)"
    r"(?:(?:的)?(?:(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|[底初末]|[上中下]旬|(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])?"
    r"|末月|首月|第[一二三]个?月|[上下]半年|第?[一二三四]季度|[春秋]季学期|[底末初](?![中级步])|(?:\d{1,2}|[二三]?十[一二三四五六七八九]?)[日号]"
    r"|[一二三四五六日天](?![次期节课堂场回篇题报个调轮会研评遍组点条名项人份例户家]))){0,3}"
    # 每年3月1日|至4月30日, 每年5月|-9月
    r"(?:(?<=[月日号份底旬])(?:至|到|-{1,2}|~)(?:次年|翌年)?(?:(?:1[0-2]|[1-9])月(?:份|底|[上中下]旬|\d{1,2}[日号])?|\d{1,2}[日号]))?"
    r"(?:(?:之|以)?前(?![往后期列]))?"
)
# 5年一周期, 一年一次, 两年一轮; "cycle_count", "cycle_unit"
CYCLE: Final = rf"(?<![\d.每第近一二三四五六七八九十])(?P<cycle_count>{NUMBER}|半)(?P<cycle_unit>学?年|个?月|周|季度?|学期|天|日)一(?:个?周期|次|轮(?!的?第)|评|考核?|调度|通报|报告|小结|督查|更新|体检|检|汇总|会商|研判|普查)"
# 按月, 按季度, 按周, 按半年; "by_unit"
BY: Final = r"(?<![不依])按(?P<by_unit>月|季度?|周|旬|半年)(?![份内期边节均龄工])"

_UNITS: Final = {
    "年": (1, "Y"), "年度": (1, "Y"), "学年": (1, "Y"), "学期": (6, "M"), "季度": (3, "M"), "季": (3, "M"), "月": (1, "M"), "个月": (1, "M"),
    "半年": (6, "M"), "周": (1, "W"), "星期": (1, "W"), "礼拜": (1, "W"), "旬": (10, "D"), "天": (1, "D"), "日": (1, "D"), "工作日": (1, "D"), "小时": (1, "H"),
}  # fmt: skip


def _mention(found: re.Match[str], rule: str, count: str | None, unit: str) -> TimeMention:
    times, letter = _UNITS[unit]
    number = times * (amount(count) if count else 1)
    if letter == "M" and number == 0.5:
        number, letter = 15, "D"
    period = Period(number, letter)
    return TimeMention(found.start(), found.end(), rule, "recurrence", period=period, repeat=f"R/{period.iso()}")


def every(found: re.Match[str]) -> TimeMention | None:
    """Build 每年, 每半年, 每隔3天."""
    if found["every_unit"] == "周" and found.string.startswith(("每周年", "每周期"), found.start()):
        return None
    return _mention(found, "time.every", found["every_count"], found["every_unit"])


def cycle(found: re.Match[str]) -> TimeMention:
    """Build 5年一周期."""
    return _mention(found, "time.cycle", found["cycle_count"], found["cycle_unit"])


def by(found: re.Match[str]) -> TimeMention:
    """Build 按月."""
    return _mention(found, "time.by", None, found["by_unit"])
