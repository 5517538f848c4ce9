"""A timer goes off: the case is read again under its lock, and only what is due and open then happens."""

from __future__ import annotations

from datetime import date

from workflow.chain.case import tasks
from workflow.chain.compile import IN_FORCE
from workflow.engine import timers
from workflow.journal import SYSTEM, Event, Fact
from workflow.ports import Moment, Work
from workflow.services.asking import circumstances
from workflow.services.cases import counting, moved, tell, told_moves
from workflow.services.following import check_before, follow, put_into_force, set_timer
from workflow.values import EditionKey


def wake(work: Work, key: EditionKey, definition: str, state: str, since: date, at: Moment) -> None:
    """Perform the timed transition of `state` that is due, if the case still stands there since then.

    One that went over to another definition meanwhile has a timer of that one.
    """
    case = work.cases.get(key)
    if not case.open or (case.definition, case.marking.state) != (definition, state):
        return
    if case.since > since.isoformat():
        return
    plan = work.definitions.plan(case.definition)
    known = circumstances(plan, at, work.cases.sign_offs(key) if plan.curious else ())
    calendar = counting(work, key.organisation, since)
    performed = timers.wake(plan, case.marking, since, at.today, known, calendar)
    if not performed.moves:
        set_timer(work, plan, case, since, at.today)
        return
    check_before(work, plan, key, performed.moves)
    after = moved(plan, case, performed, at.today)
    facts: dict[str, Fact] = {"edition": key.edition, "moves": told_moves(performed.moves)}
    work.cases.save(after, None, tasks(plan, after, at.now, at.today, calendar), moved=True)
    follow(work, plan, after, performed.moves, at)
    tell(work, key, after.marking.state, at)
    entered = put_into_force(work, key, at.today, at) if after.marking.state == IN_FORCE else ()
    work.journal.record(key.of, at.now, [Event("elapsed", SYSTEM, facts=facts), *entered])
