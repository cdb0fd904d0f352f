"""Flags for numbers that contradict their indicator, or one another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyx
from policyx.link.growth import growth_issues
from policyx.link.sanity import sanity_issues
from policyx.records import Indicator


def flags(text: str) -> list[tuple[str, str]]:
    issues = sanity_issues(text, policyx.extract(text).indicators)
    assert all(text[issue.start : issue.end] == issue.quote and issue.reason for issue in issues)
    return [(issue.code, issue.quote) for issue in issues]


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("全县农村自来水普及率升至108%。", "sanity.rate_over_100", "108%"),
        ("青岚县便民服务站覆盖率达到120%。", "sanity.rate_over_100", "120%"),
        ("人均预期寿命升至785岁。", "sanity.bounds", "785岁"),
        ("婴儿死亡率为5.2%。", "sanity.unit", "5.2%"),
        ("全年PM2.5平均浓度为35毫克/立方米。", "sanity.unit", "35毫克/立方米"),
        ("全县森林覆盖率达到45亩。", "sanity.unit", "45亩"),
        ("三次产业结构调整为18.5:30.2:41.3。", "sanity.parts", "18.5:30.2:41.3"),
        ("2024年地区生产总值完成186.3亿元。\n2025年地区生产总值完成198.5万元。", "sanity.scale", "198.5万元"),
        ("全县教育支出4.2亿元，比上年增加0.5亿元，增长10%。", "sanity.growth_mismatch", "10%"),
        ("全县教育支出增加0.5亿元，增长10%，达到4.2亿元。", "sanity.growth_mismatch", "10%"),
        ("一般公共预算收入由3.1亿元增加到3.4亿元，增长19.7%。", "sanity.growth_mismatch", "19.7%"),
        ("全县用电量5.4亿千瓦时，比上年减少0.6亿千瓦时，下降12.1%。", "sanity.growth_mismatch", "12.1%"),
    ],
)
def test_contradictions_are_flagged(text, code, quote):
    assert (code, quote) in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "全县农村自来水普及率升至98%。",
        "高中阶段毛入学率升至101.3%。",  # a gross rate
        "九年义务教育巩固率达到101%。",
        "固定资产投资增加120%。",  # growth
        "工业投资完成年度目标的103%。",
        "拨备覆盖率不低于200%。",
        "移动电话普及率达到118%。",
        "财政自给率达到105%。",
        "婴儿死亡率为3.2‰。",
        "全年PM2.5平均浓度为35微克/立方米。",
        "三次产业结构调整为18.5:30.2:51.3。",
        "三次产业结构调整为18.5:30.2:51.4。",  # rounding
        "三次产业结构比为2:3:5。",
        "城乡居民收入比缩小到2.1:1。",
        "2024年地区生产总值完成186.3亿元。\n2025年地区生产总值完成198.5亿元。",
        "全县项目总投资50亿元。\n村史馆项目总投资52万元。",  # projects are of any size
        "全县教育支出4.2亿元，比上年增加0.5亿元，增长13.5%。",
        "全县教育支出4.2亿元，比上年增加0.5亿元，增长14%。",  # within rounding
        "全县教育支出4.2亿元，比上年增加0.5亿元，同口径增长10%。",
        "地区生产总值186.3亿元，比上年增加12.5亿元，增长5.2%。",  # real growth
        "一般公共预算收入由3.1亿元增加到3.4亿元，年均增长3%。",
        "一般公共预算收入由3.1亿元增加到3.4亿元，增长9.7%。",
    ],
)
def test_sound_numbers_are_not_flagged(text):
    assert flags(text) == []


def test_a_range_that_runs_backwards():
    row = Indicator("i0", "", 0, 5, "98-95", "合格品", Decimal(98), "件", value_max=Decimal(95))
    assert [issue.code for issue in sanity_issues("98-95", [row])] == ["sanity.range"]


def test_the_reason_holds_the_numbers():
    text = "全县教育支出4.2亿元，比上年增加0.5亿元，增长10%。"
    (issue,) = sanity_issues(text, policyx.extract(text).indicators)
    assert "4.2亿元" in issue.reason
    assert "0.5亿元" in issue.reason
    assert "13.5%" in issue.reason
    assert "10%" in issue.reason


def test_three_numbers_of_two_names_are_not_compared():
    rows = [
        Indicator("i0", "", 0, 4, "3亿元", "甲", Decimal(300000000), "元"),
        Indicator("i5", "", 5, 9, "1亿元", "乙", Decimal(100000000), "元", change="increase"),
        Indicator("i10", "", 10, 12, "8%", "乙", Decimal(8), "%", change="increase"),
    ]
    assert growth_issues("3亿元,加1亿元,升8%", rows) == []


def test_the_corpus_has_almost_no_flags(corpus):
    results = [policyx.extract(text) for text in corpus.values()]
    count = sum(len(sanity_issues(result.text, result.indicators)) for result in results)
    assert count <= sum(len(result.indicators) for result in results) / 100


_VALUES = st.decimals(min_value=0, max_value=10**9, places=2)
_ROWS = st.builds(
    Indicator,
    id=st.just("i0"),
    task_id=st.just(""),
    start=st.just(0),
    end=st.just(3),
    quote=st.sampled_from(["3.5", "三成多", "1,20", "0.0"]),
    name=st.sampled_from(["地区生产总值", "婴儿死亡率", "三次产业结构", "教育支出", "某某覆盖率", ""]),
    value=_VALUES,
    unit=st.sampled_from(["元", "%", "‰", ":", "人", ""]),
    value_max=st.none() | _VALUES,
    change=st.sampled_from(["", "increase", "decrease"]),
    parts=st.none() | st.tuples(_VALUES, _VALUES, _VALUES),
)


@given(st.lists(_ROWS, max_size=6))
def test_any_records_give_issues_in_order_with_their_spans(rows):
    issues = sanity_issues("3.5亿元。", rows)
    assert all((issue.start, issue.end) == (0, 3) and issue.code.startswith("sanity.") for issue in issues)
    assert [issue.code for issue in issues] == sorted(issue.code for issue in issues)
