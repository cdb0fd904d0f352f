"""The noun phrase before a number: what is measured (毛入园率|达到98%), and the verb that governs it."""

from __future__ import annotations

from dataclasses import dataclass

from policyx import lazy
from policyx.link import cues
from policyx.link.per import last_per
from policyx.link.phrase import SHARE, drop_modifier, outside_quotes
from policyx.link.trim import Phrase, Trimmer
from policyx.segment import words

# 逐步|调整到|村医岗位补助基数的1.6倍: what follows the verb is a measure of comparison, no name
_COMPARED = lazy.compile(
    r"(?:逐步|力争|确保|全部|并|将|要|应|再|达|则|最多|最高|最少|原则上|一般|且)*(?:达到|提高到|提高至|增加到|增加至|增长到|提升到|提升至|调整到|调整至|调整为|下降到|下降至|降低到|降低至|减少到|降至|增至|"
    r"约?占(?=全[国省市县区州球]|世界)|(?:仅?占|完成了?|为)(?=(?:全年|年度|年初|调整|当年|本年|上年|本级|省|市|州|县|下达|的)*(?:预算|计划|目标|任务|目标任务|决算)(?:数|收入|支出|任务)?的?$)|超过|高于|低于|高出|不低于|不高于|不超过|相当于|不到|不足|不及|(?:是|仅?为)(?=[^,]{2,30}(?:的|总和|水平)$))(?=.)"
)
# 交流轮岗教师|不少于符合条件教师总数的|10%: the name is the subject, what follows is the base
_SUBJECT = lazy.compile(
    r"(?:[^,。;]{1,40}的)?(?P<name>[^,。;的]{2,40}?)(?P<verb>由[^,。;]{2,40}按各?$|(?<=标准|价格|费用|额度|租金|票价|单价|房价)按[^,。;]{2,20}$|不得?少于|不得?低于|不得?超过|不得?高于|达到|超过|高于|低于|仅?占|完成(?=(?:全年|年度|年初|调整|当年|本年|上年|本级|省|市|州|县|下达|的)*(?:预算|计划|目标|任务))|控制在|相当于|为|是|不到|不足|不及|接近)"
    r"(?:$|[^,。;]{2,40}?(?:的|总数|总量|总额|时期)$)"
)
# 支出|相应安排, “三公”经费预算|安排: a predicate of the sum named before it
_PLANNED = lazy.compile(r"(?:支出|经费|预算|专项资金)(?P<verb>(?:相应|共|合计|拟|预计|计划|已)?(?:安排|拨付|下达))$")
# 补贴期限除对|距退休|不足4年的人员外: where an exception begins
_EXCEPT = lazy.compile(r"(?<![清免扣消解拆排删根去开废切剔破驱])除(?:对|了)距?(?=[一-鿿]{2})")
# 5万亿|台阶、|五年累计完成投资: what the number before it has been brought to
_SCALE_WORD = lazy.compile(r"(?:台阶|大关|关口)[、,]?")
# 保费|由县财政承担|60%, (保费…,)|农户承担|40%: what is borne, not by whom
_BORNE = lazy.compile(
    r"(?:(?P<name>[^,。;:由]{2,30}?)(?<![理自缘])由[^,。;:]{2,20}|(?:[省市县区乡镇村]级?)?(?:财政|政府|企业|农户|个人|单位|村集体|用人单位))(?:各自?|共同|分别)?(?:承担|负担|分担)$"
)
# 保障线标准|由家庭人均收入|9600元以下提高到15600元: what is moved, not the base it counts from
_FROM_BASE = lazy.compile(
    r"(?:将|把)?(?P<name>[^,。;:由]{2,40}?)(?<![理自缘])(?P<base>由[^,。;:\d]{2,24})[\d.,]+[^,。;:]{0,8}?"
    r"(?:提高|提升|增加|上调|调整|扩大|下降|降低|减少|缩短|缩小|下调)"
)
_HANDLED = lazy.compile("[将把]")
# 将|2月份房租|减免50%: the object of 将 or 把, before its verb
_OBJECT = lazy.compile(
    r"(?:(?<=[一-鿿]{2})|(?<=[除另并再])|(?<![一-鿿]))(?:将|把)(?![军领近来要])(?P<name>[一-鿿\d“”]{2,24}?)(?:减免|下调|上调|提高|降低|压减|压缩|缩短|延长|扩大|增加|减少|控制|下浮|上浮)?$"
)
_ADVERBIAL = lazy.compile(
    r"^(?:至少|最少|最多|不少于|不低于|平均|应当?|须|要|至多|不得|可|均|固定|各|给予|安排|按|不超过|最高)+"
)
# 企业|一次性奖励: 一次性 begins the name of what is given
_AWARDED = lazy.compile(
    r"(?:一次性|(?P<cut>再|最高|最多|其余)|(?P<each>分别|各)(?:给予|按)?|(?<=企业|单位|个人|团队|项目|每家|每户|每人|机构|组织|家庭|农户|主体|学校))(?:再)?(?P<what>(?:一次性)?(?:奖励|补助|补贴|奖补|资助|救助|补偿))$"
)
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
# 商贸企业(含分支机构)|直营门店: whom it takes in, before what is counted or measured of them
_TAKES_IN = lazy.compile(
    r"(?:企业|项目|单位|机构|公司|主体|农户|合作社|市场|园区)\((?:不?含|包括|不包括)[^()]{1,40}\)(?=[一-鿿]{3,12}$)"
)
# 企业|上一年度|营业收入: whose and when, before what is measured
_YEAR_WITHIN = lazy.compile(
    r"(?<=[一-鿿]{2})(?<![占比较超于达为])(?:上一?年度|上年|当年度?)(?=[一-鿿]{2,12}$)(?![^占]{0,10}(?:比例|比重|占比)$)"
)
# 对在本区纳税、: a condition without an object before the thing measured
_PLACED = lazy.compile(
    r"(?:对|凡)?(?:在|于)[^,。;的]{1,12}(?:注册|登记|纳税|经营|落户|设立|居住|就业|投资|生产|销售|备案|从业|工作)、"
)
_JOINER = lazy.compile("[且并指]")
_CONJUNCTION = lazy.compile(
    r"(?<=[一-鿿]{2})(?:并且|且|并(?![网购轨联发列行重举])|(?:是|系)?指(?![数标导挥定南示引纹针责]))(?=[一-鿿])"
)


