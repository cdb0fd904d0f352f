"""Numerals and their values: Arabic, Chinese, formal (壹佰), mixed (12亿3千万), with their scale (万, 亿).

A numeral here is the number and its scale alone: no unit, no sign, no comparator. Values are exact decimals in
base units: ``1.5万`` is 15000.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

import regex

# 一 … 九 and the formal digits of cheques and contracts; 两 counts, 廿 and 卅 do not turn up as quantities.
_DIGITS: Final = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}

DIGIT: Final = "一二两三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖"
"""Chinese digits from one to nine, as the inside of a character class."""

CHINESE: Final = "〇零" + DIGIT + "十拾百佰千仟万亿"
"""All characters of a Chinese numeral, as the inside of a character class."""

# 里程2[ 184].6公里 · 企业9[ 100]余家 : a space parts thousands where a word ends before the number and one begins after it
# (表2 184 no)
_SPACED = (
    r"[ ](?<=[一-鿿,:;(、~<>≥≤-](?<![表图件第号例栏附录])[1-9][0-9]{0,2}[ ])[0-9]{3}(?:[ ][0-9]{3})*+(?![0-9,]|[ ][0-9])"
    r"(?=(?:\.[0-9]++)?+[ ]?(?:[一-鿿㎡]|%|km|℃))"
)
# 3,000,000 · 82,225.00 · 12 · 0.5
# 修路3 . 6公里, 产值1 .2亿元, 同比增长4·7%: a point with spaces or printed high, inside a sentence and before a unit
_LOOSE_POINT = (
    r"(?:[ ]\.[ ]?|\.[ ]|·)(?<=[一-鿿](?<![表图件第号例栏附录务项条款点章节])[ ]?[0-9]{1,4}(?:[ ]\.[ ]?|\.[ ]|·))"
    r"[0-9]{1,2}(?=[ ]?(?:[万亿%‰元亩吨倍米]|公[里顷斤]|平方|立方|个百分点))"
)
# [0-9]: folded text has ASCII digits, and the \d of `regex` knows digits of scripts that `Decimal` does not read yet.
_ARABIC = rf"[0-9]++(?:,(?<=(?<![0-9])[0-9]{{1,3}},)[0-9]{{3}}(?:,[0-9]{{3}})*+(?![0-9])|{_SPACED})?+(?:\.[0-9]++|{_LOOSE_POINT})?+"
# A scale is not the first half of a unit: 3千瓦, 5千克, 2.5百分点.
_THOUSAND = r"[千仟](?![克瓦卡伏帕赫焦字])"
# 万 · 亿 · 万亿 · 百万 · 千万 · 千
_ARABIC_SCALE = rf"(?:{_THOUSAND}(?!米)[万亿]{{0,2}}+|[十拾百佰]?[万亿]{{1,2}}+|[百佰](?!分))"
# The rest of a mixed numeral after its first scale: 12亿[3千万] · 5万[4千6百] · 25万[6千] · 1亿[2345万] · 1千[零1] · 3万[5000]元
_REST = rf"""
    (?:[零〇]?(?:[0-9]{{1,4}}|[{DIGIT}])(?:[十拾百佰]?[万]|{_THOUSAND}万?|[百佰](?!分)万?)){{0,6}}+
    (?:[零〇](?:[0-9]{{1,3}}+|[{DIGIT}](?![{CHINESE}]))|(?<=万)[0-9]{{4}}(?=[元人名个户亩吨])|(?<=千)[{DIGIT}](?=百))?+
