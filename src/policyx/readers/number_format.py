"""Numbers and dates of spreadsheet cells as the reader sees them, by the cell's format (``0.0%``, ``yyyy"年"m"月"``).

Codes: ECMA-376 part 1, 18.8.30 and 18.8.31; the built-in ids of the Chinese locale stand in 18.8.30 too.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

#: Built-in format ids whose code depends on the language, as Chinese Excel and WPS show them.
CHINESE_IDS: Final = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

# One token of a code: `"年"`, `\-`, `!.`, `_ ` and `*-` (space and fill), `[Red]`, `yyyy`, `AM/PM`, `#,##0.00`, `E+00`, or one character.
_TOKEN: Final = re.compile(
    r'"[^"]*"?|[\\!].|[_*].|\[[^\]]*\]|AM/PM|上午/下午|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|[eE][+-]|[Gg]eneral|G/通用格式|[0#?.,]+|.',
    re.S,
)
_LITERAL: Final = re.compile(r'"([^"]*)"?|[\\!](.)')
# `[$￥-804]`: group 1 the currency sign.
_CURRENCY: Final = re.compile(r"\[\$([^\]-]+)")
_DATE_TOKEN: Final = re.compile(r"[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}")
_GENERAL: Final = ("General", "general", "G/通用格式")
# `[>=10000]`: a section for some numbers only; group 1 the comparison, group 2 the number.
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_DIGITS: Final = re.compile(r"[0#?.,]+")
_WEEKDAYS: Final = "一二三四五六日"
_EPOCH: Final = dt.datetime(1899, 12, 30)
_LONGEST_CODE: Final = 255  # what Excel allows


def show(value: object, code: str | None, *, epoch: dt.datetime = _EPOCH) -> str:
    """Return a cell's value as the sheet shows it.

    A code that is not understood (fractions, conditions) shows the number plainly.

    Args:
        value: What the library read: a number, a date, a text, a truth value, or None for an empty cell.
        code: The cell's number format; None or ``General`` for none.
        epoch: Day 0 of serial numbers: 1899-12-30, or 1904-01-01 in files of old Macs.

    Example:
        >>> show(0.1256, "0.0%"), show(45838, 'yyyy"年"m"月"'), show(12345.5, "#,##0"), show(0.1 + 0.2, None)
        ('12.6%', '2025年6月', '12,346', '0.3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    code = (code or "General")[:_LONGEST_CODE]
    if isinstance(value, (int, float, Decimal)):
        return _show_number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), code, epoch)
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return _show_date(value, sections(code)[0]) or _plain_date(value)
    return str(value)


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[tuple[str, ...], ...]:
    """Return the tokens of each section of a code: positive; negative; zero; text.

    Example:
        >>> sections('0.0%;"无"')
        (('0.0', '%'), ('"无"',))
    """
    found: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            found.append([])
        else:
            found[-1].append(token)
    return tuple(map(tuple, found))


def _section(value: Decimal, code: str) -> int:
    """Return which section shows *value*: the first whose condition holds, else by its sign."""
    choices = sections(code)
    conditions = [next(filter(None, map(_CONDITION.fullmatch, parts)), None) for parts in choices]
    if any(conditions):
        holds = (at for at, found in enumerate(conditions) if found is None or _compare(value, found[1], found[2]))
        return next(holds, 0)
    wanted = 1 if value < 0 else 2 if value == 0 else 0
    return wanted if wanted < min(len(choices), 3) else 0


def _compare(value: Decimal, sign: str, text: str) -> bool:
    limit = Decimal(text)
    return ("<" in sign and value < limit) or (">" in sign and value > limit) or (sign[-1] == "=" and value == limit)


def _show_number(value: Decimal, code: str, epoch: dt.datetime) -> str:
    if not value.is_finite():
        return str(value)
    section = _section(value, code)
    parts = sections(code)[section]
    if not parts:
        return ""  # `0;;`: the sheet shows nothing
    if any(part in _GENERAL for part in parts):
        return "".join(plain(value) if part in _GENERAL else _literal(part) for part in parts).strip()
    if any(_DATE_TOKEN.fullmatch(part) for part in parts):
        return _show_serial(value, parts, epoch)
    if not any(_DIGITS.fullmatch(part) for part in parts) or any(part[0] in "eE/" for part in parts):
        return _literals(parts) if _has_only_literals(parts) else plain(value)
    return ("-" if value < 0 and section == 0 else "") + _filled(abs(value), parts)


def _has_only_literals(parts: tuple[str, ...]) -> bool:
    return bool(parts) and all(part[0] in '"\\!_*[-' for part in parts)


def _literals(parts: tuple[str, ...]) -> str:
    return "".join(map(_literal, parts)).strip()


def _literal(part: str) -> str:
    if found := _LITERAL.fullmatch(part):
        return found[1] or found[2] or ""
    if part[0] == "[":
        currency = _CURRENCY.match(part)
        return currency[1] if currency else ""
    return "" if part[0] in "_*" else part


