"""Several workflows on one document: each has its state and a history of its own, none knows the others.

The first that supports an act from where it stands performs it; of what is asked, the first that knows it
answers. A permission that two of them manage is the first one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from workflow.engine.definition import PermissionMap
from workflow.engine.machine import SYSTEM, SYSTEM_ACTOR, Asker, Plan
from workflow.engine.permissions import holders
from workflow.engine.process import (
    CREATION,
    Circumstances,
    Marking,
    Move,
    Performed,
    available,
    begin,
    offered,
    perform,
    settle,
    unmet_by,
)
from workflow.engine.timers import wake
from workflow.engine.variables import Happening, Status, Value
from workflow.errors import Refused
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a history: what was done, from where to where, by whom, when, why, with what result."""

    transition: str | None
    source: str
    target: str
    actor: str
    at: str
    comment: str
    status: Status
    cause: str = ""
    bypassed: bool = False


class Run:
    """One workflow of one document: where it stands, and all that has happened in it."""

    __slots__ = ("history", "marking", "plan")

    def __init__(self, plan: Plan) -> None:
        """A document older than its workflow stands in the initial state, with no history."""
        self.plan = plan
        self.marking = Marking(plan.definition.initial_state, {})
        self.history: list[Record] = []

    @property
    def id(self) -> str:
        """The id of the workflow."""
        return self.plan.definition.id

    @property
    def status(self) -> Status:
        """The last record; nothing before the first."""
        return self.history[-1].status if self.history else {}

    def create(self, asker: Asker, at: str = "") -> None:
        """Note that the document was made; a second notice says nothing new."""
        if self.history:
            return
        known = self.known(at)
        began = begin(self.plan, asker, known)
        performed = settle(self.plan, began, asker, CREATION, known)
        status = self._status(began.state, began.values)
        self.history.append(Record(None, "", began.state, asker.person, at, "", status))
        self._keep(performed, asker, "", at)

    def perform(self, transition: str, asker: Asker, comment: str = "", at: str = "") -> None:
        """Perform a transition and what follows it. Raises Refused, and then nothing has happened."""
        performed = perform(self.plan, self.marking, transition, asker, comment=comment, known=self.known(at))
        self._keep(performed, asker, comment, at)

    def wake(self, since: date, today: date, at: str = "") -> None:
        """A timer went off: what is due and open is performed by the system."""
        self._keep(wake(self.plan, self.marking, since, today, self.known(at)), SYSTEM, "", at)

    def known(self, at: str = "") -> Circumstances:
        """What the engine is told beside the marking: the records so far, for a variable that shows them."""
        recalled = self.history if self.plan.variables.recall else ()
        return Circumstances(at, history=tuple(one.status for one in recalled))

    def _keep(self, performed: Performed, asker: Asker, comment: str, at: str) -> None:
        self.marking = performed.marking
        self.history += [self._record(move, asker, comment, at) for move in performed.moves]

    def _record(self, move: Move, asker: Asker, comment: str, at: str) -> Record:
        actor, said = (SYSTEM_ACTOR, "") if move.automatic else (asker.person, comment)
        status = self._status(move.target, move.values)
        return Record(
            move.transition, move.source, move.target, actor, at, said, status, move.cause, move.bypassed
        )

    def _status(self, state: str, values: Status) -> Status:
        return {**values, self.plan.definition.state_variable: state}


def act(
    runs: Sequence[Run],
    transition: str,
    asker: Asker,
    comment: str = "",
    at: str = "",
    *,
    beside: Sequence[Run] = (),
) -> Run:
    """The first workflow that supports the act from its state performs it.

    The document has those `beside` too. Raises Refused, telling why none does it.
    """
    seen = [(run, _seen(beside or runs, run, asker)) for run in runs]
    able = (pair for pair in seen if transition in available(pair[0].plan, pair[0].marking, pair[1]))
    run, person = next(able, None) or _nearest(seen, transition)
    run.perform(transition, person, comment, at)
    return run


