"""The title (标题) and the lines around it at the head of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from policyx.divisions import find_divisions
from policyx.document.furniture import KEY, kind_of
from policyx.document.segments import Segment
from policyx.text import Span

_LONGEST_LINE: Final = 120
_LONGEST_TITLE: Final = 160
_MOST_LINES: Final = 4

# The last word of a complete title.
_COMPLETE: Final = re.compile(
    r"(?:通知|通告|公告|通报|决定|批复|的函|意见|方案|办法|措施|细则|规划|计划|要点|报告|公报|规定)(?:[(〔].{1,20}[)〕])?$"
)
# 关于印发… 印发… 转发…: the second half of a title whose first half is an organ.
_SECOND_HALF: Final = re.compile(r"关于|印发|转发|批转|公布|发布|《")
# [bookmark: _GoBack]  <b>  ###: residue of word processors and mark-up before a title.
_NOISE: Final = re.compile(r"(?:\[bookmark: ?\w{0,30}\]|<[^<>]{1,40}>|#{1,6} |\*{1,3}|\ufeff)+\s*")
# 一、  (一)  1.  第一条: an item begins; a bullet; a label with its colon.
_NO_TITLE: Final = re.compile(
    r"[·●■◆▲★*]|(?![\u4e00-\u9fff]{2,12}[县市区旗州盟镇乡]:.{6})[^《》\d]{1,20}:|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]{1,3}[章节条]"
)

# Full stops, tabs, semicolons and percentages stand in text and tables, not in titles.
_BODY_MARK: Final = re.compile(r"[。\t;%]|\d\s?[万亿]?元")


@dataclass(slots=True)
class Head:
    """The head of a text: title, its spans, the key-value pairs of the header table, and every furniture span."""

    title: str = ""
    title_spans: list[Span] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    furniture: list[Span] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str, item_starts: frozenset[int]) -> None:
        self.text = text
        self.items = item_starts
        self.head = Head()
        self.waiting: list[Segment] = []
        self.doubtful: list[Segment] = []
        self.addressed = False

    def read(self, segments: Iterable[Segment]) -> Head:
        for segment in segments:
            if not self._take(segment):
                break
        return self.head

    def _take(self, segment: Segment) -> bool:
        """Take one piece; return False when the body begins with it."""
        noise = _NOISE.match(segment.text)
        if noise:
            segment = Segment(segment.start + noise.end(), segment.end, segment.text[noise.end() :])
            if not segment.text:
                return True
        if segment.start in self.items and not self.addressed:
            return False
        kind = kind_of(segment.text)
        if kind == "organ":
            return self._organ(segment)
        if kind:
            return self._furniture(segment, kind)
        return self._title_line(segment)

    def _furniture(self, segment: Segment, kind: str) -> bool:
        self.head.furniture.append(Span(segment.start, segment.end))
        self.head.lines.setdefault(kind, []).append(self.text[segment.start : segment.end])
        self.waiting.clear()
        if kind in ("addressee", "number"):
            self.head.furniture.extend(Span(line.start, line.end) for line in self.doubtful)
            self.doubtful.clear()
        if kind == "key":
            self.head.pairs.update(read_pairs(self.text[segment.start : segment.end], segment.text))
        if kind == "addressee":
            self.addressed = True
            return False
        return not (kind in ("contents",) and self.head.title)

    def _organ(self, segment: Segment) -> bool:
        """Take a line that ends as organs do: a letterhead, half a title, or a title's next line (``开创新局``)."""
        placed = any(named.span.start == 0 for named in find_divisions(segment.text))
        if self.head.title and not placed and not _COMPLETE.search(self.head.title):
            return self._title_line(segment)
        if not self.head.title:
            self.waiting.append(segment)
        self.head.furniture.append(Span(segment.start, segment.end))
        self.head.lines.setdefault("organ", []).append(self.text[segment.start : segment.end])
        return True

    def _title_line(self, segment: Segment) -> bool:
        text = segment.text
        if not is_title_line(text):
            return False
        if self.head.title and _COMPLETE.search(self.head.title):
            return self._after_title(segment)
        if self.waiting and _SECOND_HALF.match(text):
            for organ in self.waiting:
                self._append(organ)
        self.waiting.clear()
        self._append(segment)
        return len(self.head.title_spans) < _MOST_LINES and len(self.head.title) <= _LONGEST_TITLE

    def _after_title(self, segment: Segment) -> bool:
        """Take a line after a complete title: the title again is furniture, any other if an addressee follows."""
        if segment.text.replace(" ", "") in self.head.title.replace(" ", ""):
            self.head.furniture.append(Span(segment.start, segment.end))
            return True
        self.doubtful.append(segment)
        return len(self.doubtful) <= _MOST_LINES

    def _append(self, segment: Segment) -> None:
        words = " ".join(self.text[segment.start : segment.end].split())
        self.head.title = f"{self.head.title} {words}".strip()
        self.head.title_spans.append(Span(segment.start, segment.end))
        self.head.furniture.append(Span(segment.start, segment.end))


def is_title_line(text: str) -> bool:
    """Say whether *text* (stripped, folded) can be a line of a title.

    Example:
        >>> is_title_line("某县水利发展规划"), is_title_line("近年来,某县水利工作取得成效。")
        (True, False)
    """
    if len(text) > _LONGEST_LINE or text[-1] in "。;:,!?" or _BODY_MARK.search(text) or _NO_TITLE.match(text):
        return False
    return len(text) <= 60 or text.count(",") <= 1


def read_head(text: str, segments: Iterable[Segment], item_starts: frozenset[int]) -> Head:
    """Read title, header table and other furniture from the first *segments* of *text*."""
    head = _Reader(text, item_starts).read(segments)
    if head.title and not _COMPLETE.search(head.title) and not _has_body(text, head):
        # A fragment of running text (a sentence, a table cell) has no title, and nothing of it is furniture.
        head.furniture = [span for span in head.furniture if span not in head.title_spans]
        head.title, head.title_spans = "", []
    return head


def _has_body(text: str, head: Head) -> bool:
    """Say whether running text follows the title."""
    rest = text[head.title_spans[-1].end :]
    return "。" in rest or len(rest.strip()) > _LONGEST_TITLE


def read_pairs(text: str, folded: str) -> dict[str, str]:
    """Return the keys (blanks removed) and values of one line of a header table.

    Example:
        >>> read_pairs("索 引 号 | 1234/2024-1 | 发文时间 | 2024-03-05 |", "索 引 号 | 1234/2024-1 | 发文时间 | 2024-03-05 |")
        {'索引号': '1234/2024-1', '发文时间': '2024-03-05'}
    """
    keys = list(KEY.finditer(folded))
    pairs = {}
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        value = text[key.end() : after.start() if after else len(text)].strip(" \t|:：\u3000\xa0")
        pairs["".join(key[1].split())] = value
    return pairs
