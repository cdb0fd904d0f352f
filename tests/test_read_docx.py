"""Word documents: numbers, tables, boxes, notes and changes as a reader sees them; files that are meant to do harm."""

from __future__ import annotations

import base64
import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyx.errors import ReadError
from policyx.readers.docx import read_docx
from policyx.readers.numeral import numeral
from policyx.source import Source
from word_files import NAMES, OFFICE, RELATIONS, cell, level, lists, paragraph, row, run, table, word_file

CORPUS = Path(__file__).parent.parent / "corpus"
NOTHING = '<w:suff w:val="nothing"/>'


def text_of(body: str, **parts: str) -> str:
    return read_docx(word_file(body, **parts)).text


def table_rows(source: Source, at: int = 0) -> list[list[str]]:
    span = source.tables[at]
    return [line.split("\t") for line in source.text[span.start : span.end].split("\n")]


def items(*places: int, list_id: int = 1) -> str:
    """Return a paragraph 甲 on each of these levels of a list."""
    return "".join(paragraph("甲", item=(list_id, place)) for place in places)


def test_levels_restart_under_the_level_above() -> None:
    numbering = lists(
        level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    )
    assert text_of(items(0, 1, 2, 2, 1, 2, 0, 1), numbering=numbering) == "\n".join(
        ("一、甲", "（一）甲", "1.甲", "2.甲", "（二）甲", "1.甲", "二、甲", "（一）甲")
    )


def test_a_level_that_never_restarts() -> None:
    numbering = lists(
        level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
    )
    assert text_of(items(0, 1, 1, 0, 1), numbering=numbering) == "第一章 甲\n第一条 甲\n第二条 甲\n第二章 甲\n第三条 甲"


def test_a_level_that_restarts_only_under_the_first() -> None:
    numbering = lists(
        level(0, "decimal", "%1.")
        + level(1, "decimal", "%2)")
        + level(2, "decimal", "(%3)", '<w:lvlRestart w:val="1"/>')
    )
    assert text_of(items(0, 1, 2, 1, 2, 0, 2), numbering=numbering).replace("甲", "") == "1.\n1)\n(1)\n2)\n(2)\n2.\n(1)"


def test_several_levels_in_one_number_and_legal_digits() -> None:
    numbering = lists(
        level(0, "chineseCounting", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "decimal", "%1.%2.%3")
    )
    assert text_of(items(0, 1, 1, 2), numbering=numbering) == "一 甲\n1.1 甲\n1.2 甲\n一.2.1 甲"


def test_lists_of_one_kind_count_on_and_an_override_counts_anew() -> None:
    override = '<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    numbering = lists(level(0, "decimal", "%1."), shared=1, more=override)
    body = items(0, 0) + items(0, list_id=2) + items(0, 0, list_id=9)
    assert text_of(body, numbering=numbering) == "1.甲\n2.甲\n3.甲\n5.甲\n6.甲"


def test_a_level_redefined_by_a_list() -> None:
    override = f'<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride></w:num>'
    assert text_of(items(0, list_id=9), numbering=lists(level(0, "decimal", "%1."), more=override)) == "I.甲"


