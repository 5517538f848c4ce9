"""Printed documents as PDF; reportlab is loaded when the first page is drawn, not before."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from workflow.formats.pdf.printed import (
    Attached,
    Printed,
    PrintedAnnex,
    PrintedChain,
    PrintedComparison,
    PrintedOrder,
    annex_mark,
)
from workflow.governance.year_sheet import YearSheet
from workflow.values import Language

__all__ = [
    "Attached",
    "Printed",
    "PrintedAnnex",
    "PrintedChain",
    "PrintedComparison",
    "PrintedOrder",
    "annex_mark",
    "render",
    "render_chain",
    "render_comparison",
    "render_order",
    "render_register",
    "unprintable",
]


def render(printed: Printed) -> bytes:
    """The document as PDF; the same value gives the same bytes."""
    from workflow.formats.pdf.edition import draw

    return draw(printed)


def render_order(order: PrintedOrder) -> bytes:
    """The order as PDF; the same value gives the same bytes."""
    from workflow.formats.pdf.order import draw

    return draw(order)


def render_chain(chain: PrintedChain) -> bytes:
    """The chain as PDF; the same value gives the same bytes."""
    from workflow.formats.pdf.chain import draw

    return draw(chain)


def render_register(sheet: YearSheet, year: int, language: Language = "ru") -> bytes:
    """The year-end sheet as PDF, dated by its year; the same value gives the same bytes."""
    from workflow.formats.pdf.register import draw

    return draw(sheet, year, language)


def render_comparison(comparison: PrintedComparison) -> bytes:
    """The comparison table as PDF; the same value gives the same bytes."""
    from workflow.formats.pdf.comparison import draw

    return draw(comparison)


def unprintable(printed: Printed | PrintedOrder) -> tuple[str, ...]:
    """The characters of the document that the font lacks; they print as [U+1F600]."""
    from workflow.formats.pdf.fonts import lacking

    return tuple(sorted(lacking("".join(_strings(astuple(printed))))))


def _strings(value: Any) -> list[str]:  # Any: whatever a field of a printed value holds
    if isinstance(value, tuple | list):
        return [text for part in value for text in _strings(part)]
    return [value] if isinstance(value, str) else []
