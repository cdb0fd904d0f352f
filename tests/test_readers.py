"""`read`: the format from the content, whatever the name; text in every encoding; clear errors for the rest."""

from __future__ import annotations

import codecs
import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

import policyx.readers
from ofd_maker import ofd, prose
from pdf_maker import pdf
from policyx.errors import ReadError
from policyx.readers import read
from policyx.readers.compound import stream_names
from policyx.readers.format import detect, suffix_format
from policyx.readers.txt import read_txt, wide_encoding

TEXT = "澜川县教育局\r\n到2027年，新建幼儿园3所。㎡\u3000end\x0b\x1a\r"
CORPUS = Path(__file__).parent.parent / "corpus"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_source_or_clear_error(data: bytes) -> bool:
    try:
        return isinstance(read(data, name="a").text, str)
    except ReadError as error:
        return str(error).startswith("a: ")


def package(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return file.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["指标", "2025年"])
    book.active.append(["公厕", 12])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("一").write(0, 0, "公厕")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"", None, "txt"),
        ("责任单位：县教育局".encode(), "a.txt", "txt"),
        ("责任单位：县教育局".encode("gb18030"), "a.doc", "txt"),
        (b"\n<!-- saved --><?xml version='1.0'?>\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD'><p>", "a.doc", "html"),
        ("<html>通知</html>".encode("utf-16"), None, "html"),
        ("\ufeff<div class='c'>通知</div>".encode(), None, "html"),
        ("<关于印发>的通知".encode(), "a.html", "txt"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"junk before\n%PDF-1.4", "a.txt", "pdf"),
        (package(**{"[Content_Types].xml": "x", "word/document.xml": "x"}), None, "docx"),
        (package(**{"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), None, "xlsx"),
        (package(**{"[Content_Types].xml": "x", "xl/workbook.bin": "x"}), None, "xlsb"),
        (package(**{"OFD.xml": "x"}), None, "ofd"),
        (package(mimetype="application/vnd.oasis.opendocument.text"), None, "odt"),
        (package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), None, "ods"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "a.wps", "doc"),
        (old_workbook(), "a.et", "xls"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "a.xls", "xls-xml"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "a.doc", "doc"),
        (b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"', "a.mht", "mhtml"),
        (
            b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
            "a",
            "mhtml",
        ),
        ("主题: 通知\nMIME-Version: 1.0\nContent-Type: multipart/related;".encode(), "a.txt", "txt"),
        (b"a,b,c\n1,2,3\n4,5,6\n", None, "csv"),
        ("任务;单位\n".encode(), "a.csv", "csv"),
        ("近日,县水利局、县财政局,联合检查。\n会后,全县动员。\n".encode(), None, "txt"),
    ],
)
def test_format_from_the_content(data, name, found):
    assert detect(data, name) == found


def test_a_document_in_a_sheet_does_not_make_it_a_document():
    book = xlwt.Workbook()
    book.add_sheet("一").write(0, 0, "WordDocument")
    file = io.BytesIO()
    book.save(file)
    assert stream_names(file.getvalue()) >= {"Workbook"}
    assert "WordDocument" not in stream_names(file.getvalue())


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"\x89PNG\r\n\x1a\n", "OCR"),
        (b"\xff\xd8\xff\xe0", "OCR"),
        (b"Rar!\x1a\x07\x00", "unpack"),
        (b"7z\xbc\xaf\x27\x1c", "unpack"),
        (b"\x1f\x8b\x08", "unpack"),
        (package(**{"通知.txt": "x"}), "unpack"),
        (package(**{"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "presentation"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + bytes(600), "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"\x7fELF" + bytes(range(256)) * 10, "no text"),
        (bytes(1000), "no text"),
    ],
)
def test_what_is_no_document_says_what_to_do(data, match):
    with pytest.raises(ReadError, match=f"^a.doc: .*{match}"):
        read(data, name="a.doc")


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (workbook(), "清单.xls", "xlsx"),
        (workbook(), "清单.pdf", "xlsx"),
        (old_workbook(), "清单.xlsx", "xls"),
        (pdf(lambda sheet: sheet.words(80, 100, "关于做好防汛工作的通知")), "通知.docx", "pdf"),
        (ofd(prose(40, "关于做好防汛工作的通知")), "通知.pdf", "ofd"),
        ("关于做好防汛工作的通知".encode(), "通知.doc", "txt"),
    ],
)
def test_misnamed_files_are_read_as_what_they_are(tmp_path, data, name, found):
    (tmp_path / name).write_bytes(data)
    for source in (read(tmp_path / name), read(data, name=name)):
        assert source.format == found
        assert source.warnings[0] == f"the file is named {os.path.splitext(name)[1]} but is {found}: read as {found}"


@pytest.mark.parametrize("name", ["a.xls", "a.XLSX", "a.et", "a", "a.v2"])
def test_names_that_fit_are_not_warned_of(name):
    data = workbook() if "X" in name else old_workbook()
    assert read(data, name=name).warnings == ()


def test_suffixes():
    assert [suffix_format(name) for name in ("附件.WPS", "x.et", "x.htm", "x.docm", "x", None)] == [
        "doc",
        "xls",
        "html",
        "docx",
        None,
        None,
    ]


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.ofd", "a.docx", "a.html", "a.doc"])
def test_empty_files(name):
    with pytest.raises(ReadError, match=r"^a\..*empty \(0 bytes\)"):
        read(b"", name=name)


