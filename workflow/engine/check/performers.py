"""Whether there is anybody who can pass the lists of a guard: roles, permissions, groups."""

from __future__ import annotations

from workflow.engine.definition import Definition, Guard, Transition
from workflow.engine.permissions import MANAGER, maps_in


def may(definition: Definition, way: Transition, state: str) -> bool:
    """Whether somebody with the roles that there are may perform `way` in `state`, its condition aside."""
    guard = way.guard
    if definition.manager_bypass:
        return True
    if definition.roles and guard.roles and not {*definition.roles, MANAGER} & {*guard.roles}:
        return False
    return not guard.permissions or any(_held(definition, state, one) for one in guard.permissions)


def asks_person(guard: Guard) -> bool:
    """Whether passing depends on who the person is."""
    return bool(guard.permissions or guard.roles or guard.groups)


def _held(definition: Definition, state: str, permission: str) -> bool:
    """Whether any role holds the permission; who holds what is acquired from above is not known here."""
    own = maps_in(definition, state).get(permission)
    if own is None or own.acquired:
        return True
    roles = {*own.roles}
    return bool(roles & {*definition.roles, MANAGER} if definition.roles else roles)
