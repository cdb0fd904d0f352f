"""The noun phrase behind a number: what is counted (10名|幼儿园教师), what is given (5000元的|补贴)."""

from __future__ import annotations

from dataclasses import dataclass

from policyx import lazy
from policyx.grammar.measure import Quantity
from policyx.link import cues
from policyx.link.noun import affinity, counted_length, noun_length
from policyx.link.per import PER
from policyx.link.phrase import NOTE_MARK, drop_modifier, right_bound
from policyx.link.surface import is_award
from policyx.link.trim import Trimmer
from policyx.link.units import is_measured
from policyx.segment import words
from policyx.text import Span

# a modifier that ends in 的: 在本乡有较好口碑的|种粮大户
_MODIFIER = lazy.compile(
    r"(?:在|有|具|遭遇|遭受|不幸|面临|实现|符合|引领|从事|取得|获得|参加|达到|以|由|与|对|可|能|未|经|已|已经|用于|涉及|受|按|因|为|新|拟|正|年|含|带|成绩|条件|需要|愿意|影响|适合|"
    r"较|更|最|高|优|特)[^,，。；]{0,30}?的(?=[^\d的,。;:]{2,})"
    # “归雁小院”的|过渡性住宿
    r"|“[^”]{1,20}”的(?=[^\d的,。;:]{2,})"
    # 十亿级投资规模的|新型建材项目
    r"|[一两几十百千万亿]{1,3}级[^,。;的]{0,8}的(?=[^\d的,。;:]{2,})"
    # 特色突出、需求旺盛的|产业基地
    r"|[^,。;\d“”()]{2,90}?(?:突出|旺盛|明显|较[强高好大多]|良好|完善|齐全|领先|显著|鲜明|雄厚|健全|合理|优良|优美|便捷|达标|合格|成熟|稳定|规范|丰富|广泛|扎实|到位|有力|先进|过硬|精湛|广阔|[强高优]|能力强)的(?=[^\d的,。;:]{2,})"
)
# 性能先进并成功落地的|优秀应用: of things counted, but 1年以上|劳动合同并缴费的企业
_QUALITIES = lazy.compile(r"(?:[一-鿿]{4}[、且并]){1,3}[一-鿿]{2,12}?的(?=[一-鿿“]{2})")
_EMPTY_HEADS = frozenset(
    {
        "大关",
        "台阶",
        "关口",
        "门槛",
        "有",
        "为",
        "是",
        "达",
        "占",
        "部分",
        "标准",
        "额度",
        "比例",
        "的部分",
        "以上部分",
        "以下部分",
        "幅度",
        "速度",
        "价格",
        "规格",
    }
)
# 发展|到3.7万户, 合并重组|为5家: a movement behind a number is no noun
_MOVEMENT = lazy.compile(
    r"(?P<verb>[一-鿿]{2})?[一-鿿]{1,2}(?:到|至|为|成)(?=(?:(?:目前|现在|如今|当前)的?)?[\d一二三四五六七八九十百千万])"
)
# nouns that name a measured side of the thing before them: 特色种养行业|增加值
_SIDE = lazy.compile(
    r"(?:增加值|总产值|产值|营业收入|营收|收入|利润|税收|投资|产量|总量|总额|面积|占比|比例|比重|覆盖率|完成率|[^的]{0,2}率|人数|数量|规模|满意度)$"
)
_SIDE_AHEAD = lazy.compile(_SIDE.pattern.removesuffix("$").replace("[^的]{0,2}率|", ""))
_VERB_ROLES = ("lead", "weak", "up", "down", "spend", "give", "reach", "adverb", "modality")
_EVENT_UNITS = frozenset({"次", "期", "场", "回", "轮", "批次", "场次", "遍", "趟"})
# 的速度, 的标准: how much, not of what
_OF_DEGREE = ("的速度", "的比例", "的标准", "的目标", "的增长", "的增速")
# 按培训费用的|20%|给予补助
_GIVEN_AFTER = lazy.compile(
    r"(?P<gap>[^。;！？\n]{0,40}?)(?:给予|给与|给于|予以|发放|享受|提供|实行|进行|安排|拨付|兑现)(?P<what>[^,。；;！？\n、()“”]{2,24})"
)
# 按实际利率的|50%|贴息
_AWARD_AFTER = lazy.compile(
    r"的?(?:标准|比例)?(?P<what>贴息|补助|补贴|奖励|奖补|资助|补偿)(?![^,。;)]{0,6}(?:资金|标准|政策))"
)
# 按不低于|8%|的比例随机抽检: what is done at a rate
_AT_RATE = lazy.compile(r"(?:的(?:比例|标准))(?P<what>(?![对由从向给予])[一-鿿]{2,12})")
_SUM_GIVEN = lazy.compile(
    r"(?:最高|不超过|至多|最多)?(?:不超过)?(?:[\d.]+[万亿]?元|最长[\d一二三四五六七八九十]+(?:年|个月))的?(?P<what>(?:一次性)?[一-鿿]{0,4}?(?:贴息|补助|补贴|奖励|奖补|资助|补偿))"
)
# 7天|(6晚)|的免费住宿, 1000套|(间)|住房: the same in another measure
_OTHER_COUNT = lazy.compile(r"\((?:约?[\d.一二三四五六七八九十]{1,5})?[一-鿿]{1,2}\)(?=的?[“一-鿿])")
_RATE_OF = lazy.compile(r"(?:按照?|以)(?:不[低少]于|不超过|至少|最少)?$")
# 按(照)|投资额的: the base of a share of support
_BASE = lazy.compile(r"(?:^|[,、的])?(?:按照?|依照|根据|不超过|最高)[^,]{0,30}$")
_GAPS = frozenset({"", "的标准", "标准", "的比例", "比例", "的额度"})
_DIGIT = lazy.compile(r"\d")
# 带动80户农户|户均增收: what is averaged belongs to the next number
_AVERAGED = lazy.compile(r"(?<=[一-鿿]{2})(?:[户人亩村]均|[户人亩]年均)(?=[增收纯可])")


