"""Organisations, their bodies, people and chains: each change stands in the organisation's own journal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workflow.errors import Invalid, NotFound, Refused
from workflow.governance.bodies import Organisation, Party
from workflow.governance.names import Names
from workflow.governance.people import (
    ACTING,
    CHAIR,
    DEPUTY,
    HOLDER,
    MEMBER,
    SECRETARY,
    STANDING_IN,
    Actor,
    PersonName,
)
from workflow.governance.registers import Register, Restart
from workflow.journal import SYSTEM, Event, Fact
from workflow.policy import ADMINISTRATOR, AUDITOR, ORDERING, Permission, require
from workflow.ports import Moment
from workflow.services import own_journal
from workflow.services.accounts import NOT_OURS, require_free
from workflow.services.people_ports import Appointment, Founder, PeopleStore, PeopleWork, Seat
from workflow.services.reviewing import review_later
from workflow.values import PartyKey, Text

ORGANISATION_ID = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")
PARTY_ID = re.compile(r"[a-z][a-z0-9_-]{1,58}")
CAPACITIES = {"office": (HOLDER, ACTING), "body": (CHAIR, DEPUTY, SECRETARY, MEMBER)}
OWN_POSTS = frozenset({ADMINISTRATOR, AUDITOR})
"""The posts that the program knows and the law does not."""
ALONE = frozenset({HOLDER, ACTING, CHAIR})
"""The capacities that one person at a time has in a body or an office."""


def found(store: PeopleStore, new: Organisation, founder: Founder, since: date, at: Moment) -> str:
    """Add an organisation with its first administrator, whose person id is returned; nobody acts yet.

    Raises Invalid for what was typed, Refused when the organisation is there already.
    """
    _check_organisation(new, founder, since, at)
    with store.work() as work:
        if _known(work, new.id, at.today):
            raise Refused("organisation-exists", _EXISTS.filled(id=new.id))
        if new.parent is not None and not _known(work, new.parent, at.today):
            raise Invalid({"parent": _NO_PARENT.filled(id=new.parent)})
        require_free(work, founder.login)
        work.people.add_organisation(new, since)
        office = Party(PartyKey(new.id, ADMINISTRATOR), "office", ADMINISTRATOR, _ADMINISTRATOR)
        work.people.add_party(office, since)
        person = new_person(work, new.id, founder.name, since, at)
        work.people.seat(office.key, person, HOLDER, since)
        work.accounts.open(person, founder.login, founder.password)
        facts: dict[str, Fact] = {"organisation": new.id, "full": new.full, "parent": new.parent}
        events = [
            Event("organisation_added", SYSTEM, facts=facts),
            Event("party_added", SYSTEM, facts=party_facts(office)),
            seat_event(SYSTEM, "", office, Seat(person, HOLDER, since), founder.name.full, ""),
            Event("account_opened", SYSTEM, facts={"person": person}, personal={"login": founder.login}),
        ]
        work.journal.record(own_journal.key(new.id), at.now, events)
    return person


def add_party(
    store: PeopleStore, actor: Actor, new: Party, since: date, at: Moment, register: Register | None = None
) -> None:
    """Add a body or an office with the register of its protocols or orders. Raises Invalid."""
    member = require(actor, Permission.MANAGE_PEOPLE, new.key.organisation)
    _check_party(new)
    with store.work() as work:
        own_journal.lock(work, new.key.organisation, at)
        others = work.people.parties(new.key.organisation, since)
        if any(one.key == new.key for one in others):
            raise Invalid({"id": _PARTY_EXISTS.filled(id=new.key.party)})
        if new.within is not None and new.within not in {one.key.party for one in others}:
            raise Invalid({"within": _NO_BODY})
        absent = {one.party for one in work.people.absences(new.key.organisation, since)}
        if any(one.kind == new.kind and one.key in absent for one in others):
            raise Invalid({"id": _ABSENT})
        work.people.add_party(new, since)
        if register is not None:
            work.instruments.add_register(register)
        facts = party_facts(new) | ({"register": register.title} if register else {})
        own_journal.tell(
            work, new.key.organisation, actor, Event("party_added", actor.person, member.kind, facts), at
        )


def default_register(
    party: Party, template: str = "{serial}", restart: Restart = "calendar_year"
) -> Register | None:
    """The register that a body's protocols or an office's orders run in; None for offices without orders."""
    if party.nature == "office" and party.kind not in ORDERING:
        return None
    kind, title = ("protocol", "Протоколы") if party.nature == "body" else ("order", "Приказы")
    told = f"{title}: {party.names.nominative}"
    id_ = f"{kind}s-{party.key.party}"
    return Register(party.key.organisation, id_, kind, party.key.party, told, template, restart)  # type: ignore[arg-type]  # one of the two


def seat(store: PeopleStore, actor: Actor, party: PartyKey, new: Appointment, at: Moment) -> str:
    """Give a seat or an office; returns the person's id.

    Raises Invalid: the chair and an office are held by one person at a time.
    """
    member = require(actor, Permission.MANAGE_PEOPLE, party.organisation)
    with store.work() as work:
        own_journal.lock(work, party.organisation, at)
        place = _party(work, party, new.since)
        given = Seat(new.who if isinstance(new.who, str) else "", new.capacity, new.since, new.until)
        if given.person and party.organisation not in work.seats.homes(given.person):
            raise NotFound(NOT_OURS)
        _check_seat(place, given, work.seats.of(party))
        _check_standing_in(place, new)
        if isinstance(new.who, PersonName):
            _check_name(new.who)
            given = replace(given, person=new_person(work, party.organisation, new.who, new.since, at))
        name = work.people.actor(given.person, new.since).name.full
        work.people.seat(party, given.person, new.capacity, new.since, new.until, new.basis, new.category)
        review_later(work, party, at)
        event = seat_event(actor.person, member.kind, place, given, name, new.basis)
        own_journal.tell(work, party.organisation, actor, event, at)
    return given.person


def end_seat(store: PeopleStore, actor: Actor, party: PartyKey, person: str, until: date, at: Moment) -> None:
    """End the person's running seat; `until` is the first day without it. Raises NotFound or Invalid."""
    member = require(actor, Permission.MANAGE_PEOPLE, party.organisation)
    with store.work() as work:
        own_journal.lock(work, party.organisation, at)
        running = [one for one in work.seats.of(party) if one.person == person and one.lasts(until)]
        if not running:
            raise NotFound(_NO_SEAT)
        last = max(running, key=lambda one: one.since)
        if until <= last.since:
            raise Invalid({"until": _UNTIL})
        _check_administered(work, party, person, until)
        work.people.end_seat(party, person, last.since, until)
        review_later(work, party, at)
        facts: dict[str, Fact] = {
            "party": list(party),
            "party_name": _party(work, party, last.since).names.nominative,
            "capacity": last.capacity,
            "person_id": person,
            "until": until.isoformat(),
        }
        personal = {"person": work.people.actor(person, last.since).name.full}
        event = Event("seat_ended", actor.person, member.kind, facts, personal)
        own_journal.tell(work, party.organisation, actor, event, at)


