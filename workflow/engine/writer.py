"""A definition as YAML in the engine form: what reading it gives back is the same definition, by its hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any  # the arguments of PyYAML's own methods

import yaml

from workflow.engine.definition import (
    NO_BUTTON,
    NOTHING,
    OPEN,
    Button,
    Definition,
    Guard,
    PermissionMap,
    Procedure,
    State,
    Step,
    Term,
    Transition,
    Variable,
    Worklist,
)
from workflow.values import Text

WIDTH = 110
Said = Mapping[str, object]
"""A table to be written; what is None in it is left out."""


def write(definition: Definition) -> str:
    """The definition as the text of a YAML file."""
    return yaml.dump(
        _kept(_definition(definition)),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )


class _Dumper(yaml.SafeDumper):
    """Short tables and lists on one line, never a reference to what was written before."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_sequence(self, *said: Any, **style: Any) -> yaml.SequenceNode:
        node = super().represent_sequence(*said, **style)
        node.flow_style = all(isinstance(each, yaml.ScalarNode) for each in node.value)
        return node

    def represent_mapping(self, *said: Any, **style: Any) -> yaml.MappingNode:
        node = super().represent_mapping(*said, **style)
        node.flow_style = _is_short(node)
        return node


def _is_short(node: yaml.MappingNode) -> bool:
    parts = [part for pair in node.value for part in pair]
    if any(isinstance(part, yaml.MappingNode) for part in parts):
        return False
    scalars = [
        each for part in parts for each in (part.value if isinstance(part, yaml.SequenceNode) else [part])
    ]
    return sum(len(each.value) + 2 for each in scalars if isinstance(each, yaml.ScalarNode)) < WIDTH - 30


def _definition(definition: Definition) -> Said:
    return {
        "grif": 1,
        "id": definition.id,
        "title": _titled(definition.title),
        "description": _text(definition.description),
        "documents": _listed(definition.documents),
        "in_force": _listed(definition.in_force),
        "annexes": definition.annexes or None,
        "beside": definition.beside or None,
        "manager_bypass": definition.manager_bypass or None,
        "state_variable": definition.state_variable if definition.state_variable != "state" else None,
        "permissions": _listed(definition.permissions),
        "groups": _listed(definition.groups),
        "roles": _listed(definition.roles),
        "creation_guard": None if definition.creation_guard is None else _guard(definition.creation_guard),
        "initial": definition.initial_state,
        "states": {id_: _state(state) for id_, state in definition.states.items()},
        "transitions": {id_: _transition(way) for id_, way in definition.transitions.items()},
        "steps": {id_: _step(step) for id_, step in definition.steps.items()} or None,
        "stages": _listed(tuple(stage.state for stage in definition.stages)),
        "variables": {id_: _variable(one) for id_, one in definition.variables.items()} or None,
        "worklists": {id_: _worklist(one) for id_, one in definition.worklists.items()} or None,
        "invariants": [{"never": one.never, "unless": one.unless} for one in definition.invariants] or None,
    }


def _state(state: State) -> Said:
    return {
        "title": _titled(state.title),
        "description": _text(state.description),
        "transitions": _listed(state.transitions),
        "permissions": {name: _permission(held) for name, held in state.permission_roles.items()} or None,
        "groups": {group: list(roles) for group, roles in state.group_roles.items()} or None,
        "variables": dict(state.variables) or None,
        "final": state.final or None,
    }


def _permission(held: PermissionMap) -> object:
    return {"roles": list(held.roles), "acquire": True} if held.acquired else list(held.roles)


def _transition(way: Transition) -> Said:
    return {
        "title": _titled(way.title),
        "description": _text(way.description),
        "to": way.to_state or None,
        "trigger": way.trigger if way.trigger != "user" else None,
        "after": _term(way.after),
        "guard": _guard(way.guard) if way.guard != OPEN else None,
        "comment": "required" if way.comment_required else None,
        "signs": way.signs or None,
        "button": _button(way.action),
        "hidden": way.hidden or None,
        "effects": {"before": way.before_script or None, "after": way.after_script or None}
        if way.before_script or way.after_script
        else None,
        "variables": dict(way.variables) or None,
    }


def _guard(guard: Guard) -> Said:
    return {
        "permissions": _listed(guard.permissions),
        "roles": _listed(guard.roles),
        "groups": _listed(guard.groups),
        "when": guard.expression or None,
    }


def _button(button: Button) -> object:
    if button == NO_BUTTON:
        return None
    if button == Button(button.name):
        return button.name
    said = {"name": button.name, "url": button.url, "icon": button.icon}
    category = button.category if button.category != NO_BUTTON.category else None
    return {key: word or None for key, word in said.items()} | {"category": category}


def _step(step: Step) -> Said:
    return {
        "by": step.by.kind if step.by.of == "own" else {"kind": step.by.kind, "of": step.by.of},
        "act": step.act,
        "evidence": step.evidence,
        "title": _text(step.title),
        "due": _term(step.due),
        "procedure": _procedure(step.procedure),
    }


def _procedure(one: Procedure | None) -> object:
    return None if one is None else {"kind": one.kind, "consultation": _term(one.consultation)}


def _term(term: Term | None) -> object:
    if term is None:
        return None
    if term.unit == "date":
        return f"{term.day:02}.{term.month:02}"
    return {
        "days": term.days,
        "unit": term.unit,
        "first_counts": term.first_counts or None,
        "roll": term.roll or None,
        "since": term.since or None,
    }


def _variable(one: Variable) -> Said:
    return {
        "description": _text(one.description),
        "default": one.default or None,
        "expression": one.expression or None,
        "for_status": None if one.for_status else False,
        "for_catalog": one.for_catalog or None,
        "update_always": None if one.update_always else False,
        "guard": _guard(one.guard) if one.guard != OPEN else None,
    }


def _worklist(one: Worklist) -> Said:
    return {
        "title": _text(one.title),
        "description": _text(one.description),
        "matches": {variable: list(values) for variable, values in one.matches.items()} or None,
        "guard": _guard(one.guard) if one.guard != OPEN else None,
        "button": _button(one.action),
    }


def _titled(text: Text) -> object:
    return "" if text == NOTHING else _text(text)


def _text(text: Text) -> object:
    if text == NOTHING:
        return None
    return text.ru if text.ru == text.en else {"ru": text.ru, "en": text.en}


def _listed(words: Sequence[str]) -> list[str] | None:
    return list(words) or None


def _kept(said: object) -> object:
    """The tables without what is not said."""
    if isinstance(said, Mapping):
        return {key: _kept(value) for key, value in said.items() if value is not None}
    if isinstance(said, list):
        return [_kept(value) for value in said]
    return said