def _filled(value: Decimal, parts: tuple[str, ...]) -> str:
    """Return *value* in the place of the digits of a section, its literals around it."""
    parts, divisor = _ten_thousands(parts)
    pattern = next(part for part in parts if _DIGITS.fullmatch(part))
    thousands = len(pattern) - len(pattern.rstrip(","))
    value = value * Decimal(100) ** sum(part == "%" for part in parts) / Decimal(1000) ** thousands / divisor
    text = _digits(value, pattern.rstrip(","))
    out, done = [], False
    for part in parts:
        if not _DIGITS.fullmatch(part):
            out.append(_literal(part))
        elif not done:
            out.append(text)
            done = True
    return "".join(out).strip()


def _ten_thousands(parts: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Return the parts with a literal point among digits (``0!.0,``: 万元 of 元) as one pattern, and what it divides by."""
    for at in range(len(parts) - 2):
        whole, point, rest = parts[at : at + 3]
        if point in ("!.", "\\.") and set(whole) <= set("0#,") and set(rest) <= set("0,"):
            return (*parts[:at], f"{whole}.{rest}", *parts[at + 3 :]), 10 ** rest.count("0")
    return parts, 1


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    kept = len(decimals)
    rounded = value.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP) if value.adjusted() < 20 else value
    if rounded == 0 and "0" not in pattern:
        return ""
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional and "." in text:
        stripped = text.rstrip("0")
        text = text[: max(len(stripped), len(text) - optional)].rstrip(".")
    short = whole.replace(",", "").count("0") - len(text.partition(".")[0])
    return "0" * short + text if short > 0 and "," not in text else text


def plain(value: Decimal) -> str:
    """Return a number as a cell without format shows it: no exponent, no noise of binary fractions.

    Example:
        >>> plain(Decimal("15.199999999999999")), plain(Decimal("1E+6")), plain(Decimal("3.0"))
        ('15.2', '1000000', '3')
    """
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}" if value.adjusted() < 30 else str(value)
    rounded = value if len(value.as_tuple().digits) <= 11 else Decimal(f"{value:.15g}")
    if len(rounded.as_tuple().digits) > 12:
        rounded = Decimal(f"{value:.11g}")
    if rounded.adjusted() < -30:
        return str(rounded)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _show_serial(value: Decimal, parts: tuple[str, ...], epoch: dt.datetime) -> str:
    try:
        day = epoch + dt.timedelta(seconds=round(float(value) * 86400))
    except (OverflowError, ValueError):
        return plain(value)
    return _show_date(day, parts) or plain(value)


def _show_date(value: dt.datetime | dt.date | dt.time, parts: tuple[str, ...]) -> str:
    """Return a date in the form that the parts ask for; empty where they ask for none of its fields."""
    out: list[str] = []
    shown = False
    chinese = any(part.startswith("[DBNum") for part in parts)
    previous = ""
    for at, part in enumerate(parts):
        if _DATE_TOKEN.fullmatch(part):
            following = next((later for later in parts[at + 1 :] if _DATE_TOKEN.fullmatch(later)), "")
            is_minute = part[0] in "mM" and (previous[:1] in tuple("hH") or following[:1] in tuple("sS"))
            field = _field(value, part.lower(), is_minute)
            out.append(_in_chinese(field, part) if chinese else field)
            shown, previous = shown or bool(field), part
        elif part.upper().startswith("[$-F800"):
            return f"{value:%Y}年{value.month}月{value.day}日" if isinstance(value, dt.date) else ""
        elif part not in ("AM/PM", "上午/下午", "@"):
            out.append(_literal(part))
    return "".join(out).strip() if shown else ""


def _field(value: dt.datetime | dt.date | dt.time, part: str, is_minute: bool) -> str:
    letter = part[0]
    if isinstance(value, dt.date):
        if letter == "y":
            return f"{value.year:04d}" if len(part) > 2 else f"{value.year % 100:02d}"
        if letter == "a" or (letter == "d" and len(part) > 2):
            return ("星期" if len(part) == 4 else "") + _WEEKDAYS[value.weekday()]
        if letter == "m" and not is_minute:
            return f"{value.month:02d}" if len(part) == 2 else str(value.month)
        if letter == "d":
            return f"{value.day:02d}" if len(part) == 2 else str(value.day)
    if isinstance(value, (dt.datetime, dt.time)):
        number = {"h": value.hour, "s": value.second}.get(letter, value.minute)
        return f"{number:02d}" if len(part) > 1 else str(number)
    return ""


def _in_chinese(field: str, part: str) -> str:
    """Return a field of ``[DBNum1]`` dates: the year digit by digit, others as numbers: 二〇二五, 十二."""
    digits = "〇一二三四五六七八九"
    if part[0] in "yY" or not field.isdigit():
        return "".join(digits[int(char)] if char.isdigit() else char for char in field)
    tens, ones = divmod(int(field), 10)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def _plain_date(value: dt.datetime | dt.date | dt.time) -> str:
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        return f"{value:%Y-%m-%d}"
    return str(value)
