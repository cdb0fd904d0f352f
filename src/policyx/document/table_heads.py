"""What a column's head says the column holds: its kind, looked up in ``lexicons/table_heads.tsv`` or read by rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from policyx import lazy
from policyx.lexicon import rows

AGENCY_KINDS: Final = frozenset(("lead", "responsible", "support", "supervise"))
"""Kinds of columns that name responsible organs."""

VALUE_KINDS: Final = frozenset(("year", "growth", "value"))
"""Kinds of columns that hold the numbers of an indicator table."""

NUMBER_KINDS: Final = VALUE_KINDS | {"measure"}
"""These and the columns of statistical tables whose heads name what is measured (耕地面积（亩）)."""

_LONGEST_HEAD: Final = 26
# 年均增长(%) | 总投资(万元) | 责任单位[牵头]: a remark or unit in brackets at the end; group 1 what is inside.
_BRACKET: Final = lazy.compile(r"[(\[〔【]([^()\[\]〔〕【】]{0,16})[)\]〕】]?$")
# 2025年 | 2025 | 2021-2025年 | “十四五”末 | 十五五: the time in a head.
_YEAR: Final = lazy.compile(
    r"(?:到|至)?(?:(?:19|20)\d\d年?(?:[-~至到](?:(?:19|20)?\d\d)?年?)?(?:底|末|度)?|[“\"]?十[一二三四五六]?五[”\"]?(?:时期|期间|期末|规划|末)?)"
)
# 2025年[目标值] | [规划]2030年 | 2020年[(基期)]: what may stand beside the year of a column of numbers.
_BESIDE_YEAR: Final = lazy.compile(
    r"(?:预期|预计|规划|计划|考核|年度|工作|发展|阶段|控制|上年|全年|年末|年底|末|底|度|的|值)*(?:目标|规划|计划|指标|任务)?(?:值|数)?"
    r"|(?:实际|完成|现状|基期|基准|基数|基础|预计|预期|现有|上年|初步|统计|快报|达到|实现|实绩|评估|水平|情况|年|数|值|底|末|及)*"
)
_GROWTH: Final = lazy.compile(r"年均|累计|增长|增速|增幅|同比|比上年|较上年|增减|±|\+-")
# 2023年比2022年±% | 2024年较2023年增长: growth between two years.
_BETWEEN: Final = lazy.compile(r"年(?:末|底)?[比较为是](?:(?:19|20)\d\d年|上年|去年|同期)")
# 其中:|2031年任务
_AMONG: Final = lazy.compile(r"^其中[:、]?(?=.)")
_UNIT_HEAD: Final = lazy.compile(r"[(\[〔]?单位[)\]〕]?")
# 县级|牵头单位 | 责任单位|及人员: what a longer head must end or begin with.
_MIN_SUFFIX: Final = 3
_MIN_PREFIX: Final = 4


def squeeze(text: str) -> str:
    """Return *text* without white space.

    Example:
        >>> squeeze("指 标 名 称")
        '指标名称'
    """
    return "".join(text.split())


@cache
def _heads() -> dict[str, str]:
    return {row["head"]: row["kind"] for row in rows("table_heads")}


@lru_cache(maxsize=4096)
def head_kind(cell: str) -> str:
    """Return the kind of column that a head names, or an empty string.

    Args:
        cell: The head cell, folded.

    Example:
        >>> head_kind("牵 头 单 位"), head_kind("2025年目标值"), head_kind("年均增长(%)"), head_kind("市级责任单位")
        ('lead', 'year', 'growth', 'responsible')
        >>> head_kind("新建幼儿园3所")
        ''
    """
    if len(cell) > 2 * _LONGEST_HEAD:
        return ""
    words = _AMONG.sub("", squeeze(cell))
    if not 1 <= len(words) <= _LONGEST_HEAD or "。" in words or "," in words:
        return ""
    return _listed(words) or _with_year(words) or _longer(words)


def is_listed(words: str) -> bool:
    """Say whether *words* are a head as the lexicon has it, or a year; a title (水利建设任务) is none.

    Example:
        >>> is_listed("工作任务"), is_listed("云溪县水利工作任务")
        (True, False)
    """
    return bool(_listed(words) or _with_year(words))


def is_named(words: str) -> bool:
    """Say whether *words* are a head as the lexicon has it; a year is none.

    Example:
        >>> is_named("责任单位"), is_named("2031年")
        (True, False)
    """
    return bool(_listed(words))


def _listed(words: str) -> str:
    heads = _heads()
    bare = _BRACKET.sub("", words)
    return heads.get(words) or heads.get(bare) or ("unit" if _UNIT_HEAD.fullmatch(words) else "")


def _with_year(words: str) -> str:
    year = _YEAR.search(words)
    if not year:
        return ""
    if _BETWEEN.search(words) and _GROWTH.search(words):
        return "growth"
    beside = words[: year.start()] + words[year.end() :]
    bare = _BRACKET.sub("", beside)
    if not bare or _BESIDE_YEAR.fullmatch(bare):
        return "growth" if _GROWTH.search(beside) else "year"
    if len(bare) <= 8 and _GROWTH.search(bare) and not re.search(r"\d", bare):
        return "growth"
    return _heads().get(bare, "") or ("year" if len(bare) <= 6 and bare.endswith(("目标", "目标值", "完成值")) else "")


def _longer(words: str) -> str:
    bare = _BRACKET.sub("", words)
    if len(bare) > 14 or re.search(r"[\d:;、]", bare):
        return ""
    heads = _heads()
    for size in range(len(bare) - 1, _MIN_SUFFIX - 1, -1):
        kind = heads.get(bare[-size:])
        if kind:
            return kind
    for size in range(len(bare) - 1, _MIN_PREFIX - 1, -1):
        kind = heads.get(bare[:size])
        if kind in AGENCY_KINDS or kind in ("deadline", "leader"):
            return kind
    return "growth" if len(bare) <= 8 and _GROWTH.match(bare) else ""


def head_year(words: str) -> re.Match[str] | None:
    """Return the match of the year or plan period in a head, or None.

    Example:
        >>> head_year("2025年目标")[0]
        '2025年'
    """
    return _YEAR.search(words)


def head_unit(words: str) -> str:
    """Return what stands in brackets at the end of a head (a unit or a remark), or an empty string.

    Example:
        >>> head_unit("年均增长(%)")
        '%'
    """
    found = _BRACKET.search(squeeze(words))
    return found[1] if found else ""
