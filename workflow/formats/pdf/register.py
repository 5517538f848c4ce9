"""The year-end sheet of a register drawn on paper: a table with its head on every page, and the closing."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from workflow.documents.dates import numeric
from workflow.formats.pdf.blocks import ruled
from workflow.formats.pdf.page import Sheet, build
from workflow.formats.pdf.styles import NOTE, PLAIN, STRONG, TITLE, WIDTH, balanced, paragraph
from workflow.formats.pdf.tags import Grid
from workflow.formats.spreadsheet import COLUMNS
from workflow.governance.year_sheet import YearSheet
from workflow.values import Language, Text

_CELL = ParagraphStyle("cell", PLAIN, fontSize=9.5, leading=11.5)
_HEAD = ParagraphStyle("cell-head", STRONG, fontSize=9.5, leading=11.5)
_WIDTHS = [20 * mm, 20 * mm, 66 * mm, 34 * mm, 30 * mm]
_SIGNATURE = Text(
    "Журнал закрыт «____» ______________ 20__ г.   ______________ / ______________________ /",
    "The register was closed on ______________ 20__   ______________ / ______________________ /",
)


def draw(sheet: YearSheet, year: int, language: Language) -> bytes:
    """The sheet as PDF bytes."""
    story: list[Flowable] = [
        balanced(sheet.organisation, STRONG),
        Spacer(0, 12),
        balanced(sheet.title, TITLE),
        paragraph(sheet.period.said(language), NOTE),
        Spacer(0, 10),
        _table(sheet, language),
        Spacer(0, 10),
        KeepTogether(list(_closing(sheet, language))),
    ]
    said = f"{sheet.title}, {sheet.period.said(language)}"
    return build(story, Sheet(said, sheet.organisation, year, 0, "", (said,), language))


def _table(sheet: YearSheet, language: Language) -> Grid:
    head = [paragraph(column.said(language), _HEAD) for column in COLUMNS]
    rows = [
        [
            paragraph(cell, _CELL)
            for cell in (
                row.number,
                numeric(row.dated),
                row.decided.said(language),
                row.who,
                row.note.said(language),
            )
        ]
        for row in sheet.rows
    ]
    return ruled([head, *rows], [WIDTH * part / sum(_WIDTHS) for part in _WIDTHS])


def _closing(sheet: YearSheet, language: Language) -> Iterator[Flowable]:
    for name, value in sheet.closing:
        yield paragraph(f"{name.said(language)}: {value}", PLAIN)
    yield Spacer(0, 18)
    yield paragraph(_SIGNATURE.said(language), PLAIN)
