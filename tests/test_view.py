"""The HTML page and the notebook preview: they show the text and its records, and nothing of a document acts on them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import policyx
from policyx.cli import main
from policyx.text import visible
from policyx.view.marks import cut_lines, find_marks
from policyx.wording import describe, details

TEXT = """青岚县2025年养老服务工作方案
一、增加床位
到2027年，全县养老床位达到3200张以上，实施“银龄安居”工程。（责任单位：县民政局）
"""

HOSTILE = (
    "<script>alert(1)</script>&amp;\"'>方案\n"
    "一、<img src=x onerror=alert(1)>增加“&lt;床位”\n"
    "到2027年，\u202e新建<b>公园3个\u2066\u200f\x1b[31m。（责任单位：县\"onmouseover='alert(1)'教育局、县民政局）\n"
    "实施《</style></title></main><script src=//x.example/a.js></script>规划》{{ 7*7 }}{% raw %}\ud800。]]>--><!--\x00"
)


def parse(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def shown_lines(text: str) -> list[str]:
    """The lines that a page shows of *text*."""
    lines = text.replace("\r\n", "\n").split("\n")
    return ["\t".join(map(visible, line.split("\t"))) for line in lines]


def page_of(text: str) -> html.HtmlElement:
    """The page of *text*, with what every page must hold checked."""
    page = policyx.to_html(policyx.extract(text))
    page.encode("utf-8")
    tree = parse(page)
    assert [line.text_content() for line in tree.xpath("//main/div")] == shown_lines(text)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in tree.xpath("//@href")} <= set(ids)
    return tree


def test_records_are_marked_with_their_kind_and_fields():
    tree = page_of(TEXT)
    for kind, quote, field in (
        ("indicator", "3200张以上", "name: 养老床位"),
        ("time", "到2027年", "end_date: 2027-12-31"),
        ("agency", "县民政局", "role: responsible"),
        ("program", "“银龄安居”工程", "kind: initiative"),
        ("task", "一、增加床位", "heading: 增加床位"),
    ):
        (mark,) = tree.xpath(f"//main//a[contains(@class, '{kind}')]")
        assert mark.text == quote
        assert field in mark.get("title").splitlines()


def test_lists_lead_to_the_text_and_the_text_to_the_lists():
    tree = page_of(TEXT)
    (entry,) = tree.xpath("//details[@id='list-agency']//li")
    (place,) = tree.xpath(f"//main//*[@id='{entry.find('a').get('href')[1:]}']")
    assert place.text_content() == "县民政局"
    assert place.find("a").get("href") == f"#{entry.get('id')}"
    assert "县民政局 · responsible" in entry.text_content()


def test_the_legend_names_every_kind_and_its_number():
    legend = page_of(TEXT).xpath("//nav")[0].text_content()
    for words in ("Indicators 指标 1", "Times 时间 1", "Agencies 责任单位 1", "Programs 命名项目 1", "Tasks 任务 1"):
        assert words in re.sub(r"\s+", " ", legend)


def test_issues_stand_at_the_end_and_lead_to_their_place():
    text = "通知\n今年新建公园3个。"
    issue = policyx.extract(text).issues[0]
    tree = page_of(text)
    (entry,) = tree.xpath("//footer//li")
    assert issue.code in entry.text_content()
    (place,) = tree.xpath(f"//main//*[@id='{entry.find('a').get('href')[1:]}']")
    assert place.tail is None
    assert place.getnext().text_content() == issue.quote


def test_records_within_records_keep_all_their_kinds():
    tree = page_of("方案\n一、到2027年新建公园3个\n二、新建学校2所\n")
    (time,) = tree.xpath("//main//a[contains(@class, 'time')]")
    assert time.get("class").split() == ["task", "time"]
    assert time.get("title").index("time\n") < time.get("title").index("task\n")


def test_rows_of_a_merged_cell_share_a_mark():
    rows = "".join(f"{row}\t新建公园{row}个\t{'县教育局' if row == 1 else ''}\n" for row in range(1, 9))
    extraction = policyx.extract("序号\t目标任务\t责任单位\n" + rows)
    marks = [mark for mark in find_marks(extraction.records) if mark.kind == "agency"]
    assert sum(len(mark.records) for mark in marks) == len(extraction.agencies)
    page_of(extraction.text)


def test_every_document_of_the_corpus_is_shown_whole(corpus):
    for text in corpus.values():
        page_of(text)


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "一、\r\n", "3个", "\t3个\t\n", HOSTILE, HOSTILE * 20])
def test_odd_texts_are_shown_whole(text):
    page_of(text)


@given(st.text(st.sampled_from("到2027年建3个<>&\"' \t\n\r\u202e\ud800（责任单位：县教育局）一、。《》"), max_size=60))
def test_any_text_is_shown_whole(text):
    page_of(text)


def test_nothing_of_a_document_is_markup():
    tree = page_of(HOSTILE)
    assert not tree.xpath("//script | //img | //b | //iframe | //link | //comment() | //@src")
    assert len(tree.xpath("//style")) == len(tree.xpath("//title")) == len(tree.xpath("//main")) == 1
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "{{ 7*7 }}" in tree.text_content()


def test_a_page_needs_no_network_and_says_so():
    page = policyx.to_html(policyx.extract(TEXT))
    assert "default-src 'none'" in page
    assert "://" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_no_character_of_a_document_turns_or_hides_others():
    extraction = policyx.extract(HOSTILE)
    for page in (policyx.to_html(extraction), extraction._repr_html_()):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def test_a_title_given_is_escaped_too():
    tree = parse(policyx.to_html(policyx.extract(TEXT), title="</title><script>\u202e"))
    assert not tree.xpath("//script")
    assert tree.xpath("//title")[0].text == "</title><script>\\u202e"


def test_the_page_grows_as_the_text():
    short, long = (len(policyx.to_html(policyx.extract(TEXT * times))) for times in (20, 200))
    assert long < 11 * short
    # A heading that goes on and on, full of records, is not repeated at each of them.
    words = "，".join(f"新建公园{number}个" for number in range(2, 400))
    page = policyx.to_html(policyx.extract(f"方案\n一、{words}\n二、新建学校2所\n"))
    assert len(page) < 400 * 1500


def test_pieces_of_a_text_are_as_many_as_its_marks_ask_for():
    extraction = policyx.extract(TEXT * 50)
    marks = find_marks(extraction.records)
    lines = list(cut_lines(extraction.text, marks, extraction.issues))
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == extraction.text
    assert sum(map(len, lines)) <= 2 * len(marks) + len(lines) + len(extraction.issues)
    assert sum(len(piece.opened) for line in lines for piece in line) == len(marks)


def test_the_same_extraction_gives_the_same_page():
    assert policyx.to_html(policyx.extract(TEXT)) == policyx.to_html(policyx.extract(TEXT))


def test_a_notebook_shows_a_short_safe_table(corpus):
    tree = html.fragment_fromstring(policyx.extract(HOSTILE)._repr_html_())
    assert not tree.xpath(".//script | .//img | .//a | .//@onmouseover")
    long = html.fragment_fromstring(policyx.extract(corpus["plan_education_flag"])._repr_html_())
    assert len(long.xpath(".//tr")) == 11
    assert re.search(r"… \d+ more records", long.text_content())
    assert "Indicators 指标: 0" in policyx.extract("")._repr_html_()


def test_details_hold_what_is_zero_and_not_what_is_empty():
    indicator = policyx.Indicator("i0", "", 0, 2, "0起", "事故", Decimal(0), "起")
    assert "value: 0" in details(indicator).splitlines()
    assert not [line for line in details(indicator).splitlines() if line.startswith(("per:", "parts:", "start:"))]
    assert describe(indicator) == "事故 · 0 起 · target"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_command_writes_the_page(document, tmp_path, capsysbinary):
    out = tmp_path / "页 1.html"
    assert main(["view", str(document), "-o", str(out), "--place", "青岚县"]) == 0
    page = out.read_bytes().decode("utf-8")
    assert page == policyx.to_html(policyx.extract(TEXT, place="青岚县"))
    assert main(["view", str(document), "-o", "-", "--place", "青岚县"]) == 0
    assert capsysbinary.readouterr().out.decode("utf-8") == page


def test_the_document_is_not_overwritten(document, capsys):
    assert main(["view", str(document), "-o", str(document)]) == 1
    assert "this is the document itself" in capsys.readouterr().err
    assert document.read_text(encoding="utf-8") == TEXT


def test_a_page_that_cannot_be_written_is_one_line(document, tmp_path, capsys):
    assert main(["view", str(document), "-o", str(tmp_path / "no" / "page.html")]) == 1
    error = capsys.readouterr().err
    assert "choose another place for the page" in error
    assert error.count("\n") == 1
