"""The comparison table on paper: the unit, before, after, grounds; words that went are struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from workflow.documents.compare import TableRow
from workflow.documents.compare.plain import SAME
from workflow.documents.compare.table import COLUMNS, KEY, SIDES, TITLE, Line
from workflow.documents.compare.values import KINDS
from workflow.documents.typography import unbroken
from workflow.formats.pdf.blocks import ruled
from workflow.formats.pdf.fonts import BOLD, printable
from workflow.formats.pdf.page import Sheet, build
from workflow.formats.pdf.printed import PrintedComparison
from workflow.formats.pdf.styles import NOTE, PLAIN, STRONG, WIDTH, balanced, marked, paragraph
from workflow.formats.pdf.styles import TITLE as TITLED
from workflow.formats.pdf.tags import Grid, Words
from workflow.values import Language

_CELL = ParagraphStyle("cell", PLAIN, fontSize=9.5, leading=12, spaceAfter=2)
_HEAD = ParagraphStyle("cell-head", _CELL, fontName=BOLD)
_WIDTHS = (28 * mm, 56 * mm, 56 * mm, WIDTH - 140 * mm)
_MARKS = {
    "same": "{}",
    "removed": "<strike>{}</strike>",
    "added": f'<u><font name="{BOLD}">{{}}</font></u>',
}


def draw(printed: PrintedComparison) -> bytes:
    """The table as PDF bytes; the same value gives the same bytes."""
    return build(list(_story(printed)), _sheet(printed))


def _story(printed: PrintedComparison) -> Iterator[Flowable]:
    table, language = printed.table, printed.language
    if printed.organisation:
        yield balanced(printed.organisation, STRONG)
        yield Spacer(0, 14)
    yield paragraph(TITLE.said(language), TITLED)
    yield balanced(table.title, STRONG)
    sides = {"former": table.former.said(language), "latter": table.latter.said(language)}
    yield balanced(SIDES.filled(**sides).said(language), NOTE)
    yield Spacer(0, 10)
    if not table.rows:
        yield paragraph(SAME.said(language), PLAIN)
        return
    yield _table(table.rows, language)
    yield Spacer(0, 8)
    yield paragraph(KEY.said(language), _CELL)


def _table(rows: Sequence[TableRow], language: Language) -> Grid:
    head = [paragraph(column.said(language), _HEAD) for column in COLUMNS]
    return ruled([head, *(_row(row, language) for row in rows)], _WIDTHS)


def _row(row: TableRow, language: Language) -> list[list[Flowable]]:
    kinds = ", ".join(KINDS[kind].said(language) for kind in row.kinds)
    unit: list[Flowable] = [paragraph(row.unit.said(language), _CELL), paragraph(kinds, _CELL)]
    grounds: list[Flowable] = [paragraph(row.grounds.said(language) or "–", _CELL)]
    return [unit, _lines(row.former), _lines(row.latter), grounds]


def _lines(lines: Sequence[Line]) -> list[Flowable]:
    return [_line(line) for line in lines] or [paragraph("–", _CELL)]


def _line(line: Line) -> Words:
    """The runs with their marks; no markup is read from their words."""
    runs = (_MARKS[run.kind].format(escape(unbroken(printable(run.text)))) for run in line)
    return marked("".join(runs), _CELL)


def _sheet(printed: PrintedComparison) -> Sheet:
    title = f"{TITLE.said(printed.language)}. {printed.table.title}"
    return Sheet(title, printed.organisation, printed.year, 0, printed.text_sha256, (), printed.language)
