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

# Patterns that begin with a digit; tried where a run of digits begins.
_AT_DIGIT: Final = (
    # 2025年6月30日 · 2025 年 · 2023-2025年 · 2025年-2027年 · 2024/2025学年 · 2025年度
    rf"(?<!\d)(?:1[6-9]|2[01])\d\d[ ]?(?:年?{_JOIN}(?:(?:1[6-9]|2[01])\d\d|\d\d(?!\d)))?[ ]?(?:年|学年)"
    rf"(?:[ ]?(?:{_JOIN})?{_MONTH}[ ]?月(?:份|[ ]?(?:{_JOIN})?{_DAY}[ ]?[日号])?)?+",
    # 6月30日 · 6月底 · 1-9月 · 3月至5月; but not 6个月
    rf"(?<![\d.]){_MONTH}[ ]?月?(?:{_JOIN}{_MONTH})?[ ]?月(?!龄)(?:份|[ ]?{_DAY}(?:{_JOIN}{_DAY}){{0,6}}+[ ]?[日号])?+",
    # 15日 · 5日至9日 · 15-20日; a count of days has a bound after it (15日内)
    rf"(?<![\d.])(?<!少于|低于|超过|至少|最长|最多|不足|满){_DAY}[ ]?[日号]?(?:{_JOIN}{_DAY}){{0,6}}+[ ]?(?:日(?!以上|以内|以下|内|左右|均|/)|号)(?!楼|线)",
    # 2025-05-14 09:30 · 2025.5.14 · 2025/08/07 · 20250807
    r"(?<!\d)(?:19|20)\d\d(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?!\d)(?:[ T]*\d{1,2}:\d\d(?::\d\d)?)?",
    r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d|\.\d|[元万亿])",
    # 1999.08-2002.02
    r"(?<!\d)(?:19|20)\d\d\.(?:0[1-9]|1[0-2])(?:-(?:19|20)\d\d\.(?:0[1-9]|1[0-2]))?(?![\d%])(?=[ ,。;、)\n\t-]|$)",
    # 14:30 · 09:36:46 · 20时 · 8时30分
    r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?!\d|:\d|\.\d)(?:-(?:[01]?\d|2[0-4]):[0-5]\d)?",
    r"(?<![\d.])(?:[01]?\d|2[0-4])[时点](?:[0-5]?\d分)?(?!长|均|段|位)",
    # 640422001/2025-00019 · 11330327/2024-12345 · 2024-0015号
    r"(?<![\d.])\d{5,}[A-Z]?[-/]\d{4}[-/]\d++ | \d{4}-\d{4,}(?=号)",
    # 0577-12345678 · 13812345678 · 400-123-4567 · 12345热线
    r"(?<!\d)(?:0\d{2,3}[-) ][ ]?\d{7,8}(?:-\d{1,6})?|1[3-9]\d{9}|[48]00-\d{3,4}-\d{3,4})(?!\d)",
    r"(?<![\d.])(?:12[0-9]{3}|100\d\d|95\d{3}|96\d{3,4}|1(?:10|14|19|20|22))(?=[\"”]?(?:热线|电话|平台|打|政务|便民|举报|投诉|急救|来电|来咨))",
    r"(?<=(?:拨打|电话:?|热线:?|传真:?|邮编:?|邮政编码:?|QQ:?|微信:?|致电)[ ]?)\d[\d -]{2,40}\d",
    # 5G · 3D · 4K · 5A级 · 12V : digits and then a letter that is no unit
    r"(?<![\d.])\d{1,2}(?:[GDKAESBCFHIJNPQRUXYZ]|D打印)(?![A-Za-z/])",
    # 20XX年 · 2×× · 1+X · 3+2 · 8+4 · 5+1
    r"\d++[XxＸ×*]{2,} | \d++×(?!\d) | (?<![\d.])(?:\d++|N|n)(?:\+(?:\d++|[XxNn]))++ | \d++\+(?=[一-龥A-Za-z])",
    # 3·15 · 12·9 : days with a name
    r"(?<![\d.])\d{1,2}·\d{1,2}(?!\d)",
    # 2.0版 · 1.0版本 · 3.0时代
    r"(?<![\d.])\d\.\d(?=版|升级|时代|模式)",
    # 7×24小时 · 7*24
    r"(?<!\d)7[ ]?[×*xX][ ]?24(?:小时)?",
    # 2.2.1 · 10.3.2.1
    r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){2,}(?!\d)",
    # 123456@example.cn
    r"\d++@[\w.]++",
    # a number of more than 16 digits is an identifier
    r"(?<!\d)\d{17,}",
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
# Patterns that begin with another mark.
_AT_MARK: Final = (
    # 〔2024〕7号 · [2023]第15号 · (2022)3号
    r"[〔\[(【]\d{4}[〕\])】][ ]?第?[ ]?\d++[ ]?(?:-\d++[ ]?)?号?",
    # 第六届 · 第2 · 第十四条 · 第1-3名 · 第二、三批
    rf"第[ ]?(?:\d++(?:\.\d++)?|{_CN}++)(?:{_JOIN}第?(?:\d++|{_CN}++)(?![.\d%万亿]))*+"
    r"(?:[ ]?[位名个人家次只条期批届轮季项款章节条号版组类档级等])?",
    # (1) · (20) · (三) : item numbers in brackets
    rf"\([ ]?(?:\d{{1,3}}|{_CN}{{1,3}})[ ]?\)",
    # 1. · 2、 · 2.2.1 · 3) at the start of a line
    rf"\n[ \t]*+(?:\d{{1,3}}(?:\.\d{{1,3}})*+[ ]?(?:[、)]|\.(?!\d))|{_CN}{{1,3}}[、.])",
    # 二〇二五年六月三十日 · 六月底 · 三十日
    r"[一二][〇零一二三四五六七八九]{3}年(?:(?:十[一二]?|[一-九])月(?:[一二三]?十?[一二三四五六七八九]?日)?)?",
    r"(?<![个〇零一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九])月(?!龄)(?:份|[一二三]?十?[一二三四五六七八九]?日)?+",
    r"[二三]?十[一二三四五六七八九]?日(?!以|内)",
)


def _any(patterns: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{pattern})" for pattern in patterns), regex.VERBOSE)


# Where to look: a plain number between Chinese characters (新建120个) is passed over at once; then runs of digits,
# runs of letters, and marks, of which a Chinese numeral counts only before 月, 日 or as four digits of a year.
_ANCHOR: Final = regex.compile(
    r"(?<=[一-龥])\d++(?:\.\d++)?+[%万亿个元名家所项人]"
    r"|(?P<digit>\d++)|(?P<letter>[A-Za-z]++)"
    r"|(?P<mark>[第〔\[(【\n]|[一二三四五六七八九十]{1,3}+(?=[月日])|[一二][〇零一二三四五六七八九]{3}(?=年))"
)
_BY_GROUP: Final = {"digit": _any(_AT_DIGIT), "letter": _any(_AT_LETTER), "mark": _any(_AT_MARK)}


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
    for anchor in _ANCHOR.finditer(folded, done):
        group = anchor.lastgroup
        if group is None or anchor.start() < done:
            continue
        match = _BY_GROUP[group].match(folded, anchor.start())
        if match is not None:
            done = match.end()
            spans.append(Span(match.start(), done))
    return spans


# An item number at the very start of the text, where no line break stands before it.
_LEADING_ITEM: Final = regex.compile(rf"[ \t]*+(?:\d{{1,3}}(?:[、)]|\.(?!\d))|{_CN}{{1,3}}[、])")
