"""A text that is printed and read again is the same text: every clause, label and annex, in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from printed_samples import CHAIN, PAPER_ORDER, REGULATION, SHORT
from reading_samples import NAMES, Shape, sample, shape

from workflow.documents.document import EditionText
from workflow.documents.reading import read
from workflow.documents.reading.texts import text_of
from workflow.documents.stamps import stamps
from workflow.formats import pdf, pdf_text
from workflow.services.printing import order_annexes, order_preamble, own_clauses, printed_annexes

RECORD = "https://school.example/lyceum/documents/12?edition=2"
SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
TEXTS = {name: sample(name) for name in NAMES} | {path.stem[:3]: path.read_text("utf-8") for path in SEEDS}


# A form's unnumbered lines under a title of no known word: a page cannot tell them from the title.
FORMS = {"annexes": 1}


def render(text: EditionText) -> bytes:
    """The text as the product prints its kind, stamps and code of the record with it."""
    if text.kind == "order":
        return pdf.render_order(
            replace(
                PAPER_ORDER,
                heading=text.title,
                preamble=order_preamble(text),
                points=text.clauses,
                annexes=order_annexes(text, 0, SHORT, None),
                acquainted=(),
                control="",
                record=RECORD,
            )
        )
    return pdf.render(
        replace(
            REGULATION,
            title=text.title,
            word=text.word,
            place="",
            stamps=stamps("положение", CHAIN) if text.kind == "regulation" else (),
            clauses=own_clauses(text),
            annexes=tuple(printed_annexes(text)),
            record=RECORD,
        )
    )


def back(text: EditionText) -> EditionText:
    return text_of(read(pdf_text.transcript(pdf_text.pages(render(text)))))


def trees(text: EditionText) -> Iterator[tuple[str, str, Shape]]:
    """Title, preamble and tree of the text and of each annex; a title's word stands in capitals on paper."""
    yield text.title.casefold(), " ".join(text.preamble.split()), shape(text.clauses)
    for annex in text.annexes:
        yield from trees(annex)


@pytest.mark.parametrize("name", TEXTS)
def test_a_printed_document_is_read_back_clause_by_clause(name: str) -> None:
    text = text_of(read(TEXTS[name]))
    whole, again = list(trees(text)), list(trees(back(text)))
    sure = len(whole) - FORMS.get(name, 0)
    assert again[:sure] == whole[:sure]
    assert len(again) == len(whole)
