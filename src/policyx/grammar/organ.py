"""Organ names (机构名称): what is in front of a name (县, 市委), which organ it is, and its formal name.

`parse_organ` reads one name that has been cut out already (`policyx.grammar.organ_scan` finds names in running text). It
looks names up in ``lexicons/organs.tsv`` and falls back on the last word (``lexicons/organ_suffixes.tsv``) for organs that no list
can hold. Names are folded text without white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from policyx import lazy
from policyx.grammar.organ_index import LEVEL_WORDS, Core, cores, organ_of_field, places, sectors, suffixes

LEVEL: Final = lazy.compile(LEVEL_WORDS)
# 市场 | 区域 | 县域: words that begin like a level but are the organ's own.
_NOT_LEVEL: Final = lazy.compile(
    "[省市州盟县区旗镇乡](?:内|外|直|级|属|域|本级|辖)|市场|市政(?!府|协|务|法)|市容|市民(?!政|族|宗|营)|市区|市域|市县|市州|市直|市级|市属|区域|区县|区直|区级|区属|县域|县城(?![投管建乡])|县区|县直|县级|县属|县乡(?!村)"
    "|乡村|乡镇|镇街|镇村|州府|州直|州级|州县|省会|省直|省级|省属|旗舰|旗直|旗级|旗县|盟直|盟市|街道办"
)
# 各乡镇人民政府 | 县直有关部门 | 全县各学校: many organs under one name.
_COLLECTIVE: Final = lazy.compile(
    r"(?:(?:全|本)?(?:[省市州盟县区旗镇乡]|自治区)(?:委|政府)?(?:直|属|级|域|内)?|全国|辖区内?|涉及的?)?"
    r"(?:各|有关|相关|所有|其他|其它|属地|全体).{1,40}|(?:[省市州盟县区旗镇乡]、?){2,4}[两三四]级.{1,40}"
)
# 各市、县政府 | 市、县两级政府: what a name that holds 、 is.
_MAY_LIST: Final = lazy.compile("各|[两三四]级")
# 乡镇人民政府 | 县(市、区)政府 | 街道办事处 | 村(社区): nothing but level words and what stands at such a level.
_GENERIC: Final = lazy.compile(
    r"(?:(?:[市州盟县区旗镇乡村]|街道|苏木|社区|园区|场|地区|自治县)(?:\([^()]{1,20}\))?[、和及]?){1,6}"
    r"(?:党委|党工委|人民政府|政府|办事处|街道办|管委会|村委会|居委会|党组织|党委和政府|党委政府|党(?:工)?委、?(?:人民)?政府|两委)?"
)
_PARTY_OFFICE: Final = {"办": "办公室", "办公室": "办公室", "办公厅": "办公厅", "督查室": "督查室"}
# 团县委 | 共青团青河县委: group 1 the place or level in front of 委.
_YOUTH: Final = lazy.compile(rf"(?:共青)?团((?:[一-鿿]{{1,8}})?(?:{LEVEL_WORDS}))委(?:员会)?")
# 人行县支行 | 中国人民银行青河县支行 | 人行青河营管部: group 1 the branch.
_CENTRAL_BANK: Final = lazy.compile(r"(?:中国)?(?:人行|人民银行)([^和及与]{2,12})")
# 营管部 | 中支: short words for the kinds of its branches.
_BRANCH_SHORT: Final = (("营管部", "营业管理部"), ("中支", "中心支行"))
# 生态环境局城东分局 | 公安局城关派出所: a part of a known organ; group 1 the part's own last word.
_PART: Final = lazy.compile(
    r".{0,10}(分局|支局|支队|大队|中队|总队|派出所|所|站|中心|科|室|股|处|办公室|机关党委|窗口)"
)


@dataclass(frozen=True, slots=True)
class Organ:
    """One organ name, taken apart.

    Attributes:
        written: The name as written, folded, without white space.
        prefix: Level or place in front (县, 青河县), or empty for a bare name.
        party: Whether 委 or 党委 follows the prefix (县委宣传部).
        core: Formal name without level, ``{}`` where the level goes if not in front; empty: as written.
        body: The body that it belongs to (party, government …), empty if unknown.
        inherits: Whether a bare name takes the level of its list or place.
        collective: Many organs under one name (各乡镇人民政府).
        known: Whether the lexicon holds it.
        kinds: For 财政部门: the kinds of organ that it may be, the county's first.
    """

    written: str
    prefix: str = ""
    party: bool = False
    core: str = ""
    body: str = ""
    inherits: bool = False
    collective: bool = False
    known: bool = False
    kinds: tuple[str, ...] = ()

    @property
    def in_committee(self) -> bool:
        """Whether the organ is a department of the party committee (组织部 → 县委组织部)."""
        return self.body == "party" and "{}" not in self.core

    def name(self, level: str) -> str:
        """Return the name with *level* (县, 自治区) in front if it is bare and takes one."""
        if not level or self.prefix or not self.inherits:
            return self.written
        if self.core == "共青团{}委员会":
            return f"团{level}委"
        if self.in_committee and not self.kinds and not self.written.endswith("部门"):
            return level + committee(level) + self.written.removeprefix("党委")
        return level + self.written

    def canonical(self, level: str, year: int | None = None) -> str:
        """Return the formal name with its own level, or *level* if it is bare.

        A field word (环保部门) means the organ that had the field in *year*, today's if no year is given.
        """
        if not self.core:
            return self.name(level)
        front = self.prefix or (level if self.inherits else "")
        formal = organ_of_field(self.core, year, front) if self.written.endswith("部门") else self.core
        if "{}" in formal:
            return formal.replace("{}", front)
        return front + (committee(front) if self.party or self.in_committee else "") + formal


def committee(level: str) -> str:
    """Return the word for the party committee at *level*: 委, or 党委 where no short form is used."""
    return "党委" if level.endswith(("自治区", "镇", "乡", "街道", "苏木")) else "委"


def _starts_with_place(name: str) -> bool:
    return any(name[:size] in places() for size in range(2, 9))


def suffix_class(name: str) -> str:
    """Return the class of the longest organ suffix of *name* (department, company …), or an empty string.

    Example:
        >>> suffix_class("水文站"), suffix_class("青河供电公司"), suffix_class("质量")
        ('unit', 'company', '')
    """
    return _suffix(name)[0]


def _suffix(name: str) -> tuple[str, bool]:
    for size in range(min(8, len(name)), 0, -1):
        found = suffixes().get(name[-size:])
        if found:
            return ("", False) if found[0] == "none" else found
    return "", False


def _core_of(rest: str) -> tuple[Core, bool] | None:
    """Read what follows a level: a known core, or 委/党委 and a department; the flag says whether 委 was written."""
    for word in ("党委", "委"):
        if rest.startswith(word) and rest not in cores():
            return _committee_core(rest[len(word) :], rest)
    core = cores().get(rest) or _department(rest) or _part_of_known(rest)
    return (core, False) if core else None


def _committee_core(department: str, rest: str) -> tuple[Core, bool] | None:
    if not department:
        return Core("{}" + rest, "party"), False
    if department in _PARTY_OFFICE:
        return Core(_PARTY_OFFICE[department], "party"), True
    core = cores().get(department) or _part_of_known(department)
    if core is None and _suffix(department)[0] not in ("", "generic"):
        core = Core(department, "party")
    return (core, True) if core else None


# 卫生行政 | 教育主管: what may stand between a field word and 部门.
_ADMINISTRATIVE: Final = lazy.compile("(?:行政|业务)?(?:主管|监管|管理|执法)?$")


def _department(rest: str) -> Core | None:
    if not rest.endswith("部门"):
        return None
    word = rest[:-2]
    return sectors().get(word) or sectors().get(_ADMINISTRATIVE.sub("", word, count=1))


def _part_of_known(rest: str) -> Core | None:
    """公安局城关派出所: the formal name of the known organ in front, and the part as written."""
    for size in range(min(14, len(rest) - 2), 2, -1):
        core = cores().get(rest[:size])
        if core and _PART.fullmatch(rest[size:]):
            return Core(core.formal + rest[size:], core.body)
    return None


@lru_cache(maxsize=8192)
def parse_organ(written: str) -> Organ | None:
    """Take one organ name apart.

    Args:
        written: The name, folded, without white space, cut out of its list.

    Returns:
        The organ, or None if nothing about *written* says that it names one.

    Example:
        >>> parse_organ("县人社局").canonical("")
        '县人力资源和社会保障局'
        >>> parse_organ("统战部").name("县"), parse_organ("统战部").canonical("县")
        ('县委统战部', '县委统一战线工作部')
        >>> parse_organ("各乡镇人民政府").collective, parse_organ("加快建设")
        (True, None)
    """
    if not 2 <= len(written) <= 60 or written[0] in "([〔【)]〕】等":
        return None
    bare = _strip_gloss(written)
    if "、" in bare and not _MAY_LIST.search(written):
        return None
    organ = _listed(bare) or _collective(written) or _behind_level(bare) or _by_suffix(bare)
    if organ is None or organ.written == written:
        return organ
    return Organ(
        written, organ.prefix, organ.party, organ.core or organ.written, organ.body,
        organ.inherits, organ.collective, organ.known, organ.kinds,
    )  # fmt: skip


def _strip_gloss(written: str) -> str:
    """县委组织部(人才办) → 县委组织部; a bracket inside a collective (县(市、区)政府) stays."""
    if written.endswith(")") and "(" in written[2:]:
        return written[: written.rindex("(")]
    return written


def _listed(name: str) -> Organ | None:
    """Read a bare name that the lexicon holds, and the organs whose level stands inside the name (团县委)."""
    youth = _YOUTH.fullmatch(name)
    if youth:
        return Organ(name, youth[1], core="共青团{}委员会", body="mass", known=True, inherits=True)
    bank = _CENTRAL_BANK.fullmatch(name)
    if bank and name not in cores():
        return Organ(name, core="中国人民银行" + _branch(bank[1]), body="company", known=True)
    core = cores().get(name) or _department(name)
    if core:
        inherits = core.body != "company" or "{}" in core.formal
        return Organ(name, "", False, core.formal, core.body, inherits, known=True, kinds=core.kinds)
    return None


def _branch(name: str) -> str:
    """青河营管部 → 青河营业管理部: the formal name of a branch of the central bank."""
    for short, formal in _BRANCH_SHORT:
        if name.endswith(short):
            return name.removesuffix(short) + formal
    return name


def _behind_level(name: str) -> Organ | None:
    """Read a name that the lexicon holds behind its level or place (县教体局, 青河县委宣传部)."""
    offset = 2 if name.startswith("中共") else 0
    for match in LEVEL.finditer(name, offset, 16):
        found = _core_of(name[match.end() :])
        if found and _may_be_place(name[offset : match.start()], name[offset : match.end()]):
            core, party = found
            rest = name[match.end() :]
            known = party or rest.startswith(("委", "党委")) or rest in cores() or _department(rest) is not None
            return Organ(
                name, name[offset : match.end()], party, core.formal, core.body, True, False, known, core.kinds
            )
    if name.startswith("党委"):
        found = _core_of(name)
        if found:
            return Organ(name, "", True, found[0].formal, "party", True, known=True)
    part = _part_of_known(name)
    return Organ(name, "", False, part.formal, part.body, True) if part else None


# 县教育局和县 | 各县: what the front of a name holds if it is no place.
_NO_PLACE: Final = lazy.compile("[局厅委办院等各的由与及]|部门|和|城乡$|下乡$")


def _may_be_place(front: str, whole: str) -> bool:
    if not front or whole in places():
        return True
    return len(front) <= 8 and not LEVEL.match(front) and not _NO_PLACE.search(whole)


def _collective(name: str) -> Organ | None:
    if name.endswith(("作用", "责任", "工作", "情况", "要求", "规定", "政策")):
        return None
    generic = _GENERIC.fullmatch(name)
    whole = generic and (len(LEVEL.findall(name)) > 1 or name[0] in "镇乡村街苏社园")
    if whole or (_COLLECTIVE.fullmatch(name) and _collective_head(name)):
        return Organ(name, collective=True)
    return None


# 各镇(街) | 各县区 | 各有关单位 | 各级党组织: what a collective may end in.
_COLLECTIVE_HEAD: Final = lazy.compile(
    r"(?:部门|单位|学校|乡镇|街道|镇街|街镇|办事处|政府|党委|党工委|党组织|机构|企业|公司|集团|银行|医院|卫生院|幼儿园|管委会|园区|开发区"
    r"|村委会|居委会|社区|苏木|嘎查|专班|工作组|小组|指挥部|组织|团体|协会|商会|学院|大学|高校|中小学|农场|林场|景区|中心|站|所|局|委|办|厅"
    r"|[省市州盟县区旗镇乡村校园街场院地科股室]|地区|地方|层级|支部|院校|主体|成员|两委)(?:\([^()]{1,24}\))*"
)


def _collective_head(name: str) -> bool:
    return re.search(rf"(?:{_COLLECTIVE_HEAD.pattern})$", name) is not None


# 国网青河供电公司 | 市直园区管委会 | 东港高新区管委会: names that are whole as they stand.
_FULL: Final = lazy.compile(
    r"国网|国家|中国|中共|全国|(?:[省市州盟县区旗]|自治区)(?:直|级|属|内)"
    r"|(?!经济|高新|工业|技术|产业|循环|现代|农业|旅游|综合|新型|化工|物流)[一-鿿]{2,4}"
    r"(?:高新(?:技术产业开发)?区|经开区|(?:经济(?:技术)?)?开发区|(?:工业|产业|农业)园区?|新区|度假区|景区|林区)(?:党工委|管委会|管理委员会)$"
)


def _by_suffix(name: str) -> Organ | None:
    """Read a name that only its last word gives away (县矿管局, 青河海关, 县水稻制种专班办公室)."""
    kind, inherits = _suffix(name)
    if not kind or name in suffixes():
        return None
    if kind == "generic":
        return Organ(name, collective=True)
    prefix = _unknown_prefix(name)
    full = not prefix and (_starts_with_place(name) or _FULL.match(name) is not None)
    return Organ(name, prefix, body="company" if kind == "company" else "", inherits=inherits and not full)


def _unknown_prefix(name: str) -> str:
    for match in LEVEL.finditer(name, 0, 10):
        place, rest = name[: match.end()], name[match.end() :]
        if match.start() == 0 and _NOT_LEVEL.match(name):
            continue
        if len(rest) >= 2 and (match.start() == 0 or place in places()):
            return place
    return ""


def canonical_organ(name: str) -> str:
    """Return the formal name of an organ, its level kept; unknown names come back unchanged.

    Example:
        >>> canonical_organ("县委编办"), canonical_organ("省卫健委"), canonical_organ("青河县住建局")
        ('县委机构编制委员会办公室', '省卫生健康委员会', '青河县住房和城乡建设局')
        >>> canonical_organ("县矿管中心")
        '县矿管中心'
    """
    organ = parse_organ(name)
    return organ.canonical("") if organ else name
