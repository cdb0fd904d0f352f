"""Sanity flags: numbers that contradict their indicator, or one another. A flag says what disagrees; no record is changed.

The codes: ``sanity.rate_over_100``, ``sanity.bounds`` (impossible otherwise: a life expectancy of 785), ``sanity.unit``,
``sanity.range``, ``sanity.parts``, ``sanity.scale`` and ``sanity.growth_mismatch`` (`policyx.link.growth`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from policyx import lazy
from policyx.link.canonical import StandardIndicator, key, named, standard_of
from policyx.link.growth import growth_issues
from policyx.records import Indicator, Issue

_HUNDRED: Final = Decimal(100)
_RATES: Final = frozenset({"%", "‰"})
# …覆盖率, …合格率: shares of a whole by their name, also where the lexicon has no row; 毛入学率 and 完成率 may pass 100%
_SHARE_NAME: Final = lazy.compile(
    r"(?:覆盖率|普及率|合格率|达标率|知晓率|满意率|办结率|结案率|签约率|接种率|建档率|持证率|入户率|通达率|漏损率|失业率|占比)$"
)
# 拨备|覆盖率, 移动电话|普及率: ratios of two different things, which may pass 100%
_NOT_SHARE: Final = lazy.compile(r"拨备|流动性|准备金|保障倍|电话|手机|宽带|网络|5G|终端|保险覆盖率")
# 人口自然增长率|达到|5.2%: what may stand between a name and its number
_BETWEEN: Final = lazy.compile(
    r"[\s:,(]{0,3}(?:达到?|为|是|保持在|稳定在|控制在|提高到|下降到|降到?至?|由|从|约)?了?\s?$"
)
_LONGEST_GAP: Final = 8
# ‰ written as %: from this value on it cannot be meant
_LEAST_SLIP: Final = {"%": Decimal(2), "‰": Decimal(0)}
# aggregates of a whole place, of which a document names one size only
_WHOLE_PLACE: Final = frozenset({"economy", "fiscal", "finance", "income"})
_OF_PARTS: Final = frozenset({
    "economy.project_total_investment", "economy.project_completion_investment", "economy.contracted_investment",
    "economy.domestic_investment_attracted", "fiscal.special_bonds", "fiscal.transfers", "fiscal.tax_cuts",
    "finance.guarantee_balance", "finance.petty_loans_poverty", "economy.per_mu_tax", "economy.per_mu_investment",
})  # fmt: skip
_SCALES: Final = (Decimal(10) ** 4, Decimal(10) ** 8)
_FACTOR: Final = Decimal(2)
_TOTALS: Final = (Decimal(100), Decimal(10))


def sanity_issues(text: str, indicators: Sequence[Indicator]) -> list[Issue]:
    """Return the flags of one document, in text order.

    Args:
        text: The document's text, to which the offsets of the *indicators* refer.
        indicators: Its indicators in text order.

    Returns:
        Issues with the indicator's span, a code and the reason in words, with the numbers.

    Example:
        >>> row = Indicator("i0", "", 8, 14, "115.2%", "农村自来水普及率", Decimal("115.2"), "%")
        >>> [(issue.code, issue.reason) for issue in sanity_issues("农村自来水普及率115.2%", [row])]
        [('sanity.rate_over_100', '农村自来水普及率 is a share of a whole, but 115.2% is over 100%')]
    """
    found = [issue for one in indicators for issue in _single(text, one)]
    found.extend(_scale(indicators))
    found.extend(growth_issues(text, indicators))
    return sorted(found, key=lambda issue: (issue.start, issue.end, issue.code))


def _issue(code: str, one: Indicator, reason: str) -> Issue:
    return Issue(code, one.start, one.end, one.quote, reason)


def _single(text: str, one: Indicator) -> Iterator[Issue]:
    """Yield what is wrong with one record by itself."""
    if one.value_max is not None and one.value_max < one.value:
        yield _issue("sanity.range", one, f"the range runs backwards: {one.value} to {one.value_max}")
    if one.parts:
        yield from _parts(one, one.parts)
    if one.change or one.unit == "百分点":
        return
    row = standard_of(one.name, one.unit, one.change)
    yield from _bounds(one, row)
    yield from _unit(text, one)


def _bounds(one: Indicator, row: StandardIndicator | None) -> Iterator[Issue]:
    """Yield a flag for a level outside of what its indicator allows."""
    largest = one.value if one.value_max is None else max(one.value, one.value_max)
    if row is None:
        if one.unit == "%" and largest > _HUNDRED and _is_share(one.name):
            yield _over(one, one.name, largest)
        return
    if row.bounds is None or one.unit != row.units[0]:
        return
    low, high = row.bounds
    if low <= one.value and largest <= high:
        return
    if one.unit == "%" and high == _HUNDRED and largest > high:
        yield _over(one, row.name, largest)
    else:
        yield _issue("sanity.bounds", one, f"{row.name} lies between {low} and {high} {one.unit}, not at {one.quote}")


def _is_share(name: str) -> bool:
    return bool(_SHARE_NAME.search(name)) and not _NOT_SHARE.search(name)


def _over(one: Indicator, name: str, value: Decimal) -> Issue:
    return _issue("sanity.rate_over_100", one, f"{name} is a share of a whole, but {value}% is over 100%")


def _unit(text: str, one: Indicator) -> Iterator[Issue]:
    """Yield a flag where the unit behind a name cannot be that of the indicator: % for ‰, 毫克 for 微克, 人 for a rate."""
    row = named(one.name)
    if row is None or not one.unit or one.unit in row.units or not _stands_before(text, one):
        return
    expected = row.units[0]
    if one.unit in _RATES and expected in _RATES:
        slip = one.value >= _LEAST_SLIP[one.unit]
    elif one.unit in _RATES or "" in row.units:
        slip = False
    else:
        slip = expected in _RATES or {one.unit, expected} == {"毫克/立方米", "微克/立方米"}
    if slip and one.unit not in {"倍", "番", "成", "分", ":"}:
        yield _issue("sanity.unit", one, f"{row.name} is given in {expected}, not in {one.unit}: {one.quote}")


def _stands_before(text: str, one: Indicator) -> bool:
    """Say whether the whole name stands right before the number, so that no other noun can be meant."""
    at = text.rfind(one.name, max(0, one.start - len(one.name) - _LONGEST_GAP), one.start)
    return at >= 0 and bool(_BETWEEN.fullmatch(text, at + len(one.name), one.start))


def _parts(one: Indicator, parts: tuple[Decimal, ...]) -> Iterator[Issue]:
    """Yield a flag for the shares of three industries that do not add to 100 or 10."""
    row = standard_of(one.name, ":", "")
    if row is None or row.id != "economy.industry_structure" or len(parts) != 3:
        return
    total = sum(parts, Decimal(0))
    last = max(Decimal(1).scaleb(int(part.as_tuple()[2])) for part in parts)
    if min(abs(total - whole) for whole in _TOTALS) > last * 2:
        yield _issue("sanity.parts", one, f"the parts {' + '.join(map(str, parts))} add to {total}, not to 100 or 10")


def _scale(indicators: Sequence[Indicator]) -> Iterator[Issue]:
    """Yield a flag for a number about 10^4 or 10^8 times another of the same indicator: 万 for 亿, or the reverse."""
    groups: dict[tuple[str, str, str], list[Indicator]] = {}
    for one in indicators:
        row = standard_of(one.name, one.unit, one.change)
        if row is None or row.id.split(".")[0] not in _WHOLE_PLACE or row.id in _OF_PARTS:
            continue
        if not one.change and not one.per and one.value > 0 and one.unit in {"元", "美元", "人"}:
            groups.setdefault((row.id, key(one.name), one.unit), []).append(one)
    for group in groups.values():
        yield from _odd_scales(group)


def _odd_scales(group: list[Indicator]) -> Iterator[Issue]:
    """Yield a flag for each number of *group* that is off by a scale from the middle one; of two, for the later."""
    if len(group) < 2:
        return
    ordered = sorted(group, key=lambda one: one.value)
    middle = group[0] if len(group) == 2 else ordered[len(ordered) // 2]
    for one in group:
        ratio = max(one.value, middle.value) / min(one.value, middle.value)
        if any(scale / _FACTOR <= ratio <= scale * _FACTOR for scale in _SCALES):
            yield _issue(
                "sanity.scale",
                one,
                f"{one.name}: {one.quote} is {_times(one, middle, ratio)} {middle.quote}: 万 or 亿?",
            )


def _times(one: Indicator, other: Indicator, ratio: Decimal) -> str:
    return f"{ratio:.0f} times" if one.value > other.value else f"1/{ratio:.0f} of"
