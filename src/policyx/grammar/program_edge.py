"""The left edge of a program name: where the words before it end and the name starts.

A name starts after the verb that governs it and keeps its modifiers: 实施|山区饮水安全巩固提升工程. What governs is looked up
in ``lexicons/program_cues.tsv``; word segmentation has no say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from policyx import lazy
from policyx.grammar.program_words import adverbs, governed_left, run_verbs, strong_cue, weak_cue

#: No name is longer than this many characters before its head.
REACH: Final = 44

# Read right to left: the stretch before a head that no stop cuts. A short bracket is part of a name: 村(组)长技能进阶计划
_STRETCH = lazy.compile(
    r"(?:[^,。;:!?…|/\s()\[\]〔〕【】{}“”\"‘’'《》〈〉「」]|\)(?![一二三四五六七八九十0-9]{1,3}\()[^()]{1,3}\()*"
)

# What follows the verb and is not yet the name: 实施|好 ·  启动|2024年 · 实施|100个 · 开展|全县
_DETERMINER = lazy.compile(
    r"(?:[好了着过]"
    r"|(?:[12][0-9]{3}(?:-[12][0-9]{3})?|当|今|本|明|去|上)年度?"
    r"|第?[0-9.]+万?[余多]?(?:个|项|所|处|条|座|批|件|家|大|轮|期|公里|万亩|亩|户|名)(?!月|省|中心|县|市|区)"
    r"|[两几数]?(?:一大批|一批|一系列|系列|多项|各类|各项|若干|一项|一个|部分)"
    r"|[全我本](?:[省市县区州旗国盟镇乡]|自治[区州县])(?!域|际|级)"
    r"|等|以上|其中|建设(?!用地))"
)

# 以|, 和|, 对|, 2.| at the very start of the stretch: the name stands after them
_CONNECTIVE = lazy.compile(
    r"(?:[0-9]{1,2}[.、](?![0-9])|[一二三四五六七八九十]{1,3}、|以及|及其|和|与|及|、|以|并|对|在|同|或|暨|分别为|是|为|由|从|就)+"
)

# 自备水井供水的|: the last 的 before the name, but not 目的, 标的
_OF = lazy.compile(r"(?<![目标])的(?!士)")

# 结对帮扶等|学前教育提升行动: the last 等 that closes a list, but not 高等教育, 平等
_AND_SO_ON = lazy.compile(r"(?<![平高优初中同均相对])等(?![级次额于候])")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a name starts (an offset into the folded text) and what stands before it.

    Attributes:
        start: Offset of the name's first character.
        cue: The governing word before it, or an empty string.
        run: Whether that word is a verb that runs a programme (实施, 开展).
    """

    start: int
    cue: str = ""
    run: bool = False


def left_edge(folded: str, low: int, head: int) -> Edge:
    """Return where the name whose head noun begins at *head* starts.

    Args:
        folded: Folded text.
        low: Offset before which the name cannot start, such as the end of the name before it.
        head: Offset of the head noun.

    Example:
        >>> text = "深入实施山区饮水安全巩固提升工程"
        >>> left_edge(text, 0, text.index("工程"))
        Edge(start=4, cue='实施', run=True)
    """
    window = folded[max(low, head - REACH) : head]
    stretch = _STRETCH.match(window[::-1])
    start = head - (stretch.end() if stretch else 0)
    return _inside(folded[start:head], start)


def _inside(stretch: str, offset: int) -> Edge:
    cue = _last_strong(stretch) or _last_weak(stretch)
    at = cue.end() if cue else 0
    run = cue is not None and cue[0] in run_verbs()
    if cue is None:
        at = _skip(_CONNECTIVE, stretch, at)
    at = _after_modifiers(stretch, _after_determiners(stretch, at, run), run)
    return Edge(offset + at, cue[0] if cue else "", run)


def _last_strong(stretch: str) -> re.Match[str] | None:
    found = [cue for cue in strong_cue().finditer(stretch) if len(stretch) - cue.end() > 1]
    if not found:
        return None
    last = found[-1]
    later = _last_weak(stretch[last.end() :], after_adverb=True)
    return weak_cue().match(stretch, last.end() + later.start()) if later else last


def _last_weak(stretch: str, after_adverb: bool = False) -> re.Match[str] | None:
    last = None
    for cue in weak_cue().finditer(stretch):
        before = stretch[: cue.start()]
        if after_adverb and not before:
            continue
        chained = last is not None and last.end() == cue.start() and not after_adverb
        if len(stretch) - cue.end() > 1 and (chained or _governs(before, after_adverb)):
            last = cue
    return last


def _governs(before: str, after_adverb: bool) -> bool:
    if after_adverb:
        return len(before) > 2 and adverbs().search(before[-4:]) is not None and before.endswith(_ADVERB_ENDS)
    return governed_left().search(before) is not None


_ADVERB_ENDS: Final = ("深入", "扎实", "大力", "稳步", "积极", "全力", "加力", "纵深", "有序", "继续", "着力")


def _after_determiners(stretch: str, at: int, run: bool) -> int:
    while True:
        new = _skip(_DETERMINER, stretch, at if run else _skip(adverbs(), stretch, at, keep=4))
        if new == at:
            return at
        at = new


def _after_modifiers(stretch: str, at: int, run: bool) -> int:
    ends = [mark.end() for mark in _AND_SO_ON.finditer(stretch, at) if mark.end() < len(stretch)]
    at = ends[-1] if ends else at
    at = max(at, stretch.rfind("或", at) + 1)
    for mark in _OF.finditer(stretch, at):
        if not run or mark.start() - at > 14 or any(character.isdigit() for character in stretch[at : mark.start()]):
            at = mark.end()
    return at


def _skip(pattern: re.Pattern[str], stretch: str, at: int, keep: int = 2) -> int:
    found = pattern.match(stretch, at)
    return found.end() if found and len(stretch) - found.end() >= keep else at
