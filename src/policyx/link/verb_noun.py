"""Whether a verb and what follows it are one noun: 建成区, 投资完成率, 注册护士."""

from __future__ import annotations

from policyx import lazy
from policyx.link import cues
from policyx.segment import words

THINGS = ("人才", "基地", "项目", "平台", "中心", "机构", "企业", "设备", "设施", "人员", "单位", "主体")
_MAKING = frozenset(("发展", "建设", "实施", "推进", "支持"))
_MEASURE_SUFFIX = frozenset("率量额数值度费") | {"或", "及", "和", "、", "/"}
MEASURE_NOUN = lazy.compile(
    r"(?:率|额|量|数|值|占比|比例|比重|金额|面积|人数|时限|时间|结果|人口|标准|产值|增速|增幅|强度|成本|收入|支出|余额|总数|水平|之比|比|费用?|经费|种类|品种|次数|起数)$"
)
# 服务|对象, 保险|保单: nouns that make one word with such a verb
_COMPOUND_HEADS = frozenset(
    [
        "对象",
        "资金",
        "费用",
        "机构",
        "人员",
        "中心",
        "基地",
        "能力",
        "质量",
        "设施",
        "设备",
        "平台",
        "项目",
        "工程",
        "企业",
        "单位",
        "主体",
        "产品",
        "产业",
        "系统",
        "体系",
        "制度",
        "政策",
        "队伍",
        "场所",
        "网点",
        "站点",
        "需求",
        "意愿",
        "风险",
        "规模",
        "成果",
        "岗位",
        "教材",
        "课程",
        "用品",
        "物资",
        "用地",
        "用房",
        "保单",
        "事项",
        "案件",
        "信息",
        "数据",
        "档案",
        "协议",
        "合同",
        "方案",
        "计划",
        "品牌",
        "成果",
        "专利",
        "论文",
        "人才",
        "券",
    ]
)
# a word that turns a verb before it into a noun: 完成|率, 培训|机构, 建成|区
NOMINAL = lazy.compile(
    r"率|量|额|数|员|者|费|人(?!才|参|工|均|口|民|物)|值|度|级|类|型|式|性|区|县|市|镇|村|校|园|户|点|站|场|店|所|院|厅|馆|室|库|林|地|田|站|线|路|网|带|圈|链|"
    r"机构|企业|单位|主体|中心|基地|面积|里程|用地|资金|任务|制度|政策|机制|体系|工程|项目|计划|行动|平台|设施|设备|人员|队伍|"
    r"能力|水平|规模|总量|比例|占比|比重|工作(?!者)|成本|收入|支出|系统|或|及(?!时)|和|化(?!工|肥|解)|上限|下限|额度|期限|年限|名额|次数|人次|"
    r"标准(?![厂化地田园])|对象|时间|时长|周期|[、/]"
)
_WEAK, _NOUN, _REACH = cues.of("weak"), cues.of("noun"), cues.of("reach")
# 新建商品房, 注册护士, 共建“一带一路”国家: terms of statistics that begin with a verb
_TERMS = {
    "建档": ("立卡",),
    "转移": ("支付",),
    "新发展": ("理念", "格局", "阶段", "体系", "战略"),
    "共建": ("“一带一路”",),
    "新建": ("商品", "住宅价格", "住房价格"),
    "注册": ("护士", "资本", "商标", "会计师", "志愿者"),
}


def begins_term(verb: str, rest: str) -> bool:
    """Say whether *verb* begins a term of statistics with what follows (转移|支付)."""
    return rest.startswith(_TERMS.get(verb, ("\n",)))


def makes_noun(verb: str, rest: str) -> bool:
    """Say whether the verb and what follows are one noun: 建成|区, 投资|完成率, but not 评选|市级微课."""
    if begins_term(verb, rest):
        return True
    if rest[1:2] == "、" and rest[0] in "省市县区乡镇村旗":
        return False  # 建设|市、县、乡三级示范区
    if (
        verb in _WEAK
        and verb not in _REACH
        and len(rest) <= (8 if rest.endswith("率") else 4)
        and MEASURE_NOUN.search(rest)
    ):
        return True
    if verb in _NOUN and (rest in _COMPOUND_HEADS or MEASURE_NOUN.search(rest)):
        return True
    if verb in _NOUN and rest[:2] in _NOUN:
        return not (verb in _MAKING and rest.endswith(THINGS))  # 培训服务, but 发展|种植基地
    match = NOMINAL.match(rest)
    if match is None or rest.startswith(THINGS):
        return False
    if verb not in _WEAK and verb not in _NOUN and match.group() not in _MEASURE_SUFFIX:
        return verb == "建成" and match.group() == "区"
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
