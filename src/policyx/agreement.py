"""When a matched prediction is right, for each score of RECORDS.md ("How a prediction is scored")."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from policyx import lazy
from policyx.gold import Label
from policyx.matching import overlap


def is_right(score: str, label: Label, guess: Label) -> bool:
    """Say whether a matched prediction is right for one score, such as ``indicator.full``."""
    return _RIGHT[score](label, guess)


def _value(label: Label, guess: Label) -> bool:
    return _same_number(label.get("value"), guess.get("value")) and plain(label.get("unit")) == plain(guess.get("unit"))


def _quantity(label: Label, guess: Label) -> bool:
    ends = _same_number(label.get("value_max"), guess.get("value_max"))
    return _value(label, guess) and ends and label.get("comparator", "=") == (guess.get("comparator") or "=")


def _named(label: Label, guess: Label) -> bool:
    return _quantity(label, guess) and _has_name(label, guess)


def _full(label: Label, guess: Label) -> bool:
    fields = all((label.get(name) or "") == (guess.get(name) or "") for name in ("change", "status", "per"))
    times = [label.get("time") or "", *(label.get("times") or ())]
    return _named(label, guess) and fields and (guess.get("time") or "") in times


def _iso(label: Label, guess: Label) -> bool:
    return bool(label.get("iso") == guess.get("iso"))


def _has_name(label: Label, guess: Label) -> bool:
    return plain(guess.get("name")) in _names(label)


def _canonical(label: Label, guess: Label) -> bool:
    keys = [label.get("canonical") or label.get("name"), *(label.get("canonicals") or ())]
    return plain(guess.get("canonical") or guess.get("name")) in set(map(plain, keys))


def _agency(label: Label, guess: Label) -> bool:
    tasks = _task_number(label.get("task")) == _task_number(guess.get("task"))
    return _has_name(label, guess) and label.get("role") == guess.get("role") and tasks


def _program(label: Label, guess: Label) -> bool:
    return plain(guess.get("name") or guess.get("quote")) in _names(label) | {plain(label["quote"])}


def _program_span(label: Label, guess: Label) -> bool:
    longer = max(label["end"] - label["start"], guess["end"] - guess["start"])
    return _program(label, guess) or overlap(label, guess) >= 0.8 * longer


def _heading(label: Label, guess: Label) -> bool:
    one, other = (plain(task.get("heading")).rstrip("。;；") for task in (label, guess))
    return one == other


_RIGHT: Final[Mapping[str, Callable[[Label, Label], bool]]] = {
    "indicator.value": _value,
    "indicator.quantity": _quantity,
    "indicator.named": _named,
    "indicator.full": _full,
    "time.deadline": _iso,
    "time.all": _iso,
    "agency.name": _has_name,
    "agency.canonical": _canonical,
    "agency.full": _agency,
    "program.span": _program_span,
    "program.exact": _program,
    "task.heading": _heading,
}

# Marks and spaces that names are compared without
_ASIDE = lazy.compile(r"[\s“”\"'‘’《》「」、,，]")
# Brackets and stops around an item number: (一) · 1.
_NUMBER_MARKS = lazy.compile(r"[\s()（）.．、]")


@lru_cache(maxsize=65536)
def plain(name: str | None) -> str:
    """Return *name* as names are compared: compatibility forms folded, marks and spaces aside.

    Example:
        >>> plain("“双减”改革、试点（２）")
        '双减改革试点(2)'
    """
    return _ASIDE.sub("", unicodedata.normalize("NFKC", name or ""))


def _names(label: Label) -> set[str]:
    return {plain(name) for name in (label.get("name"), *(label.get("names") or ())) if name}


def _task_number(task: object) -> str:
    number = task.get("number") if isinstance(task, Mapping) else task
    return _NUMBER_MARKS.sub("", unicodedata.normalize("NFKC", str(number or "")))


def _same_number(one: float | str | None, other: float | str | None) -> bool:
    if one is None or other is None or one == "" or other == "":
        return one in (None, "") and other in (None, "")
    a, b = float(one), float(other)
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))
