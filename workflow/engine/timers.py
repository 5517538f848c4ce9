"""When the timed transitions of a state come due, and what happens once they have.

A timer holds nothing: whoever wakes reads the case again, and only a guard that holds then lets it move.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from workflow.engine.definition import Term
from workflow.engine.machine import Plan
from workflow.engine.process import NOTHING_KNOWN, Circumstances, Marking, Performed, elapse
from workflow.engine.situation import Situation


@dataclass(frozen=True, slots=True)
class Timer:
    """A timed transition and the day on which it comes due."""

    transition: str
    due: date


def due_on(term: Term, since: date) -> date:
    """The day a term that begins on `since` ends: so many days later, or the next such day of the year."""
    if term.unit == "calendar":
        return since + timedelta(days=term.days)
    this_year = date(since.year, term.month, term.day)
    return this_year if this_year >= since else date(since.year + 1, term.month, term.day)


def timers(plan: Plan, marking: Marking, since: date) -> tuple[Timer, ...]:
    """The timed transitions of the state where the case has stood `since`, the earliest first."""
    state = plan.definition.states.get(marking.state)
    ways = (plan.definition.transitions[name] for name in (state.transitions if state else ()))
    found = [Timer(way.id, due_on(way.after, since)) for way in ways if way.trigger == "timed" and way.after]
    return tuple(sorted(found, key=lambda timer: timer.due))


def wake(
    plan: Plan, marking: Marking, since: date, today: date, known: Circumstances = NOTHING_KNOWN
) -> Performed:
    """The first timed transition that is due and open is performed by the system; no move when none is."""
    known = replace(known, situation=replace(known.situation or Situation({}), today=today))
    for timer in timers(plan, marking, since):
        if timer.due <= today and (performed := elapse(plan, marking, timer.transition, known)).moves:
            return performed
    return Performed(marking, ())
