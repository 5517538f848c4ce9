"""Nothing that changes what happens goes unsaid: each such change of a definition changes its sentences.

A field that is added to the values must be put into one of the two tables below: told, or only looks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import definitions
from workflow.chain.acts import ACTS
from workflow.engine import reader
from workflow.engine.canonical import canonical
from workflow.engine.definition import (
    Button,
    Definition,
    Guard,
    Invariant,
    PartyRef,
    PermissionMap,
    Procedure,
    Stage,
    State,
    Step,
    Term,
    Transition,
    Variable,
    Worklist,
)
from workflow.engine.sentences import describe
from workflow.values import Text, both

VALUES = (
    Button, Definition, Guard, Invariant, PartyRef, PermissionMap, Procedure, Stage, State, Step, Term,
    Transition, Variable, Worklist,
)  # fmt: skip
ROLES = [("author",), ("head",), ("Reviewer",), ("Reviewer", "head"), ()]
WORDS = [("View",), ("Review portal content",), ("a» или «b",), ("a", "b"), ()]
CONDITIONS = ["", "signed(one)", "signed(two)", "not signed(one)", "signed(one) and signed(two)", "False",
              "verdict(one) == 'agreed'", "days_since(two) >= 3", "v == 'x'", "v == 'y'"]  # fmt: skip
EXPRESSIONS = ["actor", "comment", "time", "history", "action", "nothing", "string:a", "string:b", "odd/path"]
TOLD: Mapping[tuple[type, str], list[object]] = {
    (Guard, "permissions"): WORDS,
    (Guard, "roles"): ROLES,
    (Guard, "groups"): [("council",), ("a», «b",), ("a", "b"), ()],
    (Guard, "expression"): CONDITIONS,
    (PartyRef, "kind"): ["head", "governing_council", "student_council"],
    (PartyRef, "of"): ["own", "parent", "district"],
    (Term, "unit"): ["calendar", "working", "working6", "school", "date"],
    (Term, "first_counts"): [False, True],
    (Term, "roll"): [False, True],
    (Term, "days"): [1, 2, 5, 11],
    (Term, "since"): ["", "one", "two"],
    (Procedure, "kind"): ["article_372", "representative_council"],
    (Procedure, "consultation"): [Term("calendar", 3), Term("working", 3)],
    (Term, "month"): [1, 9],
    (Term, "day"): [1, 15],
    (Step, "act"): list(ACTS),
    (Step, "procedure"): [None, *(Procedure("article_372", Term("calendar", days)) for days in (3, 5))],
    (Step, "evidence"): ["order", "protocol", "none"],
    (Step, "due"): [None, Term("calendar", 7), Term("date", month=9, day=15)],
    (Stage, "steps"): [("one",), ("two",), ("one", "two"), ("two", "one")],
    (Stage, "state"): ["a", "b", "c"],
    (PermissionMap, "acquired"): [True, False],
    (PermissionMap, "roles"): ROLES,
    (Variable, "default"): ["", "x", "пусто", "x»; «y"],
    (Variable, "expression"): ["", *EXPRESSIONS],
    (Variable, "for_status"): [True, False],
    (Variable, "for_catalog"): [True, False],
    (Variable, "update_always"): [True, False],
    (Worklist, "matches"): [{}, {"state": ("a",)}, {"state": ("a", "b")}, {"v": ("a",)}],
    (Invariant, "never"): ["a", "b", "c"],
    (Invariant, "unless"): CONDITIONS[1:],
    (State, "transitions"): [(), ("go",), ("go", "auto"), ("auto", "go", "sign-one"), ("sign-two",)],
    (State, "variables"): [{}, {"v": "x"}, {"v": "y"}, {"w": "x"}, {"v": "x", "w": "x"}],
    (State, "final"): [True, False],
    (Transition, "to_state"): ["", "a", "b", "c"],
    (Transition, "trigger"): ["user", "automatic", "timed", "internal"],
    (Transition, "comment_required"): [True, False],
    (Transition, "signs"): ["", "one", "two"],
    (Transition, "before_script"): ["", "require_text", "odd"],
    (Transition, "after_script"): ["", "notify", "print", "odd"],
    (Transition, "variables"): [{}, *({"v": said} for said in EXPRESSIONS), {"w": "actor"}],
    (Transition, "hidden"): [True, False],
    (Definition, "initial_state"): ["a", "b", "c"],
    (Definition, "documents"): [(), ("order",), ("plan", "list"), ("roadmap",), ("other",)],
    (Definition, "in_force"): [(), ("repeal_previous",), ("correct",), ("publish", "acquaint")],
    (Definition, "state_variable"): ["state", "review_state"],
    (Definition, "manager_bypass"): [True, False],
    (Definition, "creation_guard"): [None, Guard(roles=("author",)), Guard(expression="signed(one)")],
    (Definition, "permissions"): [("View",), ("View", "Review portal content"), ()],
    (Definition, "groups"): [("council",), ()],
    (Definition, "roles"): [(), ("Clerk",)],
    (Definition, "beside"): ["", "submission", "in_force"],
    (Definition, "annexes"): ["", "own_chain"],
    (Definition, "scripts"): [(), ("odd",)],
    (Definition, "invariants"): [(), (Invariant("c", "signed(one)"), Invariant("b", "signed(two)"))],
}  # fmt: skip
"""What each field may become; each change of what happens must be heard."""
PARTS = {
    (Definition, "states"), (Definition, "transitions"), (Definition, "steps"), (Definition, "stages"),
    (Definition, "worklists"), (Definition, "variables"), (State, "permission_roles"), (State, "group_roles"),
    (Transition, "guard"), (Transition, "after"), (Step, "by"), (Variable, "guard"), (Worklist, "guard"),
}  # fmt: skip
"""What is changed through its parts, or through `added` below."""
LOOKS = {
    *((each, name) for each in VALUES for name in ("id", "title", "description")),
    *((Button, each.name) for each in fields(Button)),
    (Transition, "action"), (Worklist, "action"), (Definition, "amendments"),
}  # fmt: skip
"""Names, descriptions and buttons change nothing that happens; amendments go one way alone."""


def rich() -> Definition:
    """A definition that uses everything."""
    every = Guard(("View",), ("author",), ("council",), "signed(one)")
    ways = [
        Transition(
            "go", both("Go"), "b", guard=every, before_script="require_text", variables={"v": "actor"}
        ),
        Transition("auto", both("Auto"), "c", "automatic", Guard(expression="signed(two)")),
        Transition("later", both("Later"), "c", "timed", after=Term("calendar", 3)),
        Transition("own", both("Own"), "a", "internal", after_script="notify"),
        Transition("sign-one", both("One"), "", signs="one", comment_required=True),
        Transition("sign-two", both("Two"), "", signs="two", hidden=True),
        Transition("yearly", both("Yearly"), "a", "timed", after=Term("date", month=2, day=3)),
    ]
    maps = {"View": PermissionMap(acquired=False, roles=("author",))}
    states = [
        State("a", both("A"), transitions=("go", "own"), permission_roles=maps, variables={"v": "a"}),
        State("b", both("B"), transitions=tuple(one.id for one in ways[1:6] if one.id != "own")),
        State("c", both("C"), transitions=("yearly",), group_roles={"council": ("head",)}, final=True),
    ]
    steps = [
        Step("one", PartyRef("parents_council"), "agree", "protocol", due=Term("calendar", 3)),
        Step("two", PartyRef("pedagogical_council"), "adopt", "none"),
    ]
    variables = [Variable("v", guard=every), Variable("w", expression="actor", for_catalog=True)]
    return Definition(
        "rich",
        both("Rich"),
        "a",
        _by_id(states),
        _by_id(ways),
        _by_id(steps),
        (Stage("b", both("B"), ("one", "two")),),
        ("regulation",),
        creation_guard=every,
        permissions=("View", "Review portal content"),
        groups=("council",),
        worklists={"list": Worklist("list", matches={"state": ("b",)}, guard=every)},
        variables=_by_id(variables),
        invariants=(Invariant("c", "signed(one)"),),
    )


def _by_id(values):
    return {one.id: one for one in values}


def chained() -> Definition:
    return reader.read(definitions.shipped()["template-opinion-and-head"], "f")


def variants(value: object) -> Iterator[object]:
    """The value with one field of it, or of one of its parts, changed."""
    if is_dataclass(value):
        for each in fields(value):
            held = getattr(value, each.name)
            told = TOLD.get((type(value), each.name), [])
            yield from (replace(value, **{each.name: new}) for new in told if new != held)
            yield from (replace(value, **{each.name: new}) for new in variants(held))
    elif isinstance(value, Mapping):
        yield from ({**value, key: new} for key, held in value.items() for new in variants(held))
    elif isinstance(value, tuple):
        yield from (
            (*value[:at], new, *value[at + 1 :]) for at, held in enumerate(value) for new in variants(held)
        )


def added(definition: Definition) -> Iterator[Definition]:
    """Maps and lists with one entry less."""
    for name in ("worklists", "variables"):
        held = getattr(definition, name)
        yield from (replace(definition, **{name: _without(held, key)}) for key in held)
    for id_, state in definition.states.items():
        for name in ("permission_roles", "group_roles"):
            held = getattr(state, name)
            for key in held:
                less = replace(state, **{name: _without(held, key)})
                yield replace(definition, states={**definition.states, id_: less})
    yield replace(definition, stages=())


def _without(held, key):
    return {other: one for other, one in held.items() if other != key}


def happens(definition: Definition) -> bytes:
    """What the definition makes happen and nothing else: without words and what is never used."""
    offered = {way for state in definition.states.values() for way in state.transitions}
    ways = {id_: way for id_, way in definition.transitions.items() if id_ in offered}
    asked = {way.signs for way in ways.values()}
    steps = {id_: step for id_, step in definition.steps.items() if id_ in asked}
    return canonical(_plain(replace(definition, transitions=ways, steps=steps), definition))


def _plain(value, definition):
    if isinstance(value, Text):
        return both("")
    if isinstance(value, Mapping):
        return {key: _plain(one, definition) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(one, definition) for one in value)
    if not is_dataclass(value):
        return value
    plain = {each.name: _plain(getattr(value, each.name), definition) for each in fields(value)}
    return _living(replace(value, **plain), definition)


def _living(value, definition):
    """Without what has no effect: a map nobody manages, a default that an expression hides, an idle term."""
    match value:
        case State():
            maps = {key: one for key, one in value.permission_roles.items() if key in definition.permissions}
            groups = {key: one for key, one in value.group_roles.items() if key in definition.groups and one}
            return replace(value, permission_roles=maps, group_roles=groups, id="")
        case Variable(expression=expression) if expression:
            value = replace(value, default="")
            return replace(value, update_always=True) if not value.for_status else value
        case Variable(for_status=False):
            return replace(value, update_always=True)
        case Transition(trigger=trigger) if trigger != "timed":
            return replace(value, after=None)
        case Term(unit="date"):
            return replace(value, days=0, first_counts=False, roll=False)
        case Term():
            return replace(value, month=0, day=0)
    return value


def texts(definition: Definition, language: str) -> str:
    return "\n".join(sentence.said(language) for sentence in describe(definition))


def is_whole(definition: Definition) -> bool:
    """Whether a reader could have read it: a day has its month, and only persons are asked what they are."""
    terms = [step.due for step in definition.steps.values()] + [
        way.after for way in definition.transitions.values()
    ]
    dated = all(term is None or term.unit != "date" or (term.month and term.day) for term in terms)
    return dated and _is_known(definition) and all(_is_whole(way) for way in definition.transitions.values())


def _is_known(one: Definition) -> bool:
    """Whether every name in it names something."""
    states = {
        one.initial_state,
        *(stage.state for stage in one.stages),
        *(each.never for each in one.invariants),
    }
    states |= {way.to_state for way in one.transitions.values() if way.to_state}
    ways = {way for state in one.states.values() for way in state.transitions}
    steps = {step for stage in one.stages for step in stage.steps}
    steps |= {way.signs for way in one.transitions.values() if way.signs}
    return states <= set(one.states) and ways <= set(one.transitions) and steps <= set(one.steps)


def _is_whole(way: Transition) -> bool:
    asks = way.guard.roles or way.guard.permissions or way.guard.groups
    if way.trigger == "user":
        return True
    return not way.signs and not way.comment_required and not (asks and way.trigger != "automatic")


def test_every_field_is_told_or_only_looks():
    known = set(TOLD) | PARTS | LOOKS
    assert {(each, one.name) for each in VALUES for one in fields(each)} - known == set()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("made", [rich, chained])
def test_what_happens_differently_is_told_differently(made, language):
    base = made()
    heard: dict[str, bytes] = {}
    several = [base, *filter(is_whole, variants(base)), *added(base)]
    assert len(several) > 50
    for one in several:
        said, done = texts(one, language), happens(one)
        assert heard.setdefault(said, done) == done, said


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_so_it_is_after_two_changes(data):
    every = list(filter(is_whole, variants(rich())))
    first = data.draw(st.sampled_from(every))
    second = data.draw(st.sampled_from(list(itertools.islice(variants(first), 2000))))
    if is_whole(second) and happens(second) != happens(first):
        assert texts(second, "ru") != texts(first, "ru")
