"""Quantities: a number with its scale, unit and the comparator words that touch it (数量).

`scan_quantities` finds them in folded text without looking at context; what a quantity is said about, and
whether it is an indicator at all, is decided in `policyx.link`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from policyx.grammar import comparator as words
from policyx.grammar.money import cents_after, currency_before
from policyx.grammar.non_quantity import masked_spans
from policyx.grammar.number import CHINESE, DIGIT, NUMERAL, Numeral, numeral_at, parse_numeral, read
from policyx.grammar.set_phrase import in_set_phrase
from policyx.grammar.unit import Unit, first_characters, unit_at
from policyx.records import Comparator
from policyx.rule import Rule
from policyx.text import Span, fold


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity at its place in the text.

    Attributes:
        start: Where the quote begins: number, scale, unit and the modifiers that touch it (``不低于2小时``).
        end: Where the quote ends.
        core_start: Where number, scale and unit begin.
        core_end: Where number, scale and unit end.
        value: The number in base units, exact (``1.5万`` is 15000); a fraction is rounded to four places.
        value_max: The upper end of a range, else None.
        unit: As RECORDS.md wants it; empty for a bare number.
        comparator: From the modifiers that touch the number.
        style: ``arabic``, ``chinese`` (the numeral is written in Chinese only) or ``mixed``.
        rule: Id of the rule that found it.
        parts: The numbers of a ratio of parts (``11.8:48.3:39.9``), else None.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    style: str
    rule: str
    parts: tuple[Decimal, ...] | None = None

    def label(self) -> str:
        """Return comparator, value and unit in one line, as rules and tests write them.

        Example:
            >>> scan_quantities("每年选派3-5名教师")[0].label()
            '= 3..5 名'
        """
        if self.parts:
            value = ":".join(_plain(part) for part in self.parts)
        else:
            value = _plain(self.value) + (f"..{_plain(self.value_max)}" if self.value_max is not None else "")
        return f"{self.comparator} {value} {self.unit}".rstrip()


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# 30万[至]50万元 · 1万元[--]5万元 · 3[~]5名
_TO = regex.compile(r"(?:\(不?含\))? ?(?:-{1,3}|~{1,2}|至|到) ?(?:百分之)?")
# 10000[与]20000间 · 60[和]80之间
_AND = regex.compile(r" ?[与和] ?")
_BETWEEN = regex.compile(r" ?之?间(?![接隔])")
_FORMAL: Final = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")
# 三日[内] · 十日[以上]
_DAYS_BOUND = regex.compile(r"以[内上下]|之?内|左右")
_ITEM_DECIMAL = regex.compile(r"\d{1,2}\.\d{1,3}")
_NOT_BEFORE_HALF: Final = frozenset("数径")
_HALVED: Final = frozenset(("年", "天", "小时", "周年", "周"))
# Characters after which 一 belongs to another word: 统一, 唯一, 之一, 进一步 is no unit.
_ONE_WORDS: Final = frozenset("这那哪统唯同单专之划归逐其初高某任合不均惟独万")
_SIGN_AFTER: Final = frozenset(" \t\n([{,;:、=<>长降为达到是至由率从在气温")
_AGENT: Final = frozenset("XxＸ×*/几数某多")

# ---------------------------------------------------------------- numbers with a unit


def _number(match: regex.Match[str], rule: str) -> Quantity | None:
    """Build the quantity that begins with the numeral of *match*: range, unit, sign, modifiers."""
    folded, first = match.string, read(match)
    if _is_item_number(folded, first):
        return None
    unit, second = _unit_and_second(folded, first)
    if not _allowed(folded, first, second, unit):
        return None
    low, high = _values(first, second, unit)
    start, end = first.start, _end(first, second, unit)
    name, kind = (unit.name, unit.kind) if unit else ("", "")
    name, end, low = _half(folded, name, end, low)
    if kind == "money" and name == "元" and high is None:
        end, cents = cents_after(folded, end)
        low += cents
    if kind == "tenth":
        low, high, name = low * 10, high * 10 if high is not None else None, "%"
    currency = currency_before(folded, start)
    if currency and (kind == "money" or not unit):
        name, start = (name if unit and name != "元" else currency[1]), currency[0]
    start, low = _signed(folded, start, low)
    more = (second or first).more
    return _with_modifiers(folded, Span(start, end), low, high, name, kind or "bare", more, _style(first, second), rule)


def _unit_and_second(folded: str, first: Numeral) -> tuple[Unit | None, Numeral | None]:
    """Return the unit, and the second number when the two are a range."""
    unit = unit_at(folded, first.end)
    joint = unit.end if unit else first.end
    second = _second(folded, first, unit, joint)
    if second is None:
        return unit, None
    second_unit = unit_at(folded, second.end)
    if second_unit is None:
        return (None, second) if unit is None else (unit, None)
    if unit is not None and unit.name != second_unit.name:
        return unit, None
    return second_unit, second


def _second(folded: str, first: Numeral, unit: Unit | None, joint: int) -> Numeral | None:
    if joint >= len(folded) or folded[joint] not in " -~至到与和(":
        return None
    to = _TO.match(folded, joint)
    both = None if to else _AND.match(folded, joint)
    link = to or both
    if link is None:
        return None
    second = numeral_at(folded, link.end())
    if second is None or (both and not _BETWEEN.match(folded, second.end)):
        return None
    if unit is not None and to and folded[first.start - 1 : first.start] in ("由", "从"):
        return None  # 由5个到10个 are two levels
    low, high = _values(first, second, unit)
    return second if high is not None and low < high else None


def _values(first: Numeral, second: Numeral | None, unit: Unit | None) -> tuple[Decimal, Decimal | None]:
    """Give the first number of a range the scale that is said once (两到三万), unless it is larger (8500到3万)."""
    if second is None:
        return first.value, None
    low = first.value
    shared = first.scale == 1 and second.scale > 1 and low < second.mantissa
    if shared and (unit is None or unit.end >= second.end or first.end == unit.end):
        low *= second.scale
    return low, second.value


def _end(first: Numeral, second: Numeral | None, unit: Unit | None) -> int:
    last = second or first
    return max(last.end, unit.end if unit else 0)


def _style(first: Numeral, second: Numeral | None) -> str:
    if second is None or second.style == first.style:
        return first.style
    return "mixed"


def _half(folded: str, name: str, end: int, value: Decimal) -> tuple[str, int, Decimal]:
    """Read 半 behind a unit (一年半) or inside it (两个半月)."""
    following = folded[end : end + 1]
    if following != "半" or folded[end + 1 : end + 2] in _NOT_BEFORE_HALF:
        return name, end, value
    half = Decimal("0.5")
    if name in _HALVED:
        return name, end + 1, value + half
    if name == "个" and folded.startswith("月", end + 1):
        return "个月", end + 2, value + half
    if name == "个" and folded.startswith("小时", end + 1):
        return "小时", end + 3, value + half
    return name, end, value


def _signed(folded: str, start: int, value: Decimal) -> tuple[int, Decimal]:
    previous = folded[start - 1 : start]
    if previous == "负":
        return start - 1, -value
    if previous == "下" and folded.startswith("零下", start - 2):
        return start - 2, -value
    if previous == "-" and (start == 1 or folded[start - 2] in _SIGN_AFTER):
        return start - 1, -value
    return start, value


def _with_modifiers(
    folded: str,
    core: Span,
    low: Decimal,
    high: Decimal | None,
    unit: str,
    kind: str,
    more: str,
    style: str,
    rule: str,
) -> Quantity | None:
    """Add the comparator words that touch the core, and make the quantity."""
    bare_scale = rule == "quantity.chinese" and folded[core.start] in "百千万亿"
    first = words.before(folded, core.start, bare_scale)
    last = words.after(folded, core.end, kind)
    if bare_scale and kind != "money" and not first and not last:
        return None
    start = first[0] if first else core.start
    end = last[0] if last else core.end
    if high is not None and not last:
        end = _after_between(folded, end)
    comparator = words.combined(first[1] if first else "=", last[1] if last else "=", more)
    return Quantity(start, end, core.start, core.end, low, high, unit, comparator, style, rule)


def _after_between(folded: str, end: int) -> int:
    match = _BETWEEN.match(folded, end)
    return match.end() if match else end


# ---------------------------------------------------------------- what is no quantity after all


def _is_item_number(folded: str, first: Numeral) -> bool:
    """Say whether 2.2 is the number of an item (`2.2本计划…`): a decimal at a line's start before plain text."""
    if first.style != "arabic" or first.scale != 1 or (first.start and folded[first.start - 1] not in "\n。;:"):
        return False
    if not _ITEM_DECIMAL.fullmatch(folded, first.start, first.end):
        return False
    unit = unit_at(folded, first.end, gap=False)
    if _TO.match(folded, first.end):
        return False
    if unit is None:
        return first.end < len(folded) and folded[first.end] >= "一"
    return unit.kind in ("count", "people") and len(unit.name) == 1


