"""Definitions of every shape that the engine form can say, drawn by Hypothesis; each of them is sound."""

from __future__ import annotations

from hypothesis import strategies as st

from workflow.documents.kinds import document_kinds
from workflow.engine.definition import (
    NO_BUTTON,
    NOTHING,
    OPEN,
    Button,
    Definition,
    Guard,
    Invariant,
    PartyRef,
    PermissionMap,
    Stage,
    State,
    Step,
    Term,
    Transition,
    Variable,
    Worklist,
)
from workflow.engine.guards import parse
from workflow.engine.spelling import spelt
from workflow.values import Text, both

ROLES = ["Manager", "Reviewer", "Site Administrator", "Клерк", "author"]
PERMISSIONS = ["Modify portal content", "Review: portal content", "View", "Право <подписи> & «печати»"]
GROUPS = ["council", "Совет родителей"]
EXPRESSIONS = [
    "transition/getId|nothing", "state_change/getDateTime", "state_change/getHistory", "time",
    "user/getId", "python:state_change.kwargs.get('comment', '')", "string:a: b", "actor",
    "action", "comment",
]  # fmt: skip

letters = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]) | st.sampled_from(
    "\n :#'\"-{}[]&<>%;"
)
words = st.text(letters, min_size=1, max_size=20).map(str.strip).filter(bool)
titles = words.map(both) | st.builds(Text, words, words)
descriptions = st.just(NOTHING) | titles
names = st.text(st.sampled_from("абвгAB :<&'-"), min_size=1, max_size=8).map(str.strip).filter(bool)


def few(values, most=3, least=0):
    """A few of the values, each once, as a tuple."""
    return st.lists(values, min_size=least, max_size=most, unique=True).map(tuple)


buttons = st.just(NO_BUTTON) | st.builds(
    Button,
    words | st.just(""),
    st.just("") | words,
    st.just("") | words,
    st.sampled_from(["workflow", "", "global"]),
)
terms = st.builds(
    Term,
    st.sampled_from(["calendar", "working", "working6", "school"]),
    st.integers(1, 366),
    first_counts=st.booleans(),
    roll=st.booleans(),
) | st.builds(Term, st.just("date"), st.just(0), st.integers(1, 12), st.integers(1, 28))


def conditions(steps, variables):
    """Conditions in their one spelling."""
    said = ["False", "comment != ''", "given(n, 0) > 3", "not signed(step_0)" if steps else "comment == ''"]
    said += [f"signed({step})" for step in steps] + [f"{name} == 'a'" for name in variables[:1]]
    facts = dict.fromkeys(variables[:1], str)
    parts = st.lists(st.sampled_from(said), max_size=3).map(" and ".join)
    return parts.map(lambda when: spelt(parse(when, facts)) if when else "")


def guards(steps=(), variables=(), *, person=True):
    """Guards; one that nobody asks for has its condition alone."""
    when = conditions(steps, variables)
    if not person:
        return st.builds(Guard, expression=when)
    return st.just(OPEN) | st.builds(
        Guard,
        few(st.sampled_from(PERMISSIONS)),
        few(st.sampled_from(ROLES)),
        few(st.sampled_from(GROUPS)),
        when,
    )


