"""DOCX out: an edition with live numbers, two as tracked changes or a table; same value, same bytes."""

from __future__ import annotations

from workflow.documents.document import EditionText
from workflow.formats.docx_out.changes import Changes
from workflow.formats.pdf.printed import Printed, PrintedComparison, PrintedOrder

__all__ = ["MEDIA_TYPE", "Changes", "render", "render_changes", "render_comparison", "render_order"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(printed: Printed, text: EditionText) -> bytes:
    """The edition under its stamps; its numbers are those of lists, its labels exactly as printed."""
    from workflow.formats.docx_out.edition import write

    return write(printed, text)


def render_order(order: PrintedOrder) -> bytes:
    """The order with its points, signature and annexes."""
    from workflow.formats.docx_out.order import write

    return write(order)


def render_changes(changes: Changes) -> bytes:
    """Two texts as one, with tracked changes: taken, the new; taken back, the old."""
    from workflow.formats.docx_out.changes import write

    return write(changes)


def render_comparison(comparison: PrintedComparison) -> bytes:
    """The comparison table, to be worked on."""
    from workflow.formats.docx_out.comparison import write

    return write(comparison)
