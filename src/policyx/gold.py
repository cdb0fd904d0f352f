"""Gold: hand-made labels of a document, one JSON object a line, checked against its text and RECORDS.md.

A gold file ``NAME.jsonl`` belongs to a text ``NAME.txt``, or to the file of any format that ``source`` in its header
names; its offsets then count in the text that `policyx.read` makes of that file. The first line is the header with the
SHA-256 of the text in UTF-8; then come the records in text order, each with ``type`` and the fields of its type, and
``ignore`` spans.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, get_args

from policyx.errors import GoldError
from policyx.readers import read
from policyx.records import AgencyRole, AgencySource, Change, Comparator, Genre, ProgramKind, Status, TimeRole

#: A record or header as read from JSON.
Label = Mapping[str, Any]

#: The kinds of record that a gold file may hold, besides ``document`` and ``ignore``.
KINDS: Final = ("indicator", "time", "agency", "program", "task")

_TEXT, _NUMBER, _LIST = (str,), (int, float), (list,)

# type → field that must be there → types of its value
_REQUIRED: Final[dict[str, dict[str, tuple[type, ...]]]] = {
    "indicator": {"name": _TEXT, "value": _NUMBER, "unit": _TEXT, "comparator": _TEXT, "status": _TEXT},
    "time": {"iso": _TEXT, "role": _TEXT},
    "agency": {"name": _TEXT, "canonical": _TEXT, "role": _TEXT, "source": _TEXT, "task": _TEXT},
    "program": {"name": _TEXT, "kind": _TEXT},
    "task": {"number": _TEXT, "heading": _TEXT, "level": (int,), "path": _LIST},
    "ignore": {"of": _TEXT},
    "document": {"title": _TEXT, "genre": _TEXT, "draft": (bool,), "place": (dict,), "sha256": _TEXT},
}
_OPTIONAL: Final[dict[str, tuple[type, ...]]] = {
    "names": _LIST, "canonicals": _LIST, "times": _LIST, "parts": _LIST, "value_max": (int, float, type(None)),
    "change": _TEXT, "baseline": _TEXT, "per": _TEXT, "time": _TEXT, "attribute": _TEXT, "action": _TEXT, "modality": _TEXT,
    "canonical": _TEXT, "end_date": _TEXT, "collective": (bool,), "id": _TEXT,
}  # fmt: skip
_VALUES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "indicator": {
        "comparator": get_args(Comparator),
        "change": get_args(Change),
        "status": get_args(Status),
        "attribute": ("", "约束性", "预期性"),
    },
    "time": {"role": get_args(TimeRole)},
    "agency": {"role": get_args(AgencyRole), "source": get_args(AgencySource)},
    "program": {"kind": get_args(ProgramKind)},
    "ignore": {"of": (*KINDS, "any")},
    "document": {"genre": get_args(Genre)},
}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The labels of one document.

    Attributes:
        name: The file's name without ``.jsonl``.
        header: The labelled header.
        records: Labelled records in the file's order.
        ignores: Spans that shield predictions; ``of`` is their kind, or ``any``.
    """

    name: str
    header: Label
    records: tuple[Label, ...]
    ignores: tuple[Label, ...]


def read_gold(path: str | Path, text: str | None = None) -> GoldDocument:
    """Read one gold file and check it.

    Every line must be a JSON object of a known type with its fields, of the right kinds and from the right
    enumerations. With *text*, every span must hold its quote, and the header's ``sha256`` must be that of the text. Records
    of one kind must not overlap, except that rows of a table may share the whole span of a merged cell.

    Args:
        path: The ``.jsonl`` file, UTF-8.
        text: The document's text exactly as stored (no newline translation); see `document_text`.

    Raises:
        GoldError: The file breaks a rule; the message names file and line and says what to correct.

    Example:
        >>> read_gold("no/such.jsonl")
        Traceback (most recent call last):
        policyx.errors.GoldError: no/such.jsonl: there is no such file; give the path of a gold file (.jsonl)
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise GoldError(f"{path}: there is no such file; give the path of a gold file (.jsonl)") from None
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    labels = [_parse(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not labels or labels[0][1]["type"] != "document":
        raise GoldError(f"{path} line 1: the first line must be the header, an object of type 'document'")
    for number, label in labels:
        for fault in _faults(label, text):
            raise GoldError(f"{path} line {number}: {fault}")
    for number, fault in _order_faults(labels[1:], text):
        raise GoldError(f"{path} line {number}: {fault}")
    rest = [label for _, label in labels[1:]]
    return GoldDocument(
        name=path.stem,
        header=labels[0][1],
        records=tuple(label for label in rest if label["type"] != "ignore"),
        ignores=tuple(label for label in rest if label["type"] == "ignore"),
    )


def read_text(path: str | Path) -> str:
    """Read the text that a gold file's offsets refer to: UTF-8, without newline translation.

    Raises:
        GoldError: The file is missing or is not UTF-8.
    """
    path = Path(path)
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise GoldError(f"{path}: there is no such text; a gold file NAME.jsonl needs its text NAME.txt") from None
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 at byte {error.start}; gold is kept for UTF-8 texts only") from None


def text_hash(text: str) -> str:
    """Return the ``sha256`` that the header of a gold file holds for *text*."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_text(path: str | Path, documents: str | Path) -> str:
    """Return the text that the offsets of a gold file count in, from the folder of its documents.

    Args:
        path: The gold file ``NAME.jsonl``.
        documents: The folder with ``NAME.txt``, or with the file that ``source`` in the gold file's header names.

    Raises:
        GoldError: The document is missing, or a text is not UTF-8.
        ReadError: A document of another format cannot be read.
    """
    path, documents = Path(path), Path(documents)
    source = _source(path)
    if not source:
        return read_text(documents / f"{path.stem}.txt")
    if not (documents / source).is_file():
        raise GoldError(f"{documents / source}: there is no such document; {path} names it as its source")
    return read(documents / source).text


