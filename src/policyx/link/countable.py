"""Which quantities are indicators, and which only belong to a name, a slogan, a rank or an article (是否指标).

The rules are those of RECORDS.md section 1, under "Is", "Is not" and "ignore".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import regex

from policyx.grammar.measure import Quantity
from policyx.lexicon import rows

_BEHIND: Final = 12
_AHEAD: Final = 12


def is_indicator(folded: str, quantity: Quantity) -> bool:
    """Say whether *quantity* is one to make an indicator of.

    Args:
        folded: The folded text that it comes from.
        quantity: A quantity found by `scan_quantities`.

    Example:
        >>> from policyx.grammar.measure import scan_quantities
        >>> text = "聚焦三个方面,新建三所学校,每学期开展一次演练,培育一批名师"
        >>> [text[q.start : q.end] for q in scan_quantities(text) if is_indicator(text, q)]
        ['三所', '一次']
    """
    if quantity.parts:
        return True
    before = folded[max(0, quantity.core_start - _BEHIND) : quantity.core_start]
    after = folded[quantity.end : quantity.end + _AHEAD]
    if not quantity.unit:
        return _bare_is_indicator(folded, quantity)
    if quantity.value == 1 and folded[quantity.core_start] == "一" and _is_article(folded, quantity):
        return False
    check = _BY_UNIT.get(quantity.unit)
    if check is not None and not check(quantity, before, after):
        return False
    if _in_name(quantity, before, after):
        return False
    if quantity.style == "chinese" and _is_abstract(folded, quantity, before, after):
        return False
    return not _in_slogan(folded, quantity)


# ---------------------------------------------------------------- bare numbers

# 基尼系数降至[0.35] · 容积率不低于[1.5] · 采购经理指数[50.2]
_MEASURED_BARE = regex.compile(
    r"(?:系数|指数|容积率|基尼|密度|弹性|评分|得分|总分|均分|分值|比值|PMI|pH值|PH值|满意度|排名)[^,。;、\d\n]{0,10}$",
    regex.IGNORECASE,
)
# Words that part a rate from its number, as the inside of a character class: 由, 缩小到, 不低于, 下降, 控制在.
_LINKS = "由从为是达到至约近降低升增减提高下缩小扩大调控制在稳定保持不于超过突破均仅已≥≤<>:="
# 收入[比由]1.79[缩小到]1.74 · 事故死亡[率下降]0.004 · 有效利用系数[由0.58提高到]0.63
_RATED_BARE = regex.compile(
    rf"(?:(?<![同环对相占])比|率|值|系数|指数|密度|弹性|评分|得分)[{_LINKS}]{{0,10}}"
    rf"(?:(?:\d{{4}}年[底末]?的?)?\d{{1,4}}(?:\.\d{{1,4}})?(?:以上|以下|左右)?[{_LINKS}]{{1,10}})?(?:\d{{4}}年[底末]?的?)?\Z"
)
# 0.63[以上] · 1.74[。] · 1.79[缩小到]
_RATE_ENDS = regex.compile(r"[,。;、)）\s]|$|以[上下内]|左右|[下降缩提升增扩减上到至的]")
# 46[万]群众 · 0.6[万]贫困人口: counted without a measure word; but not 百万亩级 or 3个100万
_SCALED_BARE = regex.compile(r"\d[ ]?[余多]?[万亿]")
_COUNTED_NOUN = regex.compile(
    r"(?:的|以上)?(?!级|强|大关|台阶|以|个|左右|规模|工程|行动|计划|俱乐部|方|大|及|的|和|或|至|到)[一-龥]{2}"
)
# 参保人数[突破]5100万 · 用户[超]1亿 · 生产总值[迈上]5万亿台阶
_SCALE_REACHED = regex.compile(
    r"[一-龥](?:达到?|突破|超过?|过|迈上|站上|跃上|跨越|逼近|增[至到]|提高到|增长到|近|约|逾)(?:了|约|近)?$"
)
_SCALE_ENDS = regex.compile(r"(?:以上|左右)?(?:[,。;、)\s]|$|大关|台阶|关口)")
_REACHES = regex.compile(r"(?:占|达到?|降至|升至|为|超过?|至少|近|约|提高|下降|减少|增加)$")


def _bare_is_indicator(folded: str, quantity: Quantity) -> bool:
    before = folded[max(0, quantity.start - 24) : quantity.start]
    if folded.startswith(".", quantity.end):
        return False  # 0.503.515: two cells run together
    if quantity.rule in ("quantity.fraction", "quantity.half"):
        arabic = quantity.style == "arabic"
        return not arabic or quantity.comparator != "=" or _REACHES.search(before) is not None
    if "排名" in before[-12:]:
        return False
    if before.endswith("每"):
        return False
    if _SCALED_BARE.search(folded, quantity.core_start, quantity.core_end):
        if _COUNTED_NOUN.match(folded, quantity.end):
            return before[-1:] not in _NAMED_BEFORE
        before = folded[max(0, quantity.core_start - 12) : quantity.core_start]
        return _SCALE_REACHED.search(before) is not None and _SCALE_ENDS.match(folded, quantity.core_end) is not None
    if _MEASURED_BARE.search(before):
        return True
    before = folded[max(0, quantity.core_start - 40) : quantity.core_start]
    return _RATED_BARE.search(before) is not None and _RATE_ENDS.match(folded, quantity.core_end) is not None


_NAMED_BEFORE: Final = frozenset("个“‘每第/0123456789年月")


# ---------------------------------------------------------------- 一 as an article

_TIMES: Final = frozenset(("次", "遍", "轮", "场", "期", "回", "课时", "学时", "堂", "节"))
_RECURS = regex.compile(
    r"每(?:一|两|二|三|半|\d{1,2})?(?:个)?(?:小时|分钟|年度|年|月|周|天|日|学期|季度|季|星期|旬|学年|人|名|校|村|户)"
)
_REQUIRES = regex.compile(r"至少|最少|不少于|不低于|起码|最多|不超过|至多")
_CLAUSE = regex.compile(r"[。;!?\n]")
# What 一 may count without being an article.
_NOT_ARTICLE: Final = frozenset(("倍", "番", "%", "‰", "百分点", "折"))


def _is_article(folded: str, quantity: Quantity) -> bool:
    """Say whether 一 is an article: no comparator, and no frequency that makes it a requirement."""
    if quantity.unit in _NOT_ARTICLE or quantity.value_max is not None:
        return False
    if quantity.comparator != "=":
        return False
    floor = max(0, quantity.start - 24)
    before = folded[floor : quantity.start]
    stops = [match.end() for match in _CLAUSE.finditer(before)]
    before = before[stops[-1] :] if stops else before
    if _REQUIRES.search(before.rpartition(",")[2]):
        return False
    return quantity.unit not in _TIMES or _RECURS.search(before) is None


# ---------------------------------------------------------------- by unit


def _level(quantity: Quantity, before: str, after: str) -> bool:
    """三级医院, 市、县两级, 6级以上大风 are names of levels; 提高两级 is a change."""
    return before.endswith(("提高", "提升", "晋升", "上升", "下降", "降低", "上调", "下调"))


def _age(quantity: Quantity, before: str, after: str) -> bool:
    """Limits that pick people by age are no indicators; life expectancy and average age are."""
    return "寿命" in before or "平均" in before or quantity.value % 1 != 0


_AFTER_YEARS = regex.compile(
    r"行动|计划|规划|攻坚|目标|任务|制|一贯|为?一?个?(?:周期|任期|轮)|来|以来|后|前|间|期|义务|毛入|基础|免费|大计|树|滚动|方案|工程|学制|倍增|"
    r"跃升|提升|有成|见效|保持|连续|连|蝉联|禁渔|不变|过渡|发展|时间|之|再|的(?:发展|实践|奋斗|努力|时间|历史|过渡|建设|工作)"
)
_YEARS_SPAN = regex.compile(
    r"(?:近|过去|过去的|未来|今后|最近|连续|持续|其后|此后|第|头|每|(?<!提)前|(?<!滞|延)后|上|下|这|那|几|历时|时隔|学前|高中|初中|小学|大学|中职|高职|幼儿园|同期|建[党国军]|毕业|登记失业|入职|到岗|"
    r"时长|长达|回顾|走过|经过|改革开放|成立|服役|满|改革|利用|力争|用|以|在|(?<!时)间|计划|等待|届|的)$"
)
_MEASURED_SPAN = regex.compile(
    r"(?:年限|任期|期限|有效期|服务期|工期|时间|时长|寿命|周期|年龄|学制|教龄|工龄|公示|公告|试用|试运行|任职|年资|期|保修|质保|经验|经历|缴纳|经营|居住|从事|服务|工作|享受|贴息|给予|补助|补贴|"
    r"免租|减免|优惠|奖励|资助|扶持|延长|缩短|压缩|压减|不少于|不低于|不超过|达到|达|为|至|到|提高到|提高至|满)[^,。;、]{0,6}$"
)


def _duration(quantity: Quantity, before: str, after: str) -> bool:
    """A duration is an indicator when it is itself the measure: 任期为三至六年, 不低于2小时, 从业3年以上."""
    if quantity.value % 1 != 0 and quantity.style == "arabic":
        return True  # 10.2年, 2.5天
    if "承包" in before and "延长" in before:
        return False  # 土地承包期再延长三十年
    within = "内" in _tail(quantity)
    if _YEARS_SPAN.search(before) and not (quantity.comparator != "=" and before.endswith(("满", "期", "用", "在"))):
        return False
    if within:
        return _CAPPED.search(before) is not None
    if quantity.comparator != "=" and quantity.comparator != "~":
        return True
    if _AFTER_YEARS.match(after) and not _MEASURED_SPAN.search(before):
        return False
    if quantity.style == "chinese" and quantity.value_max is None:
        return _MEASURED_SPAN.search(before) is not None and not _AFTER_YEARS.match(after)
    return True


def _anniversary(quantity: Quantity, before: str, after: str) -> bool:
    """纪念长征胜利90周年 names an event."""
    return quantity.comparator != "="


# 办理时限[压缩到]3天以内
_CAPPED = regex.compile(r"(?:控制|压缩|缩短|压减|稳定|限定|保持|时限|时长|时间|工期|期限)[在到至为]?$")


def _tail(quantity: Quantity) -> str:
    return "内" if quantity.comparator == "<=" and quantity.end > quantity.core_end else ""


def _hours(quantity: Quantity, before: str, after: str) -> bool:
    """24小时热线 and 15分钟便民圈 are names; 每天不少于2小时 is a measure."""
    if quantity.unit == "小时" and quantity.comparator == "=" and (quantity.value == 24 or "过境" in after[:3]):
        return False
    if _CIRCLE.match(after):
        return False
    return _duration(quantity, before, after)


_CIRCLE = regex.compile(r"[^,。;、\d\n]{0,8}圈")
_PHASE_VERBS = regex.compile(
    r"(?:举办|开展|培训|组织|办|每月|每年|每季度|每周|每学期|共|开办|编发|印发|发布|发行|出版|刊发|至少|不少于)[^,。;、\d]{0,6}$"
)


_PHASE_NOUN = regex.compile(r"(?:培训|研修|讲|活动|论坛|展|简报|栏目|道德|夜校|专题)")


def _phase(quantity: Quantity, before: str, after: str) -> bool:
    """三期工程 is a phase; 举办培训班三期 is a count."""
    return quantity.style == "arabic" or _PHASE_VERBS.search(before) is not None or _PHASE_NOUN.match(after) is not None


def _session(quantity: Quantity, before: str, after: str) -> bool:
    """省委八届 and 县十六届人大 are ordinals; 连续举办两届 is a count."""
    return (
        quantity.style == "arabic"
        or before.endswith(("办", "续"))
        or (quantity.value == 2 and not before.endswith(_ORGANS))
    )


def _meeting(quantity: Quantity, before: str, after: str) -> bool:
    """八次、九次全会 are ordinals; 最多跑一次 is a slogan, 每少一次 a condition."""
    if quantity.style == "chinese" and (_PLENUM.match(after) or before.endswith("届")):
        return False
    return not before.endswith(("最多跑", "少跑", "只跑", "每少", "每多", "缺席", "再", "又"))


_ORGANS: Final = ("省委", "市委", "县委", "区委", "党委", "州委", "旗委", "盟委", "政府", "人大", "政协")
_PLENUM = regex.compile(r"(?:[、和][〇一二三四五六七八九十]+次)*(?:全会|全体会议|党代会|会议|代表大会)")


def _round(quantity: Quantity, before: str, after: str) -> bool:
    """三轮巡视 is the third round; 开展三轮巡视 is a count."""
    if quantity.style != "chinese" or not after.startswith(("巡视", "巡察", "督察", "环保督察", "中央")):
        return True
    return before.endswith(("开展", "开展了", "完成", "完成了", "组织", "组织了", "推进", "实施", "共"))


def _route(quantity: Quantity, before: str, after: str) -> bool:
    """12路公交 is a line; 接入视频300路 is a count."""
    return quantity.style == "arabic" and not after.startswith(("公交", "车", "路", "线"))


def _articles(quantity: Quantity, before: str, after: str) -> bool:
    """产业发展十条政策 is a name; 出台十条政策 is a count."""
    if quantity.style != "chinese" or not _MEASURES_TAKEN.match(after):
        return True
    return before.endswith(("出台", "制定", "推出", "提出", "印发", "发布", "了"))


_MEASURES_TAKEN = regex.compile(r"(?:硬|具体|惠企|政策)?(?:措施|政策|意见|举措|规定|禁令|办法|”|\s|$)")


def _digits(quantity: Quantity, before: str, after: str) -> bool:
    """保持两位数增长 counts no persons."""
    return not after.startswith("数")


def _rare_with_chinese(quantity: Quantity, before: str, after: str) -> bool:
    """三方协议, 四面, 八角, 五行 are words, while 30方 and 5面 are counts."""
    return quantity.style != "chinese" or quantity.value >= 10


def _voltage(quantity: Quantity, before: str, after: str) -> bool:
    """110千伏变电站 and 12英寸产线 are kinds of station and of line."""
    return not _GRID.match(after)


_GRID = regex.compile(
    r"(?:及以上|以上)?(?:[^,。;、\d]{0,4})(?:变|输|线路|电网|主网|配电|开关站|电压|高压|产线|生产线|晶圆|硅片|芯片|显示|屏)|[^,。;、\d]{0,8}(?:通道|工程)"
)

_BY_UNIT: Final[dict[str, Callable[[Quantity, str, str], bool]]] = {
    "级": _level, "等级": _level, "档": _level, "岁": _age, "周岁": _age, "月龄": _age,
    "年": _duration, "周年": _anniversary, "个月": _duration, "天": _duration, "日": _duration, "周": _duration, "星期": _duration,
    "工作日": _duration, "个工作日": _duration, "季度": _duration, "个季度": _duration, "学期": _duration, "学年": _duration,
    "个学期": _duration, "个学年": _duration, "自然日": _duration, "个自然日": _duration, "交易日": _duration, "个交易日": _duration,
    "小时": _hours, "分钟": _hours, "刻钟": _hours, "秒": _hours, "昼夜": _hours,
    "期": _phase, "届": _session, "次": _meeting, "位": _digits, "条": _articles, "轮": _round, "路": _route, "方": _rare_with_chinese, "度": _rare_with_chinese, "角": _rare_with_chinese, "行": _rare_with_chinese,
    "面": _rare_with_chinese, "口": _rare_with_chinese, "道": _rare_with_chinese, "字": _rare_with_chinese,
    "封": _rare_with_chinese, "枝": _rare_with_chinese, "镇": _rare_with_chinese, "乡": _rare_with_chinese, "村": _rare_with_chinese,
    "县": _rare_with_chinese, "街道": _rare_with_chinese, "社区": _rare_with_chinese, "科": _rare_with_chinese, "车道": _rare_with_chinese,
    "单": _rare_with_chinese, "回": _rare_with_chinese, "对": _rare_with_chinese, "集": _rare_with_chinese, "版": _rare_with_chinese,
    "章": _rare_with_chinese, "首": _rare_with_chinese, "头": _rare_with_chinese,
    "千伏": _voltage, "kV": _voltage, "KV": _voltage, "英寸": _voltage, "寸": _voltage,
}  # fmt: skip

# ---------------------------------------------------------------- names, ranks, acting parties

_RANK_BEFORE = regex.compile(
    r"(?:(?<![目此之以提当会产事年日月天])前|排名|名列|位居|位列|(?<![系陈序])列|居|(?<!安)排|排在|TOP ?|top ?|Top ?|强|每(?:增加|新增|提高|下降|减少|超过?|多|少|满|降低|上升|完成|引进|培育)?|逢|第)$"
)
_GRADE_AFTER = regex.compile(r"级(?![^,。;、]{0,2}[项个家名])|强(?:县|市|镇|村|企|[,。;、”]|$)|星级|甲|一贯制")
_JOINT_AFTER = regex.compile(
    r"(?:部门|单位|委办局|厅局|委局|部委|省[市区]|县[市区]?|市州?)(?:联合|共同|联动|协同|联手|会签)"
)
# 75%[酒精] is a substance.
_SOLUTION = regex.compile(r"(?:浓度)?的?(?:医用)?(?:酒精|乙醇|甲醛|氯化钠|葡萄糖|悬浮剂|乳油|水剂|可湿性|颗粒剂|粉剂)")
_SYMBOLIC_AFTER = regex.compile(r"为?一?(?:周期|轮|体)|合一|同步|统一|联动|联审|并行|并举|融合|同创|一致|不误|互动")
_SURFED = regex.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?: ?$|(?:浏览|点击|阅读)(?:次数)? ?$")
_SCALE_NAMES = "百千万亿"


def _in_name(quantity: Quantity, before: str, after: str) -> bool:
    """Say whether the number belongs to a name, a rank, a base (每十万人) or the acting party (三个部门联合)."""
    if _RANK_BEFORE.search(before) and not (
        before.endswith(("前", "列", "排")) and quantity.unit in ("%", "百分点", "元")
    ):
        return not (before.endswith("强") and quantity.unit)
    if _GRADE_AFTER.match(after) or _SURFED.search(before):
        return True
    if quantity.unit == "%" and _SOLUTION.match(after):
        return True
    if quantity.unit in ("个", "家") and _JOINT_AFTER.match(after):
        return True
    if quantity.style == "chinese" and _SYMBOLIC_AFTER.match(after):
        return True
    return _scale_alone(quantity, before)


def _scale_alone(quantity: Quantity, before: str) -> bool:
    """亿元以上项目, 千万元产业 only classify; 近百家, 超千亿元 are measures."""
    if quantity.style != "chinese" or quantity.rule != "quantity.chinese":
        return False
    scale_only = quantity.value in _ROUND_SCALES and quantity.start == quantity.core_start
    if quantity.comparator == "~":
        return False  # 千人次左右
    return scale_only and not before.endswith(("一", "十", "百", "千"))


_ROUND_SCALES: Final = frozenset(10**power for power in (2, 3, 4, 6, 7, 8, 9, 10, 11, 12))

# ---------------------------------------------------------------- abstract sets and slogans

_DEICTIC = regex.compile(
    r"(?:这|那|该|上述|以上|前述|此|某|哪|(?<![目此之以提当会产事年日月天])[后前]|头|其余|其他|其它|各|本)$"
)


@cache
def _abstract() -> regex.Pattern[str]:
    nouns = "|".join(regex.escape(row["noun"]) for row in rows("abstract_nouns"))
    return regex.compile(rf"(?:千亿元?|万亿元?|百亿元?|大|重|重要|主要|关键|基本|核心|重点)?(?:{nouns})")


# ⏎[10]两个基地、[两个枢纽:] : a term and its explanation at the end of a report
_GLOSS = regex.compile(r"\n ?[\[(]\d{1,3}[\])][^。,;:\n]{0,22}\Z")
# 十件民生实事 is the name of a yearly list.
_YEARLY_LIST = regex.compile(r"(?:为民|惠民|民生|利民|便民)?(?:办)?实事")


def _is_abstract(folded: str, quantity: Quantity, before: str, after: str) -> bool:
    """两个层面, 四个坚持, 这三项 count nothing that is measured."""
    if quantity.value > 20 or quantity.comparator != "=":
        return False
    if _GLOSS.search(folded, max(0, quantity.start - 30), quantity.start):
        return True
    if _DEICTIC.search(before) or after.startswith("一") or _YEARLY_LIST.match(after):
        return True
    if (
        quantity.value == 2
        and quantity.value_max is None
        and quantity.unit in _ORDINAL_TWO
        and folded[quantity.core_start] == "二"
    ):
        return True
    return quantity.unit in _SET_UNITS and _abstract().match(after) is not None


# 二 with a measure word is an ordinal (土地二轮延包), for counting has 两.
_ORDINAL_TWO: Final = frozenset("轮次批期届类级套组层道环档等个条种")
_SET_UNITS: Final = frozenset(
    ["个", "项", "条", "种", "类", "套", "位", "层", "道", "件", "大", "点", "支", "轮", "对", "组"]
)
_SHORT: Final = 14


def _in_slogan(folded: str, quantity: Quantity) -> bool:
    """Say whether the number stands in a title (《…》) or in short quoted words (“8个100%”, “四名工程”)."""
    left = folded[max(0, quantity.start - _SHORT) : quantity.start]
    right = folded[quantity.end : quantity.end + _SHORT]
    opened = max(left.rfind(mark) for mark in "“‘「『")
    if opened > max(left.rfind(mark) for mark in "”’」』"):
        closed = min((index for mark in "”’」』" if (index := right.find(mark)) >= 0), default=-1)
        if closed >= 0:
            length = len(left) - opened - 1 + quantity.end - quantity.start + closed
            return length <= _SHORT and _is_slogan(quantity, len(left) - opened - 1, length)
    return _in_title(folded, quantity)


def _is_slogan(quantity: Quantity, lead: int, length: int) -> bool:
    """A short quotation is a slogan when the number opens it, is Chinese, or fills it; “新认定1所幼儿园” is not."""
    return lead == 0 or quantity.style == "chinese" or length <= 6


def _in_title(folded: str, quantity: Quantity) -> bool:
    left = folded[max(0, quantity.start - 60) : quantity.start]
    opened = left.rfind("《")
    return opened > left.rfind("》") and "》" in folded[quantity.end : quantity.end + 60]
