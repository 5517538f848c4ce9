"""A case on its way to another version of its chain: what stays valid, what is void, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import compile_chain
from workflow.engine.correspondence import Correspondence, misfits, proposed
from workflow.engine.definition import (
    Act,
    Definition,
    Evidence,
    Guard,
    PartyRef,
    State,
    Step,
    Transition,
    Variable,
)
from workflow.engine.machine import Plan
from workflow.engine.process import Circumstances, Marking
from workflow.engine.situation import Situation
from workflow.engine.versions import Moved, migration, moved, pinned
from workflow.errors import Invalid, Refused
from workflow.values import PartyKey, both

COUNCILS = ("governing_council", "parents_council")


def step(
    by: str, act: Act = "agree", evidence: Evidence = "protocol", of: str = "own", id_: str = ""
) -> Step:
    return Step(id_ or by, PartyRef(by, of), act, evidence)


def chain(*stages: Sequence[Step]) -> Definition:
    told = tuple(ChainStage(f"stage{n}", both(f"Этап {n}"), tuple(one)) for n, one in enumerate(stages, 1))
    return compile_chain(Chain("any", both("Цепочка"), ("regulation",), told))


APPROVAL = step("head", "approve", "order")
OLD = chain([step(kind) for kind in COUNCILS], [step("pedagogical_council", "adopt")], [APPROVAL])


def parties(definition: Definition, **other: str) -> dict[str, PartyKey]:
    """Each step's body under the kind it asks, unless said otherwise."""
    return {id_: PartyKey("school", other.get(id_, one.by.kind)) for id_, one in definition.steps.items()}


def signed(*steps: str) -> dict[str, str]:
    return dict.fromkeys(steps, "agreed")


def go(
    marking: Marking,
    new: Definition,
    of: Correspondence | None = None,
    *,
    old: Definition = OLD,
    after: Mapping[str, PartyKey] | None = None,
    other_text: Sequence[str] = (),
) -> Moved:
    """What becomes of a case of the old chain."""
    told = migration("old", "new", Plan(old), Plan(new), of or proposed(old, new))
    return moved(told, marking, parties(old), parties(new) if after is None else after, other_text)


def every(definition: Definition, state: str) -> dict[str, str]:
    """All running states mapped to one."""
    return {one.id: state for one in definition.states.values() if not one.final}


def test_the_same_chain_again_keeps_everything() -> None:
    at = Marking("stage1", signed("governing_council"))
    found = go(at, OLD)
    assert found.marking == at and found.moves == ()
    assert [(one.former, one.step) for one in found.kept] == [("governing_council", "governing_council")]
    assert found.void == found.opened == found.closed == ()
    assert found.waiting_on == {"parents_council": "parents_council"}


def test_a_renamed_step_carries_its_answer_and_its_task() -> None:
    renamed = chain(
        [step("governing_council", id_="governors"), step("parents_council", id_="parents")],
        [step("pedagogical_council", "adopt")],
        [APPROVAL],
    )
    carried = {
        "governing_council": "governors",
        "parents_council": "parents",
        "pedagogical_council": "pedagogical_council",
        "head": "head",
    }
    of = Correspondence(every(OLD, "stage1"), carried)
    found = go(Marking("stage1", signed("governing_council")), renamed, of)
    assert found.marking == Marking("stage1", {"governors": "agreed"})
    assert found.waiting_on == {"parents_council": "parents"}


@pytest.mark.parametrize(
    ("asks", "code"),
    [
        (step("governing_council", "consider"), "other-act"),
        (step("student_council", id_="governing_council"), "other-party"),
        (step("governing_council", of="parent"), "other-party"),
        (step("governing_council", evidence="order"), "more-evidence"),
    ],
)
def test_a_sign_off_that_is_not_what_the_new_step_asks_is_void(asks: Step, code: str) -> None:
    new = chain([asks, step("parents_council")], [step("pedagogical_council", "adopt")], [APPROVAL])
    after = parties(new, governing_council="another")
    found = go(Marking("stage1", signed("governing_council")), new, after=after)
    assert [(one.former, one.code) for one in found.void] == [("governing_council", code)]
    assert found.marking == Marking("stage1", {})
    assert found.kept == () and found.opened == ("governing_council",)
    assert all(one.why.ru and one.why.en for one in found.void)


