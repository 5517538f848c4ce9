"""Annexes: each on a page of its own, its mark at the top right, its title, its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from workflow.formats.pdf.blocks import table
from workflow.formats.pdf.body import NO_NOTES, body
from workflow.formats.pdf.printed import PrintedAnnex
from workflow.formats.pdf.styles import ANNEX, PLAIN, WIDTH, balanced, paragraph
from workflow.formats.pdf.tags import Part, under


def annexes(
    all_: Iterable[PrintedAnnex], width_mm: int, notes: Mapping[str, str] = NO_NOTES
) -> Iterator[Flowable]:
    """The annexes in order, their marks no wider than a requisite in the corner may be."""
    for one in all_:
        yield PageBreak()
        lines = under(Part("Div"), [paragraph(line, PLAIN) for line in one.mark.split("\n")])
        yield table([["", lines]], [WIDTH - width_mm * mm, width_mm * mm])
        yield Spacer(0, 18)
        yield balanced(one.title, ANNEX)
        yield Spacer(0, 10)
        yield from body(one.clauses, notes)
