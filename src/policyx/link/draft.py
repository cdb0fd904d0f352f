"""A number on its way to a record, with what later numbers may take over from it."""

from __future__ import annotations

from dataclasses import dataclass

from policyx import lazy
from policyx.grammar.measure import Quantity
from policyx.link.name import Named
from policyx.records import Change, Comparator, Time

_SENTENCE = lazy.compile(r"[。！？\n]")

# 每千人口|执业医师3.12人、注册护士3.86人: a base that all members of a list share
SHARED_BASE = lazy.compile(r"每[一二三四五六七八九十百千万]+(?:常住)?(?:人口?|名?[一-鿿]{2})(?:拥有)?")


@dataclass(slots=True)
class Draft:
    """A quantity on its way to a record, with what later numbers may inherit from it."""

    quantity: Quantity
    comparator: Comparator
    named: Named
    name: str
    change: Change
    per: str
    governing: Time | None
    action: str
    tight: bool
    subject: str = ""  # the name that later numbers take over, where it is not the name itself
    head: str = ""  # what the sums of a list are, where their own nouns are who gets them (高龄津贴标准)

    @property
    def heritable_name(self) -> str:
        """The name that a later number without one of its own takes over."""
        return self.subject or self.name


def in_one_sentence(folded: str, earlier: Draft, later: Draft) -> bool:
    """Say whether no sentence ends between two numbers of *folded*, so that the later may go on with what the earlier says."""
    return not _SENTENCE.search(folded, earlier.quantity.end, later.quantity.start)
