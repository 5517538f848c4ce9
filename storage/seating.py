"""Seats over all time, and accounts opened in the transaction of a use case (`workflow.services.people`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, select

from storage import accounts
from storage.bodies import Bodies
from storage.database import Database
from storage.tables import account, membership
from storage.work import Work
from workflow.services.people_ports import Seat
from workflow.values import PartyKey


class Seats:
    """Who sits or sat where."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, party: PartyKey) -> Sequence[Seat]:
        """The seats of a body or an office over all time, the earliest first."""
        rows = self._connection.execute(
            select(membership)
            .where(membership.c.organisation == party.organisation, membership.c.party == party.party)
            .order_by(membership.c.since, membership.c.person)
        )
        return [Seat(row.person, row.capacity, row.since, row.until) for row in rows]

    def homes(self, person: str) -> Mapping[str, date | None]:
        """Each organisation of the person with the first day without a seat there; None while one runs."""
        rows = self._connection.execute(
            select(membership.c.organisation, membership.c.until).where(membership.c.person == person)
        )
        found: dict[str, date | None] = {}
        for home, until in rows:
            known = found.get(home, date.min)
            found[home] = max(known, until) if known is not None and until is not None else None
        return found


class Accounts:
    """Ways in, one a person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, person: str, login: str, password: str) -> None:
        """Give a person a way in; `password` as it is kept."""
        accounts.open_account(self._connection, accounts.Account(person, login, password, disabled=False))

    def login_of(self, person: str) -> str | None:
        """The person's login, if there is one."""
        return self._connection.scalar(select(account.c.login).where(account.c.person == person))

    def taken(self, login: str) -> bool:
        """Whether somebody has this login, in any letter case."""
        return accounts.find(self._connection, login) is not None

    def disable(self, person: str) -> None:
        """Shut the person's way in; every session of it ends."""
        accounts.change(self._connection, person, disabled=True)

    def renew(self, person: str, password: str) -> None:
        """Open the way in with a new password, as it is kept; every session of it ends."""
        accounts.change(self._connection, person, password=password, disabled=False)


class PeopleWork(Work):
    """A unit of work with seats and accounts."""

    @cached_property
    def seats(self) -> Seats:
        return Seats(self.connection)

    @cached_property
    def bodies(self) -> Bodies:
        return Bodies(self.connection)

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.connection)


class PeopleDatabase:
    """The database as the people services use it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def work(self) -> Iterator[PeopleWork]:
        """A unit of work: commits at the end of the block, rolls back when it raises."""
        with self._database.work() as work:
            yield PeopleWork(work.connection)