@dataclass(frozen=True, slots=True)
class PhraseAfter:
    """Finds the noun phrases behind the numbers of one document."""

    folded: str
    trimmer: Trimmer

    def find(
        self, quantity: Quantity, start: int, ceiling: int, *, of_group: bool = False, loose: bool = False
    ) -> Span | None:
        """Return the noun phrase that follows the number directly (10名|幼儿园教师), or None.

        Behind 的 stands what is measured (5000元的|补贴), or, with *of_group*, the group of those counted (5人的|调查组).
        With *loose* the phrase may begin with a verb (15个|带动农户增收项目).
        """
        folded = self.folded
        if start >= len(folded):
            return None
        if folded[start] == "(":
            other = _OTHER_COUNT.match(folded, start)
            if other is None:
                return None
            start = other.end()
        if mark := NOTE_MARK.match(folded, start):
            start = mark.end()  # 修建水窖120口|[3]
        attributive = folded.startswith("的", start)
        if attributive:
            if not is_measured(quantity.unit) and (laid_out := self._laid_out(start, ceiling)):
                return laid_out if laid_out.end > laid_out.start else None
            if not (is_measured(quantity.unit) or of_group) or folded.startswith(_OF_DEGREE, start):
                return None
            start += 1
        reach = min(ceiling, start + 110)
        modifier = _MODIFIER.match(folded, start, reach) if folded.find("的", start, reach) >= 0 else None
        if modifier is None and not is_measured(quantity.unit):
            modifier = _QUALITIES.match(folded, start, reach)
        if modifier:
            start = modifier.end()
        moved = _MOVEMENT.match(folded, start)
        if moved and (moved["verb"] is None or cues.has(moved["verb"], "lead", "weak", "up", "down")):
            return None
        stop = right_bound(folded, start, ceiling)
        stop = self._with_shared_head(quantity, start, stop, ceiling)
        per = PER.search(folded, start, stop)
        stop = per.start() if per else stop
        averaged = _AVERAGED.search(folded, start, stop)
        stop = averaged.start() if averaged else stop
        if stop <= start:
            return None
        if quantity.unit in _EVENT_UNITS and not folded.startswith(("被", "以", "获"), start):
            start = self.trimmer.head(start, stop, compounds=True).start
        start = self._past_owner(quantity, start, stop, ceiling)
        start = _past_clause(folded, start, stop)
        if not attributive and quantity.unit.startswith("元") and _USED_FOR.match(folded, start, stop):
            return None
        size = noun_length(folded[start:stop], open_end=stop == ceiling, attributive=attributive or loose)
        once = _ONCE_GIVEN.match(folded, start, stop)
        size = max(size, once.end() - start) if once else size
        kinds = _KINDS_OF_PLACE.match(folded, start, stop)
        size = kinds.end() - start if kinds else size
        funds = _FUNDS.match(folded, start, stop) if quantity.unit.startswith("元") else None
        size = funds.end() - start if funds else size
        if size == 0 or folded[start : start + size] in _EMPTY_HEADS:
            return None
        if quantity.unit in _EVENT_UNITS and folded[start : start + size] == "制度":
            return None  # 现场办公不少于1次|制度
        if attributive and start + size == ceiling and cues.has(folded[start:ceiling], "award"):
            return None  # 上座率达到六成的|奖励|10万元
        size = counted_length(quantity.unit, folded[start : start + size])
        size = self._without_side(start, size, stop, ceiling)
        return Span(start, start + size) if size >= 1 else None

    def _laid_out(self, at: int, ceiling: int) -> Span | None:
        """Return the noun that a standard at *at* lays out (的标准配建|快递驿站), empty without a noun; None without a standard."""
        standard = _LAID_OUT.match(self.folded, at)
        if standard is None:
            return None
        start = standard.end()
        return Span(start, start + noun_length(self.folded[start : right_bound(self.folded, start, ceiling)]))

    def _with_shared_head(self, quantity: Quantity, start: int, stop: int, ceiling: int) -> int:
        """Go on over 、 where only the second member has what the measure word counts (9家丝绸、|茶叶企业)."""
        ends = affinity(quantity.unit)
        if (
            ends is None
            or not self.folded.startswith("、", stop)
            or stop >= ceiling
            or ends.search(self.folded, start, stop)
        ):
            return stop
        second = right_bound(self.folded, stop + 1, ceiling)
        size = noun_length(self.folded[stop + 1 : second])
        size = counted_length(quantity.unit, self.folded[stop + 1 : stop + 1 + size])
        head = size and ends.search(self.folded, stop + 1, stop + 1 + size)
        return stop + 1 + size if head and 2 <= stop - start <= 8 else stop

    def _past_owner(self, quantity: Quantity, start: int, stop: int, ceiling: int) -> int:
        """Step over a modifier in 的 that the measure word does not count (所: 自建食堂的|学校)."""
        ends = affinity(quantity.unit)
        mark = self.folded.find("的", start, stop)
        if ends is None or mark < 0 or ends.search(self.folded, start, mark):
            return start
        size = noun_length(self.folded[mark + 1 : stop])
        return mark + 1 if size and ends.search(self.folded, mark + 1, mark + 1 + size) else start

    def _without_side(self, start: int, size: int, stop: int, ceiling: int) -> int:
        """Leave a measured side to the next quantity: 9个特色种养行业|增加值|增长4.6%."""
        rest = self.folded[start + size : ceiling]
        if stop < ceiling or len(rest) > 10 or not rest or not all(_is_cue(word) for word in words(rest)):
            return size
        side = _SIDE.search(self.folded[start : start + size])
        return side.start() if side and side.start() >= 2 else size

    def leaves_side(self, end: int) -> bool:
        """Say whether a measured side (增加值) stands at *end*: it belongs to the next number whole."""
        return bool(_SIDE_AHEAD.match(self.folded, end))

    def given(self, quantity: Quantity, after: Span | None, lead: str) -> Span | None:
        """Return what is given (补助, 奖励) when the number is a share or sum of support: 按费用的20%|给予补助."""
        direct = _AWARD_AFTER.match(self.folded, quantity.end) if quantity.unit == "%" else None
        if direct:
            return Span(*direct.span("what"))
        checked = _AT_RATE.match(self.folded, quantity.end) if quantity.unit == "%" and _RATE_OF.search(lead) else None
        shared = quantity.unit in {"%", "‰"} and "按" in lead
        laid_out = self._laid_out(quantity.end, len(self.folded)) if shared else None
        if laid_out and laid_out.end > laid_out.start:
            return laid_out
        if checked:
            size = noun_length(checked["what"], open_end=False)
            size = size or min(len(checked["what"]), 4)  # 按不低于5%的比例|抽查核实: no noun, so the verb
            return Span(checked.start("what"), checked.start("what") + size)
        if after is not None or not (quantity.unit.startswith("元") or quantity.unit in {"%", "‰"}):
            return None
        match = _GIVEN_AFTER.match(self.folded, quantity.end, min(len(self.folded), quantity.end + 70))
        if match is None:
            return None
        if not (_BASE.search(lead) or match["gap"] in _GAPS):
            return None
        if _DIGIT.search(match["gap"]) or ("," in match["gap"] and not _BASE.search(lead)):
            return None
        start, end = match.span("what")
        once = _ONCE_GIVEN.search(self.folded, start, end)
        if once:
            return Span(*once.span())  # 给予企业和个人|一次性就业补贴
        if _DIGIT.search(match["what"]):
            sum_given = _SUM_GIVEN.match(match["what"])  # 按投资额8%给予|最高300万元|补助
            at = match.start("what")
            return Span(at + sum_given.start("what"), at + sum_given.end("what")) if sum_given else None
        begin = drop_modifier(self.folded, start, end)
        size = noun_length(self.folded[begin:end], attributive=is_award(self.folded[begin:end]))  # 给予|开办补助
        return Span(begin, begin + size) if size else None


