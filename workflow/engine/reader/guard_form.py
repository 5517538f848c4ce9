"""A guard of the long form: permissions, roles, groups and the condition, wherever one may stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workflow.engine.definition import OPEN, Guard, Step
from workflow.engine.reader.conditions import read_condition
from workflow.engine.reader.faults import Faults
from workflow.engine.reader.nodes import Node
from workflow.engine.reader.record import Record, unknown, words_of
from workflow.governance.roles import ROLES
from workflow.values import Text

GUARD_KEYS = ("permissions", "roles", "groups", "when")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that guards of one file may use: its steps, its facts with their types, its own roles."""

    steps: Mapping[str, Step | None]
    facts: Mapping[str, type]
    roles: Collection[str] = ()


def read_guard(node: Node | None, words: Vocabulary, faults: Faults) -> Guard:
    """The guard that the node says, every name in it known; nothing written is no guard."""
    if node is None:
        return OPEN
    record = Record(node, faults, GUARD_KEYS)
    return Guard(
        tuple(permission for permission, _ in record.words("permissions")),
        read_roles(record.node("roles"), faults, words.roles),
        tuple(group for group, _ in record.words("groups")),
        read_condition(record.node("when"), words.steps, faults, words.facts),
    )


def read_roles(node: Node | None, faults: Faults, declared: Collection[str] = ()) -> tuple[str, ...]:
    """The roles of a list: the product's, those declared, and any that begins with a capital letter."""
    found = words_of(node, faults)
    for role, place in found:
        if role not in ROLES and role not in declared and not role[0].isupper():
            faults.error(place, "unknown-role", unknown(role, {**ROLES, **_untitled(declared)}))
    return tuple(role for role, _ in found)


def _untitled(roles: Collection[str]) -> Mapping[str, Text]:
    return {role: Text(role, role) for role in roles}
