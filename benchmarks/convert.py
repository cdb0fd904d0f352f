"""Conversion of a folder: two workers beside one, memory for ten times the files, Spark beside the local workers.

python benchmarks/convert.py [FOLDER]     makes files from the .txt files of FOLDER, corpus/ by default; see benchmarks/README.md
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from folders import make
from report import Report, title
from texts import ROOT, load, megabytes

_SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """What a conversion took: seconds by its own clock, the most memory of all its processes in MB, cores others used."""

    seconds: float
    memory: float
    others: float


def main() -> None:
    options = _options()
    texts = load(options.folder)
    report = Report()
    print(f"{title()}, {os.cpu_count()} cores; seconds by the clock")
    if not importlib.util.find_spec("psutil"):
        raise SystemExit("this benchmark needs psutil: pip install psutil")
    parts: dict[str, Callable[[Path], None]] = {
        "workers": lambda root: workers(root, texts, options.files, report),
        "memory": lambda root: memory(root, texts, options.files, report),
        "spark": lambda root: spark(root, texts, options.megabytes, report),
    }
    for name in options.only or parts:
        with tempfile.TemporaryDirectory(dir=options.scratch) as root:
            parts[name](Path(root))
    report.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Print what the conversion of folders takes.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus", help="folder of .txt files [corpus]")
    parser.add_argument(
        "--files", type=int, default=10_000, metavar="N", help="files to make; 2 N and N / 5 for memory"
    )
    parser.add_argument("--megabytes", type=float, default=50, metavar="N", help="text for Spark")
    parser.add_argument("--scratch", metavar="DIR", help="where files are made, for a while [the system's place]")
    parser.add_argument("--only", action="append", choices=("workers", "memory", "spark"), help="repeatable")
    return parser.parse_args()


def workers(root: Path, texts: Sequence[str], files: int, report: Report) -> None:
    """The same folder with one worker and with two."""
    size = make(root / "documents", texts, files)
    report.head(f"{files:,} files, {size:.1f} MB")
    spent = [_measure("local", root, number, report, size) for number in (1, 2)]
    report.least("two workers / one", spent[0].seconds / spent[1].seconds, 1.7)


def memory(root: Path, texts: Sequence[str], files: int, report: Report) -> None:
    """The most memory for few files and for ten times as many."""
    report.head("Memory with two workers")
    peaks = list[float]()
    for number in (files // 5, files * 2):
        folder = root / str(number)
        size = make(folder / "documents", texts, number)
        done = _measure("local", folder, 2, report, size)
        report.figure(f"{number:,} files, all processes", done.memory, "MB at most")
        peaks.append(done.memory)
    report.most("ten times the files: memory", peaks[1] / peaks[0], 1.1)


def spark(root: Path, texts: Sequence[str], wanted: float, report: Report) -> None:
    """The same folder by the local workers and by Spark on as many cores."""
    missing = [] if importlib.util.find_spec("pyspark") else ["pyspark"]
    missing += [] if shutil.which("java") or os.environ.get("JAVA_HOME") else ["Java"]
    if missing:
        report.note(f"Spark: not measured: {' and '.join(missing)} not installed (pip install policyx[spark])")
        return
    size = make(root / "documents", texts, round(wanted / megabytes(texts) * len(texts)))
    report.head(f"Spark local[2] beside two workers, {size:.1f} MB, start of the session aside")
    spent = [_measure(engine, root, 2, report, size) for engine in ("local", "spark")]
    report.least("Spark / two workers of policyx", spent[0].seconds / spent[1].seconds, 0.6)


def _measure(engine: str, root: Path, number: int, report: Report, size: float) -> Measured:
    """Convert ``root/documents``, print the rate, and remove what was made."""
    out = root / f"{engine}-{number}"
    done = _run(
        [str(Path(__file__).with_name("conversion_run.py")), engine, str(root / "documents"), str(out), str(number)]
    )
    shutil.rmtree(out)
    report.rate(f"{engine}, {number} worker{'s' * (number > 1)}", done.seconds, size)
    if done.others > 0.1:
        report.note(f"other programs used {done.others:.1f} cores meanwhile: the figure is too low")
    return done


def _run(arguments: Sequence[str]) -> Measured:
    """Run a Python program and watch it."""
    import psutil

    before, start, peak, own = _busy(), time.perf_counter(), 0, 0.0
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=errors) as process:
            root = psutil.Process(process.pid)
            while process.poll() is None:
                used, spent = _tree(root)
                peak, own = max(peak, used), max(own, spent)
                time.sleep(_SAMPLE_SECONDS)
            assert process.stdout
            printed = process.stdout.read()
        if process.returncode:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip().splitlines()
            raise SystemExit("\n".join(["the conversion failed:", *said[-5:]]))
    others = (_busy() - before - own) / (time.perf_counter() - start)
    return Measured(json.loads(printed.splitlines()[-1])["seconds"], peak / 1e6, others)


def _tree(root) -> tuple[int, float]:
    """Return bytes in memory and CPU seconds of a process and those that it started."""
    import psutil

    used, spent = 0, 0.0
    try:
        for process in (root, *root.children(recursive=True)):
            used += process.memory_info().rss
            spent += sum(process.cpu_times()[:2])
    except psutil.Error:  # one has just ended
        return 0, 0.0
    return used, spent


def _busy() -> float:
    """Return the CPU seconds that the machine has worked since it started."""
    import psutil

    times = psutil.cpu_times()
    return sum(getattr(times, name, 0.0) for name in ("user", "system", "nice", "irq", "softirq", "steal"))


if __name__ == "__main__":
    main()
