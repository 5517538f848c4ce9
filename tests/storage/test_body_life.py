"""Names, ends, elections and absences of bodies, and the votes that want something; on both databases."""

from __future__ import annotations

from datetime import timedelta

import make
import pytest
from sqlalchemy import func, select

from storage.accounts import Account, open_account, open_session, signed_in
from storage.queries.ballots import ballots_of, wanting
from storage.seating import PeopleDatabase
from storage.sittings import roster_on
from storage.tables import ballot, event, membership, party, party_name
from workflow.errors import Forbidden, Invalid, NotFound, Refused
from workflow.governance.names import Names
from workflow.governance.sittings.meeting import Window
from workflow.services import ballots, bodies, submission
from workflow.services.bodies import Elected, Election
from workflow.values import PartyKey

COUNCIL = PartyKey(make.SCHOOL, "student_council")
NAMES = Names("совет учащихся", "совета учащихся", "советом учащихся")
DAY = timedelta(1)


@pytest.fixture
def store(school: make.School) -> PeopleDatabase:
    return PeopleDatabase(school.database)


def kept(school: make.School) -> list[int]:
    with school.database.read() as connection:
        tables = (party, party_name, membership, event)
        return [connection.scalar(select(func.count()).select_from(one)) or 0 for one in tables]


def test_only_an_administrator_of_the_school_changes_its_bodies(school: make.School, store) -> None:
    stranger = make.school(school.database, "other").administrator
    before = kept(school)
    for who, refused in ((school.recorder("head"), Forbidden), (stranger, NotFound)):
        with pytest.raises(refused):
            bodies.rename(store, who, COUNCIL, NAMES, make.TODAY, make.moment())
        with pytest.raises(refused):
            bodies.close(store, who, COUNCIL, make.TODAY, make.moment())
        with pytest.raises(refused):
            bodies.elect(store, who, COUNCIL, Election((), make.TODAY, None, "протокол"), make.moment())
    assert kept(school) == before


def test_a_body_goes_from_name_to_election_to_its_end(school: make.School, store) -> None:
    admin, at = school.administrator, make.moment()
    bodies.rename(store, admin, COUNCIL, NAMES, make.TODAY, at)
    member = Elected(school.person("student_council-member"), "chair")
    elected = Election((member,), make.TODAY, make.later(365), "протокол № 1")
    bodies.elect(store, admin, COUNCIL, elected, at)
    bodies.close(store, admin, COUNCIL, make.later(30), at)
    with school.database.read() as connection:
        assert len(roster_on(connection, COUNCIL, make.TODAY - DAY).members) == 3
        assert [one.capacity for one in roster_on(connection, COUNCIL, make.TODAY).members] == ["chair"]
        assert not roster_on(connection, COUNCIL, make.later(30)).members
    with pytest.raises(Invalid):
        bodies.rename(store, admin, COUNCIL, NAMES, make.TODAY, at)


def test_a_body_is_not_ended_while_a_step_waits_for_it(school: make.School, store) -> None:
    school.submitted(school.publish(make.full_chain()))
    before = kept(school)
    with pytest.raises(Refused, match="party-asked"):
        bodies.close(store, school.administrator, COUNCIL, make.later(1), make.moment())
    assert kept(school) == before


def test_what_stands_for_an_absent_body_completes_its_stage_from_that_day_only(
    school: make.School, store
) -> None:
    chain = make.chain([make.step("trade_union", "agree")], [make.step("head", "approve", "order")])
    known = school.publish(make.compile_chain(chain))
    told = bodies.Statement("trade_union", make.TODAY, school.person("head"), make.TODAY, "справка № 5")
    with pytest.raises(Refused, match="party-unresolved"):
        submission.submit(school.database, school.administrator, school.draft().key, known, make.moment())
    key = bodies.state_absent(store, school.administrator, school.id, told, make.moment())
    done = submission.submit(school.database, school.administrator, school.draft().key, known, make.moment())
    assert done.state == "stage2"
    bodies.form(store, school.administrator, key, NAMES, make.later(1), make.moment())
    later = make.moment(make.later(1))
    asked = submission.submit(school.database, school.administrator, school.draft().key, known, later)
    assert asked.state == "stage1"


def test_a_vote_wants_its_members_then_its_recorder_and_then_nobody(school: make.School) -> None:
    with school.database.work() as work:
        open_account(work.connection, Account(school.person("student_council"), "s", "x", False))
        open_session(
            work.connection, "token", school.person("student_council"), make.moment().now, "2027-01-01"
        )
    asked = ballots.Question(COUNCIL, "О плане", Window(make.TODAY, make.later(2)))
    secretary = school.recorder("student_council")

    def seen(who: str, recording: tuple[PartyKey, ...], on=make.TODAY) -> tuple[int, int]:
        with school.database.read() as connection:
            mine, ended = wanting(connection, school.person(who), [school.id], recording, on)
            return len(mine), len(ended)

    def voting() -> bool:
        with school.database.read() as connection:
            found = signed_in(connection, "token", make.moment().now, "2026-03-01", make.TODAY)
        return bool(found and found.voting)

    assert not voting()
    id_ = ballots.open_ballot(school.database, secretary, asked, make.moment())
    assert voting() and seen("student_council", (COUNCIL,)) == (1, 0)
    assert seen("parents_council", ()) == (0, 0)
    for who in ("student_council", "student_council-chair"):
        ballots.cast(school.database, school.actor(who), school.id, id_, "for", make.moment())
    assert seen("student_council", (COUNCIL,)) == (0, 0)
    assert seen("student_council-member", ()) == (1, 0)
    assert seen("student_council", (COUNCIL,), make.later(3)) == (0, 1)
    ballots.close(school.database, secretary, school.id, id_, make.moment(make.later(3)))
    with school.database.read() as connection:
        closed = ballots_of(connection, school.id, [COUNCIL.party])
        assert [one.open for one in closed] == [False]
        assert connection.scalar(select(func.count()).select_from(ballot)) == 1
