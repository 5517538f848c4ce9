"""Who holds which permission where a case stands: computed from its state when asked, copied nowhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflow.engine.definition import Definition, PermissionMap

MANAGER = "Manager"
EVERYBODY = "Anonymous"
"""A permission that this role holds is held by all."""

ACQUIRED = PermissionMap(acquired=True, roles=())
Site = Mapping[str, Collection[str]]
"""The roles that hold a permission above the document; what is not mapped there a Manager holds."""

NO_SITE: Site = {}
NO_MAPS: Mapping[str, PermissionMap] = {}
_UNMAPPED = frozenset({MANAGER})


def maps_in(definition: Definition, state: str) -> Mapping[str, PermissionMap]:
    """The map of every managed permission in `state`; one without a map is acquired from above.

    A map of a permission that the definition does not manage has no effect (DCWorkflow). An unknown state
    manages nothing.
    """
    if state not in definition.states:
        return {}
    said = definition.states[state].permission_roles
    return {permission: said.get(permission, ACQUIRED) for permission in definition.permissions}


def holders(maps: Mapping[str, PermissionMap], permission: str, site: Site) -> frozenset[str]:
    """The roles that hold one permission under these maps."""
    own = maps.get(permission, ACQUIRED)
    return frozenset(own.roles) | (
        frozenset(site.get(permission, _UNMAPPED)) if own.acquired else frozenset()
    )


def local_roles_in(definition: Definition, state: str) -> Mapping[str, tuple[str, ...]]:
    """The roles that each managed group has on a document in `state`; groups with none are left out."""
    if state not in definition.states:
        return {}
    said = definition.states[state].group_roles
    return {group: said[group] for group in definition.groups if said.get(group)}


def roles_in_context(
    local: Mapping[str, tuple[str, ...]], roles: frozenset[str], groups: Collection[str]
) -> frozenset[str]:
    """The roles a person has on the document: his own and those of his groups."""
    return roles.union(*(local[group] for group in groups if group in local)) if local else roles


def allows(roles: frozenset[str], holding: frozenset[str]) -> bool:
    """Whether one of `roles` is among those that hold, or everybody holds."""
    return EVERYBODY in holding or not roles.isdisjoint(holding)
