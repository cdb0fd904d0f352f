"""Times in context: the year a passage speaks of, the role, and what is no record."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyx
from policyx.document import read_document
from policyx.link.time import baseline_value, is_baseline, link_times
from policyx.text import Span

PLAN = """青石县2025年农村户厕改造实施方案
一、工作目标
到2025年底，全县卫生厕所普及率达到88%以上；6月底前完成摸底，年底前全面验收。到2027年，全面建成。
二、实施步骤
（一）总结验收阶段（11月至次年1月）。县级于12月中旬开展验收，每月25日前报送进展。
三、保障措施
财政每年安排资金500万元，较上年增长8%。2024年，全县已完成改厕3000座。自收到申请之日起5个工作日内办结。有效期至2028年12月31日。
"""
SPEECH = """石桥区2026年政府工作报告
一、回顾2025年工作
过去一年，全区生产总值提高7%。全年新增就业1.2万人，比上年增长5%。5年来，累计投资300亿元。2020年以来收入稳步增长。
二、安排2026年任务
今年是开局之年。上半年建成水厂，确保6月底前开工。
"""
WORK = """云岭县2025年工作总结暨2026年工作计划
今年上半年完成投资5亿元。去年底开工的水厂已于今年7月投入使用。
一、明确2026年工作打算
一季度完成招标，力争明年新增用地2000亩。
"""
MEASURES = """某区优化营商环境若干措施
对上年度营收超1亿元的企业，次年给予奖励20万元。兑现时间为每年5月底前。3年内不得迁出。政策执行期间自2025年1月1日至2027年12月31日止。毕业4年以内的护理专业学生可申请。
"""


def linked(text, names=(), date=None):
    document = read_document(text, document_date=date)
    return [(each.quote, each.iso, each.role) for each in link_times(document, list(names))[0]]


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        (
            PLAN,
            None,
            [
                ("到2025年底", "2025", "deadline"),
                ("6月底前", "2025-06", "deadline"),
                ("年底前", "2025", "deadline"),
                ("到2027年", "2027", "deadline"),
                ("11月至次年1月", "2025-11/2026-01", "deadline"),
                ("12月中旬", "2025-12-11/2025-12-20", "deadline"),
                ("每月25日前", "R/P1M", "recurrence"),
                ("每年", "R/P1Y", "recurrence"),
                ("上年", "2024", "period"),
                ("2024年", "2024", "period"),
                ("自收到申请之日起5个工作日内", "P5BD", "deadline"),
                ("至2028年12月31日", "2028-12-31", "period"),
            ],
        ),
        (
            SPEECH,
            "2026-01-15",
            [
                ("2025年", "2025", "period"),
                ("过去一年", "2025", "period"),
                ("全年", "2025", "period"),
                ("上年", "2024", "period"),
                ("5年来", "2021/2025", "period"),
                ("2020年以来", "2020/..", "period"),
                ("2026年", "2026", "deadline"),
                ("今年", "2026", "period"),
                ("上半年", "2026-01/2026-06", "deadline"),
                ("6月底前", "2026-06", "deadline"),
            ],
        ),
        (
            WORK,
            None,
            [
                ("今年上半年", "2025-01/2025-06", "period"),
                ("去年底", "2024", "period"),
                ("今年7月", "2025-07", "period"),
                ("2026年", "2026", "deadline"),
                ("一季度", "2026-01/2026-03", "deadline"),
                ("明年", "2026", "deadline"),
            ],
        ),
        (
            MEASURES,
            "2025-02-01",
            [
                ("每年5月底前", "R/P1Y", "recurrence"),
                ("3年内", "P3Y", "period"),
                ("自2025年1月1日至2027年12月31日止", "2025-01-01/2027-12-31", "period"),
            ],
        ),
    ],
    ids=["plan", "speech", "summary and plan", "measures"],
)
def test_documents(text, date, expected):
    assert linked(text, date=date) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "落实《青石县2021年水利规划》。",
        "荣获2018年度全省防汛先进集体称号。",
        "承办了2017年白水市农民龙舟锦标赛。",
        "贯彻2019年省委一号文件精神。",
        "执行2019年版规范。",
        "提供全年无休服务。",
        "为新企业提供首年免租，次年减半。",
    ],
)
def test_no_record_in_names_and_idioms(sentence):
    assert linked(f"青石县实施方案\n一、任务\n{sentence}") == []


def test_names_shield_what_lies_in_them():
    text = "推进2025年春雨行动计划。"
    assert linked(text, [Span(2, 12)]) == []
    assert linked(text) != []


@pytest.mark.parametrize(
    ("clause", "value"),
    [("较上年增长5%", "2022"), ("比2020年增长5%", "2020"), ("与去年同期相比增长5%", "2022"), ("在2021年基础上增长5%", "2021"), ("是2020年的2.5倍", "2020")],
)  # fmt: skip
def test_baselines(clause, value):
    document = read_document(f"2023年，全县投资3亿元，{clause}。", document_date="2023")
    times, _ = link_times(document, [])
    assert not is_baseline(document, times[0])
    assert is_baseline(document, times[-1])
    assert baseline_value(document, times[-1]) == value


def test_what_cannot_be_resolved_is_an_issue():
    times, issues = link_times(read_document("近三年，培训村医47人。6月底前完成。"), [])
    assert [each.iso for each in times] == ["P3Y", "XXXX-06"]
    assert [(issue.code, issue.quote) for issue in issues] == [
        ("time.unresolved", "近三年"),
        ("time.unresolved", "6月底前"),
    ]


def test_figures_up_to_a_day_end_before_the_report():
    text = "某镇上年工作情况汇报\n2023年3月以来，先后召开会议5次。截至12月31日，共排查3000户。下一步，将于2月底前整改。"
    assert linked(text, date="2024-01-05") == [
        ("2023年3月以来", "2023-03/..", "period"),
        ("截至12月31日", "2023-12-31", "period"),
        ("2月底前", "2024-02", "deadline"),
    ]


def test_one_long_line_takes_linear_time():
    def seconds(count):
        document = read_document("2025年3月5日召开会议，年底前完成2024年\t任务，较上年增长5%" * count)
        begin = time.process_time()
        link_times(document, [])
        return time.process_time() - begin

    seconds(10)
    assert seconds(2000) < 40 * min(seconds(200), seconds(200)) + 0.05


def test_figures_of_a_table_are_no_times_but_its_deadlines_are():
    table = "序号\t任务\t完成时限\n1\t修路\t2025年10月底前\n指标\t2020年\t2025年\n产值\t120\t180\n"
    assert [quote for quote, _, _ in linked(table)] == ["2025年10月底前"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from([*PLAN.split("，"), *SPEECH.split("。"), "\n", "（", "》", "《"]), max_size=12).map(
        "".join
    )
)
def test_any_text_gives_quotes_of_itself(text):
    times, issues = link_times(read_document(text), [])
    for record in [*times, *issues]:
        assert text[record.start : record.end] == record.quote
    assert sorted(times, key=lambda each: each.start) == times


BULLETIN = """青石县2024年国民经济和社会发展统计公报
青石县统计局
2025年4月11日
2024年，全县上下努力。
一、综合
全年生产总值98亿元，比上年增长5%。年末户籍人口26万人。城乡收入比由2020年的2.28:1缩小到2.10:1，比上年缩小。
"""
REVIEW = """青石县2026年政府工作报告
2026年2月9日在青石县人民代表大会上
各位代表：
一、回顾2025年工作
2025年，预计全年生产总值98亿元。年末人口26万人，比上年增长1%。
二、明确2026年工作打算
今年是“十五五”开局之年。年底前建成水厂。
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BULLETIN,
            [
                ("2024年", "2024"),
                ("全年", "2024"),
                ("上年", "2023"),
                ("年末", "2024"),
                ("2020年", "2020"),
                ("上年", "2023"),
            ],
        ),
        (
            REVIEW,
            [
                ("2025年", "2025"),
                ("2025年", "2025"),
                ("全年", "2025"),
                ("年末", "2025"),
                ("上年", "2024"),
                ("2026年", "2026"),
                ("今年", "2026"),
                ("“十五五”开局之年", "2026"),
                ("年底前", "2026"),
            ],
        ),
    ],
    ids=["bulletin", "review"],
)
def test_a_text_about_one_year_counts_from_it(text, expected):
    assert [(quote, iso) for quote, iso, _ in linked(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("住院日控制在8天以内。", []),
        ("平均办理时间由15天压缩到3天以内。", []),
        ("轮候时间从14个月缩短到6个月以内。", []),
        ("审批时限压缩至10日以内。", []),
        ("审批时限压缩至5个工作日内办结。", []),
        ("5个工作日内办结。", ["5个工作日内"]),
        ("30日内完成整改。", ["30日内"]),
        ("自印发之日起30日内报送方案。", ["自印发之日起30日内"]),
        ("在30日内完成审批。", ["在30日内"]),
        ("改造工程在3年内全面完成。", ["在3年内"]),
    ],
)
def test_a_length_that_is_measured_is_no_time(sentence, expected):
    assert [quote for quote, _, _ in linked(f"青石县2025年工作方案\n一、任务\n{sentence}\n")] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("自2026年7月1日起，低保标准统一提高到920元。", ("自2026年7月1日起", "2026-07-01", "period")),
        ("本办法自2031年3月1日起施行，有效期3年。", ("自2031年3月1日起", "2031-03-01/..", "period")),
        ("自2026年起启动建设。", ("自2026年起", "2026", "deadline")),
        ("2026年秋季学期起，开设6个班。", ("2026年秋季学期起", "2026-23", "deadline")),
        ("系统2023年上线运行以来，办件1万件。", ("2023年上线运行以来", "2023/..", "period")),
        ("2026年是“十五五”开局之年。", ("“十五五”开局之年", "2026", "period")),
        ("“十五五”开局之年，建成3个中心。", ("“十五五”开局之年", "2026", "deadline")),
        ("每4小时巡查1次。", ("每4小时", "R/PT4H", "recurrence")),
        ("“十五五”期间累计建成公园100个。", ("“十五五”期间", "2026/2030", "deadline")),
        ("2025年，事故起数同比下降10%以上。", ("2025年", "2025", "deadline")),
        ("2025年，已累计建成公园100个。", ("2025年", "2025", "period")),
    ],
)
def test_from_then_on_and_the_years_of_plans(sentence, expected):
    assert expected in linked(f"青石县2025年工作方案\n一、任务\n{sentence}\n")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("接到报修后30分钟内到场处置。", [("30分钟内", "PT30M")]),
        ("48小时以内上报，24小时内办结。", [("48小时以内", "PT48H"), ("24小时内", "PT24H")]),
        ("半小时内赶到现场，1个小时内到达事故地点。", [("半小时内", "PT30M"), ("1个小时内", "PT1H")]),
        (
            "3分钟内响应，90秒内接听，十五分钟内出警。",
            [("3分钟内", "PT3M"), ("90秒内", "PT90S"), ("十五分钟内", "PT15M")],
        ),
        ("自接报之时起30分钟以内赶赴现场。", [("自接报之时起30分钟以内", "PT30M")]),
        ("3个工作日内答复。", [("3个工作日内", "P3BD")]),
        ("材料齐全的当日办结，即时受理，当天之内答复。", [("当日", "P0D"), ("即时", "PT0S"), ("当天之内", "P0D")]),
        # how far, how long open, names, measures
        ("建设15分钟生活圈、1小时通勤圈和24小时服务点，7×24小时值班。", []),
        ("1小时内通达县城，15分钟内可达医院，30分钟内到达市区。", []),
        ("办理时限压缩至30分钟内，火灾当日扑灭率达到95%，当日新增病例3例，发展即时零售。", []),
    ],
)
def test_short_limits(sentence, expected):
    found = linked("青岚县供水方案\n一、服务\n" + sentence)
    assert [(quote, iso) for quote, iso, _ in found] == expected
    assert all(role == "deadline" for _, _, role in found)


def test_years_that_lie_ahead_are_not_a_reports_own():
    text = "各位代表！2025年目标任务顺利完成，全年新建学校5所。\n二、2026年重点工作\n到2030年，新建公园3个。\n"
    found = policyx.extract(text)
    assert found.document.date == "2025"
    assert [one.time for one in found.indicators] == ["2025", "2030"]


def test_five_years_of_an_undated_report_are_those_of_the_plan_that_ended():
    text = (
        "各位代表！2025年目标任务顺利完成，标志着“十四五”圆满收官。五年来，全县实力再上台阶。"
        "一是产业提质。工业增加值年均增长6%。二是民生改善。新建学校5所。\n"
    )
    assert [one.time for one in policyx.extract(text).indicators] == ["2021/2025", "2021/2025"]


def test_of_years_said_equally_often_the_last_is_the_reports_own():
    text = "全县概况\n我县始终坚持绿色发展。2020年底，全县脱贫。2023年上半年，新建学校5所。\n1-8月，新建公园3个。\n"
    assert [one.time for one in policyx.extract(text).indicators][-1:] == ["2023-01/2023-08"]