@dataclass(frozen=True, slots=True)
class PhraseBefore:
    """Finds the noun phrases before the numbers of one document."""

    folded: str
    trimmer: Trimmer

    def find(self, left: int, start: int, ratio: bool) -> tuple[Phrase, str]:
        """Return the phrase before the number, trimmed, and the words between it and the number."""
        left = self._past_per(self._last_predicate(left, start), start)
        left += self.folded.startswith("的", left, start)  # 10万元以上的|村达到90%
        if self.folded.find("除", left, start) >= 0 and (apart := _EXCEPT.search(self.folded, left, start)):
            left = apart.end()
        scale = _SCALE_WORD.match(self.folded, left, start)
        left = scale.end() if scale else left
        if self.folded[start - 1] == "担" and (borne := _BORNE.match(self.folded, left, start)):
            if borne["name"] is None:
                return Phrase(start, start), self.folded[left:start]
            return self._governed(left, borne.end("name"), ratio), self.folded[borne.end("name") : start]
        since = _FROM_BASE.match(self.folded, left) if self.folded.find("由", left, start) >= 0 else None
        if since and since.end("base") == start:
            return self._governed(since.start("name"), since.end("name"), ratio), self.folded[since.end("name") : start]
        end, tail = self.trimmer.tail(left, start)
        end, tail = self._without_base(left, end, start, tail)
        if end <= left:
            return Phrase(start, start), tail
        compared = _COMPARED.match(self.folded, left, start)
        if compared and compared.end() < end:
            return Phrase(start, start), self.folded[left:start]
        planned = _PLANNED.search(self.folded, left, end)
        if planned:
            end, tail = planned.start("verb"), self.folded[planned.start("verb") : start]
        giving = "" if planned else self._giving(left, end)
        if giving:
            return Phrase(end - len(giving), end, giving), tail
        left = _after_conjunction(self.folded, left, end)
        moved = _OBJECT.search(self.folded, left, end) if _HANDLED.search(self.folded, left, end) else None
        if moved:
            left, end, tail = moved.start("name"), moved.end("name"), self.folded[moved.end("name") : start]
        return self._governed(left, end, ratio), tail

    def _without_base(self, left: int, end: int, start: int, tail: str) -> tuple[int, str]:
        """End the phrase before the base of a comparison (交流教师|不少于总数的|10%)."""
        if self.folded[start - 1] not in "的数量额期按各":
            return end, tail
        subject = _SUBJECT.match(self.folded, left, start)
        if subject and subject.end("name") < end and not SHARE.match(self.folded, subject.start("verb"), start):
            name_end, _ = self.trimmer.tail(left, subject.end("name"))  # 奖补总额|原则上|不超过…的60%
            return name_end, self.folded[name_end:start]
        return end, tail

    def _giving(self, left: int, end: int) -> str:
        """Return the verb of giving at the end of the phrase (…妇女|给予|每人1万元), or ``""``."""
        if self.folded.endswith("转移支付", left, end):
            return ""  # a kind of revenue
        giving = cues.longest_before(self.folded, left, end, "give", "spend")
        if len(giving) < 2 or giving in _NOUNLIKE or end - len(giving) <= left or cues.has(giving, "up", "down"):
            return ""
        return "" if cues.has(giving, "award") and not cues.has(giving, "give") else giving

    def _governed(self, left: int, end: int, ratio: bool) -> Phrase:
        """Trim the governing verb, its subject and modifiers off ``[left, end)``."""
        head = self.trimmer.head(left, end, compounds=ratio)
        action, begin = head.action, head.start
        if begin < end:
            addressed = self.folded.startswith(("对", "凡"), left)
            inner = self.trimmer.inner(begin, end, governed=bool(action), addressed=addressed)
            if inner.start > begin:
                again = self.trimmer.head(inner.start, end, inner.action)
                begin = again.start if again.start < end else inner.start
                action = again.action or inner.action
        begin = self._awarded(drop_modifier(self.folded, begin, end), end)
        if "年" in self.folded[begin:end] and (within := _YEAR_WITHIN.search(self.folded, begin, end)):
            begin = within.end()
        remark = _TAKES_IN.search(self.folded, begin, end) if ")" in self.folded[begin:end] else None
        if remark:
            begin = remark.end()
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
        cut = found["cut"] or found["each"] or found["what"].startswith("一次性")  # 家电最高|补贴
        return found.start("what") if cut else found.start()

    def _last_predicate(self, left: int, start: int) -> int:
        """Return where the last of several predicates joined by 、 begins (达到X、稳居前十强、|增长4.8%), or *left*."""
        while left < start and self.folded[left] in "、 和及与":
            left += 1
        mark = outside_quotes(self.folded[left:start], "、")
        if not mark:
            return left
        begin = left + mark
        if _PLACED.match(self.folded, left, begin):
            return begin  # 对在本区纳税、|年产值|首次突破2亿元
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


def _after_conjunction(folded: str, left: int, end: int) -> int:
    """Return the offset after 且 or 并 that joins two predicates (创办企业并|正常经营), or *left*."""
    if not _JOINER.search(folded, left, end):
        return left
    last = max((match.end() for match in _CONJUNCTION.finditer(folded, left, end)), default=left)
    return last if end - last >= 2 else left
