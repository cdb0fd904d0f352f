"""Rows of task tables in ten styles: every field of every row (number, heading, leaders, organs, deadlines, numbers, programs)."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from policyx import extract


class Style(NamedTuple):
    """A table and what its rows say: number, heading, leaders; organs as role letter and name; deadlines; numbers; programs."""

    text: str
    rows: list[tuple[str, str, str, str, str, str, str]]


ROLES = {"lead": "L", "responsible": "R", "support": "S", "supervise": "V"}

STYLES = {
    # number, category merged on the left, leaders, 牵头 and 配合
    "classic": Style(
        "梨坪县2025年政府工作重点任务分解表\n"
        "序号\t类别\t目标任务\t牵头领导\t牵头单位\t配合单位\t完成时限\n"
        "1\t产业\t培育规上企业。新增规上工业企业6家\t罗振江\t县工信局\t县发改局、统计局\t2025年12月底前\n"
        "2\t\t建设冷链仓库2座\t\t县商务局\t县供销社\t2025年9月底前\n"
        "3\t民生\t改造老旧小区12个\t何秀兰\t县住建局\t县财政局、林草局，各街道办事处\t2025年10月底前\n"
        "4\t\t新增公办敬老院床位900个\t\t县民政局\t\t2025年8月底前\n"
        "5\t生态\t完成营造林3.2万亩\t马成林\t县林草局\t各乡镇人民政府\t年底前\n",
        [
            ("1", "培育规上企业", "罗振江", "L县工信局 S县发改局 S县统计局", "2025-12", "规上工业企业 6 家", ""),
            ("2", "建设冷链仓库2座", "罗振江", "L县商务局 S县供销社", "2025-09", "冷链仓库 2 座", ""),
            ("3", "改造老旧小区12个", "何秀兰", "L县住建局 S县财政局 S县林草局 S各街道办事处", "2025-10", "老旧小区 12 个", ""),
            ("4", "新增公办敬老院床位900个", "何秀兰", "L县民政局", "2025-08", "公办敬老院床位 900 个", ""),
            ("5", "完成营造林3.2万亩", "马成林", "L县林草局 S各乡镇人民政府", "2025", "营造林 32000 亩", ""),
        ],
    ),
    # sections between rows, 同上, a program
    "sections": Style(
        "霞岭市2026年卫生健康重点工作责任清单\n"
        "序号\t重点工作\t责任领导\t责任单位\t完成时间\n"
        "一、服务能力\n"
        "1\t推进市第二医院扩建，新增床位300张\t沈一鸣\t市卫健委、市发改委\t2026年11月\n"
        "2\t实施“银龄守护”行动\t同上\t同上\t2026年6月底\n"
        "二、公共卫生\n"
        "3\t65岁以上老年人健康管理率达到72%以上\t蒋文\t市疾控中心\t全年\n"
        "4\t开展职业病危害专项治理\t蒋文\t市卫健委、人社局、总工会\t每季度\n",
        [
            ("1", "推进市第二医院扩建,新增床位300张", "沈一鸣", "R市卫健委 R市发改委", "2026-11", "床位 300 张", ""),
            ("2", "实施“银龄守护”行动", "沈一鸣", "R市卫健委 R市发改委", "2026-06", "", "“银龄守护”行动"),
            ("3", "65岁以上老年人健康管理率达到72%以上", "蒋文", "R市疾控中心", "2026", "65岁以上老年人健康管理率 72 %", ""),
            ("4", "开展职业病危害专项治理", "蒋文", "R市卫健委 R市人社局 R市总工会", "R/P3M", "", ""),
        ],
    ),
    # | between the cells, a rule under the head
    "pipes": Style(
        "云阳旗草原保护任务表\n"
        "| 序号 | 工作任务 | 牵头部门 | 责任部门 | 时限要求 |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 1 | 落实禁牧草场40万亩 | 旗林草局 | 旗农牧局、公安局 | 2025年5月底前 |\n"
        "| 2 | 防治鼠害面积8.5万亩 | 旗林草局 | 各苏木乡镇 | 2025年7月底前 |\n"
        "| 3 | 发放补奖资金1200万元 | 旗财政局 | 旗农牧局 | 2025年11月底前 |\n"
        "| 4 | 培训护草员150名 | 旗人社局 | 旗林草局 | 2025年4月底前 |\n",
        [
            ("1", "落实禁牧草场40万亩", "", "L旗林草局 R旗农牧局 R旗公安局", "2025-05", "禁牧草场 400000 亩", ""),
            ("2", "防治鼠害面积8.5万亩", "", "L旗林草局 R各苏木乡镇", "2025-07", "鼠害面积 85000 亩", ""),
            ("3", "发放补奖资金1200万元", "", "L旗财政局 R旗农牧局", "2025-11", "补奖资金 12000000 元", ""),
            ("4", "培训护草员150名", "", "L旗人社局 R旗林草局", "2025-04", "护草员 150 名", ""),
        ],
    ),
    # key and value, a block a task
    "keys": Style(
        "竹溪区招商引资任务书\n"
        "工作任务\t引进亿元项目5个\n牵头单位\t区商务局\n责任单位\t区发改局、工信局\n完成时限\t2025年12月底前\n"
        "工作任务\t建设标准厂房6万平方米\n牵头单位\t区城投公司\n责任单位\t区住建局\n完成时限\t2025年10月底前\n"
        "工作任务\t举办产业推介会4场\n牵头单位\t区商务局\n责任单位\t区委宣传部、文旅局\n完成时限\t2025年9月底前\n"
        "工作任务\t盘活闲置土地300亩\n牵头单位\t区自然资源局\n完成时限\t2025年8月底前\n",
        [
            ("", "引进亿元项目5个", "", "L区商务局 R区发改局 R区工信局", "2025-12", "亿元项目 5 个", ""),
            ("", "建设标准厂房6万平方米", "", "L区城投公司 R区住建局", "2025-10", "标准厂房 60000 平方米", ""),
            ("", "举办产业推介会4场", "", "L区商务局 R区委宣传部 R区文旅局", "2025-09", "产业推介会 4 场", ""),
            ("", "盘活闲置土地300亩", "", "L区自然资源局", "2025-08", "闲置土地 300 亩", ""),
        ],
    ),
    # a cell a line, the heads once
    "flat": Style(
        "松江县交通建设任务\n序号\n工作任务\n责任单位\n完成时限\n"
        "1\n新改建农村公路85公里\n县交通运输局\n2025年10月底前\n"
        "2\n改造危桥9座\n县公路局、财政局\n2025年9月底前\n"
        "3\n新增公交线路3条\n县公交公司\n2025年6月底前\n"
        "4\n安装护栏120公里\n县交通运输局、公安局\n2025年11月底前\n"
        "5\n建成充电站7座\n县发改局\n2025年12月底前\n",
        [
            ("1", "新改建农村公路85公里", "", "R县交通运输局", "2025-10", "农村公路 85 公里", ""),
            ("2", "改造危桥9座", "", "R县公路局 R县财政局", "2025-09", "危桥 9 座", ""),
            ("3", "新增公交线路3条", "", "R县公交公司", "2025-06", "公交线路 3 条", ""),
            ("4", "安装护栏120公里", "", "R县交通运输局 R县公安局", "2025-11", "护栏 120 公里", ""),
            ("5", "建成充电站7座", "", "R县发改局", "2025-12", "充电站 7 座", ""),
        ],
    ),
    # a cell a line, each with its head
    "flat keys": Style(
        "白水县养老服务任务清单\n"
        "任务名称\n建设社区食堂8个\n牵头单位\n县民政局\n配合单位\n县财政局、市场监管局\n完成时限\n2025年9月底前\n"
        "任务名称\n培训护理员200人\n牵头单位\n县人社局\n配合单位\n县民政局\n完成时限\n2025年7月底前\n"
        "任务名称\n改造困难老人家庭150户\n牵头单位\n县民政局\n配合单位\n县残联\n完成时限\n2025年11月底前\n",
        [
            ("", "建设社区食堂8个", "", "L县民政局 S县财政局 S县市场监管局", "2025-09", "社区食堂 8 个", ""),
            ("", "培训护理员200人", "", "L县人社局 S县民政局", "2025-07", "护理员 200 人", ""),
            ("", "改造困难老人家庭150户", "", "L县民政局 S县残联", "2025-11", "困难老人家庭 150 户", ""),
        ],
    ),
    # task merged over several measures, each with its organ; a column of organs without a head
    "merged": Style(
        "石鼓县环境整治清单\n"
        "序号\t整改任务\t整改措施\t\t整改时限\n"
        "1\t污水直排\t新建管网46公里\t县住建局\t2025年10月底前\n"
        "\t\t封堵排口17处\t县生态环境分局\t2025年5月底前\n"
        "2\t扬尘扰民\t洗扫主次干道92条\t县城管局\t2025年4月底前\n"
        "\t\t查处渣土车60辆\t县公安局、交通局\t2025年6月底前\n"
        "3\t秸秆焚烧\t建设收储点11个\t各乡镇人民政府\t2025年9月底前\n",
        [
            ("1", "污水直排", "", "R县住建局 R县生态环境分局", "2025-10 2025-05", "管网 46 公里;排口 17 处", ""),
            ("2", "扬尘扰民", "", "R县城管局 R县公安局 R县交通局", "2025-04 2025-06", "主次干道 92 条;渣土车 60 辆", ""),
            ("3", "秸秆焚烧", "", "R各乡镇人民政府", "2025-09", "收储点 11 个", ""),
        ],
    ),
    # a head of two lines, the first of the organs leads by a note, money in a column of its own
    "two heads": Style(
        "注：责任单位中列首位者为牵头单位。\n"
        "临泽州水利项目任务分解表\n"
        "序号\t项目名称\t总投资（万元）\t责任分工\t\t完成时限\n"
        "\t\t\t责任单位\t督办单位\t\n"
        "1\t城西水厂\t8600\t州水务局、州发改委\t州政府督查室\t2025年12月底前\n"
        "2\t红旗渠首改造\t1,250\t州水务局、州财政局\t州政府督查室\t2025年6月底前\n"
        "3\t山洪沟治理\t430.5\t州应急局、州气象局\t州纪委监委\t2025年5月底前\n"
        "4\t坝塘清淤\t96\t各县（市）人民政府\t州水务局\t2025年4月底前\n",
        [
            ("1", "城西水厂", "", "L州水务局 R州发改委 V州政府督查室", "2025-12", "总投资 86000000 元", ""),
            ("2", "红旗渠首改造", "", "L州水务局 R州财政局 V州政府督查室", "2025-06", "总投资 12500000 元", ""),
            ("3", "山洪沟治理", "", "L州应急局 R州气象局 V州纪委监委", "2025-05", "总投资 4305000 元", ""),
            ("4", "坝塘清淤", "", "L各县（市）人民政府 V州水务局", "2025-04", "总投资 960000 元", ""),
        ],
    ),
    # several tasks in a cell, roles in the cell
    "lists": Style(
        "鹿鸣镇2025年工作任务分解\n"
        "序号\t重点任务\t工作举措\t责任单位\n"
        "1\t壮大集体经济\t1.流转土地2000亩；2.建设大棚30座。\t牵头单位：镇农业农村办；配合单位：镇财政所\n"
        "2\t守牢安全底线\t1.排查隐患点45处；2.组织演练6次。\t镇应急办（牵头）、派出所\n"
        "3\t提升人居环境\t（1）改厕320户；（2）清运垃圾500吨。\t各村（社区）\n",
        [
            ("1", "壮大集体经济", "", "L镇农业农村办 S镇财政所", "", "土地 2000 亩;大棚 30 座", ""),
            ("2", "守牢安全底线", "", "L镇应急办 R镇派出所", "", "隐患点 45 处;演练 6 次", ""),
            ("3", "提升人居环境", "", "R各村（社区）", "", "改厕 320 户;垃圾 500 吨", ""),
        ],
    ),
    # number inside the task cell, other words for the heads, numbers and line breaks among the organs
    "other words": Style(
        "兰溪县教育实事项目\n"
        "实事内容\t主办单位\t协办单位\t时间节点\n"
        "1.新建学校食堂5个\t县教体局\t1.县住建局 2.县市场监管局\t2025年8月20日前\n"
        "2.更新校车40辆\t县教体局\t县公安局 县交通局\t2025年8月底前\n"
        "3.免费体检学生1.5万人\t县卫健局\t县教体局；县医保局\t2025年10月底前\n"
        "4.资助困难学生800名\t县民政局\t/\t2025年9月底前\n"
        "5.推进“阅见乡村”计划\t县文旅局\t县图书馆\t长期\n",
        [
            ("1", "新建学校食堂5个", "", "L县教体局 S县住建局 S县市场监管局", "2025-08-20", "学校食堂 5 个", ""),
            ("2", "更新校车40辆", "", "L县教体局 S县公安局 S县交通局", "2025-08", "校车 40 辆", ""),
            ("3", "免费体检学生1.5万人", "", "L县卫健局 S县教体局 S县医保局", "2025-10", "学生 15000 人", ""),
            ("4", "资助困难学生800名", "", "L县民政局", "2025-09", "困难学生 800 名", ""),
            ("5", "推进“阅见乡村”计划", "", "L县文旅局 S县图书馆", "", "", "“阅见乡村”计划"),
        ],
    ),
}  # fmt: skip


def read(text: str) -> list[tuple[str, str, str, str, str, str, str]]:
    """What `extract` says of each row, in the form of `Style.rows`."""
    result = extract(text)
    rows = []
    for task in result.tasks:
        if task.number in ("一", "二"):
            continue  # a section line
        agencies = [one for one in result.agencies if one.task_id == task.id]
        agencies.sort(key=lambda one: "LRSV".index(ROLES[one.role]))
        numbers = [one for one in result.indicators if one.task_id == task.id]
        times = [one for one in result.times if one.task_id == task.id and one.role in ("deadline", "recurrence")]
        programs = [one for one in result.programs if one.task_id == task.id]
        rows.append(
            (
                task.number,
                task.heading.replace("，", ","),
                task.leaders,
                " ".join(ROLES[one.role] + one.name for one in agencies),
                " ".join(one.iso for one in times),
                ";".join(f"{one.name} {one.value.normalize():f} {one.unit}" for one in numbers),
                " ".join(one.quote for one in programs),
            )
        )
    return rows


def without_names(row):
    """The row with values and units of its numbers, without what they are called (the name finder's, not the table's)."""
    return (*row[:5], ";".join(" ".join(one.split()[-2:]) for one in row[5].split(";")), *row[6:])


def share_right(view):
    """Share of the labelled rows that are found, as *view* sees them; a row that is lost or too many counts as wrong."""
    total = right = 0
    for text, expected in STYLES.values():
        found = [view(row) for row in read(text)]
        total += max(len(expected), len(found))
        right += sum(view(row) in found for row in expected)
    return right / total


@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_its_rows(style):
    assert [row[:4] for row in read(STYLES[style].text)] == [row[:4] for row in STYLES[style].rows]


def test_there_are_rows_enough_to_measure():
    assert len(STYLES) >= 8
    assert sum(len(style.rows) for style in STYLES.values()) >= 40


def test_what_the_table_says_is_right_in_almost_every_row():
    assert share_right(without_names) >= 0.95


def test_almost_every_row_is_right_in_every_field():
    assert share_right(lambda row: row) >= 0.95
