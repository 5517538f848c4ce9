"""Numbers for a draft: free ones between neighbours, new counts only as a proposal."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_trees import trees

from workflow.documents.clauses import Clause, Kind, walk
from workflow.documents.editing.numbers import below, counted_label, free_label, in_order
from workflow.documents.numerals import numeral


def clauses(kind: Kind, *labels: str) -> tuple[Clause, ...]:
    return tuple(Clause(f"c{n}", label, "Слова.", kind) for n, label in enumerate(labels))


def parent(label: str, kind: Kind = "section") -> Clause:
    return Clause("p", label, "Раздел", kind)


@pytest.mark.parametrize(
    ("kind", "labels", "turn", "above", "free"),
    [
        ("point", ("3.1", "3.2"), 2, "3", "3.3"),
        ("point", ("3.1", "3.2"), 1, "3", "3.1(1)"),
        ("point", ("3.1", "3.1(1)", "3.2"), 2, "3", "3.1(2)"),
        ("point", ("3.1", "3.1(1)", "3.2"), 1, "3", None),
        ("point", ("3.1", "3.3"), 1, "3", "3.2"),
        ("point", ("3.2", "3.3"), 0, "3", "3.1"),
        ("point", ("3.1", "3.2"), 0, "3", None),
        ("point", (), 0, "3", "3.1"),
        ("point", (), 0, "3.1", "3.1.1"),
        ("point", (), 0, "II", "II.1"),
        ("point", (), 0, "Раздел 2", "2.1"),
        ("point", (), 0, "", None),
        ("point", ("1", "2"), 2, "", "3"),
        ("item", ("а)", "б)"), 2, "1.1", "в)"),
        ("item", ("а)", "б)"), 1, "1.1", "а(1))"),
        ("item", ("1)", "2)"), 1, "1.1", "1(1))"),
        ("item", (), 0, "1.1", "1)"),
        ("item", ("я)",), 1, "1.1", None),
        ("section", ("1", "2"), 2, "", "3"),
        ("section", ("I", "II"), 2, "", "III"),
        ("section", ("Глава 1", "Глава 2"), 2, "", "Глава 3"),
        ("dash", ("–",), 1, "1.1", "–"),
        ("paragraph", (), 0, "1.1", ""),
    ],
)
def test_a_clause_that_comes_takes_a_free_number_and_moves_nobody(
    kind: Kind, labels: tuple[str, ...], turn: int, above: str, free: str | None
) -> None:
    own = parent(above) if above else None
    assert free_label(clauses(kind, *labels), turn, kind, own) == free


def test_the_next_number_in_order_pushes_the_rest_up_to_a_gap() -> None:
    siblings = clauses("point", "3.1", "3.2", "3.3", "3.5")
    label, pushed = counted_label(siblings, 1, "point", parent("3")) or ("", ())
    assert label == "3.2"
    assert [(one.former, one.latter) for one in pushed] == [("3.2", "3.3"), ("3.3", "3.4")]


def test_what_stands_below_follows_the_number_above_it() -> None:
    under = (
        Clause("a", "3.2.1", "Слова.", "point", clauses("item", "1)")),
        Clause("b", "3.20", "С.", "point"),
    )
    assert [(one.uid, one.latter) for one in below(Clause("c", "3.2", "С.", "point", under), "4.5")] == [
        ("a", "4.5.1")
    ]


def test_a_whole_text_is_counted_anew_each_manner_on_its_own() -> None:
    inner = (*clauses("point", "1.1", "1.4", "1.6"), Clause("d", "–", "дефис", "dash"))
    deep = Clause(
        "e", "5.1", "Слова:", "point", (Clause("f", "5.1.2", "С.", "point"), Clause("g", "б)", "С.", "item"))
    )
    text = (Clause("s", "1", "Первый", "section", inner), Clause("t", "5", "Второй", "section", (deep,)))
    assert [(one.uid, one.former, one.latter) for one in in_order(text)] == [
        ("c1", "1.4", "1.2"),
        ("c2", "1.6", "1.3"),
        ("t", "5", "2"),
        ("e", "5.1", "2.1"),
        ("f", "5.1.2", "2.1.1"),
        ("g", "б)", "а)"),
    ]


@given(trees())
def test_counting_anew_once_is_enough(tree: tuple[Clause, ...]) -> None:
    labels = {one.uid: one.latter for one in in_order(tree)}

    def counted(found: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return tuple(
            Clause(one.uid, labels.get(one.uid, one.label), one.text, one.kind, counted(one.children))
            for one in found
        )

    assert in_order(counted(tree)) == ()


@given(trees())
def test_every_label_that_counts_is_said_again_as_it_was(tree: tuple[Clause, ...]) -> None:
    for one in walk(tree):
        own = numeral(one.label)
        assert own is None or own.label == one.label
