"""Any text is read without a fault, nothing of it is lost, and what is printed reads as the same tree."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reading_samples import NAMES, letters, letters_kept, reading, sample, shape, shapes

from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import plain, read

LINES = [line for name in NAMES for line in sample(name).split("\n")]
ODD = (
    "|   |\t- раз|\u00a01.1. Два\u00a0три|обра\u00adзование|1.|а)|2)|—|#|**|###### Так|\\1. Нет|I. Глава|"
    "Глава 2|Приложение 1|ПРИКАЗЫВАЮ:|Слово|слово|5|- 6 -|2.5 ставки|1) раз:|  - два"
).split("|")
documents_of_lines = st.lists(st.sampled_from(LINES + ODD), max_size=40)


@given(st.text())
@example("\ufeff1. Раз\r\n\r\n1.1. Два\rТри\x0c4")
@example("1" * 5000)
@example("и\u0306" * 50)
def test_any_text_is_read_and_no_letter_is_lost(text: str) -> None:
    assert letters_kept(read(text)) == letters(text)


@given(documents_of_lines, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_lines_in_any_order_are_read_and_no_letter_is_lost(lines: list[str], end: str) -> None:
    text = end.join(lines)
    assert letters_kept(read(text)) == letters(text)


def test_ten_thousand_lines_are_read() -> None:
    nested = "\n".join(f"{number % 9 + 1}) часть {number}:" for number in range(10_000))
    assert letters_kept(read(nested)) == letters(nested)


def test_a_line_of_a_million_letters_is_read_once_over() -> None:
    endless = "Положение\n\n1. " + "а" * 1_000_000
    assert letters_kept(read(endless)) == letters(endless)


@pytest.mark.parametrize("name", NAMES)
def test_printed_document_reads_as_the_same_tree(name: str) -> None:
    document = reading(name)
    again = read(plain(document))
    assert shapes(again) == shapes(document)
    assert [again.title, again.kind, again.word] == [document.title, document.kind, document.word]


@given(st.data())
def test_printed_part_of_a_tree_reads_as_the_same_tree(data: st.DataObject) -> None:
    document = reading(data.draw(st.sampled_from(NAMES)))
    kept = data.draw(st.sets(st.sampled_from([one.uid for one in walk(document.clauses)])))
    part = _only(document.clauses, kept)
    kind = "order" if document.kind == "order" else None
    assert shape(read(plain(part, kind), kind=kind).clauses) == shape(part)


def _only(clauses: tuple[Clause, ...], kept: set[str]) -> tuple[Clause, ...]:
    """The chosen clauses with the chosen ones below; what ends with a colon keeps something to introduce."""
    return tuple(
        Clause(one.uid, one.label, one.text, one.kind, _below(one, _only(one.children, kept)))
        for one in clauses
        if one.uid in kept
    )


def _below(clause: Clause, chosen: tuple[Clause, ...]) -> tuple[Clause, ...]:
    return chosen if chosen or not clause.text.endswith(":") else clause.children


def test_headings_and_paragraphs_are_marked_only_where_they_must_be() -> None:
    assert "\\" not in plain(reading("lyceum"))
    assert "##" not in plain(reading("charter").clauses)
