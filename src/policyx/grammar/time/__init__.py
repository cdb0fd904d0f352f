"""Times: when something is to be done, was done, or repeats.

`scan_times` finds mentions in folded text, `resolve` gives them ISO 8601 / EDTF values against an `Anchor`, and
`find_times` does both for people who have only a text. Context (role, which year a passage speaks of) is the business of
`policyx.link.time`. The rules with their examples are ``policyx.grammar.time.rules.RULES``.
"""

from __future__ import annotations

from policyx.grammar.time.find import FoundTime, find_times
from policyx.grammar.time.mention import Anchor, Resolved, TimeMention
from policyx.grammar.time.resolve import resolve
from policyx.grammar.time.scan import scan_times

__all__ = ["Anchor", "FoundTime", "Resolved", "TimeMention", "find_times", "resolve", "scan_times"]
