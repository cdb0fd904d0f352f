"""Layouts of PDF pages: columns, tables without rulings, words that lines cut, pages on their side, notes, red-head documents."""

from __future__ import annotations

import pytest

from pdf_maker import HEIGHT, WIDTH, Sheet, pdf
from policyx.readers import page_aligned, page_text
from policyx.readers.pdf import read_pdf

FIRST = "今年以来全县紧盯群众急难愁盼新建社区食堂六个改造老旧小区十二个惠及居民三千二百户群众满意度稳步提高。"
SECOND = "下一步将继续实施养老服务提升工程新增护理型床位一百五十张建成乡镇养老服务中心四个由县民政局负责。"
THIRD = "全县公路养护里程达到一千二百公里优良路率百分之九十二改造危桥九座建成农村公路四十公里通客车率达到百分之百。"
PROSE = "到2027年，全县新建改建标准化粮仓12座，新增仓容3.5万吨，粮食产后服务中心覆盖率达到90%以上，由县粮食和物资储备局牵头负责。"

GOAL = "坚持节水优先、空间均衡、系统治理、两手发力，统筹水资源、水环境、水生态，加快构建互联互通、丰枯调剂、城乡一体的现代水网体系，到2026年底前完成投资1.2亿元。"

TASKS = (
    ("序号", "目标任务", "责任单位", "完成时限"),
    ("1", "新建标准化粮仓12座，新增仓容\n3.5万吨", "县粮食和物资储备局、\n县财政局", "2026年6月"),
    ("2", "改造老旧管网30公里", "县住房和城乡建设局", "2026年12月"),
    (
        "3",
        "培训农技人员500人次以上，建成\n示范基地4个，带动农户1200户",
        "县农业农村局、县人力\n资源和社会保障局、各\n乡镇人民政府",
        "全年",
    ),
    ("4", "修渠", "县水利局", "2026年底"),
)
TWO_COLUMNS = (
    ("目标任务", "责任单位"),
    ("新建标准化粮仓12座，新增仓容3.5万吨，覆盖率达\n到90%以上", "县粮食和物资储备局、\n县财政局"),
    ("改造老旧管网30公里", "县住房和城乡建设局"),
    (
        "培训农技人员500人次以上，建成示范基地4个，带\n动农户1200户，人均增收800元以上，组织技术骨干\n下乡120次",
        "县农业农村局、县人力\n资源和社会保障局、各\n乡镇人民政府",
    ),
    ("新建改建农村公路40公里，改造危桥9座，通客车\n率达到100%", "县交通运输局"),
    ("组织消防演练12场", "县消防救援大队"),
    ("开展青少年阅读活动30场，配送图书2万册，新建\n书屋6个", "县文化和旅游局、县教\n育局"),
)
INDICATORS = (
    ("指标名称", "单位", "2020年", "2025年", "属性"),
    ("地区生产总值年均\n增速", "%", "6.1", "6.5", "预期性"),
    ("城镇调查失业率", "%", "5.2", "5.5以内", "预期性"),
    ("每千人口拥有执业\n（助理）医师数", "人", "2.6", "3.2", "预期性"),
    ("森林覆盖率", "%", "45.2", "46.0", "约束性"),
)


def unruled(sheet: Sheet, places, rows, *, y=100, gap=8, centred=False, rule="") -> float:
    """Draw a table of wrapped cells without vertical rulings; *rule*: across ``all`` rows, or only the ``head``."""
    for number, row in enumerate(rows):
        most = max(cell.count("\n") + 1 for cell in row)
        for x, cell in zip(places, row, strict=True):
            lines = cell.split("\n")
            for at, line in enumerate(lines):
                sheet.words(x, y + 14 * at + (7 * (most - len(lines)) if centred else 0), line, 11)
        y += 14 * most + gap
        if rule == "all" or (rule == "head" and number == 0):
            sheet.line(60, y - 14, 530, y - 14)
    return y


def whole(rows):
    return [[cell.replace("\n", "") for cell in row] for row in rows]


def tables_of(source):
    return [[row.split("\t") for row in source.text[start:end].split("\n")] for start, end in source.tables]


def test_three_columns():
    def page(sheet: Sheet) -> None:
        sheet.centred(60, "柳溪县民生简报（第3期）", 20)
        for number, words in enumerate((FIRST, SECOND, THIRD)):
            sheet.prose(110, words * 3, x=50 + 175 * number, chars=13, size=12, step=18)

    assert read_pdf(pdf(page)).text == f"柳溪县民生简报（第3期）\n{FIRST * 3}\n{SECOND * 3}\n{THIRD * 3}\n"


