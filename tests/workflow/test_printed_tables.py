"""A table of a text on paper and in Word: its head on every page, each row's note at its row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pikepdf
import pytest
from printed_samples import REGULATION
from test_pdf_notes import pages

from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.documents.reading import Reading, read
from workflow.formats import docx, docx_out, pdf_text
from workflow.formats.pdf import render

NOTE = "в ред. приказа от 12.04.2024 № 220"
HEAD = "№ п/п | Мероприятие | Срок"
DONE = [
    f"{at} | Занятие группы по теме «Урок и его разбор», часть {at} | до {at % 28 + 1}.10.2026"
    for at in range(1, 70)
]
PEOPLE = [f"Фамилия{at} И.О. | учитель, который ведёт занятия группы по вторникам" for at in range(1, 80)]


def text_of(rows: list[str]) -> EditionText:
    table = tuple(Clause(f"t{at}", "", row, "paragraph") for at, row in enumerate(rows))
    points = (
        Clause("p", "1.1", "План таков:", "point", table),
        Clause("q", "1.2", "План выполняют.", "point"),
    )
    return EditionText(
        "Положение о плане", "regulation", "положение", (Clause("s", "1", "План", "section", points),)
    )


def printed(text: EditionText, notes: Mapping[str, str]) -> bytes:
    return render(replace(REGULATION, title=text.title, clauses=text.clauses, notes=tuple(notes.items())))


def worded(text: EditionText, notes: Mapping[str, str]) -> bytes:
    return docx_out.render(replace(REGULATION, title=text.title, notes=tuple(notes.items())), text)


def back(content: bytes) -> Reading:
    return read(pdf_text.transcript(pdf_text.pages(content)))


def test_a_head_stands_on_every_page_and_is_read_back_once() -> None:
    text = text_of([HEAD, *DONE])
    content = printed(text, {})
    said = pages(content)
    assert len(said) > 2 and all("Мероприятие Срок" in page for page in said)
    found = [one.text for one in walk(back(content).clauses)]
    assert found == [one.text for one in walk(text.clauses)]


def test_a_first_row_that_is_no_head_is_printed_once() -> None:
    text = text_of(PEOPLE)
    content = printed(text, {})
    assert len(pages(content)) > 2 and " ".join(pages(content)).count("Фамилия1 ") == 1
    assert "tblHeader" not in part(worded(text, {}))
    with pikepdf.open(io.BytesIO(content)) as document:
        assert b"/TH" not in document.Root.StructTreeRoot.K.unparse(resolved=True)


@pytest.mark.parametrize("at", [0, 1, 17, 69])
def test_a_note_of_a_row_stands_under_its_row_and_is_read_back_as_a_note_of_it(at: int) -> None:
    text, notes = text_of([HEAD, *DONE]), {f"t{at}": NOTE}
    paper, word = printed(text, notes), worded(text, notes)
    row = [HEAD, *DONE][at].replace(" | ", " ")
    assert f"{row} ({NOTE})" in " ".join(pages(paper))
    for found in (back(paper), read(docx.transcript(word))):
        said = list(walk(found.clauses))
        assert [one.text for one in said] == [one.text for one in walk(text.clauses)]
        assert [one.text for one in found.notes] == [f"({NOTE})"]
        assert found.notes[0].clause == said[2 + at].uid


def test_a_note_that_every_row_has_stands_once_under_the_table() -> None:
    text = text_of([HEAD, *DONE])
    notes = {f"t{at}": NOTE for at in range(70)}
    assert " ".join(pages(printed(text, notes))).count(NOTE) == 1
    assert part(worded(text, notes)).count(NOTE.replace("№ ", "№\u00a0")) == 1


def test_a_note_in_a_table_is_told_to_be_as_wide_as_it() -> None:
    content = printed(text_of([HEAD, *DONE[:3]]), {"t2": NOTE})
    with pikepdf.open(io.BytesIO(content)) as document:
        wide = [
            one for one in elements(document.Root.StructTreeRoot.K) if "/A" in one and "/ColSpan" in one.A
        ]
        assert [(str(one.S), int(one.A.ColSpan)) for one in wide] == [("/TD", 3)]


def test_a_row_longer_than_a_page_prints_with_its_note() -> None:
    text = text_of([HEAD, f"1 | {'Очень длинная строка таблицы. ' * 300} | май", "2 | Сбор | июнь"])
    said = pages(printed(text, {"t1": NOTE}))
    assert len(said) > 2 and sum(NOTE in page for page in said) == 1


def elements(one: object) -> list[object]:
    kids = one.get("/K", []) if isinstance(one, pikepdf.Dictionary) else []
    inside = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [one, *(found for kid in inside if isinstance(kid, pikepdf.Dictionary) for found in elements(kid))]


def part(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
