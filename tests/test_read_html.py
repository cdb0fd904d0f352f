"""Pages of government sites: what is kept, what is left out, and pages that are meant to do harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyx.errors import ReadError
from policyx.pipeline import extract
from policyx.readers.html import decode, read_html
from policyx.source import Source

CORPUS = Path(__file__).parent.parent / "corpus"

FRAME = """<html><head><title>{title}</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">互动交流</a></div>
<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a></div>
{before}<div class="{box}">{body}</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="xgwd"><p>相关阅读</p><a href="1.htm">某地召开推进会议</a><a href="2.htm">图解：一看就懂</a></div>
<div class="footer">主办：云岫县人民政府办公室　网站标识码0000000000　联系我们</div>
</body></html>"""


def page(body: str, *, before: str = "", title: str = "", box: str = "TRS_Editor") -> Source:
    return read_html(FRAME.format(body=body, before=before, title=title, box=box).encode())


def table_rows(source: Source, at: int = 0) -> list[list[str]]:
    span = source.tables[at]
    return [row.split("\t") for row in source.text[span.start : span.end].split("\n")]


@pytest.mark.parametrize("box", ["TRS_Editor", "zoom", "article-content", "v_news_content", "xyz123", "pages_content"])
def test_only_the_main_text_is_kept(box: str) -> None:
    source = page("<p>一、总体要求</p><p>到2027年，全县建成幸福河湖5条，治理河长18公里。</p>", box=box)
    assert source.text == "一、总体要求\n到2027年，全县建成幸福河湖5条，治理河长18公里。"


def test_a_plain_page_without_any_class() -> None:
    source = read_html("<p>各镇人民政府：</p><p>现将任务分解如下。<br>请遵照执行。</p>".encode())
    assert source.text == "各镇人民政府：\n现将任务分解如下。\n请遵照执行。"


def test_spaces_are_those_that_a_reader_sees() -> None:
    source = page(
        "<p>&nbsp;&nbsp;　　加快推进\n   项目<b>建设</b>，\n<span>新增</span> <i>3</i>&nbsp;家\u200b企业&shy;。</p>"
    )
    assert source.text == "加快推进项目建设，新增 3 家企业。"


def test_numbers_of_lists() -> None:
    source = page(
        "<p>安排如下：</p><ol><li>修路</li><li>（二）植树</li><li>供水</li></ol><ol type=A start=3><li>甲</li></ol>"
        "<ol reversed start=5><li>五<li>四</ol><ul><li>无号</li></ul><ol style='list-style: none'><li>不编号</li></ol>"
        "<ol><li value=7>七<li>八</ol><ol type=i><li>一<li>二</ol>"
    )
    lines = "安排如下： 1.修路 （二）植树 3.供水 C.甲 5.五 4.四 无号 不编号 7.七 8.八 i.一 ii.二"
    assert source.text == lines.replace(" ", "\n")


def test_raised_text() -> None:
    source = page(
        "<p>面积100m<sup>2</sup>，约10<sup>4</sup>立方米，增长5%<sup>1</sup>，行动<sup>[2]</sup>，试点<sup>①</sup></p>"
    )
    assert source.text == "面积100m²，约10⁴立方米，增长5%[1]，行动[2]，试点①"


def test_merged_cells_hold_their_words_once() -> None:
    source = page(
        "<p>任务表</p><table><tr><th rowspan=2>序号</th><th colspan='2'>目标</th></tr><tr><td>2025年</td><td>2030年</td></tr>"
        "<tr><td>1</td><td rowspan=0>新建<br>3所</td><td></td></tr><tr><td>2</td><td>5所</td></tr></table><p>完。</p>"
    )
    assert table_rows(source) == [
        ["序号", "目标", ""],
        ["", "2025年", "2030年"],
        ["1", "新建 3所", ""],
        ["2", "", "5所"],
    ]
    assert source.text.startswith("任务表\n")
    assert source.text.endswith("\n完。")


def test_layout_tables_become_text_and_the_data_inside_them_stays_a_table() -> None:
    source = read_html(
        "<table><tr><td><a href=1>首页</a></td><td><a href=2>动态</a></td><td><a href=3>公开</a></td><td><a href=4>服务</a></td></tr></table>"
        "<table><tr><td>左</td><td><table><tr><td>第一段，关于任务的说明，共有若干字。</td></tr><tr><td>"
        "<table><tr><td>指标</td><td>单位</td></tr><tr><td>粮食</td><td>万吨</td></tr></table></td></tr></table></td></tr></table>".encode()
    )
    assert source.text == "第一段，关于任务的说明，共有若干字。\n指标\t单位\n粮食\t万吨"
    assert table_rows(source) == [["指标", "单位"], ["粮食", "万吨"]]


HEADS = {
    "table": "<table><tr><td>索 引 号：</td><td>640/2025-1</td><td>发文日期：</td><td>2025-05-14</td></tr>"
    "<tr><td>发布机构：</td><td>云岫县水务局</td><td>文&nbsp;&nbsp;号：</td><td>云水发〔2025〕3号</td></tr></table>",
    "list": "<ul><li><b>索引号：</b>640/2025-1</li><li><b>发文日期：</b>2025-05-14</li><li><b>发布机构：</b>云岫县水务局</li>"
    "<li><b>文号：</b>云水发〔2025〕3号</li></ul>",
    "dl": "<dl><dt>索引号：</dt><dd>640/2025-1</dd><dt>发文日期：</dt><dd>2025-05-14</dd><dt>发布机构：</dt><dd>云岫县水务局</dd>"
    "<dt>文号：</dt><dd>云水发〔2025〕3号</dd></dl>",
    "line": "<p>【索引号】：640/2025-1　发文日期：2025-05-14</p><p>发布机构：云岫县水务局　　文号：云水发〔2025〕3号</p>",
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("inside", [False, True])
def test_header_table_in_every_dress(head: str, inside: bool) -> None:
    text = "<p>各乡镇人民政府：</p><p>现将防汛工作有关事项通知如下，请认真贯彻落实。</p>"
    source = page(HEADS[head] + text) if inside else page(text, before=HEADS[head])
    assert source.metadata["index_number"] == "640/2025-1"
    assert source.metadata["issued_on"] == "2025-05-14"
    assert source.metadata["issuer"] == "云岫县水务局"
    assert source.metadata["document_number"] == "云水发〔2025〕3号"
    lines = source.text.split("\n")
    assert lines[0].replace(" ", "") == "索引号|640/2025-1|发文日期|2025-05-14|"
    assert lines[2:] == ["各乡镇人民政府：", "现将防汛工作有关事项通知如下，请认真贯彻落实。"]
    header = extract(source.text).document
    assert (header.index_number, header.issued_on, header.issuer) == ("640/2025-1", "2025-05-14", "云岫县水务局")


def test_title_date_and_source_stand_above_the_text() -> None:
    source = page(
        "<p>各镇人民政府，市直有关部门：</p><p>现就做好秋粮收购工作通知如下。</p>",
        before="<h1>关于做好2025年<br>秋粮收购工作的通知</h1><p>发布时间：2025-09-01 10:00　来源：市发改委　浏览次数：<i>35</i>　【字体：大 中 小】</p>",
        title="关于做好2025年秋粮收购工作的通知_云岫市人民政府",
    )
    assert source.text.split("\n")[:3] == [
        "关于做好2025年秋粮收购工作的通知",
        "发布时间：2025-09-01 10:00　来源：市发改委",
        "各镇人民政府，市直有关部门：",
    ]
    assert source.metadata["title"] == "关于做好2025年秋粮收购工作的通知"
    assert source.metadata["published_on"] == "2025-09-01 10:00"


def test_a_title_is_not_doubled() -> None:
    body = "<p>云岫县水利工程管理办法</p><p>第一条 为加强水利工程管理，制定本办法。</p>"
    source = page(body, before="<h1>云岫县水利工程管理办法</h1>", title="云岫县水利工程管理办法-云岫县政府网")
    assert source.text.count("云岫县水利工程管理办法") == 1


def test_a_title_that_the_name_of_the_page_does_not_hold() -> None:
    source = page(
        "<p>各镇：请遵照执行，于10月底前完成。</p>",
        before="<div class=t>云岫县2025年河湖管护工作要点</div>",
        title="通知公告_云岫县人民政府",
    )
    assert source.text.split("\n")[0] == source.metadata["title"] == "云岫县2025年河湖管护工作要点"


def test_a_name_that_only_the_file_has_stands_in_the_metadata() -> None:
    source = read_html("<title>旧方案（送审稿）</title><p>一、总体要求</p><p>到2027年，建成公园3个。</p>".encode())
    assert source.text == "一、总体要求\n到2027年，建成公园3个。"
    assert source.metadata["title"] == "旧方案（送审稿）"


def test_numbers_of_empty_items_in_cells() -> None:
    number = "<ol start={}><li><p></p></li></ol>"
    rows = "".join(f"<tr><td>{number.format(at)}</td><td>任务{at}</td></tr>" for at in (1, 2))
    assert table_rows(page(f"<table>{rows}</table>")) == [["1.", "任务1"], ["2.", "任务2"]]


def test_attachments_and_signature_beside_the_text_are_kept() -> None:
    text = "<div class='zoom'><p>各镇：</p><p>请于2025年10月底前完成水毁工程修复任务，修复堤防12公里。</p></div>"
    after = "<div><p>云岫县水务局</p><p>2025年8月1日</p></div><div>附件：<a href='a.xlsx'>任务清单.xlsx</a></div>"
    assert page(text + after, box="wrap").text.split("\n")[-3:] == [
        "云岫县水务局",
        "2025年8月1日",
        "附件：任务清单.xlsx",
    ]


def test_hidden_text_is_left_out_unless_there_is_nothing_else() -> None:
    text = "<p>完成投资3亿元，同比增长8%，建成标准化厂房2万平方米。</p>"
    assert "流转" not in page(f"{text}<p style='display: none'>内部流转稿</p>").text
    assert (
        read_html(f"<div style='display:none'>{text}</div>".encode()).text
        == "完成投资3亿元，同比增长8%，建成标准化厂房2万平方米。"
    )


def test_a_class_named_like_furniture_around_the_whole_page_is_none() -> None:
    source = read_html(
        "<div class='footer'><p>第一段：全县实施农村供水保障工程，新建水厂2座。</p><p>第二段。</p></div>".encode()
    )
    assert source.text.endswith("第二段。")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>县政府</p>".encode(), "utf-8"),
        ("<meta charset=gb2312><p>县政府㎡</p>".encode("gb18030"), "gb18030"),
        ("<meta charset=utf-8><p>县政府</p>".encode("gb18030"), "gb18030"),
        ("<meta charset=gb2312><p>县政府</p>".encode(), "utf-8"),
        ("\ufeff<p>县政府</p>".encode(), "utf-8"),
        ("\ufeff<p>县政府</p>".encode("utf-16-le"), "utf-16-le"),
        ("<meta charset='big5'><p>縣政府</p>".encode("big5"), "big5"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    source = read_html(data)
    assert source.metadata["encoding"] == encoding
    assert source.text[:1] in "县縣"
    assert not source.warnings


def test_replaced_characters_are_counted() -> None:
    _, encoding, lost = decode("<p>县政府办公室关于</p>".encode() + b"\xff\xff" + "印发方案的通知</p>".encode())
    assert (encoding, lost > 0) == ("utf-8", True)


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.glob("*.html")))
def test_composed_pages_hold_their_text_and_no_furniture(name: str) -> None:
    source = read_html((CORPUS / name).read_bytes())
    for furniture in (
        "首页",
        "浏览",
        "ICP",
        "分享",
        "扫一扫",
        "打印",
        "热点",
        "登录",
        "字体",
        "上一条",
        "相关链接",
        "相关解读",
    ):
        assert furniture not in source.text, furniture
    assert source.metadata["title"].replace("\n", "") in source.text
    assert len(source.text) > 700
    for span in source.tables:
        assert len({row.count("\t") for row in source.text[span.start : span.end].split("\n")}) == 1


def bounded(data: bytes, seconds: float = 6) -> Source:
    start = time.process_time()
    try:
        return read_html(data)
    finally:
        assert time.process_time() - start < seconds


def test_ten_thousand_nested_boxes_and_tables() -> None:
    for tag in ("div", "table><tr><td", "ul><li", "b", "blockquote"):
        data = f"<{tag}>" * 10_000 + "县城新建公园3个" + "</x>" * 10_000
        assert "县城新建公园3个" in bounded(data.encode()).text


def test_a_table_of_a_hundred_thousand_cells() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td><p>{row}-{column}</p></td>' for column in range(10))}</tr>" for row in range(10_000)
    )
    source = bounded(f"<table>{rows}</table>".encode(), 10)
    assert len(table_rows(source)) == 10_000
    assert table_rows(source)[-1][-1] == "9999-9"


def test_spans_that_would_fill_the_memory() -> None:
    rows = "<tr>" + "<td colspan=9999999999 rowspan=65534>甲</td>" * 200 + "</tr>"
    source = bounded(f"<table>{rows * 500}<tr><td>完</td></tr></table>".encode(), 20)
    assert len(source.text) < 10_000_000


def test_bombs_of_the_tree_builder() -> None:
    formatting = "<p>" + "".join(f"<b id=i{number}>" for number in range(5000)) + "县</p>" + "<p>城</p>" * 5000
    assert bounded(formatting.encode()).text.startswith("县\n城")
    for start, end in (("<div>", "</p>"), ("<ul><li>", ""), ("<div>", "<li>"), ("<span>", "</b>")):
        assert bounded(f"{start * 50_000}县城{end * 50_000}".encode(), 10).text == "县城"
    attributes = " ".join(f"a{number}=1" for number in range(100_000))
    assert bounded(f"<p {attributes}>县城</p>".encode()).text == "县城"


def test_long_runs_take_linear_time() -> None:
    for run in ("\n", " ", "&nbsp;", "<", "<p>", "索引号：", "<!--", "<b", "，\n", "\u3000"):
        data = ("<div>县政府通知" + run * 200_000 + "完毕</div>").encode()
        try:
            bounded(data, 10)
        except ReadError:
            continue


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\0", "empty"),
        (b"PK\x03\x04....", "another format"),
        (b"%PDF-1.7", "another format"),
        (b"<html><body><script>load()</script></body></html>", "scripts"),
        (b"<html><body><div id=app></div></body></html>", "scripts"),
        (
            b'<frameset cols="20%,*"><frame src="a.htm"><frame src="m\x1b.htm"><noframes>x</noframes>',
            r"frames others \(a.htm, m\\x1b",
        ),
    ],
)
def test_what_is_no_page_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read_html(data)


PIECES = (
    "<p> </p> <table> </table> <tr> <td\trowspan=2> <td\tcolspan=3> </td> <ol> <li> </ol> <sup> </sup> <br> 县政府 2025年 &nbsp;"
    " <div\tclass=nav> </div> <a\thref=#> </a> 索引号：1 发文日期：2025-1-1 <pre> </pre> <select> <svg> <th> <caption> <script>"
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*PIECES.split(" "), "\t", "\n", "\x00"]), max_size=40))
def test_any_page_gives_a_source_or_a_read_error(pieces: list[str]) -> None:
    try:
        source = read_html("".join(pieces).encode())
    except ReadError:
        return
    assert source == read_html("".join(pieces).encode())
    lines = source.text.split("\n")
    assert all(line and not line.isspace() for line in lines)
    end = -1
    for span in source.tables:
        assert end < span.start < span.end <= len(source.text)
        assert span.start == 0 or source.text[span.start - 1] == "\n"
        assert span.end == len(source.text) or source.text[span.end] == "\n"
        end = span.end