@pytest.mark.parametrize("pages", [1, 2])
def test_a_paragraph_goes_on_in_the_next_column_and_page(pages):
    words = (FIRST + SECOND + THIRD) * 2 * pages
    lines = [words[:16], *(words[at : at + 18] for at in range(16, len(words), 18))]
    column = -(-len(lines) // (2 * pages))

    def page(number: int):
        def draw(sheet: Sheet) -> None:
            for at, line in enumerate(lines[2 * column * number : 2 * column * (number + 1)]):
                x = (70, 310)[at // column] + (24 if not at and not number else 0)
                sheet.words(x, 110 + 18 * (at % column), line, 12)
            sheet.centred(HEIGHT - 40, f"— {number + 1} —", 12)

        return draw

    assert read_pdf(pdf(*map(page, range(pages)))).text == words + "\n"


@pytest.mark.parametrize(
    "drawn",
    [{}, {"centred": True}, {"gap": 0}, {"rule": "head"}, {"rule": "all"}, {"gap": 0, "rule": "all"}],
    ids=str,
)
def test_wrapped_cells_without_rulings(drawn):
    def page(sheet: Sheet) -> None:
        sheet.centred(60, "梅岭县重点任务分工表", 18)
        y = unruled(sheet, (70, 110, 310, 450), TASKS, **drawn)
        sheet.prose(y + 30, "以上任务由县政府督查室按季度督查，结果纳入年度考核。")

    source = read_pdf(pdf(page))
    assert tables_of(source) == [whole(TASKS)]
    assert source.text.startswith("梅岭县重点任务分工表\n")
    assert source.text.endswith("\n以上任务由县政府督查室按季度督查，结果纳入年度考核。\n")


@pytest.mark.parametrize("drawn", [{}, {"centred": True}, {"gap": 0}], ids=str)
def test_two_columns_of_a_task_list_are_no_columns_of_prose(drawn):
    source = read_pdf(pdf(lambda sheet: unruled(sheet, (70, 360), TWO_COLUMNS, **drawn) and None))
    assert tables_of(source) == [whole(TWO_COLUMNS)]


@pytest.mark.parametrize("drawn", [{"centred": True}, {"gap": 0}], ids=str)
def test_wrapped_names_of_indicators(drawn):
    source = read_pdf(pdf(lambda sheet: unruled(sheet, (70, 200, 260, 340, 420), INDICATORS, **drawn) and None))
    assert tables_of(source) == [whole(INDICATORS)]


def test_a_table_without_rulings_goes_on_over_the_page():
    places = (70, 110, 310, 450)
    more = (TASKS[0], ("5", "造林500亩，抚育林地1200亩，补\n植苗木3万株", "县林业局", "2026年4月"))
    source = read_pdf(
        pdf(
            lambda sheet: unruled(sheet, places, TASKS, y=560) and None,
            lambda sheet: unruled(sheet, places, more, y=80) and None,
        )
    )
    assert tables_of(source) == [whole((*TASKS, more[1]))]


def test_lists_with_numbers_set_apart_are_no_tables():
    items = ("加强领导，落实责任，把各项任务分解到人", "加强督查，严格考核，确保各项任务按期完成", "加强宣传")

    def page(sheet: Sheet) -> None:
        for number, item in enumerate(items):
            sheet.words(80, 100 + 60 * number, f"{number + 1}.", 12)
            for at in range(0, len(item), 12):
                sheet.words(120, 100 + 60 * number + at // 12 * 16, item[at : at + 12], 12)

    assert read_pdf(pdf(page)).tables == ()


def test_lines_with_wide_gaps_are_not_joined():
    def page(sheet: Sheet) -> None:
        sheet.prose(100, PROSE)
        for number, (left, right) in enumerate(
            (("联系人：张某某", "电话：0000-1234567"), ("地址：政务中心3楼", "邮箱：x@example.com"))
        ):
            sheet.words(112, 240 + 28 * number, left)
            sheet.words(330, 240 + 28 * number, right)

    assert read_pdf(pdf(page)).text == (
        f"{PROSE}\n联系人：张某某 电话：0000-1234567\n地址：政务中心3楼 邮箱：x@example.com\n"
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("到2027年平均水平达到2023-", "2025年的1.2倍，增速为5-", "8个百分点"), "到2027年平均水平达到2023-2025年的1.2倍，增速为5-8个百分点"),
        (("执行标准GB/T 9704-", "2012和AB-", "CD两项"), "执行标准GB/T 9704-2012和AB-CD两项"),
        (("the year-on-", "year growth of coun-", "ties and COVID-", "19"), "the year-on-year growth of counties and COVID-19"),
    ],
)  # fmt: skip
def test_hyphens_at_line_ends(lines, text):
    def page(sheet: Sheet) -> None:
        for number, line in enumerate(lines):
            sheet.words(80, 100 + 24 * number, line)

    assert read_pdf(pdf(page)).text == text + "\n"


def test_numbers_that_line_ends_cut():
    lines = (
        "全面落实各项政策，固定资产投资全年完成1，",
        "250万元，年均浓度保持在32微克以内，收入12.",
        "8亿元，其中税收占比达到百分之七十，增速为6",
        ".1%，高于全市平均水平。",
    )

    def page(sheet: Sheet) -> None:
        for number, line in enumerate(lines):
            sheet.words(80, 100 + 28 * number, line)

    assert read_pdf(pdf(page)).text == "".join(lines) + "\n"


@pytest.mark.parametrize("angle", [90, -90, 180])
def test_text_turned_on_a_page_that_is_not(angle):
    rows = (("序号", "任务", "单位"), ("1", "修渠", "县水利局"), ("2", "造林", "县林业局"))

    def page(sheet: Sheet) -> None:
        sheet.canvas.translate(*{90: (WIDTH, 0), -90: (0, HEIGHT), 180: (WIDTH, HEIGHT)}[angle])
        sheet.canvas.rotate(angle)
        if angle != 180:
            sheet.canvas.translate(0, WIDTH - HEIGHT)
        sheet.words(90, 80, "附件：任务分工表", 12)
        sheet.table((90, 200, 300, 500), (100, 120, 140, 160), rows)

    source = read_pdf(pdf(lambda sheet: sheet.prose(100, PROSE) and None, page))
    assert source.text.startswith(f"{PROSE}\n附件：任务分工表\n序号\t")
    assert tables_of(source) == [list(map(list, rows))]


def test_slanting_watermarks_are_left_out():
    def page(sheet: Sheet) -> None:
        sheet.prose(100, PROSE)
        sheet.canvas.translate(200, 500)
        sheet.canvas.rotate(45)
        sheet.canvas.drawString(0, 0, "内部资料")

    source = read_pdf(pdf(page))
    assert source.text == PROSE + "\n"
    assert source.warnings == ("4 characters that do not stand upright (watermarks, notes in margins) were left out",)


def test_notes_at_the_foot_stand_at_the_end():
    def first(sheet: Sheet) -> None:
        sheet.words(112, 600, "全面实施基层治理提升行动")
        sheet.words(304, 594, "①", 8)
        sheet.words(312, 600, "，建成示范社区5个，群众")
        sheet.words(80, 628, "满意度达到95%以上")
        sheet.words(208, 622, "2", 8)
        sheet.words(213, 628, "，培育骨干队伍十二支，服务群众三万人次")
        sheet.line(80, 740, 200, 740)
        sheet.words(80, 755, "①基层治理提升行动：指以党建为核心的社区治理行动，", 9)
        sheet.words(80, 768, "由县委社会工作部组织。", 9)
        sheet.words(80, 778, "2", 5)
        sheet.words(84, 781, "由第三方机构调查。", 9)
        sheet.centred(HEIGHT - 30, "5", 10)

    def second(sheet: Sheet) -> None:
        sheet.words(80, 100, "以上，治理水平明显提高。")
        sheet.prose(128, PROSE)
        sheet.centred(HEIGHT - 30, "6", 10)

    assert read_pdf(pdf(first, second)).text == (
        "全面实施基层治理提升行动①，建成示范社区5个，群众满意度达到95%以上[2]，培育骨干队伍十二支，服务群众三万人次"
        f"以上，治理水平明显提高。\n{PROSE}\n"
        "①基层治理提升行动：指以党建为核心的社区治理行动，由县委社会工作部组织。\n[2]由第三方机构调查。\n"
    )


def test_exponents_are_raised_digits():
    def page(sheet: Sheet) -> None:
        sheet.words(80, 100, "建成绿地面积1200m")
        sheet.words(80 + 16 * 6 + 8 * 5, 94, "2", 8)
        sheet.words(80 + 16 * 6 + 8 * 5 + 5, 100, "，公园3个。")

    assert read_pdf(pdf(page)).text == "建成绿地面积1200m²，公园3个。\n"


def test_running_heads_with_changing_numbers_and_sides():
    def page(number: int):
        def draw(sheet: Sheet) -> None:
            sheet.words(80, 50, "青岚县统计公报" if number % 2 else "2024年国民经济和社会发展", 10)
            sheet.words(430, 50, f"第 {number} 页 共 6 页", 10)
            sheet.prose(120, PROSE.replace("2027", str(2020 + number)))
            sheet.words(80, HEIGHT - 60, "青岚县统计局编印", 9)
            sheet.words(80, HEIGHT - 40, f"打印时间：2025年3月{number}日 页码：{number}/6", 9)

        return draw

    expected = "".join(PROSE.replace("2027", str(2020 + number)) + "\n" for number in range(1, 7))
    assert read_pdf(pdf(*map(page, range(1, 7)))).text == expected


def test_a_red_head_document():
    """The layout of GB/T 9704: classification, 发文机关标志, number and 签发人, title, text, signature, 版记, page numbers."""

    def first(sheet: Sheet) -> None:
        for number, words in enumerate(("机密★1年", "特急")):
            sheet.words(80, 70 + 28 * number, words)
        sheet.centred(190, "青岚县人民政府文件", 44)
        sheet.words(96, 250, "青政发〔2025〕12号")
        sheet.words(380, 250, "签发人：李某某")
        sheet.line(80, 262, 515, 262)
        sheet.centred(310, "青岚县人民政府", 22)
        sheet.centred(342, "关于印发青岚县水网建设实施方案的通知", 22)
        sheet.words(80, 400, "各乡镇人民政府，县政府各部门、各直属机构：")
        y = sheet.prose(428, PROSE)
        y = sheet.prose(y, "一、总体要求")
        sheet.prose(y, GOAL[:52])  # two lines
        sheet.words(440, HEIGHT - 40, "— 1 —", 14)

    def second(sheet: Sheet) -> None:
        sheet.words(80, 90, GOAL[52:])
        sheet.words(112, 146, "附件：1.青岚县水网建设任务分工表")
        sheet.words(160, 174, "2.青岚县水网建设项目清单")
        sheet.words(330, 260, "青岚县人民政府")
        sheet.words(330, 288, "2025年3月18日")
        sheet.words(112, 316, "（此件公开发布）")
        sheet.line(80, 660, 515, 660)
        sheet.words(94, 680, "抄送：县委各部门，县人大常委会办公室，县政协办公室，县法", 14)
        sheet.words(136, 700, "院，县检察院，县人武部。", 14)
        sheet.line(80, 708, 515, 708)
        sheet.words(94, 726, "青岚县人民政府办公室", 14)
        sheet.words(380, 726, "2025年3月19日印发", 14)
        sheet.line(80, 734, 515, 734)
        sheet.words(90, HEIGHT - 40, "— 2 —", 14)

    assert read_pdf(pdf(first, second)).text.split("\n") == [
        "机密★1年",
        "特急",
        "青岚县人民政府文件",
        "青政发〔2025〕12号 签发人：李某某",
        "青岚县人民政府",
        "关于印发青岚县水网建设实施方案的通知",
        "各乡镇人民政府，县政府各部门、各直属机构：",
        PROSE,
        "一、总体要求",
        GOAL,
        "附件：1.青岚县水网建设任务分工表",
        "2.青岚县水网建设项目清单",
        "青岚县人民政府",
        "2025年3月18日",
        "（此件公开发布）",
        "抄送：县委各部门，县人大常委会办公室，县政协办公室，县法院，县检察院，县人武部。",
        "青岚县人民政府办公室 2025年3月19日印发",
        "",
    ]


def test_a_long_block_that_is_no_table_is_not_tried_from_every_line(monkeypatch):
    tried = []
    monkeypatch.setattr(page_text, "aligned_rows", lambda *given: tried.append(1) or page_aligned.aligned_rows(*given))

    def page(sheet: Sheet) -> None:
        for number in range(38):
            sheet.words(60, 60 + 20 * number, "左" * (16 + number * 7 % 5), 11)
            sheet.words(330 + number % 7, 60 + 20 * number, "右" * (1 + number * 5 % 18), 11)

    read_pdf(pdf(*[page] * 40))
    assert len(tried) < 200
