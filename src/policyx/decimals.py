"""How exact numbers leave policyx: as JSON numbers, as Arrow decimals, and what neither holds exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from typing import Final

from policyx.records import Indicator, Issue

#: A JSON number is rounded to this many significant digits: what every reader's float64 gives back unchanged.
JSON_DIGITS: Final = 15

#: The Arrow type of numbers is ``decimal128(PRECISION, SCALE)``.
PRECISION: Final = 38
SCALE: Final = 9

_LARGEST_EXPONENT: Final = 307  # float64 ends at 1.8e308
_WHOLE_DIGITS: Final = PRECISION - SCALE
_PLAIN: Final = 10  # a number of so many characters at most, written without exponent, is exact everywhere


def to_number(value: Decimal) -> int | float | None:
    """Return *value* as a JSON number of at most 15 significant digits: int when whole, None from 1e308.

    Example:
        >>> to_number(Decimal("342000000")), to_number(Decimal("99.95"))
        (342000000, 99.95)
        >>> to_number(Decimal("1234567890123456789"))
        1234567890123460000
    """
    if value.adjusted() > _LARGEST_EXPONENT:
        return None
    rounded = Decimal(f"{value:.{JSON_DIGITS}g}")
    if rounded.adjusted() < 21 and rounded == rounded.to_integral_value():
        return int(rounded)
    return float(rounded)


def fit(value: Decimal) -> Decimal | None:
    """Return *value* as ``decimal128(38, 9)`` holds it: rounded half to even to 9 places, None from 10^29.

    Example:
        >>> fit(Decimal("0.66666666666")), fit(Decimal("1e29"))
        (Decimal('0.666666667'), None)
    """
    if value.adjusted() >= _WHOLE_DIGITS:
        return None
    exponent = value.as_tuple()[2]
    if isinstance(exponent, int) and -SCALE <= exponent <= 0:
        return value
    rounded = Context(prec=PRECISION, traps=[]).quantize(value, Decimal(1).scaleb(-SCALE))
    return None if rounded.is_nan() else rounded


def value_issues(indicators: Iterable[Indicator]) -> list[Issue]:
    """Return an issue for every number that dictionaries or Arrow tables cannot hold exactly.

    ``value.precision``: more than 15 significant digits (rounded in dictionaries and pandas) or more than 9 decimal
    places (rounded in Arrow). ``value.range``: 10^29 or more (null in Arrow), 10^308 or more (null in dictionaries).

    Example:
        >>> row = Indicator("i0", "", 0, 17, "1234567890123456元", "投资", Decimal("1234567890123456"), "元")
        >>> [issue.code for issue in value_issues([row])]
        ['value.precision']
    """
    return [issue for indicator in indicators for issue in _issues(indicator)]


def _issues(indicator: Indicator) -> Iterator[Issue]:
    for value in (indicator.value, indicator.value_max, *(indicator.parts or ())):
        code, reason = _loss(value) if value is not None else ("", "")
        if code:
            yield Issue(code, indicator.start, indicator.end, indicator.quote, reason)
            return


def _loss(value: Decimal) -> tuple[str, str]:
    """Return the code and the reason of what is lost of *value*, or empty strings."""
    written = str(value)
    if len(written) <= _PLAIN and "E" not in written:
        return "", ""
    _, digits, exponent = value.as_tuple()
    if len(digits) <= JSON_DIGITS and isinstance(exponent, int) and -SCALE <= exponent <= 0:
        return "", ""
    if value.adjusted() >= _WHOLE_DIGITS:
        return "value.range", "the number is 10^29 or more: null in Arrow, and from 10^308 null in dictionaries"
    significant = len("".join(map(str, digits)).strip("0"))
    if significant > JSON_DIGITS:
        return "value.precision", f"{significant} significant digits: rounded to 15 in dictionaries and pandas"
    if fit(value) != value:
        return "value.precision", "more than 9 decimal places: rounded to 9 in Arrow"
    return "", ""
