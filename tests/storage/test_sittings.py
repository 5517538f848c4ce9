"""A sitting is recorded whole or not at all: its protocols, rosters, votes, and the answers they give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import make
import pytest
from consistency import broken
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from storage.queries.findings import findings_of
from storage.tables import agenda_item, attendance, decision, event, meeting, membership, sign_off
from storage.tables import instrument as instruments
from storage.tables import vote as votes
from workflow.documents.document import Edition
from workflow.errors import Forbidden, Invalid, NotFound
from workflow.governance.people import MEMBER, PersonName
from workflow.governance.sittings.meeting import (
    Attendance,
    Former,
    Item,
    Meeting,
    Sitting,
    Vote,
    by_name,
    unanimous,
)
from workflow.governance.sittings.rules import HALF, ExOfficio, Rule, Share
from workflow.services import sittings
from workflow.services.sitting_ports import Recording
from workflow.values import PartyKey

OUTCOMES = {kind: "agreed" for kind in make.COUNCILS} | {"pedagogical_council": "adopted"}


def body(school: make.School, kind: str) -> PartyKey:
    return PartyKey(school.id, kind)


def item(edition: Edition, kind: str, vote: Vote | None = None, **more: object) -> Item:
    """The question of an edition before a body of three, carried unanimously unless said."""
    return Item(
        edition.text.title, vote or unanimous(3), edition=edition.key, step=kind, text_sha256=edition.sha256,
        outcome=str(more.pop("outcome", OUTCOMES[kind])), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def met(school: make.School, kind: str, *items: Item, number: str = "", present: int = 3) -> Meeting:
    """A body whose chair, member and secretary came, the first `present` of them."""
    people = [school.person(f"{kind}{role}") for role in ("-chair", "", "-member")]
    came = tuple(Attendance(one, "present" if at < present else "absent") for at, one in enumerate(people))
    return Meeting(body(school, kind), items, came, people[0], people[1], number)


def four_bodies(school: make.School, edition: Edition) -> Sitting:
    """One sitting of the four bodies on one text, each under its own number."""
    numbers = {"governing_council": "4", "parents_council": "3", "student_council": "3"}
    meetings = tuple(
        met(school, kind, item(edition, kind), number=numbers.get(kind, "18")) for kind in make.BODIES
    )
    return Sitting(school.id, make.TODAY, meetings)


def record(school: make.School, sitting: Sitting, role: str = "administrator", **more: str):
    return sittings.record_sitting(school.database, school.actor(role), sitting, make.moment(), **more)


@pytest.fixture
def waiting(school: make.School) -> Edition:
    return school.submitted(school.publish(make.full_chain()))


def count(school: make.School, *tables: object) -> list[int]:
    with school.database.read() as connection:
        return [connection.scalar(select(func.count()).select_from(one)) for one in tables]


def inconsistent(school: make.School) -> list[str]:
    """What contradicts itself; numbers typed from paper need not follow each other."""
    return [one for one in broken(school.database) if not one.startswith("register")]


FACTS = (meeting, attendance, agenda_item, votes, instruments, sign_off, decision, event)


def test_one_sitting_of_four_bodies_makes_four_protocols_and_four_answers(
    school: make.School, waiting: Edition
) -> None:
    done = record(school, four_bodies(school, waiting))
    told = [(protocol.party, protocol.printed) for protocol, _ in done.protocols]
    assert told == list(zip(make.BODIES, ("4", "3", "3", "18"), strict=True))
    assert [results[0].done.state for _, results in done.protocols][-1] == "stage3"
    with school.database.read() as connection:
        rows = connection.execute(select(decision).order_by(decision.c.step)).all()
        assert {(row.step, row.instrument, row.item) for row in rows} == {
            (protocol.party, protocol.id, 1) for protocol, _ in done.protocols
        }
        days = set(connection.scalars(select(sign_off.c.decided_on)))
        assert days == {make.TODAY}
    assert count(school, meeting, attendance, agenda_item, sign_off) == [4, 12, 4, 4]
    assert inconsistent(school) == []
    assert school.decide(waiting, "head", "approved", "121").state == "in_force"


def test_one_protocol_carries_the_decisions_on_many_documents(school: make.School) -> None:
    known = school.publish(make.full_chain())
    editions = [school.submitted(known) for _ in range(12)]
    kind = "parents_council"
    items = [item(one, kind, by_name({school.person(f"{kind}{role}"): "for" for role in ("", "-chair")}))
             for one in editions]  # fmt: skip
    done = record(school, Sitting(school.id, make.TODAY, (met(school, kind, *items),)), kind)
    ((protocol, results),) = done.protocols
    assert len(results) == 12 and all(one.done for one in results)
    assert count(school, instruments, decision, agenda_item, votes) == [1, 12, 12, 24]
    assert results[0].told.ru.startswith("Присутствовали 3 из 3, кворум есть (больше половины); за 2")
    assert protocol.printed == "1"


def test_nothing_of_a_sitting_is_kept_when_one_question_is_refused(
    school: make.School, waiting: Edition
) -> None:
    school.decide(waiting, "student_council", "agreed", "2")
    before = count(school, *FACTS)
    with pytest.raises(sittings.SittingRefused) as told:
        record(school, four_bodies(school, waiting))
    assert set(told.value.places) == {"2.items.0"}
    assert "решение уже записано" in told.value.places["2.items.0"].ru
    assert count(school, *FACTS) == before
    assert inconsistent(school) == []


@pytest.mark.parametrize(
    ("present", "vote"),
    [(1, unanimous(1)), (3, Vote("open", 1, 2)), (2, Vote("open", 1, 1, chair="against"))],
)
def test_a_decision_without_quorum_or_majority_is_no_evidence(
    school: make.School, waiting: Edition, present: int, vote: Vote
) -> None:
    kind = "parents_council"
    sitting = Sitting(school.id, make.TODAY, (met(school, kind, item(waiting, kind, vote), present=present),))
    before = count(school, *FACTS)
    if present == 1:
        first = sitting.meetings[0]
        sitting = replace(sitting, meetings=(replace(first, secretary=first.chair),))
    with pytest.raises(sittings.SittingRefused) as told:
        record(school, sitting)
    assert "Присутствовал" in told.value.unmet[0].message.ru
    assert count(school, *FACTS) == before


def test_without_a_quorum_a_body_cannot_refuse_either(school: make.School, waiting: Edition) -> None:
    kind = "parents_council"
    alone = met(
        school, kind, item(waiting, kind, Vote("open", 0, 1), outcome="refused", remark="неясно"), present=1
    )
    before = count(school, *FACTS)
    with pytest.raises(sittings.SittingRefused, match="sitting-refused"):
        record(school, Sitting(school.id, make.TODAY, (replace(alone, secretary=alone.chair),)))
    assert count(school, *FACTS) == before


def test_a_vote_that_fails_is_recorded_as_a_refusal_with_remarks(
    school: make.School, waiting: Edition
) -> None:
    kind = "parents_council"
    lost = item(waiting, kind, Vote("open", 1, 2), outcome="refused", remark="пункт 1.2 неясен")
    done = record(school, Sitting(school.id, make.TODAY, (met(school, kind, lost),)))
    assert done.protocols[0][1][0].done.state == "returned"
    silent = replace(lost, remark="")
    other = school.submitted(school.publish(make.full_chain()))
    again = replace(silent, edition=other.key, text_sha256=other.sha256)
    with pytest.raises(Invalid) as told:
        record(school, Sitting(school.id, make.TODAY, (met(school, kind, again),)))
    assert set(told.value.fields) == {"0.items.0.remark"}


def test_faults_are_told_by_field_and_nothing_is_kept(school: make.School, waiting: Edition) -> None:
    whole = four_bodies(school, waiting)
    first, *others = whole.meetings
    wrong = replace(
        first, number="номер", chair=None,
        items=(replace(first.items[0], vote=Vote("open", 9)), Item("", unanimous(3))),
    )  # fmt: skip
    before = count(school, *FACTS)
    with pytest.raises(Invalid) as told:
        record(school, replace(whole, meetings=(wrong, *others)))
    assert set(told.value.fields) == {
        "0.number", "0.chair", "0.items.0.votes", "0.items.1.title", "0.items.1.resolved",
    }  # fmt: skip
    with pytest.raises(Invalid) as told:
        record(school, replace(whole, held_on=make.later(1)))
    assert set(told.value.fields) == {"held_on"}
    assert count(school, *FACTS) == before


def test_a_number_that_stands_for_another_sitting_is_told_at_its_body(
    school: make.School, waiting: Edition
) -> None:
    kind = "parents_council"
    free = Item("О плане", unanimous(3), "План принять")
    record(school, Sitting(school.id, make.TODAY, (met(school, kind, free, number="3"),)))
    for day in (make.TODAY, make.later(-1)):
        with pytest.raises(Invalid) as told:
            record(school, replace(four_bodies(school, waiting), held_on=day))
        assert set(told.value.fields) >= {"1.number"}


def test_a_protocol_begun_by_a_single_answer_takes_in_the_whole_sitting(
    school: make.School, waiting: Edition
) -> None:
    school.decide(waiting, "parents_council", "agreed", "3")
    free = Item("О плане", unanimous(3), "План принять")
    done = record(school, Sitting(school.id, make.TODAY, (met(school, "parents_council", free, number="3"),)))
    assert done.protocols[0][0].new is False
    assert count(school, instruments, meeting) == [1, 1]


def test_a_sitting_of_a_body_without_members_that_day_is_refused(
    school: make.School, waiting: Edition
) -> None:
    old = replace(four_bodies(school, waiting), held_on=date(2019, 5, 6))
    with pytest.raises(Invalid) as told:
        record(school, old)
    assert {"0.body", "1.body", "2.body", "3.body"} <= set(told.value.fields)


def test_the_roster_is_that_of_the_day_and_stays_as_it_was(school: make.School, waiting: Edition) -> None:
    kind = "parents_council"
    with school.database.work() as work:
        work.people.end_seat(body(school, kind), school.person(f"{kind}-member"), make.START, make.later(-10))
        listed = [
            len(work.sittings.roster(body(school, kind), day).members)
            for day in (make.later(-11), make.TODAY)
        ]
    assert listed == [3, 2]
    before = Sitting(
        school.id, make.later(-11), (met(school, kind, Item("О плане", unanimous(3), "Принять")),)
    )
    done = record(school, before)
    with school.database.work() as work:
        work.connection.execute(membership.update().values(until=make.later(-200)))
        rows = work.connection.execute(
            select(attendance).where(attendance.c.instrument == done.protocols[0][0].id)
        ).all()
    assert len(rows) == 3


def test_a_seat_by_post_is_resolved_on_the_day_through_the_other_body(school: make.School) -> None:
    rule = Rule(ex_officio=(ExOfficio("student_council", "chair"),), seats=5)
    key = body(school, "governing_council")
    with school.database.work() as work:
        work.sittings.set_rule(key, rule, make.later(-30), Recording(school.person("administrator"), "2026"))
        ruled, earlier = (work.sittings.roster(key, day) for day in (make.TODAY, make.later(-31)))
    assert [one.person for one in ruled.members if one.by_post] == [school.person("student_council-chair")]
    assert (len(ruled.members), ruled.vacancies, len(earlier.members)) == (4, 1, 3)


def test_the_rule_of_the_day_decides(school: make.School, waiting: Edition) -> None:
    kind = "parents_council"
    strict = Rule(majority=Share(HALF * 2, True, "list"))
    with school.database.work() as work:
        work.sittings.set_rule(
            body(school, kind), strict, make.TODAY, Recording(school.person("administrator"), "2026")
        )
    two = Sitting(school.id, make.TODAY, (met(school, kind, item(waiting, kind, Vote("open", 2, 1))),))
    with pytest.raises(sittings.SittingRefused):
        record(school, two)
    day_before = replace(two, held_on=make.later(-1))
    assert record(school, day_before).protocols[0][1][0].done is not None


def test_minutes_without_names_are_recorded_with_a_finding(school: make.School, waiting: Edition) -> None:
    kind = "parents_council"
    bare = replace(met(school, kind, item(waiting, kind, Vote("stated"))), attendance=None, chair=None)
    done = record(school, Sitting(school.id, make.TODAY, (bare,)))
    assert "кворум проверить нельзя" in done.protocols[0][1][0].told.ru
    with school.database.read() as connection:
        assert [one.finding.code for one in findings_of(connection, waiting.key.of)] == ["quorum-unverified"]


def test_a_secret_vote_keeps_who_took_part_and_never_who_how(school: make.School, waiting: Edition) -> None:
    kind = "parents_council"
    people = tuple(sorted(school.person(f"{kind}{role}") for role in ("", "-chair", "-member")))
    secret = Vote("secret", 2, 1, took_part=people)
    record(school, Sitting(school.id, make.TODAY, (met(school, kind, item(waiting, kind, secret)),)))
    with school.database.read() as connection:
        kept = connection.execute(select(votes.c.person, votes.c.choice).order_by(votes.c.person)).all()
    assert [tuple(row) for row in kept] == [(person, "took_part") for person in people]


def test_a_repeated_command_is_answered_as_before(school: make.School, waiting: Edition) -> None:
    sitting = four_bodies(school, waiting)
    first = record(school, sitting, command="one")
    before = count(school, *FACTS)
    again = record(school, sitting, command="one")
    assert (again.sitting, again.replayed) == (first.sitting, True)
    assert count(school, *FACTS) == before


def test_a_second_vote_on_a_question_names_the_first_and_both_stay(school: make.School) -> None:
    kind = "parents_council"
    question = Item("О форме", Vote("open", 1, 2), "Ввести форму")
    first = record(school, Sitting(school.id, make.later(-5), (met(school, kind, question),)))
    protocol = first.protocols[0][0].id
    again = replace(question, vote=unanimous(3), former=Former(protocol, 1, "внесены новые предложения"))
    record(school, Sitting(school.id, make.TODAY, (met(school, kind, again),)))
    with school.database.read() as connection:
        rows = connection.execute(select(agenda_item).order_by(agenda_item.c.carried)).all()
    assert [(row.carried, row.former_instrument) for row in rows] == [(False, None), (True, protocol)]
    with pytest.raises(Invalid) as told:
        wrong = replace(again, former=Former(protocol, 7, "ошибка"))
        record(school, Sitting(school.id, make.TODAY, (met(school, kind, wrong),)))
    assert set(told.value.fields) == {"0.items.0.former"}


@pytest.mark.parametrize("role", ["parents_council-member", "governing_council", "head", "auditor"])
def test_only_its_recorder_or_an_administrator_records_a_body(
    school: make.School, waiting: Edition, role: str
) -> None:
    kind = "parents_council"
    before = count(school, *FACTS)
    with pytest.raises(Forbidden):
        record(school, Sitting(school.id, make.TODAY, (met(school, kind, item(waiting, kind)),)), role)
    assert count(school, *FACTS) == before


def test_a_stranger_finds_no_body_to_record(school: make.School, waiting: Edition) -> None:
    other = make.school(school.database, "other")
    with pytest.raises(NotFound):
        record(other, four_bodies(school, waiting))
    mixed = replace(four_bodies(school, waiting), organisation=other.id)
    with pytest.raises(NotFound):
        record(other, mixed)


def test_another_body_cannot_answer_a_step(school: make.School, waiting: Edition) -> None:
    stolen = replace(item(waiting, "parents_council"), step="student_council")
    with pytest.raises(sittings.SittingRefused):
        record(school, Sitting(school.id, make.TODAY, (met(school, "parents_council", stolen),)))


@pytest.mark.parametrize("table", ["sitting", "meeting", "attendance", "agenda_item", "vote"])
@pytest.mark.parametrize("act", ["UPDATE {0} SET organisation = organisation", "DELETE FROM {0}"])
def test_what_the_minutes_say_is_never_changed(
    school: make.School, waiting: Edition, table: str, act: str
) -> None:
    kind = "parents_council"
    chair = school.person(f"{kind}-chair")
    record(
        school,
        Sitting(
            school.id,
            make.TODAY,
            (met(school, kind, item(waiting, kind, by_name({chair: "for", school.person(kind): "for"}))),),
        ),
    )
    with pytest.raises(DBAPIError, match="append-only"), school.database.work() as work:
        work.connection.execute(text(act.format(table)))


def test_a_clerk_who_is_no_member_may_keep_the_minutes(school: make.School, waiting: Edition) -> None:
    kind = "parents_council"
    by = replace(met(school, kind, item(waiting, kind)), secretary=school.person("administrator"))
    record(school, Sitting(school.id, make.TODAY, (by,)))
    other = school.submitted(school.publish(make.full_chain()))
    wrong = replace(met(school, kind, item(other, kind)), secretary="nobody")
    with pytest.raises(Invalid) as told:
        record(school, Sitting(school.id, make.TODAY, (wrong,)))
    assert set(told.value.fields) == {"0.secretary"}


def test_a_person_in_two_bodies_counts_once_in_each(school: make.School) -> None:
    key = body(school, "parents_council")
    with school.database.work() as work:
        work.people.add_person("newcomer", PersonName("Новикова", "Ева"), make.START)
        work.people.seat(key, "newcomer", MEMBER, make.START, category="родители")
        found = work.sittings.roster(key, make.TODAY)
    assert found.categories == {"родители"} and len(found.members) == 4
