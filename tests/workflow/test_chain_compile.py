"""A chain compiles to states, transitions and guards that say exactly what the chain says."""

from __future__ import annotations

import pytest

from workflow.chain.acts import ACTS, outcome
from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import compile_chain
from workflow.engine.definition import Guard, PartyRef, Step
from workflow.errors import Invalid
from workflow.governance.parties import PARTY_KINDS
from workflow.values import Text


def step(kind: str, act: str = "agree", evidence: str = "protocol") -> Step:
    return Step(kind, PartyRef(kind), act, evidence)


CHAIN = Chain(
    id="sample",
    title=Text("Образец", "Sample"),
    documents=("regulation",),
    stages=(
        ChainStage(
            "agreement", Text("Согласование", "Agreement"), (step("parents_council"), step("student_council"))
        ),
        ChainStage("approval", Text("Утверждение", "Approval"), (step("head", "approve", "order"),)),
    ),
    in_force=("repeal_previous",),
)


def test_every_stage_is_a_state_between_draft_and_the_three_ends():
    definition = compile_chain(CHAIN)
    assert list(definition.states) == ["draft", "agreement", "approval", "returned", "withdrawn", "in_force"]
    assert definition.initial_state == "draft"
    assert [state.id for state in definition.states.values() if state.final] == [
        "returned",
        "withdrawn",
        "in_force",
    ]


def test_ways_out_of_a_stage_are_sign_then_complete_then_return_then_withdraw():
    ways = compile_chain(CHAIN).states["agreement"].transitions
    assert ways == (
        "sign-parents_council",
        "sign-student_council",
        "complete-agreement",
        "return",
        "withdraw",
    )


def test_a_draft_is_submitted_by_its_author_alone_into_the_first_stage():
    submit = compile_chain(CHAIN).transitions["submit"]
    assert (submit.to_state, submit.trigger, submit.guard) == ("agreement", "user", Guard(roles=("author",)))
    assert compile_chain(CHAIN).states["draft"].transitions == ("submit",)


def test_a_sign_off_stays_in_its_stage_and_asks_nothing_of_roles():
    signing = compile_chain(CHAIN).transitions["sign-parents_council"]
    assert (signing.to_state, signing.signs, signing.guard) == ("", "parents_council", Guard())
    assert not signing.comment_required
    assert signing.title == Text("Согласовать: совет родителей", "Agree: the parents' council")


def test_a_stage_moves_on_by_itself_when_all_its_steps_are_signed():
    transitions = compile_chain(CHAIN).transitions
    first, last = transitions["complete-agreement"], transitions["complete-approval"]
    assert (first.trigger, first.to_state) == ("automatic", "approval")
    assert first.guard.expression == "signed(parents_council) and signed(student_council)"
    assert (last.to_state, last.guard.expression) == ("in_force", "signed(head)")


def test_a_return_demands_a_remark_and_a_withdrawal_the_author():
    transitions = compile_chain(CHAIN).transitions
    assert (transitions["return"].to_state, transitions["return"].comment_required) == ("returned", True)
    assert (transitions["withdraw"].to_state, transitions["withdraw"].guard.roles) == (
        "withdrawn",
        ("author",),
    )


def test_stages_keep_the_authors_order_and_what_follows_the_end_is_carried():
    definition = compile_chain(CHAIN)
    assert [(stage.state, stage.steps) for stage in definition.stages] == [
        ("agreement", ("parents_council", "student_council")),
        ("approval", ("head",)),
    ]
    assert definition.in_force == ("repeal_previous",)
    assert definition.documents == ("regulation",)


def test_every_transition_named_by_a_state_exists_and_every_title_is_in_two_languages():
    definition = compile_chain(CHAIN)
    named = {way for state in definition.states.values() for way in state.transitions}
    assert named == set(definition.transitions)
    titles = [each.title for each in (*definition.states.values(), *definition.transitions.values())]
    assert all(title.ru and title.en and title.ru != title.en for title in titles)


def test_an_answer_that_sends_back_always_needs_a_remark_and_an_opinion_never_sends_back():
    answers = [(kind.id, answer) for kind in ACTS.values() for answer in kind.offered]
    assert all(answer.remark_required for _, answer in answers if answer.effect == "return")
    assert not [answer for act, answer in answers if act == "opinion" and answer.effect != "advance"]


@pytest.mark.parametrize("act", list(ACTS))
def test_silence_is_no_answer_to_any_act(act):
    assert not {"silence", "no_reply", ""} & {answer.id for answer in ACTS[act].offered}
    with pytest.raises(Invalid) as refusal:
        outcome(act, "no_reply")
    assert ACTS[act].offered[0].title.ru in refusal.value.fields["outcome"].ru


def test_every_kind_of_party_is_named_in_two_languages():
    assert all(kind.title.ru != kind.title.en for kind in PARTY_KINDS.values())
    assert all(kind.id == key for key, kind in PARTY_KINDS.items())
