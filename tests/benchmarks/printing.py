"""Printing: an act of ten pages, a hundred different acts, beside the same text drawn by reportlab alone.

What is timed is all of it: stamps, clauses, QR code, tags, metadata, the text attached, fonts cut down.
The floor draws the same paragraphs on the same page with nothing beside them.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from harness import ROOT, Figure, Goal, emit, micro, table

sys.path.append(str(ROOT / "tests" / "workflow"))

import pypdfium2
from printed_samples import LONG_REGULATION, REGULATION
from reportlab.platypus import Paragraph, SimpleDocTemplate

from workflow.documents.clauses import Clause, walk
from workflow.formats.pdf import Printed, render
from workflow.formats.pdf.fonts import glyphs
from workflow.formats.pdf.printed import Attached
from workflow.formats.pdf.styles import TEXT

ACT = Goal("an act of 10 pages, printed, tagged, its text attached", 400, 150, "ms")
MANY = Goal("pages a second over 100 acts", 40, 80, "pages/s", at_least=True)
RECORD = "https://school.example/lyceum/documents/12?edition=2"


def act(number: int = 0) -> Printed:
    """An act of about ten pages, each with words of its own."""
    clauses = tuple(_renumbered(clause, number) for clause in LONG_REGULATION[:7])
    told = "".join(f"<p>{clause.text}</p>" for clause in walk(clauses))
    text = Attached("act.xml", "application/xml", f"<act>{told}</act>".encode(), "Текст акта")
    return replace(REGULATION, clauses=clauses, attached=(text,), record=RECORD)


def _renumbered(clause: Clause, number: int) -> Clause:
    children = tuple(_renumbered(child, number) for child in clause.children)
    return replace(clause, text=f"{clause.text} Дело {number}.", children=children)


def figures() -> Iterator[Figure]:
    """The rows of the table that are about printing."""
    one = act()
    pages = len(pypdfium2.PdfDocument(render(one)))
    took = micro("printing", f"grif: an act of {pages} pages", partial(render, one), rounds=9) / 1000
    floor = micro("printing", "floor: reportlab, the same words", partial(_bare, one), rounds=9) / 1000
    yield Figure(ACT, took * 10 / pages, f"{took * 10 / pages:.0f} ms", f"{floor * 10 / pages:.0f} ms")
    rate = _rate([act(number) for number in range(100)])
    yield Figure(MANY, rate, f"{rate:.0f} pages/s", f"{pages / floor * 1000:.0f} pages/s")


def _rate(acts: list[Printed]) -> float:
    """Pages a second of CPU."""
    begun = time.process_time()
    printed = [render(one) for one in acts]
    took = time.process_time() - begun
    pages = sum(len(pypdfium2.PdfDocument(content)) for content in printed)
    emit("printing", f"grif: {pages} pages of {len(acts)} acts", "pages/s", [pages / took])
    return pages / took


def _bare(one: Printed) -> bytes:
    glyphs()
    out = io.BytesIO()
    story = [Paragraph(clause.text, TEXT) for clause in walk(one.clauses)]
    SimpleDocTemplate(out, initialFontName=TEXT.fontName).build(story)
    return out.getvalue()


if __name__ == "__main__":
    print(table(list(figures())))
