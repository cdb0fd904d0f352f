"""`Mention`: one responsible organ before it has its level, whatever it was read from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from policyx.document.model import Item
from policyx.grammar.organ import Organ
from policyx.records import AgencyRole, AgencySource
from policyx.text import fold

ROLE_OF_VERB: Final[dict[str, AgencyRole]] = {
    "牵头": "lead", "牵头负责": "lead", "主办": "lead",
    "配合": "support", "支持": "support", "协助": "support", "参与": "support", "参加": "support", "协办": "support",
    "督办": "supervise", "督导": "supervise", "监督落实": "supervise",
}  # fmt: skip
"""The role that a verb at the end of a list gives (县财政局配合)."""


class Mention(NamedTuple):
    """One organ: where it stands, what was said of it, and the item that it answers for.

    Attributes:
        start: Offset of its own words.
        end: Offset after them.
        organ: The name, taken apart.
        role: Its role.
        source: What it was read from.
        item: The numbered item or table row that it answers for, None for a default.
        rule: Id of the rule that found it.
    """

    start: int
    end: int
    organ: Organ
    role: AgencyRole
    source: AgencySource
    item: Item | None
    rule: str


def as_given(organ: Organ, quote: str) -> Organ:
    """Return *organ* with the brackets of the text as given, where the *quote*'s own words are all that the name is.

    Example:
        >>> from policyx.grammar.organ import parse_organ
        >>> as_given(parse_organ("市教委(体育局)"), "市教委 （体育局）").written
        '市教委（体育局）'
    """
    squeezed = re.sub(r"\s+", "", quote)
    if squeezed == organ.written or fold(squeezed) != fold(organ.written):
        return organ
    return replace(organ, written=squeezed)
