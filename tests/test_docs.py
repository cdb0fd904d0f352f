"""What the documentation shows is what happens: its Python examples, its commands, its links."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys

import pytest

import policyx
from conftest import ROOT
from policyx.schema import DESCRIPTIONS, TABLES

READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "CHANGELOG.md", "benchmarks/README.md", "corpus/README.md", "gold/README.md")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)


def run_examples(name: str, examples: list[str], **known: str) -> None:
    assert examples
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    parsed = doctest.DocTestParser().get_doctest("\n".join(examples), known, name, name, 0)
    assert parsed.examples
    assert runner.run(parsed).failed == 0


def needs_spacy(example: str) -> bool:
    return "import spacy" in example


@pytest.mark.parametrize("name", READMES)
def test_python_examples_run(name, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    examples = [block for block in blocks(name, "python") if not needs_spacy(block)]
    run_examples(name, examples, out=str(tmp_path / "out"))


@pytest.mark.parametrize("name", READMES)
def test_python_examples_of_spacy_run(name):
    pytest.importorskip("spacy", reason="spacy is not installed (pip install policyx[spacy])")
    run_examples(name, list(filter(needs_spacy, blocks(name, "python"))))


@pytest.mark.parametrize("name", READMES)
def test_commands_run(name, tmp_path):
    commands = [line for block in blocks(name, "console") for line in block.splitlines() if line.startswith("$ ")]
    ours = [line[2:] for line in commands if line.startswith("$ policyx ")]
    assert len(ours) >= 4
    for line in ours:
        words = [str(tmp_path / word) if word in ("tables", "page.html") else word for word in shlex.split(line)[1:]]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-m", "policyx", *words], cwd=ROOT, capture_output=True, env=environment, input=b""
        )
        assert done.returncode == 0, (line, done.stderr.decode())


def test_both_languages_show_the_same_code():
    for language in ("python", "console"):
        english, chinese = (blocks(name, language) for name in READMES)
        assert english == chinese


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    page = ROOT / name
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("name", READMES)
def test_every_field_stands_in_the_table_of_fields(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for kind in TABLES.values():
        for field in DESCRIPTIONS[kind]:
            assert f"`{field}`" in text, f"{name}: {field}"


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_scores_is_that_of_the_floors(name):
    lines = (ROOT / "gold" / "floors.tsv").read_text(encoding="utf-8").splitlines()
    floors = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    shown = re.findall(
        r"^\| (\w+\.\w+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$",
        (ROOT / name).read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert [list(row) for row in shown] == floors


def test_the_changelog_speaks_of_this_version():
    assert policyx.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_document_of_the_corpus_is_listed(corpus):
    text = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    assert not [name for name in corpus if f"`{name}`" not in text]
