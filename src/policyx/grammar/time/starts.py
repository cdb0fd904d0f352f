"""Where a time expression may begin: a cheap superset of all rules, and which rules to try at each such place.

`STARTS` begins with one character class, which the regex engine skips to in a tight loop; the look-behind in each
branch repeats the character, so that only its own continuation is tried. A rule that begins with a new character
must be added here, or it is never tried; ``tests/test_time.py`` compares both ways of scanning.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from policyx.grammar.time import absolute, partial, recurrence, span

_NUMERALS: Final = "〇零一二两三四五六七八九十廿百"
_DIGIT: Final = rf"[\d{_NUMERALS}]"
_FIRST: Final = rf"[0-9{_NUMERALS}半每近最过未往此今按用提首第前上下本当次来同全去明后年春秋“\"‘'「]"

# 2025年, 3 个工作日, 2025-2027年, 2025.5.13; 十四五期间; a numeral and what may follow it
_FOLLOWS: Final = r" {0,2}[年月日天周学个工自小季期星礼旬世点./~至到、和及-]"
STARTS: Final = re.compile(
    rf"{_FIRST}(?:(?<=[0-9])[0-9]{{0,6}}(?={_FOLLOWS})"
    rf"|(?<=[{_NUMERALS}])(?:[{_NUMERALS}]{{0,5}}(?={_FOLLOWS})|(?<=十)[一二三四五六]五)"
    r"|(?<=[“\"‘'「])(?=十?[一二三四五六七八九]?五[”\"’'」])"
    rf"|(?<=每)|(?<=[近])(?={_DIGIT})|(?<=最)近|(?<=过)(?:去|(?={_DIGIT}))|(?<=未)来|(?<=[往此])后|(?<=今)[年后]"
    rf"|(?<=按)[月季周旬半]|(?<=用)(?={_DIGIT})|(?<=提)前|(?<=首)[季月]|(?<=第)(?=[一二三四1-4])|(?<=前)(?={_DIGIT}|年)"
    r"|(?<=[上下])(?=[半年一个月季世]|学期)|(?<=[本当])(?=[年月季世])|(?<=次)(?=[年月])|(?<=[来同全去明后])(?=年)"
    r"|(?<=年)(?=[底末初内终中])|(?<=[春秋])(?=季)|(?<=半)(?=[年天日个月小周]))"
)


def _join(**rules: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<kind_{name}>{pattern})" for name, pattern in rules.items()))


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
    table["每"] = _join(every=recurrence.EVERY)
    table["按"] = _join(by=recurrence.BY)
    table["用"] = _join(use=span.USE)
    table["提"] = _join(early=span.EARLY)
    return table
