from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyx
from policyx.document import Item, read_document
from policyx.link.task import link_tasks


def outline(text: str) -> list[str]:
    """One string an item: level, number, heading."""
    return [f"{item.level} {item.number} {item.heading}" for item in read_document(text).items]


def test_three_levels_with_paths() -> None:
    items = read_document("一、目标\n二、任务\n（一）兴水利。修渠。\n1.修渠。五里。\n2.建库。\n（二）兴农业。\n").items
    assert [(item.level, item.path) for item in items] == [
        (1, ()),
        (1, ()),
        (2, ("二、任务",)),
        (3, ("二、任务", "（一）兴水利")),
        (3, ("二、任务", "（一）兴水利")),
        (2, ("二、任务",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲地\n2．乙地\n3、丙地\n4 . 丁地", ["1 1 甲地", "1 2 乙地", "1 3 丙地", "1 4 丁地"]),
        ("(一)甲地\n〔二〕乙地\n（三）丙地", ["1 一 甲地", "1 二 乙地", "1 三 丙地"]),
        ("（1）甲地\n(2)乙地", ["1 1 甲地", "1 2 乙地"]),
        ("一、办理\n①填表\n②交表\n", ["1 一 办理", "2 ① 填表", "2 ② 交表"]),
        (
            "第一章 总则\n第一条 为了管水。\n第二章 附则\n第二条 自印发之日起施行。",
            ["1 第一章 总则", "2 第一条 为了管水", "1 第二章 附则", "2 第二条 自印发之日起施行"],
        ),
        ("亮点一 水渠全部修通\n\n正文。\n亮点二 农路全部硬化\n", ["1 亮点一 水渠全部修通", "1 亮点二 农路全部硬化"]),
        ("举措1：修渠。\n举措2：修路。\n", ["1 举措1 修渠", "1 举措2 修路"]),
        (
            "1.总体\n1.1路径\n1.2办法\n2.任务\n2.1修渠",
            ["1 1 总体", "2 1.1 路径", "2 1.2 办法", "1 2 任务", "2 2.1 修渠"],
        ),
        ("—、总体要求。做好。二、主要任务。做完。", ["1 — 总体要求", "1 二 主要任务"]),
        ("**一、总体要求**\n## 二、主要任务", ["1 一 总体要求", "1 二 主要任务"]),
        ("1.2025年任务\n2.5G基站建设\n", ["1 1 2025年任务", "1 2 5G基站建设"]),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "坚持一、二、三产业融合发展。",
        "今年一、二季度增长8%。",
        "投入1.5亿元。2.3万人受益。",
        "一是修渠。二是修路。",
        "讲好第一堂课，种好第一棵树。办好第一节课。",
        "依照第（一）项办理。",
        "2025.3.1\n2025.3.2\n",
        "1.5\n2.5\n",
        "一、\n二、\n",
    ],
)
def test_what_numbers_no_item(text: str) -> None:
    assert outline(text) == []


def test_items_run_into_a_paragraph() -> None:
    text = "一、钱从哪来。（1）给首贷户贴息；（2）给返乡人员补助5000元。\n二、其他\n"
    assert outline(text) == ["1 一 钱从哪来", "2 1 给首贷户贴息", "2 2 给返乡人员补助5000元", "1 二 其他"]


def test_numbers_that_run_through_the_document() -> None:
    text = "一、甲部\n（一）子项。\n（二）丑项。\n二、乙部\n（三）寅项。\n"
    assert outline(text) == ["1 一 甲部", "2 一 子项", "2 二 丑项", "1 二 乙部", "2 三 寅项"]


def test_a_misprinted_style_keeps_its_list() -> None:
    assert outline("一、甲部\n二、乙部\n3、丙部\n四、丁部\n") == ["1 一 甲部", "1 二 乙部", "1 3 丙部", "1 四 丁部"]


def test_digits_outside_and_brackets_inside() -> None:
    text = "1.甲部\n（一）子项\n（二）丑项\n2.乙部\n（一）寅项\n"
    assert outline(text) == ["1 1 甲部", "2 一 子项", "2 二 丑项", "1 2 乙部", "2 一 寅项"]


def test_attachments_begin_new_lists() -> None:
    text = "一、甲部\n1.子项\n二、乙部\n附件1\n任务清单\n1.丑项\n2.寅项\n"
    assert outline(text) == ["1 一 甲部", "2 1 子项", "1 二 乙部", "1 1 丑项", "1 2 寅项"]


def test_the_list_of_attachments_numbers_no_tasks() -> None:
    assert outline("一、要求\n附件：1.任务分解表\n      2.联系人名单\n") == ["1 一 要求"]


def test_contents_are_left_out_and_give_the_titles() -> None:
    body = "第一章　总则本办法为管水制定，各镇遵守。" + "管水护水。" * 130 + "第二章　附则本办法自印发之日起施行。"
    text = "目　录第一章　总则第二章　附则" + body
    assert outline(text) == ["1 第一章 总则", "1 第二章 附则"]


def test_headings_that_run_into_the_text_without_line_breaks() -> None:
    text = (
        "制定本方案。一、指导思想以节水优先理念为引领，做好治水工作。"
        "二、基本原则（一）统筹。兼顾上下游。（二）分类。" + "因河施策，" * 140 + "三、保障措施。"
    )
    assert outline(text)[:4] == ["1 一 指导思想", "1 二 基本原则", "2 一 统筹", "2 二 分类"]


def test_a_list_whose_first_number_was_lost() -> None:
    text = "青溪县方案治水。管好渠。二、治山。" + "种好树。" * 160 + "三、治路。"
    assert outline(text) == ["1 二 治山", "1 三 治路"]


def test_a_first_number_right_behind_the_title() -> None:
    text = "青溪县方案一、治水。管好渠。二、治山。" + "种好树。" * 160 + "三、治路。"
    assert outline(text) == ["1 一 治水", "1 二 治山", "1 三 治路"]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("1.修渠三里（责任单位：县水利局）。\n", "修渠三里"),
        ("1.修渠三里，牵头单位：县水利局。\n", "修渠三里"),
        ("1.修渠三里［县水利局、各乡镇］\n", "修渠三里"),
        ("1.修渠三里（县水利局牵头，县财政局配合）\n", "修渠三里"),
        ("1.县水利局：负责修渠，负责护渠。\n", "县水利局"),
        ("1.修渠三里；修路五里（含桥）\n", "修渠三里；修路五里（含桥）"),
        ("1.每日8:30前报送水情\n", "每日8:30前报送水情"),
    ],
)
def test_heading_ends(text: str, heading: str) -> None:
    assert read_document(text).items[0].heading == heading


