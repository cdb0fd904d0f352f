"""Statistical tables with measures as columns: 年份 | 地区生产总值（亿元） | 增长（%）, 乡镇 | 耕地面积（亩） | 粮食产量（吨）."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policyx import lazy
from policyx.document.table_align import is_value
from policyx.document.table_heads import head_kind, head_unit
from policyx.document.table_model import Column
from policyx.document.table_unit import read_unit
from policyx.text import Span

_SAMPLE: Final = 40
_HEAD_LENGTH: Final = 30
_DIGIT: Final = lazy.compile(r"\d")
_YEAR_HEAD: Final = lazy.compile(r"(?:19|20)\d\d")
# 120亩 | 3.5万元: a cell with its own unit; group 1.
_OWN_UNIT: Final = lazy.compile(r"[≥≤<>约]?\d[\d.,]*([一-鿿%‰/]{1,6})$")
# Kinds of heads that may turn out to name a measure: 耕地面积 has none, 产量 is a value.
_OPEN: Final = frozenset(("", "value", "category", "task", "project", "target", "content", "indicator"))
# 产量 | 数量: heads of values that name what is measured; 绝对值, 完成值 do not.
SAYS_WHAT: Final = lazy.compile(r"(?:[产总数]量|合计|面积|产值|规模|金额|投资)(?:$|[(\[])")
_RATE: Final = lazy.compile(r"占比|比例|比重|增幅|增速")


def has_unit(cell: str) -> bool:
    """Say whether a head cell ends with a unit in brackets.

    Example:
        >>> has_unit("耕地面积(亩)"), has_unit("责任单位(部门)")
        (True, False)
    """
    words = head_unit(cell)
    return bool(words) and read_unit(words, strict=True) is not None


def is_measure_head(cells: Sequence[str], below: Sequence[Sequence[str]], *, captioned: bool) -> bool:
    """Say whether *cells* are the heads of columns of measures, with numbers in the rows *below*.

    Args:
        cells: The cells of a row, folded.
        below: The cells of the rows below it (three are enough).
        captioned: Whether a caption gives a unit, so that the heads need none.

    Example:
        >>> is_measure_head(["年份", "粮食产量(吨)"], [["2023年", "1200"]], captioned=False)
        True
        >>> is_measure_head(["李家村", "120"], [["王家村", "80"]], captioned=True)
        False
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > _HEAD_LENGTH or "。" in cell for cell in filled):
        return False
    if any(_DIGIT.search(cell) and not _YEAR_HEAD.search(cell) and not has_unit(cell) for cell in filled):
        return False
    with_unit = sum(has_unit(cell) or head_kind(cell) in ("growth", "year", "unit") for cell in filled[1:] or filled)
    if not captioned and (with_unit * 2 < len(filled) - 1 or not any(map(has_unit, filled))):
        return False
    return any(_is_numeric_row(row, len(filled)) for row in below)


def _is_numeric_row(row: Sequence[str], heads: int) -> bool:
    numbers = sum(bool(_DIGIT.search(cell)) and is_value(cell) for cell in row[1:])
    return numbers > 0 and numbers * 2 >= min(heads - 1, len(row) - 1)


def with_measures(
    folded: str, columns: Sequence[Column], rows: Sequence[Sequence[Span]], *, captioned: bool
) -> list[Column]:
    """Give columns of numbers whose heads name what is measured the kind ``measure``.

    A column is one when its cells are numbers and a unit is known for it: from its head, the caption or the cells. A lone
    column of values beside names of rows (产品名称 | 产量) is none: its numbers are called what their row is called.
    """
    sure = [
        index > 0 and _is_measure(folded, column, [row[index] for row in rows[:_SAMPLE] if index < len(row)], captioned)
        for index, column in enumerate(columns)
    ]
    named_by_row = any(column.kind == "indicator" for column in columns)
    others = any(one and column.kind != "value" for one, column in zip(sure, columns, strict=True))
    return [
        Column("measure", column.head, column.span)
        if one and (column.kind != "value" or others or not named_by_row)
        else column
        for one, column in zip(sure, columns, strict=True)
    ]


def _is_measure(folded: str, column: Column, cells: Sequence[Span], captioned: bool) -> bool:
    if not column.head or column.kind not in _OPEN or (column.kind == "value" and not SAYS_WHAT.search(column.head)):
        return False
    words = [folded[slice(*cell)] for cell in cells if cell.end > cell.start]
    numbers = [word for word in words if _DIGIT.search(word)]
    if not numbers or sum(map(is_value, words)) * 3 < len(words) * 2:
        return False
    own = sum(_has_own_unit(word) for word in numbers) * 3 >= len(numbers) * 2
    return has_unit(column.head) or own or (captioned and not _RATE.search(column.head))


def _has_own_unit(word: str) -> bool:
    found = _OWN_UNIT.match(word)
    return found is not None and read_unit(found[1], strict=True) is not None
