"""Numbers with a unit: one number or a range, Arabic or Chinese, with sign, currency, 半 and 角 (数字加单位)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import regex

from policyx.grammar import comparator as words
from policyx.grammar.money import CENTS_FIRST, CURRENCY_LAST, cents_after, currency_before
from policyx.grammar.number import (
    ARABIC_NUMERAL,
    CHINESE,
    CHINESE_NUMERAL,
    DIGIT,
    Numeral,
    numeral_at,
    read_arabic,
    read_chinese,
)
from policyx.grammar.quantity import BETWEEN, Quantity, signed, with_modifiers
from policyx.grammar.set_phrase import in_set_phrase
from policyx.grammar.unit import Unit, first_characters, unit_at
from policyx.rule import Rule
from policyx.text import Span

# 30万[至]50万元 · 1万元[--]5万元 · 3[~]5名
_TO = regex.compile(r"(?:\(不?含\))? ?(?:-{1,3}|~{1,2}|至|到) ?(?:百分之)?")
# 10000[与]20000间 · 60[和]80之间
_AND = regex.compile(r" ?[与和] ?")
_FORMAL: Final = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")
# 三日[内] · 十日[以上]
_DAYS_BOUND = regex.compile(r"以[内上下]|之?内|左右")
_ITEM_DECIMAL = regex.compile(r"[0-9]{1,2}\.[0-9]{1,3}")
_NOT_BEFORE_HALF: Final = frozenset("数径")
_HALVED: Final = frozenset(("年", "天", "小时", "周年", "周"))
# Characters after which 一 belongs to another word: 统一, 唯一, 之一, 进一步 is no unit.
_ONE_WORDS: Final = frozenset("这那哪统唯同单专之划归逐其初高某任合不均惟独万")
# Characters beside a number, or behind its unit, that make it more than a plain one.
_SPECIAL_BEFORE: Final = CURRENCY_LAST | frozenset("-负下由从/\n。;: ")
_SPECIAL_AFTER: Final = frozenset(" \r\n&(-~至到与和半零〇整人0123456789" + DIGIT)
_GAPS: Final = frozenset(" \r\n&")
_SCALE_FIRST: Final = frozenset("百千万亿")
_DIGITS: Final = frozenset("0123456789")
# Characters with which 至, 到, 和 begin, and what may stand before them.
_JOINS: Final = frozenset(" -~至到与和(")
_AGENT: Final = frozenset("XxＸ×*/几数某多")


def _number(folded: str, first: Numeral, rule: str) -> Quantity | None:
    """Build the quantity that begins with the numeral *first*: range, unit, sign, modifiers."""
    unit = unit_at(folded, first.end)
    previous = folded[first.start - 1 : first.start]
    if previous and previous not in _SPECIAL_BEFORE:
        plain = _plain_number(folded, first, previous, unit, rule)
        if plain is not None:
            return plain
    if unit is None and _is_lone_digit(folded, first):
        return None
    return _any_number(folded, first, unit, rule)


def _plain_number(folded: str, first: Numeral, previous: str, unit: Unit | None, rule: str) -> Quantity | None:
    """Build the commonest quantity, 新建120个,: a unit right behind the number, and at most comparators beside them."""
    start, end, value, _, _, more, style = first
    name, kind = "", "bare"
    if unit is not None:
        if folded[end] in _GAPS or unit.kind == "tenth":
            return None
        end, name, kind = unit
    if style == "chinese" and (unit is None or _is_odd(folded, first, previous, unit)):
        return None
    following = folded[end : end + 1]
    if following in _SPECIAL_AFTER:
        return None
    before = words.before(folded, start) if previous in words.LAST_CHARACTERS else None
    after = words.after(folded, end, kind) if following in words.FIRST_CHARACTERS else None
    if before is None and after is None and not more:
        return Quantity(start, end, start, end, value, None, name, "=", style, rule)
    comparator = words.combined(before[1] if before else "=", after[1] if after else "=", more)
    begins, ends = before[0] if before else start, after[0] if after else end
    return Quantity(begins, ends, start, end, value, None, name, comparator, style, rule)


def _any_number(folded: str, first: Numeral, unit: Unit | None, rule: str) -> Quantity | None:
    """Build any quantity: with a range, a currency, cents, 半, a sign, a space before its unit."""
    if _is_item_number(folded, first):
        return None
    unit, second = _unit_and_second(folded, first, unit)
    if not _allowed(folded, first, second, unit):
        return None
    low, high = range_values(first, second, unit)
    start, end = first.start, _end(first, second, unit)
    name, kind = (unit.name, unit.kind) if unit else ("", "bare")
    if folded.startswith("半", end):
        name, end, low = _half(folded, name, end, low)
    if name == "元" and kind == "money" and high is None and folded[end : end + 1] in CENTS_FIRST:
        end, cents = cents_after(folded, end)
        low += cents
    if kind == "tenth":
        low, high, name = low * 10, high * 10 if high is not None else None, "%"
    currency = currency_before(folded, start)
    if currency and (kind == "money" or not unit):
        name, start = (name if unit and name != "元" else currency[1]), currency[0]
    start, low = signed(folded, start, low)
    more = (second or first).more
    return with_modifiers(folded, Span(start, end), low, high, name, kind, more, style_of(first, second), rule)


def _is_lone_digit(folded: str, first: Numeral) -> bool:
    """Say whether a single Chinese digit without a unit begins no range either: 统一, 唯一."""
    single = first.style == "chinese" and first.end - first.start == 1
    return single and folded[first.end : first.end + 1] not in _JOINS


def _is_odd(folded: str, first: Numeral, previous: str, unit: Unit) -> bool:
    """Say whether a Chinese numeral wants a closer look: a scale alone, 一 in a word, a formal digit, 日, 十分."""
    initial = folded[first.start]
    if initial in _SCALE_FIRST or initial in _FORMAL or unit.name == "日" or unit.kind == "score":
        return True
    return initial == "一" and previous in _ONE_WORDS


def _unit_and_second(folded: str, first: Numeral, unit: Unit | None) -> tuple[Unit | None, Numeral | None]:
    """Return the unit, and the second number when the two are a range."""
    joint = unit.end if unit else first.end
    second = second_of(folded, first, unit, joint)
    if second is None:
        return unit, None
    second_unit = unit_at(folded, second.end)
    if second_unit is None:
        return (None, second) if unit is None else (unit, None)
    if unit is not None and unit.name != second_unit.name:
        return unit, None
    return second_unit, second


def second_of(folded: str, first: Numeral, unit: Unit | None, joint: int) -> Numeral | None:
    """Return the number after 至, 到, - or ~ at *joint* when the two are a range, else None.

    Example:
        >>> first = numeral_at("三至六年", 0)
        >>> second_of("三至六年", first, None, 1).value
        Decimal('6')
    """
    if folded[joint : joint + 1] not in _JOINS:
        return None
    to = _TO.match(folded, joint)
    both = None if to else _AND.match(folded, joint)
    link = to or both
    if link is None:
        return None
    second = numeral_at(folded, link.end())
    if second is None or (both and not BETWEEN.match(folded, second.end)):
        return None
    if unit is not None and to and folded[first.start - 1 : first.start] in ("由", "从"):
        return None  # 由5个到10个 are two levels
    low, high = range_values(first, second, unit)
    return second if high is not None and low < high else None


def range_values(first: Numeral, second: Numeral | None, unit: Unit | None) -> tuple[Decimal, Decimal | None]:
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


def style_of(first: Numeral, second: Numeral | None) -> str:
    """Return the style of a range: that of both numbers, or ``mixed``."""
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


# ---------------------------------------------------------------- what is no quantity after all


def _is_item_number(folded: str, first: Numeral) -> bool:
    """Say whether 2.2 is the number of an item (`2.2本计划…`): a decimal at a line's start before plain text."""
    if first.style != "arabic" or first.scale != 1 or (first.start and folded[first.start - 1] not in "\n。;:"):
        return False
    if folded[first.start - 2 : first.start] in ("t;", "e;", "p;"):
        return False  # &lt;0.5
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
    if folded[first.start - 1 : first.start] == "/" and first.start > 1 and folded[first.start - 2] not in _DIGITS:
        return False  # 每人1只/4小时
    if first.style != "chinese":
        return True
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


