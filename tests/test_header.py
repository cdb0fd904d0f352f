from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx.document import read_document
from policyx.document.dates import first_date
from policyx.document.furniture import kind_of
from policyx.records import Header, Place

NOTICE = """索 引 号 | 330327001/2024-00012 | 发文日期 | 2024-03-08 |
发布机构 | 苍南县水利局 | 文 号 | 苍水发〔2024〕7号 |
标 题: | 苍南县水利局关于印发《苍南县河道治理实施方案（2024-2026年）》的通知 |
各乡镇人民政府，县直有关单位：
现将方案印发给各地，请照此执行。
苍南县水利局
苍南县财政局
二〇二四年三月五日
苍南县河道治理实施方案
一、目标
到2026年治理河道30公里。
"""


def header(text: str) -> Header:
    return read_document(text).header


def test_a_notice_with_a_header_table() -> None:
    assert header(NOTICE) == Header(
        title="苍南县水利局关于印发《苍南县河道治理实施方案（2024-2026年）》的通知",
        issuer="苍南县水利局、苍南县财政局",
        document_number="苍水发〔2024〕7号",
        index_number="330327001/2024-00012",
        issued_on="2024-03-05",
        place=Place("苍南县", "330327"),
        genre="plan",
        draft=False,
        date="2024-03-05",
    )


def test_body_text_is_never_furniture() -> None:
    document = read_document(NOTICE)
    assert document.in_furniture(NOTICE.index("二〇二四年"))
    assert document.in_furniture(NOTICE.index("各乡镇"))
    assert not document.in_furniture(NOTICE.index("现将方案"))
    assert not document.in_furniture(NOTICE.index("到2026年"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "下载\n打印\n【字号：\n大\n】\n2025年平遥县水利工作报告\n来源：某某日报\n各位代表：\n现在报告工作。\n",
            "2025年平遥县水利工作报告",
        ),
        (
            " [bookmark: _GoBack]平遥县凝心聚力\n治水兴县开新局\n\n近年来，平遥县治水成效明显。\n",
            "平遥县凝心聚力 治水兴县开新局",
        ),
        ("附件\n2026年平遥县民生实事\n1.修渠五里。\n2.植树百亩。\n", "2026年平遥县民生实事"),
        (
            "各乡镇人民政府：\n现将措施印发。\n平遥县水利局\n2024年3月5日\n平遥县节水若干措施\n为了节水，制定措施。\n",
            "平遥县节水若干措施",
        ),
        ("为了节水，制定如下措施。\n一、管水\n", ""),
        (
            "平遥县人民政府\n关于加强节水工作的意见\n平政发〔2024〕9号\n各乡镇：\n要节水。\n",
            "平遥县人民政府关于加强节水工作的意见",
        ),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert header(text).title == title


def test_everything_on_one_line() -> None:
    text = (
        "平遥县人民政府办公室关于加强节水工作的意见平政办发〔2023〕12号各乡镇人民政府，县直各单位：为加强节水，提出意见。"
        + "一、管水。管好每一条渠。" * 60
        + "平遥县人民政府办公室2023年6月1日（此件公开发布）"
    )
    found = header(text)
    assert found.title == "平遥县人民政府办公室关于加强节水工作的意见"
    assert found.document_number == "平政办发〔2023〕12号"
    assert (found.issuer, found.issued_on) == ("平遥县人民政府办公室", "2023-06-01")


@pytest.mark.parametrize(
    "number",
    ["平政发〔2024〕7号", "平政办发[2024]7号", "平水（2024）7号", "平政发【2024】第7号"],
)
def test_document_numbers(number: str) -> None:
    assert header(f"平遥县节水方案\n{number}\n各乡镇：\n要节水。\n").document_number == number


@pytest.mark.parametrize(
    ("text", "issuer", "issued_on"),
    [
        ("要节水。\n平遥县水利局\n2024年3月5日\n", "平遥县水利局", "2024-03-05"),
        ("要节水。平遥县水利局2024年3月5日发布，欢迎意见。\n", "平遥县水利局", "2024-03-05"),
        ("要节水。平遥县水利局2024年3月5日召开会议。\n", "", ""),
        ("要节水。\n（县委办综合科根据各镇报送材料整理）\n", "县委办综合科", ""),
        (
            "2026年平遥县工作报告\n发布时间：2026-01-22\n县长 李某某\n各位代表：\n报告工作。\n",
            "县长 李某某",
            "2026-01-22",
        ),
        ("会议于2024年3月5日召开。\n", "", ""),
    ],
)
def test_issuer_and_date(text: str, issuer: str, issued_on: str) -> None:
    found = header(text)
    assert (found.issuer, found.issued_on) == (issuer, issued_on)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2021 衢州治水十件实事\n治水有成。\n", Place("衢州市", "330800")),
        ("长春市朝阳区节水方案\n要节水。\n", Place("朝阳区", "220104")),
        ("关于节水的通知\n要节水。\n北京市延庆区人民政府\n2024年3月5日\n", Place("延庆区", "110119")),
        ("节水方案\n自治区各盟市、旗县要节水。\n", Place("内蒙古自治区", "150000")),
        ("节水方案\n我省要节水。江西省各地要护水，江西省要管水。\n", Place("江西省", "360000")),
        ("节水方案\n要节水。\n", Place()),
    ],
)
def test_places(text: str, place: Place) -> None:
    assert header(text).place == place


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("平遥县节水实施方案", "plan"),
        ("平遥县人民政府关于印发平遥县节水规划的通知", "plan"),
        ("2024年平遥县政府工作报告", "report"),
        ("平遥县2024年重点工作任务分解表", "task_table"),
        ("平遥县2024年国民经济和社会发展统计公报", "statistics"),
        ("平遥县节水办关于召开座谈会的通知", "notice"),
        ("平遥县取水管理办法（试行）", "other"),
    ],
)
def test_genres(title: str, genre: str) -> None:
    assert header(f"{title}\n要节水。\n").genre == genre


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("平遥县节水方案（征求意见稿）\n要节水。\n", True),
        ("平遥县节水方案\n（送审稿）\n要节水。\n", True),
        ("平遥县节水方案\n要节水。\n征求意见时间为2024年3月1日至3月30日。\n", True),
        ("平遥县节水方案\n要参照《节水规划（草案）》。\n", False),
        ("平遥县节水方案（试行）\n要节水。\n", False),
    ],
)
def test_drafts(text: str, draft: bool) -> None:
    assert header(text).draft is draft


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021 衢州治水十件实事\n治水有成。\n", "2021"),
        ("平遥县节水规划（2021-2025年）\n要节水。\n", ""),
        ("平遥县治水工作总结\n今年以来，修渠五里。2023年，植树百亩。2023年，建库两座。\n", "2023"),
        ("平遥县治水工作总结\n2023年，植树百亩。2022年，建库两座。\n", "2023"),
        (
            "平遥县治水工作总结\n2023年，植树百亩。2022年，建库两座。2022年，修渠五里。2023年，补树百亩。2021年，立项。\n",
            "2023",
        ),
        (
            "平遥县治水工作总结\n2022年，植树百亩。2022年，修渠五里。2022年，立项。2023年，建库两座。2023年，绿化。\n",
            "",
        ),
        ("平遥县2023年治水工作总结暨2024年工作计划\n今年，植树百亩。\n一、2024年打算\n建库两座。\n", "2023"),
    ],
)
def test_document_date(text: str, date: str) -> None:
    assert header(text).date == date