def test_numbers_by_style_and_taken_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:pStyle w:val="H3"/>'))
    body = "".join(paragraph("甲", style=name) for name in ("H1", "H2", "H3"))
    body += paragraph("乙", style="H1", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert text_of(body, numbering=numbering, styles=styles) == "一、甲\n二、甲\n1.甲\n乙"


def test_numbers_through_a_numbering_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    linked = lists('<w:numStyleLink w:val="S"/>', f'<w:styleLink w:val="S"/>{level(0, "ideographTraditional", "%1、")}')
    assert text_of(items(0, 0), numbering=linked, styles=styles) == "甲、甲\n乙、甲"


def test_numbers_of_own_format_start_and_suffix() -> None:
    own = '<w:lvl w:ilvl="0"><w:start w:val="8"/><w:numFmt w:val="custom" w:format="001, 002, ..."/><w:lvlText w:val="%1"/></w:lvl>'
    assert text_of(items(0, 0), numbering=lists(own)) == "008 甲\n009 甲"
    assert text_of(items(0), numbering=lists(level(0, "decimal", "第%1条", NOTHING, start=3))) == "第3条甲"
    assert text_of(items(0), numbering=lists(level(0, "bullet", "\uf06c"))) == "•甲"
    assert text_of(items(0), numbering=lists(level(0, "none", ""))) == "甲"


@pytest.mark.parametrize(
    ("form", "number", "words"),
    [
        ("decimal", 12, "12"), ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"), ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 110, "一百一十"), ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("upperLetter", 27, "AA"), ("lowerLetter", 3, "c"), ("lowerRoman", 9, "ix"),
        ("upperRoman", 44, "XLIV"), ("decimalEnclosedCircle", 21, "㉑"), ("decimalEnclosedParen", 2, "⑵"), ("ideographZodiac", 3, "寅"),
        ("decimalZero", 7, "07"), ("decimalFullWidth", 12, "１２"), ("chineseCounting", 1003, "一千零三"), ("hindiVowels", 4, "4"),
        ("decimalEnclosedCircle", 99, "99"), ("chineseCountingThousand", 10_000, "一万"), ("lowerRoman", 99_999, "99999"),
    ],
)  # fmt: skip
def test_numerals(form: str, number: int, words: str) -> None:
    assert numeral(number, form) == words


def test_empty_items_count_but_show_only_in_cells() -> None:
    numbering = lists(level(0, "decimal", "%1"))
    body = items(0) + paragraph("", item=(1, 0)) + items(0)
    assert text_of(body, numbering=numbering) == "1 甲\n3 甲"
    number = paragraph("", item=(1, 0))
    source = read_docx(
        word_file(table(row(cell(number), cell("修路")), row(cell(number), cell("植树"))), numbering=numbering)
    )
    assert table_rows(source) == [["1", "修路"], ["2", "植树"]]


def test_merged_cells() -> None:
    body = paragraph("表") + table(
        row(cell("序号", down="restart"), cell("目标", span=2)),
        row(cell("", down="continue"), cell("2025年"), cell("2030年")),
        row(cell("1"), cell(paragraph("县水务局、") + paragraph("县财政局")), cell('<w:p><w:r><w:t>3</w:t><w:br/><w:t>所</w:t></w:r></w:p>')),
        row(cell("合计", span=2), cell("9")),
    )  # fmt: skip
    source = read_docx(word_file(body + paragraph("完")))
    assert table_rows(source) == [
        ["序号", "目标", ""], ["", "2025年", "2030年"], ["1", "县水务局、 县财政局", "3 所"], ["合计", "", "9"],
    ]  # fmt: skip
    assert (source.text[:2], source.text[-2:]) == ("表\n", "\n完")


def test_columns_left_out_and_rows_in_content_controls() -> None:
    shifted = row(cell("丙"), properties='<w:gridBefore w:val="1"/>')
    inside = f"<w:sdt><w:sdtContent>{shifted}</w:sdtContent></w:sdt>"
    source = read_docx(word_file(table(row(cell("甲"), cell("乙")), inside, row(cell(), cell()))))
    assert table_rows(source) == [["甲", "乙"], ["", "丙"]]


def test_tables_that_only_frame_text_become_lines() -> None:
    framed = table(row(cell(paragraph("第一段") + paragraph("第二段"))))
    assert read_docx(word_file(framed)).tables == ()
    assert text_of(framed) == "第一段\n第二段"
    nested = table(row(cell("左"), cell(table(row(cell("甲"), cell("乙")), row(cell("1"), cell("2"))) + paragraph())))
    source = read_docx(word_file(nested))
    assert source.text == "左\n甲\t乙\n1\t2"
    assert len(source.tables) == 1


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_is_read_once() -> None:
    inside = BOX.format(paragraph("云岫县人民政府文件"))
    alternatives = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(paragraph(run("云政发〔2025〕1号") + alternatives)) == "云政发〔2025〕1号\n云岫县人民政府文件"
    old = f"<w:r><w:pict><v:textbox>{inside}</v:textbox></w:pict></w:r>"
    assert text_of(paragraph(old)) == "云岫县人民政府文件"
    assert text_of(paragraph('<w:r><w:pict><v:shape><v:textpath string="红头"/></v:shape></w:pict></w:r>')) == "红头"


def test_notes_stand_at_the_end() -> None:
    def mark(kind: str, number: int, more: str = "") -> str:
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"{more}/></w:r>'

    body = paragraph(
        run("行动")
        + mark("footnote", 2)
        + run("计划")
        + mark("endnote", 5)
        + run("试点")
        + mark("footnote", 3, ' w:customMarkFollows="1"')
    )
    footnotes = f'<w:footnote w:id="2">{paragraph("一注")}{paragraph("续")}</w:footnote><w:footnote w:id="3">{paragraph("*三注")}</w:footnote>'
    endnotes = f'<w:endnote w:id="5">{paragraph("尾注")}</w:endnote>'
    assert text_of(body + paragraph("完"), footnotes=footnotes, endnotes=endnotes) == (
        "行动[1]计划[2]试点\n完\n[1]一注 续\n[2]尾注\n*三注"
    )


def test_tracked_changes_are_accepted() -> None:
    body = paragraph(
        run("每亩") + '<w:del><w:r><w:delText>90</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>'
        + f"<w:ins>{run('96')}</w:ins><w:moveTo>{run('元')}</w:moveTo>"
    )  # fmt: skip
    joined = paragraph("前半", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半")
    rows = table(row(cell("甲"), cell("乙")), row(cell("丙"), cell("丁"), properties="<w:del/>"))
    source = read_docx(word_file(body + joined + rows))
    assert source.text == "每亩96元\n前半后半\n甲\t乙"
    assert source.warnings == ("tracked changes were read as accepted",)


def test_a_deleted_item_does_not_count() -> None:
    gone = paragraph(
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", item=(1, 0), properties="<w:rPr><w:del/></w:rPr>"
    )
    assert text_of(items(0) + gone + items(0), numbering=lists(level(0, "decimal", "%1."))) == "1.甲\n2.甲"


def test_comments_and_hidden_text_are_left_out() -> None:
    styles = '<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph(
        '<w:commentRangeStart w:id="1"/>' + run("明") + run("暗", "<w:vanish/>") + run("暗", '<w:rStyle w:val="X"/>')
        + run("文", '<w:vanish w:val="0"/>')
    )  # fmt: skip
    source = read_docx(word_file(body, styles=styles))
    assert source.text == "明文"
    assert source.warnings == ("comments were left out", "hidden text was left out")


def test_pieces_of_a_paragraph() -> None:
    body = paragraph(
        f'<w:hyperlink r:id="r1">{run("链接")}</w:hyperlink><w:smartTag>{run("标签")}</w:smartTag>'
        f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt><w:fldSimple>{run('域')}</w:fldSimple>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:noBreakHyphen/><w:softHyphen/><w:t>末</w:t></w:r>'
        "<m:oMath><m:r><m:t>x≥1</m:t></m:r></m:oMath>"
        f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"
    )
    assert text_of(body) == "链接标签控件域☑-末x≥1字"


def test_line_and_page_breaks_and_tabs() -> None:
    body = paragraph('<w:r><w:t>　　上</w:t><w:br/><w:t>下</w:t><w:br w:type="page"/><w:t>页</w:t></w:r>')
    body += paragraph("<w:r><w:tab/><w:t>一、</w:t><w:tab/><w:t>总则</w:t></w:r>") + paragraph(
        "<w:r><w:t>总则</w:t><w:tab/><w:t>3</w:t></w:r>"
    )
    assert text_of(body) == "上\n下\n页\n一、总则\n总则\t3"


def test_fields_show_their_result() -> None:
    def field(code: str, result: str | None) -> str:
        shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{shown}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    assert text_of(paragraph(field("PAGEREF _Toc", "3") + field(r"eq \o\ac(○,2)", None) + run("项"))) == "3②项"
    assert text_of(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + paragraph("后文不丢")) == "后文不丢"


def test_raised_text() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(
        run("100m")
        + run("2", up)
        + run("，行动")
        + run("[", up)
        + run("3", up)
        + run("]", up)
        + run("，试点")
        + run("1", up)
    )
    assert text_of(body) == "100m²，行动[3]，试点[1]"


def _math(content: str) -> str:
    return paragraph(f"<w:r><w:t>为</w:t></w:r><m:oMath>{content}</m:oMath>")


def _letters(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"<m:f><m:num>{_letters('1')}</m:num><m:den>{_letters('2')}</m:den></m:f>", "1/2"),
        (
            f"<m:f><m:num>{_letters('完成数+在建数')}</m:num><m:den>{_letters('计划数')}</m:den></m:f>{_letters('×100%')}",
            "(完成数+在建数)/计划数×100%",
        ),
        (f"<m:sSup><m:e>{_letters('km')}</m:e><m:sup>{_letters('2')}</m:sup></m:sSup>", "km²"),
        (f"<m:sSup><m:e>{_letters('(1+增速)')}</m:e><m:sup>{_letters('n')}</m:sup></m:sSup>", "(1+增速)^n"),
        (f"<m:sSub><m:e>{_letters('CO')}</m:e><m:sub>{_letters('2')}</m:sub></m:sSub>", "CO2"),
        (f"<m:rad><m:deg/><m:e>{_letters('a+b')}</m:e></m:rad>", "√(a+b)"),
        (f"<m:d><m:e>{_letters('a')}</m:e></m:d>", "(a)"),
        ("<m:e>" * 200 + _letters("x") + "</m:e>" * 200, "x"),
    ],
)
def test_formulas(content: str, words: str) -> None:
    assert text_of(_math(content)) == f"为{words}"


