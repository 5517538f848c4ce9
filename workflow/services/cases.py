"""What every command on a case shares: its outcome, its replay, and how its moves are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.chain.case import Case
from workflow.engine.machine import Plan
from workflow.engine.process import Move, Performed
from workflow.engine.timers import Counting
from workflow.governance.calendar import Calendar
from workflow.governance.people import Actor
from workflow.journal import Fact
from workflow.ports import Instrument, Moment, Work
from workflow.services.replay import earlier
from workflow.values import EditionKey


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: the state it led to; `replayed` when it had been done before."""

    edition: EditionKey
    state: str
    instrument: Instrument | None = None
    replayed: bool = False


def counting(work: Work, organisation: str, since: date) -> Counting:
    """The organisation's calendar, read at most once, when a term first needs it."""
    known: list[Calendar] = []

    def read() -> Calendar:
        if not known:
            known.append(work.calendars.of(organisation, since))
        return known[0]

    return read


def replayed(
    work: Work, edition: EditionKey, command: str | None, kind: str, workflow: str = "", **facts: Fact
) -> Done | None:
    """The earlier answer to the same command. Raises Stale when the key was used for something else."""
    facts |= {"edition": edition.edition, **({"workflow": workflow} if workflow else {})}
    if earlier(work, edition.organisation, command, kind, edition.of, **facts) is None:
        return None
    case = work.cases.find(edition, workflow)
    return Done(edition, case.marking.state if case else "", replayed=True)


def moved(plan: Plan, case: Case, performed: Performed, today: date) -> Case:
    """The case at its new marking; closed in a final state."""
    final = plan.definition.states[performed.marking.state].final
    left = any(move.source != move.target for move in performed.moves)
    since = today.isoformat() if left else case.since
    return replace(case, marking=performed.marking, open=not final, since=since)


def told_moves(moves: Sequence[Move]) -> list[object]:
    """The moves as an event holds them: transition, from, to, and whether the system made it."""
    return [
        [move.transition, move.source, move.target, "system" if move.automatic else "actor"] for move in moves
    ]


def case_named(case: Case, plan: Plan) -> dict[str, Fact]:
    """What an event tells of the case it is about: the edition, and what goes there beside its chain."""
    if not case.workflow:
        return {"edition": case.key.edition}
    title = plan.definition.title
    return {
        "edition": case.key.edition,
        "workflow": case.workflow,
        "process": [title.ru, title.en],
    }


def named(actor: Actor) -> dict[str, str]:
    """The actor's name as an event's personal payload."""
    return {"name": actor.name.full}


def tell(work: Work, edition: EditionKey, what: str, at: Moment) -> None:
    """After the commit, those who are asked now are told."""
    work.jobs.enqueue(edition.organisation, "notify", {"edition": list(edition), "what": what}, at.now)


def expect_register(work: Work, actor: Actor) -> None:
    """Who records for one body or office alone will need its register: it is read on the way to the case."""
    seats = actor.recording()
    if len(seats) == 1:
        (seat,) = seats
        kind = "order" if seat.nature == "office" else "protocol"
        work.instruments.expect(*seat.party, kind)