def test_arguments_replace_date_and_place() -> None:
    found = read_document(NOTICE, document_date="2023", place="西吉县").header
    assert (found.date, found.issued_on, found.place) == ("2023", "2024-03-05", Place("西吉县", "640422"))


def test_an_unknown_place_keeps_its_name() -> None:
    assert read_document("要节水。", place="青溪县").header.place == Place("青溪县", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("扫一扫用手机看本页", "navigation"),
        ("晋ICP备12345678号-1 网站标识码：1407280001".replace("：", ":"), "footer"),
        ("(此件公开发布)", "remark"),
        ("2024年3月5日", "date"),
        ("为了节水,2024年修渠5公里,投资3亿元。", ""),
        ("联系县水利局办理取水许可", ""),
    ],
)
def test_kinds_of_furniture(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二〇二四年十二月三十一日", "2024-12-31"),
        ("2024年2月30日", ""),
        ("2024-03-05 10:20", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024年3月", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert first_date(text) == iso


@given(st.text(alphabet="平遥县人民政府关于通知2024年3月5日〔〕（）稿号：。，\n |附件一、各 ", max_size=120))
def test_furniture_is_sorted_and_inside_the_text(text: str) -> None:
    document = read_document(text)
    last = -1
    for span in document.furniture:
        assert last < span.start < span.end <= len(text)
        last = span.end


WEB = "来源：青溪县财政局　发布时间：2024-11-20　字号：【大】【中】【小】　分享"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("青溪县2024年统计公报[1]\n青溪县统计局\n2025年4月1日\n2024年，全县努力。\n", "青溪县2024年统计公报"),
        ("青溪县节水任务清单\n（2024年3月）\n为了节水，列出清单。\n", "青溪县节水任务清单"),
        ("青溪县节水方案（征求意见稿）\n为了节水，制定方案。\n", "青溪县节水方案"),
        (
            "青溪县水利局关于印发《青溪县节水方案\n（2024—2027年）》的通知\n青水〔2024〕7号\n各镇人民政府：\n要节水。\n",
            "青溪县水利局关于印发《青溪县节水方案（2024—2027年）》的通知",
        ),
        (
            "青溪县教育局\n青溪县财政局　文件\n青溪县水利局\n青教发〔2024〕3号\n关于做好校园节水的通知\n各学校：\n要节水。\n",
            "关于做好校园节水的通知",
        ),
        (
            "关于公开征求《青溪县取水办法（征求意见稿）》意见的公告\n现征求意见。\n青溪县水利局\n2025年3月1日\n"
            "青溪县取水办法\n（征求意见稿）\n第一条　为了节水。\n",
            "青溪县取水办法",
        ),
        (
            "关于公开征求《青溪县取水办法（征求意见稿）》意见的公告\n现征求意见，请于月底前反馈。\n",
            "关于公开征求《青溪县取水办法（征求意见稿）》意见的公告",
        ),
        ("★\n特急\n青溪县人民政府关于防汛的通知\n各镇：\n要防汛。\n", "青溪县人民政府关于防汛的通知"),
        ("【字号：大　中　小】　我要打印　收藏　关闭\n青溪县节水方案\n为了节水，制定方案。\n", "青溪县节水方案"),
        ("青溪县同心治水\n奋力开新局\n近年来，青溪县治水成效明显。\n", "青溪县同心治水 奋力开新局"),
    ],
)
def test_titles_among_other_lines(text: str, title: str) -> None:
    assert header(text).title == title


