"""Which quantities their unit makes part of a name: levels, ages, spans of years, phases, meetings (按单位判断)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from policyx import lazy
from policyx.grammar.measure import Quantity


def _level(quantity: Quantity, before: str, after: str) -> bool:
    """三级医院, 市、县两级, 6级以上大风 are names of levels; 提高两级 is a change."""
    return before.endswith(("提高", "提升", "晋升", "上升", "下降", "降低", "上调", "下调"))


def _age(quantity: Quantity, before: str, after: str) -> bool:
    """Limits that pick people by age are no indicators; life expectancy and average age are."""
    return "寿命" in before or "平均" in before or quantity.value % 1 != 0


_AFTER_YEARS = lazy.compile(
    r"行动|累计|计划|规划|攻坚|目标|任务|制|一贯|为?一?个?(?:周期|任期|轮)|来|以来|后|前|间|期|义务|毛入|基础|免费|大计|树|滚动|方案|工程|学制|倍增|"
    r"跃升|提升|有成|见效|保持|连续|连|蝉联|禁渔|不变|过渡|发展|时间|之|再|的(?:发展|实践|奋斗|努力|时间|历史|过渡|建设|工作)"
)
_YEARS_SPAN = lazy.compile(
    r"(?:近|分|过去|过去的|未来|今后|最近|连续|持续|其后|此后|第|头|每|(?<!提)前|(?<!滞|延)后|上|下|这|那|几|历时|时隔|学前|高中|初中|小学|大学|中职|高职|幼儿园|同期|建[党国军]|毕业|登记失业|入职|到岗|"
    r"时长|长达|回顾|走过|经过|改革开放|成立|服役|满|改革|利用|力争|用|以|在|(?<!时)间|计划|等待|届|的)$"
)
_MEASURED_SPAN = lazy.compile(
    r"(?:年限|任期|期限|有效期|服务期|工期|时间|时长|寿命|周期|年龄|学制|教龄|工龄|公示|公告|试用|试运行|任职|年资|期|保修|质保|经验|经历|缴纳|经营|居住|从事|服务|工作|享受|贴息|给予|补助|补贴|"
    r"免租|减免|优惠|奖励|资助|扶持|延长|缩短|压缩|压减|不少于|不低于|不超过|达到|达|为|至|到|提高到|提高至|满)[^,。;、]{0,6}$"
)


def _duration(quantity: Quantity, before: str, after: str) -> bool:
    """A duration is an indicator when it is itself the measure: 租期为四至九年, 不低于2小时, 从业3年以上."""
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
    """纪念水库建成60周年 names an event."""
    return quantity.comparator != "="


# 办理时限[压缩到]3天以内
_CAPPED = lazy.compile(r"(?:控制|压缩|缩短|压减|稳定|限定|保持|时限|时长|时间|工期|期限)[在到至为]?$")


def _tail(quantity: Quantity) -> str:
    return "内" if quantity.comparator == "<=" and quantity.end > quantity.core_end else ""


def _hours(quantity: Quantity, before: str, after: str) -> bool:
    """24小时热线 and 15分钟便民圈 are names; 每天不少于2小时 is a measure."""
    if quantity.value >= _SUMMED_HOURS:
        return True
    if quantity.unit == "小时" and quantity.comparator == "=" and (quantity.value == 24 or "过境" in after[:3]):
        return False
    if _CIRCLE.match(after):
        return False
    return _duration(quantity, before, after)


# 志愿服务时长|126万小时: no span of time is as long
_SUMMED_HOURS: Final = 1000
_CIRCLE = lazy.compile(r"[^,。;、\d\n]{0,8}圈")
_PHASE_VERBS = lazy.compile(
    r"(?:举办|开展|培训|组织|办|每月|每年|每季度|每周|每学期|共|开办|编发|印发|发布|发行|出版|刊发|至少|不少于)[^,。;、\d]{0,6}$"
)


_PHASE_NOUN = lazy.compile(r"(?:培训|研修|讲|活动|论坛|展|简报|栏目|道德|夜校|专题)")


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
_PLENUM = lazy.compile(r"(?:[、和][〇一二三四五六七八九十]+次)*(?:全会|全体会议|党代会|会议|代表大会)")


def _round(quantity: Quantity, before: str, after: str) -> bool:
    """三轮巡视 is the third round; 开展三轮巡视 is a count."""
    if quantity.style != "chinese" or not after.startswith(("巡视", "巡察", "督察", "环保督察", "中央")):
        return True
    return before.endswith(("开展", "开展了", "完成", "完成了", "组织", "组织了", "推进", "实施", "共"))


# 公交站点300米[覆盖率], 10公里[半径]: a reach that the name of a measure carries
_REACH = lazy.compile(r"(?:范围内?)?(?:的?(?:人口|用地|站点|公交|绿地))?(?:覆盖率|半径)")


def _distance(quantity: Quantity, before: str, after: str) -> bool:
    """公交站点300米覆盖率 and 10公里半径 are names; 修渠300米 is a measure."""
    return not _REACH.match(after)


def _route(quantity: Quantity, before: str, after: str) -> bool:
    """12路公交 is a line; 接入视频300路 is a count."""
    return quantity.style == "arabic" and not after.startswith(("公交", "车", "路", "线"))


def _articles(quantity: Quantity, before: str, after: str) -> bool:
    """农房改造八条措施 is a name; 出台八条措施 is a count."""
    if quantity.style != "chinese" or not _MEASURES_TAKEN.match(after):
        return True
    return before.endswith(("出台", "制定", "推出", "提出", "印发", "发布", "了"))


_MEASURES_TAKEN = lazy.compile(r"(?:硬|具体|惠企|政策)?(?:措施|政策|意见|举措|规定|禁令|办法|”|\s|$)")


def _digits(quantity: Quantity, before: str, after: str) -> bool:
    """保持两位数增长 counts no persons."""
    return not after.startswith("数")


def _rare_with_chinese(quantity: Quantity, before: str, after: str) -> bool:
    """三方协议, 四面, 八角, 五行 are words, while 30方 and 5面 are counts."""
    return quantity.style != "chinese" or quantity.value >= 10


def _voltage(quantity: Quantity, before: str, after: str) -> bool:
    """110千伏变电站 and 12英寸产线 are kinds of station and of line."""
    return not _GRID.match(after)


_GRID = lazy.compile(
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
    "米": _distance, "公里": _distance, "千米": _distance,
    "千伏": _voltage, "kV": _voltage, "KV": _voltage, "英寸": _voltage, "寸": _voltage,
}  # fmt: skip


def unit_allows(quantity: Quantity, before: str, after: str) -> bool:
    """Say whether the unit lets *quantity* be an indicator, between the dozen characters *before* and *after* it.

    Example:
        >>> from policyx.grammar.measure import scan_quantities
        >>> text = "市、县两级,不低于2小时"
        >>> [unit_allows(one, text[: one.start], text[one.end :]) for one in scan_quantities(text)]
        [False, True]
    """
    check = _BY_UNIT.get(quantity.unit)
    return check is None or check(quantity, before, after)
