"""The benchmarks run; what they measure is not asserted."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from conftest import ROOT

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(autouse=True)
def modules(monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)


def run(name, *arguments):
    """What a benchmark prints."""
    done = subprocess.run(
        [sys.executable, BENCHMARKS / name, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_documents_are_repeated_whole():
    from texts import megabytes, repeat

    repeated = repeat(["甲。\n", "乙方。\n"], 20e-6)
    assert repeated == ["甲。\n", "乙方。\n", "甲。\n"]
    assert megabytes(repeated) == pytest.approx(24e-6)


@pytest.mark.parametrize("number", [1, 3, 10])
def test_cut_loses_nothing(number):
    from texts import cut

    text = "".join(f"第{at}行\n" for at in range(10)) + "末行"
    parts = cut(text, number)
    assert "".join(parts) == text
    assert len(parts) == number
    assert all(part.endswith("\n") for part in parts[:-1])


def test_tables_are_read_as_tables_of_indicators():
    from policyx import extract
    from texts import dense_tables

    (document,) = dense_tables(1e-6)
    indicators = extract(document).indicators
    assert len(indicators) == 50 * 6
    assert {row.unit for row in indicators} == {"吨", "元", "亩", "美元", "家", "%"}


def test_families_have_the_length_asked_for():
    from adversarial import FAMILIES, text_of

    assert len(FAMILIES) >= 10
    for family in FAMILIES:
        once, twice = len(text_of(family, 1000)), len(text_of(family, 2000))
        assert 970 <= once <= 1000
        assert 1.95 <= twice / once <= 2.05


def test_speed_prints_each_stage_and_counts_targets():
    done = run("speed.py", "--no-peers", "--megabytes", "0.02", "--only", "whole")
    for shown in ("extract, all documents", "layout", "indicators", "the rest", "0 of 0 targets met"):
        assert shown in done


def test_files_made_are_all_different_and_the_same_each_time(tmp_path):
    from folders import make

    texts = ["青岚县2025年要点\n到2027年，投资1250.5万元，3月底前建成公园3个。\n"]
    make(tmp_path / "a", texts, 150)
    make(tmp_path / "b", texts, 150)
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.txt")}
        for name in "ab"
    )
    assert first == second
    assert len(set(first.values())) == 150
    assert all("万元，3月底前建成公园3个".encode() in content for content in first.values())


def test_conversions_are_measured(tmp_path):
    pytest.importorskip("psutil")
    done = run("convert.py", "--files", "10", "--only", "workers", "--only", "memory", "--scratch", tmp_path)
    for shown in ("two workers / one", "20 files, all processes", "of 2 targets met"):
        assert shown in done
    assert not list(tmp_path.iterdir())
