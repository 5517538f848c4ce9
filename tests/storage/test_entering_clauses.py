"""Clauses that come into force later than their edition: told, taken back, refused, proved."""

from __future__ import annotations

from datetime import date

import make
import pytest
from sqlalchemy import update

from storage import verification
from storage.documents import edition_at
from storage.orders import OrderDatabase
from storage.queries.issued import issued_points
from storage.reads import Reads
from storage.tables import clause_entry
from workflow.documents.document import Edition
from workflow.errors import Forbidden, Invalid, Refused
from workflow.governance.orders.order import Order, Point
from workflow.services import order_drafts, order_signing
from workflow.services.entering_clauses import Entering, enter_clauses
from workflow.services.in_force import on_day
from workflow.services.order_signing import Issued, Signature
from workflow.values import EditionKey, PartyKey

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
    found = on_day(Reads(school.database), school.actor("auditor"), key.of, day, make.TODAY).late
    return {uid: one.since for uid, one in found.items()}


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


def ordered(school: make.School, key: EditionKey, *points: Point) -> Issued:
    """One order of the head: it approves the edition and says these points."""
    store, head = OrderDatabase(school.database), school.actor("head")
    said = Order(PartyKey(school.id, "head"), "О положении", points=(Point("approve", (key,)), *points))
    draft = order_drafts.begin(store, head, said, make.moment())
    given = Signature(school.id, draft.number, draft.version, make.TODAY, "7")
    return order_signing.sign(store, head, given, make.moment())


def waiting_for_the_head(school: make.School) -> Edition:
    by_head = make.compile_chain(make.chain([make.step("head", "approve", "order")]))
    return school.submitted(school.publish(by_head))


def test_a_point_of_the_order_says_the_day_of_a_clause(school: make.School) -> None:
    one = waiting_for_the_head(school)
    issued = ordered(school, one.key, Point("delay", (one.key,), since=LATER, clauses="1.1."))
    assert late(school, one.key, make.later(29)) == {"c1": LATER} and late(school, one.key, LATER) == {}
    (told,) = Reads(school.database).records(one.key.of, "clauses_told")
    assert told.facts["basis"] == f"приказ № 7 от {make.TODAY:%d.%m.%Y}, пункт 2"
    with school.database.read() as connection:
        text = edition_at(connection, EditionKey(school.id, issued.document, 1)).text
        done = issued_points(connection, school.id, issued.order)[1].effects
    assert text.clauses[1].text == (
        f"Пункт 1.1 Положения о сообществе педагогов вступает в силу с {LATER:%d.%m.%Y}."
    )
    assert [(each.kind, each.clauses, each.day) for each in done] == [("delayed", "1.1", LATER)]
    assert faults(school) == []


def test_a_revoked_point_lets_its_clauses_enter_with_the_edition(school: make.School) -> None:
    one = waiting_for_the_head(school)
    issued = ordered(school, one.key, Point("delay", (one.key,), since=LATER, clauses="1.1, 1.2"))
    store, head = OrderDatabase(school.database), school.actor("head")
    points = (Point("revoke", order=issued.order, number=2),)
    undone = Order(PartyKey(school.id, "head"), "Об отмене", points=points)
    draft = order_drafts.begin(store, head, undone, make.moment())
    given = Signature(school.id, draft.number, draft.version, make.TODAY, "8")
    order_signing.sign(store, head, given, make.moment())
    assert late(school, one.key, make.TODAY) == {} and faults(school) == []


@pytest.mark.parametrize(
    "point",
    [{"clauses": "9.9"}, {"clauses": ""}, {"since": make.TODAY}, {"since": None}],
    ids=["no such clause", "none", "not later", "no day"],
)
def test_a_point_that_cannot_be_keeps_the_order_unsigned(school: make.School, point: dict) -> None:
    one = waiting_for_the_head(school)
    with pytest.raises((Refused, Invalid)):
        ordered(school, one.key, Point("delay", (one.key,), **{"since": LATER, "clauses": "1.1", **point}))
    assert not Reads(school.database).records(one.key.of, "clauses_told")


def test_a_changed_day_is_found(school: make.School, act: Edition) -> None:
    enter(school, act.key)
    with school.database.work() as work:
        work.connection.execute(update(clause_entry).values(since=make.later(1)))
    assert any("день вступления в силу пункта" in one for one in faults(school))
