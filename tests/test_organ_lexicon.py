"""The organ lexicon and the reading of single names."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx import lexicon
from policyx.grammar.organ import canonical_organ, parse_organ, suffix_class
from policyx.grammar.organ_index import organ_of_field
from policyx.grammar.organ_scan import scan_organs
from policyx.text import fold

BODIES = {
    "party", "government", "congress", "cppcc", "court", "procuratorate", "mass", "institution", "company", "military",
    "zone", "customs",
}  # fmt: skip

CANONICAL = {
    # party
    "县委组织部": "县委组织部",
    "县委统战部": "县委统一战线工作部",
    "县委政法委": "县委政法委员会",
    "县委编办": "县委机构编制委员会办公室",
    "县编办": "县委机构编制委员会办公室",
    "市委网信办": "市委网络安全和信息化委员会办公室",
    "县委社工部": "县委社会工作部",
    "县委教育工委": "县委教育工作委员会",
    "县直机关工委": "县委直属机关工作委员会",
    "县委办": "县委办公室",
    "县委农办": "县委农村工作领导小组办公室",
    "县委巡察办": "县委巡察工作领导小组办公室",
    "自治区党委宣传部": "自治区党委宣传部",
    "县纪委": "县纪律检查委员会",
    "县委": "县委",
    # congress, consultative conference, courts
    "县人大办": "县人民代表大会常务委员会办公室",
    "县政协": "政协县委员会",
    "县法院": "县人民法院",
    "县检察院": "县人民检察院",
    "县人武部": "县人民武装部",
    # mass organisations
    "团县委": "共青团县委员会",
    "团市委": "共青团市委员会",
    "团旗委": "共青团旗委员会",
    "共青团青河县委": "共青团青河县委员会",
    "县妇联": "县妇女联合会",
    "区残联": "区残疾人联合会",
    "县科协": "县科学技术协会",
    "县文联": "县文学艺术界联合会",
    "县工商联": "县工商业联合会",
    "县关工委": "县关心下一代工作委员会",
    "县供销社": "县供销合作社联合社",
    # government at every level
    "县政府": "县人民政府",
    "州政府": "州人民政府",
    "县府办": "县人民政府办公室",
    "省政府办公厅": "省人民政府办公厅",
    "县发改局": "县发展和改革局",
    "县发展改革局": "县发展和改革局",
    "省发展改革委": "省发展和改革委员会",
    "县人社局": "县人力资源和社会保障局",
    "县人力社保局": "县人力资源和社会保障局",
    "自治区人社厅": "自治区人力资源和社会保障厅",
    "县住建局": "县住房和城乡建设局",
    "市住建委": "市住房和城乡建设委员会",
    "省住房城乡建设厅": "省住房和城乡建设厅",
    "县资规局": "县自然资源和规划局",
    "县卫健局": "县卫生健康局",
    "市卫健委": "市卫生健康委员会",
    "县教体局": "县教育体育局",
    "县教科局": "县教育科技局",
    "县科技局": "县科学技术局",
    "县工信局": "县工业和信息化局",
    "县经信局": "县经济和信息化局",
    "县文旅局": "县文化和旅游局",
    "县文广旅局": "县文化广电和旅游局",
    "县文体广电和旅游局": "县文体广电和旅游局",
    "县文化广电旅游局": "县文化广电旅游局",
    "省公共资源交易监管局": "省公共资源交易监督管理局",
    "县中医院": "县中医院",
    "州河湖长制办公室": "州河湖长制办公室",
    "人行青河营管部": "中国人民银行青河营业管理部",
    "人行青河中支": "中国人民银行青河中心支行",
    "县文化旅游广电局": "县文化旅游广电局",
    "市市监局": "市市场监督管理局",
    "市市场监管局": "市市场监督管理局",
    "县应急局": "县应急管理局",
    "县医保局": "县医疗保障局",
    "县林草局": "县林业和草原局",
    "旗农牧局": "旗农牧局",
    "县民宗局": "县民族宗教事务局",
    "县交通局": "县交通运输局",
    "县国资委": "县国有资产监督管理委员会",
    "县退役军人局": "县退役军人事务局",
    "县机关事务局": "县机关事务管理局",
    "县城管局": "县城市管理局",
    "县投促中心": "县投资促进中心",
    "县疾控中心": "县疾病预防控制中心",
    "县交警大队": "县公安局交通警察大队",
    "市生态环境局青河分局": "市生态环境局青河分局",
    "青河县住建局": "青河县住房和城乡建设局",
    "人行青河县支行": "中国人民银行青河县支行",
    # names of bodies that a reform ended keep their own formal name
    "县环保局": "县环境保护局",
    "县扶贫办": "县扶贫开发办公室",
    # as written
    "移动公司": "移动公司",
    "县城投集团": "县城投集团",
    "国网青河县供电公司": "国网青河县供电公司",
    "各乡镇人民政府": "各乡镇人民政府",
    "县矿管中心": "县矿管中心",
    "加快建设": "加快建设",
}


@pytest.mark.parametrize(("name", "formal"), CANONICAL.items())
def test_formal_names(name: str, formal: str) -> None:
    assert canonical_organ(name) == formal


@pytest.mark.parametrize(
    ("name", "level", "full"),
    [
        ("统战部", "县", "县委统战部"),
        ("编办", "市", "市委编办"),
        ("组织部", "自治区", "自治区党委组织部"),
        ("教育体育局", "县", "县教育体育局"),
        ("法院", "旗", "旗法院"),
        ("团委", "县", "团县委"),
        ("水文站", "县", "县水文站"),
        ("人民医院", "县", "县人民医院"),
        ("财政部门", "省", "省财政部门"),
        ("机构编制部门", "县", "县机构编制部门"),
        ("移动公司", "县", "移动公司"),
        ("青河海关", "县", "青河海关"),
        ("湖北银保监局", "省", "湖北银保监局"),
        ("各学校", "县", "各学校"),
        ("市直园区管委会", "县", "市直园区管委会"),
        ("城关镇人民政府", "县", "城关镇人民政府"),
    ],
)
def test_levels(name: str, level: str, full: str) -> None:
    organ = parse_organ(name)
    assert organ is not None
    assert organ.name(level) == full


@pytest.mark.parametrize(
    "name",
    [
        "各乡镇人民政府",
        "各学校(园)",
        "各有关部门(单位)",
        "各市、县〔市、区〕政府",
        "各县(市、区)政府",
        "县直有关部门",
        "乡镇",
        "镇(街)",
        "成员单位",
    ],
)
def test_collectives(name: str) -> None:
    organ = parse_organ(name)
    assert organ is not None
    assert organ.collective
    assert organ.canonical("县") == name


@pytest.mark.parametrize("name", ["市政府", "县委", "区市场监管局", "市政管理局", "街道办事处党工委办公室"])
def test_not_collectives(name: str) -> None:
    organ = parse_organ(name)
    assert organ is not None
    assert not organ.collective


@pytest.mark.parametrize("name", ["加快建设", "2025年底前", "责任落实到人", "进一步", "", "局", "(县财政局"])
def test_not_organs(name: str) -> None:
    assert parse_organ(name) is None


@pytest.mark.parametrize(
    ("field", "year", "level", "organ"),
    [
        ("环境保护", 2016, "县", "环境保护局"),
        ("环境保护", 2024, "县", "生态环境局"),
        ("卫生", None, "县", "卫生健康局"),
        ("教育", 2024, "省", "教育厅"),
        ("发展和改革", 2024, "省", "发展和改革委员会"),
        ("扶贫开发", 2022, "县", "乡村振兴局"),
        ("扶贫开发", 2024, "县", "农业农村局"),
    ],
)
def test_fields_follow_reforms(field: str, year: int | None, level: str, organ: str) -> None:
    assert organ_of_field(field, year, level) == organ


def test_scan_keeps_the_level_in_front() -> None:
    text = "经县人社局、青河县教育局和市委编办审核后报县政府。"
    assert [text[a:b] for a, b in scan_organs(text)] == ["县人社局", "县教育局", "市委编办", "县政府"]


def test_lexicon_is_sorted_unique_and_complete() -> None:
    rows = lexicon.rows("organs")
    stems = [row["stem"] for row in rows]
    assert stems == sorted(set(stems))
    assert {row["body"] for row in rows} <= BODIES
    assert all(row["source"] for row in rows)
    suffixes = [row["suffix"] for row in lexicon.rows("organ_suffixes")]
    assert suffixes == sorted(set(suffixes))


def test_lexicon_years_and_successors_hold() -> None:
    rows = {row["stem"]: row for row in lexicon.rows("organs")}
    for row in rows.values():
        if row["valid_from"] and row["valid_to"]:
            assert row["valid_from"] <= row["valid_to"]
        if row["successor"]:
            assert row["valid_to"]
            assert row["successor"] in rows
        seen, stem = set(), row["stem"]
        while rows[stem]["successor"]:
            assert stem not in seen
            seen.add(stem)
            stem = rows[stem]["successor"]


def test_every_name_of_the_lexicon_is_read_at_every_level() -> None:
    for row in lexicon.rows("organs"):
        for kind in row["kinds"].split("|"):
            name = row["stem"].replace("{}", "") + kind
            organ = parse_organ("县" + name)
            assert organ is not None, name
            assert organ.known, name
            assert organ.prefix == "县", name


def test_suffix_classes() -> None:
    assert suffix_class("县公安局城东分局") == "branch"
    assert suffix_class("党支部") == ""


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text: str) -> None:
    folded = fold(text)
    organ = parse_organ(folded)
    assert organ is None or organ.written == folded
    spans = scan_organs(folded)
    assert all(a < b <= len(folded) for a, b in spans)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
    assert canonical_organ(folded) == folded or organ is not None
