"""What the services need from storage, as Protocols; one unit of work is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workflow.chain.case import Case, SignOff, Task
from workflow.documents.document import Document, Edition, EditionText
from workflow.engine.definition import Definition
from workflow.engine.machine import Plan
from workflow.governance.bodies import Organisation, Party
from workflow.governance.calendar import Calendar, SchoolWeek, SpecialDay, Vacation
from workflow.governance.findings import Finding
from workflow.governance.people import Actor, PersonName
from workflow.governance.registers import Number, NumberRule, Register
from workflow.journal import Event, Recorded
from workflow.values import DocumentKey, EditionKey, PartyKey


@dataclass(frozen=True, slots=True)
class Moment:
    """When a command happens: `now` is UTC text to the microsecond, `today` the organisation's day."""

    now: str
    today: date


@dataclass(frozen=True, slots=True)
class Instrument:
    """A protocol or an order as registered."""

    organisation: str
    id: str
    instrument: str
    printed: str
    dated: date
    party: str
    signed_by: str | None
    new: bool = True


class Documents(Protocol):
    """Documents and their editions. Every `get` locks the document's head row first."""

    def get(self, key: DocumentKey) -> Document: ...
    def lock_numbers(self, organisation: str) -> None: ...
    def add(
        self,
        organisation: str,
        kind: str,
        word: str,
        title: str,
        body: str | None,
        *,
        paper: bool = False,
        source: str | None = None,
    ) -> Document: ...
    def by_source(self, organisation: str, sha256: str) -> DocumentKey | None: ...
    def edition(self, key: EditionKey) -> Edition: ...
    def add_edition(self, document: Document, text: EditionText, made_by: str, now: str) -> Edition: ...
    def rewrite(self, edition: Edition, text: EditionText) -> Edition: ...
    def submitted(self, key: EditionKey, now: str) -> None: ...
    def put_into_force(self, edition: Edition, since: date, until: date | None = None) -> None: ...
    def repeal(self, key: EditionKey, until: date) -> None: ...


class Cases(Protocol):
    """Cases with their sign-offs and tasks."""

    def get(self, key: EditionKey) -> Case: ...
    def find(self, key: EditionKey) -> Case | None: ...
    def add(self, case: Case, tasks: Sequence[Task]) -> None: ...
    def save(self, case: Case, done: str | None, opened: Sequence[Task], *, moved: bool) -> None: ...
    def sign(
        self,
        sign_off: SignOff,
        instruments: Sequence[Instrument],
        *,
        stated: bool = False,
        item: int | None = None,
    ) -> None: ...
    def sign_offs(self, key: EditionKey) -> Sequence[SignOff]: ...


class People(Protocol):
    """Organisations, bodies, offices and the people in them, as on a date."""

    def organisation(self, organisation: str, on: date) -> Organisation: ...
    def add_organisation(self, organisation: Organisation, since: date) -> None: ...
    def parties(self, organisation: str, on: date) -> Sequence[Party]: ...
    def party(self, key: PartyKey, on: date) -> Party: ...
    def add_party(self, party: Party, since: date, until: date | None = None) -> None: ...
    def actor(self, person: str, on: date) -> Actor: ...
    def add_person(self, person: str, name: PersonName, since: date) -> None: ...
    def holder(self, party: PartyKey, on: date) -> str | None: ...
    def seat(
        self,
        party: PartyKey,
        person: str,
        capacity: str,
        since: date,
        until: date | None = None,
        basis: str = "",
        category: str = "",
    ) -> None: ...
    def end_seat(self, party: PartyKey, person: str, since: date, until: date) -> None: ...


class Instruments(Protocol):
    """Registers, and the protocols and orders registered in them."""

    def add_register(self, register: Register) -> None: ...
    def has_register(self, party: PartyKey, instrument: str) -> bool: ...
    def last_dated(self, of: Register) -> date | None: ...
    def lock_register(self, organisation: str, id_: str) -> Register: ...
    def change_rule(self, of: Register, rule: NumberRule) -> None: ...
    def begin_term(self, of: Register, since: date) -> None: ...
    def void(self, one: Instrument, reason: str, by: str, now: str) -> None: ...
    def register(self, organisation: str, party: str, instrument: str) -> Register: ...
    def next_number(self, register: Register, dated: date) -> Number: ...
    def enter(
        self,
        register: Register,
        number: Number | None,
        dated: date,
        signed_by: str | None,
        recorded_by: str,
        now: str,
    ) -> Instrument: ...


class Definitions(Protocol):
    """Definition versions by content hash, and which of them an organisation publishes."""

    def keep(self, definition: Definition) -> str: ...
    def plan(self, digest: str) -> Plan: ...
    def publish(self, organisation: str, kind: str, digest: str, now: str) -> None: ...
    def withdraw(self, organisation: str, kind: str, digest: str, now: str) -> bool: ...
    def published(self, organisation: str, kind: str) -> Mapping[str, Definition]: ...


class Journal(Protocol):
    """The append-only record. `record` needs the document's head locked by a `get` before it."""

    def record(
        self, key: DocumentKey, now: str, events: Sequence[Event], command: str | None = None
    ) -> int: ...
    def by_command(self, organisation: str, command: str) -> Recorded | None: ...


class Jobs(Protocol):
    """Work to be done after the commit, enqueued in the same transaction."""

    def enqueue(self, organisation: str, kind: str, payload: Mapping[str, object], now: str) -> None: ...


class Findings(Protocol):
    """Rules that recorded facts break."""

    def open(self, key: EditionKey, findings: Sequence[Finding], now: str) -> None: ...
    def close(self, key: DocumentKey, finding: int, by: str, reason: str, now: str) -> Finding: ...


class Files(Protocol):
    """Bytes by content hash, kept with the edition they belong to."""

    def keep(self, key: EditionKey, purpose: str, name: str, media_type: str, content: bytes) -> str: ...


class Calendars(Protocol):
    """The days that count, each organisation's own; what it does not say is the country's."""

    def of(self, organisation: str, since: date) -> Calendar: ...
    def add_year(self, organisation: str, year: int, days: Sequence[SpecialDay]) -> None: ...
    def put_days(self, organisation: str, days: Sequence[SpecialDay]) -> None: ...
    def put_vacations(self, organisation: str, first: int, vacations: Sequence[Vacation]) -> None: ...
    def put_week(self, organisation: str, week: SchoolWeek) -> None: ...


class Work(Protocol):
    """One transaction's repositories."""

    @property
    def documents(self) -> Documents: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def people(self) -> People: ...
    @property
    def instruments(self) -> Instruments: ...
    @property
    def definitions(self) -> Definitions: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def findings(self) -> Findings: ...
    @property
    def files(self) -> Files: ...
    @property
    def calendars(self) -> Calendars: ...


class Store(Protocol):
    """Opens units of work: each commits when its block ends, and rolls back when it raises."""

    def work(self) -> AbstractContextManager[Work]: ...
