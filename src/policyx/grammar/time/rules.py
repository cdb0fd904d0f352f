"""The rules of times with the examples that prove them; ``tests/test_rules.py`` and ``tests/test_time.py`` run them.

The patterns are parts of one scan (`policyx.grammar.time.scan_times`), because a date is composed of a year, a part of
it, an interval and bounding words. A rule's ``find`` here is the character that its shortest example turns on, and
its ``build`` scans the text and gives the mention with the rule's id.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import regex

from policyx.grammar.time.mention import TimeMention
from policyx.grammar.time.scan import scan_times
from policyx.rule import Rule


def _builder(rule: str) -> Callable[[regex.Match[str]], TimeMention | None]:
    def build(found: regex.Match[str]) -> TimeMention | None:
        mentions = scan_times(found.string)
        return next((one for one in mentions if one.rule == rule and one.start <= found.start() < one.end), None)

    return build


def _rule(rule: str, turns_on: str, yes: dict[str, str], *no: str) -> Rule[TimeMention]:
    return Rule(rule, regex.compile(turns_on), _builder(rule), yes, no)


RULES: Final[tuple[Rule[TimeMention], ...]] = (
    _rule(
        "time.year",
        "年",
        {"到2027年": "2027", "二〇二五年": "2025", "2024年度": "2024", "自2025年起": "2025", "2030年前": "2030"},
        "2019年版标准",
        "5年",
        "20XX年",
        "一年级",
    ),
    _rule("time.year_end", "[底末内]", {"2025年底前": "2025", "年底前": "XXXX", "年内": "XXXX"}, "2025年内蒙古", "5年内", "底线"),
    _rule("time.year_start", "初", {"2025年初": "2025"}, "2025年初中毕业生", "最初"),
    _rule("time.month", "月", {"2025年6月": "2025-06", "二〇二五年十二月": "2025-12", "9月份": "XXXX-09"}, "3个月", "每月", "满月"),
    _rule("time.month_end", "底", {"2025年6月底前": "2025-06", "12月底前": "XXXX-12"}, "月底"),
    _rule("time.months", "月", {"2025年1-6月": "2025-01/2025-06"}, "1-6个月"),
    _rule(
        "time.date",
        "日",
        {"2025年6月30日": "2025-06-30", "5月20-25日": "XXXX-05-20/XXXX-05-25", "自2029年9月16日起": "2029-09-16"},
        "13月5日",
        "节假日",
    ),
    _rule("time.third", "旬", {"2024年3月上旬": "2024-03-01/2024-03-10", "2月下旬": "XXXX-02-21/XXXX-02-29"}, "中旬"),
    _rule("time.iso_date", "[-./]", {"2025-05-14": "2025-05-14", "2020/1/2": "2020-01-02", "2025.5.13": "2025-05-13"}, "2025-13-01", "1.2.3"),
    _rule("time.iso_month", "[-/]", {"2008/08": "2008-08", "2025-05": "2025-05"}, "9704-2012", "2023.12"),
    _rule("time.quarter", "季度", {"2025年第一季度": "2025-01/2025-03", "三季度": "XXXX-07/XXXX-09"}, "每季度", "季度考核"),
    _rule("time.quarter_end", "末", {"2025年三季度末": "2025-09"}, "期末"),
    _rule("time.half", "半年", {"2024年上半年": "2024-01/2024-06", "下半年": "XXXX-07/XXXX-12"}, "每半年", "租住房屋半年以上"),
    _rule("time.first_months", "前", {"2025年前三季度": "2025-01/2025-09", "前11个月": "XXXX-01/XXXX-11"}, "提前3个月", "前三名"),
    _rule("time.season", "[春秋]", {"2028年秋季学期": "2028-23", "2024年春季开学": "2024-21"}, "春季", "秋季攻势"),
    _rule("time.school_year", "学年", {"2024学年": "2024/2025"}, "每学年"),
    _rule("time.plan_period", "五", {"“十四五”期间": "2021/2025", "“十五五”末": "2030", "十三五时期": "2016/2020", "“十五五”开局之年": "2026", "“十四五”收官之年": "2025"}, "十四五个"),
    _rule("time.interval", "[-至到—]", {"2023-2025年": "2023/2025", "3月1日至15日": "XXXX-03-01/XXXX-03-15", "2024年3月上旬-4月中旬": "2024-03-01/2024-04-20"}, "3-5年"),
    _rule("time.since", "以来", {"2021年以来": "2021/..", "“十三五”以来": "2016/..", "2023年上线运行以来": "2023/.."}, "近年来", "新时代以来"),
    _rule("time.relative_year", "年", {"去年": "XXXX", "本年度": "XXXX"}, "过去年份", "安全年", "文明年"),
    _rule("time.relative_month", "月", {"上个月": "XXXX-XX", "本月底": "XXXX-XX"}, "以上月份"),
    _rule("time.last_years", "年", {"近三年": "P3Y", "过去五年": "P5Y", "五年来": "P5Y"}, "近年来", "近几年", "附近三年"),
    _rule("time.next_years", "年", {"未来五年": "P5Y", "今后3年": "P3Y"}, "未来几年"),
    _rule("time.within", "内", {"自印发之日起30日内": "P30D", "5个工作日内": "P5BD", "一年内": "P1Y", "30分钟内": "PT30M", "半小时内": "PT30M", "2个小时以内": "PT2H"}, "境内", "3年以内部", "15分钟生活圈", "24小时服务"),
    _rule("time.same_day", "[当即]", {"当日内": "P0D", "当天之内": "P0D"}, "当日新增", "即时零售", "当天气温"),
    _rule("time.every", "每", {"每半年": "R/P6M", "每季度末月25日前": "R/P3M", "每两年": "R/P2Y", "每逢周五": "R/P1W", "每4小时": "R/PT4H"}, "每日快报", "每逢佳节", "每名"),
    _rule("time.cycle", "一", {"5年一周期": "R/P5Y", "一年一次": "R/P1Y"}, "一年一度", "五年一贯制"),
    _rule("time.by", "按", {"按月": "R/P1M", "按季度": "R/P3M"}, "按年度", "按月份"),
    _rule("time.decade", "年代", {"上世纪90年代": "1990/1999"}, "新年代"),
    _rule("time.century", "中叶", {"到本世纪中叶": "2050"}, "上世纪中叶"),
)  # fmt: skip
