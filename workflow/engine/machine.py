"""The only importer of `transitions`: a definition becomes one plain, shared, model-free Machine.

Measured traps avoided here: models are never added to a machine, strings from a definition never reach
the library (it imports dotted names), no queue, no nested states, guards return real booleans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from transitions import Machine
from transitions import Transition as LibraryTransition
from transitions.core import Condition as LibraryCondition

from workflow.engine import conditions
from workflow.engine.conditions import Condition, Every, facts, given
from workflow.engine.definition import Definition, Guard, State, Transition
from workflow.engine.guards import parse
from workflow.engine.permissions import (
    MANAGER,
    NO_MAPS,
    Site,
    allows,
    holders,
    local_roles_in,
    maps_in,
    roles_in_context,
)
from workflow.engine.refusals import (
    already_signed,
    comment_required,
    group_needed,
    permission_needed,
    role_needed,
)
from workflow.engine.situation import Situation
from workflow.engine.variables import Variables, fact_types
from workflow.errors import Unmet


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in the engine's terms; `site` says who holds which permission above the document.

    The system asks for what no person does, and has no role.
    """

    roles: frozenset[str] = frozenset()
    system: bool = False
    person: str = ""
    groups: frozenset[str] = frozenset()
    site: Site = field(default_factory=dict, hash=False)


SYSTEM_ACTOR = "system"
SYSTEM = Asker(system=True)


class Attempt:
    """One try at transitions of one state: what their guards look at, and what came of it."""

    __slots__ = (
        "asker",
        "bypassed",
        "comment",
        "judged",
        "maps",
        "may_bypass",
        "roles",
        "situation",
    )

    def __init__(
        self, plan: Plan, asker: Asker, situation: Situation, state: str, comment: str | None = None
    ) -> None:
        """`comment` is None while nobody has been asked for one: then none is missed."""
        self.asker = asker
        self.situation = situation
        self.comment = comment
        self.maps = plan.maps.get(state, NO_MAPS)
        local = plan.local.get(state)
        self.roles = roles_in_context(local, asker.roles, asker.groups) if local else asker.roles
        self.may_bypass = plan.definition.manager_bypass and MANAGER in self.roles
        self.bypassed = False
        self.judged: Way | None = None


