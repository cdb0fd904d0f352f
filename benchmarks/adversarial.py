"""Texts that make careless rules slow: the time for twice the text must be about twice the time."""

from __future__ import annotations

from collections.abc import Callable

from policyx import extract
from report import cpu_seconds

#: Family → unit of text that is repeated, or a function from a length to the text.
FAMILIES: dict[str, str | Callable[[int], str]] = {
    "one long run of digits": "1234567890",
    "digits and commas": "1,",
    "、 without end": "、",
    "nested brackets": lambda length: "（" * (length // 2) + "）" * (length // 2),
    "万亿元 repeated": "万亿元",
    "numbers without a stop": "新建学校5所投入资金300万元",
    "a list without a stop": "学校5所、医院3家、",
    "opening quotes, never closed": "“",
    "quoted names, never closed": "建成“智慧学校5所",
    "titles, never closed": "《关于实施方案",
    "one line of 1 MB": "到2027年，毛入学率达到97%以上，新建学校5所。",
    "（一） repeated": "（一）",
    "numbers of items in items": "1.1.1.1.",
    "分别 without names": "分别增长5%、",
    "percentages": "5%",
    "years": "2025年",
    "responsibility clauses, never closed": "（责任单位：县教育局",
    "每 repeated": "每年每人",
    "rhythms, which govern no number": "每年5个",
    "times that reach no number": "在2025年。5个",
    "的 and numbers": "的5个",
    "rows of a table": "a\t1\tb\n",
    "rows with bars": "a | 1 | b\n",
    "heads of programs": "实施工程",
    "dashes and numbers": "5-",
    "colons and numbers": "1:2:",
    "line breaks": "\n",
    "organs in a row": "县教育局县财政局、",
}

_FIRST_LENGTH = 10_000
_FIRST_LENGTHS = {"one line of 1 MB": 340_000}
_LONGEST = 1_000_000
_LEAST_SECONDS = 0.25  # below, the clock's noise and what is done once a document hide the growth
_RUNS = 3  # the quickest counts


def text_of(family: str, length: int) -> str:
    """Return a text of a family with about *length* characters."""
    unit = FAMILIES[family]
    return unit * (length // len(unit)) if isinstance(unit, str) else unit(length)


def growth(family: str) -> tuple[int, float, float]:
    """Return a length, the seconds that a text of it takes, and time(2n)/time(n)."""
    length = _FIRST_LENGTHS.get(family, _FIRST_LENGTH)
    seconds = _seconds(family, length)
    while seconds < _LEAST_SECONDS and length < _LONGEST:
        length *= 2
        seconds = _seconds(family, length)
    once = min(seconds, *(_seconds(family, length) for _ in range(_RUNS - 1)))
    return length, once, min(_seconds(family, 2 * length) for _ in range(_RUNS)) / once


def _seconds(family: str, length: int) -> float:
    text = text_of(family, length)
    return cpu_seconds(lambda: extract(text))
