"""What a quantity measures: the noun phrase before it, after it, or carried over from earlier.

The order of trial follows how offices write. A counted thing follows its measure word (10名|幼儿园教师); a measured
thing stands before its number (毛入园率|达到98%). When only a verb is left, the name is what the verb takes after the
number, else the name of the quantity before, else, for money, the verb itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from policyx import lazy
from policyx.grammar.measure import Quantity
from policyx.link import cues
from policyx.link.after import PhraseAfter
from policyx.link.before import PhraseBefore
from policyx.link.per import PER
from policyx.link.phrase import left_bound
from policyx.link.surface import is_award
from policyx.link.trim import Phrase, Trimmer
from policyx.link.units import LENGTHS, RATIOS, is_measured
from policyx.text import Span


class Named(NamedTuple):
    """The name found for a quantity, with the words around it that say how it was reached."""

    name: Span | None
    how: str  # "before", "after", "given", "verb" (only a verb is left), "carried" (nothing is left)
    action: str = ""
    modality: str = ""
    tail: str = ""  # predicate words between the name and the number
    lead: str = ""  # the whole text between the phrase's left bound and the number
    reach: int = 0  # where the phrase after the number ends (q.end when there is none)


# 超过一成的|有|8种, 每篇|得|2分: words that a number may stand behind and that name nothing
_NO_NAMES = frozenset("有得按达为扣计")
# 其余|9项, 两年平均|增长: words that only point to what was named before
_POINTERS = frozenset(("其余", "另外", "其中", "平均", "其余人员", "其余企业", "其余单位", "其他人员"))


# 单个项目|最高200万元, 单笔|50万元以下: each of what was named before, but not 单户贷款
_SINGLE = lazy.compile(
    r"单(?:个|户|家|笔|项|次|人)(?:[一-鿿]{0,4}(?:项目|企业|主体|机构|农户|单位|展会|平台|活动|产品|品种|人|户))?"
)


_RATES = frozenset(("%", "百分点", "倍"))
_GREW = lazy.compile(r"(?:增长|增幅|增速|下降|提高|提升|降幅)(?:达到?|超过|在)?$")
_CHANGED = lazy.compile(r"增速|增长|增幅|下降|提高|提升|上升|上涨|回落|减少|降幅")


@dataclass(slots=True)
class NameFinder:
    """Finds the names of one document's quantities."""

    folded: str
    trimmer: Trimmer
    before: PhraseBefore = field(init=False)
    after: PhraseAfter = field(init=False)

    def __post_init__(self) -> None:
        self.before = PhraseBefore(self.folded, self.trimmer)
        self.after = PhraseAfter(self.folded, self.trimmer)

    def find(self, quantity: Quantity, floor: int, behind: int, ceiling: int) -> Named:
        """Return the name of *quantity*.

        Args:
            quantity: The mention.
            behind: Offset behind the number, and behind numbers that follow without a gap (3年|5折|配租优惠).
            floor: Offset before which its phrase cannot begin (end of the quantity before it and its noun).
            ceiling: Offset after which the phrase behind the number cannot reach (start of the next quantity).
        """
        left = left_bound(self.folded, quantity.start, floor)
        lead = self.folded[left : quantity.start]
        before, tail = self.before.find(left, quantity.start, quantity.unit in RATIOS)
        after = self.after.find(quantity, behind, ceiling)
        if after is None and not is_measured(quantity.unit) and self._only_verb(before):
            after = self.after.find(quantity, behind, ceiling, of_group=True)
        found = self._choose(quantity, before, after, lead)
        reach = self._reach(quantity, found)
        return Named(found[0], found[1], before.action, before.modality, tail, lead, reach)

    def _reach(self, quantity: Quantity, found: tuple[Span | None, str]) -> int:
        """Return where the next quantity's phrase may begin; a measured side left over belongs to it whole."""
        name, how = found
        if how != "after" or name is None:
            return quantity.end
        return quantity.end if self.after.leaves_side(name.end) else name.end

    def _choose(self, quantity: Quantity, before: Phrase, after: Span | None, lead: str) -> tuple[Span | None, str]:
        name = None if before.empty else Span(before.start, before.end)
        if name and self.folded[name.start : name.end] == "一次性":
            name = None  # 一次性|5万元|的奖励
        if name and self.folded[name.start : name.end] in _POINTERS:
            name = None
        if name and after and self.folded[name.end - 1] == "内" and is_measured(quantity.unit):
            name = None  # 建成区内|300米|服务半径: a place is not what is measured
        if name and is_measured(quantity.unit) and _SINGLE.fullmatch(self.folded, name.start, name.end):
            name = None
        if quantity.unit == "" and after and quantity.parts is None:
            return after, "after"  # 103万|农民: a count without its measure word
        verbal = name is not None and self._verbal(name, quantity, before)
        if is_measured(quantity.unit):
            given = self.after.given(quantity, after, lead)
            if given:
                return given, "given"
            if after and self._gives(before, lead) and is_award(self.folded[after.start : after.end]):
                return after, "after"  # 给予合作社|3000元|补助
            if name and not verbal and not (after and self._takes_after(name, after, quantity)):
                return name, "before"
            if after and not self._grows(quantity, lead):
                return after, "after"
        else:
            if name and not verbal and self.folded[name.end - 1] == quantity.unit and name.end == quantity.start:
                return name, "before"  # 带动农户|6.3万户|产业化经营
            if after:
                return after, "after"
            if name and not verbal:
                return name, "before"
        if name and self.folded[name.start : name.end] in _NO_NAMES:
            name = None
        return (name, "verb") if name else (None, "carried")

    def _grows(self, quantity: Quantity, lead: str) -> bool:
        """Say whether a rate tells by how much something grew, and 的 only who did (且同比增长|10%以上|的企业)."""
        if quantity.unit not in _RATES or not self.folded.startswith("的", quantity.end):
            return False
        return _GREW.search(lead) is not None

    def _takes_after(self, name: Span, after: Span, quantity: Quantity) -> bool:
        """Say whether the number belongs to the words behind it, whatever stands before it (本体达到|75%|节能要求)."""
        if quantity.unit == "%" and self.folded.endswith(("要求", "标准"), after.start, after.end):
            return True
        if quantity.unit in LENGTHS and self.folded.endswith(("经历", "经验", "资历", "工龄"), after.start, after.end):
            return True  # 具有知名企业|2年以上|研发经历
        return self._ends_in_verb(name, quantity)

    def _ends_in_verb(self, name: Span, quantity: Quantity) -> bool:
        """Say whether nothing parts the number from a verb before it, which takes what follows (与其签订|1年以上|劳动合同)."""
        verb = cues.longest_before(self.folded, name.start, name.end, "lead")
        gap = self.folded[name.end : quantity.start]
        return (
            (not gap or PER.fullmatch(gap) is not None)
            and len(verb) > 1
            and not cues.has(verb, "weak", "noun", "award", "reach")
        )

    @staticmethod
    def _gives(before: Phrase, lead: str) -> bool:
        return cues.has(before.action, "give") or "给予" in lead

    def _verbal(self, name: Span, quantity: Quantity, before: Phrase) -> bool:
        """Say whether the phrase is nothing but a governing verb (新建, 增加, 给予); 投资, 补助 name money."""
        word = self.folded[name.start : name.end].removesuffix("了").removeprefix("一次性")
        if "元" in quantity.unit and cues.has(word, "award", "noun"):
            return False
        if (
            quantity.unit in _RATES
            and cues.has(word, "noun")
            and _CHANGED.search(self.folded, name.end, quantity.start)
        ):
            return False  # 出口|增长8%
        if before.action and before.action != word and cues.has(word, "noun"):
            return False  # 带动|就业
        return cues.has(word, "lead", "weak", "up", "down", "spend", "give", "reach")

    def _only_verb(self, before: Phrase) -> bool:
        word = self.folded[before.start : before.end].removesuffix("了").removeprefix("一次性")
        return before.empty or cues.has(word, "lead", "weak", "give")
