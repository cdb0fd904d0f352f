"""The command: output, exit status, errors of one line, and consoles that lack characters."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

import policyx
from conftest import ROOT
from policyx.cli import main

TEXT = "澜川县2025年重点工作方案\n一、办好教育\n到2027年，新建幼儿园3所。（责任单位：县教育局）\n"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    return path


def run(*arguments, data=b"", encoding="utf-8", **environment):
    return subprocess.run(
        [sys.executable, "-m", "policyx", *map(str, arguments)],
        input=data,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "140", **environment},
    )


def failure(done, status=1):
    """The one line on standard error of a command that failed."""
    assert done.returncode == status, done.stderr.decode()
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_table_for_people(document):
    done = run("extract", document)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    for shown in (
        "title: 澜川县2025年重点工作方案",
        "Indicators 指标: 1",
        "幼儿园",
        "3 所",
        "2027",
        "县教育局",
        "办好教育",
    ):
        assert shown in text


def test_json_lines_are_what_extract_gives(document):
    done = run("extract", document, "--json", encoding="gbk")
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert rows == policyx.extract(TEXT).to_dicts()
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_standard_input_in_every_encoding(encoding):
    done = run("extract", "-", "--json", data=TEXT.encode(encoding))
    assert json.loads(done.stdout.splitlines()[0])["title"] == "澜川县2025年重点工作方案"


def test_options_reach_extract():
    done = run(
        "extract", "-", "--json", "--date", "2024-03-05", "--place", "澜川县", data="今年底前建成公园3个。".encode()
    )
    header = json.loads(done.stdout.splitlines()[0])
    assert (header["date"], header["place"]["name"]) == ("2024-03-05", "澜川县")


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_consoles_that_lack_characters(encoding):
    text = "一、重点工作🌾\n新建\xa0公园3个，面积½㎡。\n"
    done = run("extract", "-", data=text.encode(), encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"3" in done.stdout


def test_text_of_a_document_does_not_steer_the_terminal():
    text = "一、[bold red]重点[/]工作\x1b[31m\x9b2J\u202e红\x07\n到2027年，新建\x1b]0;公园3个。\n"
    done = run("extract", "-", data=text.encode(), FORCE_COLOR="", NO_COLOR="1")
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert "[bold red]重点[/]工作\\x1b[31m\\x9b2J\\u202e红" in shown
    raw = run("extract", "-", "--json", data=text.encode()).stdout.decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", raw)
    assert [json.loads(line) for line in raw.splitlines()] == policyx.extract(text).to_dicts()


def test_convert_prints_the_summary(document, tmp_path):
    done = run("convert", document.parent, tmp_path / "out")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("1 documents\n1 indicators · ")
    assert done.stderr == b""
    assert run("convert", document.parent, tmp_path / "out", "--quiet").stdout == b""


def test_convert_with_files_that_fail(document, tmp_path):
    (document.parent / "bad.txt").write_bytes(b"%PDF-1")
    line = failure(run("convert", document.parent, tmp_path / "out"))
    assert "1 files could not be converted" in line
    assert "the table" in line


def test_convert_options_reach_convert(document, tmp_path):
    (tmp_path / "known.csv").write_text("path,place,source\n方案.txt,平遥县,县政府网\n", encoding="gb18030")
    options = ("--text", "--metadata", tmp_path / "known.csv", "--format", "csv", "--workers", "0", "--timeout", "0")
    done = run("convert", document.parent, tmp_path / "out", "--exclude", "known.csv", "--exclude", "out/*", *options)
    assert done.returncode == 0, done.stderr.decode()
    (row,) = policyx.load(tmp_path / "out")["documents"].to_dict("records")
    assert (row["text"], row["place"]["code"], row["source"]) == (TEXT, "140728", "县政府网")
    assert (tmp_path / "out" / "indicators.csv").exists()


def test_a_second_run_says_what_is_new(document, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    document.rename(folder / "a.txt")
    run("convert", folder, tmp_path / "out")
    (folder / "b.txt").write_text("种树3棵。", encoding="utf-8")
    done = run("convert", folder, tmp_path / "out")
    assert "policyx: 1 files are new" in done.stderr.decode()
    assert run("convert", folder, tmp_path / "out", "--quiet").stderr == b""


def test_progress_in_a_log_and_on_a_terminal(capsys, monkeypatch):
    from policyx import terminal
    from policyx.conversion import Progress

    done = Progress(files=1500, all_files=3000, size=3_000_000, seconds=2.0, path="a.txt")
    monkeypatch.setattr(terminal, "_LOG_SECONDS", 0.0)
    with terminal.progress(quiet=False) as show:
        show(done)
    assert capsys.readouterr().err == "policyx: 1,500 of 3,000 files, 1.50 MB/s\n"
    with terminal.progress(quiet=True) as show:
        show(done)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with terminal.progress(quiet=False) as show:
        show(done)
    bar = capsys.readouterr().err
    assert "1500/3000" in bar
    assert "1.50 MB/s" in bar


def test_errors_say_what_to_do_in_one_line(document, tmp_path):
    assert "check the path" in failure(run("extract", tmp_path / "none.txt"))
    assert "use convert" in failure(run("extract", tmp_path))
    assert "give the folder that holds them" in failure(run("score", tmp_path, tmp_path))
    assert "choose a new or empty folder" in failure(run("convert", document.parent, document.parent))
    assert "give it as 2025" in failure(run("extract", document, "--date", "yesterday"))
    assert "\\x1b" in failure(run("extract", "a\x1bb.txt"))


@pytest.mark.parametrize(
    "arguments",
    [(), ("extract",), ("extract", "a", "b"), ("extrakt",), ("extract", "--nonsense", "a"), ("convert", "a")],
)
def test_wrong_use_is_status_2(arguments):
    line = failure(run(*arguments), status=2)
    assert line.startswith("policyx: ")
    assert "--help" in line


def test_help_and_version():
    done = run("--version")
    assert done.stdout.decode().strip() == f"policyx {policyx.__version__}"
    text = run("--help").stdout.decode()
    assert all(command in text for command in ("extract", "convert", "score"))
    assert run("extract", "--help").returncode == 0


def test_reader_that_goes_away(document):
    command = [sys.executable, "-m", "policyx", "extract", "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.stdin.write((TEXT * 200).encode())
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_a_fault_is_one_line_unless_the_traceback_is_asked_for(monkeypatch, capsys, document):
    import policyx.pipeline

    def fail(*arguments, **options):
        raise RuntimeError("boom")

    monkeypatch.setattr(policyx.pipeline, "extract", fail)
    assert main(["extract", str(document)]) == 1
    assert capsys.readouterr().err.startswith("policyx: RuntimeError: boom (a fault of policyx")
    monkeypatch.setenv("POLICYX_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        main(["extract", str(document)])


ONE = ("--only", "tasktable_water")


def test_score_prints_tables_and_json():
    text = run("score", ROOT / "gold", ROOT / "corpus", *ONE).stdout.decode()
    assert "indicator.quantity" in text
    total = json.loads(run("score", ROOT / "gold", ROOT / "corpus", *ONE, "--json").stdout)
    scores = policyx.score(ROOT / "gold", ROOT / "corpus").documents["tasktable_water"]
    assert total["task.heading"]["f1"] == scores["task.heading"].f1
    assert total["task.heading"]["gold"] == scores["task.heading"].gold


def test_score_below_the_minimum_is_status_1():
    done = run("score", ROOT / "gold", ROOT / "corpus", *ONE, "--min", "time.all=1.01", "--min", "agency.name=0")
    assert done.returncode == 1
    assert re.fullmatch(r"policyx: below the minimum: time\.all [\d.]+ < 1\.01", done.stderr.decode().strip())
    assert run("score", ROOT / "gold", ROOT / "corpus", *ONE, "--min", "time.all=0").returncode == 0


def test_score_lists_errors():
    done = run("score", ROOT / "gold", ROOT / "corpus", *ONE, "--errors", "all")
    kinds = {json.loads(line)["kind"] for line in done.stdout.decode().splitlines()}
    assert kinds <= {"wrong", "missed", "extra"}


def test_score_names_that_are_not_there():
    where = (ROOT / "gold", ROOT / "corpus")
    assert "choose one of indicator.value" in failure(run("score", *where, "--min", "quality=1"), 2)
    assert "choose one of indicator.value" in failure(run("score", *where, "--errors", "quality"), 2)
    assert "give a score and a number" in failure(run("score", *where, "--min", "time.all"), 2)
    assert "choose from" in failure(run("score", *where, "--only", "no such name"))
