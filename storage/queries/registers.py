"""Registers and their entries, a page at a time: 39, then 39/1, then 40."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, literal, select, tuple_

from storage.instruments import registers_of
from storage.queries.people import name_of_day
from storage.queries.progress import party_names
from storage.tables import (
    decision,
    document,
    edition,
    instrument,
    party,
    person_name,
    sign_off,
    void_decision,
    void_number,
    void_sign_off,
)
from workflow.errors import NotFound
from workflow.governance.entries import Carried, Entry, RegisterRow
from workflow.governance.names import Names
from workflow.governance.registers import Register
from workflow.ports import Instrument
from workflow.values import EditionKey, PartyKey

PAGE = 50
# An entry without a serial stands after all that have one (no serial has ten digits).
_SERIAL = func.coalesce(instrument.c.serial, 2**31 - 1)
# Shorter first: 39/2 stands before 39/10.
_ORDER = (_SERIAL, func.length(instrument.c.sub), instrument.c.sub)


@dataclass(frozen=True, slots=True)
class After:
    """The place after which a page begins."""

    serial: int
    sub: str

    @property
    def text(self) -> str:
        """The place as an address carries it."""
        return json.dumps([self.serial, self.sub])

    @classmethod
    def read(cls, text: str) -> After:
        """The place of an address. Raises NotFound when it is none."""
        try:
            serial, sub = json.loads(text)
            return cls(int(serial), str(sub))
        except (ValueError, TypeError, OverflowError):
            raise NotFound from None

    @property
    def key(self) -> tuple[int, int, str]:
        """The place as entries are ordered."""
        return self.serial, len(self.sub), self.sub


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of a register's period; `next` is None at its end."""

    entries: tuple[Entry, ...]
    next: After | None


def registers(connection: Connection, organisation: str, today: date) -> list[RegisterRow]:
    """The registers of an organisation: orders, then protocols, then those of bodies that are no more."""
    known = registers_of(connection, organisation)
    current = {of.id: of.current(today) or "" for of in known}
    counts = _counts(connection, organisation, current)
    ended = _ended(connection, organisation)
    names = party_names(connection, {PartyKey(organisation, of.party) for of in known}, today)
    known.sort(key=lambda of: (of.party in ended, of.instrument, of.title, of.id))
    return [
        RegisterRow(
            of,
            names.get(PartyKey(organisation, of.party), Names.fixed(of.party)),
            current[of.id],
            *counts.get(of.id, (0, None)),
        )
        for of in known
    ]


def periods(connection: Connection, of: Register) -> Mapping[str, int]:
    """The periods that have entries, the latest first, with how many each has."""
    rows = connection.execute(
        select(instrument.c.period, func.count())
        .where(instrument.c.organisation == of.organisation, instrument.c.register == of.id)
        .group_by(instrument.c.period)
        .order_by(instrument.c.period.desc())
    )
    return {period: count for period, count in rows}


def entries(
    connection: Connection,
    of: Register,
    period: str,
    *,
    after: After | None = None,
    newest: bool = False,
    limit: int = PAGE,
) -> Entries:
    """A page of a period's entries in the order of their numbers, or the last ones first."""
    query = (
        entry_rows()
        .where(
            instrument.c.organisation == of.organisation,
            instrument.c.register == of.id,
            instrument.c.period == period,
        )
        .order_by(*(column.desc() if newest else column for column in _ORDER))
        .limit(limit + 1)
    )
    if after is not None:
        place = tuple_(*(literal(value) for value in after.key))
        query = query.where(tuple_(*_ORDER) < place if newest else tuple_(*_ORDER) > place)
    rows = connection.execute(query).all()
    page = rows[:limit]
    following = After(_serial(page[-1]), page[-1].sub) if len(rows) > limit else None
    return Entries(tuple(to_entries(connection, page)), following)


def entry_rows() -> Select[Any]:
    """Instruments with why a number is void, and the title of an order that is a document of its own."""
    of_text = and_(
        document.c.organisation == instrument.c.organisation, document.c.number == instrument.c.document
    )
    return (
        select(instrument, void_number.c.reason, document.c.title)
        .outerjoin(void_number)
        .outerjoin(document, of_text)
    )


