"""`policyx.realign`: labels of a document whose text has changed."""

from __future__ import annotations

import json

import pytest

from policyx.cli import main
from policyx.errors import GoldError
from policyx.gold import read_gold
from policyx.realign import realign

OLD = "一、护水\n修渠3条，修桥3座。\n"
NEW = "索引号：001\n" + OLD


@pytest.fixture
def gold(tmp_path):
    header = {"type": "document", "title": "", "genre": "plan", "draft": False, "place": {}, "sha256": "0" * 64}
    labels = []
    for quote, start in (("3条", 7), ("3座", 12)):
        assert OLD[start : start + 2] == quote
        labels.append(
            {"type": "indicator", "start": start, "end": start + 2, "quote": quote, "name": "渠", "value": 3}
            | {"unit": quote[-1], "comparator": "=", "status": "target"}
        )
    lines = [json.dumps(one, ensure_ascii=False) for one in (header, *labels)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(NEW.encode())
    return tmp_path


def test_labels_move_with_the_text_and_are_valid_again(gold):
    result = realign(gold / "a.jsonl", gold, write=True)
    assert (result.moved, result.lost) == (2, ())
    records = read_gold(gold / "a.jsonl", NEW).records
    assert [NEW[one["start"] : one["end"]] for one in records] == ["3条", "3座"]


def test_a_lost_label_is_named_and_nothing_is_written(gold, capsys):
    (gold / "a.txt").write_bytes(NEW.replace("3座", "4座").encode())
    before = (gold / "a.jsonl").read_bytes()
    assert realign(gold / "a.jsonl", gold).lost == ("3座",)
    with pytest.raises(GoldError, match="by hand"):
        realign(gold / "a.jsonl", gold, write=True)
    assert main(["realign", str(gold), str(gold), "--write"]) == 1
    assert "lost: 3座" in capsys.readouterr().out
    assert (gold / "a.jsonl").read_bytes() == before


def test_the_command_writes_when_asked(gold, capsys):
    assert main(["realign", str(gold), str(gold)]) == 0
    assert "2 labels moved, 0 lost" in capsys.readouterr().out
    assert main(["realign", str(gold), str(gold), "--write"]) == 0
    assert read_gold(gold / "a.jsonl", NEW).name == "a"


def test_the_nearest_of_equal_quotes_is_taken(tmp_path):
    text = "修渠3条。植树3亩。修渠3条。"
    label = {"type": "time", "start": 12, "end": 14, "quote": "3条"}
    header = {"type": "document", "sha256": ""}
    (tmp_path / "b.jsonl").write_text(json.dumps(header) + "\n" + json.dumps(label) + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(("注。" + text).encode())
    assert json.loads(realign(tmp_path / "b.jsonl", tmp_path).lines[1])["start"] == 14


def test_errors_say_what_to_do(tmp_path):
    (tmp_path / "c.txt").write_bytes(b"a")
    with pytest.raises(GoldError, match="no such file"):
        realign(tmp_path / "c.jsonl", tmp_path)
    (tmp_path / "c.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(GoldError, match="line 1"):
        realign(tmp_path / "c.jsonl", tmp_path)
