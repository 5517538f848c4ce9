"""A text that is printed and read again is the same text: every clause, label and annex, in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from printed_samples import CHAIN, PAPER_ORDER, REGULATION, SHORT
from reading_samples import NAMES, Shape, sample, shape

from workflow.documents.annexes import all_clauses
from workflow.documents.document import EditionText
from workflow.documents.reading import Reading, documents, read
from workflow.documents.reading.texts import text_of
from workflow.documents.stamps import stamps
from workflow.formats import pdf, pdf_text
from workflow.services.printing import order_annexes, order_preamble, own_clauses, printed_annexes

RECORD = "https://school.example/lyceum/documents/12?edition=2"
SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
TEXTS = {name: sample(name) for name in NAMES} | {path.stem[:3]: path.read_text("utf-8") for path in SEEDS}


# A form's unnumbered lines under a title of no known word: a page cannot tell them from the title.
FORMS = {"annexes": 1}


AMENDED = (
    "в ред. приказа от 12.04.2024 № 220",
    "введён приказом от 12.04.2024 № 220",
    "утратил силу: приказ от 12.04.2024 № 220",
    "в редакции 3",
    "в ред. приказа от 12.04.2024 № 220, протокола от 01.09.2025 № 3, приказа от 02.09.2025 № 310-ОД, "
    "приказа от 03.09.2025 № 311-ОД, приказа от 04.09.2025 № 312-ОД",
)
Notes = tuple[tuple[str, str], ...]


def render(text: EditionText, notes: Notes = (), amended_by: tuple[str, ...] = ()) -> bytes:
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
            notes=notes,
            amended_by=amended_by,
        )
    )


def read_back(content: bytes) -> Reading:
    return read(pdf_text.transcript(pdf_text.pages(content)))


def back(text: EditionText) -> EditionText:
    return text_of(read_back(render(text)))


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


def amended(text: EditionText, turn: int, every: int) -> Notes:
    """A note of each sort in turn, under each clause or each second or third."""
    uids = [one.uid for one in all_clauses(text)][turn::every]
    return tuple(zip(uids, cycle(AMENDED), strict=False))


# The notes of an order are not printed; a form's lines cannot be told from its title.
ACTS = [name for name in TEXTS if text_of(read(TEXTS[name])).kind != "order" and name not in FORMS]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(("turn", "every"), [(0, 1), (0, 2), (1, 2), (2, 3)])
def test_notes_under_the_title_and_the_clauses_are_read_back_as_notes(
    name: str, turn: int, every: int
) -> None:
    text = text_of(read(TEXTS[name]))
    notes = amended(text, turn, every)
    found = read_back(render(text, notes, AMENDED[-1:]))
    assert list(trees(text_of(found))) == list(trees(back(text)))
    told = Counter(one.text.strip("()") for part in documents(found) for one in part.notes)
    assert told == Counter([AMENDED[-1], *(note for _, note in notes)])
