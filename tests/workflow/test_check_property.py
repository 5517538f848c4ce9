"""The exhaustive check sees exactly what performing every act of every person one by one shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.chain.acts import ACTS
from workflow.chain.compile import RETURN
from workflow.engine.check import explore
from workflow.engine.check.proofs import proofs
from workflow.engine.check.space import Space
from workflow.engine.definition import (
    Definition,
    Guard,
    Invariant,
    PartyRef,
    State,
    Step,
    Transition,
    Variable,
)
from workflow.engine.guards import parse
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Marking, Performed, perform, start
from workflow.engine.situation import Situation
from workflow.engine.variables import fact_types
from workflow.errors import Refused
from workflow.values import both

STATES, STEPS = ("a", "b", "c", "in_force"), ("x", "y", "z")
ATOMS = (
    *(f"signed({step})" for step in STEPS), *(f"not signed({step})" for step in STEPS),
    "verdict(x) == 'agreed'", "verdict(y) == 'refused'", "mood == 'good'", "mood == 'bad'",
    "comment == 'now'", "state == 'b'",
)  # fmt: skip
ROLES = ((), ("author",), ("head",), ("author", "head", "Manager"))
ASKERS = tuple(Asker(frozenset(roles), person="p") for roles in ROLES)
COMMENTS = ("", "now", "later")

conditions = st.lists(st.sampled_from(ATOMS), max_size=3).flatmap(
    lambda atoms: st.sampled_from([" and ".join(atoms), " or ".join(atoms)])
)
guards = st.builds(
    Guard, roles=st.sampled_from([(), (), ("author",), ("author", "head")]), expression=conditions
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    ways = {f"w{number}": _way(draw, f"w{number}") for number in range(draw(st.integers(1, 4)))}
    ways |= {
        f"sign-{step}": Transition(f"sign-{step}", both(step), draw(st.sampled_from(["", "", *STATES])),
                                   guard=Guard(expression=draw(conditions)), signs=step)
        for step in STEPS
    }  # fmt: skip
    if draw(st.booleans()):
        ways[RETURN] = Transition(RETURN, both("r"), draw(st.sampled_from(STATES)))
    offered = st.lists(st.sampled_from(list(ways)), unique=True, max_size=4).map(tuple)
    states = {id_: State(id_, both(id_), transitions=draw(offered)) for id_ in STATES[:-1]}
    moods = st.sampled_from(["good", "bad"])
    states["b"] = State("b", both("b"), transitions=states["b"].transitions, variables={"mood": draw(moods)})
    return Definition(
        "drawn", both("D"), "a",
        states | {"in_force": State("in_force", both("f"), final=True)}, ways,
        {step: Step(step, PartyRef("head"), "agree", "none") for step in STEPS},
        manager_bypass=draw(st.sampled_from([False, False, True])),
        variables={"mood": Variable("mood", default="good", update_always=draw(st.booleans()))},
        invariants=(Invariant("in_force", draw(st.sampled_from(ATOMS[:8]))),),
    )  # fmt: skip


def _way(draw: st.DrawFn, id_: str) -> Transition:
    return Transition(
        id_, both(id_), draw(st.sampled_from(["", *STATES])),
        draw(st.sampled_from(["user", "automatic"])), draw(guards),
        variables=draw(st.sampled_from([{}, {}, {"mood": "string:bad"}])),
    )  # fmt: skip


@dataclass
class Tried:
    """What performing everything shows."""

    rests: dict[object, Marking] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    performed: set[str] = field(default_factory=set)
    onward: dict[object, set[object]] = field(default_factory=dict)
    endless: bool = False
    broken: bool = False


def key(marking: Marking) -> object:
    return marking.state, tuple(sorted(marking.signed.items())), marking.values.get("mood")


def tried(definition: Definition) -> Tried:
    """Every act of every person from every place, by the engine that runs cases."""
    plan, found = Plan(definition), Tried()
    waiting: list[Marking] = []
    for asker in ASKERS:
        _note(found, plan, None, lambda asker=asker: start(plan, asker), waiting)
    for marking in waiting:
        for way in plan.user[marking.state]:
            for act in _acts(plan, marking, way.id):
                _note(found, plan, marking, act, waiting)
    return found


def _acts(plan: Plan, marking: Marking, way: str) -> Iterator:
    goes_back = RETURN in plan.exits[marking.state]
    outcomes = [one.id for one in ACTS["agree"].outcomes if one.effect != "return" or not goes_back]
    for asker in ASKERS:
        for comment in COMMENTS:
            for outcome in outcomes if plan.ways[way].signs else [""]:
                yield lambda a=asker, c=comment, o=outcome: perform(
                    plan, marking, way, a, outcome=o, comment=c
                )


def _note(found: Tried, plan: Plan, marking: Marking | None, act, waiting: list[Marking]) -> None:
    try:
        performed: Performed = act()
    except Refused as refusal:
        found.endless |= refusal.code == "endless"
        return
    rest = performed.marking
    if marking is not None:
        found.onward.setdefault(key(marking), set()).add(key(rest))
    if key(rest) not in found.rests:
        found.rests[key(rest)] = rest
        waiting.append(rest)
    states = [move.target for move in performed.moves]
    found.passed |= {rest.state, *states, *([] if marking else [plan.definition.initial_state])}
    found.performed |= {move.transition for move in performed.moves}
    promise = parse(plan.definition.invariants[0].unless, fact_types(plan.definition))
    entered = [state for state in (*states, rest.state) if state == "in_force"]
    if entered and not promise.holds(Situation(rest.signed)):
        found.broken = True


def alike_key(space: Space, state: str, signed: dict[str, str], mood: object) -> object:
    """A place up to steps that stand for one another."""
    moves = space.moves
    told = []
    for group in moves.alike:
        answers = [signed[step] if step in moves.answered else "" for step in group if step in signed]
        told.append((group, tuple(sorted(answers)), len(group) == 1 or len(answers)))
    return state, tuple(told), mood


@settings(max_examples=80, deadline=None)
@given(definitions())
def test_the_check_sees_what_trying_everything_shows(definition):
    space, shown = explore(definition), tried(definition)
    assert space.exhausted
    moods = any("mood" in expression for expression in _expressions(definition))
    ours = {
        alike_key(space, spot.state, space.moves.signed_at(spot), dict(spot.known).get("mood"))
        for spot in space.came
    }
    theirs = {
        alike_key(space, one.state, dict(one.signed), one.values.get("mood") if moods else None)
        for one in shown.rests.values()
    }
    assert ours == theirs
    assert bool(space.endless) == shown.endless
    # One who goes round for ever passes places too; the engine stops him and tells nothing of them.
    if not shown.endless:
        assert set(space.passed) == shown.passed
        assert bool(space.broken) == shown.broken
    idle = {one.name for one in proofs(space) if one.code == "idle-transition"}
    assert not idle & shown.performed


def _expressions(definition: Definition) -> list[str]:
    ways = definition.transitions.values()
    return [*(way.guard.expression for way in ways), *(one.unless for one in definition.invariants)]


@settings(max_examples=40, deadline=None)
@given(definitions())
def test_a_place_is_called_stranded_exactly_when_no_act_leads_to_an_end_any_more(definition):
    space, shown = explore(definition), tried(definition)
    nowhere = {
        state.id for state in definition.states.values()
        if all(definition.transitions[way].to_state in ("", state.id) for way in state.transitions)
    }  # fmt: skip
    saved = {place for place in shown.rests if place[0] in nowhere}
    while more := {place for place, onward in shown.onward.items() if onward & saved} - saved:
        saved |= more
    found = [one for one in proofs(space) if one.code == "stranded"]
    lost = shown.rests.keys() - saved
    assert bool(found) == bool(lost) or any(one.code == "nobody-can-leave" for one in proofs(space))
    assert {one.name for one in found} <= {place[0] for place in lost}
