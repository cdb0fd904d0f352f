r"""Rich text (.rtf): its words through striprtf, its tables by the cell edges that the file gives.

striprtf reads characters and fonts well but writes ``|`` for every end of a cell, so cells and rows are marked before it
runs and put on their grid after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from policyx.errors import ReadError
from policyx.readers.layout import Sheet, cell_words, tidy_line
from policyx.readers.rtf_notes import with_notes
from policyx.source import Source

#: Bytes of a file, pictures aside, that striprtf reads in reasonable time (about a million a second).
MOST_BYTES: Final = 24 * 2**20

_CELL, _ROW, _ROW_START = "\ue000", "\ue001", "\ue002"
_PRIVATE: Final = re.compile("[\ue000-\ue002]")
# Pictures stand in the file as long runs of hexadecimal digits.
_PICTURE: Final = re.compile(r"[0-9A-Fa-f\r\n]{512,}")
# \cell \nestcell \row \trowd \cellx2840 — group 1 the word, group 2 its number.
_TABLE_WORD: Final = re.compile(r"\\(cellx|cell|nestcell|nestrow|row|trowd)(-?\d{1,9})?(?![a-zA-Z\d]) ?")
# \'cf\'d8 and the character behind, which may be the second half of the last: group 1 the escapes, group 2 that character.
_ESCAPES: Final = re.compile(r"((?:\\'[0-9A-Fa-f]{2})+)(\\[\\{}]|[@-\[\]-z|~])?")
_FONT_TABLE: Final = re.compile(r"\{[^{}]{0,200}\\fonttbl")
_BRACE: Final = re.compile(r"[{}]")
# \f13\fnil\fcharset134: group 1 the font's number, group 2 its character set.
_FONT: Final = re.compile(r"\\f(\d{1,5})(?!\d)[^{};]{0,200}?\\fcharset(\d{1,3})")
_LATIN_FONT: Final = re.compile(r"\\fcharset0(?!\d)")
# \deleted and \v (hidden), on to the end of their group.
_UNSEEN: Final = re.compile(r"\\(?:deleted|v)(?![a-zA-Z\d]) ?")
_PLAIN_NUMBER: Final = re.compile(r"\\pntext(?![a-zA-Z])")
_LINK: Final = re.compile(r"\\fldinst(?=\{)", re.I)


def read_rtf(data: bytes) -> Source:
    r"""Return the text of a rich text file.

    Args:
        data: The bytes of the file.

    Returns:
        A paragraph a line, list numbers included; tables with tabs; ``[1]`` where a note stands, and the notes at the end;
        text boxes behind the paragraph that they are anchored in. Pictures are not kept.

    Raises:
        ReadError: It is empty, no RTF, damaged, or larger than `MOST_BYTES` without its pictures.

    Example:
        >>> read_rtf(rb"{\rtf1\ansi\ansicpg936 \'cf\'d8\'b8\'ae\par}").text
        '县府'
    """
    if not data:
        raise ReadError("the file is empty: get it again from where it came from")
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("this is no RTF file: read it with policyx.read, which finds out what it is")
    text = _PICTURE.sub("", data.decode("latin-1"))
    if len(text) > MOST_BYTES:
        raise ReadError(f"the file has more than {MOST_BYTES >> 20} MB of text: save it as .docx and read that")
    edges = _row_edges(text)
    sheet = Sheet()
    _fill(sheet, _plain(_prepared(text)), edges)
    if not len(sheet):
        raise ReadError("the document holds no text")
    return sheet.source("rtf", {})


def _row_edges(text: str) -> list[list[int]]:
    """Return the right edges of the cells of each row, as defined when the row ends."""
    rows: list[list[int]] = []
    edges: list[int] = []
    for word, number in _TABLE_WORD.findall(text):
        if word == "trowd":
            edges = []
        elif word == "cellx" and number and len(edges) < 100:
            edges.append(int(number))
        elif word == "row":
            rows.append(edges)
    return rows


def _prepared(text: str) -> str:
    """Return the file with what striprtf misses made plain to it."""
    text = with_notes(_ESCAPES.sub(_whole_characters, text))
    text = _TABLE_WORD.sub(_table_mark, text)
    text = _PLAIN_NUMBER.sub("", _UNSEEN.sub(r"\\*", text))
    text = _LINK.sub(r"\g<0> ", text)  # its own search for links takes time that grows with the square of the file
    if "\\ansicpg936" in text[:500] or "\\fcharset134" in text:
        text = _LATIN_FONT.sub(r"\\fcharset134", text)  # ASCII is the same, and Chinese stands under Latin fonts too
    return _with_short_fonts(text)


def _with_short_fonts(text: str) -> str:
    """Return the file with its table of fonts cut to numbers and character sets, which striprtf reads in bounded time."""
    start = _FONT_TABLE.search(text)
    if start is None:
        return text
    depth = 1
    for brace in _BRACE.finditer(text, start.end()):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            fonts = _FONT.findall(text, start.start(), brace.end())
            short = "".join(f"{{\\f{number}\\fcharset{charset} x;}}" for number, charset in fonts)
            return f"{text[: start.start()]}{{\\fonttbl{short}}}{text[brace.end() :]}"
    raise ReadError(
        "the file is damaged (its table of fonts does not end): open it in Word or WPS and save it as .docx"
    )


def _whole_characters(found: re.Match[str]) -> str:
    r"""Return escapes with their last character whole: ``\'b7[`` is one character, of which ``[`` is the second half."""
    escapes, behind = found[1], found[2]
    if not behind:
        return found[0]
    inside, whole = bytes.fromhex(escapes.replace("\\'", "")), True
    for byte in inside:
        whole = not whole or byte < 0x81
    return found[0] if whole else f"{escapes}\\'{ord(behind[-1]):02x}"


