"""The clause tree as paragraphs: headings, numbered points, lists with hanging dashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable

from workflow.documents.clauses import Clause
from workflow.documents.dates import NBSP
from workflow.documents.depth import TOP, Depth
from workflow.documents.tables import grid, headed, in_rows, note_of_all, shares
from workflow.formats.pdf.blocks import ruled
from workflow.formats.pdf.fonts import BOLD
from workflow.formats.pdf.styles import (
    ENDLESS,
    HANG,
    HEIGHT,
    INDENT,
    NOTED,
    PLAIN,
    SECTION,
    TEXT,
    WIDTH,
    balanced,
    paragraph,
)
from workflow.formats.pdf.tags import Part, Words

DASH = "–"
_LISTED = ("dash", "item")
_LINES = 4 * TEXT.leading
NO_NOTES: Mapping[str, str] = MappingProxyType({})
_CELL = ParagraphStyle("cell", PLAIN, fontSize=11, leading=13.5)
_CELL_HEAD = ParagraphStyle("cell-head", _CELL, fontName=BOLD)
_CELL_NOTE = ParagraphStyle("cell-note", _CELL, fontSize=9.5, leading=11.5)
_NOTED_HEADING = ParagraphStyle("noted-heading", NOTED, alignment=TA_CENTER, firstLineIndent=0)


def body(clauses: Iterable[Clause], notes: Mapping[str, str] = NO_NOTES) -> list[Flowable]:
    """The clauses in reading order, each with its note in brackets under it, if `notes` have one by its uid.

    No heading and no short introduction of a list ends a page, and no note begins one.
    """
    drawn = list(_paragraphs(clauses, TOP, None, notes))
    opening = [_opens(one) for one in drawn]
    story: list[Flowable] = []
    for at, one in enumerate(drawn):
        if opening[at] and not (at and opening[at - 1]):
            story.append(CondPageBreak(_room(drawn, opening, at)))
        story.append(one)
    return story


def labelled(clause: Clause) -> str:
    """The label as printed in the edition, with its dot or bracket, and the text after it."""
    if not clause.label:
        return clause.text
    return f"{clause.printed}{NBSP}{clause.text}"


def _paragraphs(
    clauses: Iterable[Clause], depth: Depth, above: Part | None, notes: Mapping[str, str]
) -> Iterator[Flowable]:
    """Each clause before its children, and where it stands: sections, lists and items, tables, paragraphs."""
    for listed, group in groupby(clauses, key=lambda clause: clause.kind in _LISTED):
        inside = Part("L", above) if listed else above
        for clause, *rows in in_rows(group):
            if rows:
                yield from _table((clause, *rows), inside, notes)
            else:
                yield from _clause(clause, depth, inside, notes)


def _clause(clause: Clause, depth: Depth, above: Part | None, notes: Mapping[str, str]) -> Iterator[Flowable]:
    drawn = _drawn(clause, depth.of(clause))
    below = _placed(drawn, clause, above)
    yield drawn
    if clause.uid in notes:
        yield _noted(notes[clause.uid], drawn, below)
    yield from _paragraphs(clause.children, depth.under(clause), below, notes)


def _table(rows: Sequence[Clause], above: Part | None, notes: Mapping[str, str]) -> Iterator[Flowable]:
    """The rows in their cells, each with its note under it; what changed all of them is under the table."""
    said = grid(rows)
    of_all = note_of_all(rows, notes)
    head, drawn, wide = headed(said), list[list[Any]](), list[int]()
    for row, cells in zip(rows, said, strict=True):
        style = _CELL_HEAD if head and not drawn else _CELL
        drawn.append([paragraph(cell, style) for cell in cells])
        if row.uid in notes and not of_all:
            wide.append(len(drawn))
            drawn.append([paragraph(f"({notes[row.uid]})", _CELL_NOTE), *[""] * (len(cells) - 1)])
    yield ruled(drawn, [share * WIDTH for share in shares(said)], above, head=head, wide=wide)
    if of_all:
        yield _under(paragraph(f"({of_all})", NOTED), above)


def _under(drawn: Words, above: Part | None) -> Words:
    drawn.part.parent = above
    return drawn


def _placed(drawn: Words, clause: Clause, above: Part | None) -> Part | None:
    """Puts the clause under `above`; returns what its children stand under."""
    if clause.kind == "section":
        drawn.part.parent = section = Part("Sect", above)
        return section
    if clause.kind not in _LISTED:
        drawn.part.parent = above
        return above
    item = Part("LI", above)
    drawn.part = Part("LBody", item)
    drawn.label = Part("Lbl", item) if clause.kind == "dash" else None
    return drawn.part


def _drawn(clause: Clause, depth: int) -> Words:
    if clause.kind == "section":
        return balanced(labelled(clause), SECTION)
    name = "lead" if clause.children and clause.text.endswith(":") else "text"
    if clause.kind == "dash":
        return paragraph(clause.text, _dash(depth, name), bullet=DASH)
    return paragraph(labelled(clause), _text(depth, name))


def _noted(note: str, of: Words, inside: Part | None) -> Words:
    """The note under the clause, kept with its last lines."""
    heads = of.style.name == SECTION.name
    if not heads:
        vars(of)["keepWithNext"] = 1
    return _under(paragraph(f"({note})", _NOTED_HEADING if heads else NOTED), inside)


def _opens(drawn: Flowable) -> bool:
    if not isinstance(drawn, Words):
        return False
    name = drawn.style.name
    return name in (SECTION.name, _NOTED_HEADING.name) or (name == "lead" and _height(drawn) < _LINES)


def _room(drawn: Sequence[Flowable], opening: Sequence[bool], at: int) -> float:
    """The height of the opening lines and of four lines after them: a paragraph may break two and two."""
    room = 0.0
    while at < len(drawn) and opening[at] and room < HEIGHT / 2:
        room += drawn[at].getSpaceBefore() + _height(drawn[at]) + drawn[at].getSpaceAfter()
        at += 1
    return min(room + (min(_height(drawn[at]), _LINES) if at < len(drawn) else 0), HEIGHT / 2)


def _height(drawn: Flowable) -> float:
    return float(drawn.wrap(WIDTH, ENDLESS)[1])


@cache
def _text(depth: int, name: str) -> ParagraphStyle:
    if not depth:
        return ParagraphStyle(name, TEXT)
    return ParagraphStyle(name, TEXT, firstLineIndent=0, leftIndent=INDENT + depth * HANG)


@cache
def _dash(depth: int, name: str) -> ParagraphStyle:
    at = INDENT + depth * HANG
    return ParagraphStyle(name, TEXT, firstLineIndent=0, bulletIndent=at, leftIndent=at + HANG)
