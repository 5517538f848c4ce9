"""The chains that come with the product: all sound, named by their file, and shaped as promised."""

from __future__ import annotations

import pytest
from ready_chains import CHAINS

import definitions
from workflow.chain.acts import ACTS
from workflow.chain.compile import chain_of
from workflow.engine import reader
from workflow.engine.canonical import canonical, digest, restore
from workflow.engine.definition import Definition, PartyRef, Term
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import open_steps, perform, start

SHIPPED = definitions.shipped()
EXPECTED = {
    "list-head": [["head"]],
    "order-head": [["head"]],
    "plan-community": [["coordinator"], ["head"]],
    "plan-community-district": [["coordinator"], ["methodical_centre"]],
    "regulation-authority": [["authority"]],
    "regulation-council": [["governing_council"]],
    "regulation-gymnasium": [
        ["governing_council", "parents_council", "student_council"],
        ["pedagogical_council"],
        ["head"],
    ],
    "regulation-head": [["head"]],
    "regulation-order-annex": [["head"]],
    "template-article-372": [["trade_union"], ["head"]],
    "template-council-and-head": [["governing_council"], ["head"]],
    "template-opinion-and-head": [["parents_council", "student_council"], ["head"]],
    "template-representative-councils": [["parents_council", "student_council"], ["head"]],
    "template-pedagogical-and-head": [["pedagogical_council"], ["head"]],
}


def shipped(id_: str) -> Definition:
    return reader.read(SHIPPED[id_], f"{id_}.yaml")


def test_what_is_shipped_and_is_no_chain_goes_beside_one():
    beside = {id_: shipped(id_).beside for id_ in SHIPPED.keys() - CHAINS.keys()}
    assert beside == {"site-publication": "in_force"}


@pytest.mark.parametrize("id_", list(SHIPPED))
def test_a_shipped_file_has_no_fault_and_no_warning_and_its_own_name(id_):
    assert reader.check(SHIPPED[id_], id_) == ()
    assert shipped(id_).id == id_


def test_the_shipped_chains_ask_whom_they_promise_to_ask():
    chains = {id_: chain_of(shipped(id_)) for id_ in SHIPPED}
    asked = {
        id_: [[step.id for step in stage.steps] for stage in chain.stages]
        for id_, chain in chains.items()
        if chain
    }
    assert asked == EXPECTED


@pytest.mark.parametrize("id_", list(SHIPPED))
def test_a_shipped_file_tells_a_school_in_russian_how_to_change_it(id_):
    comments = [line for line in SHIPPED[id_].splitlines() if line.lstrip().startswith("#")]
    assert comments
    assert all(any("а" <= letter <= "я" for letter in line) or "grif definition" in line for line in comments)


@pytest.mark.parametrize("id_", list(SHIPPED))
def test_titles_are_in_both_languages(id_):
    definition = shipped(id_)
    for each in (
        definition,
        *definition.states.values(),
        *definition.transitions.values(),
        *definition.stages,
    ):
        assert each.title.ru != each.title.en


@pytest.mark.parametrize("id_", list(CHAINS))
def test_a_shipped_chain_runs_to_its_end_when_every_step_is_signed(id_):
    definition = shipped(id_)
    plan = Plan(definition)
    marking = perform(plan, start(plan).marking, "submit", Asker(frozenset({"author"}))).marking
    for stage in definition.stages:
        assert marking.state == stage.state
        while waiting := open_steps(plan, marking) if marking.state == stage.state else ():
            asked = waiting[-1]
            yes = ACTS[asked.act].offered[0].id
            marking = perform(plan, marking, f"sign-{asked.id}", Asker(), outcome=yes).marking
    # No consultations are held where every opinion is positive.
    asked_of_all = {id_ for id_, step in definition.steps.items() if step.act != "consult"}
    assert (marking.state, set(marking.signed)) == ("in_force", asked_of_all)


def test_the_district_plan_is_approved_in_the_parent_organisation_by_15_september():
    step = shipped("plan-community-district").steps["methodical_centre"]
    assert step.by == PartyRef("methodical_centre", "parent")
    assert step.due == Term("date", month=9, day=15)


def test_opinions_are_due_in_five_working_days():
    steps = shipped("template-opinion-and-head").steps
    assert {steps[id_].due for id_ in ("parents_council", "student_council")} == {Term("working", days=5)}


def test_every_shipped_definition_has_a_hash_of_its_own_and_is_restored_from_its_bytes():
    written = {id_: canonical(shipped(id_)) for id_ in SHIPPED}
    assert len({digest(content) for content in written.values()}) == len(SHIPPED)
    assert all(restore(content) == shipped(id_) for id_, content in written.items())
