"""`to_html`: an extraction as one HTML page to read and check: the text with its records marked, and lists of them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from policyx.extraction import Extraction
from policyx.records import Header
from policyx.text import visible
from policyx.view.marks import Mark, cut_lines, find_marks
from policyx.wording import HEADINGS, cut, describe, details

if TYPE_CHECKING:
    from jinja2 import Template

#: Table of an extraction → kind of its marks.
_KINDS: Final = {
    "indicators": "indicator",
    "times": "time",
    "agencies": "agency",
    "programs": "program",
    "tasks": "task",
}

# A merged cell may hold for a thousand rows; its mark names the first of them.
_RECORDS_OF_A_MARK: Final = 3


def to_html(extraction: Extraction, *, title: str | None = None) -> str:
    """Return *extraction* as one HTML page: the text with its records marked by kind, lists of records, issues.

    The page needs no network and holds no script. All that comes from the document is escaped; its control and
    direction characters are shown as escapes, and lone surrogates as U+FFFD, so that the page can be written as UTF-8.
    It is the same for the same extraction.

    Args:
        extraction: What `policyx.extract` gave.
        title: Title of the page; by default the document's.

    Example:
        >>> from policyx import extract
        >>> page = to_html(extract("到2027年，新建公园<3>个。"))
        >>> page.startswith("<!DOCTYPE html>"), "新建公园&lt;3&gt;个" in page
        (True, True)
    """
    marks = find_marks(extraction.records)
    return _template().render(
        title=visible(title or extraction.document.title or "policyx"),
        header=_header_rows(extraction.document),
        headings=HEADINGS,
        kinds=_KINDS,
        tables={table: getattr(extraction, table) for table in _KINDS},
        anchors={record.id: mark.id for mark in marks for record in mark.records},
        lines=cut_lines(extraction.text, marks, extraction.issues),
        issues=extraction.issues,
    )


def _header_rows(document: Header) -> list[tuple[str, str]]:
    """Return name and value of the header's fields that hold something."""
    place = " ".join(filter(None, (document.place.name, document.place.code)))
    rows = {
        "issuer 发文机关": document.issuer,
        "document number 文号": document.document_number,
        "index number 索引号": document.index_number,
        "date 日期": document.issued_on or document.date,
        "place 地区": place,
        "genre 文种": document.genre,
        "draft 征求意见稿": "yes" if document.draft else "",
    }
    return [(name, visible(value)) for name, value in rows.items() if value]


def _hover(marks: tuple[Mark, ...]) -> str:
    """Return what is shown of the marks over a piece, the innermost first."""
    return "\n\n".join("\n\n".join(_shown(mark)) for mark in reversed(marks))


def _shown(mark: Mark) -> list[str]:
    rest = len(mark.records) - _RECORDS_OF_A_MARK
    return [*map(details, mark.records[:_RECORDS_OF_A_MARK]), *([f"… {rest:,} more"] if rest > 0 else [])]


def _visible_line(text: str) -> str:
    r"""Return a piece of a line as `visible` shows it, but tabs as they are: they part the cells of tables."""
    return "\t".join(map(visible, text.split("\t")))


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(cut=cut, describe=describe, hover=_hover, line=_visible_line)
    source = resources.files("policyx.view") / "page.html"
    return environment.from_string(source.read_text(encoding="utf-8"))
