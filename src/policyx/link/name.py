"""What a quantity measures: the noun phrase before it, after it, or carried over from earlier.

The order of trial follows how offices write. A counted thing follows its measure word (10名|幼儿园教师); a measured
thing stands before its number (毛入园率|达到98%). When only a verb is left, the name is what the verb takes after the
number, else the name of the quantity before, else, for money, the verb itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from policyx.grammar.measure import Quantity
from policyx.link import cues
from policyx.link.per import last_per
from policyx.link.phrase import PER, Phrase, Trimmer, left_bound, right_bound
from policyx.segment import words
from policyx.text import Span

# 元, %, 亩 …: units of things measured, whose name stands before the number
_MEASURED = regex.compile(
    r"%|‰|百分点|倍|番|折|:|$|.*元|.*米|.*亩|公顷|.*公里|吨.*|公斤|千克|斤|克|升|千瓦.*|兆瓦.*|瓦|度|年|个月|月|天|日|小时|分钟|秒|周|岁|"
    r"分|成|.*/.*|标箱|个?工作日|课时|学时|里|℃|赫兹|字节|TB|PB|GB|Mbps|级|位次|名次|位|码|伏"
)
# words that end the noun phrase after a number: 5所学校|探索…, 师生|的…
_RIGHT_STOPS = frozenset(
    [
        "的",
        "了",
        "着",
        "过",
        "到",
        "在",
        "从",
        "被",
        "由",
        "向",
        "对",
        "为",
        "将",
        "把",
        "与",
        "和",
        "及",
        "以",
        "并",
        "可",
        "已",
        "均",
        "都",
        "全",
        "正",
        "仍",
        "也",
        "就",
        "则",
        "而",
        "且",
        "或",
        "等",
        "中",
        "上",
        "内",
        "里",
        "后",
        "前",
        "时",
        "起",
        "以及",
        "并且",
        "全部",
        "全面",
        "分别",
        "正在",
        "已经",
        "可以",
        "能够",
        "用于",
        "用来",
        "来自",
        "位于",
        "属于",
        "进入",
        "成为",
        "作为",
        "通过",
        "按照",
        "根据",
        "其中",
        "之间",
        "期间",
        "左右",
        "以上",
        "以下",
        "达超",
        "均为",
        "开工",
        "竣工",
        "投产",
        "完工",
        "投用",
        "投运",
        "入选",
        "入围",
        "获评",
        "获批",
        "加快",
        "推进",
        "落地",
        "签约",
        "参加",
        "参与",
        "荣获",
        "规范",
        "面向",
        "走进",
        "深入",
        "充实",
        "顺利",
        "成功",
        "有序",
        "实行",
        "进行",
        "超",
        "达",
        "占",
        "比",
        "较",
        "同比",
        "用",
        "给",
        "让",
        "使",
        "每",
        "共",
        "再",
        "又",
        "还",
        "不",
        "未",
        "无",
        "须",
        "应",
        "要",
        "需",
        "赴",
        "至",
        "于",
        "是",
    ]
)
# a modifier that ends in 的: 在全区有一定影响力的|教育家型教师
_MODIFIER = regex.compile(
    r"(?:在|有|具|符合|引领|从事|取得|获得|参加|达到|以|由|与|对|可|能|未|经|已|已经|用于|涉及|受|按|因|为|新|拟|正|年|含|带|成绩|条件|需要|愿意|影响|适合|"
    r"较|更|最|高|优|特)[^,，。；]{0,30}?的(?=[^\d的]{2,})"
    # 特色突出、需求旺盛的|产业基地
    r"|[^,。;\d“”()]{2,90}?(?:突出|旺盛|明显|较[强高好大多]|良好|完善|齐全|领先|显著|鲜明|雄厚|健全|合理|优良|优美|便捷|达标|合格|成熟|稳定|规范|丰富|广泛|扎实|到位|有力|先进|过硬|精湛|广阔|[强高优]|能力强)的(?=[^\d的]{2,})"
)
_BUILD_MARKS = regex.compile(r"(?:新|改|扩|迁|续|维修)$")
# 135个先行创建县|行列
_TAIL_NOUN = regex.compile(r"(?:行列|名单|之列|(?<=[\u4e00-\u9fff]{2})(?:发展|成长|壮大|上市|入规|先行))$")
# 逐步|调整到|事业单位绩效工资调控线的2.5倍: what follows the verb is a measure of comparison, no name
_COMPARED = regex.compile(
    r"(?:逐步|力争|确保|全部|并|将|要|应|再|达|则)*(?:达到|提高到|提高至|增加到|增加至|增长到|提升到|提升至|调整到|调整至|调整为|下降到|下降至|降低到|降低至|减少到|降至|增至|"
    r"约?占(?=全[国省市县区州球]|世界)|超过|高于|低于|高出|不低于|不高于|不超过|相当于|不到|不足|不及|(?:是|仅?为)(?=[^,]{2,30}(?:的|总和|水平)$))(?=.)"
)
# 20个赛项|代表山西参加: at the end of a phrase these are nouns (人大代表), before an object they are verbs
_EITHER = frozenset({"代表", "规范", "领导"})
# nouns that a measure word takes: 12所自建食堂的|放心午餐项目学校
_AFFINITY = {
    "所": regex.compile(
        r"(?:学校|小学|中学|高中|初中|大学|学院|院校|高校|幼儿园|园|医院|卫生院|卫生室|院|站|室|馆|所|中心)$"
    ),
    "名": regex.compile(
        r"(?:教师|学生|人员|人才|干部|党员|队员|工人|职工|医生|护士|员|者|生|师|长|手|人|户|匠|家|代表|骨干|农民|群众|居民|妇女|儿童|青年|老人)$"
    ),
    "家": regex.compile(r"(?:企业|公司|单位|机构|银行|店|场|厂|社|户|主体|医院|中心|平台|园区|酒店|超市|协会)$"),
}
_AFFINITY["位"] = _AFFINITY["名"]
# nouns that name a measured side of the thing before them: 重点传统制造业|增加值
_SIDE = regex.compile(
    r"(?:增加值|总产值|产值|营业收入|营收|收入|利润|税收|投资|产量|总量|总额|面积|占比|比例|比重|覆盖率|完成率|[^的]{0,2}率|人数|数量|规模|满意度)$"
)
_SIDE_AHEAD = regex.compile(_SIDE.pattern.removesuffix("$").replace("[^的]{0,2}率|", ""))
_VERB_ROLES = ("lead", "weak", "up", "down", "spend", "give", "reach", "adverb", "modality")
_RATIOS = frozenset({"%", "‰", "百分点", "成", "倍", "", ":"})
_EVENT_UNITS = frozenset({"次", "期", "场", "回", "轮", "批次", "场次", "遍", "趟"})
# 按培训费用的|20%|给予补助
_GIVEN_AFTER = regex.compile(
    r"(?P<gap>[^。;！？\n]{0,40}?)(?:给予|给与|给于|予以|发放|享受|提供|实行|进行|安排|拨付|兑现)(?P<what>[^,。；;！？\n、()“”]{2,24})"
)
# 交流轮岗教师|不少于符合条件教师总数的|10%: the name is the subject, what follows is the base
_SUBJECT = regex.compile(
    r"(?P<name>[^,。;的]{2,40}?)(?P<verb>由[^,。;]{2,40}按$|(?<=标准|价格|费用|额度)按[^,。;]{2,20}$|不得?少于|不得?低于|不得?超过|不得?高于|达到|超过|高于|低于|仅?占|控制在|相当于|为|是|不到|不足|不及|接近)"
    r"(?:$|[^,。;]{2,40}?(?:的|总数|总量|总额|时期)$)"
)
_HANDLED = regex.compile("[将把]")
# 将|2月份房租|减免50%: the object of 将 or 把, before its verb
_OBJECT = regex.compile(
    r"(?:(?<=^|[,、除另并再])|(?<=[\u4e00-\u9fff]{2}))(?:将|把)(?![军领近来要])(?P<name>[\u4e00-\u9fff\d“”]{2,24}?)(?:减免|下调|上调|提高|降低|压减|压缩|缩短|延长|扩大|增加|减少|控制|下浮|上浮)?$"
)
_ADVERBIAL = regex.compile(
    r"^(?:至少|最少|最多|不少于|不低于|平均|应当?|须|要|至多|不得|可|均|固定|各|给予|安排|按|不超过|最高)+"
)
_BARE_HEADS = frozenset(
    {
        "比例",
        "比重",
        "份额",
        "数量",
        "总量",
        "人数",
        "面积",
        "时间",
        "次数",
        "频次",
        "标准",
        "概率",
        "水平",
        "规模",
        "成本",
        "价格",
        "金额",
        "总数",
        "总额",
    }
)
_EMPTY_HEADS = frozenset(
    {"部分", "标准", "额度", "比例", "的部分", "以上部分", "以下部分", "幅度", "速度", "价格", "规格"}
)
# 发展|到3.7万户: a movement behind a number is no noun
_MOVEMENT = regex.compile(r"[\u4e00-\u9fff]{1,2}(?:到|至|为|成)(?=[\d一二三四五六七八九十百千万])")
# 企业|一次性奖励: 一次性 begins the name of what is given
_AWARDED = regex.compile(
    r"(?:一次性|(?<=企业|单位|个人|团队|项目|每家|每户|每人|机构|组织|家庭|农户|主体|学校))(?:再)?(?P<what>(?:一次性)?(?:奖励|补助|补贴|奖补|资助|救助|补偿))$"
)
# 按实际利率的|50%|贴息
_AWARD_AFTER = regex.compile(
    r"的?(?:标准|比例)?(?P<what>贴息|补助|补贴|奖励|奖补|资助|补偿)(?![^,。;)]{0,6}(?:资金|标准|政策))"
)
# 按(照)|投资额的: the base of a share of support
_BASE = regex.compile(r"(?:^|[,、的])?(?:按照?|依照|根据|不超过|最高)[^,]{0,30}$")
_NOUNLIKE = frozenset(
    {
        "投入",
        "投资",
        "支出",
        "融资",
        "贷款",
        "补助",
        "补贴",
        "奖励",
        "资助",
        "救助",
        "奖补",
        "支持",
        "补偿",
        "贴息",
        "出资",
        "拨款",
        "捐款",
    }
)
_SHARE = regex.compile(r"占[^,。]{1,30}的(?:比例|比重|份额|百分比)")


@dataclass(frozen=True, slots=True)
class Named:
    """The name found for a quantity, with the words around it that say how it was reached."""

    name: Span | None
    how: str  # "before", "after", "given", "verb" (only a verb is left), "carried" (nothing is left)
    action: str = ""
    modality: str = ""
    tail: str = ""  # predicate words between the name and the number
    lead: str = ""  # the whole text between the phrase's left bound and the number
    reach: int = 0  # where the phrase after the number ends (q.end when there is none)


def is_measured(unit: str) -> bool:
    """Say whether things of this *unit* are measured (named before the number) rather than counted.

    Example:
        >>> is_measured("%"), is_measured("所")
        (True, False)
    """
    return bool(_MEASURED.fullmatch(unit))


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds the names of one document's quantities."""

    folded: str
    trimmer: Trimmer

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
        before, tail = self._before(left, quantity.start, quantity.unit in _RATIOS)
        after = self._after(quantity, behind, ceiling)
        if after is None and not is_measured(quantity.unit) and self._only_verb(before):
            after = self._after(quantity, behind, ceiling, of_group=True)
        found = self._choose(quantity, before, after, lead)
        reach = self._reach(quantity, found)
        return Named(found[0], found[1], before.action, before.modality, tail, lead, reach)

    def _reach(self, quantity: Quantity, found: tuple[Span | None, str]) -> int:
        """Return where the next quantity's phrase may begin; a measured side left over belongs to it whole."""
        name, how = found
        if how != "after" or name is None:
            return quantity.end
        return quantity.end if _SIDE_AHEAD.match(self.folded, name.end) else name.end

    def _choose(self, quantity: Quantity, before: Phrase, after: Span | None, lead: str) -> tuple[Span | None, str]:
        name = None if before.empty else Span(before.start, before.end)
        if name and self.folded[name.start : name.end] == "一次性":
            name = None  # 一次性|5万元|的奖励
        if quantity.unit == "" and after and quantity.parts is None:
            return after, "after"  # 103万|农民: a count without its measure word
        verbal = name is not None and self._verbal(name, quantity, before)
        if is_measured(quantity.unit):
            given = self._given(quantity, after, lead)
            if given:
                return given, "given"
            if name and not verbal:
                return name, "before"
            if after:
                return after, "after"
        else:
            if after:
                return after, "after"
            if name and not verbal:
                return name, "before"
        return (name, "verb") if name else (None, "carried")

    def _verbal(self, name: Span, quantity: Quantity, before: Phrase) -> bool:
        """Say whether the phrase is nothing but a governing verb (新建, 增加, 给予); 投资, 补助 name money."""
        word = self.folded[name.start : name.end].removesuffix("了")
        if quantity.unit.endswith("元") and cues.has(word, "award", "noun"):
            return False
        if before.action and before.action != word and cues.has(word, "noun"):
            return False  # 带动|就业
        return cues.has(word, "lead", "weak", "up", "down", "spend", "give", "reach")

    def _before(self, left: int, start: int, ratio: bool) -> tuple[Phrase, str]:
        """Return the phrase before the number, trimmed, and the words between it and the number."""
        left = self._past_per(self._last_predicate(left, start), start)
        end, tail = self.trimmer.tail(left, start)
        end, tail = self._without_base(left, end, start, tail)
        if end <= left:
            return Phrase(start, start), tail
        compared = _COMPARED.match(self.folded, left, start)
        if compared and compared.end() < end:
            return Phrase(start, start), self.folded[left:start]
        giving = self._giving(left, end)
        if giving:
            return Phrase(end - len(giving), end, giving), tail
        left = _after_conjunction(self.folded, left, end)
        moved = _OBJECT.search(self.folded, left, end) if _HANDLED.search(self.folded, left, end) else None
        if moved:
            left, end, tail = moved.start("name"), moved.end("name"), self.folded[moved.end("name") : start]
        return self._governed(left, end, ratio), tail

    def _without_base(self, left: int, end: int, start: int, tail: str) -> tuple[int, str]:
        """End the phrase before the base of a comparison (交流教师|不少于总数的|10%)."""
        if self.folded[start - 1] not in "的数量额期按":
            return end, tail
        subject = _SUBJECT.match(self.folded, left, start)
        if subject and subject.end("name") < end and not _SHARE.match(self.folded, subject.start("verb"), start):
            return subject.end("name"), self.folded[subject.end("name") : start]
        return end, tail

    def _giving(self, left: int, end: int) -> str:
        """Return the verb of giving at the end of the phrase (…妇女|给予|每人1万元), or ``""``."""
        giving = cues.longest_before(self.folded, left, end, "give", "spend")
        if len(giving) < 2 or giving in _NOUNLIKE or end - len(giving) <= left:
            return ""
        return "" if cues.has(giving, "award") and not cues.has(giving, "give") else giving

    def _governed(self, left: int, end: int, ratio: bool) -> Phrase:
        """Trim the governing verb, its subject and modifiers off ``[left, end)``."""
        head = self.trimmer.head(left, end, compounds=ratio)
        action, begin = head.action, head.start
        if begin < end:
            inner = self.trimmer.inner(begin, end, governed=bool(action))
            if inner.start > begin:
                again = self.trimmer.head(inner.start, end, inner.action)
                begin = again.start if again.start < end else inner.start
                action = again.action or inner.action
        begin = self._awarded(self._drop_modifier(begin, end), end)
        if begin >= end and action:
            # nothing but the verb was there: 奖励|50万元
            at = self.folded.rfind(action, left, end)
            return Phrase(at, at + len(action), action, head.modality)
        word = self.folded[begin:end].removesuffix("了")
        if not action and cues.has(word, "lead", "weak", "spend", "give", "up", "down"):
            action = word
        return Phrase(begin, end, action, head.modality)

    def _awarded(self, begin: int, end: int) -> int:
        """Return where the name of what is given begins (企业|一次性奖励), or *begin*."""
        if end - begin < 3 or self.folded[end - 1] not in "励助贴补偿":
            return begin
        found = _AWARDED.search(self.folded, begin, end)
        if found is None:
            return begin
        return found.start("what") if found["what"].startswith("一次性") else found.start()

    def _last_predicate(self, left: int, start: int) -> int:
        """Return where the last of several predicates joined by 、 begins (达到X、稳居前十强、|增长4.8%), or *left*."""
        while left < start and self.folded[left] in "、 和及与":
            left += 1
        mark = _outside_quotes(self.folded[left:start], "、")
        if not mark:
            return left
        begin = left + mark
        ahead, _ = self.trimmer.tail(left, begin - 1)
        first = self.trimmer.head(left, ahead)
        if first.end - first.start < 2 or cues.has(self.folded[first.start : first.end], "lead", "weak"):
            return left  # 新建、改扩建|校舍: both verbs govern
        own_end, _ = self.trimmer.tail(begin, start)
        if own_end <= begin or begin in self.trimmer.times or ahead < begin - 1:
            return begin
        verb = cues.longest_at(self.folded, begin, own_end, "lead", "spend", "give", "up", "down")
        if verb and not cues.has(verb, "weak", "noun") and self._has_predicate(left, begin - 1):
            return begin
        return left

    def _has_predicate(self, left: int, end: int) -> bool:
        """Say whether ``[left, end)`` is a clause of its own rather than a member of a list."""
        return any(
            cues.has(token, "lead", "reach", "up", "down") and not cues.has(token, "noun", "weak") and len(token) > 1
            for token in words(self.folded[left:end])
        )

    def _past_per(self, left: int, start: int) -> int:
        """Return where the phrase begins when a 每… stands inside it: 县级河长每月|巡河|2次."""
        span = last_per(self.folded[left:start])
        if span is None:
            return left
        begin = left + span.end
        rest = _ADVERBIAL.sub("", self.folded[begin:start])
        if len(rest) < 2 or self.trimmer.tail(begin, start)[0] <= begin:
            return left
        return begin

    def _drop_modifier(self, begin: int, end: int) -> int:
        """Drop a modifier in 的 (符合条件的|大学生) and a list headed by 等 (焊接、机电等|传统专业)."""
        phrase = self.folded[begin:end]
        if ("的" not in phrase and "等" not in phrase) or _SHARE.search(phrase):
            return begin
        cut = max(_outside_quotes(phrase, "的"), _list_head(phrase))
        if 0 < cut < len(phrase) - 1 and phrase[cut:] not in _BARE_HEADS:
            return begin + cut
        return begin

    def _only_verb(self, before: Phrase) -> bool:
        word = self.folded[before.start : before.end].removesuffix("了")
        return before.empty or cues.has(word, "lead", "weak", "give")

    def _after(self, quantity: Quantity, start: int, ceiling: int, *, of_group: bool = False) -> Span | None:
        """Return the noun phrase that follows the number directly (10名|幼儿园教师), or None.

        Behind 的 stands what is measured (5000元的|补贴), or, with *of_group*, the group of those counted (5人的|调查组).
        """
        folded = self.folded
        if start >= len(folded):
            return None
        if folded[start] == "(":
            return None
        attributive = folded.startswith("的", start)
        if attributive:
            if not (is_measured(quantity.unit) or of_group) or folded.startswith(
                ("的速度", "的比例", "的标准", "的目标", "的增长", "的增速"), start
            ):
                return None
            start += 1
        modifier = _MODIFIER.match(folded, start, min(ceiling, start + 110))
        if modifier:
            start = modifier.end()
        if _MOVEMENT.match(folded, start):
            return None
        stop = right_bound(folded, start, ceiling)
        per = PER.search(folded, start, stop)
        stop = per.start() if per else stop
        if stop <= start:
            return None
        if quantity.unit in _EVENT_UNITS and not folded.startswith(("被", "以", "获"), start):
            start = self.trimmer.head(start, stop, compounds=True).start
        start = self._past_owner(quantity, start, stop, ceiling)
        size = _noun_length(folded[start:stop], open_end=stop == ceiling, attributive=attributive)
        if size == 0 or folded[start : start + size] in _EMPTY_HEADS:
            return None
        size = self._counted(quantity, start, size)
        size = self._without_side(start, size, stop, ceiling)
        return Span(start, start + size) if size >= 1 else None

    def _past_owner(self, quantity: Quantity, start: int, stop: int, ceiling: int) -> int:
        """Step over a modifier in 的 that the measure word does not count (所: 自建食堂的|学校)."""
        affinity = _AFFINITY.get(quantity.unit)
        mark = self.folded.find("的", start, stop)
        if affinity is None or mark < 0 or affinity.search(self.folded, start, mark):
            return start
        size = _noun_length(self.folded[mark + 1 : stop])
        return mark + 1 if size and affinity.search(self.folded, mark + 1, mark + 1 + size) else start

    def _counted(self, quantity: Quantity, start: int, size: int) -> int:
        """End the phrase at the last noun that the measure word counts (7所高校|“双一流”创建)."""
        affinity = _AFFINITY.get(quantity.unit)
        phrase = self.folded[start : start + size]
        if affinity is None or affinity.search(phrase):
            return size
        best, length = size, 0
        for token in words(phrase):
            length += len(token)
            if affinity.search(phrase[:length]):
                best = length
        return best

    def _without_side(self, start: int, size: int, stop: int, ceiling: int) -> int:
        """Leave a measured side to the next quantity: 17个重点传统制造业|增加值|增长5.3%."""
        rest = self.folded[start + size : ceiling]
        if stop < ceiling or len(rest) > 10 or not rest or not all(_is_cue(word) for word in words(rest)):
            return size
        side = _SIDE.search(self.folded[start : start + size])
        return side.start() if side and side.start() >= 2 else size

    def _given(self, quantity: Quantity, after: Span | None, lead: str) -> Span | None:
        """Return what is given (补助, 奖励) when the number is a share or sum of support: 按费用的20%|给予补助."""
        direct = _AWARD_AFTER.match(self.folded, quantity.end)
        if direct and quantity.unit == "%":
            return Span(*direct.span("what"))
        match = _GIVEN_AFTER.match(self.folded, quantity.end, min(len(self.folded), quantity.end + 70))
        if after is not None or match is None or not (quantity.unit.startswith("元") or quantity.unit in {"%", "‰"}):
            return None
        if not (_BASE.search(lead) or match["gap"] in {"", "的标准", "标准", "的比例", "比例", "的额度"}):
            return None
        if any(char.isdigit() for char in match["gap"]) or ("," in match["gap"] and not _BASE.search(lead)):
            return None
        start, end = match.span("what")
        if any(char.isdigit() for char in match["what"]):
            return None
        begin = self._drop_modifier(start, end)
        size = _noun_length(self.folded[begin:end])
        return Span(begin, begin + size) if size else None