@pytest.mark.parametrize(
    ("text", "issuer", "issued_on"),
    [
        (f"青溪县：以财兴水\n{WEB}\n青溪县财政成效明显。\n", "青溪县财政局", "2024-11-20"),
        ("青溪县：以财兴水\n来源：青溪日报　时间：2024-11-20\n青溪县财政成效明显。\n", "", "2024-11-20"),
        ("青溪县节水清单\n（县水利局　2025年2月20日）\n为了节水，列出清单。\n", "县水利局", "2025-02-20"),
        ("青溪县节水清单\n（青政办发〔2027〕7号　2027年9月14日）\n为了节水，列出清单。\n", "", "2027-09-14"),
        (
            "政府工作报告\n——2025年1月8日在青溪县人民代表大会第四次会议上\n县长　李某某\n各位代表：\n报告工作。\n",
            "县长 李某某",
            "2025-01-08",
        ),
        (
            "青溪县：以水兴县\n青溪县治水成效明显。\n（青溪县水利局供稿）\n发布日期：2025-01-09　打印本页　关闭窗口\n",
            "青溪县水利局",
            "2025-01-09",
        ),
        (
            "青溪县2024年统计公报\n青溪县统计局　国家统计局青溪调查队\n2025年4月1日\n2024年，全县努力。\n",
            "青溪县统计局、国家统计局青溪调查队",
            "2025-04-01",
        ),
        ("青溪县规划纲要\n（2027年3月18日青溪县人民代表大会第五次会议批准）\n为了发展，制定纲要。\n", "", "2027-03-18"),
    ],
)
def test_issuer_and_date_in_lines_around_the_title(text: str, issuer: str, issued_on: str) -> None:
    found = header(text)
    assert (found.issuer, found.issued_on) == (issuer, issued_on)


@pytest.mark.parametrize("number", ["青溪州办发电〔2024〕11号", "青政发电〔2024〕11号"])
def test_numbers_of_telegrams(number: str) -> None:
    assert header(f"青溪州办公室关于防汛的通知\n{number}\n各县：\n要防汛。\n").document_number == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("平安建设工作方案\n平安建设要抓紧，我区平安建设有成效。\n", ""),
        ("合作市场管理办法\n合作市场要规范，合作市场要管好，我市负责。\n", ""),
        ("老城区改造方案\n老城区改造要抓紧，老城区改造要办好，我区负责。\n", ""),
        ("水资源县级管理方案\n水资源县级管理，水资源县级负责，我县要管。\n", ""),
        ("文化惠民工程方案\n文化惠民工程要做好，我县文化惠民工程有成效。\n", ""),
        ("关于开展县域商业的通知\n各县：\n要做好。\n", ""),
        ("南山景区管理办法\n要管好。\n", ""),
        ("新建区人民政府关于节水的意见\n各镇：\n要节水。\n", "新建区"),
        ("阳泉市城区节水方案\n要节水。\n", "城区"),
        ("资源县人民政府关于节水的意见\n各镇：\n要节水。\n", "资源县"),
        ("澜州市汀陵区节水方案\n要节水。\n", "汀陵区"),
        ("2024年砚江市节水六大亮点\n要节水。\n", "砚江市"),
        ("中共青溪县委关于节水的意见\n要节水。\n", "青溪县"),
        ("节水方案\n我县要节水。苍南节水有成，苍南治水有方。\n", "苍南县"),
    ],
)
def test_places_and_ordinary_words(text: str, name: str) -> None:
    assert header(text).place.name == name


def test_a_box_of_keys_that_lost_its_marks() -> None:
    text = "进入老年版\n索引号 113/2031-15 组配分类 民生实事\n发布机构 县政府办公室 发文日期 2031-05-27\n\n2031年民生实事项目\n\n1.修渠。新修3公里。\n"
    found = header(text)
    assert (found.title, found.issuer, found.index_number, found.issued_on) == (
        "2031年民生实事项目",
        "县政府办公室",
        "113/2031-15",
        "2031-05-27",
    )
