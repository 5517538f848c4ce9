"""One edition as a Word document: numbered by lists, so that it can be edited and its numbers follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from workflow.documents.clauses import Clause
from workflow.documents.depth import TOP, Depth
from workflow.documents.document import EditionText
from workflow.documents.tables import grid, headed, in_rows, note_of_all, shares
from workflow.formats.docx_out.head import annex_mark, described, head, sheet, titled
from workflow.formats.docx_out.lists import BULLETS, Numbering
from workflow.formats.docx_out.markup import MM, Place, line, paragraph, ruled, run
from workflow.formats.docx_out.package import Layout, header, packed, section
from workflow.formats.docx_out.styles import HANG, INDENT, settings, styles
from workflow.formats.pdf.printed import Printed, PrintedAnnex

_NO_NOTES: Mapping[str, str] = MappingProxyType({})
_LINE = 170 * MM
_CELL_NOTE = '<w:sz w:val="20"/>'


def write(printed: Printed, text: EditionText) -> bytes:
    """The bytes of the file."""
    numbering = Numbering()
    told = _text(text, numbering, dict(printed.notes), iter(printed.annexes))
    story = "".join((*head(printed, text.title), *told, *sheet(printed)))
    about = described(printed.edition, printed.text_sha256)
    return file(story, numbering, text.title, about, printed.year)


def file(
    story: str,
    numbering: Numbering,
    title: str,
    about: str,
    year: int,
    layout: Layout = Layout(),  # noqa: B008
) -> bytes:
    """The file around the blocks of a document; `year` stands for its time of making."""
    parts = {
        "document": f"<w:body>{story}{section(layout)}</w:body>",
        "styles": styles(),
        "numbering": numbering.part(),
        "settings": settings(layout.tracked),
        "header": header(layout),
    }
    return packed(parts, title, about, year)


def _text(
    text: EditionText, numbering: Numbering, notes: Mapping[str, str], marked: Iterator[PrintedAnnex]
) -> Iterator[str]:
    """The preamble, the clauses, then each annex on a page of its own under its mark."""
    for one in filter(str.strip, text.preamble.split("\n")):
        yield line(one, "Act")
    yield from clauses(text.clauses, numbering, TOP, notes)
    for annex in text.annexes:
        yield from annex_mark(next(marked).mark)
        yield line("")
        yield from titled(annex.title, annex.word)
        yield line("")
        yield from _text(annex, numbering, notes, marked)


def clauses(
    tree: Iterable[Clause], numbering: Numbering, depth: Depth, notes: Mapping[str, str] = _NO_NOTES
) -> Iterator[str]:
    """The clauses in reading order, each with its note under it; lists in lists are set in by `depth`."""
    for clause, *rows in in_rows(tree):
        if rows:
            yield from _table((clause, *rows), notes)
            continue
        note = notes.get(clause.uid, "")
        yield _clause(clause, numbering, depth, noted=bool(note))
        if note:
            yield paragraph(run(f"({note})"), _under(clause))
        yield from clauses(clause.children, numbering, depth.under(clause), notes)


def _table(rows: Sequence[Clause], notes: Mapping[str, str]) -> Iterator[str]:
    """The rows in their cells, each with its note under it; what changed all of them is under the table."""
    said = grid(rows)
    of_all = note_of_all(rows, notes)
    head, drawn = headed(said), list[list[str]]()
    for row, cells in zip(rows, said, strict=True):
        note = "" if of_all else notes.get(row.uid, "")
        letters = "<w:b/>" if head and not drawn else ""
        drawn.append([paragraph(run(cell, letters), Place(with_next=bool(note))) for cell in cells])
        if note:
            drawn.append([paragraph(run(f"({note})", _CELL_NOTE))])
    yield ruled(drawn, tuple(round(share * _LINE) for share in shares(said)), head=head)
    if of_all:
        yield paragraph(run(f"({of_all})"), Place("Noted"))


def _clause(clause: Clause, numbering: Numbering, around: Depth, noted: bool) -> str:
    depth = around.of(clause)
    if clause.kind == "dash":
        return paragraph(run(clause.text), _kept(standing(clause, depth, (BULLETS, depth)), noted))
    placed = numbering.place(clause, depth if around.counts_inside(clause) else 0) if clause.label else None
    typed = f"{clause.printed}\u00a0" if clause.label and placed is None else ""
    return paragraph(run(typed + clause.text), _kept(standing(clause, depth, placed), noted))


def _kept(place: Place, noted: bool) -> Place:
    """On one page with the note under it; a heading is kept by its style."""
    return replace(place, with_next=True) if noted and place.style != "Heading1" else place


def _under(clause: Clause) -> Place:
    """A note under a heading stands in the middle, with what follows; any other as a text begins."""
    return Place("NotedHeading") if clause.kind == "section" else Place("Noted")


def standing(clause: Clause, depth: int, listed: tuple[int, int] | None) -> Place:
    """The style and indents of a clause; `listed` is its list and level."""
    number, level = listed or (0, 0)
    if clause.kind == "section":
        return Place("Heading1", number, level, left=0, first=0)
    at = INDENT + depth * HANG
    if clause.kind == "dash":
        return Place("Act", number, level, left=at + HANG, first=-HANG)
    return Place("Act", number, level, left=at if depth else 0, first=0 if depth else INDENT)
