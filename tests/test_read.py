"""Text files in the encodings that offices save them in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx import ReadError, extract_file
from policyx.read import read_file
from policyx.read.txt import Decoded, decode

TEXT = "澜川县教育局\r\n到2027年，新建幼儿园3所。㎡\u3000end\r"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_encodings_without_a_mark(encoding):
    assert decode(TEXT.encode(encoding)) == Decoded(TEXT, encoding)


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
    assert decode(mark + TEXT.encode(encoding)) == Decoded(TEXT, encoding)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_comes_back_as_it_was(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


def test_damaged_utf8_is_still_utf8_and_says_so():
    data = TEXT.encode() * 5
    got = decode(data[:3] + b"\xff" + data[3:])
    assert got.encoding == "utf-8"
    assert got.text.count("\ufffd") == 1
    assert got.warnings
    assert "replaced by U+FFFD" in got.warnings[0]


def test_damaged_gb18030_says_so():
    got = decode(TEXT.encode("gb18030") * 5 + b"\xff")
    assert (got.encoding, got.text[-1]) == ("gb18030", "\ufffd")
    assert got.warnings == ("1 characters that are not valid gb18030 were replaced by U+FFFD",)


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_other_formats_are_refused_with_advice(start):
    with pytest.raises(ReadError, match="save it as text"):
        decode(start + b"\0" * 100)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ReadError, match="cannot be read"):
        decode(b"0\xff" * 50)


def test_empty_file_is_an_empty_text():
    assert decode(b"") == Decoded("", "utf-8")


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
    assert (issue.code, issue.quote) == ("read.replaced", "\ufffd")


def test_errors_of_files_say_what_to_do(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    for path, advice in (
        (tmp_path, "use convert"),
        (tmp_path / "none.txt", "check the path"),
        (tmp_path / "a.docx", "save it as text"),
        ("第一条　为了规范……\n第二条", "use extract"),
        ("a\0.txt", "check that it may be read"),
    ):
        with pytest.raises(ReadError, match=advice):
            read_file(path)