def test_a_sign_off_without_evidence_does_not_answer_a_step_that_asks_for_it() -> None:
    old = chain([step("head", "agree", "none"), step("parents_council")])
    new = chain([step("head", "agree", "order"), step("parents_council")])
    assert [one.code for one in go(Marking("stage1", signed("head")), new, old=old).void] == ["more-evidence"]
    back = go(Marking("stage1", signed("head")), old, old=new)
    assert [one.step for one in back.kept] == ["head"] and back.void == ()


def test_a_step_written_otherwise_that_asks_the_same_body_keeps_its_answer() -> None:
    new = chain(
        [step("governing_council", of="school"), step("parents_council")],
        [step("pedagogical_council", "adopt")],
        [APPROVAL],
    )
    found = go(Marking("stage1", signed("governing_council")), new)
    assert [one.step for one in found.kept] == ["governing_council"]
    assert "иначе" in found.kept[0].why.ru


def test_an_answer_given_on_another_text_is_void() -> None:
    found = go(Marking("stage1", signed("governing_council")), OLD, other_text=["governing_council"])
    assert [one.code for one in found.void] == ["other-text"]
    assert found.opened == ("governing_council",)


def test_a_dropped_step_takes_its_answer_and_its_task_with_it() -> None:
    new = chain([step("parents_council")], [step("pedagogical_council", "adopt")], [APPROVAL])
    of = replace(proposed(OLD, new), drop=("governing_council",))
    answered = go(Marking("stage1", signed("governing_council")), new, of)
    assert [one.code for one in answered.void] == ["dropped"] and answered.closed == ()
    waiting = go(Marking("stage1", {}), new, of)
    assert waiting.closed == ("governing_council",) and waiting.opened == ()


def test_what_is_complete_in_the_new_chain_goes_on_by_itself() -> None:
    new = chain([step("parents_council")], [step("pedagogical_council", "adopt")], [APPROVAL])
    of = replace(proposed(OLD, new), drop=("governing_council",))
    found = go(Marking("stage1", signed("parents_council")), new, of)
    assert found.marking.state == "stage2" and [one.automatic for one in found.moves] == [True]
    assert found.opened == ("pedagogical_council",) and found.closed == ("governing_council",)


def test_a_new_step_of_this_stage_is_asked_now() -> None:
    councils = [step(kind) for kind in (*COUNCILS, "student_council")]
    new = chain(councils, [step("pedagogical_council", "adopt")], [APPROVAL])
    found = go(Marking("stage1", signed("governing_council")), new)
    assert found.opened == ("student_council",)
    assert found.waiting_on == {"parents_council": "parents_council"}


def test_no_step_of_a_passed_stage_is_passed_over() -> None:
    councils = [step(kind) for kind in (*COUNCILS, "student_council")]
    new = chain(councils, [step("pedagogical_council", "adopt")], [APPROVAL])
    at = Marking("stage2", signed(*COUNCILS))
    with pytest.raises(Refused) as found:
        go(at, new)
    assert found.value.code == "passed-over"
    assert [one.opens for one in found.value.unmet] == [("student_council",)]
    assert "Этап 2" in found.value.message.ru
    back = replace(proposed(OLD, new), states={**proposed(OLD, new).states, "stage2": "stage1"})
    found_back = go(at, new, back)
    assert found_back.marking == Marking("stage1", signed(*COUNCILS))
    assert found_back.opened == ("student_council",) and found_back.closed == ("pedagogical_council",)


