"""The noun phrase of a quantity: the bounds of what stands before and after it, and the trimming of both ends.

Everything works on folded text and returns offsets. A phrase is bounded by punctuation (quotation marks and short
brackets inside it are skipped as a whole), then trimmed: adverbs, scopes and governing verbs from the left,
predicates from the right. Word boundaries only support a doubtful one-character cue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from policyx.link import cues
from policyx.segment import is_boundary, words

REACH_BEFORE = 90
REACH_AFTER = 48

_CLOSERS = {"”": "“", ")": "(", "》": "《", "’": "‘", "]": "[", "〕": "〔", "】": "【"}
_OPENERS = {opener: closer for closer, opener in _CLOSERS.items()}
_STOPS = frozenset("。;！!？?\n\r\t:,|")

# 全县 / 我市 / 该县 / 全省: the scope of a statement, no part of a name
_SCOPE = regex.compile(
    r"(?:(?:全|我|本|该|各)(?:自治[区州县旗]|[省市县区旗州盟镇乡村国域街校系统])(?![直级委府属])|全县域|全市域|县域内|市域|县域(?!医)|"
    r"辖区内?|境内|域内|全社会(?!研))[共]?"
)
_THINGS = ("人才", "基地", "项目", "平台", "中心", "机构", "企业", "设备", "设施", "人员", "单位", "主体")
_MEASURE_NOUN = regex.compile(r"(?:率|额|量|数|值|占比|比例|比重|金额|面积|人数)$")
_GOVERNING = ("lead", "weak", "give", "spend", "up", "down")
# 丰富了|特色专业: a verb that the cue table lacks shows itself by its 了
_PAST_VERB = regex.compile(r"[\u4e00-\u9fff]{2}了(?=[\u4e00-\u9fff“])")
# 每年 / 每人每月 / 每名学生: what a number repeats over stands in `per`, not in the name
PER = regex.compile(
    r"(?:(?:每(?!逢|[一二两三四五六七八九十百千万\d]*[万亿]人)[一二两三四五六七八九十\d]{0,3}"
    r"(?:个?(?:学年|学期|半年|季度|月|年度|年|周|天|日|小时|人次|人|户|家|亩|吨|公里|平方米|公顷|头|只|名|位|生|村|校|园|所|班|个|辆|张|件|项|例|次|套|间|株|台|处|标段|季|期|场|批|孩|床|床位|岗|单))"
    r"))+"
)
# a word that turns a verb before it into a noun: 完成|率, 培训|机构, 建成|区
_NOMINAL = regex.compile(
    r"率|量|额|数|员|者|费|人(?!才)|值|度|级|类|型|式|性|区|县|市|镇|村|校|园|户|点|站|场|店|所|院|厅|馆|室|库|林|地|田|站|线|路|网|带|圈|链|"
    r"机构|企业|单位|主体|中心|基地|面积|里程|用地|资金|任务|制度|政策|机制|体系|工程|项目|计划|行动|平台|设施|设备|人员|队伍|"
    r"能力|水平|规模|总量|比例|占比|比重|工作(?!者)|成本|收入|支出|系统|或|及(?!时)|和|化(?!工|肥|解)|上限|下限|标准|额度|期限|年限|名额|次数|人次|"
    r"对象|时间|时长|周期|[、/]"
)
# time words that may stand inside the phrase without being labelled: 第2年、第3年, 首年, 连续2年
_LOOSE_TIME = regex.compile(
    r"(?:第[一二三四五六七八九十\d]{1,2}[年月季][、,]?)+|首年|次年|当年度?|上一年度|连续\d+年|连续[一二两三四五六七八九十]年"
)
_PREDICATES = ("reach", "up", "down", "adverb", "modality")


@dataclass(frozen=True, slots=True)
class Phrase:
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
    times: Mapping[int, int] = field(default_factory=dict)  # start → end of time expressions
    places: tuple[str, ...] = ()

    def head(self, start: int, stop: int, action: str = "") -> Phrase:
        """Trim adverbs, scopes and governing verbs from the left end of ``[start, stop)``.

        A verb that is as often part of a noun (创新, 就业) is cut off only when no verb was before it.
        """
        modality = ""
        scoped = False
        while start < stop:
            ahead = self._skip(start, stop)
            if ahead > start:
                scoped = scoped or self._is_scope(start)
                start = ahead
                continue
            cue = self._leading_cue(start, stop, bool(action))
            if not cue:
                break
            if cues.has(cue, "modality"):
                modality = cue
            if cues.has(cue, *_GOVERNING) or cue.endswith("了"):
                action = cue
            start += len(cue)
        return Phrase(start, stop, action, modality, scoped=scoped)

    def _is_scope(self, start: int) -> bool:
        return bool(_SCOPE.match(self.folded, start)) or any(self.folded.startswith(p, start) for p in self.places)

    def _skip(self, start: int, stop: int) -> int:
        """Return the offset after a blank, mark, time, scope or per word at *start*."""
        if self.folded[start] in " 、,;.·*-~+":
            return start + 1
        if (end := self.times.get(start)) and end <= stop:
            return end
        for place in self.places:
            if self.folded.startswith(place, start) and start + len(place) <= stop:
                return start + len(place)
        for pattern in (_SCOPE, PER, _LOOSE_TIME):
            match = pattern.match(self.folded, start, stop)
            if match and not (pattern is PER and self._per_is_name(match.end(), stop)):
                return match.end()
        return start

    def _per_is_name(self, end: int, stop: int) -> bool:
        return self.folded.startswith("人口", end, stop) or self.folded.startswith("常住", end, stop)

    def _leading_cue(self, start: int, stop: int, governed: bool) -> str:
        """Return the cue at *start* that is to be cut off, or ``""`` when the name begins here."""
        adverb = cues.longest_at(self.folded, start, stop, "adverb", "modality")
        verb = cues.longest_at(self.folded, start, stop, *_GOVERNING)
        if verb and governed and cues.has(verb, "weak"):
            verb = ""
        if len(verb) >= len(adverb) and verb:
            if self._governs(start, start + len(verb), stop):
                return verb + ("了" if self.folded.startswith("了", start + len(verb), stop) else "")
            if not adverb or len(adverb) >= len(verb):
                return ""
        if not verb and (past := _PAST_VERB.match(self.folded, start, stop)):
            return past.group()
        if not adverb:
            return ""
        if len(adverb) == 1 and not self._alone(start, stop):
            return ""
        if len(adverb) == 2 and not is_boundary(self.folded[start : min(stop, start + 8)], 2):
            return ""
        return adverb

    def _governs(self, start: int, end: int, stop: int) -> bool:
        """Say whether the verb ``[start, end)`` governs what follows, rather than being part of a noun."""
        rest = self.folded[end:stop]
        if len(rest) < 2 and not (rest and words(self.folded[start:stop])[0] == self.folded[start:end]):
            return False
        if self._makes_noun(start, end, rest):
            return False
        if rest.startswith(_THINGS):
            # 培训机构 is a noun, 建成基地 is not: only a verb that is never part of a noun governs a bare head.
            return not cues.has(self.folded[start:end], "weak")
        if end - start == 1:
            return self._alone(start, stop)
        return is_boundary(self.folded[start : min(stop, end + 8)], end - start)

    def _makes_noun(self, start: int, end: int, rest: str) -> bool:
        """Say whether the verb and what follows are one noun: 建成|区, 投资|完成率, but not 评选|市级微课."""
        verb = self.folded[start:end]
        if cues.has(verb, "weak") and len(rest) <= 4 and _MEASURE_NOUN.search(rest):
            return True
        match = _NOMINAL.match(rest)
        if match is None or rest.startswith(_THINGS):
            return False
        if len(match.group()) > 1 or match.group() in "或及和、/":
            return True
        following = words(verb + rest[:6])
        position = 0
        for token in following:
            if position == len(verb):
                return len(token) == 1
            position += len(token)
            if position > len(verb):
                return True
        return True

    def _alone(self, start: int, stop: int) -> bool:
        return is_boundary(self.folded[start : min(stop, start + 8)], 1)

    def inner(self, start: int, stop: int) -> Phrase:
        """Cut at the last governing verb inside ``[start, stop)`` (省市县选派|科技副总): a subject is no name."""
        phrase = self.folded[start:stop]
        position = 0
        cut, action = -1, ""
        tokens = words(phrase)
        for index, token in enumerate(tokens):
            position += len(token)
            if len(token) < 2 or index == 0:
                continue
            if cues.has(token, "lead") and not cues.has(token, "weak"):
                rest = phrase[position:].removeprefix("了")
                if len(rest) >= 2 and not _NOMINAL.match(rest) and not self._quoted(phrase, position):
                    cut, action = position, token
        if cut < 0:
            return Phrase(start, stop)
        return Phrase(start + cut, stop, action)

    @staticmethod
    def _quoted(phrase: str, position: int) -> bool:
        before = phrase[:position]
        return before.count("“") > before.count("”") or before.count("(") > before.count(")")

    def tail(self, start: int, stop: int) -> tuple[int, str]:
        """Trim predicates from the right end; return the new end and the words that were cut off."""
        end = stop
        while end > start:
            if self.folded[end - 1] in " 的了着、,-:\n":
                end -= 1
                continue
            match = _PER_END.search(self.folded, max(start, end - 14), end)
            if match and match.start() > start - 1 and not self._per_is_name(match.end(), stop):
                end = match.start()
                continue
            loose = _LOOSE_END.search(self.folded, max(start, end - 8), end)
            if loose:
                end = loose.start()
                continue
            ending = self._time_ending(start, end)
            if ending < end:
                # 较|上年, 比|2020年: the comparison goes with its time
                end = ending - (ending > start and self.folded[ending - 1] in "较比与同")
                continue
            cue = self._trailing_cue(start, end)
            if not cue:
                break
            end -= len(cue)
        return end, self.folded[end:stop]

    def _trailing_cue(self, start: int, end: int) -> str:
        """Return the predicate that ends at *end* and is to be cut off, or ``""`` when the name ends here."""
        cue = cues.longest_before(self.folded, start, end, *_PREDICATES)
        longer = cues.longest_before(self.folded, start, end, "lead", "weak", "give", "spend", "award")
        if not cue or len(longer) > len(cue) or not self._ends_word(start, end, cue):
            return ""
        if cue == "均" and end - start > 1 and self.folded[end - 2] in "人户亩生年月日床地校班师村":
            return ""
        return cue

    def _time_ending(self, start: int, end: int) -> int:
        for begin in range(max(start, end - 14), end):
            if self.times.get(begin) == end:
                return begin
        return end

    def _ends_word(self, start: int, end: int, cue: str) -> bool:
        if len(cue) > 2 or end - len(cue) == start:
            return True
        window = self.folded[max(start, end - 10) : end]
        return is_boundary(window, len(window) - len(cue))


_PER_END = regex.compile(PER.pattern + r"$")
_LOOSE_END = regex.compile(r"(?:" + _LOOSE_TIME.pattern + r")$")


def left_bound(folded: str, start: int, floor: int) -> int:
    """Return where the phrase that ends at *start* may begin: after punctuation, not before *floor*."""
    position = start
    floor = max(floor, start - REACH_BEFORE)
    while position > floor:
        char = folded[position - 1]
        if char in _STOPS or char in _OPENERS:
            break
        if char in _CLOSERS:
            opening = folded.rfind(_CLOSERS[char], max(floor, position - 50), position - 1)
            if opening < 0:
                break
            position = opening
            continue
        position -= 1
    return position


def right_bound(folded: str, end: int, ceiling: int) -> int:
    """Return where the phrase that begins at *end* must stop: at punctuation, not after *ceiling*."""
    position = end
    ceiling = min(ceiling, end + REACH_AFTER, len(folded))
    while position < ceiling:
        char = folded[position]
        if char in _OPENERS:
            closing = folded.find(_OPENERS[char], position, min(ceiling, position + 30))
            if closing < 0 or (char == "(" and not _continues(folded, closing + 1)):
                break
            position = closing + 1
            continue
        if char in _STOPS or char in _CLOSERS or char == " " or (char == "、" and position - end != 1):
            break
        position += 1
    return min(position, ceiling)


def _continues(folded: str, position: int) -> bool:
    return position < len(folded) and "一" <= folded[position] <= "鿿"
