"""Tables that lost their layout: a line a cell, heads broken over lines, several lines a cell."""

from __future__ import annotations

import policyx


def test_a_flattened_table_with_broken_heads_and_cells_of_several_lines():
    text = (
        "青岚县2031年重点项目\n序\n号\n项目名称\n项目内容\n项目投资\n完成\n时限\n责任\n单位\n牵头\n领导\n"
        "1\n山泉水厂扩建项目\n新建清水池2座，铺设管网15公里。\n总投资\n0.8亿元\n2031年\n启动\n县水利局\n石桥镇\n林青山\n"
        "2\n城南小学迁建项目\n新建教学楼3栋。\n总投资\n1.2亿元\n2031年底\n县教育局\n何秋\n附件2\n工作说明\n"
    )
    result = policyx.extract(text)
    assert [(task.number, task.heading) for task in result.tasks] == [
        ("1", "山泉水厂扩建项目"),
        ("2", "城南小学迁建项目"),
    ]
    assert [(one.name, one.task) for one in result.agencies] == [("县水利局", "1"), ("石桥镇", "1"), ("县教育局", "2")]
    assert [one.name for one in result.indicators if one.unit == "元"] == ["总投资", "总投资"]


def test_a_flattened_indicator_table_with_blank_lines_and_merged_categories():
    text = (
        "表1 青岚县主要指标\n\n序号\n\n类别\n\n主要指标\n\n2030年现状\n\n2035年目标\n\n指标\n\n属性\n\n"
        "1\n\n综合\n\n治理\n\n防洪达标率（%）\n\n80\n\n95\n\n约束性\n\n2\n\n供水普及率（%）\n\n——\n\n99\n\n预期性\n\n"
    )
    found = [(one.name, float(one.value), one.time, one.attribute) for one in policyx.extract(text).indicators]
    assert found == [
        ("防洪达标率", 80.0, "2030", "约束性"),
        ("防洪达标率", 95.0, "2035", "约束性"),
        ("供水普及率", 99.0, "2035", "预期性"),
    ]


def test_an_assessment_table_is_a_task_table():
    text = (
        "青岚县考核细则\n序号\t考核项目\t各项分值\t考核指标\t负责考核部门\n一、\t夯实基础\t20\t\t\n"
        "1\t完善制度\t5\t健全巡河制度，向社会公布名单。\t县河长办\n2\t强化督查\t4\t建立台账，跟踪督办。\t县水利局 县河长办\n"
        "二、\t提升成效\t30\t\t\n3\t治理水质\t8\t水质达标。\t县水利局\n"
    )
    result = policyx.extract(text)
    assert [(one.name, one.task) for one in result.agencies] == [
        ("县河长办", "1"),
        ("县水利局", "2"),
        ("县河长办", "2"),
        ("县水利局", "3"),
    ]
