"""Who holds what is worked out from the state when it is asked: nothing is copied, nothing is updated."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_workflows import definition, plan, state, way, who

from workflow.engine.definition import Definition, Guard, PermissionMap
from workflow.engine.permissions import (
    EVERYBODY,
    MANAGER,
    Site,
    holders,
    local_roles_in,
    maps_in,
)
from workflow.engine.process import Marking, available

SITE = {"View": ("Member",), "Edit": ("Owner",), "Never": ()}
DEFINITION = definition(
    [
        state(
            "a",
            permission_roles={
                "View": PermissionMap(True, ("Reader",)),
                "Edit": PermissionMap(False, ("Editor",)),
                "Never": PermissionMap(False, ()),
                "Unmanaged": PermissionMap(False, ("Editor",)),
            },
            group_roles={"council": ("Reviewer",), "unmanaged": ("Reviewer",), "empty": ()},
        ),
        state("b"),
    ],
    permissions=("View", "Edit", "Never"),
    groups=("council", "empty"),
)


def held(state: str, above: Site = SITE, of: Definition = DEFINITION) -> dict[str, frozenset[str]]:
    """Who holds each managed permission in `state`."""
    maps = maps_in(of, state)
    return {permission: holders(maps, permission, above) for permission in maps}


def test_a_list_of_roles_is_exactly_these_and_an_acquiring_map_adds_to_those_above() -> None:
    assert held("a") == {
        "View": {"Reader", "Member"},
        "Edit": {"Editor"},
        "Never": set(),
    }


def test_a_managed_permission_without_a_map_is_held_as_above() -> None:
    assert held("b") == {"View": {"Member"}, "Edit": {"Owner"}, "Never": set()}


def test_what_is_mapped_nowhere_a_manager_holds() -> None:
    assert held("b", above={})["View"] == {MANAGER}


def test_a_map_of_an_unmanaged_permission_has_no_effect() -> None:
    assert "Unmanaged" not in maps_in(DEFINITION, "a")


def test_a_permission_given_to_everybody_is_held_by_one_without_any_role() -> None:
    of = plan(
        [state("a", "go", permission_roles={"View": PermissionMap(False, (EVERYBODY,))})],
        way("go", guard=Guard(permissions=("View",))),
        permissions=("View",),
    )
    assert available(of, Marking("a", {}), who("nobody")) == ("go",)


def test_a_permission_that_no_workflow_manages_is_asked_above() -> None:
    of = plan([state("a", "go")], way("go", guard=Guard(permissions=("View",))))
    assert available(of, Marking("a", {}), who("p", "Member", site=SITE)) == ("go",)
    assert available(of, Marking("a", {}), who("p", "Reader", site=SITE)) == ()
    assert available(of, Marking("a", {}), who("p", MANAGER, site=SITE)) == ()
    assert available(of, Marking("a", {}), who("p", MANAGER)) == ("go",)


def test_only_managed_groups_have_local_roles_and_one_with_none_is_left_out() -> None:
    assert local_roles_in(DEFINITION, "a") == {"council": ("Reviewer",)}
    assert local_roles_in(DEFINITION, "b") == {}


def test_a_state_that_is_gone_gives_nothing() -> None:
    assert (maps_in(DEFINITION, "z"), local_roles_in(DEFINITION, "z")) == ({}, {})


roles = st.lists(st.sampled_from(["Owner", "Editor", "Boss"]), unique=True).map(tuple)
maps = st.dictionaries(st.sampled_from(["View", "Edit"]), st.builds(PermissionMap, st.booleans(), roles))


@given(maps, maps, st.dictionaries(st.sampled_from(["View", "Edit"]), roles))
def test_the_way_by_which_a_state_was_reached_does_not_matter(
    first: dict[str, PermissionMap], second: dict[str, PermissionMap], site: dict[str, tuple[str, ...]]
) -> None:
    states = [state("a", "on", permission_roles=first), state("b", "back", permission_roles=second)]
    of = definition(states, way("on", "b"), way("back", "a"), permissions=("View", "Edit"))
    for permission in ("View", "Edit"):
        own = second.get(permission, PermissionMap(True, ()))
        above = set(site.get(permission, (MANAGER,))) if own.acquired else set()
        assert held("b", site, of)[permission] == set(own.roles) | above
