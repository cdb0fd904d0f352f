"""What a quantity measures and in which sense: names, change, per, governing time, status."""

from __future__ import annotations

import pytest

from policyx.link.change import change_of
from policyx.link.distribute import split_names
from policyx.link.per import per_of
from policyx.pipeline import extract

# A title and a lead paragraph, so that what follows is body text of a plan.
PLAN = "青岚县公共服务提升实施方案\n\n为增强公共服务供给，制定本方案。\n一、主要任务\n"
REPORT = "青岚县2024年工作情况报告\n\n现将2024年工作情况报告如下。\n一、工作回顾\n"


def rows(sentence: str, head: str = PLAN) -> list[tuple[str, str]]:
    """Name and quote of every indicator in *sentence*."""
    return [(i.name, i.quote) for i in extract(head + sentence).indicators]


NAMES = [
    # the noun behind a counted number
    ("新招募12名乡村保健员，培训上岗。", [("乡村保健员", "12名")]),
    ("购置3台疫苗冷藏车、25套雾化设备。", [("疫苗冷藏车", "3台"), ("雾化设备", "25套")]),
    ("支持8家在本地深耕多年的老字号企业。", [("老字号企业", "8家")]),
    ("完成64个行政村的污水治理。", [("行政村", "64个")]),
    # the noun before a measured number
    ("森林覆盖率达到41.5%以上。", [("森林覆盖率", "41.5%以上")]),
    ("全县油茶种植面积稳定在36万亩以上。", [("油茶种植面积", "36万亩以上")]),
    ("累计发放稳岗返还资金420万元。", [("稳岗返还资金", "420万元")]),
    ("新建改造供水管网58公里。", [("供水管网", "58公里")]),
    # a subject before a governing verb is no name
    ("县民政局选派社区助老员36名。", [("社区助老员", "36名")]),
    ("各乡镇组建护林队14支。", [("护林队", "14支")]),
    # lists under one verb, and a comma between their members
    ("培育示范合作社20家、家庭农场55家。", [("示范合作社", "20家"), ("家庭农场", "55家")]),
    ("建成农机服务站6个，育秧工厂2座。", [("农机服务站", "6个"), ("育秧工厂", "2座")]),
    # carried over
    (
        "全年接待游客130万人次，较上年增加12万人次，增长10.2%。",
        [("游客", "130万人次"), ("游客", "12万人次"), ("游客", "10.2%")],
    ),
    ("护理型床位占比由43%提高到58%以上。", [("护理型床位占比", "43%"), ("护理型床位占比", "58%以上")]),
    ("提高村医岗位补助水平，逐步调整到原标准的1.5倍。", [("村医岗位补助水平", "1.5倍")]),
    # what is given
    ("按实际投资额的15%给予补助，每户最高不超过8万元。", [("补助", "15%"), ("补助", "最高不超过8万元")]),
    ("对新认定的企业技术中心，一次性给予20万元奖励。", [("奖励", "20万元")]),
    ("每年分别给予100元、200元、300元补贴。", [("补贴", "100元"), ("补贴", "200元"), ("补贴", "300元")]),
    ("县财政筹集800万元。", [("筹集", "800万元")]),
    # modifiers in 的 are dropped, 占…的比例 stays
    ("符合条件的适龄儿童接种率达到95%。", [("适龄儿童接种率", "95%")]),
    ("个人支出占总费用的比例降至27%左右。", [("个人支出占总费用的比例", "27%左右")]),
    # 分别
    ("林业、养殖业总产值分别增长4%、3.5%。", [("林业总产值", "4%"), ("养殖业总产值", "3.5%")]),
    ("城镇和农村居民人均可支配收入分别升至3万元、1.6万元。",
     [("城镇居民人均可支配收入", "3万元"), ("农村居民人均可支配收入", "1.6万元")]),
    # several predicates of one subject
    ("一般公共预算收入完成9.6亿元、居全市前列、增长4.1%。",
     [("一般公共预算收入", "9.6亿元"), ("一般公共预算收入", "4.1%")]),
    # the base of a comparison is no name
    ("抽检批次不少于登记主体总数的10%。", [("抽检批次", "10%")]),
    ("亩均收益比露地种植增加900元。", [("亩均收益", "900元")]),
    # a base belongs to the name
    ("每千名老年人拥有养老床位42张。", [("每千名老年人拥有养老床位", "42张")]),
    ("镇级河长每月巡河不少于3次。", [("巡河", "不少于3次")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), NAMES, ids=[case[0][:14] for case in NAMES])
def test_names(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert rows(sentence) == expected


CHANGES = [
    ("产值增长", "增长", "", "%", "increase"),
    ("占比下降", "下降", "", "百分点", "decrease"),
    ("占比下降到", "下降到", "", "%", ""),
    ("收入提高至", "提高至", "", "元", ""),
    ("新增家庭农场", "", "新增", "家", "increase"),
    ("减少碳排放", "", "减少", "吨", "decrease"),
    ("新建学校", "", "新建", "所", ""),
    ("城镇新增就业", "", "", "人", "increase"),
    ("工业增加值达到", "达到", "", "元", ""),
    ("产量翻了", "翻了", "", "番", "increase"),
]


@pytest.mark.parametrize(("lead", "tail", "action", "unit", "expected"), CHANGES)
def test_change(lead: str, tail: str, action: str, unit: str, expected: str) -> None:
    assert change_of(lead, tail, action, unit) == expected


def test_change_runs_through_a_list() -> None:
    found = extract(REPORT + "新增规上工业企业9家、限上商贸企业17家，其中外贸企业4家。").indicators
    assert [i.change for i in found][:2] == ["increase", "increase"]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("每年选派", "每年"),
        ("每名学生掌握", "每名学生"),
        ("水费由每户每年", "每户每年"),
        ("每个乡镇至少建成", "每个乡镇"),
        ("每万人口执业医师数达到", ""),
        ("每户补助", "每户"),
        ("新建", ""),
    ],
)
def test_per(lead: str, expected: str) -> None:
    assert per_of(lead) == expected


