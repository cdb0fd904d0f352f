"""Deadline, recurrence or period: what a time does in its passage."""

from __future__ import annotations

import re
from typing import Final, Literal

from policyx import lazy
from policyx.document import Document
from policyx.grammar.time import Resolved, TimeMention
from policyx.link.time_anchor import Passages, headings_at
from policyx.records import TimeRole

# Headings of parts that plan, and of parts that look back.
_PLAN_HEADING: Final = lazy.compile(
    r"下一?步|下一?阶段|打算|工作计划|工作安排|任务安排|总体安排|工作部署|(?:总体|主要|奋斗|发展|预期|工作)目标|目标任务|重点工作|重点任务|主要任务|工作任务"
    r"|(?:工作|发展|总体)思路|总体要求|展望|今后|^(?:做好)?(?:今|明)年|^(?:\d{4}年)?(?:经济社会发展)?(?:工作)?建议|明年|20\d\d年(?:工作|计划|打算|任务|要)"
)
_BACK_IN_PLAN: Final = lazy.compile(r"现状|发展基础|工作基础|回顾|成效|成就|存在的?问题|形势|背景|基本情况")
_BACK_HEADING: Final = lazy.compile(
    r"回顾|成效|成就|成绩|完成情况|进展|做法|问题|总结(?!验收|提升|推广|评估|阶段|考核)|开展情况|落实情况|发展基础|现状|经验|主要工作和|工作情况|去年"
)
# Words of intention right before a time: 力争, 预计, 计划于
_PROSPECT: Final = lazy.compile(
    r"(?:力争|预计|计划|拟|确保|争取|预期|将|务必|必须|应当?|须|需|要|原则上|目标|规划|不迟于|最迟|限|有望)(?:用|在|于|到|至|从|自)?[,“]?\Z"
)
# Words of what is done: 已完成, 建成了, 达到了
_DONE_WORDS: Final = r"(?<!为)了(?!解|如|望)|已(?!知|婚)|曾|圆满|顺利|先后|成功|获评|荣获|实际完成|共计下达"
_DONE_IN_PLAN: Final = lazy.compile(_DONE_WORDS)
# 累计建成, 同比下降, 共建成3所: figures, which reports give of what is done and plans of what is to be done
_DONE: Final = lazy.compile(rf"{_DONE_WORDS}|累计|共(?=[一-鿿]{{0,4}}\d)|分别[增下]|同比")
# 2025年1月1日至6月30日|,对捐赠物资免征关税: while a relief holds
_RELIEF: Final = lazy.compile(
    r"[^。;\n]{0,50}?(?:给予[^。;\n]{0,24}(?:补贴|补助|奖励|贴息)|享受|免征|减征|免收|免缴|缓缴|减半征收|暂免|减免)"
)
# 自6月1日至8月31日|,组织开展专项整治: what is to be done in the interval
_WORK_AHEAD: Final = lazy.compile(
    r",?[^,。;\n]{0,16}?(?:开展|组织|完成|进行|集中|推进|落实|建成|整治|启动|实施|报名|申报|举办)"
)
# 2031年8月31日前|已签订合同的: what was done by then
_ALREADY: Final = lazy.compile(r"[^,。;\n]{0,10}?已[^,。;\n]{0,20}?的")
# 3月31日前|,邮寄发票暂免收取费用: until when a relief holds
_FREE: Final = lazy.compile(r",?[^,。;\n]{0,12}?(?:暂免|免征|免收|减征|免缴|减半征收|缓缴)")
_STOP: Final = lazy.compile(r"[。;\n]")
# 2025年起|,启动建设: what is begun then
_BEGINS: Final = lazy.compile(r",?(?:正式|全面|陆续|逐步)?(?:启动|开工|开建|动工|试点|试行)")
# 施行, 有效: a rule in force
_FORCE: Final = lazy.compile(r"[^,。;\n]{0,6}?(?:施行|实施(?!方案|意见|好)|执行|生效|有效|废止|失效|停止执行|起算)")
_FORCE_BEFORE: Final = lazy.compile(
    r"(?:有效期|施行期|执行期|实施期|政策期限|规划期|政策期|有效|试行期|过渡期|任期)(?:限|间)?(?:为|是|至|自|从|暂定|延长|截止|截至|到)*:?\Z"
)
# 报名时间:, 征求意见时间为: a window in which others are to act
_WINDOW: Final = lazy.compile(
    r"(?:时间|期限|时限|日期|申报|报名|征求意见|公示期?|截止)(?:为|是|:|至|到|从|自|截止){0,3}\Z"
)
# 今年是|“十五五”开局之年
_IS: Final = lazy.compile(r"(?<![但凡可尤还])是(?:全面)?(?:实施|落实|推进|实现)?[“ ]?\Z")
# 2026年|是开局之年: a statement about the year
_COPULA: Final = lazy.compile(r",?(?:既|正|也|将)?是(?!否)")
# 三年内|不得申请, 三年内|免征: how long something holds
_FORBID: Final = lazy.compile(
    r"[^,。;\n]{0,10}?(?:不得|不准|不予|禁止|不再|取消|免征|免收|免缴|减征|减半|减免|免费|享受)"
)
# 免收|2019年8月份|水费, 兑现|本年度|补贴: a time that only tells which thing is meant
_ATTRIBUTE: Final = lazy.compile(
    r"(?:对[在于]?|凡[在于]?|将|把|按照|依据|根据|参照|给予|兑现|下达|下发|发放|免收|减免|缴纳|补缴|收取|返还|拨付|结算|属于|符合|用于|如期|的)\Z"
)
# 较|上年, 比|2020年; 与|去年同期|相比; 在|上年|基础上
_STRICT_BEFORE: Final = lazy.compile(r"(?:较之?|比(?<![占对同环])|相比于?|相较于?|对比|同比)“?\Z")
_LEVEL_BEFORE: Final = lazy.compile(
    r"(?:高于|低于|超过|多于|少于|优于|好于|快于|是|为|相当于|达到?|保持|恢复到|回到)“?\Z"
)
_LEVEL_AFTER: Final = lazy.compile(
    r"”?(?:时期|期间|末|年?底)?(?:同期|同时期|水平|平均|的(?:[^,。;\n]{0,6}(?:水平|倍|\d)|[一二两三四五六七八九十百\d]))"
)
# 恢复|到2019年|的95%: the time with its 到 is a level to come back to
_BACK_TO: Final = lazy.compile(r"(?:恢复|回落|回升|相当)\Z")
_WITH_BEFORE: Final = lazy.compile(r"(?:与|同|和|跟|以)“?\Z")
_WITH_AFTER: Final = lazy.compile(
    r"”?(?:时期|末|年?底)?(?:同期|同时期|同月)?[^,。;\n]{0,6}?(?:相比|比较|相较|对比|为基(?:数|准|期)|持平|相当)"
)
_BASE_AFTER: Final = lazy.compile(r"(?:[^,。;\n]{0,10}?的?)?基础上")
_BASE_BEFORE: Final = lazy.compile(r"在“?\Z")

