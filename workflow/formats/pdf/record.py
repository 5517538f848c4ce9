"""The QR code of the record in the lower right corner of the first sheet (GOST R 7.0.97-2025)."""

from __future__ import annotations

from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from workflow.formats.pdf.fonts import REGULAR, printable
from workflow.formats.pdf.styles import BOTTOM, LEFT, WIDTH
from workflow.formats.pdf.tags import Part, TaggedCanvas
from workflow.values import Language, Text

SIDE = 21 * mm
# In the margin, as the footer is, and above the strip that office printers leave white.
_FOOT = 6 * mm
ROOM = _FOOT + SIDE - BOTTOM
"""What the first page gives up at its foot."""
# White cells around the code, without which no camera finds it (ISO/IEC 18004).
_QUIET = 4
_GAP = 4 * mm
_SIZE, _LINE = 7.5, 14.2 * mm
_ALT = Text("QR-код записи документа: {told}", "QR code of the document's record: {told}")
_WHERE = Text("Запись документа: {address}", "Record of the document: {address}")


def coded(address: str, text_sha256: str) -> str:
    """What a camera reads: the address, and after # the hash that the record must show."""
    return f"{address}#sha256={text_sha256}"


def draw_record(canvas: TaggedCanvas, address: str, text_sha256: str, language: Language) -> None:
    """The code at the right margin, the address in words beside it, over the line of the footer."""
    _draw_code(canvas, LEFT + WIDTH - SIDE, coded(address, text_sha256), language)
    text = printable(_WHERE.filled(address=address).said(language))
    room = WIDTH - SIDE - _GAP
    size = min(_SIZE, _SIZE * room / stringWidth(text, REGULAR, _SIZE))
    # Whoever listens is told the same words of the code itself.
    canvas.artifact("Pagination")
    canvas.saveState()
    canvas.setFillGray(0.35)
    canvas.setFont(REGULAR, size)
    canvas.drawString(LEFT, _LINE, text)
    canvas.restoreState()
    canvas.end()


def _draw_code(canvas: TaggedCanvas, left: float, told: str, language: Language) -> None:
    code = QRCode(None, QRErrorCorrectLevel.L)
    code.addData(told)
    code.make()
    cell = SIDE / (len(code.modules) + 2 * _QUIET)
    part = Part("Figure", alt=_ALT.filled(told=told).said(language))
    part.box = (left, _FOOT, left + SIDE, _FOOT + SIDE)
    path = canvas.beginPath()
    for row, cells in enumerate(code.modules):
        y = _FOOT + SIDE - (row + _QUIET + 1) * cell
        at = _QUIET
        for dark, run in groupby(map(bool, cells)):
            length = len(list(run))
            if dark:
                path.rect(left + at * cell, y, length * cell, cell)
            at += length
    canvas.begin(part)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.end()
