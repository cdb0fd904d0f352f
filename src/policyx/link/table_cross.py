"""Names, times and scopes in statistical tables, whose columns are measures: 年份 | 粮食产量（吨）, 乡镇 | 耕地面积（亩）.

What a number measures is its column's head. The row's head is its time (2023年), a scope that is no part of the name
(城关镇, 合计), or an item that goes in front of it (小麦 of 面积（亩）: 小麦面积).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from policyx import lazy
from policyx.document import Document, Table
from policyx.document.table_heads import NUMBER_KINDS, head_kind, head_year, squeeze
from policyx.document.table_measures import has_unit
from policyx.document.table_unit import TableUnit, fitting_unit
from policyx.document.tables import DITTO, Column
from policyx.link.table_column import time_in
from policyx.link.table_name import Named, read_name
from policyx.text import Span

# 合计 | 全县 | 总计: a row for all the others together, a column for all of its row.
_TOTAL: Final = lazy.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共计|总数|平均|全(?:自治)?[省市州盟县区旗国])(?:合计|总计|平均)?$"
)
# 城关镇 | 李家村 | 县一中: rows that are places or organs.
_PLACE: Final = lazy.compile(
    r"(?:[乡镇村县市区旗州盟省]|街道|社区|苏木|嘎查|[农林牧渔]场|开发区|办事处|[局委]|公司|合作社|学校|中学|小学|幼儿园|[一二三四五六七八九十]中|医院|卫生院)$"
)
_PLACE_HEAD: Final = lazy.compile(r"乡|镇|村|县|区|地区|市|旗|街道|社区|单位|企业|学校|机构|部门|园区")
# 2023年 | 2023 | 2024年末 | 2024年一季度 | 1-6月 | “十四五”末: rows that are times.
_TIME: Final = lazy.compile(
    r"(?:(?:19|20)\d\d年?(?:末|底|度)?(?:[一二三四1-4]季度|[上下]半年|\d{1,2}(?:-\d{1,2})?月份?)?|[一二三四]季度|[上下]半年|\d{1,2}(?:-\d{1,2})?月份?"
    r"|[“\"]?十[一二三四五六]五[”\"]?(?:末|期间|时期)?)(?:\(?(?:预计|目标|计划|规划|快报|初步)数?\)?)?$"
)
# 表2 各乡镇2024年粮食产量统计表(单位:吨): group 1 what the table measures, in the line above it.
_TITLE: Final = lazy.compile(
    r"\s*(?:附?[表图]\s?[\d.-]*|附件\s?\d*)?[:、.\s]*(?:(?:19|20)\d\d年(?:度|末|底)?)?(?:各(?:乡镇|县区|县|乡|镇|村|市|区|旗|地区?|单位|部门|街道)(?:\([^()]*\)|\(?市?、?区\)?)?)?"
    r"(?:(?:19|20)\d\d年(?:度|末|底)?)?([一-鿿]{2,20}?)(?:完成|主要)?(?:情况|统计|汇总|一览|明细|数据)*表?(?:\([^()]*\))?\s*$"
)
_BRACKET: Final = lazy.compile(r"[(\[〔][^()\[\]〔〕]*[)\]〕]$")
# 面积 | 产量 under a year: words that go behind the row's name.
_WHAT: Final = lazy.compile(r"(?:面积|产量|产值|单产|数量|金额|收入|投资)$")


class Scope(NamedTuple):
    """What the head of a row says: an item, empty for a place or total, and a time, empty where it gives none."""

    item: str
    time: str


def row_scopes(document: Document, table: Table) -> list[Scope]:
    """Return what the head of each row of a table with measures says."""
    first = table.columns_of("measure")[0]
    keys = [
        index
        for index, column in enumerate(table.columns[:first])
        if column.kind not in NUMBER_KINDS and column.kind not in ("number", "unit", "remark", "attribute")
    ]
    covers = [_texts(document, table.covering(key)) for key in keys]
    placed = [_are_places(table.columns[key].head, words) for key, words in zip(keys, covers, strict=True)]
    scopes: list[Scope] = []
    for index in range(len(table.rows)):
        item = time = ""
        for words, places in zip(covers, placed, strict=True):
            cell = squeeze(words[index])
            if _TIME.match(cell):
                time = time_in(cell)
            elif cell and not (places or _TOTAL.match(cell)):
                item = read_name(words[index], None, None).name
        scopes.append(Scope(item, time))
    return scopes


def _texts(document: Document, cells: Sequence[Span]) -> list[str]:
    words: list[str] = []
    for cell in cells:
        own = document.folded[slice(*cell)].strip()
        words.append(words[-1] if DITTO.match(own) and words else own)
    return words


def _are_places(head: str, words: Sequence[str]) -> bool:
    """Whether the rows are places or organs: their head says so, or most of them look it."""
    filled = [word for word in words if word and not _TOTAL.match(squeeze(word))]
    return bool(_PLACE_HEAD.search(head)) or sum(bool(_PLACE.search(word)) for word in filled) * 2 > len(filled)


def column_names(document: Document, table: Table, captions: Sequence[TableUnit]) -> dict[int, Named]:
    """Return what each column of measures is called, and each column of growth behind one."""
    names: dict[int, Named] = {}
    last: Named | None = None
    for index, column in enumerate(table.columns):
        if column.kind == "measure":
            words = _head_words(document, column)
            names[index] = last = read_name(words, None, fitting_unit(words, captions))
        elif column.kind == "growth" and last:
            names[index] = replace(last, unit=None, own=False)
        elif column.kind in NUMBER_KINDS:
            last = None
    return names


def _head_words(document: Document, column: Column) -> str:
    """The head as written, without a year in front."""
    own = squeeze(document.text[slice(*column.span)])
    words = own if len(own) == len(column.head) else column.head
    year = head_year(words)
    return words[year.end() :] or words if year and year.start() == 0 else words


def joined(scope: Scope, measure: Named) -> Named:
    """Return the name of a cell: the measure's, with the row's item in front.

    Example:
        >>> joined(Scope("小麦", ""), Named("播种面积", "", None, own=False)).name
        '小麦播种面积'
    """
    name = measure.name
    if scope.item and name not in scope.item:
        name = scope.item if _TOTAL.match(name) else scope.item + name
    return replace(measure, name=name)


def head_words(column: Column) -> str:
    """Return what the head of a year says beside it and goes behind a row's name (2023年面积（亩）: 面积), or nothing.

    Example:
        >>> head_words(Column("year", "2023年面积(亩)", Span(0, 0))), head_words(Column("year", "2023年目标", Span(0, 0)))
        ('面积', '')
    """
    year = head_year(column.head)
    if column.kind not in ("year", "value") or year is None:
        return ""
    rest = _BRACKET.sub("", column.head.replace(year[0], "", 1))
    says = _WHAT.search(rest) or (has_unit(column.head) and rest and not head_kind(rest))
    return rest if says else ""


def titled(document: Document, table: Table, names: Sequence[Named]) -> list[Named]:
    """Return *names* with what the table's title says it measures, where its rows are places (乡镇 | 2023年 | 2024年)."""
    if not names or table.columns_of("unit", "attribute") or not _all_places(names):
        return list(names)
    title = next(_lines_above(document.folded, table.span.start), "")
    found = _TITLE.match(title)
    return [replace(named, name=found[1]) for named in names] if found else list(names)


def _all_places(names: Sequence[Named]) -> bool:
    return all(_TOTAL.match(named.name) or _PLACE.search(named.name) for named in names) and any(
        _PLACE.search(named.name) for named in names
    )


def _lines_above(folded: str, start: int) -> Iterator[str]:
    """Yield the line above a table, without one that gives only the unit."""
    for _ in range(3):
        stop = folded.rfind("\n", max(0, start - 200), max(start - 1, 0))
        line = folded[stop + 1 : max(start - 1, 0)].strip()
        if line and not re.fullmatch(r"\(?(?:计量)?单位:.*", line):
            yield line
        start = stop + 1
        if stop < 0:
            return
