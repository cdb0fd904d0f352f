"""Program records: names, and one canonical key for all spellings of a program in a document."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from policyx import lazy
from policyx.document.model import Document
from policyx.grammar.program import ProgramMention, scan_programs
from policyx.grammar.program_edge import left_edge
from policyx.grammar.program_words import known_names, strong_cue
from policyx.records import Issue, Program
from policyx.text import Span, fold

# What stands around or inside an initiative's name and is no part of it: “护苗”行动
_MARKS = lazy.compile(r"[“”\"‘’「」\r\n]")
_SPACE = lazy.compile(r"\s+")
_HALF_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}

# 智慧农业·|, 设施建设和|: after these a shorter name is part of a longer one, not its other spelling
_JOINED = lazy.compile(r"[、·和与及,]")

# “双改”|改革, “双改”|政策, “双改”|工作: heads that spellings of one program change
_HEAD = lazy.compile(r"(?:行动计划|专项行动|改革|政策|工作|试点|项目|专项|建设|工程|行动|计划|活动)$")

# 《实施方案》, 《纲要》: a title so short that it stands for a longer one named before
_SHORT: Final = 6
# (试行), (2021-2025年), (草案) at the end of a title
_EDITION = lazy.compile(r"[(〔][^()〔〕]*[)〕]$")

#: A name without quotation marks that is longer than this has an uncertain left edge.
_LONG: Final = 26


def link_programs(document: Document) -> tuple[list[Program], list[Issue]]:
    """Return the program records of *document* in text order, and what is uncertain about them.

    The document's own title line yields no initiative; a 《》 title inside it is a document like any other.

    Args:
        document: The text with its layout; offsets of the records are into ``document.text``.

    Example:
        >>> document = Document("落实“双减”政策。巩固“双减”成果。", "落实“双减”政策。巩固“双减”成果。")
        >>> [(record.name, record.canonical) for record in link_programs(document)[0]]
        [('双减政策', '双减'), ('双减', '双减')]
    """
    title = _title_span(document)
    scanned = scan_programs(document.folded)
    mentions = [m for m in scanned if m.kind == "document" or not _touches(m, title)]
    mentions = sorted([*mentions, *_headings(document, scanned)], key=lambda mention: mention.start)
    names = [_name(document.text[m.start : m.end]) for m in mentions]
    keys = _keys(mentions, names)
    records = [_record(document, mention, name, key) for mention, name, key in zip(mentions, names, keys, strict=True)]
    return records, [_long_name(record) for record in records if _is_long(record)]


# 3.山海企业家培养项目 · 五、县医院新院建设项目(一期): a heading that is nothing but a name; group 1 what stands before its head
_NAME_HEADING: Final = lazy.compile(r"([^,。;:、?!\s]{5,30}?)项目(?=\s{0,2}(?:\([^()]{1,20}\))?\s*\Z)")
# 其他项目, 省级重点产业项目: what only sorts projects
_SORTS: Final = lazy.compile(
    r"(?:其他|其它|有关|相关|重点|重大|产业|招商|储备|前期|新建|续建|收尾|建成|投资|民生|收费|评分|考核|申报|奖励|支持|资助|补助|政策|扣分|加分|服务|检测|工作)$"
)


def _headings(document: Document, taken: list[ProgramMention]) -> list[ProgramMention]:
    """Return the initiatives that are the whole heading of an item and have no verb before them (培养项目)."""
    spans = sorted((mention.start, mention.end) for mention in taken)
    found = []
    for item in document.items:
        begin = item.end - len(item.heading)
        match = _NAME_HEADING.match(document.folded, begin, item.end)
        if match is None or _SORTS.search(match[1]) or strong_cue().match(match[1]):
            continue
        index = bisect_left(spans, (match.end(), 0))
        if index and spans[index - 1][1] > begin:
            continue
        if left_edge(document.folded, begin, match.end(1)).start == begin:
            found.append(ProgramMention(begin, match.end(), "initiative", "program.heading"))
    return found


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


def _is_long(record: Program) -> bool:
    return record.rule == "program.headed" and record.end - record.start > _LONG


def _long_name(record: Program) -> Issue:
    reason = f"the name is longer than {_LONG} characters and has no quotation marks: check where it starts"
    return Issue("program.left_edge", record.start, record.end, record.quote, reason)


def _title_span(document: Document) -> Span:
    title = fold(document.header.title)
    at = document.folded.find(title) if title else -1
    return Span(at, at + len(title)) if at >= 0 else Span(0, 0)


def _touches(mention: ProgramMention, span: Span) -> bool:
    return mention.start < span.end and span.start < mention.end


def _name(surface: str) -> str:
    # half width, without 《》 and the quotation marks of an initiative; dashes stay as written
    half = surface.translate(_HALF_WIDTH)
    return _SPACE.sub("", half[1:-1]) if half[0] == "《" else _MARKS.sub("", half)


def _keys(mentions: list[ProgramMention], names: list[str]) -> list[str]:
    """Return the canonical key of each mention: the first full spelling, or the known programme's name."""
    cores = [name if mention.kind == "document" else _core(name) for mention, name in zip(mentions, names, strict=True)]
    shortest = _shortest({core for core, m in zip(cores, mentions, strict=True) if m.kind == "initiative"})
    spelled: dict[str, str] = {}
    for core, name in zip(cores, names, strict=True):
        spelled.setdefault(core, name)
    keys, titles = [], list[str]()
    for mention, core in zip(mentions, cores, strict=True):
        if mention.kind == "document":
            keys.append(_full_title(core, titles))
            titles += [core] if len(core) > _SHORT else []
        else:
            core = shortest[core]
            keys.append(core if core in known_names() else spelled[core])
    return keys


def _core(name: str) -> str:
    bare = _HEAD.sub("", name)
    return bare if len(bare) > 1 else name


def _shortest(cores: set[str]) -> dict[str, str]:
    # 乡村安心餐 → 安心餐, where the document names both: what stands before is scope
    found: dict[str, str] = {}
    for core in sorted(cores, key=lambda core: (len(core), core)):
        tails = (core[at:] for at in range(1, len(core) - 2) if not _JOINED.search(core[:at]))
        found[core] = next((found[tail] for tail in tails if tail in found), core)
    return found


def _full_title(title: str, before: list[str]) -> str:
    if len(title) > _SHORT:
        return title
    return next((full for full in reversed(before[-20:]) if _EDITION.sub("", full).endswith(title)), title)
