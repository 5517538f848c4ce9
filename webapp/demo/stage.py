"""The stage of the demo: the real services, a clock that the story moves, and who acts in whose name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Protocol
from zoneinfo import ZoneInfo

import definitions
from webapp.clock import text as instant
from webapp.demo.organisations import SETUPS, ZONE, Setup
from webapp.demo.people import ADMINISTRATORS, DEPUTY, SEATED, Person
from workflow.documents.document import Edition, EditionText
from workflow.documents.matching import carry_uids
from workflow.documents.reading import Reading, read
from workflow.engine.reader import read as read_definition
from workflow.governance.people import Actor
from workflow.governance.production_year import statutory
from workflow.ports import Moment
from workflow.services import (
    accounts,
    answers,
    approval,
    archive,
    beside,
    calendar,
    chains,
    documents,
    people,
    performing,
    submission,
)
from workflow.services.order_ports import OrderWork
from workflow.services.people_ports import Appointment, Founder
from workflow.services.sitting_ports import SittingWork
from workflow.values import EditionKey, PartyKey

MINUTES = 7
"""Between two acts of one day."""
FIRST_ACT = time(9, 10)


class Work(OrderWork, SittingWork, Protocol):
    """A unit of work of everything that the story touches."""


class Store(Protocol):
    """Opens them."""

    def work(self) -> AbstractContextManager[Work]: ...
    def look(self) -> AbstractContextManager[Work]: ...


class Stage:
    """What the scenes act on; `settle` runs the jobs that an act left, at that act's moment."""

    def __init__(self, store: Store, today: date, hashed: str, settle: Callable[[Moment], None]) -> None:
        self.store = store
        self._today = today
        self._password = hashed
        self.settle = settle
        self._acts: dict[date, int] = {}
        self._persons: dict[tuple[str, str], str] = {}
        self._chains: dict[tuple[str, str], str] = {}
        self._editions: dict[str, Edition] = {}
        self.since = date(today.year - 2, 9, 1)

    def day(self, ago: int) -> date:
        """The working day so many days ago: from a day of rest, the Friday before it."""
        day = self._today - timedelta(days=ago)
        return day - timedelta(days=max(day.weekday() - 4, 0))

    def moment(self, ago: int) -> Moment:
        """The next free minutes of that day."""
        day = self.day(ago)
        self._acts[day] = self._acts.get(day, 0) + 1
        begin = datetime.combine(day, FIRST_ACT, ZoneInfo(ZONE))
        return Moment(instant((begin + timedelta(minutes=MINUTES * self._acts[day])).astimezone(UTC)), day)

    def set_up(self, ago: int) -> None:
        """The organisations with their bodies, people, accounts and chains."""
        for setup, founder in zip(SETUPS, _founders(), strict=True):
            self._found(setup, founder, ago)
        for one in SEATED:
            self._seat(one, ago)

    def draft(self, key: str, ago: int, author: PartyKey, text: str, body: str | None = None) -> None:
        """An author puts a document in; `key` names it in the story."""
        actor = self.actor(*author, ago)
        draft = documents.Draft(author.organisation, edition_text(reading(text)), body)
        self._editions[key] = documents.create(self.store, actor, draft, self.moment(ago))

    def new_edition(self, key: str, ago: int, text: str) -> None:
        """The administrator drafts the next edition; clauses keep their uids."""
        former = self._editions[key]
        actor = self.actor(former.key.organisation, "administrator", ago)
        said = edition_text(reading(text), former.text)
        self._editions[key] = documents.new_edition(self.store, actor, former.key.of, said, self.moment(ago))

    def submit(self, key: str, ago: int, author: PartyKey, chain: str) -> None:
        """The author sends the edition on its way."""
        edition = self._editions[key].key
        actor = self.actor(*author, ago)
        known = self._chains[edition.organisation, chain]
        at = self.moment(ago)
        submission.submit(self.store, actor, edition, known, at)
        self.settle(at)

    def decide(
        self, key: str, ago: int, by: PartyKey, outcome: str, number: str = "", remark: str = ""
    ) -> None:
        """The recorder of a body or office enters its answer, dated that day."""
        edition, at = self._editions[key], self.moment(ago)
        actor = self.actor(*by, ago)
        step = self.step(edition.key, by)
        decision = answers.Decision(edition.key, step, edition.sha256, outcome, number, at.today, remark)
        approval.sign_off(self.store, actor, decision, at)
        self.settle(at)

    def perform(self, key: str, ago: int, by: PartyKey, workflow: str, transition: str, remark: str) -> None:
        """Somebody presses a button of what goes beside the chain."""
        edition, at = self._editions[key], self.moment(ago)
        actor = self.actor(*by, ago)
        wanted = performing.Wanted(edition.key, transition, edition.sha256, remark, workflow=workflow)
        with self.store.work() as work:
            # Where the jobs are left to later, it has not begun by itself.
            beside.begin_in_force(work, edition.key, at)
        performing.perform(self.store, actor, wanted, at)
        self.settle(at)

    def put_in(self, ago: int, organisation: str, text: str) -> None:
        """The administrator puts a paper into the archive."""
        content = source(text)
        file = archive.PaperFile(f"{text}.txt", content, read(content.decode()))
        actor = self.actor(organisation, "administrator", ago)
        archive.put_in(self.store, actor, organisation, file, self.moment(ago))

    def replace_head(self, ago: int, until: int) -> None:
        """The deputy acts as the school's director on [ago, until)."""
        party = PartyKey(DEPUTY.organisation, DEPUTY.party)
        basis = "приказ Управления образования о временном исполнении обязанностей"
        new = Appointment(DEPUTY.name, DEPUTY.capacity, self.day(ago), self.day(until), basis)
        actor = self.actor(DEPUTY.organisation, "administrator", ago)
        self._persons[DEPUTY.organisation, "acting"] = people.seat(
            self.store, actor, party, new, self.moment(ago)
        )

    def _found(self, setup: Setup, founder: Person, ago: int) -> None:
        id_, at = setup.organisation.id, self.moment(ago)
        first = Founder(founder.name, founder.login, self._password)
        self._persons[id_, "administrator"] = people.found(
            self.store, setup.organisation, first, self.since, at
        )
        actor = self.actor(id_, "administrator", ago)
        for place in setup.places:
            party = setup.party(place)
            register = people.default_register(party, place.numbers)
            people.add_party(self.store, actor, party, self.since, at, register)
        shipped = definitions.shipped()
        for chain in setup.chains:
            definition = read_definition(shipped[chain], chain)
            self._chains[id_, chain] = chains.publish(self.store, actor, id_, definition, at)
        self._tell_years(actor, id_, at)

    def _tell_years(self, actor: Actor, organisation: str, at: Moment) -> None:
        """The years whose decree the program has not seen, by the law alone: terms run in them."""
        for year in (self._today.year, self._today.year + 1):
            with self.store.work() as work:
                known = year in work.calendars.of(organisation, date(year, 1, 1)).years
            if not known:
                calendar.add_year(self.store, actor, organisation, year, statutory(year), at)

    def _seat(self, one: Person, ago: int) -> None:
        actor, at = self.actor(one.organisation, "administrator", ago), self.moment(ago)
        party = PartyKey(one.organisation, one.party)
        new = Appointment(one.name, one.capacity, self.since)
        person = people.seat(self.store, actor, party, new, at)
        if one.login:
            self._persons[one.organisation, one.party] = person
            accounts.open_account(self.store, actor, one.organisation, person, one.login, self._password, at)

    def keep(self, key: str, edition: Edition) -> None:
        """The edition that the story's name stands for from now on."""
        self._editions[key] = edition

    def edition(self, key: str) -> Edition:
        """A paper of the story as it stands."""
        return self._editions[key]

    def person(self, organisation: str, party: str) -> str:
        """Who signs in for a body or office."""
        return self._persons[organisation, party]

    def actor(self, organisation: str, role: str, ago: int) -> Actor:
        """The same person with the seats of that day."""
        with self.store.work() as work:
            return work.people.actor(self._persons[organisation, role], self.day(ago))

    def step(self, edition: EditionKey, by: PartyKey) -> str:
        """The step that asks this party; the acting director answers for the director."""
        party = by._replace(party="head") if by.party == "acting" else by
        with self.store.work() as work:
            case = work.cases.get(edition)
            return next(step for step, asked in case.parties.items() if asked == party)


def source(name: str) -> bytes:
    """The bytes of a text of the demo."""
    return (resources.files("webapp.demo") / "texts" / f"{name}.txt").read_bytes()


def reading(name: str) -> Reading:
    """A text of the demo as it is read when somebody pastes it."""
    return read(source(name).decode())


def edition_text(read: Reading, former: EditionText | None = None) -> EditionText:
    """What was read as the text of an edition; clauses that were in `former` keep their uids."""
    clauses = read.clauses
    if former is not None:
        fresh = iter(range(1, 1000))
        clauses = carry_uids(former.clauses, clauses, lambda: f"n{next(fresh)}")
    return EditionText(read.title, read.kind, read.word, clauses, (), read.preamble)


def _founders() -> list[Person]:
    by_organisation = {one.organisation: one for one in ADMINISTRATORS}
    return [by_organisation[setup.organisation.id] for setup in SETUPS]
