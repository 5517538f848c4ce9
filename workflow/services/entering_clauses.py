"""Clauses that come into force on a day of their own, later than their edition: told, kept, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.documents.clause_days import bare, day_fault, meant
from workflow.documents.clauses import Clause
from workflow.documents.dates import numeric
from workflow.documents.document import Edition
from workflow.documents.life import LateClause
from workflow.errors import Invalid, Refused
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store, Work
from workflow.services.replay import earlier
from workflow.services.searching import index_later
from workflow.values import EditionKey, Text

MAX_BASIS = 300


@dataclass(frozen=True, slots=True)
class Entering:
    """The clauses by their printed numbers, their day, and where that is decided.

    Without a day they come into force with the edition: what was told of them before is taken back.
    """

    key: EditionKey
    labels: str
    since: date | None
    basis: str = ""
    command: str | None = None


def enter_clauses(store: Store, actor: Actor, entering: Entering, at: Moment) -> None:
    """Keep the day of the clauses. Raises Refused of an edition without days in force, Invalid."""
    key = entering.key
    member = require(actor, Permission.TELL_DAY, key.organisation)
    with store.work() as work:
        document = work.documents.get(key.of)
        if earlier(work, key.organisation, entering.command, "clauses_told", key.of):
            return
        edition = work.documents.edition(key)
        if edition.in_force_from is None:
            raise Refused("not-approved", _NOT_APPROVED.filled(edition=key.edition))
        clauses = _checked(entering, edition, at, paper=document.paper)
        event = entered(work, actor, member.kind, entering, clauses, at)
        work.journal.record(key.of, at.now, [event], entering.command)


def entered(
    work: Work, actor: Actor, capacity: str, entering: Entering, clauses: Sequence[Clause], at: Moment
) -> Event:
    """The day kept inside a transaction, for clauses that were looked up; what the journal is to tell."""
    key, basis = entering.key, entering.basis.strip()
    late = [LateClause(one.uid, bare(one), entering.since, basis) for one in clauses]
    work.force.enter_clauses(key, late, actor.person, at.now)
    index_later(work, key.of, at)
    told: list[object] = [[one.uid, one.label] for one in late]
    facts: dict[str, Fact] = {
        "edition": key.edition,
        "clauses": told,
        "since": entering.since.isoformat() if entering.since else None,
        "basis": basis,
    }
    return Event("clauses_told", actor.person, capacity, facts, {"name": actor.name.full})


def _checked(entering: Entering, edition: Edition, at: Moment, *, paper: bool) -> Sequence[Clause]:
    """The clauses that are meant. Raises Invalid naming each number that is none."""
    fields: dict[str, Text] = {}
    found, faults = meant(entering.labels, edition.text.clauses)
    if faults:
        fields["clauses"] = faults[0]
    if fault := _day_fault(entering.since, edition, at, paper=paper):
        fields["day"] = fault
    if len(entering.basis) > MAX_BASIS:
        fields["basis"] = _LONG
    elif entering.since is not None and not entering.basis.strip():
        fields["basis"] = _NO_BASIS
    if fields:
        raise Invalid(fields)
    return found


def _day_fault(since: date | None, edition: Edition, at: Moment, *, paper: bool) -> Text | None:
    """Live, what was in force on a day gone by is never told otherwise; paper is recorded as it is."""
    if since is None or edition.in_force_from is None:
        return None
    if fault := day_fault(since, edition.in_force_from, edition.in_force_until):
        return fault
    return _PAST.filled(day=numeric(at.today)) if since <= at.today and not paper else None


_NOT_APPROVED = Text(
    "Редакция {edition} не утверждена: день её вступления в силу ещё не назначен",
    "Edition {edition} is not approved: the day of its entry into force is not set yet",
)
_PAST = Text("Этот день уже наступил: сегодня {day}", "That day has come already: today is {day}")
_NO_BASIS = Text(
    "Напишите, чем это решено: приказ и его пункт", "Say what decides it: the order and its point"
)
_LONG = Text("Длиннее 300 знаков", "Over 300 characters")
