"""Rows of a table in a text are told from other lines, and none is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.clauses import Clause
from workflow.documents.reading import read
from workflow.documents.tables import cells, grid, headed, in_rows, note_of_all, row_of, shares


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


def test_short_rows_get_the_cells_that_they_lack() -> None:
    assert grid(lines("а | б | в", "г | д")) == [["а", "б", "в"], ["г", "д", ""]]


@given(st.lists(st.lists(st.text("абв ", max_size=90), min_size=3, max_size=3), min_size=1, max_size=4))
def test_columns_share_the_whole_width_and_none_is_left_without(table: list[list[str]]) -> None:
    parts = shares(table)
    assert abs(sum(parts) - 1) < 1e-9
    assert min(parts) > 0.005


def test_a_column_of_numbers_is_narrow_and_one_of_sentences_wide() -> None:
    number, said, day = shares([["№", "Что делается", "Когда"], ["1", "Подготовка праздника " * 4, "май"]])
    assert number < day < said and said > 0.5


def test_an_empty_cell_keeps_its_place() -> None:
    assert row_of(["3", "Итоги", "", "", "кабинет", ""]) == "3 | Итоги | | | кабинет"
    assert cells(lines("3 | Итоги | | | кабинет")[0]) == ["3", "Итоги", "", "", "кабинет"]
    assert row_of(["", "Итоги", "июнь"]) == "| Итоги | июнь"
    assert cells(lines("| Итоги | июнь")[0]) == ["", "Итоги", "июнь"]


@given(st.lists(st.sampled_from(["", "а", "б в"]), min_size=2, max_size=6).filter(lambda row: bool(row[-1])))
def test_cells_come_back_from_their_row(row: list[str]) -> None:
    assert cells(lines(row_of(row))[0]) == row


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (("№ п/п | Мероприятие | Срок", "1 | Сбор | май"), True),
        (("День | Часы", "вторник | 10:00"), True),
        (("Группа | Детей", "старшая | 20", "младшая | 15"), True),
        ((" | Утро | Обед", "повар | 7:00 | 12:00"), True),
        (("Орлова И.И. | учитель", "Белкина А.И. | психолог"), False),
        (("Документы | принимает секретарь", "Жалобы | рассматривает директор"), False),
        (("1 | Сбор | май", "2 | Поход | июнь"), False),
        (("Срок сдачи; | дата", "а | б"), False),
        (("Мероприятие | Срок",), False),
    ],
)
def test_a_first_row_that_names_the_columns_is_a_head(rows: tuple[str, ...], names: bool) -> None:
    assert headed(grid(lines(*rows))) is names


def test_a_note_is_that_of_the_whole_table_when_every_row_has_it() -> None:
    rows = lines("а | б", "в | г")
    assert note_of_all(rows, {"u0": "в ред.", "u1": "в ред."}) == "в ред."
    assert note_of_all(rows, {"u0": "в ред."}) == note_of_all(rows, {"u0": "а", "u1": "б"}) == ""


def test_what_must_not_break_counts_as_one_word_of_a_column() -> None:
    assert shares([["№ п/п", "а" * 60], ["1", "б " * 90]])[0] > shares([["№", "а" * 60], ["1", "б " * 90]])[0]


def test_a_table_after_a_colon_is_no_list_that_lacks_its_dashes() -> None:
    told = [one.code for one in read("1. Работа\n1.1. Часы:\nДень | Часы\nвторник | 10:00\n").notices]
    assert "undashed-list" not in told and "extra-paragraph" not in told
    assert "undashed-list" in [one.code for one in read("1. Работа\n1.1. Часы:\nутром\nвечером\n").notices]
