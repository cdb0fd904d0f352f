"""Indicator tables whose cells run together on one line, as a text without line breaks gives them.

``序号指标单位2020年2025年属性1粮食产量万吨9.29.5约束性2…``: the attribute ends each row, the unit is the longest known one before
the numbers, and where two numbers run together they are cut so that they are most alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import Final

from policyx.document.table_columns import settle, table_kind
from policyx.document.table_heads import head_kind, squeeze
from policyx.document.table_model import Column, Row, Table
from policyx.grammar.unit import unit_at
from policyx.text import Span

_LONGEST_ROW: Final = 120
# 指标名称单位2020年: where the heads of such a table begin; heads 序号, 类别 may stand before, years and 属性 follow.
_ANCHOR: Final = re.compile(
    r"(?:(?:序 {0,2}号|类 {0,2}别) {0,2}){0,2}指 {0,2}标(?: {0,2}名 {0,2}称)? {0,2}(?:计量)?单 {0,2}位(?=[^。,;\n]{0,4}(?:19|20)\d\d)"
)
# 2020年 | 2025年目标值 | 年均增长(%) | 指标属性: a head among those that run together.
_HEAD: Final = re.compile(
    r" {0,2}(序 {0,2}号|类 {0,2}别|指 {0,2}标(?: {0,2}名 {0,2}称)|(?:指标)?属 {0,2}性|(?:指标)?性 {0,2}质|指 {0,2}标(?!属|性)|(?:计量)?单 {0,2}位"
    r"|(?:19|20)\d\d年?(?:目标值?|规划值?|实际值?|基期值?|现状值?|完成值?|基数)?|年均增[长速]率?(?:[(\[〔][%累计]{1,4}[)\]〕])?|累计(?:增长)?)"
)
_ATTRIBUTE: Final = re.compile(r" {0,2}([约预](?:束|期)性)")
# 一、经济发展 | (二)民生: a section that runs into the row after it; the row's number ends it.
_SECTION: Final = re.compile(
    r" {0,2}(?:[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)])[\u4e00-\u9fff“”]{2,20}?"
)
# 1075≥1075 | 60.264 | 〔6.3〕: what the numbers of a row are written with.
_NUMBERS_END: Final = re.compile(r"[\d.:≥≤><≧≦~〔〕\[\]-]+(?:左右|以上|以下|以内)?$")
_NUMBER: Final = re.compile(r"[≥≤><≧≦]?\d+(?:\.\d+)?(?:左右|以上|以下|以内)?|[〔\[]\d+(?:\.\d+)?[〕\]]|-")
_RATIO: Final = re.compile(r"\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+")
_PLAIN: Final = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")


def find_joined_tables(folded: str) -> Iterator[Table]:
    """Yield the indicator tables of *folded* text whose cells run together, in text order.

    Example:
        >>> text = "主要指标序号指标单位2020年2025年属性1粮食产量万吨9.29.5约束性2绿化率%3840预期性到2025年"
        >>> [[text[slice(*cell)] for cell in row.cells] for table in find_joined_tables(text) for row in table.rows]
        [['1', '粮食产量', '万吨', '9.2', '9.5', '约束性'], ['2', '绿化率', '%', '38', '40', '预期性']]
    """
    free = 0
    if "约束性" not in folded and "预期性" not in folded:
        return
    for anchor in _ANCHOR.finditer(folded):
        if anchor.start() < free:
            continue
        columns = _columns(folded, anchor.start())
        kinds = [column.kind for column in columns]
        if not kinds or kinds[-1] != "attribute" or table_kind(columns) != "indicator":
            continue
        rows = tuple(_rows(folded, kinds, columns[-1].span.end))
        if rows:
            free = rows[-1].span.end
            yield Table("indicator", Span(anchor.start(), free), tuple(columns), rows, "joined")


def _columns(folded: str, at: int) -> list[Column]:
    columns: list[Column] = []
    for _ in range(12):
        head = _HEAD.match(folded, at)
        if not head:
            break
        words = squeeze(head[1])
        columns.append(Column(head_kind(words), words, Span(*head.span(1))))
        at = head.end()
        if columns[-1].kind == "attribute":
            break
    return settle(columns, [], numeric=True)


def _rows(folded: str, kinds: list[str], at: int) -> Iterator[Row]:
    section = 0
    for index in range(400):
        end = _ATTRIBUTE.search(folded, at, at + _LONGEST_ROW)
        if not end:
            return
        start, opened = _start(folded, kinds, at, index + 1)
        section += opened
        cells = _cells(folded, kinds, start, end.start(), str(index + 1))
        if cells is None:
            return
        yield Row(Span(start, end.end()), (*cells, Span(*end.span(1))), section, index)
        at = end.end()


def _start(folded: str, kinds: list[str], at: int, number: int) -> tuple[int, bool]:
    """Return where the row begins that the text from *at* holds, and whether a section stands before it."""
    opening = _SECTION.match(folded, at, at + 30)
    if not opening:
        return at + (len(folded[at : at + 3]) - len(folded[at : at + 3].lstrip())), False
    if kinds[0] != "number":
        return opening.end(), True
    found = folded.find(str(number), opening.end(), opening.end() + 24)
    return (found, True) if found >= 0 else (at, False)


def _cells(folded: str, kinds: list[str], start: int, end: int, number: str) -> list[Span] | None:
    """Cut ``folded[start:end]``, a row without its attribute, into one cell a column.

    Cells whose numbers cannot be parted safely are empty; None when it is no row at all.
    """
    cells: dict[str, Span] = {}
    if "number" in kinds:
        if not folded.startswith(number, start):
            return None
        cells["number"] = Span(start, start + len(number))
        start += len(number)
    numbers = _NUMBERS_END.search(folded[start:end])
    columns = [kind for kind in kinds[:-1] if kind not in ("number", "category", "indicator", "unit")]
    if not numbers or not columns:
        return None
    first = start + numbers.start()
    unit = _unit_start(folded, start, first)
    if unit == first and folded[first] == "-":
        first += 1
    if unit <= start + 1:
        return None
    values = _split(folded[first:end].rstrip(), len(columns)) or [(0, 0)] * len(columns)
    cells |= {"indicator": Span(start, unit), "unit": Span(unit, first), "category": Span(start, start)}
    spans = iter(Span(first + a, first + b) for a, b in values)
    return [cells[kind] if kind in cells else next(spans) for kind in kinds[:-1]]


def _unit_start(folded: str, start: int, end: int) -> int:
    """Return where the longest known unit that ends at *end* begins, or *end*."""
    words = folded[max(start + 2, end - 9) : end]
    for at in range(len(words)):
        bare = at + 1 if words[at] in "万亿" and at + 1 < len(words) else at
        unit = unit_at(words, bare, gap=False)
        if unit and unit.end == len(words):
            return end - len(words) + at
    return end


def _split(words: str, count: int) -> list[tuple[int, int]] | None:
    """Cut numbers that run together into *count* of them, or return None where that cannot be done safely."""
    if ":" in words:
        return _split_ratios(words, count)
    pieces = [found.span() for found in _NUMBER.finditer(words)]
    if not pieces or pieces[0][0] != 0 or any(a[1] != b[0] for a, b in pairwise(pieces)):
        pieces = [(0, len(words))] if count == 2 else pieces
    if len(pieces) == count and pieces[-1][1] == len(words) and pieces[0][0] == 0 and _all_numbers(words, pieces):
        return pieces
    return _split_two(words) if count == 2 else None


def _all_numbers(words: str, pieces: list[tuple[int, int]]) -> bool:
    return all(_NUMBER.fullmatch(words, *piece) for piece in pieces)


def _split_two(words: str) -> list[tuple[int, int]] | None:
    """Cut two numbers apart where they are most alike, if no other cut comes near."""
    scored = sorted(
        (_distance(words[:at], words[at:]), at)
        for at in range(1, len(words))
        if _PLAIN.fullmatch(words, 0, at) and _PLAIN.fullmatch(words, at)
    )
    if not scored or scored[0][0] > 2 or (len(scored) > 1 and scored[1][0] - scored[0][0] < 0.3):
        return None
    return [(0, scored[0][1]), (scored[0][1], len(words))]


def _distance(left: str, right: str) -> float:
    """How unlike two numbers of a row are; more than two decimals are odd beside a whole part."""
    low, high = float(left), float(right)
    odd = sum(float(word) >= 1 and len(word.partition(".")[2]) > 2 for word in (left, right))
    return abs(log(low / high)) + odd if low and high else 9.0


def _split_ratios(words: str, count: int) -> list[tuple[int, int]] | None:
    """Cut 1.5:12:1 into 1.5:1 and 2:1: the number in the middle belongs to both."""
    numbers = list(re.finditer(r"\d+(?:\.\d+)?", words))
    if count != 2 or len(numbers) % 2 == 0 or not _RATIO.fullmatch(words):
        return None
    middle = numbers[len(numbers) // 2]
    first = float(numbers[0][0])
    cuts = [
        (_distance(numbers[0][0], words[at : middle.end()]), at)
        for at in range(middle.start() + 1, middle.end())
        if _PLAIN.fullmatch(words, middle.start(), at) and _PLAIN.fullmatch(words, at, middle.end())
    ]
    if not cuts or not first:
        return None
    at = min(cuts)[1]
    return [(0, at), (at, len(words))]
