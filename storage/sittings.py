"""Rules, rosters and recorded sittings: rows and the values of `workflow.governance.sittings`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select

from storage.ids import ordered_id
from storage.queries.people import names_of
from storage.tables import (
    agenda_item,
    attendance,
    body_rule,
    correction,
    meeting,
    membership,
    sitting,
    vote,
)
from workflow.errors import Invalid, NotFound
from workflow.governance.sittings import rules
from workflow.governance.sittings.meeting import Attendance, Item, Meeting, Sitting
from workflow.governance.sittings.roster import Member, Roster, roster
from workflow.governance.sittings.rules import Rule
from workflow.governance.sittings.verdict import Verdict
from workflow.ports import Instrument
from workflow.services.sitting_ports import Recording
from workflow.values import PartyKey, Text


class Sittings:
    """Facts are added and never changed: the database itself refuses the rest (`storage.append_only`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rule(self, party: PartyKey, on: date) -> Rule:
        """The body's rule on that day; the usual one when none was written down."""
        return rule_on(self._connection, party, on)

    def set_rule(self, party: PartyKey, rule: Rule, since: date, by: Recording) -> None:
        """Write down a body's rule from a day on. Raises Invalid when that day has one already."""
        row = {"organisation": party.organisation, "party": party.party, "since": since}
        of = body_rule.c
        taken = select(of.since).where(
            of.organisation == party.organisation, of.party == party.party, of.since == since
        )
        if self._connection.scalar(taken) is not None:
            raise Invalid({"since": _RULED})
        told = {"rule": rule_text(rule), "recorded_by": by.by, "recorded_at": by.at}
        self._connection.execute(insert(body_rule), {**row, **told})

    def roster(self, party: PartyKey, on: date) -> Roster:
        """The body's list of that day, under the rule and the names of that day."""
        return roster_on(self._connection, party, on)

    def open(self, new: Sitting, by: Recording) -> str:
        """Keep a sitting; returns its id."""
        id_ = ordered_id(by.at)
        window = new.window
        self._connection.execute(
            insert(sitting),
            {
                "organisation": new.organisation,
                "id": id_,
                "held_on": new.held_on,
                "place": new.place,
                "opens": window.opens if window else None,
                "closes": window.closes if window else None,
                "recorded_by": by.by,
                "recorded_at": by.at,
            },
        )
        return id_

    def meet(self, of: str, new: Meeting, protocol: Instrument, listed: Roster) -> None:
        """Keep that a body met, with its whole list and how each took part."""
        key = _key(protocol)
        self._connection.execute(
            insert(meeting),
            {
                **key,
                "sitting": of,
                "party": new.party.party,
                "rule": rule_text(listed.rule),
                "chair": new.chair,
                "secretary": new.secretary,
                "named": new.attendance is not None,
                "invited": new.invited,
            },
        )
        came = {one.person: one for one in new.attendance or ()}
        others = "unknown" if new.attendance is None else "absent"
        rows = [_attended(key, one, came.get(one.person), others) for one in listed.members]
        self._connection.execute(insert(attendance), rows)

    def resolve(self, protocol: Instrument, number: int, item: Item, verdict: Verdict) -> None:
        """Keep a question with its votes and its verdict."""
        key = {**_key(protocol), "number": number}
        self._connection.execute(insert(agenda_item), {**key, **_item(item), **_verdict(verdict)})
        if votes := list(_votes(item)):
            row = {**_key(protocol), "item": number}
            self._connection.execute(
                insert(vote), [{**row, "person": person, "choice": choice} for person, choice in votes]
            )

    def held(self, protocol: Instrument) -> bool:
        """Whether a meeting is kept under that protocol."""
        return met_by(self._connection, protocol.organisation, protocol.id) is not None

    def party_of(self, organisation: str, instrument: str) -> PartyKey:
        """The body whose protocol it is. Raises NotFound."""
        party = met_by(self._connection, organisation, instrument)
        if party is None:
            raise NotFound
        return PartyKey(organisation, party)

    def items(self, organisation: str, instrument: str) -> Sequence[int]:
        """The numbers of a protocol's questions."""
        of = agenda_item.c
        query = select(of.number).where(of.organisation == organisation, of.instrument == instrument)
        return list(self._connection.scalars(query.order_by(of.number)))

    def correct(
        self, organisation: str, instrument: str, item: int | None, text: str, reason: str, by: Recording
    ) -> int:
        """Add a correction to a protocol; returns its number. The caller holds the organisation's chain."""
        of = correction.c
        here = (of.organisation == organisation, of.instrument == instrument)
        number = (self._connection.scalar(select(func.max(of.number)).where(*here)) or 0) + 1
        row = {"organisation": organisation, "instrument": instrument, "number": number, "item": item}
        told = {"text": text, "reason": reason, "recorded_by": by.by, "recorded_at": by.at}
        self._connection.execute(insert(correction), {**row, **told})
        return number


def met_by(connection: Connection, organisation: str, instrument: str) -> str | None:
    """The body whose meeting is kept under that protocol; None when none is."""
    of = meeting.c
    found: str | None = connection.scalar(
        select(of.party).where(of.organisation == organisation, of.instrument == instrument)
    )
    return found


def rule_on(connection: Connection, party: PartyKey, on: date) -> Rule:
    """The body's rule on that day."""
    of = body_rule.c
    told = connection.scalar(
        select(of.rule)
        .where(of.organisation == party.organisation, of.party == party.party, of.since <= on)
        .order_by(of.since.desc())
        .limit(1)
    )
    return rule_of(told) if told is not None else rules.DEFAULT


def roster_on(connection: Connection, party: PartyKey, on: date) -> Roster:
    """The body's list of that day; seats by virtue of a post go to whoever had the post."""
    rule = rule_on(connection, party, on)
    others = {
        seat.party: members_on(connection, PartyKey(party.organisation, seat.party), on)
        for seat in rule.ex_officio
    }
    return roster(party, on, members_on(connection, party, on), rule, others)


def members_on(connection: Connection, party: PartyKey, on: date) -> list[Member]:
    """Who sat in a body or held an office that day, under the names of that day."""
    of = membership.c
    rows = connection.execute(
        select(of.person, of.capacity, of.category)
        .where(
            of.organisation == party.organisation,
            of.party == party.party,
            of.since <= on,
            or_(of.until.is_(None), of.until > on),
        )
        .order_by(of.since, of.person)
    ).all()
    names = names_of(connection, {row.person for row in rows}, on)
    return [Member(row.person, names[row.person], row.capacity, row.category) for row in rows]


def rule_text(rule: Rule) -> str:
    """A rule as a row holds it."""
    return json.dumps(rules.written(rule), ensure_ascii=False, sort_keys=True)


def rule_of(text: str) -> Rule:
    """The rule that a row holds."""
    return rules.read(json.loads(text))


def _key(protocol: Instrument) -> dict[str, object]:
    return {"organisation": protocol.organisation, "instrument": protocol.id}


def _attended(
    key: Mapping[str, object], one: Member, came: Attendance | None, otherwise: str
) -> dict[str, object]:
    return {
        **key,
        "person": one.person,
        "capacity": one.capacity,
        "category": one.category,
        "by_post": one.by_post,
        "presence": came.presence if came else otherwise,
        "proxy": came.proxy if came else None,
        "returned": came.returned if came else None,
    }


def _item(item: Item) -> dict[str, Any]:
    edition, former, said = item.edition, item.former, item.vote
    return {
        "title": item.title,
        "heard": item.heard,
        "spoke": item.spoke,
        "resolved": item.resolved,
        "document_organisation": edition.organisation if edition else None,
        "document": edition.document if edition else None,
        "edition": edition.edition if edition else None,
        "step": item.step,
        "outcome": item.outcome,
        "remark": item.remark,
        "manner": said.manner,
        "in_favour": said.in_favour,
        "against": said.against,
        "abstained": said.abstained,
        "chair": said.chair,
        "declared": said.declared,
        "former_instrument": former.instrument if former else None,
        "former_item": former.item if former else None,
        "former_reason": former.reason if former else "",
    }


def _verdict(one: Verdict) -> dict[str, object]:
    return {"carried": one.carried, "quorum": one.quorum, "ground": one.ground}


def _votes(item: Item) -> Iterator[tuple[str, str]]:
    yield from sorted(item.vote.named.items())
    yield from ((person, "took_part") for person in sorted(item.vote.took_part))
    yield from ((person, "recused") for person in sorted(item.recused))


_RULED = Text("С этого дня правило уже записано", "There is a rule from that day already")
