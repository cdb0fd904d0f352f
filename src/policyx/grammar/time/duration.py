"""Bare durations: 两年, 三年半, 四年六个月, 3年以上7年以下, 100到200个小时, 5个工作日.

They are measures, not times (RECORDS.md, section 1), so `policyx.grammar.time.scan_times` leaves them alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from policyx import lazy
from policyx.grammar.time.mention import Period
from policyx.grammar.time.numeral import amount

_NUMBER: Final = r"(?:\d{1,6}(?:\.\d{1,3})?|[一二两三四五六七八九十百]{1,5}|半)"
_UNIT: Final = r"(?:周年|学年|年|个?季度|个月|个?周|个?星期|个?工作日|天|日|个?小时|分钟)"
_TO: Final = r"(?:-{1,3}|~|至|到)"

# 四年六个月, 三年半; groups: number and unit of the first part, 半, number and unit of the second
_LENGTH: Final = rf"(?P<count>{_NUMBER}) ?(?P<unit>{_UNIT})(?P<half>半)?(?:(?P<more>{_NUMBER}) ?(?P<more_unit>个月|天|日|个?小时|分钟))?"
# 3~6个月: the unit is said once; "low"
_LOW: Final = rf"(?P<low>{_NUMBER}){_TO}"
_FINDER: Final = lazy.compile(
    rf"(?<![\d.一二三四五六七八九十百第])(?:{_LOW}(?={_NUMBER} ?{_UNIT}))?{_LENGTH}(?![度级底末初份])"
)
# 3年以上7年以下, 13天-8周: what may stand between two lengths of a range
_BETWEEN: Final = lazy.compile(rf"(?:以上|{_TO})[,、]? ?")
_UPPER: Final = lazy.compile(r"(?:以下|以内)")

_UNITS: Final = {
    "周年": (1, "Y"), "学年": (1, "Y"), "年": (1, "Y"), "季度": (3, "M"), "月": (1, "M"), "周": (7, "D"), "星期": (7, "D"),
    "工作日": (1, "BD"), "天": (1, "D"), "日": (1, "D"), "小时": (1, "H"), "分钟": (1, "MIN"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration or a range of two (``P3Y/P7Y``); offsets into the folded text."""

    start: int
    end: int
    iso: str


def scan_durations(folded: str) -> list[Duration]:
    """Return the durations of *folded* in text order, not overlapping.

    Example:
        >>> [duration.iso for duration in scan_durations("三年半,四年六个月,3年以上7年以下,3~6个月")]
        ['P3.5Y', 'P4Y6M', 'P3Y/P7Y', 'P3M/P6M']
    """
    durations: list[Duration] = []
    end = 0
    for found in _FINDER.finditer(folded):
        if found.start() < end:
            continue
        duration = _duration(folded, found)
        durations.append(duration)
        end = duration.end
    return durations


def _duration(folded: str, found: re.Match[str]) -> Duration:
    iso = _iso(found)
    if found["low"]:
        return Duration(found.start(), found.end(), f"{_part(found['low'], found['unit'])}/{iso}")
    joint = _BETWEEN.match(folded, found.end())
    if joint is not None and (upper := _FINDER.match(folded, joint.end())) and not upper["low"]:
        tail = _UPPER.match(folded, upper.end())
        if tail is not None or "以上" not in joint[0]:
            return Duration(found.start(), tail.end() if tail else upper.end(), f"{iso}/{_iso(upper)}")
    return Duration(found.start(), found.end(), iso)


def _part(count: str, unit: str, half: bool = False) -> str:
    times, letter = _UNITS[unit.removeprefix("个")]
    number = (amount(count) + (0.5 if half else 0)) * times
    return f"PT{number:g}M" if letter == "MIN" else Period(number, letter).iso()


def _iso(found: re.Match[str]) -> str:
    first = _part(found["count"], found["unit"], bool(found["half"]))
    if not found["more"]:
        return first
    second = _part(found["more"], found["more_unit"]).removeprefix("P")
    return first + second if "T" not in first else first + second.removeprefix("T")
