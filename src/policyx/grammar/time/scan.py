"""`scan_times`: every time expression of a folded text, in one pass over cheap anchors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from policyx import lazy
from policyx.grammar.time import recurrence, span
from policyx.grammar.time.absolute import Read, day_at, point_at
from policyx.grammar.time.calendar import Point, first_date, last_date
from policyx.grammar.time.mention import TimeMention
from policyx.grammar.time.starts import STARTS, rules_at

# 自2031年3月1日起|施行: a rule that is in force from then on
_IN_FORCE: Final = lazy.compile(r",?(?:正式|开始|统一)?(?:施行|执行|生效|试行|实施(?!方案|意见|好))")
# 至 in 3月1日至15日, 起至 in 2028年10月8日起至2028年11月3日
_TO: Final = lazy.compile(r" {0,2}(?:起?(?:至|到)|-{1,3}|~)(?:次年|翌年)? {0,2}")
# 2015年和2018年之间
_BETWEEN: Final = lazy.compile(r" ?[和与] ?")
# Bounding words before a date; "bound". 下降到2019年的… is no bound.
_BEFORE: Final = lazy.compile(r"(?P<bound>截至到?|截止到?|自从|到(?:了)?|至|自|从)[ “]?\Z")
_NO_BOUND: Final = lazy.compile(r"(?:[提升增降减拉攀延达高长]|提高|下降|增加|增长|得|感受|提前|回|直|等)\Z")
# Bounding words after a date; "before": 前, "since": 以来, "from": 起, "other": 止
_AFTER: Final = lazy.compile(
    r"(?P<before> ?(?:[及或])?(?:之|以)?前(?![提往后期列沿瞻方三两\d]))|(?P<since> ?(?:的?以来|至今(?!年)))"
    r"|(?P<begin>[及或]?(?:之|以)?后(?![续期勤备台面者来果方进])|开始|之?日?起(?![草步点来重义因诉初床源始飞降跳伏]))|(?P<other>期间|止|之间|左右|前后(?![期]))"
)
# 2023年|上线运行以来, 2021年|改革启动以来: what began then; a clause has no stops, no figures, no other time.
_SINCE_EVENT: Final = lazy.compile(
    r"(?![的至到和与及度底末初前后起])[^\W\d_年月日是五]{2,14}?(?<!今年)(?<!近年)以来(?!之)"
)
_AFTER_INTERVAL: Final = lazy.compile(r"期间|止|之间|(?:之|以)?前(?![提往后期列沿瞻])")


_BUILDERS: Final[dict[str, Callable[[re.Match[str]], TimeMention | None]]] = {
    "every": recurrence.every,
    "cycle": recurrence.cycle,
    "by": recurrence.by,
    "span": span.span,
    "since": span.since,
    "use": span.use,
    "same": span.same,
    "early": span.early,
    "offset": span.offset,
}


def scan_times(folded: str) -> list[TimeMention]:
    """Return the time expressions of *folded* in text order, not overlapping.

    Args:
        folded: `policyx.text.fold` of a text.

    Example:
        >>> [(mention.label(), mention.rule) for mention in scan_times("到2027年,每半年检查一次;6月底前完成。")]
        [('2027', 'time.year'), ('R/P6M', 'time.every'), ('XXXX-06', 'time.month_end')]
    """
    mentions: list[TimeMention] = []
    rules = rules_at()
    end = 0
    for start in STARTS.finditer(folded):
        offset = start.start()
        if offset < end:
            continue
        found = rules[folded[offset]].match(folded, offset)
        mention = _mention(folded, found, end) if found is not None else None
        if mention is None:
            continue
        end = mention.end
        joined = _from_then_for(mentions[-1], mention) if mentions else None
        if joined is not None:
            mentions[-1] = joined
        else:
            mentions.append(mention)
    return mentions


def _from_then_for(start: TimeMention, term: TimeMention) -> TimeMention | None:
    """Return one interval for a year and a term of years that begins with it (2031年起|5年内), or None."""
    first, period = start.first, term.period
    if start.end != term.start or start.after != "起" or first is None or first.year is None or first.month is not None:
        return None
    if (
        term.kind not in ("allowance", "span")
        or period is None
        or period.unit != "Y"
        or period.count != int(period.count)
    ):
        return None
    last = Point(year=first.year + int(period.count) - 1)
    return TimeMention(start.start, term.end, "time.interval", "date", first, last, before=start.before)


def _mention(folded: str, found: re.Match[str], floor: int) -> TimeMention | None:
    kind = (found.lastgroup or "").removeprefix("kind_")
    if kind in ("head", "iso", "bare"):
        read = point_at(folded, found.start())
        return None if read is None else _date(folded, found.start(), read, floor)
    if kind == "within":
        return span.within(found, folded, floor)
    return _BUILDERS[kind](found)


def _date(folded: str, start: int, read: Read, floor: int) -> TimeMention:
    last, end = _last(folded, start, read)
    start, before = _before(folded, start, end, floor)
    end, after, is_open = _after(
        folded, end, last is not None, read.point.year is not None and read.point.last_year is None
    )
    rule = "time.interval" if last is not None else "time.since" if after in ("以来", "至今") else read.rule
    word = read.word
    # 今年以来 is the year itself, not an open interval.
    this_year = word in ("今年", "本年", "本年度") or read.rule == "time.year_start"
    is_open = is_open and not (this_year and after in ("以来", "至今"))
    return TimeMention(
        start,
        end,
        rule,
        "date",
        read.point,
        last.point if last else None,
        open=is_open,
        word=word,
        before=before,
        after=after,
    )


def _last(folded: str, start: int, read: Read) -> tuple[Read | None, int]:
    joint = _TO.match(folded, read.end)
    if joint is not None:
        later = point_at(folded, joint.end()) or (day_at(folded, joint.end()) if read.point.day else None)
        if later is not None and _ordered(read, later):
            return _completed(read, later, "年" in joint[0]), later.end
    joint = _BETWEEN.match(folded, read.end)
    if joint is not None and (later := point_at(folded, joint.end())) and folded.startswith("之间", later.end):
        return later, later.end
    return None, read.end


def _completed(read: Read, later: Read, next_year: bool) -> Read:
    """Give the end of an interval what only its beginning says: the month of 15日, the school year of 2024-2025学年."""
    point = later.point
    if later.rule == "time.day":
        point = replace(point, month=read.point.month)
    elif later.rule == "time.school_year" and read.rule == "time.year":
        point = replace(point, last_year=None)
    if next_year and point.year is None:
        point = replace(point, shift=1)
    return later._replace(point=point)


def _ordered(read: Read, later: Read) -> bool:
    """Whether the second date may end an interval that the first begins."""
    if read.point.year is None or later.point.year is None:
        return True
    first, last = first_date(read.point), last_date(later.point)
    return first is not None and last is not None and first <= last


def _before(folded: str, start: int, end: int, floor: int) -> tuple[int, str]:
    bound = _BEFORE.search(folded, max(floor, start - 4), start)
    if bound is None:
        return start, ""
    if folded.startswith(("的", "水平"), end) and _NO_BOUND.search(folded, max(0, bound.start() - 2), bound.start()):
        return start, ""
    return bound.start(), bound["bound"]


def _after(folded: str, end: int, interval: bool, dated: bool) -> tuple[int, str, bool]:
    """Return where the bounding words after a date end, the word, and whether the date is open.

    ``dated``: the date names its year, so that an event after it may have begun then (2023年上线以来).
    """
    if interval:
        tail = _AFTER_INTERVAL.match(folded, end)
        return (end, "", False) if tail is None else (tail.end(), tail[0], False)
    tail = _AFTER.match(folded, end)
    if tail is None:
        event = _SINCE_EVENT.match(folded, end) if dated else None
        return (end, "", False) if event is None else (event.end(), "以来", True)
    if tail["before"]:
        return tail.end(), "前", False
    if tail["since"]:
        return tail.end(), "以来", True
    if tail["begin"]:
        in_force = tail["begin"].endswith("起") and _IN_FORCE.match(folded, tail.end()) is not None
        return tail.end(), "起" if tail["begin"].endswith(("起", "后")) else "开始", in_force
    return tail.end(), tail[0], False