def _check_organisation(new: Organisation, founder: Founder, since: date, at: Moment) -> None:
    fields: dict[str, Text] = {}
    if not ORGANISATION_ID.fullmatch(new.id):
        fields["id"] = _ID
    if not new.full.strip():
        fields["full"] = _NO_NAME
    if not all(_cases(new.names)):
        fields["names"] = _NO_NAME
    if not founder.name.surname.strip():
        fields["name"] = _NO_NAME
    if since > at.today:
        fields["since"] = _FUTURE
    if fields:
        raise Invalid(fields)


def _check_party(new: Party) -> None:
    fields: dict[str, Text] = {}
    if not PARTY_ID.fullmatch(new.key.party):
        fields["id"] = _ID
    if not all(_cases(new.names)):
        fields["names"] = _NO_NAME
    if fields:
        raise Invalid(fields)


def _check_name(name: PersonName) -> None:
    if not name.surname.strip() or not name.given.strip():
        raise Invalid({"name": _NO_PERSON_NAME})


def _check_seat(place: Party, given: Seat, seats: Sequence[Seat]) -> None:
    if given.until is not None and given.until <= given.since:
        raise Invalid({"until": _UNTIL})
    if given.capacity not in CAPACITIES[place.nature]:
        raise Invalid({"capacity": _NO_CAPACITY})
    for one in (other for other in seats if other.meets(given)):
        if one.person == given.person:
            raise Invalid({"who": _SEATED_ALREADY.filled(since=f"{one.since:%d.%m.%Y}")})
        if given.capacity in ALONE and one.capacity == given.capacity:
            raise Invalid({"since": _OVERLAP.filled(since=f"{one.since:%d.%m.%Y}")})


def _check_standing_in(place: Party, new: Appointment) -> None:
    """Who acts for another in a post of the law does so by a paper (need N24). Raises Invalid."""
    if new.capacity in STANDING_IN and place.kind not in OWN_POSTS and not new.basis.strip():
        raise Invalid({"basis": _NO_BASIS})


