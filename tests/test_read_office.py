"""Rich text, and old formats through LibreOffice: where it is installed, where it is not, and where it hangs."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyx.errors import ReadError
from policyx.readers.office import PROGRAM_VARIABLE, find_office, read_office
from policyx.readers.rtf import read_rtf
from word_files import cell, paragraph, row, table, word_file

HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 "
    + "宋体;}}".encode("gbk")
    + rb"{\colortbl;\red0\green0\blue0;}"
)
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def escaped(words: str) -> bytes:
    """Return *words* as RTF writes them: two escapes for a character of GBK."""
    return b"".join(bytes([byte]) if byte < 0x80 else b"\\'%02x" % byte for byte in words.encode("gbk"))


def rtf(body: bytes) -> bytes:
    return HEAD + body + b"}"


def test_words_in_escapes_and_in_unicode() -> None:
    assert read_rtf(
        rtf(rb"\f1 " + escaped("一、到2027年，新建") + rb"\u19977?\u25152?\par " + escaped("二、完善"))
    ).text == ("一、到2027年，新建三所\n二、完善")


def test_chinese_under_a_latin_font_and_halves_typed_as_letters() -> None:
    assert read_rtf(rtf(rb"\f0 " + escaped("县政府"))).text == "县政府"
    # 乗 is 81 5C in GBK, 丂 81 40: second halves that are ASCII may stand as themselves.
    assert read_rtf(rtf(rb"\f1 \'cf\'d8\'81\\\'81@\'cf\'d8")).text == "县乗丂县"


def test_lists_links_and_line_breaks() -> None:
    body = (
        rb"{\listtext\pard 1.\tab}" + escaped("修路") + rb"\par{\pntext 2.\tab}" + escaped("植树") + rb"\line " + escaped("供水")
        + rb"\par{\field{\*\fldinst{HYPERLINK \"http://a\"}}{\fldrslt{" + escaped("附件") + rb"}}}"
    )  # fmt: skip
    assert read_rtf(rtf(body)).text == "1.修路\n2.植树\n供水\n附件"


def test_deleted_and_hidden_text_is_left_out() -> None:
    assert read_rtf(rtf(escaped("每亩") + rb"{\deleted 90}{\v 80}96" + escaped("元"))).text == "每亩96元"


def test_tables_with_cells_over_several_columns() -> None:
    def line(edges: list[int], *cells: str) -> bytes:
        definition = rb"\trowd" + b"".join(rb"\cellx%d" % edge for edge in edges)
        return (
            definition
            + rb"\pard\intbl "
            + b"".join(escaped(words) + rb"\cell " for words in cells)
            + definition
            + rb"\row "
        )

    body = escaped("任务表") + rb"\par "
    body += (
        line([1000, 3000], "序号", "目标")
        + line([1000, 2000, 3000], "1", "修路", "3条")
        + line([1000, 2000, 3000], "", "植树", "")
    )
    body += rb"\pard " + escaped("完|毕") + rb"\par"
    source = read_rtf(rtf(body))
    assert source.text == "任务表\n序号\t目标\t\n1\t修路\t3条\n\t植树\t\n完|毕"
    assert [source.text[span.start : span.end][:2] for span in source.tables] == ["序号"]


@pytest.mark.parametrize("start", [rb"{\footnote ", rb"{\*\footnote\ftnalt\pard\plain {\super \chftn }"])
def test_notes_stand_at_the_end(start: bytes) -> None:
    note = rb"{\super\chftn}" + start + escaped("由第三方调查{}").replace(b"{}", rb"\{\}") + rb"}"
    more = escaped("，以上") + start + escaped("含个人") + rb"\par " + escaped("与机构") + rb"}\par " + escaped("完")
    source = read_rtf(rtf(escaped("满意度达到95%") + note + more))
    assert source.text == "满意度达到95%[1]，以上[2]\n完\n[1]由第三方调查{}\n[2]含个人\n与机构"
    assert source.warnings == ()


def test_text_boxes_stand_behind_their_paragraph() -> None:
    box = rb"{\shp{\*\shpinst\shpleft0{\sp{\sn fLine}{\sv 1}}{\shptxt \pard\plain " + escaped("内部资料") + rb"\par}}"
    box += rb"{\shprslt{\*\do{\dptxbxtext " + escaped("内部资料") + rb"}}}}"
    source = read_rtf(rtf(escaped("水网") + box + escaped("方案") + rb"\par " + escaped("一、目标") + rb"\par"))
    assert source.text == "水网方案\n内部资料\n一、目标"
    assert read_rtf(rtf(escaped("水网") + box)).text == "水网\n内部资料"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"hello", "no RTF"), (rb"{\rtf1 }", "no text"), (rb"{\rtf1{\fonttbl{\f0 x;", "damaged")],
)
def test_what_is_no_rich_text(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read_rtf(data)


@pytest.mark.parametrize(
    "body",
    [
        b"{" * 200_000,
        rb"{\field{\*\fldinst{HYPERLINK " * 20_000,
        rb"\f1\fcharset" * 50_000,
        rb"{\footnote x}{\shptxt y}" * 50_000,
        rb"{\footnote {\shptxt " * 50_000,
        rb"{\fonttbl" + rb"{\f1 x" * 20_000,
        rb"{\pict\bin" + b"9" * 5000,
        b"\\'" * 200_000,
        b"\\'81" * 200_000,
        rb"\trowd\cellx1\cell\row" * 20_000,
        b"ab12" * 500_000,
        b"{\\pict\\bin0 " + b"g" * 300_000,
    ],
    ids=range(12),
)
def test_hostile_rich_text_takes_bounded_time(body: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(ReadError):
        read_rtf(rtf(body))
    assert time.process_time() - start < 8


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                rb"\cell ",
                rb"\row ",
                rb"\trowd ",
                rb"\cellx9",
                b"{",
                b"}",
                rb"\'81",
                b"@",
                rb"\u-1?",
                rb"\u99999999 ",
                rb"\uc0 ",
                rb"\par ",
                rb"\*",
                b"\\",
                rb"\f7 ",
                b"\xe5",
                rb"\ansicpg0 ",
                "县".encode("gbk"),
            ]
        ),
        max_size=25,
    )
)
def test_any_rich_text_gives_a_source_or_a_read_error(pieces: list[bytes]) -> None:
    try:
        source = read_rtf(rtf(b"".join(pieces)))
    except ReadError:
        return
    source.text.encode()


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program in place of LibreOffice; it is called with --outdir FOLDER FILE at the end."""
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nfor last; do given=$last; done\nout=$(dirname "$given")/made\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(PROGRAM_VARIABLE, str(program))


