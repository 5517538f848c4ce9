"""«(в ред. приказа …)» under single clauses of a printed act."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest
from printed_samples import CLAUSES, LONG_REGULATION, REGULATION, dash, point, section

from workflow.documents.clauses import walk
from workflow.formats.pdf import PrintedAnnex, render

NOTE = "в ред. приказа от 12.04.2024 № 220"


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    said = (page.get_textpage().get_text_range() for page in document)
    return [" ".join(page.replace("\u00a0", " ").split()) for page in said]


def test_a_note_stands_in_brackets_under_its_clause_and_nowhere_else() -> None:
    act = replace(REGULATION, notes=(("p1.1", NOTE),))
    said = " ".join(pages(render(act)))
    assert f"(далее – лицей). ({NOTE}) 1.2." in said
    assert said.count(NOTE) == 1


@pytest.mark.parametrize("uid", [one.uid for one in walk(CLAUSES)])
def test_a_clause_of_every_kind_takes_a_note(uid: str) -> None:
    printed = pages(render(replace(REGULATION, notes=((uid, NOTE),))))
    assert sum(page.count(f"({NOTE})") for page in printed) == 1


def test_a_clause_of_an_annex_takes_a_note() -> None:
    annex = PrintedAnnex("Приложение", "Состав", (section("1", "Состав", dash("Иванов")),))
    act = replace(REGULATION, annexes=(annex,), notes=(("dИванов", NOTE),))
    assert f"Иванов ({NOTE})" in pages(render(act))[-1]


@pytest.mark.parametrize("before", range(6))
def test_no_note_begins_a_page(before: int) -> None:
    opening = tuple(point(f"0.{at}", "Первое.") for at in range(before))
    every = tuple((one.uid, NOTE) for one in walk(LONG_REGULATION))
    printed = pages(render(replace(REGULATION, clauses=(*opening, *LONG_REGULATION), notes=every)))
    assert len(printed) > 10
    assert not any(page.startswith("(") for page in printed)


def test_a_heading_with_a_note_never_ends_a_page() -> None:
    act = replace(REGULATION, stamps=(), place="", notes=(("s2Цель и задачи", NOTE),))
    for before in range(24, 44):
        opening = tuple(point(f"0.{at}", "Первое.") for at in range(before))
        printed = " | ".join(pages(render(replace(act, clauses=(*opening, *CLAUSES[1:])))))
        assert NOTE in printed and not re.search(rf"{NOTE}\) (\d+ )?Редакция", printed)
