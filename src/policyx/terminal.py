r"""What the ``policyx`` command prints: tables for people, JSON Lines for programs.

Tables show control characters of a document's text as escapes (``\x1b``) and take nothing in it as markup. JSON Lines
are UTF-8 with ``\n`` whatever the console's code page, so that ``>`` writes the same file on every system.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from policyx import lazy
from policyx.records import Indicator
from policyx.text import scrub, visible
from policyx.wording import HEADINGS, amount

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from policyx.conversion import Progress
    from policyx.extraction import Extraction
    from policyx.scoring import Scores

#: Table → field → column heading.
_TABLES: Final[dict[str, dict[str, str]]] = {
    "indicators": {
        "name": "name",
        "value": "value",
        "time": "time",
        "status": "status",
        "change": "change",
        "quote": "quote",
    },
    "times": {"iso": "iso", "end_date": "end date", "role": "role", "quote": "quote"},
    "agencies": {"canonical": "canonical", "role": "role", "source": "source", "task": "task", "quote": "quote"},
    "programs": {"name": "name", "kind": "kind", "canonical": "canonical"},
    "tasks": {"level": "level", "number": "number", "heading": "heading"},
    "issues": {"code": "code", "quote": "quote", "reason": "reason"},
}

# What JSON leaves as it is, yet a terminal may act on: DEL, C1 controls, line and direction marks.
_TERMINAL_MARKS: Final = lazy.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

_QUOTE_LENGTH: Final = 40


def print_extraction(result: Extraction) -> None:
    """Print the header and the tables of *result* for a reader."""
    for name, value in asdict(result.document).items():
        shown = " ".join(filter(None, value.values())) if isinstance(value, dict) else value
        if shown:
            _print(f"{name.replace('_', ' ')}: {visible(str(shown))}")
    for table, columns in _TABLES.items():
        rows = getattr(result, table)
        if rows:
            _print_table(f"{HEADINGS[table]}: {len(rows)}", columns, rows)


def _print_table(title: str, columns: Mapping[str, str], rows: Iterable[object]) -> None:
    table = _table(title)
    for field, heading in columns.items():
        table.add_column(heading, overflow="fold", justify="left", ratio=2 if field in ("name", "heading") else None)
    for row in rows:
        table.add_row(*(_text(_cell(row, field)) for field in columns))
    _print(table)


def _table(title: str) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=_text(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def _text(cell: str) -> Text:
    """Return *cell* as text in which nothing is markup."""
    from rich.text import Text

    return Text(cell)


def _print(shown: str | Table) -> None:
    from rich.console import Console

    width = None if sys.stdout.isatty() else max(shutil.get_terminal_size((120, 24)).columns, 80)
    Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=isinstance(shown, str)).print(shown)


def _cell(row: object, field: str) -> str:
    if field == "value" and isinstance(row, Indicator):
        return visible(amount(row))
    text = visible(str(getattr(row, field)))
    if field == "quote" and len(text) > _QUOTE_LENGTH:
        return text[: _QUOTE_LENGTH - 1] + "…"
    return text


def print_scores(scores: Scores) -> None:
    """Print precision, recall and F1 of every score, and F1 of each document when there are several."""
    table = _table(f"{len(scores.documents)} documents")
    for heading in ("score", "P", "R", "F1", "right", "extra", "missed"):
        table.add_column(heading, justify="left" if heading == "score" else "right")
    for name, tally in scores.total.items():
        shares = [f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1)]
        table.add_row(name, *shares, str(tally.right), str(tally.extra), str(tally.missed))
    _print(table)
    if len(scores.documents) > 1:
        _print_documents(scores)


def _print_documents(scores: Scores) -> None:
    names = [name for name in scores.total if name in _BY_DOCUMENT]
    table = _table("F1 by document")
    for heading in ("document", *names):
        table.add_column(heading, justify="left" if heading == "document" else "right", overflow="fold")
    for document, tallies in scores.documents.items():
        found = [f"{tallies[name].f1:.3f}" if tallies[name].gold else "-" for name in names]
        table.add_row(_text(visible(document)), *found)
    _print(table)


_BY_DOCUMENT: Final = (
    "indicator.quantity",
    "indicator.full",
    "time.all",
    "agency.full",
    "program.exact",
    "task.heading",
)


_LOG_SECONDS: Final = 10.0


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Give a function that shows how far a conversion is: a bar on a terminal, a line now and then in a log."""
    if quiet:
        yield lambda done: None
    elif sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _LogLines()


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = TextColumn("{task.fields[rate]}")
    with Bar(BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, rate="")
        yield lambda done: bar.update(task, completed=done.files, total=done.all_files, rate=_rate(done))


class _LogLines:
    """A line each time `_LOG_SECONDS` have passed."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _LOG_SECONDS

    def __call__(self, done: Progress) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _LOG_SECONDS
            print(f"policyx: {done.files:,} of {done.all_files:,} files, {_rate(done)}", file=sys.stderr, flush=True)


def _rate(done: Progress) -> str:
    return f"{done.size / 1e6 / max(done.seconds, 1e-3):.2f} MB/s"


def total_row(scores: Scores) -> dict[str, dict[str, float]]:
    """Return score → precision, recall, F1 and number of labels, over all documents."""
    return {
        name: {"p": tally.precision, "r": tally.recall, "f1": tally.f1, "gold": tally.gold}
        for name, tally in scores.total.items()
    }


def error_rows(scores: Scores, name: str | None) -> list[dict[str, Any]]:
    """Return the errors of the score *name*, or of all scores, as dictionaries."""
    return [asdict(error) for error in scores.errors(name)]


def write_json_lines(rows: Sequence[Mapping[str, Any]]) -> None:
    """Write each of *rows* as a line of JSON in UTF-8 to standard output."""
    for row in rows:
        line = scrub(json.dumps(row, ensure_ascii=False))
        safe = _TERMINAL_MARKS.sub(lambda mark: f"\\u{ord(mark.group()):04x}", line)
        _write_line(safe)


def _write_line(line: str) -> None:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        sys.stdout.write(line + "\n")
    else:
        buffer.write(line.encode() + b"\n")
