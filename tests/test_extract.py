"""`extract` on any input: quotes are where they say, nothing raises or hangs, the same text gives the same records."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import policyx
from conftest import ROOT
from policyx.extraction import TABLES


def check(text: str) -> policyx.Extraction:
    """Extract, and assert what holds for every result."""
    result = policyx.extract(text)
    assert result.text == text
    rows = [*result.records, *result.issues]
    assert all(0 <= row.start <= row.end <= len(text) and text[row.start : row.end] == row.quote for row in rows)
    assert all(row.end <= row.body_end <= len(text) for row in result.tasks)
    starts = [row.start for row in result.records]
    assert starts == sorted(starts)
    ids = [row.id for row in result.records]
    assert len(ids) == len(set(ids))
    assert {row.task_id for row in result.records} - {""} <= {task.id for task in result.tasks}
    result.to_json().encode("utf-8")
    return result


@pytest.mark.parametrize(("given_", "advice"), [(None, "not NoneType"), (b"a", "decode bytes first"), (1, "not int")])
def test_what_is_no_text_is_a_type_error(given_, advice):
    with pytest.raises(TypeError, match=advice):
        policyx.extract(given_)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000"])
def test_empty_text_gives_an_empty_result(text):
    result = check(text)
    assert result.records == ()
    assert result.to_dicts() == [result.to_dicts()[0]]
    assert all(len(result.to_pandas(table)) == 0 for table in TABLES)


@pytest.mark.parametrize("path", ["report.txt", "docs/方案.docx", r"C:\公文\通知.PDF"])
def test_a_path_by_mistake_is_an_issue_that_says_what_to_use(path):
    issues = [issue for issue in policyx.extract(path).issues if issue.code == "input.path"]
    assert len(issues) == 1
    assert "extract_file" in issues[0].reason


def test_a_text_is_no_path():
    assert not [issue for issue in policyx.extract("见附件.docx\n第二行").issues if issue.code == "input.path"]


@pytest.mark.parametrize("date", ["2025", "2025-03", "2025-03-14"])
def test_a_document_date_given_stands(date):
    assert policyx.extract("今年底前建成公园3个。", document_date=date).document.date == date


@pytest.mark.parametrize("date", ["", "25", "2025-13", "2025-02-30", "2025年", "2025-W10-1", "20250314"])
def test_what_is_no_document_date_is_a_value_error(date):
    with pytest.raises(ValueError, match="give it as 2025"):
        policyx.extract("今年底前建成公园3个。", document_date=date)


def test_a_place_given_stands():
    assert policyx.extract("新建公园3个。", place="澜川县").document.place.name == "澜川县"


def test_parts_of_a_result_fit_together(corpus):
    for text in corpus.values():
        result = check(text)
        kinds = (result.indicators, result.times, result.agencies, result.programs, result.tasks)
        assert sum(map(len, kinds)) == len(result.records) == len(result.to_dicts()) - 1
        assert set(result.deadlines) == {time for time in result.times if time.role != "period"}
        assert [row["type"] for row in result.to_dicts()] == ["document", *(row.type for row in result.records)]
        assert all(row.rule for row in result.records)


def test_the_same_text_gives_the_same_records_in_any_process_and_order(corpus):
    names = sorted(corpus)[:6]
    code = (
        "import json, sys, pathlib, policyx\n"
        "for name in json.loads(sys.argv[1]):\n"
        "    print(policyx.extract(pathlib.Path('corpus', name + '.txt').read_bytes().decode('utf-8')).to_json())\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", code, json.dumps(names[::-1])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[::-1] == [policyx.extract(corpus[name]).to_json() for name in names]


@given(st.text())
@example("\U0001e4f0")  # a digit that `regex` knows and `Decimal` does not
def test_any_text(text):
    check(text)


# What documents are made of, to be put together in any order
PIECES = (
    "一、", "（一）", "1.", "第一条", "一是", "①", "到2027年，", "年底前", "每季度末月25日前", "“十五五”期间", "自印发之日起30日内",
    "新建幼儿园3所", "增长5.8％", "30万至50万元", "不低于", "左右", "分别", "XX亿元", "11.8∶48.3∶39.9", "投资12.3", "亿元", "三分之二",
    "（责任单位：", "县教育局", "、", "财政局", "）", "各乡镇人民政府", "牵头", "《", "》", "“", "”", "工程", "实施", "办法", "号", "〔2024〕7",
    "。", "，", "；", "：", "\n", "\t", "\r\n", "\u3000", " ", "&nbsp;", "\ud800", "\x00", "\x1b", "𠮷", "🌾", "２０２５", "—", "9", "县", "的",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_order_of_the_pieces_of_documents(text):
    check(text)


@cache
def _whole_corpus() -> str:
    return "\n".join(path.read_bytes().decode("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt")))


@given(st.data())
def test_spliced_documents(data):
    whole = _whole_corpus()
    cuts = data.draw(st.lists(st.tuples(st.integers(0, len(whole)), st.integers(0, 400)), min_size=1, max_size=4))
    check(data.draw(st.sampled_from(["", "\n", "、", "（", "\ud800"])).join(whole[at : at + n] for at, n in cuts))


@pytest.mark.parametrize("text", ["一\ud800二、", "\udfff到2027年，新建公园3个\ud800。", "\ud800" * 50])
def test_lone_surrogates(text):
    result = check(text)
    assert "\ufffd" in result.to_json() or not result.records
    for table in TABLES:
        result.to_arrow(table).validate(full=True)


def test_control_characters():
    check("".join(map(chr, range(0x20))) + "到2027年，新建\x00公园3个。\x85\u2028\u2029\ufeff")


LONG = {
    "digits": "1",
    "list marks": "、",
    "open brackets": "（",
    "nested brackets": "（〔",
    "open quotes": "“",
    "open titles": "《",
    "organs": "县教育局、",
    "numbers": "3万元、",
    "years": "2025年",
    "numerals": "一二三",
    "spaces": " ",
    "dots": "1.1",
    "prose": "到2027年，新建幼儿园3所，投资1.2亿元。",
    "no stop": "全面提升县域教育发展水平",
    "tabs": "1\t新建\t县教育局\t",
}


def seconds(text: str) -> float:
    start = time.process_time()
    check(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG.keys())
def test_a_long_line_takes_time_in_proportion(piece):
    policyx.extract("到2027年，新建公园3个。")
    small, large = (piece * (size // len(piece)) for size in (4_000, 32_000))
    # Eight times the text: a quadratic rule takes 64 times as long. A tenth of a second is forgiven for noise.
    assert seconds(large) < 25 * min(seconds(small), seconds(small)) + 0.1


@pytest.mark.slow
@pytest.mark.parametrize("piece", LONG.values(), ids=LONG.keys())
def test_a_megabyte_on_one_line_ends(piece):
    assert seconds(piece * (1_000_000 // len(piece.encode()))) < 60
