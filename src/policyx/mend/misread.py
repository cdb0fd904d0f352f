"""What text recognition or a careless hand put for digits and marks: 1O0%, l2.5亿元, 2O25年, 二O二五年, 3万儿, 1。8%.

They are read where their form leaves one reading; what must have been a number and cannot be read is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policyx import lazy
from policyx.mend.edit import Edit

_DIGITS: Final = {"O": "0", "o": "0", "〇": "0", "零": "0", "l": "1", "I": "1"}
# 年, %, 万元, 个, 公里: what shows that a number stands before it. Not 型, 类, 号, 级, 代: A1O型.
_UNIT: Final = (
    r" ?(?:[年%‰万亿元个名人家所座项次户亩吨米套台辆条处件种张例村倍场头株床位岁天日月周期部支组]|百分点|小时|分钟"
    r"|公[里顷斤]|平方|立方|千[米瓦克]|微克|毫克|km)"
)
_FREE: Final = r"(?<![A-Za-z0-9〇.,/_+&#@])(?<![A-Za-z][-])"
# where to look closely: a letter beside a digit, and the characters of a number around them
_MIXED: Final = lazy.compile(
    r"[0-9OolI〇Zz](?:(?<=[0-9])[.,]?[OolISBZszbgqQD〇]|(?<=[OolI〇Zz])[.,]?[0-9O])"  # one class first is fast
)
_LONGEST: Final = 12
_OF_NUMBER: Final = frozenset("0123456789OolISBZszbgqQD〇.,")
# 1O0 · l2.5 · 2O25 · 5.O · l,200: at least one digit and at least one letter
_NUMBER: Final = lazy.compile(
    rf"{_FREE}(?=[OolI〇.,]*[0-9])(?=[0-9.,]*[OolI〇])"
    rf"(?P<whole>[0-9OolI〇]{{1,9}}(?:,[0-9OolI]{{3}})*)(?P<part>\.[0-9OolI]{{1,4}})?(?={_UNIT})"
)
# 2零25年: 零 among the digits of a year
_YEAR: Final = lazy.compile(r"2(?<![0-9]2)(?:零[0-9]{2}|0零[0-9]|0[0-9]零)(?= ?年)")
# 二O二五年 · 二0二五年 · 一九九O年
_CHINESE_YEAR: Final = lazy.compile(
    r"[一二](?<![〇零一二三四五六七八九十百][一二])[〇零O0o九][〇零O0o一二三四五六七八九]{2}(?= ?年)"
)
# 投资3万儿, · 三百万儿。: 元
_YUAN: Final = lazy.compile(r"儿(?<=[0-9一二三四五六七八九十百千][万亿]儿)(?=[,。;、)\n]|\Z)")
# 增长1。8%: a point
_POINT: Final = lazy.compile(
    r"。(?=[0-9]{1,2}%)(?:(?<=[长降高加少到至为约达][0-9]。)|(?<=[长降高加少到至为约达][0-9]{2}。))"
)
# 十儿个: 几
_SEVERAL: Final = lazy.compile(r"儿(?<=[十百千]儿)(?=[个名家万千项])")

# 2O2S年 · 1S0% · 9B.5%: letters like digits, of which one has no sure reading
_UNREAD: Final = lazy.compile(
    r"(?<![A-Za-z0-9.])(?:[1-9][0-9OolISBZszbgq]{0,5}[SBZszbgq][0-9OolISBZszbgq.]{0,5}[0-9](?= ?[%‰年万亿元])"
    r"|[1-9OolI][0-9OolI]{0,3}[SBZszbgq](?= ?[%‰])|[2Zz][0OQoD][0-9OolISBZszbgq]{2}(?<!\d{4})(?= ?年))"
)


def misread_edits(folded: str) -> tuple[list[Edit], list[Edit]]:
    """Return what in *folded* text stands for digits, and what must have been a number and cannot be read.

    Returns:
        The replacements by digits, and the replacements of unreadable numbers by place-holders (XX), which no rule
        takes for a number; each in text order, disjoint all together.

    Example:
        >>> misread_edits("完成1O0%,产量1S0万吨")
        ([Edit(start=2, end=5, text='100', reason='1O0 in a number was read as 100')], \
[Edit(start=9, end=12, text='XXX', reason='this looks like a number with letters among its digits; it was not read')])
        >>> misread_edits("O2O销售额增长5%,减排CO2,化肥3l")
        ([], [])
    """
    starts = list(_mixed(folded))
    read = list(_disjoint([*_numbers(folded, starts), *_characters(folded)]))
    known = {edit.start for edit in read}
    unread = [
        Edit(*match.span(), "X" * len(match[0]), _NOT_READ)
        for start in starts
        if start not in known and (match := _UNREAD.match(folded, start))
    ]
    both = set(_disjoint([*read, *unread]))
    return [edit for edit in read if edit in both], [edit for edit in unread if edit in both]


def _disjoint(edits: list[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in sorted(edits):
        if edit.start >= end:
            end = edit.end
            yield edit


_NOT_READ: Final = "this looks like a number with letters among its digits; it was not read"


def _numbers(folded: str, starts: list[int]) -> Iterator[Edit]:
    for start in starts:
        match = _NUMBER.match(folded, start)
        if match and (digits := _digits(match)):
            yield _edit(match, digits)


def _characters(folded: str) -> Iterator[Edit]:
    for match in _YEAR.finditer(folded):
        yield _edit(match, match[0].replace("零", "0"))
    for match in _CHINESE_YEAR.finditer(folded):
        if not {"O", "0", "o"}.isdisjoint(match[0]):
            yield _edit(match, re.sub("[O0o]", "〇", match[0]))
    for match in _YUAN.finditer(folded):
        yield _edit(match, "元")
    for match in _POINT.finditer(folded):
        yield _edit(match, ".")
    for match in _SEVERAL.finditer(folded):
        yield _edit(match, "几")


def _mixed(folded: str) -> Iterator[int]:
    """Yield where the runs of digits and letters like digits begin that hold both."""
    last = -1
    for match in _MIXED.finditer(folded):
        start = match.start()
        while start > 0 and folded[start - 1] in _OF_NUMBER and match.start() - start < _LONGEST:
            start -= 1
        if start > last:
            yield start
        last = start


def _digits(match: re.Match[str]) -> str:
    """Return the number that the letters stand for; empty if it would be none (O2O个人: 020) or no year."""
    digits = "".join(_DIGITS.get(character, character) for character in match[0])
    whole = match["whole"]
    if len(whole) > 1 and digits.startswith("0"):
        return ""
    if (
        len(whole) == 1
        and not whole.isdecimal()
        and match.start() in (0, match.string.rfind("\n", 0, match.start()) + 1)
    ):
        return ""  # I.5亿元 at the start of a line is an item's number
    year = match.string.startswith("年", match.end())
    return "" if year and len(digits) == 4 and digits[:2] not in ("19", "20") else digits


def _edit(match: re.Match[str], text: str) -> Edit:
    return Edit(*match.span(), text, f"{match[0]} in a number was read as {text}")
