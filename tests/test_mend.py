"""Invisible characters, torn numbers, letters for digits: values as meant, spans of the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyx
from policyx.mend import mend

TITLE = "青岚县农村供水实施方案\n一、目标\n"


def figures(sentence: str) -> list[tuple[str, float, str, str]]:
    found = policyx.extract(TITLE + sentence).indicators
    return [(one.quote, float(one.value), one.unit, one.time) for one in found]


def codes(sentence: str) -> list[tuple[str, str]]:
    found = policyx.extract(TITLE + sentence).issues
    return [(one.code, one.quote) for one in found if one.code.startswith("number.")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # soft hyphen, zero-width space, word joiner, byte order mark, thin space
        ("供水率达到9\u00ad0%。", ("9\u00ad0%", 90, "%", "")),
        ("到2025\u200b年，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("新增用水户12\u2060万\u2060户。", ("12\u2060万\u2060户", 120000, "户", "")),
        ("新增用水户1\ufeff2万户。", ("1\ufeff2万户", 120000, "户", "")),
        ("新增用水户1\u2009234户。", ("1\u2009234户", 1234, "户", "")),
        ("新增用水户1\u00a0234户。", ("1\u00a0234户", 1234, "户", "")),
        # spaces
        ("完成投资1 . 2 万元。", ("1 . 2 万元", 12000, "元", "")),
        ("到2 025年，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("到20\u300025 年底，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("到二 〇 二 五 年，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("覆盖率达到1 0 0 %。", ("1 0 0 %", 100, "%", "")),
        ("覆盖率达到 9 5 . 5 %。", ("9 5 . 5 %", 95.5, "%", "")),
        ("改造管网 １ ２ ０ 公里。", ("１ ２ ０ 公里", 120, "公里", "")),
        # ends of lines
        ("供水普及率提高到12.\n5%。", ("12.\n5%", 12.5, "%", "")),
        ("完成投资12,\n345万元。", ("12,\n345万元", 123450000, "元", "")),
        ("完成投资1,2\r\n34万元。", ("1,2\r\n34万元", 12340000, "元", "")),
        ("完成投资12\n.5亿元。", ("12\n.5亿元", 1250000000, "元", "")),
        ("全面推进农村饮水安全工程，到202\n5年，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("全面推进农村饮水安全工程，2025\n年6\n月底前，建成水厂3座。", ("3座", 3, "座", "2025-06")),
        ("全面推进农村饮水安全工程建设，供水率提高到9\n5%。", ("9\n5%", 95, "%", "")),
        # letters for digits
        ("完成投资l2.5亿元。", ("l2.5亿元", 1250000000, "元", "")),
        ("到2O25年，建成水厂I5座。", ("I5座", 15, "座", "2025")),
        ("到20l5年，建成水厂3座。", ("3座", 3, "座", "2015")),
        ("到2零25年，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("到二Ｏ二五年，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("到二0二五年，建成水厂3座。", ("3座", 3, "座", "2025")),
        ("供水率达到1O0%。", ("1O0%", 100, "%", "")),
        ("新增灌溉面积l,200亩。", ("l,200亩", 1200, "亩", "")),
        ("水质合格率提高5.O%。", ("5.O%", 5, "%", "")),
        ("水质合格率提高1。8%。", ("1。8%", 1.8, "%", "")),
        ("完成投资3万儿。", ("3万儿", 30000, "元", "")),
        ("新建泵站十儿个。", ("十儿个", 10, "个", "")),
        ("新建泵站3０个。", ("3０个", 30, "个", "")),
    ],
)  # fmt: skip
def test_numbers(sentence, expected):
    assert figures(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("供水率达到1O0%。", [("number.misread", "1O0")]),
        ("投资\u00adl2.5亿元。", [("number.misread", "l2.5")]),
        ("完成1S0%，到2O2S年。", [("number.unread", "1S0"), ("number.unread", "2O2S")]),
        ("O2O销售额增长5%，减排CO2，G2O峰会，O2O个人业务，A1O型。", []),
        ("配备3万儿童座椅，二〇二五年、二○二四年、100%。", []),
    ],
)
def test_guesses_are_issues(sentence, expected):
    assert codes(sentence) == expected


def test_what_cannot_be_read_is_no_record():
    assert figures("供水率达到1S0%，到2O2S年完成。") == []


@pytest.mark.parametrize(
    "text",
    [
        "水厂 座 3 2 1 完成", "表2 5万元", "序号\n1\n2\n5万元\n", "泵站\n12\n34座\n", "一、任务1\n2.5亿元以上项目", "第3 2025年计划",
        "完成12。\n5%的村", "2024\n5万元", "1 2 3 4个", "“十·五”计划", "“三·八”节",
    ],
)  # fmt: skip
def test_parts_that_are_not_one_number_stay(text):
    assert mend(text).text == text


def test_points_that_are_no_decimal_points_make_no_number():
    assert not figures("“十·五”计划期间，“三·八”节前夕，“11·7”事故后，学习5·12防灾知识。")


@pytest.mark.parametrize("joint", ["-", "～", "至", "—", "——", "–", "~", "到", " - "])
def test_ranges(joint):
    found = policyx.extract(f"{TITLE}新建水厂1{joint}2座。").indicators
    assert [(one.value, one.value_max, one.unit) for one in found] == [(1, 2, "座")]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("1·8%", 1.8, "%"), ("1.8％", 1.8, "%"), ("1．8%", 1.8, "%"), ("1﹒8%", 1.8, "%"), ("１．８％", 1.8, "%"), ("百分之十二点五", 12.5, "%"),
        ("3‰", 3, "‰"), ("千分之三点二", 3.2, "‰"), ("1，234人", 1234, "人"), ("1,234.5万元", 12345000, "元"), ("1 234人", 1234, "人"),
        ("１，２３４人", 1234, "人"), ("1，234，567元", 1234567, "元"),
    ],
)  # fmt: skip
def test_ways_to_write_a_number(written, value, unit):
    assert figures(f"水质合格率指标为{written}。") == [(written, value, unit, "")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("供水覆蓋率提高3個百分點。", ("3個百分點", 3, "百分点", "")),
        ("改造老舊管網30公裡。", ("30公裡", 30, "公里", "")),
        ("新增用水戶一百馀戶。", ("一百馀戶", 100, "户", "")),
        ("二○二六年後，新建水廠三個。", ("三個", 3, "个", "2026")),
        ("發放補貼1.5萬元。", ("1.5萬元", 15000, "元", "")),
        ("完成營業收入3億元。", ("3億元", 300000000, "元", "")),
    ],
)
def test_traditional_characters(sentence, expected):
    assert figures(sentence) == [expected]


def test_duties_in_traditional_characters():
    text = "青岚縣供水方案\n一、目標\n實施農村供水專項行動。縣水務局要牽頭落實，縣財政局、縣發展改革委配合。（責任單位：縣衛生健康局）"
    found = policyx.extract(text).agencies
    assert [(one.canonical, one.role) for one in found] == [
        ("县水务局", "lead"),
        ("县财政局", "support"),
        ("县发展和改革委员会", "support"),
        ("县卫生健康局", "responsible"),
    ]


def test_names_and_organs_lose_what_nobody_sees():
    text = TITLE + "实施“绿\u200b水行\u00ad动”工程。（责任单位：县教 育局、县财\u3000政局、县\u200b水务局）"
    found = policyx.extract(text)
    assert [one.name for one in found.agencies] == ["县教育局", "县财政局", "县水务局"]
    assert [one.name for one in found.programs] == ["“绿水行动”工程".replace("“", "").replace("”", "")]
    assert [one.quote for one in found.programs] == ["“绿\u200b水行\u00ad动”工程"]


def test_ids_and_bodies_are_of_the_text_as_given():
    text = "青岚\u200b县供水方案\n一、建\u00ad厂\n到2026年，建成水厂3座。\n二、护水\n"
    found = policyx.extract(text)
    indicator, task = found.indicators[0], found.tasks[0]
    assert (indicator.id, indicator.task_id) == (f"i{indicator.start}", task.id)
    assert (task.heading, task.quote, text[task.body_end :]) == ("建厂", "一、建\u00ad厂", "\n二、护水\n")


def test_bare_mentions_count_in_the_text_as_given():
    text = "到2\u200b025年，投资1\u00ad2亿元"
    times, quantities = policyx.find_times(text), policyx.find_quantities(text)
    assert [(one.quote, one.iso) for one in times] == [("到2\u200b025年", "2025")]
    assert [(text[one.start : one.end], int(one.value)) for one in quantities] == [("1\u00ad2亿元", 1200000000)]


NOTICE = (
    "青岚县农村供水实施方案\n一、建设\n（一）建厂。到2026年底，建成水厂3座，完成投资1.2亿元，供水率达到95%以上。（责任单位：县水务局、财政局）\n"
    "（二）护水。实施“清泉行动”，每半年检查一次。由县环保局牵头，各乡镇配合。\n"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(NOTICE)), st.sampled_from("\u00ad\u200b\u2060\ufeff\u200e")), max_size=30))
def test_invisible_characters_change_no_value(places):
    text = NOTICE
    for offset, character in sorted(places, reverse=True):
        text = text[:offset] + character + text[offset:]
    found, plain = policyx.extract(text), policyx.extract(NOTICE)
    for kind in ("indicators", "times", "agencies", "programs", "tasks"):
        records = getattr(found, kind)
        assert all(text[one.start : one.end] == one.quote for one in records)
        assert [_values(one) for one in records] == [_values(one) for one in getattr(plain, kind)]


def _values(record):
    offsets = {"id", "task_id", "start", "end", "quote", "body_end"}
    return {name: getattr(record, name) for name in record.__slots__ if name not in offsets}


TORN = st.sampled_from(
    [
        "2",
        "0",
        "25",
        "O",
        "l",
        "1",
        ".",
        ",",
        " ",
        "\n",
        "年",
        "%",
        "万元",
        "到",
        "月",
        "\u00ad",
        "\u200b",
        "\u2009",
        "二",
        "〇",
        "儿",
        "S",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TORN, max_size=40).map("".join))
def test_spans_stay_true(text):
    mended = mend(text)
    assert len(mended.text) == len(mended.folded)
    last = 0
    for offset in range(len(mended.text)):
        start, end = mended.given(offset, offset + 1)
        assert last <= start < end == start + 1 <= len(text)
        last = end
    for issue in policyx.extract(text).issues:
        assert text[issue.start : issue.end] == issue.quote
