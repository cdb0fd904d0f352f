"""Units of things measured, whose name stands before the number, against counters of things."""

from __future__ import annotations

from functools import lru_cache

from policyx import lazy

# 元, %, 亩 …: units of things measured, whose name stands before the number
_MEASURED = lazy.compile(
    r"%|‰|百分点|倍|番|折|:|$|.*元|.*米|.*亩|公顷|.*公里|吨.*|公斤|千克|斤|克|升|千瓦.*|兆瓦.*|瓦|度|年|个月|月|天|日|小时|分钟|秒|周|岁|"
    r"分|成|.*/.*|标箱|个?工作日|课时|学时|里|℃|赫兹|字节|TB|PB|GB|Mbps|级|位次|名次|位|码|伏"
)
# 贴息期限最长|24个月|: how long something runs
LENGTHS = frozenset(("年", "个月", "月", "天", "日"))
RATIOS = frozenset({"%", "‰", "百分点", "成", "倍", "", ":"})


@lru_cache(maxsize=1024)
def is_measured(unit: str) -> bool:
    """Say whether things of this *unit* are measured (named before the number) rather than counted.

    Example:
        >>> is_measured("%"), is_measured("所")
        (True, False)
    """
    return bool(_MEASURED.fullmatch(unit))
