"""The title (标题) and the lines around it at the head of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from policyx import lazy
from policyx.divisions import find_divisions
from policyx.document.furniture import KEY, kind_of
from policyx.document.segments import Segment
from policyx.text import Span, fold

_LONGEST_LINE: Final = 120
_LONGEST_TITLE: Final = 160
_MOST_LINES: Final = 4

# …统计公报[1]  …工作方案①: the mark of a footnote after a title.
_FOOTNOTE: Final = lazy.compile(r"\s*(?:[\[【〔]注?\d{0,2}[\]】〕]|[①-⑳*]{1,3}|\(注\d?\))+$")
# …实施方案(征求意见稿): the state of a draft, which is a field of its own.
_DRAFT_MARK: Final = lazy.compile(
    r"\s*[(〔\[【](?:公开|向社会)?(?:征求意见|意见征求|征求社会意见|征求公众意见|公开征求意见|讨论|送审|审议|审查|报批|报审|评审|代拟|初|草案?|草拟|修改|公示)(?:稿|草案|版)?\d{0,2}[)〕\]】]$"
)
# 关于公开征求《某某办法(征求意见稿)》意见的公告: a call for comments; group 1 the draft that it names.
_CALL: Final = lazy.compile(r"征求[^《》]{0,12}《([^《》]{4,80})》|《([^《》]{4,80})》[^《》]{0,16}征求")
_PLACED: Final = lazy.compile(r"(?:中共|中国)?[一-鿿]{1,12}?(?:自治[县州旗]|[省市县区州旗盟镇乡])[一-鿿]{2}")

# The last word of a complete title.
_COMPLETE: Final = lazy.compile(
    r"(?:通知|通告|公告|通报|决定|批复|的函|意见|方案|办法|措施|细则|规划|计划|要点|报告|公报|规定)(?:[(〔].{1,20}[)〕])?$"
)
# 关于印发… 印发… 转发…: the second half of a title whose first half is an organ.
_SECOND_HALF: Final = lazy.compile(r"关于|印发|转发|批转|公布|发布|下达|《")
# 的通知  (2024-2027年)》的通知  和…: what can only go on from the line before.
_GOES_ON: Final = lazy.compile(r"[的》”)]|\((?:19|20)\d\d[^()]{0,12}\)》")
# [bookmark: _GoBack]  <b>  ###: residue of word processors and mark-up before a title.
_NOISE: Final = lazy.compile(r"(?:\[bookmark: ?\w{0,30}\]|<[^<>]{1,40}>|#{1,6} |\*{1,3}|\ufeff)+\s*")
# 一、  (一)  1.  第一条: an item begins; a bullet; a label with its colon.
_NO_TITLE: Final = lazy.compile(
    r"[·●■◆▲★*]|(?![一-鿿]{2,12}[县市区旗州盟镇乡]:.{4})[^《》\d]{1,20}:|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]{1,3}[章节条]"
)

# Full stops, tabs, semicolons and percentages stand in text and tables, not in titles.
_BODY_MARK: Final = lazy.compile(r"[。\t;%]|\d\s?[万亿]?元")


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
        title = bare_title(self.head.title)
        placed = _PLACED.match(segment.text) or any(named.span.start == 0 for named in find_divisions(segment.text))
        half = "关于" in title or title.count("《") > title.count("》")
        if title and (half or not placed) and not _COMPLETE.search(title):
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
        if self.head.title and _COMPLETE.search(bare_title(self.head.title)) and not _open_marks(self.head.title):
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
        runs_on = _open_marks(self.head.title) or _GOES_ON.match(segment.text) or _SECOND_HALF.match(segment.text)
        self.head.title = f"{self.head.title}{'' if runs_on else ' '}{words}".strip()
        self.head.title_spans.append(Span(segment.start, segment.end))
        self.head.furniture.append(Span(segment.start, segment.end))


def _open_marks(title: str) -> bool:
    """Say whether *title* breaks off inside 《》."""
    return title.count("《") > title.count("》")


def bare_title(title: str) -> str:
    """Return *title* without footnote marks and the mark of a draft at its end.

    Example:
        >>> bare_title("某县节水方案（征求意见稿）"), bare_title("某县2024年统计公报[1]"), bare_title("某县节水办法（试行）")
        ('某县节水方案', '某县2024年统计公报', '某县节水办法（试行）')
    """
    cut = len(title)
    while cut and (mark := _FOOTNOTE.search(fold(title[:cut])) or _DRAFT_MARK.search(fold(title[:cut]))):
        cut = mark.start()
    return title[:cut] or title


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
    pieces = iter(segments)
    reader = _Reader(text, item_starts)
    head = reader.read(pieces)
    if head.title and not _COMPLETE.search(bare_title(head.title)) and not _has_body(text, head):
        # A fragment of running text (a sentence, a table cell) has no title, and nothing of it is furniture.
        head.furniture = [span for span in head.furniture if span not in head.title_spans]
        head.title, head.title_spans = "", []
    _without_marks(head)
    _title_of_draft(text, head, chain(reader.doubtful, pieces))
    return head


def _without_marks(head: Head) -> None:
    bare = bare_title(head.title)
    if len(bare) < len(head.title):
        head.lines.setdefault("draft", []).append(head.title[len(bare) :])
        head.title = bare


def _title_of_draft(text: str, head: Head, pieces: Iterable[Segment]) -> None:
    """Take the title of the draft itself where a call for comments names it and its text follows."""
    call = _CALL.search(fold(head.title))
    if not call or not head.title_spans:
        return
    name = bare_title(call[1] or call[2])
    for piece in pieces:
        if piece.start >= head.title_spans[-1].end and bare_title(piece.text) == name:
            head.lines.setdefault("draft", []).append(head.title)
            head.title = bare_title(text[piece.start : piece.end])
            head.furniture.append(Span(piece.start, piece.end))
            return


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
        pairs["".join((key[1] or key["bare"]).split())] = value
    return pairs
