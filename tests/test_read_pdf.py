"""PDF files with a text layer: paragraphs, furniture, tables, columns, and files that cannot be read."""

from __future__ import annotations

import time
import zlib

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader

from pdf_maker import HEIGHT, WIDTH, Sheet, pdf
from policyx.errors import ReadError
from policyx.readers import pdf_guard
from policyx.readers.page import Glyph, Line, Run, glue
from policyx.readers.page_furniture import without_furniture
from policyx.readers.page_table import cell_words
from policyx.readers.pdf import read_pdf
from policyx.readers.pdf_font import box_font

PROSE = "到2027年，全县新建改建标准化粮仓12座，新增仓容3.5万吨，粮食产后服务中心覆盖率达到90%以上，由县粮食和物资储备局牵头负责。"
OTHER = (
    "各乡镇人民政府要把这项工作列入重要议事日程，明确一名分管负责同志，每季度末月25日前将进展情况报送领导小组办公室。"
)


def table_rows(source):
    return [[row.split("\t") for row in source.text[start:end].split("\n")] for start, end in source.tables]


def test_lines_become_paragraphs_by_indent_and_width():
    def page(sheet: Sheet) -> None:
        sheet.centred(100, "梅岭县粮食产后服务", 22)
        sheet.centred(134, "体系建设实施方案", 22)
        sheet.prose(sheet.prose(180, PROSE), OTHER)

    assert read_pdf(pdf(page)).text == f"梅岭县粮食产后服务\n体系建设实施方案\n{PROSE}\n{OTHER}\n"


def test_a_paragraph_goes_on_over_the_page_and_furniture_goes():
    lines = [PROSE[at : at + 27] for at in range(0, len(PROSE), 27)]

    def page(number: int, first: str, second: str):
        def draw(sheet: Sheet) -> None:
            sheet.words(80, 50, "梅岭县人民政府文件", 10)
            sheet.prose(120, OTHER)
            sheet.words(80, 700, first)
            sheet.words(80, 120 + 28 * 4, second)
            sheet.centred(HEIGHT - 40, f"— {number} —", 12)

        return draw

    def front(sheet: Sheet) -> None:
        sheet.prose(120, OTHER)
        sheet.words(80, 700, lines[0])
        sheet.words(80, 50, "梅岭县人民政府文件", 10)
        sheet.centred(HEIGHT - 40, "— 1 —", 12)

    def back(sheet: Sheet) -> None:
        for number, line in enumerate(lines[1:]):
            sheet.words(80, 120 + 28 * number, line)
        sheet.words(80, 50, "梅岭县人民政府文件", 10)
        sheet.centred(HEIGHT - 40, "— 2 —", 12)

    source = read_pdf(pdf(front, back))
    assert source.text == f"{OTHER}\n{PROSE}\n"
    assert source.warnings == ("4 lines of running heads and page numbers were dropped",)
    assert source.metadata == {"pages": "2"}


@pytest.mark.parametrize(
    "number", ["- 3 -", "— 3 —", "第3页 共8页", "第 3 页（共 8 页）", "3", "3/8", "·3·", "Page 3 of 8", "第三页"]
)
def test_page_numbers_of_every_form_go(number):
    def page(sheet: Sheet) -> None:
        sheet.prose(120, PROSE)
        sheet.centred(HEIGHT - 40, number, 12)

    assert read_pdf(pdf(page)).text == PROSE + "\n"


def test_a_number_in_the_text_is_no_page_number():
    def page(sheet: Sheet) -> None:
        sheet.prose(120, PROSE)
        sheet.words(80, 400, "2025")
        sheet.prose(500, OTHER)

    assert "\n2025\n" in read_pdf(pdf(page)).text


def test_lines_that_differ_between_pages_stay():
    pages = [[Line([Run([Glyph(char, 0, 10)], 20, 30)], 20, 30, number)] for number, char in enumerate("甲乙丙")]
    assert without_furniture(pages, [800] * 3) == (pages, 0)


