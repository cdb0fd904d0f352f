"""Lists of organs (县委宣传部、统战部，各乡镇人民政府): cutting them into names, whatever stands between.

`read_list` cuts one stretch of folded text at 、 , ; outside brackets, joins names that white space or a line break has
torn, parts names that lost their 、, splits at 和 only between whole names, and takes the verb off the end (…负责).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from policyx.grammar.organ import LEVEL, Organ, parse_organ
from policyx.grammar.organ_index import suffixes


class Listed(NamedTuple):
    """One organ of a list: where its own words stand, and what was said about it.

    Attributes:
        start: Offset of the first character of its own words.
        end: Offset after the last one.
        organ: The name, taken apart.
        verb: The verb at the end of its group (牵头, 配合, 负责), or empty.
        starred: Whether a * stood in front.
        group: Number of its group; groups are parted by commas and semicolons.
    """

    start: int
    end: int
    organ: Organ
    verb: str
    starred: bool
    group: int


class Reading(NamedTuple):
    """The organs of a list, and whether every piece of it was one."""

    organs: list[Listed]
    clean: bool


class _Piece(NamedTuple):
    """One piece between separators: its text without white space, and the offset of each character."""

    text: str
    offsets: tuple[int, ...]
    group: int
    words: tuple[int, ...] = ()  # where white space stood, as indexes into text
    verb: str = ""
    gloss: bool = False  # whether the verb is the piece's alone: 县教育局(牵头)
    starred: bool = False
    departments: bool = False

    def cut(self, start: int, end: int) -> _Piece:
        words = tuple(word - start for word in self.words if start < word < end)
        return self._replace(text=self.text[start:end], offsets=self.offsets[start:end], words=words)


_SEPARATOR: Final = re.compile(r"[()\[\]〔〕【】〈〉]|[、,;。/|\t]")
# * | ★ | 由 | 1. | ①: what may stand in front of a name.
_LEAD: Final = re.compile(r"(?:[*＊★☆▲△●◆■◎※#“”\"'·.-]+|\d{1,2}[.)]|[①-⑳]|由|请|为|以及|并由|其中)+")
_STAR: Final = re.compile(r"[*★☆▲△●◆※]")
# 等相关部门按职责分工负责 | 按要求落实 | 具体负责资金保障: group 1 says that sectors stand before 等部门, group 2 the verb.
_TAIL: Final = re.compile(
    r"(?:等(?:(?:有关|相关|责任|成员|职能|主管|配合|牵头|协同|参与|组成|涉农|市直|县直|区直|省直|市级|县级|区级|省级|行政|群团|业务|各|监管|执法|直属)*"
    r"(部门|单位|机构|组织|团体)(?:\([^()]{1,10}\))?(?:[和与及]?(?:有关|相关)?单位)?)?)?"
    r"(?:[,]?(?:按照?|根据|依据|依照|结合)[^、,;]{0,16}?(?:职责|职能|分工|要求|规定|权限|实际|任务)(?:分工|范围内?|要求)?)?"
    r"(?:(?:共同|分别|具体|各自|统一|协同|联合|主要|全面|积极|密切|分工|统筹|认真|抓好|组织|予以|做好)*"
    r"(牵头负责|牵头(?!单位|部门|作用|人)|负责(?!人|同志)|落实|配合|协助|参与|参加|督办|督导|监督落实|组织实施|实施|承担|承办|主办|协办|贯彻落实|推进|办理|执行)"
    r"(?:[^、,;]{0,24})?)?"
)
# 县教育局(牵头): group 1 the role.
_ROLE_GLOSS: Final = re.compile(r"\((牵头|主办|配合|协办|负责|责任|参与|督办)(?:单位|部门)?\)$")
# 张三 | 县教育局局长 | 2025年底前 | 不再列出: what a labelled list may hold that is no organ.
_NOT_ORGAN: Final = re.compile(
    r"\d|[年月日]底?前?$|下同|列出|不再|以下|以上|上述|牵头单位|责任单位|为牵头|长期|持续|完成|进行|落实|推进|任务|(?:局|县|区|市|旗|镇|乡|校|院|部|科|处|会|站|所)长(?![制办])"
    r"|书记|主任|同志$|领导$|人员$|负责人|联系人|[“”《》%:]|年度|季度"
)


def read_list(folded: str, start: int, end: int, *, labelled: bool = True) -> Reading:
    """Read the organs named in ``folded[start:end]``.

    Args:
        folded: Folded text.
        start: Offset of the first character of the list.
        end: Offset after the last one.
        labelled: Whether a label says that these are organs; then a short unknown name is taken for one.

    Example:
        >>> text = "县委宣传部、县 财政局和县司法局，各乡镇按职责落实"
        >>> [(item.organ.written, item.verb) for item in read_list(text.replace("，", ","), 0, len(text)).organs]
        [('县委宣传部', ''), ('县财政局', ''), ('县司法局', ''), ('各乡镇', '落实')]
    """
    organs: list[Listed] = []
    clean = True
    for piece in _merge_collectives(_prepared(folded, start, end)):
        if _is_remark(piece.text):
            continue
        found = _resolve(piece, labelled)
        organs += found
        clean = clean and bool(found)
    return Reading(organs, clean and bool(organs))


def _pieces(folded: str, start: int, end: int) -> Iterator[_Piece]:
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


def _piece(folded: str, start: int, end: int, group: int) -> _Piece:
    raw = folded[start : min(end, start + 200)]
    if not raw or (raw.isprintable() and " " not in raw):
        return _Piece(raw, tuple(range(start, start + len(raw))), group)
    kept = [index for index, char in enumerate(raw) if not char.isspace()]
    words = tuple(rank for rank, index in enumerate(kept) if rank and index - kept[rank - 1] > 1)
    return _Piece("".join(raw[index] for index in kept), tuple(start + index for index in kept), group, words)


def _prepared(folded: str, start: int, end: int) -> list[_Piece]:
    """Pieces without what stands in front of and behind the name; a verb and 等部门 hold for their whole group."""
    pieces = [_trim(piece) for piece in _pieces(folded, start, end) if piece.text]
    departments = {piece.group for piece in pieces if piece.departments or piece.text.endswith("部门")}
    return [
        piece._replace(verb=verb, departments=piece.group in departments)
        for piece, verb in zip(pieces, _verbs(pieces), strict=True)
        if piece.text
    ]


def _verbs(pieces: list[_Piece]) -> list[str]:
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


def _trim(piece: _Piece) -> _Piece:
    lead = _LEAD.match(piece.text)
    starred = bool(lead and _STAR.search(lead[0]))
    piece = piece.cut(lead.end(), len(piece.text)) if lead else piece
    gloss = _ROLE_GLOSS.search(piece.text)
    if gloss:
        return piece.cut(0, gloss.start())._replace(verb=gloss[1], gloss=True, starred=starred)
    tail = _find_tail(piece.text)
    if tail is None:
        return piece._replace(starred=starred)
    trimmed = piece.cut(0, tail.start())
    return trimmed._replace(verb=tail[2] or "", departments=tail[1] is not None, starred=starred)


# 等 | 按 | 负责: where a tail may begin; only there is it tried.
_TAIL_START: Final = re.compile(
    r"等|按|根据|依据|依照|结合|共同|分别|具体|各自|统一|协同|联合|主要|全面|积极|密切|分工|统筹|认真|抓好|组织|予以|做好|牵头|负责|落实|配合|协助|参与|参加|督办|督导|监督落实|实施|承担|承办|主办|协办|贯彻|推进|办理|执行"
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
_LEVELS_ONLY: Final = re.compile(
    r"各?(?:有关|相关)?(?:[省市州盟县区旗镇乡村]|自治区|自治县|街道|苏木|地区|园区|社区)+(?:\([^()]{1,20}\))?"
)
_LEVELS_GO_ON: Final = re.compile(
    r"(?:[省市州盟县区旗镇乡村]|自治区|自治县|街道|苏木|地区|园区|社区)+(?:[(\[〔][^()〔〕\[\]]{1,20}[)\]〕])?(?:党委|党工委|人民政府|政府|办事处|管委会)?"
)


def _merge_collectives(pieces: list[_Piece]) -> list[_Piece]:
    """Join 各市、州、县人民政府, which the separators have cut, into one piece."""
    merged: list[_Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.group == piece.group and last.text.startswith("各") and _goes_on(last.text, piece.text):
            merged[-1] = last._replace(
                text=f"{last.text}、{piece.text}", offsets=(*last.offsets, last.offsets[-1] + 1, *piece.offsets)
            )
        else:
            merged.append(piece)
    return merged


def _goes_on(left: str, right: str) -> bool:
    levels = all(_LEVELS_ONLY.fullmatch(part) for part in left.split("、"))
    return levels and _LEVELS_GO_ON.fullmatch(right) is not None


# 列首位的为牵头单位 | 下同 | 以下不再列出: remarks in a list.
_REMARK: Final = re.compile("为牵头|为主办|为主责|下同|列出|不再|以下|以上|所述")


def _is_remark(text: str) -> bool:
    return _REMARK.search(text) is not None and "以下简称" not in text


def _resolve(piece: _Piece, labelled: bool) -> list[Listed]:
    organ = parse_organ(piece.text)
    if organ and organ.collective:
        return _parted_collective(piece) or [_listed(piece, organ)]
    if organ and organ.known:
        return [_listed(piece, organ)]
    if piece.departments:
        department = _department(piece.text)
        if department:
            return [_listed(piece, department)]
    return _parted(piece) or _worded(piece, labelled) or _unknown(piece, organ, labelled)


def _listed(piece: _Piece, organ: Organ) -> Listed:
    return Listed(piece.offsets[0], piece.offsets[-1] + 1, organ, piece.verb, piece.starred, piece.group)


def _department(text: str) -> Organ | None:
    """教育 in 教育、财政等部门 → 教育部门."""
    organ = parse_organ(text + "部门")
    if organ and (organ.known or organ.collective) and text not in suffixes():
        return organ
    level = LEVEL.match(text)
    word = text[level.end() :] if level else text
    plain = 2 <= len(word) <= 8 and all("一" <= char <= "鿿" for char in word)
    return Organ(text + "部门", level[0] if level else "", inherits=True) if plain and not parse_organ(text) else None


# 和 | 及 | 以及 | 等部门及: what may join two whole names.
_AND: Final = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:以及|[和及与或])?")
# 各镇街园区和有关部门 | 镇(街)或园区管委会: what may join two collectives.
_JOINED: Final = re.compile("以及|[和及与或]")


def _parted_collective(piece: _Piece) -> list[Listed]:
    """各镇街和有关部门: two collectives in one; 各级党委和政府 and 有关部门和单位 stay one."""
    for joint in _JOINED.finditer(piece.text, 2):
        left, right = piece.cut(0, joint.start()), piece.cut(joint.end(), len(piece.text))
        organs = parse_organ(left.text), parse_organ(right.text)
        whole = left.text.count("(") == left.text.count(")") and not right.text.startswith(("政府", "人民政府"))
        if organs[0] and organs[1] and whole and (organs[1].collective or organs[1].prefix):
            return [_listed(left, organs[0]), *(_parted_collective(right) or [_listed(right, organs[1])])]
    return []


def _parted(piece: _Piece) -> list[Listed]:
    """县教育局财政局 | 县教育局和县财政局: names without 、 between them, both ends known."""
    text = piece.text
    for cut in range(2, min(len(text) - 1, 40)):
        head = parse_organ(text[:cut])
        if not head or not (head.known or text[cut] in "和及与或" or text.startswith("以及", cut)):
            continue
        joint = _AND.match(text, cut)
        rest = piece.cut(joint.end() if joint else cut, len(text))
        organ = parse_organ(rest.text)
        sure = organ is not None and (organ.known or organ.collective)
        tail = (
            [_listed(rest, organ)] if organ and sure and not _continues(head, rest.text, cut, joint) else _parted(rest)
        )
        if not tail and organ and organ.prefix and not _continues(head, rest.text, cut, joint):
            tail = [_listed(rest, organ)]
        if tail:
            return [_listed(piece.cut(0, cut), head), *tail]
    return []


_PART_ENDS: Final = ("分局", "派出所", "支队", "中队", "支行", "分行", "分公司", "支公司", "营业部", "营业所")


def _continues(head: Organ, rest: str, cut: int, joint: re.Match[str] | None) -> bool:
    """Whether *rest* belongs to the organ before it (公安局 + 城关派出所) and is no organ of its own."""
    joined = joint is not None and joint.end() > cut
    return not joined and not head.collective and rest.endswith(_PART_ENDS)


def _worded(piece: _Piece, labelled: bool) -> list[Listed]:
    """县教育局 县财政局: names parted by white space alone, each of them an organ."""
    bounds = [0, *piece.words, len(piece.text)]
    if len(bounds) < 3:
        return []
    words = [piece.cut(*pair) for pair in itertools.pairwise(bounds)]
    organs = [(word, parse_organ(word.text)) for word in words]
    if organs[0][1] is None or not (organs[0][1].known or organs[0][1].prefix or organs[0][1].collective):
        return []
    return [_listed(word, organ) for word, organ in organs if organ is not None]


def _unknown(piece: _Piece, organ: Organ | None, labelled: bool) -> list[Listed]:
    """A name that no list holds: by its suffix, or, behind a label, a short name without signs of anything else."""
    kind = suffixes().get(piece.text, ("none",))[0] if labelled and len(piece.text) > 1 else "none"
    if kind not in ("none", "generic"):
        return [_listed(piece, Organ(piece.text, collective=kind not in ("department", "section")))]
    if organ is not None and not _NOT_ORGAN.search(piece.text):
        return [_listed(piece, organ)]
    if not labelled or _NOT_ORGAN.search(piece.text) or not 2 <= len(piece.text) <= 14:
        return []
    plain = all("一" <= char <= "鿿" or char in "()" or (char.isascii() and char.isalpha()) for char in piece.text)
    level = LEVEL.match(piece.text)
    settled = level is not None or len(piece.text) > 3 or piece.text.endswith(("镇", "乡", "街道", "苏木"))
    return [_listed(piece, Organ(piece.text, level[0] if level else ""))] if plain and settled else []
