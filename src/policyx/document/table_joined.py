"""Indicator tables whose cells run together on one line, as a text without line breaks gives them.

``序号指标单位2020年2025年属性1粮食产量万吨9.29.5约束性2…``: the attribute ends each row, the unit is the longest known one before
the numbers, and where two numbers run together they are cut so that they are most alike. Without attributes the serial
numbers part the rows (`policyx.document.table_serial`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policyx import lazy
from policyx.document.table_columns import settle, table_kind
from policyx.document.table_cuts import split_numbers, unit_start
from policyx.document.table_heads import head_kind, squeeze
from policyx.document.table_model import Column, Row, Table
from policyx.document.table_serial import serial_rows
from policyx.text import Span

_LONGEST_ROW: Final = 120
# 指标名称单位2020年: where the heads of such a table begin; heads 序号, 类别 may stand before, years and 属性 follow.
_ANCHOR: Final = lazy.compile(
    r"(?:(?:序 {0,2}号|类 {0,2}别) {0,2}){0,2}指 {0,2}标(?: {0,2}名 {0,2}称)? {0,2}(?:计量)?单 {0,2}位(?=[^。,;\n]{0,4}(?:19|20)\d\d)"
)
# 单位2020年: what every such table has and few other texts do, so that most are not searched for heads at all
_UNIT_AND_YEAR: Final = lazy.compile(r"单 {0,2}位[^。,;\n]{0,4}(?:19|20)\d\d")
# 2020年 | 2025年目标值 | 年均增长(%) | 指标属性: a head among those that run together.
_HEAD: Final = lazy.compile(
    r" {0,2}(序 {0,2}号|类 {0,2}别|指 {0,2}标(?: {0,2}名 {0,2}称)|(?:指标)?属 {0,2}性|(?:指标)?性 {0,2}质|指 {0,2}标(?!属|性)|(?:计量)?单 {0,2}位"
    r"|(?:19|20)\d\d年?(?:目标值?|规划值?|实际值?|基期值?|现状值?|完成值?|基数)?|年均增[长速]率?(?:[(\[〔][%累计]{1,4}[)\]〕])?|累计(?:增长)?)"
)
_ATTRIBUTE: Final = lazy.compile(r" {0,2}([约预](?:束|期)性)")
# 一、经济发展 | (二)民生: a section that runs into the row after it; the row's number ends it.
_SECTION: Final = lazy.compile(
    r" {0,2}(?:[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)])[一-鿿“”]{2,20}?"
)
# 1075≥1075 | 60.264 | 〔6.3〕: what the numbers of a row are written with.
_NUMBERS_END: Final = lazy.compile(r"[\d.:≥≤><≧≦~〔〕\[\]-]+(?:左右|以上|以下|以内)?$")


def find_joined_tables(folded: str) -> Iterator[Table]:
    """Yield the indicator tables of *folded* text whose cells run together, in text order.

    Example:
        >>> text = "主要指标序号指标单位2020年2025年属性1粮食产量万吨9.29.5约束性2绿化率%3840预期性到2025年"
        >>> [[text[slice(*cell)] for cell in row.cells] for table in find_joined_tables(text) for row in table.rows]
        [['1', '粮食产量', '万吨', '9.2', '9.5', '约束性'], ['2', '绿化率', '%', '38', '40', '预期性']]
    """
    if not _UNIT_AND_YEAR.search(folded):
        return
    free = 0
    for anchor in _ANCHOR.finditer(folded):
        if anchor.start() < free:
            continue
        columns = _columns(folded, anchor.start())
        kinds = [column.kind for column in columns]
        if table_kind(columns) != "indicator" or not columns:
            continue
        if kinds[-1] == "attribute":
            rows = tuple(_rows(folded, kinds, columns[-1].span.end))
        elif "number" in kinds and "category" not in kinds[kinds.index("number") :]:
            rows = serial_rows(folded, kinds, columns[-1].span.end)
        else:
            continue
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
    unit = unit_start(folded, start, first)
    if unit == first and folded[first] == "-":
        first += 1
    if unit <= start + 1:
        return None
    values = split_numbers(folded[first:end].rstrip(), len(columns)) or [(0, 0)] * len(columns)
    cells |= {"indicator": Span(start, unit), "unit": Span(unit, first), "category": Span(start, start)}
    spans = iter(Span(first + a, first + b) for a, b in values)
    return [cells[kind] if kind in cells else next(spans) for kind in kinds[:-1]]
