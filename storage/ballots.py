"""Ballots that members cast themselves. The ballot's row is the lock; its verdict is one row by its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.ids import ordered_id
from storage.queries.people import names_of
from storage.sittings import rule_of, rule_text
from storage.tables import ballot, ballot_sheet, ballot_verdict
from workflow.errors import NotFound
from workflow.governance.sittings.ballots import About, Ballot, Sheet
from workflow.governance.sittings.meeting import Former, Window
from workflow.governance.sittings.roster import Member, Roster
from workflow.governance.sittings.verdict import Verdict
from workflow.ports import Instrument
from workflow.services.sitting_ports import Recording
from workflow.values import EditionKey, PartyKey

_TOTALS = {"for": ballot.c.in_favour, "against": ballot.c.against, "abstained": ballot.c.abstained}


class Ballots:
    """Votes between two days."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, new: Ballot, by: Recording) -> str:
        """Keep a ballot with a sheet for each of the list; returns its id."""
        id_, party = ordered_id(by.at), new.roster.party
        key = {"organisation": party.organisation, "id": id_}
        told = {
            "party": party.party,
            "title": new.title,
            "secret": new.secret,
            "rule": rule_text(new.roster.rule),
            "opens": new.window.opens,
            "closes": new.window.closes,
            "chair": new.chair,
            "sitting": new.sitting,
            **_about(new.about),
            **_former(new.former),
            "opened_by": by.by,
            "opened_at": by.at,
        }
        empty = {"in_favour": 0, "against": 0, "abstained": 0, "open": True}
        self._connection.execute(insert(ballot), {**key, **told, **empty})
        sheets = [_sheet(party.organisation, id_, one) for one in new.roster.listed]
        self._connection.execute(insert(ballot_sheet), sheets)
        return id_

    def get(self, organisation: str, id_: str) -> Ballot:
        """The ballot, locked: whoever votes or closes it waits for the one before. Raises NotFound."""
        return ballot_at(self._connection, organisation, id_, locked=True)

    def cast(self, of: Ballot, sheet: Sheet) -> None:
        """Count a vote; of a secret one is kept only that the person took part."""
        if sheet.choice is not None:
            total = _TOTALS[sheet.choice]
            self._connection.execute(update(ballot).where(*_this(of)).values({total.name: total + 1}))
        self._connection.execute(
            update(ballot_sheet)
            .where(
                ballot_sheet.c.organisation == of.roster.party.organisation,
                ballot_sheet.c.ballot == of.id,
                ballot_sheet.c.person == sheet.person,
            )
            .values(
                cast=sheet.on,
                choice=None if of.secret else sheet.choice,
                recorded_by=sheet.by,
                basis=sheet.basis,
            )
        )

    def close(self, of: Ballot, verdict: Verdict, by: Recording) -> None:
        """Keep the one verdict of a ballot; nothing is cast after it."""
        self._connection.execute(update(ballot).where(*_this(of)).values(open=False))
        key = {"organisation": of.roster.party.organisation, "ballot": of.id}
        came = {"carried": verdict.carried, "quorum": verdict.quorum, "ground": verdict.ground}
        self._connection.execute(
            insert(ballot_verdict), {**key, **came, "closed_by": by.by, "closed_at": by.at}
        )

    def write(self, of: Ballot, protocol: Instrument) -> None:
        """Note the protocol of a ballot."""
        self._connection.execute(update(ballot).where(*_this(of)).values(protocol=protocol.id))


def ballot_at(connection: Connection, organisation: str, id_: str, *, locked: bool = False) -> Ballot:
    """A ballot with its list and how far it has come. Raises NotFound."""
    query = select(ballot).where(ballot.c.organisation == organisation, ballot.c.id == id_)
    row = connection.execute(query.with_for_update() if locked else query).one_or_none()
    if row is None:
        raise NotFound
    sheets = connection.execute(
        select(ballot_sheet).where(ballot_sheet.c.organisation == organisation, ballot_sheet.c.ballot == id_)
    ).all()
    names = names_of(connection, {one.person for one in sheets}, row.opens)
    members = sorted((_member(one, names) for one in sheets), key=lambda one: one.name.full.casefold())
    roster = Roster(PartyKey(organisation, row.party), row.opens, tuple(members), rule_of(row.rule))
    return _ballot(row, roster, sheets)


def _ballot(row: Any, roster: Roster, sheets: Any) -> Ballot:
    about, former = None, None
    if row.document:
        edition = EditionKey(row.document_organisation, row.document, row.edition)
        about = About(edition, row.step, row.text_sha256)
    if row.former_instrument:
        former = Former(row.former_instrument, row.former_item, row.former_reason)
    return Ballot(
        row.id,
        roster,
        row.title,
        Window(row.opens, row.closes),
        row.secret,
        row.chair,
        about,
        row.open,
        row.in_favour,
        row.against,
        row.abstained,
        tuple(
            Sheet(one.person, one.cast, one.recorded_by, one.choice, one.basis) for one in sheets if one.cast
        ),
        row.sitting,
        former,
        row.protocol,
    )


def _member(row: Any, names: Mapping[str, Any]) -> Member:
    return Member(row.person, names[row.person], row.capacity, row.category, row.by_post)


def _sheet(organisation: str, id_: str, one: Member) -> dict[str, object]:
    return {
        "organisation": organisation,
        "ballot": id_,
        "person": one.person,
        "capacity": one.capacity,
        "category": one.category,
        "by_post": one.by_post,
        "basis": "",
    }


def _about(told: About | None) -> dict[str, object]:
    edition = told.edition if told else None
    return {
        "document_organisation": edition.organisation if edition else None,
        "document": edition.document if edition else None,
        "edition": edition.edition if edition else None,
        "step": told.step if told else "",
        "text_sha256": told.text_sha256 if told else "",
    }


def _former(told: Former | None) -> dict[str, object]:
    return {
        "former_instrument": told.instrument if told else None,
        "former_item": told.item if told else None,
        "former_reason": told.reason.strip() if told else "",
    }


def _this(of: Ballot) -> tuple[Any, Any]:
    return (ballot.c.organisation == of.roster.party.organisation, ballot.c.id == of.id)
