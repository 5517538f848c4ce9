"""The clause tree as paragraphs: headings, numbered points, lists with hanging dashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from workflow.documents.clauses import Clause
from workflow.documents.dates import NBSP
from workflow.formats.pdf.styles import HANG, INDENT, SECTION, TEXT, balanced, paragraph

DASH = "–"
# Deeper lists keep this indent, so that a line always has room for words.
DEEPEST = 8


def body(clauses: Iterable[Clause], depth: int = 0) -> Iterator[Paragraph]:
    """The paragraphs of the clauses in reading order; `depth` counts the dash lists around them."""
    for clause in clauses:
        yield _drawn(clause, depth)
        yield from body(clause.children, depth + (clause.kind == "dash"))


def _drawn(clause: Clause, depth: int) -> Paragraph:
    # A list's introduction must not stay alone at the foot of a page.
    leads = bool(clause.children) and clause.text.endswith(":")
    if clause.kind == "section":
        return balanced(labelled(clause), SECTION)
    if clause.kind == "dash":
        return paragraph(clause.text, _dash(depth, leads), bullet=DASH)
    return paragraph(labelled(clause), _text(depth, leads))


def labelled(clause: Clause) -> str:
    """The label as printed in the edition, with its dot or bracket, and the text after it."""
    if not clause.label:
        return clause.text
    dot = "" if clause.label[-1] in ".)" else "."
    return f"{clause.label}{dot}{NBSP}{clause.text}"


@cache
def _text(depth: int, leads: bool) -> ParagraphStyle:
    return ParagraphStyle("text", TEXT, leftIndent=min(depth, DEEPEST) * HANG, keepWithNext=int(leads))


@cache
def _dash(depth: int, leads: bool) -> ParagraphStyle:
    at = INDENT + min(depth, DEEPEST) * HANG
    return ParagraphStyle(
        "dash", TEXT, firstLineIndent=0, bulletIndent=at, leftIndent=at + HANG, keepWithNext=int(leads)
    )