PAGE = "<html><body><p>一、目标</p><table><tr><td>序号<td>任务<tr><td>1<td>修路</table></body></html>".encode()
ARCHIVE = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_b"; type="text/html"\r\n\r\n--=_b\r\n'
    b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + base64.b64encode(PAGE)
    + b"\r\n--=_b--\r\n"
)


@pytest.mark.parametrize("part", [PAGE, ARCHIVE])
def test_imported_parts(part: bytes) -> None:
    related = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId9" Type="{OFFICE}aFChunk" Target="c"/></Relationships>'
    body = paragraph("前") + '<w:altChunk r:id="rId9"/>' + paragraph("后")
    raw = {"word/_rels/document.xml.rels": related.encode(), "word/c": part}
    source = read_docx(word_file(body, raw=raw))
    assert source.text == "前\n一、目标\n序号\t任务\n1\t修路\n后"
    assert [source.text[start:end] for start, end in source.tables] == ["序号\t任务\n1\t修路"]
    itself = read_docx(word_file(body, raw={**raw, "word/c": word_file(paragraph("内"))}))
    assert (itself.text, len(itself.warnings)) == ("前\n后", 1)


def test_a_table_in_a_cell_of_a_data_table_is_words_of_the_cell() -> None:
    inner = cell(table(row(cell("修路"))) + paragraph())
    source = read_docx(
        word_file(
            table(
                row(cell("序号"), cell("任务"), cell("单位")),
                row(cell("1"), inner, cell("县交通局")),
                row(cell("2"), cell("造林"), cell("县林业局")),
            )
        )
    )
    assert table_rows(source) == [["序号", "任务", "单位"], ["1", "修路", "县交通局"], ["2", "造林", "县林业局"]]


