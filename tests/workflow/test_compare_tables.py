"""Tables compared row by row and cell by cell: a row that stays is never taken for one gone and one come."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_trees import text

from workflow.documents.addresses import named
from workflow.documents.clauses import Clause
from workflow.documents.compare import compare, rebuilt, runs
from workflow.documents.compare.words import cells_of
from workflow.documents.matching import carry_uids

HOURS = ("№ | Предмет | Часы", "1 | Пение | 5", "2 | Ноты | 3", "3 | Ритмика | 3")


def _rows(*words: str, letter: str = "h") -> tuple[Clause, ...]:
    return tuple(Clause(f"{letter}{at}", "", one, "paragraph") for at, one in enumerate(words))


def _told(former: tuple[str, ...], latter: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """What is told of each row, once the new text was read apart and matched."""
    old = _rows(*former)
    new = carry_uids(old, _rows(*latter, letter="x"), map("n{}".format, count(1)).__next__)
    changes = compare(text(old, "Часы"), text(new, "Часы")).changes
    return [(named(one.spot.address).ru, one.kinds) for one in changes]


@pytest.mark.parametrize(
    ("latter", "told"),
    [
        ((*HOURS[:2], "2 | Ноты | 4", HOURS[3]), [("строка 2 таблицы", ("reworded",))]),
        ((*HOURS[:2], "2 | Ноты | как просят дома", HOURS[3]), [("строка 2 таблицы", ("reworded",))]),
        ((*HOURS, "4 | Танец | 2"), [("строка 4 таблицы", ("added",))]),
        ((*HOURS[:2], HOURS[3]), [("строка 2 таблицы", ("removed",))]),
        ((*HOURS[:2], HOURS[3], HOURS[2]), [("строка 2 таблицы", ("moved",))]),
        (
            (*HOURS[:2], "2 | Танец | 2", "3 | Ноты | 3", "4 | Ритмика | 3"),
            [
                ("строка 2 таблицы", ("added",)),
                ("строка 3 таблицы", ("reworded",)),
                ("строка 4 таблицы", ("reworded",)),
            ],
        ),
    ],
)  # fmt: skip
def test_a_row_is_told_by_itself(latter: tuple[str, ...], told: list[tuple[str, tuple[str, ...]]]) -> None:
    assert _told(HOURS, latter) == told


def test_a_row_of_two_cells_keeps_its_name_whatever_the_other_says() -> None:
    days = ("День | Начало", "вторник | 10:00", "среда | 12:00")
    assert _told(days, (*days[:2], "среда | после уроков")) == [("строка «среда» таблицы", ("reworded",))]


def test_words_are_marked_within_their_cells() -> None:
    told = runs("5 | 3 | Иволгина", "6 | 4 | Иволгина")
    assert [
        [(run.kind, run.text.strip()) for run in cell if run.text.strip()] for cell in cells_of(told)
    ] == [
        [("removed", "5"), ("added", "6")],
        [("removed", "3"), ("added", "4")],
        [("same", "Иволгина")],
    ]


ROWS = st.lists(st.text(alphabet="аб |1.", min_size=0, max_size=4), min_size=1, max_size=4).map(" | ".join)


@given(ROWS, ROWS)
def test_runs_make_both_rows_exactly(old: str, new: str) -> None:
    told = runs(old, new)
    assert "".join(run.text for run in told if run.kind != "added") == old
    assert "".join(run.text for run in told if run.kind != "removed") == new


@given(st.lists(ROWS, max_size=6), st.lists(ROWS, max_size=6))
def test_whatever_a_table_becomes_it_is_rebuilt_from_what_is_told(old: list[str], new: list[str]) -> None:
    former = text(_rows(*old), "Часы")
    uids = map("n{}".format, count(1)).__next__
    latter = text(carry_uids(former.clauses, _rows(*new, letter="x"), uids), "Часы")
    assert len({one.uid for one in latter.clauses}) == len(latter.clauses)
    assert rebuilt(former, compare(former, latter)) == latter
