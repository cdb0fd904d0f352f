"""Stretches of text whose digits are no quantity: dates, ordinals, document numbers, identifiers, place-holders.

`masked_spans` is one pass over folded text. It knows dates only well enough to keep them out of quantities; their
values are the business of `policyx.grammar.time`.
"""

from __future__ import annotations

from typing import Final

import regex

from policyx.grammar.number import CHINESE
from policyx.text import Span

_CN = f"[{CHINESE}]"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_JOIN = r"[ ]?(?:-{1,3}|~|至|到|、|和|及|与|/)[ ]?"

# A list or a span: 3[、]5日 · 1[-]9月
_JOINS = " -~至到、和及与/"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Patterns that begin with a digit, tried where a run of digits begins, each with the characters that it goes on with
# after the run; none means any.
_AT_DIGIT: Final = (
    # 120 characters and more of digits and separators are data, and no text
    ("、-~:;/+至 ", r"(?<!\d)\d[\d、,.:;~/+至 -]{119,}+"),
    # 2025年6月30日 · 2025 年 · 2023-2025年 · 2025年-2027年 · 2024/2025学年 · 2025年度
    (
        _JOINS + "年学",
        rf"(?<!\d)(?:1[6-9]|2[01])\d\d[ ]?(?:年?{_JOIN}(?:(?:1[6-9]|2[01])\d\d|\d\d(?!\d)))?[ ]?(?:年|学年)"
        rf"(?:[ ]?(?:{_JOIN})?{_MONTH}[ ]?月(?:份|[ ]?(?:{_JOIN})?{_DAY}[ ]?[日号])?)?+",
    ),
    # 6月30日 · 6月底 · 1-9月 · 3月至5月; but not 6个月
    (
        _JOINS + "月",
        rf"(?<![\d.]){_MONTH}[ ]?月?(?:{_JOIN}{_MONTH})?[ ]?月(?!龄)(?:份|[ ]?{_DAY}(?:{_JOIN}{_DAY}){{0,6}}+[ ]?[日号])?+",
    ),
    # 15日 · 5日至9日 · 15-20日; a count of days has a bound beside it (15日内, 不少于15日)
    (
        _JOINS + "日号",
        rf"(?<![\d.])(?<!少于|低于|超过|至少|最长|最多|不足|满){_DAY}[ ]?[日号]?(?:{_JOIN}{_DAY}){{0,6}}+[ ]?(?:日(?!以上|以内|以下|内|左右|均|/)|号)(?!楼|线)",
    ),
    # 2025-05-14 09:30 · 2025.5.14 · 2025/08/07
    (
        "-/.",
        r"(?<!\d)(?:19|20)\d\d(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?!\d)(?:[ T]*\d{1,2}:\d\d(?::\d\d)?)?",
    ),
    # 20250807
    ("", r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d|\.\d|[元万亿])"),
    # 1999.08-2002.02
    (
        ".",
        r"(?<!\d)(?:19|20)\d\d\.(?:0[1-9]|1[0-2])(?:-(?:19|20)\d\d\.(?:0[1-9]|1[0-2]))?(?![\d%])(?=[ ,。;、)\n\t-]|$)",
    ),
    # 14:30 · 09:36:46
    (":", r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?!\d|:\d|\.\d)(?:-(?:[01]?\d|2[0-4]):[0-5]\d)?"),
    # 20时 · 8时30分
    ("时点", r"(?<![\d.])(?:[01]?\d|2[0-4])[时点](?:[0-5]?\d分)?(?!长|均|段|位)"),
    # 640422001/2025-00019 · 11330327/2024-12345 · 2024-0015号
    ("-/" + _LETTERS, r"(?<![\d.])\d{5,}[A-Z]?[-/]\d{4}[-/]\d++ | \d{4}-\d{4,}(?=号)"),
    # 0577-12345678 · 13812345678 · 400-123-4567
    ("", r"(?<!\d)(?:0\d{2,3}[-) ][ ]?\d{7,8}(?:-\d{1,6})?|1[3-9]\d{9}|[48]00-\d{3,4}-\d{3,4})(?!\d)"),
    # 12345热线 · 120急救
    (
        '"”热电平打政便举投急来',
        r"(?<![\d.])(?:12[0-9]{3}|100\d\d|95\d{3}|96\d{3,4}|1(?:10|14|19|20|22))(?=[\"”]?(?:热线|电话|平台|打|政务|便民|举报|投诉|急救|来电|来咨))",
    ),
    # 拨打 0577 1234567
    ("", r"(?<=(?:拨打|电话:?|热线:?|传真:?|邮编:?|邮政编码:?|QQ:?|微信:?|致电)[ ]?)\d[\d -]{2,40}\d"),
    # 5G · 3D · 4K · 5A级 · 12V : digits and then a letter that is no unit
    (_LETTERS, r"(?<![\d.])\d{1,2}(?:[GDKAESBCFHIJNPQRUXYZ]|D打印)(?![A-Za-z/])"),
    # 20XX年 · 2×× · 1+X · 3+2 · 8+4 · 5+1
    (
        "Xx×*+",
        r"\d++[Xx×*]{2,} | \d++×(?!\d) | (?<![\d.])(?:\d++|N|n)(?:\+(?:\d++|[XxNn]))++ | \d++\+(?=[一-鿿A-Za-z])",
    ),
    # 3·15 · 12·9 : days with a name
    ("·", r"(?<![\d.])\d{1,2}·\d{1,2}(?!\d|[ ]?[%‰万亿倍]|个百分点)"),
    # 2.0版 · 1.0版本 · 3.0时代
    (".", r"(?<![\d.])\d\.\d(?=版|升级|时代|模式)"),
    # 7×24小时 · 7*24
    (" ×*xX", r"(?<!\d)7[ ]?[×*xX][ ]?24(?:小时)?"),
    # 2.2.1 · 10.3.2.1
    (".", r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){2,}(?!\d)"),
    # 123456@example.cn
    ("@", r"\d++@[\w.]++"),
    # a number of more than 16 digits is an identifier
    ("", r"(?<!\d)\d{17,}"),
)
# Patterns that begin with a Latin letter; tried where a run of letters begins.
_AT_LETTER: Final = (
    # https://www.example.gov.cn/2025/08/t20250807_1.html
    r"(?:https?:|ftp:)//[!-~]++ | www\.[!-~]++",
    # GB/T 9704-2012 · DB33/T 2048.1-2017 · JGJ 39-2016 · ISO9001:2015
    r"(?:GB|DBJ?|HJ|JGJ|CJJ|CJ|JTG|JT|SL|NY|LY|MZ|WS|YY|TD|SB|TSG|SH|JB|HG|QB|GA|AQ|DL|TB|RB|CNAS|ISO|IEC|T)"
    r"(?:\d{2})?(?:/[A-Z]{1,6})?[ ]{0,2}[A-Z]?\d++(?:\.\d++)*+(?:[-:]\d++)*+",
    # K12+300 : a stake on a road
    r"[A-Z]?K\d{1,4}\+\d{3}(?:\.\d++)?+",
    # COVID-19 · FGD2025-03 · name2020@example.cn
    r"(?<!\d)[A-Za-z]{1,20}+[\dA-Za-z]{0,20}+[-_#@]\d?[\dA-Za-z.-]*+",
    # PM2.5 · CO2 · A4 · H7N9 · HPV2价 : one letter, or a known name, and its digits
    r"(?:PM|CO|SO|NO|AI|IPv|HPV|Web|HSK|[A-Za-z])\d++(?:\.\d++)?+(?:[A-Za-z]++\d*+)?+(?![%\d])",
    # iso9001 · t20250807 : but the number of GDP5.5% and OPC10家 is one
    r"[A-Za-z]++\d++(?:\.\d++)?+(?:[A-Za-z]++\d*+)?+(?![\d%万亿元个家名人项所户])",
    # 1+X · N+1
    r"[NnXx](?:\+(?:\d++|[A-Za-z]))++",
)
# Patterns that begin with another mark, or with a numeral behind which the search looks back.
_AT_MARK: Final = (
    # 〔2024〕7号 · [2023]第15号 · (2022)3号 : one search for each bracket
    *(rf"{bracket}\d{{4}}[〕\])】][ ]?第?[ ]?\d++[ ]?(?:-\d++[ ]?)?号?" for bracket in ("〔", r"\[", r"\(", "【")),
    # 第六届 · 第2 · 第十四条 · 第1-3名 · 第二、三批
    rf"第[ ]?(?:\d++(?:\.\d++)?|{_CN}++)(?:{_JOIN}第?(?:\d++|{_CN}++)(?![.\d%万亿]))*+"
    r"(?:[ ]?[位名个人家次只条期批届轮季项款章节条号版组类档级等])?",
    # (1) · (20) · (三) : item numbers in brackets
    rf"\([ ]?(?:\d{{1,3}}|{_CN}{{1,3}})[ ]?\)",
    # 1. · 2、 · 2.2.1 · 3) at the start of a line
    rf"\n[ \t]*+(?:\d{{1,3}}(?:\.\d{{1,3}})*+[ ]?(?:[、)]|\.(?!\d))|{_CN}{{1,3}}[、.])",
    # [十四]届全运会
    r"届(?<=(?<![第共续一二三四五六七八九十\d])(?P<numeral>\d{2}|[二三四五六七八九]?十[一二三四五六七八九]?)届)(?=[一-鿿])",
    # [二〇二五]年六月三十日
    r"年(?<=(?P<numeral>[一二][〇零一二三四五六七八九]{3})年)"
    r"(?:(?:十[一二]?|[一-九])月(?:[一二三]?十?[一二三四五六七八九]?日)?)?",
    # [六]月底 · [六]月三十日
    r"月(?<=(?<![个〇零一二三四五六七八九十])(?P<numeral>十[一二]?|[一二三四五六七八九])月)(?!龄)"
    r"(?:份|[一二三]?十?[一二三四五六七八九]?日)?+",
    # [三十]日
    r"日(?<=(?<![一二三四五六七八九十])(?P<numeral>[二三]?十[一二三四五六七八九]?)日)(?!以|内)",
)


