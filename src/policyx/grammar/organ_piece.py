"""The pieces of a list of organs: cut at 、 , ; outside brackets, without what stands around a name.

A verb at the end (…负责) and a shared head (等部门) hold for their whole group; collectives that the separators have cut
(各市、县人民政府) are joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from policyx import lazy
from policyx.grammar.organ import parse_organ


class Piece(NamedTuple):
    """One piece between separators: its text without white space, and the offset of each character."""

    text: str
    offsets: tuple[int, ...]
    group: int
    words: tuple[int, ...] = ()  # where white space stood, as indexes into text
    verb: str = ""
    gloss: bool = False  # whether the verb is the piece's alone: 县教育局(牵头)
    starred: bool = False
    departments: bool = False
    institutions: bool = False

    def cut(self, start: int, end: int) -> Piece:
        """Return the piece with its characters from *start* to *end* only."""
        words = tuple(word - start for word in self.words if start < word < end)
        return self._replace(text=self.text[start:end], offsets=self.offsets[start:end], words=words)


# 县民政局.县财政局 and 县民政局·县财政局 too: a point or dot behind the last word of an organ
_SEPARATOR: Final = lazy.compile(r"[()\[\]〔〕【】〈〉]|[、,;。/|\\\t]|[.·](?<=[局厅委办部院会府联站所心社团][.·])")
# * | ★ | 由 | 1. | ①: what may stand in front of a name.
_LEAD: Final = lazy.compile(r"(?:[*＊★☆▲△●◆■◎※#“”\"'·.-]+|\d{1,2}[.)]|[①-⑳]|由|请|为|以及|并由|其中)+")
_STAR: Final = lazy.compile(r"[*★☆▲△●◆※]")
_STAR_BEHIND: Final = lazy.compile(r"[*★☆▲△●◆※]+\Z")
# 等相关部门按职责分工负责 | 按要求落实 | 具体负责资金保障: group 1 says that sectors stand before 等部门, group 2 the verb.
_TAIL: Final = lazy.compile(
    r"(?:等(?:(?:有关|相关|责任|成员|职能|主管|配合|牵头|协同|参与|组成|涉农|市直|县直|区直|省直|市级|县级|区级|省级|行政|群团|业务|各|监管|执法|直属)*"
    r"(部门|单位|机构|组织|团体)(?:\([^()]{1,10}\))?(?:[和与及]?(?:有关|相关)?单位)?)?)?"
    r"(?:[,]?(?:按照?|根据|依据|依照|结合)[^、,;]{0,16}?(?:职责|职能|分工|要求|规定|权限|实际|任务)(?:分工|范围内?|要求)?)?"
    r"(?:(?:共同|分别|具体|各自|统一|协同|联合|主要|全面|积极|密切|分工|统筹|认真|抓好|组织|予以|做好)*"
    r"(牵头负责|牵头(?!单位|部门|作用|人)|负责(?!人|同志)|落实|配合|协助|参与|参加|督办|督导|监督落实|组织实施|实施|承担|承办|主办|协办|贯彻落实|推进|办理|执行|支持(?=[,;。)]|$))"
    r"(?:[^、,;]{0,24})?)?"
)
# 县教育局(牵头): group 1 the role.
_ROLE_GLOSS: Final = lazy.compile(r"\((牵头|主办|配合|协办|负责|责任|参与|督办)(?:单位|部门)?\)$")

# 各区人民政府(含开发区、风景区管委会): whom the name takes in is no part of it
_SCOPE_GLOSS: Final = lazy.compile(r"[(〔【〈](?:不?含|包括|不包括|包含)[^()〔〕【】〈〉]{1,60}[)〕】〉]?$")


def _pieces(folded: str, start: int, end: int) -> Iterator[Piece]:
    """Cut at separators that stand outside brackets."""
    depth, left, group = 0, start, 0
    for match in _SEPARATOR.finditer(folded, start, end):
        char = match[0]
        if char in "([〔【〈":
            depth += 1
        elif char in ")]〕】〉":
            depth = max(0, depth - 1)
        elif depth == 0 or char == "。":
            yield _piece(folded, left, match.start(), group)
            left, depth = match.end(), 0
            group += char in ",;。"
    yield _piece(folded, left, end, group)


def _piece(folded: str, start: int, end: int, group: int) -> Piece:
    raw = folded[start : min(end, start + 200)]
    if not raw or (raw.isprintable() and " " not in raw):
        return Piece(raw, tuple(range(start, start + len(raw))), group)
    kept = [index for index, char in enumerate(raw) if not char.isspace()]
    words = tuple(rank for rank, index in enumerate(kept) if rank and index - kept[rank - 1] > 1)
    return Piece("".join(raw[index] for index in kept), tuple(start + index for index in kept), group, words)


def read_pieces(folded: str, start: int, end: int) -> list[Piece]:
    """Return the pieces of ``folded[start:end]``, each a name and nothing else as far as the cutting can tell.

    A verb and 等部门 hold for their whole group; remarks (列首位者为牵头单位) are left out.

    Example:
        >>> [(piece.text, piece.verb) for piece in read_pieces("县财政局、各市、县政府落实", 0, 13)]
        [('县财政局', '落实'), ('各市、县政府', '落实')]
    """
    return [piece for piece in _merge_collectives(_prepared(folded, start, end)) if not _is_remark(piece.text)]


def _prepared(folded: str, start: int, end: int) -> list[Piece]:
    """Pieces without what stands in front of and behind the name."""
    pieces = [_trim(piece) for piece in _pieces(folded, start, end) if piece.text]
    departments = {piece.group for piece in pieces if piece.departments or piece.text.endswith("部门")}
    institutions = {piece.group for piece in pieces if piece.text.endswith("机构")}
    return [
        piece._replace(verb=verb, departments=piece.group in departments, institutions=piece.group in institutions)
        for piece, verb in zip(pieces, _verbs(pieces), strict=True)
        if piece.text
    ]


def _verbs(pieces: list[Piece]) -> list[str]:
    """The verb of each piece: its own, else the next one of its group.

    A group without a verb takes the next group's, if a group before it has one (A牵头,B、C,D配合).
    """
    first = next((piece.group for piece in pieces if piece.verb and not piece.gloss), len(pieces))
    verbs: list[str] = []
    coming, group = "", -1
    for piece in reversed(pieces):
        if piece.group != group and piece.group <= first:
            coming = ""
        group = piece.group
        if piece.verb and not piece.gloss:
            coming = piece.verb
        verbs.append(piece.verb or coming)
    return verbs[::-1]


def _trim(piece: Piece) -> Piece:
    lead = _LEAD.match(piece.text)
    starred = bool(lead and _STAR.search(lead[0]))
    piece = piece.cut(lead.end(), len(piece.text)) if lead else piece
    if behind := _STAR_BEHIND.search(piece.text):
        starred, piece = True, piece.cut(0, behind.start())
    if scope := _SCOPE_GLOSS.search(piece.text):
        piece = piece.cut(0, scope.start())
    gloss = _ROLE_GLOSS.search(piece.text)
    if gloss:
        return piece.cut(0, gloss.start())._replace(verb=gloss[1], gloss=True, starred=starred)
    tail = _find_tail(piece.text)
    if tail is None:
        return piece._replace(starred=starred)
    trimmed = piece.cut(0, tail.start())
    return trimmed._replace(verb=tail[2] or "", departments=tail[1] is not None, starred=starred)


# 等 | 按 | 负责: where a tail may begin; only there is it tried.
_TAIL_START: Final = lazy.compile(
    r"等|按|根据|依据|依照|结合|共同|分别|具体|各自|统一|协同|联合|主要|全面|积极|密切|分工|统筹|认真|抓好|组织|予以|做好|牵头|负责|落实|配合|协助|参与|参加|督办|督导|监督落实|实施|承担|承办|主办|协办|贯彻|推进|办理|执行|支持"
)


def _find_tail(text: str) -> re.Match[str] | None:
    organ = parse_organ(text)
    if organ and organ.known:
        return None
    for start in _TAIL_START.finditer(text, 1 if text[:1] != "等" else 0):
        tail = _TAIL.fullmatch(text, start.start())
        if tail:
            return tail
    return None


# 各市 | 各乡镇: level words that the next piece goes on with (各市、县政府).
_LEVELS_ONLY: Final = lazy.compile(
    r"各?(?:有关|相关)?(?:[省市州盟县区旗镇乡村]|自治区|自治县|街道|苏木|地区|园区|社区)+(?:\([^()]{1,20}\))?"
)
_LEVELS_GO_ON: Final = lazy.compile(
    r"(?:[省市州盟县区旗镇乡村]|自治区|自治县|街道|苏木|地区|园区|社区)+(?:[(\[〔][^()〔〕\[\]]{1,20}[)\]〕])?(?:党委|党工委|人民政府|政府|办事处|管委会)?"
)


def _merge_collectives(pieces: list[Piece]) -> list[Piece]:
    """Join 各盟、市、旗人民政府, which the separators have cut, into one piece."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.group == piece.group and _goes_on(last.text, piece.text):
            merged[-1] = last._replace(
                text=f"{last.text}、{piece.text}", offsets=(*last.offsets, last.offsets[-1] + 1, *piece.offsets)
            )
        else:
            merged.append(piece)
    return merged


def _goes_on(left: str, right: str) -> bool:
    levels = all(_LEVELS_ONLY.fullmatch(part) for part in left.split("、"))
    return levels and (_LEVELS_GO_ON.fullmatch(right) if left[0] == "各" else _BOTH_LEVELS.match(right)) is not None


# 县两级财政部门 in 市、县两级财政部门: the last of several levels.
_BOTH_LEVELS: Final = lazy.compile("[市州盟县区旗镇乡][两三四]级.")


# 列首位者为牵头单位 | 各乡镇均为责任单位 | 下同 | 以下不再列出: remarks in a list.
_REMARK: Final = lazy.compile("为牵头|为主办|为主责|[均都](?:为|是)(?:责任|配合|落实)|下同|列出|不再|以下|以上|所述")


def _is_remark(text: str) -> bool:
    return _REMARK.search(text) is not None and "以下简称" not in text