# 居全省第6,[17]个: a comma parts two numbers unless three digits follow it
_FIND_ARABIC = regex.compile(rf"(?=[0-9])(?<![0-9.]|[0-9],(?=[0-9]{{3}}(?![0-9]))){ARABIC_NUMERAL}", regex.VERBOSE)


def _chinese_pattern() -> regex.Pattern[str]:
    """Compile the search for Chinese numerals: only those before a unit, a range, a bound or the end of a word."""
    ahead = regex.escape(first_characters(), special_only=True)
    return regex.compile(
        rf"(?=[{DIGIT}零十拾百千万亿])(?<![{CHINESE}0-9第点]){CHINESE_NUMERAL}(?=[{ahead} 至到~与和以或左\-]|\W|$)",
        regex.VERBOSE,
    )


def _arabic(match: regex.Match[str]) -> Quantity | None:
    return _number(match.string, read_arabic(match), "quantity.arabic")


def _chinese(match: regex.Match[str]) -> Quantity | None:
    folded = match.string
    start, end = match.span()
    if in_set_phrase(folded, start):
        return None
    if match[0] == "一" and folded[start - 1 : start] in _ONE_WORDS and folded[end : end + 1] not in _JOINS:
        return None  # 统一, 之一
    return _number(folded, read_chinese(match), "quantity.chinese")


RULES: Final[tuple[Rule[Quantity], ...]] = (
    Rule(
        "quantity.arabic",
        _FIND_ARABIC,
        _arabic,
        {
            "花费360余万元": "> 3600000 元",
            "种子发芽率98.75%以上": ">= 98.75 %",
            "每亩最高不超过260元": "<= 260 元",
            "突破40万人次": "> 400000 人次",
            "新增超720家": "> 720 家",
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
            "5G", "PM2.5", "https://example.cn/2025/1.html",
        ),
    ),
    Rule(
        "quantity.chinese",
        _chinese_pattern(),
        _chinese,
        {
            "建成两所示范校": "= 2 所",
            "租期为四至九年": "= 4..9 年",
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
