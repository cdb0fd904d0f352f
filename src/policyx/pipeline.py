"""`extract`: from a text to its records."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from policyx import records
from policyx.decimals import value_issues
from policyx.document import Document, read_document
from policyx.document.repeats import repeated_span
from policyx.extraction import Extraction
from policyx.link.agency import link_agencies
from policyx.link.indicator import link_indicators
from policyx.link.program import link_programs
from policyx.link.sanity import sanity_issues
from policyx.link.table import indicator_table_spans, link_table_agencies, link_table_indicators
from policyx.link.task import link_tasks
from policyx.link.time import link_times
from policyx.mend import Mended, mend
from policyx.source import Source
from policyx.text import Span


def extract(text: str | Source, *, document_date: str | None = None, place: str | None = None) -> Extraction:
    """Extract the records of one document.

    Args:
        text: The document's text, or what `policyx.read` made of a file. Offsets of the records refer to the text as it
            is given. A source's metadata fill the header fields that its text does not give, and its warnings become
            issues ``read.warning``.
        document_date: The document's date, an ISO value of any precision (``2025``, ``2025-03``, ``2025-03-14``),
            when it is known better than the text says it. Relative times (去年, 年底前) resolve against it.
        place: The county, city or province that the document is about, when known better than the text says it.

    Returns:
        The document header, the records of five kinds and the issues, in text order.

    Raises:
        TypeError: *text* is not a ``str``.
        ValueError: *document_date* is not an ISO date.

    Example:
        >>> result = extract("到2027年，化肥减量率达到12%以上。（责任单位：县水利局）")
        >>> [(i.name, i.value, i.unit, i.comparator, i.time) for i in result.indicators]
        [('化肥减量率', Decimal('12'), '%', '>=', '2027')]
        >>> [a.canonical for a in result.agencies]
        ['县水利局']
    """
    source = text if isinstance(text, Source) else Source(text, "")
    text = source.text
    if not isinstance(text, str):
        raise TypeError(
            f"extract() needs the document's text as str, not {type(text).__name__};"
            " decode bytes first, or use extract_file(path) for a file"
        )
    check_date(document_date)
    mended = mend(text)
    document = read_document(
        mended.text,
        document_date=document_date,
        place=place,
        folded=mended.folded,
        lost_breaks=mended.lost_breaks,
        metadata=source.metadata,
    )
    found = _read(document, [*mended.issues, *_path_issue(mended.text), *_repeat_issue(mended.text)])
    if mended.text != text:
        found = _as_given(found, mended, text)
    if source.warnings:
        found = replace(found, issues=_ordered([*_warnings(source), *found.issues]))
    return found


def _read(document: Document, text_issues: list[records.Issue]) -> Extraction:
    """Return the records of a document and what is odd about them, with what is odd about its text."""
    programs, program_issues = link_programs(document)
    times, time_issues = link_times(document, [Span(program.start, program.end) for program in programs])
    agencies, agency_issues = link_agencies(document)
    cell_agencies, cell_agency_issues = link_table_agencies(document, document.tables)
    cell_indicators, cell_issues = link_table_indicators(document, document.tables)
    prose_indicators, indicator_issues = link_indicators(document, times, indicator_table_spans(document.tables))
    indicators = sorted([*prose_indicators, *cell_indicators], key=_start)
    issues = [
        *(*program_issues, *time_issues, *agency_issues, *cell_agency_issues, *cell_issues, *indicator_issues),
        *(*value_issues(indicators), *sanity_issues(document.text, indicators), *text_issues),
    ]
    return Extraction(
        text=document.text,
        document=document.header,
        indicators=tuple(indicators),
        times=tuple(times),
        agencies=tuple(sorted([*agencies, *cell_agencies], key=_start)),
        programs=tuple(programs),
        tasks=tuple(link_tasks(document)),
        issues=_ordered(issues),
    )


def _ordered(issues: list[records.Issue]) -> tuple[records.Issue, ...]:
    return tuple(sorted(issues, key=lambda issue: (issue.start, issue.end, issue.code)))


def _as_given(found: Extraction, mended: Mended, text: str) -> Extraction:
    """Return what was found in a mended text with the spans, quotes and ids of the text as given."""

    def carried(records_: tuple[_R, ...]) -> tuple[_R, ...]:
        return tuple(_carried(record, mended, text) for record in records_)

    return Extraction(
        text=text,
        document=found.document,
        indicators=carried(found.indicators),
        times=carried(found.times),
        agencies=carried(found.agencies),
        programs=carried(found.programs),
        tasks=carried(found.tasks),
        issues=_ordered([*carried(found.issues)]),
    )


_R = TypeVar("_R", records.Indicator, records.Time, records.Agency, records.Program, records.Task, records.Issue)


def _carried(record: _R, mended: Mended, text: str) -> _R:
    start, end = mended.given(record.start, record.end)
    changes: dict[str, Any] = {"start": start, "end": end, "quote": text[start:end]}
    if not isinstance(record, records.Issue):
        changes |= {"id": _carried_id(record.id, mended), "task_id": _carried_id(record.task_id, mended)}
    if isinstance(record, records.Task):
        changes["body_end"] = mended.given(record.start, record.body_end).end
    return replace(record, **changes)


def _carried_id(name: str, mended: Mended) -> str:
    """Return the id for the text as given: i120 and a12.2 say where their record starts."""
    return re.sub(r"^(\D)(\d+)", lambda match: f"{match[1]}{mended.given(int(match[2]), int(match[2])).start}", name)


def _start(record: records.Record) -> int:
    return record.start


def _warnings(source: Source) -> list[records.Issue]:
    """Return what a reader warns of as issues, at the first character that was lost where one was."""
    at = max(source.text.find("\ufffd"), 0) if source.warnings else 0
    issues = []
    for warning in source.warnings:
        start = at if "U+FFFD" in warning else 0
        quote = source.text[start : start + 1] if "U+FFFD" in warning else ""
        issues.append(records.Issue("read.warning", start, start + len(quote), quote, warning))
    return issues


def check_date(document_date: str | None) -> None:
    """Raise ValueError unless *document_date* is an ISO date, month or year, or None."""
    if document_date is None:
        return
    given = str(document_date)
    try:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", given):
            raise ValueError
        date.fromisoformat(given + "-01-01"[: 10 - len(given)])
    except ValueError:
        raise ValueError(f"document_date {given!r} is no date: give it as 2025, 2025-03 or 2025-03-14") from None


def _repeat_issue(text: str) -> list[records.Issue]:
    """Return an issue when the text holds a long passage twice; the records of both copies stay."""
    copy = repeated_span(text)
    if copy is None:
        return []
    reason = "this passage repeats an earlier one line by line; its records stand twice"
    return [records.Issue("text.repeated", copy.start, copy.end, text[slice(*copy)], reason)]


_FILE_ENDINGS = (
    ".txt",
    ".html",
    ".htm",
    ".docx",
    ".doc",
    ".pdf",
    ".xlsx",
    ".xls",
    ".csv",
    ".wps",
    ".rtf",
    ".et",
    ".ofd",
)


def _path_issue(text: str) -> list[records.Issue]:
    """Return an issue when the text looks like the name of a file given by mistake."""
    name = text.strip()
    if len(name) > 260 or "\n" in name or not name.lower().endswith(_FILE_ENDINGS):
        return []
    reason = "this looks like the name of a file, not a document's text; to read a file use extract_file(path)"
    return [records.Issue("input.path", 0, len(text), text, reason)]
