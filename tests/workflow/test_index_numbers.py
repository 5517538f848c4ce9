"""«3.1(1)»: a clause between two others, where no number was free, is read, printed, cited and amended."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest

from workflow.documents.addresses import Step, addresses, named, resolve
from workflow.documents.amend import applied, bound, read_order
from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import plain, read

TEXT = """1. Общие положения

1.1. Музей хранит память.

1.1(1). Музей открыт для всех.

1.2. Задачи музея:

1) сбор;

1(1)) учёт;

2) показ.
"""


def test_it_stands_beside_its_neighbours_and_is_no_irregularity() -> None:
    reading = read(TEXT)
    assert [one.label for one in walk(reading.clauses)] == [
        "1", "1.1", "1.1(1)", "1.2", "1)", "1(1))", "2)",
    ]  # fmt: skip
    assert {one.code for one in reading.notices} <= {"no-title", "no-approvals"}


@pytest.mark.parametrize(
    ("label", "printed"),
    [("3.1(1)", "3.1(1)."), ("а(1))", "а(1))"), ("3", "3."), ("а)", "а)"), ("–", "–"), ("", "")],
)
def test_its_dot_follows_the_index(label: str, printed: str) -> None:
    assert Clause("c", label, "Слова.", "point").printed == printed


def test_printed_it_reads_as_the_same_tree() -> None:
    clauses = read(TEXT).clauses
    assert plain(clauses) == TEXT
    assert read(plain(clauses)).clauses == clauses


def test_it_has_an_address_that_leads_back() -> None:
    clauses = read(TEXT).clauses
    known = addresses(clauses)
    assert all(resolve(clauses, known[one.uid]) == [one] for one in walk(clauses))
    assert named((Step("point", "1.1(1)"),), "genitive").ru == "пункта 1.1(1)"


def test_an_order_adds_and_amends_it() -> None:
    base = replace(make.text(), clauses=read(TEXT).clauses)
    order = """1. Внести в Положение следующие изменения:
1.1. Дополнить пунктом 1.1(2) следующего содержания:
«1.1(2). Вход свободный.».
1.2. Пункт 1.1(1) изложить в следующей редакции:
«1.1(1). Музей закрыт.».
"""
    changed = applied(base, bound(read_order(order).found, base))
    section = changed.clauses[0].children
    assert [(one.label, one.text) for one in section[:3]] == [
        ("1.1", "Музей хранит память."),
        ("1.1(1)", "Музей закрыт."),
        ("1.1(2)", "Вход свободный."),
    ]
