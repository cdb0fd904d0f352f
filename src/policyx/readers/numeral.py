"""Numbers of lists in the formats that Word and HTML write them in.

The formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat); of those, the ones that Chinese and Western lists use.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(value: int, form: str) -> str:
    """Return *value* as a list of format *form* writes it; a format that is not known gives plain digits.

    Args:
        value: The item's number; beyond what the format can write, it gives plain digits too.
        form: A format's name in ECMA-376, such as ``chineseCounting``.

    Example:
        >>> [numeral(12, form) for form in ("chineseCounting", "ideographDigital", "decimalEnclosedCircle", "lowerRoman")]
        ['十二', '一二', '⑫', 'xii']
    """
    write = _FORMS.get(form)
    if write is None or not 0 <= value <= 99_999:
        return str(value)
    return write(value) or str(value)


def _counting(value: int, digits: str = _DIGITS, places: str = "十百千万", *, zero: str = "零") -> str:
    """Return 12 as 十二, 105 as 一百零五 (with *zero* between), 10 000 as 一万."""
    if value == 0:
        return digits[0]
    words, gap = "", False
    for place in range(len(str(value)) - 1, -1, -1):
        digit = value // 10**place % 10
        if digit:
            words += (zero if gap and words else "") + digits[digit] + (places[place - 1] if place else "")
        gap = digit == 0
    return words[1:] if 10 <= value < 20 and digits is _DIGITS else words


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _letters(value: int) -> str:
    """Return 1 as a, 27 as aa, as Word does: the letter repeats."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 780 else ""


def _roman(value: int) -> str:
    words = ""
    for size, letters in _ROMAN:
        words += letters * (value // size)
        value %= size
    return words if len(words) < 40 else ""


def _one_of(characters: Sequence[str]) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else ""


def _run(first: str, count: int) -> Callable[[int], str]:
    """Return a writer of the *count* characters from *first* on, as ① to ⑳."""
    return _one_of("".join(chr(ord(first) + offset) for offset in range(count)))


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


_CIRCLED: Final = _one_of("".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))))
_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda value: f"{value:02}",
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": lambda value: _counting(value, zero=""),
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": lambda value: _counting(value, _FORMAL, "拾佰仟万"),
    "ideographLegalTraditional": lambda value: _counting(value, _FORMAL_TRADITIONAL, "拾佰仟萬"),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _one_of(
        [stem + branch for stem, branch in zip(_STEMS * 6, _BRANCHES * 5, strict=True)]
    ),
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda value: f"- {value} -",
    "none": lambda value: "",
}
