"""The scores on the project's own labels stay at the floors of gold/floors.tsv (`python dev.py floors` raises them)."""

from __future__ import annotations

import pytest

from conftest import ROOT
from policyx.scoring import SCORES, Scores, score


def floors() -> dict[str, dict[str, float]]:
    lines = (ROOT / "gold" / "floors.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {name: dict(zip(header[1:], map(float, cells), strict=True)) for name, *cells in rows}


SETS = {"corpus": ROOT / "gold", "formats": ROOT / "gold" / "formats"}


@pytest.fixture(scope="module")
def scores() -> dict[str, Scores]:
    return {column: score(gold, ROOT / "corpus") for column, gold in SETS.items()}


def test_every_score_has_a_floor():
    assert tuple(floors()) == SCORES


@pytest.mark.parametrize("column", SETS)
@pytest.mark.parametrize("name", SCORES)
def test_score_is_at_its_floor(scores, name, column):
    tally, least = scores[column].total[name], floors()[name][column]
    gold = SETS[column].relative_to(ROOT).as_posix()
    assert tally.f1 >= least, f"{name}: {tally.f1:.4f} < {least}; policyx score {gold} corpus --errors {name} shows why"


def test_every_document_of_the_corpus_is_labelled(corpus, scores):
    assert set(scores["corpus"].documents) == set(corpus)
    assert len(corpus) >= 20


def test_every_document_of_another_format_is_labelled(scores):
    files = [path for path in (ROOT / "corpus").rglob("*") if path.is_file() and path.name != "README.md"]
    others = {path.stem for path in files if path.suffix != ".txt" or path.parent.name == "gb18030"}
    assert set(scores["formats"].documents) == others
    assert len(others) >= 15
