"""The indicator lexicon and the look-up of standard names."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx.lexicon import rows
from policyx.link.canonical import canonical_of, key, named, standard_indicators, standard_of
from policyx.link.measure_kind import fits

ROWS = rows("indicators")
FIELDS = {row["field"] for row in ROWS}


def test_ids_are_unique_sorted_and_dotted_with_their_field():
    ids = [row["id"] for row in ROWS]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", one) for one in ids)
    assert all(row["id"].split(".")[0] == row["field"] for row in ROWS)


def test_every_name_and_alias_leads_to_one_row():
    seen: dict[str, str] = {}
    for row in ROWS:
        for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
            assert seen.setdefault(key(name), row["id"]) == row["id"], name
            assert named(name).id == row["id"]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_name_in_the_first_unit_is_canonical(row):
    unit = row["unit"].split("|")[0]
    assert canonical_of(row["name"], unit, "") == (row["name"], row["id"])


def test_no_alias_twice_in_one_row():
    for row in ROWS:
        keys = [key(name) for name in [row["name"], *filter(None, row["aliases"].split("|"))]]
        assert len(keys) == len(set(keys)), row["id"]


def test_cells_have_values_of_their_kind():
    for row in ROWS:
        assert row["direction"] in {"up", "down", "none"}
        assert row["source"]
        assert row["name"] == row["name"].strip()
        if row["bounds"]:
            low, high = (Decimal(part) for part in row["bounds"].split(".."))
            assert low < high


def test_gross_rates_have_no_upper_bound():
    for one in standard_indicators().values():
        if "毛入" in one.name or "巩固率" in one.name:
            assert one.bounds is None


def test_many_fields_are_covered():
    assert len(ROWS) >= 350
    assert {
        "economy", "innovation", "education", "health", "elderly", "childcare", "employment", "social_security", "income",
        "agriculture", "rural", "environment", "energy", "housing", "urban", "transport", "digital", "fiscal", "finance",
        "culture", "safety", "government", "party",
    } <= FIELDS  # fmt: skip


@pytest.mark.parametrize(
    ("name", "unit", "change", "expected"),
    [
        ("全县地区生产总值", "元", "", "economy.gdp"),
        ("GDP", "%", "increase", "economy.gdp"),
        ("地区生产总值增速", "%", "increase", "economy.gdp"),
        ("西吉县生产总值", "元", "", "economy.gdp"),
        ("规模以上工业增加值", "%", "increase", "economy.industrial_value_added"),
        ("规上工业企业总数", "户", "", "economy.above_scale_industrial_firms"),
        ("固定资产投资（不含农户）", "%", "decrease", "economy.fixed_investment"),
        ("学前教育毛入园率", "%", "", "education.preschool_gross_enrolment"),
        ("每千常住人口执业（助理）医师数", "人", "", "health.physicians_per_1000"),
        ("每千人口托位数", "个", "", "childcare.places_per_1000"),
        ("空气质量优良天数比例", "%", "", "environment.good_air_share"),
        ("单位生产总值能耗", "%", "decrease", "environment.energy_intensity"),
        ("细颗粒物（PM2.5）浓度", "微克/立方米", "", "environment.pm25"),
        ("农村牧区低保标准", "元/年", "", "social_security.rural_minimum"),
        ("新建高标准农田", "亩", "", "agriculture.high_standard_farmland"),
        ("开工改造城镇老旧小区", "个", "", "housing.old_communities"),
        ("专精特新 “小巨人” 企业", "家", "increase", "innovation.little_giant"),
        ("护理型床位占比", "百分点", "increase", "elderly.nursing_bed_share"),
        ("研究与试验发展（R&D）经费支出", "元", "", "innovation.rd_expenditure"),
        ("PM₂.₅平均浓度", "微克/立方米", "", "environment.pm25"),
        ("规模以上工业［1］企业", "户", "", "economy.above_scale_industrial_firms"),
        ("城乡居民收入比值", "", "", "income.urban_rural_ratio"),
        ("家庭农场数量", "家", "", "agriculture.family_farms"),
    ],
)
def test_ways_of_writing_one_indicator(name, unit, change, expected):
    assert canonical_of(name, unit, change)[1] == expected


@pytest.mark.parametrize(
    ("name", "unit", "change"),
    [
        ("县级公立医院床位", "张", ""),  # not beds for the elderly, nor all hospitals' beds
        ("乡镇卫生院床位", "张", ""),
        ("改造小区物业管理覆盖率", "%", ""),  # a rate of a part
        ("集镇绿化覆盖率", "%", ""),  # not that of the built-up area
        ("森林覆盖率", "亩", ""),  # a unit of something else
        ("一般公共预算收入", "%", ""),  # share or completion, not a level
        ("5G基站", "元", ""),
        ("高速（一级）公路", "公里", ""),  # the bracket does not merely explain
        ("试点乡耕种收综合机械化率", "%", ""),
        ("城镇、农村居民人均可支配收入", "元", ""),  # two indicators
        ("教师流失率", "%", ""),
        ("补贴", "元", ""),
        ("人", "人", ""),
        ("", "元", ""),
        ("覆盖率", "%", ""),
        ("易地扶贫搬迁", "套", ""),
        ("超市数量", "家", ""),
        ("拨备覆盖率", "%", ""),
    ],
)
def test_near_misses_stay_without_canonical(name, unit, change):
    assert canonical_of(name, unit, change) == ("", "")


def test_a_district_name_in_front_is_taken_off_only_when_official():
    assert canonical_of("朝阳区常住人口", "人", "")[1] == "economy.resident_population"
    assert canonical_of("灌溉区常住人口", "人", "") == ("", "")


def test_units_of_change_need_a_change():
    assert fits("%", ["元"], True)
    assert not fits("%", ["元"], False)
    assert fits("百分点", ["%"], False)
    assert not fits("百分点", ["元"], False)


def test_standard_of_gives_bounds():
    assert standard_of("人均预期寿命", "岁", "").bounds == (Decimal(30), Decimal(100))


@given(
    st.text(max_size=80), st.sampled_from(["%", "元", "人", "", "个"]), st.sampled_from(["", "increase", "decrease"])
)
def test_any_name_gives_two_strings_of_the_lexicon_or_none(name, unit, change):
    found = canonical_of(name, unit, change)
    assert found == ("", "") or standard_indicators()[found[1]].name == found[0]


@given(st.sampled_from(ROWS), st.sampled_from(["全县", "全市", "年末", "西吉县", "截至", "乡镇", "非"]))
def test_words_before_a_name_never_lead_to_another_row(row, before):
    found = canonical_of(before + row["name"], row["unit"].split("|")[0], "")
    whole = named(before + row["name"])
    assert found in {("", ""), (row["name"], row["id"]), (whole.name, whole.id) if whole else ("", "")}