def test_ruled_table_with_merged_cells():
    x, y = (80, 110, 170, 300, 420, 500), (100, 120, 160, 200, 220)

    def page(sheet: Sheet) -> None:
        for at in y:
            if at == 160:
                sheet.line(x[0], at, x[1], at)
                sheet.line(x[2], at, x[-1], at)
            else:
                sheet.line(x[0], at, x[-1], at)
        for at in x:
            sheet.line(at, y[0], at, y[-1])
        rows = (
            ("序号", "类别", "目标任务", "责任单位", "完成时限"),
            ("1", "水利", "新建水厂2座，铺设管网30\n公里", "县水利局\n县财政局", "2025年底"),
            ("2", "", "改造老旧管网", "县住建局、各乡镇人民\n政府", "2026年6月"),
            ("3", "交通", "修路", "县交通局", "是"),
        )
        sheet.fill(x, y, rows)
        sheet.words(80, 90, "附件：任务分工表", 12)

    source = read_pdf(pdf(page))
    assert source.text.startswith("附件：任务分工表\n")
    assert table_rows(source) == [
        [
            ["序号", "类别", "目标任务", "责任单位", "完成时限"],
            ["1", "水利", "新建水厂2座，铺设管网30公里", "县水利局 县财政局", "2025年底"],
            ["2", "", "改造老旧管网", "县住建局、各乡镇人民政府", "2026年6月"],
            ["3", "交通", "修路", "县交通局", "是"],
        ]
    ]


def test_a_table_goes_on_over_the_page_without_its_repeated_head():
    x = (80, 120, 300, 500)
    head = ("序号", "任务", "单位")

    def page(rows):
        return lambda sheet: sheet.table(x, [100 + 20 * at for at in range(len(rows) + 1)], rows)

    first = page((head, ("1", "修渠", "县水利局"), ("2", "造林", "县林业局"), ("3", "建设养老服务", "县民政局")))
    second = page((head, ("", "中心", ""), ("4", "修路", "县交通局")))
    assert table_rows(read_pdf(pdf(first, second))) == [
        [
            list(head),
            ["1", "修渠", "县水利局"],
            ["2", "造林", "县林业局"],
            ["3", "建设养老服务中心", "县民政局"],
            ["4", "修路", "县交通局"],
        ]
    ]


def test_table_open_at_the_sides():
    def page(sheet: Sheet) -> None:
        for at in (100, 120, 140, 160):
            sheet.line(80, at, 400, at)
        for at in (200, 300):
            sheet.line(at, 100, at, 160)
        sheet.fill(
            (80, 200, 300), (100, 120, 140), (("指标", "单位", "2025年"), ("公厕", "座", "12"), ("路灯", "盏", "300"))
        )

    assert table_rows(read_pdf(pdf(page))) == [
        [["指标", "单位", "2025年"], ["公厕", "座", "12"], ["路灯", "盏", "300"]]
    ]


def test_table_without_rulings():
    rows = [
        ("指标", "单位", "2023年", "2024年"),
        ("地区生产总值", "亿元", "85.2", "91.6"),
        ("城镇新增就业", "人", "2150", "2300"),
    ]

    def page(sheet: Sheet) -> None:
        sheet.words(80, 80, "主要指标完成情况", 12)
        sheet.fill((90, 230, 320, 420), (100, 120, 140), rows, 12)
        sheet.words(80, 200, "注：数据为初步统计数。", 12)

    source = read_pdf(pdf(page))
    assert table_rows(source) == [[list(row) for row in rows]]
    assert source.text.endswith("\n注：数据为初步统计数。\n")


def test_a_frame_around_prose_is_no_table():
    def page(sheet: Sheet) -> None:
        sheet.table((60, 540), (90, 300), ())
        sheet.prose(120, PROSE)

    source = read_pdf(pdf(page))
    assert (source.text, source.tables) == (PROSE + "\n", ())


