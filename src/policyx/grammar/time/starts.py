"""Where a time expression may begin: a cheap superset of all rules, and which rules to try at each such place.

`STARTS` begins with one character class, which the regex engine skips to in a tight loop; the look-behind in each
branch repeats the character, so that only its own continuation is tried. A rule that begins with a new character
must be added here, or it is never tried; ``tests/test_time.py`` compares both ways of scanning.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from policyx import lazy
from policyx.grammar.time import absolute, partial, recurrence, span

_NUMERALS: Final = "〇零一二两三四五六七八九十廿百"
_DIGIT: Final = rf"[\d{_NUMERALS}]"
_FIRST: Final = rf"[0-9{_NUMERALS}半每近最过未往此今按用提首第前上下本当即次来同全去明后年春秋“\"‘'「]"

# What may follow a numeral at once: 年, 个工作日, 小时
_UNIT: Final = (
    r" {0,2}(?:[年月日天周季旬]|个(?=[工月季周星自小])|工作[日天]|自然|日历|学[年期]|小时|分钟|秒|星期|礼拜|世纪)"
)
# 2025-2027年, 2025.5.13, 2021、2022年: what may follow a year without 年
_RUN: Final = r" {0,2}(?:[-./~至到、和及])"
# 1-6月, 一、二季度
_RANGE: Final = rf" ?(?:-{{1,3}}|[~至到]) ?{_DIGIT}{{1,2}} {{0,2}}月|[、至和-][二三四2-4]季度"
_WORDS: Final = (
    r"(?<=[来同全去明后])(?=年)|(?<=[“\"‘'「])(?=十?[一二三四五六七八九]?五[”\"’'」])|(?<=提)前"
    rf"|(?<=用)(?={_DIGIT})|(?<=年)(?=[底末初内终中])|(?<=每)"
    rf"|(?<=[上下])(?=半年|[年月季世]|个[月季]|一[年个月季]|学期)|(?<=[本当])(?=[年月季世])|(?<=当)(?=[日天])|(?<=即)(?=时)"
    rf"|(?<=第)(?=[一二三四1-4](?:季|[、至和-]))|(?<=前)(?={_DIGIT}|年)|(?<=次)(?=[年月])|(?<=过)(?:去|(?={_DIGIT}))"
    rf"|(?<=近)(?={_DIGIT})|(?<=最)近|(?<=未)来(?={_DIGIT}|的)|(?<=[往此])后|(?<=今)[年后]|(?<=按)[月季周旬半]"
    r"|(?<=首)[季月]|(?<=[春秋])(?=季)|(?<=半)(?=[年天日个月小周])"
)
# The tests of a numeral come first and close the way to the rest, so that the common digits fail early.
STARTS: Final = lazy.compile(
    rf"{_FIRST}(?:(?<=[0-9])(?:[0-9]{{0,6}}(?={_UNIT})|[09]\d\d(?={_RUN})|[0-2]?(?={_RANGE}))"
    rf"|(?<![0-9])(?:(?<=[{_NUMERALS}])(?:[{_NUMERALS}]{{0,5}}(?={_UNIT})|[{_NUMERALS}]{{3}}(?={_RUN})|[一二]?(?={_RANGE})"
    rf"|(?<=十)[一二三四五六]五)|(?<![{_NUMERALS}])(?:{_WORDS})))"
)


def _join(**rules: str) -> re.Pattern[str]:
    return lazy.compile("|".join(f"(?P<kind_{name}>{pattern})" for name, pattern in rules.items()))


@cache
def rules_at() -> dict[str, re.Pattern[str]]:
    """Return first character → the rules that may begin with it, each in a group ``kind_…``."""
    head, bare = absolute.HEAD.pattern, partial.BARE
    number = _join(
        head=rf"{absolute.ABSOLUTE}|{absolute.PLAN}|{absolute.CENTURY}",
        iso=absolute.ISO,
        cycle=recurrence.CYCLE,
        since=span.SINCE,
        within=span.WITHIN,
        offset=span.OFFSET,
        bare=bare,
    )
    word = _join(head=head, bare=bare)
    table = dict.fromkeys(f"0123456789{_NUMERALS}半", number)
    table |= dict.fromkeys("首第前上下本当次来同全去明后年春秋“\"‘'「", word)
    table |= dict.fromkeys("近最过未往此", _join(span=span.SPAN, use=span.USE))
    table["今"] = _join(head=absolute.RELATIVE, span=span.SPAN)
    table["当"] = _join(head=head, bare=bare, same=span.SAME_DAY)
    table["即"] = _join(same=span.SAME_DAY)
    table["每"] = _join(every=recurrence.EVERY)
    table["按"] = _join(by=recurrence.BY)
    table["用"] = _join(use=span.USE)
    table["提"] = _join(early=span.EARLY)
    return table
