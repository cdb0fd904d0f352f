"""OFD files for the tests: words and lines at given places, in millimetres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def words(x: float, y: float, text: str, size: float = 5.6, *, ctm: str = "") -> str:
    """A text object whose first line begins at x, y (its upper left corner)."""
    steps = [size if char > "\u2e7f" else size / 2 for char in text][:-1]
    delta = f"g {len(steps)} {steps[0]}" if len(set(steps)) == 1 else " ".join(map(str, steps))
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} {size * len(text) + 1} {size * 1.2}" Font="1" Size="{size}" {ctm}>'
        f'<ofd:TextCode X="0" Y="{size * 0.86}" DeltaX="{delta}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0} {y0} {max(x1 - x0, 0.1)} {max(y1 - y0, 0.1)}" Stroke="true">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def prose(y: float, text: str, *, x: float = 28, chars: int = 27, size: float = 5.6, step: float = 10) -> list[str]:
    first = chars - 2
    lines = [text[:first], *(text[at : at + chars] for at in range(first, len(text), chars))]
    return [words(x + (2 * size if n == 0 else 0), y + n * step, part, size) for n, part in enumerate(lines)]


def table(x: Sequence[float], y: Sequence[float], rows: Sequence[Sequence[str]]) -> list[str]:
    rules = [line(x[0], at, x[-1], at) for at in y] + [line(at, y[0], at, y[-1]) for at in x]
    cells = [
        words(left + 1, top + 2, cell, 4)
        for top, row in zip(y, rows, strict=False)
        for left, cell in zip(x, row, strict=False)
    ]
    return rules + cells


def content(objects: Sequence[str]) -> str:
    return f'<?xml version="1.0"?><ofd:Page {NS}><ofd:Content><ofd:Layer ID="1">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'


def ofd(*pages: Sequence[str], template: Sequence[str] | None = None, title: str = "", **parts: str) -> bytes:
    """Return an OFD file with the objects of each page."""
    entries = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    if template is not None:
        common += '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    info = f"<ofd:DocInfo><ofd:Title>{title}</ofd:Title></ofd:DocInfo>"
    files = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody>{info}<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{entries}</ofd:Pages></ofd:Document>",
    }
    for number, objects in enumerate(pages):
        page = content(objects)
        if template is not None:
            page = page.replace("<ofd:Content>", '<ofd:Template TemplateID="77"/><ofd:Content>')
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = page
    if template is not None:
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = content(template)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**files, **parts}.items():
            package.writestr(name, data)
    return file.getvalue()
