"""Quantities of a text: their spans, values, units and comparators, and everything that is no quantity."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx import lexicon
from policyx.grammar.measure import find_quantities, scan_quantities
from policyx.grammar.number import CHINESE
from policyx.grammar.unit import unit_at
from policyx.text import fold


def labels(text: str) -> list[str]:
    return [quantity.label() for quantity in find_quantities(text)]


def quotes(text: str) -> list[str]:
    return [text[quantity.start : quantity.end] for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # comparators before, after, both, stacked
        ("秧苗损耗不高于3%", ["<= 3 %"]),
        ("不得少于30人", [">= 30 人"]),
        ("每户一般不超过2万元", ["<= 20000 元"]),
        ("最高不超过30万元", ["<= 300000 元"]),
        ("覆盖率≥95%", [">= 95 %"]),
        ("不足10人的教学点", ["< 10 人"]),
        ("逾3000人参加", ["> 3000 人"]),
        ("近200家企业", ["~ 200 家"]),
        ("附近3个村", ["= 3 个"]),
        ("补助8000元左右", ["~ 8000 元"]),
        ("50人（含）以上", [">= 50 人"]),
        ("50人以上（含50人）", [">= 50 人"]),
        ("受理超过30笔（含）的网点", [">= 30 笔"]),
        ("得分低于60分（含）的", ["<= 60 分"]),
        ("客房20间（不含）以上", ["> 20 间"]),
        ("占比&gt;30%、不良率&lt;5%、覆盖率≧90%", ["> 30 %", "< 5 %", ">= 90 %"]),
        ("不少于&nbsp;12&nbsp;家", [">= 12 家"]),
        ("下降三成多。", ["> 30 %"]),
        ("比2021年翻一番多；", ["> 1 番"]),
        ("以上述5个村为主", ["= 5 个"]),
        ("奖励10万元封顶", ["<= 100000 元"]),
        ("约20%以上", [">= 20 %"]),
        ("上百家企业", [">= 100 家"]),
        ("3年多", ["> 3 年"]),
        ("处200元以上2000元以下罚款", ["= 200..2000 元"]),
        ("处二百元以上二千元以下罚款", ["= 200..2000 元"]),
        ("50户以上，100人以下", [">= 50 户", "<= 100 人"]),
        # ranges
        ("３０万至５０万元", ["= 300000..500000 元"]),
        ("1-2万元", ["= 10000..20000 元"]),
        ("500元～1000元", ["= 500..1000 元"]),
        ("占比10%—15%", ["= 10..15 %"]),
        ("三到五名", ["= 3..5 名"]),
        ("100与200之间", ["= 100..200"]),
        ("由5个增加到10个", ["= 5 个", "= 10 个"]),
        ("0.5万（含）至1万元", ["= 5000..10000 元"]),
        # a space between thousands
        ("公路总里程3 215.4公里", ["= 3215.4 公里"]),
        ("人均收入21 340元，配租1 280余户", ["= 21340 元", "> 1280 户"]),
        ("表3 215.4", ["= 3", "= 215.4"]),
        ("附件1 100家企业", ["= 1", "= 100 家"]),
        ("3 1.5 200家", ["= 3", "= 1.5", "= 200 家"]),
        # ratios of two parts
        ("收入比由2019年的2.41∶1缩小到2024年的2.2∶1", ["= 2.41:1 :", "= 2.2:1 :"]),
        ("车桩比降至4∶1以下", ["<= 4:1 :"]),
        ("享受七五折", ["= 7.5 折"]),
        # money
        ("人民币壹佰贰拾万元整", ["= 1200000 元"]),
        ("港币3000元", ["= 3000 港元"]),
        ("12元5角", ["= 12.5 元"]),
        ("￥1,200.50", ["= 1200.5 元"]),
        ("300元/亩·年", ["= 300 元/亩·年"]),
        ("300元/人·月", ["= 300 元/人·月"]),
        ("给予10、20、30万元奖励", ["= 100000 元", "= 200000 元", "= 300000 元"]),
        # units
        ("1.5个百分点", ["= 1.5 百分点"]),
        ("分别高于全省2.5个、2个百分点", ["= 2.5 百分点", "= 2 百分点"]),
        ("按1片/4小时配备", ["= 1 片/4小时"]),
        ("淘汰10蒸吨/小时以下锅炉", ["<= 10 蒸吨/小时"]),
        ("接入摄像头2.5万路，播出8条次", ["= 25000 路", "= 8 条次"]),
        ("征求意见不少于15日", [">= 15 日"]),
        ("上升两个名次", ["= 2 名次"]),
        ("延长6个月", ["= 6 个月"]),
        ("两个半月", ["= 2.5 个月"]),
        ("100平米、5㎡、3km", ["= 100 平方米", "= 5 平方米", "= 3 公里"]),
        ("能耗0.35吨标准煤/万元", ["= 0.35 吨标准煤/万元"]),
        ("死亡率控制在12/10万以内", ["<= 12 /10万"]),
        ("K12+300至K15+600段3.3公里", ["= 3.3 公里"]),
        ("浓度35微克/立方米", ["= 35 微克/立方米"]),
        ("876万吨标准煤", ["= 8760000 吨标准煤"]),
        ("装机30万千瓦", ["= 300000 千瓦"]),
        ("3千瓦时", ["= 3 千瓦时"]),
        ("5人次、5人才", ["= 5 人次", "= 5"]),
        ("七成以上", [">= 70 %"]),
        ("按五折优惠", ["= 5 折"]),
        ("增长2.5倍、翻两番", ["= 2.5 倍", "= 2 番"]),
        ("百分之九十五", ["= 95 %"]),
        ("千分之五", ["= 5 ‰"]),
        ("三分之二", ["= 0.6667"]),
        ("零下20摄氏度", ["= -20 摄氏度"]),
        ("投资12.3\n亿元", ["= 1230000000 元"]),
        ("投资 12.3 亿元", ["= 1230000000 元"]),
        # letters before a number
        ("占GDP2.5%", ["= 2.5 %"]),
        ("新建5G基站200个", ["= 200 个"]),
        ("PM2.5平均浓度降至28微克/立方米", ["= 28 微克/立方米"]),
    ],
)
def test_labels(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025年6月30日",
        "２０２５年底前",
        "二○二五年",
        "2023—2025年",
        "6月底",
        "每季度末月25日前",
        "2025-05-14 09:36:46",
        "20时前",
        "第六届",
        "第 2 名",
        "第一、二批",
        "云政发〔2024〕7号",
        "GB/T 9704-2012",
        "DB33/T 2048-2017",
        "123456789/2025-00019",
        "0577-12345678",
        "13812345678",
        "XX亿元",
        "20XX年",
        "××万元",
        "5G",
        "H7N9",
        "A4纸",
        "1+X证书",
        "“十五五”末",
        "党的二十大",
        "三农工作",
        "一带一路",
        "统一台账",
        "①",
        "https://www.example.gov.cn/art/2025/8/7/art_1229.html",
        "数百家",
        "十分重要",
        "三门县",
        "单位：万元",
        "12345678901234567890",
    ],
)
def test_no_quantity(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize("unit", ["1、", "12 345 ", "1-2-", "3:4 ", "20/"])
def test_a_long_stretch_of_digits_and_separators_is_data(unit: str) -> None:
    assert quotes(f"编码{unit * 80}。新建学校3所") == ["3所"]
    assert len(quotes(f"给予{'10、' * 8}20万元")) == 9


def test_item_numbers_run_into_the_text() -> None:
    assert quotes("2.2本计划投资3541.07万元2.3") == ["3541.07万元"]
    assert quotes("1.成立专班，2名干部\n2、新建3所\n（3）培训4次") == ["2名", "3所", "4次"]


def test_page_number_is_not_joined_to_the_next_line() -> None:
    assert labels("第一页\n5\n个村完成改造") == []


def test_quote_holds_the_modifiers_that_touch() -> None:
    text = "每亩最高不超过260元，发芽率98.75%以上，花费360余万元，突破40万人次"
    assert quotes(text) == ["最高不超过260元", "98.75%以上", "360余万元", "突破40万人次"]
    first = find_quantities(text)[0]
    assert text[first.core_start : first.core_end] == "260元"


def test_ratio_keeps_its_parts() -> None:
    (ratio,) = find_quantities("三次产业比调整为12.5︰47.5︰40")
    assert (ratio.unit, [str(part) for part in ratio.parts or ()], str(ratio.value)) == (
        ":",
        ["12.5", "47.5", "40"],
        "12.5",
    )


@pytest.mark.parametrize(("text", "style"), [("120名", "arabic"), ("两所", "chinese"), ("1千零三人", "mixed")])
def test_style(text: str, style: str) -> None:
    assert find_quantities(text)[0].style == style


def test_only_text_is_accepted() -> None:
    with pytest.raises(TypeError, match="decode bytes"):
        find_quantities("3人".encode())  # type: ignore[arg-type]


_SNIPPETS = st.sampled_from(
    ["12", "3.5", "万", "亿元", "个百分点", "%", "至", "-", "—", "约", "以上", "不超过", "年", "月", "第", "〔2024〕", "号", "\n", " ",
     "三", "十", "百分之", "分之", "半", "、", "，", "(", ")", "余", "“", "”", "《", "》", ":", "/", "G", "XX", "元", "人", "每"]
)  # fmt: skip


@given(st.lists(_SNIPPETS | st.text(max_size=3), max_size=25).map("".join))
def test_spans_nest_and_do_not_overlap(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start <= quantity.core_start < quantity.core_end <= quantity.end <= len(text)
        end = quantity.end
        assert quantity.value_max is None or quantity.value < quantity.value_max
        assert quantity.value.is_finite()


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["名", "万元", "公里", "%", "个百分点", "吨/年"]))
def test_a_number_and_its_unit_are_found_in_a_sentence(number: int, unit: str) -> None:
    (quantity,) = find_quantities(f"全县完成{number}{unit}，")
    assert quantity.value == number * (10000 if unit[0] == "万" else 1)
    assert quantity.end == 4 + len(f"{number}{unit}")


@pytest.mark.parametrize(
    "unit", ["1、", "1-", "一百", "万亿", "a1", "1:1:", "三分之二", "5万4千", "第一、", "1/2/", "〔2024", "9"]
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    def seconds(count: int) -> float:
        folded = fold(unit * count)
        begin = time.process_time()
        scan_quantities(folded)
        return time.process_time() - begin

    seconds(200)
    assert seconds(8000) < 40 * max(seconds(1000), 0.002)


class TestLexicons:
    def test_measures_are_sorted_unique_and_reach_themselves(self) -> None:
        keys = [row["measure"] for row in lexicon.rows("measures")]
        assert keys == sorted(set(keys))
        for row in lexicon.rows("measures"):
            found = unit_at(row["measure"], 0)
            assert found is not None, row
            assert (found.end, found.name) == (len(row["measure"]), row["unit"])

    def test_kinds_are_known(self) -> None:
        kinds = {row["kind"] for row in lexicon.rows("measures")}
        assert {"count", "money", "percent", "point", "time", "people", "area"} <= kinds
        assert not kinds & {"", "-"}

    @pytest.mark.parametrize(("name", "column"), [("numeral_phrases", "phrase"), ("abstract_nouns", "noun")])
    def test_word_lists_are_sorted_and_unique(self, name: str, column: str) -> None:
        keys = [row[column] for row in lexicon.rows(name)]
        assert keys == sorted(set(keys))

    def test_set_phrases_begin_with_a_numeral(self) -> None:
        assert all(row["phrase"][0] in CHINESE for row in lexicon.rows("numeral_phrases"))
