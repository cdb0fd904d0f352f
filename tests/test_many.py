"""Texts over several processes: in order, and one that is lost costs only itself."""

from __future__ import annotations

import itertools
from pathlib import Path

import pandas
import pytest

from policyx import Source, extract, extract_frame, extract_many
from policyx.dataset.pool import Pool
from policyx.dataset.worker import Lost
from policyx.errors import PolicyxError

TEXTS = [f"到2027年，新建公园{number}个。" for number in range(300)]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_are_those_of_extract(workers):
    assert list(extract_many(TEXTS, workers=workers)) == [extract(text) for text in TEXTS]


def test_a_column_of_a_frame():
    frame = pandas.DataFrame(
        {"county": ["甲", "乙", "丙"], "body": ["种树3棵，修路2公里。", None, "建桥1座。"]}, index=[7, 8, 9]
    )
    tables = extract_frame(frame, "body")
    joined = tables["indicators"].join(frame["county"])
    assert joined[["county", "value"]].to_numpy().tolist() == [["甲", 3.0], ["甲", 2.0], ["丙", 1.0]]
    assert list(tables["documents"].index) == [7, 8, 9]
    assert tables["agencies"].empty
    with pytest.raises(KeyError):
        extract_frame(frame)


def test_only_some_texts_are_taken_at_a_time():
    endless = (f"新建公园{number}个。" for number in itertools.count())
    results = extract_many(endless, workers=2)
    assert [next(results).indicators[0].value for _ in range(100)] == list(range(100))
    results.close()


def test_what_is_no_text():
    with pytest.raises(TypeError, match="as str, not bytes"):
        list(extract_many(["a", b"b"], workers=2))
    with pytest.raises(ValueError, match="give 1 or more"):
        extract_many([], workers=0)
    (result,) = extract_many([Source("种树3棵。", "txt", warnings=("odd",))], workers=2)
    assert result.issues[0].reason == "odd"


def test_a_text_that_takes_too_long_is_an_issue():
    results = list(extract_many(["种树3棵。", "投资3亿元，" * 400_000], workers=2, timeout=1))
    assert [len(result.indicators) for result in results] == [1, 0]
    assert [issue.code for issue in results[1].issues] == ["extract.timeout"]


def test_items_that_kill_their_process(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    pool = Pool("dataset_faults:double", 2)
    answers = [answer for answers in pool.map([[1, 2], [12, 13, 14], [15]]) for answer in answers]
    lost = Lost("died", "the process that read it ended with status 13")
    assert [answer.result for answer in answers] == [[2, 4], [24], lost, [28], [30]]


def test_workers_that_cannot_start_are_an_error():
    with pytest.raises(PolicyxError, match=r"could not start: .*no_such_module"):
        list(Pool("no_such_module:f", 1).map([[1]]))
