"""Builders of small definitions and of those who ask, for the tests of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.engine.definition import Definition, Guard, PartyRef, State, Step, Transition, Variable
from workflow.engine.machine import Asker, Plan
from workflow.values import both


def way(id_: str, to: str = "", **more: Any) -> Transition:
    """A user transition; an empty target stays."""
    return Transition(id_, both(id_), to, **more)


def automatic(id_: str, to: str = "", **guard: Any) -> Transition:
    """An automatic transition with that guard."""
    return way(id_, to, trigger="automatic", guard=Guard(**guard))


def state(id_: str, *exits: str, **more: Any) -> State:
    """A state with its ways out."""
    return State(id_, both(id_.upper()), transitions=exits, **more)


def definition(states: Iterable[State], *ways: Transition, steps: str = "", **more: Any) -> Definition:
    """A definition; the first state is the initial one; each letter of `steps` is a step of a council."""
    kept = {one.id: one for one in states}
    asked = {id_: Step(id_, PartyRef("parents_council"), "agree", "none") for id_ in steps}
    return Definition("wf", both("wf"), next(iter(kept)), kept, {one.id: one for one in ways}, asked, **more)


def plan(states: Iterable[State], *ways: Transition, steps: str = "", **more: Any) -> Plan:
    """The same, compiled."""
    return Plan(definition(states, *ways, steps=steps, **more))


def who(
    person: str = "anna",
    *roles: str,
    groups: Iterable[str] = (),
    site: Mapping[str, tuple[str, ...]] | None = None,
) -> Asker:
    """A person with these roles."""
    return Asker(frozenset(roles), person=person, groups=frozenset(groups), site=site or {})


def variables(**expressions: str) -> dict[str, Variable]:
    """Variables by their default expressions."""
    return {id_: Variable(id_, expression=said) for id_, said in expressions.items()}
