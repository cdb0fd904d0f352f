"""Texts in one line or broken at a fixed width: what is read of them is nearly what is read of the text as it was."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import policyx
from policyx.mend import mend
from policyx.mend.indent import indent_edits
from policyx.mend.wrapped import wrapped_edits

CORPUS = Path(__file__).parent.parent / "corpus"
# kind → what must be the same, white space aside
KEYS = {
    "indicators": ("quote", "name", "value", "unit", "comparator"),
    "times": ("quote", "iso"),
    "agencies": ("name", "role", "task"),
    "programs": ("name",),
    "tasks": ("number", "heading"),
}
FLOORS = {"indicators": 0.98, "times": 0.94, "agencies": 0.96, "programs": 0.96, "tasks": 0.9}
TEXTS = (
    "draft_rules_culture", "draft_support_industry", "experience_finance", "joint_notice_party", "measures_tourism", "notice_employment_joint",
    "notice_farming_attach", "notice_fire_safety", "plan_education_flag", "workreport_city", "workreport_county_agri", "workreport_town_civil",
)  # fmt: skip


def keys(text: str, kind: str) -> Counter[tuple[str, ...]]:
    records = getattr(policyx.extract(text), kind)
    return Counter(tuple("".join(str(getattr(one, name)).split()) for name in KEYS[kind]) for one in records)


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("joint", ["", " "])
def test_one_line_gives_nearly_the_same_records(kind, joint):
    whole, same = 0, 0
    for name in TEXTS:
        text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
        with_breaks, without = keys(text, kind), keys(text.replace("\n", joint), kind)
        whole += with_breaks.total() + without.total()
        same += 2 * (with_breaks & without).total()
    assert whole > 100
    assert same / whole >= FLOORS[kind]


def broken(text: str, width: int) -> str:
    pieces = [[line[at : at + width] for at in range(0, len(line), width)] or [""] for line in text.split("\n")]
    return "\n".join(piece for line in pieces for piece in line)


def typeset(text: str, columns: int) -> str:
    """Break *text* as a page does: digits take one column and stay together; every 25 lines a page number stands between."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in re.findall(r"[A-Za-z0-9.%]+[，。、；：）]?|.[，。、；：）]?", paragraph):
            if len((line + word).encode("gbk", "replace")) > columns:
                lines.append(line)
                if len(lines) % 25 == 0:
                    lines += ["", f"— {len(lines) // 25} —", ""]
                line = ""
            line += word
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize(("layout", "width"), [(broken, 28), (broken, 38), (typeset, 54), (typeset, 72)])
def test_lines_of_a_fixed_width_give_nearly_the_same_records(layout, width):
    whole, same = 0, 0
    for name in TEXTS:
        text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
        lines = layout(text, width)
        for kind in KEYS:
            given, wrapped = keys(text, kind), keys(lines, kind)
            whole += given.total() + wrapped.total()
            same += 2 * (given & wrapped).total()
        found = policyx.extract(lines)
        assert all(lines[one.start : one.end] == one.quote for one in found.records)
    assert same / whole >= 0.98


@pytest.mark.parametrize(
    "text",
    [
        "石桥镇柳湾村村民委员会主任办公室和卫生室联系人甲\n" * 20,
        "全县修建防渗渠道，并逐一登记台账、明确管护责任。\n" * 20,
        "一、全县修建防渗渠道，并逐一登记台账、明确管护责\n" * 20,
        "　　全县修建防渗渠道，并逐一登记台账、明确管护责\n" * 20,
        "石桥镇\t修建防渗渠道，并登记台账、明确管护责任单位\n" * 20,
        "全县修建防渗渠道，并逐一登记台账、明确管护责\n" * 3,
    ],
)
def test_lines_that_are_paragraphs_stay(text):
    assert wrapped_edits(text) == []


def test_a_line_drawn_out_to_the_margin_is_full():
    lines = "全县修建防渗渠道，逐一登记台账、明确管护责\n任" * 10 + "，广 播 综 合 覆 盖 率\n达到98%。"
    assert [one.name for one in policyx.extract(lines).indicators] == ["广播综合覆盖率"]


def headings(text: str) -> list[str]:
    return [f"{one.number} {one.heading}" for one in policyx.extract(text).tasks]


FILL = "逐渠登记管护台账，" * 80


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the first item right behind the title, items right behind a heading or an organ
        ("青岚县护渠方案一、工作目标到2026年，修渠3条。二、健全机制1、强化投入。筹资。2、强化管护。" + FILL + "巡渠。", ["一 工作目标", "二 健全机制", "1 强化投入", "2 强化管护"]),
        ("护渠方案一、修渠。修好渠。责任单位：县水务局二、巡渠。" + FILL + "巡好渠。", ["一 修渠", "二 巡渠"]),
        ("管护办法第一章总则第一条为管好渠，制定本办法。第二章管护第二条各镇管好渠。第三条依据第一条办理。" + FILL, ["第一章 总则", "第一条 为管好渠，制定本办法", "第二章 管护", "第二条 各镇管好渠", "第三条 依据第一条办理"]),
        # titles that run into the sentence
        ("统计公报一、农业全年粮食总产量12万吨，比上年增长3%，其中秋粮8万吨，夏粮4万吨，粮食播种面积30万亩。二、工业年末有企业40家，比上年末多3家，全年营业收入12亿元，利润总额2亿元，用工3000人。" + FILL, ["一 农业", "二 工业"]),
        ("经验做法一、党建引领，变“要我改”为“我要改”一是建强组织。二、建管并重，变“一时新”为“长久美”一是引入物业。" + FILL, ["一 党建引领，变“要我改”为“我要改”", "二 建管并重，变“一时新”为“长久美”"]),
    ],
)  # fmt: skip
def test_headings_that_run_in(text, expected):
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text", ["青岚县三、四年级学生护渠方案。" + FILL, "护渠专项行动2.0版。" + FILL, "表彰先进集体1、个人3名。" + FILL]
)
def test_numbers_inside_sentences_are_no_items(text):
    assert headings(text) == []


def test_a_list_of_attachments_numbers_no_items():
    text = (
        "护渠通知一、修渠。修好渠。二、巡渠。"
        + FILL
        + "巡好渠。附件：1.修渠任务表2.巡渠任务表青岚县水务局2025年3月5日（此件公开发布）"
        "附件1修渠任务清单1.东渠。修3公里。2.西渠。修4公里。"
    )
    assert headings(text) == ["一 修渠", "二 巡渠", "1 东渠", "2 西渠"]


def test_indents_that_are_left_say_where_paragraphs_begin():
    text = "　　一、农业　　粮食总产量12万吨。" + "　　修渠护渠并逐一登记台账。" * 60
    mended = mend(text)
    assert len(mended.text) == len(text)
    assert mended.lost_breaks
    assert headings(text) == ["一 农业"]
    assert [one.name for one in policyx.extract(text).indicators] == ["粮食总产量"]
    assert all(text[one.start : one.end] == one.quote for one in policyx.extract(text).records)


@pytest.mark.parametrize("text", ["县水务局　　县财政局" * 100, "　　修渠。\n" * 200, "　　修渠。" * 3])
def test_other_wide_spaces_stay(text):
    assert indent_edits(text) == []
