"""Five-year plan periods (“十四五”): which years they are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from policyx.grammar.time.calendar import Point
from policyx.lexicon import rows

# 初, 开局之年, 起步之年, 第一年: the first year of a plan
_FIRST: Final = ("初", "开局", "起步", "第一")


@cache
def plan_years() -> dict[str, tuple[int, int]]:
    """Return plan period → (first year, last year), from ``lexicons/plan_periods.tsv``."""
    return {row["plan"]: (int(row["first_year"]), int(row["last_year"])) for row in rows("plan_periods")}


def plan_point(name: str, part: str = "") -> Point | None:
    """Return the years of plan *name*, or of its first (初, 开局之年) or last year (末, 收官之年), or None for no plan's name.

    Example:
        >>> point = plan_point("十四五", "末")
        >>> point.year, point.last_year
        (2025, None)
    """
    years = plan_years().get(name)
    if years is None:
        return None
    point = Point(years[0], last_year=years[1])
    if any(word in part for word in ("末", "收官", "最后")):
        return Point(years[1])
    return replace(point, last_year=None) if any(word in part for word in _FIRST) else point