class Subject:
    """The throw-away thing whose state the machine moves."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Gate:
    """A guard ready to be asked: any one of each non-empty kind, all kinds, and the condition."""

    __slots__ = ("_definition", "_groups", "_guard", "_roles", "asks", "condition")

    def __init__(self, guard: Guard, definition: Definition, facts: Mapping[str, type]) -> None:
        self.condition = parse(guard.expression, facts)
        self._definition = definition
        self._guard = guard
        self._roles = frozenset(guard.roles)
        self._groups = frozenset(guard.groups)
        self.asks = bool(guard.roles or guard.groups or guard.permissions)

    def passes(self, attempt: Attempt) -> bool:
        """Whether the guard lets the asker through; a Manager who passes it by is marked in the attempt."""
        if not (self.asks and self._kinds(attempt)) and self.condition.holds(attempt.situation):
            return True
        attempt.bypassed = attempt.may_bypass
        return attempt.may_bypass

    def unmet(self, attempt: Attempt) -> list[Unmet]:
        """Every condition that keeps the asker out, and who could meet each."""
        if attempt.may_bypass:
            return []
        return [*self._kinds(attempt), *self.condition.unmet(attempt.situation, self._definition)]

    def _kinds(self, attempt: Attempt) -> list[Unmet]:
        guard, found = self._guard, []
        if guard.permissions:
            held = [holders(attempt.maps, one, attempt.asker.site) for one in guard.permissions]
            if not any(allows(attempt.roles, holding) for holding in held):
                found.append(permission_needed(guard.permissions, frozenset().union(*held)))
        if self._roles and self._roles.isdisjoint(attempt.roles):
            found.append(role_needed(guard.roles))
        if self._groups and self._groups.isdisjoint(attempt.asker.groups):
            found.append(group_needed(guard.groups))
        return found


class Way:
    """One transition with its gate: the callable that the machine asks."""

    __slots__ = ("_after_steps", "_comment", "gate", "id", "signs", "transition")

    def __init__(self, transition: Transition, definition: Definition, facts: Mapping[str, type]) -> None:
        self.transition = transition
        self.id = transition.id
        self.signs = transition.signs
        self.gate = Gate(transition.guard, definition, facts)
        self._comment = transition.comment_required
        parts = self.condition.parts if isinstance(self.condition, Every) else (self.condition,)
        self._after_steps = tuple(part for part in parts if not conditions.facts(part) and not given(part))

    @property
    def follows_answers(self) -> bool:
        """Whether it is an answer to a step, or may happen by itself after one."""
        return bool(self.signs) or self.transition.trigger == "automatic"

    @property
    def condition(self) -> Condition:
        """The condition of its guard."""
        return self.gate.condition

    @property
    def unfolds(self) -> bool:
        """Whether other steps come before it."""
        return bool(self._after_steps)

    def comes_after(self, situation: Situation) -> bool:
        """Whether the steps that its guard names have come out as it needs, whatever else it asks."""
        return all(part.holds(situation) for part in self._after_steps)

    def __call__(self, event: Any) -> bool:  # transitions hands over its EventData
        attempt: Attempt = event.kwargs["attempt"]
        return attempt.judged is self or self.opens(attempt)

    def opens(self, attempt: Attempt) -> bool:
        """Whether the transition is open in this attempt."""
        attempt.bypassed = False
        if not self.gate.passes(attempt) or self._duties(attempt):
            return False
        attempt.judged = self
        return True

    def unmet(self, attempt: Attempt) -> list[Unmet]:
        """Everything that keeps it closed in this attempt."""
        return [*self.gate.unmet(attempt), *self._duties(attempt)]

    def _duties(self, attempt: Attempt) -> list[Unmet]:
        """What even one who passes by the guard has to do."""
        found = []
        if self.signs and self.signs in attempt.situation.signed:
            found.append(already_signed(self.signs))
        if self._comment and attempt.comment is not None and not attempt.comment.strip():
            found.append(comment_required())
        return found


class Plan:
    """A definition compiled once and shared by all its cases."""

    __slots__ = (
        "_events", "answers_ask", "automatic", "creation", "curious", "definition", "effectful", "exits",
        "lists", "local", "maps", "seen_by", "unfolds", "user", "variables", "ways",
    )  # fmt: skip

    def __init__(self, definition: Definition) -> None:
        types, states = fact_types(definition), definition.states.values()
        self.definition = definition
        self.ways = {name: Way(way, definition, types) for name, way in definition.transitions.items()}
        self.exits = {state.id: state.transitions for state in states}
        self.automatic = {state.id: self._triggered(state, "automatic") for state in states}
        self.user = {state.id: self._triggered(state, "user") for state in states}
        guard = definition.creation_guard
        self.creation = Gate(guard, definition, types) if guard else None
        self.variables = Variables(definition)
        self.seen_by = {one.id: Gate(one.guard, definition, types) for one in definition.variables.values()}
        self.lists = {one.id: Gate(one.guard, definition, types) for one in definition.worklists.values()}
        # Without managed permissions or groups no state gives any, and nobody need look.
        self.maps = {state.id: maps_in(definition, state.id) for state in states if definition.permissions}
        self.local = {state.id: local_roles_in(definition, state.id) for state in states if definition.groups}
        gates = [*(way.gate for way in self.ways.values()), *self.seen_by.values()]
        asked = [gate.condition for gate in (*gates, self.creation) if gate]
        self.effectful = any(way.before_script or way.after_script for way in definition.transitions.values())
        self.curious = any(facts(condition) or given(condition) for condition in asked)
        # Within one state a step may wait for another: then an answer can open a step and move nothing.
        self.unfolds = any(way.signs and way.unfolds for way in self.ways.values())
        # What other workflows give on the document matters to an answer only then.
        self.answers_ask = any(way.gate.asks for way in self.ways.values() if way.follows_answers)
        events = _machine(definition, self.ways).events
        self._events = {name: event.trigger for name in self.ways if (event := events.get(_event(name)))}

    def _triggered(self, state: State, trigger: str) -> tuple[Way, ...]:
        ways = (self.ways[name] for name in state.transitions)
        return tuple(way for way in ways if way.transition.trigger == trigger)

    def fire(self, transition: str, subject: Subject, attempt: Attempt) -> bool:
        """Move the subject, whose state the transition must leave; False when its guard refuses."""
        return bool(self._events[transition](subject, attempt=attempt))


class _Asked(LibraryCondition):
    """The library's condition that is a callable already: nothing is looked up by name."""

    def check(self, event_data: Any) -> bool:
        return bool(self.func(event_data))  # type: ignore[operator]  # a Way, see `_machine`


class _Bare(LibraryTransition):
    """The library's transition with nothing to call back but its guard: half of its time went there."""

    condition_cls = _Asked

    def execute(self, event_data: Any) -> bool:
        if not self.conditions[0].check(event_data):
            return False
        if self.dest:
            event_data.model.state = self.dest
        return True


class _BareMachine(Machine):
    transition_cls = _Bare


def _event(transition: str) -> str:
    """Apart from every name that the library keeps for itself (it refuses a trigger named “state”)."""
    return f"do {transition}"


def _machine(definition: Definition, ways: Mapping[str, Way]) -> Machine:
    machine = _BareMachine(
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
            machine.add_transition(_event(name), state.id, target, conditions=ways[name])
    return machine


__all__ = ["SYSTEM", "SYSTEM_ACTOR", "Asker", "Attempt", "Gate", "Plan", "Subject", "Way"]
