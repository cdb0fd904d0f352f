"""What the numbers of an indicator table measure: names, units and scopes from the heads of rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policyx import lazy
from policyx.document import Document, Table
from policyx.document.table_unit import TableUnit, fitting_unit, read_unit
from policyx.document.tables import DITTO, Row
from policyx.records import Change
from policyx.text import Span

# 1.粮食产量 | (2)油料 | 其中:工业 | #蔬菜: what stands before a name.
_BEFORE_NAME: Final = lazy.compile(
    r"(?:[(]?\d{1,2}[).、](?!\d)|[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}、|[①-⑳]|其中:|[#*★▲△])+\s*"
)
# 1.粮食产量 | 2.15岁以上人口: group 1 a number that may be that of the row.
_ROW_NUMBER: Final = lazy.compile(r"[(（]?([0-9]{1,4})[).、．）]")
# 粮食产量① | 粮食产量* | 粮食产量[1]
_AFTER_NAME: Final = lazy.compile(r"(?:[①-⑳*#★]|\[注?\d?\])+$")
# 地区生产总值(亿元): group 1 the unit in the name.
_UNIT_IN_NAME: Final = lazy.compile(r"[(\[〔]([^()\[\]〔〕]{1,10})[)\]〕]$")
_SCOPE: Final = lazy.compile(r"全[省市州盟县区旗](?=[^\s]{2})")
_HAN_GAP: Final = lazy.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
# 能耗降低 | 排放量下降率: the name says that the numbers are decreases. 增速 | 城镇新增就业: that they are increases.
_DECREASE: Final = lazy.compile(r"(?:下降|降低|减少|削减|消减|压减|降幅|减幅)(?:率|幅度|比例|量|目标)?$")
_INCREASE: Final = lazy.compile(r"(?:增速|增长|增长率|增长速度|增幅|增长幅度|提高|提升|增加|增量)$|新增|净增")
# 总量 | 增速: second words of a name that is given in two columns. 城镇 | 农村: second words that go in front.
_PARTIAL: Final = lazy.compile(
    r"(?:总量|总额|总数|增速|增长|年均增速|年均增长|数量|占比|比重|比例|规模|面积|产量|产值)$"
)
_GROUP: Final = lazy.compile(r"(?:城镇|农村|城市|城区|乡村|城乡)(?:常住)?(?:居民)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """The head of a row: name, change that it says, unit; ``own`` when the unit is not the caption's for all rows."""

    name: str
    change: Change
    unit: TableUnit | None
    own: bool


def row_names(document: Document, table: Table, captions: Sequence[TableUnit]) -> list[Named]:
    """Return what each row of *table* is called, with its unit; without a name where no column holds names."""
    columns = table.columns_of("indicator")
    units = table.covering(table.columns_of("unit")[0]) if table.columns_of("unit") else None
    covers = [table.covering(column) for column in columns]
    named: list[Named] = []
    for index, row in enumerate(table.rows):
        words = _row_words(document.text, row, columns, [cover[index] for cover in covers])
        cell = document.folded[slice(*units[index])] if units else ""
        own = read_unit(cell) if cell and not DITTO.match(cell) else named[-1].unit if cell and named else None
        numbered = _ROW_NUMBER.match(words)
        cut = numbered.end() if numbered and int(numbered[1]) == index + 1 else 0
        named.append(read_name(words[cut:], own, fitting_unit(words, captions)))
    return named


def _row_words(text: str, row: Row, columns: Sequence[int], covering: Sequence[Span]) -> str:
    """The words of a row's head: its own cell, a merged one above it, or both where the own one says only a part."""
    if not columns:
        return ""
    parts = [text[slice(*cell)].strip() for cell in covering]
    own = [text[slice(*row.cells[column])].strip() for column in columns]
    last = own[-1] or (parts[-1] if not any(own) else "")
    if len(parts) > 1 and last and parts[-2] and last != parts[-2]:
        if _PARTIAL.match(last):
            return parts[-2] + last
        if _GROUP.match(last):
            return (last.removesuffix("居民") if parts[-2].startswith("居民") else last) + parts[-2]
    return last or next((part for part in reversed(own) if part), "") or parts[-1]


def read_name(words: str, unit: TableUnit | None, caption: TableUnit | None) -> Named:
    """Return the name that the *words* of a head give, without numbering, notes, scope and unit.

    Args:
        words: The head as written.
        unit: The unit that another cell gives for it.
        caption: The unit for the whole table.

    Example:
        >>> read_name("其中：（1）全县粮食产量（万吨）", None, None)
        Named(name='粮食产量', change='', unit=TableUnit(factor=10000, name='吨'), own=True)
    """
    name = _AFTER_NAME.sub("", _HAN_GAP.sub("", words))
    before = _BEFORE_NAME.match(name.replace("（", "(").replace("）", ")").replace("：", ":").replace("．", "."))
    name = name[before.end() :] if before else name
    name = _SCOPE.sub("", name, count=1) if _SCOPE.match(name) else name
    bracket = _UNIT_IN_NAME.search(name.translate({0xFF08: "(", 0xFF09: ")", 0xFF05: "%"}))
    inside = read_unit(bracket[1], strict=True) if bracket else None
    if bracket and inside:
        name = name[: bracket.start()]
    change: Change = "decrease" if _DECREASE.search(name) else "increase" if _INCREASE.search(name) else ""
    return Named(name.strip(), change, unit or inside or caption, bool(unit or inside))
