"""The life of a document in words and as a picture: five dates of each edition, in the order of days."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.documents.force import Days
from workflow.documents.life import Basis, CorrectedOn, EditionLife, LateClause, ToldDay, happenings
from workflow.engine.diagram.lettering import width
from workflow.formats import svg
from workflow.formats.timeline import WIDTH, draw

TODAY = date(2026, 3, 16)
ORDER = Basis("order", "121", date(2024, 5, 10), date(2024, 5, 13))
LIFE = (
    EditionLife(
        1,
        "a" * 64,
        Days(1, date(2024, 6, 1), date(2025, 9, 1)),
        ORDER,
        ToldDay(date(2024, 6, 3), "сайт"),
        ToldDay(date(2024, 6, 10)),
        (CorrectedOn(1, date(2024, 7, 1), "описка"),),
        late=(LateClause("c1", "1.1", date(2024, 9, 1)), LateClause("c2", "1.2", date(2024, 9, 1))),
    ),
    EditionLife(
        2, "b" * 64, Days(2, date(2025, 9, 1), date(2026, 9, 1)), Basis("order", "220", date(2025, 9, 1))
    ),
    EditionLife(3, "c" * 64, Days(3, date(2026, 9, 1))),
)


def test_the_five_dates_and_all_else_stand_in_the_order_of_days() -> None:
    told = happenings(LIFE, TODAY)
    assert [(one.day.isoformat(), one.kind, one.edition) for one in told] == [
        ("2024-05-10", "decided", 1),
        ("2024-05-13", "registered", 1),
        ("2024-06-01", "in_force", 1),
        ("2024-06-03", "published", 1),
        ("2024-06-10", "acquainted", 1),
        ("2024-07-01", "corrected", 1),
        ("2024-09-01", "clauses", 1),
        ("2025-09-01", "lapsed", 1),
        ("2025-09-01", "decided", 2),
        ("2025-09-01", "in_force", 2),
        ("2026-09-01", "lapsed", 2),
        ("2026-09-01", "in_force", 3),
    ]
    assert [one.ahead for one in told] == [False] * 10 + [True] * 2


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("registered", "Приказ № 121 от 10.05.2024 внесён в журнал"),
        ("published", "Редакция 1 опубликована: сайт"),
        ("lapsed", "Редакция 1 утратила силу: её сменила редакция 2"),
        ("clauses", "Вступили в силу пункты редакции 1: 1.1, 1.2"),
        ("corrected", "Редакционная правка редакции 1: описка"),
    ],
)
def test_each_is_said_in_a_sentence(kind: str, words: str) -> None:
    assert next(one for one in happenings(LIFE, TODAY) if one.kind == kind).said.ru == words


def test_an_edition_tells_which_clauses_have_a_day_of_their_own() -> None:
    [one, *_] = LIFE
    assert one.own_days() == {"c1": date(2024, 9, 1), "c2": date(2024, 9, 1)}


def test_what_is_to_come_is_said_as_to_come() -> None:
    said = [one.said.ru for one in happenings(LIFE, TODAY) if one.ahead]
    assert said == ["Редакция 2 утратит силу: её сменит редакция 3", "Редакция 3 вступит в силу"]


def test_a_repeal_without_a_successor_names_its_order() -> None:
    ended = EditionLife(1, "a", Days(1, date(2024, 1, 1), date(2025, 1, 1)), repealed_by=ORDER)
    assert happenings([ended], TODAY)[-1].said.ru == (
        "Редакция 1 признана утратившей силу (приказ от 10.05.2024 № 121)"
    )


def test_an_edition_revoked_before_its_day_is_told_of_no_force() -> None:
    undone = EditionLife(1, "a", Days(1, TODAY, TODAY), ORDER)
    assert [one.kind for one in happenings([undone], TODAY)] == ["decided", "registered"]


def test_the_picture_says_all_in_words_and_keeps_to_a_narrow_page() -> None:
    drawing = draw(LIFE, TODAY, "Хронология", "ru")
    for one in happenings(LIFE, TODAY):
        assert one.said.ru in drawing.description
    assert drawing.width == WIDTH
    assert all(
        words.x + width(words.text, words.size) <= WIDTH for words in drawing.words if not words.middle
    )
    assert ' role="img" ' in svg.write(drawing)


def test_each_edition_is_as_long_as_it_held_and_the_one_in_force_is_marked() -> None:
    drawing = draw(LIFE, TODAY, "Хронология", "ru")
    first, second, third = drawing.boxes
    assert first.y + first.height == second.y and second.y + second.height == third.y
    assert [one.mark for one in drawing.boxes] == ["", "current", "ahead"]


def test_a_document_of_which_nothing_is_decided_shows_today() -> None:
    drawing = draw([EditionLife(1, "a")], TODAY, "Хронология", "en")
    assert [one.text for one in drawing.words] == ["16.03.2026, today"]


def test_clauses_of_an_act_that_is_repealed_before_their_day_never_enter() -> None:
    late = (LateClause("c1", "1.1", date(2024, 9, 1), "приказ № 121, пункт 2"),)
    for until, kinds in ((date(2024, 8, 31), []), (date(2024, 9, 2), ["clauses"])):
        one = EditionLife(1, "", Days(1, date(2024, 5, 1), until), late=late)
        assert [each.kind for each in happenings([one], TODAY) if each.kind == "clauses"] == kinds