def test_page_turned_on_its_side():
    def page(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(90)
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
        sheet.canvas.translate(0, WIDTH - HEIGHT)
        sheet.table((90, 200, 300, 500), (100, 120, 140), (("序号", "任务", "单位"), ("1", "修渠", "县水利局")))

    assert table_rows(read_pdf(pdf(page))) == [[["序号", "任务", "单位"], ["1", "修渠", "县水利局"]]]


@pytest.mark.parametrize("offset", [0, 7])
def test_columns_are_read_one_after_another(offset):
    left = "今年以来全县紧盯群众急难愁盼新建社区食堂六个改造老旧小区十二个惠及居民三千二百户群众满意度稳步提高。" * 3
    right = "下一步将继续实施养老服务提升工程新增护理型床位一百五十张建成乡镇养老服务中心四个由县民政局负责。" * 3

    def page(sheet: Sheet) -> None:
        sheet.centred(80, "柳溪县民生简报（第3期）", 20)
        sheet.prose(120, left, x=70, chars=18, size=12, step=18)
        sheet.prose(120 + offset, right, x=310, chars=18, size=12, step=18)

    assert read_pdf(pdf(page)).text == f"柳溪县民生简报（第3期）\n{left}\n{right}\n"


def test_a_number_with_a_point_at_a_line_s_start_is_no_item():
    words = "缴存职工提取住房公积金支付房租的，全市统一执行每人每年提取限额为"

    def page(sheet: Sheet) -> None:
        y = sheet.prose(100, words, chars=18)
        sheet.words(80, y, "2.4万元。")
        sheet.prose(y + 28, OTHER, chars=18)

    assert read_pdf(pdf(page)).text == f"{words}2.4万元。\n{OTHER}\n"


def test_raised_note_marks_stay_in_their_line():
    def page(sheet: Sheet) -> None:
        sheet.words(80, 100, "实施基层治理提升行动", 16)
        sheet.words(240, 94, "[3]", 8)
        sheet.words(252, 100, "，建成示范社区5个。", 16)

    assert read_pdf(pdf(page)).text == "实施基层治理提升行动[3]，建成示范社区5个。\n"


def test_bold_made_by_printing_twice_is_read_once():
    def page(sheet: Sheet) -> None:
        sheet.words(80, 100, "一、总体要求与目标")
        sheet.words(80.9, 100, "一、总体要求与目标")
        for at, char in enumerate("二、各各项任务"):
            sheet.words(80 + 16 * at, 150, char)
            sheet.words(80.4 + 16 * at, 150, char)

    assert read_pdf(pdf(page)).text == "一、总体要求与目标\n二、各各项任务\n"


def test_lines_of_one_size_in_fonts_of_different_height_are_one_paragraph():
    def page(sheet: Sheet) -> None:
        sheet.words(80, 100, "将所持有的股权全部出售给新能源科技有限公司共计")
        sheet.canvas.setFont("Courier-Bold", 16)
        sheet.canvas.drawString(80, HEIGHT - 128, "100.00%")
        sheet.words(150, 128, "，于2026年完成。")

    assert read_pdf(pdf(page)).text == "将所持有的股权全部出售给新能源科技有限公司共计100.00%，于2026年完成。\n"


@pytest.mark.parametrize(("end", "joined"), [("按照本办法第十六条", True), ("经办人员：王某某甲", False)])
def test_an_item_at_the_margin_begins_a_paragraph_unless_the_sentence_goes_on(end, joined):
    first = "各单位依法依规做好资金兑现工作" + end

    def page(sheet: Sheet) -> None:
        sheet.words(80, 100, first)
        sheet.words(80, 128, "（三）项规定执行的情形除外，一律公开")
        sheet.words(80, 156, "并接受社会监督。")

    assert (f"{first}（三）" in read_pdf(pdf(page)).text) is joined


def test_rows_without_rulings_between_them_in_a_ruled_frame():
    rows = [(str(n), f"第{n}项", f"{n * 10}.50", f"{n}.2%") for n in range(1, 7)]

    def page(sheet: Sheet) -> None:
        x = (80, 120, 250, 350, 450)
        sheet.table(x, (100, 120, 260), (("序号", "项目", "金额", "增长"),))
        for number, row in enumerate(rows):
            for left, cell in zip(x, row, strict=False):
                sheet.words(left + 3, 135 + 18 * number, cell, 10)

    assert table_rows(read_pdf(pdf(page))) == [[["序号", "项目", "金额", "增长"], *map(list, rows)]]


def test_a_table_whose_next_page_lacks_a_column_edge():
    def second(sheet: Sheet) -> None:
        sheet.table((80, 120, 400), (100, 120), (("3", "无"),))
        sheet.line(80, 140, 400, 140)
        sheet.line(80, 120, 80, 140)
        sheet.line(120, 120, 120, 140)
        sheet.line(400, 120, 400, 140)
        sheet.fill((80, 120), (120,), (("4", "全县统一安排"),))

    first = (("序号", "任务", "单位"), ("1", "修渠", "县水利局"), ("2", "造林", "县林业局"))
    source = read_pdf(pdf(lambda sheet: sheet.table((80, 120, 300, 400), (100, 120, 140, 160), first), second))
    assert table_rows(source) == [[*map(list, first), ["3", "无", ""], ["4", "全县统一安排", ""]]]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((("第一节", 0), ("重要提示", 56)), "第一节 重要提示"),
        ((("截至2024年底", 0), ("，全县", 106)), "截至2024年底，全县"),
        ((("G", 0), ("D", 10), ("P", 20), ("per", 36), ("capita", 64)), None),
    ],
)
def test_spaces_that_a_reader_sees(words, text):
    def page(sheet: Sheet) -> None:
        for word, x in words:
            sheet.words(80 + x, 100, word)
        sheet.words(80, 200, "全文如下，请遵照执行。")

    found = read_pdf(pdf(page)).text.split("\n")[0]
    assert found == text if text else "per capita" in found