def test_a_case_sent_back_to_the_first_stage_comes_as_far_as_its_sign_offs_lead() -> None:
    of = replace(proposed(OLD, OLD), states=every(OLD, "stage1"))
    at = Marking("stage3", signed(*COUNCILS, "pedagogical_council"))
    found = go(at, OLD, of)
    assert found.marking == at
    assert [one.target for one in found.moves] == ["stage2", "stage3"]


def test_a_migration_alone_never_ends_a_case() -> None:
    new = chain([step(kind) for kind in COUNCILS])
    of = Correspondence(every(OLD, "stage1"), {one: one for one in COUNCILS}, ("pedagogical_council", "head"))
    with pytest.raises(Refused) as found:
        go(Marking("stage2", signed(*COUNCILS)), new, of)
    assert found.value.code == "would-end"
    assert go(Marking("stage1", signed("governing_council")), new, of).marking.state == "stage1"


def test_a_case_that_nobody_would_be_asked_about_stays() -> None:
    of = replace(proposed(OLD, OLD), states=every(OLD, "draft"))
    with pytest.raises(Refused) as found:
        go(Marking("stage1", {}), OLD, of)
    assert found.value.code == "nobody-asked"


def test_a_state_that_no_sign_off_opens_may_be_mapped_to_when_the_definition_leads_there() -> None:
    known = {
        "a": State("a", both("А"), transitions=("go",)),
        "b": State("b", both("Б"), transitions=("sign", "end")),
        "c": State("c", both("В"), final=True),
        "far": State("far", both("Г"), transitions=("sign",)),
    }
    ways = (
        Transition("go", both("go"), "b", guard=Guard(roles=("author",))),
        Transition("sign", both("sign"), "", signs="head"),
        Transition("end", both("end"), "c", trigger="automatic", guard=Guard(expression="signed(head)")),
    )
    new = Definition("d", both("d"), "a", known, {one.id: one for one in ways}, {"head": APPROVAL})
    old = chain([APPROVAL])
    of = Correspondence(every(old, "b"), {"head": "head"})
    assert go(Marking("stage1", {}), new, of, old=old).marking == Marking("b", {})
    with pytest.raises(Refused, match="passed-over"):
        go(Marking("stage1", {}), new, replace(of, states=every(old, "far")), old=old)


def test_what_the_new_definition_keeps_of_a_case_is_kept_and_the_rest_begins_anew() -> None:
    def with_notes(definition: Definition, *notes: Variable, **said: str) -> Definition:
        stage = replace(definition.states["stage1"], variables=said)
        states = {**definition.states, "stage1": stage}
        return replace(definition, states=states, variables={one.id: one for one in notes})

    kept, gone, said = Variable("kept", default="begun"), Variable("gone"), Variable("said", default="begun")
    old = with_notes(OLD, kept, gone)
    new = with_notes(OLD, kept, said, Variable("fresh", default="begun"), said="by the state")
    at = Marking("stage1", {}, {"kept": "as it was", "gone": "x"})
    found = go(at, new, old=old)
    assert found.marking.values == {"kept": "as it was", "said": "by the state", "fresh": "begun"}
    assert go(at, OLD, old=old).marking.values == {}


def test_days_and_persons_of_kept_answers_are_known_under_their_new_steps() -> None:
    renamed = chain([step("governing_council", id_="governors"), step("parents_council")], [APPROVAL])
    waits = replace(
        renamed.transitions["complete-stage1"], guard=Guard(expression="days_since(governors) >= 2")
    )
    new = replace(renamed, transitions={**renamed.transitions, waits.id: waits})
    of = Correspondence(
        every(OLD, "stage1"),
        {"governing_council": "governors", "parents_council": "parents_council", "head": "head"},
        ("pedagogical_council",),
    )
    told = migration("old", "new", Plan(OLD), Plan(new), of)
    at = Marking("stage1", signed("governing_council"))

    def after(days: int) -> str:
        today = date(2026, 3, 1 + days)
        known = Situation({}, {"governing_council": date(2026, 3, 1)}, today=today)
        found = moved(told, at, parties(OLD), parties(new), known=Circumstances("now", known))
        return found.marking.state

    assert [after(1), after(2)] == ["stage1", "stage2"]


