"""Organisations, bodies, seats, accounts: what is refused writes nothing, what is done is journalled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import make
import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.journal import history, verify
from storage.people import actor_on
from storage.seating import PeopleDatabase
from storage.tables import account, definition, event, membership, party, person, publication, register
from workflow.engine.reader import read
from workflow.errors import Forbidden, Invalid, NotFound, Refused
from workflow.governance.bodies import Organisation, Party
from workflow.governance.names import Names
from workflow.governance.people import ACTING, CHAIR, HOLDER, MEMBER, SECRETARY, Actor, PersonName
from workflow.services import accounts, chains, people
from workflow.services.people_ports import Appointment, Founder
from workflow.values import DocumentKey, PartyKey

SEPTEMBER = date(2025, 9, 1)
NAME = PersonName("Белкина", "Рита", "Олеговна")
COUNCIL = PartyKey(make.SCHOOL, "governing_council")
HEAD = PartyKey(make.SCHOOL, "head")
NEW_COUNCIL = Party(
    PartyKey(make.SCHOOL, "methodical"),
    "body",
    "methodical_council",
    Names("методический совет", "методического совета", "методическим советом"),
)
TABLES = (party, person, membership, account, register, definition, publication, event)


@pytest.fixture
def store(database: Database) -> PeopleDatabase:
    return PeopleDatabase(database)


def rows(database: Database) -> tuple[int, ...]:
    """How many rows there are of everything that these services write."""
    with database.read() as connection:
        return tuple(connection.scalar(select(func.count()).select_from(one)) or 0 for one in TABLES)


def told(database: Database, organisation: str = make.SCHOOL) -> list[str]:
    """The kinds of event in the organisation's own journal, oldest first."""
    with database.read() as connection:
        assert not any(faults for _, faults in verify(connection))
        return [one.kind for one in reversed(history(connection, DocumentKey(organisation, 0)))]


def organisation(id_: str = "rodnik", **more: object) -> Organisation:
    names = Names.fixed("МБОУ «Родник»")
    return replace(Organisation(id_, None, "Europe/Moscow", "г. Луг", "Школа «Родник»", names), **more)


def founder(login: str = "admin") -> Founder:
    return Founder(NAME, login, "hash")


def test_a_founded_organisation_has_an_administrator_who_signs_in(
    database: Database, store: PeopleDatabase
) -> None:
    found = people.found(store, organisation(), founder(), SEPTEMBER, make.moment())
    with database.read() as connection:
        actor = actor_on(connection, found, make.TODAY)
        login = connection.scalar(select(account.c.login).where(account.c.person == found))
    assert (actor.name, actor.organisations, login) == (NAME, ("rodnik",), "admin")
    expected = ["organisation_added", "party_added", "seat_given", "account_opened"]
    assert told(database, "rodnik") == expected


@pytest.mark.parametrize(
    ("new", "login", "since", "field"),
    [
        (organisation("Родник"), "admin", SEPTEMBER, "id"),
        (organisation(full=" "), "admin", SEPTEMBER, "full"),
        (organisation(names=Names("Родник", "", "Родником")), "admin", SEPTEMBER, "names"),
        (organisation(parent="nobody"), "admin", SEPTEMBER, "parent"),
        (organisation(), "а б", SEPTEMBER, "login"),
        (organisation(), "admin", make.later(1), "since"),
    ],
)
def test_an_organisation_that_cannot_be_founded_leaves_nothing(
    database: Database, store: PeopleDatabase, new: Organisation, login: str, since: date, field: str
) -> None:
    before = rows(database)
    with pytest.raises(Invalid) as fault:
        people.found(store, new, founder(login), since, make.moment())
    assert set(fault.value.fields) == {field}
    assert rows(database) == before


def test_an_organisation_is_founded_once(school: make.School, store: PeopleDatabase) -> None:
    before = rows(school.database)
    with pytest.raises(Refused):
        people.found(store, organisation(make.SCHOOL), founder(), SEPTEMBER, make.moment())
    assert rows(school.database) == before


def test_a_body_comes_with_its_register_and_stands_in_the_journal(
    school: make.School, store: PeopleDatabase
) -> None:
    protocols = people.default_register(NEW_COUNCIL)
    people.add_party(store, school.administrator, NEW_COUNCIL, SEPTEMBER, make.moment(), protocols)
    with school.database.work() as work:
        kept = work.instruments.register(make.SCHOOL, "methodical", "protocol")
        known = work.people.party(NEW_COUNCIL.key, make.TODAY)
    assert kept == protocols
    assert known == NEW_COUNCIL
    assert told(school.database) == ["party_added"]


