"""Scores: figures computed by hand, and what must hold for any labels and predictions."""

import hashlib
import json
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyx.errors import GoldError
from policyx.gold import GoldDocument
from policyx.matching import match
from policyx.scoring import SCORES, Tally, score, score_document


def gold(*records, ignores=()):
    return GoldDocument("a", {}, tuple(records), tuple(ignores))


def tally(name, labels, predictions, ignores=()):
    return score_document(gold(*labels, ignores=ignores), predictions)[0][name]


def span(kind, start, end, **fields):
    return {"type": kind, "start": start, "end": end, "quote": "字" * (end - start)} | fields


def quantity(start, end, **changes):
    fields = {
        "name": "学位",
        "value": 300,
        "unit": "个",
        "comparator": "=",
        "status": "target",
        "change": "",
        "per": "",
    }
    return span("indicator", start, end, **fields) | changes


def moment(start, end, iso="2025", role="deadline"):
    return span("time", start, end, iso=iso, role=role)


def organ(start, end, **changes):
    return span("agency", start, end, name="县教育局", canonical="县教育局", role="responsible", task="一") | changes


# label, prediction → the scores of the kind that are right
PAIRS = [
    (quantity(0, 4), quantity(0, 4), {"value", "quantity", "named", "full"}),
    (quantity(0, 4), quantity(0, 4, value=300.0002), {"value", "quantity", "named", "full"}),
    (quantity(0, 4), quantity(0, 4, value=300.001), set()),
    (quantity(0, 4), quantity(0, 4, unit="名"), set()),
    (quantity(0, 4), quantity(0, 4, comparator=">="), {"value"}),
    (quantity(0, 4), quantity(0, 4, value_max=500), {"value"}),
    (quantity(0, 4, value_max=500), quantity(0, 4, value_max=500), {"value", "quantity", "named", "full"}),
    (quantity(0, 4, value_max=None), quantity(0, 4, value_max=""), {"value", "quantity", "named", "full"}),
    (quantity(0, 4), quantity(0, 4, name="公办学位"), {"value", "quantity"}),
    (quantity(0, 4, names=["公办学位"]), quantity(0, 4, name="“公办”、学位"), {"value", "quantity", "named", "full"}),
    (quantity(0, 4), quantity(0, 4, status="actual"), {"value", "quantity", "named"}),
    (quantity(0, 4), quantity(0, 4, change="increase"), {"value", "quantity", "named"}),
    (quantity(0, 4), quantity(0, 4, per="每年"), {"value", "quantity", "named"}),
    (quantity(0, 4, time="2025"), quantity(0, 4), {"value", "quantity", "named"}),
    (quantity(0, 4, time="2025", times=[""]), quantity(0, 4), {"value", "quantity", "named", "full"}),
    (quantity(0, 4, unit="％"), quantity(0, 4, unit="%"), {"value", "quantity", "named", "full"}),
    (moment(0, 4), moment(0, 4), {"all", "deadline"}),
    (moment(0, 4), moment(0, 4, iso="2026"), set()),
    (moment(0, 4), moment(0, 4, role="recurrence"), {"all", "deadline"}),
    (organ(0, 4), organ(0, 4), {"name", "canonical", "full"}),
    (organ(0, 4), organ(0, 4, name="县教体局"), {"canonical"}),
    (organ(0, 4, names=["教育局"]), organ(0, 4, name="教育局"), {"name", "canonical", "full"}),
    (organ(0, 4), organ(0, 4, role="lead"), {"name", "canonical"}),
    (organ(0, 4), organ(0, 4, task="（一）"), {"name", "canonical", "full"}),
    (organ(0, 4), organ(0, 4, task="二"), {"name", "canonical"}),
    (
        organ(0, 4, canonicals=["县教育和体育局"]),
        organ(0, 4, canonical="县教育和体育局"),
        {"name", "canonical", "full"},
    ),
    (span("program", 0, 10, name="暖冬行动"), span("program", 0, 10, name="暖冬行动"), {"span", "exact"}),
    (span("program", 0, 10, name="暖冬行动"), span("program", 0, 8, name="暖冬"), {"span"}),
    (span("program", 0, 10, name="暖冬行动"), span("program", 0, 7, name="暖冬"), set()),
    (span("program", 0, 10, name="暖冬行动", names=["暖冬"]), span("program", 0, 7, name="“暖冬”"), {"span", "exact"}),
    (span("task", 0, 9, heading="强化保障"), span("task", 2, 5, heading="强化保障。"), {"heading"}),
    (span("task", 0, 9, heading="强化保障"), span("task", 0, 9, heading="强化"), set()),
]


@pytest.mark.parametrize(("label", "prediction", "right"), PAIRS)
def test_when_a_pair_is_right(label, prediction, right):
    for name in SCORES:
        kind, what = name.split(".")
        if kind == label["type"]:
            expected = Tally(1, 0, 0) if what in right else Tally(0, 1, 1)
            assert tally(name, [label], [prediction]) == expected, name


def test_precision_recall_and_f1():
    labels = [moment(0, 4), moment(10, 14), moment(20, 24)]
    found = tally("time.all", labels, [moment(0, 4), moment(11, 14, iso="2030")])
    assert found == Tally(right=1, extra=1, missed=2)
    assert (found.precision, found.recall, found.gold) == (0.5, 1 / 3, 3)
    assert found.f1 == pytest.approx(0.4)
    assert Tally().f1 == 0.0


