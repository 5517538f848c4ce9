"""A definition as plain facts for JSON: DCWorkflow's keys first, then ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from workflow.engine.canonical import canonical, digest
from workflow.engine.definition import OPEN, Definition, Guard, State, Step, Transition, Variable, Worklist

Facts = dict[str, object]


def facts(definition: Definition, language: str) -> Facts:
    """What `definition` holds, with people's text in `language`; `hash` is that of its canonical bytes."""
    return {
        "workflow_id": definition.id,
        "title": definition.title.said(language),
        "description": definition.description.said(language),
        "initial_state": definition.initial_state,
        "state_variable": definition.state_variable,
        "manager_bypass": definition.manager_bypass,
        "creation_guard": _guard(definition.creation_guard) if definition.creation_guard else None,
        "permissions": _listed(definition.permissions),
        "groups": _listed(definition.groups),
        "states": {id_: _state(state, language) for id_, state in definition.states.items()},
        "transitions": {
            id_: _transition(way, definition, language) for id_, way in definition.transitions.items()
        },
        "worklists": {id_: _worklist(one, language) for id_, one in definition.worklists.items()},
        "variables": {id_: _variable(one, language) for id_, one in definition.variables.items()},
        "scripts": _listed(definition.scripts),
        **_ours(definition, language),
    }


def _ours(definition: Definition, language: str) -> Facts:
    return {
        "hash": digest(canonical(definition)),
        "documents": _listed(definition.documents),
        "amendments": definition.amendments,
        "annexes": definition.annexes,
        "in_force": _listed(definition.in_force),
        "beside": definition.beside,
        "invariants": [asdict(one) for one in definition.invariants],
        "stages": [
            {"state": stage.state, "title": stage.title.said(language), "steps": _listed(stage.steps)}
            for stage in definition.stages
        ],
        "steps": {id_: _step(step, language) for id_, step in definition.steps.items()},
    }


def _state(state: State, language: str) -> Facts:
    return {
        "title": state.title.said(language),
        "description": state.description.said(language),
        "transitions": _listed(state.transitions),
        "permission_roles": {
            permission: {"acquired": held.acquired, "roles": _listed(held.roles)}
            for permission, held in state.permission_roles.items()
        },
        "group_roles": {group: _listed(roles) for group, roles in state.group_roles.items()},
        "variables": dict(state.variables),
        "final": state.final,
    }


def _transition(way: Transition, definition: Definition, language: str) -> Facts:
    return {
        "title": way.title.said(language),
        "description": way.description.said(language),
        "from_states": sorted(id_ for id_, state in definition.states.items() if way.id in state.transitions),
        "to_state": way.to_state,
        "trigger": way.trigger.upper(),
        "guard": _guard(way.guard),
        "action": asdict(way.action),
        "before_script": way.before_script,
        "after_script": way.after_script,
        "variables": dict(way.variables),
        "comment_required": way.comment_required,
        "signs": way.signs,
        "hidden": way.hidden,
        "after": asdict(way.after) if way.after else None,
    }


def _worklist(one: Worklist, language: str) -> Facts:
    return {
        "title": one.title.said(language),
        "description": one.description.said(language),
        "match": {variable: _listed(values) for variable, values in one.matches.items()},
        "guard": _guard(one.guard),
        "action": asdict(one.action),
    }


def _variable(one: Variable, language: str) -> Facts:
    return {
        "description": one.description.said(language),
        "default_value": one.default,
        "default_expression": one.expression,
        "for_status": one.for_status,
        "for_catalog": one.for_catalog,
        "update_always": one.update_always,
        "info_guard": _guard(one.guard) if one.guard != OPEN else None,
    }


def _guard(guard: Guard) -> Facts:
    return {
        "permissions": _listed(guard.permissions),
        "roles": _listed(guard.roles),
        "groups": _listed(guard.groups),
        "expression": guard.expression,
    }


def _step(step: Step, language: str) -> Facts:
    return {
        "title": step.title.said(language),
        "by": {"kind": step.by.kind, "of": step.by.of},
        "act": step.act,
        "evidence": step.evidence,
        "due": asdict(step.due) if step.due else None,
        "procedure": asdict(step.procedure) if step.procedure else None,
    }


def _listed(values: Sequence[str]) -> list[str]:
    return list(values)