_GOES_ON: Final = frozenset("".join(follow for follow, _ in _AT_DIGIT))
_CLASS = "".join(f"\\{character}" if character == "-" else character for character in sorted(_GOES_ON - {"."}))
# A run of digits that may be none of a quantity: 4 digits or more, or fewer before a character that one of the patterns
# goes on with (120个 is passed over), and a decimal only before one (2.0版).
_DIGITS: Final = regex.compile(rf"\d++(?:(?=[{_CLASS}])|(?<=\d{{4}})|(?=\.\d++[版升时模.]))")
_WORDS: Final = regex.compile(r"[A-Za-z]++")
_AT_WORD: Final[tuple[regex.Pattern[str], ...]] = (
    regex.compile("|".join(f"(?:{pattern})" for pattern in _AT_LETTER), regex.VERBOSE),
)
# Each mark's search, and the group with which the span begins.
_MARKED: Final = tuple(
    (regex.compile(pattern, regex.VERBOSE), "numeral" if "<numeral>" in pattern else 0) for pattern in _AT_MARK
)


def _by_following() -> dict[str, tuple[regex.Pattern[str], ...]]:
    """Return what to try at a run of digits, by the character behind it; under ``""`` for any other character."""
    compiled = [(follow, regex.compile(pattern, regex.VERBOSE)) for follow, pattern in _AT_DIGIT]
    return {
        character: tuple(pattern for follow, pattern in compiled if not follow or (character and character in follow))
        for character in (*_GOES_ON, "")
    }


