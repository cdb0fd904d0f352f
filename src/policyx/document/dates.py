"""Full dates as headers and signatures write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from policyx import lazy

# 2024年3月5日, 二〇二四年三月五日, 2024-03-05, 2024/3/5: groups 1-3 Arabic, 4-6 Chinese, 7-9 with marks.
FULL_DATE: Final = lazy.compile(
    r"(?<!\d)(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
    r"|([〇零一二三四五六七八九]{4}) ?年 ?([一二三四五六七八九十]{1,3}) ?月 ?([一二三四五六七八九十]{1,3}) ?日"
    r"|(?<!\d)(\d{4})([-/.])(\d{1,2})\8(\d{1,2})(?!\d)"
)
# 年3月5日  年三月十五日: what follows the year of a date in words; its literal first character makes the search fast.
DAY_OF_YEAR: Final = lazy.compile(
    r"年 ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?月 ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?日"
)
_DIGITS: Final = {ord(sign): str(value % 10) for value, sign in enumerate("零一二三四五六七八九")} | {ord("〇"): "0"}


# 二〇二六年: a year in Chinese digits
_CHINESE_YEAR: Final = lazy.compile("[〇零一二三四五六七八九]{4}(?=年)")


def with_arabic_years(folded: str) -> str:
    """Return *folded* with years in Chinese digits as Arabic ones, character for character.

    Example:
        >>> with_arabic_years("二〇二六年工作要点")
        '2026年工作要点'
    """
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), folded)


def _small(numeral: str) -> int:
    """Return the value of a Chinese numeral below 100."""
    if "十" not in numeral:
        return int(numeral.translate(_DIGITS))
    tens, _, ones = numeral.partition("十")
    return 10 * (_small(tens) if tens else 1) + (_small(ones) if ones else 0)


def iso_date(match: re.Match[str]) -> str:
    """Return the ISO date of a `FULL_DATE` match, or an empty string when there is no such day.

    Example:
        >>> iso_date(FULL_DATE.search("二〇二四年三月十五日"))
        '2024-03-15'
    """
    if match[1]:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match[4]:
        year, month, day = int(match[4].translate(_DIGITS)), _small(match[5]), _small(match[6])
    else:
        year, month, day = int(match[7]), int(match[9]), int(match[10])
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2100 else ""
    except ValueError:
        return ""


def first_date(text: str) -> str:
    """Return the ISO value of the first full date in *text*, or an empty string."""
    match = FULL_DATE.search(text)
    return iso_date(match) if match else ""
