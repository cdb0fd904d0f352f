"""Folders of many files for conversion: the documents of a folder, each time with other places, years and numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_PLACES = ("青岚县", "云汀县", "澜川县", "松溪市", "望川区", "石渚县", "临洮县", "白榆县")
# 1250, 36.5: numbers that are no year, month or day.
_NUMBER = re.compile(r"(?<![0-9.])[0-9]{2,}(?:\.[0-9]+)?(?![0-9.年月日号])")
_YEAR = re.compile(r"(?<![0-9])20[12][0-9](?=年)")


def make(folder: Path, texts: Sequence[str], number: int) -> float:
    """Write *number* files of varied documents, a hundred in a folder; return their size in MB."""
    size = 0
    for at, document in zip(range(number), varied(texts), strict=False):
        path = folder / f"{at // 100:04d}" / f"{at:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(document.encode())
    return size / 1e6


def varied(texts: Sequence[str]) -> Iterator[str]:
    """Yield the documents again and again, never the same text twice, and the same series each time."""
    chance = random.Random(7)
    while True:
        for text in texts:
            yield _other(text, chance)


def _other(text: str, chance: random.Random) -> str:
    years = chance.randrange(5)
    text = _YEAR.sub(lambda found: str(int(found[0]) - years), text)
    text = _NUMBER.sub(lambda found: f"{float(found[0]) * chance.uniform(0.5, 1.5):.{_places(found[0])}f}", text)
    return text.replace("青岚县", chance.choice(_PLACES)) + f"\n附：编号{chance.randrange(10**9)}\n"


def _places(number: str) -> int:
    return len(number.partition(".")[2])