_BY_FOLLOWING: Final = _by_following()


def masked_spans(folded: str) -> list[Span]:
    """Return the spans of *folded* text whose digits are no quantity, in text order.

    Example:
        >>> [tuple(span) for span in masked_spans("2025年6月新建5G基站200个")]
        [(0, 7), (9, 11)]
    """
    spans: list[Span] = []
    leading = _LEADING_ITEM.match(folded)
    if leading:
        spans.append(Span(*leading.span()))
    done = spans[0].end if spans else 0
    for start, end, kind in _places(folded, done):
        if start < done:
            continue
        if kind != _MARK:
            end = _end_at(folded, start, end, kind)
            if not end:
                continue
        done = end
        spans.append(Span(start, end))
    return spans


_MARK, _RUN, _WORD = range(3)


def _places(folded: str, begin: int) -> list[tuple[int, int, int]]:
    """Return what may be no quantity from *begin* on, in text order: marks whole, runs of digits and of letters."""
    places = [(*match.span(), _RUN) for match in _DIGITS.finditer(folded, begin)]
    places += ((*match.span(), _WORD) for match in _WORDS.finditer(folded, begin))
    for find, group in _MARKED:
        places += ((match.start(group), match.end(), _MARK) for match in find.finditer(folded, begin))
    places.sort()
    return places


def _end_at(folded: str, start: int, end: int, kind: int) -> int:
    """Return where what is no quantity ends that begins with the digits or letters from *start* to *end*, or 0."""
    patterns = _AT_WORD
    if kind == _RUN:
        patterns = _BY_FOLLOWING.get(folded[end : end + 1]) or _BY_FOLLOWING[""]
    for pattern in patterns:
        match = pattern.match(folded, start)
        if match is not None:
            return match.end()
    return 0


# An item number at the very start of the text, where no line break stands before it.
_LEADING_ITEM: Final = regex.compile(rf"[ \t]*+(?:\d{{1,3}}(?:[、)]|\.(?!\d))|{_CN}{{1,3}}[、])")