def to_entries(connection: Connection, rows: Sequence[Any]) -> list[Entry]:
    """Instrument rows with the decisions they carry and the names of their days."""
    carried = _carried(connection, rows, decision, sign_off)
    void = _carried(connection, rows, void_decision, void_sign_off)
    people = {row.signed_by for row in rows if row.signed_by} | {row.recorded_by for row in rows}
    names = _person_names(connection, people)
    return [_entry(row, carried.get(row.id, ()), void.get(row.id, ()), names) for row in rows]


def _counts(
    connection: Connection, organisation: str, periods: Mapping[str, str]
) -> dict[str, tuple[int, str | None]]:
    """How many entries each register has in its period, and the last of their numbers."""
    place = [column.desc() for column in _ORDER]
    numbered = (
        select(
            instrument.c.register,
            instrument.c.printed,
            func.count().over(partition_by=instrument.c.register).label("entries"),
            func.row_number().over(partition_by=instrument.c.register, order_by=place).label("place"),
        )
        .where(
            instrument.c.organisation == organisation,
            tuple_(instrument.c.register, instrument.c.period).in_(list(periods.items())),
        )
        .subquery()
    )
    rows = connection.execute(select(numbered).where(numbered.c.place == 1))
    return {row.register: (row.entries, row.printed) for row in rows}


def _ended(connection: Connection, organisation: str) -> set[str]:
    mine = (party.c.organisation == organisation, party.c.until.is_not(None))
    return set(connection.scalars(select(party.c.id).where(*mine)))


def _serial(row: Any) -> int:
    return 2**31 - 1 if row.serial is None else int(row.serial)


def _carried(
    connection: Connection, rows: Sequence[Any], decided: Table, signed: Table
) -> Mapping[str, tuple[Carried, ...]]:
    """The decisions of some instruments of one organisation, by instrument: the valid or the void ones."""
    found: dict[str, tuple[Carried, ...]] = {}
    if not rows:
        return found
    query = _decisions(decided, signed).where(
        decided.c.instrument_organisation == rows[0].organisation,
        decided.c.instrument.in_([row.id for row in rows]),
    )
    for row in connection.execute(query):
        found[row.instrument] = (*found.get(row.instrument, ()), _one_carried(row))
    return found


def _decisions(decided: Table, signed: Table) -> Select[Any]:
    of, its = decided.c, edition.c
    text = and_(its.organisation == of.organisation, its.document == of.document, its.number == of.edition)
    answer = and_(*(of[key.name] == key for key in signed.primary_key))
    told = (signed.c.act, signed.c.outcome, signed.c.party_organisation, signed.c.party)
    return (
        select(of.instrument, of.organisation, of.document, of.edition, its.title, of.step, *told, of.stated)
        .select_from(decided)
        .join(signed, answer)
        .join(edition, text)
        .order_by(of.organisation, of.document, of.edition, of.step)
    )


def _one_carried(row: Any) -> Carried:
    return Carried(
        EditionKey(row.organisation, row.document, row.edition),
        row.title,
        row.step,
        row.act,
        row.outcome,
        PartyKey(row.party_organisation, row.party),
        row.stated,
    )


def _person_names(connection: Connection, people: Iterable[str]) -> Mapping[str, list[Any]]:
    rows = connection.execute(
        select(person_name).where(person_name.c.person.in_(list(people))).order_by(person_name.c.since)
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row)
    return found


def _entry(
    row: Any, carried: tuple[Carried, ...], void: tuple[Carried, ...], names: Mapping[str, list[Any]]
) -> Entry:
    recorded_on = date.fromisoformat(row.recorded_at[:10])
    return Entry(
        Instrument(
            row.organisation,
            row.id,
            row.instrument,
            row.printed,
            row.dated,
            row.party,
            row.signed_by,
            new=False,
        ),
        row.serial,
        row.sub,
        name_of_day(names.get(row.signed_by, ()), row.signed_by, row.dated) if row.signed_by else None,
        name_of_day(names.get(row.recorded_by, ()), row.recorded_by, recorded_on),
        row.recorded_at,
        carried,
        void,
        annulled=row.reason or "",
        title=row.title or "",
    )
