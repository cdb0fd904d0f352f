"""Numbering marks: every place in folded text that could be the number of an item, whatever its style.

Nothing is decided here but the shape of a mark and what stands before it; `policyx.document.outline` decides by
sequence which marks number items and which are decimals, references or table cells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from policyx import lazy


class Style(IntEnum):
    """Styles of numbering; a smaller value is usually the outer level."""

    PART = 0  # 第一篇, 第一编, 第一部分
    CHAPTER = 1  # 第一章
    SECTION = 2  # 第一节
    ARTICLE = 3  # 第一条
    LABEL = 4  # 亮点一, 任务二
    CHINESE = 5  # 一、
    CHINESE_BRACKET = 6  # (一)
    DIGIT = 7  # 1.  1、
    DECIMAL = 8  # 1.1  2.3.1
    DIGIT_BRACKET = 9  # (1)
    DIGIT_HALF = 10  # 1)
    CIRCLE = 11  # ①
    ROW = 12  # a row of a task table, with or without a number


class Edge(IntEnum):
    """What stands before a mark: the firmer, the likelier an item begins there."""

    NONE = 0  # a word: only a heading that runs into its first sub-item looks so
    SOFT = 1  # a comma or 、
    SPACE = 2  # white space inside a line
    STOP = 3  # 。;:!? or a closing bracket or quotation mark
    LINE = 4  # the start of a line


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible number of an item.

    ``start``/``end`` span the number with its brackets and stop; ``number_start``/``number_end`` the number alone;
    ``value`` is its ordinal (of the last part in ``2.3``, whose ``prefix`` is ``2``).
    """

    start: int
    end: int
    number_start: int
    number_end: int
    style: Style
    value: int
    edge: Edge
    prefix: str = ""


def _numerals() -> dict[str, int]:
    ones = ("", *"一二三四五六七八九")
    table = {tens + "十" + ones[unit]: 10 * ten + unit for ten, tens in enumerate(ones) for unit in range(10) if ten}
    table.update({"十" + ones[unit]: 10 + unit for unit in range(10)})
    table.update({one: value for value, one in enumerate(ones) if one})
    for hundred in (1, 2):
        head = ones[hundred] + "百"
        table[head] = 100 * hundred
        table.update({head + "零" + ones[unit]: 100 * hundred + unit for unit in range(1, 10)})
        table.update({head + ones[ten] + "十" + ones[unit]: 100 * hundred + 10 * ten + unit for ten in range(1, 10) for unit in range(10)})  # fmt: skip
    return table


_NUMERAL: Final = _numerals()
_CN: Final = "[一二三四五六七八九十百零]"
_CIRCLED: Final = {chr(0x2460 + i): i + 1 for i in range(20)}
_ORDINAL_STYLE: Final = {"编": Style.PART, "篇": Style.PART, "部": Style.PART, "章": Style.CHAPTER,
                         "节": Style.SECTION, "条": Style.ARTICLE}  # fmt: skip

