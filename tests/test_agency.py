"""Responsibility clauses, defaults, duties and tables, from text to agency records."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyx.document import read_document
from policyx.grammar.duty import find_duties
from policyx.grammar.organ_list import read_list
from policyx.grammar.responsibility import find_clauses, responsibility_spans
from policyx.link.agency import link_agencies
from policyx.link.agency_note import read_notes
from policyx.records import Agency
from policyx.text import fold

TITLE = "青河县农村供水提质三年行动实施方案\n一、主要任务\n"


def agencies(body: str, title: str = TITLE) -> list[Agency]:
    return link_agencies(read_document(title + body))[0]


def brief(body: str, title: str = TITLE) -> str:
    """Names with the first letters of their roles: 县水务局/r 县财政局/s."""
    marks = {"responsible": "r", "lead": "l", "support": "s", "supervise": "v"}
    return " ".join(f"{record.name}/{marks[record.role]}" for record in agencies(body, title))


ITEM = "（一）改造管网。更新老旧管网。"

CLAUSES = {
    # every bracket, with a label
    "（责任单位：县水务局、财政局）": "县水务局/r 县财政局/r",
    "(责任单位:县水务局、财政局)": "县水务局/r 县财政局/r",
    "〔责任单位：县水务局、财政局〕": "县水务局/r 县财政局/r",
    "[责任单位：县水务局、财政局]": "县水务局/r 县财政局/r",
    "【责任单位：县水务局、财政局】": "县水务局/r 县财政局/r",
    "［责任单位：县水务局、财政局］": "县水务局/r 县财政局/r",
    "【责任单位】县水务局、财政局": "县水务局/r 县财政局/r",
    "【牵头单位】县水务局【配合单位】县财政局": "县水务局/l 县财政局/s",
    "牵头单位（县水务局），配合单位（县财政局、县发改局）。": "县水务局/l 县财政局/s 县发改局/s",
    # nested, unclosed
    "（牵头单位：县委组织部（人才办），责任单位：县人社局、县审计局）": "县委组织部（人才办）/l 县人社局/r 县审计局/r",
    "（责任单位：县农业农村局（县乡村振兴局）、县水务局）": "县农业农村局（县乡村振兴局）/r 县水务局/r",
    "（责任单位：县水务局、财政局": "县水务局/r 县财政局/r",
    "（责任单位：县水务局、财政局\n（二）加强监测。开展监测。（责任单位：县卫健局）": "县水务局/r 县财政局/r 县卫健局/r",
    # a missing 、, a star, spaces, line breaks
    "（责任单位：县水务局县财政局、县住建局 县卫健局）": "县水务局/r 县财政局/r 县住建局/r 县卫健局/r",
    "（责任单位：*县水务局、县财政局）": "县水务局/r 县财政局/r",
    "（责任单位：县水 务局、县财\n政局）": "县水务局/r 县财政局/r",
    "（责任单位： 县水务局，县财政局，县发改局）": "县水务局/r 县财政局/r 县发改局/r",
    # lines of their own
    "\n责任单位：县水务局、财政局、各镇人民政府": "县水务局/r 县财政局/r 各镇人民政府/r",
    "\n责任单位：县水务局、财政局、\n各镇人民政府": "县水务局/r 县财政局/r 各镇人民政府/r",
    "\n责任单位：县水务局  县财政局  县发改局": "县水务局/r 县财政局/r 县发改局/r",
    "\n牵头单位：县水务局\n配合单位：县财政局、发改局\n完成时限：2025年12月": "县水务局/l 县财政局/s 县发改局/s",
    "主要责任单位：县水务局。协同配合单位：县财政局、发改局。": "县水务局/r 县财政局/s 县发改局/s",
    "责任部门：县水务局。": "县水务局/r",
    "责任单位：县水务局；配合单位：县财政局；完成时限：2025年底。": "县水务局/r 县财政局/s",
    "责任单位:县水务局、县财政局2.加强监测。做好监测。责任单位:县卫健局3.宣传。": "县水务局/r 县财政局/r 县卫健局/r",
    # other labels
    "（落实单位：县水务局；督办单位：县政府督查室）": "县水务局/r 县政府督查室/v",
    "（牵头：县水务局；配合：县财政局、县发改局）": "县水务局/l 县财政局/s 县发改局/s",
    "（责任单位为县水务局、县财政局）": "县水务局/r 县财政局/r",
    "牵头责任单位：县水务局；责任单位：县财政局、县发改局。": "县水务局/l 县财政局/r 县发改局/r",
    # no label
    "（县水务局、县财政局按职责分工负责）": "县水务局/r 县财政局/r",
    "（县水务局、县财政局等分工负责）": "县水务局/r 县财政局/r",
    "（县水务局、县财政局，各乡镇人民政府）": "县水务局/r 县财政局/r 各乡镇人民政府/r",
    "（县水务局牵头，县财政局、各乡镇人民政府配合）": "县水务局/l 县财政局/s 各乡镇人民政府/s",
    "（县水务局牵头、县财政局、县发改局配合）": "县水务局/l 县财政局/s 县发改局/s",
    "（县水务局负责，2025年12月底前完成）": "县水务局/r",
    "责任单位：县水务局（牵头）、县财政局（配合）、县发改局": "县水务局/l 县财政局/s 县发改局/r",
    # people, dates and remarks are no organs
    "（分管县领导：李明；牵头单位：县水务局；责任单位：县财政局）": "县水务局/l 县财政局/r",
    "（责任单位：县水务局；责任人：张三；完成时限：长期）": "县水务局/r",
    "（责任单位：县水务局，2025年12月底前完成）": "县水务局/r",
    "（责任领导：副县长王强）": "",
    # who leads
    "（责任单位：县水务局、财政局；列首位者为主办单位，下同）": "县水务局/l 县财政局/r",
    "（责任单位：县水务局、财政局，各乡镇；第一个逗号前为主办单位，下同）": "县水务局/l 县财政局/l 各乡镇/r",
    "（责任单位：*县水务局、县财政局。带*的为牵头单位）": "县水务局/l 县财政局/r",
    "（县水务局、各乡镇人民政府，列第一位的为牵头单位）": "县水务局/l 各乡镇人民政府/r",
    # fields before 等部门, collectives, joints
    "（责任单位：县教育、机构编制、财政等部门）": "县教育部门/r 县机构编制部门/r 县财政部门/r",
    "（责任单位：县水务局等部门及各乡镇人民政府）": "县水务局/r 各乡镇人民政府/r",
    "（责任单位：县住房和城乡建设局和县发展和改革局）": "县住房和城乡建设局/r 县发展和改革局/r",
    "（责任单位：县水务局，各县（市、区）政府、市属园区管委会）": "县水务局/r 各县（市、区）政府/r 市属园区管委会/r",
    "（责任单位：各盟、市、旗人民政府）": "各盟、市、旗人民政府/r",
    "（责任单位：县水务局、县财政局等相关单位）": "县水务局/r 县财政局/r",
    # levels
    "（责任单位：县委统战部、编办、政法委、水利局、检察院）": "县委统战部/r 县委编办/r 县委政法委/r 县水利局/r 县检察院/r",
    "（责任单位：水务局、组织部、编办、团委、妇联、移动公司）": "县水务局/r 县委组织部/r 县委编办/r 团县委/r 县妇联/r 移动公司/r",
    "（责任单位：市生态环境局青河分局、农业农村局）": "市生态环境局青河分局/r 县农业农村局/r",
    "（责任单位：省教育厅、财政厅，市教育局、财政局）": "省教育厅/r 省财政厅/r 市教育局/r 市财政局/r",
}


@pytest.mark.parametrize(("clause", "expected"), CLAUSES.items())
def test_clauses(clause: str, expected: str) -> None:
    assert brief(ITEM + clause) == expected
    assert all(record.source == "clause" for record in agencies(ITEM + clause))


DUTIES = {
    "由县水务局牵头，县财政局、各乡镇配合。": "县水务局/l 县财政局/s 各乡镇/s",
    "县林业局、检察院、统计局、水务局要加强治理。": "县林业局/r 县检察院/r 县统计局/r 县水务局/r",
    "在县委领导下，县供水工作领导小组要统筹协调。": "县供水工作领导小组/r",
    "县水务局要会同财政、发改等部门制定方案。": "县水务局/r",
    "县财政局应积极配合做好资金保障。": "县财政局/s",
    "县水务局要牵头制定方案。": "县水务局/l",
    "县水务局负责改造，县财政局负责筹资，县审计局负责督办。": "县水务局/r 县财政局/r 县审计局/v",
    "教育、机构编制、财政等部门要加强协作。": "县教育部门/r 县机构编制部门/r 县财政部门/r",
    "财政部门要安排资金，住建、水务部门要做好指导。": "县财政部门/r 县住建部门/r 县水务部门/r",
    "各有关部门（单位）要各司其职。": "各有关部门（单位）/r",
    "各乡镇党委和政府要落实责任，各镇街和有关部门须按月报送。": "各乡镇党委和政府/r 各镇街/r 有关部门/r",
    "县委、县政府要加强领导。": "县委/r 县政府/r",
    "本方案由县委组织部、县委编办会同县人社局负责解释。": "县委组织部/r 县委编办/r",
    "水井干涸的，由乡镇（街道）负责、养老机构配合，做好登记。": "乡镇（街道）/r 养老机构/s",
    "由县发改局牵头，县财政局、青河供电公司配合。": "县发改局/l 县财政局/s 青河供电公司/s",
    "县水利局要主动扛起牵头调度之责。": "县水利局/l",
    "组织、林业、编制等成员单位以及管灌溉的业务部门、单位要密切协作。": "县组织部门/r 县林业部门/r 县编制部门/r",
    "各级植物保护、农业技术推广机构要加强指导。": "各级植物保护机构/r 农业技术推广机构/r",
    "政府及林业行政、气象等部门应主动支持。": "县政府/r 县林业行政部门/r 县气象部门/r",
    "县水务局在编制灌溉计划时，要兼顾下游。": "县水务局/r",
    "会议强调，要求县水务局要抓紧整改。": "县水务局/r",
    "灌溉用水争议调处委员会须及时协助调解争议。": "县灌溉用水争议调处委员会/r",
    "各定点培训机构须实名登记。": "各定点培训机构/r",
    "第九条 县图书馆、县文化馆应当开展服务。": "县图书馆/r 县文化馆/r",
    "市、县两级财政部门要加强保障。": "市、县两级财政部门/r",
    "县卫健局作为牵头单位，要切实履行职责。": "县卫健局/l",
    # oversight of the work, and of those whom an organ always watches
    "县审计局负责资金监督，县政府督查室负责挂牌督办。": "县审计局/v 县政府督查室/v",
    "审计、财政等部门要对民办养老机构加强监督。": "县审计部门/r 县财政部门/r",
    "县水务局负责监督指导村级泵站开展检修。": "县水务局/r",
    # mentions that are no duty
    "村民委员会应依法履职，各类托育机构要规范服务。": "",
    "经县委、县政府批准，县水务局召开会议，县财政局拨付资金。": "",
    "县教育工作专班适时召开现场会。": "",
    "形成党委统揽、政府负责、农户协同、部门配合的局面。": "",
    "县水务局应急抢修队要求各村应用新技术。": "",
    "县政府应对突发事件，县教育局要求各校整改。": "",
    "县水务局党组书记李明要切实负责。": "",
    "政府负责同志要带头，主办单位要加强审查，用人单位应当签约。": "",
    "企业要加大投入，产业布局要优化，社会要共同参与。": "",
    "成立领导小组，由县长任组长，县水务局、县财政局为成员单位。": "",
    "对县财政局负责的项目加强检查，落实县教育局负责人责任。": "",
}


@pytest.mark.parametrize(("sentence", "expected"), DUTIES.items())
def test_duties(sentence: str, expected: str) -> None:
    assert brief("（一）改造管网。" + sentence) == expected


def test_heads_of_duty_lists() -> None:
    body = "（一）职责分工\n1.县交通运输局：负责道路修复。\n2.县公安局、司法局：加强执法。\n"
    assert [(r.name, r.task, r.source) for r in agencies(body)] == [
        ("县交通运输局", "1", "inline"),
        ("县公安局", "2", "inline"),
        ("县司法局", "2", "inline"),
    ]


def test_heads_of_duty_lists_take_the_role_of_their_first_verb() -> None:
    body = "（一）职责分工\n1.县人社局：牵头组织培训。\n2.县乡村振兴服务中心：配合做好动员。\n"
    assert brief(body) == "县人社局/l 县乡村振兴服务中心/s"


def test_addressees_and_signatures_are_not_agencies() -> None:
    text = (
        "青河县人民政府办公室关于做好供水工作的通知\n各乡镇人民政府，县直各部门：\n现将有关事项通知如下，请按时办结。\n"
        "一、加强领导。县水务局要统筹推进。\n青河县人民政府办公室\n2025年3月1日\n"
    )
    assert brief(text, title="") == "县水务局/r"


def test_reports_have_no_inline_agencies() -> None:
    text = "2025年青河县政府工作报告\n一、过去一年工作\n全县各级政府要增强执行力。县水务局负责的工程完工。\n"
    assert brief(text, title="") == ""


def test_reports_give_duties_for_the_time_to_come() -> None:
    text = "2025年青河县政府工作报告\n一、今年工作\n县水务局要会同县林业局管好水源，各乡镇配合。\n"
    assert brief(text, title="") == "县水务局/r 各乡镇/s"


def test_duties_after_a_lost_heading_or_a_signature_answer_for_no_item() -> None:
    lost = agencies("1.改造管网。\n。各乡镇要提高认识。\n", "青河县供水方案\n")
    assert [(record.name, record.task) for record in lost] == [("各乡镇", "")]
    behind = agencies("1.改造管网。\n附件:部门职责分工\n2025年3月5日\n县水务局负责水源保护。\n", "青河县供水方案\n")
    assert [(record.name, record.task) for record in behind] == [("县水务局", "")]


def test_a_text_without_a_place_names_its_level() -> None:
    text = "为做好我市供水工作，提出如下意见：\n一、管水\n水利、财政等部门要加强管理。\n"
    assert [record.canonical for record in agencies(text, "")] == ["市水利局", "市财政局"]


def test_the_bracket_of_a_remark_on_who_leads_is_the_outer_one() -> None:
    clause = (
        "（责任单位：县水务局、各县（市、区）政府；列首位者为主办单位，下同）\n（二）管护。（责任单位：县财政局）\n"
    )
    assert brief(ITEM + clause) == "县水务局/l 各县（市、区）政府/r 县财政局/l"


def test_clauses_in_a_run_of_items_close_their_own() -> None:
    run = (
        "一、任务 （一）管护。1.定标准。定好标准。（责任单位：县水务局）2.建队伍。建好队伍。（责任单位：县财政局）"
        " （二）服务。1.优化服务。做好服务。2.完善设施。建好设施。（责任单位：县住建局）\n二、保障措施\n"
    )
    assert [record.task for record in agencies(run, "青河县供水方案\n")] == ["1", "2", "2"]


def test_remarks_on_who_answers_for_all_items_are_defaults() -> None:
    record = agencies("1.改造管网。（责任单位：县水务局）\n以上事项由县政府办公室统筹督办，按月通报。\n")[-1]
    assert (record.name, record.role, record.source, record.task) == ("县政府办公室", "supervise", "default", "")


def test_foots_of_pages_are_no_clauses() -> None:
    foot = "一、供水\n改造管网。\n下载  主办：青河县人民政府办公室 网站标识码：0000000021\n"
    assert brief(foot) == ""


def test_lead_by_position_holds_from_its_clause_on() -> None:
    text = (
        "（一）一事。做好。（责任单位：县水务局、县财政局）\n"
        "（二）二事。做好。（责任单位：县住建局、县财政局；列首位者为主办单位，下同）\n"
        "（三）三事。做好。（责任单位：县卫健局、县财政局）\n"
    )
    assert brief(text) == "县水务局/r 县财政局/r 县住建局/l 县财政局/r 县卫健局/l 县财政局/r"


def test_lead_by_position_said_at_the_end_holds_for_all() -> None:
    text = "（一）一事。做好。（责任单位：县水务局、县财政局）\n注：责任单位中排在首位者为牵头单位。\n"
    assert brief(text) == "县水务局/l 县财政局/r"


@pytest.mark.parametrize(
    ("remark", "names"),
    [
        ("以下均需各单位落实，不再列出", ["各单位"]),
        ("下列事项均需各乡镇人民政府办理，不再一一列出", ["各乡镇人民政府"]),
        ("以下各条措施均涉及各县（市、区）、园区管委会，不再单独列出", ["各县（市、区）", "园区管委会"]),
        ("各乡镇人民政府为以下各项任务责任单位，不再重复标注", ["各乡镇人民政府"]),
    ],
)
def test_defaults(remark: str, names: list[str]) -> None:
    records = agencies(f"（一）改造管网。更新。（责任单位：县水务局。{remark}）\n")
    assert [record.name for record in records if record.source == "default"] == names
    assert all(record.task == "" for record in records if record.source == "default")
    assert [record.name for record in records if record.source == "clause"] == ["县水务局"]


def test_levels_pass_from_sentence_to_sentence_in_one_item() -> None:
    assert brief("（一）保障。市委编办要核定编制。财政局要安排资金。\n（二）宣传。财政局要做好预算。") == (
        "市委编办/r 市财政局/r 县财政局/r"
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("义乌市供水实施方案\n", "市水务局"),
        ("塔林旗供水实施方案\n", "旗水务局"),
        ("内蒙古自治区供水实施方案\n", "自治区水务局"),
        ("云南省供水实施方案\n", "省水务局"),
    ],
)
def test_bare_names_take_the_level_of_the_place(title: str, name: str) -> None:
    records = agencies("1.改造管网。（责任单位：水务局）\n", title)
    assert [record.name for record in records] == [name]


def test_field_words_follow_the_document_date() -> None:
    old = "青河县环境整治方案\n1.治污。环保部门要加强执法。\n青河县人民政府\n2016年3月1日\n"
    new = old.replace("2016", "2024")
    assert [record.canonical for record in agencies(old, "")] == ["县环境保护局"]
    assert [record.canonical for record in agencies(new, "")] == ["县生态环境局"]


def test_task_is_the_innermost_item() -> None:
    text = "（一）供水。\n1.建厂。新建水厂。（责任单位：县水务局）\n2.巡查。每月巡查。（责任单位：县应急局）\n"
    assert [(record.name, record.task) for record in agencies(text)] == [("县水务局", "1"), ("县应急局", "2")]


TABLE = (
    "青河县2025年重点任务分解表\n序号\t目标任务\t牵头领导\t牵头单位\t责任单位\t完成时限\n"
    "1\t新建水厂2座\t李明\t县水务局\t财政局、发改局\t2025年6月\n"
    "2\t改造管网30公里\t李明\t同上\t各乡镇人民政府\t2025年12月\n"
)


def test_agency_cells_of_tables_are_left_to_the_table_reader() -> None:
    cells = TABLE.replace("财政局、发改局", "牵头单位：县财政局；配合单位：发改局")
    assert agencies(cells, "") == []
    assert brief(TABLE + "二、保障\n县财政局要安排资金。\n", "") == "县财政局/r"


def test_empty_labels_are_issues() -> None:
    document = read_document(TITLE + "（一）改造。更新。（责任单位：待定）\n")
    records, issues = link_agencies(document)
    assert records == []
    assert [issue.code for issue in issues] == ["agency.empty_clause"]


def test_spans_hold_whole_clauses() -> None:
    text = fold(
        "1.改造。更新管网（牵头单位：县水务局（水利中心）；责任单位：县财政局）。2.巡查。\n责任单位：县应急局\n"
    )
    assert [text[a:b] for a, b in responsibility_spans(text)] == [
        "(牵头单位:县水务局(水利中心);责任单位:县财政局)",
        "责任单位:县应急局",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "各责任单位：请于月底前报送。",
        "（含2所幼儿园）",
        "县水务局（县河长办）要抓好。",
        "国务院教育部（以下简称教育部）",
        "明确责任单位：由各县自定。",
    ],
)
def test_no_clause(text: str) -> None:
    assert responsibility_spans(fold(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "县教育局、" * 20000, "责任单位：" + "县教育局、" * 20000, "（" * 100000, "（责任单位：" * 15000, "局要" * 50000,
        "县教育局，" * 20000 + "要", "县" * 100000 + "局要", "（责任单位：各" + "市、县、" * 20000 + "）", "以下均" * 20000 + "不再列出" * 20000,
        "（责任单位：" + " " * 100000 + "）", "县水务局：" * 20000, "【责任单位】" * 15000, "*" * 100000 + "为牵头单位",
    ],
)  # fmt: skip
def test_time_is_linear(text: str) -> None:
    folded = fold(text)
    begin = time.process_time()
    find_clauses(folded)
    find_duties(folded)
    read_notes(folded)
    assert time.process_time() - begin < 5


WORDS = st.sampled_from(
    ["责任单位", "牵头单位", "配合", "：", "、", "，", "；", "。", "（", "）", "〔", "〕", "【", "】", "县水务局", "财政局", "各乡镇", "等部门", "教育", "由", "要", "负责",
     "牵头", "以下均需", "不再列出", "列首位者为牵头单位", "下同", "\n", "\t", " ", "*", "同上", "1.", "（一）", "序号", "2025年", "县委", "团委", "张三"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=40).map("".join), st.text(max_size=80)))
def test_invariants(text: str) -> None:
    folded = fold(text)
    spans = responsibility_spans(folded)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
    reading = read_list(folded, 0, len(folded))
    assert all(0 <= item.start < item.end <= len(folded) for item in reading.organs)
    document = read_document(text)
    records, _ = link_agencies(document)
    assert all(text[r.start : r.end] == r.quote for r in records)
    assert len({record.id for record in records}) == len(records)
    pairs = itertools.pairwise(records)
    assert all(a.end <= b.start for a, b in pairs)
    assert link_agencies(document)[0] == records
