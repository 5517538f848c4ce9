"""What the people services take, and what they need from storage beside `workflow.ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workflow.governance.bodies import Absence
from workflow.governance.names import Names
from workflow.governance.people import PersonName
from workflow.ports import Work
from workflow.values import PartyKey


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a body or office on [since, until)."""

    person: str
    capacity: str
    since: date
    until: date | None = None

    def lasts(self, day: date) -> bool:
        """Whether the seat is not over on that day."""
        return self.until is None or day < self.until

    def meets(self, other: Seat) -> bool:
        """Whether the two share a day."""
        return self.lasts(other.since) and other.lasts(self.since)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person, known by id or new by name, who is given a seat or an office on [since, until).

    `category` says whom a member stands for: parents, pupils, staff.
    """

    who: str | PersonName
    capacity: str
    since: date
    until: date | None = None
    basis: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Founder:
    """The first administrator of a new organisation; `password` as it is kept."""

    name: PersonName
    login: str
    password: str


class Seats(Protocol):
    """The seats of a body or an office over all time; `homes`: a person's organisations, each until when."""

    def of(self, party: PartyKey) -> Sequence[Seat]: ...
    def homes(self, person: str) -> Mapping[str, date | None]: ...


class Accounts(Protocol):
    """Ways in. `login_of` is the person's own login, `taken` tells whether anybody has one."""

    def open(self, person: str, login: str, password: str) -> None: ...
    def login_of(self, person: str) -> str | None: ...
    def taken(self, login: str) -> bool: ...
    def disable(self, person: str) -> None: ...
    def renew(self, person: str, password: str) -> None: ...


class Bodies(Protocol):
    """The names and days of bodies and offices; `waiting` counts the steps that wait for one."""

    def named_since(self, party: PartyKey) -> date: ...
    def rename(self, party: PartyKey, names: Names, since: date) -> None: ...
    def close(self, party: PartyKey, until: date) -> None: ...
    def waiting(self, party: PartyKey) -> int: ...
    def state_absent(self, told: Absence) -> None: ...
    def end_absence(self, party: PartyKey, until: date) -> None: ...


class PeopleWork(Work, Protocol):
    """A unit of work that knows seats and accounts too."""

    @property
    def seats(self) -> Seats: ...
    @property
    def bodies(self) -> Bodies: ...
    @property
    def accounts(self) -> Accounts: ...


class PeopleStore(Protocol):
    """Opens units of work with seats and accounts."""

    def work(self) -> AbstractContextManager[PeopleWork]: ...
