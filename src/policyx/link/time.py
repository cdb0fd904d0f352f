"""Times in context: which mentions are records, what year they mean, and their role (RECORDS.md, time)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policyx import lazy
from policyx.document import Document
from policyx.grammar.time import TimeMention, resolve, scan_times
from policyx.link.time_anchor import Passages
from policyx.link.time_exclude import Excluded, relative_to_applicant, relative_to_repetition
from policyx.link.time_role import Roles, is_compared
from policyx.records import Issue, Time
from policyx.text import Span

_UNRESOLVED: Final = "time.unresolved"
# 5月底前 | 6月30日前: a month that stands without a year
_MONTH_ALONE: Final = lazy.compile(r"\d{1,2}月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬)?(?:之?前|以前)")
_SENTENCE_END: Final = lazy.compile(r"[。!?\n]|(?:19|20)\d\d年")


def link_times(document: Document, names: Sequence[Span]) -> tuple[list[Time], list[Issue]]:
    """Return the time records of *document* in text order, and what could not be resolved.

    Args:
        document: From `policyx.document.read_document`.
        names: Spans of programs, events and other names: times inside them are no records.

    Example:
        >>> from policyx.document import read_document
        >>> times, issues = link_times(read_document("力争到2027年，培训教师100名。"), [])
        >>> times[0].quote, times[0].iso, times[0].role
        ('到2027年', '2027', 'deadline')
    """
    folded = document.folded
    excluded = Excluded(document, names)
    mentions = scan_times(folded)
    inside = excluded.inside_names(mentions)
    kept = [mention for mention in mentions if mention.start not in inside and not excluded(mention)]
    baselines = frozenset(mention.start for mention in kept if is_compared(folded, mention.start, mention.end))
    passages = Passages(document, kept, baselines)
    roles = Roles(document, passages)
    times: list[Time] = []
    issues: list[Issue] = []
    for mention in kept:
        _link(document, mention, mention.start in baselines, passages, roles, times, issues)
    return times, issues


def _link(
    document: Document,
    mention: TimeMention,
    baseline: bool,
    passages: Passages,
    roles: Roles,
    times: list[Time],
    issues: list[Issue],
) -> None:
    said = passages.said_in_sentence(mention)
    if relative_to_applicant(mention, baseline, said):
        return
    if relative_to_repetition(mention, baseline, said, document.header.genre):
        return
    value = resolve(mention, passages.anchor(mention))
    if value.unresolved and mention.word in ("上年度", "上一年", "上一年度", "上月"):
        return
    quote = document.text[mention.start : mention.end]
    if _repeats(document, mention, times):
        value = replace(value, iso=times[-1].iso, end_date="", unresolved="")
    elif value.unresolved:
        issues.append(Issue(_UNRESOLVED, mention.start, mention.end, quote, value.unresolved))
    times.append(
        Time(
            id=f"t{mention.start}",
            task_id=document.task_id_at(mention.start),
            start=mention.start,
            end=mention.end,
            quote=quote,
            iso=value.iso,
            end_date=value.end_date,
            role="recurrence" if value.iso.startswith("R/") else roles.role(mention, value, baseline),
            rule=mention.rule,
        )
    )


def _repeats(document: Document, mention: TimeMention, times: Sequence[Time]) -> bool:
    """Whether a month without a year goes on with a yearly one in its sentence (每年2月底前申报,|5月底前|审核)."""
    last = times[-1] if times else None
    if last is None or last.iso != "R/P1Y" or "月" not in last.quote:
        return False
    between = document.folded[last.end : mention.start]
    return _MONTH_ALONE.match(document.folded, mention.start) is not None and not _SENTENCE_END.search(between)


def is_baseline(document: Document, time: Time) -> bool:
    """Say whether *time* is only what a change is measured against (较上年, 比2020年, 与去年同期相比).

    Such a time never governs an indicator; neither does one whose role is ``recurrence``.
    """
    return time.role != "recurrence" and is_compared(document.folded, time.start, time.end)


def baseline_value(document: Document, time: Time) -> str:
    """Return the ISO value of *time* as a baseline, or an empty string when it is none or is not resolved."""
    return time.iso if is_baseline(document, time) and "X" not in time.iso and not time.iso.startswith("P") else ""