def test_an_office_that_orders_nothing_has_no_register() -> None:
    office = Party(PartyKey(make.SCHOOL, "auditor"), "office", "auditor", Names.fixed("аудитор"))
    assert people.default_register(office) is None


def seat(
    store: PeopleDatabase, actor: Actor, at: PartyKey, who: str | PersonName, capacity: str, *days: date
) -> str:
    until = days[1] if len(days) > 1 else None
    return people.seat(
        store, actor, at, Appointment(who, capacity, days[0], until, "приказ № 243"), make.moment()
    )


def test_a_secretary_may_follow_another_on_the_day_the_first_one_ends(
    school: make.School, store: PeopleDatabase
) -> None:
    chair = school.person("governing_council-chair")
    change = date(2026, 2, 1)
    people.end_seat(store, school.administrator, COUNCIL, chair, change, make.moment())
    new = seat(store, school.administrator, COUNCIL, NAME, CHAIR, change)
    with school.database.read() as connection:
        assert actor_on(connection, new, change).capacity_for(COUNCIL) == CHAIR
        assert actor_on(connection, chair, date(2026, 1, 31)).capacity_for(COUNCIL) == CHAIR
        assert actor_on(connection, chair, change).memberships == ()
    assert told(school.database) == ["seat_ended", "seat_given"]


@pytest.mark.parametrize("since", [make.START, SEPTEMBER, make.later(100)])
@pytest.mark.parametrize(("place", "capacity"), [(COUNCIL, CHAIR), (HEAD, HOLDER)])
def test_no_two_people_hold_one_chair_or_office(
    school: make.School, store: PeopleDatabase, place: PartyKey, capacity: str, since: date
) -> None:
    before = rows(school.database)
    with pytest.raises(Invalid) as fault:
        seat(store, school.administrator, place, NAME, capacity, since)
    assert set(fault.value.fields) == {"since"}
    assert rows(school.database) == before


def test_an_acting_head_stands_beside_the_head_but_not_beside_another_acting_one(
    school: make.School, store: PeopleDatabase
) -> None:
    days = (date(2026, 3, 1), date(2026, 4, 1))
    acting = seat(store, school.administrator, HEAD, NAME, ACTING, *days)
    with school.database.work() as work:
        assert work.people.holder(HEAD, make.TODAY) == acting
    with pytest.raises(Invalid):
        seat(store, school.administrator, HEAD, NAME, ACTING, date(2026, 3, 31))
    assert seat(store, school.administrator, HEAD, NAME, ACTING, date(2026, 4, 1))


def test_nobody_sits_twice_in_one_body(school: make.School, store: PeopleDatabase) -> None:
    before = rows(school.database)
    with pytest.raises(Invalid) as fault:
        seat(store, school.administrator, COUNCIL, school.person("governing_council"), MEMBER, SEPTEMBER)
    assert set(fault.value.fields) == {"who"}
    assert rows(school.database) == before


@pytest.mark.parametrize(
    ("place", "new", "field"),
    [
        (HEAD, Appointment(NAME, SECRETARY, SEPTEMBER), "capacity"),
        (COUNCIL, Appointment(NAME, ACTING, SEPTEMBER), "capacity"),
        (COUNCIL, Appointment(NAME, MEMBER, SEPTEMBER, SEPTEMBER), "until"),
        (COUNCIL, Appointment(PersonName("Белкина", ""), MEMBER, SEPTEMBER), "name"),
    ],
)
def test_a_seat_that_makes_no_sense_is_named_by_field(
    school: make.School, store: PeopleDatabase, place: PartyKey, new: Appointment, field: str
) -> None:
    before = rows(school.database)
    with pytest.raises(Invalid) as fault:
        people.seat(store, school.administrator, place, new, make.moment())
    assert set(fault.value.fields) == {field}
    assert rows(school.database) == before


