"""OFD files: the text layer by position, tables, templates, and files that cannot be read."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from ofd_maker import NS, content, line, ofd, prose, table, words
from policyx.errors import ReadError
from policyx.readers.ofd import read_ofd

PROSE = "到2027年，全县新建改建标准化粮仓12座，新增仓容3.5万吨，粮食产后服务中心覆盖率达到90%以上，由县粮食和物资储备局牵头负责。"
TASKS = (("序号", "任务", "单位"), ("1", "修渠", "县水利局"), ("2", "造林", "县林业局"))


def test_prose_table_and_page_number():
    objects = [
        words(60, 20, "梅岭县粮食产后服务方案", 7),
        *prose(40, PROSE),
        *table((28, 50, 120, 178), (110, 120, 130, 140), TASKS),
    ]
    source = read_ofd(ofd([*objects, words(100, 285, "- 1 -", 4)], title="梅岭县粮食产后服务方案"))
    rows = "\n".join("\t".join(row) for row in TASKS)
    assert source.text == f"梅岭县粮食产后服务方案\n{PROSE}\n{rows}\n"
    assert [source.text[start:end] for start, end in source.tables] == [rows]
    assert source.metadata == {"pages": "1", "title": "梅岭县粮食产后服务方案"}
    assert source.format == "ofd"


def test_a_title_of_another_document_is_no_metadata():
    assert read_ofd(ofd(prose(40, PROSE), title="新建 Microsoft Word 文档")).metadata == {"pages": "1"}


def test_objects_in_any_order_and_in_blocks():
    first, second, third = prose(40, PROSE)
    assert read_ofd(ofd([third, f"<ofd:PageBlock>{second}</ofd:PageBlock>", first])).text == PROSE + "\n"


def test_a_matrix_moves_and_scales():
    moved = words(0, 0, "由县民政局牵头负责落实", 1, ctm='CTM="5.6 0 0 5.6 30 40"')
    assert (
        read_ofd(ofd([words(30, 20, "一、实施养老服务提升工程"), moved])).text
        == "一、实施养老服务提升工程\n由县民政局牵头负责落实\n"
    )


def test_composite_units_of_the_resources():
    unit = f'<ofd:CompositeGraphicUnit ID="5" Width="9" Height="9"><ofd:Content>{words(1, 2, "由县民政局牵头负责落实", 1)}</ofd:Content></ofd:CompositeGraphicUnit>'
    use = '<ofd:CompositeObject ID="6" CTM="5 0 0 5 0 0" Boundary="30 80 100 100" ResourceID="5"/>'
    resources = f"<ofd:Res {NS}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    document = f"<ofd:Document {NS}><ofd:CommonData><ofd:PublicRes>R.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page BaseLoc='P.xml'/></ofd:Pages></ofd:Document>"
    parts = {"Doc_0/Document.xml": document, "Doc_0/R.xml": resources, "Doc_0/P.xml": content([*prose(20, PROSE), use])}
    assert read_ofd(ofd([], **parts)).text == f"{PROSE}\n由县民政局牵头负责落实\n"


def test_units_within_units_end_at_a_bound():
    use = '<ofd:CompositeObject ResourceID="5" Boundary="0 0 9 9"/>'
    unit = f'<ofd:CompositeGraphicUnit ID="5"><ofd:Content>{use * 20}{words(1, 2, "深", 1)}</ofd:Content></ofd:CompositeGraphicUnit>'
    document = f"<ofd:Document {NS}><ofd:CommonData><ofd:PublicRes>R.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page BaseLoc='P.xml'/></ofd:Pages></ofd:Document>"
    parts = {
        "Doc_0/Document.xml": document,
        "Doc_0/R.xml": f"<ofd:Res {NS}>{unit}</ofd:Res>",
        "Doc_0/P.xml": content([use]),
    }
    start = time.process_time()
    read_ofd(ofd([], **parts))
    assert time.process_time() - start < 10


def test_template_on_every_page_is_furniture():
    pages = [prose(40, PROSE), prose(40, PROSE), prose(40, PROSE)]
    source = read_ofd(ofd(*pages, template=[words(28, 10, "梅岭县人民政府公报", 4)]))
    assert source.text == f"{PROSE}\n" * 3
    assert source.warnings == ("3 lines of running heads and page numbers were dropped",)


def test_hidden_objects_are_not_read():
    hidden = words(28, 200, "此行不显示").replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    assert read_ofd(ofd([*prose(40, PROSE), hidden])).text == PROSE + "\n"


def test_a_missing_page_is_a_warning():
    data = ofd(prose(40, PROSE), prose(40, PROSE))
    whole = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in whole.namelist():
            if "Page_1" not in name:
                package.writestr(name, whole.read(name))
    source = read_ofd(out.getvalue())
    assert (source.text, source.warnings) == (PROSE + "\n", ("page 2 is missing or damaged and was left out",))


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (ofd([line(0, 0, 10, 10)]), "no text .1 pages.*OCR"),
        (ofd(prose(40, PROSE))[:-100], "damaged"),
        (ofd(prose(40, PROSE), **{"Encryptions.xml": "<a/>"}), "encrypted"),
        (ofd(prose(40, PROSE), **{"OFD.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DOCTYPE"),
        (ofd(prose(40, PROSE), **{"OFD.xml": "<a"}), "no whole XML"),
        (ofd(prose(40, PROSE), **{"Doc_0/Document.xml": "<a>" * 100_000 + "</a>" * 100_000}), "no text"),
        (ofd(["<ofd:PageBlock>" * 30_000 + words(1, 1, "深") + "</ofd:PageBlock>" * 30_000]), "no text"),
        (ofd(prose(40, PROSE), **{"OFD.xml": " " * (33 << 20)}), "zip bomb"),
    ],
)
def test_damaged_encrypted_and_hostile(data, match):
    with pytest.raises(ReadError, match=match):
        read_ofd(data)


@pytest.mark.parametrize("delta", ["g 99999999 5", "g g g", "1e400 nan", "-", "g 3 5 g"])
def test_steps_of_any_kind_end_in_text(delta):
    page = content(prose(40, PROSE)).replace('DeltaX="', f'DeltaX="{delta} ')
    source = read_ofd(ofd([], **{"Doc_0/Pages/Page_0/Content.xml": page}))
    assert set(PROSE[:20]) <= set(source.text)


def test_paths_outside_the_package_are_not_followed():
    outside = f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    with pytest.raises(ReadError, match="missing"):
        read_ofd(ofd(prose(40, PROSE), **{"OFD.xml": outside}))
