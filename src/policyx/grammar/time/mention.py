"""`TimeMention`: what the grammar found, before any context; `Anchor` and `Resolved`: the context and the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyx.grammar.time.calendar import Point

Kind = Literal["date", "span", "allowance", "offset", "recurrence"]


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: *count* units.

    The units are ``Y``, ``M``, ``W``, ``D``, ``BD`` (working days), ``H`` (hours), ``MIN`` (minutes) and ``S`` (seconds).
    """

    count: float
    unit: str

    def iso(self) -> str:
        """Return the ISO 8601 duration; ``BD`` for working days is an extension.

        Example:
            >>> Period(3, "Y").iso(), Period(24, "H").iso(), Period(0.5, "Y").iso(), Period(5, "BD").iso()
            ('P3Y', 'PT24H', 'P6M', 'P5BD')
            >>> Period(0.5, "H").iso(), Period(15, "MIN").iso()
            ('PT30M', 'PT15M')
        """
        count, unit = self.count, self.unit
        if unit == "H" and count < 1:
            count, unit = count * 60, "MIN"
        if unit == "Y" and count != int(count) and (count * 12) == int(count * 12) and count < 1:
            count, unit = count * 12, "M"
        return f"PT{count:g}{unit[0]}" if unit in ("H", "MIN", "S") else f"P{count:g}{unit}"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression with its bounding words; offsets are into the (folded) text.

    Attributes:
        start: Start offset, with the bounding word (到, 自, 截至).
        end: End offset, with the bounding word (前, 以来, 起).
        rule: Id of the rule, ``time.…``.
        kind: ``date``, ``span`` (近三年), ``allowance`` (30日内), ``offset`` (7天后) or ``recurrence`` (每年).
        first: The point, or the first of an interval.
        last: The last point of an interval.
        open: True for 以来: from ``first`` on.
        period: Length of a span, allowance or offset.
        direction: -1 back from the anchor, 1 forward.
        repeat: The value of a recurrence (``R/P1Y``).
        word: The relative word itself (去年, 全年, 当年), or empty.
        before: Bounding word before (到, 至, 截至, 自), or empty.
        after: Bounding word after (前, 起, 以来), or empty.
    """

    start: int
    end: int
    rule: str
    kind: Kind
    first: Point | None = None
    last: Point | None = None
    open: bool = False
    period: Period | None = None
    direction: int = 0
    repeat: str = ""
    word: str = ""
    before: str = ""
    after: str = ""

    @property
    def recurrence(self) -> bool:
        """Whether it repeats."""
        return self.kind == "recurrence"

    @property
    def relative(self) -> bool:
        """Whether its value depends on the passage or the document."""
        if self.kind == "date":
            return any(point is not None and point.relative for point in (self.first, self.last))
        return self.kind in ("span", "offset")

    def label(self) -> str:
        """Return the ISO value without any context, as the examples of rules write it."""
        from policyx.grammar.time.resolve import resolve

        return resolve(self, Anchor()).iso


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative time counts from, as ISO values of any precision; empty where unknown. Never today.

    Attributes:
        passage: The date that the passage speaks of (上年, 全年, 6月底前 count from it).
        document: The document's date (今年, 去年, 近三年 count from it).
    """

    passage: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The outcome: ``iso``, the last day allowed or covered, and why it is not resolved (empty when it is)."""

    iso: str
    end_date: str = ""
    unresolved: str = ""