def test_body_ends_where_the_next_item_of_its_level_or_above_begins() -> None:
    text = "一、甲部\n正文。\n（一）子项。\n  \n二、乙部\n尾。\n"
    first, inner, second = read_document(text).items
    assert text[first.start : first.body_end] == "一、甲部\n正文。\n（一）子项。"
    assert text[inner.start : inner.body_end] == "（一）子项。"
    assert text[second.body_start : second.body_end].strip() == "尾。"


def test_tasks_of_items() -> None:
    tasks = link_tasks(read_document("一、甲部\n（一）子项。\n"))
    assert [(task.id, task.task_id, task.quote) for task in tasks] == [
        ("k0", "", "一、甲部"),
        ("k5", "k0", "（一）子项"),
    ]


def test_rows_of_a_task_table_are_items_under_the_heading_before_them() -> None:
    text = "一、清单\n序号\t目标任务\t牵头领导\t责任单位\n1\t修渠三里。一期。\t李某\t县水利局\n2\t修路五里\t王某\t县交通局\n二、其他\n"
    assert outline(text) == ["1 一 清单", "2 1 修渠三里", "2 2 修路五里", "1 二 其他"]
    tasks = link_tasks(read_document(text))
    assert [task.leaders for task in tasks] == ["", "李某", "王某", ""]
    assert text[tasks[1].start : tasks[1].body_end].endswith("县水利局")


PIECES = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "(1)",
    "①",
    "第一章",
    "亮点一 ",
    "甲乙。",
    "丙；",
    "：",
    "\n",
    " ",
    "目录",
    "附件1\n",
    "1.5",
    "\t",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_items_of_any_text_are_well_formed(text: str) -> None:
    check(text, read_document(text).items)


@given(st.text(max_size=80))
def test_items_of_wild_text_are_well_formed(text: str) -> None:
    check(text, read_document(text).items)


def check(text: str, items: tuple[Item, ...]) -> None:
    last = -1
    for item in items:
        assert last < item.start < item.end <= item.body_end <= len(text)
        assert item.end <= item.body_start <= item.body_end
        assert item.heading
        assert text[item.end - len(item.heading) : item.end] == item.heading
        assert item.level == len(item.path) + 1
        if item.parent is not None:
            outer = items[item.parent]
            assert item.path == (*outer.path, text[outer.start : outer.end])
            assert outer.start < item.start
            assert item.body_end <= outer.body_end
        last = item.start


@pytest.mark.parametrize(
    "unit",
    [
        "1.1.1.1",
        "（一）",
        "第第第",
        "一、",
        "（1）甲；",
        "第一章总",
        "一、甲\n",
        "①",
        "目录第一",
        "〔2024〕",
        "附件：\n",
    ],
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        read_document(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(160_000) < 12 * seconds(40_000) + 0.3


def test_a_number_left_out_between_two_chapters_does_not_end_the_numbering():
    text = "一、商贸\n9.做大企业。新增3家。\n10.统一经营。新增2家。\n二、体育\n12.提升品牌。新增1家。\n13.办好赛事。新增4家。\n"
    assert [one.number for one in policyx.extract(text).tasks] == ["一", "9", "10", "二", "12", "13"]
