"""Whatever the chains and the map: a migration invents no sign-off, forgets none, and ends no case."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import SUBMIT, compile_chain, sign
from workflow.engine.correspondence import Correspondence
from workflow.engine.definition import Definition, PartyRef, Step
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Marking, open_steps, perform
from workflow.engine.versions import Migration, migration, moved
from workflow.errors import Refused
from workflow.values import PartyKey, both

AUTHOR = Asker(frozenset({"author"}))
REASONS = {"would-end", "passed-over", "nobody-asked"}


def steps(names: list[str]) -> st.SearchStrategy[list[Step]]:
    """Each name as a step of any act, body and evidence."""
    one = st.tuples(
        st.sampled_from(["agree", "consider"]),
        st.sampled_from(["parents_council", "student_council"]),
        st.sampled_from(["protocol", "none"]),
    )
    return st.lists(one, min_size=len(names), max_size=len(names)).map(
        lambda drawn: [
            Step(name, PartyRef(by), act, evidence)  # type: ignore[arg-type]
            for name, (act, by, evidence) in zip(names, drawn, strict=True)
        ]
    )


@st.composite
def chains(draw: st.DrawFn) -> Definition:
    """A chain of one to four stages of one to three steps, named s1, s2 …"""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    asked = iter(draw(steps([f"s{n}" for n in range(1, sum(sizes) + 1)])))
    stages = tuple(
        ChainStage(f"stage{n}", both("Этап"), tuple(next(asked) for _ in range(size)))
        for n, size in enumerate(sizes, 1)
    )
    return compile_chain(Chain("any", both("Цепочка"), ("regulation",), stages))


@st.composite
def on_their_way(draw: st.DrawFn, plan: Plan) -> Marking:
    """A case after any number of answers that does not end it."""
    at = perform(plan, Marking(plan.definition.initial_state, {}), SUBMIT, AUTHOR).marking
    for _ in range(draw(st.integers(0, 11))):
        asked = open_steps(plan, at)
        step = draw(st.sampled_from(asked)).id
        after = perform(plan, at, sign(step), Asker(), outcome=draw(st.sampled_from(["yes", "other"])))
        if plan.definition.states[after.marking.state].final:
            break
        at = after.marking
    return at


@st.composite
def migrations(draw: st.DrawFn) -> tuple[Migration, Marking]:
    """Any case of any chain, and any map to another one."""
    old, new = Plan(draw(chains())), Plan(draw(chains()))
    running = [one.id for one in new.definition.states.values() if not one.final]
    states = {
        one.id: draw(st.sampled_from(running)) for one in old.definition.states.values() if not one.final
    }
    left, targets = [], list(draw(st.permutations(list(new.definition.steps))))
    mapped: dict[str, str] = {}
    for step in old.definition.steps:
        if targets and draw(st.booleans()):
            mapped[step] = targets.pop()
        else:
            left.append(step)
    of = Correspondence(states, mapped, tuple(left))
    return migration("old", "new", old, new, of), draw(on_their_way(old))


def parties(definition: Definition) -> dict[str, PartyKey]:
    return {id_: PartyKey("school", one.by.kind) for id_, one in definition.steps.items()}


@settings(max_examples=300)
@given(migrations())
def test_a_migration_invents_no_sign_off_forgets_none_and_ends_no_case(
    drawn: tuple[Migration, Marking],
) -> None:
    told, at = drawn
    try:
        found = moved(told, at, parties(told.old.definition), parties(told.new.definition))
    except Refused as refused:
        assert refused.code in REASONS and refused.message.ru and refused.message.en
        return
    definition = told.new.definition
    assert not definition.states[found.marking.state].final
    assert {one.step: at.signed[one.former] for one in found.kept} == found.marking.signed
    assert sorted([one.former for one in (*found.kept, *found.void)]) == sorted(at.signed)
    for one in found.kept:
        asked, asks = told.old.definition.steps[one.former], definition.steps[one.step]
        assert (asked.act, asked.by) == (asks.act, asks.by)
        assert asks.evidence in (asked.evidence, "none")
    asked_now = {one.id for one in open_steps(told.new, found.marking)}
    asked_then = {one.id for one in open_steps(told.old, at)}
    assert asked_now == {*found.opened, *found.waiting_on.values()} != set()
    assert asked_then == {*found.closed, *found.waiting_on}
    # Every stage before this one is complete: no step of the new chain is passed over.
    before = []
    for stage in definition.stages:
        if stage.state == found.marking.state:
            break
        before += stage.steps
    assert set(before) <= set(found.marking.signed)


@given(chains(), st.data())
def test_a_migration_to_the_same_chain_changes_nothing(chain: Definition, data: st.DataObject) -> None:
    plan = Plan(chain)
    at = data.draw(on_their_way(plan))
    running = {one.id: one.id for one in chain.states.values() if not one.final}
    told = migration("a", "a", plan, plan, Correspondence(running, {id_: id_ for id_ in chain.steps}))
    found = moved(told, at, parties(chain), parties(chain))
    assert (found.marking, found.moves, found.void, found.opened, found.closed) == (at, (), (), (), ())
