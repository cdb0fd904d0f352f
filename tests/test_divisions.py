from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx.divisions import base_name, division, divisions_named, find_divisions, is_within
from policyx.lexicon import rows


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("苍南县", "330327"),
        ("西吉县", "640422"),
        ("民乐县", "620722"),
        ("寿阳县", "140725"),
        ("平遥县", "140728"),
        ("晋中市", "140700"),
        ("内蒙古自治区", "150000"),
        ("仙桃市", "429004"),
        ("铜梁区", "500151"),
        ("锡林郭勒盟", "152500"),
        ("黔南州", "522700"),
        ("秀山县", "500241"),
    ],
)
def test_names_have_their_gb2260_code(name: str, code: str) -> None:
    assert [one.code for one in divisions_named(name)] == [code]


def test_every_parent_is_a_division_of_an_outer_level() -> None:
    for row in rows("divisions"):
        one = division(row["code"])
        assert one is not None
        if one.parent:
            outer = division(one.parent)
            assert outer is not None
            assert outer.depth < one.depth
            assert is_within(one, outer)
        else:
            assert one.level == "province"


def test_rows_are_sorted_and_codes_have_six_digits() -> None:
    codes = [row["code"] for row in rows("divisions")]
    assert codes == sorted(set(codes))
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 3100


def test_development_zones_of_the_statistics_bureau_are_left_out() -> None:
    assert not [row for row in rows("divisions") if row["level"] == "county" and "71" <= row["code"][4:] <= "79"]


def test_a_name_of_several_divisions_is_told_apart_by_the_one_before_it() -> None:
    alone = find_divisions("朝阳区人民政府")
    assert len(alone[0].divisions) == 2
    inside = find_divisions("长春市朝阳区人民政府")
    assert [one.code for one in inside[1].divisions] == ["220104"]


@pytest.mark.parametrize("text", ["各市和县有关部门", "市城区改造", "形成县域经济", "建成县级中心"])
def test_words_that_look_like_two_character_names_are_none(text: str) -> None:
    assert find_divisions(text) == []


def test_two_character_name_at_the_start_of_a_word() -> None:
    assert [found.divisions[0].code for found in find_divisions("江苏省沛县、丰县")] == ["320000", "320322", "320321"]


def test_base_name_keeps_at_least_two_characters() -> None:
    assert all(len(base_name(row["name"])) >= 2 for row in rows("divisions"))


@given(st.text(alphabet="省市县区州盟旗和平遥苍南 、a", max_size=60))
def test_spans_are_names_in_order(text: str) -> None:
    last = 0
    for found in find_divisions(text):
        assert found.span.start >= last
        last = found.span.end
        assert found.divisions[0] in divisions_named(text[found.span.start : found.span.end])