def _allowed(folded: str, first: Numeral, second: Numeral | None, unit: Unit | None) -> bool:
    """Refuse a line break that parts a number from text which is not its unit, and Chinese numerals without unit."""
    if unit is not None and "\n" in folded[(second or first).end : unit.end] and not _runs_on(folded, first):
        return False
    if first.style != "chinese":
        return True
    if in_set_phrase(folded, first.start):
        return False
    if unit is None:
        return _bare_chinese(folded, first, second)
    previous = folded[first.start - 1 : first.start]
    word = folded[first.start : first.end]
    if word == "一" and previous in _ONE_WORDS:
        return False
    if word[0] in "百千万亿" and previous and previous in _AGENT:
        return False
    if word in _FORMAL and unit.kind != "money":
        return False  # 拾起, 陆家嘴
    if unit.name == "日" and not _DAYS_BOUND.match(folded, unit.end):
        return False  # 一日之计
    return not (unit.kind == "score" and word in ("十", "百", "万", "千"))


def _runs_on(folded: str, first: Numeral) -> bool:
    """Say whether text stands right before the number on its line (投资12.3⏎亿元, but not a page number)."""
    return first.start > 0 and folded[first.start - 1] >= "一"


def _bare_chinese(folded: str, first: Numeral, second: Numeral | None) -> bool:
    last = second or first
    word = folded[last.start : last.end]
    if len(word) < 2 or not any(scale in word for scale in "十百千万亿拾佰仟点") or word[0] in "百千万亿":
        return False
    following = folded[last.end : last.end + 1]
    return not following or following < "一" or following > "龥" or following in "以或左上之间的及余"


