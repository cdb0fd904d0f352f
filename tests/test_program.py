"""Programs: what is one, where its name starts and ends, one key a program."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyx
from policyx.document.model import Document
from policyx.grammar.program import scan_programs
from policyx.link.program import link_programs
from policyx.records import Header
from policyx.text import fold


def names(text: str) -> list[str]:
    folded = fold(text)
    return [text[m.start : m.end] for m in scan_programs(folded)]


def link(text: str, title: str = ""):
    return link_programs(Document(text, fold(text), Header(title=title)))[0]


YES = {
    # the name starts after the verb
    "深入实施山区饮水安全巩固提升工程。": ["山区饮水安全巩固提升工程"],
    "启动了全县乡村医生能力提升行动，": ["乡村医生能力提升行动"],
    "持续将云岭县城区安心托育工程列为实事": ["云岭县城区安心托育工程"],
    "高质量完成灌区改造深化提升行动，": ["灌区改造深化提升行动"],
    "加力推进强村组行动，": ["强村组行动"],
    "实施100个村卫生室标准化改造工程": ["村卫生室标准化改造工程"],
    "开展2024年农机安全专项整治行动": ["农机安全专项整治行动"],
    "继续实施对接园区需求的技能人才培养计划": ["对接园区需求的技能人才培养计划"],
    "获批建设国家农产品冷链提质示范项目": ["国家农产品冷链提质示范项目"],
    # it keeps modifiers that look like verbs
    "实施培育壮大新型经营主体工程，": ["培育壮大新型经营主体工程"],
    "开展扩大油菜专项行动，": ["扩大油菜专项行动"],
    "实施保障性安居工程": ["保障性安居工程"],
    "推进服务型农机社倍增计划": ["服务型农机社倍增计划"],
    # a short bracket belongs to the name, an item number does not
    "实施村(居)干部学历提升计划": ["村(居)干部学历提升计划"],
    "（三）农房抗震改造工程。": ["农房抗震改造工程"],
    "2.产业富民三年行动计划。": ["产业富民三年行动计划"],
    # lists
    "实施茶园改土提升工程、蜂业振兴工程和良种繁育行动，": ["茶园改土提升工程", "蜂业振兴工程", "良种繁育行动"],
    "实施乡镇水厂标准化建设、老旧管网改善与保供提升项目，": ["乡镇水厂标准化建设", "老旧管网改善与保供提升项目"],
    "灌渠改造升级、生态茶园培育等专项行动全面实施": ["灌渠改造升级", "生态茶园培育"],
    "实施县长和后备干部培养工程": ["县长和后备干部培养工程"],
    "启动校舍专项、供暖专项，": ["校舍专项", "供暖专项"],
    "实施山区种养大户培育计划、村级养老院质量提升行动、乡村邮路畅通提升工程，": [
        "山区种养大户培育计划",
        "村级养老院质量提升行动",
        "乡村邮路畅通提升工程",
    ],
    "实施铸魂工程、体育提升工程和乡村学位扩容等“九大行动”。": [
        "铸魂工程",
        "体育提升工程",
        "乡村学位扩容",
        "“九大行动”",
    ],
    # two headings whose line break is lost
    "专栏3 山区农产品供给重点工程高山蔬菜示范工程：建设大棚": ["山区农产品供给重点工程", "高山蔬菜示范工程"],
    # reforms on trial, where the words say which
    "在农村集体水权制度改革试点片区开展贷款": ["农村集体水权制度改革试点"],
    "与我市山地药材购销综合改革试点相匹配": ["山地药材购销综合改革试点"],
    "小型水库管理体制改革整县试点如期完成，": ["小型水库管理体制改革整县试点"],
    # quoted words that need their scope
    "实施山货直播“3080”工程，": ["山货直播“3080”工程"],
    "严格执行鲜活水产品运输“绿色通道”政策，": ["鲜活水产品运输“绿色通道”政策"],
    '落实蜂产品运输"绿色通道"政策，': ['蜂产品运输"绿色通道"政策'],
    # quotation marks settle both edges
    "纳入“山货贷款培植工程”“粮信互动”等政策惠及对象": ["“山货贷款培植工程”", "“粮信互动”"],
    "开展“护苗”专项行动，": ["“护苗”专项行动"],
    "推进教育领域“放管服”改革": ["“放管服”改革"],
    "落实“两免”政策": ["“两免”政策"],
    "实施“清泉计划”“暖阳计划”": ["“清泉计划”", "“暖阳计划”"],
    "结合“山乡新声”“桥边讲堂”等各类主题阅读活动": ["“山乡新声”", "“桥边讲堂”"],
    "深入开展“进门问”“一线办”行动": ["“进门问”", "“一线办”行动"],
    "开展“书香云岭”主题阅读活动": ["“书香云岭”主题阅读活动"],
    "实施“三州”人才等医师支援计划": ["“三州”人才等医师支援计划"],
    '继续实施2019年青石市"春风行动"': ['"春风行动"'],
    "实施「暖冬」行动": ["「暖冬」行动"],
    # a count alone does not identify
    "全面开展美丽河湖建设“六大行动”": ["美丽河湖建设“六大行动”"],
    "深入实施“八项重大工程”，": ["“八项重大工程”"],
    # known programmes
    "招聘“三支一扶”人员": ["“三支一扶”"],
    "巩固双减成果": ["双减"],
    "推进山村厕所革命": ["厕所革命"],
    "开展体艺“2+1”": ["体艺“2+1”"],
    # documents
    "落实《青石县关于支持食用菌产业的若干措施（试行）》": ["《青石县关于支持食用菌产业的若干措施（试行）》"],
    "依据《中华人民共和国水法》": ["《中华人民共和国水法》"],
    "印发《青石县贯彻〈乡村振兴条例〉办法》": ["《青石县贯彻〈乡村振兴条例〉办法》"],
    # proper activities
    "组织开展大走访大调研大服务活动": ["大走访大调研大服务活动"],
    "开展全国节能宣传周活动": ["节能宣传周活动"],
    "组织全民健身日活动": ["全民健身日活动"],
    "狠抓强基固本工程，": ["强基固本工程"],
}


@pytest.mark.parametrize(("text", "expected"), YES.items(), ids=YES)
def test_names(text, expected):
    assert names(text) == expected
    assert names(f"今年以来，{text}\n各乡镇要抓好落实。") == expected


NO = [
    "抓好重点工程和重大项目。",
    "推进项目建设，加快招商项目落地",
    "制定年度工作计划",
    "该项目总投资2亿元",
    "加快推进工程建设",
    "两个工程均已完工",
    "开展各类文体活动",
    "贯彻落实工程验收标准",
    "杜绝形象工程、政绩工程",
    "遏制“两高”项目盲目上马",
    "计划投资3.2亿元",
    "全县计划新建学校3所",
    "未提交建设工程规划许可证的",
    "招聘工程师20名，新建活动中心1处",
    "培育“双师型”教师",
    "做好“三农”工作",
    "“十四五”项目",
    "获评“五个一工程”奖",
    "制定乡村建设行动实施方案",
    "列为国家蓝藻治理试点城市",
    "打击违法犯罪活动，打击“套路贷”等违法犯罪活动",
    "构建“一核两翼”格局",
    "电影《山村的早晨》热映，签订《价格承诺书》",
    "思想自觉和行动自觉",
    "编制全口径政府用水计划，",
    "开展综合改革试点，",
    "拨打“2111”热线，开辟“绿色通道”",
    "开展以节水为主题的联谊活动",
]


@pytest.mark.parametrize("text", NO)
def test_generic_phrases_are_no_programs(text):
    assert names(text) == []


def test_a_name_found_once_is_found_again_without_its_verb():
    found = names("实施安心餐工程。自建食堂的安心餐项目惠及学生。")
    assert found == ["安心餐工程", "安心餐项目"]


def test_kinds_and_names():
    records = link("落实《青石县供水办法》和“放管服”改革。")
    assert [(r.kind, r.name) for r in records] == [("document", "青石县供水办法"), ("initiative", "放管服改革")]
    assert [r.id for r in records] == ["p2", "p12"]


def test_one_canonical_key_for_all_spellings():
    keys = {r.canonical for r in link("推进“双减”工作，落实“双减”政策，巩固“双减”成果，聚焦双减。")}
    assert keys == {"双减"}
    keys = {r.canonical for r in link("实施乡村安心餐工程。实施安心餐工程。安心餐项目任务全部完成。")}
    assert len(keys) == 1


def test_a_short_title_stands_for_the_long_one_before_it():
    records = link("印发《青石县供水规划纲要（草案）》（以下简称《纲要》）。《纲要》提出")
    assert {r.canonical for r in records} == {"青石县供水规划纲要(草案)"}


def test_a_long_name_without_marks_is_an_issue():
    text = "实施" + "山区饮水安全巩固提升和农村污水治理" * 2 + "工程"
    issues = link_programs(Document(text, fold(text)))[1]
    assert [issue.code for issue in issues] == ["program.left_edge"]


def test_the_title_line_is_no_mention_but_a_title_in_marks_is():
    text = "关于开展农机安全大检查专项行动的通知\n开展农机安全大检查专项行动。"
    assert [r.start for r in link(text, title="关于开展农机安全大检查专项行动的通知")] == [21]
    text = "关于印发《青石县供水办法》的通知\n落实《青石县供水办法》。"
    assert len(link(text, title="关于印发《青石县供水办法》的通知")) == 2


PIECES = st.sampled_from(
    [
        "实施",
        "开展",
        "工程",
        "行动",
        "计划",
        "专项",
        "试点",
        "项目",
        "活动",
        "“",
        "”",
        "《",
        "》",
        "、",
        "和",
        "等",
        "的",
        "（",
        "）",
        "办法",
        "双减",
        "改革",
        "乡村",
        "提升",
        "建设",
        "，",
        "。",
        "\n",
        "将",
        "推进",
        "大",
        "十",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_any_text_gives_ordered_separate_spans(text):
    records = link(text)
    for record in records:
        assert text[record.start : record.end] == record.quote
        assert record.name
        assert record.canonical
    assert all(a.end <= b.start for a, b in itertools.pairwise(records))


@pytest.mark.parametrize(
    "piece", ["“", "《", "、", "工程", "(园)", "“甲”", "的", '"', "《甲\n", "“甲乙”和", "实施甲乙丙丁、"]
)
def test_time_is_linear(piece):
    def seconds(count: int) -> float:
        start = time.process_time()
        scan_programs(piece * count + "行动")
        return time.process_time() - start

    seconds(100)
    # Four times the text: a quadratic rule takes sixteen times as long. The better of two and a floor forgive noise.
    assert min(seconds(16000), seconds(16000)) < 12 * max(seconds(4000), 0.03)


@pytest.mark.parametrize("piece", ["工程", "实施工程", "行动计划项目活动", "的工程", "“工程”", "改革试点"])
def test_heads_in_crowds_are_fast(piece):
    start = time.process_time()
    scan_programs(piece * (100000 // len(piece)))
    assert time.process_time() - start < 2


def test_a_crowd_of_vain_heads_ends():
    text = "工程" * 20 + "。" + "甲" * 50 + "。实施山区道路改造工程。"
    assert names(text) == ["山区道路改造工程"]


def test_names_before_a_counted_head_are_those_behind_the_verb_that_opens_the_clause():
    text = "实施创新平台优化、研发投入提升、科技成果转化等“三大工程”。"
    found = [one.name for one in policyx.extract(text).programs]
    assert found[:3] == ["创新平台优化", "研发投入提升", "科技成果转化"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("组织“政企面对面”“百行进千企”(2)活动14次。", ["政企面对面", "百行进千企"]),
        ("收入5.2亿元，加提前下达专项688万元。", []),
        ("现将上半年工作情况及下半年工作计划汇报如下：", []),
        ("须达到《全县养老院改造基础指标》要求。", ["全县养老院改造基础指标"]),
    ],
)
def test_notes_money_and_reports_are_told_from_programs(text, names):
    assert [one.name for one in policyx.extract(text).programs] == names
