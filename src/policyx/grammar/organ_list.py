"""Lists of organs (县委统战部、政法委，各乡镇人民政府): cutting them into names, whatever stands between.

`read_list` cuts one stretch of folded text at 、 , ; outside brackets, joins names that white space or a line break has
torn, parts names that lost their 、, splits at 和 only between whole names, and takes the verb off the end (…负责).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from policyx import lazy
from policyx.grammar.organ import LEVEL, Organ, parse_organ
from policyx.grammar.organ_index import suffixes
from policyx.grammar.organ_piece import Piece, read_pieces


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


# 张三 | 县教育局局长 | 2025年底前 | 不再列出: what a labelled list may hold that is no organ.
_NOT_ORGAN: Final = lazy.compile(
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
    for piece in read_pieces(folded, start, end):
        found = _resolve(piece, labelled)
        organs += found
        clean = clean and bool(found)
    return Reading(organs, clean and bool(organs))


def _resolve(piece: Piece, labelled: bool) -> list[Listed]:
    organ = parse_organ(piece.text)
    if organ and organ.collective:
        return _parted_collective(piece) or [_listed(piece, organ)]
    if organ and organ.known:
        return [_listed(piece, organ)]
    if piece.departments:
        found = _departments(piece)
        if found:
            return found
    if piece.institutions and not labelled and _FIELD.fullmatch(piece.text) and not organ:
        return [_listed(piece, Organ(piece.text + "机构", collective=True))]
    return _parted(piece) or _worded(piece, labelled) or _unknown(piece, organ, labelled)


# 各级植物保护 in 各级植物保护、种子检验机构: a field whose 机构 stands at the end of the list.
_FIELD: Final = lazy.compile(r"(?:各级)?[一-鿿]{2,8}")


def _listed(piece: Piece, organ: Organ) -> Listed:
    return Listed(piece.offsets[0], piece.offsets[-1] + 1, organ, piece.verb, piece.starred, piece.group)


def _departments(piece: Piece) -> list[Listed]:
    """卫生 or 政府及卫生 in front of 等部门: a field word, or an organ joined to one."""
    for joint in _JOINED.finditer(piece.text, 2):
        left, right = piece.cut(0, joint.start()), piece.cut(joint.end(), len(piece.text))
        organ = parse_organ(left.text)
        if organ and (organ.known or organ.collective):
            field = _department(right.text)
            return [_listed(left, organ), _listed(right, field)] if field else []
    field = _department(piece.text)
    return [_listed(piece, field)] if field else []


def _department(text: str) -> Organ | None:
    """教育 in 教育、财政等部门 → 教育部门."""
    if _HAS_KIND.search(text):
        return None  # 县林草工作局 in 县林草工作局、各招商部门 is an organ as it stands
    organ = parse_organ(text + "部门")
    if organ and (organ.known or (organ.collective and text not in suffixes())):
        return organ
    level = LEVEL.match(text)
    word = text[level.end() :] if level else text
    plain = 2 <= len(word) <= 8 and all("一" <= char <= "鿿" for char in word)
    return Organ(text + "部门", level[0] if level else "", inherits=True) if plain and not parse_organ(text) else None


# 林草工作局: a name that says what kind of organ it is
_HAS_KIND: Final = lazy.compile(r"(?:局|厅|委员会|办公室|中心|管委会)$")
# 和 | 及 | 以及 | 等部门及: what may join two whole names.
_AND: Final = lazy.compile(r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:以及|[和及与或])?")
# 各镇村林场和相关单位 | 镇(街)或园区管委会: what may join two collectives.
_JOINED: Final = lazy.compile("以及|[和及与或]")


def _parted_collective(piece: Piece) -> list[Listed]:
    """各镇街和有关部门: two collectives in one; 各级党委和政府 and 有关部门和单位 stay one."""
    for joint in _JOINED.finditer(piece.text, 2):
        left, right = piece.cut(0, joint.start()), piece.cut(joint.end(), len(piece.text))
        organs = parse_organ(left.text), parse_organ(right.text)
        whole = left.text.count("(") == left.text.count(")") and not right.text.startswith(("政府", "人民政府"))
        if organs[0] and organs[1] and whole and (organs[1].collective or organs[1].prefix):
            return [_listed(left, organs[0]), *(_parted_collective(right) or [_listed(right, organs[1])])]
    return []


def _parted(piece: Piece) -> list[Listed]:
    """县教育局财政局 | 县教育局和县财政局: names without 、 between them, both ends known; 和 parts before all else."""
    cuts = range(2, min(len(piece.text) - 1, 40))
    joints = [cut for cut in cuts if piece.text[cut] in "和及与或" and "等" not in piece.text[:cut]]
    return _parted_at(piece, joints) or _parted_at(piece, cuts)


# 县政府金融事务中心 | 市委党史研究室: an office of the government or committee, no two organs
_OF_GOVERNMENT: Final = lazy.compile(
    r"[一-鿿]{0,6}[省市县区旗州盟](?:人民)?(?:政府|委)(?!办公室[一-鿿])[一-鿿]{2,10}(?:中心|研究室|督查室|办公室|国资委)"
)


def _parted_at(piece: Piece, cuts: Iterable[int]) -> list[Listed]:
    text = piece.text
    for cut in cuts:
        head = parse_organ(text[:cut])
        if text.startswith("公室", cut):
            continue  # 县政府办|公室
        if _OF_GOVERNMENT.fullmatch(text) and text[:cut].endswith(("政府", "委")):
            continue
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


_PART_ENDS: Final = (
    "分局", "派出所", "支队", "中队", "支行", "中支", "分行", "分公司", "支公司", "营业部", "营业所", "营管部", "营业管理部",
)  # fmt: skip


def _continues(head: Organ, rest: str, cut: int, joint: re.Match[str] | None) -> bool:
    """Whether *rest* belongs to the organ before it (公安局 + 城关派出所) and is no organ of its own."""
    joined = joint is not None and joint.end() > cut
    return not joined and not head.collective and rest.endswith(_PART_ENDS)


def _worded(piece: Piece, labelled: bool) -> list[Listed]:
    """县教育局 县财政局: names parted by white space alone, each of them an organ."""
    bounds = [0, *piece.words, len(piece.text)]
    if len(bounds) < 3:
        return []
    words = [piece.cut(*pair) for pair in itertools.pairwise(bounds)]
    organs = [(word, parse_organ(word.text)) for word in words]
    if organs[0][1] is None or not (organs[0][1].known or organs[0][1].prefix or organs[0][1].collective):
        return []
    return [_listed(word, organ) for word, organ in organs if organ is not None]


def _unknown(piece: Piece, organ: Organ | None, labelled: bool) -> list[Listed]:
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
    organ = Organ(piece.text, level[0] if level else "", core=_government_of(piece.text))
    return [_listed(piece, organ)] if plain and settled else []


def _government_of(name: str) -> str:
    """石桥镇 → 石桥镇人民政府, 城东街道 → 城东街道办事处: whose organ a place stands for; empty for other names."""
    if len(name) > 2 and name.endswith(("镇", "乡", "苏木")) and LEVEL.match(name) is None:
        return name + "人民政府"
    return name + "办事处" if len(name) > 3 and name.endswith("街道") else ""