def test_what_is_pinned_stays_pinned_when_the_same_kind_is_asked() -> None:
    new = chain([step("governing_council"), step("parents_council", of="parent"), step("student_council")])
    of = Correspondence(every(OLD, "stage1"), {one: one for one in COUNCILS}, ("pedagogical_council", "head"))
    told = migration("old", "new", Plan(OLD), Plan(new), of)
    former = parties(OLD, governing_council="the-one-pinned")
    assert pinned(told, former) == {"governing_council": PartyKey("school", "the-one-pinned")}


def test_a_task_whose_body_or_act_is_another_is_closed_and_opened_anew() -> None:
    new = chain(
        [step("governing_council"), step("parents_council", "consider")],
        [step("pedagogical_council", "adopt")],
        [APPROVAL],
    )
    found = go(Marking("stage1", {}), new, after=parties(new, governing_council="another"))
    assert found.closed == found.opened == COUNCILS
    assert found.waiting_on == {}


FITTING = proposed(OLD, OLD)


def states(**said: str) -> Correspondence:
    return replace(FITTING, states={**FITTING.states, **said})


def steps(**said: str) -> Correspondence:
    return replace(FITTING, steps={**FITTING.steps, **said})


LEFT_OUT = replace(FITTING, states={"draft": "draft"})
UNSAID = replace(FITTING, steps={id_: id_ for id_ in FITTING.steps if id_ != "head"})


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (LEFT_OUT, [("states", f"stage{n}", "unmapped-state") for n in (1, 2, 3)]),
        (states(stage9="stage1"), [("states", "stage9", "unknown-state")]),
        (states(stage1="stage9"), [("states", "stage1", "unknown-state")]),
        (states(stage1="in_force"), [("states", "stage1", "would-end")]),
        (states(returned="returned"), [("states", "returned", "final-state")]),
        (UNSAID, [("steps", "head", "unmapped-step")]),
        (steps(nobody="head"), [("steps", "nobody", "unknown-step")]),
        (steps(head="nobody"), [("steps", "head", "unknown-step")]),
        (steps(head="parents_council"), [("steps", "head", "two-to-one")]),
        (replace(FITTING, drop=("head",)), [("steps", "head", "mapped-and-dropped")]),
        (replace(FITTING, drop=("nobody",)), [("drop", "nobody", "unknown-step")]),
    ],
)
def test_a_correspondence_that_leaves_a_question_is_no_migration(
    of: Correspondence, told: list[tuple[str, str, str]]
) -> None:
    assert [(one.table, one.id, one.code) for one in misfits(OLD, OLD, of)] == told
    with pytest.raises(Invalid) as found:
        migration("old", "new", Plan(OLD), Plan(OLD), of)
    assert list(found.value.fields) == [f"{table}.{id_}" for table, id_, _ in told]


def test_the_proposal_leaves_open_what_the_new_chain_does_not_know() -> None:
    new = chain([step("parents_council"), step("head", "approve", "order")])
    of = proposed(OLD, new)
    assert of == Correspondence(
        {"draft": "draft", "stage1": "stage1"}, {"parents_council": "parents_council", "head": "head"}
    )
    assert {one.code for one in misfits(OLD, new, of)} == {"unmapped-state", "unmapped-step"}


def test_a_migration_is_known_by_both_versions_and_what_it_maps() -> None:
    def digest(source: str, target: str, of: Correspondence) -> str:
        return migration(source, target, Plan(OLD), Plan(OLD), of).digest

    same = Correspondence(dict(reversed(FITTING.states.items())), FITTING.steps)
    other = replace(FITTING, states=every(OLD, "stage1"))
    assert digest("a", "b", FITTING) == digest("a", "b", same)
    assert len({digest("a", "b", FITTING), digest("b", "a", FITTING), digest("a", "b", other)}) == 3
