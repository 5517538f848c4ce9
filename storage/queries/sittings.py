"""Recorded sittings as pages read them: a protocol in full, a body's sittings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, select

from storage.people import organisation_of_day
from storage.queries.people import names_of
from storage.queries.progress import party_of_day, person
from storage.sittings import rule_of
from storage.tables import agenda_item, attendance, correction, instrument, meeting, sitting, vote
from workflow.errors import NotFound
from workflow.governance.names import Names
from workflow.governance.sittings.meeting import Attendance, Former, Item, Meeting, Vote, Window
from workflow.governance.sittings.protocol import Correction, Held, Second
from workflow.governance.sittings.roster import Member, Roster
from workflow.ports import Instrument
from workflow.values import EditionKey, PartyKey

_MEETING = (
    select(
        meeting,
        sitting.c.held_on,
        sitting.c.place,
        sitting.c.opens,
        sitting.c.closes,
        sitting.c.recorded_by,
        sitting.c.recorded_at,
        instrument.c.printed,
    )
    .join(sitting, and_(sitting.c.organisation == meeting.c.organisation, sitting.c.id == meeting.c.sitting))
    .join(
        instrument,
        and_(instrument.c.organisation == meeting.c.organisation, instrument.c.id == meeting.c.instrument),
    )
)


class MeetingRow(NamedTuple):
    """A line in a body's list of sittings."""

    instrument: str
    printed: str
    party: str
    held_on: date
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Votes:
    named: Mapping[str, Any]
    took_part: tuple[str, ...]
    recused: frozenset[str]


def held(connection: Connection, organisation: str, id_: str, today: date) -> Held:
    """The meeting of a protocol with all that its page and print need. Raises NotFound."""
    of = meeting.c
    row = connection.execute(
        _MEETING.where(of.organisation == organisation, of.instrument == id_)
    ).one_or_none()
    if row is None:
        raise NotFound
    listed, came = _attendance(connection, row)
    items = _items(connection, organisation, id_)
    roster = Roster(PartyKey(organisation, row.party), row.held_on, listed, rule_of(row.rule))
    met = Meeting(
        roster.party, items, came if row.named else None, row.chair, row.secretary, row.printed, row.invited
    )
    extra = {one for one in (row.chair, row.secretary) if one}
    people = {one.person: one.name for one in listed} | names_of(
        connection, extra - {one.person for one in listed}, row.held_on
    )
    return Held(
        _protocol(row),
        row.sitting,
        organisation_of_day(connection, organisation, row.held_on, today),
        party_of_day(connection, roster.party, row.held_on, today),
        row.held_on,
        row.place,
        Window(row.opens, row.closes) if row.opens else None,
        roster,
        met,
        people,
        person(connection, row.recorded_by, row.held_on),
        row.recorded_at,
        _others(connection, row, today),
        _corrections(connection, organisation, id_),
        _seconds(connection, organisation, id_),
    )


def protocols_of(connection: Connection, organisation: str, of: str) -> list[str]:
    """The protocols of one sitting, in the order they were registered."""
    query = select(meeting.c.instrument).where(
        meeting.c.organisation == organisation, meeting.c.sitting == of
    )
    return list(connection.scalars(query.order_by(meeting.c.instrument)))


def meetings(
    connection: Connection, organisation: str, party: str | None = None, limit: int = 50
) -> list[MeetingRow]:
    """The recorded sittings of an organisation or of one body, newest first."""
    query = _MEETING.where(meeting.c.organisation == organisation)
    if party is not None:
        query = query.where(meeting.c.party == party)
    rows = connection.execute(
        query.order_by(sitting.c.held_on.desc(), meeting.c.instrument.desc()).limit(limit)
    ).all()
    titles = _titles(connection, organisation, [row.instrument for row in rows])
    return [
        MeetingRow(row.instrument, row.printed, row.party, row.held_on, titles.get(row.instrument, ()))
        for row in rows
    ]


