"""Initiatives whose name stands in quotation marks: “护苗”行动, “万名医师下乡计划”, “安居”“乐业”等行动."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from policyx import lazy
from policyx.grammar.program_edge import left_edge
from policyx.grammar.program_words import HEADS, known_programs, specific_length, strong_cue

# “…” · "…" · ‘…’ · 「…」: group 1 is what they hold
QUOTED = lazy.compile(r"“([^“”\n]{1,40})”|\"([^\"\n]{1,30})\"|‘([^‘’\n]{1,30})’|「([^「」\n]{1,30})」")

# Between a quotation and its head no stop, no quotation mark, no bracket: “追光”|主题教育|活动
_GAP = r"[^,。;:!?、/|\s“”\"‘’《》()\[\]【】的]"

# What may not follow a head: a document's name, an award, an organisation, a person
_NOT_AFTER = (
    r"(?!(?:实施|工作|总体|建设|推进|专项|三年)?(?:方案|规划|意见|办法|细则|纲要|导则)"
    r"|奖|办公室|领导小组|指挥部|专班|研究中心)"
)
# 工程师, 行动力, 活动室, 试点城市, 政策性, 工作室: the head is part of another word
_WORD_END: Final = {
    "工程": r"(?!师|三年行动|行动|计划|学(?!校)|机械|技术|车|款|量|造价|化|院|硕士|大学|研究|实验室|中心|类|专业|教育(?!部)|体系|措施|性)",
    "行动": r"(?!力|派|路线|自觉|不便|纲领|指南|者|上|起来|优势|队|同步|能力|支部|号召|方向|原则|一致|计划)",
    "计划": r"(?!生育|单列|书|外|内|表|经济|烧除|指标|招生|总?投资|用于)",
    "活动": r"(?!行动|计划|室|中心|场[所地]|量|区|家(?!家)|载体|基地|板房|断层|[月周](?!边)|开展|阵地|经费)",
    "项目": r"(?!行动|计划|工程|年行动|攻坚|大|库|部|办|法人|经理|单位|区|化|业主|负责人|资本金|秘书|审批|储备|管理|建设年)",
    "试点": r"(?!(?<!改革试点)地区|工程|项目|行动|城市|[省市县区镇乡村校园]|企业|单位|学校|示范[区县市村]|先行|班|范围|任务|经验|先试)",
    "专项": r"(?![一-鿿])",
}
HEAD: Final = "|".join(f"{head}{_WORD_END.get(head, '')}{_NOT_AFTER}" for head in HEADS)

# After the closing mark: 行动 · 三年行动计划 · 主题教育活动 · 改革 · 政策; group 1 is all of it
TAIL = lazy.compile(
    rf"((?:{_GAP}{{0,16}}?(?:{HEAD})"
    rf"|{_GAP}{{0,6}}?(?:改革(?!开放|创新|试验|发展)|政策(?!性|体系|举措))"
    rf"|工作(?!作风|室|站|法|者|机制|格局|体系|模式|制度|专班|路径|目标|理念|品牌|原则|思路|布局|要求|总基调|示范|部署|方案|规划)))"
)
# “安居”“乐业”|等系列行动: the head is parted from the names by 等
_LIST_TAIL = lazy.compile(
    rf"等{_GAP}{{0,12}}?(?:行动计划|专项行动|工程|行动|计划|(?:政策|改革)(?!模式|体系|经验)|(?<!违法)(?<!犯罪)(?<!违规)活动)(?:{_NOT_AFTER})"
)

# “百店进千村”|(2)活动: the mark of a note parts the head from the name
_NOTED_TAIL = lazy.compile(
    rf"(?:\[注?[0-9]{{1,2}}\]|\([0-9]{{1,2}}\)|[①-⑳])(?:行动计划|专项行动|工程|行动|计划|活动)(?:{_NOT_AFTER})"
)

# The name is inside with its head: 万名医师下乡|计划; group 1 content, 2 head
_INNER = lazy.compile(r"(.+?)(行动计划|专项行动|工程|行动|计划|专项|活动|项目|改革)\+?$")

HEAD_END = lazy.compile(r"(?:改革|政策|工作|行动计划|专项行动|工程|行动|计划|专项|试点|项目|活动)$")

# “专精特新”企业|项目: whose project it is
_OWNER = lazy.compile("企业|公司|学校|资金|单位|领域|管|支持|方式|模式")

# 十四五 · 2025 · 三农: quotations that only tell when or whom
_NO_NAME = lazy.compile(
    r"[一二三四五六七八九十]{1,2}五|[0-9]{2,4}年?|三农|两会|五位一体|四个全面|一把手|一站式|一条龙|一刀切|一件事|绿色通道|头号|一号|牛鼻子|三进|双师型"
)
# 十大 · 三项 · 四个 · 六大重点: a count alone identifies nothing
_COUNT = lazy.compile(r"[0-9一二三四五六七八九十百两数]+[大项个类]?(?:重点|专项|重大|民生|标志性|攻坚|提升|惠民)?")

_NO_SCOPE = rf"(?:等|[、和与及]|{'|'.join(HEADS)})$|工程|行动、"
_JOIN = lazy.compile(r"[、和与及]?")


# What a quotation is said to do, or what is joined to it: “机器管招标”|实现工程
_NO_GAP = lazy.compile(
    r"等|和(?![美谐平睦])|与|及|实现|上线|列入|转入|获|带动|覆盖|是|为|在|被|成为|助力|吸纳|引领|推动|支撑|有效"
)


class Quotation(NamedTuple):
    """A quotation in folded text: its span with the marks, and what it holds."""

    start: int
    end: int
    inner: str


class Name(NamedTuple):
    """A name found from a quotation: span and the id of its rule."""

    start: int
    end: int
    rule: str


def quotations(folded: str) -> list[Quotation]:
    """Return the quotations of the text in order.

    Example:
        >>> quotations("开展“护苗”行动")
        [Quotation(start=2, end=6, inner='护苗')]
    """
    return [Quotation(m.start(), m.end(), m[m.lastindex or 1]) for m in QUOTED.finditer(folded)]


def quoted_names(folded: str, found: list[Quotation]) -> Iterator[Name]:
    """Yield the initiatives among *found* quotations, in order, without overlap.

    Example:
        >>> text = "实施“清泉计划”，开展“护苗”专项行动，落实“两免”政策。"
        >>> [text[name.start : name.end] for name in quoted_names(text, quotations(text))]
        ['“清泉计划”', '“护苗”专项行动', '“两免”政策']
    """
    index = 0
    while index < len(found):
        stop = _run_end(folded, found, index)
        yield from _run_names(folded, found[index:stop])
        index = stop


def _run_end(folded: str, found: list[Quotation], index: int) -> int:
    stop = index + 1
    while stop < len(found):
        between = folded[found[stop - 1].end : found[stop].start]
        if len(between) > 1 or not _JOIN.fullmatch(between):
            break
        stop += 1
    return stop


def _run_names(folded: str, run: list[Quotation]) -> Iterator[Name]:
    last = run[-1]
    tail = _tail(folded, last)
    listed = _LIST_TAIL.match(folded, last.end) is not None or _NOTED_TAIL.match(folded, last.end) is not None
    shared = listed or (tail is not None and any(tail.endswith(head) for head in ("工程", "行动", "计划", "活动")))
    for quotation in run:
        name = _own_name(folded, quotation)
        if quotation is last and tail is not None and not listed:
            scoped = _needs_scope(folded, quotation)
            start = _with_scope(folded, quotation.start) if scoped else quotation.start
            name = Name(start, quotation.end + len(tail), "program.quoted_scope" if scoped else "program.quoted")
        elif name is None and shared and _is_name(quotation.inner):
            name = Name(quotation.start, quotation.end, "program.quoted_list")
        if name is not None:
            yield name


# 2111|工程, 绿色通道|政策: quoted words that name something only with their scope and the head right behind them
_SCOPED = lazy.compile(r"[0-9][0-9+×.-]{1,6}(?=工程|行动|计划|专项)|绿色通道(?=政策)")


# “518”|育苗工程: figures that only with the words behind them name something, but no year
_CODE = lazy.compile(r"(?!(?:19|20)[0-9]{2}$)[0-9][0-9+×.-]{1,6}")


def _needs_scope(folded: str, quotation: Quotation) -> bool:
    found = _SCOPED.match(quotation.inner + folded[quotation.end : quotation.end + 4])
    return found is not None and found.end() == len(quotation.inner)


def _tail(folded: str, quotation: Quotation) -> str | None:
    found = TAIL.match(folded, quotation.end)
    if found is None:
        return None
    tail = found[1]
    coded = _CODE.fullmatch(quotation.inner) and tail.endswith(("工程", "行动", "计划")) and len(tail) > 2
    if not (coded or _is_name(quotation.inner) or _needs_scope(folded, quotation)):
        return None
    gap = HEAD_END.sub("", tail)
    if strong_cue().search(gap) or _NO_GAP.match(gap):
        return None
    if quotation.inner == "两高":  # energy-hungry projects, not a programme
        return None
    if _INNER.fullmatch(quotation.inner) and gap and not tail.startswith(HEADS):
        return None
    if tail.endswith("项目") and (len(gap) > 6 or _OWNER.search(gap)):
        return None
    return tail


def _own_name(folded: str, quotation: Quotation) -> Name | None:
    inner = quotation.inner
    before = known_programs().get(inner)
    if before is not None and folded.endswith(before, 0, quotation.start):
        return Name(quotation.start - len(before), quotation.end, "program.known")
    found = _INNER.fullmatch(inner)
    if found is None or found[1].endswith("+") or not _followed_well(folded, quotation.end):
        return None
    if _COUNT.fullmatch(found[1]):
        return Name(_with_scope(folded, quotation.start), quotation.end, "program.quoted_count")
    if found[2] in ("工程", "项目", "计划") and not specific_length(found[1], found[2]) and len(found[1]) < 5:
        return None
    if found[2] in ("项目", "活动") and re.search("[、,]", found[1]):
        return None
    return Name(quotation.start, quotation.end, "program.quoted_name") if _is_name(found[1]) else None


def _with_scope(folded: str, start: int) -> int:
    edge = left_edge(folded, 0, start)
    scope = folded[edge.start : start]
    named = edge.cue and len(scope) > 2 and not re.search(_NO_SCOPE, scope)
    return edge.start if named else start


def _followed_well(folded: str, end: int) -> bool:
    return lazy.compile(_NOT_AFTER).match(folded, end) is not None


def _is_name(inner: str) -> bool:
    return _NO_NAME.fullmatch(inner) is None and len(inner) > 1


def inside_quotation(found: list[Quotation], offset: int) -> Quotation | None:
    """Return the quotation that holds *offset*, or None."""
    index = bisect_left(found, (offset + 1,)) - 1
    return found[index] if index >= 0 and offset < found[index].end else None