def _table_mark(found: re.Match[str]) -> str:
    word = found[1]
    if word == "cellx":
        return ""
    return {"cell": _CELL, "row": _ROW, "trowd": _ROW_START}.get(word, " ")


def _plain(text: str) -> str:
    from striprtf import striprtf

    convert: Any = striprtf.rtf_to_text  # it has no types
    try:
        plain: str = convert(text, encoding="cp936", errors="replace")
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise ReadError(f"the file is damaged ({error}): open it in Word or WPS and save it as .docx") from error
    plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain.translate({0xA0: " ", 0xAD: None, 0x200B: None, 0xFEFF: None, 0x2011: "-", 0x0D: None, 0: None})


def _fill(sheet: Sheet, plain: str, edges: list[list[int]]) -> None:
    """Add lines and tables; rows that follow each other without words between are one table."""
    rows: list[list[str]] = []
    table_edges: list[list[int]] = []
    segments = plain.split(_ROW)
    for number, segment in enumerate(segments[:-1]):
        before, row_start, row = segment.partition(_ROW_START)
        if not row_start:
            before, row = "", segment
        if before.strip():
            _end_table(sheet, rows, table_edges)
            _add_lines(sheet, before)
        rows.append([cell_words(cell) for cell in _PRIVATE.sub(_only_cells, row).split(_CELL)[:-1]])
        table_edges.append(edges[number] if number < len(edges) else [])
    _end_table(sheet, rows, table_edges)
    _add_lines(sheet, segments[-1])


def _only_cells(mark: re.Match[str]) -> str:
    return mark[0] if mark[0] == _CELL else ""


def _add_lines(sheet: Sheet, text: str) -> None:
    sheet.add_lines(tidy_line(line) for line in _PRIVATE.sub(" ", text).split("\n"))


def _end_table(sheet: Sheet, rows: list[list[str]], edges: list[list[int]]) -> None:
    columns = {edge: at for at, edge in enumerate(sorted({edge for row in edges for edge in row}))}
    sheet.add_table([list(_placed(row, row_edges, columns)) for row, row_edges in zip(rows, edges, strict=True)])
    rows.clear()
    edges.clear()


def _placed(row: list[str], edges: list[int], columns: dict[int, int]) -> Iterator[str]:
    """Yield the cells of a row by the table's columns: a cell that spans several is followed by empty ones."""
    at = 0
    for number, words in enumerate(row):
        yield words
        at += 1
        end = columns[edges[number]] + 1 if number < len(edges) and len(columns) <= 100 else at
        while at < end:
            yield ""
            at += 1
