"""The period or base that a number repeats over (每年, 每名学生, 每生每年): the ``per`` of an indicator."""

from __future__ import annotations

import regex

from policyx.link import cues
from policyx.link.phrase import PER
from policyx.segment import words
from policyx.text import Span

_COUNTER_END = regex.compile(r"(?:乡镇|学校|街道|社区|行政村|自然村|苏木)$|[名位个所家间件只头条支辆台具座栋部站]$")


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
    """Return the noun that a counter needs (每名|学生|掌握), or ``""`` when what follows is the thing measured."""
    if not _COUNTER_END.search(match.group()):
        return ""
    noun = ""
    for word in words(lead[match.end() : match.end() + 14]):
        if word in _NOT_IN_NOUN or len(noun) > 10:
            return ""
        if word.startswith("每") or cues.has(word, *_VERBS):
            return noun if len(noun) > 1 or noun in _PLACES else ""
        noun += word
    # Nothing follows: what is left is the thing measured (每家|贷款), unless 按 makes it the base (按每间客房).
    return noun if lead[: match.start()].endswith("按") else ""


_VERBS = ("lead", "weak", "reach", "up", "down", "give", "spend", "adverb", "modality")
_PLACES = frozenset("县市区旗州盟乡镇村")
_NOT_IN_NOUN = frozenset("、,。;:的")
