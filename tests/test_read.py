"""Text files in the encodings that offices save them in; what a file says about itself reaches the header."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx import ReadError, Source, extract, extract_file, read
from policyx.readers.txt import read_txt

TEXT = "澜川县教育局\r\n到2027年，新建幼儿园3所。㎡\u3000end\r"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_encodings_without_a_mark(encoding):
    assert read_txt(TEXT.encode(encoding)) == Source(TEXT, "txt", metadata={"encoding": encoding})


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_byte_order_marks_are_not_text(mark, encoding):
    assert read_txt(mark + TEXT.encode(encoding)) == Source(TEXT, "txt", metadata={"encoding": encoding})


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back_as_it_was(text):
    if not text.startswith("\ufeff"):
        assert read_txt(text.encode()).text == text


def test_damaged_utf8_is_still_utf8_and_says_so():
    data = TEXT.encode() * 5
    got = read_txt(data[:3] + b"\xff" + data[3:])
    assert got.metadata["encoding"] == "utf-8"
    assert got.text.count("\ufffd") == 1
    assert got.warnings
    assert "replaced by U+FFFD" in got.warnings[0]


def test_damaged_gb18030_says_so():
    got = read_txt(TEXT.encode("gb18030") * 5 + b"\xff")
    assert (got.metadata["encoding"], got.text[-1]) == ("gb18030", "\ufffd")
    assert got.warnings == ("1 characters that are not valid gb18030 were replaced by U+FFFD",)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ReadError, match="cannot be read"):
        read_txt(b"ab\xff" * 33)


def test_empty_file_is_an_empty_text():
    assert read_txt(b"").text == ""


def test_line_ends_are_not_translated(tmp_path):
    file = tmp_path / "a.TXT"
    file.write_bytes(TEXT.encode("gb18030"))
    result = extract_file(file)
    assert result.text == TEXT
    assert all(TEXT[row.start : row.end] == row.quote for row in result.records)


def test_replaced_bytes_are_an_issue(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes("到2027年，新建公园3个。".encode() + b"\xff")
    issue = extract_file(str(file)).issues[0]
    assert (issue.code, issue.quote) == ("read.warning", "\ufffd")


def test_errors_of_files_say_what_to_do(tmp_path):
    for path, advice in (
        (tmp_path, "use convert"),
        (tmp_path / "none.txt", "check the path"),
        ("第一条　为了规范……\n第二条", "use extract"),
        ("a\0.txt", "check that it may be read"),
    ):
        with pytest.raises(ReadError, match=advice):
            read(path)


def test_metadata_fills_what_the_text_does_not_say():
    metadata = {
        "title": "云岫县2024年水利工作要点",
        "issuer": "云岫县水利局",
        "issued_on": "2024年03月05日",
        "index_number": "0001/2024-00007",
        "document_number": "云水发〔2024〕7号",
        "encoding": "utf-8",
    }
    header = extract(Source("到年底，新建水库3座。", "html", metadata=metadata)).document
    assert (header.title, header.issuer, header.issued_on) == (metadata["title"], "云岫县水利局", "2024-03-05")
    assert (header.index_number, header.document_number) == (metadata["index_number"], metadata["document_number"])
    assert (header.date, header.place.name, header.genre) == ("2024-03-05", "云岫县", "plan")


def test_what_the_text_says_stands_before_what_the_file_says():
    text = "澜川县2025年重点工作方案\n一、办好教育\n到2027年，新建幼儿园3所。\n"
    header = extract(Source(text, "docx", metadata={"title": "模板", "issued_on": "无"})).document
    assert (header.title, header.issued_on, header.date) == ("澜川县2025年重点工作方案", "", "2025")


def test_every_format_reaches_extract(tmp_path):
    page = "<html><body><p>澜川县重点工作方案</p><p>到2027年，新建公园3个。</p></body></html>"
    (tmp_path / "named.txt").write_bytes(page.encode("gb18030"))
    result = extract_file(tmp_path / "named.txt")
    assert [(row.name, row.time) for row in result.indicators] == [("公园", "2027")]
    issue = result.issues[0]
    assert (issue.code, issue.start, issue.end) == ("read.warning", 0, 0)
    assert "read as html" in issue.reason