def _is_cue(word: str) -> bool:
    return cues.has(word, *_VERB_ROLES) or word in "共分别约"


def _after_conjunction(folded: str, left: int, end: int) -> int:
    """Return the offset after 且 or 并 that joins two predicates (创办企业并|正常经营), or *left*."""
    if not _JOINER.search(folded, left, end):
        return left
    last = max((match.end() for match in _CONJUNCTION.finditer(folded, left, end)), default=left)
    return last if end - last >= 2 else left


_JOINER = regex.compile("[且并指]")
_CONJUNCTION = regex.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:并且|且|并(?![网购轨联发列行重举])|(?:是|系)?指(?![数标导挥定南示引纹针责]))(?=[\u4e00-\u9fff])"
)


def _outside_quotes(phrase: str, mark: str) -> int:
    """Return the offset after the last *mark* outside quotation marks and brackets, or 0."""
    position = phrase.rfind(mark)
    while position >= 0:
        ahead = phrase[:position]
        if ahead.count("“") <= ahead.count("”") and ahead.count("(") <= ahead.count(")"):
            return position + len(mark)
        position = phrase.rfind(mark, 0, position)
    return 0


# 焊接、机电等|传统专业; not 一等奖, 等级, 等候
_LIST_END = regex.compile(r"[^高同平上中初优等一二三四特]等(?:方面|领域|各类|一批)?的?(?=[^级次待值额候于\s])")