def _titles(connection: Connection, organisation: str, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    of = agenda_item.c
    query = select(of.instrument, of.title).where(of.organisation == organisation, of.instrument.in_(ids))
    for row in connection.execute(query.order_by(of.instrument, of.number)):
        found[row.instrument] = (*found.get(row.instrument, ()), row.title)
    return found


def _attendance(connection: Connection, row: Any) -> tuple[tuple[Member, ...], tuple[Attendance, ...]]:
    of = attendance.c
    rows = connection.execute(
        select(attendance).where(of.organisation == row.organisation, of.instrument == row.instrument)
    ).all()
    names = names_of(connection, {one.person for one in rows}, row.held_on)
    rows = sorted(rows, key=lambda one: names[one.person].full.casefold().replace("ё", "е"))
    members = (Member(one.person, names[one.person], one.capacity, one.category, one.by_post) for one in rows)
    came = (Attendance(one.person, one.presence, one.proxy, one.returned) for one in rows)
    return tuple(members), tuple(came)


def _items(connection: Connection, organisation: str, id_: str) -> tuple[Item, ...]:
    of = agenda_item.c
    votes = _votes(connection, organisation, id_)
    rows = connection.execute(
        select(agenda_item).where(of.organisation == organisation, of.instrument == id_).order_by(of.number)
    )
    return tuple(_item(row, votes.get(row.number, _Votes({}, (), frozenset()))) for row in rows)


def _item(row: Any, votes: _Votes) -> Item:
    counts = (row.in_favour, row.against, row.abstained)
    said = Vote(row.manner, *counts, row.chair, votes.named, votes.took_part, row.declared)
    former = None
    if row.former_instrument:
        former = Former(row.former_instrument, row.former_item, row.former_reason)
    edition = EditionKey(row.document_organisation, row.document, row.edition) if row.document else None
    return Item(
        row.title, said, row.resolved, row.heard, row.spoke, edition, row.step, "", row.outcome, row.remark,
        votes.recused, former,
    )  # fmt: skip


def _votes(connection: Connection, organisation: str, id_: str) -> Mapping[int, _Votes]:
    of = vote.c
    rows = connection.execute(
        select(vote).where(of.organisation == organisation, of.instrument == id_).order_by(of.person)
    ).all()
    return {
        number: _Votes(
            {one.person: one.choice for one in own if one.choice in ("for", "against", "abstained")},
            tuple(one.person for one in own if one.choice == "took_part"),
            frozenset(one.person for one in own if one.choice == "recused"),
        )
        for number in {one.item for one in rows}
        if (own := [one for one in rows if one.item == number])
    }


def _others(connection: Connection, row: Any, today: date) -> tuple[tuple[Instrument, Names], ...]:
    """The protocols of the other bodies at the same sitting."""
    of = meeting.c
    rows = connection.execute(
        _MEETING.where(
            of.organisation == row.organisation, of.sitting == row.sitting, of.instrument != row.instrument
        ).order_by(of.instrument)
    )
    return tuple(
        (_protocol(one), party_of_day(connection, PartyKey(one.organisation, one.party), one.held_on, today))
        for one in rows
    )


def _corrections(connection: Connection, organisation: str, id_: str) -> tuple[Correction, ...]:
    of = correction.c
    rows = connection.execute(
        select(correction).where(of.organisation == organisation, of.instrument == id_).order_by(of.number)
    )
    return tuple(
        Correction(
            row.number,
            row.item,
            row.text,
            row.reason,
            person(connection, row.recorded_by, date.fromisoformat(row.recorded_at[:10])),
            row.recorded_at,
        )
        for row in rows
    )


def _seconds(connection: Connection, organisation: str, id_: str) -> Mapping[int, Second]:
    """The later votes on questions of a protocol, the last one of each."""
    of = agenda_item.c
    rows = connection.execute(
        select(of.former_item, of.instrument, of.number, instrument.c.printed, instrument.c.dated)
        .join(
            instrument,
            and_(instrument.c.organisation == of.organisation, instrument.c.id == of.instrument),
        )
        .where(of.organisation == organisation, of.former_instrument == id_)
        .order_by(of.instrument)
    )
    return {row.former_item: Second(row.instrument, row.printed, row.dated, row.number) for row in rows}


def _protocol(row: Any) -> Instrument:
    return Instrument(
        row.organisation, row.instrument, "protocol", row.printed, row.held_on, row.party, None, new=False
    )
