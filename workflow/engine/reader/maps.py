"""What a state gives: permission maps, the local roles of groups, and the values of variables."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflow.engine.definition import PermissionMap
from workflow.engine.reader.faults import Faults
from workflow.engine.reader.guard_form import read_roles
from workflow.engine.reader.nodes import Listing, Node
from workflow.engine.reader.record import MAX_TEXT, Record, quoted_text, unknown
from workflow.engine.variables import WORDS, compiled
from workflow.values import Text

MAP_KEYS = ("roles", "acquire")


def read_permissions(record: Record, key: str, roles: Collection[str]) -> Mapping[str, PermissionMap]:
    """Permission → who holds it: a list says exactly these roles, {roles, acquire} may add to those above."""
    found = {}
    for name, node in record.tables(key, needed=False):
        if named := free_name(name.text, record.faults, node):
            found[named] = _map(node, record.faults, roles)
    return found


def _map(node: Node, faults: Faults, roles: Collection[str]) -> PermissionMap:
    if isinstance(node, Listing):
        return PermissionMap(acquired=False, roles=read_roles(node, faults, roles))
    record = Record(node, faults, MAP_KEYS)
    return PermissionMap(record.flag("acquire"), read_roles(record.node("roles"), faults, roles))


def read_group_roles(
    record: Record, key: str, groups: Collection[str], roles: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """Group → its local roles in the state; a group that the definition does not manage is a fault."""
    found = {}
    for name, node in record.tables(key, needed=False):
        if name.text not in groups:
            record.faults.error(name.place, "unknown-group", unknown(name.text, tuple(groups)))
        found[name.text] = read_roles(node, record.faults, roles)
    return found


def read_values(record: Record, key: str, variables: Collection[str]) -> Mapping[str, str]:
    """Variable → the value it gets in the state."""
    return {name: quoted_text(node, record.faults) for name, node in _assigned(record, key, variables)}


def read_expressions(record: Record, key: str, variables: Collection[str]) -> Mapping[str, str]:
    """Variable → the expression of the closed table that gives its value at a transition."""
    return {name: read_expression(node, record.faults) for name, node in _assigned(record, key, variables)}


def read_expression(node: Node | None, faults: Faults) -> str:
    """An expression of the table in `variables`; "" with a fault told for any other."""
    if node is None:
        return ""
    said = quoted_text(node, faults)
    if said and compiled(said) is None:
        faults.error(node.place, "unknown-expression", _UNKNOWN.filled(words=", ".join(WORDS)))
        return ""
    return said


def _assigned(record: Record, key: str, variables: Collection[str]) -> list[tuple[str, Node]]:
    found = []
    for name, node in record.tables(key, needed=False):
        if name.text not in variables:
            record.faults.error(name.place, "unknown-variable", unknown(name.text, tuple(variables)))
        else:
            found.append((name.text, node))
    return found


def free_name(word: str, faults: Faults, node: Node) -> str:
    """A name of any letters (a permission, a group); "" with a fault told when it is empty or endless."""
    if word.strip() and len(word) <= MAX_TEXT:
        return word.strip()
    faults.error(node.place, "bad-id", _FREE)
    return ""


_UNKNOWN = Text(
    "такого выражения нет; бывает: {words}, «string:текст»",
    "there is no such expression; use {words}, string:text",
)
_FREE = Text(f"имя пустое или длиннее {MAX_TEXT} знаков", f"the name is empty or over {MAX_TEXT} characters")