def test_words_that_a_hyphen_cuts():
    assert glue("人均可支配\xad", "收入") == "人均可支配收入"
    assert glue("the docu-", "ment") == "the document"
    assert glue("GB/T", "9704") == "GB/T9704"
    assert glue("2023-", "2025年") == "2023-2025年"


def test_cell_lines():
    def line(words: str, top: float) -> Line:
        return Line(
            [Run([Glyph(char, 10 * at, 10 * at + 10) for at, char in enumerate(words)], top, top + 10)], top, top + 10
        )

    assert cell_words([line("县发展和改革", 0), line("局", 12)], 64) == "县发展和改革局"
    assert cell_words([line("县教育局", 0), line("县财政局", 12)], 44) == "县教育局 县财政局"
    assert cell_words([line("1.修渠；", 0), line("2.造林。", 12)], 44) == "1.修渠； 2.造林。"


def test_a_scan_says_that_it_has_no_text():
    from PIL import Image

    def page(sheet: Sheet) -> None:
        sheet.canvas.drawImage(ImageReader(Image.new("L", (20, 20), 200)), 0, 0, 500, 700)

    with pytest.raises(ReadError, match=r"no text layer \(2 pages.*OCR"):
        read_pdf(pdf(page, page))


def test_pages_without_text_among_others_are_a_warning():
    source = read_pdf(pdf(lambda sheet: sheet.prose(100, PROSE) and None, lambda sheet: sheet.line(0, 0, 9, 9)))
    assert source.warnings == ("1 of 2 pages have no text layer (pictures): 2",)


def test_encrypted():
    data = pdf(lambda sheet: sheet.words(80, 100, "机密文件内容"), encrypt=pdfencrypt.StandardEncryption("secret"))
    with pytest.raises(ReadError, match="encrypted"):
        read_pdf(data)


