"""Workbooks and tables as text: sheets, heads, merged cells, numbers and dates as shown, and hostile files."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from policyx.errors import ReadError
from policyx.readers import delimited
from policyx.readers.delimited import csv_grid, separator_of
from policyx.readers.grid import Grid, render
from policyx.readers.number_format import show
from policyx.readers.spreadsheet import read_spreadsheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_sheet(sheet: str, **parts: str) -> bytes:
    """Return a workbook whose only sheet is the XML *sheet*."""
    whole = zipfile.ZipFile(io.BytesIO(saved(openpyxl.Workbook())))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in whole.namelist():
            package.writestr(name, sheet if name.endswith("sheet1.xml") else whole.read(name))
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def rows_xml(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


@pytest.fixture
def task_book():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["松川县2025年重点工作任务分解表"])
    sheet.merge_cells("A1:F1")
    sheet.append(["填报单位：县政府办公室", None, None, None, None, "单位：万元"])
    sheet.append(["序号", "类别", "目标任务", "责任单位", None, "投资"])
    sheet.append([None, None, None, "牵头", "配合", None])
    sheet.append([1, "水利", "新建水厂2座\n铺设管网", "县水利局", "县财政局\n各乡镇", 12345.5])
    sheet.append([2, None, "改造管网", "县住建局", None, 800])
    sheet.append([])
    sheet.append(["注：投资含中央资金。"])
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "B5:B6"):
        sheet.merge_cells(area)
    sheet["F5"].number_format = "#,##0.00"
    return book


def test_task_table_with_title_caption_merged_head_and_note(task_book):
    source = read_spreadsheet(saved(task_book))
    table = (
        "序号\t类别\t目标任务\t责任单位\t\t投资\n"
        "\t\t\t牵头\t配合\t\n"
        "1\t水利\t新建水厂2座 铺设管网\t县水利局\t县财政局 各乡镇\t12,345.50\n"
        "2\t\t改造管网\t县住建局\t\t800"
    )
    assert source.text == (
        f"松川县2025年重点工作任务分解表\n填报单位：县政府办公室  单位：万元\n{table}\n注：投资含中央资金。\n"
    )
    assert [source.text[start:end] for start, end in source.tables] == [table]
    assert (source.format, source.warnings) == ("xlsx", ())


def test_several_sheets_hidden_ones_left_out(task_book):
    task_book.active.title = "任务"
    hidden = task_book.create_sheet("底稿")
    hidden.append(["不给看"])
    hidden.sheet_state = "hidden"
    task_book.create_sheet("空表")
    task_book.create_sheet("指标").append(["指标", "值"])
    task_book["指标"].append(["公厕（座）", 12])
    source = read_spreadsheet(saved(task_book))
    assert source.text.startswith("任务\n松川县")
    assert source.text.endswith("。\n指标\n指标\t值\n公厕（座）\t12\n")
    assert "不给看" not in source.text
    assert "空表" not in source.text
    assert source.warnings == ("the hidden sheet 底稿 was left out",)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.1256, "0.0%", "12.6%"),
        (0.5, "0%", "50%"),
        (-0.031, "0.00%", "-3.10%"),
        (12345.5, "#,##0", "12,346"),
        (-12345.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(12,345.50)"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        (12345, "0!.0,", "1.2"),
        (123456, '0!.0000"万元"', "12.3456万元"),
        (3, '0"家"', "3家"),
        (3, 'G/通用格式"家"', "3家"),
        (7, "000", "007"),
        (0.5, "#.##", "0.5"),
        (3.0, "0.##", "3"),
        (0.25, "# ?/?", "0.25"),
        (1e6, "[$￥-804]#,##0.00", "￥1,000,000.00"),
        (0.0, "0.00;;", ""),
        (20000, '[>=10000]0!.0,"万";0', "2.0万"),
        (500, '[>=10000]0!.0,"万";0', "500"),
        (15.199999999999999, "General", "15.2"),
        (1 / 3, None, "0.33333333333"),
        (123456789.12, None, "123456789.12"),
        (2e10, None, "20000000000"),
        (True, None, "TRUE"),
        (None, "0", ""),
        (45838, 'yyyy"年"m"月"', "2025年6月"),
        (45838, "[DBNum1][$-804]yyyy年m月d日", "二〇二五年六月三十日"),
        (45838, "[$-F800]dddd, mmmm dd, yyyy", "2025年6月30日"),
        (45838.354167, "yyyy/m/d h:mm", "2025/6/30 8:30"),
        (45838, "aaaa", "星期一"),
        (dt.datetime(2025, 6, 30), "yyyy-mm-dd", "2025-06-30"),
        (dt.datetime(2025, 6, 30), None, "2025-06-30"),
        (dt.time(8, 5), "h:mm", "8:05"),
        (1e15, "yyyy", "1000000000000000"),
        (float("nan"), "0", "NaN"),
    ],
)
def test_numbers_and_dates_as_the_sheet_shows_them(value, code, shown):
    assert show(value, code) == shown


@given(st.floats() | st.integers(), st.text('0#?.,;%"\\!yYmdhs[]<>=-_*aeE年General万', max_size=20))
def test_no_number_and_no_format_ends_in_an_error(value, code):
    assert isinstance(show(value, code), str)


def test_chinese_date_formats_without_a_code_in_the_file():
    styles = "xl/styles.xml"
    book = openpyxl.Workbook()
    book.active.append(["时限", 45838])
    book.active.append(["投资", 3])
    book.active["B1"].number_format = "0.000000"
    whole = zipfile.ZipFile(io.BytesIO(saved(book)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in whole.namelist():
            data = whole.read(name)
            package.writestr(
                name, data.replace(b'numFmtId="164" fontId', b'numFmtId="57" fontId') if name == styles else data
            )
    assert read_spreadsheet(out.getvalue()).text == "时限\t2025年6月\n投资\t3\n"


def test_formulas_without_results_and_hidden_rows_are_warned_of():
    book = openpyxl.Workbook()
    book.active.append(["指标", "值"])
    book.active.append(["合计", "=SUM(B3:B4)"])
    book.active.row_dimensions[2].hidden = True
    warnings = read_spreadsheet(saved(book)).warnings
    assert [warning.split(" of the sheet")[0] for warning in warnings] == ["1 hidden rows or columns", "1 formulas"]


def test_old_workbook():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("一")
    sheet.write_merge(0, 0, 0, 2, "松川县主要指标")
    for column, word in enumerate(("指标", "单位", "2025年")):
        sheet.write(1, column, word)
    sheet.write_merge(2, 3, 0, 0, "增长率")
    sheet.write(2, 2, 0.085, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(3, 1, "时间")
    sheet.write(3, 2, dt.datetime(2025, 6, 30), xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    hidden = book.add_sheet("二")
    hidden.write(0, 0, "不给看")
    hidden.visibility = 1
    source = read_spreadsheet(saved(book))
    assert source.text == "松川县主要指标\n指标\t单位\t2025年\n增长率\t\t8.5%\n\t时间\t2025年6月\n"
    assert (source.format, source.warnings) == ("xls", ("the hidden sheet 二 was left out",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_encoding(encoding):
    text = '序号,任务,单位\n1,"修渠3公里,造林","县水利局\n县林业局"\n'
    source = read_spreadsheet(text.encode(encoding))
    assert source.text == "序号\t任务\t单位\n1\t修渠3公里,造林\t县水利局 县林业局\n"
    assert source.tables == ((0, len(source.text) - 1),)


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_separators(separator):
    rows = [["指标", "单位", "2025年"], ["人口", "万人", "21"], ["公厕", "座", "12"]]
    assert separator_of("\n".join(separator.join(row) for row in rows)) == separator


def test_csv_with_a_quotation_mark_that_is_never_closed():
    grid, warnings = csv_grid('a,b\n1,"2\n' + "3,4\n" * 60_000)
    assert len(grid.rows) == 60_002
    assert warnings == ["a quotation mark is not closed: every line was read as a row"]


def test_tables_on_one_sheet_parted_by_an_empty_row_and_a_title():
    rows = {
        0: {0: "一、收入"},
        1: {0: "项目", 1: "金额"},
        2: {0: "税", 1: "5"},
        4: {0: "二、支出"},
        5: {0: "项目", 1: "金额"},
        6: {0: "路", 1: "3"},
    }
    text, tables = render([Grid("Sheet1", rows)])
    assert [text[start:end] for start, end in tables] == ["项目\t金额\n税\t5", "项目\t金额\n路\t3"]


def test_tables_on_one_sheet_parted_by_an_empty_row_and_another_head():
    rows = {
        0: {0: "项目", 1: "地点", 2: "投资"},
        1: {0: "水库", 1: "东镇", 2: "1200"},
        3: {0: "乡镇", 1: "人口"},
        4: {0: "西乡", 1: "8"},
    }
    text, tables = render([Grid("", rows)])
    assert [text[start:end] for start, end in tables] == ["项目\t地点\t投资\n水库\t东镇\t1200", "乡镇\t人口\n西乡\t8"]
    del rows[3]
    rows[4] = {0: "桥", 1: "西乡", 2: "90"}
    assert len(render([Grid("", rows)])[1]) == 1


def test_tables_side_by_side():
    rows = {
        0: {0: "主要指标"},
        1: {0: "指标", 1: "2024年", 3: "指标", 4: "2024年", 6: "指标", 7: "2024年"},
        2: {0: "公厕", 1: "12", 3: "路灯", 4: "300", 6: "公园", 7: "3"},
        3: {0: "粮仓", 1: "5"},
    }
    text, tables = render([Grid("", rows)])
    assert text.startswith("主要指标\n")
    assert [text[start:end] for start, end in tables] == [
        "指标\t2024年\n公厕\t12\n粮仓\t5",
        "指标\t2024年\n路灯\t300",
        "指标\t2024年\n公园\t3",
    ]


def test_csv_beyond_the_bounds(monkeypatch):
    assert len(csv_grid("a," * 100_000)[0].rows[0]) == 16_384
    monkeypatch.setattr(delimited, "MOST_CHARACTERS", 12)
    grid, warnings = csv_grid("指标,值\n公厕,12\n路灯,300\n")
    assert (grid.rows[0], len(grid.rows)) == ({0: "指标", 1: "值"}, 3)
    assert warnings == ["only the first 12 characters were read"]


def test_the_separator_that_a_first_line_names():
    assert csv_grid("sep=;\r\n指标;值,单位\r\n公厕;12,座\r\n")[0].rows == {
        0: {0: "指标", 1: "值,单位"},
        1: {0: "公厕", 1: "12,座"},
    }


def test_a_last_row_across_the_whole_table_is_no_row():
    rows = {0: {0: "项目", 1: "金额"}, 1: {0: "税", 1: "5"}, 2: {0: "负责人：　　报出日期：1月5日"}}
    text, tables = render([Grid("", rows, [(2, 0, 2, 1)])])
    assert [text[start:end] for start, end in tables] == ["项目\t金额\n税\t5"]
    assert text.endswith("\n负责人：　　报出日期：1月5日\n")


def test_empty_columns_go_and_section_rows_stay():
    rows = {0: {0: "任务", 3: "单位"}, 1: {0: "一、农业"}, 2: {0: "修渠", 3: "县水利局"}}
    assert render([Grid("", rows, [(1, 0, 1, 3)])])[0] == "任务\t单位\n一、农业\t\n修渠\t县水利局\n"


@given(
    st.dictionaries(
        st.integers(0, 9), st.dictionaries(st.integers(0, 5), st.text(min_size=1, max_size=5), max_size=4), max_size=6
    ),
    st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=4),
)
def test_spans_of_tables_are_whole_lines(rows, merges):
    text, tables = render([Grid("a", rows, merges), Grid("b", rows, merges)])
    for start, end in tables:
        assert start == 0 or text[start - 1] == "\n"
        assert text[end] == "\n"


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        (
            rows_xml(
                '<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            ),
            "1\n",
        ),
        (rows_xml("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 200))), "1\n" * 199),
    ],
)
def test_wide_and_merged_to_the_edge(sheet, text):
    assert read_spreadsheet(with_sheet(sheet)).text == text


def test_wrong_dimension_costs_nothing():
    sheet = rows_xml('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        "<sheetData", '<dimension ref="A1:XFD1048576"/><sheetData'
    )
    start = time.process_time()
    assert read_spreadsheet(with_sheet(sheet)).text == "1\n"
    assert time.process_time() - start < 1


def test_rows_beyond_the_format_are_not_waited_for():
    start = time.process_time()
    sheet = rows_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999"><c r="A999999999"><v>2</v></c></row>')
    source = read_spreadsheet(with_sheet(sheet))
    assert (source.text, len(source.warnings)) == ("1\n", 1)
    assert time.process_time() - start < 8


@pytest.mark.slow
def test_a_hundred_thousand_cells():
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}"><v>{n}</v></c>' for c in "ABCDEFGHIJ") + "</row>"
        for n in range(1, 10_001)
    )
    assert read_spreadsheet(with_sheet(rows_xml(rows))).text.count("\t") == 90_000


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (with_sheet('<!DOCTYPE w [<!ENTITY a "b">]>' + rows_xml("")), "DOCTYPE"),
        (with_sheet(rows_xml("<a>" * 50_000 + "</a>" * 50_000)), "no filled cell"),
        (with_sheet(rows_xml("<row><c")[:-40]), "damaged"),
        (with_sheet(rows_xml(""))[:-200], "damaged"),
        (saved(openpyxl.Workbook()), "no filled cell"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
    ],
)
def test_damaged_empty_and_hostile_workbooks(data, words):
    with pytest.raises(ReadError, match=words):
        read_spreadsheet(data)


def test_zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open("xl/workbook.xml", "w") as part:
        for _ in range(257):
            part.write(bytes(1 << 20))
    with pytest.raises(ReadError, match="zip bomb"):
        read_spreadsheet(out.getvalue())


def test_encrypted_old_workbook():
    # BOF of BIFF8, then FILEPASS (RC4): what Excel writes first into a workbook with a password.
    stream = bytes.fromhex("0908100000060500bb0dcc07000000000600000 0".replace(" ", "")) + bytes.fromhex(
        "2f000600010001000100"
    )
    book = xlwt.Workbook()
    book.add_sheet("一")
    data = saved(book)
    at = data.index(bytes.fromhex("09081000"))
    with pytest.raises(ReadError, match="encrypted"):
        read_spreadsheet(data[:at] + stream + data[at + len(stream) :])
