"""The history of one clause, and the notes «в ред.» of an act and its clauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from random_trees import editions

from workflow.documents.addresses import named
from workflow.documents.annexes import all_addresses, all_clauses
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.force import Days
from workflow.documents.life import Basis
from workflow.documents.wordings import Version, act_note, clause_note, clause_notes, wordings

ORDERS = [
    Basis("order", "121", date(2023, 5, 10)),
    Basis("order", "220", date(2024, 4, 12)),
    Basis("protocol", "3", date(2025, 9, 1)),
]


def version(turn: int, *clauses: tuple[str, str, str], basis: Basis | None = None) -> Version:
    tree = tuple(Clause(uid, label, words, "point") for uid, label, words in clauses)
    text = EditionText("Положение", "regulation", "положение", tree)
    return Version(turn, Days(turn, date(2023 + turn, 1, 1)), basis or ORDERS[turn - 1], text)


FIRST = version(1, ("a", "1", "Хор поёт."), ("b", "2", "Вход свободный."), ("c", "3", "Ноты у учителя."))
SECOND = version(
    2,
    ("a", "1", "Хор поёт громко."),
    ("b", "2", "Вход свободный."),
    ("c", "3", "Утратил силу."),
    ("d", "4", "Новое."),
)
THIRD = version(3, ("a", "1", "Хор поёт громко."), ("b", "5", "Вход свободный."), ("d", "4", "Новейшее."))
ALL = (FIRST, SECOND, THIRD)


def told(uid: str) -> list[tuple[str, int]]:
    return [(one.how, one.version.edition) for one in wordings(ALL, uid)]


def test_a_clause_is_told_only_where_it_changed() -> None:
    assert told("a") == [("first", 1), ("reworded", 2)]
    assert told("b") == [("first", 1), ("renumbered", 3)]
    assert told("c") == [("first", 1), ("repealed", 2), ("removed", 3)]
    assert told("d") == [("added", 2), ("reworded", 3)]
    assert told("nobody") == []


def test_each_wording_shows_the_words_that_came_and_went() -> None:
    first, last = wordings(ALL, "a")
    assert [(run.kind, run.text) for run in first.words] == [("same", "Хор поёт.")]
    assert [run.text for run in last.words if run.kind == "added"] == [" громко"]


def test_the_notes_name_the_act_that_touched_the_clause_last() -> None:
    notes = clause_notes(ALL)
    assert {uid: (how, one.edition) for uid, (how, one) in notes.items()} == {
        "a": ("reworded", 2),
        "b": ("renumbered", 3),
        "d": ("reworded", 3),
    }
    assert clause_note("reworded", ORDERS[1], 2).ru == "в ред. приказа от 12.04.2024 № 220"
    assert clause_note("added", ORDERS[1], 2).ru == "введён приказом от 12.04.2024 № 220"
    assert clause_note("repealed", ORDERS[1], 2).ru == "утратил силу: приказ от 12.04.2024 № 220"
    assert clause_note("reworded", None, 2).ru == "в редакции 2"


def test_the_act_names_every_act_that_amended_it() -> None:
    assert act_note(ALL).ru == "в ред. приказа от 12.04.2024 № 220, протокола от 01.09.2025 № 3"
    assert act_note(ALL[:1]) is None
    assert act_note(()) is None


def test_an_edition_that_repeats_the_text_amends_nothing() -> None:
    again = Version(4, Days(4, date(2027, 1, 1)), ORDERS[2], THIRD.text)
    assert act_note((*ALL, again)) == act_note(ALL)
    assert clause_notes((*ALL, again)) == clause_notes(ALL)


def test_a_clause_of_an_annex_has_its_history_and_its_note_too() -> None:
    first, second = (
        replace(one, text=replace(one.text, annexes=(version(1, ("x", "1", words)).text,)))
        for one, words in ((FIRST, "Баян."), (SECOND, "Баян и рояль."))
    )
    assert [one.how for one in wordings((first, second), "x")] == ["first", "reworded"]
    assert clause_notes((first, second))["x"] == ("reworded", second)
    assert named(all_addresses(second.text)["x"]).ru == "пункт 1 приложения № 1"


def test_of_a_uid_that_an_old_record_has_twice_the_text_is_told() -> None:
    twice = replace(FIRST.text, annexes=(version(1, ("a", "7", "Иное.")).text,))
    one = replace(FIRST, text=twice)
    assert [each.clause.text for each in wordings((one,), "a")] == ["Хор поёт."]
    assert named(all_addresses(twice)["a"]).ru == "пункт 1"


@given(st.lists(editions(), min_size=1, max_size=4))
def test_the_last_wording_of_every_clause_is_what_the_last_edition_says(pairs: list) -> None:
    texts = [text for pair in pairs for text in pair]
    known = [Version(n, Days(n, date(2000 + n, 1, 1)), None, text) for n, text in enumerate(texts, 1)]
    last = {one.uid: one for one in reversed(list(all_clauses(texts[-1])))}
    for uid in {one.uid for text in texts for one in all_clauses(text)}:
        found = wordings(known, uid)
        clause = found[-1].clause
        assert (clause is None) == (uid not in last)
        if clause is not None:
            assert (clause.text, clause.label) == (last[uid].text, last[uid].label)
    assert clause_notes(known).keys() <= last.keys()
