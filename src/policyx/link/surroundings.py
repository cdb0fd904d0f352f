"""What the text around a number may name it by, where no phrase touches it: a clause, bracket, label or heading before it."""

from __future__ import annotations

from dataclasses import dataclass

from policyx import lazy
from policyx.document import Document
from policyx.grammar.measure import Quantity
from policyx.link.draft import Draft
from policyx.link.name import NameFinder
from policyx.link.phrase import REACH_BEFORE, left_bound
from policyx.link.surface import is_award, name_text
from policyx.link.units import is_measured
from policyx.text import Span

_ANY_DIGIT = lazy.compile(r"\d")
# 纯收入|低于|国家扶贫标准(3335元): the bracket explains what the comparison is with
_COMPARED_WITH = lazy.compile(r"低于|高于|超过|不足|不到|达到|未达")
_MANNER_CLAUSE = lazy.compile(r"(?:按照?|根据|依据|围绕|通过|坚持|采取|为了?(?!民)|对|在)")
_DIGIT = lazy.compile(r"\d|回顾|安排|任务|目标|要求|工作")
_LINE_END = lazy.compile(r"[ \t]*\r?(?:\n|$)")
# 总投资⏎ | 建筑面积(平方米)⏎: a line that is a label; group 1 its words
_LABEL_LINE = lazy.compile(r"\n[ \t]*([一-鿿]{2,10})(?:\([^()\n]{1,8}\))?:?[ \t]*\r?\n$")
_HEADING_TAIL = lazy.compile(r"(?:建设|工作|力度|水平)?[。.;；]?$")
# 奖励标准|: | 住院起付线分别为|: what the sums behind a label are
_SUM_LABEL = lazy.compile(
    r"(?P<name>[一-鿿]{0,14}(?:标准|起付线|封顶线|限额|额度|津贴|补贴|补助|奖励|租金|报销比例|返还比例))(?:分别|具体)?(?:为|是)?$"
)
# 补贴期限|,除…外,其余人员
_EXCEPTED = lazy.compile(r"(?P<name>[一-鿿]{2,16}?),?除[^。;\n]{4,60}外,(?:其余|其他)[一-鿿]{0,6}$")
# 专项资金使用进度|要求:
_LIST_LABEL = lazy.compile(
    r"[^,。;:]{0,12}?(?P<name>[一-鿿]{2,16}(?:进度|率|比例|标准|额度|占比|规模|数量))(?:要求|目标|控制)?(?:如下|为|是)?:"
)
# 对在岗人员给予|生活补贴|,: what the clause before gives
_GIVEN = lazy.compile(r"(?:给予|发放|享受|提供|予以)(?P<what>[一-鿿]{2,14})$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Reads the text around the numbers of one document."""

    document: Document
    finder: NameFinder

    def text(self, span: Span) -> str:
        """Return the name that the words of *span* spell."""
        return name_text(self.document.text[span.start : span.end])

    def words(self, span: Span | None) -> str:
        """Return the folded words of *span*, or ``""``."""
        return self.document.folded[span.start : span.end] if span else ""

    def item_floor(self, offset: int) -> int:
        """Return where text may begin for *offset*: after the number of its item, or after its heading."""
        item = self.document.item_at(offset)
        if item is None:
            return 0
        return item.body_start if offset >= item.body_start else item.end - len(item.heading)

    def loose_noun(self, quantity: Quantity) -> str:
        """Return the noun behind a count that begins with a verb (15个|带动农户增收项目), or ``""``."""
        if is_measured(quantity.unit):
            return ""
        found = self.finder.after.find(quantity, quantity.end, quantity.end + 30, loose=True)
        name = self.text(found) if found else ""
        return "" if _ANY_DIGIT.search(name) else name

    def line_above(self, quantity: Quantity) -> str:
        """Return the label on the line above a number that stands alone on its line (总投资⏎5亿元), or ``""``."""
        folded = self.document.folded
        line = folded.rfind("\n", 0, quantity.start) + 1
        if folded[line : quantity.start].strip() or not _LINE_END.match(folded, quantity.end):
            return ""
        above = _LABEL_LINE.search(folded, max(0, line - 40), line)
        return self.text(Span(*above.span(1))) if above else ""

    def heading_phrase(self, quantity: Quantity) -> str:
        """Return the heading of the item as the last resort (1.稻田养鱼补贴。按每亩130元发放)."""
        item = self.document.item_at(quantity.start)
        if item is None or quantity.start < item.body_start or len(item.heading) > 12 or _DIGIT.search(item.heading):
            return ""
        begin = item.end - len(item.heading)
        head = self.finder.trimmer.head(begin, item.end)
        return _HEADING_TAIL.sub("", self.text(Span(head.start, item.end)))

    def before_bracket(self, quantity: Quantity) -> Span | None:
        """Return the noun phrase that a bracket with nothing but a number explains (补助线|(预计为2640元)), or None."""
        opening = left_bound(self.document.folded, quantity.start, 0) - 1
        if opening < 1 or self.document.folded[opening] != "(":
            return None
        phrase = self._phrase_before(quantity, opening)
        if phrase is None:
            return None
        compared = _COMPARED_WITH.search(self.document.folded, phrase.start, phrase.end)
        return Span(compared.end(), phrase.end) if compared and compared.end() < phrase.end else phrase

    def earlier_phrase(self, quantity: Quantity) -> Span | None:
        """Return the noun phrase of the clause before (提高绩效工资水平,逐步调整到…2.5倍), or None."""
        clause_start = left_bound(self.document.folded, quantity.start, 0)
        if clause_start == 0 or self.document.folded[clause_start - 1] != ",":
            return None
        return self._phrase_before(quantity, clause_start - 1)

    def _phrase_before(self, quantity: Quantity, end: int) -> Span | None:
        """Return the trimmed noun phrase that ends at *end*, or None."""
        folded = self.document.folded
        start = left_bound(folded, end, self.item_floor(quantity.start))
        member = folded.rfind(")、", start, end)
        start = member + 2 if member >= 0 else start  # 茶叶(增长8%)、|家具(增长6%)
        if _MANNER_CLAUSE.match(folded, start):
            return None
        trimmer = self.finder.trimmer
        stop, _ = trimmer.tail(start, end)
        head = trimmer.head(start, stop)
        if head.start < stop:
            inner = trimmer.inner(head.start, stop)
            head = trimmer.head(inner.start, stop) if inner.start > head.start else head
        return Span(head.start, stop) if stop - head.start >= 2 else None

    def given_before(self, draft: Draft) -> str:
        """Return the support that the clause before a bare sum gives (给予生活补贴,每人每月|2800元), or ``""``."""
        capped = draft.quantity.unit == "%" and draft.comparator == "<="  # 给予奖励,|最多不超过贡献的10%
        if not capped and not draft.quantity.unit.startswith("元"):
            return ""
        clause = left_bound(self.document.folded, draft.quantity.start, 0) - 1
        given = _GIVEN.search(self.document.folded, max(0, clause - 40), clause) if clause > 0 else None
        name = self.text(Span(*given.span("what"))) if given and self.document.folded[clause] == "," else ""
        return name if is_award(name) else ""

    def _sentence_start(self, quantity: Quantity) -> int:
        """Return where the sentence of *quantity* begins, or as far back as a phrase reaches."""
        folded = self.document.folded
        low = max(0, quantity.start - REACH_BEFORE)
        return max(folded.rfind("\n", low, quantity.start), folded.rfind("。", low, quantity.start), low - 1) + 1

    def before_exception(self, quantity: Quantity) -> str:
        """Return what is ruled before an exception (补贴期限,除…可延长至退休外,其余人员最长不超过|3年), or ``""``."""
        if not is_measured(quantity.unit):
            return ""  # 23个项目除一个外,其余|22个
        ruled = _EXCEPTED.search(self.document.folded, self._sentence_start(quantity), quantity.start)
        return self.text(Span(*ruled.span("name"))) if ruled else ""

    def label_of_list(self, quantity: Quantity) -> str:
        """Return the measure that a label at the head of the sentence names (支出进度要求:6月底前达到|50%), or ``""``."""
        label = _LIST_LABEL.match(self.document.folded, self._sentence_start(quantity), quantity.start)
        return self.text(Span(*label.span("name"))) if label else ""

    def label_before(self, draft: Draft) -> str:
        """Return the sum or rate that a label before a colon names (奖励标准:|国家级100万元), or ``""``."""
        folded = self.document.folded
        colon = draft.quantity.start - len(draft.named.lead) - 1
        if colon < 0 or folded[colon] != ":":
            return ""
        label = _SUM_LABEL.search(folded, max(0, colon - 24), colon)
        return self.text(Span(*label.span("name"))) if label else ""
