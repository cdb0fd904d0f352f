"""Speed of extraction beside jieba's, on one text in one process, and the cost of `import policyx`.

python benchmarks/speed.py [FOLDER]     FOLDER of .txt files, corpus/ by default
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from policyx import extract, read

TARGET = 5_000_000
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "corpus"
    files = sorted(folder.rglob("*.txt"))
    texts = [read(path).text for path in files]
    size = sum(len(text.encode()) for text in texts)
    times = -(-TARGET // size)
    text = "\n".join("\n".join(texts) for _ in range(times))
    megabytes = len(text.encode()) / 1e6
    print(f"{len(texts)} documents of {folder}, {times} times: {megabytes:.2f} MB of UTF-8")

    print(f"import policyx           {import_seconds():7.3f} s beyond the interpreter's start")
    extract(texts[0])
    whole = seconds(lambda: extract(text))
    report("extract, one text", whole, megabytes)
    report("extract, by document", seconds(lambda: [extract(one) for one in texts * times]), megabytes)
    words = jieba_seconds(text)
    report("jieba.lcut, one text", words, megabytes)
    print(f"extract / jieba.lcut     {whole / words:7.2f}")


def report(name: str, spent: float, megabytes: float) -> None:
    print(f"{name:24} {spent:7.2f} s  {megabytes / spent:6.2f} MB/s", flush=True)


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def jieba_seconds(text: str) -> float:
    import warnings

    warnings.simplefilter("ignore")
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return seconds(lambda: jieba.lcut(text))


def import_seconds() -> float:
    """Return the median of several runs, less the interpreter's own start."""

    def run(code: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True))

    pairs = [(run("pass"), run("import policyx")) for _ in range(7)]
    return statistics.median(loaded for _, loaded in pairs) - statistics.median(bare for bare, _ in pairs)


if __name__ == "__main__":
    main()
