"""Scenarios drawn by Hypothesis: one or two workflows of all that both engines know, and acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drawn_definitions import few
from hypothesis import strategies as st

from workflow.engine.definition import (
    OPEN,
    Button,
    Definition,
    Guard,
    PermissionMap,
    State,
    Transition,
    Variable,
)
from workflow.formats import plone_xml
from workflow.values import both

ROLES = ["Clerk", "Boss", "Manager", "Member"]
GROUPS = ["council", "parents"]
PEOPLE = [
    {"id": "anna", "roles": ["Clerk"], "groups": []},
    {"id": "boris", "roles": ["Member"], "groups": ["council"]},
    {"id": "chair", "roles": ["Boss", "Member"], "groups": ["council", "parents"]},
    {"id": "manager", "roles": ["Manager"], "groups": []},
    {"id": "guest", "roles": ["Anonymous"], "groups": []},
]
ACTOR, COMMENT = "user/getId", "python:state_change.kwargs.get('comment', '')"
EXPRESSIONS = ["", "string:text", ACTOR, COMMENT, "transition/getId|nothing", "python:'a'", "nothing"]
MANAGER_ADDED = PermissionMap(acquired=True, roles=("Manager",))
Draw = Callable[[Any], Any]


def _guards(permissions: list[str], conditions: list[str]) -> Any:
    some = st.builds(
        Guard,
        few(st.sampled_from(permissions), 2),
        few(st.sampled_from(ROLES), 2),
        few(st.sampled_from(GROUPS), 1),
        st.sampled_from(["", "", *conditions]),
    )
    return st.just(OPEN) | some


@st.composite
def workflows(draw: Draw, id_: str, prefix: str, with_groups: bool) -> Definition:
    """One workflow; its automatic transitions lead on, never back."""
    states = [f"{prefix}{index}" for index in range(draw(st.integers(1, 4)))]
    permissions = [f"{prefix} one", f"{prefix} two"]
    variable = f"{prefix}_state"
    conditions = ["False", "comment != ''", "comment == 'ok'", f"{variable} == '{states[-1]}'"]
    conditions += [
        f"not ({variable} == '{states[0]}')",
        f"{prefix}_word == 'a'",
        f"{variable} in ['{states[0]}']",
    ]
    guards = _guards(permissions, conditions)
    names = [f"{prefix}_word", f"{prefix}_more", f"{prefix}_kept"]
    ways, exits = {}, {state: [] for state in states}
    for index in range(draw(st.integers(0, 5))):
        automatic = len(states) > 1 and draw(st.integers(0, 3)) == 0
        source = draw(st.integers(0, len(states) - 2)) if automatic else 0
        sources = (
            [source]
            if automatic
            else draw(st.lists(st.integers(0, len(states) - 1), max_size=3, unique=True))
        )
        target = (
            states[draw(st.integers(source + 1, len(states) - 1))]
            if automatic
            else draw(st.sampled_from(["", *states]))
        )
        way = f"{draw(st.sampled_from('zya'))}{index}" if prefix == "s" else f"z{index}"
        assigned = draw(
            st.dictionaries(st.sampled_from(names[1:]), st.sampled_from(EXPRESSIONS[1:]), max_size=2)
        )
        label = draw(st.sampled_from(["", "Go"]))
        ways[way] = Transition(
            way, both(way), target, "automatic" if automatic else "user", draw(guards),
            action=Button(label, "", "", "workflow"), variables=assigned, hidden=not automatic and not label,
        )  # fmt: skip
        for each in sources:
            exits[states[each]].insert(draw(st.integers(0, len(exits[states[each]]))), way)
    groups = draw(few(st.sampled_from(GROUPS))) if with_groups else ()
    return Definition(
        id_, both(id_), draw(st.sampled_from(states[:2])),
        {state: draw(_state(state, tuple(exits[state]), permissions, groups, names)) for state in states},
        ways, state_variable=variable, manager_bypass=draw(st.booleans()), groups=groups,
        permissions=tuple(sorted(draw(few(st.sampled_from(permissions))))),
        variables={name: draw(_variable(name, permissions, conditions[:4])) for name in names},
    )  # fmt: skip


@st.composite
def _state(
    draw: Draw, id_: str, exits: tuple[str, ...], permissions: list[str], groups: Any, names: Any
) -> State:
    roles = few(st.sampled_from([*ROLES, "Anonymous"]))
    # What adds the Manager alone to what is acquired is not written by DCWorkflow (docs/plone.md, 46).
    held_by = st.builds(PermissionMap, st.booleans(), roles).filter(lambda one: one != MANAGER_ADDED)
    maps = draw(st.dictionaries(st.sampled_from(permissions), held_by))
    held = {group: draw(few(st.sampled_from(ROLES))) for group in groups if draw(st.booleans())}
    words = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(["a", "b"]), max_size=1))
    return State(id_, both(id_), transitions=exits, permission_roles=maps, group_roles=held, variables=words)


@st.composite
def _variable(draw: Draw, name: str, permissions: list[str], conditions: list[str]) -> Variable:
    # Guards look at the first one: it is always there, and no remark or name of a person is in it.
    first = name.endswith("_word")
    expressions = ["", "string:a", "python:'b'"] if first else EXPRESSIONS
    return Variable(
        name,
        default=draw(st.sampled_from(["", "a", "d"])),
        expression=draw(st.sampled_from(expressions)),
        for_status=first or draw(st.booleans()),
        for_catalog=draw(st.booleans()),
        update_always=draw(st.booleans()),
        guard=OPEN if draw(st.booleans()) else draw(_guards(permissions, conditions)),
    )


@st.composite
def scenarios(draw: Draw) -> tuple[list[Definition], dict[str, Any]]:
    """The definitions and a scenario of acts and questions about one document under them."""
    chain = [draw(workflows("first", "s", True))]
    if draw(st.booleans()):
        chain.append(draw(workflows("second", "t", False)))
    site = draw(
        st.dictionaries(
            st.sampled_from(["s one", "s two", "t one"]), st.lists(st.sampled_from(ROLES), max_size=2)
        )
    )
    ways = sorted({way for one in chain for way in one.transitions}) or ["none"]
    names = sorted({name for one in chain for name in (*one.variables, one.state_variable)} | {"no_such"})
    steps: list[dict[str, Any]] = [{"op": "create", "user": draw(st.sampled_from(PEOPLE))}]
    for _ in range(draw(st.integers(1, 8))):
        user = draw(st.sampled_from(PEOPLE))
        comment = draw(st.sampled_from(["", "ok", "hello"]))
        steps.append(
            {"op": "do", "transition": draw(st.sampled_from(ways)), "user": user, "comment": comment}
        )
        asked = draw(
            st.sampled_from(["available", "offered", "permissions", "states", "local_roles", "catalog"])
        )
        steps.append({"op": asked, "user": draw(st.sampled_from(PEOPLE))})
        steps.append(
            {"op": "info", "name": draw(st.sampled_from(names)), "user": draw(st.sampled_from(PEOPLE))}
        )
    steps += [{"op": "history", "workflow": one.id} for one in chain] + [
        {"op": "permissions"},
        {"op": "states"},
    ]
    texts = [plone_xml.write(one) for one in chain]
    return chain, {"name": "drawn", "workflows": texts, "steps": steps, "site_rolemap": site}