# ---------------------------------------------------------------- percent in words, fractions, halves, ratios


def _percent_words(match: regex.Match[str]) -> Quantity | None:
    """Build 百分之五, 百分之三至五, 百分之百, 千分之二, 万分之三."""
    folded = match.string
    if match["whole"]:
        low, end, high, style, more = Decimal(100), match.end(), None, "chinese", ""
    else:
        first = numeral_at(folded, match.end())
        if first is None:
            return None
        second = _second(folded, first, None, first.end) if first.end < len(folded) else None
        low, high = _values(first, second, None)
        end, style, more = (second or first).end, _style(first, second), (second or first).more
    unit = "‰" if match["base"] == "千" else "%"
    if match["base"] == "万":
        low, high = low / 100, high / 100 if high is not None else None
    start, low = _signed(folded, match.start(), low)
    return _with_modifiers(folded, Span(start, end), low, high, unit, "percent", more, style, "quantity.percent_words")


def _fraction(match: regex.Match[str]) -> Quantity | None:
    """Build 三分之二, 16分之5, 1/16."""
    folded = match.string
    below, above = parse_numeral(match["below"]), parse_numeral(match["above"])
    if below == 0 or above >= below:
        return None
    unit = unit_at(folded, match.end(), gap=False)
    name, kind, end = (unit.name, unit.kind, unit.end) if unit and unit.kind != "count" else ("", "bare", match.end())
    start, value = _signed(folded, match.start(), round(above / below, 4))
    style = "arabic" if match["below"].isascii() and match["above"].isascii() else "chinese"
    return _with_modifiers(folded, Span(start, end), value, None, name, kind, "", style, "quantity.fraction")


def _half_alone(match: regex.Match[str]) -> Quantity | None:
    """Build 半年以上, 半个月, 半小时; 一半以上 is a bare 0.5."""
    unit = match["unit"] or ""
    name = {"个月": "个月", "个小时": "小时"}.get(unit, unit)
    kind = "time" if unit else "bare"
    span = Span(*match.span())
    return _with_modifiers(match.string, span, Decimal("0.5"), None, name, kind, "", "chinese", "quantity.half")


def _parts(match: regex.Match[str]) -> Quantity | None:
    """Build a ratio of parts: 11.8:48.3:39.9, or 1:15 where the text says that it is a ratio."""
    folded = match.string
    parts = tuple(Decimal(part) for part in match[0].split(":"))
    told = _TELLS_RATIO_BEFORE.search(folded, max(0, match.start() - 8), match.start())
    told = told or _TELLS_RATIO_AFTER.match(folded, match.end())
    if not told and (len(parts) == 2 or (_looks_like_clock(match[0]) and sum(parts) != 100)):
        return None
    core = Span(*match.span())
    made = _with_modifiers(folded, core, parts[0], None, ":", "ratio", "", "arabic", "quantity.parts")
    if made is None:
        return None
    return Quantity(
        made.start, made.end, core.start, core.end, parts[0], None, ":", made.comparator, "arabic", made.rule, parts
    )


