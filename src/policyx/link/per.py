"""The period or base that a number repeats over (每年, 每名学生, 每生每年): the ``per`` of an indicator."""

from __future__ import annotations

import regex

from policyx.link import cues
from policyx.link.phrase import PER
from policyx.segment import words
from policyx.text import Span

_COUNTER_END = regex.compile(r"[名位个所家户间件只头条支辆台具座栋部站]$")


def per_of(lead: str) -> str:
    """Return the last ``每…`` word of *lead*, the text of the clause before the number, or ``""``.

    A base inside a name (``每十万人口本科生在校生数``) is no ``per``.

    Example:
        >>> per_of("使每名学生掌握"), per_of("保费由每生每年"), per_of("每十万人口在校生数达到")
        ('每名学生', '每生每年', '')
    """
    span = last_per(lead)
    return lead[span.start : span.end] if span else ""


def last_per(lead: str) -> Span | None:
    """Return the span of the last ``每…`` word of *lead* with the noun that its counter takes, or None.

    Example:
        >>> last_per("每个服务站配备")
        Span(start=0, end=5)
    """
    found = None
    for match in PER.finditer(lead):
        if not lead.startswith(("人口", "常住"), match.end()):
            end = match.end() + len(_noun_after(lead, match))
            joined = found is not None and found.end == match.start()
            found = Span(found.start if joined and found else match.start(), end)
    return found


def _noun_after(lead: str, match: regex.Match[str]) -> str:
    """Return the noun that a counter needs (每名|学生), or ``""``."""
    if not _COUNTER_END.search(match.group()):
        return ""
    rest = lead[match.end() : match.end() + 8]
    first = words(rest)[0] if rest else ""
    if len(first) < 2 or cues.roles().get(first) or not first.isalpha():
        return ""
    return first