def actions(runs: Sequence[Run], asker: Asker) -> tuple[str, ...]:
    """The transitions that may be performed now, hidden ones too, each once."""
    found = (name for run in runs for name in available(run.plan, run.marking, _seen(runs, run, asker)))
    return tuple(dict.fromkeys(found))


def buttons(runs: Sequence[Run], asker: Asker) -> tuple[str, ...]:
    """The transitions that are offered now, in the authors' order."""
    found = (name for run in runs for name in offered(run.plan, run.marking, _seen(runs, run, asker)))
    return tuple(dict.fromkeys(found))


def info(runs: Sequence[Run], name: str, asker: Asker) -> Value:
    """The value of a variable in the first workflow that has it. Raises Refused if hidden or unknown."""
    for run in runs:
        definition = run.plan.definition
        if name == definition.state_variable:
            return run.marking.state
        if name in definition.variables:
            unmet = unmet_by(
                run.plan, run.marking, _seen(runs, run, asker), run.plan.seen_by[name], run.known()
            )
            if unmet:
                raise Refused("hidden", _HIDDEN.filled(name=name), unmet)
            return run.plan.variables.asked(name, run.status, _now(run, asker))
    raise Refused("no-such-variable", _NO_VARIABLE.filled(name=name))


def catalog(runs: Sequence[Run], asker: Asker) -> Status:
    """The values by which the document is found; the first workflow's come before the others'."""
    found: dict[str, Value] = {}
    for run in reversed(runs):
        found[run.plan.definition.state_variable] = run.marking.state
        found |= run.plan.variables.catalogued(run.status, _now(run, asker))
    return found


class Standing(Protocol):
    """Where a document stands in one workflow."""

    @property
    def plan(self) -> Plan: ...
    @property
    def marking(self) -> Marking: ...


def seen_beside(others: Sequence[Standing], asker: Asker) -> Asker:
    """The asker as one workflow sees him: what the `others` give on the document comes from above."""
    maps, local = permission_maps(others), local_roles(others)
    if not maps and not local:
        return asker
    given = {role for group in asker.groups for role in local.get(group, ())}
    site = {**asker.site, **{one: holders(maps, one, asker.site) for one in maps}}
    return replace(asker, roles=asker.roles | given, site=site)


def permission_maps(runs: Sequence[Standing]) -> dict[str, PermissionMap]:
    """The map in force of each permission that some workflow manages."""
    found: dict[str, PermissionMap] = {}
    for run in reversed(runs):
        found |= run.plan.maps.get(run.marking.state, {})
    return found


def local_roles(runs: Sequence[Standing]) -> dict[str, tuple[str, ...]]:
    """The roles that each managed group has on the document now."""
    found: dict[str, tuple[str, ...]] = {}
    for run in runs:
        for group, roles in run.plan.local.get(run.marking.state, {}).items():
            found[group] = tuple(dict.fromkeys((*found.get(group, ()), *roles)))
    return found


def _now(run: Run, asker: Asker) -> Happening:
    return Happening(None, asker.person, "", "", tuple(record.status for record in run.history))


def _nearest(seen: Sequence[tuple[Run, Asker]], transition: str) -> tuple[Run, Asker]:
    """The workflow whose refusal says most: where it is a way out, else where there is such a transition."""
    if not seen:
        raise Refused("no-workflow", _NO_WORKFLOW)
    here = (pair for pair in seen if transition in pair[0].plan.exits.get(pair[0].marking.state, ()))
    known = (pair for pair in seen if transition in pair[0].plan.ways)
    return next(here, None) or next(known, None) or seen[0]


def _seen(runs: Sequence[Run], run: Run, asker: Asker) -> Asker:
    return seen_beside([other for other in runs if other is not run], asker)


_HIDDEN = Text("значение «{name}» вам не показывают", "the value “{name}” is not shown to you")
_NO_VARIABLE = Text("переменной «{name}» нет", "there is no variable “{name}”")
_NO_WORKFLOW = Text("у документа нет процесса", "the document has no workflow")
