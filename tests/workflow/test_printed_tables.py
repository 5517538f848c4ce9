"""A table of a text is drawn as a table on paper and in Word, and read back as the same rows."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from printed_samples import REGULATION

from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.documents.reading import read
from workflow.formats import docx, docx_out, pdf, pdf_text

HEAD = "№ | Что делается | Когда | Кто отвечает"
ROWS = (
    "1 | Составляется план работы сообщества на учебный год и согласуется с методическим кабинетом | август",
    "2 | Проводится открытое занятие | по графику | руководитель сообщества",
    "3 | Итоги | | методический кабинет",
)
PAPER = "1. Порядок работы\n1.1. Сроки указаны в таблице.\n{rows}\n1.2. Изменения вносит директор.\n"


def text(*rows: str) -> tuple[Clause, ...]:
    return read(PAPER.format(rows="\n".join((HEAD, *rows)))).clauses


def rows_of(clauses: tuple[Clause, ...]) -> list[str]:
    return [one.text for one in walk(clauses) if " | " in one.text]


def printed(clauses: tuple[Clause, ...], notes: tuple[tuple[str, str], ...] = ()) -> bytes:
    return pdf.render(replace(REGULATION, stamps=(), clauses=clauses, annexes=(), notes=notes))


def word(clauses: tuple[Clause, ...]) -> bytes:
    said = EditionText("Положение о сообществе", "regulation", "Положение", clauses)
    return docx_out.render(replace(REGULATION, stamps=(), clauses=clauses, annexes=()), said)


def test_a_printed_table_reads_back_as_its_rows() -> None:
    clauses = text(*ROWS)
    again = read(pdf_text.transcript(pdf_text.pages(printed(clauses)))).clauses
    assert rows_of(again) == rows_of(clauses)
    assert [one.label for one in walk(again)] == [one.label for one in walk(clauses)]


def test_a_table_over_pages_loses_no_row_and_repeats_none() -> None:
    clauses = text(*(f"{at} | Занятие {at} | май | учитель" for at in range(1, 90)))
    data = printed(clauses)
    assert len(pypdfium2.PdfDocument(data)) > 2
    assert rows_of(read(pdf_text.transcript(pdf_text.pages(data))).clauses) == rows_of(clauses)


def test_who_hears_the_paper_hears_a_table_with_its_head() -> None:
    document = pikepdf.open(io.BytesIO(printed(text(*ROWS))))
    found = Counter(
        str(one.S) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one
    )
    assert [found[tag] for tag in ("/Table", "/TR", "/TH", "/TD")] == [1, 4, 4, 12]


def test_a_table_in_word_reads_back_as_its_rows() -> None:
    clauses = text(*ROWS)
    data = word(clauses)
    assert rows_of(read(docx.transcript(data)).clauses) == rows_of(clauses)


@pytest.mark.parametrize("cell", ["а" * 300, "слово " * 900])
def test_whatever_a_cell_holds_the_act_prints(cell: str) -> None:
    assert printed(text(f"1 | {cell} | май | учитель")).startswith(b"%PDF")
