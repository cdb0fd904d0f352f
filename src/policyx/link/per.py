"""The period or base that a number repeats over (每年, 每名学生, 每生每年): the ``per`` of an indicator."""

from __future__ import annotations

import re

from policyx import lazy
from policyx.link import cues
from policyx.segment import words
from policyx.text import Span

# 每年 / 每人每月 / 每名学生: what a number repeats over stands in `per`, not in the name
PER = lazy.compile(
    r"(?:每(?!逢|[一二两三四五六七八九十百千万\d]*[千万亿](?:人|名|户|亩|元))[一二两三四五六七八九十\d]{0,4}个?"
    r"(?:平方公里|平方米|立方米|千瓦时|工作日|学年|学期|半年|季度|年度|小时|分钟|人次|亩次|公里|公顷|公斤|千克|行政村|自然村|乡镇|镇街|街道|社区|学校|苏木|"
    r"学科|年级|标段|床位|月|旬|年|周(?:[一二三四五六日])?|天|日|晚|夜|餐|次|人|户|家|亩|吨|斤|米|度|头|只|羽|尾|名|位|生|村|校|园|所|班|个|辆|艘|架|口|张|件|项|例|套|间|株|棵|台|处|"
    r"组|季|期|场|批|孩|床|岗|单|站|条|具|笔|款|元|升|盏|座|栋|幢|层|室|部|支|份|篇|队|岁|点|片|块|股|本)(?![率级]))+"
)
# 每个县|(市、区)
_PLACES_IN_BRACKETS = lazy.compile(r"[(（](?:[省市区县旗州盟镇乡村][、]?|街道[、]?|开发区[、]?)+[)）]")
# 每个展会|最多补助, 每户|至少
_AT_MOST = lazy.compile(r"最[高多低少长大]|至[少多]|不[超低少高多]|各")
_PAID = lazy.compile(r"(?:按照?|补贴|补助|津贴|奖励|租金|标准)(?:为|是)?$")
_COUNTER_END = lazy.compile(r"(?:乡镇|学校|街道|社区|行政村|自然村|苏木)$|[名位个所家间件只头条支辆台具座栋部站张]$")


def per_of(lead: str) -> str:
    """Return the last ``每…`` word of *lead*, the text of the clause before the number, or ``""``.

    A base inside a name (``每十万人口养老护理员数``) is no ``per``.

    Example:
        >>> per_of("使每名村医掌握"), per_of("水费由每户每年"), per_of("每十万人口在校生数达到")
        ('每名村医', '每户每年', '')
    """
    span = last_per(lead)
    return lead[span.start : span.end] if span else ""


def last_per(lead: str) -> Span | None:
    """Return the span of the last ``每…`` word of *lead* with the noun that its counter takes, or None.

    Example:
        >>> last_per("每个服务站配备")
        Span(start=0, end=5)
    """
    found = None
    if "每" not in lead:
        return None
    for match in PER.finditer(lead):
        if not lead.startswith(("人口", "常住"), match.end()):
            noun = _noun_after(lead, match)
            end = match.end() + (0 if _MEASURE_END.search(noun) else len(noun))
            places = _PLACES_IN_BRACKETS.match(lead, end)
            end = places.end() if places else end
            joined = found is not None and found.end == match.start()
            found = Span(found.start if joined and found else match.start(), end)
    return found


def _noun_after(lead: str, match: re.Match[str]) -> str:
    """Return the noun that a counter needs (每名|学生|掌握), or ``""`` when what follows is the thing measured."""
    if not _COUNTER_END.search(match.group()):
        return ""
    noun = ""
    ahead, *bound = _AT_MOST.split(lead[match.end() : match.end() + 14], maxsplit=1)
    for word in words(ahead):
        if word in _NOT_IN_NOUN or len(noun) > 10:
            return ""
        if not noun and cues.has(word, "noun", "weak") and len(word) == 2:
            noun = word  # 每个|改造片区
            continue
        if word.startswith("每") or cues.has(word, *_VERBS):
            return noun if (len(noun) > 1 and not cues.has(noun, *_VERBS)) or noun in _PLACES else ""
        noun += word
    # Nothing follows: what is left is the thing measured (每家|贷款), unless it is what is paid for (按每间客房, 补贴每张床位).
    return noun if bound or _PAID.search(lead, 0, match.start()) else ""


# 每栋|大棚纯收入: what is measured of it
_MEASURE_END = lazy.compile(r"(?:收入|产值|产量|利润|成本|面积|投资|支出|[额率量值])$")
_VERBS = ("lead", "weak", "reach", "up", "down", "give", "spend", "adverb", "modality")
_PLACES = frozenset("县市区旗州盟乡镇村")
_NOT_IN_NOUN = frozenset("、,。;:的")