def _source(path: Path) -> str:
    """Return ``source`` of the header, or ``""``; `read_gold` says what else is wrong with the file."""
    try:
        with path.open(encoding="utf-8") as lines:
            header = json.loads(lines.readline())
    except (OSError, ValueError):
        return ""
    source = header.get("source") if isinstance(header, dict) else None
    return source if isinstance(source, str) else ""


def _parse(path: Path, number: int, line: str) -> tuple[int, dict[str, Any]]:
    try:
        label = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{path} line {number}: not JSON ({error}); write one JSON object a line") from None
    if not isinstance(label, dict) or label.get("type") not in _REQUIRED:
        known = ", ".join(_REQUIRED)
        raise GoldError(f"{path} line {number}: no known type; write an object whose 'type' is one of {known}")
    return number, label


def _faults(label: Label, text: str | None) -> Iterator[str]:
    kind = label["type"]
    required = _REQUIRED[kind]
    yield from (f"{kind} lacks the field {field!r}" for field in required if field not in label)
    for field, value in label.items():
        types = required.get(field) or _OPTIONAL.get(field)
        if types and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
            yield f"{field!r} is {value!r}; expected {' or '.join(t.__name__ for t in types)}"
    for field, allowed in _VALUES.get(kind, {}).items():
        if label.get(field, allowed[0]) not in allowed:
            yield f"{field!r} is {label[field]!r}; expected one of {', '.join(map(repr, allowed))}"
    yield from _hash_faults(label, text) if kind == "document" else _span_faults(label, text)


def _hash_faults(label: Label, text: str | None) -> Iterator[str]:
    if not re.fullmatch("[0-9a-f]{64}", label["sha256"]):
        yield f"'sha256' is {label['sha256']!r}; expected 64 hexadecimal digits"
    elif text is not None and (found := text_hash(text)) != label["sha256"]:
        yield f"'sha256' is that of another text; this text has {found}: label it again or restore the text"


def _span_faults(label: Label, text: str | None) -> Iterator[str]:
    start, end, quote = label.get("start"), label.get("end"), label.get("quote")
    if type(start) is not int or type(end) is not int or not isinstance(quote, str):
        yield "a record needs integers 'start' and 'end' and a string 'quote'"
    elif not 0 <= start < end:
        yield f"the span [{start}, {end}) is empty or negative"
    elif text is not None and text[start:end] != quote:
        yield f"the text has {text[start:end]!r} at [{start}, {end}), the quote is {quote!r}"


def _order_faults(labels: list[tuple[int, dict[str, Any]]], text: str | None) -> Iterator[tuple[int, str]]:
    for number, label in labels:
        if label["type"] == "document":
            yield number, "a second header; a gold file holds one document"
    for kind in KINDS:
        spans = sorted((label["start"], label["end"], number) for number, label in labels if label["type"] == kind)
        tables = {number for number, label in labels if label.get("source") == "table"}
        for (start, end, first), (later, last, second) in pairwise(spans):
            shared = (start, end) == (later, last) and ({first, second} <= tables or _in_row(text, start))
            if later < end and not shared:
                yield second, f"{kind} [{later}, {last}) overlaps the one of line {first}, [{start}, {end})"


def _in_row(text: str | None, offset: int) -> bool:
    if text is None:
        return True
    end = text.find("\n", offset)
    return text.find("\t", text.rfind("\n", 0, offset) + 1, end if end >= 0 else len(text)) >= 0
