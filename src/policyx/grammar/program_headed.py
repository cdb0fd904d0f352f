"""Initiatives without quotation marks: 实施|山区饮水安全巩固提升工程, A行动、B行动和C计划, A、B等专项行动."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from typing import Final

from policyx import lazy
from policyx.grammar.program_edge import REACH, Edge, left_edge
from policyx.grammar.program_quoted import HEAD, HEAD_END, Name
from policyx.grammar.program_words import only_verbs, pushed, run_verbs, specific_length

_ANCHOR = lazy.compile(HEAD)
# So many heads in a row that end no name, within the reach of one (工程工程工程…): the next one ends none either.
_CROWD: Final = 7

# 人才培养|、 … 提升|、: a part of a list that is a name but for its head
_ACTION = (
    "建设|改造|提升|培育|培养|治理|整治|保护|修复|振兴|普及|改善|达标|创建|升级|转型|发展|提质|扩容|扩优|强基|保障|服务|支持|引进|培训|增收|防治|防控"
    "|推广|示范|促进|攻坚|倍增|攀升|优化|强化|完善|覆盖|监测|筛查|救助|关爱|帮扶|绿化|美化|净化|亮化|清洁|回收|利用|替代|更新|迁建|重建|扩建|孵化|引育|联动|扩能|增效|降本"
)
_ACTION_END = lazy.compile(rf"(?:{_ACTION})$")
_CONJUNCT = lazy.compile(r"[和与及]")

# 投资47亿元|, 不搞|: what no name holds
_NEVER = lazy.compile(
    r"[0-9](?:\.[0-9]+)?[万亿]?元|工作(?:情况|总结)|^不|^没|^无(?!障碍|废|人)|^未(?![来就稳]|成年)|或|(?:纳入|列入|入选|开展|启动|作为|成为)$"
)
NO_MARKS = dict.fromkeys(map(ord, '“”"‘’「」'))
_AMONG = lazy.compile(r"^(?:其中|以及|包括)")
_LIST_END = lazy.compile(r"等(?:重点|重大|系列|各类|专项)?$")

# 安全生产|月, 大学习大讨论…, 书香进|万家, 学雷锋: what makes the name of an activity a proper one
_PROPER_ACTIVITY = lazy.compile(
    r"[一-鿿]{2,}(?:宣传|服务|消费|促进)?[月周季年节]$|(?:健身|读书|宣传|纪念|助残|环境|志愿者|科普|开放)日$|大[一-鿿]{1,3}大[一-鿿]{1,3}|进(?:校园|社区|农村|企业|万家|家庭|机关|军营|景区|课堂|基层|乡村|网络)|下乡$|学雷锋|阳光体育|主题[一-鿿]*教育$"
)

# 宅基地制度|改革, 外贸综合|改革|整市: how the name of a reform ends; what stands before must say which
_REFORM = lazy.compile(r"(?:综合|配套|体制|机制|制度)*改革(?:整[省市县区])?$")

# 全国|乡村治理体系建设试点, 省级|…试点: whose trial it is
_LEVEL = lazy.compile(r"全国|全省|全区|全市|国家级?|省级|市级|自治区级?")
# 试点|取得成效, 试点|通过验收
_OUTCOME = lazy.compile(r"(?:取得|获|通过|入选|顺利|圆满|成效|有序|扎实|稳步|加快|任务)")

# After a name without a verb before it: what makes it a subject or a heading
_PREDICATE = lazy.compile(
    r"\s*$|\s*[\n,。;:、和与及(]|(?:深入|扎实|全面|持续|加快|顺利|圆满|有效|有序|稳步|纵深|取得|完成|启动|实施|推进|成效|任务|列为|纳入|获|发力|提前|成功|通过|为|是|实现|有力|正式|落地|建设|累计|覆盖|被|入选|惠及|带动|已|达|共|吸纳|资源|名单)"
)


def headed_names(folded: str, taken: list[tuple[int, int]]) -> Iterator[Name]:
    """Yield the initiatives named by a head noun outside the *taken* spans, in order, without overlap.

    Args:
        folded: Folded text.
        taken: Sorted spans of names that are found already; no name overlaps or crosses them.

    Example:
        >>> text = "实施乡村道路改造工程和村医培养计划，抓好重点工程。"
        >>> [text[name.start : name.end] for name in headed_names(text, [])]
        ['乡村道路改造工程', '村医培养计划']
    """
    known = {_content(folded[start:end]) for start, end in taken}
    low, index, last = 0, 0, -1
    vain: deque[int] = deque([-REACH] * _CROWD, maxlen=_CROWD)  # where the last heads stood that ended no name
    for head in _ANCHOR.finditer(folded):
        while index < len(taken) and taken[index][1] <= head.start():
            low = max(low, taken[index][1])
            index += 1
        if index < len(taken) and taken[index][0] < head.end():
            continue
        if vain[0] > head.start() - REACH:
            vain.append(head.start())
            continue
        names = _names(folded, low, head, follows=low == last) or _again(folded, low, head, known)
        last = head.end() if names else last
        if not names:
            vain.append(head.start())
        known.update(_content(folded[name.start : name.end]) for name in names)
        yield from names
        if names or folded[head.end() : head.end() + 1] in ("、", "和", "与", "及"):
            low = head.end()


def _again(folded: str, low: int, head: re.Match[str], known: set[str]) -> list[Name]:
    # a name that was found before, where nothing but the name tells: …的安心餐项目 after 实施安心餐工程
    for start in range(max(low, head.start() - 24), head.start() - 2):
        if folded[start : head.start()] in known:
            return [Name(start, head.end(), "program.again")]
    return []


def _content(name: str) -> str:
    return HEAD_END.sub("", name.translate(NO_MARKS))


def _names(folded: str, low: int, head: re.Match[str], *, follows: bool) -> list[Name]:
    edge = left_edge(folded, low, head.start())
    if follows and not edge.cue and edge.start == low + 1 and folded[low] in "、和与及":
        edge = Edge(edge.start, folded[low])  # A计划、|B行动: what governs the name before governs this one
    content = folded[edge.start : head.start()]
    if 0 < low == edge.start and not edge.cue:
        return []
    listed = _LIST_END.search(content)
    if listed:
        return _listed(edge, content[: listed.start()], head[0])
    return _merged(folded, edge, content, head) or _parts(folded, edge, content, head)


def counted_names(folded: str, taken: list[tuple[int, int]]) -> Iterator[Name]:
    """Yield the names in lists that a counted head closes: 实施铸魂工程和学位扩容|等“九大行动”.

    Args:
        folded: Folded text.
        taken: Sorted spans of names that are found already; no name overlaps them.

    Example:
        >>> text = "实施铸魂工程和乡村学位扩容等“九大行动”。"
        >>> [text[name.start : name.end] for name in counted_names(text, [(2, 6), (14, 20)])]
        ['乡村学位扩容']
    """
    for close in _COUNTED.finditer(folded):
        start = _counted_start(folded, close.start())
        if start < 0:
            continue
        parts = [
            part for part in _PART.finditer(folded, start, close.start()) if specific_length(part[0], close[1]) > 1
        ]
        alike = 2 * sum(_ACTION_END.search(part[0]) is not None for part in parts) >= len(parts) > 2
        for part in parts:
            index = bisect_left(taken, (part.end(),)) - 1
            free = index < 0 or taken[index][1] <= part.start()
            if free and (_ACTION_END.search(part[0]) or (alike and len(part[0]) > 3)):
                yield Name(part.start(), part.end(), "program.listed")


def _counted_start(folded: str, end: int) -> int:
    """Return where a list of names that ends at *end* begins, behind the verb that opens its clause, or -1."""
    low = max(folded.rfind(mark, max(0, end - _LONGEST_LIST), end) for mark in ",。;:\n") + 1
    for size in _RUN_SIZES if low or end <= _LONGEST_LIST else ():
        for at in range(low, min(low + 5, end)):  # 深入|实施|…
            if folded[at : at + size] in run_verbs():
                return at + size
    edge = left_edge(folded, 0, end)
    return edge.start if edge.run else -1


# 等“九大行动” · 等“十项工程”: group 1 the head
_COUNTED = lazy.compile(r"等[“\"](?:[0-9]{1,3}|[一二三四五六七八九十百]{1,3})[大项个]?(工程|行动|计划|专项行动)[”\"]")
_PART = lazy.compile(r"[^、和与及]+")
_LONGEST_LIST: Final = 160
_RUN_SIZES: Final = (4, 3, 2)  # characters of the verbs that run a programme


def _listed(edge: Edge, content: str, head: str) -> list[Name]:
    if head in ("项目", "活动", "试点", "专项") or (head in ("工程", "计划") and not edge.run):
        return []
    return [
        Name(edge.start + part.start(), edge.start + part.end(), "program.listed")
        for part in re.finditer(r"[^、和与及]+", content)
        if specific_length(part[0], head) > 1
    ]


def _parts(folded: str, edge: Edge, content: str, head: re.Match[str]) -> list[Name]:
    parts = content.split("、")
    if len(parts) > 1 and head[0] != "专项" and not _is_list(parts):
        if edge.run and min(map(len, parts)) > 1:
            parts = [content]
        else:
            parts = [_AMONG.sub("", parts[-1])]
            edge = Edge(head.start() - len(parts[0]), edge.cue, edge.run)
    if not _is_name(folded, edge, parts[-1], head):
        return []
    names, at = [], edge.start
    for part in parts[:-1]:
        if edge.run and specific_length(part, head[0]) > 1:
            names.append(Name(at, at + len(part), "program.listed"))
        at += len(part) + 1
    return [*names, Name(at, head.end(), "program.headed")]


# 畜产品供应工程|饲草供应|工程:… : two headings whose line break is lost; group 1 the first with its head
_MERGED = lazy.compile(r"(.{3,30}(?:工程|行动|计划))(?=[一-鿿]{4,20}$)")


def _merged(folded: str, edge: Edge, content: str, head: re.Match[str]) -> list[Name]:
    """The names of two headings that stand on one line without a break, the second closed by a colon."""
    found = _MERGED.match(content) if not edge.cue and folded.startswith(":", head.end()) else None
    if found is None or specific_length(content[found.end() :], head[0]) < 2:
        return []
    first = Name(edge.start, edge.start + found.end(), "program.headed")
    return [first, Name(first.end, head.end(), "program.headed")]


def _is_list(parts: list[str]) -> bool:
    return len(parts[-1]) > 3 and all(len(part) > 4 and _ACTION_END.search(part) for part in parts[:-1])


def _is_name(folded: str, edge: Edge, content: str, head: re.Match[str]) -> bool:
    noun = head[0]
    last = _CONJUNCT.split(content)[-1]
    if min(specific_length(content, noun), len(content)) < 2 or _NEVER.search(content):
        return False
    if not last or (noun in ("工程", "项目", "计划") and specific_length(last, noun) < 2):
        return False
    if noun == "工程" and len(content) < 5 and folded[edge.start - 1 : edge.start] == "等":
        return False  # 中小水库等|水源工程: what the list consists of
    if only_verbs().fullmatch(content) or (not edge.cue and pushed().search(content)):
        return False
    after = folded[head.end() : head.end() + 12]
    if noun in ("行动", "专项行动", "行动计划", "工程"):
        return bool(edge.cue) or _PREDICATE.match(after) is not None
    if noun == "计划":
        return len(content) > 2 and (bool(edge.cue) or _ACTION_END.search(content) is not None)
    if noun == "试点":
        reform = _REFORM.search(content)
        if reform:
            return specific_length(content[: reform.start()], noun) > 3
        scoped = _LEVEL.match(content) is not None and _OUTCOME.match(after) is not None
        return (bool(edge.cue) or scoped) and len(content) > 3
    if noun == "专项":
        return len(content) < 9 and not after[:1].isdigit()  # 提前下达专项|2688万元: money
    if noun == "项目":
        return edge.run and len(content) > 5 and _ACTION_END.search(content) is not None
    return _PROPER_ACTIVITY.search(content) is not None
