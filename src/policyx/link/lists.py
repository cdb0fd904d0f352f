"""Lists of numbers: those of a ``分别`` list bound to its names, those of a shared list to the noun at its end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from policyx import lazy
from policyx.document import Document
from policyx.link.distribute import split_names
from policyx.link.draft import SHARED_BASE, Draft, in_one_sentence
from policyx.link.surface import is_award
from policyx.link.surroundings import Surroundings
from policyx.link.units import is_measured

# 分别|给予|: what is given follows its sums
_GIVES = lazy.compile("给[予与于]|予以|发放|享受|拨付")
# 5家以上|年产值|过10亿元的企业: what is measured of those counted
_SELECTED = lazy.compile(
    r"(?P<measure>年?[一-鿿]{0,6}(?:收入|产值|销售额|交易额|营业额|税收|投资|规模|面积|利润|增加值|市值))(?:达到?|超过?|过|突破|在|为)?"
)
_REACHED = lazy.compile("达|突破|超过")
_BLANKS = lazy.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Lists:
    """Names the members of the lists among the numbers of one document, once each has a name of its own."""

    document: Document
    around: Surroundings
    drafts: list[Draft]

    def distribute(self) -> None:
        """Bind the numbers of each ``分别`` list to its names, and of a shared list to the noun at its end."""
        index = 0
        while index < len(self.drafts):
            count = self._list_length(index)
            if count > 1 and not self._share_noun(index, count):
                if "分别" in self.drafts[index].named.lead:
                    self._bind(index, self._names_before(index, count), count)
                elif names := self._parallel_names(index, count):
                    self._bind(index, names, count)
            index += count
        self._name_selected()

    def _name_selected(self) -> None:
        """Name things counted that a threshold picks by the noun behind it (5家以上年产值过10亿元、8家年产值达2亿元的企业)."""
        folded = self.document.folded
        noun = ""
        for count, threshold in reversed(list(pairwise(self.drafts))):
            gap = folded[count.quantity.end : threshold.quantity.start]
            measure = _SELECTED.fullmatch(gap)
            if measure is None or is_measured(count.quantity.unit) or not is_measured(threshold.quantity.unit):
                continue
            behind = threshold.quantity.end
            if folded.startswith("的", behind):
                found = self.around.finder.after.find(count.quantity, behind + 1, behind + 40)
                noun = self.around.text(found) if found else ""
            elif not folded.startswith("、", behind):
                noun = ""
            if noun:
                count.name, threshold.name = noun, measure["measure"]

    def _parallel_names(self, index: int, count: int) -> list[str] | None:
        """Return the names that go one by one with a list of numbers without 分别 (A数、B数增至7张、3个), or None."""
        first, *others = self.drafts[index : index + count]
        if first.named.how != "before" or not first.named.tail.strip(" 、,的"):
            return None
        return _split(first, count) if all(draft.named.how == "carried" for draft in others) else None

    def _list_length(self, index: int) -> int:
        count = 1
        while index + count < len(self.drafts) and self._continues_list(index + count):
            count += 1
        return count

    def _continues_list(self, index: int) -> bool:
        before, here = self.drafts[index - 1].quantity, self.drafts[index].quantity
        words = self.document.folded[before.end : here.start]
        if "," in words and before.unit != here.unit:
            return False  # 分别下降8%、6%,|6个断面
        return words.strip(" ,、和与及") in {"", "以及"} and here.start - before.end <= 3

    def _share_noun(self, index: int, count: int) -> bool:
        """Give all numbers of a list the noun behind its last one (300元、500元、700元|奖补)."""
        group = self.drafts[index : index + count]
        last = group[-1]
        if last.named.how not in {"after", "given"}:
            return False
        first = group[0]
        if last.named.how == "after" and self._thresholds(first, last):
            last.name = first.name  # 年销售收入突破1亿元、5亿元|的企业
            return False
        # 对新入园企业分别给予5万元、8万元|奖励: what is given is not what stands before the first
        given = is_award(last.name) and (last.named.how == "given" or _GIVES.search(group[0].named.lead) is not None)
        taken = {"after"} if given else {"after", "before"}
        if any(draft.named.how in taken for draft in group[:-1]):
            return False
        for draft in group[:-1]:
            draft.name = last.name
        return True

    def _thresholds(self, first: Draft, last: Draft) -> bool:
        """Say whether a list of sums picks those that reach them, so that the noun behind its last one is who they are."""
        if first.quantity.unit != last.quantity.unit or not self.document.folded.startswith("的", last.quantity.end):
            return False
        reached = first.comparator != "=" or _REACHED.search(first.named.tail) is not None
        return first.named.how == "before" and reached and not is_award(last.name)

    def _names_before(self, index: int, count: int) -> list[str] | None:
        """Return the names that the text before a ``分别`` list has for its numbers, or None."""
        first = self.drafts[index]
        if first.named.how == "before":
            return _split(first, count)
        if first.named.how != "carried":
            return None
        if self._same_sentence(index - count, index):
            return [draft.name for draft in self.drafts[index - count : index]]
        phrase = self.around.earlier_phrase(first.quantity)  # 旅游收入、游客人数再创新高,分别增长16%、15%
        return split_names(self.around.text(phrase), count) if phrase else None

    def _bind(self, index: int, names: list[str] | None, count: int) -> None:
        """Give the numbers of a list *names*, where there are any, and the change of the first."""
        first = self.drafts[index]
        base = SHARED_BASE.match(names[0]) if names else None
        for offset in range(count):
            draft = self.drafts[index + offset]
            if names is not None:
                draft.name = base[0] + names[offset] if base and not names[offset].startswith("每") else names[offset]
            draft.change = draft.change or first.change

    def _same_sentence(self, first: int, last: int) -> bool:
        """Say whether the drafts *first* and *last* stand in one sentence."""
        return first >= 0 and in_one_sentence(self.document.folded, self.drafts[first], self.drafts[last])


def _split(first: Draft, count: int) -> list[str] | None:
    """Return the name of the first number of a list split into *count* names, or None."""
    return split_names(_BLANKS.sub("", first.name), count)
