"""How bodies and offices change: another name, the end, members elected anew, a body that was not formed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.errors import Invalid, NotFound, Refused
from workflow.governance.bodies import Absence, Party
from workflow.governance.declension import suggested
from workflow.governance.names import Names
from workflow.governance.parties import PARTY_KINDS, free_id
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import ORDERING, Permission, require
from workflow.ports import Moment
from workflow.services import own_journal
from workflow.services.people import ALONE, CAPACITIES, OWN_POSTS, default_register, party_facts, seat_event
from workflow.services.people_ports import PeopleStore, PeopleWork, Seat
from workflow.services.reviewing import review_later
from workflow.values import PartyKey, Text

MAY_BE_ABSENT = tuple(
    id_
    for id_, kind in PARTY_KINDS.items()
    if kind.nature == "body" and id_ not in ("pedagogical_council", "general_meeting", "community")
)
"""The bodies that a school need not have: a general meeting and a pedagogical council are formed always
(273-FZ art. 26 p. 4), the others where the charter has them or on their own initiative (p. 5, 6)."""
MAX_BASIS = 300


@dataclass(frozen=True, slots=True)
class Elected:
    """A member from the day of the election on."""

    person: str
    capacity: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Election:
    """The members from `since` on, until the first day without them; `basis` is the protocol or order."""

    members: Sequence[Elected]
    since: date
    until: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Statement:
    """That a body of a kind was not formed, from a day on: who stated it and when, what confirms it."""

    kind: str
    since: date
    stated_by: str
    stated_on: date
    basis: str


def rename(store: PeopleStore, actor: Actor, key: PartyKey, names: Names, since: date, at: Moment) -> None:
    """Give a body or an office another name from a day on; what is dated before keeps the former one.

    Raises Invalid: names follow each other, and stand in all three cases.
    """
    member = require(actor, Permission.MANAGE_PEOPLE, key.organisation)
    if not all(one.strip() for one in (names.nominative, names.genitive, names.instrumental)):
        raise Invalid({"names": _NO_NAME})
    with store.work() as work:
        place = _locked(work, key, at)
        if since <= (last := work.bodies.named_since(key)):
            raise Invalid({"since": _NAMED.filled(since=f"{last:%d.%m.%Y}")})
        work.bodies.rename(key, names, since)
        facts = {**party_facts(place), "new_name": names.nominative, "since": since.isoformat()}
        _record(work, actor, member.kind, "party_renamed", key, facts, at)


def close(store: PeopleStore, actor: Actor, key: PartyKey, until: date, at: Moment) -> None:
    """End a body or an office; `until` is the first day without it, and its seats end with it.

    Raises Refused while steps wait for it, Invalid for a day before it began.
    """
    member = require(actor, Permission.MANAGE_PEOPLE, key.organisation)
    with store.work() as work:
        place = _locked(work, key, at)
        if place.kind in OWN_POSTS:
            raise Refused("own-post", _OWN_POST)
        if count := work.bodies.waiting(key):
            raise Refused("party-asked", _ASKED.filled(count=count))
        running = [one for one in work.seats.of(key) if one.lasts(until)]
        if until <= max([work.bodies.named_since(key), *(one.since for one in running)]):
            raise Invalid({"until": _TOO_EARLY})
        for one in running:
            work.people.end_seat(key, one.person, one.since, until)
        work.bodies.close(key, until)
        review_later(work, key, at)
        facts = {**party_facts(place), "until": until.isoformat()}
        _record(work, actor, member.kind, "party_closed", key, facts, at)


def elect(store: PeopleStore, actor: Actor, key: PartyKey, new: Election, at: Moment) -> None:
    """The body's members anew; all who sat before end on the day from which the new ones are in office.

    Raises Invalid: an election has a protocol, a body one chair.
    """
    member = require(actor, Permission.MANAGE_PEOPLE, key.organisation)
    with store.work() as work:
        place = _locked(work, key, at)
        before = work.seats.of(key)
        if fields := _wrong(place, new, before):
            raise Invalid(fields)
        for one in (seat for seat in before if seat.lasts(new.since)):
            work.people.end_seat(key, one.person, one.since, new.since)
        for elected in new.members:
            event = _seat(work, actor, member.kind, place, new, elected)
            own_journal.tell(work, key.organisation, actor, event, at)
        review_later(work, key, at)


def state_absent(store: PeopleStore, actor: Actor, organisation: str, new: Statement, at: Moment) -> PartyKey:
    """Record that a body was not formed, on the statement of an official: its steps are not applicable.

    Raises Invalid: who states it heads the organisation that day (norms, rule 8).
    """
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        others = work.people.parties(organisation, max(new.since, at.today))
        if fields := _unstated(work, organisation, new, others, at):
            raise Invalid(fields)
        id_ = free_id(f"{new.kind}-absent", {one.key.party for one in others})
        names, basis = suggested(PARTY_KINDS[new.kind].title.ru), new.basis.strip()
        party = Party(PartyKey(organisation, id_), "body", new.kind, names)
        work.people.add_party(party, new.since)
        work.bodies.state_absent(Absence(party.key, new.since, None, new.stated_by, new.stated_on, basis))
        name = work.people.actor(new.stated_by, new.stated_on).name.full
        facts = {**party_facts(party), "since": new.since.isoformat(), "day": new.stated_on.isoformat()}
        told = {"stated_by": name, "basis": basis}
        _record(work, actor, member.kind, "body_absent", party.key, facts, at, told)
    return party.key


def form(store: PeopleStore, actor: Actor, key: PartyKey, names: Names, since: date, at: Moment) -> None:
    """A body recorded as not formed exists from a day on, under its name. Raises NotFound, Invalid."""
    member = require(actor, Permission.MANAGE_PEOPLE, key.organisation)
    with store.work() as work:
        place = _locked(work, key, at)
        told = [one for one in work.people.absences(key.organisation, at.today) if one.party == key]
        if not told:
            raise NotFound
        if since <= told[0].since:
            raise Invalid({"since": _TOO_EARLY})
        work.bodies.end_absence(key, since)
        work.bodies.rename(key, names, since)
        register = default_register(Party(key, place.nature, place.kind, names))
        if register is not None and not work.instruments.has_register(key, "protocol"):
            work.instruments.add_register(register)
        facts = {**party_facts(place), "since": since.isoformat()}
        _record(work, actor, member.kind, "body_formed", key, facts, at)


def _wrong(place: Party, new: Election, before: Sequence[Seat]) -> Mapping[str, Text]:
    fields: dict[str, Text] = {}
    if place.nature != "body" or any(one.capacity not in CAPACITIES["body"] for one in new.members):
        fields["members"] = _NOT_BODY
    if not new.members or len({one.person for one in new.members}) < len(new.members):
        fields["members"] = _NOBODY
    if sum(one.capacity in ALONE for one in new.members) > 1:
        fields["members"] = _TWO_CHAIRS
    if new.until is not None and new.until <= new.since:
        fields["until"] = _TOO_EARLY
    if any(one.since >= new.since for one in before):
        fields["since"] = _LATER_SEATS
    if not 0 < len(new.basis.strip()) <= MAX_BASIS:
        fields["basis"] = _NO_BASIS
    return fields


def _seat(work: PeopleWork, actor: Actor, capacity: str, place: Party, new: Election, one: Elected) -> Event:
    """Seat one of the elected; returns what the journal tells of it. Raises NotFound for a stranger."""
    if place.key.organisation not in work.seats.homes(one.person):
        raise NotFound
    name, basis = work.people.actor(one.person, new.since).name.full, new.basis.strip()
    work.people.seat(place.key, one.person, one.capacity, new.since, new.until, basis, one.category)
    given = Seat(one.person, one.capacity, new.since, new.until)
    return seat_event(actor.person, capacity, place, given, name, basis)


def _unstated(
    work: PeopleWork, organisation: str, new: Statement, others: Sequence[Party], at: Moment
) -> Mapping[str, Text]:
    fields: dict[str, Text] = {}
    if new.kind not in MAY_BE_ABSENT:
        fields["kind"] = _ALWAYS
    elif any(one.kind == new.kind for one in others):
        fields["kind"] = _THERE
    if new.stated_on > at.today:
        fields["stated_on"] = _FUTURE
    elif not _heads(work, organisation, new.stated_by, new.stated_on):
        fields["stated_by"] = _NOT_HEAD
    if not 0 < len(new.basis.strip()) <= MAX_BASIS:
        fields["basis"] = _NO_PAPER
    return fields


def _heads(work: PeopleWork, organisation: str, person: str, on: date) -> bool:
    try:
        seats = work.people.actor(person, on).within(organisation)
    except NotFound:
        return False
    return any(one.kind in ORDERING and one.nature == "office" for one in seats)


def _locked(work: PeopleWork, key: PartyKey, at: Moment) -> Party:
    """The body or office of today, with the lock of the organisation's chain taken. Raises NotFound."""
    own_journal.lock(work, key.organisation, at)
    for one in work.people.parties(key.organisation, at.today):
        if one.key == key:
            return one
    raise NotFound


