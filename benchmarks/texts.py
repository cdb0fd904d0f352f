"""The texts that benchmarks run on: documents of a folder, repeated, joined, cut; and composed tables."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from policyx import read

ROOT = Path(__file__).resolve().parent.parent


def load(folder: Path) -> list[str]:
    """Return the texts of the ``.txt`` files below *folder*, in the order of their paths."""
    texts = [read(path).text for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        raise SystemExit(f"{folder}: no .txt file in it: give a folder of documents")
    return texts


def megabytes(texts: Iterable[str]) -> float:
    """Return how many million bytes of UTF-8 *texts* are."""
    return sum(len(text.encode()) for text in texts) / 1e6


def repeat(texts: Sequence[str], size: float) -> list[str]:
    """Return the documents one after another, and from the first again, until they are *size* MB."""
    taken = list[str]()
    for text in itertools.cycle(texts):
        if size <= 0:
            return taken
        taken.append(text)
        size -= len(text.encode()) / 1e6
    return taken


def pieces(texts: Iterable[str], length: int) -> list[str]:
    """Return the texts cut into pieces of *length* characters."""
    text = "".join(texts)
    return [text[start : start + length] for start in range(0, len(text) - length + 1, length)]


def cut(text: str, number: int) -> list[str]:
    """Return *text* cut at line ends into *number* documents of about the same length."""
    documents, start = list[str](), 0
    for count in range(number, 0, -1):
        end = text.find("\n", start + (len(text) - start) // count) + 1
        documents.append(text[start : end or len(text)])
        start = end or len(text)
    return [document for document in documents if document]


_SUBJECTS = ("粮食", "蔬菜", "茶叶", "水果", "肉类", "水产品", "木材", "中药材", "食用菌", "棉花")
_MEASURES = (("产量", "吨"), ("产值", "万元"), ("种植面积", "亩"), ("出口额", "万美元"), ("加工企业", "家"))


def dense_tables(size: float) -> list[str]:
    """Return *size* MB of documents that are tables of numbers alone: an indicator a row, a year a column."""
    random_numbers = random.Random(4)
    documents = list[str]()
    while size > 0:
        documents.append("\n".join(_table_lines(random_numbers)) + "\n")
        size -= len(documents[-1].encode()) / 1e6
    return documents


def _table_lines(numbers: random.Random) -> Iterator[str]:
    first = numbers.randrange(2015, 2022)
    years = range(first, first + 5)
    yield f"青岚县{first + 5}年农业统计表"
    yield "\t".join(("序号", "指标", "单位", *(f"{year}年" for year in years), "增长（%）"))
    rows = list(itertools.product(_SUBJECTS, _MEASURES))
    for at, (subject, (measure, unit)) in enumerate(rows, 1):
        cells = (f"{numbers.randrange(100, 99999)}.{numbers.randrange(10)}" for _ in years)
        yield "\t".join((str(at), subject + measure, unit, *cells, f"{numbers.randrange(1, 200) / 10}"))
