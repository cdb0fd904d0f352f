"""``分别`` lists: binding name by name (A、B分别增长8%和9%)."""

from __future__ import annotations

from policyx import lazy
from policyx.segment import words

_SPLIT = lazy.compile(
    r"、|以及|(?<![温缓中祥共饱总])和(?!谐|平|合|田)|(?<![参给赋])与(?!会)|(?<![普涉触危波遍惠顾旁])及(?!时|格)|,"
)
# the side that all names of the list share: 食用菌、中药材|产量
_SHARED = lazy.compile(
    r"(?:人均可支配收入|可支配收入|增加值|总产值|产值|营业收入|销售收入|收入|利润总额|利润|税收|投资|产量|总量|总额|面积|占比|比例|比重|覆盖率|吞吐量|"
    r"销售额|零售额|起数|件数|户数|次数|死亡人数|交易额|贷款余额|存款余额|余额|人数|数量|规模|满意度|发电量|用电量|进出口|出口|进口|[一-鿿]{0,8}率|[一-鿿]{1,3}(?:量|额|值|数|价|成本|费|经费|标准|补贴|津贴|工资)|指数|价格|均价|排放量|浓度|里程|人次)$"
)


def split_names(subject: str, count: int) -> list[str] | None:
    """Split the subject of a ``分别`` list into *count* names, sharing a common head and common first words.

    Returns None when the subject has not as many members as there are numbers.

    Example:
        >>> split_names("食用菌、中药材产量", 2)
        ['食用菌产量', '中药材产量']
        >>> split_names("城镇和农村居民人均可支配收入", 2)
        ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    """
    members = [part for part in _SPLIT.split(subject) if part]
    if len(members) != count:
        return None
    last = members[-1]
    tail = _parallel_tail(members[0], last) or _shared_side(last)
    if not tail or (any(_SHARED.search(member) for member in members[:-1]) and not _EMITTED.search(last)):
        return members
    if emitted := _EMITTED.search(last):
        tail = emitted[0]
    return [_joined(member + _shared_noun(member, last, tail), tail) for member in members[:-1]] + [last]


def _joined(member: str, tail: str) -> str:
    """Return *member* with *tail*, saying only once what one ends and the other begins with (高速公路 + 公路里程)."""
    size = next((size for size in range(min(len(member), len(tail)), 1, -1) if member.endswith(tail[:size])), 0)
    return member + tail[size:]


def _shared_noun(member: str, last: str, tail: str) -> str:
    """Return the noun that *last* has before the shared *tail* and *member* lacks (农村|居民|人均可支配收入)."""
    head = last.removesuffix(tail)
    for noun in ("居民", "企业", "工业", "产业", "行业", "家庭", "学校", "患者"):
        if head.endswith(noun) and not member.endswith(noun) and head != noun:
            return noun
    return ""


def _parallel_tail(first: str, last: str) -> str:
    """Return what follows the words of *last* that run parallel to *first* (集成电路 ∥ 工业机器人|产量), or ``""``."""
    tokens = words(last)
    skipped = len(words(first)) + (2 if tokens[0].isdigit() else 0)  # 2|型|糖尿病 runs parallel to 高血压
    tail = "".join(tokens[skipped:])
    return tail if _SHARED.search(tail) and len(tail) < len(last) else ""


def _shared_side(last: str) -> str:
    """Return the words at the end of *last* that name a measured side (产量, 增加值), or ``""``."""
    kind = next((kind for kind in _KINDS if last.endswith(kind) and last != kind), "")
    if kind:
        return kind
    tokens = words(last)
    for size in range(1, len(tokens)):
        tail = "".join(tokens[-size:])
        if _SHARED.fullmatch(tail):
            return (tokens[-size - 1] if size + 1 < len(tokens) and tokens[-size - 1] in _SIDE_MODIFIERS else "") + tail
    return ""


# 刑事、治安|案件: of which the names are kinds
_KINDS = ("生师比", "师生比", "案件", "事故", "企业", "学校", "医院", "人员", "项目")
# 化学需氧量、氨氮|重点工程减排量: of pollutants, some of which are called a 量 themselves
_EMITTED = lazy.compile(r"(?:重点工程|主要污染物|总)*(?:减排|排放|削减)(?:总量|量|强度)$")
_SIDE_MODIFIERS = frozenset(
    {"排放", "管理", "规范", "健康", "平均", "人均", "综合", "年均", "建筑", "种植", "销售", "生产"}
)