def _looks_like_clock(text: str) -> bool:
    fields = text.split(":")
    return len(fields) == 3 and all(len(field) == 2 and field < "60" for field in fields) and fields[0] < "25"


# 三次产业[比]11.8:48.3:39.9 · 生师[比为]13:1 · 按[照]7:3 · 1:1[的比例] · 1:1[配套]
_TELLS_RATIO_BEFORE = regex.compile(
    r"(?:比|比例|比重|结构|占比|按|按照)(?:为|达到|达|是|由|调整到|调整为|优化为|优化到|从|至|不低于|不高于)?[ ]?$"
)
_TELLS_RATIO_AFTER = regex.compile(r"(?:以上|以内)?的?(?:比例|配比|比率|标准)|配[套备比]")

_FIND_PARTS = regex.compile(r"(?<![\d:.])\d++(?:\.\d++)?(?::\d++(?:\.\d++)?){1,5}+(?![\d:])")
# 百分之[五] · [百]分百
_FIND_PERCENT = regex.compile(
    rf"(?<![{CHINESE}\d])(?P<base>[百千万])(?:分之(?P<whole>一?百(?![{DIGIT}]))?+|(?<=百)(?P<whole>分百))"
)
# [三]分之[二] · [1]/[16]
_FIND_FRACTION = regex.compile(
    rf"(?<![{CHINESE}\d])(?P<below>[{DIGIT}十百]{{1,5}}+|(?<![\d.])\d{{1,4}}+)分之(?P<above>[{DIGIT}十]{{1,4}}+|\d{{1,3}}+)"
    r"|(?<![\dA-Za-z./])(?<![^ \n(:,]-)(?P<above>\d{1,2})/(?P<below>\d{1,3}+)(?![\d/.A-Za-z年月])"
)
# [半]年以上 · 一[半]以上
_FIND_HALF = regex.compile(
    rf"(?<![{CHINESE}\d个每上下前后近年月天周多大各时夜])(?<!(?<!超)过)半(?P<unit>年|个月|天|小时|个小时|个学期|学期)(?![度报前后来期工决])"
    r"|(?<=[占近约超过逾到达于]|[,。;、 ])一半(?![径成])(?=[,。;、\s以的]|$)"
)
_FIND_ARABIC = regex.compile(rf"(?<![\d.]|\d,)(?=\d){NUMERAL}", regex.VERBOSE)


def _chinese_pattern() -> regex.Pattern[str]:
    """Compile the search for Chinese numerals: only those before a unit, a range, a bound or the end of a word."""
    ahead = regex.escape(first_characters(), special_only=True)
    return regex.compile(
        rf"(?<![{CHINESE}\d第点])(?=[{DIGIT}零十拾百千万亿]){NUMERAL}(?=[{ahead} 至到~与和以或左\-]|\W|$)",
        regex.VERBOSE,
    )


def _arabic(match: regex.Match[str]) -> Quantity | None:
    return _number(match, "quantity.arabic")


def _chinese(match: regex.Match[str]) -> Quantity | None:
    return _number(match, "quantity.chinese")