"""
# 一百五十二 · 十五 · 一千零一 · 四千万零六千 · 二十一万亿 · 三
_PLACE = rf"(?:[十拾百佰]|{_THOUSAND})"
_BIG = r"[万亿]{1,2}+[零〇]?"
_FIRST = rf"[{DIGIT}]?(?:{_PLACE}[万亿]{{0,2}}+[零〇]?|{_BIG})"
_NEXT = rf"(?:[{DIGIT}](?:{_PLACE}[万亿]{{0,2}}+[零〇]?|{_BIG})|[十拾][万亿]{{0,2}}+)"
_INTEGER = rf"(?:{_FIRST}{_NEXT}{{0,14}}+(?:[{DIGIT}](?![十拾百佰千仟万亿零〇]))?+|[{DIGIT}])"
# 零点五 · 六点四二万 · 二十点一万; but not 三点十五分
_FRACTION = rf"点(?=[零〇{DIGIT}])[零〇{DIGIT}]++(?![十拾百佰千仟])[万亿]{{0,2}}+"
_CHINESE_NUMERAL = rf"(?:[零〇](?={_FRACTION})|{_INTEGER})(?:{_FRACTION})?+(?![〇零{DIGIT}])"

# 740[余]万 · 10[多]个 · 30[几]个 · 10[来]岁
_MORE = r"(?:[余多来]|几(?=[个名人所家项次场件种条户万千百亿]))"

ARABIC_NUMERAL: Final = rf"""
    (?P<arabic>{_ARABIC})
    (?:
        (?=[ \r\n余多来几十拾百佰千仟万亿])
        (?:[ ]?(?P<more>{_MORE})(?=[ ]?[万亿千百]))?+
        (?:[ ]{{0,2}}(?:\r?\n(?=[万亿]))?(?P<scale>{_ARABIC_SCALE})(?P<rest>{_REST}))?+
        (?:[ ]?(?P<more>{_MORE}))?+
    )?+
"""
"""Verbose pattern of a numeral that begins with a digit; its groups are those of `read_arabic`, in their order."""

CHINESE_NUMERAL: Final = rf"""
    (?P<chinese>{_CHINESE_NUMERAL})
    (?:(?P<more>{_MORE})(?=[万亿千百])(?P<scale>{_ARABIC_SCALE}))?+
    (?:[ ]?(?P<more>{_MORE}))?+
