"""Rows of a table in a text are told from other lines, and none is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.clauses import Clause
from workflow.documents.reading import read
from workflow.documents.tables import cells, in_rows


def lines(*texts: str) -> list[Clause]:
    return [Clause(f"u{at}", "", text, "paragraph") for at, text in enumerate(texts)]


def test_rows_that_follow_each_other_are_one_table() -> None:
    found = in_rows(lines("Слова", "День | Часы", "вторник | 10:00", "Слова", "один | ряд"))
    assert [len(one) for one in found] == [1, 2, 1, 1]
    assert [cells(row) for row in found[1]] == [["День", "Часы"], ["вторник", "10:00"]]
    assert cells(lines("| День | Часы |")[0]) == ["День", "Часы"]


def test_what_has_a_number_or_lines_below_it_is_no_row() -> None:
    numbered = Clause("p", "1", "а | б", "point")
    parent = Clause("q", "", "а | б", "paragraph", tuple(lines("в")))
    assert [len(one) for one in in_rows([numbered, numbered, parent, parent])] == [1, 1, 1, 1]


def test_rows_that_were_pasted_stay_rows_however_they_begin() -> None:
    (section,) = read("1. Работа\n1.1. Часы:\nДень | Часы\nвторник | 10:00,\nсреда | 12:00\n").clauses
    assert [one.text for one in section.children[0].children] == [
        "День | Часы",
        "вторник | 10:00,",
        "среда | 12:00",
    ]


@given(st.lists(st.sampled_from(["а | б", "слова", "в | г | д"]), max_size=8))
def test_nothing_is_lost_and_the_order_stays(texts: list[str]) -> None:
    given_ = lines(*texts)
    assert [one for together in in_rows(given_) for one in together] == given_
