"""Which quantities are indicators, and which only belong to a name, a slogan, a rank or an article (是否指标).

The rules are those of RECORDS.md section 1, under "Is", "Is not" and "ignore".
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from policyx import lazy
from policyx.grammar.measure import Quantity
from policyx.lexicon import rows
from policyx.link.countable_bare import bare_is_indicator
from policyx.link.countable_unit import unit_allows

_BEHIND: Final = 12
_AHEAD: Final = 12


def is_indicator(folded: str, quantity: Quantity) -> bool:
    """Say whether *quantity* is one to make an indicator of.

    Args:
        folded: The folded text that it comes from.
        quantity: A quantity found by `scan_quantities`.

    Example:
        >>> from policyx.grammar.measure import scan_quantities
        >>> text = "聚焦三个方面,新建三所学校,每学期开展一次演练,培育一批名师"
        >>> [text[q.start : q.end] for q in scan_quantities(text) if is_indicator(text, q)]
        ['三所', '一次']
    """
    if quantity.parts:
        return True
    before = folded[max(0, quantity.core_start - _BEHIND) : quantity.core_start]
    after = folded[quantity.end : quantity.end + _AHEAD]
    if not quantity.unit:
        return bare_is_indicator(folded, quantity)
    if quantity.value == 1 and folded[quantity.core_start] == "一" and _is_article(folded, quantity):
        return False
    if not unit_allows(quantity, before, after) or _in_name(quantity, before, after, folded):
        return False
    if quantity.style == "chinese" and _is_abstract(folded, quantity, before, after):
        return False
    return not _in_slogan(folded, quantity)


# ---------------------------------------------------------------- 一 as an article

_TIMES: Final = frozenset(("次", "遍", "轮", "场", "期", "回", "课时", "学时", "堂", "节"))
_RECURS = lazy.compile(
    r"每(?:一|两|二|三|半|\d{1,2})?(?:个)?(?:小时|分钟|年度|年|月|周|天|日|学期|季度|季|星期|旬|学年|人|名|校|村|户)"
)
_REQUIRES = lazy.compile(r"至少|最少|不少于|不低于|起码|最多|不超过|至多")
_CLAUSE = lazy.compile(r"[。;!?\n]")
# 政策期限为|一年, 合同期|一年
_TERM = lazy.compile(r"(?:期限?|年限)(?:为|是|暂定|不少于|不低于)?$")
# What 一 may count without being an article.
_NOT_ARTICLE: Final = frozenset(("倍", "番", "%", "‰", "百分点", "折"))


def _is_article(folded: str, quantity: Quantity) -> bool:
    """Say whether 一 is an article: no comparator, and no frequency that makes it a requirement."""
    if quantity.unit in _NOT_ARTICLE or quantity.value_max is not None:
        return False
    if quantity.comparator != "=":
        return False
    floor = max(0, quantity.start - 24)
    before = folded[floor : quantity.start]
    stops = [match.end() for match in _CLAUSE.finditer(before)]
    before = before[stops[-1] :] if stops else before
    if _REQUIRES.search(before.rpartition(",")[2]) or (quantity.unit == "年" and _TERM.search(before)):
        return False
    return quantity.unit not in _TIMES or _RECURS.search(before) is None


# ---------------------------------------------------------------- names, ranks, acting parties

_RANK_BEFORE = lazy.compile(
    r"(?:(?<![目此之以提当会产事年日月天])前|排名|名列|位居|位列|(?<![系陈序])列|居|(?<!安)排|排在|TOP ?|top ?|Top ?|强|每(?:增加|新增|提高|下降|减少|超过?|多|少|满|降低|上升|完成|引进|培育)?|逢|第)$"
)
# What those words end with: one look decides most cases.
_RANK_LAST: Final = frozenset("前名列居排在Pp强每加增高降少过超多满低升成进育逢第 \n")
_GRADE_AFTER = lazy.compile(r"级(?![^,。;、]{0,2}[项个家名])|强(?:县|市|镇|村|企|[,。;、”]|$)|星级|甲|一贯制")
_JOINT_AFTER = lazy.compile(
    r"(?:部门|单位|委办局|厅局|委局|部委|省[市区]|县[市区]?|市州?)(?:联合|共同|联动|协同|联手|会签)"
)
# 75%[酒精] is a substance.
_SOLUTION = lazy.compile(r"(?:浓度)?的?(?:医用)?(?:酒精|乙醇|甲醛|氯化钠|葡萄糖|悬浮剂|乳油|水剂|可湿性|颗粒剂|粉剂)")
_SYMBOLIC_AFTER = lazy.compile(r"为?一?(?:周期|轮|体)|合一|同步|统一|联动|联审|并行|并举|融合|同创|一致|不误|互动")
_SURFED = lazy.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?: ?$|(?:浏览|点击|阅读)(?:次数)? ?$")
_GRADE_FIRST: Final = frozenset("级强星甲一")
_SURFED_LAST: Final = frozenset("览击读数: \n")


def _in_name(quantity: Quantity, before: str, after: str, folded: str) -> bool:
    """Say whether the number belongs to a name, a rank, a base (每十万人) or the acting party (三个部门联合)."""
    last = before[-1:]
    if last in _RANK_LAST and _RANK_BEFORE.search(before):
        if last == "强" and quantity.unit:
            return False
        if last not in "前列排" or quantity.unit not in ("%", "百分点", "元"):
            return True
    if after[:1] in _GRADE_FIRST and _GRADE_AFTER.match(after):
        return True
    if last in _SURFED_LAST and _SURFED.search(before):
        return True
    if quantity.unit == "%" and _SOLUTION.match(after):
        return True
    if quantity.unit in ("个", "家") and _JOINT_AFTER.match(after):
        return True
    if quantity.style == "chinese" and _SYMBOLIC_AFTER.match(after):
        return True
    return folded[quantity.core_start] in "十百千万亿" and _scale_alone(quantity, before)


def _scale_alone(quantity: Quantity, before: str) -> bool:
    """亿元以上项目, 千万元产业 only classify; 近百家, 超千亿元 are measures."""
    if quantity.style != "chinese" or quantity.rule != "quantity.chinese":
        return False
    scale_only = quantity.value in _ROUND_SCALES and quantity.start == quantity.core_start
    if quantity.comparator in ("~", ">"):
        return False  # 千人次左右, 千余场
    return scale_only and not before.endswith(("一", "十", "百", "千"))


_ROUND_SCALES: Final = frozenset(10**power for power in (2, 3, 4, 6, 7, 8, 9, 10, 11, 12))

# ---------------------------------------------------------------- abstract sets and slogans

_DEICTIC = lazy.compile(
    r"(?:这|那|该|上述|以上|前述|此|某|哪|(?<![目此之以提当会产事年日月天])[后前]|头|其余|其他|其它|各|本)$"
)


@cache
def _abstract() -> re.Pattern[str]:
    nouns = "|".join(re.escape(row["noun"]) for row in rows("abstract_nouns"))
    return lazy.compile(rf"(?:千亿元?|万亿元?|百亿元?|大|重|重要|主要|关键|基本|核心|重点)?(?:{nouns})")


# ⏎[10]两个基地、[两个枢纽:] : a term and its explanation at the end of a report
_GLOSS = lazy.compile(r"\n ?[\[(]\d{1,3}[\])][^。,;:\n]{0,22}\Z")
# 十件民生实事 is the name of a yearly list.
_YEARLY_LIST = lazy.compile(r"(?:为民|惠民|民生|利民|便民)?(?:办)?实事")


def _is_abstract(folded: str, quantity: Quantity, before: str, after: str) -> bool:
    """两个层面, 四个坚持, 这三项 count nothing that is measured."""
    if quantity.value > 20 or quantity.comparator != "=":
        return False
    if _GLOSS.search(folded, max(0, quantity.start - 30), quantity.start):
        return True
    if _DEICTIC.search(before) or after.startswith("一") or _YEARLY_LIST.match(after):
        return True
    if (
        quantity.value == 2
        and quantity.value_max is None
        and quantity.unit in _ORDINAL_TWO
        and folded[quantity.core_start] == "二"
    ):
        return True
    return quantity.unit in _SET_UNITS and _abstract().match(after) is not None


# 二 with a measure word is an ordinal (土地二轮延包), for counting has 两.
_ORDINAL_TWO: Final = frozenset("轮次批期届类级套组层道环档等个条种")
_SET_UNITS: Final = frozenset(
    ["个", "项", "条", "种", "类", "套", "位", "层", "道", "件", "大", "点", "支", "轮", "对", "组"]
)
_SHORT: Final = 14


def _in_slogan(folded: str, quantity: Quantity) -> bool:
    """Say whether the number stands in a title (《…》) or in short quoted words (“8个100%”, “四名工程”)."""
    right = folded[quantity.end : quantity.end + _SHORT]
    if not _CLOSING.isdisjoint(right):
        left = folded[max(0, quantity.start - _SHORT) : quantity.start]
        opened = max(left.rfind(mark) for mark in "“‘「『")
        if opened > max(left.rfind(mark) for mark in "”’」』"):
            closed = min(index for mark in "”’」』" if (index := right.find(mark)) >= 0)
            lead = len(left) - opened - 1
            length = lead + quantity.end - quantity.start + closed
            return length <= _SHORT and _is_slogan(quantity, lead, length)
    return _in_title(folded, quantity)


_CLOSING: Final = frozenset("”’」』")


def _is_slogan(quantity: Quantity, lead: int, length: int) -> bool:
    """A short quotation is a slogan when the number opens it, is Chinese, or fills it; “新认定1所幼儿园” is not."""
    return lead == 0 or quantity.style == "chinese" or length <= 6


def _in_title(folded: str, quantity: Quantity) -> bool:
    if folded.find("》", quantity.end, quantity.end + 60) < 0:
        return False
    left = folded[max(0, quantity.start - 60) : quantity.start]
    return left.rfind("《") > left.rfind("》")
