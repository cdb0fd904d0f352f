"""From a mention and an anchor to an ISO 8601 / EDTF value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from policyx.grammar.time.calendar import (
    Point,
    add_months,
    add_period,
    bounds,
    first_date,
    last_date,
    parse_point,
    settle,
)
from policyx.grammar.time.mention import Anchor, Period, Resolved, TimeMention

_NO_YEAR = "neither the passage nor the document says which year is meant"
_NO_DATE = "the document's date is not known"


def resolve(mention: TimeMention, anchor: Anchor) -> Resolved:
    """Resolve *mention* against *anchor*.

    Args:
        mention: From `policyx.grammar.time.scan_times`.
        anchor: What the passage speaks of, and the document's date.

    Returns:
        The value. What the anchor cannot settle keeps its duration or an EDTF unspecified year (``XXXX-06``) and a
        reason in ``unresolved``.

    Example:
        >>> from policyx.grammar.time import scan_times
        >>> (mention,) = scan_times("6月底前完成")
        >>> resolve(mention, Anchor()).iso, resolve(mention, Anchor(document="2024-02-01")).iso
        ('XXXX-06', '2024-06')
    """
    try:
        return _RESOLVERS[mention.kind](mention, anchor)
    except (OverflowError, ValueError):
        return Resolved(mention.period.iso() if mention.period else "XXXX", unresolved="it lies outside the calendar")


def _repeat(mention: TimeMention, anchor: Anchor) -> Resolved:
    return Resolved(mention.repeat)


def _anchor_of(point: Point, anchor: Anchor) -> Point | None:
    order = (anchor.document, anchor.passage) if point.base == "document" else (anchor.passage, anchor.document)
    found = [parsed for iso in order if iso and (parsed := parse_point(iso.partition("/")[0]))]
    if (point.month_shift is not None or point.quarter_shift is not None) and found:
        return next((each for each in found if each.month), found[0])
    return found[0] if found else None


def _date(mention: TimeMention, anchor: Anchor) -> Resolved:
    assert mention.first is not None
    first = settle(mention.first, _anchor_of(mention.first, anchor))
    last = _last_of(mention, first, anchor)
    low, high = bounds(first)
    end = last_date(first)
    if last is not None:
        high, end = bounds(last)[1], last_date(last)
    if mention.open:
        return Resolved(f"{low}/..", unresolved="" if first.year is not None else _NO_YEAR)
    if mention.after == "起":
        end = None  # from then on: there is no last day
    known = (
        first.year is not None
        and (end is not None or mention.after == "起")
        and (first.month_shift is None or first.month is not None)
    )
    iso = low if low == high else f"{low}/{high}"
    return Resolved(iso, end.isoformat() if end else "", "" if known else _NO_YEAR)


def _last_of(mention: TimeMention, first: Point, anchor: Anchor) -> Point | None:
    """Return the end of an interval; what it leaves unsaid comes from its start (3月1日至15日, 10月至次年3月)."""
    last = mention.last
    if last is None or last.year is not None:
        return last
    if last.base == "document" and last.shift is not None:
        return settle(last, _anchor_of(last, anchor))
    if first.year is None:
        return last
    settled = settle(last, first)
    start, end = first_date(first), last_date(settled)
    # 11月至3月 runs into the next year.
    if last.shift is None and start and end and end < start and settled.year is not None:
        settled = replace(settled, year=settled.year + 1)
    return settled


def _span(mention: TimeMention, anchor: Anchor) -> Resolved:
    period = mention.period
    assert period is not None
    base = next(
        (point for iso in (anchor.document, anchor.passage) if (point := parse_point(iso.partition("/")[0]))), None
    )
    if base is None or base.year is None or period.count != int(period.count):
        return Resolved(period.iso(), unresolved=_NO_DATE)
    if period.unit == "Y":
        return _years(base.year, int(period.count), mention.direction)
    if period.unit == "M" and base.month:
        return _months(base, int(period.count), mention.direction)
    if base.day and period.unit in ("W", "D", "BD"):
        return _days(base, period, mention.direction)
    return Resolved(period.iso(), unresolved=_NO_DATE)


def _years(year: int, count: int, direction: int) -> Resolved:
    first, last = (year + 1, year + count) if direction > 0 else (year - count + 1, year)
    low, high = bounds(Point(first, last_year=last))
    return Resolved(low if low == high else f"{low}/{high}", date(last, 12, 31).isoformat())


def _months(base: Point, count: int, direction: int) -> Resolved:
    year, month = base.year or 1, base.month or 1
    first = add_months(year, month, 1 if direction > 0 else 1 - count)
    last = add_months(year, month, count if direction > 0 else 0)
    low, high = (bounds(Point(one, month=two))[0] for one, two in (first, last))
    end = last_date(Point(last[0], month=last[1]))
    return Resolved(low if low == high else f"{low}/{high}", end.isoformat() if end else "")


def _days(base: Point, period: Period, direction: int) -> Resolved:
    day = first_date(base)
    assert day is not None
    if direction > 0:
        first, last = day + timedelta(days=1), add_period(day, period.count, period.unit)
    else:
        days = period.count * (7 if period.unit == "W" else 1)
        first, last = day - timedelta(days=days - 1), day
    return Resolved(f"{first.isoformat()}/{last.isoformat()}", last.isoformat())


def _allowance(mention: TimeMention, anchor: Anchor) -> Resolved:
    """N days in which to do something: its value is the duration; its last day is known when its start is."""
    period = mention.period
    assert period is not None
    start = parse_point(anchor.document) if mention.word == "document" else None
    day = first_date(start) if start is not None and start.day else None
    if day is None or period.unit in ("H", "MIN", "S"):
        return Resolved(period.iso())
    return Resolved(period.iso(), add_period(day, period.count, period.unit).isoformat())


def _offset(mention: TimeMention, anchor: Anchor) -> Resolved:
    """N units before or after the anchor (7天后, 5天前)."""
    period = mention.period
    assert period is not None
    base = parse_point(anchor.document or anchor.passage)
    if base is None or base.year is None or period.unit not in ("Y", "M", "W", "D", "BD"):
        return Resolved(period.iso(), unresolved=_NO_DATE)
    if period.unit == "Y":
        year = base.year + round(mention.direction * period.count)
        return Resolved(f"{year:04d}", date(year, 12, 31).isoformat())
    if not base.day:
        return Resolved(period.iso(), unresolved=_NO_DATE)
    start = first_date(base)
    assert start is not None
    count = mention.direction * period.count
    unit = "D" if period.unit == "BD" and count < 0 else period.unit
    day = add_period(start, count, unit).isoformat()
    return Resolved(day, day)


_RESOLVERS = {"recurrence": _repeat, "date": _date, "span": _span, "allowance": _allowance, "offset": _offset}
