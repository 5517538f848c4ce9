"""Annexes with a life of their own: the text of a day, the history, what the act itself may not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.force import Days
from workflow.documents.life import Basis, EditionLife
from workflow.documents.own_annexes import (
    OwnAnnex,
    annex_happenings,
    annexes_on,
    changed_apart,
    whole_versions,
    with_annexes,
)
from workflow.documents.wordings import Version, clause_notes, wordings
from workflow.formats import timeline
from workflow.values import DocumentKey, EditionKey

ACT, LIST = DocumentKey("school", 1), DocumentKey("school", 2)
FIRST, SEPTEMBER, NEXT = date(2024, 1, 1), date(2024, 9, 1), date(2025, 9, 1)
ORDERS = (Basis("order", "145", SEPTEMBER), Basis("order", "160", NEXT))


def text(words: str, title: str = "Состав хора", *annexes: EditionText, uid: str = "a") -> EditionText:
    return EditionText(title, "list", "состав", (Clause(uid, "1", words, "point"),), annexes)


SAID = text(
    "Хор поёт.", "Положение о хоре", text("Сопрано.", uid="x"), text("Ноты.", "Ноты", uid="n"), uid="c"
)
ACTS = (Version(1, Days(1, FIRST), Basis("order", "121", FIRST), SAID),)


def own(*said: tuple[str, date, date | None], turn: int = 1) -> OwnAnnex:
    versions = [
        Version(at, Days(at, since, until), ORDERS[at - 1], text(words, uid="x"))
        for at, (words, since, until) in enumerate(said, 1)
    ]
    return OwnAnnex(LIST, turn, tuple(versions))


ANNEX = own(("Альты.", SEPTEMBER, NEXT), ("Басы.", NEXT, None))


def words_on(day: date, *annexes: OwnAnnex) -> list[str]:
    return [one.text.clauses[0].text for one in annexes_on(SAID, annexes, day)]


def test_until_its_first_day_the_act_speaks_for_the_annex_and_then_the_annex_itself() -> None:
    assert words_on(SEPTEMBER - timedelta(days=1), ANNEX) == ["Сопрано.", "Ноты."]
    assert words_on(SEPTEMBER, ANNEX) == ["Альты.", "Ноты."]
    assert words_on(NEXT, ANNEX) == ["Басы.", "Ноты."]


def test_it_names_the_order_that_it_reads_by() -> None:
    first, second = annexes_on(SAID, (ANNEX,), NEXT)
    assert first.note.ru == "в ред. приказа от 01.09.2025 № 160"
    assert first.own == EditionKey(*LIST, 2)
    assert (second.own, second.note) == (None, None)


def test_a_later_edition_of_the_act_does_not_bring_the_former_annex_back() -> None:
    later = replace(SAID, clauses=text("Хор поёт громко.").clauses)
    assert with_annexes(later, (ANNEX,), NEXT).annexes[0].clauses[0].text == "Басы."


def test_an_annex_that_lapsed_leaves_its_number_out_and_the_others_keep_theirs() -> None:
    ended = own(("Альты.", SEPTEMBER, NEXT))
    assert [(one.turn, one.text.title) for one in annexes_on(SAID, (ended,), NEXT)] == [(2, "Ноты")]


def test_an_annex_of_another_number_stands_after_those_of_the_act() -> None:
    third = replace(ANNEX, turn=3)
    assert [one.turn for one in annexes_on(SAID, (third,), SEPTEMBER)] == [1, 2, 3]
    assert words_on(FIRST, third) == ["Сопрано.", "Ноты."]


def test_the_history_of_its_clause_goes_from_the_act_on_to_the_annex() -> None:
    known = whole_versions(ACTS, (ANNEX,))
    told = [(one.how, one.version.annex, one.version.days.since) for one in wordings(known, "x")]
    assert told == [
        ("first", None, FIRST),
        ("reworded", EditionKey(*LIST, 1), SEPTEMBER),
        ("reworded", EditionKey(*LIST, 2), NEXT),
    ]
    how, version = clause_notes(known)["x"]
    assert (how, version.basis) == ("reworded", ORDERS[1])
    assert "c" not in clause_notes(known)


def test_the_life_of_the_act_tells_the_editions_of_its_annex_and_its_end() -> None:
    ended = own(("Альты.", SEPTEMBER, NEXT))
    told = list(annex_happenings((ended,), SEPTEMBER))
    assert [(one.day, one.ahead) for one in told] == [(SEPTEMBER, False), (NEXT, True)]
    assert told[0].said.ru.startswith("Приложение 1: действует редакция 1")
    assert told[1].said.ru == "Приложение 1 утратит силу"
    [first, second] = annex_happenings((ANNEX,), FIRST)
    assert (first.day, first.ahead, second.day) == (SEPTEMBER, True, NEXT)
    assert second.said.ru.startswith("Приложение 1: будет действовать редакция 2")
    picture = timeline.draw([EditionLife(1, "", Days(1, FIRST))], FIRST, "", "ru", [first, second])
    assert "Приложение 1: будет действовать редакция 2" in picture.description


def test_an_annex_changes_nothing_while_its_act_is_not_in_force() -> None:
    lapsed = (replace(ACTS[0], days=Days(1, FIRST, SEPTEMBER)),)
    assert [one.annex for one in whole_versions(lapsed, (ANNEX,))] == [None]


def test_the_act_may_not_change_it_nor_its_number() -> None:
    other = replace(SAID, annexes=(text("Иное.", uid="x"), SAID.annexes[1]))
    gone, turned = replace(SAID, annexes=SAID.annexes[1:]), replace(SAID, annexes=SAID.annexes[::-1])
    for latter in (other, gone, turned):
        assert changed_apart(SAID, latter, (ANNEX,)) == ANNEX
    assert changed_apart(SAID, replace(SAID, annexes=SAID.annexes[:1]), (ANNEX,)) is None


@given(st.sets(st.integers(0, 40), max_size=5).map(sorted), st.integers(0, 60))
def test_on_every_day_its_place_reads_as_one_text(starts: Sequence[int], asked: int) -> None:
    spells = [(since, dict(pairwise(starts)).get(since)) for since in starts]
    versions = [
        Version(at, _days(at, *spell), None, text(str(at), uid="x")) for at, spell in enumerate(spells, 1)
    ]
    made, day = OwnAnnex(LIST, 1, tuple(versions)), FIRST + timedelta(days=asked)
    found = [one for one in annexes_on(SAID, (made,), day) if one.turn == 1]
    begun = sum(start <= asked for start in starts)
    assert [one.text.clauses[0].text for one in found] == [str(begun) if begun else "Сопрано."]


def _days(at: int, since: int, until: int | None) -> Days:
    ended = None if until is None else FIRST + timedelta(days=until)
    return Days(at, FIRST + timedelta(days=since), ended)