def test_properties_and_the_number_in_the_page_header() -> None:
    header = paragraph("云政办〔2025〕9号")
    source = read_docx(
        word_file(paragraph("正文"), header1=header, core="<dc:title>旧标题</dc:title><dc:creator>某科</dc:creator>")
    )
    assert source.metadata == {"file_title": "旧标题", "author": "某科", "document_number": "云政办〔2025〕9号"}
    assert source.text == "正文"


def test_strict_packages() -> None:
    body = f"<w:body>{paragraph('严格格式')}</w:body>"
    names = NAMES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    strict = f"<w:document {names}>{body}</w:document>".encode()
    assert read_docx(word_file("", raw={"word/document.xml": strict})).text == "严格格式"


def test_a_file_that_another_library_wrote() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("云岫县方案", 0)
    document.add_paragraph("修路", style="List Number")
    document.add_paragraph("植树", style="List Number")
    cells = document.add_table(2, 3)
    cells.cell(0, 0).merge(cells.cell(1, 0)).text = "合并"
    cells.cell(0, 1).merge(cells.cell(0, 2)).text = "横跨"
    cells.cell(1, 2).text = "末"
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_docx(buffer.getvalue())
    assert source.text.startswith("云岫县方案\n1.修路\n2.植树\n")
    assert table_rows(source) == [["合并", "横跨", ""], ["", "", "末"]]


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.glob("*.docx")))
def test_composed_documents(name: str) -> None:
    source = read_docx((CORPUS / name).read_bytes())
    assert len(source.text) > 500
    assert "  " not in source.text.replace("目  录", "")
    for lost in ("待财政局复核", "请核对", "92.5", "separator", "PAGEREF"):
        assert lost not in source.text
    for span in source.tables:
        assert len({line.count("\t") for line in source.text[span.start : span.end].split("\n")}) == 1


def bounded(data: bytes, words: str | None, seconds: float = 15) -> None:
    """Read *data*: an error that says *words* (None: no error), in bounded time."""
    start = time.process_time()
    if words is None:
        read_docx(data)
    else:
        with pytest.raises(ReadError, match=words):
            read_docx(data)
    assert time.process_time() - start < seconds


def document(content: bytes) -> bytes:
    return word_file("", raw={"word/document.xml": content})


