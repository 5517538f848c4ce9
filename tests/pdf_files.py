"""PDF files made in the tests, line by line at given places."""

from __future__ import annotations

import io
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from workflow.formats.pdf.fonts import BOLD, REGULAR, glyphs

LEFT, RIGHT, TOP, STEP = 85.0, 320.0, 780.0, 16.0
Line = tuple[float, float, str] | tuple[float, float, str, str]
"""Where a line begins, how high it stands, its words, and its font if it is not the regular one."""


def pdf(
    *pages: Iterable[Line], password: str = "", turned: int = 0, small: frozenset[float] = frozenset()
) -> bytes:
    """A file of pages of lines in 12 points; those at the heights in `small` in 8."""
    glyphs()
    file = io.BytesIO()
    locked = StandardEncryption(password) if password else None
    canvas = Canvas(file, pagesize=A4, initialFontName=REGULAR, encrypt=locked)
    for page in pages:
        if turned:
            canvas.setPageRotation(turned)
        for x, y, text, *font in page:
            canvas.setFont(font[0] if font else REGULAR, 8 if y in small else 12)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def column(x: float, *lines: str, top: float = TOP, font: str = REGULAR) -> list[Line]:
    """Lines one under the other."""
    return [(x, top - STEP * at, text, font) for at, text in enumerate(lines)]


def prose(text: str, top: float = TOP, wide: int = 70, indent: float = 0.0) -> list[Line]:
    """A text set between margins, its first line set in."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= wide:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [
        (LEFT + (indent if at == 0 else 0.0), top - STEP * at, line) for at, line in enumerate(lines)
    ]  # fmt: skip


def scan(pages: int = 1) -> bytes:
    """Pages that show a drawing and no letters."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for _ in range(pages):
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


__all__ = ["BOLD", "LEFT", "REGULAR", "RIGHT", "STEP", "TOP", "column", "pdf", "prose", "scan"]
