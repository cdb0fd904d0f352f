"""Which quantities are indicators, and comparators that stand apart from their number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx.grammar.measure import scan_quantities
from policyx.link.comparator import governed_comparators
from policyx.link.countable import is_indicator
from policyx.text import fold


def kept(text: str) -> list[str]:
    folded = fold(text)
    return [text[one.start : one.end] for one in scan_quantities(folded) if is_indicator(folded, one)]


def comparators(text: str) -> list[str]:
    folded = fold(text)
    return list(governed_comparators(folded, scan_quantities(folded)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成两所示范校", ["两所"]),
        ("招录学生三人", ["三人"]),
        ("位次前移了两个名次", ["两个名次"]),
        ("园区数量翻了一番", ["一番"]),
        ("租期为四至九年", ["四至九年"]),
        ("每天锻炼不低于2小时", ["不低于2小时"]),
        ("劳动年龄人口平均受教育年限升到9.8年", ["9.8年"]),
        ("每半年至少检修1次水泵", ["1次"]),
        ("每周一次例会", ["一次"]),
        ("每学期至少开展一次演练", ["一次"]),
        ("投资1000万元以上的项目", ["1000万元以上"]),
        ("人均预期寿命升至76岁", ["76岁"]),
        ("基尼系数降至0.35", ["0.35"]),
        ("容积率不低于1.5", ["不低于1.5"]),
        ("近百家企业入驻", ["近百家"]),
        ("“新建2所幼儿园”任务完成", ["2所"]),
        ("让13.5万群众用上自来水", ["13.5万"]),
        ("目前37个泵站已完工", ["37个"]),
        ("享受3年租金减免", ["3年"]),
        ("优良天数310天以上、同比增加12天。", ["310天以上", "12天"]),
        ("举办两场招聘会、三期培训班", ["两场", "三期"]),
        ("日均访问量3.5万次", ["3.5万次"]),
        ("提前15天完成", ["15天"]),
        ("城乡居民收入比缩小到2.1∶1", ["2.1∶1"]),
        ("居民收入比由1.92缩小到1.85。", ["1.92", "1.85"]),
        ("亿元产值死亡率下降0.006，", ["0.006"]),
        ("有效利用系数由0.52提高到0.57以上", ["0.52", "0.57以上"]),
        ("惠及3.2万残疾人", ["3.2万"]),
        ("参保人数突破120万，", ["突破120万"]),
        ("就餐达千人次左右", ["千人次左右"]),
        ("每周至少安排1次劳动", ["1次"]),
        ("每4小时一次消杀", ["一次"]),
        ("每学期开展一次生态教育", ["一次"]),
        ("平均到账时间2.5天", ["2.5天"]),
        ("受教育年限由2018年的8.6年提高到9.3年左右", ["8.6年", "9.3年左右"]),
        ("开展三轮巡察", ["三轮"]),
    ],
)
def test_is(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "培育一批名师",
        "上好一堂课",
        "打造一支队伍",
        "围绕三个方面发力",
        "在两个层面推进",
        "坚持四个坚持",
        "推行“8个100%”",
        "打造“四名工程”",
        "落实“三个三”举措",
        "三年行动计划",
        "二轮林地承包期满后再延长二十年",
        "四轮巡视整改",
        "十二届八次全会",
        "10兆瓦级风机",
        "75%酒精",
        "一期、二期工程",
        "连续9年增长",
        "建设500千伏北通道工程",
        "8英寸产线",
        "贫困发生率\n2018",
        "\n[10]两个枢纽、三张清单:",
        "学前三年毛入园率",
        "五年一贯制",
        "市、县两级",
        "三级医院",
        "6级以上大风",
        "30万吨级码头",
        "全省前50名",
        "5个部门联合印发",
        "24小时值班",
        "15分钟便民生活圈",
        "亿元以上项目",
        "土地二轮延包",
        "十四届八次全会",
        "《三年提升5项方案》",
        "编号123的文件",
        "近三年来",
        "这三个村",
        "110千伏变电站",
        "每10万人口",
        "最多跑一次",
        "保持两位数增长",
        "办好八件便民实事",
        "每增加1亩",
        "浏览次数：356次",
    ],
)
def test_is_not(text: str) -> None:
    assert kept(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("至少与1所示范农场结对", [">="]),
        ("每季度至少集中检修一次", [">="]),
        ("全乡每年帮扶上限40户", ["<="]),
        ("最高可给予50万元奖励", ["<="]),
        ("分别给予最高不超过25万元、10万元、3万元奖励", ["<=", "<=", "<="]),
        ("新增中心不少于镇级5个、村级3个", [">=", ">="]),
        ("不超过设备投资额的20%", ["<="]),
        ("不低于每人每月500元", [">="]),
        ("增速高于流域平均1.7个百分点", ["="]),
        ("新增农场超720家、合作社1.4万家", [">", "="]),
        ("最高人民法院通报2件", ["="]),
        ("日最高客运量120万人次", ["="]),
        ("至少建成2个。新增3个", [">=", "="]),
        ("农户超34万户，9户获奖", [">", "="]),
        ("至少配备3名医师、1名护士，2名司机", [">=", ">=", "="]),
        ("至少1家综合体（含服务中心）、2家物流站和1家冷库", [">=", ">=", ">="]),
        ("不少于3名教师、培训2名骨干", [">=", "="]),
        ("不到流域平均水平的三分之二", ["<"]),
        ("资质不足的企业3家", ["="]),
        ("“最多跑一趟”事项达到95%", ["=", "="]),
        ("额度最高提至40万元", ["<="]),
        ("按不超过年度租金30%的比例", ["<="]),
    ],
)
def test_governed(text: str, expected: list[str]) -> None:
    assert comparators(text) == expected


@given(st.text(alphabet="至少最高不超过12个家元、，。每年的“”《》前第三一万级", max_size=40))
def test_any_text_gives_one_comparator_a_quantity(text: str) -> None:
    folded = fold(text)
    quantities = scan_quantities(folded)
    governed = governed_comparators(folded, quantities)
    assert len(governed) == len(quantities)
    for quantity, comparator in zip(quantities, governed, strict=True):
        assert quantity.comparator in ("=", comparator)
        assert is_indicator(folded, quantity) in (True, False)
