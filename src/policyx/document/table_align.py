"""Which cell of a row stands under which head, when a row has fewer cells than the head has (merged cells left out)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policyx import lazy
from policyx.document.table_heads import AGENCY_KINDS, NUMBER_KINDS, VALUE_KINDS
from policyx.text import Span

if TYPE_CHECKING:
    from policyx.document.table_model import Column

# 3 | 3. | (3) | 十二 | 2-1
_NUMBER: Final = lazy.compile(r"\(?(?:\d{1,3}(?:[.-]\d{1,2})?|[一二三四五六七八九十]{1,3}|[①-⑳])[).、]?$")
# 12.5 | ≥85 | [6.3] | — | 5.5左右 | 20:28:52
_VALUE: Final = lazy.compile(r"[^\d]{0,8}\d[\d.,:%~-]*[^\d]{0,6}$|[-/]+$")
_TIME: Final = lazy.compile(
    r"\d{2,4}年|\d月|年底|季度|长期|持续|立行立改|全年|常态|每[年月季]|(?:19|20)\d\d[.-]\d|十[一二三四五]五"
)
_ATTRIBUTE: Final = lazy.compile(r"约束|预期")
_ORGAN: Final = lazy.compile(
    r"[局委办部院会校站所]$|政府|公司|乡镇|[乡镇街]|部门|单位|集团|中心|银行|大队|同上|[局委办][、,; ]|办公室"
)
_NAME: Final = lazy.compile(r"[一-鿿·]{2,4}(?:[、, ]{1,2}[一-鿿·]{2,4}){0,4}$|同上$")
_UNIT: Final = lazy.compile(r"[一-鿿A-Za-z%‰/·²³㎡℃-]{1,10}(?:\([^()]{1,6}\))?$")
_LONG_CELLS: Final = frozenset(("", "remark", "category", "content", "task", "deadline", "leader", *AGENCY_KINDS))
_SHORT_CATEGORY: Final = 4
_SHARING: Final = 3  # what it costs when two lines share a cell that usually holds one
_MOST_MATCHED: Final = 40  # columns among which the place of a cell is looked for
_HAN: Final = lazy.compile(r"[一-鿿]")


def is_number(cell: str) -> bool:
    """Say whether *cell* is what stands in a number column."""
    return _NUMBER.match(cell) is not None


def is_value(cell: str) -> bool:
    """Say whether *cell* is a number with few words beside it, or nothing."""
    return not cell or _VALUE.match(cell) is not None


def align(folded: str, kinds: list[str], cells: list[Span]) -> tuple[Span, ...]:
    """Return one cell a column, empty where the row has none for it.

    Args:
        folded: The folded text.
        kinds: Kinds of the columns.
        cells: The row's cells, empty ones too.
    """
    count = len(kinds)
    while len(cells) > count and cells[-1].start == cells[-1].end:
        cells.pop()
    if len(cells) > count:
        cells = [*cells[: count - 1], Span(cells[count - 1].start, cells[-1].end)]
    if len(cells) == count:
        return tuple(cells)
    empty = [cell.start == cell.end for cell in cells]
    padded = count > _MOST_MATCHED or (True in empty and not all(empty[empty.index(True) :]))
    if padded:  # empty cells are kept, so no cell is left out
        end = cells[-1].end
        return (*cells, *(Span(end, end) for _ in range(count - len(cells))))
    found = [Span(cells[0].start, cells[0].start)] * count
    for column, cell in zip(_best_columns(kinds, [folded[a:b] for a, b in cells]), cells, strict=True):
        found[column] = cell
    return tuple(found)


def _best_columns(kinds: list[str], words: list[str]) -> list[int]:
    """Return the columns, from left to right, under which the cells' words fit best.

    Of columns that fit alike the later one is taken, as merged cells stand on the left; but the earlier one in a row that
    ends in empty cells.
    """
    rows, columns = len(words), len(kinds)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        best[row][columns] = -1000
        for column in range(columns - 1, -1, -1):
            taken = best[row + 1][column + 1] + _fit(kinds[column], words[row])
            best[row][column] = max(best[row][column + 1], taken)
    chosen: list[int] = []
    column = 0
    early = not words[-1]
    for row in range(rows):
        while columns - column > rows - row and best[row][column] == best[row][column + 1]:
            if early and best[row][column] == best[row + 1][column + 1] + _fit(kinds[column], words[row]):
                break
            column += 1
        chosen.append(column)
        column += 1
    return chosen


def align_lines(folded: str, kinds: list[str], lines: list[Span]) -> tuple[Span, ...]:
    """Return one cell a column of a row that has more lines than columns: lines next to each other share a cell.

    Args:
        folded: The folded text.
        kinds: Kinds of the columns.
        lines: The lines of the row, in text order, none of them empty.
    """
    best: list[int] = []  # of the ways that put the last line under each column
    came: list[list[int]] = []
    for line in lines:
        fits = [_fit(kind, folded[slice(*line)]) for kind in kinds]
        before, best, row = best or [0] * len(kinds), [], []
        top, at = (-1000, 0) if came else (0, -1)
        for column, kind in enumerate(kinds):
            shared = before[column] - (0 if kind in _LONG_CELLS else _SHARING) if came else -1000
            row.append(column if shared > top else at)
            best.append(max(top, shared) + fits[column])
            if came and before[column] >= top:
                top, at = before[column], column
        came.append(row)
    column = max(range(len(kinds)), key=lambda each: (best[each], each))
    found: list[Span | None] = [None] * len(kinds)
    for line, row in zip(reversed(lines), reversed(came), strict=True):
        cell = found[column]
        found[column] = Span(line.start, cell.end if cell else line.end)
        column = row[column]
    start = lines[0].start
    return tuple(cell or Span(start, start) for cell in found)


def _fit(kind: str, words: str) -> int:
    """Return how well *words* fit a column of *kind*, from -3 to 3."""
    if not words:
        return 0
    if kind == "number":
        return 3 if _NUMBER.match(words) else -3
    if kind in NUMBER_KINDS:
        return 2 if _VALUE.match(words) else -1
    if kind == "attribute":
        return 3 if _ATTRIBUTE.search(words) else -2
    if kind == "deadline":
        return 3 if _TIME.search(words) and len(words) < 40 else -2
    if kind in AGENCY_KINDS:
        return 2 if _ORGAN.search(words) else -2
    if kind == "leader":
        return 2 if _NAME.match(words) and not words.endswith(("局", "委", "办")) else -2
    if kind == "unit":
        return 1 if _UNIT.match(words) and not _ATTRIBUTE.search(words) else -2
    if kind in ("indicator", "task", "project", "content", "target"):
        return _fits_words(kind, words)
    if kind == "category":
        return 2 if len(words) <= _SHORT_CATEGORY and not _VALUE.match(words) else 0
    return 0


def _fits_words(kind: str, words: str) -> int:
    if _NUMBER.match(words) or _VALUE.match(words) or not _HAN.search(words):
        return -3
    return 2 if len(words) > (10 if kind == "task" else 4) else 1


def expand_head(columns: list[Column], second: list[Column]) -> list[Column]:
    """Put a second head row, whose empty cells are lost, under the group head that it divides.

    序号|指标|单位|目标值|属性 over 2025年|2030年: the two years take the place of 目标值.
    """
    groups = [index for index, column in enumerate(columns) if column.kind == "value" or not column.kind]
    groups = groups or [index for index, column in enumerate(columns) if column.kind in VALUE_KINDS]
    if not groups:
        return columns
    share, rest = divmod(len(second), len(groups))
    if rest or not share:
        groups, share = groups[-1:], len(second)
    expanded: list[Column] = []
    left = list(second)
    for index, column in enumerate(columns):
        if index not in groups:
            expanded.append(column)
            continue
        expanded += [type(column)(one.kind or column.kind, column.head + one.head, one.span) for one in left[:share]]
        left = left[share:]
    return expanded
