"""Numerals of every style and scale, and their exact values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx.grammar.number import CHINESE, numeral_at, parse_numeral
from policyx.text import fold

_DIGITS = "零一二三四五六七八九"
_FORMAL = dict(zip("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))


def spell(number: int) -> str:
    """Write *number* in Chinese as a clerk would."""
    if number == 0:
        return ""
    for factor, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= factor:
            head, tail = divmod(number, factor)
            gap = "零" if tail and tail < factor // 10 else ""
            return spell(head) + mark + gap + spell(tail)
    for factor, mark in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= factor:
            head, tail = divmod(number, factor)
            gap = "零" if tail and factor > 10 and tail < factor // 10 else ""
            return _DIGITS[head] + mark + gap + spell(tail)
    return _DIGITS[number]


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numerals_read_back(number: int) -> None:
    written = spell(number)
    found = numeral_at(written, 0)
    assert found is not None
    assert (found.end, found.value, found.style) == (len(written), number, "chinese")


@given(st.integers(min_value=1, max_value=10**8 - 1))
def test_formal_numerals_read_back(number: int) -> None:
    written = "".join(_FORMAL.get(character, character) for character in spell(number))
    assert parse_numeral(written) == number


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=99))
def test_thousands_separators_change_nothing(whole: int, cents: int) -> None:
    found = numeral_at(f"{whole:,}.{cents:02d}", 0)
    assert found is not None
    assert found.value == Decimal(f"{whole}.{cents:02d}")


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_mixed_scales_add_up(hundred_millions: int, ten_thousands: int) -> None:
    found = numeral_at(f"{hundred_millions}亿{ten_thousands}万", 0)
    assert found is not None
    assert found.value == hundred_millions * 10**8 + ten_thousands * 10**4


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("１２.５万", "125000"),
        ("六点四二万", "64200"),
        ("零点零五", "0.05"),
        ("三万五", "35000"),
        ("两千三百", "2300"),
        ("十五", "15"),
        ("12亿3千万", "1230000000"),
        ("5万4千6百", "54600"),
        ("3万5000元", "35000"),
        ("百", "100"),
        ("二十一万亿", "21000000000000"),
        ("2千零30万", "20300000"),
    ],
)
def test_values(written: str, value: str) -> None:
    found = numeral_at(fold(written), 0)
    assert found is not None
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("written", "more", "value"),
    [
        ("360余万", "余", 3600000),
        ("20多个", "多", 20),
        ("三百来人", "来", 300),
        ("十几家", "几", 10),
        ("5亿余元", "余", 500000000),
    ],
)
def test_about_words_inside(written: str, more: str, value: int) -> None:
    found = numeral_at(written, 0)
    assert found is not None
    assert (found.more, found.value) == (more, value)


@pytest.mark.parametrize("written", ["二〇二五", "一九九八", "中", "", "点五"])
def test_no_numeral(written: str) -> None:
    assert numeral_at(written, 0) is None


def test_a_scale_is_not_cut_from_a_unit() -> None:
    assert [numeral_at(text, 0).value for text in ("3千瓦", "5千克", "2千米", "两千米")] == [3, 5, 2, 2000]  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", "百姓", "abc"])
def test_parse_refuses_what_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        parse_numeral(text)


@given(st.text(alphabet=CHINESE + "0123456789.,点余多个元 ", max_size=40))
def test_any_run_of_numeral_characters_is_read_or_refused(text: str) -> None:
    for position in range(len(text)):
        found = numeral_at(text, position)
        if found is not None:
            assert position <= found.start < found.end <= len(text)
            assert found.value >= 0
