"""Parts of a year: 6月30日, 6月底, 上旬, 一季度, 前三季度, 上半年, 秋季学期, 年底, 1-6月."""

from __future__ import annotations

import re
from typing import Final

from policyx import lazy
from policyx.grammar.time.calendar import SEASONS, Point
from policyx.grammar.time.numeral import small_number

NUMBER: Final = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_SP: Final = r" {0,2}"
_CLOCK: Final = (
    rf"(?:{_SP}(?:\d{{1,2}}:\d\d(?::\d\d)?时?|(?:\d{{1,2}}|零|十[一二]?|二十[一二三四]?)[时点](?:\d{{1,2}}分|整)?))?"
)
_TO: Final = r"(?:-{1,3}|[~至到])"

# 6月30日, 5月20-25日, 6月底, 3月上旬, 6月份; "month", "day", "last_day", "edge": 底 末 初, "third": 上 中 下
_MONTHS: Final = (
    rf"(?P<month>{_MONTH}){_SP}月(?![龄薪租息均经饼度检嫂子季娘球])(?:份(?!额))?"
    rf"(?:{_SP}(?P<day>{_DAY}){_SP}(?:{_TO}{_SP}(?P<last_day>{_DAY}){_SP})?[日号](?!线){_CLOCK}"
    rf"|{_SP}(?P<edge>[底末]|初(?![中级步审夏]))|{_SP}(?P<third>[上中下])旬)?"
)
# 1-6月, 2至4月份; "from_month", "to_month"
_MONTH_RUN: Final = (
    rf"(?P<from_month>{_MONTH}){_SP}{_TO}{_SP}(?P<to_month>{_MONTH}){_SP}月(?!{_SP}{_DAY}{_SP}[日号])份?(?:[底末])?"
)
# 上半年; "half"
_HALF: Final = r"(?P<half>[上下])半年(?!度?报)"
# 第一季度, 三季度末, 一、二季度; "quarter", "to_quarter", "quarter_end"
_QUARTER: Final = r"第?(?P<quarter>[一二三四1-4首])(?:[、至和-](?P<to_quarter>[二三四2-4]))?季度(?P<quarter_end>末)?"
# 前三季度, 前11个月, 首月; "first_quarters", "first_months"
_FIRST: Final = rf"前(?P<first_quarters>[两二三23])个?季度|前(?P<first_months>{_MONTH})个月|(?P<first_month>首月)"
# 秋季学期, 秋季开学后, 春季; "season"; 第一学期: "term"
_SEASON: Final = (
    r"(?P<season>[春夏秋冬])(?:季(?!节|度)(?:学期|开学季?)?|(?=[,。;、)至到前起]))(?:开学)?(?:[后前时初]|之[前后])?"
    r"|第?(?P<term>[一二上下])学期"
)
# 年底, 年末, 年初, 年内 (not 内蒙古, not 初中); "year_edge"; 底 alone after a head (今年底)
_YEAR_EDGE: Final = r"年?(?:(?P<year_edge>[底末](?![线色端])|初(?![中级步审始期夏春秋冬一二三])|内(?![蒙地涝部容设外陆控需资科镜])))|年终(?![考奖总])|年中(?![央国])"

PART: Final = lazy.compile(
    rf"{_SP}(?:{_MONTH_RUN}|{_MONTHS}|{_HALF}|{_QUARTER}|{_FIRST}|{_SEASON}|{_YEAR_EDGE})",
)
# 15日 after 3月1日至; "only_day"
DAY: Final = lazy.compile(rf"{_SP}(?P<only_day>{_DAY}){_SP}[日号]{_CLOCK}")

# Where a part may start without a year before it: cheap to test, and strict on the left (not 5年内, 以上半年, 每月).
BARE: Final = (
    rf"(?<![\d.第个])(?={_MONTH}{_SP}(?:{_TO}{_SP}{_MONTH}{_SP})?月)(?<![一二三四五六七八九十])(?!三月三|十月革命|八月十五|五月天|一月一(?!日))"
    r"|(?<![以之])(?=[上下]半年)|(?<![第每、至和\d一二三四五六七八九十-])(?=第?[一二三四1-4](?:[、至和-][二三四2-4])?季度|首季度)"
    r"|(?<![目之以提])(?=前[两二三23]个?季度|前(?:1[01]|[2-9]|十一?|[二两三四五六七八九])个月)"
    r"|(?=[春秋]季(?:学期|开学))"
    r"|(?<![\d近每多两数几往历同去今明前后当次本上全周百千万半学青童中老少成壮今明一二三四五六七八九十〇零年岛)])"
    r"(?=年(?:[底末]|初(?![中级步审始期])|内(?![蒙地涝部容设外陆控需资科镜]))|年终前|年中前)"
)

_THIRDS: Final = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def part_point(part: re.Match[str]) -> tuple[Point, str] | None:
    """Return the point (without a year) and the rule of a `PART` match.

    Example:
        >>> point, rule = part_point(PART.match("三季度末"))
        >>> point.month, point.last_month, rule
        (9, None, 'time.quarter_end')
    """
    if part["month"]:
        return _month(part)
    if part["from_month"]:
        first, last = small_number(part["from_month"]), small_number(part["to_month"])
        return (Point(month=first, last_month=last), "time.months") if first < last else None
    if part["half"]:
        return (Point(month=1, last_month=6) if part["half"] == "上" else Point(month=7, last_month=12)), "time.half"
    if part["quarter"]:
        return _quarter(part)
    if part["season"] or part["term"]:
        season = SEASONS[part["season"]] if part["season"] else 23 if part["term"] in "一上" else 21
        return Point(season=season), "time.season"
    if part["first_quarters"] or part["first_months"] or part["first_month"]:
        months = (
            small_number(part["first_quarters"]) * 3
            if part["first_quarters"]
            else small_number(part["first_months"] or "1")
        )
        return Point(month=1, last_month=months if months > 1 else None), "time.first_months"
    return Point(), "time.year_start" if part["year_edge"] == "初" else "time.year_end"


def _month(part: re.Match[str]) -> tuple[Point, str]:
    month = small_number(part["month"])
    if part["day"]:
        day, last = small_number(part["day"]), small_number(part["last_day"] or "0")
        return Point(month=month, day=day, last_day=last if last > day else None), "time.date"
    if part["third"]:
        first, last = _THIRDS[part["third"]]
        return Point(month=month, day=first, last_day=last), "time.third"
    return Point(month=month), "time.month_end" if part["edge"] in ("底", "末") else "time.month"


def _quarter(part: re.Match[str]) -> tuple[Point, str]:
    first = small_number(part["quarter"]) * 3 - 2
    last = small_number(part["to_quarter"]) * 3 if part["to_quarter"] else first + 2
    if part["quarter_end"]:
        return Point(month=last), "time.quarter_end"
    return Point(month=first, last_month=last), "time.quarter"
