"""Where organ names that the lexicon holds stand in running text."""

from __future__ import annotations

from typing import Final

from policyx import lazy
from policyx.grammar.organ_index import LEVEL_WORDS, cores
from policyx.text import Span

# …局 | …委员会 | …办公室 | …联合会: the last characters of known cores, where `scan_organs` looks closer.
_SCAN_END: Final = lazy.compile(
    "局|厅|委(?:员会)?|办(?:公室)?|部(?!门)|中心|院|联|会|大队|支队|社|馆|站|政府|协|公司|集团|政协|人大"
)
# 县 | 青河县 | 县委 | 市委: what may stand in front of a core in running text.
_SCAN_FRONT: Final = lazy.compile(rf"(?:{LEVEL_WORDS})(?:委|党委)?$")


def scan_organs(folded: str) -> list[Span]:
    """Find where organ names that the lexicon holds stand in running text, each with the level in front.

    Args:
        folded: Folded text (`policyx.text.fold`).

    Returns:
        Disjoint spans in text order, offsets into *folded*. Names that only a suffix gives away are not reported.

    Example:
        >>> [tuple(span) for span in scan_organs("经县人社局、县委编办审核")]
        [(1, 5), (6, 10)]
    """
    spans: list[Span] = []
    for match in _SCAN_END.finditer(folded):
        found = _core_before(folded, match.end())
        if found and (not spans or found.start >= spans[-1].end):
            spans.append(found)
        elif found and found.start <= spans[-1].start:
            spans[-1] = found
    return spans


def _core_before(folded: str, end: int) -> Span | None:
    known = cores()
    for size in range(min(18, end), 1, -1):
        if folded[end - size : end] in known:
            start = end - size
            front = _SCAN_FRONT.search(folded, max(0, start - 5), start)
            return Span(front.start() if front else start, end)
    return None