def _record(
    work: PeopleWork,
    actor: Actor,
    capacity: str,
    kind: str,
    key: PartyKey,
    facts: Mapping[str, Fact],
    at: Moment,
    personal: Mapping[str, str] | None = None,
) -> None:
    event = Event(kind, actor.person, capacity, facts, personal or {})
    own_journal.tell(work, key.organisation, actor, event, at)


_NO_NAME = Text("Впишите название во всех трёх падежах", "Give the name in all three cases")
_NAMED = Text(
    "Нынешнее название действует с {since}: новое – с более позднего дня",
    "The present name holds since {since}: the new one begins on a later day",
)
_OWN_POST = Text("Эта должность нужна самой системе", "The system itself needs this post")
_ASKED = Text(
    "Этого органа ждут документы: {count}. Сначала запишите его решения или отзовите документы",
    "Documents wait for it: {count}. Record its answers or withdraw the documents first",
)
_TOO_EARLY = Text("Последний день раньше первого", "It would end before it begins")
_NOT_BODY = Text("В органе – председатель, секретарь, члены", "A body has a chair, a secretary and members")
_NOBODY = Text("Отметьте, кто избран", "Say who was elected")
_TWO_CHAIRS = Text("Председатель один", "There is one chair")
_LATER_SEATS = Text(
    "В органе есть те, кто введён в этот день или позже", "Somebody has a seat from this day or a later one"
)
_NO_BASIS = Text(
    "Укажите протокол выборов или приказ, его номер и дату",
    "Give the protocol of the election or the order, its number and date",
)
_ALWAYS = Text(
    "Общее собрание и педагогический совет есть всегда (273-ФЗ, ст. 26, ч. 4)",
    "A general meeting and a pedagogical council are formed always (273-FZ, art. 26 p. 4)",
)
_THERE = Text(
    "Такой орган в организации есть или уже записан как не созданный",
    "The organisation has such a body, or it is recorded as not formed",
)
_FUTURE = Text("Этот день ещё не наступил", "This day is in the future")
_NOT_HEAD = Text(
    "Заявляет руководитель, который занимал должность в этот день",
    "It is stated by the head who held the office that day",
)
_NO_PAPER = Text(
    "Укажите, чем подтверждено: справка, протокол, номер и дата", "Say what confirms it: the paper"
)
