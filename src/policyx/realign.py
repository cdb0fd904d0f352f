"""Labels after a reader has changed: each is found again by its quote in the new text, or named as lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyx.errors import GoldError
from policyx.gold import document_text, text_hash


@dataclass(frozen=True, slots=True)
class Realigned:
    """What became of one gold file.

    Attributes:
        lines: Its lines with offsets in the new text, header first; a lost label keeps its old offsets.
        moved: How many labels stand at another place than before.
        lost: Quotes that the new text does not have near the place where they were expected.
    """

    lines: tuple[str, ...]
    moved: int
    lost: tuple[str, ...]


def realign(path: str | Path, documents: str | Path, *, write: bool = False) -> Realigned:
    """Find the labels of a gold file again in the text that its document has now.

    Each label is looked for by its quote, nearest to where the labels before it say that it should stand.

    Args:
        path: The gold file ``NAME.jsonl``.
        documents: The folder of the documents (`policyx.gold.document_text`).
        write: Replace the file, if no label is lost.

    Raises:
        GoldError: The file or its document is missing, a line is no JSON object, or *write* is asked for while
            labels are lost; nothing is written then.
        ReadError: The document cannot be read.
    """
    path = Path(path)
    text = document_text(path, documents)
    labels = _labels(path)
    moved, lost, drift = 0, [], 0
    for label in sorted(labels[1:], key=lambda one: (one["start"], one["end"])):
        start = _nearest(text, label["quote"], label["start"] + drift)
        if start is None:
            lost.append(label["quote"])
            continue
        moved += start != label["start"]
        drift = start - label["start"]
        label["start"], label["end"] = start, start + len(label["quote"])
    labels[0]["sha256"] = text_hash(text)
    result = Realigned(tuple(json.dumps(label, ensure_ascii=False) for label in labels), moved, tuple(lost))
    if write and lost:
        raise GoldError(f"{path}: {len(lost)} labels are not in the new text, first {lost[0]!r}; correct these by hand")
    if write:
        write_lines(path, result)
    return result


def write_lines(path: str | Path, result: Realigned) -> None:
    """Replace the gold file by the lines of what `realign` made of it."""
    Path(path).write_bytes("".join(line + "\n" for line in result.lines).encode("utf-8"))


def _labels(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise GoldError(f"{path}: there is no such file; give the path of a gold file (.jsonl)") from None
    labels: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        try:
            label = json.loads(line)
            known = label["type"] == "document" or (isinstance(label["quote"], str) and label["start"] + label["end"])
        except (ValueError, TypeError, KeyError):
            known = False
        if not known:
            raise GoldError(f"{path} line {number}: no label; `policyx score` says what a label needs")
        labels.append(label)
    return labels


def _nearest(text: str, quote: str, expected: int) -> int | None:
    """Return where *quote* stands nearest to *expected*, or None."""
    after = text.find(quote, max(0, expected))
    before = text.rfind(quote, 0, max(0, expected) + len(quote))
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - expected)) if found else None
