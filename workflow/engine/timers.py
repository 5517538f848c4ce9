"""When the timed transitions of a state come due, and what happens once they have.

A timer holds nothing: whoever wakes reads the case again, and only a guard that holds then lets it move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workflow.engine.definition import Term
from workflow.engine.machine import Plan
from workflow.engine.process import NOTHING_KNOWN, Circumstances, Marking, Performed, elapse
from workflow.engine.situation import Situation
from workflow.governance.calendar import Calendar
from workflow.governance.reckoning import Length, reckon

Counting = Callable[[], Calendar]
"""Gives the calendar when a term needs one: most count plain days, and it is not read for them."""


NO_DAYS: Mapping[str, date] = {}


@dataclass(frozen=True, slots=True)
class Timer:
    """A timed transition and the day on which it comes due: the one after the last day of its term."""

    transition: str
    due: date


def no_calendar() -> Calendar:
    """A calendar without a year: a term that needs one is refused."""
    return Calendar(frozenset(), {})


def due_on(term: Term, since: date, calendar: Counting = no_calendar) -> date:
    """The last day of a term that begins on `since`: so many days on, or the next such day of the year.

    Raises Refused where the calendar has no data for a day that the term meets.
    """
    if term.unit == "date":
        this_year = date(since.year, term.month, term.day)
        return this_year if this_year >= since else date(since.year + 1, term.month, term.day)
    if term.unit == "calendar" and not term.roll:
        return since + timedelta(days=term.days - term.first_counts)
    return reckon(calendar(), since, Length(term.days, term.unit, term.first_counts, term.roll)).last


def begins(term: Term, opened: date, days: Mapping[str, date]) -> date | None:
    """The day from which a term counts; None while the step that begins it is not recorded."""
    return days.get(term.since) if term.since else opened


def timers(
    plan: Plan,
    marking: Marking,
    since: date,
    calendar: Counting = no_calendar,
    days: Mapping[str, date] = NO_DAYS,
) -> tuple[Timer, ...]:
    """The timed transitions of the state where the case has stood `since`, the earliest first.

    `days` are those of the signed steps. A term lasts until midnight of its last day (Civil Code art. 194).
    """
    state = plan.definition.states.get(marking.state)
    ways = (plan.definition.transitions[name] for name in (state.transitions if state else ()))
    found = []
    for way in ways:
        start = begins(way.after, since, days) if way.trigger == "timed" and way.after else None
        if way.after and start and way.signs not in marking.signed:
            found.append(Timer(way.id, due_on(way.after, start, calendar) + timedelta(days=1)))
    return tuple(sorted(found, key=lambda timer: timer.due))


def wake(
    plan: Plan,
    marking: Marking,
    since: date,
    today: date,
    known: Circumstances = NOTHING_KNOWN,
    calendar: Counting = no_calendar,
    days: Mapping[str, date] = NO_DAYS,
) -> Performed:
    """The first timed transition that is due and open is performed by the system; no move when none is."""
    known = replace(known, situation=(known.situation or Situation({}))._replace(today=today))
    for timer in timers(plan, marking, since, calendar, days):
        if timer.due <= today and (performed := elapse(plan, marking, timer.transition, known)).moves:
            return performed
    return Performed(marking, ())