RULES: Final[tuple[Rule[Quantity], ...]] = (
    Rule(
        "quantity.parts",
        _FIND_PARTS,
        _parts,
        {
            "三次产业比调整为11.8:48.3:39.9": "= 11.8:48.3:39.9 :",
            "师生比1:15": "= 1:15 :",
            "按7:3的比例分担": "= 7:3 :",
        },
        ("2025年6月3日09:36:46", "上午8:30开会", "比例尺1:500地形图"),
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
        "quantity.half",
        _FIND_HALF,
        _half_alone,
        {"登记失业半年以上": ">= 0.5 年", "不超过半个月": "<= 0.5 个月", "占一半以上": ">= 0.5"},
        ("上半年", "每半年", "过半", "半成品", "半年度"),
    ),
    Rule(
        "quantity.arabic",
        _FIND_ARABIC,
        _arabic,
        {
            "投入740余万元": "> 7400000 元",
            "毛入园率99.95%以上": ">= 99.95 %",
            "每人最高不超过3000元": "<= 3000 元",
            "突破5000万人次": "> 50000000 人次",
            "新增超6000家": "> 6000 家",
            "每年选派3-5名": "= 3..5 名",
            "30万至50万元": "= 300000..500000 元",
            "8500到3万港元": "= 8500..30000 港元",
            "1万元--5万元": "= 10000..50000 元",
            "12亿3千万元": "= 1230000000 元",
            "提高1.5个百分点": "= 1.5 百分点",
            "每亩补助300元/亩": "= 300 元/亩",
            "PM2.5浓度35微克/立方米": "= 35 微克/立方米",
            "￥82,225.00元": "= 82225 元",
            "123元1角1分": "= 123.11 元",
            "投资12.3\n亿元": "= 1230000000 元",
            "增速为-2.5%": "= -2.5 %",
            "3541.07万元2.3": "= 35410700 元",
            "补贴9成": "= 90 %",
        },
        (
            "XX亿元", "20XX年", "县政发〔2024〕7号", "GB/T 9704-2012", "2025年6月底", "第2位", "0577-12345678", "1+X证书",
            "5G", "PM2.5", "https://example.cn/2025/1.html", "2.2本计划",
        ),
    ),
    Rule(
        "quantity.chinese",
        _chinese_pattern(),
        _chinese,
        {
            "建成两所示范校": "= 2 所",
            "任期为三至六年": "= 3..6 年",
            "翻了五番": "= 5 番",
            "六点四二万人": "= 64200 人",
            "壹佰贰拾元整": "= 120 元",
            "二百三十余万元": "> 2300000 元",
            "两到三万港元": "= 20000..30000 港元",
            "一年半": "= 1.5 年",
            "上百家企业": ">= 100 家",
            "两个半月": "= 2.5 个月",
        },
        ("第六届", "统一台账", "二〇二五年", "六月底", "十分重要", "“十四五”期间", "数百家", "党的二十大", "一带一路"),
    ),
)  # fmt: skip


def scan_quantities(folded: str) -> list[Quantity]:
    """Return all quantities of *folded* text in text order, not overlapping, bare numbers included.

    Nothing comes from dates, ordinals, item numbers, document, phone and standard numbers, identifiers,
    place-holders or set phrases.

    Args:
        folded: Text after `policyx.text.fold`; offsets are its code points.

    Example:
        >>> [quantity.label() for quantity in scan_quantities("到2027年新建学校3所,投资约1.2亿元")]
        ['= 3 所', '~ 120000000 元']
    """
    masks = masked_spans(folded)
    starts = [span.start for span in masks]
    found: list[tuple[int, int, Quantity]] = []
    for order, rule in enumerate(RULES):
        free = order == 0  # a ratio of parts may look like a time of day
        for quantity in _matches(rule.find, rule.build, folded):
            if free or not _is_masked(masks, starts, quantity):
                found.append((quantity.core_start, order, quantity))
    found.sort(key=lambda row: row[:2])
    return _disjoint(folded, (quantity for _, _, quantity in found))


def _matches(
    find: regex.Pattern[str], build: Callable[[regex.Match[str]], Quantity | None], folded: str
) -> Iterable[Quantity]:
    for match in find.finditer(folded):
        quantity = build(match)
        if quantity is not None:
            yield quantity


def _is_masked(masks: list[Span], starts: list[int], quantity: Quantity) -> bool:
    index = bisect_left(starts, quantity.core_end) - 1
    return index >= 0 and masks[index].end > quantity.core_start


def _disjoint(folded: str, quantities: Iterable[Quantity]) -> list[Quantity]:
    """Drop what overlaps an earlier quantity, and item numbers that follow one without a mark (…万元2.3…)."""
    kept: list[Quantity] = []
    end = 0
    for quantity in quantities:
        if quantity.core_start < end:
            continue
        if quantity.core_start == end and kept and not quantity.unit and quantity.parts is None:
            continue
        if quantity.start < end:
            quantity = replace(quantity, start=quantity.core_start)
        kept.append(quantity)
        end = quantity.end
    return kept


def find_quantities(text: str) -> list[Quantity]:
    """Find every quantity in *text*, without context: no names, no times, no status.

    Args:
        text: Any text, as it was read; offsets are its code points (``text[q.start:q.end]`` is the quote).

    Raises:
        TypeError: *text* is not a `str`.

    Example:
        >>> [quantity.label() for quantity in find_quantities("补助不超过５０万元")]
        ['<= 500000 元']
    """
    if not isinstance(text, str):
        raise TypeError(f"find_quantities wants the text as a str, not {type(text).__name__}; decode bytes first")
    return scan_quantities(fold(text))
