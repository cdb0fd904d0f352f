"""The share that each stage of `policyx.extract` has: the functions that the pipeline calls, each with a stopwatch."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from policyx import pipeline

#: Names in `policyx.pipeline` → what the stage does.
STAGES = {
    "read_document": "layout: header, items, tables",
    "link_programs": "programs",
    "link_times": "times",
    "link_agencies": "agencies",
    "link_table_agencies": "agencies in tables",
    "link_indicators": "indicators",
    "link_table_indicators": "indicators in tables",
    "link_tasks": "tasks",
    "sanity_issues": "issues: what is odd",
}


def stage_seconds(texts: Iterable[str]) -> dict[str, float]:
    """Return CPU seconds a stage over *texts*, in the order of the pipeline, and those of the rest."""
    spent = Counter[str]()
    start = time.process_time()
    with _timed(spent):
        for text in texts:
            pipeline.extract(text)
    whole = time.process_time() - start
    found = {what: spent[name] for name, what in STAGES.items() if name in spent}
    return {**found, "the rest": whole - sum(found.values())}


@contextmanager
def _timed(spent: Counter[str]) -> Iterator[None]:
    """Put stopwatches around the functions; a name that the pipeline no longer has is left out."""
    own = {name: getattr(pipeline, name) for name in STAGES if hasattr(pipeline, name)}
    for name, function in own.items():
        setattr(pipeline, name, _watched(name, function, spent))
    try:
        yield
    finally:
        for name, function in own.items():
            setattr(pipeline, name, function)


def _watched(name: str, function: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    def run(*arguments: object, **options: object) -> object:
        start = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            spent[name] += time.process_time() - start

    return run
