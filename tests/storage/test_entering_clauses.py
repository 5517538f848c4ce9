"""Clauses that come into force later than their edition: told, taken back, refused, proved."""

from __future__ import annotations

from datetime import date

import make
import pytest
from sqlalchemy import update

from storage import verification
from storage.reads import Reads
from storage.tables import clause_entry
from workflow.documents.document import Edition
from workflow.errors import Forbidden, Invalid, Refused
from workflow.services.entering_clauses import Entering, enter_clauses
from workflow.services.in_force import on_day
from workflow.values import EditionKey

BASIS = "приказ № 1, пункт 2"
LATER = make.later(30)


@pytest.fixture
def act(school: make.School) -> Edition:
    """An edition in force since today."""
    one = school.submitted(school.publish(make.full_chain()))
    school.approve_all(one)
    return one


def enter(
    school: make.School,
    key: EditionKey,
    labels: str = "1.1",
    since: date | None = LATER,
    basis: str = BASIS,
    by: str = "administrator",
) -> None:
    enter_clauses(school.database, school.actor(by), Entering(key, labels, since, basis), make.moment())


def late(school: make.School, key: EditionKey, day: date) -> dict[str, date]:
    return dict(on_day(Reads(school.database), school.actor("auditor"), key.of, day, make.TODAY).late)


def faults(school: make.School) -> list[str]:
    with school.database.read() as connection:
        return [fault.message.ru for one in verification.documents(connection) for fault in one.faults]


def test_until_its_day_a_clause_is_not_in_force_and_from_it_on_it_is(
    school: make.School, act: Edition
) -> None:
    enter(school, act.key, "1.1, 1.2.")
    assert late(school, act.key, make.TODAY) == {"c1": LATER, "c2": LATER}
    assert late(school, act.key, make.later(29)) == {"c1": LATER, "c2": LATER}
    assert late(school, act.key, LATER) == {}
    assert faults(school) == []


def test_a_later_word_takes_the_place_of_the_former_and_none_takes_it_back(
    school: make.School, act: Edition
) -> None:
    enter(school, act.key, "1.1; 1.2")
    enter(school, act.key, "1.1", make.later(60))
    assert late(school, act.key, make.TODAY) == {"c1": make.later(60), "c2": LATER}
    enter(school, act.key, "1.1", None, "")
    assert late(school, act.key, make.TODAY) == {"c2": LATER}
    assert len(Reads(school.database).records(act.key.of, "clauses_told")) == 3
    assert faults(school) == []


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"labels": "9.9"}, "clauses", "Пункта 9.9 в этой редакции нет"),
        ({"labels": " , "}, "clauses", "Впишите номера"),
        ({"since": make.TODAY}, "day", "Позже дня, с которого действует вся редакция"),
        ({"basis": " "}, "basis", "чем это решено"),
        ({"basis": "а" * 301}, "basis", "Длиннее"),
    ],
)
def test_what_cannot_be_is_not_taken(
    school: make.School, act: Edition, more: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        enter(school, act.key, **more)
    assert set(refused.value.fields) == {field} and words in refused.value.fields[field].ru
    assert late(school, act.key, make.TODAY) == {}


def test_a_day_gone_by_is_not_told_otherwise(school: make.School, act: Edition) -> None:
    entering = Entering(act.key, "1.1", LATER, BASIS)
    with pytest.raises(Invalid) as refused:
        enter_clauses(school.database, school.administrator, entering, make.moment(make.later(31)))
    assert "уже наступил" in refused.value.fields["day"].ru


def test_an_edition_without_days_has_none_of_its_clauses(school: make.School) -> None:
    one = school.submitted(school.publish(make.full_chain()))
    with pytest.raises(Refused):
        enter(school, one.key)


@pytest.mark.parametrize("role", ["auditor", "student_council"])
def test_others_tell_nothing(school: make.School, act: Edition, role: str) -> None:
    with pytest.raises(Forbidden):
        enter(school, act.key, by=role)
    assert late(school, act.key, make.TODAY) == {}


def test_a_changed_day_is_found(school: make.School, act: Edition) -> None:
    enter(school, act.key)
    with school.database.work() as work:
        work.connection.execute(update(clause_entry).values(since=make.later(1)))
    assert any("день вступления в силу пункта" in one for one in faults(school))