def test_locked_against_changes_only_is_read():
    lock = pdfencrypt.StandardEncryption("", ownerPassword="owner", canCopy=0)
    data = pdf(lambda sheet: sheet.words(80, 100, "可以阅读的文件内容"), encrypt=lock)
    assert read_pdf(data).text == "可以阅读的文件内容\n"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4", b"%PDF-1.4\n" + b"[" * 100_000, b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"]
)
def test_damaged(data):
    with pytest.raises(ReadError, match="damaged"):
        read_pdf(data)


def test_cut_and_changed_files_never_end_in_another_error():
    data = pdf(lambda sheet: sheet.prose(100, PROSE) and None)
    for at in range(0, len(data), 37):
        for broken in (data[:at], data[:at] + b"\0" + data[at + 1 :]):
            try:
                read_pdf(broken)
            except ReadError:
                continue


def _raw_pdf(content: bytes) -> bytes:
    """Return a PDF of one page with *content*, packed."""
    packed = zlib.compress(content)
    font = b"<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font" + font + b">>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    )
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(out),
    )


def test_a_table_of_many_cells_and_a_stream_that_unpacks_to_much():
    rules = b"".join(b"0 %d m 600 %d l S " % (y, y) for y in range(0, 800, 4))
    rules += b"".join(b"%d 0 m %d 800 l S " % (x, x) for x in range(0, 600, 6))
    cells = b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (6 * x + 2, 4 * y + 1) for x in range(99) for y in range(199))
    source = read_pdf(_raw_pdf(rules + b"BT /F1 2 Tf " + cells + b"ET"))
    assert [len(rows) for rows in table_rows(source)] == [199]
    assert read_pdf(_raw_pdf(b"BT /F1 10 Tf 50 50 Td (hello world) Tj ET" + b" " * (64 << 20))).text == "hello world\n"


def test_packed_streams_that_unpack_to_too_much(monkeypatch):
    monkeypatch.setattr(pdf_guard, "MOST_STREAM_BYTES", 4 << 20)
    words = b"BT /F1 10 Tf 50 50 Td (hello world) Tj ET"
    assert read_pdf(_raw_pdf(words + b" " * (3 << 20))).text == "hello world\n"
    with pytest.raises(ReadError, match="zip bomb"):
        read_pdf(_raw_pdf(words + b" " * (9 << 20)))
    with pytest.raises(ReadError, match="zip bomb"):
        read_pdf(_raw_pdf(zlib.compress(words + b" " * (9 << 20))))
    small = b"1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(b"x") + b"\nendstream endobj\n"
    with pytest.raises(ReadError, match="zip bomb"):
        read_pdf(b"%PDF-1.4\n" + small + _raw_pdf(words + b" " * (9 << 20)))
    monkeypatch.setattr(pdf_guard, "MOST_BYTES", 2 << 20)
    with pytest.raises(ReadError, match="zip bomb"):
        read_pdf(_raw_pdf(words + b" " * (3 << 20)))


@pytest.mark.parametrize(
    "drawing",
    [
        b"".join(b"%d %d m %d %d l S " % (at % 500, at // 50, at % 500 + 9, at // 50) for at in range(30_000)),
        b"".join(b"0 %d m 600 %d l S %d 0 m %d 800 l S " % (2 * at, 2 * at, at, at) for at in range(400)),
        b"q " * 300_000,
    ],
)
def test_drawings_and_deep_nesting_end_in_bounded_time(drawing):
    start = time.process_time()
    text = read_pdf(_raw_pdf(drawing + b"BT /F1 10 Tf 50 50 Td (hello world) Tj ET")).text
    assert "".join(text.split()) == "helloworld"
    assert time.process_time() - start < 8


def test_the_box_font_is_a_font():
    from PIL import ImageFont

    font = ImageFont.truetype(__import__("io").BytesIO(box_font()), 100)
    assert font.getlength("县") == 100
    assert font.getlength("a") == 50
