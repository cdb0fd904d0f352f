"""Gold files: what is read, and what each fault is called."""

import hashlib
import json

import pytest

from policyx.errors import GoldError
from policyx.gold import read_gold, read_text

TEXT = "新建村卫生室3所。（责任单位：县卫健局、县财政局）\n1\t县水利局\t同上\n"


def header(**changes):
    return {
        "type": "document", "title": "", "genre": "plan", "draft": False, "place": {"name": "", "code": ""},
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    } | changes  # fmt: skip


def record(kind, quote, **fields):
    start = TEXT.index(quote)
    return {"type": kind, "start": start, "end": start + len(quote), "quote": quote} | fields


def indicator(**changes):
    fields = {"name": "村卫生室", "value": 3, "unit": "所", "comparator": "=", "status": "target"}
    return record("indicator", "3所", **fields) | changes


def agency(quote="县卫健局", **changes):
    fields = {"name": quote, "canonical": quote, "role": "responsible", "source": "clause", "task": ""}
    return record("agency", quote, **fields) | changes


@pytest.fixture
def write(tmp_path):
    def write_lines(*lines):
        path = tmp_path / "a.jsonl"
        rows = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write_lines


def test_a_good_file_is_read(write):
    shield = record("ignore", "村卫生室", of="program")
    gold = read_gold(write(header(), indicator(), agency(), shield), TEXT)
    assert gold.name == "a"
    assert [r["type"] for r in gold.records] == ["indicator", "agency"]
    assert [r["of"] for r in gold.ignores] == ["program"]


FAULTS = {
    "not JSON": ([header(), "{"], 2, "not JSON"),
    "no type": ([header(), {"start": 1}], 2, "no known type"),
    "unknown type": ([header(), {"type": "programme"}], 2, "no known type"),
    "no header": ([indicator()], 1, "first line must be the header"),
    "second header": ([header(), header()], 2, "second header"),
    "comparator": ([header(), indicator(comparator="≥")], 2, "'comparator' is '≥'"),
    "change": ([header(), indicator(change="up")], 2, "'change' is 'up'"),
    "status": ([header(), indicator(status="planned")], 2, "'status'"),
    "attribute": ([header(), indicator(attribute="约束")], 2, "'attribute'"),
    "role": ([header(), agency(role="leader")], 2, "'role'"),
    "source": ([header(), agency(source="bracket")], 2, "'source'"),
    "ignore of": ([header(), record("ignore", "3所", of="number")], 2, "'of'"),
    "genre": ([header(genre="law")], 1, "'genre'"),
    "value": ([header(), indicator(value="3")], 2, "'value' is '3'; expected int or float"),
    "bool for number": ([header(), indicator(value=True)], 2, "'value' is True"),
    "names": ([header(), indicator(names="室")], 2, "'names'"),
    "missing field": ([header(), record("time", "3所", iso="2024")], 2, "lacks the field 'role'"),
    "quote": ([header(), indicator(quote="4所")], 2, "the text has '3所'"),
    "beyond the text": ([header(), indicator(start=90, end=92)], 2, "the text has ''"),
    "empty span": ([header(), indicator(end=6)], 2, "empty or negative"),
    "no span": ([header(), {"type": "ignore", "of": "any"}], 2, "integers 'start' and 'end'"),
    "other text": ([header(sha256="0" * 64)], 1, "that of another text"),
    "no hash": ([header(sha256="abc")], 1, "64 hexadecimal digits"),
    "overlap": ([header(), agency(), agency("县卫健局、县财政局")], 3, "overlaps the one of line 2"),
    "twice in a sentence": ([header(), agency(), agency()], 3, "overlaps the one of line 2"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_names_file_and_line(write, fault):
    lines, number, words = FAULTS[fault]
    path = write(*lines)
    with pytest.raises(GoldError) as caught:
        read_gold(path, TEXT)
    assert str(caught.value).startswith(f"{path} line {number}: ")
    assert words in str(caught.value)


def test_rows_of_a_table_share_a_merged_cell(write):
    rows = [agency("县水利局", source="table", task=number) for number in "12"]
    assert len(read_gold(write(header(), *rows), TEXT).records) == 2


def test_records_of_different_kinds_may_overlap(write):
    both = [indicator(), record("time", "3所", iso="2024", role="period")]
    assert len(read_gold(write(header(), *both), TEXT).records) == 2


def test_without_the_text_offsets_and_hash_are_not_checked(write):
    assert read_gold(write(header(sha256="0" * 64), indicator(quote="4所"))).records


def test_the_text_is_read_without_newline_translation(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("一\r\n二\r".encode())
    assert read_text(path) == "一\r\n二\r"
    path.write_bytes("县".encode("gb18030"))
    with pytest.raises(GoldError, match="not UTF-8 at byte 0"):
        read_text(path)
    with pytest.raises(GoldError, match="no such text"):
        read_text(tmp_path / "b.txt")
