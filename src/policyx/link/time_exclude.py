"""Times that are no records: in names and titles, in signatures, in idioms, and relative to an applicant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policyx import lazy
from policyx.document import Document
from policyx.grammar.time import TimeMention
from policyx.grammar.time.span import MEASURED
from policyx.text import Span

# 《…2021年…》: the document that a title names; nested marks as far as they go.
_TITLE_MARKS: Final = lazy.compile(r"《[^《》\n]{1,120}》")
# 2019年|某州农民龙舟锦标赛: a year that begins the name of an event, award or edition.
_EVENT: Final = lazy.compile(
    r"度?(?:“|首届|第[一二三四五六七八九十\d]{1,3}届|全国|全省|全市|全县|全区|全球|世界|国际|亚洲|中国|国家级?|省级?|市级?|[^,。;、:()\n了的]{1,7}?[省市县区州盟旗](?![^,。;\n]{0,2}(?:委|政府)))"
    r"[^,。;:\n了]{0,26}?(?:锦标赛|大赛|竞赛|比赛|联赛|挑战赛|公开赛|马拉松|运动会|博览会|展览会|交易会|艺术节|文化节|旅游节|嘉年华|论坛|年会|奖(?!补|励|学|教)|奖杯|称号|百强|榜单|榜)"
)
_EVENT_VERB: Final = lazy.compile(
    r"举办|承办|召开|开展|举行|获|参加|完成|新增|实现|组织|成功|共|累计|推进|实施|建成|评选"
)
# 荣获|2024年度|全国先进集体: an award that a year dates.
_AWARDED: Final = lazy.compile(
    r"(?:荣获|获评|获得|获|被评为|评为|评定为|被授予|授予|入选|跻身|列入|位列|荣登|当选|列)(?:了)?(?:全国|国家|全省|省级?|全市)?“?\Z"
)
_AWARD: Final = lazy.compile(
    r"[^,。;:\n]{0,32}?(?:奖(?!补|励|学|教)|称号|先进|优秀|示范|模范|十佳|名单|百强|榜|标兵|集体|第[一二三\d])"
)
# 2019年版, 2020年第237号, 2019年省委一号文件, 2021-2025年规划: words after a time that make it part of a title.
_TITLED: Final = lazy.compile(
    r"[)）]?(?:版|修订|修正|第 ?\d+ ?号|(?:中央|省委|国务院)?一号文件|”?(?:时期|期间)?[^,。;:、\n“”《》的]{0,14}(?:规划(?!建设|设计|新)|规划纲要|远景目标(?:纲要)?|五年计划)(?!了|设|期内?(?!间))|工作要点|政府工作报告|可比价|不变价|现价|价格计算)"
)
# 7×24小时|全年|无休; 当年|重建、当年|入住; 年初|预算
_IDIOM_AFTER: Final = lazy.compile(
    r"全年(?:无休|候|开放|营业|365|不|龄|制|365天)|年初(?:预算|结转|余额|数)|年末(?:预算|决算)?结转|当年(?:重建|入住|识别|当年|脱贫|度?有效)|上年(?:结转|结余)|本年(?:收入合计|支出合计)"
)
# (2024年修订) 〔2024〕
_BRACKETED: Final = lazy.compile(r"[〔\[【]\Z")
# 某县人民政府|2019年7月6日: an organ, then only white space; 发布时间:|2026-01-22
_SIGNED: Final = lazy.compile(
    r"(?:政府|办公室|办公厅|委员会|指挥部|领导小组|[一-鿿](?:局|厅|委|中心|联社|联合社|公司|银行|学校|医院|法院|检察院|管委会|总工会|联合会|协会|团委|妇联|残联|科协|支队|大队|专班))[ \t\n&nbsp;]{0,20}\Z|(?:时间|日期|发布|更新|印发|来源)[:|][ \t]{0,4}\Z"
)
# 附件:1.|2025年度某县植树计划表; 关于下达|2021年度植树计划的通知
_ATTACHED: Final = lazy.compile(r"附(?:件|表|录)? ?\d{0,2} ?[:.] ?(?:\d{1,2}[.、] ?)?[^,。;:\n]{0,16}\Z")
_ABOUT: Final = lazy.compile(r"关于[^,。;:\n《》]{0,20}\Z")
_ABOUT_AFTER: Final = lazy.compile(r"[^,。;:\n《》]{0,40}的(?:通知|意见|决定|公告|通告|批复|报告|函|请示|通报)")
# 某县发展规划(|2021-2025年): the years of a plan after its name
_PLAN_NAME: Final = lazy.compile(r"(?:规划|方案|计划|清单|纲要|行动|意见|要点)[”]? {0,2}[(]\Z")
# 1300元×|6月|: a factor in a sum
_FACTOR: Final = lazy.compile(r"[×*✕xX] ?\Z")
# 14日内|有市外旅居史: who is meant, not when
_WHO_AFTER: Final = lazy.compile(r",?(?:有(?!序|效|关)|离开|曾|未曾|接触|去过|到过|从|无)")
_SIGNED_AFTER: Final = lazy.compile(
    r"(?:发布|印发)?[ \t)]{0,6}(?:\n|$|[一-鿿“”、()]{2,50}(?:方案|意见|措施|办法|规划|计划|细则|规定|通知|要点)|,征求意见|发布| {1,}|\(此件|&nbsp;)|印发"
)
# (2031年3月4日|在某县防汛抗旱工作会议上)
_OCCASION: Final = lazy.compile(r"[^,。;\n]{0,12}在[^,。;\n]{4,60}?会议?上")
# 毕业|5年内, 注册|3年内; 其|上年度: relative to the person who applies.
_APPLICANT_BEFORE: Final = lazy.compile(
    r"(?:毕业|离校|退役|退伍|成立|注册|登记|注册登记|入职|入驻|工作|落户|取得.{0,8}|任职|聘用|孕|认定|获批|投产|出生|领证|结婚)(?:后|满|未超过|时间)?(?:的)?(?:前)?\Z"
)
_APPLICANT_WORDS: Final = frozenset(
    {
        "当年",
        "当年度",
        "次年",
        "次年度",
        "同年",
        "上年度",
        "上一年度",
        "上一年",
        "下年度",
        "下一年度",
        "下一年",
        "当月",
        "次月",
    }
)
# 以内的农机贷款: a limit on the thing, not on the doing.
_LIMIT_AFTER: Final = lazy.compile(r"(?:\(含\))?(?:的(?!时间|期限)|高校毕业|应届|毕业)|(?:期)?(?:贷款|定期|融资)")

# 1小时内|通达市区, 15分钟内|可达医院: how far, not by when; but 30分钟内|到达现场
_REACH: Final = lazy.compile(
    r"的?(?:均?可|能够?|步行|车程|基本)?(?:到|抵)达(?!现场|事发|事故|指定|受灾|处置|救援|[,。;])|的?(?:均?可|能够?)?(?:通达|直达|互达|可达|通勤|互通|覆盖)"
    r"|的?[一-鿿]{0,6}(?:圈|车程|路程|步行)"
)
# 平均办理时间|3天以内, 工期为|90天内: the measure that a length of time is the value of
_LENGTH_OF: Final = lazy.compile(
    r"(?:平均|人均|等候|等待|轮候|办理|审批|到账|响应|住院|候诊|建设|通行|处置|周转|出行|服务|运行|流转|审核)(?:时间|时限|时长|周期|天数|日数?|工期)(?:均|一般|普遍)?(?:为|在|是)?\Z"
)
# 2020年|2025年: heads of columns run together; a cell of figures, or another year
_NEXT_YEAR: Final = lazy.compile(r"(?:19|20)\d\d ?年")
_YEAR_BEFORE: Final = lazy.compile(r"(?:19|20)\d\d ?年\Z")
_LONGEST_ROW: Final = 400
_FIGURE_CELL: Final = lazy.compile(
    r"[\d.,%‰+/-]{1,20}|(?:19|20)\d\d ?年[底末度]?(?:[(][^()]{1,8}[)])?|指标名称?|单位|序号|属性|年均增[长速].{0,6}|目标值?|现状值?|基期值?|累计"
)


def title_spans(folded: str) -> list[Span]:
    """Return the spans of titles in 《》."""
    return [Span(*match.span()) for match in _TITLE_MARKS.finditer(folded)]


class Excluded:
    """Answers, for one document, whether a mention is no record."""

    def __init__(self, document: Document, names: Sequence[Span]) -> None:
        self.document = document
        self.spans = sorted([*names, *title_spans(document.folded), *document.furniture])

    def inside_names(self, mentions: Sequence[TimeMention]) -> set[int]:
        """Return the starts of the mentions that lie in a name, a title or furniture, in one walk over both."""
        inside: set[int] = set()
        index, reach = 0, 0
        for mention in mentions:
            core = mention.start + len(mention.before)
            while index < len(self.spans) and self.spans[index].start <= core:
                reach = max(reach, self.spans[index].end)
                index += 1
            if core < reach:
                inside.add(mention.start)
        return inside

    def __call__(self, mention: TimeMention) -> bool:
        """Say whether *mention* is no record by the words around it."""
        if mention.kind == "offset":
            return True
        if mention.kind == "allowance":
            return self._limit(mention)
        if mention.kind == "recurrence":
            return False
        tests = (self._idiom, self._signature, self._titled, self._event, self._cell)
        return any(test(mention) for test in tests)

    def _limit(self, mention: TimeMention) -> bool:
        folded = self.document.folded
        if mention.rule == "time.ahead":
            return False
        if (
            mention.period is not None
            and mention.period.unit in ("H", "MIN", "S")
            and _REACH.match(folded, mention.end)
        ):
            return True
        if self._measure(mention):
            return True
        return bool(
            _LIMIT_AFTER.match(folded, mention.end)
            or _WHO_AFTER.match(folded, mention.end)
            or _APPLICANT_BEFORE.search(folded, max(0, mention.start - 12), mention.start)
        )

    def _measure(self, mention: TimeMention) -> bool:
        """Whether a length of time is itself what is measured (住院日控制在8天以内), not a time to do something in."""
        folded, start = self.document.folded, mention.start
        if folded[start] in "自从收在于":
            return False
        low = max(0, start - 12)
        return bool(MEASURED.search(folded, low, start) or _LENGTH_OF.search(folded, low, start))

    def _idiom(self, mention: TimeMention) -> bool:
        start = mention.start + len(mention.before)
        return bool(_IDIOM_AFTER.match(self.document.folded, start))

    def _signature(self, mention: TimeMention) -> bool:
        """Whether a full date signs the text or belongs to the occasion under a title."""
        folded, start, end = self.document.folded, mention.start, mention.end
        if mention.rule not in ("time.date", "time.iso_date") or mention.before or mention.after or mention.last:
            return False
        signed = _SIGNED.search(folded, max(0, start - 40), start)
        if signed and _SIGNED_AFTER.match(folded, end):
            return True
        before, after = _line_around(folded, start, end, 80)
        if before.strip(" \t-("):
            return False
        return not after.strip(" )\t") or bool(_OCCASION.match(folded, end))

    def _titled(self, mention: TimeMention) -> bool:
        folded = self.document.folded
        start = mention.start
        if _FACTOR.search(folded, max(0, start - 2), start):
            return True
        if _BRACKETED.search(folded, max(0, start - 1), start) or _PLAN_NAME.search(folded, max(0, start - 6), start):
            return True
        if _ATTACHED.search(folded, max(0, start - 26), start):
            return True
        if _ABOUT.search(folded, max(0, start - 24), start) and _ABOUT_AFTER.match(folded, mention.end):
            return True
        return mention.after == "" and bool(_TITLED.match(folded, mention.end))

    def _cell(self, mention: TimeMention) -> bool:
        """Whether a year is the head of a row or column of figures, or runs into another year of a flattened table."""
        if mention.rule not in ("time.year", "time.year_end") or mention.before or mention.after:
            return False
        folded, start, end = self.document.folded, mention.start, mention.end
        if _NEXT_YEAR.match(folded, end) or _YEAR_BEFORE.search(folded, max(0, start - 6), start):
            return True
        left, right = folded[max(0, start - 1) : start], folded[end : end + 1]
        if "\t" not in (left, right) or left not in ("", "\n", "\t") or right not in ("", "\n", "\t"):
            return False
        row = "\t".join(_line_around(folded, start, end, _LONGEST_ROW))
        others = [cell for each in row.split("\t") if (cell := each.strip()) and cell != folded[start:end]]
        return sum(bool(_FIGURE_CELL.fullmatch(cell)) for cell in others) * 2 >= len(others)

    def _event(self, mention: TimeMention) -> bool:
        """Whether a bare year begins the name of an event or award."""
        folded = self.document.folded
        bare_year = mention.rule == "time.year" and not mention.before and not mention.after
        if not bare_year:
            return False
        if _AWARDED.search(folded, max(0, mention.start - 8), mention.start) and _AWARD.match(folded, mention.end):
            return True
        event = _EVENT.match(folded, mention.end)
        return event is not None and not _EVENT_VERB.search(event[0])


def _line_around(folded: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """Return what stands before *start* and after *end* on their line, at most *reach* characters of each."""
    low, high = max(0, start - reach), min(len(folded), end + reach)
    line_start = folded.rfind("\n", low, start) + 1
    line_end = folded.find("\n", end, high)
    return folded[max(low, line_start) : start], folded[end : line_end if line_end >= 0 else high]


def relative_to_applicant(mention: TimeMention, baseline: bool, said: bool) -> bool:
    """Whether 次年, 当年度, 上年度 count from an applicant's year: no year is *said* near them and nothing is compared."""
    return mention.word in _APPLICANT_WORDS and not baseline and not said


def relative_to_repetition(mention: TimeMention, baseline: bool, said: bool, genre: str) -> bool:
    """Whether 上月, 上年 in a rule count from each repetition of a duty (每月5日前报送上月情况), not from the document."""
    past = mention.word.startswith("上")
    return past and genre not in ("report", "statistics") and not baseline and not said
