"""A case: one edition on its way through one definition version; its sign-offs and open tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.engine.definition import Step
from workflow.engine.machine import Plan
from workflow.engine.process import Marking, open_steps
from workflow.engine.timers import NO_DAYS, Counting, begins, due_on, no_calendar
from workflow.values import EditionKey, PartyKey

NO_DUE = "9999-12-31"
"""The due day of a task without a term: it sorts last."""


@dataclass(frozen=True, slots=True)
class Case:
    """Where one edition stands, `since` an ISO day; `parties` are the bodies and offices pinned for it.

    `workflow` names what goes beside the chain, and is empty for the chain itself. `claimed` tells that a
    recorder took one of its tasks at some time, so that only then is asked who. `kind` is the document's.
    """

    key: EditionKey
    definition: str
    marking: Marking
    parties: Mapping[str, PartyKey]
    text_sha256: str
    submitted_by: str
    submitted_at: str
    open: bool = True
    paper: bool = False
    since: str = ""
    claimed: bool = False
    workflow: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """The answer of one step, bound to the text it was given on."""

    key: EditionKey
    step: str
    act: str
    outcome: str
    party: PartyKey
    text_sha256: str
    decided_on: date | None
    remark: str
    recorded_by: str
    capacity: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Task:
    """One step that waits: who must act, since when, until when (an ISO day, NO_DUE without a term)."""

    key: EditionKey
    step: str
    act: str
    party: PartyKey
    due: str
    since: str


def tasks(
    plan: Plan,
    case: Case,
    now: str,
    today: date,
    calendar: Counting = no_calendar,
    days: Mapping[str, date] = NO_DAYS,
) -> tuple[Task, ...]:
    """The tasks that a case needs where it stands now; `days` are those of the signed steps.

    Raises Refused when the calendar has no data for a day that a term meets.
    """
    if not case.open:
        return ()
    return tuple(
        Task(case.key, step.id, step.act, case.parties[step.id], due_day(step, today, calendar, days), now)
        for step in open_steps(plan, case.marking)
    )


def due_day(
    step: Step, today: date, calendar: Counting = no_calendar, days: Mapping[str, date] = NO_DAYS
) -> str:
    """The ISO day until which a step that opens today is due; NO_DUE without a term."""
    start = begins(step.due, today, days) if step.due else None
    return due_on(step.due, start, calendar).isoformat() if step.due and start else NO_DUE


def days_of(answers: Sequence[SignOff]) -> dict[str, date]:
    """The day of each answer: of the decision, else of its record."""
    return {one.step: one.decided_on or date.fromisoformat(one.recorded_at[:10]) for one in answers}
