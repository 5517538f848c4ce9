"""Steps that may change places without changing the definition: of these only the number signed matters.

A stage of n such steps has n + 1 markings worth a look in place of 2^n. Nothing is lost by that: any story
with the steps in one order is a story with them in another.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workflow.engine.definition import Definition, Transition

MAX_COMPARED = 200_000
"""Nodes of conditions looked at before every step is taken to be of its own kind."""

Form = tuple["Form | str", ...]
"""A condition as nested words, the parts of `and` and `or` in no order."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What mentions steps: a signing transition, a condition; `place` is all that is not a step's name."""

    place: str
    form: Form
    mentioned: frozenset[str]


def alike(definition: Definition) -> tuple[tuple[str, ...], ...]:
    """The steps in groups of interchangeable ones, in the author's order; most groups have one member."""
    parts = _parts(definition)
    if sum(len(part.mentioned) * _size(part.form) for part in parts) > MAX_COMPARED:
        return tuple((step,) for step in definition.steps)
    about: dict[str, list[_Part]] = {step: [] for step in definition.steps}
    for part in parts:
        for name in part.mentioned & about.keys():
            about[name].append(part)
    groups: dict[object, list[list[str]]] = {}
    for id_, step in definition.steps.items():
        looks = Counter((part.place, _masked(part.form, id_)) for part in about[id_])
        rivals = groups.setdefault((step.act, frozenset(looks.items())), [])
        home = next((group for group in rivals if _swappable(group[-1], id_, about)), None)
        if home is None:
            rivals.append([id_])
        else:
            home.append(id_)
    return tuple(tuple(group) for rivals in groups.values() for group in rivals)


def _parts(definition: Definition) -> tuple[_Part, ...]:
    offered: dict[str, list[str]] = {}
    for state in definition.states.values():
        for way in state.transitions:
            offered.setdefault(way, []).append(state.id)
    found = [
        _part(_place(way, offered.get(way.id, ())), way.signs, way.guard.expression)
        for way in definition.transitions.values()
    ]
    return (*found, *(_part(f"never {one.never}", "", one.unless) for one in definition.invariants))


def _place(way: Transition, states: Sequence[str]) -> str:
    """All of a transition but the step it signs; a signing one has no name of its own."""
    guard = (way.guard.permissions, way.guard.roles, way.guard.groups)
    rest = (states, way.to_state, way.trigger, guard, dict(way.variables), way.hidden, way.comment_required)
    return repr(rest if way.signs else (way.id, *rest))


def _part(place: str, signs: str, expression: str) -> _Part:
    form: Form = ("part", signs, _form(expression))
    return _Part(place, form, frozenset(_words(form)))


def _form(expression: str) -> Form:
    try:
        return _shaped(ast.parse(expression.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ("as it stands", expression)


def _shaped(node: ast.AST) -> Form:
    match node:
        case ast.BoolOp(op=op, values=values):
            return (type(op).__name__, *_unordered(_shaped(value) for value in values))
        case ast.Name(id=name):
            return ("name", name)
        case ast.Constant(value=str(name)):
            return ("name", name)
        case ast.Constant(value=value):
            return ("value", repr(value))
    return (type(node).__name__, *(_shaped(child) for child in ast.iter_child_nodes(node)))


def _unordered(parts: Iterable[Form]) -> list[Form]:
    return sorted(parts, key=repr)


def _words(form: Form) -> Iterable[str]:
    for part in form[1:]:
        if isinstance(part, str):
            yield part
        else:
            yield from _words(part)


def _size(form: Form) -> int:
    return 1 + sum(1 if isinstance(part, str) else _size(part) for part in form[1:])


def _renamed(form: Form, names: Mapping[str, str], other: str = "") -> Form:
    """The form with some words replaced, and all others by `other` if one is given."""
    kind, *parts = form
    done = [
        names.get(part, other or part) if isinstance(part, str) else _renamed(part, names, other)
        for part in parts
    ]
    # Only the parts of these two have no order of their own.
    if kind in ("And", "Or"):
        done.sort(key=repr)
    return (kind, *done)


def _masked(form: Form, step: str) -> Form:
    return _renamed(form, {step: "this"}, "another")


def _swappable(one: str, other: str, about: Mapping[str, Sequence[_Part]]) -> bool:
    """Whether the definition says the same with the two steps in each other's place."""
    # By identity: two equal parts are two parts.
    parts = list({id(part): part for part in (*about[one], *about[other])}.values())
    swapped = {one: other, other: one}
    before = Counter((part.place, part.form) for part in parts)
    return before == Counter((part.place, _renamed(part.form, swapped)) for part in parts)
