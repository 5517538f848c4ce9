"""The variables of a definition: in what order a value is found, and the closed table of expressions.

An expression is looked up, never run. Beside our own words the table has the spellings that Plone's
definitions use for the same things; `string:` and `python:` introduce a constant.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.engine.definition import Definition, Transition, Variable
from workflow.engine.situation import Fact

Value = str | int | float | bool | date | None | tuple["Status", ...]
Status = Mapping[str, Value]
"""The values of one record, the state among them."""

NO_VALUES: Status = {}


@dataclass(frozen=True, slots=True)
class Happening:
    """What an expression may look at: one step being recorded; no transition at creation or on request."""

    transition: str | None = None
    actor: str = ""
    comment: str = ""
    at: str = ""
    history: tuple[Status, ...] = ()


Expression = Callable[[Happening], Value]

WORDS: Mapping[str, Expression] = {
    "action": lambda happening: happening.transition,
    "actor": lambda happening: happening.actor,
    "comment": lambda happening: happening.comment,
    "time": lambda happening: happening.at,
    "history": lambda happening: happening.history,
}
"""Our words: the transition, who performed it, with what remark, when, and all records so far."""

PLONE: Mapping[str, str] = {
    "transition/getId|nothing": "action",
    "transition/getId": "action",
    "user/getId": "actor",
    "user/getUserName": "actor",
    "state_change/getDateTime": "time",
    "state_change/getHistory": "history",
    "python:state_change.kwargs.get('comment','')": "comment",
    "python:state_change.kwargs.get('comment')": "comment",
    "python:kwargs.get('comment','')": "comment",
    "kwargs/comment": "comment",
    "kwargs/comment|nothing": "comment",
}
"""Plone's spellings, without blanks, of our words."""

_CONSTANTS: Mapping[str, Value] = {"nothing": None, "": ""}
_LITERAL = str | int | float | bool | None


def compiled(expression: str) -> Expression | None:
    """The expression of the table, or None when it has no such one."""
    said = expression.strip()
    if said.startswith("string:"):
        return _constant(said.removeprefix("string:")) if not re.search(r"\$[{a-zA-Z]", said) else None
    key = re.sub(r"\s+", "", said).replace('"', "'")
    word = PLONE.get(key, key)
    if word in WORDS:
        return WORDS[word]
    if key in _CONSTANTS:
        return _constant(_CONSTANTS[key])
    return _literal(said.removeprefix("python:")) if said.startswith("python:") else None


def declared_types(state_variable: str, expressions: Mapping[str, str]) -> Mapping[str, type]:
    """The facts that a definition declares: the state, and each variable by its default expression."""
    times = {id_: compiled(expression) is WORDS["time"] for id_, expression in expressions.items()}
    return {state_variable: str, **{id_: date if is_time else str for id_, is_time in times.items()}}


def fact_types(definition: Definition) -> Mapping[str, type]:
    """The facts that the conditions of `definition` may look at, beside those of the engine."""
    said = {one.id: one.expression for one in definition.variables.values()}
    return declared_types(definition.state_variable, said)


def _literal(source: str) -> Expression | None:
    try:
        value = ast.literal_eval(source.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    return _constant(value) if isinstance(value, _LITERAL) else None


def _constant(value: Value) -> Expression:
    return lambda _happening: value


class Variables:
    """The variables of one definition, their expressions looked up once."""

    __slots__ = ("_assigned", "_days", "_defaults", "_definition", "_kept", "recall")

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._kept = tuple(one for one in definition.variables.values() if one.for_status)
        self._defaults = {one.id: _default(one) for one in definition.variables.values()}
        self._assigned = {
            way.id: {name: compiled(expression) for name, expression in way.variables.items()}
            for way in definition.transitions.values()
            if way.variables
        }
        used = [
            *self._defaults.values(),
            *(said for each in self._assigned.values() for said in each.values()),
        ]
        self.recall = WORDS["history"] in used
        self._days = frozenset(name for name, kind in fact_types(definition).items() if kind is date)

    def __bool__(self) -> bool:
        return bool(self._kept)

    def recorded(
        self, target: str, way: Transition | None, before: Status, happening: Happening
    ) -> dict[str, Value]:
        """The values of a new record (DCWorkflow's order): what the target state says, then the transition,
        then the value before when it is not always renewed, then the default.
        """
        assigned = self._assigned.get(way.id, {}) if way else {}
        said = self._definition.states[target].variables
        values: dict[str, Value] = {}
        for one in self._kept:
            expression = assigned.get(one.id)
            if one.id in said:
                values[one.id] = said[one.id]
            elif expression is not None:
                values[one.id] = expression(happening)
            elif not one.update_always and one.id in before:
                values[one.id] = before[one.id]
            else:
                values[one.id] = self._defaults[one.id](happening)
        return values

    def as_facts(self, values: Status) -> Mapping[str, Fact]:
        """The values as conditions compare them: an instant is its day, a list is unknown."""
        plain = {name: value for name, value in values.items() if isinstance(value, Fact)}
        return plain | {name: _day(values.get(name)) for name in self._days}

    def asked(self, name: str, values: Status, happening: Happening) -> Value:
        """The value of one variable on request: as recorded, else its default computed now."""
        return values[name] if name in values else self._defaults[name](happening)

    def catalogued(self, values: Status, happening: Happening) -> dict[str, Value]:
        """The values by which documents are found."""
        declared = self._definition.variables.values()
        return {one.id: self.asked(one.id, values, happening) for one in declared if one.for_catalog}


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _default(one: Variable) -> Expression:
    # An expression outside the table stands only in what was imported, and the import has told so.
    said = compiled(one.expression) if one.expression else None
    return said if said is not None else _constant(one.default)
