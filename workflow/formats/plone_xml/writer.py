"""A definition as Plone's definition.xml: what reading it gives back is the same definition, by its hash.

What Plone cannot say stands in attributes and elements named `grif:…`, which its import ignores. There a
transition whose condition or trigger Plone does not know is closed for everybody: it must not open.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.engine.definition import (
    OPEN,
    Button,
    Definition,
    Guard,
    PermissionMap,
    Stage,
    State,
    Step,
    Term,
    Transition,
    Variable,
    Worklist,
)
from workflow.engine.variables import fact_types
from workflow.errors import Refused
from workflow.formats.plone_xml.expressions import Known, condition, tales
from workflow.formats.plone_xml.markup import Attributes, Lines, element, text_element
from workflow.formats.plone_xml.parts import words
from workflow.values import Text

NAMESPACE = "urn:grif:definition"
NEVER = "python:False"
ABSENT = Button("", "", "", "")


def write(definition: Definition) -> str:
    """The text of the file. Raises Refused for a text that XML or a list of Plone cannot hold."""
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *_Writer(definition).workflow(), ""])


class _Writer:
    """One definition, and the names its expressions may use."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        recorded = {one.id for one in definition.variables.values() if one.for_status}
        self._known = Known(fact_types(definition), {definition.state_variable, *recorded}, definition.steps)

    def workflow(self) -> Lines:
        said = self._definition
        return element(
            "dc-workflow",
            self._head(),
            *(text_element("permission", name) for name in said.permissions),
            *(text_element("group", name) for name in said.groups),
            self._creation_guard(),
            *(_state(state) for state in said.states.values()),
            *(self._transition(way) for way in said.transitions.values()),
            *(self._worklist(one) for one in said.worklists.values()),
            *(self._variable(one) for one in said.variables.values()),
            *(text_element("grif:role", role) for role in said.roles),
            *(_step(step) for step in said.steps.values()),
            *(_stage(stage) for stage in said.stages),
            *(element("grif:promise", {"never": one.never, "unless": one.unless}) for one in said.invariants),
        )

    def _head(self) -> Attributes:
        said = self._definition
        return {
            "xmlns:grif": NAMESPACE,
            "workflow_id": said.id,
            **_titled(said.title),
            "description": said.description.ru,
            "grif:description-en": _english(said.description),
            "state_variable": said.state_variable,
            "initial_state": said.initial_state,
            "manager_bypass": str(said.manager_bypass),
            "grif:documents": " ".join(said.documents) or None,
            "grif:in-force": " ".join(said.in_force) or None,
            "grif:annexes": said.annexes or None,
            "grif:beside": said.beside or None,
        }

    def _creation_guard(self) -> Lines:
        if self._definition.creation_guard is None:
            return ()
        return element("instance-creation-conditions", {}, self._guard(self._definition.creation_guard))

    def _transition(self, way: Transition) -> Lines:
        ours = way.trigger in ("timed", "internal")
        hidden = way.trigger == "user" and way.hidden
        return element(
            "transition",
            {
                "transition_id": way.id,
                **_titled(way.title),
                "grif:description-en": _english(way.description),
                "new_state": way.to_state,
                "trigger": "AUTOMATIC" if way.trigger == "automatic" else "USER",
                "before_script": "",
                "after_script": "",
                "grif:trigger": way.trigger if ours else None,
                "grif:hidden": "true" if way.hidden and not hidden else None,
                "grif:comment": "required" if way.comment_required else None,
                "grif:signs": way.signs or None,
                "grif:after": _term(way.after),
                "grif:before_script": way.before_script or None,
                "grif:after_script": way.after_script or None,
            },
            _described(way.description),
            _button(way.action, "" if hidden or ours else way.action.name or way.title.ru or way.id),
            self._guard(way.guard, closed=ours),
            *(text_element("assignment", each, {"name": name}) for name, each in way.variables.items()),
        )

    def _guard(self, guard: Guard, *, closed: bool = False) -> Lines:
        said = NEVER if closed else self._tales(guard.expression)
        exact = condition(said, self._known) if said else ""
        return element(
            "guard",
            {"grif:when": guard.expression if exact != guard.expression else None},
            *(text_element("guard-permission", _name(name)) for name in guard.permissions),
            *(text_element("guard-role", _name(name)) for name in guard.roles),
            *(text_element("guard-group", _name(name)) for name in guard.groups),
            text_element("guard-expression", said) if said else (),
        )

    def _tales(self, expression: str) -> str:
        said = tales(expression, self._known) if expression else ""
        return NEVER if said is None else said

    def _worklist(self, one: Worklist) -> Lines:
        matches = {name: ";".join(values) for name, values in one.matches.items()}
        for name, joined in matches.items():
            if words(joined) != tuple(one.matches[name]):
                raise Refused("not-in-xml", _SEMICOLON.filled(text=joined))
        return element(
            "worklist",
            {"worklist_id": one.id, **_titled(one.title), "grif:description-en": _english(one.description)},
            _described(one.description),
            _button(one.action, one.action.name),
            self._guard(one.guard),
            *(element("match", {"name": name, "values": joined}) for name, joined in matches.items()),
        )

    def _variable(self, one: Variable) -> Lines:
        default = text_element("value", one.default, {"type": "string"}) if one.default else ()
        expression = text_element("expression", one.expression) if one.expression else ()
        return element(
            "variable",
            {
                "variable_id": one.id,
                "for_catalog": str(one.for_catalog),
                "for_status": str(one.for_status),
                "update_always": str(one.update_always),
                "grif:description-en": _english(one.description),
            },
            _described(one.description),
            element("default", {}, default, expression) if one.default or one.expression else (),
            self._guard(one.guard) if one.guard != OPEN else element("guard", {}),
        )


