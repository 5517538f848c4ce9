"""All that is on record about an edition, as the rules of findings look at it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from storage.calendars import calendar_of
from storage.cases import at
from storage.definitions import plan_of
from storage.fact_rows import (
    ANSWERS,
    CONTROLLED,
    EDITION,
    HIGHER,
    HOLDERS,
    LOWER,
    NAME,
    OTHERS,
    PERFORMED,
    SEATS,
)  # fmt: skip
from storage.instruments import register_of
from storage.people import absences_on, parties_on
from storage.tables import instrument
from workflow.chain.acts import ACTS
from workflow.chain.paper import PAPER
from workflow.engine.definition import Definition
from workflow.errors import NotFound, Refused
from workflow.governance.findings import (
    Answer,
    Asked,
    Bypassed,
    Controlled,
    Entry,
    Facts,
    Holder,
    Other,
    Seats,
)
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import ACTING, PersonName
from workflow.governance.reckoning import Length, reckon
from workflow.values import EditionKey

SATURDAY = 5
PUBLISHED_WITHIN = 10
_INSTRUMENT_WORDS = frozenset({"приказ", "приказом", "распоряжение", "распоряжением"})


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The rows of one edition."""

    connection: Connection
    key: EditionKey
    head: Any
    definition: Definition | None
    seats: Mapping[str, Any]
    holders: Mapping[str, Sequence[Any]]
    beside: Mapping[str, Sequence[Entry]]


def facts_of(connection: Connection, key: EditionKey, today: date) -> Facts:
    """What is on record about the edition. Raises NotFound."""
    head = EDITION.one(connection, at(key))
    if head is None:
        raise NotFound
    definition = plan_of(connection, head.definition).definition if head.definition else None
    rows = ANSWERS.all(connection, at(key)) if definition else []
    answers = tuple(_answers(connection, key, head, definition, rows)) if rows else ()
    others = OTHERS.all(connection, at(key)) if head.editions > 1 else []
    return Facts(
        paper=head.paper,
        edition=key.edition,
        title=head.title,
        today=today,
        text=bytes(head.text).decode(),
        submitted=_local(head.submitted_at, head.zone),
        since=head.in_force_from,
        until=head.in_force_until,
        answers=answers,
        asked=_asked(definition, _absent(connection, key.organisation, answers) if head.paper else ()),
        others=tuple(Other(row.number, row.in_force_from, row.in_force_until) for row in others),
        rest=_rest(connection, key.organisation, answers) if head.paper else frozenset(),
        voided=head.voided,
        changed=_local(head.changed_at, head.zone),
        controlled=_controlled(connection, key, today) if head.kind == "order" else (),
        published=head.published,
        publish_by=_publish_by(connection, key.organisation, answers) if head.published else None,
        bypassed=_bypassed(connection, key, head) if definition and definition.manager_bypass else (),
    )


def _publish_by(connection: Connection, of: str, answers: Sequence[Answer]) -> date | None:
    """The last day on which the site had to show it; None where the calendar has no data (273-FZ art. 29)."""
    days = [one.dated for one in answers if one.dated and one.advances]
    if not days:
        return None
    try:
        return reckon(
            calendar_of(connection, of, max(days)), max(days), Length(PUBLISHED_WITHIN, "working")
        ).last
    except Refused:
        return None


def _bypassed(connection: Connection, key: EditionKey, head: Any) -> tuple[Bypassed, ...]:
    """The transitions of the edition whose conditions were passed by."""
    told = [(row.at, json.loads(row.record)["facts"]) for row in PERFORMED.all(connection, at(key))]
    return tuple(
        Bypassed(facts["title"][0], _local(instant, head.zone) or date.min)
        for instant, facts in told
        if facts.get("bypassed") and facts["edition"] == key.edition
    )


def _controlled(connection: Connection, key: EditionKey, today: date) -> tuple[Controlled, ...]:
    """The open points of the order whose text the edition is, each with who answers for it."""
    rows = CONTROLLED.all(connection, {**at(key), "on_day": today})
    return tuple(Controlled(row.point, _named(row), row.due) for row in rows)


def _answers(
    connection: Connection, key: EditionKey, head: Any, definition: Definition | None, rows: Sequence[Any]
) -> Sequence[Answer]:
    beside: dict[str, list[Entry]] = defaultdict(list)
    for row in (*LOWER.all(connection, at(key)), *HIGHER.all(connection, at(key))):
        beside[row.step].append(Entry(row.printed, row.dated))
    holders: dict[str, list[Any]] = defaultdict(list)
    if any(row.nature == "office" for row in rows):
        for row in HOLDERS.all(connection, at(key)):
            holders[row.step].append(row)
    seats = {row.step: row for row in SEATS.all(connection, at(key))}
    of = _Gathered(connection, key, head, definition, seats, holders, beside)
    # An answer that several protocols carry is one answer.
    return [_answer(of, row) for row in {row.step: row for row in rows}.values()]