def test_a_seat_ends_after_it_began_and_once(school: make.School, store: PeopleDatabase) -> None:
    member = school.person("governing_council-member")
    with pytest.raises(Invalid):
        people.end_seat(store, school.administrator, COUNCIL, member, make.START, make.moment())
    people.end_seat(store, school.administrator, COUNCIL, member, make.TODAY, make.moment())
    before = rows(school.database)
    with pytest.raises(NotFound):
        people.end_seat(store, school.administrator, COUNCIL, member, make.TODAY, make.moment())
    assert rows(school.database) == before


def test_an_account_is_one_a_person_and_its_login_one_a_system(
    school: make.School, store: PeopleDatabase
) -> None:
    def opened(role: str, login: str) -> None:
        accounts.open_account(
            store, school.administrator, make.SCHOOL, school.person(role), login, "hash", make.moment()
        )

    opened("head", "Director")
    before = rows(school.database)
    for role, login, field in (("head", "other", "person"), ("auditor", "DIRECTOR", "login")):
        with pytest.raises(Invalid) as fault:
            opened(role, login)
        assert set(fault.value.fields) == {field}
    assert rows(school.database) == before
    assert told(school.database) == ["account_opened"]


def test_no_account_is_opened_for_a_person_of_another_organisation(
    school: make.School, store: PeopleDatabase
) -> None:
    other = make.school(school.database, "other")
    before = rows(school.database)
    with pytest.raises(NotFound):
        accounts.open_account(
            store, school.administrator, make.SCHOOL, other.person("head"), "head", "hash", make.moment()
        )
    assert rows(school.database) == before


def test_a_chain_is_published_once_however_often_it_is_asked(
    school: make.School, store: PeopleDatabase
) -> None:
    import definitions

    chain = read(definitions.shipped()["regulation-head"], "regulation-head")
    first = chains.publish(store, school.administrator, make.SCHOOL, chain, make.moment())
    before = rows(school.database)
    assert chains.publish(store, school.administrator, make.SCHOOL, chain, make.moment()) == first
    assert rows(school.database) == before
    assert told(school.database) == ["definition_published"]


Act = Callable[[PeopleDatabase, Actor], object]
ACTS: dict[str, Act] = {
    "add_party": lambda store, actor: people.add_party(store, actor, NEW_COUNCIL, SEPTEMBER, make.moment()),
    "seat": lambda store, actor: seat(store, actor, COUNCIL, NAME, MEMBER, SEPTEMBER),
    "end_seat": lambda store, actor: people.end_seat(
        store, actor, COUNCIL, f"{make.SCHOOL}-governing_council", make.TODAY, make.moment()
    ),
    "open_account": lambda store, actor: accounts.open_account(
        store, actor, make.SCHOOL, f"{make.SCHOOL}-head", "head", "hash", make.moment()
    ),
    "publish": lambda store, actor: chains.publish(
        store, actor, make.SCHOOL, make.full_chain(), make.moment(), ("regulation",)
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("role", ["head", "auditor", "governing_council", "governing_council-member"])
def test_only_the_administrator_manages_people(
    school: make.School, store: PeopleDatabase, act: Act, role: str
) -> None:
    before = rows(school.database)
    with pytest.raises(Forbidden):
        act(store, school.actor(role))
    assert rows(school.database) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_administrator_of_another_organisation_finds_nothing(
    school: make.School, store: PeopleDatabase, act: Act
) -> None:
    other = make.school(school.database, "other")
    before = rows(school.database)
    with pytest.raises(NotFound):
        act(store, other.administrator)
    assert rows(school.database) == before


def test_a_stranger_is_never_seated_by_id(store: PeopleDatabase, school: make.School) -> None:
    other = make.school(school.database, "other")
    before = rows(school.database)
    given = Appointment(other.person("head"), MEMBER, SEPTEMBER)
    with pytest.raises(NotFound):
        people.seat(store, school.administrator, COUNCIL, given, make.moment())
    assert rows(school.database) == before


def test_the_last_administrator_stays_until_there_is_another(
    store: PeopleDatabase, school: make.School
) -> None:
    office = PartyKey(make.SCHOOL, "administrator")
    own = school.person("administrator")
    before = rows(school.database)
    with pytest.raises(Refused):
        people.end_seat(store, school.administrator, office, own, make.later(1), make.moment())
    assert rows(school.database) == before
    acting = Appointment(NAME, ACTING, make.TODAY)
    people.seat(store, school.administrator, office, acting, make.moment())
    people.end_seat(store, school.administrator, office, own, make.later(1), make.moment())
    assert "seat_ended" in told(school.database)
