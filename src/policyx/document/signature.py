"""Signatures: organs and a date, on lines of their own or run into the text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from policyx import lazy
from policyx.divisions import find_divisions
from policyx.document.dates import DAY_OF_YEAR, FULL_DATE, iso_date
from policyx.document.furniture import SIGNER

_REACH: Final = 500

# What separates organs in a signature.
_GAP: Final = lazy.compile(r"\s+")
# 印发 or 发布 or nothing, then an end: the end of the text or line, a remark, an attachment, the title of what is sent.
_AFTER: Final = lazy.compile(
    r"(?:印发|发布)?(?:\s|&nbsp;|$|\((?:此件|本文|主动|公开|信息|联系)|附[件表:]|抄送|关于|目 {0,4}录|[一-鿿]{0,2}发布,)"
)
# 某市教育局某市财政局: two organs without a gap, the second beginning as the first does.
_STOPS: Final = lazy.compile(r"[。;:!?,》”]|[)\]】](?=[^。]{8})")


# 中共某省委某省人民政府农业办公室: a joint office, one organ.
_COMMITTEES: Final = frozenset(("省委", "市委", "县委", "区委", "州委", "盟委", "旗委"))


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature: its span, its organs in order, and its date (ISO)."""

    start: int
    end: int
    organs: tuple[str, ...]
    date: str


def find_signatures(text: str, folded: str, start: int, end: int) -> list[Signature]:
    r"""Return the signatures in ``text[start:end]``: organs that stand right before a full date that ends something.

    Example:
        >>> text = "请认真执行。\n  某县水利局\n2024年3月5日\n"
        >>> find_signatures(text, text, 0, len(text))[0].organs
        ('某县水利局',)
    """
    found = []
    for day in DAY_OF_YEAR.finditer(folded, start, end):
        match = FULL_DATE.match(folded, day.start() - 4) or FULL_DATE.match(folded, day.start() - 5)
        if day.start() < 5 or not match or match.end() != day.end() or not iso_date(match):
            continue
        organs, begin = _organs_before(text, folded, match.start())
        if organs and (_AFTER.match(folded, match.end()) or folded.startswith(organs[0][:2], match.end())):
            found.append(Signature(begin, match.end(), organs, iso_date(match)))
    return found


def _organs_before(text: str, folded: str, date_start: int) -> tuple[tuple[str, ...], int]:
    """Return the organs that end right before *date_start*, and where the first of them begins."""
    floor = max(0, date_start - _REACH)
    window = folded[floor:date_start].replace("&nbsp;", "      ").rstrip("( ")
    begin = max((stop.end() for stop in _STOPS.finditer(window)), default=0)
    pieces: list[tuple[int, int]] = []
    at = begin
    for gap in _GAP.finditer(window, begin):
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, len(window)))
    organs: list[tuple[int, int]] = []
    for left, right in reversed(pieces):
        if right <= left:
            continue
        left = _organ_start(window, left, right)
        if left < 0:
            break
        organs[:0] = _parted(window, left, right)
    if not organs:
        return (), date_start
    first = _broken_name(window, pieces, organs[0])
    names = [text[floor + left : floor + right] for left, right in organs]
    if first < organs[0][0]:
        names[0] = "".join(text[floor + first : floor + organs[0][1]].split())
    return tuple(names), floor + first


def _organ_start(window: str, left: int, right: int) -> int:
    """Return where the organ that ends the piece begins: at its start, or at the last place name in it; else -1."""
    if right - left <= 60 and SIGNER.fullmatch(window, left, right):
        return left
    named = find_divisions(window, max(left, right - 60), right)
    for index in range(len(named) - 1, -1, -1):
        if index and named[index - 1].span.end == named[index].span.start:
            continue  # 长春市朝阳区: the outer division begins the name
        if SIGNER.fullmatch(window, named[index].span.start, right):
            return named[index].span.start
    return -1


def _parted(window: str, left: int, right: int) -> list[tuple[int, int]]:
    """Part organs that run into each other (某市教育局某市财政局) where the second place name begins."""
    parts = [left]
    for named in find_divisions(window, left, right):
        joint = window[named.span.start - 2 : named.span.start] in _COMMITTEES
        if named.span.start > parts[-1] and not joint and SIGNER.fullmatch(window, parts[-1], named.span.start):
            parts.append(named.span.start)
    return list(pairwise([*parts, right]))


def _broken_name(window: str, pieces: list[tuple[int, int]], first: tuple[int, int]) -> int:
    """Return where the first organ begins, when a break inside its name parted its place from the rest."""
    before = [piece for piece in pieces if piece[1] <= first[0] and piece[1] > piece[0]]
    if before and not find_divisions(window, *first):
        left, right = before[-1]
        named = find_divisions(window, left, right)
        if named and named[0].span.start == left and right - left <= 30 and right > named[0].span.end:
            return left
    return first[0]
