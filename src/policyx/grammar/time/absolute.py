"""Dates that name a year: 2025年6月30日, 2028年秋季学期, 二〇二五年, 2025-05-14, 去年, “十四五”, 上世纪90年代.

A date is a *head* that says the year (absolute or relative) and a *part* of that year (`partial`), either of
which may be missing. `point_at` reads one at an offset.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from policyx import lazy
from policyx.grammar.time.calendar import Base, Point
from policyx.grammar.time.numeral import small_number, year_number
from policyx.grammar.time.partial import DAY, NUMBER, PART, part_point
from policyx.grammar.time.plan_period import plan_point

_YEAR: Final = r"(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})"
_SP: Final = r" {0,2}"

# 2025年, 2025 年度, 二〇二五年, 2024-2025学年; "year": the digits, "school": 学
# 2021 in 2021-2025年 and 2021、2022年; "listed": the digits
ABSOLUTE: Final = (
    rf"(?<!\d)(?P<year>{_YEAR}){_SP}(?P<school>学)?年(?![龄级薪版])(?:度(?!假))?"
    rf"|(?<!\d)(?P<listed>{_YEAR})(?={_SP}(?:-{{1,3}}|[~至到、和及]){_SP}{_YEAR}{_SP}学?年)"
)

# “十四五”期间, 十三五末, "十五五"时期; "plan": the plan's name; "plan_part": 末, 初, 期间, 开局之年, or nothing
_PLAN_PART: Final = (
    r"期末|末期?|初期?(?![中级步])|期间|时期|中期"
    r"|(?:规划)?的?(?:开局(?:起步)?|起步)(?:之年|年)|(?:规划)?的?(?:圆满)?收官(?:之年|年)|(?:规划)?的?(?:第一|最后一)年"
)
PLAN: Final = (
    r"[“\"‘'「](?P<plan>十?[一二三四五六七八九]?五)[”\"’'」](?!普法|学制|学段|工程|行动|举措|战略|机制|模式|工作法|格局)"
    rf"(?P<plan_part>{_PLAN_PART})?"
    r"|(?<![一二三四五六七八九十第\d月])(?P<bare_plan>十[一二三四五六]五)[”\"’']?"
    rf"(?=期|时期|末|以来|初(?!中)|规划|开局|收官|起步|目标|发展|[,。;、)\n])(?P<bare_plan_part>{_PLAN_PART})?"
)

# 去年, 本年度, 上一年, 全年 with what must not stand before (以上年, 文明年) and after (本年级); "word": the whole
RELATIVE: Final = (
    r"(?P<word>(?<!过)去年(?!轮)|今年|(?<![成日基资样版文原])本年度?(?![均龄级轻])"
    r"|(?<![文黎清])明年(?!级)|(?<![以之提目当此])前年(?![均度龄轻级])|(?<![以之今前此战最随而成产后营用工])后年(?![均度龄轻产级])"
    r"|(?<![以之网线北晚早])上一?年度?(?![纪轻龄报级])|(?<![以之线地天水乡])下一?年度?(?![龄级])"
    r"|(?<![一二三四五六七八九十\d首每多两几本此上下再届历人场])次年度?(?![会龄级])"
    r"|(?<![以近年])来年(?!均)|(?<!不)同年(?![龄级份])|当年度?|(?<!安)全年(?![龄级红])"
    r"|(?<![以之])上一?个?月(?!份?均)|本月|下一?个?月|次月|当月|上一?个?季度|本季度|下一?个?季度)"
)

# 上世纪90年代, 本世纪中叶; "century": 上 or 本; "decade": 90
CENTURY: Final = (
    r"(?:(?P<century>上|本|20|21|二十一?)世纪)(?:(?P<decade>\d0|[一二三四五六七八九]十)年代(?:[初末]|[中后]期)?|(?P<middle>中叶))"
    r"|(?<!\d)(?P<bare_decade>[5-9]0)年代(?:[初末]|[中后]期)?"
)

# 2025-05-14, 2025.5.13, 2020/1/2, 2008/08; groups: year, separator, month, separator and day
ISO: Final = (
    r"(?<![A-Za-z\d./_])(?P<iso_year>(?:19|20)\d\d)(?P<sep>[-./])(?P<iso_month>1[0-2]|0?[1-9])(?:(?P=sep)(?P<iso_day>3[01]|[12]\d|0?[1-9]))?"
    r"(?![\d%])(?!(?P=sep)\d)(?: {0,2}\d{1,2}:\d\d(?::\d\d)?)?"
)

HEAD: Final = lazy.compile(f"{ABSOLUTE}|{PLAN}|{RELATIVE}|{CENTURY}")
# 1999.08|-2002.02: two months with dots say that they are months
_DOTTED_AFTER: Final = lazy.compile(r" ?[-~至] ?(?:19|20)\d\d\.")
_DOTTED_BEFORE: Final = lazy.compile(r"(?:19|20)\d\d\.\d\d? ?[-~至] ?\Z")
_ISO: Final = lazy.compile(ISO)

# Words for a year, by how far it lies from which year.
_SHIFTS: Final[dict[str, tuple[int, Base]]] = {
    "去年": (-1, "document"), "今年": (0, "document"), "明年": (1, "document"), "来年": (1, "document"),
    "前年": (-2, "document"), "后年": (2, "document"),
    "上年": (-1, "passage"), "上一年": (-1, "passage"), "本年": (0, "passage"), "当年": (0, "passage"), "同年": (0, "passage"),
    "全年": (0, "passage"), "次年": (1, "passage"), "下年": (1, "passage"), "下一年": (1, "passage"),
}  # fmt: skip


class Read(NamedTuple):
    """A point read at an offset: where it ends, its value, its rule, and the relative word in it."""

    end: int
    point: Point
    rule: str
    word: str = ""


def point_at(text: str, offset: int) -> Read | None:
    """Read the date that starts at *offset*, or None.

    Example:
        >>> read = point_at("2025年6月底前", 0)
        >>> read.end, read.point.year, read.point.month, read.rule
        (8, 2025, 6, 'time.month_end')
    """
    head = HEAD.match(text, offset)
    if head is not None:
        return _with_head(text, head)
    iso = _ISO.match(text, offset)
    if iso is not None:
        return _iso(text, iso)
    part = PART.match(text, offset)
    return None if part is None else _part_only(part)


def day_at(text: str, offset: int) -> Read | None:
    """Read a bare day (15日, as in 3月1日至15日) at *offset*."""
    found = DAY.match(text, offset)
    return None if found is None else Read(found.end(), Point(day=small_number(found["only_day"])), "time.day")


def _with_head(text: str, head: re.Match[str]) -> Read | None:
    kind = head.lastgroup or ""
    year = head["year"] or head["listed"]
    if year:
        return _absolute(text, head, year_number(year))
    if head["plan"] or head["bare_plan"]:
        point = plan_point(head["plan"] or head["bare_plan"], head["plan_part"] or head["bare_plan_part"] or "")
        return None if point is None else Read(head.end(), point, "time.plan_period")
    if head["word"]:
        return _relative(text, head)
    return _century(head, kind)


def _absolute(text: str, head: re.Match[str], year: int) -> Read | None:
    if not 1900 <= year < 2100:
        return None
    if head["listed"]:
        return Read(head.end(), Point(year), "time.year")
    point = Point(year, last_year=year + 1) if head["school"] else Point(year)
    return _add_part(text, head.end(), point, "time.school_year" if head["school"] else "time.year")


def _relative(text: str, head: re.Match[str]) -> Read | None:
    word = head["word"]
    if word.endswith(("月", "季度")):
        return _relative_month(text, head.end(), word)
    shift, base = _SHIFTS[word.removesuffix("度")]
    return _add_part(text, head.end(), Point(shift=shift, base=base), "time.relative_year", word)


def _relative_month(text: str, end: int, word: str) -> Read | None:
    shift = -1 if word[0] == "上" else 1 if word[0] in "下次" else 0
    base: Base = "passage" if word[0] in "当次" else "document"
    if word.endswith("季度"):
        if text.startswith("末", end):
            return Read(end + 1, Point(quarter_shift=shift, last_month=-1, base=base), "time.relative_quarter", word)
        return Read(end, Point(quarter_shift=shift, base=base), "time.relative_quarter", word)
    day = DAY.match(text, end)
    if day is not None:
        return Read(
            day.end(),
            Point(month_shift=shift, base=base, day=small_number(day["only_day"])),
            "time.relative_month",
            word,
        )
    tail = 1 if text.startswith(("底", "末", "初"), end) else 0
    return Read(end + tail, Point(month_shift=shift, base=base), "time.relative_month", word)


def _add_part(text: str, end: int, point: Point, rule: str, word: str = "") -> Read | None:
    part = PART.match(text, end)
    if part is None or part.end() == end:
        return Read(end + 2 if text.startswith("全年", end) else end, point, rule, word)
    detail = part_point(part)
    if detail is None or not detail[0].valid():
        return Read(end, point, rule, word)
    later = 1 if point.last_year is not None and detail[0].season == 21 else 0  # 2024学年第二学期 is spring 2025
    year = None if point.year is None else point.year + later
    merged = replace(detail[0], year=year, shift=point.shift, base=point.base)
    if year is not None and not merged.valid():
        return Read(end, point, rule, word)
    return Read(part.end(), merged, detail[1], word)


def _part_only(part: re.Match[str]) -> Read | None:
    if part.end() == part.start() or part[0].startswith(" "):
        return None
    detail = part_point(part)
    if detail is None or not detail[0].valid():
        return None
    return Read(part.end(), detail[0], detail[1])


def _century(head: re.Match[str], kind: str) -> Read | None:
    if head["middle"]:
        return Read(head.end(), Point(2050), "time.century") if head["century"] in ("本", "21", "二十一") else None
    decade = head["decade"] or head["bare_decade"]
    base = 2000 if head["century"] in ("本", "21", "二十一") else 1900
    first = base + small_number(decade)
    return Read(head.end(), Point(first, last_year=first + 9), "time.decade")


def _in_dotted_run(text: str, found: re.Match[str]) -> bool:
    before = _DOTTED_BEFORE.search(text, max(0, found.start() - 12), found.start())
    return before is not None or _DOTTED_AFTER.match(text, found.end()) is not None


def _iso(text: str, found: re.Match[str]) -> Read | None:
    point = Point(int(found["iso_year"]), month=int(found["iso_month"]))
    if found["iso_day"]:
        point = replace(point, day=int(found["iso_day"]))
        return Read(found.end(), point, "time.iso_date") if point.valid() else None
    if found["sep"] == "." and not _in_dotted_run(text, found):
        return None  # 2023.12 may be an amount of money
    if found["sep"] == "-" and len(found["iso_month"]) == 1:
        return None
    return Read(found.end(), point, "time.iso_month")


__all__ = ["HEAD", "ISO", "NUMBER", "Read", "day_at", "point_at"]
