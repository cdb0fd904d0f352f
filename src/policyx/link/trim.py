"""Trims the phrase around a number: adverbs, scopes and governing verbs from the left, predicates from the right.

Word boundaries only support a doubtful cue; the cue table decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from policyx import lazy
from policyx.link import cues
from policyx.link.per import PER
from policyx.link.phrase import is_enclosed
from policyx.link.skippable import LOOSE_END, LOOSE_LAST, SCOPE, SKIPPED, SKIPPED_BUT_PER
from policyx.link.verb_noun import MEASURE_NOUN, NOMINAL, THINGS, begins_term, makes_noun
from policyx.segment import is_boundary, words

# 计划|改造老旧小区: adverbs whose verb may be one that often heads a noun
_INTENDED = frozenset(("计划", "同步", "预计", "累计"))
# 合作社|由|12家增加到20家: where a movement begins
_SINCE = lazy.compile("(?:(?<![理自缘])由|(?<![服无依])从)$")
_SINCE_LAST = frozenset("由从\n")
# 按时|办结率, 一次性|办结率: a rate of what is done in a manner keeps the manner
_MANNER_RATE = lazy.compile(
    r"(?:办结|完成|交付|兑付|发放|复工|通过|验收|到位|整改|回复|响应|足额|缴纳|报送|就诊|随访)率"
)
# 户均|增收: an average of what the verb says
_AVERAGE = lazy.compile("[户人亩村]均年?$")
_EARNED = frozenset(("增收", "增产", "增加", "增加了", "增收了", "节水", "减负", "降本"))
# 农产品价格|比|去年下降: a comparison, whatever word its 比 would make with the noun
_COMPARES = lazy.compile("(?:(?<![占对环同])比|较)$")
_LIMITED = frozenset(("纳税", "缴税", "投资", "营收"))
# 千万以上, 亿元以上: a limit that belongs to the verb before it
_SCALE_LIMIT = lazy.compile(r"[一两几十百千万亿]*[百千万亿]元?以上[一-鿿]{2}")
# 贴息|金额, 补助|标准: what a sum given is called
_SUM_NOUNS = frozenset(("金额", "总额", "额度", "标准", "资金", "比例", "期限", "总金额", "限额"))
# 公示|期, 合格|率: what makes a noun of the verb before it
_NOUN_ENDINGS = frozenset("期率费额量数值价员者权证款")
_BARE_MEASURES = frozenset(
    {"比例", "比重", "频次", "频率", "结果", "次数", "周期", "时限", "期限", "时间", "标准", "额度"}
)
# 并网|规模, 在孵|企业: words that segmentation takes for 并 or 在 and a verb
_JOINS = (
    "并网", "并轨", "并购", "并联", "并表", "在孵", "在建", "在册", "在库", "在研", "在训", "在租", "在营", "在养", "在产", "在售", "在园", "在校",
    "在岗", "在编", "在读", "在职", "占道", "占地",
)  # fmt: skip
_GOVERNING = ("lead", "weak", "give", "spend", "up", "down")
_GOVERNING_WORDS = cues.of(*_GOVERNING)
_LEAD, _WEAK, _NOUN = cues.of("lead"), cues.of("weak"), cues.of("noun")
_GIVE = cues.of("give")
_STRONG = _LEAD - _WEAK
_MODALITY, _MAYBE = cues.of("modality"), cues.of("maybe")
# 丰富了|特色专业: a verb that the cue table lacks shows itself by its 了
_PAST_VERB = lazy.compile(r"[一-鿿]{2}了(?=[一-鿿“])")
# 市财政|整合…, 县民政局|发放…: the organ that acts
_ORGAN_SUBJECT = lazy.compile(
    r"[省市县区旗州盟](?:财政|政府)|[省市县区旗州盟]?[一-鿿]{1,8}?(?:局|委|办|厅|部门|集团|银行)"
    r"|(?:[省市县区旗州盟][一-鿿]{1,8}?(?:局|委|办|厅|部|大队|支队|中心)[、和])+[省市县区旗州盟][一-鿿]{1,8}?(?:局|委|办|厅|部|大队|支队|中心)"
)
# 每万人拥有5G基站: a base that belongs to the name
_BASE_IN_NAME = lazy.compile(r"每[一二三四五六七八九十百千万\d]*[百千万亿](?:人口|常住|人|名|户|亩|元|平方)")
# 综合医院设立老年医学科的|比例: the clause is what the share is of
_OF_SHARE = lazy.compile(r"的(?:比例|比重|份额|占比)$")
# 优化|为, 发展|到: any verb of movement with its goal
_MOVED = lazy.compile(r"(?P<verb>[一-鿿]{2})(?:到|至|为|成|在)$")
_MOVED_LAST = frozenset("到至为成在\n")  # what it can end with: one look decides most cases
# 分别惠及, 分别给予: the predicate of a list
_SHARED_VERB = lazy.compile(r"分别[一-鿿]{0,4}$")
_AWARD_END = lazy.compile(r"(?:奖励|补助|补贴|奖补|资助|补偿)$")
# 月均报酬|比现行标准|增加300元: what the change is against
_STANDARD = lazy.compile(
    r"(?:[比较](?!例|重|高|多|大|好|率|值|价|拼|武))[^,。;的比较]{1,16}$|(?:高于|低于|快于|高出)[^,。;]{1,16}$|在[^,。;]{2,14}(?:基础|水平)上$"
)
# 某药业已成功|研发: after these even a verb that often heads a noun governs
# 种植专业合作社|种植: who acts
_SUBJECTS = ("合作社", "旅行社", "公司", "集团", "农场", "协会")
_BEFORE_VERBS = frozenset(("已", "已经", "成功", "先后", "陆续", "正在", "率先", "现已", "均已", "累计"))
_REACHED = frozenset(("实现", "完成"))
_LEVEL_NAME = lazy.compile(r"[一-鿿]{0,4}(?:[值额量]|收入|利润|税收|投资|支出|面积)")
_PREDICATES = ("reach", "up", "down", "adverb", "modality")
_ENDING_VERBS = ("lead", "weak", "give", "spend", "award")
_ENCLOSING = ("“”", "()", "《》")
_UP_DOWN = cues.of("up", "down")
_MOVING = cues.of("lead", "weak", "up", "down", "reach")


class Phrase(NamedTuple):
    """A trimmed phrase: its span (empty when nothing is left) and the words that were cut off it."""

    start: int
    end: int
    action: str = ""
    modality: str = ""
    tail: str = ""
    scoped: bool = False

    @property
    def empty(self) -> bool:
        """True when no noun phrase was left."""
        return self.end <= self.start


@dataclass(frozen=True, slots=True)
class Trimmer:
    """Trims phrases of one document: knows its time expressions and the names that its place goes by."""

    folded: str
    times: Mapping[int, int] = field(default_factory=dict)  # start → end of time expressions, which do not overlap
    places: tuple[str, ...] = ()
    _begins: dict[int, int] = field(default_factory=dict)  # end → start of them

    def __post_init__(self) -> None:
        self._begins.update({end: start for start, end in self.times.items()})

    def head(self, start: int, stop: int, action: str = "", *, compounds: bool = False) -> Phrase:
        """Trim adverbs, scopes and governing verbs from the left end of ``[start, stop)``.

        A verb that is as often part of a noun (创新, 就业) is cut off only when no verb was before it, and never when
        *compounds* says that such a verb heads a noun here (评估|结果占…的三成).
        """
        modality = ""
        scoped = False
        while start < stop:
            ahead = self._skip(start, stop)
            if ahead > start:
                scoped = scoped or self._is_scope(start)
                start = ahead
                continue
            cue = self._leading_cue(start, stop, bool(action), compounds)
            if not cue:
                break
            if cue in _MODALITY:
                modality = cue
            if cue in _GOVERNING_WORDS or cue.endswith("了"):
                action = cue
            start += len(cue)
        return Phrase(start, stop, action, modality, scoped=scoped)

    def _is_scope(self, start: int) -> bool:
        return bool(SCOPE.match(self.folded, start)) or any(self.folded.startswith(p, start) for p in self.places)

    def _skip(self, start: int, stop: int) -> int:
        """Return the offset after a blank, mark, time, scope or per word at *start*."""
        if self.folded[start] in " 、,;.·*-~+":
            return start + 1
        if (end := self.times.get(start)) and end <= stop:
            return end
        for place in self.places:
            if self.folded.startswith(place, start) and start + len(place) <= stop:
                return start + len(place)
        subject = _ORGAN_SUBJECT.match(self.folded, start, stop)
        if subject and cues.longest_at(self.folded, subject.end(), stop, "lead", "spend", "give"):
            return subject.end()
        skipped = SKIPPED.match(self.folded, start, stop)
        if skipped and skipped.lastgroup == "per" and self._per_is_name(skipped.end(), stop):
            skipped = SKIPPED_BUT_PER.match(self.folded, start, stop)
        return skipped.end() if skipped else start

    def _per_is_name(self, end: int, stop: int) -> bool:
        return self.folded.startswith("人口", end, stop) or self.folded.startswith("常住", end, stop)

    def _leading_cue(self, start: int, stop: int, governed: bool, compounds: bool) -> str:
        """Return the cue at *start* that is to be cut off, or ``""`` when the name begins here."""
        adverb = cues.longest_at(self.folded, start, stop, "adverb", "modality")
        verb = cues.longest_at(self.folded, start, stop, *_GOVERNING)
        if verb and (governed or compounds) and verb in _NOUN:
            verb = ""
        if len(verb) >= len(adverb) and verb:
            if self._governs(start, start + len(verb), stop) and not (
                compounds and stop - start - len(verb) <= 2 and not SCOPE.match(self.folded, start + len(verb), stop)
            ):
                return verb + ("了" if self.folded.startswith("了", start + len(verb), stop) else "")
            if not adverb or len(adverb) >= len(verb):
                return ""
        if not verb and (past := _PAST_VERB.match(self.folded, start, stop)):
            return past.group()
        if not adverb:
            return ""
        if len(adverb) == 1 and (not self._alone(start, stop) or self.folded.startswith(_JOINS, start)):
            return ""
        if _MANNER_RATE.fullmatch(self.folded, start + len(adverb), stop):
            return ""
        if adverb in _MAYBE and not self._verb_follows(start + len(adverb), stop, adverb):
            return ""
        if len(adverb) == 2 and not is_boundary(self.folded[start : min(stop, start + 8)], 2):
            return ""
        return adverb

    def _verb_follows(self, start: int, stop: int, adverb: str) -> bool:
        more = () if len(adverb) == 1 else ("adverb",)
        cue = cues.longest_at(self.folded, start, stop, *_GOVERNING, *more)
        if not cue or len(adverb) == 1 or cue not in _NOUN:
            return bool(cue)
        return adverb in _INTENDED and stop - start - len(cue) > 2 and self._governs(start, start + len(cue), stop)

    def _governs(self, start: int, end: int, stop: int) -> bool:
        """Say whether the verb ``[start, end)`` governs what follows, rather than being part of a noun."""
        rest = self.folded[end:stop]
        if (end - start == 1 and len(rest) < 2) or rest in _BARE_MEASURES:
            return False
        if self.folded[start:end] in _LIMITED and _SCALE_LIMIT.match(rest):
            return False  # 纳税|千万以上企业
        if rest in _SUM_NOUNS and cues.has(self.folded[start:end], "award"):
            return False  # 贴息|金额
        if rest in _NOUN_ENDINGS or rest.startswith(("式", "型", "性")):
            return False  # 合格|率, 装配|式建筑
        if len(rest) < 2 and not (rest and words(self.folded[start:stop])[0] == self.folded[start:end]):
            return False
        if makes_noun(self.folded[start:end], rest):
            return False
        if rest.startswith(THINGS):
            # 培训机构 is a noun, 建成基地 is not: only a verb that is never part of a noun governs a bare head.
            return self.folded[start:end] not in _WEAK
        if end - start == 1:
            return self._alone(start, stop) and not self.folded.startswith(_JOINS, start)
        verb = self.folded[start:end]
        return (verb in _STRONG and verb not in _NOUN) or is_boundary(
            self.folded[start : min(stop, end + 8)], end - start
        )

    def _alone(self, start: int, stop: int) -> bool:
        return is_boundary(self.folded[start : min(stop, start + 8)], 1)

    def inner(self, start: int, stop: int, *, governed: bool = False, addressed: bool = False) -> Phrase:
        """Cut at the last governing verb inside ``[start, stop)`` (省市县选派|科技副总): a subject is no name.

        Once a verb was cut off before (*governed*), a verb before a bare noun is part of it (稳岗返还|资金). In a phrase
        that 对 opens (*addressed*: 对一个村|建设民宿5家的) even a verb that often heads a noun governs.
        """
        phrase = self.folded[start:stop]
        if ("每" in phrase and _BASE_IN_NAME.search(phrase)) or ("的" in phrase and _OF_SHARE.search(phrase)):
            return Phrase(start, stop)
        position, cut, action = 0, -1, ""
        tokens = words(phrase)
        for index, token in enumerate(tokens):
            position += len(token)
            verb = self._strong(tokens, index) if index and len(token) > 1 else ""
            if addressed and index and not verb and token in _LEAD and len(token) > 1:
                verb = token
            at = position
            if not verb and index and len(token) > 3 and token[:2] in _STRONG and token[:2] not in _NOUN:
                verb, at = (
                    token[:2],
                    position - len(token) + 2,
                )  # 某银行对企业|发放贷款: segmentation takes both for one
            if verb and self._cuts(phrase, at, verb) and (not governed or len(phrase) - at > 2 or verb in _GIVE):
                cut, action = at, verb
        return Phrase(start + cut, stop, action) if cut >= 0 else Phrase(start, stop)

    @staticmethod
    def _strong(tokens: tuple[str, ...], index: int) -> str:
        """Return the strong verb that ends with token *index* (one word, or two: 改造|提升), or ``""``."""
        before, verb = tokens[index - 1], tokens[index]
        if index > 1 and before + verb in _STRONG:
            return before + verb
        if verb not in _LEAD:
            return ""
        return verb if verb in _STRONG or before in _BEFORE_VERBS or before.endswith(_SUBJECTS) else ""

    def _cuts(self, phrase: str, position: int, verb: str) -> bool:
        rest = phrase[position:].removeprefix("了")
        if verb == "新增" and rest.startswith("就业"):
            return False  # 城镇新增就业 is the indicator's own name
        if len(rest) < 2 or (len(rest) <= 5 and MEASURE_NOUN.search(rest) and not rest.startswith("年")):
            return False  # 工程|投资强度; but 企业引进|年销售额
        if begins_term(verb, rest) or rest.startswith(("性", "型", "式")):
            return False
        if verb in _REACHED and position > len(verb) + 1 and _LEVEL_NAME.fullmatch(rest):
            return False  # 住宅|完成|开发投资: subject and measure are one name
        return not NOMINAL.match(rest) and not is_enclosed(phrase[:position], _ENCLOSING)

    def tail(self, start: int, stop: int) -> tuple[int, str]:
        """Trim predicates from the right end; return the new end and the words that were cut off."""
        end = stop
        while end > start:
            last = self.folded[end - 1]
            if end in self.times and (
                _COMPARES.search(self.folded, start, end) or (last in "较比与同" and self._alone_end(start, end))
            ):
                end -= 1  # 中考|较|去年前进了: the comparison goes with its time
                continue
            if end == stop and last in _SINCE_LAST and _SINCE.search(self.folded, start, end):
                end -= 1
                continue
            if last in " 的了、,-:\n每" or (last == "着" and self._alone_end(start, end)):
                end -= 1
                continue
            near = self.folded.find("每", max(start, end - 14), end)
            match = _PER_END.search(self.folded, near, end) if near >= 0 else None
            if match and match.start() > start - 1 and not self._per_is_name(match.end(), stop):
                end = match.start()
                continue
            if last in _PERIOD_LAST and (same := _SAME_PERIOD.search(self.folded, max(start, end - 8), end)):
                end = same.start()
                continue
            if last in LOOSE_LAST and (loose := LOOSE_END.search(self.folded, max(start, end - 8), end)):
                end = loose.start()
                continue
            ending = self._time_ending(start, end)
            if ending < end:
                # 较|上年, 比|2020年: the comparison goes with its time
                end = ending
                continue
            if last in "上下" and _AGE_LIMIT.search(self.folded, start, end):
                break
            cue = self._trailing_cue(start, end)
            if (cue == "和" and self.folded[end - 2] == "之") or cue == "部分":
                break  # 年限与房龄|之和, 税收地方|部分
            if not cue and end < stop and (standard := _STANDARD.search(self.folded, start, end)):
                end = standard.start()
                continue
            if not cue or (cue in _EARNED and _AVERAGE.search(self.folded, start, end - len(cue))):
                break
            end -= len(cue)
        return end, self.folded[end:stop]

    def _trailing_cue(self, start: int, end: int) -> str:
        """Return the predicate that ends at *end* and is to be cut off, or ``""`` when the name ends here."""
        moved = _MOVED.search(self.folded, max(start, end - 4), end) if self.folded[end - 1] in _MOVED_LAST else None
        if moved and moved["verb"] in _MOVING:
            return moved.group()
        near = self.folded.find("分别", max(start, end - 8), end)
        shared = _SHARED_VERB.search(self.folded, near, end) if near >= 0 else None
        if shared and not _AWARD_END.search(shared.group()):
            return shared.group()
        cue = cues.longest_before(self.folded, start, end, *_PREDICATES)
        if not cue:
            return ""
        longer = cues.longest_before(self.folded, start, end, *_ENDING_VERBS)
        if len(longer) > len(cue) or not self._ends_word(start, end, cue):
            return ""
        if cue.startswith("增长率") and self.folded.endswith("自然", start, end - len(cue)):
            return cue.removeprefix("增长率")  # 人口自然增长率|为
        if cue.startswith("能") and self.folded[end - len(cue) - 1] in "产性功职技动效智节潜电热光核":
            return cue[1:]  # 天然气产能|达到
        if cue == "所":
            return ""  # 乡镇司法所|12个, 园所|达到26家
        if cue == "均" and end - start > 1 and self.folded[end - 2] in "人户亩生年月日床地校班师村":
            return ""
        return cue

    def _alone_end(self, start: int, end: int) -> bool:
        """Say whether the last character is a word by itself (not 占比, 共同)."""
        window = self.folded[max(start, end - 8) : end]
        return (
            len(window) == 1
            or window[-1] == "较"
            or (window[-2] not in "占对之正" and is_boundary(window, len(window) - 1))
        )

    def _time_ending(self, start: int, end: int) -> int:
        begin = self._begins.get(end, -1)
        return begin if begin >= max(start, end - 14) else end

    def _ends_word(self, start: int, end: int, cue: str) -> bool:
        if len(cue) > 2 or end - len(cue) == start or (len(cue) == 2 and cue in _UP_DOWN):
            return True
        before = self.folded[end - len(cue) - 1]
        if cue == "占" and before not in "抢侵霸强挤独征":
            return True
        if (cue == "达" and before not in "到送传表发直抵通下转上") or (cue == "为" and before in "别均约值额率数"):
            return True
        if (
            cue[-1] in "达为是须应到至有在"
            and self.folded[end - len(cue) - 1] in "率数额量值例重比度人积格价费入出本资次须应要可将已"
        ):
            return True
        window = self.folded[max(start, end - 10) : end]
        return is_boundary(window, len(window) - len(cue))


_PER_END = lazy.compile(PER.pattern + r"$")
# 人参产量|年|达到, 碳排放|平均|降低, 现价总量|比同期|增加
_SAME_PERIOD = lazy.compile(
    r"(?<=[量值额入])[两三四五六七八九十]?年$|(?<=[一-鿿]{3})平均$|(?<=[一-鿿]{2})(?:为|是|达到?)?[人户]均每?月$|[比较](?:上年|去年|历史)?(?:同期|上期|以往|往年|常年)的?$"
)
# 35岁以下|占: a limit that picks people
_AGE_LIMIT = lazy.compile(r"\d(?:周?岁|学历|年)(?:及)?以[上下]$")
# What the patterns above can end with: one look decides most cases.
_PERIOD_LAST = frozenset("年月均期往\n")