def _list_head(phrase: str) -> int:
    """Return the offset after 等 or 等N类 that closes a list before its head noun, or 0."""
    match = _LIST_END.search(phrase) if "等" in phrase else None
    return match.end() if match and match.end() < len(phrase) - 1 else 0


def _noun_length(window: str, *, open_end: bool = False, attributive: bool = False) -> int:
    """Return how many characters of *window* belong to the noun phrase at its start.

    *open_end* says that a number follows the window, so that a verb at its end is a predicate (17个制造业|增长5.3%);
    *attributive* that 的 stands before it, so that a verb at its start is part of it (5%的|新增建设用地).
    """
    length = 0
    for index, token in enumerate(words(window)):
        rest = window[length + len(token) :] or ("#" if open_end else "")
        if (
            token not in "“”()"
            and not (index and _in_quotes(window[:length]))
            and (index or not attributive)
            and _ends_noun(token, rest, index)
        ):
            break
        length += len(token)
    noun = window[:length].rstrip("、,和与及")
    noun = _BUILD_MARKS.sub("", noun) if len(noun) > 3 else noun
    if noun.count("(") > noun.count(")"):
        noun = noun[: noun.rindex("(")]
    return len(_TAIL_NOUN.sub("", noun))


def _ends_noun(token: str, rest: str, index: int) -> bool:
    """Say whether *token* ends the noun phrase before it; *rest* is what follows in the clause."""
    if token in _EITHER and index and len(rest) >= 2:
        return True
    if token in _RIGHT_STOPS:
        if len(token) == 1 and token in "比对与和为上中内后前被向" and len(rest) < 2 and index:
            return token in "中内上后前"
        return not (index == 0 and len(token) == 1 and rest and token in "全中上对可正新")
    if index and cues.has(token, "adverb") and cues.longest_at(rest, 0, len(rest), "lead", "reach", "up", "down"):
        return not cues.has(token, "noun")
    if token in {"以上", "以下"}:
        return not regex.match(r"[\u4e00-\u9fff]{2}", rest)
    return _stops(token, rest, index)


def _in_quotes(ahead: str) -> bool:
    return ahead.count("“") > ahead.count("”")


def _stops(token: str, rest: str, index: int) -> bool:
    """Say whether a verb ends the noun phrase here (学校|探索): a verb before a bare noun suffix does not."""
    if not cues.has(token, "lead", "up", "down", "reach", "give", "spend"):
        return False
    if index == 0:
        bare = not cues.has(token, "weak", "noun", "award")
        return len(token) > 1 and (cues.has(token, "up", "down", "reach", "give", "lead") and bare) and bool(rest)
    if not rest:
        return False
    if cues.has(token, "noun") or (cues.has(token, "weak") and not cues.has(token, "up", "down") and len(rest) < 4):
        return False
    if cues.has(token, "award") or len(token) == 1:
        return False
    return not (
        rest and regex.match(r"[县区市镇村校园户点站室者员率量额数]|工程|项目|机构|企业|中心|基地|平台|任务|工作", rest)
    )
