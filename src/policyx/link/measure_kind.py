"""Units that may stand for one another: kinds of measure (家 and 户 count the same firms), and units of change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# Units of one kind: a level given in one may be given in another.
_KINDS: Final = (
    ("元", "美元", "人民币元", "港元", "欧元"),
    ("人", "名", "位", "人口"),
    ("家", "户", "个", "所", "处", "座"),
    ("项", "件", "个", "宗"),
    ("台", "套", "部", "台/套", "个", "根"),
    ("条", "处", "个"),
    ("间", "套", "幢", "栋"),
    ("张", "个", "床"),
    ("亩", "公顷", "平方公里", "平方米", "万亩"),
    ("吨", "公斤", "千克", "斤", "担"),
    ("公里", "米", "车道公里"),
    ("千瓦时", "度", "千瓦小时"),
    ("千瓦", "瓦", "兆瓦", "吉瓦"),
    ("立方米", "方"),
    ("岁", "年"),
    ("微克/立方米", "毫克/立方米"),
    ("%", "‰"),
    ("元/人", "元", "美元/人", "元/年", "元/月", "元/人·年", "元/人·月", "元/人/年", "元/人/月"),
    ("人次", "人"),
    ("人次", "次"),
    ("场", "场次", "次"),
    ("例", "件", "起"),
    (":", "", "倍"),
)  # fmt: skip
_CHANGE_UNITS: Final = frozenset({"%", "百分点", "‰", "倍", "番", "个百分点"})
_RATES: Final = frozenset({"%", "‰"})


def _kind_table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for kind in _KINDS:
        for unit in kind:
            table.setdefault(unit, set()).update(kind)
    return {unit: frozenset(kind) for unit, kind in table.items()}


_KIND_OF: Final = _kind_table()


def fits(unit: str, expected: Sequence[str], is_change: bool) -> bool:
    """Say whether a number in *unit* can be of an indicator that is given in the *expected* units.

    Args:
        unit: The unit of the number.
        expected: The indicator's units.
        is_change: The number is a difference or a rate of growth, which may be in ``%`` or ``百分点`` too.

    Example:
        >>> fits("户", ["家"], False), fits("%", ["元"], True), fits("%", ["元"], False)
        (True, True, False)
    """
    if unit in expected or (is_change and unit in _CHANGE_UNITS):
        return True
    if unit == "百分点":
        return not _RATES.isdisjoint(expected)
    kind = _KIND_OF.get(unit)
    return kind is not None and not kind.isdisjoint(expected)
