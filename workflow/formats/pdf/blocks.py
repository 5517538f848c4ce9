"""Stamps in two columns on the first page, and the agreement sheet (лист согласования) at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from workflow.documents.stamps import Layout, Stamp, split
from workflow.formats.pdf.page import EDITION
from workflow.formats.pdf.styles import HEIGHT, MARKED, PLAIN, STRONG, TITLE, WIDTH, balanced, paragraph
from workflow.formats.pdf.tags import Grid, Part, Words, table_parts, tagged, under
from workflow.values import Language, Text

GAP = Spacer(0, 9)
_SHEET = Text("Лист согласования", "Agreement sheet")


def placed(stamps: Sequence[Stamp], layout: Layout) -> tuple[tuple[Stamp, ...], tuple[Stamp, ...]]:
    """The stamps of the first page and of the sheet: more than five on the left, or half a page, move."""
    first, sheet = split(stamps)
    height = sum(part.wrap(layout.width_mm * mm, HEIGHT)[1] for part in _column(first, "left"))
    return split(stamps, most=1) if not sheet and height > HEIGHT / 2 else (first, sheet)


def columns(stamps: Sequence[Stamp], layout: Layout, mark: str = "") -> list[Flowable]:
    """The left and the right column, each no wider than the standard allows, the right one at the margin."""
    left = _column(stamps, "left")
    right = [*([*_lines(mark), GAP] if mark else []), *_column(stamps, "right")]
    if not left and not right:
        return []
    width = layout.width_mm * mm
    return [table([[left, "", right]], [width, WIDTH - 2 * width, width])]


def agreement_sheet(stamps: Sequence[Stamp], title: str, edition: int, language: Language) -> list[Flowable]:
    """A page of its own with the remaining stamps, two in a row, in chain order; nothing when none remain."""
    if not stamps:
        return []
    pairs = [[_block(stamp) for stamp in stamps[at : at + 2]] for at in range(0, len(stamps), 2)]
    rows = [[pair[0], "", pair[1] if len(pair) > 1 else ""] for pair in pairs]
    return [
        PageBreak(),
        tagged(paragraph(_SHEET.said(language).upper(), TITLE), "H2"),
        balanced(title, STRONG),
        paragraph(EDITION.filled(edition=edition).said(language), STRONG),
        Spacer(0, 18),
        table(rows, [75 * mm, WIDTH - 150 * mm, 75 * mm]),
    ]


def _column(stamps: Sequence[Stamp], side: str) -> list[Flowable]:
    return [part for stamp in stamps if stamp.side == side for part in _block(stamp)]


def _block(stamp: Stamp) -> list[Flowable]:
    lines = under(Part("Div"), [paragraph(line, PLAIN) for line in (stamp.word, *stamp.lines)])
    return [*lines, *boxed(stamp.mark), GAP]


def boxed(mark: Sequence[str], width: float = 68 * mm) -> list[Flowable]:
    """The mark of an electronic signature in a frame of its own; nothing when there is none."""
    if not mark:
        return []
    said = under(Part("Div"), [paragraph(line, MARKED) for line in mark])
    frame: list[Any] = [
        ("BOX", (0, 0), (-1, -1), 0.6, (0, 0, 0)),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN.fontName),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    return [Spacer(0, 3), Grid([[said]], colWidths=[width], style=frame, hAlign="LEFT")]


def _lines(text: str) -> list[Words]:
    return under(Part("Div"), [paragraph(line, PLAIN) for line in text.split("\n")])


def ruled(
    rows: Sequence[list[Any]],
    widths: Sequence[float],
    above: Part | None = None,
    *,
    head: bool = True,
    wide: Sequence[int] = (),
) -> Grid:
    """A table with lines under `above`; its first row is its `head`, on every page.

    Of a `wide` row the first cell takes the whole width, on one page with the row over it if that is short.
    """
    pad = 1.2 * mm
    lines: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.4, (0.45, 0.45, 0.45)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), pad),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ("TOPPADDING", (0, 0), (-1, -1), pad / 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN.fontName),
    ]
    lines += [("SPAN", (0, at), (-1, at)) for at in wide]
    lines += [("NOSPLIT", (0, at - 1), (-1, at)) for at in wide if _short(rows[at - 1], widths)]
    table_parts(rows, above, head=head, wide=wide)
    # A cell longer than the page must still print.
    return Grid(rows, colWidths=widths, style=lines, repeatRows=int(head), splitInRow=1, hAlign="LEFT")


def _short(row: Sequence[Any], widths: Sequence[float]) -> bool:
    heights = (cell.wrap(width, HEIGHT)[1] for cell, width in zip(row, widths, strict=True) if cell)
    return max(heights, default=0) < HEIGHT / 4


def table(rows: Sequence[list[Any]], widths: Sequence[float], level: str = "TOP") -> Table:
    """A table without lines or padding; the cells of a row share their `level`, TOP or BOTTOM."""
    plain = [
        ("VALIGN", (0, 0), (-1, -1), level),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN.fontName),
    ]
    # A block taller than the page must still print.
    return Table(rows, colWidths=widths, style=plain, splitInRow=1, hAlign="LEFT")