@pytest.mark.parametrize(
    ("subject", "count", "expected"),
    [
        ("小麦、玉米产量", 2, ["小麦产量", "玉米产量"]),
        ("出生率和死亡率", 2, ["出生率", "死亡率"]),
        ("城镇和农村居民人均可支配收入", 2, ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("小麦、玉米产量", 3, None),
    ],
)
def test_split_names(subject: str, count: int, expected: list[str] | None) -> None:
    assert split_names(subject, count) == expected


def times(sentence: str, head: str = PLAN) -> list[str]:
    return [i.time for i in extract(head + sentence).indicators]


def test_a_time_that_opens_a_clause_governs_past_full_stops() -> None:
    assert times("到2027年，公共服务更加均衡。养老床位达到900张，托位达到600个。") == ["2027", "2027"]


def test_a_time_inside_a_clause_does_not_govern_past_a_full_stop() -> None:
    assert times("该项目计划于2026年建成投用。配套床位300张。") == [""]


def test_a_time_in_one_point_does_not_govern_the_next() -> None:
    assert times("一是扩大供给。到2026年，新建学校4所。二是改善条件。改造校舍9栋。") == ["2026", ""]


def test_a_recurrence_or_baseline_never_governs() -> None:
    assert times("每年培训村医60人。") == [""]
    assert times("2024年，实现产值5亿元，较2018年增长40%。", REPORT) == ["2024", "2024"]


def test_a_time_that_dates_the_standard_does_not_govern() -> None:
    assert times("到2027年，产值达到30亿元，是2020年的2.5倍。")[1] == "2027"


def statuses(sentence: str, head: str) -> list[str]:
    return [i.status for i in extract(head + sentence).indicators]


def test_status_follows_the_kind_of_document() -> None:
    assert statuses("建成村级卫生室30所。", PLAN) == ["target"]
    assert statuses("建成村级卫生室30所。", REPORT) == ["actual"]


def test_the_starting_point_of_a_change_is_actual() -> None:
    assert statuses("到2027年，入园率由91%提高到96%。", PLAN) == ["actual", "target"]


def test_the_part_of_a_report_that_looks_ahead_sets_targets() -> None:
    text = REPORT + "建成水厂2座。\n二、2025年度工作安排\n改造水厂3座。"
    assert [i.status for i in extract(text).indicators] == ["actual", "target"]


def test_a_text_that_ends_after_an_adverb_behind_a_number() -> None:
    assert [row.quote for row in extract("培训2期积极").indicators] == ["2期"]


def test_ids_and_tasks() -> None:
    found = extract(PLAN + "1.扩大供给。新建学校4所。").indicators[0]
    assert found.id == f"i{found.start}"
    assert found.task_id == "k" + str((PLAN + "1.扩大供给。").index("1."))
