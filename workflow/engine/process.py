"""One step of a case, exactly once: the asked transition, then every automatic one that opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.engine.definition import Step
from workflow.engine.machine import SYSTEM, Asker, Attempt, MachineError, Plan, Subject
from workflow.engine.situation import Situation
from workflow.errors import Refused, Unmet
from workflow.values import Text

AUTOMATIC_CAP = 100


@dataclass(frozen=True, slots=True)
class Marking:
    """Where a case stands: its state and the outcome of each signed step."""

    state: str
    signed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """One transition that was performed; automatic ones are booked on the system."""

    transition: str
    source: str
    target: str
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Performed:
    """The new marking and the moves that led to it, in order."""

    marking: Marking
    moves: tuple[Move, ...]


def start(plan: Plan) -> Performed:
    """A new case in its initial state, after whatever is automatic there."""
    return settle(plan, Marking(plan.definition.initial_state, {}))


def settle(plan: Plan, marking: Marking) -> Performed:
    """A case put where no act of its own led it (a migration): whatever is automatic there happens."""
    return Performed(*_settle(plan, marking, ()))


def perform(
    plan: Plan, marking: Marking, transition: str, asker: Asker, *, outcome: str = "", comment: str = ""
) -> Performed:
    """Perform one transition and what follows it. Raises Refused with every unmet condition."""
    known = plan.definition.transitions.get(transition)
    if known is None or known.trigger != "user":
        raise Refused("no-such-transition", _NO_TRANSITION.filled(transition=transition))
    attempt = Attempt(asker, marking.signed, comment)
    moved, move = _fire(plan, marking, transition, attempt)
    if known.signs:
        moved = Marking(moved.state, {**moved.signed, known.signs: outcome})
    return Performed(*_settle(plan, moved, (move,)))


def open_steps(plan: Plan, marking: Marking) -> tuple[Step, ...]:
    """The steps that wait for an answer now, in the author's order."""
    definition = plan.definition
    exits = definition.states[marking.state].transitions
    asked = (definition.transitions[name].signs for name in exits)
    return tuple(definition.steps[step] for step in asked if step and step not in marking.signed)


def signing(plan: Plan, marking: Marking, step: str) -> str:
    """The transition that answers `step` from the state where the case stands. Raises Refused."""
    definition = plan.definition
    for name in definition.states[marking.state].transitions:
        if definition.transitions[name].signs == step:
            return name
    waiting = tuple(Unmet("not-signed", _FIRST.filled(step=one.id)) for one in open_steps(plan, marking))
    raise Refused("step-not-open", _NOT_OPEN.filled(step=step), waiting)


def offered(plan: Plan, marking: Marking, asker: Asker) -> tuple[str, ...]:
    """The user transitions open to the asker now, in the author's order."""
    attempt = Attempt(asker, marking.signed, comment="…")
    return tuple(
        name
        for name in plan.definition.states[marking.state].transitions
        if plan.ways[name].transition.trigger == "user" and not plan.ways[name].unmet(attempt)
    )


def _fire(plan: Plan, marking: Marking, name: str, attempt: Attempt) -> tuple[Marking, Move]:
    subject = Subject(marking.state)
    try:
        done = plan.fire(name, subject, attempt)
    except MachineError:
        title = plan.definition.states[marking.state].title
        message = Text(_WRONG_STATE.ru.format(state=title.ru), _WRONG_STATE.en.format(state=title.en))
        raise Refused("wrong-state", message) from None
    if not done:
        raise Refused("guard", _GUARD, tuple(attempt.unmet))
    automatic = plan.definition.transitions[name].trigger == "automatic"
    return Marking(subject.state, marking.signed), Move(name, marking.state, subject.state, automatic)


def _settle(plan: Plan, marking: Marking, moves: tuple[Move, ...]) -> tuple[Marking, tuple[Move, ...]]:
    for _ in range(AUTOMATIC_CAP):
        name = next(_ready(plan, marking), None)
        if name is None:
            return marking, moves
        marking, move = _fire(plan, marking, name, Attempt(SYSTEM, marking.signed))
        moves += (move,)
    raise Refused("endless", _ENDLESS)


def _ready(plan: Plan, marking: Marking) -> Iterator[str]:
    situation = Situation(marking.signed, state=marking.state)
    for way in plan.automatic[marking.state]:
        if way.condition.holds(situation):
            yield way.transition.id


_NO_TRANSITION = Text("в определении нет действия «{transition}»", "the definition has no act “{transition}”")
_NOT_OPEN = Text("шаг «{step}» сейчас не ждёт решения", "step “{step}” does not wait for a decision now")
_FIRST = Text("сначала нужен шаг «{step}»", "step “{step}” comes first")
_WRONG_STATE = Text("из состояния «{state}» это действие невозможно", "not possible from state “{state}”")
_GUARD = Text("условия действия не выполнены", "the conditions of the act are not met")
_ENDLESS = Text("автоматические переходы не кончаются", "the automatic transitions never end")
