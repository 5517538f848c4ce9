"""An edition's case with the names, instruments and terms that its page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from storage.cases import Cases, at, of_edition
from storage.definitions import plan_of
from storage.heads import Heads
from storage.people import organisation_of_day
from storage.queries.people import name_of_day
from storage.statements import Statement
from storage.tables import decision, instrument, party, party_name, person_name, task
from storage.tables.references import BY_INSTRUMENT
from workflow.chain.case import NO_DUE, Case, SignOff
from workflow.chain.progress import Progress, Signature, progress
from workflow.engine.definition import Definition
from workflow.engine.machine import Plan
from workflow.engine.process import open_steps
from workflow.governance.names import Names
from workflow.governance.people import PersonName
from workflow.ports import Instrument
from workflow.values import EditionKey, PartyKey

_PERSON = Statement(
    select(person_name).where(person_name.c.person == bindparam("of_person")).order_by(person_name.c.since)
)
_NATURE = Statement(
    select(party.c.nature).where(
        party.c.organisation == bindparam("of_organisation"), party.c.id == bindparam("of_party")
    )
)
_DUES = Statement(select(task.c.step, task.c.due).where(*of_edition(task)))
_INSTRUMENTS = Statement(
    select(decision.c.step, instrument).join(instrument, BY_INSTRUMENT.on).where(*of_edition(decision))
)


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its definition, compiled, and the whole of its progress."""

    case: Case
    plan: Plan
    progress: Progress
    signatures: tuple[Signature, ...]

    @property
    def definition(self) -> Definition:
        """The definition version by which the case goes."""
        return self.plan.definition


@dataclass(frozen=True, slots=True)
class BesideView:
    """A case beside the chain with its definition, compiled."""

    case: Case
    plan: Plan

    @property
    def definition(self) -> Definition:
        """The definition version by which the case goes."""
        return self.plan.definition


def beside_views(connection: Connection, key: EditionKey) -> list[BesideView]:
    """The cases that an edition has beside that of its chain."""
    found = Cases(connection, Heads(connection)).beside(key)
    return [BesideView(case, plan_of(connection, case.definition)) for case in found]


def case_view(connection: Connection, key: EditionKey, today: date) -> CaseView | None:
    """The case of an edition; None while it is a draft."""
    cases = Cases(connection, Heads(connection))
    case = cases.find(key)
    if case is None:
        return None
    plan = plan_of(connection, case.definition)
    asked = [step.id for step in open_steps(plan, case.marking)]
    signed = signatures(connection, key, cases.sign_offs(key), today)
    names = party_names(connection, set(case.parties.values()), today)
    shown = progress(plan.definition, case, signed, names, dues(connection, key), asked)
    return CaseView(case, plan, shown, tuple(signed))


def signatures(
    connection: Connection, key: EditionKey, sign_offs: Sequence[SignOff], today: date
) -> list[Signature]:
    """The sign-offs under the names of the day of each decision."""
    instruments = _instruments(connection, key)
    return [_signature(connection, one, instruments.get(one.step, ()), today) for one in sign_offs]


def party_names(connection: Connection, keys: set[PartyKey], on: date) -> Mapping[PartyKey, Names]:
    """The names of bodies and offices on a day."""
    if not keys:
        return {}
    asked: dict[str, object] = {"on_day": on}
    for place, key in enumerate(keys):
        asked[f"organisation_{place}"], asked[f"party_{place}"] = key
    rows = _party_names(len(keys)).all(connection, asked)
    return {PartyKey(row.organisation, row.party): _names(row) for row in rows}


def party_of_day(connection: Connection, key: PartyKey, on: date, today: date) -> Names:
    """The names of a body or office on that day, else of today, else its id."""
    known = party_names(connection, {key}, on) or party_names(connection, {key}, today)
    return known.get(key, Names.fixed(key.party))


@lru_cache(64)
def _party_names(count: int) -> Statement:
    day: Any = bindparam("on_day")
    named = [
        and_(
            party_name.c.organisation == bindparam(f"organisation_{place}"),
            party_name.c.party == bindparam(f"party_{place}"),
        )
        for place in range(count)
    ]
    lasts = or_(party_name.c.until.is_(None), party_name.c.until > day)
    return Statement(select(party_name).where(or_(*named), party_name.c.since <= day, lasts))


def dues(connection: Connection, key: EditionKey) -> Mapping[str, str]:
    """The terms of the open tasks of an edition, by step."""
    return {row.step: row.due for row in _DUES.all(connection, at(key)) if row.due != NO_DUE}


def _instruments(connection: Connection, key: EditionKey) -> Mapping[str, tuple[Instrument, ...]]:
    found: dict[str, tuple[Instrument, ...]] = {}
    for row in _INSTRUMENTS.all(connection, at(key)):
        one = Instrument(
            row.organisation, row.id, row.instrument, row.printed, row.dated, row.party, row.signed_by
        )
        found[row.step] = (*found.get(row.step, ()), one)
    return found


def _signature(
    connection: Connection, one: SignOff, instruments: tuple[Instrument, ...], today: date
) -> Signature:
    on = one.decided_on or date.fromisoformat(one.recorded_at[:10])
    known = _NATURE.one(connection, {"of_organisation": one.party.organisation, "of_party": one.party.party})
    signer = next((person(connection, i.signed_by, on) for i in instruments if i.signed_by), None)
    return Signature(
        one,
        instruments,
        party_of_day(connection, one.party, on, today),
        known.nature if known else "body",
        organisation_of_day(connection, one.party.organisation, on, today).names,
        person(connection, one.recorded_by, date.fromisoformat(one.recorded_at[:10])).full,
        signer.signature if signer else None,
    )


def person(connection: Connection, of: str, on: date) -> PersonName:
    """A person's name on a day, or the earliest known."""
    return name_of_day(_PERSON.all(connection, {"of_person": of}), of, on)


def _names(row: Any) -> Names:  # a party_name row
    return Names(row.nominative, row.genitive, row.instrumental)
