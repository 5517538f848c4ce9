"""The only importer of `transitions`: a definition becomes one plain, shared, model-free Machine.

Measured traps avoided here: models are never added to a machine, strings from a definition never reach
the library (it imports dotted names), no queue, no nested states, guards return real booleans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from transitions import Machine, MachineError

from workflow.engine.conditions import Condition
from workflow.engine.definition import Definition, Transition
from workflow.engine.guards import parse
from workflow.engine.situation import Situation
from workflow.errors import Unmet
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in the engine's terms. The system asks for automatic transitions."""

    roles: frozenset[str] = frozenset()
    system: bool = False


SYSTEM = Asker(system=True)


@dataclass(slots=True)
class Attempt:
    """One try at one transition: what the guards look at, and what they found missing."""

    asker: Asker
    signed: Mapping[str, str]
    comment: str = ""
    unmet: list[Unmet] = field(default_factory=list)


class Subject:
    """The throw-away thing whose state the machine moves."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Way:
    """One transition with its guard bound: the callable that the machine asks."""

    __slots__ = ("_definition", "_roles", "condition", "transition")

    def __init__(self, transition: Transition, definition: Definition) -> None:
        self.transition = transition
        self._definition = definition
        self._roles = frozenset(transition.guard.roles) if transition.trigger == "user" else frozenset()
        self.condition: Condition = parse(
            transition.guard.expression, dict.fromkeys(definition.variables, str)
        )

    def __call__(self, event: Any) -> bool:  # transitions hands over its EventData
        attempt: Attempt = event.kwargs["attempt"]
        attempt.unmet.extend(self.unmet(attempt))
        return not attempt.unmet

    def unmet(self, attempt: Attempt) -> list[Unmet]:
        """Every condition that keeps this transition closed for this asker now."""
        found = []
        if self._roles and self._roles.isdisjoint(attempt.asker.roles):
            found.append(_role_needed(self.transition.guard.roles))
        if self.transition.signs and self.transition.signs in attempt.signed:
            found.append(Unmet("already-signed", _SIGNED.filled(step=self.transition.signs)))
        if self.transition.comment_required and not attempt.comment.strip():
            found.append(Unmet("comment-required", _COMMENT))
        situation = Situation(attempt.signed, comment=attempt.comment)
        if not self.condition.holds(situation):
            found.extend(self.condition.unmet(situation, self._definition))
        return found


class Plan:
    """A definition compiled once and shared by all its cases."""

    __slots__ = ("_machine", "automatic", "definition", "ways")

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.ways = {name: Way(transition, definition) for name, transition in definition.transitions.items()}
        self.automatic = {
            state.id: tuple(
                self.ways[name]
                for name in state.transitions
                if definition.transitions[name].trigger == "automatic"
            )
            for state in definition.states.values()
        }
        self._machine = _machine(definition, self.ways)

    def fire(self, transition: str, subject: Subject, attempt: Attempt) -> bool:
        """Move the subject; False with `attempt.unmet` filled when the guard refuses.

        Raises MachineError when the transition does not leave the subject's state.
        """
        return bool(self._machine.events[transition].trigger(subject, attempt=attempt))


def _machine(definition: Definition, ways: Mapping[str, Way]) -> Machine:
    machine = Machine(
        model=None,
        states=list(definition.states),
        initial=definition.initial_state,
        auto_transitions=False,
        send_event=True,
        queued=False,
    )
    for state in definition.states.values():
        for name in state.transitions:
            target = definition.transitions[name].to_state or None
            machine.add_transition(name, state.id, target, conditions=ways[name])
    return machine


def _role_needed(roles: tuple[str, ...]) -> Unmet:
    return Unmet("role", _ROLE.filled(roles=", ".join(roles)))


_ROLE = Text("нужна роль: {roles}", "a role is needed: {roles}")
_SIGNED = Text("шаг «{step}» уже подписан", "step “{step}” is signed already")
_COMMENT = Text("нужны замечания", "remarks are required")

__all__ = ["SYSTEM", "Asker", "Attempt", "MachineError", "Plan", "Subject", "Way"]