def _answer(of: _Gathered, row: Any) -> Answer:
    shown = row.shown is not None
    since, until = _existed(of, row)
    stamp = row.number if shown else row.printed
    return Answer(
        step=row.step,
        act=row.act,
        party=_called(row),
        kind=row.kind,
        nature=row.nature,
        evidence=row.evidence if shown else row.instrument or "none",
        number=stamp,
        dated=row.decided_on,
        recorded=_local(row.recorded_at, of.head.zone),
        advances=_advances(row),
        stage=_stage(of.definition, row),
        word=row.word or "",
        signer=row.signer if shown else _signer(of, row),
        ambiguous=bool(row.unsure),
        listed=row.until is None or row.until != row.since,
        since=since,
        until=until,
        seats=_seats_of(of, row),
        taken=_taken(of, row) if shown and stamp and not row.printed else None,
        neighbours=tuple(of.beside.get(row.step, ())),
        annexed_to=Entry(row.order_number, row.order_dated) if row.order_number else None,
        same_text=row.text_sha256 == of.head.sha256,
        quorum=row.quorum,
    )


def _called(row: Any) -> str:
    """As the paper prints it, else as it was named on its day; a stamp may print the order alone."""
    names = [
        name for name in (row.shown, row.nominative) if name and name.casefold() not in _INSTRUMENT_WORDS
    ]
    return names[0] if names else _title(row.kind)


def _existed(of: _Gathered, row: Any) -> tuple[date | None, date | None]:
    """From when until when the party exists, as far as the records tell of the day of the answer."""
    kept = of.head.kept_since
    if row.until == row.since or row.decided_on is None or kept is None or row.decided_on < kept:
        return None, None
    return row.since, row.until


def _seats_of(of: _Gathered, row: Any) -> Seats | None:
    seats = of.seats.get(row.step)
    if seats is None:
        return None
    ended = None if seats.members else seats.ended
    holders = tuple(
        Holder(_named(one), one.capacity == ACTING, one.basis) for one in of.holders.get(row.step, ())
    )
    return Seats(seats.began, int(seats.members), ended, holders)


def _signer(of: _Gathered, row: Any) -> str:
    """Who signed here, under a name that this person bore in the office, if it was held."""
    if row.signed_by is None:
        return ""
    held = [one for one in of.holders.get(row.step, ()) if one.person == row.signed_by]
    name = held[0] if held else NAME.one(of.connection, {"of_person": row.signed_by})
    return _named(name) if name else ""


def _named(row: Any) -> str:
    return PersonName(row.surname, row.given, row.patronymic).signature


def _advances(row: Any) -> bool:
    answers = {answer.id: answer.effect for answer in ACTS[row.act].outcomes}
    return answers.get(row.outcome, "advance") == "advance"


def _stage(definition: Definition | None, row: Any) -> int | None:
    """The place of its stage in the chain that was followed; None where the paper alone tells of one."""
    if definition is None or definition.id == PAPER:
        return None
    for place, stage in enumerate(definition.stages):
        steps = [definition.steps[step] for step in stage.steps]
        if any((step.by.kind, step.act) == (row.kind, row.act) for step in steps):
            return place
    return None


def _absent(connection: Connection, of: str, answers: Sequence[Answer]) -> frozenset[str]:
    """The kinds of body that the organisation had not when the last answer was given (norms, rule 8)."""
    days = [one.dated for one in answers if one.dated]
    told = {one.party for one in absences_on(connection, of, max(days))} if days else set()
    known = parties_on(connection, of, max(days)) if told else []
    return frozenset(one.kind for one in known if one.key in told)


def _asked(definition: Definition | None, absent: Collection[str]) -> tuple[Asked, ...]:
    if definition is None or definition.id == PAPER:
        return ()
    return tuple(
        Asked(step.by.kind, step.act, _title(step.by.kind))
        for step in definition.steps.values()
        if step.by.kind in PARTY_KINDS and step.by.kind not in absent
    )


def _title(kind: str) -> str:
    return PARTY_KINDS[kind].title.ru if kind in PARTY_KINDS else kind


def _taken(of: _Gathered, row: Any) -> date | None:
    """The date under which the number of a stamp without an entry stands in its register."""
    register = register_of(of.connection, row.party_organisation, row.party_id, row.evidence)
    if register is None or row.decided_on is None:
        return None
    try:
        period = register.period(row.decided_on)
    except Refused:
        return None
    return of.connection.scalar(
        select(instrument.c.dated).where(
            instrument.c.organisation == register.organisation,
            instrument.c.register == register.id,
            instrument.c.period == period,
            instrument.c.printed == row.number,
        )
    )


def _rest(connection: Connection, of: str, answers: Sequence[Answer]) -> frozenset[date]:
    """Which days of the answers nobody works, by the calendar; Saturdays and Sundays where it has no data."""
    days = {one.dated for one in answers if one.dated}
    if not days:
        return frozenset()
    calendar = calendar_of(connection, of, min(days))
    rest = set()
    for day in days:
        try:
            works = calendar.works(day, calendar.week(day))
        except Refused:
            works = day.weekday() < SATURDAY
        rest |= set() if works else {day}
    return frozenset(rest)


def _local(instant: str | None, zone: str) -> date | None:
    """The day of an instant where the organisation is."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).date() if instant else None
