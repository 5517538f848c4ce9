"""An order (приказ) drawn as schools print it: head, preamble, points, control, signature."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from workflow.documents.clauses import Clause
from workflow.documents.dates import NBSP, numeric
from workflow.documents.stamps import BLANK, LAYOUT_2025, SHORT_BLANK, Layout, layout_on
from workflow.formats.pdf.annexes import annexes
from workflow.formats.pdf.blocks import boxed, table
from workflow.formats.pdf.body import body
from workflow.formats.pdf.page import DRAFT, Sheet, build, first_words
from workflow.formats.pdf.printed import PrintedOrder
from workflow.formats.pdf.styles import (
    AT_RIGHT,
    CENTRED,
    COMMAND,
    COPY,
    HEADING,
    KEPT,
    MARK,
    PLAIN,
    STRONG,
    TEXT,
    TITLE,
    WIDTH,
    balanced,
    paragraph,
)
from workflow.formats.pdf.tags import Rule
from workflow.values import Text

_TITLE = Text("Приказ {number} «{heading}»", "Order {number} “{heading}”")
_ACQUAINTED = "С приказом ознакомлены:"


def draw(order: PrintedOrder) -> bytes:
    """The order as PDF bytes."""
    points = list(body(_points(order)))
    story: list[Flowable] = [
        *_head(order),
        paragraph(order.heading, HEADING),
        *([paragraph(order.preamble, TEXT)] if order.preamble else []),
        Spacer(0, 6),
        paragraph("ПРИКАЗЫВАЮ:", COMMAND),
        *points[:-1],
        # A signature never stands on a page without a line of what it signs.
        KeepTogether([*points[-1:], *_signature(order)]),
        *_acquainted(order),
        *annexes(order.annexes, _layout(order).width_mm),
    ]
    return build(story, _sheet(order))


def _layout(order: PrintedOrder) -> Layout:
    """The edition of the layout standard of the order's day; the present one while it has none."""
    return layout_on(order.dated) if order.dated else LAYOUT_2025


def _head(order: PrintedOrder) -> Iterator[Flowable]:
    if order.draft:
        yield paragraph(DRAFT.said(order.language).upper(), MARK)
    if order.note:
        yield paragraph(order.note, COPY)
    if order.parent:
        yield balanced(order.parent, CENTRED)
    yield balanced(order.organisation_full, STRONG)
    yield Rule(width="100%", thickness=1, color=black, spaceBefore=6, spaceAfter=12)
    yield paragraph("ПРИКАЗ", TITLE)
    yield Spacer(0, 10)
    yield _date_and_number(order)
    yield paragraph(order.place, CENTRED)


def _date_and_number(order: PrintedOrder) -> Flowable:
    dated = numeric(order.dated) if order.dated else BLANK
    number = f"№{NBSP}{order.number or SHORT_BLANK}"
    return table([[paragraph(dated, PLAIN), paragraph(number, AT_RIGHT)]], [WIDTH / 2, WIDTH / 2])


def _points(order: PrintedOrder) -> tuple[Clause, ...]:
    """The points with the control point as the last."""
    if not order.control:
        return order.points
    last = next((point.label for point in reversed(order.points) if point.label.isdecimal()), "0")
    return (*order.points, Clause("control", str(int(last) + 1), order.control, "point"))


def _signature(order: PrintedOrder) -> list[Flowable]:
    """The post at the left margin, the name at the right on the level of the post's last line."""
    row = [paragraph(order.post, PLAIN), boxed(order.mark), paragraph(order.signer, AT_RIGHT)]
    widths = [50 * mm, WIDTH - 95 * mm, 45 * mm] if order.mark else [80 * mm, WIDTH - 140 * mm, 60 * mm]
    return [Spacer(0, 36), table([row], widths, level="BOTTOM")]


def _acquainted(order: PrintedOrder) -> Iterator[Flowable]:
    if order.acquainted:
        yield Spacer(0, 24)
        yield paragraph(_ACQUAINTED, KEPT)
    for name in order.acquainted:
        day = f"«____»{NBSP}{BLANK}{NBSP}20___{NBSP}г."
        row = [paragraph(BLANK, PLAIN), paragraph(name, PLAIN), paragraph(day, AT_RIGHT)]
        yield Spacer(0, 8)
        yield table([row], [40 * mm, WIDTH - 100 * mm, 60 * mm])


def _sheet(order: PrintedOrder) -> Sheet:
    number = f"№ {order.number}" if order.number else ""
    return Sheet(
        " ".join(_TITLE.filled(number=number, heading=order.heading).said(order.language).split()),
        order.organisation.nominative or order.organisation_full,
        order.year,
        order.edition,
        order.text_sha256,
        (DRAFT.said(order.language).lower() if order.draft else "", first_words(order.note)),
        order.language,
        order.attached,
        order.record,
        order.document,
    )