# (一)  [3]  〔十二〕: bracketed Chinese or Arabic number; group 1 Chinese, group 2 Arabic.
_BRACKETED: Final = lazy.compile(rf"[(〔\[【] ?(?:({_CN}{{1,4}})|(\d{{1,2}})) ?[)〕\]】]")
# 第一条  第十二章  第3节  第二部分: group 1 the number, group 2 the kind; not 第三条规定, 第一章至, 第二条第一款.
_ORDINAL: Final = lazy.compile(rf"第 ?({_CN}{{1,5}}|\d{{1,3}}) ?([编篇章节条]|部分)(?![规款项第之和中所的至到、课])")
# 一、 二. 5、 1. 12． 1 . 3): a bare number with a stop after an edge; group 1 Chinese, 2 Arabic, 3 the stop.
# No digit may follow the point (1.5亿), save a year (1.2025年…), nor 、 another number (1、2月).
_BARE: Final = lazy.compile(
    rf"(?<![^\n\r\t\u2028。;:!?,、 )\]】〕”’>*#])"
    rf"(?:({_CN}{{1,4}}|-(?=、))|(\d{{1,2}})) ?([、.)])(?!(?<![)])[\d.](?!\d{{3}}年|(?<=[456])G))(?!{_CN}{{1,2}}[、季])",
)
# where to look closely: the first character of such a number behind an edge
_BARE_START: Final = lazy.compile(r"[一二三四五六七八九十百零\d-](?<=(?<![^\n\r\t\u2028。;:!?,、 )\]】〕”’>*#]).)")
# 1.1  2.3.1: decimal outline at the start of a line; group 1 the prefix, group 2 the last part.
_DECIMAL: Final = lazy.compile(
    r"(?m)^[ \t]{0,8}((?:\d{1,2}\.){1,3})(\d{1,2})\.?(?![\d.%‰℃、万亿千百个元倍米公余多亩吨度GgKkMmTt])(?=[ \t]|[^\s\d])"
)
# 亮点一  任务二: a short label with a Chinese ordinal at the start of a line, before a space, colon or 、.
_LABEL: Final = lazy.compile(
    rf"(?m)^[ \t]{{0,8}}((?!附[件表录]|专栏|续表|注释|图表)(?:[一-鿿]{{2}}|[一-鿿]{{4}})({_CN}{{1,3}}|\d{{1,2}}))(?:[ :、]|\.(?!\d))(?=[^\n]{{2}})"
)
# 健全机制|1、|强化统筹 · 实施方案|一、|总体要求: a number behind a word, in a text without line breaks; group 1 Chinese, 2 Arabic
_RUN_IN: Final = lazy.compile(
    rf"(?<=[一-鿿”](?<!{_CN}))(?<!第)(?:({_CN}{{1,3}})、|(\d{{1,2}})[.、])(?=[一-鿿“《])(?!{_CN}{{1,2}}[、季年月])"
)
# where to look closely: the first character of such a number behind a word
_RUN_IN_START: Final = lazy.compile(r"[一二三四五六七八九十百零\d](?<=[一-鿿”].)")
# …水平。|亮点二| 数据底座: a label, in such a text
_RUN_IN_LABEL: Final = lazy.compile(rf"((?!附[件表录])[一-鿿]{{2}}({_CN}{{1,3}}))[ :](?=[^\n]{{2}})")
# ①: group 1.
_CIRCLE: Final = lazy.compile(r"[①-⑳]")

_STOPS: Final = frozenset("。;:!?)]】〕”’>》")
_SOFT: Final = frozenset(",、")


def edge_before(folded: str, start: int) -> Edge:
    """Return what stands before *start*, blanks aside."""
    back = start
    while back and folded[back - 1] in " \t*#" and start - back < 40:
        back -= 1
    if back == 0 or folded[back - 1] in "\n\r\u2028\u2029\v\f":
        return Edge.LINE
    before = folded[back - 1]
    if before in _STOPS:
        return Edge.STOP
    if back < start:
        return Edge.SPACE
    return Edge.SOFT if before in _SOFT else Edge.NONE


def find_marks(folded: str, *, lost_breaks: bool = False) -> list[Mark]:
    """Return every possible item number of *folded* in text order, none overlapping.

    Args:
        folded: The folded text.
        lost_breaks: Whether the text has lost its line breaks, so that numbers may stand right behind words.

    Example:
        >>> [(mark.style.name, mark.value) for mark in find_marks("一、目标。(一)增长8.5%;(二)稳定")]
        [('CHINESE', 1), ('CHINESE_BRACKET', 1), ('CHINESE_BRACKET', 2)]
    """
    bare = list(_bare(folded))
    found = [*bare, *_glued(folded, bare), *_bracketed(folded), *_ordinal(folded), *_lines(folded), *_circled(folded)]
    if lost_breaks:  # 护渠方案|一、: a title at the start of the only line is no label
        found = [*(mark for mark in found if mark.style is not Style.LABEL), *_run_in(folded)]
    found.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _bare(folded: str) -> Iterator[Mark]:
    end = 0
    for start in _BARE_START.finditer(folded):
        match = _BARE.match(folded, start.start()) if start.start() >= end else None
        if match is None:
            continue
        end = match.end()
        chinese, digits, stop = match.groups()
        value = (1 if chinese == "-" else _NUMERAL.get(chinese, 0)) if chinese else int(digits)
        if not value or (chinese and stop == ")"):
            continue
        style = Style.CHINESE if chinese else Style.DIGIT_HALF if stop == ")" else Style.DIGIT
        number = match.span(1 if chinese else 2)
        yield Mark(match.start(), match.end(), *number, style, value, edge_before(folded, match.start()))