Mode = Literal["plan", "report"]


def is_compared(folded: str, start: int, end: int) -> bool:
    """Say whether the time at ``folded[start:end]`` is only what something is measured against.

    Example:
        >>> text = "较上年增长5%"
        >>> is_compared(text, 1, 3)
        True
    """
    low = max(0, start - 6)
    if folded[start : start + 1] == "到" and _BACK_TO.search(folded, low, start) and _LEVEL_AFTER.match(folded, end):
        return True
    if _STRICT_BEFORE.search(folded, low, start):
        return True
    if _WITH_BEFORE.search(folded, low, start) and _WITH_AFTER.match(folded, end):
        return True
    if _LEVEL_BEFORE.search(folded, low, start) and _LEVEL_AFTER.match(folded, end):
        return True
    return bool(_BASE_BEFORE.search(folded, low, start) or folded[start - 1 : start] == "") and bool(
        _BASE_AFTER.match(folded, end)
    )


class Roles:
    """Gives a role to each time of one document."""

    def __init__(self, document: Document, passages: Passages) -> None:
        self.document = document
        self.passages = passages
        self._modes: dict[tuple[str, ...], Mode] = {}

    def role(self, mention: TimeMention, value: Resolved, baseline: bool) -> TimeRole:
        """Return the role of *mention* with *value*."""
        if mention.recurrence:
            return "recurrence"
        if baseline or mention.open or self._in_force(mention) or self._from_then_on(mention):
            return "period"
        if mention.kind == "allowance":
            return self._allowance(mention)
        if mention.kind == "span":
            return "deadline" if mention.direction > 0 else "period"
        return "deadline" if self._due(mention, value) else "period"

    def _from_then_on(self, mention: TimeMention) -> bool:
        """Whether something holds from the date on (自2025年7月1日起统一提高到…), and is not done or begun at it."""
        if mention.after != "起" or (mention.first is not None and mention.first.season is not None):
            return False
        return not _BEGINS.match(self.document.folded, mention.end)

    def _in_force(self, mention: TimeMention) -> bool:
        folded = self.document.folded
        if _FORCE_BEFORE.search(folded, max(0, mention.start - 12), mention.start):
            return True
        if mention.last is not None and _RELIEF.match(folded, mention.end):
            return True
        if mention.last is not None and mention.before in ("自", "从") and not _WORK_AHEAD.match(folded, mention.end):
            return True  # 自2031年1月1日至12月31日|,购房的给予补贴
        if mention.after == "前" and (_ALREADY.match(folded, mention.end) or _FREE.match(folded, mention.end)):
            return True
        return mention.after in ("起", "止") and bool(_FORCE.match(folded, mention.end))

    def _allowance(self, mention: TimeMention) -> TimeRole:
        folded = self.document.folded
        if _FORBID.match(folded, mention.end) or (self.mode(mention.start) == "report" and not self._prospect(mention)):
            return "period"
        return "deadline"

    def _prospect(self, mention: TimeMention) -> bool:
        folded = self.document.folded
        return bool(_PROSPECT.search(folded, max(0, mention.start - 10), mention.start))

    def _due(self, mention: TimeMention, value: Resolved) -> bool:
        folded, end = self.document.folded, mention.end
        when = compare(value, self.passages.known_from)
        if mention.rule in ("time.decade",) or self._named_by(mention):
            return False
        if mention.before in ("截至", "截至到"):
            return when != "past" and bool(_WINDOW.search(folded, max(0, mention.start - 8), mention.start))
        if when == "future":
            return True
        if when == "past" and (
            len(value.iso) == 4 or self.passages.genre in ("report", "statistics", "other") or not mention.after
        ):
            return False
        if mention.last is not None and _WINDOW.search(folded, max(0, mention.start - 8), mention.start):
            return True
        if _COPULA.match(folded, end):
            return False
        bounded = mention.before in ("到", "至") or mention.after == "前" or self._prospect(mention)
        if (
            not bounded
            and _ATTRIBUTE.search(folded, max(0, mention.start - 4), mention.start)
            and folded[end : end + 1] not in ",;。"
        ):
            return False
        if when == "unknown" and not bounded and self._dated_event(mention):
            return False
        if self.mode(mention.start, value) == "plan":
            return bounded or not self._done(mention, _DONE_IN_PLAN)
        return bounded and not self._done(mention, _DONE)

    def _named_by(self, mention: TimeMention) -> bool:
        """Whether a plan period only tells what another time is (2026年是“十五五”开局之年)."""
        folded = self.document.folded
        return mention.rule == "time.plan_period" and bool(_IS.search(folded, max(0, mention.start - 8), mention.start))

    def _dated_event(self, mention: TimeMention) -> bool:
        """Whether a date without a bound tells when something happened, in a document whose own date is unknown."""
        if mention.rule in ("time.date", "time.iso_date"):
            return True
        fine = mention.first is not None and mention.first.month is not None
        return fine and self.passages.genre == "other"

    def _done(self, mention: TimeMention, words: re.Pattern[str]) -> bool:
        """Whether the sentence after the time says that it is done."""
        folded = self.document.folded
        stop = _STOP.search(folded, mention.end, mention.end + 60)
        return bool(words.search(folded, mention.end, stop.start() if stop else mention.end + 60))

    def mode(self, offset: int, value: Resolved | None = None) -> Mode:
        """Say whether the passage at *offset* plans or looks back."""
        headings = tuple(headings_at(self.document, offset))
        mode = self._modes.get(headings)
        if mode is None:
            mode = self._modes[headings] = self._mode(headings)
        if mode == "report" and value is not None and self._speech_plans(value):
            return "plan"
        return mode

    def _mode(self, headings: tuple[str, ...]) -> Mode:
        genre = self.passages.genre
        for heading in headings:
            back = (_BACK_HEADING if genre in ("report", "statistics") else _BACK_IN_PLAN).search(heading)
            ahead = _PLAN_HEADING.search(heading)
            if back and not (ahead and genre not in ("report", "statistics")):
                return "report"
            if ahead and genre in ("report", "statistics") and not self._past_heading(heading):
                return "plan"
        return "report" if genre in ("report", "statistics") else "plan"

    def _past_heading(self, heading: str) -> bool:
        year = re.search(r"(?:19|20)\d\d(?=年)", heading)
        return year is not None and bool(self.passages.date) and year[0] < self.passages.date[:4]

    def _speech_plans(self, value: Resolved) -> bool:
        """Whether a report given in the first months of a year speaks of that year: it can only plan it."""
        date = self.passages.date
        early = len(date) >= 7 and date[5:7] <= "04"
        title_year = "政府工作报告" in self.document.header.title
        return value.iso[:4] == date[:4] and (early or title_year) and self.passages.genre == "report"


def compare(value: Resolved, date: str) -> Literal["past", "present", "future", "unknown"]:
    """Say where *value* lies against the document's *date*, in the precision that both have.

    Example:
        >>> compare(Resolved("2023"), "2022-05-01"), compare(Resolved("2022-09"), "2022"), compare(Resolved("2021/2025"), "2026")
        ('future', 'present', 'past')
    """
    first, _, last = value.iso.partition("/")
    last = last or first
    if not date or not first[:4].isdigit() or not last[:4].isdigit():
        return "unknown"
    if first[5:7] > "12" or last[5:7] > "12":  # EDTF seasons: compare years
        first, last = first[:4], last[:4]
    if last[: len(date)] < date[: len(last)]:
        return "past"
    return "future" if first[: len(date)] > date[: len(first)] else "present"
