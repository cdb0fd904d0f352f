"""Points of the calendar, their ISO 8601 / EDTF values, and the arithmetic between them.

A `Point` may lack its year (6月底前) or count it from another one (去年: ``shift`` -1); `settle` gives it the year of
an anchor. Nothing here knows what day it is today.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

Base = Literal["passage", "document"]

# EDTF season codes (Extended Date/Time Format, ISO 8601-2:2019, 4.8): 21 spring, 22 summer, 23 autumn, 24 winter.
SEASONS: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}

# Last day of a season as schools count: the spring term ends in July, the autumn term in the January after.
_SEASON_ENDS: Final = {21: (0, 7), 22: (0, 8), 23: (1, 1), 24: (1, 2)}


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter, season, year or run of years; what is unsaid is None.

    Attributes:
        year: Absolute year.
        shift: Years from the anchor's year (去年 -1, 今年 0), when ``year`` is unsaid.
        base: Whose year ``shift`` counts from: the passage's (上年) or the document's (今年).
        month: First month; ``last_month`` ends a quarter or half.
        month_shift: Months from the anchor's month (上个月 -1).
        quarter_shift: Quarters from the anchor's quarter (上季度 -1).
        day: First day; ``last_day`` ends a third of a month (旬); 31 there means the month's last.
        season: EDTF season code.
        last_year: Ends a plan period, decade or school year.
    """

    year: int | None = None
    shift: int | None = None
    base: Base = "passage"
    month: int | None = None
    last_month: int | None = None
    month_shift: int | None = None
    quarter_shift: int | None = None
    day: int | None = None
    last_day: int | None = None
    season: int | None = None
    last_year: int | None = None

    @property
    def relative(self) -> bool:
        """Whether the year is unsaid."""
        return self.year is None

    def valid(self) -> bool:
        """Say whether such a point can exist (no 13月, no 31st of June)."""
        for month in (self.month, self.last_month):
            if month is not None and not 1 <= month <= 12:
                return False
        if self.day is None:
            return True
        return 1 <= self.day <= _days(self.year, self.month)


def _days(year: int | None, month: int | None) -> int:
    if month is None:
        return 31
    return monthrange(2024 if year is None else year, month)[1]


def _iso(year: int | None, month: int | None = None, day: int | None = None) -> str:
    parts = ["XXXX" if year is None else f"{year:04d}"]
    parts += [f"{part:02d}" for part in (month, day) if part is not None]
    return "-".join(parts)


def bounds(point: Point) -> tuple[str, str]:
    """Return the ISO values of the first and last unit that *point* covers; equal for a single unit.

    Example:
        >>> bounds(Point(2024, month=1, last_month=6)), bounds(Point(month=6)), bounds(Point(2022, season=23))
        (('2024-01', '2024-06'), ('XXXX-06', 'XXXX-06'), ('2022-23', '2022-23'))
    """
    if point.season is not None:
        value = f"{_iso(point.year)}-{point.season}"
        return value, value
    if point.month is None and point.month_shift is not None:
        return (f"{_iso(point.year)}-XX",) * 2 if point.day is None else (f"{_iso(point.year)}-XX-{point.day:02d}",) * 2
    last_day = point.day if point.last_day is None else min(point.last_day, _days(point.year, point.month))
    first = _iso(point.year, point.month, point.day)
    last_month = point.last_month or point.month
    return first, _iso(point.last_year or point.year, last_month, last_day)


def last_date(point: Point) -> date | None:
    """Return the last day that *point* covers, or None when its year is unsaid."""
    year = point.last_year or point.year
    if year is None or (point.month is None and point.month_shift is not None):
        return None
    if point.season is not None:
        later, month = _SEASON_ENDS[point.season]
        return _month_end(year + later, month)
    month = point.last_month or point.month or 12
    if point.day is None:
        return _month_end(year, month)
    return date(year, month, min(point.last_day or point.day, _days(year, month)))


def first_date(point: Point) -> date | None:
    """Return the first day that *point* covers, or None when its year is unsaid."""
    if point.year is None:
        return None
    if point.season is not None:
        return date(point.year, {21: 2, 22: 6, 23: 9, 24: 12}[point.season], 1)
    return date(point.year, point.month or 1, point.day or 1)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def parse_point(iso: str) -> Point | None:
    """Read ``2025``, ``2025-06``, ``2025-06-30`` or ``2022-23``; None for anything else.

    Example:
        >>> parse_point("2025-06")
        Point(year=2025, shift=None, base='passage', month=6, last_month=None, month_shift=None, quarter_shift=None, day=None, last_day=None, season=None, last_year=None)
        >>> parse_point("soon") is None
        True
    """
    parts = iso.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        return None
    numbers = [int(part) for part in parts]
    if not 1 <= numbers[0] <= 9000:
        return None
    if len(numbers) == 2 and numbers[1] in SEASONS.values():
        return Point(numbers[0], season=numbers[1])
    point = Point(
        numbers[0], month=numbers[1] if len(numbers) > 1 else None, day=numbers[2] if len(numbers) > 2 else None
    )
    return point if point.valid() else None


def settle(point: Point, anchor: Point | None) -> Point:
    """Give *point* the year (and month, where it counts from one) of *anchor*; unchanged when that is unknown."""
    if point.year is not None or anchor is None or anchor.year is None:
        return point
    if point.month_shift is not None:
        return _from_month(point, anchor, point.month_shift) if anchor.month else point
    if point.quarter_shift is not None:
        return _from_quarter(point, anchor) if anchor.month else point
    year = anchor.year + (point.shift or 0)
    last = None if point.last_year is None else year + point.last_year
    settled = replace(point, year=year, shift=None, last_year=last)
    # 29 February without a year is one of a leap year.
    if settled.month == 2 and settled.day == 29:
        while not isleap(year):
            year += 1
        settled = replace(settled, year=year)
    return settled


def _from_month(point: Point, anchor: Point, shift: int) -> Point:
    year, month = add_months(anchor.year or 1, anchor.month or 1, shift)
    return replace(point, year=year, month=month, month_shift=None)


def _from_quarter(point: Point, anchor: Point) -> Point:
    first = ((anchor.month or 1) - 1) // 3 * 3 + 1
    year, month = add_months(anchor.year or 1, first, 3 * (point.quarter_shift or 0))
    if point.last_month == -1:  # 上季度末: only its last month
        return replace(point, year=year, month=month + 2, last_month=None, quarter_shift=None)
    return replace(point, year=year, month=month, last_month=month + 2, quarter_shift=None)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the year and month *count* months after *month* of *year*.

    Example:
        >>> add_months(2024, 11, 3), add_months(2024, 1, -1)
        ((2025, 2), (2023, 12))
    """
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def add_period(start: date, count: float, unit: str) -> date:
    """Return the day *count* units after *start*: ``Y``, ``M``, ``W``, ``D`` or ``BD`` (Monday to Friday).

    Public holidays and the working weekends that make up for them are announced year by year and not known here.

    Example:
        >>> add_period(date(2025, 1, 31), 1, "M"), add_period(date(2025, 1, 3), 2, "BD")
        (datetime.date(2025, 2, 28), datetime.date(2025, 1, 7))
    """
    if unit in ("Y", "M"):
        year, month = add_months(start.year, start.month, round(count * (12 if unit == "Y" else 1)))
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    if unit != "BD":
        return start + timedelta(days=round(count * (7 if unit == "W" else 1)))
    weeks, rest = divmod(round(count), 5)
    day = start + timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < 5
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day