"""
"""Verbose pattern of a numeral in Chinese; its groups are those of `read_chinese`, in their order."""

_AT_ARABIC = regex.compile(ARABIC_NUMERAL, regex.VERBOSE)
_AT_CHINESE = regex.compile(CHINESE_NUMERAL, regex.VERBOSE)


class Numeral(NamedTuple):
    """One numeral at its place: ``value`` in base units, ``mantissa`` without the last scale.

    ``more`` holds 余, 多, 几 or 来 when it stands inside or directly after the numeral (``360余万``, ``20余``); ``end``
    is after it. ``style`` is ``arabic``, ``chinese`` or ``mixed``.
    """

    start: int
    end: int
    value: Decimal
    mantissa: Decimal
    scale: int
    more: str
    style: str


def numeral_at(folded: str, position: int) -> Numeral | None:
    """Return the numeral that begins at *position* of *folded* text, or None.

    Example:
        >>> numeral_at("投资12亿3千万元", 2).value
        Decimal('1230000000')
    """
    match = _AT_ARABIC.match(folded, position)
    if match:
        return read_arabic(match)
    match = _AT_CHINESE.match(folded, position)
    return read_chinese(match) if match else None


def read_arabic(match: regex.Match[str]) -> Numeral:
    """Make the `Numeral` of a match of a pattern that is `ARABIC_NUMERAL` and perhaps look-arounds without groups.

    Example:
        >>> read_arabic(regex.compile(ARABIC_NUMERAL, regex.VERBOSE).match("360余万")).value
        Decimal('3600000')
    """
    arabic, more, scale, rest = match.groups()
    start, end = match.span()
    if not arabic.isdecimal():
        arabic = arabic.replace(",", "").replace(" ", "").replace("·", ".")
    mantissa = Decimal(arabic)
    if scale is None:
        return Numeral(start, end, mantissa, mantissa, 1, more or "", "arabic")
    factor = _factor(scale)
    value, style = mantissa * factor, "arabic"
    if rest:
        value = parse_numeral(f"{arabic}{scale}{rest}")
        style = "arabic" if _DIGITS.keys().isdisjoint(rest) else "mixed"
    return Numeral(start, end, value, mantissa, factor, more or "", style)


def read_chinese(match: regex.Match[str]) -> Numeral:
    """Make the `Numeral` of a match of a pattern that is `CHINESE_NUMERAL` and perhaps look-arounds without groups.

    Example:
        >>> read_chinese(regex.compile(CHINESE_NUMERAL, regex.VERBOSE).match("二百三十余万")).value
        Decimal('2300000')
    """
    chinese, more, scale = match.groups()
    value, mantissa, factor = _chinese(chinese)
    if scale:
        mantissa, factor = value, _factor(scale)
        value *= factor
    return Numeral(*match.span(), value, mantissa, factor, more or "", "chinese")


@lru_cache(maxsize=4096)
def _chinese(base: str) -> tuple[Decimal, Decimal, int]:
    """Return value, mantissa and scale of a Chinese numeral; the same few hundred turn up all the time."""
    value = parse_numeral(base)
    return value, *_split_scale(base, value)


@lru_cache(maxsize=256)
def _factor(scale: str) -> int:
    factor = 1
    for character in scale:
        factor *= _SCALES[character]
    return factor


def _split_scale(base: str, value: Decimal) -> tuple[Decimal, int]:
    """Split 三十万 into 30 and 10000, for a range that says its scale once (十八至三十万)."""
    head = base.rstrip("万亿")
    if head and head != base:
        return parse_numeral(head), _factor(base[len(head) :])
    if len(base) > 1 and base[-1] in "百佰千仟":
        return parse_numeral(base[:-1]), _SCALES[base[-1]]
    return value, 1


def parse_numeral(text: str) -> Decimal:
    """Return the value of a well-formed numeral, Arabic, Chinese or mixed, without 余, 多 and signs.

    Args:
        text: The numeral alone, folded, such as ``一千零一``, ``5亿1万4千6百``, ``六点四二万``.

    Raises:
        ValueError: *text* is no numeral.

    Example:
        >>> parse_numeral("五亿零六"), parse_numeral("三点一四")
        (Decimal('500000006'), Decimal('3.14'))
    """
    if not text:
        raise ValueError("an empty string is no numeral")
    for character in "亿万":
        head, mark, tail = text.rpartition(character)
        if mark:
            factor = _SCALES[character]
            return (parse_numeral(head) if head else Decimal(1)) * factor + _tail(tail, factor)
    whole, point, fraction = text.partition("点")
    if point:
        digits = "".join(str(_DIGITS[character]) for character in fraction)
        return _below_ten_thousand(whole) + Decimal(f"0.{digits}")
    return _below_ten_thousand(text)


def _tail(tail: str, factor: int) -> Decimal:
    """Return what follows a scale; a lone digit is the next place down (三万五 is 35000)."""
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and tail in _DIGITS and tail not in "〇零":
        return Decimal(_DIGITS[tail] * factor // 10)
    return parse_numeral(tail)


def _below_ten_thousand(text: str) -> Decimal:
    """Return the value of a section such as 三百二十, 零五, 2千零30, or of a string of digits."""
    text = text.lstrip("〇零") or "零"
    for marks, factor in (("千仟", 1000), ("百佰", 100), ("十拾", 10)):
        index = max(text.rfind(mark) for mark in marks)
        if index >= 0:
            head, tail = text[:index], text[index + 1 :]
            value = (_below_ten_thousand(head) if head else Decimal(1)) * factor
            return value + (_tail(tail, factor) if factor > 10 else _units(tail))
    return _units(text)


def _units(text: str) -> Decimal:
    if not text:
        return Decimal(0)
    if text[0] in "0123456789":
        return Decimal(text.replace(",", ""))
    try:
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    except KeyError as error:
        raise ValueError(f"{text!r} is no numeral") from error
