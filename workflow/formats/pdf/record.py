"""The QR code of the record at the foot of the first sheet (GOST R 7.0.97-2025): address and hash."""

from __future__ import annotations

from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from workflow.formats.pdf.fonts import REGULAR, printable
from workflow.formats.pdf.styles import BOTTOM, LEFT, WIDTH
from workflow.formats.pdf.tags import Part, TaggedCanvas
from workflow.values import Language, Text

SIDE = 24 * mm
ROOM = SIDE + 2 * mm
"""What the first page gives up at its foot."""
# White cells around the code, without which no camera finds it (ISO/IEC 18004).
_QUIET = 4
_SIZE, _LINE, _LOWEST = 7.5, 3.2 * mm, 14.2 * mm
_ALT = Text("QR-код записи документа: {told}", "QR code of the document's record: {told}")
_WHERE = Text("Запись документа: {address}", "Record of the document: {address}")
_HASH = Text("SHA-256 текста: {sha256}", "SHA-256 of the text: {sha256}")


def coded(address: str, text_sha256: str) -> str:
    """What a camera reads: the address, and after # the hash that the record must show."""
    return f"{address}#sha256={text_sha256}"


def draw_record(canvas: TaggedCanvas, address: str, text_sha256: str, language: Language) -> None:
    """The code at the right margin, its words small under it, over the footer."""
    _draw_code(canvas, LEFT + WIDTH - SIDE, coded(address, text_sha256), language)
    said = (_HASH.filled(sha256=text_sha256), _WHERE.filled(address=address))
    # Whoever listens is told the same words of the code itself.
    canvas.artifact("Pagination")
    canvas.saveState()
    canvas.setFillGray(0.35)
    for at, line in enumerate(said):
        text = printable(line.said(language))
        size = min(_SIZE, _SIZE * WIDTH / stringWidth(text, REGULAR, _SIZE))
        canvas.setFont(REGULAR, size)
        canvas.drawString(LEFT, _LOWEST + at * _LINE, text)
    canvas.restoreState()
    canvas.end()


def _draw_code(canvas: TaggedCanvas, left: float, told: str, language: Language) -> None:
    code = QRCode(None, QRErrorCorrectLevel.L)
    code.addData(told)
    code.make()
    cell = SIDE / (len(code.modules) + 2 * _QUIET)
    part = Part("Figure", alt=_ALT.filled(told=told).said(language))
    part.box = (left, BOTTOM, left + SIDE, BOTTOM + SIDE)
    path = canvas.beginPath()
    for row, cells in enumerate(code.modules):
        y = BOTTOM + SIDE - (row + _QUIET + 1) * cell
        at = _QUIET
        for dark, run in groupby(map(bool, cells)):
            length = len(list(run))
            if dark:
                path.rect(left + at * cell, y, length * cell, cell)
            at += length
    canvas.begin(part)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.end()
