"""``policyx.toml``: options as keys, the command line wins, and what is wrong is said with the file's name."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

import policyx
from policyx.cli import main
from policyx.configuration import read_options
from policyx.errors import ConfigurationError
from test_docs import READMES, blocks

KINDS = {
    "workers": "whole",
    "timeout": "number",
    "exclude": "texts",
    "text": "flag",
    "metadata": "path",
    "name": "text",
}


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("到2027年，种树3棵。", encoding="utf-8")
    (folder / "b.csv").write_text("绿化,3亩\n", encoding="utf-8")
    return tmp_path


def convert(root, *options, out="out"):
    return subprocess.run(
        [sys.executable, "-m", "policyx", "convert", "documents", out, *options],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def configure(path, text):
    path.write_text(text, encoding="utf-8")


def documents(root, out="out"):
    return policyx.load(root / out)["documents"]


def test_the_file_of_the_working_directory_is_taken(root):
    configure(root / "policyx.toml", 'exclude = ["*.csv"]\ntext = true\nworkers = 0\nformat = ["csv"]\ntimeout = 60\n')
    done = convert(root)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "policyx: options of policyx.toml: exclude, text, workers, format, timeout\n"
    assert documents(root)["path"].tolist() == ["a.txt"]
    assert documents(root)["text"].tolist() == ["到2027年，种树3棵。"]
    assert (root / "out" / "indicators.csv").exists()


def test_the_command_line_wins(root):
    configure(root / "policyx.toml", 'exclude = ["*.csv"]\ntext = true\nquiet = true\nworkers = 0\n')
    done = convert(root, "--no-text", "--exclude", "*.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert documents(root)["path"].tolist() == ["b.csv"]
    assert "text" not in documents(root)
    assert convert(root, "--no-quiet").stdout.startswith("1 documents")


def test_a_file_given_by_name_takes_the_place_of_the_other(root):
    configure(root / "policyx.toml", "nonsense")
    (root / "settings").mkdir()
    configure(root / "settings" / "own.toml", '\ufeffmetadata = "known.csv"\nworkers = 0\n')
    (root / "settings" / "known.csv").write_text("path,source\na.txt,县政府网\n", encoding="utf-8")
    done = convert(root, "--config", os.path.join("settings", "own.toml"))
    assert done.returncode == 0, done.stderr
    assert documents(root).set_index("path").loc["a.txt", "source"] == "县政府网"


def test_without_a_file_nothing_is_said(root):
    assert convert(root, "--workers", "0").stderr == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            'exclud = ["a"]',
            "policyx.toml: there is no option 'exclud': choose from exclude, folder-places, format, include,",
        ),
        ('folder = "a"', "policyx.toml: there is no option 'folder': choose from"),
        ('config = "a"', "policyx.toml: there is no option 'config': choose from"),
        ('workers = "two"', "policyx.toml: workers = 'two': give a whole number, as 4"),
        ("workers = true", "policyx.toml: workers = true: give a whole number, as 4"),
        ("workers = -1", "policyx.toml: workers: -1 is not in the range x>=0"),
        ('exclude = "*.pdf"', "policyx.toml: exclude = '*.pdf': give a list of texts"),
        ('format = ["pdf"]', "policyx.toml: format: 'pdf' is not one of"),
        ("text = 1", "policyx.toml: text = 1: give true or false"),
        ("workers 4", "policyx.toml: this is no TOML: "),
    ],
)
def test_what_is_wrong_is_said_in_one_line(root, content, said, monkeypatch, capsys):
    configure(root / "policyx.toml", content)
    monkeypatch.chdir(root)
    assert main(["convert", "documents", "out"]) == 2
    line = capsys.readouterr().err
    assert line.startswith(f"policyx: {said}")
    assert line.count("\n") == 1
    assert not (root / "out").exists()


def test_every_option_may_stand_in_the_file(root, monkeypatch, capsys):
    configure(root / "policyx.toml", 'nonsense = ""')
    monkeypatch.chdir(root)
    main(["convert", "documents", "out"])
    known = capsys.readouterr().err.split("choose from ")[1].split(". Try")[0].split(", ")
    assert main(["convert", "--help"]) == 0
    shown = set(re.findall(r"--([a-z-]+)", capsys.readouterr().out))
    assert set(known) == {name for name in shown if not name.startswith("no-")} - {"config", "help"}


@pytest.mark.parametrize("page", READMES)
def test_the_file_that_the_readmes_show_is_taken(root, page):
    (shown,) = blocks(page, "toml")
    configure(root / "policyx.toml", shown)
    (root / "known.csv").write_text("path,source\na.txt,县政府网\n", encoding="utf-8")
    done = convert(root, "--exclude", "*.csv")
    assert done.returncode == 0, done.stderr
    assert documents(root)["source"].tolist() == ["县政府网"]


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(ConfigurationError, match=r"none\.toml: No such file or directory: check the path"):
        read_options(tmp_path / "none.toml", KINDS)
    (tmp_path / "gbk.toml").write_bytes('name = "县"'.encode("gb18030"))
    with pytest.raises(ConfigurationError, match="save it as UTF-8"):
        read_options(tmp_path / "gbk.toml", KINDS)


def test_values_of_every_kind(tmp_path):
    path = tmp_path / "a.toml"
    configure(path, 'workers = 2\ntimeout = 1.5\nexclude = []\ntext = false\nmetadata = "b/c.csv"\nname = "县"\n')
    assert read_options(path, KINDS) == {
        "workers": 2,
        "timeout": 1.5,
        "exclude": [],
        "text": False,
        "metadata": str(tmp_path / "b" / "c.csv"),
        "name": "县",
    }
