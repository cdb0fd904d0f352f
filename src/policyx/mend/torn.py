r"""Numbers torn by spaces or by the end of a line: 2 025年, 1 0 0 %, 提高到12.⏎5%, 到202⏎5年, 投资12,⏎345万元.

A space or a line end is cut out only where the parts have one reading together and none apart: the cells of a table
written out (``12⏎34``) and the numbers of items (``…。⏎2.5亿元``) stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from policyx import lazy
from policyx.mend.edit import Edit

# %, 万元, 公里, 个百分点: what a torn number may stand before; years and days are dates.
_UNIT: Final = r" ?(?:[%‰万亿元亩吨倍米人户家个座名所项套台处]|公[里顷斤]|平方|立方|km)"
# 表2 5万: a number behind one of these is the number of a table, page or item.
_NUMBERED: Final = "表图件第号例栏附录务条款点章节页"

# 到|2 025|年 · 到|2 0 2 5| 年
_YEAR: Final = r"(?<![\d.])(?<![\d.] )(?:1 ?9|2 ?0) ?\d ?\d(?= ?年(?![龄级]))"
# 达到|9 5 . 5| % · 改造 |1 0 0| 公里: single digits; two of them only behind a word of reaching
_SPREAD: Final = (
    rf"(?:(?<=[到达至为长降高加超过约] ?)\d(?: \d)+|(?<=[一-鿿] ?)(?<![{_NUMBERED}] ?)[1-9](?: \d){{2,}})"
    rf"(?: ?\. ?\d(?: \d)*)?(?! ?[\d.])(?={_UNIT})"
)
_SPACED: Final = regex.compile(f"{_YEAR}|{_SPREAD}")
# where to look closely: digits with a space between them
_RUN: Final = lazy.compile(r"[0-9][0-9.]{0,4} [0-9. ]{0,24}[0-9]")
# 二 〇 二 五 年
_CHINESE_YEAR: Final = lazy.compile(r"[一二] ?[〇零九] ?[〇零一二三四五六七八九] ?[〇零一二三四五六七八九](?= ?年)")
_SPACE: Final = lazy.compile(" ")

_BREAK: Final = lazy.compile(r"[0-9.,](\r?\n)(?=[0-9.年月日%‰])")
_LONGEST_HEAD: Final = 40
# What stands before a line end inside a number, on its own line, and what follows it.
_BROKEN: Final = tuple(
    (lazy.compile(head + r"\Z"), lazy.compile(tail))
    for head, tail in (
        (r"[^\s\d.](?:19|20)\d", r"\d ?年"),  # 到202⏎5年
        (r"[^\s\d.](?:19|20)", r"\d\d ?年"),
        (r"[^\s\d.,][12]", r"[09]\d\d ?年"),
        (r"[^\s\d.](?:19|20)\d\d", r"年"),
        (r"(?:\d|^)年\d{1,2}", r"月"),  # 2025年6⏎月
        (r"月\d{1,2}", r"日"),
        (r"月[1-3]", r"\d日"),
        (rf"[一-鿿](?<![{_NUMBERED}])\d{{1,4}}\.", rf"\d{{1,2}}{_UNIT}"),  # 提高到12.⏎5%
        (r"[一-鿿]\d{1,4}", rf"\.\d{{1,2}}{_UNIT}"),
        (r"[一-鿿]\d{1,3}(?:,\d{3})*,", r"\d{3}(?!\d)"),  # 投资12,⏎345万元
        (r"[一-鿿]\d{1,3}(?:,\d{3})*,\d", r"\d\d(?!\d)"),
        (r"[一-鿿]\d{1,3}(?:,\d{3})*,\d\d", r"\d(?!\d)"),
        (r"[一-鿿]\d{1,4}(?:\.\d{1,2})?", r"[%‰][^\s]"),  # 提高到12.5⏎%
        # …,完成投资12⏎34万元: only at the end of a long line; a short one is a cell
        (rf"[^\n]{{12}}[一-鿿](?<![{_NUMBERED}])(?!(?:19|20)\d\d\Z)\d{{1,4}}", rf"\d{{1,4}}(?:\.\d{{1,2}})?{_UNIT}"),
        (rf"[^\n]{{12}}[一-鿿](?<![{_NUMBERED}])\d{{1,4}}\.\d", rf"\d{_UNIT}"),
    )
)


def torn_edits(folded: str) -> list[Edit]:
    """Return the cuts that join the torn numbers of *folded* text, in text order.

    Example:
        >>> torn_edits("到2 025年"), torn_edits("表2 5万元")
        ([Edit(start=2, end=3, text='', reason='')], [])
    """
    return sorted([*_spaces(folded), *_breaks(folded)])


def _spaces(folded: str) -> Iterator[Edit]:
    for year in _CHINESE_YEAR.finditer(folded):
        yield from _cuts(folded, *year.span())
    end = 0
    for run in _RUN.finditer(folded):
        for at in range(*run.span()):
            number = _SPACED.match(folded, at) if at >= end and folded[at] != " " else None
            if number is not None:
                end = number.end()
                yield from _cuts(folded, at, end)


def _cuts(folded: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the cuts of the spaces of a number."""
    return (Edit(*space.span(), "") for space in _SPACE.finditer(folded, start, end))


def _breaks(folded: str) -> Iterator[Edit]:
    for match in _BREAK.finditer(folded):
        head = folded[max(0, match.start(1) - _LONGEST_HEAD) : match.start(1)]
        line = head[head.rfind("\n") + 1 :]
        if any(tail.match(folded, match.end()) and before.search(line) for before, tail in _BROKEN):
            yield Edit(*match.span(1), "")