def test_without_libreoffice_the_error_says_how(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PROGRAM_VARIABLE, str(tmp_path / "nowhere"))
    assert find_office() is None
    with pytest.raises(ReadError, match=r"\.wps file needs LibreOffice.*install LibreOffice.*save it as \.docx"):
        read_office(b"\xd0\xcf\x11\xe0 words", "wps")
    with pytest.raises(ReadError, match="empty"):
        read_office(b"", "doc")


def test_it_is_found_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(tmp_path, monkeypatch, "")
    monkeypatch.delenv(PROGRAM_VARIABLE)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    found = find_office()
    assert found is not None
    assert Path(found).name.startswith("soffice")


@needs_posix
def test_what_it_makes_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = tmp_path / "answer.docx"
    made.write_bytes(word_file(paragraph("到2027年") + table(row(cell("甲"), cell("乙")))))
    stand_in(tmp_path, monkeypatch, f'mkdir -p "$out" && cp \'{made}\' "$out/document.docx"')
    source = read_office(b"old words", "doc")
    assert (source.text, source.format) == ("到2027年\n甲\t乙", "doc")
    assert source.warnings == ("converted by LibreOffice",)
    assert source.metadata == {}


@needs_posix
def test_what_it_cannot_open_is_an_error_with_its_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(tmp_path, monkeypatch, "echo 'Error: source file could not be loaded'")
    with pytest.raises(ReadError, match=r"could not open the \.doc file .*could not be loaded"):
        read_office(b"old words")


@needs_posix
def test_it_is_ended_with_its_children_when_time_is_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = tmp_path / "child.txt"
    stand_in(tmp_path, monkeypatch, f"sleep 60 &\necho $! > '{note}'\nwait")
    start = time.perf_counter()
    with pytest.raises(ReadError, match="more than 1 seconds"):
        read_office(b"old words", "doc", time_limit=1)
    assert time.perf_counter() - start < 10
    child = int(note.read_text())
    for _ in range(50):
        if not is_running(child):
            break
        time.sleep(0.1)
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Say whether a process runs; one that has ended and that nobody has asked for is none."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


@needs_posix
def test_a_program_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x7fELF nothing")
    broken.chmod(0o700)
    monkeypatch.setenv(PROGRAM_VARIABLE, str(broken))
    with pytest.raises(ReadError, match="could not be started"):
        read_office(b"old words", "doc")


@pytest.mark.office
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_libreoffice_itself() -> None:
    source = read_office(rtf(rb"\f1 " + escaped("到2027年，新建公园3个。") + rb"\par"), "rtf")
    assert source.text == "到2027年，新建公园3个。"
