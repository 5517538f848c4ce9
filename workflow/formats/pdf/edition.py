"""One edition of a document drawn as a Russian local act: stamps, title, clauses, agreement sheet."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from workflow.formats.pdf.annexes import annexes
from workflow.formats.pdf.blocks import agreement_sheet, columns, placed
from workflow.formats.pdf.body import body
from workflow.formats.pdf.page import DRAFT, Sheet, build, first_words
from workflow.formats.pdf.printed import Printed
from workflow.formats.pdf.styles import COPY, MARK, NOTE, STRONG, TITLE, balanced, paragraph
from workflow.formats.pdf.tags import Part, one
from workflow.values import Text

_OWN = Text("гриф по образцу школы", "stamp in the school's own form")


def draw(printed: Printed) -> bytes:
    """The document as PDF bytes."""
    first, rest = placed(printed.stamps, printed.layout)
    notes = dict(printed.notes)
    story: list[Flowable] = [
        *_status(printed),
        *_organisation(printed),
        *columns(first, printed.layout, _annex_mark(printed)),
        *_title(printed),
        *body(printed.clauses, notes),
        *annexes(printed.annexes, printed.layout.width_mm, notes),
        *agreement_sheet(rest, printed.title, printed.edition, printed.language),
    ]
    return build(story, _sheet(printed))


def _status(printed: Printed) -> Iterator[Flowable]:
    if printed.draft:
        yield paragraph(DRAFT.said(printed.language).upper(), MARK)
    if printed.former:
        yield paragraph(printed.former, MARK)
    if printed.note:
        yield paragraph(printed.note, COPY)


def _organisation(printed: Printed) -> Iterator[Flowable]:
    """The organisation over the stamps; an annex has none, its order names it."""
    if printed.annex_of is None:
        yield balanced(printed.organisation_full, STRONG)
        if printed.organisation.nominative not in ("", printed.organisation_full):
            yield paragraph(f"({printed.organisation.nominative})", STRONG)
        yield Spacer(0, 16)


def _annex_mark(printed: Printed) -> str:
    """The mark as given; its first line alone when the approval under it names the order already."""
    mark = printed.annex_of or ""
    by_order = any(stamp.side == "right" and stamp.word.startswith("УТВЕРЖДЕН") for stamp in printed.stamps)
    return mark.split("\n")[0] if by_order else mark


def _title(printed: Printed) -> Iterator[Flowable]:
    yield Spacer(0, 14)
    yield from one(Part("H1"), [balanced(line, TITLE) for line in title_lines(printed.title, printed.word)])
    if printed.amended_by:
        yield paragraph(f"({'; '.join(printed.amended_by)})", NOTE)
    if printed.place:
        yield paragraph(f"{printed.place}, {printed.year}", NOTE)
    yield Spacer(0, 10)


def title_lines(title: str, word: str) -> list[str]:
    """The document's word on a line of its own in capitals, then the rest of the title."""
    words = title.split()
    head = len(word.split())
    if head and " ".join(words[:head]).casefold() == " ".join(word.split()).casefold():
        return [line for line in (" ".join(words[:head]).upper(), " ".join(words[head:])) if line]
    return [title]


def _sheet(printed: Printed) -> Sheet:
    former = printed.former or ""
    status = (
        DRAFT.said(printed.language).lower() if printed.draft else "",
        former[:1].lower() + former[1:],
        _OWN.said(printed.language) if any(stamp.own for stamp in printed.stamps) else "",
        first_words(printed.note),
    )
    return Sheet(
        printed.title,
        printed.organisation.nominative or printed.organisation_full,
        printed.year,
        printed.edition,
        printed.text_sha256,
        status,
        printed.language,
        printed.attached,
        printed.record,
        printed.document,
    )
