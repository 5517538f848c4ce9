"""What follows a move of a case beside its new marking: effects, timers, entry into force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from workflow.chain.case import Case, Task, days_of, tasks
from workflow.engine.effects import effects_of
from workflow.engine.machine import Plan
from workflow.engine.process import Move, open_steps
from workflow.engine.timers import timers
from workflow.errors import Invalid, Refused
from workflow.governance.findings.force import lapses_before
from workflow.governance.orders.single import decided
from workflow.journal import SYSTEM, Event
from workflow.ports import Instrument, Moment, Work
from workflow.services.cases import counting, tell
from workflow.services.enacting import changes_of, check_entry
from workflow.services.searching import index_later
from workflow.values import EditionKey, Text


def check_before(work: Work, plan: Plan, key: EditionKey, moves: Sequence[Move]) -> None:
    """The effects before the moves, any of which may refuse: then nothing has happened. Raises Refused."""
    if not plan.effectful:
        return
    for effect in effects_of(plan.definition, [move.transition for move in moves], "before"):
        if effect.id == "require_text" and not work.documents.edition(key).text.clauses:
            raise Refused("empty", _EMPTY)


def follow(work: Work, plan: Plan, case: Case, moves: Sequence[Move], at: Moment) -> None:
    """The effects after the moves, and a timer for the state that the case stands in since today."""
    if plan.effectful:
        for effect in effects_of(plan.definition, [move.transition for move in moves], "after"):
            _enqueue(work, case, effect.id, at)
    if case.open and any(move.source != move.target for move in moves):
        set_timer(work, plan, case, at.today, at.today)
    elif case.open and _begins_term(plan, case, moves):
        # A paper may tell of a receipt so long ago that the term is over: then at once.
        set_timer(work, plan, case, _since(case, at), at.today - timedelta(days=1))


def asked_anew(work: Work, plan: Plan, before: Case, after: Case, at: Moment) -> Sequence[Task]:
    """The tasks that a step opened: all where the case came to another state, else those not open before."""
    left = before.marking.state != after.marking.state
    if not left and not plan.unfolds:
        return ()
    days = days_of(work.cases.sign_offs(after.key)) if plan.unfolds else {}
    calendar = counting(work, after.key.organisation, at.today)
    asked = tasks(plan, after, at.now, at.today, calendar, days)
    known = () if left else tuple(step.id for step in open_steps(plan, before.marking))
    return [one for one in asked if one.step not in known]


def set_timer(work: Work, plan: Plan, case: Case, since: date, after: date) -> None:
    """Look at the case again when its next timed transition comes due, on the next day at the earliest."""
    calendar = counting(work, case.key.organisation, since)
    days = days_of(work.cases.sign_offs(case.key)) if plan.unfolds else {}
    due = [timer.due for timer in timers(plan, case.marking, since, calendar, days)]
    if not due:
        return
    day = max(min(due), after + timedelta(days=1))
    payload = {
        "edition": list(case.key),
        "definition": case.definition,
        "state": case.marking.state,
        "since": since.isoformat(),
        **({"workflow": case.workflow} if case.workflow else {}),
    }
    work.jobs.enqueue(case.key.organisation, "wake", payload, f"{day.isoformat()}T00:00:00.000000Z")


def put_into_force(work: Work, key: EditionKey, since: date, at: Moment) -> Sequence[Event]:
    """The new edition comes into force and the former one lapses on the same day."""
    document = work.documents.get(key.of)
    if document.in_force:
        check_entry(work, document, work.documents.edition(key))
    entered = Event("in_force", SYSTEM, facts={"edition": key.edition, "since": since.isoformat()})
    lapsed = repeal(work, EditionKey(*key.of, document.in_force), since) if document.in_force else ()
    work.documents.put_into_force(key, since)
    work.jobs.enqueue(key.organisation, "print", {"edition": list(key)}, at.now)
    index_later(work, key.of, at)
    return [*lapsed, entered]


def issue_alone(work: Work, key: EditionKey, act: str, order: Instrument, told: Sequence[Event]) -> None:
    """The points of an order that carries this decision alone, and what it caused as `told` says."""
    since = order.dated if any(event.kind == "in_force" for event in told) else None
    gone = next((event.facts["edition"] for event in told if event.kind == "repealed"), None)
    former = EditionKey(*key.of, int(str(gone))) if gone else None
    changed = changes_of(work, key) if former else None
    # What comes with an annex's new text is an order with annexes: that one is drafted by points.
    lines = changed.lines if changed and not changed.texts else ()
    work.instruments.issue(order, decided(key, act, order.dated, since, former, lines))


def _begins_term(plan: Plan, case: Case, moves: Sequence[Move]) -> bool:
    """Whether a move signed a step from whose day a timed transition of this state counts."""
    signed = {plan.ways[move.transition].signs for move in moves} - {""}
    ways = (plan.ways[name].transition for name in plan.exits[case.marking.state])
    return any(way.after is not None and way.after.since in signed for way in ways)


def _since(case: Case, at: Moment) -> date:
    return date.fromisoformat(case.since) if case.since else at.today


def _enqueue(work: Work, case: Case, effect: str, at: Moment) -> None:
    if effect == "notify":
        tell(work, case.key, case.marking.state, at)
    if effect == "print":
        work.jobs.enqueue(case.key.organisation, "print", {"edition": list(case.key)}, at.now)


def repeal(work: Work, key: EditionKey, until: date) -> Sequence[Event]:
    """The edition lapses; nothing happens to one that has lapsed before. Raises Invalid."""
    former = work.documents.edition(key)
    if former.in_force_until is not None and former.in_force_until <= until:
        # An order repealed it before the new edition came.
        return ()
    if former.in_force_from is not None and lapses_before(former.in_force_from, until):
        raise Invalid({"dated": _BEFORE_FORMER.filled(day=f"{former.in_force_from:%d.%m.%Y}")})
    work.documents.repeal(key, until)
    return [Event("repealed", SYSTEM, facts={"edition": key.edition, "until": until.isoformat()})]


_EMPTY = Text("В редакции нет текста", "The edition has no text")
_BEFORE_FORMER = Text(
    "Прежняя редакция действует с {day}: новая не может начаться раньше",
    "The former edition is in force since {day}: the new one may not begin earlier",
)
