"""Whether there is anybody who can pass the lists of a guard: roles, permissions, groups."""

from __future__ import annotations

from workflow.engine.check.unknowns import Unknown, World
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


def personal(way: Transition) -> frozenset[Unknown]:
    """What passing the lists of a guard depends on."""
    roles = {Unknown("role", name) for name in way.guard.roles}
    groups = {Unknown("group", name) for name in way.guard.groups}
    # Who holds a permission differs from state to state.
    held = {Unknown("guard", way.id)} if way.guard.permissions else set()
    return frozenset(roles | groups | held)


def lets_pass(guard: Guard, world: World) -> bool:
    """Whether who acts in this world passes the lists; of what it does not say he may have anything."""
    told = dict(world)
    if any(unknown.kind == "guard" and not value for unknown, value in world):
        return False
    roles = [told.get(Unknown("role", name), True) for name in guard.roles]
    groups = [told.get(Unknown("group", name), True) for name in guard.groups]
    return (any(roles) or not roles) and (any(groups) or not groups)


def _held(definition: Definition, state: str, permission: str) -> bool:
    """Whether any role holds the permission; who holds what is acquired from above is not known here."""
    own = maps_in(definition, state).get(permission)
    if own is None or own.acquired:
        return True
    roles = {*own.roles}
    return bool(roles & {*definition.roles, MANAGER} if definition.roles else roles)
