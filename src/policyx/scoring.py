"""Scores: how well predicted records agree with gold, by the rules of RECORDS.md ("How a prediction is scored").

Records are paired by `policyx.matching`, pairs judged by `policyx.agreement`. An unmatched prediction that touches an
``ignore`` of its kind is dropped; a pair that is not right counts as one error on each side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from policyx.agreement import is_right
from policyx.errors import GoldError
from policyx.gold import GoldDocument, Label, document_text, read_gold
from policyx.matching import match, shield, touches

#: The scores of RECORDS.md, in the order in which they are printed.
SCORES: Final = (
    "indicator.value",
    "indicator.quantity",
    "indicator.named",
    "indicator.full",
    "time.deadline",
    "time.all",
    "agency.name",
    "agency.canonical",
    "agency.full",
    "program.span",
    "program.exact",
    "task.heading",
)


class Extracted(Protocol):
    """What an extractor returns: anything with `policyx.Extraction.to_dicts`."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the header and the records as plain dictionaries."""
        ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one score: predictions that are right, predictions that are wrong, labels that are missed.

    A pair that is not right counts in both ``extra`` and ``missed``.

    Example:
        >>> Tally(right=3, extra=1, missed=0).f1
        0.8571428571428571
    """

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of predictions that are right; 0 when there are none."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of labels that are found; 0 when there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def gold(self) -> int:
        """The number of labels."""
        return self.right + self.missed

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Error:
    """One error of one score: a ``wrong`` pair, a ``missed`` label, or an ``extra`` prediction.

    ``gold`` is None for an extra prediction, ``predicted`` is None for a missed label.
    """

    document: str
    score: str
    kind: Literal["wrong", "missed", "extra"]
    gold: Label | None
    predicted: Label | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Tallies by document and score, and the errors behind them.

    Attributes:
        documents: Document name → score → tally.
        all_errors: Every error, by document, score and place in the text.
    """

    documents: dict[str, dict[str, Tally]] = field(default_factory=dict)
    all_errors: tuple[Error, ...] = ()

    @property
    def total(self) -> dict[str, Tally]:
        """The tallies of all documents together, by score."""
        return {name: sum((tallies[name] for tallies in self.documents.values()), Tally()) for name in SCORES}

    def errors(self, score: str | None = None) -> tuple[Error, ...]:
        """Return the errors of one score, or of all.

        Raises:
            ValueError: There is no such score.
        """
        if score is None:
            return self.all_errors
        if score not in SCORES:
            raise ValueError(f"there is no score {score!r}; choose one of {', '.join(SCORES)}")
        return tuple(error for error in self.all_errors if error.score == score)


def score(gold_dir: str | Path, docs_dir: str | Path, *, extract: Callable[[str], Extracted] | None = None) -> Scores:
    """Extract every labelled document and score the result.

    Args:
        gold_dir: Folder with ``NAME.jsonl`` files.
        docs_dir: Folder with the document of each of them (`policyx.gold.document_text`).
        extract: The extractor; `policyx.extract` by default.

    Raises:
        GoldError: There is no gold file, a text is missing, or a gold file breaks a rule (`policyx.gold.read_gold`).
    """
    extractor = extract or _default_extractor()
    paths = sorted(Path(gold_dir).glob("*.jsonl"))
    if not paths:
        raise GoldError(f"{gold_dir}: no gold file (NAME.jsonl) here; give the folder that holds them")
    documents, errors = {}, list[Error]()
    for path in paths:
        text = document_text(path, docs_dir)
        gold = read_gold(path, text)
        documents[gold.name], found = score_document(gold, extractor(text).to_dicts())
        errors += found
    return Scores(documents, tuple(errors))


def _default_extractor() -> Callable[[str], Extracted]:
    from policyx.pipeline import extract

    return extract


def score_document(gold: GoldDocument, predicted: Iterable[Label]) -> tuple[dict[str, Tally], list[Error]]:
    """Score the predictions for one document.

    Args:
        gold: The labels.
        predicted: Records as dictionaries with ``type``, ``start``, ``end`` and the fields of their type; a
            ``document`` header among them is passed over.

    Returns:
        The tally of every score, and every error.

    Example:
        >>> label = {"type": "time", "start": 0, "end": 6, "quote": "2024年底", "iso": "2024", "role": "period"}
        >>> gold = GoldDocument("a", {}, (label,), ())
        >>> tallies, _ = score_document(gold, [label])
        >>> tallies["time.all"].f1
        1.0
    """
    predictions = list(predicted)
    tallies, errors = {}, list[Error]()
    for name in SCORES:
        found = list(_errors(gold, predictions, name))
        kinds = [error.kind for error in found]
        wrong = kinds.count("wrong")
        missed = wrong + kinds.count("missed")
        right = len(_select(name, gold.records)) - missed
        tallies[name] = Tally(right, wrong + kinds.count("extra"), missed)
        errors += found
    return tallies, errors


def _errors(gold: GoldDocument, predictions: Sequence[Label], score: str) -> Iterator[Error]:
    labels, guesses = _select(score, gold.records), _select(score, predictions)
    pairs = match(labels, guesses)
    for i, j in pairs:
        if not is_right(score, labels[i], guesses[j]):
            yield Error(gold.name, score, "wrong", labels[i], guesses[j])
    matched = {i for i, _ in pairs}
    yield from (Error(gold.name, score, "missed", label, None) for i, label in enumerate(labels) if i not in matched)
    used = {j for _, j in pairs}
    ignored = shield(gold.ignores, score.split(".")[0])
    for j, guess in enumerate(guesses):
        if j not in used and not touches(ignored, guess):
            yield Error(gold.name, score, "extra", None, guess)


def _select(score: str, records: Iterable[Label]) -> list[Label]:
    kind, what = score.split(".")
    chosen = [record for record in records if record["type"] == kind]
    if what == "deadline":
        return [record for record in chosen if record.get("role") in ("deadline", "recurrence")]
    return chosen
