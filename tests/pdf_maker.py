"""PDF pages for the tests: words and lines at given places, in points from the left and the top of A4."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheet:
    """A page to draw on; y goes down."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def words(self, x: float, y: float, text: str, size: float = 16) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def centred(self, y: float, text: str, size: float = 16) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def prose(
        self, y: float, text: str, *, x: float = 80, chars: int = 27, size: float = 16, step: float = 28
    ) -> float:
        """Draw a paragraph of *chars* characters a line, the first indented by two; return the next y."""
        first = chars - 2
        lines = [text[:first], *(text[at : at + chars] for at in range(first, len(text), chars))]
        for number, line in enumerate(lines):
            self.words(x + (2 * size if number == 0 else 0), y, line, size)
            y += step
        return y

    def table(self, x: Sequence[float], y: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> None:
        """Draw a ruled table; ``\\n`` breaks a line in a cell."""
        for at in y:
            self.line(x[0], at, x[-1], at)
        for at in x:
            self.line(at, y[0], at, y[-1])
        self.fill(x, y, rows, size)

    def fill(self, x: Sequence[float], y: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> None:
        for top, row in zip(y, rows, strict=False):
            for left, cell in zip(x, row, strict=False):
                for number, line in enumerate(cell.split("\n")):
                    self.words(left + 3, top + 12 + number * (size + 3), line, size)


def pdf(*pages: Callable[[Sheet], None], encrypt: object = None) -> bytes:
    """Return a PDF of one page for each function, which draws it."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=encrypt, invariant=1)
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return file.getvalue()
