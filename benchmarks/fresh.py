"""The first call in a fresh process: import, lexicons and patterns, and the first document."""

from __future__ import annotations

import json
import subprocess
import sys

_RUNS = 9
# Prints seconds: importing, loading the segmenter's dictionary, the first call.
_CODE = """
import json, sys, time
start = time.perf_counter()
import policyx
extract = policyx.extract
imported = time.perf_counter()
import rjieba
rjieba.cut("县人民政府")
loaded = time.perf_counter()
extract(sys.argv[1])
print(json.dumps([imported - start, loaded - imported, time.perf_counter() - loaded]))
"""
_TEXT = "澜川县2025年重点工作方案\n一、办好教育\n到2027年，新建幼儿园3所。（责任单位：县教育局）\n"


def first_call() -> tuple[float, float]:
    """Return seconds for import and first call, and those for the segmenter's dictionary; the least of several processes."""
    imported, loaded, called = zip(*(_once() for _ in range(_RUNS)), strict=True)
    return min(map(sum, zip(imported, called, strict=True))), min(loaded)


def _once() -> list[float]:
    done = subprocess.run([sys.executable, "-c", _CODE, _TEXT], check=True, stdout=subprocess.PIPE)
    found: list[float] = json.loads(done.stdout)
    return found
