"""An order as a Word document: its points numbered by a list, its signature, its annexes."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.documents.clauses import Clause
from workflow.documents.dates import NBSP, numeric
from workflow.documents.depth import TOP
from workflow.documents.stamps import BLANK, SHORT_BLANK
from workflow.formats.docx_out.edition import clauses, file
from workflow.formats.docx_out.head import WIDTH_MM, annex_mark, described, draft, signed
from workflow.formats.docx_out.lists import Numbering
from workflow.formats.docx_out.markup import MM, Place, line, paragraph, run, sides
from workflow.formats.pdf.printed import PrintedAnnex, PrintedOrder

_WIDTH = round(WIDTH_MM * MM)


def write(order: PrintedOrder) -> bytes:
    """The bytes of the file."""
    numbering = Numbering()
    story = (
        *_head(order),
        *_points(order, numbering),
        *_signature(order),
        *_annexes(order.annexes, numbering),
    )
    about = described(order.edition, order.text_sha256)
    return file("".join(story), numbering, order.heading, about, order.year)


def _head(order: PrintedOrder) -> Iterator[str]:
    if order.draft:
        yield draft(order.language)
    if order.parent:
        yield line(order.parent, "Centred")
    yield line(order.organisation_full, "Strong")
    yield line("")
    yield line("ПРИКАЗ", "Title")
    yield line("")
    dated = numeric(order.dated) if order.dated else BLANK
    number = f"№{NBSP}{order.number or SHORT_BLANK}"
    yield sides(dated, number, _WIDTH)
    yield line(order.place, "Centred")
    yield line("")
    yield line(order.heading, "Subject")
    yield line("")
    if order.preamble:
        yield line(order.preamble, "Act")
    yield line("")
    yield paragraph(run("ПРИКАЗЫВАЮ:", "<w:b/>"))
    yield line("")


def _points(order: PrintedOrder, numbering: Numbering) -> Iterator[str]:
    """The points, the control point last where it is not one of them."""
    yield from clauses(order.points, numbering, TOP)
    if order.control:
        last = next((point.label for point in reversed(order.points) if point.label.isdecimal()), "0")
        control = Clause("control", str(int(last) + 1), order.control, "point")
        yield from clauses((control,), numbering, TOP)


def _signature(order: PrintedOrder) -> Iterator[str]:
    # A signature never stands alone on a page.
    yield from (paragraph("", Place(with_next=True)) for _ in range(2))
    yield sides(order.post, order.signer, _WIDTH)
    yield signed(order.mark, "MarkedLine")


def _annexes(annexes: tuple[PrintedAnnex, ...], numbering: Numbering) -> Iterator[str]:
    for annex in annexes:
        yield from annex_mark(annex.mark)
        yield line("")
        yield line(annex.title, "Title")
        yield line("")
        yield from clauses(annex.clauses, numbering, TOP)