def _state(state: State) -> Lines:
    said = state.final or not state.transitions
    return element(
        "state",
        {
            "state_id": state.id,
            **_titled(state.title),
            "grif:description-en": _english(state.description),
            "grif:final": str(state.final) if said else None,
        },
        _described(state.description),
        *(element("exit-transition", {"transition_id": way}) for way in state.transitions),
        *(_permission(name, held) for name, held in state.permission_roles.items()),
        *(
            element("group-map", {"name": group}, *(text_element("group-role", role) for role in roles))
            for group, roles in state.group_roles.items()
        ),
        *(
            text_element("assignment", value, {"name": name, "type": "string"})
            for name, value in state.variables.items()
        ),
    )


def _permission(name: str, held: PermissionMap) -> Lines:
    roles = (text_element("permission-role", role) for role in held.roles)
    return element("permission-map", {"name": name, "acquired": str(held.acquired)}, *roles)


def _button(button: Button, label: str) -> Lines:
    """The action of Plone: without a label it is not offered there."""
    if button == ABSENT and not label:
        return ()
    said = {"url": button.url, "category": button.category, "icon": button.icon}
    return text_element(
        "action", label, {**said, "grif:label": button.name if button.name != label else None}
    )


def _step(step: Step) -> Iterator[str]:
    return element(
        "grif:step",
        {
            "id": step.id,
            "by": step.by.kind,
            "of": step.by.of if step.by.of != "own" else None,
            "act": step.act,
            "evidence": step.evidence,
            "due": _term(step.due),
            "procedure": step.procedure.kind if step.procedure else None,
            "consultation": _term(step.procedure.consultation) if step.procedure else None,
            "title": step.title.ru or None,
            "title-en": _english(step.title),
        },
    )


def _stage(stage: Stage) -> Iterator[str]:
    title = {"title": stage.title.ru, "title-en": _english(stage.title)}
    return element("grif:stage", {"state": stage.state, **title, "steps": " ".join(stage.steps)})


def _term(term: Term | None) -> str | None:
    if term is None:
        return None
    if term.unit == "date":
        return f"{term.day:02}.{term.month:02}"
    flags = [name for name in ("first_counts", "roll") if getattr(term, name)]
    since = (f"since={term.since}",) if term.since else ()
    return " ".join((str(term.days), term.unit, *flags, *since))


def _titled(title: Text) -> Attributes:
    return {"title": title.ru, "grif:title-en": _english(title)}


def _english(text: Text) -> str | None:
    return text.en if text.en != text.ru else None


def _described(text: Text) -> Lines:
    return text_element("description", text.ru) if text.ru else ()


def _name(name: str) -> str:
    if ";" in name:
        raise Refused("not-in-xml", _SEMICOLON.filled(text=name))
    return name


_SEMICOLON = Text(
    "точка с запятой разделяет имена в Plone: уберите её из «{text}»",
    "a semicolon separates names in Plone: remove it from “{text}”",
)
