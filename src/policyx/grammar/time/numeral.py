"""The small numerals of dates: 二〇二五, 十二, 廿, 05, 两, 半."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30}


def year_number(word: str) -> int:
    """Return the year that *word* spells digit by digit.

    Example:
        >>> year_number("二〇二五"), year_number("2025")
        (2025, 2025)
    """
    return int("".join(str(_DIGITS.get(char, char)) for char in word))


def small_number(word: str) -> int:
    """Return the whole number below 1000 that *word* writes, in Arabic or Chinese digits.

    Example:
        >>> [small_number(word) for word in ("05", "十二", "三十", "廿五", "首", "两", "一百二十")]
        [5, 12, 30, 25, 1, 2, 120]
    """
    if word == "首":
        return 1
    if word.isdecimal():
        return int(word)
    total = digit = 0
    for char in word:
        if char == "百":
            total += (digit or 1) * 100
            digit = 0
        elif char in _TENS:
            total += (digit or 1) * _TENS[char] if char == "十" else _TENS[char]
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


def amount(word: str) -> float:
    """Return the number of periods that *word* writes: 三, 2.5, 半.

    Example:
        >>> amount("半"), amount("2.5"), amount("三")
        (0.5, 2.5, 3.0)
    """
    if word == "半":
        return 0.5
    return float(word) if word[0].isdigit() else float(small_number(word))
