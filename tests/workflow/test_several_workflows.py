"""Several workflows on one document: the first that supports an act performs it, each keeps a history."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_workflows import automatic, definition, state, way, who

from workflow.engine import several
from workflow.engine.definition import Definition, Guard, PermissionMap, Variable
from workflow.engine.machine import Plan
from workflow.engine.several import Run
from workflow.errors import Refused

ANNA = who("anna")


def runs(*definitions: Definition) -> list[Run]:
    made = [Run(Plan(each)) for each in definitions]
    for run in made:
        run.create(ANNA)
    return made


def named(id_: str, *of: object, **more: object) -> Definition:
    made = definition(*of, **more)  # type: ignore[arg-type]
    return Definition(**{**{name: getattr(made, name) for name in Definition.__slots__}, "id": id_})


def chain() -> list[Run]:
    """Two workflows that share the word `next`; in the first it leads from `b` alone."""
    first = named(
        "first", [state("a", "go"), state("b", "next"), state("c")], way("go", "b"), way("next", "c")
    )
    second = named(
        "second", [state("x", "next"), state("y")], way("next", "y"), state_variable="second_state"
    )
    return runs(first, second)


def states(of: list[Run]) -> list[str]:
    return [run.marking.state for run in of]


def test_the_first_that_supports_the_act_from_where_it_stands_performs_it() -> None:
    of = chain()
    assert several.act(of, "next", ANNA).id == "second"
    several.act(of, "go", ANNA)
    assert several.act(of, "next", ANNA).id == "first"
    assert states(of) == ["c", "y"]


def test_each_keeps_a_history_of_its_own() -> None:
    of = chain()
    several.act(of, "next", ANNA, "слово", "2026-09-01T10:00:00.000000Z")
    assert [record.transition for record in of[0].history] == [None]
    last = of[1].history[-1]
    assert (last.transition, last.source, last.target, last.actor, last.comment, last.at) == (
        "next", "x", "y", "anna", "слово", "2026-09-01T10:00:00.000000Z",
    )  # fmt: skip


def test_who_what_when_and_why_are_recorded_without_any_variable() -> None:
    (of,) = runs(
        definition([state("a", "go"), state("b", "on"), state("c")], way("go", "b"), automatic("on", "c"))
    )
    of.perform("go", ANNA, "слово", "1")
    assert [(one.actor, one.comment, one.at, one.cause) for one in of.history] == [
        ("anna", "", "", ""), ("anna", "слово", "1", ""), ("system", "", "1", "go"),
    ]  # fmt: skip
    assert [dict(one.status) for one in of.history] == [{"state": "a"}, {"state": "b"}, {"state": "c"}]


def test_a_refusal_is_that_of_the_workflow_where_the_act_is_nearest() -> None:
    of = runs(
        named("first", [state("a")]),
        named("second", [state("x"), state("y", "go")], way("go", "x")),
        named("third", [state("z", "go")], way("go", guard=Guard(roles=("Boss",)))),
    )
    for transition, code in (("go", "guard"), ("fly", "no-such-transition")):
        with pytest.raises(Refused) as found:
            several.act(of, transition, ANNA)
        assert found.value.code == code
    with pytest.raises(Refused) as found:
        several.act(of[:2], "go", ANNA)
    assert found.value.code == "wrong-state"
    with pytest.raises(Refused):
        several.act([], "go", ANNA)
    assert all(len(run.history) == 1 for run in of)


def test_of_what_is_asked_the_first_that_knows_it_answers() -> None:
    shared = {"note": Variable("note", default="one", for_catalog=True)}
    other = {"note": Variable("note", default="two", for_catalog=True), "mine": Variable("mine", default="2")}
    of = runs(
        named("first", [state("a")], variables=shared),
        named("second", [state("x")], variables=other, state_variable="second_state"),
    )
    assert several.info(of, "note", ANNA) == "one"
    assert several.info(of, "mine", ANNA) == "2"
    assert several.info(of, "second_state", ANNA) == "x"
    assert several.catalog(of, ANNA) == {"state": "a", "second_state": "x", "note": "one"}
    with pytest.raises(Refused):
        several.info(of, "unknown", ANNA)


def test_a_guard_on_a_variable_hides_its_value_and_never_the_state() -> None:
    (of,) = runs(
        definition([state("a")], variables={"v": Variable("v", default="x", guard=Guard(roles=("Boss",)))})
    )
    with pytest.raises(Refused) as found:
        several.info([of], "v", ANNA)
    assert [one.by for one in found.value.unmet] == [("Boss",)]
    assert several.info([of], "v", who("b", "Boss")) == "x"
    assert several.info([of], "state", ANNA) == "a"


def test_a_document_older_than_its_workflow_stands_at_its_beginning_without_a_history() -> None:
    run = Run(Plan(definition([state("a", "go"), state("b")], way("go", "b"))))
    assert (run.marking.state, run.history, run.status) == ("a", [], {})
    run.perform("go", ANNA)
    assert [record.transition for record in run.history] == ["go"]


def test_a_second_notice_of_creation_says_nothing_new() -> None:
    (of,) = runs(definition([state("a", "go"), state("b")], way("go", "b")))
    of.perform("go", ANNA)
    of.create(ANNA)
    assert (of.marking.state, len(of.history)) == ("b", 2)


def test_a_variable_may_show_all_the_records_so_far() -> None:
    shown = {"all": Variable("all", expression="history", for_status=False)}
    (of,) = runs(definition([state("a", "go"), state("b")], way("go", "b"), variables=shown))
    of.perform("go", ANNA)
    assert several.info([of], "all", ANNA) == ({"state": "a"}, {"state": "b"})


def test_what_one_workflow_gives_on_the_document_counts_for_the_guards_of_the_other() -> None:
    maps = {"View": PermissionMap(False, ("Reader",))}
    gives = state("a", permission_roles=maps, group_roles={"council": ("Boss",)})
    of = runs(
        named("first", [gives], permissions=("View",), groups=("council",)),
        named(
            "second",
            [state("x", "see", "sign")],
            way("see", guard=Guard(permissions=("View",))),
            way("sign", guard=Guard(roles=("Boss",))),
        ),
    )
    assert several.actions(of, who("p", "Reader")) == ("see",)
    assert several.actions(of, who("p", groups=("council",))) == ("sign",)
    assert several.actions(of, who("p", "Manager")) == ()


def test_a_permission_that_two_manage_is_the_first_ones_in_whatever_order_they_moved() -> None:
    one, two = PermissionMap(False, ("One",)), PermissionMap(False, ("Two",))
    of = runs(
        named("first", [state("a", permission_roles={"View": one})], permissions=("View",)),
        named("second", [state("x", "go", permission_roles={"View": two})], way("go"), permissions=("View",)),
    )
    several.act(of, "go", ANNA)
    assert several.permission_maps(of) == {"View": one}


def test_local_roles_of_all_workflows_add_up() -> None:
    of = runs(
        named("first", [state("a", group_roles={"g": ("One", "Both")})], groups=("g",)),
        named("second", [state("x", group_roles={"g": ("Both", "Two")})], groups=("g",)),
    )
    assert several.local_roles(of) == {"g": ("One", "Both", "Two")}


@given(st.lists(st.sampled_from(["go", "next", "back", "fly"]), max_size=12))
def test_no_act_moves_more_than_one_workflow_and_a_refused_one_moves_none(acts: list[str]) -> None:
    first = named(
        "first", [state("a", "go"), state("b", "next", "back")], way("go", "b"), way("next"), way("back", "a")
    )
    second = named("second", [state("x", "next"), state("y", "back")], way("next", "y"), way("back", "x"))
    of = runs(first, second)
    for act in acts:
        before = [len(run.history) for run in of]
        able = act in several.actions(of, ANNA)
        try:
            several.act(of, act, ANNA)
        except Refused:
            assert not able
        grown = sum(len(run.history) for run in of) - sum(before)
        assert grown == (1 if able else 0)
