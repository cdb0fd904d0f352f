"""Dates, durations and recurrences for the conformance adapter: what `find_times` and `scan_durations` see."""

from __future__ import annotations

from policyx.grammar.time import Anchor, resolve, scan_times
from policyx.grammar.time.duration import scan_durations
from policyx.text import fold


def predict_times(text: str, reference_date: str | None) -> list[dict[str, object]]:
    """Give dicts with start, end, kind (date, duration, recurrence), iso, and duration where a date is a length."""
    folded = fold(text)
    day = (reference_date or "")[:10]
    predictions: list[dict[str, object]] = []
    taken: list[tuple[int, int]] = []
    for mention in scan_times(folded):
        value = resolve(mention, Anchor(day, day))
        kind = "recurrence" if mention.recurrence else "date"
        entry: dict[str, object] = {"start": mention.start, "end": mention.end, "kind": kind, "iso": value.iso}
        if mention.period is not None and not mention.recurrence:
            entry["duration"] = mention.period.iso()
        predictions.append(entry)
        taken.append((mention.start, mention.end))
    predictions.extend(
        {"start": length.start, "end": length.end, "kind": "duration", "iso": length.iso}
        for length in scan_durations(folded)
        if not any(length.start < end and start < length.end for start, end in taken)
    )
    return predictions
