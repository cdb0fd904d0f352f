"""policyx: Chinese county-government documents (县级政策文件) to records, each with the span of text that it stands in.

What a record is stands in ``gold/RECORDS.md``; here is where each part of the code lives. A module imports only from
modules above it in this list (``tests/test_layers.py`` checks it).

| module | holds |
| --- | --- |
| `policyx.errors` | the few exceptions, each saying what to do |
| `policyx.lazy` | `compile`: patterns compiled when first used |
| `policyx.text` | `Span`; `fold`, full width to half width, one code point to one; `scrub`, `visible` |
| `policyx.lexicon`, ``lexicons/*.tsv`` | data a clerk could edit, and its reader |
| `policyx.records` | the record types as immutable values; schemas come from their fields |
| `policyx.mend` | the text as meant: invisible characters, torn numbers, letters for digits; the way back to offsets |
| `policyx.rule` | `Rule`: an id, a pattern, what it builds, the examples that prove it |
| `policyx.segment` | word segmentation, only ever a hint |
| `policyx.divisions` | GB/T 2260 names and codes of places |
| `policyx.grammar` | mentions with values, blind to context: numbers and measures, times, organs, programs |
| `policyx.document` | layout: header, numbered items, enumerated points, web furniture |
| `policyx.link` | mentions in context: names, governing times, status, roles, tasks |
| `policyx.decimals` | exact numbers as JSON numbers and Arrow decimals |
| `policyx.schema` | Arrow and JSON Schemas of the records |
| `policyx.wording`, `policyx.preview` | a record in a few words; what a notebook shows |
| `policyx.extraction` | `Extraction` and its plain, JSON, Arrow and pandas forms |
| `policyx.packing` | an `Extraction` as one string and back |
| `policyx.source` | `Source`: what a reader makes of a file |
| `policyx.pipeline` | `extract` |
| `policyx.readers` | `read`: bytes to `Source`, one module a file format |
| `policyx.files` | `extract_file` |
| `policyx.dataset` | folders of Parquet parts: files, plan, worker processes, parts, export, `load` |
| `policyx.conversion` | `convert`: a folder to a dataset |
| `policyx.many` | `extract_many`, `extract_frame`: texts over several processes |
| `policyx.spark` | the same tables on Apache Spark |
| `policyx.spacy_component` | records as spans of a spaCy ``Doc`` |
| `policyx.gold`, `policyx.realign` | labels made by hand, their reader; after a reader has changed |
| `policyx.matching`, `policyx.agreement`, `policyx.scoring` | output against labels: pairs, what is right, `score` |
| `policyx.view` | `to_html`: an HTML page to read and check |
| `policyx.terminal` | what the command prints |
| `policyx.configuration` | ``policyx.toml`` |
| `policyx.cli` | the ``policyx`` command |

``import policyx`` is light: each public name is loaded when it is first used.

Example:
    >>> import policyx
    >>> result = policyx.extract("到2027年，全县养老床位达到3200张以上。（责任单位：县民政局）")
    >>> indicator = result.indicators[0]
    >>> indicator.name, indicator.comparator, indicator.value, indicator.unit, indicator.time
    ('养老床位', '>=', Decimal('3200'), '张', '2027')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyx.conversion import Summary, convert
    from policyx.dataset.load import load
    from policyx.errors import GoldError, LexiconError, OutputError, PolicyxError, ReadError
    from policyx.extraction import Extraction
    from policyx.files import extract_file
    from policyx.grammar.measure import find_quantities
    from policyx.grammar.time import find_times
    from policyx.many import extract_frame, extract_many
    from policyx.pipeline import extract
    from policyx.readers import read
    from policyx.records import Agency, Header, Indicator, Issue, Place, Program, Task, Time
    from policyx.schema import json_schema
    from policyx.scoring import score
    from policyx.source import Source
    from policyx.view.page import to_html

__version__ = "0.1.0"

__all__ = [
    "Agency",
    "Extraction",
    "GoldError",
    "Header",
    "Indicator",
    "Issue",
    "LexiconError",
    "OutputError",
    "Place",
    "PolicyxError",
    "Program",
    "ReadError",
    "Source",
    "Summary",
    "Task",
    "Time",
    "__version__",
    "convert",
    "extract",
    "extract_file",
    "extract_frame",
    "extract_many",
    "find_quantities",
    "find_times",
    "json_schema",
    "load",
    "read",
    "score",
    "to_html",
]

_HOMES = {
    "policyx.conversion": ("Summary", "convert"),
    "policyx.dataset.load": ("load",),
    "policyx.errors": ("GoldError", "LexiconError", "OutputError", "PolicyxError", "ReadError"),
    "policyx.extraction": ("Extraction",),
    "policyx.files": ("extract_file",),
    "policyx.grammar.measure": ("find_quantities",),
    "policyx.grammar.time": ("find_times",),
    "policyx.many": ("extract_frame", "extract_many"),
    "policyx.pipeline": ("extract",),
    "policyx.readers": ("read",),
    "policyx.records": ("Agency", "Header", "Indicator", "Issue", "Place", "Program", "Task", "Time"),
    "policyx.schema": ("json_schema",),
    "policyx.scoring": ("score",),
    "policyx.source": ("Source",),
    "policyx.view.page": ("to_html",),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'policyx' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