# 安排1000万元|支持科技创新: what money is used for is a clause, no noun
_USED_FOR = lazy.compile(r"(?:用于|支持|扶持)(?![资奖补]|经费|金额)[一-鿿]{2}")


# 8个|县(市)|石漠化治理面积
_KINDS_OF_PLACE = lazy.compile(r"[县区市旗乡镇村]\([市区县旗乡镇村居街道社、]{1,8}\)")


# 每500户不少于1个|的标准配建|快递驿站
_LAID_OUT = lazy.compile(
    r"的?(?:标准|比例|要求|原则)(?:统一|逐步|合理|科学|分别)?(?:配建|配备|配置|配齐|设置|设立|建设|新建|规划|布局|布点|安排|选派|选配|选聘|聘请)(?:建设|设置|配置|布局)?"
)


# 80万元|经费|支持社区建设: what the money is, before what it is for
_FUNDS = lazy.compile(
    r"(?:[一-鿿]{0,4}?(?:经费|资金|基金|专款))(?=用于|用以|专项用于|(?:支持|扶持|奖励|资助|保障|开展|建设)[一-鿿]{2})"
)


# 2000元|一次性带动就业补贴
_ONCE_GIVEN = lazy.compile(r"一次性[一-鿿]{0,8}?(?:补贴|补助|奖励|奖补|资助|救助|补偿)")


def _past_clause(folded: str, start: int, stop: int) -> int:
    """Step over a clause in 的 that begins with a verb of one character (站在生产一线的|技师)."""
    if stop - start < 2 or folded[start] not in "站居处扎走" or folded[start + 1] not in "在于根":
        return start
    mark = folded.find("的", start, stop)
    return mark + 1 if mark > 0 and stop - mark > 2 else start


def _is_cue(word: str) -> bool:
    return cues.has(word, *_VERB_ROLES) or word in "共分别约"
