"""Task tables in key and value form: 工作任务 | 修渠 over 责任单位 | 县水利局, a block of such lines a task.

The lines come from `policyx.document.tables` (two cells a line, or two pairs) or from `policyx.document.table_flat` (a key on one
line, its value on the next).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from policyx.document.table_columns import settle, table_kind
from policyx.document.table_heads import AGENCY_KINDS, head_kind, squeeze
from policyx.document.table_model import Column, Row, Table
from policyx.text import Span

_FEWEST: Final = 3
_MOST_KEYS: Final = 14
_KEY_KINDS: Final = AGENCY_KINDS | {"task", "project", "content", "target", "deadline", "leader", "number"}


class Pair(NamedTuple):
    """A key and its value."""

    key: Span
    value: Span


def is_key(words: str) -> bool:
    """Say whether folded *words* are a key of a task (工作任务, 责任单位, 完成时限).

    Example:
        >>> is_key("责 任 单 位"), is_key("县水利局")
        (True, False)
    """
    return head_kind(words) in _KEY_KINDS


def line_pairs(folded: str, cells: Sequence[Span]) -> list[Pair]:
    """Return the pairs of key and value of a line of two or four cells, or none.

    Example:
        >>> text = "牵头单位|县水利局|完成时限|6月底"
        >>> spans = [Span(0, 4), Span(5, 9), Span(10, 14), Span(15, 18)]
        >>> [text[slice(*pair.value)] for pair in line_pairs(text, spans)]
        ['县水利局', '6月底']
    """
    filled = [cell for cell in cells if cell.end > cell.start]
    if len(filled) not in (2, 4):
        return []
    words = [folded[slice(*cell)] for cell in filled]
    if not all(map(is_key, words[::2])) or any(map(head_kind, words[1::2])):
        return []
    return [Pair(*pair) for pair in zip(filled[::2], filled[1::2], strict=True)]


def keyed_table(folded: str, pairs: Sequence[Pair], form: Literal["lines", "flattened"] = "lines") -> Table | None:
    """Return the task table that *pairs* make, or None: a key that comes again begins the next row."""
    columns: dict[str, Column] = {}
    for pair in pairs:
        words = squeeze(folded[slice(*pair.key)])
        columns.setdefault(words, Column(head_kind(words), words, pair.key))
    if len(pairs) < _FEWEST or not 2 <= len(columns) <= _MOST_KEYS:
        return None
    settled = settle(list(columns.values()), [], numeric=False)
    if table_kind(settled) != "task" or not AGENCY_KINDS & {column.kind for column in settled}:
        return None
    blocks = list(_blocks(folded, pairs))
    rows = tuple(_row(index, block, list(columns)) for index, block in enumerate(blocks))
    return Table("task", Span(pairs[0].key.start, pairs[-1].value.end), tuple(settled), rows, form)


def _blocks(folded: str, pairs: Sequence[Pair]) -> Iterator[dict[str, Pair]]:
    block: dict[str, Pair] = {}
    for pair in pairs:
        words = squeeze(folded[slice(*pair.key)])
        if words in block:
            yield block
            block = {}
        block[words] = pair
    if block:
        yield block


def _row(index: int, block: dict[str, Pair], keys: Sequence[str]) -> Row:
    """Return the row of one block; each is a section of its own, so that nothing is merged with the one above."""
    pairs = list(block.values())
    end = pairs[-1].value.end
    cells = tuple(block[key].value if key in block else Span(end, end) for key in keys)
    return Row(Span(pairs[0].key.start, end), cells, index, index)
