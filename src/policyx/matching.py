"""Which prediction belongs to which label: pairing by span, and the shield of ``ignore`` spans.

A predicted and a labelled record of one kind are paired by intersection over union of their spans (tasks: when they start
together), best first, ties in text order, each record once. One sweep over the text finds the candidates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from policyx.gold import Label

#: Tasks match when they start together, give or take this many characters (a bracket or a space before the number).
TASK_START: Final = 2


def match(labels: Sequence[Label], guesses: Sequence[Label]) -> list[tuple[int, int]]:
    """Pair labels and predictions of one kind: best fit first, ties in text order, each once.

    Returns:
        Index pairs (label, prediction), in the order in which they are chosen.

    Example:
        >>> match([{"type": "time", "start": 0, "end": 4}], [{"type": "time", "start": 1, "end": 4}])
        [(0, 0)]
    """
    fits = sorted(
        (-fit, labels[i]["start"], guesses[j]["start"], i, j)
        for i, j in _near(labels, guesses)
        if (fit := _fit(labels[i], guesses[j]))
    )
    left, right = set[int](), set[int]()
    pairs = []
    for *_, i, j in fits:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _near(labels: Sequence[Label], guesses: Sequence[Label]) -> Iterator[tuple[int, int]]:
    """Yield the index pairs whose spans come within `TASK_START` of each other, by one sweep over the text."""
    order = sorted(range(len(guesses)), key=lambda j: int(guesses[j]["start"]))
    open_, at = list[int](), 0
    for i in sorted(range(len(labels)), key=lambda i: int(labels[i]["start"])):
        low, high = labels[i]["start"] - TASK_START, labels[i]["end"] + TASK_START
        while at < len(order) and guesses[order[at]]["start"] <= high:
            open_.append(order[at])
            at += 1
        open_ = [j for j in open_ if guesses[j]["end"] >= low]
        yield from ((i, j) for j in open_ if guesses[j]["start"] <= high)


def _fit(label: Label, guess: Label) -> float:
    if label["type"] == "task":
        return 1.0 if abs(label["start"] - guess["start"]) <= TASK_START else 0.0
    shared = overlap(label, guess)
    return float(shared / (max(label["end"], guess["end"]) - min(label["start"], guess["start"]))) if shared else 0.0


def overlap(one: Label, other: Label) -> int:
    """Return how many code points the spans of two records share."""
    return max(0, int(min(one["end"], other["end"]) - max(one["start"], other["start"])))


def shield(ignores: Iterable[Label], kind: str) -> list[tuple[int, int]]:
    """Return the stretches ignored for *kind* as sorted spans that do not overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span["start"], span["end"]) for span in ignores if span["of"] in (kind, "any")):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def touches(ignored: list[tuple[int, int]], guess: Label) -> bool:
    """Say whether a prediction overlaps one of the ignored stretches."""
    before = bisect_right(ignored, (guess["end"] - 1, float("inf"))) - 1
    return before >= 0 and guess["start"] < guess["end"] and ignored[before][1] > guess["start"]