def test_an_empty_text_is_an_empty_source():
    assert read(b"", name="a.txt").text == ""


@pytest.mark.parametrize(
    ("path", "match"),
    [
        ("no such file.pdf", "no such file"),
        (".", "folder"),
        ("到2027年，\n新建", "extract"),
        ("x" * 5000, "extract"),
        ("a\0b", "check"),
    ],
)
def test_paths_that_cannot_be_read(path, match):
    with pytest.raises(ReadError, match=match):
        read(path)


@pytest.mark.parametrize("given_", [None, 3, ["a.txt"], io.BytesIO(b"")])
def test_neither_path_nor_bytes(given_):
    with pytest.raises(TypeError, match="a path or bytes"):
        read(given_)


@pytest.mark.parametrize(
    "data",
    [
        package(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        package(**{"[Content_Types].xml": "x", "xl/workbook.bin": "x"}),
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>',
    ],
)
def test_sheets_that_are_not_read_say_what_to_do(data):
    with pytest.raises(ReadError, match=r"save it as \.xlsx"):
        read(data)


def test_files_larger_than_the_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(policyx.readers, "MOST_BYTES", 1 << 20)
    (tmp_path / "a.txt").write_bytes(b"a" * (1 << 20) + b"b")
    with pytest.raises(ReadError, match="more than 1 MB"):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_texts_without_a_mark(encoding):
    source = read(TEXT.encode(encoding))
    assert (source.text, source.metadata["encoding"], source.warnings) == (TEXT, encoding, ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_texts_with_a_mark(mark, encoding):
    assert read(mark + TEXT.encode(encoding)).text == TEXT


def test_never_big5():
    """The bytes of simplified Chinese in GBK are mostly valid Big5, and are still GBK."""
    text = "关于加强基层医疗卫生机构建设的实施意见"
    data = text.encode("gbk")
    assert read(data).text == text
    assert read(data[:12]).text == text[:6]


@pytest.mark.parametrize("text", ["县", "工作要点", "到2027年，全县建成标准化卫生院12所。\n" * 3, "表\t1\n"])
def test_utf16_without_a_mark_is_told_from_other_encodings(text):
    assert wide_encoding(text.encode("gb18030")) is None
    assert wide_encoding(text.encode("utf-8")) is None
    if len(text) > 1:
        assert read_txt(text.encode("utf-16-le")).text == text or len(text) < 5


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_gb18030_is_never_taken_for_another_encoding(text):
    data = text.encode("gb18030")
    if wide_encoding(data) is None:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            assert read_txt(data).text == text
    else:
        raise AssertionError(text)


def test_replaced_characters_are_counted():
    source = read(TEXT.encode("gb18030") * 5 + b"\xff")
    assert source.warnings == ("1 characters that are not valid gb18030 were replaced by U+FFFD",)


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "%PDF-1.4\n", "PK\x03\x04", "{\\rtf1", "<html>", OLE.decode("latin-1")]),
)
def test_any_bytes_give_a_source_or_a_clear_error(tail, start):
    if start in ("{\\rtf1", "<html>"):
        assert detect(start.encode() + tail) in ("rtf", "html")
        return
    assert is_source_or_clear_error(start.encode("latin-1") + tail)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packages_packed_otherwise_than_office_programs_do(method):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w/>")
    with pytest.raises(ReadError, match="no office program"):
        read(file.getvalue())


@pytest.mark.parametrize("make", [workbook, old_workbook, lambda: ofd(prose(40, "关于做好防汛工作的通知"))])
def test_cut_and_changed_files_give_a_source_or_a_clear_error(make):
    data = make()
    dice = random.Random(7)
    for _ in range(60):
        at = dice.randrange(len(data))
        for broken in (data[:at], data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]):
            assert is_source_or_clear_error(broken)


def test_libraries_are_loaded_only_for_the_files_that_need_them():
    code = "import sys, policyx.readers as r; r.read(b'a'); print([m for m in ('pypdfium2', 'openpyxl', 'xlrd', 'zipfile') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(eval(out.stdout)) <= {"zipfile"}


@pytest.mark.parametrize(
    ("name", "tables", "rows"),
    [
        ("plan_water_supply.pdf", 1, 8),
        ("bulletin_district.pdf", 2, 12),
        ("notice_health_banner.pdf", 0, 0),
        ("measures_talent_housing.pdf", 0, 0),
        ("tasktable_rural.xlsx", 1, 10),
        ("fiveyear_indicators.xlsx", 1, 25),
        ("statistics_fishery.xlsx", 1, 8),
        ("livelihood_sheets.xlsx", 3, 19),
        ("gb18030/measures_ecommerce.txt", 0, 0),
        ("gb18030/notice_flood_season.txt", 0, 0),
        ("gb18030/workreport_forest_area.txt", 0, 0),
    ],
)
def test_the_composed_files_are_read(name, tables, rows):
    source = read(CORPUS / name)
    spans = [source.text[start:end] for start, end in source.tables]
    assert (len(spans), sum(span.count("\n") + 1 for span in spans)) == (tables, rows)
    assert "\ufffd" not in source.text
