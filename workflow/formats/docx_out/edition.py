"""One edition as a Word document: numbered by lists, so that it can be edited and its numbers follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.formats.docx_out.head import described, head, sheet, titled
from workflow.formats.docx_out.lists import BULLETS, Numbering
from workflow.formats.docx_out.markup import Place, line, paragraph, run
from workflow.formats.docx_out.package import Layout, header, packed, section
from workflow.formats.docx_out.styles import HANG, INDENT, settings, styles
from workflow.formats.pdf.printed import Printed

DEEPEST = 8


def write(printed: Printed, text: EditionText) -> bytes:
    """The bytes of the file."""
    numbering = Numbering()
    story = "".join((*head(printed, text.title), *_text(text, numbering), *sheet(printed)))
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


def _text(text: EditionText, numbering: Numbering) -> Iterator[str]:
    """The preamble, the clauses, then each annex on a page of its own under its mark."""
    for one in filter(str.strip, text.preamble.split("\n")):
        yield line(one, "Act")
    yield from clauses(text.clauses, numbering, 0)
    several = len(text.annexes) > 1
    for turn, annex in enumerate(text.annexes, 1):
        mark = f"Приложение № {turn}" if several else "Приложение"
        yield paragraph(run(mark), Place("AtRight", new_page=True))
        yield from titled(annex.title, annex.word)
        yield line("")
        yield from _text(annex, numbering)


def clauses(tree: Iterable[Clause], numbering: Numbering, depth: int) -> Iterator[str]:
    """The clauses in reading order; lists in lists are set in by `depth`."""
    for clause in tree:
        yield _clause(clause, numbering, depth)
        yield from clauses(clause.children, numbering, min(depth + (clause.kind == "dash"), DEEPEST))


def _clause(clause: Clause, numbering: Numbering, depth: int) -> str:
    if clause.kind == "dash":
        return paragraph(run(clause.text), standing(clause, depth, (BULLETS, depth)))
    placed = numbering.place(clause) if clause.label else None
    typed = f"{clause.printed}\u00a0" if clause.label and placed is None else ""
    return paragraph(run(typed + clause.text), standing(clause, depth, placed))


def standing(clause: Clause, depth: int, listed: tuple[int, int] | None) -> Place:
    """The style and indents of a clause; `listed` is its list and level."""
    number, level = listed or (0, 0)
    if clause.kind == "section":
        return Place("Heading1", number, level, left=0, first=0)
    at = INDENT + depth * HANG
    if clause.kind == "dash":
        return Place("Act", number, level, left=at + HANG, first=-HANG)
    return Place("Act", number, level, left=at if depth else 0, first=0 if depth else INDENT)
