"""A body's task taken by one recorder and let go; who acts for another, and nobody twice; both databases."""

from __future__ import annotations

from datetime import date

import make
import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.people import actor_on
from storage.reads import Reads
from storage.seating import PeopleDatabase
from storage.tables import event, sign_off, task
from workflow.engine.reader import read
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.events import Known, tell
from workflow.governance.people import PersonName
from workflow.services import claims, people
from workflow.services.people_ports import Appointment
from workflow.values import PartyKey, both

PARENTS = "parents_council"


def kept(database: Database) -> list[int]:
    with database.read() as connection:
        return [connection.scalar(select(func.count()).select_from(one)) or 0 for one in (sign_off, event)]


def claimed(database: Database, step: str) -> str | None:
    with database.read() as connection:
        return connection.scalar(select(task.c.claimed_by).where(task.c.step == step))


@pytest.fixture
def way(school: make.School) -> make.Edition:
    return school.submitted(school.publish(make.full_chain()))


def test_a_task_is_one_recorders_until_it_is_answered_or_let_go(school, way):
    secretary, chair = school.actor(PARENTS), school.actor(f"{PARENTS}-chair")
    claims.claim(school.database, chair, way.key, PARENTS, make.moment())
    before = kept(school.database)
    claims.claim(school.database, chair, way.key, PARENTS, make.moment())
    for refused in (
        lambda: claims.claim(school.database, secretary, way.key, PARENTS, make.moment()),
        lambda: school.decide(way, PARENTS, "agreed", "3"),
    ):
        with pytest.raises(Refused) as found:
            refused()
        assert "А.П. Председатель" in found.value.message.ru
    assert kept(school.database) == before
    claims.release(school.database, secretary, way.key, PARENTS, make.moment())
    assert claimed(school.database, PARENTS) is None
    school.decide(way, PARENTS, "agreed", "3")


def test_one_who_no_longer_records_for_the_body_keeps_no_task(school, way):
    chair = school.actor(f"{PARENTS}-chair")
    claims.claim(school.database, chair, way.key, PARENTS, make.moment())
    with school.database.work() as work:
        work.people.end_seat(PartyKey(school.id, PARENTS), chair.person, make.START, make.TODAY)
    school.decide(way, PARENTS, "agreed", "3")


def test_only_a_recorder_of_the_body_takes_its_open_task(school, way):
    before = kept(school.database)
    with pytest.raises(Forbidden):
        claims.claim(school.database, school.actor(f"{PARENTS}-member"), way.key, PARENTS, make.moment())
    with pytest.raises(NotFound):
        claims.claim(school.database, school.actor(PARENTS), way.key, "nobody", make.moment())
    with pytest.raises(Stale):
        claims.claim(school.database, school.actor("head"), way.key, "head", make.moment())
    assert kept(school.database) == before


HEAD = PartyKey(make.SCHOOL, "head")
NAME = PersonName("Сомова", "Вера", "Ильинична")


@pytest.mark.parametrize(
    ("until", "basis", "faults"),
    [
        (make.later(30), "", {"basis"}),
        (None, " ", {"basis"}),
        (make.TODAY, "приказ № 243 от 10.03.2026", {"until"}),
    ],
)
def test_who_acts_for_another_does_so_by_a_paper(school, until, basis, faults):
    before = kept(school.database)
    new = Appointment(NAME, "acting", make.TODAY, until, basis)
    with pytest.raises(Invalid) as found:
        people.seat(PeopleDatabase(school.database), school.administrator, HEAD, new, make.moment())
    assert set(found.value.fields) == faults
    assert kept(school.database) == before


def test_two_do_not_act_for_one_at_the_same_time(school):
    store = PeopleDatabase(school.database)
    paper = "приказ № 243 от 10.03.2026"
    first = Appointment(NAME, "acting", make.TODAY, make.later(30), paper)
    people.seat(store, school.administrator, HEAD, first, make.moment())
    second = Appointment(PersonName("Ивин", "Олег"), "acting", make.later(29), make.later(40), paper)
    with pytest.raises(Invalid) as found:
        people.seat(store, school.administrator, HEAD, second, make.moment())
    assert set(found.value.fields) == {"since"}


def test_the_history_tells_by_what_paper_one_acted(school, way):
    paper = "приказ № 243 от 10.03.2026"
    new = Appointment(NAME, "acting", make.TODAY, make.later(30), paper)
    store = PeopleDatabase(school.database)
    acting = people.seat(store, school.administrator, HEAD, new, make.moment())
    for kind in make.COUNCILS:
        school.decide(way, kind, "agreed")
    school.decide(way, "pedagogical_council", "adopted")
    decision = make.answers.Decision(way.key, "head", way.sha256, "approved", "", make.TODAY)
    with school.database.read() as connection:
        actor = actor_on(connection, acting, make.TODAY)
    make.approval.sign_off(school.database, actor, decision, make.moment())
    signed = Reads(school.database).records(way.key.of, "signed")
    told = tell(
        max(signed, key=lambda one: one.seq),
        Known(lambda of: of.party, lambda _edition, state, _workflow: both(state)),
    )
    assert told.capacity.ru == f"исполняющий обязанности ({paper})"


DISTINCT = """\
grif: 1
id: distinct
title: Не дважды
documents: [regulation]
chain:
  - stage: agreement
    steps: [{by: parents_council, act: agree, evidence: protocol}]
  - stage: approval
    steps: [{by: head, act: approve, evidence: order}]
distinct_persons: true
"""


def test_nobody_answers_or_sends_back_twice_where_the_chain_says_so(school):
    with school.database.work() as work:
        work.people.seat(
            HEAD, school.person(f"{PARENTS}-chair"), "acting", make.START, date(2027, 1, 1), "приказ"
        )
    edition = school.submitted(school.publish(read(DISTINCT, "distinct.yaml")))
    chair = school.actor(f"{PARENTS}-chair")

    def say(step: str, outcome: str, remark: str = "") -> None:
        decision = make.answers.Decision(edition.key, step, edition.sha256, outcome, "", make.TODAY, remark)
        make.approval.sign_off(school.database, chair, decision, make.moment())

    say(PARENTS, "agreed")
    before = kept(school.database)
    for outcome in ("approved", "refused"):
        with pytest.raises(Refused) as found:
            say("head", outcome, "замечание")
        assert [one.opens for one in found.value.unmet] == [("actor",)]
    assert kept(school.database) == before
    school.decide(edition, "head", "approved")