def test_a_deadline_matches_only_deadlines():
    labels, predictions = [moment(0, 4, role="period")], [moment(0, 4)]
    assert tally("time.all", labels, predictions) == Tally(1, 0, 0)
    assert tally("time.deadline", labels, predictions) == Tally(0, 1, 0)


def test_the_better_overlap_wins_and_each_record_is_used_once():
    labels = [moment(0, 4), moment(4, 8, iso="2026")]
    predictions = [moment(3, 8, iso="2026"), moment(0, 3)]
    assert tally("time.all", labels, predictions) == Tally(2, 0, 0)
    assert match([moment(0, 6)], [moment(0, 3), moment(3, 6)]) == [(0, 0)]


def test_tasks_match_by_their_start():
    labels = [span("task", 10, 20, heading="甲")]
    assert tally("task.heading", labels, [span("task", 12, 13, heading="甲")]) == Tally(1, 0, 0)
    assert tally("task.heading", labels, [span("task", 13, 20, heading="甲")]) == Tally(0, 1, 1)


@pytest.mark.parametrize(("of", "extra"), [("time", 0), ("any", 0), ("program", 1)])
def test_ignore_shields_an_unmatched_prediction_of_its_kind(of, extra):
    shield = span("ignore", 3, 9, of=of)
    assert tally("time.all", [], [moment(0, 4)], [shield]) == Tally(0, extra, 0)


def test_ignore_does_not_shield_what_only_touches_it_or_is_matched():
    shield = span("ignore", 4, 9, of="time")
    assert tally("time.all", [], [moment(0, 4), moment(9, 12)], [shield]) == Tally(0, 2, 0)
    assert tally("time.all", [moment(3, 6)], [moment(3, 6, iso="2030")], [shield]) == Tally(0, 1, 1)


def test_errors_tell_wrong_missed_and_extra():
    labels = [moment(0, 4), moment(10, 14)]
    _, errors = score_document(gold(*labels), [moment(0, 4, iso="2030"), moment(20, 24)])
    found = [(e.kind, e.gold and e.gold["start"], e.predicted and e.predicted["start"]) for e in errors]
    assert found == [("wrong", 0, 0), ("missed", 10, None), ("extra", None, 20)] * 2


KINDS = {"indicator": quantity, "time": moment, "agency": organ}
SPANS = st.lists(
    st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 60), st.integers(1, 9)), max_size=25, unique=True
)


def records(drawn):
    return [KINDS[kind](start, start + length) for kind, start, length in drawn]


@given(SPANS)
def test_a_perfect_prediction_scores_one(drawn):
    # labels of one kind with one span each: no two of them may pair crosswise
    labels = [record for record in records(drawn) if record["type"] != "task"]
    for name, found in score_document(gold(*labels), labels)[0].items():
        assert (found.extra, found.missed) == (0, 0), name
        assert found.f1 == (1.0 if found.gold else 0.0)


@given(SPANS, SPANS, st.randoms(use_true_random=False))
def test_the_order_of_the_predictions_does_not_matter(drawn, guessed, random):
    labels, predictions = records(drawn), records(guessed)
    expected = score_document(gold(*labels), predictions)[0]
    random.shuffle(predictions)
    assert score_document(gold(*labels), predictions)[0] == expected


@given(SPANS, SPANS)
def test_counts_add_up(drawn, guessed):
    labels, predictions = records(drawn), records(guessed)
    for name, found in score_document(gold(*labels), predictions)[0].items():
        kind = name.split(".")[0]
        assert found.gold == sum(label["type"] == kind for label in labels)
        assert found.right + found.extra == sum(guess["type"] == kind for guess in predictions)


@given(SPANS, SPANS)
def test_shielding_the_whole_text_leaves_no_unmatched_extra(drawn, guessed):
    everything = span("ignore", 0, 100, of="any")
    _, errors = score_document(gold(*records(drawn), ignores=[everything]), records(guessed))
    assert all(error.kind != "extra" for error in errors)


def test_a_large_document_is_scored_in_linear_time():
    labels = [moment(at, at + 4) for at in range(0, 400_000, 10)]
    start = time.process_time()
    assert tally("time.all", labels, labels).f1 == 1.0
    assert time.process_time() - start < 10


@pytest.fixture
def folders(tmp_path):
    text = "到2025年底前建成。"
    header = {
        "type": "document", "title": "", "genre": "plan", "draft": False, "place": {},
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }  # fmt: skip
    label = moment(1, 8) | {"quote": text[1:8]}
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        rows = (json.dumps(row, ensure_ascii=False) for row in (header, label))
        (tmp_path / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def test_score_reads_folders_and_sums_documents(folders):
    answers = iter([[moment(1, 8)], []])
    scores = score(folders, folders, extract=lambda text: SimpleNamespace(to_dicts=lambda: next(answers)))
    assert scores.documents["a"]["time.all"] == Tally(1, 0, 0)
    assert scores.documents["b"]["time.all"] == Tally(0, 0, 1)
    assert scores.total["time.all"] == Tally(1, 0, 1)
    assert [(e.document, e.kind) for e in scores.errors("time.all")] == [("b", "missed")]
    assert len(scores.errors()) == 2  # time.all and time.deadline
    with pytest.raises(ValueError, match="no score 'time'"):
        scores.errors("time")


def test_score_says_what_is_missing(folders, tmp_path):
    (folders / "b.txt").unlink()
    with pytest.raises(GoldError, match=r"b\.txt: there is no such text"):
        score(folders, folders, extract=lambda text: SimpleNamespace(to_dicts=list))
    with pytest.raises(GoldError, match="no gold file"):
        score(tmp_path / "nowhere", folders)
