"""How far the noun phrase behind a number reaches, and which nouns a measure word counts."""

from __future__ import annotations

import re

from policyx import lazy
from policyx.link import cues
from policyx.link.phrase import is_enclosed
from policyx.link.verb_noun import begins_term
from policyx.segment import words

_BUILD_MARKS = lazy.compile(r"(?:(?<![创更革翻全最])新|改|扩|迁|续|维修)$")
# 26个巩固提升县|行列
_TAIL_NOUN = lazy.compile(
    r"(?:行列|名单|之列|(?<=[一-鿿]{2})(?:发展|成长|壮大|上市|入规|先行|(?:建设)?进展(?:顺利|良好)|建设进展|(?<=项目)进展|水质(?:优良|达标)))$"
)
# 20个赛项|代表山西参加: at the end of a phrase these are nouns (人大代表), before an object they are verbs
_EITHER = frozenset({"代表", "规范", "领导"})
# verbs that are part of a noun before these: 巩固|提升|县
_NOUN_SUFFIX = lazy.compile(
    r"[县区市镇村校园户点站室者员率量额数](?![级内外里上民庄])|会$|工程|项目|机构|企业|中心|基地|平台|任务|工作"
)
_TWO_HAN = lazy.compile(r"[一-鿿]{2}")
# 灾后|恢复重建|项目: two verbs that are one noun before what they are done to
_COMPOUNDS = (
    "恢复重建", "改造提升", "提升改造", "巩固提升", "更新改造", "除险加固", "提质改造", "提质增效", "治理修复", "综合整治", "整治提升",
    "续建配套", "技术改造", "节能改造", "升级改造", "维修改造", "保护修复", "修复治理",
)  # fmt: skip
_NOUN_AT = lazy.compile(r"[一-鿿]{2}(?:项目|工程|任务|点|村|区)")
# nouns that a measure word takes: 7所自备水井的|清洁取暖项目学校
_AFFINITY = {
    "所": lazy.compile(
        r"(?:学校|小学|中学|高中|初中|大学|学院|院校|高校|幼儿园|园|医院|卫生院|卫生室|院|站|室|馆|所|中心|机构)$"
    ),
    "名": lazy.compile(
        r"(?:教师|学生|人员|人才|干部|党员|队员|工人|职工|医生|护士|员|者|生|师|长|手|人|户|匠|家|代表|骨干|农民|群众|居民|妇女|儿童|青年|老人)$"
    ),
    "家": lazy.compile(
        r"(?:企业|公司|单位|机构|银行|店|场|厂|社|户|主体|医院|中心|平台|园区|酒店|超市|协会|[器院所站馆园室坊商]|空间|基金|车间|民宿|网点|媒体|客栈|基地|总部|品牌|食堂)$"
    ),
}
_AFFINITY["位"] = _AFFINITY["名"]


def noun_length(window: str, *, open_end: bool = False, attributive: bool = False) -> int:
    """Return how many characters of *window* belong to the noun phrase at its start.

    *open_end* says that a number follows the window, so that a verb at its end is a predicate (17个制造业|增长5.3%);
    *attributive* that 的 stands before it, so that a verb at its start is part of it (5%的|新增建设用地).
    """
    length = 0
    for index, token in enumerate(words(window)):
        rest = window[length + len(token) :] or ("#" if open_end else "")
        if (
            token not in "“”()"
            and not (index and is_enclosed(window[:length]))
            and (index or not attributive)
            and _ends_noun(token, rest, index)
        ):
            break
        length += len(token)
    noun = window[:length].rstrip("、,和与及")
    noun = _BUILD_MARKS.sub("", noun) if len(noun) > 3 else noun
    if noun.count("(") > noun.count(")"):
        noun = noun[: noun.rindex("(")]
    return len(_TAIL_NOUN.sub("", noun))


def _ends_noun(token: str, rest: str, index: int) -> bool:
    """Say whether *token* ends the noun phrase before it; *rest* is what follows in the clause."""
    if (token in _EITHER and index and len(rest) >= 2) or (token == "除" and index and "外" in rest):
        return True
    if index and (token + rest).startswith(_COMPOUNDS) and _NOUN_AT.match(rest):
        return False
    if cues.has(token, "stop"):
        if len(token) == 1 and token in "比对与和为上中内后前被向" and len(rest) < 2 and index:
            return token in "中内上后前"
        if token == "对" and index == 0:
            return not rest.startswith(("外", "口", "接", "虾", "照"))
        return not (index == 0 and len(token) == 1 and rest and token in "全中上可正新")
    if index and cues.has(token, "adverb") and cues.longest_at(rest, 0, len(rest), "lead", "reach", "up", "down"):
        return not cues.has(token, "noun")
    if token in {"以上", "以下"}:
        return not _TWO_HAN.match(rest)
    if index and _is_predicate(token + rest):
        return True
    return _stops(token, rest, index)


_IN_USE = frozenset(("投产", "投用", "投运", "运营", "达产", "竣工", "完工", "开工", "通车"))


def _is_predicate(rest: str) -> bool:
    """Say whether *rest* is an adverb with a verb, or two verbs, and nothing else (项目|圆满完成, 项目|建成投产)."""
    if len(rest) != 4:
        return False
    first, second = rest[:2], rest[2:]
    if cues.has(first, "reach", "lead") and second in _IN_USE:
        return True
    return cues.has(second, "lead") and (
        (cues.has(first, "adverb") and not cues.has(first, "maybe"))
        or (cues.has(first, "reach") and cues.has(second, "reach"))
    )


def _stops(token: str, rest: str, index: int) -> bool:
    """Say whether a verb ends the noun phrase here (学校|探索): a verb before a bare noun suffix does not."""
    if not cues.has(token, "lead", "up", "down", "reach", "give", "spend") or begins_term(token, rest):
        return False
    if index == 0:
        bare = not cues.has(token, "weak", "noun", "award")
        return len(token) > 1 and (cues.has(token, "up", "down", "reach", "give", "lead") and bare) and bool(rest)
    if not rest:
        return False
    if cues.has(token, "noun") or (cues.has(token, "weak") and not cues.has(token, "up", "down") and len(rest) < 4):
        return False
    if cues.has(token, "award") or len(token) == 1:
        return False
    return not _NOUN_SUFFIX.match(rest)


def affinity(unit: str) -> re.Pattern[str] | None:
    """Return what the nouns end in that the measure word *unit* counts (所: 学校, 医院), or None for any noun."""
    return _AFFINITY.get(unit)


def counted_length(unit: str, phrase: str) -> int:
    """Return where *phrase* ends when cut after the last noun that *unit* counts (7所: 高校|“双一流”创建).

    Example:
        >>> counted_length("所", "高校“双一流”创建")
        2
    """
    ends = _AFFINITY.get(unit)
    if ends is None or ends.search(phrase):
        return len(phrase)
    best, length = len(phrase), 0
    for token in words(phrase):
        length += len(token)
        if ends.search(phrase[:length]):
            best = length
    return best