# 11.|205青年骨干项目: a number that runs into one; group 1
_GLUED = lazy.compile(r"(?m)^[ \t]{0,8}(\d{1,2})\.(?=\d{2,4}[一-鿿])")


def _glued(folded: str, bare: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks that would read as a decimal (11.121) but follow the number before them (10.) at a line's start."""
    lines = [mark for mark in bare if mark.style is Style.DIGIT and mark.edge is Edge.LINE]
    if not lines:
        return
    starts = [mark.start for mark in lines]
    for match in _GLUED.finditer(folded):
        index = bisect_left(starts, match.start()) - 1
        value = int(match[1])
        if index >= 0 and lines[index].value == value - 1 > 0:
            start, end = match.span(1)
            yield Mark(start, end + 1, start, end, Style.DIGIT, value, Edge.LINE)


def _run_in(folded: str) -> Iterator[Mark]:
    end = 0
    for start in _RUN_IN_START.finditer(folded):
        match = _RUN_IN.match(folded, start.start()) if start.start() >= end else None
        if match is None:
            continue
        end = match.end()
        chinese, digits = match.groups()
        value = _NUMERAL.get(chinese, 0) if chinese else int(digits)
        style = Style.CHINESE if chinese else Style.DIGIT
        if value:
            yield Mark(match.start(), match.end(), *match.span(1 if chinese else 2), style, value, Edge.NONE)
    for match in _RUN_IN_LABEL.finditer(folded):
        value = _NUMERAL.get(match[2], 0)
        if value:
            label = match[1][: -len(match[2])]
            yield Mark(match.start(1), match.end(1), *match.span(1), Style.LABEL, value, Edge.STOP, label)


def _bracketed(folded: str) -> Iterator[Mark]:
    for match in _BRACKETED.finditer(folded):
        chinese, digits = match.groups()
        value = _NUMERAL.get(chinese, 0) if chinese else int(digits)
        if not value or (digits and folded[match.start()] in "[〔【"):
            continue  # [3] is a note
        style = Style.CHINESE_BRACKET if chinese else Style.DIGIT_BRACKET
        end = match.end() + (folded[match.end() : match.end() + 1] in ("、", "."))
        yield Mark(
            match.start(), end, *match.span(1 if chinese else 2), style, value, edge_before(folded, match.start())
        )


def _ordinal(folded: str) -> Iterator[Mark]:
    for match in _ORDINAL.finditer(folded):
        number, kind = match.groups()
        value = int(number) if number.isdecimal() else _NUMERAL.get(number, 0)
        if value:
            yield Mark(
                match.start(), match.end(), *match.span(), _ORDINAL_STYLE[kind[0]], value,
                edge_before(folded, match.start()),
            )  # fmt: skip


def _lines(folded: str) -> Iterator[Mark]:
    for match in _DECIMAL.finditer(folded):
        prefix = match[1].rstrip(".")
        yield Mark(
            match.start(1), match.end(), match.start(1), match.end(2), Style.DECIMAL, int(match[2]), Edge.LINE, prefix
        )
    for match in _LABEL.finditer(folded):
        value = int(match[2]) if match[2].isdecimal() else _NUMERAL.get(match[2], 0)
        if value:
            label = match[1][: -len(match[2])]
            yield Mark(match.start(1), match.end(1), *match.span(1), Style.LABEL, value, Edge.LINE, label)


def _circled(folded: str) -> Iterator[Mark]:
    for match in _CIRCLE.finditer(folded):
        edge = edge_before(folded, match.start())
        if edge is Edge.LINE:
            yield Mark(match.start(), match.end(), *match.span(), Style.CIRCLE, _CIRCLED[match[0]], edge)
