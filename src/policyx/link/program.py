"""Program records: names, and one canonical key for all spellings of a program in a document."""

from __future__ import annotations

import re
from collections import Counter

from policyx.document.model import Document
from policyx.grammar.program import ProgramMention, scan_programs
from policyx.grammar.program_words import HEADS, known_names
from policyx.records import Issue, Program

_MARKS = re.compile(r"[“”\"‘’「」\s]")

# 智慧农业·|, 设施建设和|: before these a shorter name is part of a longer one, not its other spelling
_JOINED = re.compile(r"[、·和与及,]")

# “双改”|改革, “双改”|政策, “双改”|工作: spellings of one program
_SOFT_HEAD = re.compile(r"(?:改革|政策|工作|试点|项目|专项|建设|工程|行动|计划|活动|行动计划|专项行动)$")


def link_programs(document: Document) -> tuple[list[Program], list[Issue]]:
    """Return the program records of *document* in text order, and what is uncertain about them.

    The document's own title line yields no initiative; a 《》 title inside it is a document like any other.

    Example:
        >>> document = Document("落实“双减”政策。巩固“双减”成果。", "落实“双减”政策。巩固“双减”成果。")
        >>> [(record.name, record.canonical) for record in link_programs(document)[0]]
        [('双减政策', '双减'), ('双减', '双减')]
    """
    title = _title_span(document)
    mentions = [m for m in scan_programs(document.folded) if m.kind == "document" or not _touches(m, title)]
    names = [_name(document.folded[m.start : m.end]) for m in mentions]
    keys = _canonical(document.folded, mentions, names)
    records = [_record(document, mention, name, key) for mention, name, key in zip(mentions, names, keys, strict=True)]
    return records, []


def _record(document: Document, mention: ProgramMention, name: str, key: str) -> Program:
    return Program(
        id=f"p{mention.start}",
        task_id=document.task_id_at(mention.start),
        start=mention.start,
        end=mention.end,
        quote=document.text[mention.start : mention.end],
        name=name,
        kind=mention.kind,
        canonical=key,
        rule=mention.rule,
    )


def _title_span(document: Document) -> tuple[int, int]:
    from policyx.text import fold

    title = fold(document.header.title)
    at = document.folded.find(title) if title else -1
    return (at, at + len(title)) if at >= 0 else (0, 0)


def _touches(mention: ProgramMention, span: tuple[int, int]) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def _name(surface: str) -> str:
    return (
        _MARKS.sub("", surface.strip().removeprefix("《").removesuffix("》"))
        if surface[0] != "《"
        else re.sub(r"\s", "", surface[1:-1])
    )


def _canonical(folded: str, mentions: list[ProgramMention], names: list[str]) -> list[str]:
    cores = [_core(mention, name) for mention, name in zip(mentions, names, strict=True)]
    shown = Counter(cores)
    best: dict[str, str] = {}
    for core in sorted(shown, key=len):
        best[core] = next(
            (best[core[i:]] for i in range(1, len(core) - 2) if core[i:] in best and not _JOINED.search(core[:i])), core
        )
    full: dict[str, str] = {}
    for core, name in zip(cores, names, strict=True):
        full.setdefault(best[core], name if best[core] == core else best[core])
    return [full[best[core]] if core not in known_names() else core for core in cores]


def _core(mention: ProgramMention, name: str) -> str:
    if mention.kind == "document":
        return name
    bare = _SOFT_HEAD.sub("", name)
    return bare if bare in known_names() or len(bare) > 1 else name


__all__ = ["HEADS", "link_programs"]
