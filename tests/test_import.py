"""`import policyx` is light, silent, and offers what it says."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

import policyx

HEAVY = ("pandas", "pyarrow", "numpy", "rjieba", "jieba", "regex", "rich", "click")


def test_import_prints_nothing_and_loads_nothing_heavy():
    code = f"import sys, policyx; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


def test_import_costs_little_beyond_the_interpreter():
    def run(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    pairs = [(run("pass"), run("import policyx")) for _ in range(5)]
    beyond = min(loaded for _, loaded in pairs) - min(bare for bare, _ in pairs)
    assert beyond < 0.15


@pytest.mark.parametrize("name", policyx.__all__)
def test_every_public_name_is_there(name):
    assert getattr(policyx, name) is not None
    assert name in dir(policyx)


@pytest.mark.parametrize("first", ["policyx.scoring", "policyx.conversion", "policyx.pipeline"])
def test_functions_stay_functions_whatever_is_imported_first(first):
    code = f"import {first}, policyx; print(all(map(callable, (policyx.score, policyx.convert, policyx.extract))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_extracting_loads_neither_tables_nor_command():
    code = f"import sys, policyx; policyx.extract('到2027年，新建公园3个。'); print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "pyarrow", "numpy", "jieba", "rich", "click"} & set(eval(done.stdout))


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = policyx.extrakt


def test_version_is_that_of_the_package():
    from importlib.metadata import version

    assert version("policyx") == policyx.__version__
