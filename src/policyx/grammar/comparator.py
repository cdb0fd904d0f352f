"""Comparator words that touch a number: 不低于 before it, 以上 after it (比较词).

The comparators are those of RECORDS.md. 以上, 以下 and 以内 include the number, 超过 and 不满 do not (Civil Code of the
People's Republic of China, article 1259).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policyx import lazy
from policyx.records import Comparator

# Words before the number, by the comparator that they make.
_BEFORE: Final[dict[Comparator, str]] = {
    ">=": "不低于 不得低于 不应低于 不能低于 不少于 不得少于 不应少于 不能少于 不小于 不得小于 不应小于 不短于 不得短于 不弱于 不亚于"
    " 至少 至少为 至少达 至少达到 至少有 至少是 最少 最少为 起码 最低 最低为 最小 大于等于 大于或等于 大于或者等于 多于或等于 高于或等于 ≥ ⩾ ≧ >= &ge; 满 年满 已满 届满"
    " 不下 不下于 上",
    ">": "超过 超过了 已超过 已超 超 超出 突破 已突破 高于 大于 多于 逾 已逾 过 > &gt; 优于 长于",
    "<=": "不超过 不得超过 不应超过 不能超过 不可超过 未超过 没有超过 不超 不高于 不得高于 不应高于 不能高于 不多于 不得多于 不大于 不得大于"
    " 不应大于 不长于 不突破 不得突破 最高 最高为 最高达 最高可达 最高按 最高至 最多 最多为 最多达 最多可达 最长 最长为 最长可达 最大 最大为"
    " 至多 至多为 封顶 小于等于 小于或等于 小于或者等于 少于或等于 少于等于 低于或等于 ≤ ⩽ ≦ <= &le; 不晚于",
    "<": "低于 不足 不到 不满 未满 未达到 未达 不达 小于 少于 < &lt; 短于",
    "~": "约 大约 约为 大约为 约占 约达 近 将近 接近 大概 大致 左右 估计 ≈",
}  # fmt: skip

# 最高[不超过]3000元 · 一般不超过: a first word that belongs to the quote only when it is itself a bound.
_STACKED: Final = ("最高", "最多", "最长", "最大", "至多", "最低", "最少", "至少", "年满")


def _by_last(words: dict[Comparator, str]) -> dict[str, tuple[tuple[str, Comparator], ...]]:
    table: dict[str, list[tuple[str, Comparator]]] = {}
    for comparator, text in words.items():
        for word in text.split():
            table.setdefault(word[-1], []).append((word, comparator))
    return {last: tuple(sorted(rows, key=lambda row: -len(row[0]))) for last, rows in table.items()}


_BEFORE_BY_LAST: Final = _by_last(_BEFORE)
LAST_CHARACTERS: Final = frozenset(_BEFORE_BY_LAST)
"""Characters that a comparator before a number can end with."""

# What must not stand before a one-character word, because the two make another word: 附近3个村, 经过3年, 加上5人.
_NOT_AFTER: Final = {
    "近": "附临就最邻靠贴远亲相新逼",
    "过": "经通超不越路渡度难透跳翻走",
    "上": "加网线以晚早地路身村街乡县市省之会础面本关马赶带用登评献交送考跟附算排升乘",
    "满": "圆美丰充不期饱爆未",
    "超": "赶反不赵高",
    "约": "节预制公合契条简签违集大",
    "逾": "",
    "<": "",
    ">": "",
}
# These need the numeral to be large or scaled to be bounds at all: 上百家, 过万人.
_SCALE_ONLY: Final = ("上", "过")

# 以上 · 及以上 · (含)以上 · 或者以上 · 以上(含) ; not 以上述, 以下简称
_BOUND = r"(?:\((?:含|不含)[^()\n]{0,10}\)|\((?:及|含)?)?(?:及|或者|或|和)?\)?"
# 50人以上[(含50人)]
_COUNTING = r"(?:\(不?含(?:本数|\d[^()\n]{0,6})?\))"
_AFTER = lazy.compile(
    rf"""
    [ ]?(?:
        (?P<ge>{_BOUND}(?:以上(?![述三四几各所就]|下)|之上){_COUNTING}?)
      | (?P<le>{_BOUND}(?:以下(?!简称|几|措施|方[面式]|内容|条件|情形|[各列]|统称)|之下){_COUNTING}?)
      | (?P<inside>{_BOUND}(?:以内|之内|内(?![资部外容在涵陆地蒙需销循置科设生控涝河江湖])))
      | (?P<cap>封顶|为限(?!制)|为上限)
      | (?P<about>左右(?!两)|上下(?![游级班联学])|前后)
      | (?P<above>余(?!额|下|热|杭|姚|干|庆|江|量|粮|地|缺|个|家|人|名))
      | (?P<over>多(?=[,。;、:)）\s的来月]|$))
      | (?P<start>起(?=[,。;、:)）\s]|$)|起步(?=[,。;、:)）\s]|$))
    )
    """,
    re.VERBOSE,
)
FIRST_CHARACTERS: Final = frozenset(" (及或和以之内封为左上前余多起")
"""Characters that a comparator after a unit can begin with."""
_AFTER_COMPARATOR: Final[dict[str, Comparator]] = {
    "ge": ">=", "le": "<=", "inside": "<=", "cap": "<=", "about": "~", "above": ">", "over": ">", "start": ">=",
}  # fmt: skip
_NEEDS_KIND: Final[dict[str, tuple[str, ...]]] = {
    "over": ("time", "money", "mass", "area", "length", "tenth", "multiple"),
    "above": ("time", "money", "mass", "area", "length", "count", "people", "volume", "energy", "tenth", "multiple"),
    "start": ("money",),
}


def before(folded: str, position: int, bare_scale: bool = False) -> tuple[int, Comparator] | None:
    """Return where the comparator words that end at *position* begin, and what they mean, or None.

    Args:
        folded: Folded text.
        position: Offset of the number.
        bare_scale: The number is a scale alone (百, 万), for which 上 and 过 are comparators too.

    Example:
        >>> before("每亩最高不超过260元", 7)
        (2, '<=')
    """
    index = position - 1
    if index >= 1 and folded[index] == " ":
        index -= 1
    elif index >= 5 and folded.startswith("&nbsp;", index - 5):
        index -= 6
    if index < 0:
        return None
    candidates = _BEFORE_BY_LAST.get(folded[index])
    if not candidates:
        return None
    for word, comparator in candidates:
        start = index + 1 - len(word)
        if start >= 0 and folded.startswith(word, start) and _stands(folded, start, word, bare_scale):
            return _stacked(folded, start), comparator
    return None


def _stands(folded: str, start: int, word: str, bare_scale: bool) -> bool:
    if word in _SCALE_ONLY and not bare_scale:
        return False
    if start == 0 or len(word) > 1:
        return True
    return folded[start - 1] not in _NOT_AFTER.get(word, "")


def _stacked(folded: str, start: int) -> int:
    """Include 最高 in 最高不超过, 年满 in 年满不低于."""
    for word in _STACKED:
        if folded.startswith(word, start - len(word)) and start >= len(word):
            return start - len(word)
    return start


def after(folded: str, position: int, kind: str) -> tuple[int, Comparator] | None:
    """Return where the comparator words that begin at *position* end, and what they mean, or None.

    Args:
        folded: Folded text.
        position: Offset after the unit.
        kind: The measure's kind (column ``kind`` of ``lexicons/measures.tsv``), on which 多, 余 and 起 depend.

    Example:
        >>> after("98.75%以上,", 6, "percent")
        (8, '>=')
    """
    if position >= len(folded) or folded[position] not in FIRST_CHARACTERS:
        return None
    match = _AFTER.match(folded, position)
    if match is None:
        return None
    group = match.lastgroup or ""
    kinds = _NEEDS_KIND.get(group)
    if kinds is not None and kind not in kinds:
        return None
    comparator = _AFTER_COMPARATOR[group]
    if "不含" in match[0]:
        comparator = _STRICT.get(comparator, comparator)
    return match.end(), comparator


# 超过20笔[(含)] · 高于60分[(不含)]
_INCLUSION = lazy.compile(r"[ ]?\((?P<no>不)?含(?:本数|本级)?\)")
_STRICT: Final[dict[Comparator, Comparator]] = {">=": ">", "<=": "<"}
_INCLUSIVE: Final[dict[Comparator, Comparator]] = {">": ">=", "<": "<="}


def inclusion(folded: str, position: int, first: Comparator) -> tuple[int, Comparator] | None:
    """Return where a remark (含) or (不含) behind the unit ends, and what it makes of the comparator before, or None.

    Example:
        >>> inclusion("超过20笔(含)", 5, ">")
        (8, '>=')
    """
    match = _INCLUSION.match(folded, position)
    if match is None:
        return None
    return match.end(), (_STRICT if match["no"] else _INCLUSIVE).get(first, first)


def combined(first: Comparator, last: Comparator, more: str) -> Comparator:
    """Return the one comparator of words before, words after, and 余 or 多 inside the number.

    A bound beats an estimate (``约20%以上`` is ``>=``), and what comes first beats what comes last.

    Example:
        >>> combined("=", "=", "余"), combined("~", ">=", "")
        ('>', '>=')
    """
    inner: Comparator = "~" if more == "来" else ">" if more else "="
    given: Sequence[Comparator] = (first, last, inner)
    for comparator in given:
        if comparator not in ("=", "~"):
            return comparator
    return "~" if "~" in given else "="
