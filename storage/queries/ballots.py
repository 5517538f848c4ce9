"""The votes of members as lists: of some bodies, and what still wants something of somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, or_, select, tuple_

from storage.tables import ballot, ballot_sheet
from workflow.values import PartyKey

MOST = 50
_ROWS = select(
    ballot.c.id,
    ballot.c.organisation,
    ballot.c.party,
    ballot.c.title,
    ballot.c.opens,
    ballot.c.closes,
    ballot.c.secret,
    ballot.c.sitting,
    ballot.c.open,
    ballot.c.protocol,
)


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A line in the list of votes."""

    id: str
    organisation: str
    party_id: str
    title: str
    opens: date
    closes: date
    secret: bool
    sitting: bool
    open: bool
    protocol: str | None

    @property
    def party(self) -> PartyKey:
        """The body that votes."""
        return PartyKey(self.organisation, self.party_id)


def ballots_of(connection: Connection, organisation: str, parties: Sequence[str]) -> list[BallotRow]:
    """The votes of some bodies, those that are open first, then the newest."""
    of = ballot.c
    rows = connection.execute(
        _ROWS.where(of.organisation == organisation, of.party.in_(parties))
        .order_by(of.open.desc(), of.closes.desc(), of.id.desc())
        .limit(MOST)
    )
    return [_row(row) for row in rows]


def wanting(
    connection: Connection,
    person: str,
    organisations: Sequence[str],
    recording: Sequence[PartyKey],
    today: date,
) -> tuple[list[BallotRow], list[BallotRow]]:
    """The votes that want this person's voice today, and those whose end or protocol he owes as recorder."""
    of, sheet = ballot.c, ballot_sheet.c
    here = and_(sheet.organisation == of.organisation, sheet.ballot == of.id, sheet.cast.is_(None))
    asked = select(sheet.person).where(here, sheet.person == person).exists()
    awaited = select(sheet.person).where(here).exists()
    unwritten = _ROWS.where(of.organisation.in_(organisations), of.protocol.is_(None))
    unwritten = unwritten.order_by(of.closes, of.id).limit(MOST)
    own = unwritten.where(of.open, of.opens <= today, of.closes >= today, asked)
    over = or_(of.open.is_(False), of.closes < today, and_(of.open, ~awaited))
    led = tuple_(of.organisation, of.party).in_([tuple(one) for one in recording])
    to_end = connection.execute(unwritten.where(led, over)).all() if recording else []
    return [_row(row) for row in connection.execute(own)], [_row(row) for row in to_end]


def _row(row: Any) -> BallotRow:
    return BallotRow(*row)
