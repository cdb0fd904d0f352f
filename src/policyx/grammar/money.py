"""Money as it is written around the number: signs and names of currencies before it, 角 and 分 after it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import regex

from policyx.grammar.number import DIGIT, parse_numeral

# ￥500 · 港币两千元 · 人民币 50元: the word before the number, and the unit that it gives.
_CURRENCIES: Final = {
    "￥": "元", "¥": "元", "人民币": "元", "RMB": "元", "CNY": "元",
    "US$": "美元", "USD": "美元", "美金": "美元", "HK$": "港元", "港币": "港元", "HKD": "港元",
    "$": "美元", "€": "欧元", "EUR": "欧元", "欧元": "欧元", "£": "英镑", "GBP": "英镑", "英镑": "英镑",
    "新台币": "新台币", "台币": "新台币", "日币": "日元", "JPY": "日元", "₩": "韩元", "₽": "卢布", "₹": "印度卢比",
}  # fmt: skip
CURRENCY_LAST: Final = frozenset(name[-1] for name in _CURRENCIES)
"""Last characters of the currencies that stand before a number."""
_BY_LENGTH: Final = sorted(_CURRENCIES, key=len, reverse=True)

# 50元[6角三分] · 123元[1角1分] · 十七元[五角整]
_CENTS = regex.compile(
    rf"""
    (?:(?P<jiao>[0-9]|[{DIGIT}])[ ]?[角毛])?+
    (?:[零〇]?(?P<fen>[0-9]|[{DIGIT}])[ ]?分(?!之|钟|别))?+
    """,
    regex.VERBOSE,
)
# 5000元[整] · 5000元[人民币]
_WHOLE = regex.compile(r"整(?![改治合体顿理个村县乡修数套容])|\(?人民币\)?")

CENTS_FIRST: Final = frozenset(f" 0123456789零〇整(人{DIGIT}")
"""Characters that 角, 分, 整 and 人民币 behind a sum can begin with."""


def currency_before(folded: str, position: int) -> tuple[int, str] | None:
    """Return where the currency that ends at *position* begins, and the unit that it gives, or None.

    Example:
        >>> currency_before("合计￥500", 3)
        (2, '元')
    """
    index = position
    while index > max(0, position - 3) and folded[index - 1] == " ":
        index -= 1
    if index == 0 or folded[index - 1] not in CURRENCY_LAST:
        return None
    for name in _BY_LENGTH:
        if folded.endswith(name, 0, index):
            return index - len(name), _CURRENCIES[name]
    return None


def cents_after(folded: str, position: int) -> tuple[int, Decimal]:
    """Return the offset after 角, 分 and 整 behind a sum in 元, and their value in 元.

    Example:
        >>> cents_after("123元1角1分", 4)
        (8, Decimal('0.11'))
    """
    value = Decimal(0)
    match = _CENTS.match(folded, position)
    if match and match.end() > position:
        value += parse_numeral(match["jiao"]) / 10 if match["jiao"] else 0
        value += parse_numeral(match["fen"]) / 100 if match["fen"] else 0
        position = match.end()
    whole = _WHOLE.match(folded, position)
    return (whole.end() if whole else position), value
