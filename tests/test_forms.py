"""The forms in which offices write figures and duties, one small document each: what becomes of them."""

from __future__ import annotations

import pytest

import policyx


def indicators(text: str) -> list[tuple[str, str, float, str]]:
    return [(one.quote, one.name, float(one.value), one.unit) for one in policyx.extract(text).indicators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林地面积：38万亩；活立木蓄积：90万立方米。", [("38万亩", "林地面积", 380000, "亩"), ("90万立方米", "活立木蓄积", 900000, "立方米")]),
        ("护理补助标准：每户2600元。", [("2600元", "护理补助标准", 2600, "元")]),
        ("修建灌渠 3 . 6 万米。", [("3 . 6 万米", "灌渠", 36000, "米")]),
        ("茶叶产值达到1 .2亿元。", [("1 .2亿元", "茶叶产值", 120000000, "元")]),
        ("污水收集率提高1·8%。", [("1·8%", "污水收集率", 1.8, "%")]),
        ("建成冷\u00ad库3座。", [("3座", "冷库", 3, "座")]),
        ("修建水窖120口[3]，栽植果树。", [("120口", "水窖", 120, "口")]),
        ("农产品零售价格比上年上涨0.7%。", [("0.7%", "农产品零售价格", 0.7, "%")]),
        ("园区企业42家，比上年多3家。", [("42家", "园区企业", 42, "家"), ("3家", "园区企业", 3, "家")]),
        ("年末全旗有卫生院12所。", [("12所", "卫生院", 12, "所")]),
        ("茶企由40家增加到52家，实现营业收入3.5亿元。", [("40家", "茶企", 40, "家"), ("52家", "茶企", 52, "家"), ("3.5亿元", "营业收入", 350000000, "元")]),
        ("带动80户农户户均增收2600元。", [("80户", "农户", 80, "户"), ("2600元", "户均增收", 2600, "元")]),
        ("给予合作社3000元补助。", [("3000元", "补助", 3000, "元")]),
        ("对新入园企业分别给予5万元、8万元奖励。", [("5万元", "奖励", 50000, "元"), ("8万元", "奖励", 80000, "元")]),
        ("按设备款的10%、15%给予补助。", [("10%", "补助", 10, "%"), ("15%", "补助", 15, "%")]),
        ("公交站点300米覆盖率达到85%。", [("85%", "公交站点300米覆盖率", 85, "%")]),
        ("高血压、2型糖尿病患者规范管理率分别达到72%和70%。", [("72%", "高血压患者规范管理率", 72, "%"), ("70%", "2型糖尿病患者规范管理率", 70, "%")]),
    ],
)  # fmt: skip
def test_figures(text, expected):
    assert indicators(text) == expected


@pytest.mark.parametrize("text", ["开展3·15宣传活动。", "见表1. 2亿元项目清单。", "附件：1. 2025年任务表"])
def test_points_that_are_no_decimal_points(text):
    assert not any(value in (3.15, 120000000, 1.2025) for _, _, value, _ in indicators(text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("（一）流转20亩以上至50亩的，每亩补贴90元。", 20, 50),
        ("投资3000万元以上、1亿元以下的项目，奖励20万元。", 30000000, 100000000),
    ],
)
def test_two_bounds_are_one_range(text, low, high):
    first = policyx.extract(text).indicators[0]
    assert (first.value, first.value_max, first.comparator) == (low, high, "=")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、护水\n修渠3条。（县水务局、县财政局按职责负责\n二、植树", [("县水务局", "responsible"), ("县财政局", "responsible")]),
        ("一、护水\n修渠3条。（市财政局、市水务局，东港高新区管委会）\n", [("市财政局", "responsible"), ("市水务局", "responsible"), ("东港高新区管委会", "responsible")]),
        ("一、融资\n发放贷款2亿元。（县政府金融服务中心、县财政局负责）\n", [("县政府金融服务中心", "responsible"), ("县财政局", "responsible")]),
        ("一、融资\n发放贷款2亿元。（县政府办公室县财政局负责）\n", [("县政府办公室", "responsible"), ("县财政局", "responsible")]),
        ("一、分工\n县林业局牵头、县供销集团配合做好苗木供应。", [("县林业局", "lead"), ("县供销集团", "support")]),
        ("一、护林\n造林2万亩。责任单位：县林业局，县财政局支持\n", [("县林业局", "responsible"), ("县财政局", "support")]),
    ],
)  # fmt: skip
def test_duties(text, expected):
    assert [(one.name, one.role) for one in policyx.extract(text).agencies] == expected


def test_sections_of_a_committee_take_no_level_from_the_prefecture_beside_them():
    text = "松岭林区管委会2025年工作要点\n一、护林\n造林2万亩。责任单位：营林处、防火办\n二、巡护\n巡护30次。责任单位：州林业局\n"
    assert [one.name for one in policyx.extract(text).agencies] == ["营林处", "防火办", "州林业局"]


def test_a_text_held_twice_is_flagged_and_its_records_stay():
    article = "".join(
        f"{number}、修建渠道\n到2026年底，在第{number}灌区修建防渗渠道{size}公里，配套闸门30座，由灌区管理单位组织验收并建立管护台账。\n"
        for number, size in zip("一二三四五六七八", range(11, 19), strict=True)
    )
    twice = policyx.extract(article + "打印本页\n" + article)
    flagged = [issue for issue in twice.issues if issue.code == "text.repeated"]
    assert [issue.quote for issue in flagged] == [(article.partition("\n")[2]).rstrip("\n")]
    assert len(twice.indicators) == 2 * len(policyx.extract(article).indicators) > 0
    assert not [issue for issue in policyx.extract(article).issues if issue.code == "text.repeated"]


def rows(table: str) -> list[tuple[str, float, str, str]]:
    return [(one.name, float(one.value), one.unit, one.change) for one in policyx.extract(table).indicators]


def test_a_head_of_two_rows_with_words_and_a_caption_of_three_units():
    table = (
        "单位：个、户、平方米\n乡镇\t院落数\t整治内容\t\n\t\t户数\t面积\n柳溪镇\t6\t120\t3400\n河口乡\t4\t90\t2100\n"
    )
    assert rows(table)[:3] == [("院落数", 6, "个", ""), ("户数", 120, "户", ""), ("面积", 3400, "平方米", "")]


def test_measures_divided_by_this_year_and_growth():
    table = (
        "柳溪县2024年畜牧业生产情况表\n单位：吨、万元\n乡镇\t肉类产量\t\t牧业产值\t\n\t本年\t比上年增长\t本年\t比上年增长\n"
        "柳溪镇\t1,200\t3.1%\t8,400\t-2.0%\n河口乡\t900\t2.4%\t6,100\t1.5%\n"
    )
    assert rows(table)[:4] == [
        ("肉类产量", 1200, "吨", ""),
        ("肉类产量", 3.1, "%", "increase"),
        ("牧业产值", 84000000, "元", ""),
        ("牧业产值", 2.0, "%", "decrease"),
    ]


def test_growth_between_two_years_is_percent():
    table = (
        "指标\t计量单位\t2022年\t2023年\t2023年比2022年±%\n医疗机构数\t个\t265\t286\t7.9\n床位数\t张\t6710\t6940\t3.4\n"
    )
    assert rows(table)[2] == ("医疗机构数", 7.9, "%", "increase")
