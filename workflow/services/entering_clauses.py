"""Clauses that come into force on a day of their own, later than their edition: told, kept, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.documents.clauses import Clause, walk
from workflow.documents.dates import numeric
from workflow.documents.document import Edition
from workflow.documents.life import LateClause
from workflow.errors import Invalid, Refused
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.services.replay import earlier
from workflow.values import EditionKey, Text

MAX_BASIS = 300
_BETWEEN = re.compile(r"[,;\s]+")


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
        late = [LateClause(one.uid, _bare(one), entering.since, entering.basis.strip()) for one in clauses]
        work.force.enter_clauses(key, late, actor.person, at.now)
        told: list[object] = [[one.uid, one.label] for one in late]
        facts: dict[str, Fact] = {
            "edition": key.edition,
            "clauses": told,
            "since": entering.since.isoformat() if entering.since else None,
            "basis": entering.basis.strip(),
        }
        event = Event("clauses_told", actor.person, member.kind, facts, {"name": actor.name.full})
        work.journal.record(key.of, at.now, [event], entering.command)


def _checked(entering: Entering, edition: Edition, at: Moment, *, paper: bool) -> Sequence[Clause]:
    """The clauses that are meant. Raises Invalid naming each number that is none."""
    fields: dict[str, Text] = {}
    found, faults = _meant(entering.labels, edition)
    if faults:
        fields["clauses"] = faults[0]
    elif not found:
        fields["clauses"] = _NO_CLAUSES
    if fault := _day_fault(entering.since, edition, at, paper=paper):
        fields["day"] = fault
    if len(entering.basis) > MAX_BASIS:
        fields["basis"] = _LONG
    elif entering.since is not None and not entering.basis.strip():
        fields["basis"] = _NO_BASIS
    if fields:
        raise Invalid(fields)
    return found


def _meant(labels: str, edition: Edition) -> tuple[list[Clause], list[Text]]:
    known: dict[str, list[Clause]] = {}
    for one in walk(edition.text.clauses):
        if one.label:
            known.setdefault(_bare(one), []).append(one)
    found, faults = [], []
    for label in dict.fromkeys(_typed(labels)):
        named = known.get(label, [])
        if len(named) == 1:
            found.append(named[0])
        else:
            faults.append((_SEVERAL if named else _NO_CLAUSE).filled(label=label))
    return found, faults


def _typed(labels: str) -> Iterator[str]:
    return (label.rstrip(".)") for label in _BETWEEN.split(labels.strip()) if label)


def _bare(one: Clause) -> str:
    return one.label.rstrip(".)")


def _day_fault(since: date | None, edition: Edition, at: Moment, *, paper: bool) -> Text | None:
    """Live, what was in force on a day gone by is never told otherwise; paper is recorded as it is."""
    if since is None or edition.in_force_from is None:
        return None
    if since <= edition.in_force_from:
        return _EARLY.filled(day=numeric(edition.in_force_from))
    if edition.in_force_until is not None and since >= edition.in_force_until:
        return _AFTER.filled(day=numeric(edition.in_force_until))
    if since <= at.today and not paper:
        return _PAST.filled(day=numeric(at.today))
    return None


_NOT_APPROVED = Text(
    "Редакция {edition} не утверждена: день её вступления в силу ещё не назначен",
    "Edition {edition} is not approved: the day of its entry into force is not set yet",
)
_NO_CLAUSES = Text("Впишите номера пунктов", "Give the numbers of the clauses")
_NO_CLAUSE = Text("Пункта {label} в этой редакции нет", "There is no clause {label} in this edition")
_SEVERAL = Text(
    "Номер {label} в этой редакции не один: назовите пункт, которому он принадлежит",
    "Number {label} is not the only one in this edition: name the clause that it belongs to",
)
_EARLY = Text(
    "Позже дня, с которого действует вся редакция: {day}", "After the day of the whole edition: {day}"
)
_AFTER = Text("К этому дню редакция утратит силу: {day}", "The edition lapses before that day: {day}")
_PAST = Text("Этот день уже наступил: сегодня {day}", "That day has come already: today is {day}")
_NO_BASIS = Text(
    "Напишите, чем это решено: приказ и его пункт", "Say what decides it: the order and its point"
)
_LONG = Text("Длиннее 300 знаков", "Over 300 characters")
