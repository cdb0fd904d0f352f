"""Word packages put together from their XML, for tests: every part as the test wants it."""

from __future__ import annotations

import io
import zipfile

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOTS = {"document": "document", "header1": "hdr"}
KINDS = {"header1": "header"}


def word_file(body: str, *, core: str = "", raw: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """Return a .docx of *body*; *parts* are named as the files in word/ (numbering, styles, footnotes, header1, …)."""
    files = {name: content.encode() for name, content in _parts(body, parts).items()}
    files["_rels/.rels"] = _relations({"officeDocument": "word/document.xml", "core-properties": "docProps/core.xml"})
    files["word/_rels/document.xml.rels"] = _relations({KINDS.get(name, name): f"{name}.xml" for name in parts})
    if core:
        files["docProps/core.xml"] = (
            f'<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</c:coreProperties>'.encode()
        )
    files.update(raw or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _parts(body: str, parts: dict[str, str]) -> dict[str, str]:
    files = {"[Content_Types].xml": "<Types/>"}
    for name, content in {"document": f"<w:body>{body}</w:body>", **parts}.items():
        root = ROOTS.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMES}>{content}</w:{root}>"
    return files


def _relations(targets: dict[str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'.encode()


def run(words: str, properties: str = "") -> str:
    """Return a run of *words*."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str = "", *, properties: str = "", item: tuple[int, int] | None = None, style: str = "") -> str:
    """Return a paragraph of *content*: XML, or words; *item* is its list and level."""
    inside = content if content.startswith("<") or not content else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>' if item else ""
    return f"<w:p><w:pPr>{named}{listed}{properties}</w:pPr>{inside}</w:p>"


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """Return a level of a list; *more* is further XML in it, such as ``<w:suff w:val="nothing"/>``."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*abstract: str, more: str = "", shared: int = 0) -> str:
    """Return numbering with one list for each abstract list, and *shared* further lists of the first one."""
    whole = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(abstract)
    )
    ids = [*range(len(abstract)), *[0] * shared]
    return (
        whole
        + "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{at}"/></w:num>' for number, at in enumerate(ids, 1)
        )
        + more
    )


def cell(words: str = "", *, span: int = 1, down: str | None = None, more: str = "") -> str:
    """Return a table cell; *down* is ``restart`` or ``continue`` of a cell merged downwards."""
    merged = "" if down is None else f'<w:vMerge w:val="{down}"/>'
    inside = words if words.startswith("<") else paragraph(words)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}{more}</w:tcPr>{inside}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """Return a table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
