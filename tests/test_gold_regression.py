"""The scores on the project's own labels stay at the floors of gold/floors.tsv (`python dev.py floors` raises them)."""

from __future__ import annotations

import pytest

from conftest import ROOT
from policyx.scoring import SCORES, Scores, score


def floors() -> dict[str, dict[str, float]]:
    lines = (ROOT / "gold" / "floors.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {name: dict(zip(header[1:], map(float, cells), strict=True)) for name, *cells in rows}


@pytest.fixture(scope="module")
def scores() -> Scores:
    return score(ROOT / "gold", ROOT / "corpus")


def test_every_score_has_a_floor():
    assert tuple(floors()) == SCORES


@pytest.mark.parametrize("name", SCORES)
def test_score_is_at_its_floor(scores, name):
    tally, least = scores.total[name], floors()[name]["corpus"]
    assert tally.f1 >= least, f"{name}: {tally.f1:.4f} < {least}; policyx score gold corpus --errors {name} shows why"


def test_every_document_of_the_corpus_is_labelled(corpus, scores):
    assert set(scores.documents) == set(corpus)
    assert len(corpus) >= 20
