"""Programs (命名项目): policy documents in 《》 and named initiatives, found in folded text without looking at context.

The name's left edge is the hard part (`policyx.grammar.program_edge`); quotation marks, where there are any, settle it
(`policyx.grammar.program_quoted`); generic phrases fall away by their words (``lexicons/program_generic.tsv``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyx.grammar.program_headed import counted_names, headed_names
from policyx.grammar.program_quoted import Name, inside_quotation, quotations, quoted_names
from policyx.grammar.program_title import TITLE, is_document
from policyx.grammar.program_words import known_bare
from policyx.records import ProgramKind


@dataclass(frozen=True, slots=True)
class ProgramMention:
    """One mention of a program: the span of its whole name with its own marks and head noun.

    Attributes:
        start: Offset of the first code point in the folded text.
        end: Offset after the last one.
        kind: ``document`` or ``initiative``.
        rule: Id of the rule that found it.
    """

    start: int
    end: int
    kind: ProgramKind
    rule: str


def scan_programs(folded: str) -> list[ProgramMention]:
    """Return the programs named in *folded* text, in order, without overlap.

    Example:
        >>> text = "落实《青石县供水管理办法》，实施山区饮水安全巩固提升工程和“清泉”行动。"
        >>> [(text[m.start : m.end], m.kind) for m in scan_programs(text)]
        [('《青石县供水管理办法》', 'document'), ('山区饮水安全巩固提升工程', 'initiative'), ('“清泉”行动', 'initiative')]
    """
    titles = [(found.start(), found.end()) for found in TITLE.finditer(folded)]
    quoted = quotations(folded)
    marked = _outside(quoted_names(folded, quoted), titles)
    taken = sorted([*titles, *((name.start, name.end) for name in marked)])
    headed = list(headed_names(folded, taken))
    taken = sorted([*taken, *((name.start, name.end) for name in headed)])
    headed += counted_names(folded, taken)
    taken = sorted([*taken, *((name.start, name.end) for name in headed)])
    known = [Name(found.start(), found.end(), "program.known") for found in known_bare().finditer(folded)]
    known = [name for name in _outside(known, taken) if inside_quotation(quoted, name.start) is None]
    mentions = [ProgramMention(name.start, name.end, "initiative", name.rule) for name in (*marked, *headed, *known)]
    mentions += [ProgramMention(a, b, "document", "program.document") for a, b in titles if is_document(folded[a:b])]
    return sorted(mentions, key=lambda mention: mention.start)


def _outside(names: Iterable[Name], taken: list[tuple[int, int]]) -> list[Name]:
    free, index = [], 0
    for name in names:
        while index < len(taken) and taken[index][1] <= name.start:
            index += 1
        if index == len(taken) or taken[index][0] >= name.end:
            free.append(name)
    return free
