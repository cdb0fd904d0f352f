"""Killed at any instant (``kill -9``), a conversion goes on, and ends with the bytes of a run that was not killed."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from policyx import convert
from test_convert import content, many

__all__ = ["many"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs process groups")
CODE = """
import sys, policyx
sys.stdout.write("go"); sys.stdout.flush()
policyx.convert(sys.argv[1], sys.argv[2], workers=int(sys.argv[3]), part_size=3)
"""


def killed(folder, out, workers, after):
    """Start a conversion and kill it *after* so many seconds; say whether it was still running."""
    command = [sys.executable, "-c", CODE, folder, out, str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        process.stdout.read(2)
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
    return False


def kill_often(folder, root, workers, times, seed):
    whole, out = root / "whole", root / "out"
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", CODE, folder, whole, str(workers)], check=True, stdout=subprocess.PIPE)
    spent = time.monotonic() - start
    expected = content(whole)
    instants = random.Random(seed)
    running = 0
    for _ in range(times):
        running += killed(folder, out, workers, instants.uniform(0, spent))
        partial = content(out) if out.exists() else {}
        assert "manifest.json" not in partial or partial == expected
        if instants.random() < 0.2 or "manifest.json" in partial:
            convert(folder, out, workers=0, part_size=3)
            assert content(out) == expected
            shutil.rmtree(out)
    convert(folder, out, workers=0, part_size=3)
    assert content(out) == expected
    return running


def test_killed_at_ten_instants(many, tmp_path):
    for number in range(16, 40):
        (many / f"{number}.txt").unlink()
    assert kill_often(many, tmp_path, 0, 10, seed=1) >= 2


@pytest.mark.slow
def test_killed_at_twenty_instants_with_workers(many, tmp_path):
    assert kill_often(many, tmp_path, 2, 20, seed=2) >= 5