@st.composite
def definitions(draw):
    """A definition: a line of states, each leading on, with more ways between them."""
    count = draw(st.integers(2, 4))
    states = [f"s{index}" for index in range(count)]
    steps = [f"step_{index}" for index in range(draw(st.integers(0, 2)))]
    variables = [f"v_{index}" for index in range(draw(st.integers(0, 3)))]
    signing = [
        draw(_transition(f"sign-{step}", "", steps, variables, trigger="user", signs=step)) for step in steps
    ]
    leading = [
        draw(_transition(f"t.{index}", states[index + 1], steps, variables)) for index in range(count - 1)
    ]
    more = [
        draw(
            _transition(
                f"More_{index}", draw(st.sampled_from([*states, ""])), steps, variables, trigger="user"
            )
        )
        for index in range(draw(st.integers(0, 2)))
    ]
    exits = {state: [] for state in states}
    for way in (*signing, *more):
        exits[draw(st.sampled_from(states[:-1]))].append(way.id)
    for index, way in enumerate(leading):
        exits[states[index]].insert(draw(st.integers(0, len(exits[states[index]]))), way.id)
    groups = draw(few(st.sampled_from(GROUPS)))
    made = {state: draw(_state(state, tuple(exits[state]), variables, groups)) for state in states}
    stages = [state for state in states if any(way.id in exits[state] for way in signing)]
    return Definition(
        "drawn-definition",
        draw(titles),
        states[0],
        made,
        {way.id: way for way in (*leading, *signing, *more)},
        {step: draw(_step(step)) for step in steps},
        tuple(_stage(made[state], signing) for state in stages),
        draw(few(st.sampled_from(sorted(document_kinds)))),
        description=draw(descriptions),
        state_variable=draw(st.sampled_from(["state", "review_state"])),
        manager_bypass=draw(st.booleans()),
        creation_guard=draw(st.none() | guards()),
        permissions=tuple(sorted(draw(few(st.sampled_from(PERMISSIONS))))),
        groups=groups,
        roles=draw(few(st.sampled_from(["Клерк", "starosta"]))),
        worklists={id_: draw(_worklist(id_, variables)) for id_ in draw(few(st.sampled_from(["w1", "W_2"])))},
        variables={id_: draw(_variable(id_)) for id_ in variables},
        invariants=draw(st.just(()) | st.tuples(_invariant(states, steps))) if steps else (),
        annexes=draw(st.sampled_from(["", "own_chain"])),
        beside="" if steps else draw(st.sampled_from(["", "submission", "in_force"])),
    )


@st.composite
def _transition(draw, id_, to_state, steps, variables, *, trigger=None, signs=""):
    trigger = trigger or draw(st.sampled_from(["user", "automatic", "timed", "internal"]))
    user = trigger == "user"
    return Transition(
        id_,
        draw(titles),
        to_state,
        trigger,
        draw(guards(steps, variables, person=trigger in ("user", "automatic"))),
        draw(descriptions),
        draw(buttons),
        comment_required=user and draw(st.booleans()),
        signs=signs,
        before_script=draw(st.sampled_from(["", "require_text"])),
        after_script=draw(st.sampled_from(["", "notify"])),
        variables=draw(_assigned(variables, st.sampled_from(EXPRESSIONS))),
        hidden=draw(st.booleans()),
        after=draw(terms) if trigger == "timed" else None,
    )


def _assigned(variables, values):
    return (
        st.dictionaries(st.sampled_from(variables), values, max_size=len(variables))
        if variables
        else st.just({})
    )


@st.composite
def _state(draw, id_, exits, variables, groups):
    roles = few(st.sampled_from(ROLES))
    maps = st.dictionaries(
        st.sampled_from(PERMISSIONS), st.builds(PermissionMap, st.booleans(), roles), max_size=3
    )
    locals_ = st.dictionaries(st.sampled_from(groups), roles, max_size=len(groups)) if groups else st.just({})
    return State(
        id_,
        draw(titles | st.just(NOTHING)),
        draw(descriptions),
        exits,
        draw(maps),
        draw(locals_),
        draw(_assigned(variables, words)),
        final=not exits,
    )


@st.composite
def _step(draw, id_):
    by, act, evidence = draw(
        st.sampled_from([("head", "approve", "order"), ("parents_council", "agree", "protocol")])
    )
    of = draw(st.sampled_from(["own", "parent", "school-1"]))
    return Step(id_, PartyRef(by, of), act, evidence, draw(descriptions), draw(st.none() | terms))


def _stage(state, signing):
    steps = {way.id: way.signs for way in signing}
    return Stage(state.id, state.title, tuple(steps[way] for way in state.transitions if way in steps))


@st.composite
def _variable(draw, id_):
    return Variable(
        id_,
        draw(descriptions),
        draw(st.just("") | words),
        # Conditions look at the first variable, as a word: it is no date.
        draw(st.just("") | st.sampled_from(EXPRESSIONS[4:] if id_ == "v_0" else EXPRESSIONS)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(guards()),
    )


@st.composite
def _worklist(draw, id_, variables):
    values = few(names, 2, 1)
    matched = (
        st.dictionaries(st.sampled_from(variables), values, max_size=len(variables))
        if variables
        else st.just({})
    )
    return Worklist(id_, draw(descriptions), draw(descriptions), draw(matched), draw(guards()), draw(buttons))


def _invariant(states, steps):
    return st.builds(
        Invariant, st.sampled_from(states), st.sampled_from([f"signed({step})" for step in steps])
    )
