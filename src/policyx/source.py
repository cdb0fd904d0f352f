"""`Source`: what a reader makes of a file: the text that offsets refer to, and what else it learned."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyx.text import Span


@dataclass(frozen=True, slots=True)
class Source:
    r"""The text of a file with its tables and metadata.

    A table stands in the text as RECORDS.md says: a line a row, a tab between cells, a merged cell's words once (in its
    first cell; the cells it covers are empty). Line breaks inside a cell become spaces.

    Attributes:
        text: The text; every offset of every record refers to it.
        format: ``txt``, ``html``, ``docx``, ``pdf``, ``xlsx``, …: found from the content, not from the name.
        tables: Spans of the tables in ``text`` (whole lines), in text order.
        metadata: What the file says about itself, as written: ``title``, ``issuer``, ``issued_on``, ``index_number``,
            ``document_number``, ``encoding``, ``pages``, …; only what was found.
        warnings: What was lost or guessed in reading, each a sentence.
    """

    text: str
    format: str
    tables: tuple[Span, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
