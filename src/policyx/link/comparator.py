"""Comparators that stand apart from their number: 至少与1所…, 帮扶上限40户, 最高不超过25万元、10万元 (比较词的辖域)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policyx import lazy
from policyx.grammar.measure import Quantity
from policyx.link import cues
from policyx.records import Comparator

_REACH: Final = 24
"""How many characters before a number a comparator word is looked for."""

# 至少[与]1所 · 每学期至少[组织开展]一次 · 最高[可获得]50万元 · [补助]上限[为]100名 · 不少于[总投资的]30%
_HEADS = lazy.compile(
    r"""
    (?P<free>
        (?P<least>至少|最少|起码|下限(?:为|是)?)
      | (?P<most>至多|最多(?!的|跑)|上限(?:为|是|提高到|提高至|控制在)?
            |最[高长大](?=[^,。;:、]{0,4}(?:可|给予|给|提|上调|增|放宽|奖|补|资助|支持|不|达|按|享受|获|贷|授信|减|免|赔|报销|发放|兑现|安排|限额|额度|支付|一次性|每|为|以|再|予以|上浮|扶持|贴息|期限|时间)))
    )
  | (?P<bound>
        (?P<ge>不低于|不得低于|不应低于|不能低于|不能少于|不少于|不得少于|不应少于|不小于)
      | (?P<le>不超过|不得超过|不应超过|不能超过|不高于|不得高于|不多于|不得多于|不大于)
      | (?P<gt>(?<![不得能应未有])(?:超过|高于|大于|多于))
      | (?P<lt>(?<![不得能应])(?:低于|少于|小于))
      | (?P<part>不到(?![位期])|不足|未达到?)
    )
    """,
    re.VERBOSE,
)
# Every word above has one of these: a look at the characters decides most cases.
_HEAD_MARKS: Final = frozenset("至最起限不于过未")
_COMPARATORS: Final[dict[str, Comparator]] = {
    "least": ">=", "most": "<=", "ge": ">=", "le": "<=", "gt": ">", "lt": "<", "part": "<",
}  # fmt: skip
# Where the clause of a number begins.
_LIST_REACH: Final = 40
_VERBS: Final = ("lead", "reach", "up", "down", "give")
_STOP = lazy.compile(r"[,。;:!?\n()]")
# 不少于[每年]2次 · 不超过[实际投资额的]30% · 不低于[人均]100元: what may part a bound from its number.
_PARTED_BOUND = lazy.compile(
    r"[^,。;:、]{1,20}[的之] ?(?:百分之)?|每[^,。;:、\d]{1,8}|[^,。;:、]{0,6}(?:人均|户均|年均|月均|日均|生均|亩均|单个|累计|合计)"
)
# 不超过[投资总额]30% · 不少于[镇级]5个[、村级3个]: a denied bound also reaches over a short noun.
_SHORT_NOUN = lazy.compile(r"[^,。;:、\d]{1,10}")
# A list of numbers: 25万元[、]10万元[和]3万元
_NUMBER_LIST = lazy.compile(r" ?(?:、|和|及|以及|或|或者) ?")
# A list of nouns with numbers: 不少于A5个[、B]3个 · 至少配备1名[医师、]1名护士 · 至少1家[综合体(含服务中心)和]1家仓库
_NOUN_LIST = lazy.compile(
    r"[^,。;:、\n\d()]{0,16}(?:\([^()\n]{0,24}\))?[^,。;:、\n\d()]{0,10}(?:、|和|及|以及) ?(?P<member>[^,。;:、\n\d]{0,10})"
)
# [150家]企业及以上
_AND_ABOVE = lazy.compile(r"[一-鿿]{2,6}及以上(?![的一-鿿]|\d)")
# 全县泉眼约有[40处] · 海拔约为[1200米]
_ABOUT = lazy.compile(r"(?:大约|约)(?:有|在|为|占|达到?|需|共)$")
# Units that say a distance from what stands after 高于, 低于: 高于全国平均2.5个百分点 is no bound.
_DISTANCES: Final = frozenset(("百分点", "基点", "千分点", "名次", "位次"))


def governed_comparators(folded: str, quantities: Sequence[Quantity]) -> list[Comparator]:
    """Return the comparator of each quantity, whether it touches the number or governs it from afar.

    Args:
        folded: The folded text that *quantities* come from.
        quantities: In text order, as `scan_quantities` gives them.

    Example:
        >>> from policyx.grammar.measure import scan_quantities
        >>> text = "每户最高不超过25万元、10万元、3万元,每年至少检修一次"
        >>> governed_comparators(text, scan_quantities(text))
        ['<=', '<=', '<=', '>=']
    """
    result: list[Comparator] = []
    heading: Comparator = "="  # the comparator that a following member of the list inherits
    previous: Quantity | None = None
    for quantity in quantities:
        own = quantity.comparator
        far: Comparator = "="
        if own == "=":
            far = (
                ">="
                if _AND_ABOVE.match(folded, quantity.end)
                else (
                    "~"
                    if _ABOUT.search(folded, max(0, quantity.start - 4), quantity.start)
                    else _far(folded, quantity, previous)
                )
            )
        if own == "=" and far == "=" and previous is not None and heading != "=":
            far = heading if _continues(folded, previous, quantity, heading) else "="
            heading = far
        else:
            heading = _heading(quantity, far)
        result.append(own if own != "=" else far)
        previous = quantity
    return result


def _heading(quantity: Quantity, far: Comparator) -> Comparator:
    """Return what later members of a list inherit: a comparator before the number, never one after it."""
    if far != "=":
        return far
    if quantity.start < quantity.core_start and quantity.comparator in (">=", "<=", ">", "<"):
        return quantity.comparator
    return "="


def _continues(folded: str, previous: Quantity, quantity: Quantity, heading: Comparator) -> bool:
    """Say whether *quantity* is the next member of the list, with nouns between or without, but with no new verb."""
    start, end = previous.end, quantity.core_start
    if quantity.unit != previous.unit or end - start > _LIST_REACH:
        return False
    if _NUMBER_LIST.fullmatch(folded, start, end):
        return True
    match = _NOUN_LIST.fullmatch(folded, start, end) if heading in (">=", "<=") else None
    return match is not None and not _begins_with_verb(match["member"])


def _begins_with_verb(member: str) -> bool:
    return cues.longest_at(member, 0, len(member), *_VERBS) != ""


def _far(folded: str, quantity: Quantity, previous: Quantity | None) -> Comparator:
    """Return the comparator of a word earlier in the quantity's clause, with no other number between."""
    floor = max(0, quantity.start - _REACH, previous.end if previous else 0)
    before = folded[floor : quantity.start]
    if _HEAD_MARKS.isdisjoint(before) or not _HEADS.search(before):
        return "="
    stops = [match.end() for match in _STOP.finditer(before)]
    before = before[stops[-1] :] if stops else before
    found: Comparator = "="
    for match in _HEADS.finditer(before):
        gap = before[match.end() :]
        if _CLOSED_QUOTE.match(gap):
            continue
        if match["free"]:
            found = _comparator(match) if "、" not in gap or len(gap) <= 12 else found
        elif quantity.unit not in _DISTANCES and _reaches(match, gap, quantity.unit):
            found = _comparator(match)
    return found


# “最多跑一次[”]改革覆盖率达到90%: a word inside quotation marks governs nothing outside them
_CLOSED_QUOTE = lazy.compile(r"[^“‘「『]*[”’」』]")
# 不到[全市平均水平的]三分之二: only a share can be short of something that the text names
_SHARES: Final = frozenset(("", "%", "‰", "倍"))


def _reaches(match: re.Match[str], gap: str, unit: str) -> bool:
    if match["part"]:
        return unit in _SHARES and gap.endswith("的") and len(gap) > 1
    if match[0][0] == "不" and _SHORT_NOUN.fullmatch(gap):
        return True
    return _PARTED_BOUND.fullmatch(gap) is not None


def _comparator(match: re.Match[str]) -> Comparator:
    return next(value for group, value in _COMPARATORS.items() if match[group])