def test_entity_bombs_are_refused() -> None:
    entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 20))
    bomb = f'<!DOCTYPE w [<!ENTITY a0 "甲">{entities}]><w:document {NAMES}><w:body>{paragraph("&a19;")}</w:body></w:document>'
    bounded(document(bomb.encode()), "DOCTYPE")
    bounded(document(bomb.encode("utf-16")), "DOCTYPE")
    outside = f'<!DOCTYPE w SYSTEM "file:///etc/passwd"><w:document {NAMES}><w:body/></w:document>'
    bounded(document(outside.encode()), "DOCTYPE")


def test_zip_bombs_are_refused() -> None:
    for size, words in ((100, "more than"), (260, "zip bomb")):
        bomb = document(b" " * (size << 20))
        tracemalloc.start()
        bounded(bomb, words)
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
        tracemalloc.stop()
    many = word_file("", raw={f"word/media/{number}.xml": b"" for number in range(10_001)})
    bounded(many, "zip bomb")


def test_a_part_larger_than_it_says() -> None:
    data = document(f"<w:document {NAMES}><w:body>{paragraph('甲') * 9000}</w:body></w:document>".encode())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = package.getinfo("word/document.xml").file_size
    bounded(data.replace(struct.pack("<I", size), struct.pack("<I", 900)), "damaged")


def test_deep_nesting() -> None:
    for start, end in (
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:ins>", "</w:ins>"),
    ):
        bounded(word_file(start * 10_000 + paragraph("底") + end * 10_000), "damaged|deep")
        bounded(word_file(start * 60 + paragraph("底") + end * 60), None)


def test_a_circle_of_styles() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    assert text_of(paragraph("甲", style="A"), styles=styles) == "甲"


def test_a_table_of_a_hundred_thousand_cells() -> None:
    line = row(*(cell(f"甲{column}") for column in range(10)))
    source = read_docx(word_file(table(*[line] * 10_000)))
    assert len(table_rows(source)) == 10_000


def test_spans_that_would_fill_the_memory() -> None:
    bounded(word_file(table(*[row(*[cell("甲", span=999_999_999)] * 63)] * 100)), None)


WHOLE = word_file(paragraph("甲" * 3000))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"hello", "no Word document"),
        (b"%PDF-1.7", "no Word document"),
        (WHOLE[: len(WHOLE) // 2], "damaged"),
        (WHOLE[:-10], "damaged"),
        (word_file(""), "no text"),
        (word_file(paragraph("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "only pictures"),
        (word_file("", raw={"word/document.xml": b"<w:document"}), "damaged"),
        (word_file("", raw={"word/document.xml": b"\xff\xfe\x00"}), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "old Word file"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read_docx(data)


def test_a_zip_without_a_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "甲")
    with pytest.raises(ReadError, match="no Word document"):
        read_docx(buffer.getvalue())


@settings(max_examples=150, deadline=None)
@example(at=63, byte=24, count=23)  # the name of a part, in its own header
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(1, 40))
def test_damaged_bytes_give_a_source_or_a_read_error(at: int, byte: int, count: int) -> None:
    damaged = WHOLE[:at] + bytes([byte]) * count + WHOLE[at + count :]
    try:
        source = read_docx(damaged)
    except ReadError:
        return
    assert source.format == "docx"


XML = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>甲</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:ins>", "</w:ins>",
    "<w:del>", "</w:del>", "<w:tab/>", '<w:pPr><w:numPr><w:numId w:val="x"/></w:numPr></w:pPr>', '<w:tcPr><w:gridSpan w:val="-3"/></w:tcPr>',
    '<w:sym w:char="zz"/>', '<w:fldChar w:fldCharType="end"/>', "<w:footnoteReference/>", "<w:sdt/>", "<mc:AlternateContent/>",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(XML), max_size=30))
def test_any_order_of_elements_gives_a_source_or_a_read_error(pieces: list[str]) -> None:
    balanced: list[str] = []
    waiting: list[str] = []
    for piece in pieces:
        if piece.startswith("</"):
            if not waiting or waiting[-1] != piece:
                continue
            waiting.pop()
        elif piece.count("<") == 1 and not piece.endswith("/>"):
            waiting.append(piece.replace("<", "</"))
        balanced.append(piece)
    try:
        source = read_docx(word_file("".join((*balanced, *reversed(waiting)))))
    except ReadError:
        return
    assert all(line and not line.isspace() for line in source.text.split("\n"))
