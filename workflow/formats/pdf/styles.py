"""The few paragraph styles of a printed act: PT Serif 12, single requisites, text at 1.3 lines."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from workflow.documents.typography import unbroken
from workflow.formats.pdf.fonts import BOLD, REGULAR, printable
from workflow.formats.pdf.tags import Part, Words

# Left 30 mm: acts and orders are kept longer than ten years (GOST R 7.0.97, 3.2).
LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 10 * mm, 20 * mm, 20 * mm
WIDTH = A4[0] - LEFT - RIGHT
HEIGHT = A4[1] - TOP - BOTTOM
INDENT = 12.5 * mm
HANG = 5 * mm
ENDLESS = 1e6

PLAIN = ParagraphStyle(
    "plain",
    fontName=REGULAR,
    bulletFontName=REGULAR,
    fontSize=12,
    bulletFontSize=12,
    leading=14.5,
    alignment=TA_LEFT,
    allowWidows=0,
    allowOrphans=0,
)
TEXT = ParagraphStyle(
    "text", PLAIN, leading=15.6, alignment=TA_JUSTIFY, firstLineIndent=INDENT, spaceAfter=2.4
)
FLUSH = ParagraphStyle("flush", TEXT, firstLineIndent=0)
CENTRED = ParagraphStyle("centred", PLAIN, alignment=TA_CENTER)
AT_RIGHT = ParagraphStyle("right", PLAIN, alignment=TA_RIGHT)
STRONG = ParagraphStyle("strong", CENTRED, fontName=BOLD)
STRONG_LEFT = ParagraphStyle("strong-left", PLAIN, fontName=BOLD)
TITLE = ParagraphStyle("title", STRONG, tag="H1", fontSize=14, leading=17)
SECTION = ParagraphStyle("section", STRONG, tag="H2", leading=15.6, spaceBefore=9, spaceAfter=5)
HEADING = ParagraphStyle("heading", STRONG_LEFT, tag="H2", rightIndent=80 * mm, spaceBefore=12, spaceAfter=12)
COMMAND = ParagraphStyle("command", STRONG_LEFT, spaceAfter=6, keepWithNext=1)
KEPT = ParagraphStyle("kept", PLAIN, spaceAfter=6, keepWithNext=1)
LABEL = ParagraphStyle("label", PLAIN, spaceBefore=5, spaceAfter=2, keepWithNext=1)
MARK = ParagraphStyle("mark", AT_RIGHT, fontName=BOLD, spaceAfter=8)
ANNEX = ParagraphStyle("annex", STRONG, tag="H2")
MARKED = ParagraphStyle("marked", PLAIN, fontSize=8.5, leading=10.5)
COPY = ParagraphStyle("copy", AT_RIGHT, fontSize=10, leading=12, spaceAfter=8)
NOTED = ParagraphStyle("noted", PLAIN, fontSize=10, leading=12, firstLineIndent=INDENT, spaceAfter=4)
NOTE = ParagraphStyle("note", CENTRED, spaceBefore=2)


def paragraph(text: str, style: ParagraphStyle, bullet: str | None = None) -> Words:
    """The text as a paragraph: no markup is read from it, no line breaks inside № 121."""
    return marked(escape(unbroken(printable(text))), style, bullet)


def marked(markup: str, style: ParagraphStyle, bullet: str | None = None) -> Words:
    """The markup as a paragraph, tagged as its style says."""
    words = Words(markup, style, bulletText=bullet)
    words.part = Part(getattr(style, "tag", "P"))
    return words


def balanced(text: str, style: ParagraphStyle, width: float = WIDTH) -> Words:
    """The centred text in lines of about one length: the narrowest measure that needs no more lines."""
    drawn = paragraph(text, style)
    height = drawn.wrap(width, ENDLESS)[1]
    if height <= style.leading:
        return drawn
    narrow, wide = max(width / 2, drawn.minWidth()), width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        fits = drawn.wrap(middle, ENDLESS)[1] <= height
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    margin = (width - wide) / 2
    return paragraph(text, ParagraphStyle(style.name, style, leftIndent=margin, rightIndent=margin))
