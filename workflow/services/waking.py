"""A timer goes off: the case is read again under its lock, and only what is due and open then happens."""

from __future__ import annotations

from datetime import date, timedelta

from workflow.chain.case import Case, days_of
from workflow.chain.compile import IN_FORCE
from workflow.engine import timers
from workflow.journal import SYSTEM, Event, Fact
from workflow.ports import Moment, Work
from workflow.services.asking import circumstances
from workflow.services.cases import case_named, counting, moved, tell, told_moves
from workflow.services.following import asked_anew, check_before, follow, put_into_force, set_timer
from workflow.services.reviewing import review
from workflow.values import EditionKey


def wake(
    work: Work, key: EditionKey, definition: str, state: str, since: date, at: Moment, workflow: str = ""
) -> None:
    """Perform the timed transition of `state` that is due, if the case still stands there since then.

    One that went over to another definition meanwhile has a timer of that one.
    """
    case = work.cases.get(key, workflow)
    if not case.open or (case.definition, case.marking.state) != (definition, state):
        return
    if case.since > since.isoformat():
        return
    plan = work.definitions.plan(case.definition)
    answers = work.cases.sign_offs(key) if (plan.curious or plan.unfolds) and not workflow else ()
    known = circumstances(plan, at, answers)
    calendar = counting(work, key.organisation, since)
    performed = timers.wake(plan, case.marking, since, at.today, known, calendar, days_of(answers))
    if not performed.moves:
        set_timer(work, plan, case, since, at.today)
        return
    check_before(work, plan, key, performed.moves)
    after = moved(plan, case, performed, at.today)
    facts: dict[str, Fact] = {**case_named(case, plan), "moves": told_moves(performed.moves)}
    silent = _silent(case, after)
    if silent is not None:
        facts["silent"] = list(case.parties[silent])
    left = case.marking.state != after.marking.state
    work.cases.save(after, silent, asked_anew(work, plan, case, after, at), moved=left)
    follow(work, plan, after, performed.moves, at)
    if not left:
        # Another body's term may have ended on the same day.
        set_timer(work, plan, after, since, at.today - timedelta(days=1))
    elapsed = Event("elapsed", SYSTEM, facts=facts)
    if workflow:
        work.journal.record(key.of, at.now, [elapsed])
        return
    tell(work, key, after.marking.state, at)
    entered = put_into_force(work, key, at.today, at) if after.marking.state == IN_FORCE else ()
    work.journal.record(key.of, at.now, [elapsed, *entered])
    review(work, key, at)


def _silent(before: Case, after: Case) -> str | None:
    """The step whose term ended without an answer."""
    return next((step for step in after.marking.signed if step not in before.marking.signed), None)