def _check_administered(work: PeopleWork, party: PartyKey, person: str, until: date) -> None:
    """An organisation that nobody runs could never be mended from within. Raises Refused."""
    offices = [one for one in work.people.parties(party.organisation, until) if one.kind == ADMINISTRATOR]
    if party not in {one.key for one in offices}:
        return
    seats = [(one.key, seat) for one in offices for seat in work.seats.of(one.key)]
    others = [seat for of, seat in seats if (of, seat.person) != (party, person)]
    if not any(seat.lasts(until) and seat.since <= until for seat in others):
        raise Refused("last-administrator", _LAST_ADMINISTRATOR)


def _cases(names: Names) -> tuple[str, str, str]:
    return names.nominative.strip(), names.genitive.strip(), names.instrumental.strip()


def _known(work: PeopleWork, organisation: str, today: date) -> bool:
    try:
        work.people.organisation(organisation, today)
    except NotFound:
        return False
    return True


def _party(work: PeopleWork, key: PartyKey, on: date) -> Party:
    for one in work.people.parties(key.organisation, on):
        if one.key == key:
            return one
    raise NotFound(_NO_PARTY.filled(day=f"{on:%d.%m.%Y}"))


def new_person(work: PeopleWork, organisation: str, name: PersonName, since: date, at: Moment) -> str:
    """Add a person without an account; returns the id."""
    told = f"{at.now}\n{organisation}\n{name.full}"
    person = f"p{hashlib.sha256(told.encode()).hexdigest()[:15]}"
    work.people.add_person(person, name, since)
    return person


def party_facts(party: Party) -> dict[str, Fact]:
    """What the journal tells of a body or office that is added."""
    return {"party": list(party.key), "party_name": party.names.nominative, "kind": party.kind}


def seat_event(actor: str, capacity: str, party: Party, given: Seat, name: str, basis: str) -> Event:
    """What the journal tells of a seat that is given."""
    facts: dict[str, Fact] = {
        "party": list(party.key),
        "party_name": party.names.nominative,
        "capacity": given.capacity,
        "person_id": given.person,
        "since": given.since.isoformat(),
        "until": given.until.isoformat() if given.until else None,
    }
    return Event(
        "seat_given", actor, capacity, facts, {"person": name, **({"basis": basis} if basis else {})}
    )


_ADMINISTRATOR = Names("администратор", "администратора", "администратором")
_EXISTS = Text("Организация {id} уже есть", "There is an organisation {id} already")
_NO_PARENT = Text("Вышестоящей организации {id} нет", "There is no organisation {id} to be the parent")
_ID = Text(
    "Короткое имя: строчные латинские буквы, цифры и дефис, от 3 до 40 знаков",
    "A short name: small Latin letters, digits and hyphens, 3 to 40 characters",
)
_NO_NAME = Text("Впишите название во всех трёх падежах", "Give the name in all three cases")
_NO_BASIS = Text(
    "Укажите основание: приказ или протокол, его номер и дату",
    "Give the basis: the order or protocol, its number and date",
)
_NO_PERSON_NAME = Text("Впишите фамилию и имя", "Give the surname and the given name")
_FUTURE = Text("Этот день ещё не наступил", "This day is in the future")
_PARTY_EXISTS = Text("«{id}» в организации уже есть", "The organisation has “{id}” already")
_ABSENT = Text(
    "Этот орган записан как не созданный: откройте его и отметьте, что он создан",
    "This body is recorded as not formed: open it and say that it is formed",
)
_NO_BODY = Text("Такого органа в организации нет", "The organisation has no such body")
_NO_PARTY = Text(
    "На {day} в организации нет такого органа или должности",
    "On {day} the organisation has no such body or office",
)
_NO_CAPACITY = Text(
    "В органе – председатель, секретарь, члены; в должности – сам руководитель или исполняющий обязанности",
    "A body has a chair, a secretary and members, an office a holder and an acting one",
)
_SEATED_ALREADY = Text(
    "Этот человек уже в составе с {since}: сначала закончите прежний срок",
    "This person has a seat since {since}: end that one first",
)
_OVERLAP = Text(
    "В эти дни место занято (с {since}): сначала закончите прежний срок",
    "The place is held in these days (since {since}): end that term first",
)
_UNTIL = Text("Последний день раньше первого", "It would end before it begins")
_NO_SEAT = Text("У этого человека нет действующего места здесь", "This person has no running seat here")
_LAST_ADMINISTRATOR = Text(
    "Это последний администратор: сначала назначьте другого",
    "This is the last administrator: appoint another one first",
)
