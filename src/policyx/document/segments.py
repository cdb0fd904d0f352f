"""Pieces of the head and tail of a text: its lines or, where line breaks are lost, what white space and 文号 part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from policyx import lazy

HEAD: Final = 4000
TAIL: Final = 1500
_LONG_LINE: Final = 600

# A line break, or in a text without them a run of white space or &nbsp; as well.
_LINE_BREAK: Final = lazy.compile(r"[\n\r\u2028\u2029\v\f]+")
_ANY_BREAK: Final = lazy.compile(r"(?:[\s\u2028\u2029]|&nbsp;?)+")

# 〔2024〕7号  (2023)15号  [2022]3号: the year and number of a document number.
_NUMBER: Final = lazy.compile(r"[〔\[(【﹝] ?(?:19|20)\d{2} ?[〕\])】﹞] ?第? ?\d{1,5} ?号")
# 县政发 | 浙政办发(综): the issuing office's short form, at the end of what stands before the year.
_OFFICE: Final = lazy.compile(r"[一-鿿]{1,16}(?:\([一-鿿]{1,4}\))?$")
# 某政办发〔2024〕7号: a whole document number inside other words.
NUMBERED: Final = lazy.compile(r"[一-鿿]{1,16}[〔\[【(﹝] ?(?:19|20)\d{2} ?[〕\]】)﹞] ?第? ?\d{1,5} ?号")
# 各乡镇人民政府,县直各部门:  — to whom a document is sent, in a text without line breaks.
_RUN_IN_ADDRESSEE: Final = lazy.compile(
    r"(?:(?<=[通公][知告报])|(?<=意见)|(?<=方案)|(?<=措施)|(?<=规划)|(?<=\d号))各[^。:;\n]{3,400}:"
)
# 各镇人民政府,市直各部门:为进一步… — an addressee that runs into the body.
ADDRESSEE: Final = lazy.compile(
    r"各[^。:;\n]{3,400}(?:政府|办事处|部门|单位|局|委|办|学校|企业|公司|机构|院|处|所|中心|银行|会|社)(?:\([^()]{1,12}\))?:"
)
# 某县人民政府文件: a letterhead that runs into the number.
_RUN_IN_LETTERHEAD: Final = lazy.compile(r"^.{2,30}?(?:人民政府|办公室|办公厅|委员会|[局厅委])文件")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stripped piece of folded text with its span."""

    start: int
    end: int
    text: str


def has_lost_breaks(folded: str) -> bool:
    """Say whether *folded* is a long text with (almost) no line breaks.

    Example:
        >>> has_lost_breaks("一、目标。" * 500)
        True
    """
    return len(folded) > _LONG_LINE and folded.count("\n") * 2 * _LONG_LINE < len(folded)


def _split(folded: str, start: int, end: int, breaks: re.Pattern[str]) -> Iterator[Segment]:
    at = start
    for gap in breaks.finditer(folded, start, end):
        yield from _trimmed(folded, at, gap.start())
        at = gap.end()
    yield from _trimmed(folded, at, end)


def _trimmed(folded: str, start: int, end: int) -> Iterator[Segment]:
    piece = folded[start:end]
    text = piece.strip()
    if text:
        start += len(piece) - len(piece.lstrip())
        yield Segment(start, start + len(text), text)


def lines(folded: str, start: int, end: int) -> list[Segment]:
    """Return the non-blank lines of ``folded[start:end]``."""
    return list(_split(folded, start, end, _LINE_BREAK))


def head_segments(folded: str, start: int = 0, *, lost_breaks: bool) -> Iterator[Segment]:
    """Yield the pieces of the first `HEAD` characters of *folded*, from *start*, in which its header can stand."""
    cut = _cut if lost_breaks else _cut_addressee
    for piece in _split(folded, start, min(len(folded), HEAD), _ANY_BREAK if lost_breaks else _LINE_BREAK):
        yield from cut(folded, piece)


def _cut_addressee(folded: str, piece: Segment) -> Iterator[Segment]:
    """Cut *piece* after an addressee that runs into the body."""
    addressee = ADDRESSEE.match(folded, piece.start, piece.end)
    end = addressee.end() if addressee else piece.end
    yield from _trimmed(folded, piece.start, end)
    yield from _trimmed(folded, end, piece.end)


def _cut(folded: str, piece: Segment) -> Iterator[Segment]:
    """Cut *piece* before and after a letterhead, a document number and an addressee that run into each other."""
    cuts = {piece.start, piece.end}
    letterhead = _RUN_IN_LETTERHEAD.match(piece.text)
    if letterhead:
        cuts.add(piece.start + letterhead.end())
    first_stop = piece.text.find("。")
    limit = piece.end if first_stop < 0 else piece.start + first_stop
    number = _NUMBER.search(folded, max(cuts - {piece.end}), limit)
    if number and folded[number.end() : number.end() + 1] != ")":
        cuts.update((_number_start(folded, piece.start, number.start()), number.end()))
    addressee = _RUN_IN_ADDRESSEE.search(folded, piece.start, limit) or ADDRESSEE.match(folded, piece.start, limit)
    if addressee:
        cuts.update(addressee.span())
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        yield from _trimmed(folded, start, end)


# 意见|青府办发: words that end a title right before the short form of the issuing office.
_TITLE_END: Final = lazy.compile(r".*(?:文件|通知|意见|方案|办法|公告|通告|措施|规划|决定|批复|报告|函)(?=[一-鿿]{2})")


def _number_start(folded: str, floor: int, year: int) -> int:
    """Return where the document number begins whose year stands at *year*, a title that runs into it left out."""
    office = _OFFICE.search(folded[max(floor, year - 22) : year])
    if not office:
        return year
    title = _TITLE_END.match(office[0])
    return year - len(office[0]) + (title.end() if title else 0)
