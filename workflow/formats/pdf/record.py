"""The QR code of the record at the foot of the first sheet (GOST R 7.0.97-2025): address and hash."""

from __future__ import annotations

from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from workflow.formats.pdf.styles import BOTTOM, LEFT, PLAIN, WIDTH, paragraph
from workflow.formats.pdf.tags import Part, TaggedCanvas
from workflow.values import Language, Text

SIDE = 24 * mm
ROOM = SIDE + 2 * mm
"""What the first page gives up at its foot."""
# White cells around the code, without which no camera finds it (ISO/IEC 18004).
_QUIET = 4
_SMALL = ParagraphStyle("small", PLAIN, fontSize=8, leading=10, alignment=TA_RIGHT)
_ALT = Text("QR-код записи документа: {told}", "QR code of the document's record: {told}")
_WHERE = Text("Запись документа: {address}", "Record of the document: {address}")
_HASH = Text("SHA-256 текста: {sha256}", "SHA-256 of the text: {sha256}")


def coded(address: str, text_sha256: str) -> str:
    """What a camera reads: the address, and after # the hash that the record must show."""
    return f"{address}#sha256={text_sha256}"


def draw_record(canvas: TaggedCanvas, address: str, text_sha256: str, language: Language) -> None:
    """The code at the right margin, its words beside it, both within the margins."""
    left = LEFT + WIDTH - SIDE
    said = (_WHERE.filled(address=address), _HASH.filled(sha256=text_sha256))
    words = [paragraph(line.said(language), _SMALL) for line in said]
    heights = [one.wrap(WIDTH - SIDE - 2 * mm, SIDE)[1] for one in words]
    y = BOTTOM + (SIDE + sum(heights)) / 2
    for one, height in zip(words, heights, strict=True):
        y -= height
        one.drawOn(canvas, LEFT, y)
    _draw_code(canvas, left, coded(address, text_sha256), language)


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
