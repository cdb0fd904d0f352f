"""Ratios: 百分之五, 三分之二, 一半, 半年, and ratios of parts (比例与分数)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import regex

from policyx.grammar.amount import range_values, second_of, style_of
from policyx.grammar.number import CHINESE, DIGIT, numeral_at, parse_numeral
from policyx.grammar.quantity import Quantity, signed, with_modifiers
from policyx.grammar.unit import unit_at
from policyx.rule import Rule
from policyx.text import Span


def _percent_words(match: regex.Match[str]) -> Quantity | None:
    """Build 百分之五, 百分之三至五, 百分之百, 千分之二, 万分之三."""
    folded = match.string
    if match["whole"]:
        low, end, high, style, more = Decimal(100), match.end("whole"), None, "chinese", ""
    else:
        first = numeral_at(folded, match.end())
        if first is None:
            return None
        second = second_of(folded, first, None, first.end) if first.end < len(folded) else None
        low, high = range_values(first, second, None)
        end, style, more = (second or first).end, style_of(first, second), (second or first).more
    unit = "‰" if match["base"] == "千" else "%"
    if match["base"] == "万":
        low, high = low / 100, high / 100 if high is not None else None
    start, low = signed(folded, match.start("base"), low)
    return with_modifiers(folded, Span(start, end), low, high, unit, "percent", more, style, "quantity.percent_words")


def _fraction(match: regex.Match[str]) -> Quantity | None:
    """Build 三分之二, 16分之5, 1/16."""
    folded = match.string
    below, above = parse_numeral(match["below"]), parse_numeral(match["above"])
    if below == 0 or above >= below:
        return None
    unit = unit_at(folded, match.end(), gap=False)
    name, kind, end = (unit.name, unit.kind, unit.end) if unit and unit.kind != "count" else ("", "bare", match.end())
    begins = min(match.start("below"), match.start("above"))
    start, value = signed(folded, begins, round(above / below, 4))
    style = "arabic" if match["below"].isascii() and match["above"].isascii() else "chinese"
    return with_modifiers(folded, Span(start, end), value, None, name, kind, "", style, "quantity.fraction")


def _per_hundred_thousand(match: regex.Match[str]) -> Quantity | None:
    """Build a rate of mortality: 12/10万."""
    core = Span(match.start("count"), match.end())
    value = Decimal(match["count"])
    return with_modifiers(
        match.string, core, value, None, "/10万", "ratio", "", "arabic", "quantity.per_hundred_thousand"
    )


def _discount(match: regex.Match[str]) -> Quantity | None:
    """Build 八五折, which is 8.5 折."""
    value = parse_numeral(match["whole"]) + parse_numeral(match["tenths"]) / 10
    span = Span(match.start("whole"), match.end())
    return with_modifiers(match.string, span, value, None, "折", "fold", "", "chinese", "quantity.discount")


def _half_alone(match: regex.Match[str]) -> Quantity | None:
    """Build 半年以上, 半个月, 半小时; 一半以上 is a bare 0.5."""
    unit = match["unit"] or ""
    name = {"个月": "个月", "个小时": "小时"}.get(unit, unit)
    kind = "time" if unit else "bare"
    span = Span(match.start("one") if match["one"] else match.start(), match.end())
    return with_modifiers(match.string, span, Decimal("0.5"), None, name, kind, "", "chinese", "quantity.half")


def _parts(match: regex.Match[str]) -> Quantity | None:
    """Build a ratio of parts: 11.8:48.3:39.9, or 1:15 where the text says that it is a ratio."""
    folded = match.string
    core = Span(match.start("first"), match.end())
    written = folded[core.start : core.end]
    parts = tuple(Decimal(part) for part in written.split(":"))
    told = _tells_ratio(folded, core)
    if not told and (len(parts) == 2 or (_looks_like_clock(written) and sum(parts) != 100)):
        return None
    made = with_modifiers(folded, core, parts[0], None, ":", "ratio", "", "arabic", "quantity.parts")
    if made is None:
        return None
    return Quantity(
        made.start, made.end, core.start, core.end, parts[0], None, ":", made.comparator, "arabic", made.rule, parts
    )


def _tells_ratio(folded: str, core: Span) -> bool:
    """Say whether words beside 1:8 make it a ratio, and no time of day, score or scale of a map."""
    if _MAP.match(folded, core.end):
        return False
    if _TELLS_RATIO_AFTER.match(folded, core.end):
        return True
    clock = _CLOCK.fullmatch(folded, core.start, core.end) is not None
    tells, reach = (_TELLS_RATIO_NEAR, 10) if clock else (_TELLS_RATIO_FAR, 36)
    return tells.search(folded, max(0, core.start - reach), core.start) is not None


def _looks_like_clock(text: str) -> bool:
    fields = text.split(":")
    return len(fields) == 3 and all(len(field) == 2 and field < "60" for field in fields) and fields[0] < "25"


# 8:30, which only a word right before it makes a ratio; 2.45:1 can be no time of day
_CLOCK = regex.compile(r"[0-9]{1,2}:[0-5][0-9]")
# 三次产业[比]11.8:48.3:39.9 · 生师[比为]13:1 · 按[照]7:3 · 收入[比由]2.59:1[下降至]2.45:1 · 1:1[的比例] · 1:1[配套]
_TELLS_RATIO_NEAR = regex.compile(
    r"(?:比(?!赛|分(?!别))|比[例重值]|结构|按照?|杠杆|(?:拉动|带动|撬动|放大)(?:消费|投资|比)?)"
    r"(?:分别)?(?:为|达到|达|是|由|调整[到为]|优化[为到]|从|至|约|近|(?:下降|降低?|缩小|提高|提升|控制)[到至在为]|不低于|不高于|不超过)?[ ]?$"
)
# 收入[比由2020年的]2.51:1[缩小到2025年的]2.29:1 · [拉动消费约]1:8
_TELLS_RATIO_FAR = regex.compile(
    r"(?:比(?!例尺|如|较|赛|分(?!别)|武|拼)|结构|按照?|杠杆|拉动|带动|撬动|放大|配[备置])[^,。;、\n]{0,30}$"
    # 生师比分别为18.5:1、[13.5:1]
    r"|比分别[^,。;\n]{0,14}[0-9]:[0-9]{1,3}[、和]$"
)
_TELLS_RATIO_AFTER = regex.compile(r"(?:以上|以内|左右)?的?(?:比例(?!尺)|配比|比率|标准|放大|杠杆)|配[套备比]")
# 1:500[地形图] · 1:1万[比例尺]
_MAP = regex.compile(r"万?(?:比例尺|[^,。;、0-9\n]{0,4}图|数字|测绘)")

# Each search begins with a fixed character, and looks back from it for what stands before: that is fast.
# [11.8]:48.3:39.9
_FIND_PARTS = regex.compile(
    r":(?<=(?<![0-9:.])(?P<first>[0-9]{1,9}(?:\.[0-9]{1,6})?):)[0-9]++(?:\.[0-9]++)?(?::[0-9]++(?:\.[0-9]++)?){0,4}+(?![0-9:])"
)
# 百分之[五] · [百]分百
_FIND_PERCENT = regex.compile(
    rf"分(?<=(?<![{CHINESE}0-9])(?P<base>[百千万])分)(?:之(?P<whole>一?百(?![{DIGIT}]))?+|(?P<whole>百)(?<=百分百))"
)
# [三]分之[二] · [1]/[16]
_FIND_FRACTION = regex.compile(
    rf"(?<=(?<![{CHINESE}0-9])(?P<below>[{DIGIT}十百]{{1,5}}|(?<![0-9.])[0-9]{{1,4}}))分之(?P<above>[{DIGIT}十]{{1,4}}+|[0-9]{{1,3}}+)"
    r"|(?<=(?<![0-9A-Za-z./])(?<![^ \n(:,]-)(?P<above>[0-9]{1,2}))/(?P<below>[0-9]{1,3}+)(?![0-9/.A-Za-z年月万])"
)
# 孕产妇死亡率[12]/10万
_FIND_PER_HUNDRED_THOUSAND = regex.compile(r"(?<=(?<![0-9./])(?P<count>[0-9]{1,4}(?:\.[0-9]{1,3})?))/(?:10|十)万")
# [八五]折
_FIND_DISCOUNT = regex.compile(
    r"折(?<=(?<![第〇零一二三四五六七八九十百千万0-9])(?P<whole>[一二三四五六七八九])(?P<tenths>[一二三四五六七八九])折)(?![叠扣旧算合射])"
)
# [半]年以上 · 一[半]以上
_FIND_HALF = regex.compile(
    rf"半(?:(?<![{CHINESE}0-9个每上下前后近年月天周多大各时夜]半)(?<!(?<!超)过半)(?P<unit>年|个月|天|小时|个小时|个学期|学期)(?![度报前后来期工决])"
    r"|(?<=(?:[占近约超过逾到达于]|[,。;、 ])(?P<one>一)半)(?![径成])(?=[,。;、\s以的]|$))"
)

RULES: Final[tuple[Rule[Quantity], ...]] = (
    Rule(
        "quantity.parts",
        _FIND_PARTS,
        _parts,
        {
            "三次产业比调整为11.8:48.3:39.9": "= 11.8:48.3:39.9 :",
            "师生比1:15": "= 1:15 :",
            "按7:3的比例分担": "= 7:3 :",
            "购房支出拉动消费约1:8": "~ 1:8 :",
            "杠杆放大1:8.3": "= 1:8.3 :",
        },
        ("2025年6月3日09:36:46", "上午8:30开会", "比例尺1:500地形图", "按1:2000地形图", "以3:1战胜", "比赛3:1结束"),
    ),
    Rule(
        "quantity.percent_words",
        _FIND_PERCENT,
        _percent_words,
        {
            "同比增长百分之六点三": "= 6.3 %",
            "百分之三十一到百分之百": "= 31..100 %",
            "降到千分之二以下": "<= 2 ‰",
            "万分之三": "= 0.03 %",
        },
        ("得了百分", "千分考核"),
    ),
    Rule(
        "quantity.fraction",
        _FIND_FRACTION,
        _fraction,
        {"三分之二以上": ">= 0.6667", "16分之5": "= 0.3125", "不少于五分之一": ">= 0.2"},
        ("百分之五", "2025/8/7", "24/7服务"),
    ),
    Rule(
        "quantity.per_hundred_thousand",
        _FIND_PER_HUNDRED_THOUSAND,
        _per_hundred_thousand,
        {"孕产妇死亡率控制在12/10万以内": "<= 12 /10万", "发病率8.5/10万": "= 8.5 /10万"},
        ("1/10", "3个/10万元"),
    ),
    Rule(
        "quantity.discount",
        _FIND_DISCOUNT,
        _discount,
        {"享受八五折优惠": "= 8.5 折", "租金不高于七八折": "<= 7.8 折"},
        ("八折", "一波三折", "十八折"),
    ),
    Rule(
        "quantity.half",
        _FIND_HALF,
        _half_alone,
        {"租住房屋半年以上": ">= 0.5 年", "不超过半个月": "<= 0.5 个月", "占一半以上": ">= 0.5"},
        ("上半年", "每半年", "过半", "半成品", "半年度"),
    ),
)
