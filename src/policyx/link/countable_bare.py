"""Which bare numbers are indicators: coefficients, rates and scores, counts with a scale, shares (无单位的数)."""

from __future__ import annotations

import re
from typing import Final

from policyx import lazy
from policyx.grammar.measure import Quantity

# 基尼系数降至[0.35] · 容积率不低于[1.5] · 采购经理指数[50.2]
_MEASURED_BARE = lazy.compile(
    r"(?:系数|指数|容积率|基尼|密度|弹性|评分|得分|总分|均分|分值|比值|PMI|pH值|PH值|满意度|排名)[^,。;、\d\n]{0,10}$",
    re.IGNORECASE,
)
# Words that part a rate from its number, as the inside of a character class: 由, 缩小到, 不低于, 下降, 控制在.
_LINKS = "由从为是达到至约近降低升增减提高下缩小扩大调控制在稳定保持不于超过突破均仅已≥≤<>:="
# 收入[比由]1.79[缩小到]1.74 · 事故死亡[率下降]0.004 · 有效利用系数[由0.58提高到]0.63
_RATED_BARE = lazy.compile(
    rf"(?:(?<![同环对相占])比|率|值|系数|指数|密度|弹性|评分|得分)[{_LINKS}]{{0,10}}"
    rf"(?:(?:\d{{4}}年[底末]?的?)?\d{{1,4}}(?:\.\d{{1,4}})?(?:以上|以下|左右)?[{_LINKS}]{{1,10}})?(?:\d{{4}}年[底末]?的?)?\Z"
)
# 0.63[以上] · 1.74[。] · 1.79[缩小到]
_RATE_ENDS = lazy.compile(r"[,。;、)）\s]|$|以[上下内]|左右|[下降缩提升增扩减上到至的]")
# 46[万]群众 · 0.6[万]贫困人口: counted without a measure word; but not 百万亩级 or 3个100万
_SCALED_BARE = lazy.compile(r"\d[ ]?[余多]?[万亿]")
_COUNTED_NOUN = lazy.compile(
    r"(?:的|以上)?(?!级|强|大关|台阶|以|个|左右|规模|工程|行动|计划|俱乐部|方|大|及|的|和|或|至|到)[一-鿿]{2}"
)
# 参保人数[突破]5100万 · 用户[超]1亿 · 生产总值[迈上]5万亿台阶
_SCALE_REACHED = lazy.compile(
    r"[一-鿿](?:达到?|突破|超过?|过|迈上|站上|跃上|跨越|逼近|增[至到]|提高到|增长到|近|约|逾)(?:了|约|近)?$"
    # 总人口|26.2万, 注册用户|1.2亿
    r"|(?:人口|人数|户数|总数|用户|会员|粉丝|游客|(?:客流|流|访问|浏览|阅读|点击|播放|下载|注册)量)[为是共约]?$"
)
_SCALE_ENDS = lazy.compile(r"(?:以上|左右)?(?:[,。;、)\s]|$|大关|台阶|关口)")
_REACHES = lazy.compile(
    r"(?:占|达到?|降至|升至|为|超过?|至少|近|约|提高|下降|减少|增加|按|(?:不超过|不低于|不少于|不高于|占|按照?|达到?)[^,。;]{1,16}的|(?:标准|工资|租金|费用|总额)的?"
    r"|(?:全[国省市县区球]|世界)的?|\d/\d{1,2}、)$"
)


def bare_is_indicator(folded: str, quantity: Quantity) -> bool:
    """Say whether a number without a unit measures something: 基尼系数降至0.35, 46万群众, 三分之二.

    Example:
        >>> from policyx.grammar.measure import scan_quantities
        >>> text = "容积率不低于1.5,见表2"
        >>> [bare_is_indicator(text, one) for one in scan_quantities(text)]
        [True, False]
    """
    before = folded[max(0, quantity.start - 24) : quantity.start]
    if folded.startswith(".", quantity.end):
        return False  # 0.503.515: two cells run together
    if quantity.rule in ("quantity.fraction", "quantity.half"):
        arabic = quantity.style == "arabic"
        return not arabic or quantity.comparator != "=" or _REACHES.search(before) is not None
    if "排名" in before[-12:]:
        return False
    if before.endswith("每"):
        return False
    if _SCALED_BARE.search(folded, quantity.core_start, quantity.core_end):
        if _COUNTED_NOUN.match(folded, quantity.end):
            return before[-1:] not in _NAMED_BEFORE
        before = folded[max(0, quantity.core_start - 12) : quantity.core_start]
        return _SCALE_REACHED.search(before) is not None and _SCALE_ENDS.match(folded, quantity.core_end) is not None
    if _MEASURED_BARE.search(before) or (
        quantity.start < quantity.core_start and _BOUNDED.match(folded, quantity.start)
    ):
        return True
    before = folded[max(0, quantity.core_start - 40) : quantity.core_start]
    return _RATED_BARE.search(before) is not None and _RATE_ENDS.match(folded, quantity.core_end) is not None


# 重点城市[≥]30: a bound without a measure, as tables and formulas give it
_BOUNDED = lazy.compile(r"(?<=[一-鿿)])[ ]?[≥≤⩾⩽≧≦]")
_NAMED_BEFORE: Final = frozenset("个“‘每第/0123456789年月")
