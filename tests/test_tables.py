"""Tables in plain text: what the columns hold, which row is a task, what each cell says."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx import lexicon
from policyx.document import read_document
from policyx.document.table_heads import head_kind
from policyx.document.table_unit import read_unit
from policyx.document.tables import find_tables
from policyx.grammar.responsibility import role_of_label
from policyx.link.table import indicator_table_spans, link_table_agencies, link_table_indicators
from policyx.link.table_value import read_value
from policyx.text import fold


def agencies(text):
    document = read_document(text)
    return [(one.task, one.name, one.role) for one in link_table_agencies(document, document.tables)[0]]


def indicators(text):
    document = read_document(text)
    records, _ = link_table_indicators(document, document.tables)
    return [(one.name, str(one.value), one.unit, one.comparator, one.change, one.time, one.status) for one in records]


def issues(text):
    document = read_document(text)
    return [issue.code for issue in link_table_indicators(document, document.tables)[1]]


# --- heads -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("序　号", "number"), ("年度重点任务", "task"), ("2025年度重点工作", "task"), ("县级牵头单位", "lead"),
        ("责任单位（排第一的为牵头单位）", "responsible"), ("责任单位及责任人", "responsible"), ("协办单位", "support"),
        ("市级督导单位", "supervise"), ("分管副县长", "leader"), ("整改完成时限", "deadline"), ("指标名称", "indicator"),
        ("计量单位", "unit"), ("2020年", "year"), ("2025", "year"), ("2025年目标值", "year"), ("2023年实际完成", "year"),
        ("“十五五”末", "year"), ("年均增长（％）", "growth"), ("年均增速[累计]", "growth"), ("比上年±%", "growth"),
        ("“十四五”年均增长", "growth"), ("指标属性", "attribute"), ("备注", "remark"), ("新建幼儿园3所", ""), ("县水利局", ""),
        ("完成水土流失治理，建设水保林", ""),
    ],
)  # fmt: skip
def test_head_kind(head, kind):
    assert head_kind(fold(head)) == kind


def test_the_lexicon_of_heads_is_sorted_and_every_kind_known():
    heads = [row["head"] for row in lexicon.rows("table_heads")]
    assert heads == sorted(set(heads))
    kinds = {row["kind"] for row in lexicon.rows("table_heads")}
    assert kinds == {
        "number", "category", "task", "project", "content", "target", "leader", "lead", "responsible", "support",
        "supervise", "deadline", "indicator", "unit", "growth", "value", "attribute", "remark",
    }  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "主要责任单位",
        "主责单位",
        "主办单位",
        "牵头部门",
        "县级牵头单位",
        "责任配合单位",
        "协办单位",
        "共同责任单位",
        "督导责任单位",
        "落实单位",
    ],
)
def test_a_head_and_a_label_give_the_same_role(head):
    assert head_kind(head) == role_of_label(head)


# --- task tables -----------------------------------------------------------------------------------------------------

TASKS = (
    "白石县2025年重点任务分解表\n"
    "序号\t重点任务\t牵头领导\t牵头单位\t责任单位\t配合单位\t完成时限\n"
    "一、基础设施\n"
    "1\t改造危桥。改造危桥6座\t周岭\t县交通运输局\t县财政局、发改局\t县审计局\t2025年6月底前\n"
    "2\t新建水厂\t\t\t县水利局\t\t2025年底\n"
    "二、民生保障\n"
    "3\t扩建敬老院\t吴川\t县民政局\t同上\t县人社局\t长期\n"
)


def test_rows_are_items_under_the_section_with_number_heading_and_leaders():
    items = read_document(TASKS).items
    assert [(item.number, item.heading, item.level, item.leaders) for item in items] == [
        ("一", "基础设施", 1, ""), ("1", "改造危桥", 2, "周岭"), ("2", "新建水厂", 2, "周岭"),
        ("二", "民生保障", 1, ""), ("3", "扩建敬老院", 2, "吴川"),
    ]  # fmt: skip
    assert items[1].path == ("一、基础设施",)


def test_an_item_of_a_row_spans_number_and_heading_and_ends_with_the_row():
    document = read_document(TASKS)
    row = document.items[1]
    assert document.text[row.start : row.end] == "1\t改造危桥"
    assert document.text[row.end : row.body_end].endswith("2025年6月底前")


def test_merged_and_ditto_cells_hold_for_every_row_and_levels_are_inherited():
    assert agencies(TASKS) == [
        ("1", "县交通运输局", "lead"), ("2", "县交通运输局", "lead"), ("1", "县财政局", "responsible"),
        ("1", "县发改局", "responsible"), ("1", "县审计局", "support"), ("2", "县水利局", "responsible"),
        ("3", "县民政局", "lead"), ("3", "县水利局", "responsible"), ("3", "县人社局", "support"),
    ]  # fmt: skip


def test_records_that_share_a_span_have_ids_of_their_own_and_ditto_is_quoted():
    document = read_document(TASKS)
    records, _ = link_table_agencies(document, document.tables)
    merged = [one for one in records if one.name == "县交通运输局"]
    assert [one.id for one in merged] == [f"a{merged[0].start}", f"a{merged[0].start}.2"]
    assert [one.quote for one in records if one.task == "3"] == ["县民政局", "同上", "县人社局"]
    assert {one.source for one in records} == {"table"}


def test_an_empty_cell_of_supporters_is_just_empty_beside_one_who_leads():
    text = "序号\t任务\t牵头单位\t配合单位\n1\t修路\t市交通局\t市财政局\n2\t植树\t市林业局\t\n3\t护林\t\t\n"
    assert [one for one in agencies(text) if one[0] != "1"] == [("2", "市林业局", "lead"), ("3", "市林业局", "lead")]


def test_a_merged_cell_does_not_reach_across_a_section():
    text = "序号\t任务\t责任单位\n一、甲\n1\t修路\t市交通局\n二、乙\n2\t植树\t\n"
    assert agencies(text) == [("1", "市交通局", "responsible")]


def test_the_first_leads_where_a_note_says_so():
    text = "注：责任单位排首位者为牵头单位。\n序号\t任务\t责任单位\n1\t修路\t市交通局、财政局\n2\t植树\t同上\n"
    roles = [role for _, _, role in agencies(text)]
    assert roles == ["lead", "responsible", "lead", "responsible"]


def test_labels_and_verbs_inside_a_cell_give_roles():
    text = "序号\t任务\t责任单位\n1\t春耕\t牵头单位：旗农牧局；配合单位：旗财政局、气象局\n2\t防汛\t旗应急局（牵头）、水利局\n"
    assert agencies(text) == [
        ("1", "旗农牧局", "lead"), ("1", "旗财政局", "support"), ("1", "旗气象局", "support"),
        ("2", "旗应急局", "lead"), ("2", "旗水利局", "responsible"),
    ]  # fmt: skip


def test_numbers_and_words_between_the_organs_of_a_cell():
    text = "序号\t任务\t责任单位\n1\t修路\t1.市交通局 2.市财政局\n2\t供水\t市住建局会同市水务局\n"
    assert [name for _, name, _ in agencies(text)] == ["市交通局", "市财政局", "市住建局", "市水务局"]


def test_rows_without_number_and_task_go_on_with_the_task_above():
    text = "序号\t重点任务\t具体措施\t牵头单位\n1\t强产业\t建基地2个\t区农业农村局\n\t\t培育企业5家\t区工信局\n"
    assert [item.heading for item in read_document(text).items] == ["强产业"]
    assert agencies(text) == [("1", "区农业农村局", "lead"), ("1", "区工信局", "lead")]


def test_merged_cells_that_were_left_out_are_found_by_what_the_others_hold():
    text = "类别\t序号\t任务\t责任单位\t时限\n道路\t1\t修桥\t县交通局\t6月底\n2\t养护公路\t县公路局\t年底前\n"
    assert agencies(text) == [("1", "县交通局", "responsible"), ("2", "县公路局", "responsible")]
    assert [(item.number, item.heading) for item in read_document(text).items] == [("1", "修桥"), ("2", "养护公路")]


def test_a_line_break_inside_a_cell_does_not_break_the_row():
    text = "序号\t任务\t责任单位\n1\t修订预案，\n组织演练\t县应急局\n2\t排查隐患\t县住建局\n"
    assert agencies(text) == [("1", "县应急局", "responsible"), ("2", "县住建局", "responsible")]


@pytest.mark.parametrize(
    "text",
    [
        "| 序号 | 工作任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 修渠 | 县水利局 |\n| 2 | 植树 | 县林业局 |\n",
        "序号 | 工作任务 | 责任单位\n1 | 修渠 | 县水利局\n2 | 植树 | 县林业局\n",
        "任务表\n序号\n工作任务\n责任单位\n1\n修渠\n县水利局\n2\n植树\n县林业局\n",
        "序号\t工作任务\t责任单位\n1\t修渠\t县水利局\n- 2 -\n序号\t工作任务\t责任单位\n2\t植树\t县林业局\n",
        "序号\t工作任务\t责任单位\r\n1\t修渠\t县水利局\r\n2\t植树\t县林业局\r\n",
    ],
)
def test_the_same_table_in_other_shapes(text):
    assert agencies(text) == [("1", "县水利局", "responsible"), ("2", "县林业局", "responsible")]
    assert [(item.number, item.heading) for item in read_document(text).items] == [("1", "修渠"), ("2", "植树")]


def test_a_column_of_single_organs_named_unit_is_responsible_beside_tasks():
    assert agencies("单位\t工作职责\n县公安局\t管制交通\n县卫健局\t救治伤员\n") == [
        ("", "县公安局", "responsible"),
        ("", "县卫健局", "responsible"),
    ]


def test_numbers_under_a_head_with_a_unit_are_records_and_kept_from_others():
    text = "序号\t项目名称\t总投资（万元）\t责任单位\n1\t城北水厂\t8600\t县水务局\n"
    assert indicators(text) == [("总投资", "86000000", "元", "=", "", "", "target")]
    assert [text[slice(*span)] for span in indicator_table_spans(read_document(text).tables)] == ["8600"]


# --- indicator tables ------------------------------------------------------------------------------------------------

PLAN = (
    "白石县“十五五”规划纲要\n2026年3月1日\n"
    "类别\t指标\t单位\t2025年\t2030年\t年均增长（%）\t属性\n"
    "经济\t地区生产总值\t亿元\t61.8\t＞85\t5.5左右\t预期性\n"
    "\t产业结构\t—\t25:21:54\t20：28：52\t—\t预期性\n"
    "民生\t城镇新增就业\t万人\t—\t—\t〔1.2〕\t约束性\n"
    "\t单位能耗降低\t%\t/\t完成上级任务\t［12］\t\n"
    "\t全县耕地保有量\t万亩\t17.63\t不低于17.6\t\t约束性\n"
)


def test_every_filled_cell_is_an_indicator():
    assert indicators(PLAN) == [
        ("地区生产总值", "6180000000", "元", "=", "", "2025", "actual"),
        ("地区生产总值", "8500000000", "元", ">", "", "2030", "target"),
        ("地区生产总值", "5.5", "%", "~", "increase", "", "target"),
        ("产业结构", "25", ":", "=", "", "2025", "actual"),
        ("产业结构", "20", ":", "=", "", "2030", "target"),
        ("城镇新增就业", "12000", "人", "=", "increase", "", "target"),
        ("单位能耗降低", "12", "%", "=", "decrease", "", "target"),
        ("耕地保有量", "176300", "亩", "=", "", "2025", "actual"),
        ("耕地保有量", "176000", "亩", ">=", "", "2030", "target"),
    ]


def test_quotes_parts_and_attributes_of_cells():
    document = read_document(PLAN)
    records, _ = link_table_indicators(document, document.tables)
    assert [one.quote for one in records][:4] == ["61.8", "＞85", "5.5左右", "25:21:54"]
    assert records[4].parts is not None
    assert [str(part) for part in records[4].parts] == ["20", "28", "52"]
    assert [one.attribute for one in records][3:7] == ["预期性", "预期性", "约束性", "约束性"]
    assert all(PLAN[one.start : one.end] == one.quote and one.id == f"i{one.start}" for one in records)


def test_the_numbers_of_an_indicator_table_are_no_items_and_its_span_is_left_to_it():
    text = "指标\t单位\t2025年\t2030年\n1.粮食产量\t吨\t900\t950\n2.15岁以上人口平均受教育年限\t年\t9\t10\n"
    document = read_document(text)
    assert document.items == ()
    assert [text[slice(*span)] for span in indicator_table_spans(document.tables)] == [text.rstrip("\n")]
    assert [name for name, *_ in indicators(text)][::2] == ["粮食产量", "15岁以上人口平均受教育年限"]


@pytest.mark.parametrize(
    "table",
    [
        "序号\t指标\t单位\t2020年\t规划目标\t\t属性\n\t\t\t\t2025年\t年均增长（%）\t\n1\t粮食产量\t万吨\t9\t9.5\t1.1\t预期性\n",
        "序号\t指标\t单位\t2020年\t规划目标\t属性\n2025年\t年均增长（%）\n1\t粮食产量\t万吨\t9\t9.5\t1.1\t预期性\n",
        "指标\n单位\n2020年\n2025年\n年均增长（%）\n属性\n粮食产量\n万吨\n9\n9.5\n1.1\n预期性\n",
        "单位：万吨\n指标\t2020年\t2025年\t年均增长（%）\t属性\n粮食产量\t9\t9.5\t1.1\t预期性\n",
        "指标\t2020年\t2025年\t年均增长（%）\t属性\n粮食产量（万吨）\t9\t9.5\t1.1\t预期性\n",
        "指标\t2020年（万吨）\t2025年（万吨）\t年均增长（%）\t属性\n粮食产量\t9\t9.5\t1.1\t预期性\n",
    ],
)
def test_the_same_indicators_in_other_shapes(table):
    assert indicators("白石县规划\n2021年3月5日\n" + table) == [
        ("粮食产量", "90000", "吨", "=", "", "2020", "actual"),
        ("粮食产量", "95000", "吨", "=", "", "2025", "target"),
        ("粮食产量", "1.1", "%", "=", "increase", "", "target"),
    ]


def test_names_given_in_two_columns():
    text = "指标\t\t单位\t2022年\t2025年\t属性\n居民人均收入\t城镇\t元\t38000\t46000\t预期性\n\t农村\t元\t18000\t23000\t预期性\n"
    assert [name for name, *_ in indicators(text)][::2] == ["城镇居民人均收入", "农村居民人均收入"]


def test_a_bulletin_reports_and_its_growth_may_fall():
    text = "白石县2024年统计公报\n产品名称\t单位\t产量\t比上年增长（%）\n原煤\t万吨\t120.5\t-3.2\n发电量\t亿千瓦时\t6\t8.9\n"
    assert indicators(text) == [
        ("原煤", "1205000", "吨", "=", "", "", "actual"), ("原煤", "3.2", "%", "=", "decrease", "", "actual"),
        ("发电量", "600000000", "千瓦时", "=", "", "", "actual"), ("发电量", "8.9", "%", "=", "increase", "", "actual"),
    ]  # fmt: skip


def test_cells_that_run_together_are_parted_and_reported():
    text = "主要指标序号指标单位2020年2025年属性1粮食产量万吨163185约束性2产值比—1.5∶12∶1预期性3绿化率％46.359预期性到2025年"
    found = [(name, value, unit) for name, value, unit, *_ in indicators(text)]
    assert found == [
        ("粮食产量", "1630000", "吨"), ("粮食产量", "1850000", "吨"), ("产值比", "1.5", ":"), ("产值比", "2", ":"),
        ("绿化率", "46.3", "%"), ("绿化率", "59", "%"),
    ]  # fmt: skip
    assert issues(text) == ["table.joined"]


def test_numbers_that_cannot_be_parted_safely_are_left_out():
    text = "指标单位2020年2025年属性粮食产量吨1111约束性树木株2030预期性"
    assert [value for _, value, *_ in indicators(text)] == ["11", "11", "20", "30"]
    assert indicators("指标单位2020年2025年属性粮食产量吨1000001约束性") == []


SERIAL = (
    "主要指标见表。类别序号指标单位2030年目标值农业强1高标准农田万亩≥302建设冷库座1204农机总动力万千瓦70农民富5农村居民人均可支配收入元350006"
    "村集体经济收入达50万元以上村占比%35以上7每千人口3岁以下婴幼儿托位数个4.58带动就业万人&gt;39改造危桥座〔12〕二、重点任务"
)


def test_rising_serial_numbers_part_rows_that_run_together():
    assert [(name, value, unit, sign) for name, value, unit, sign, *_ in indicators(SERIAL)] == [
        ("高标准农田", "300000", "亩", ">="), ("建设冷库", "120", "座", "="), ("农机总动力", "700000", "千瓦", "="),
        ("农村居民人均可支配收入", "35000", "元", "="), ("村集体经济收入达50万元以上村占比", "35", "%", ">="),
        ("每千人口3岁以下婴幼儿托位数", "4.5", "个", "="), ("带动就业", "30000", "人", ">"), ("改造危桥", "12", "座", "="),
    ]  # fmt: skip
    assert issues(SERIAL) == ["table.joined"]


def test_the_comparator_of_a_joined_cell_belongs_to_its_quote():
    document = read_document(SERIAL)
    quotes = [one.quote for one in link_table_indicators(document, document.tables)[0]]
    assert quotes == ["≥30", "120", "70", "35000", "35以上", "4.5", "&gt;3", "〔12〕"]


def test_two_years_in_rows_parted_by_serial_numbers():
    text = "序号指标名称单位2020年2025年1粮食产量万吨9.29.52绿化率%38403治安案件件15.212.14水库座1111注：快报数"
    assert [value for _, value, *_ in indicators(text)] == ["92000", "95000", "38", "40", "15.2", "12.1", "11", "11"]


def test_a_row_between_serial_numbers_that_stays_ambiguous_is_left_out_and_counted():
    text = "序号指标单位2030年1新建公路公里502桥梁座5特色产业6基地个103大棚个404水渠公里7"
    assert [name for name, *_ in indicators(text)] == ["新建公路", "大棚", "水渠"]
    document = read_document(text)
    assert "1 of its 4 rows" in link_table_indicators(document, document.tables)[1][0].reason


def test_serial_numbers_that_do_not_rise_make_no_table():
    assert indicators("序号指标单位2030年1新建公路公里50桥梁座5大棚个40") == []


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("年份\t粮食产量（吨）\t增长（%）\n2022年\t1,061\t5.2\n2023\t900\t—\n注：快报数\n",
         ["粮食产量 1061 吨 2022", "粮食产量 5.2 % 2022", "粮食产量 900 吨 2023"]),
        ("乡镇\t耕地面积（亩）\t粮食产量（吨）\n合计\t300\t150\n城关镇\t100\t/\n　其中：李家村\t10\t5\n",
         ["耕地面积 300 亩 ", "粮食产量 150 吨 ", "耕地面积 100 亩 ", "耕地面积 10 亩 ", "粮食产量 5 吨 "]),
        ("品种\t面积（亩）\t产量（吨）\n小麦\t3\t2\n玉米\t5\t4\n",
         ["小麦面积 3 亩 ", "小麦产量 2 吨 ", "玉米面积 5 亩 ", "玉米产量 4 吨 "]),
        ("年份\t粮食\t\t油料\t\n\t面积（亩）\t产量（吨）\t面积（亩）\t产量（吨）\n2022年\t1\t2\t3\t4\n",
         ["粮食面积 1 亩 2022", "粮食产量 2 吨 2022", "油料面积 3 亩 2022", "油料产量 4 吨 2022"]),
        ("作物\t2022年\t\t2023年\t\n\t面积（亩）\t产量（吨）\t面积（亩）\t产量（吨）\n小麦\t1\t2\t3\t4\n",
         ["小麦面积 1 亩 2022", "小麦产量 2 吨 2022", "小麦面积 3 亩 2023", "小麦产量 4 吨 2023"]),
        ("指标\t单位\t2020年\t\t2025年\t\n\t\t总量\t增长\t总量\t增长\n粮食\t吨\t3\t4%\t5\t6\n",
         ["粮食 3 吨 2020", "粮食 4 % 2020", "粮食 5 吨 2025", "粮食 6 % 2025"]),
        ("各乡镇财政收入情况表\n（单位：元）\n乡镇\t2022年\t2023年\n合计\t3\t4\n城关镇\t1\t2\n",
         ["财政收入 3 元 2022", "财政收入 4 元 2023", "财政收入 1 元 2022", "财政收入 2 元 2023"]),
        ("投资计划（元）\t年度\t公路\t学校\n2022年\t8\t7\n2023年\t6\t5\n",
         ["公路 8 元 2022", "学校 7 元 2022", "公路 6 元 2023", "学校 5 元 2023"]),
    ],
)  # fmt: skip
def test_statistical_tables_by_row_and_column_heads(table, found):
    read = [f"{name} {value} {unit} {time}" for name, value, unit, _, _, time, _ in indicators("云溪县资料\n" + table)]
    assert read == found


def test_numbers_that_look_like_years_are_no_head():
    text = "指标\t2020年\t2021年\t2022年\n产量\t1990\t2004\t2011\n"
    assert [value for _, value, *_ in indicators(text)] == ["1990", "2004", "2011"]


def test_a_hundred_columns_are_all_read():
    heads = "\t".join(f"{1900 + year}年" for year in range(100))
    text = f"指标\t{heads}\n粮食\t" + "\t".join(str(number) for number in range(1, 101)) + "\n"
    assert len(indicators(text)) == 100


def test_what_is_not_understood_is_an_issue():
    assert issues("村名\t人口\t面积\n甲村\t12\t3\n乙村\t15\t4\n丙村\t18\t5\n") == ["table.unknown"]
    assert issues("指标\t单位\t2025年\t属性\n水质\t类\t3个断面达到2类\t约束性\n") == ["table.cell"]


def test_the_box_above_a_published_document_is_no_table():
    text = "索 引 号 | 0123/2025-1 | 发布日期 | 2025-04-18 |\n发布机构 | 某办 | 文 号 | 某发1号 |\n主题 | 农业 | 性质 | 公开 |\n"
    assert find_tables(fold(text)) == []


# --- cells and units -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value", "comparator"),
    [
        ("61.8", "61.8", "="), ("1,234.5", "1234.5", "="), ("≤4.5", "4.5", "<="), ("≧80", "80", ">="), ("＞90", "90", ">"),
        ("190以上", "190", ">="), ("5.5左右", "5.5", "~"), ("不低于17.6", "17.6", ">="), ("〔6.3〕", "6.3", "="),
        ("（0.5）", "0.5", "="), ("累计[18]", "18", "="), ("达到95", "95", "="), ("-0.4", "-0.4", "="), ("3家", "3", "="),
        ("2.5万", "25000.0", "="), ("30%以上", "30", ">="), ("年均5", "5", "="), ("12.5①", "12.5", "="),
    ],
)  # fmt: skip
def test_cell_value(cell, value, comparator):
    read = read_value(fold(cell))
    assert read is not None
    assert (str(read.value), read.comparator) == (value, comparator)


def test_cells_with_more_than_a_number():
    assert read_value("较2020年下降18%").change == "decrease"
    assert (str(read_value("3-5").value), str(read_value("3-5").value_max)) == ("3", "5")
    assert read_value("[6.3]").total
    assert read_value("20:28:52").unit == ":"


@pytest.mark.parametrize(
    "cell", ["", "—", "与物价涨幅大体一致", "完成省下达任务", "3个断面达到2类", "2025年6月", "Ⅲ类以上"]
)
def test_cells_that_are_no_number(cell):
    assert read_value(fold(cell)) is None


@pytest.mark.parametrize(
    ("words", "factor", "name"),
    [
        ("亿元", 10**8, "元"), ("万元/人", 10**4, "元/人"), ("％", 1, "%"), ("—", 1, ""), ("千克/亩", 1, "千克/亩"),
        ("千人", 1000, "人"), ("个百分点", 1, "百分点"), ("张/千人", 1, "张/千人"), ("万千瓦", 10**4, "千瓦"), ("亿元、％", 10**8, "元"),
    ],
)  # fmt: skip
def test_unit(words, factor, name):
    assert read_unit(fold(words)) == (factor, name)


def test_brackets_in_heads_that_are_no_units():
    assert read_unit("累计", strict=True) is None
    assert read_unit("含市区", strict=True) is None


# --- any text --------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "\t", "\t", "\n", "\n", " | ", "|", "序号", "指标", "单位", "2020年", "2025年目标", "属性", "任务", "责任单位", "配合单位",
        "1", "2", "一、", "同上", "—", "县水利局", "财政局、林业局", "12.5", "〔3〕", "万元", "约束性", "预期性", "修渠。", "（一）", "1:2:3", "序号指标单位2025年", "&gt;", "3植树万亩", "1修路公里", "2建库座",
        "年均增长（%）", "注：", "，", " ", "牵头单位：", "-", "单位：万元", "\r",
    ]
)  # fmt: skip


def check(text):
    document = read_document(text)
    agency_records, agency_issues = link_table_agencies(document, document.tables)
    indicator_records, indicator_issues = link_table_indicators(document, document.tables)
    for record in [*agency_records, *indicator_records, *agency_issues, *indicator_issues]:
        assert text[record.start : record.end] == record.quote
        assert record.quote
    assert len({record.id for record in agency_records}) == len(agency_records)
    assert len({record.id for record in indicator_records}) == len(indicator_records)
    for table in document.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            assert all(table.span.start <= a <= b <= table.span.end for a, b in row.cells if a < b)
    spans = [table.span for table in document.tables]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_pieces_of_tables(text):
    check(text)


@given(st.text(alphabet="序号指标单位年2035.\t\n|、:：—任务责约束性预期县局", max_size=120))
def test_any_characters_of_tables(text):
    check(text)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), min_size=1, max_size=6))
def test_every_number_of_a_plain_table_comes_back(pairs):
    rows = "".join(f"指标甲{'乙' * index}\t吨\t{a}\t{b}\t预期性\n" for index, (a, b) in enumerate(pairs))
    found = indicators("指标\t单位\t2020年\t2025年\t属性\n" + rows)
    assert [int(value) for _, value, *_ in found] == [number for pair in pairs for number in pair]


@pytest.mark.parametrize(
    "text",
    [
        "\t" * 200_000,
        "单位\n" * 50_000,
        "指标\n单位\n2020年\n" * 15_000,
        "指标单位2020年2025年属性" * 12_000 + "约束性",
        "指标单位2020年属性" + "约束性" * 50_000,
        "序号指标单位2020年1修路" * 4_000,
        "序号指标单位2020年" + "1修路公里" * 50_000,
        "序号指标单位2020年1修路公里" + "5" * 200_000,
        "序号\t任务\t责任单位\n" + "1\n" * 50_000,
        "序号\t任务\n1\t" + "一" * 200_000,
        "a|b|\n" * 30_000,
    ],
    ids=[
        "tabs",
        "units",
        "flat heads",
        "joined heads",
        "attributes",
        "serials",
        "same serial",
        "digits",
        "rows",
        "one cell",
        "pipes",
    ],
)
def test_time_is_linear(text):
    find_tables("序号\t任务\t责任单位\n1\t修渠\t县水利局\n")  # loads the lexicon
    start = time.process_time()
    find_tables(fold(text))
    assert time.process_time() - start < 3
