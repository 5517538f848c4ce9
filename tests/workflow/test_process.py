"""One step of a case: who may, what follows by itself, what a refusal says; after DCWorkflow."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from workflow.engine.definition import Definition, Guard, PartyRef, State, Step, Transition
from workflow.engine.machine import SYSTEM, Asker, Plan
from workflow.engine.process import (
    AUTOMATIC_CAP,
    Marking,
    Move,
    Performed,
    offered,
    open_steps,
    perform,
    signing,
    start,
)
from workflow.errors import Refused
from workflow.values import both

ANYBODY = Asker()
AUTHOR = Asker(frozenset({"author"}))


def way(id_: str, to: str = "", **more: object) -> Transition:
    """A transition; an empty target stays."""
    return Transition(id_, both(id_), to, **more)  # type: ignore[arg-type]


def automatic(id_: str, to: str, when: str = "") -> Transition:
    return way(id_, to, trigger="automatic", guard=Guard(expression=when))


def plan(states: dict[str, Iterable[str]], *ways: Transition, steps: Iterable[str] = ()) -> Plan:
    """A compiled definition; the first state is the initial one."""
    kept = {id_: State(id_, both(f"«{id_}»"), transitions=tuple(exits)) for id_, exits in states.items()}
    asked = {id_: Step(id_, PartyRef(id_), "agree", "none") for id_ in steps}
    told = {one.id: one for one in ways}
    return Plan(Definition("d", both("d"), next(iter(states)), kept, told, asked))


def refusal(*asked: object, **more: object) -> Refused:
    with pytest.raises(Refused) as found:
        perform(*asked, **more)  # type: ignore[arg-type]
    return found.value


def codes(found: Refused) -> list[str]:
    return [one.code for one in found.unmet]


def test_a_transition_leads_to_its_state_and_is_told_as_one_move() -> None:
    of = plan({"a": ["go"], "b": []}, way("go", "b"))
    assert perform(of, start(of).marking, "go", ANYBODY) == Performed(
        Marking("b", {}), (Move("go", "a", "b"),)
    )


def test_an_empty_target_stays_and_is_a_move_all_the_same() -> None:
    of = plan({"a": ["go"], "b": ["note"]}, way("go", "b"), way("note"))
    assert perform(of, Marking("b", {}), "note", ANYBODY).moves == (Move("note", "b", "b"),)


def test_one_transition_may_leave_many_states() -> None:
    of = plan({"a": ["drop"], "b": ["drop"], "c": []}, way("drop", "c"))
    assert [perform(of, Marking(one, {}), "drop", ANYBODY).marking.state for one in "ab"] == ["c", "c"]


def test_a_case_begins_in_the_initial_state_with_nothing_signed() -> None:
    of = plan({"a": ["go"], "b": []}, way("go", "b"))
    assert start(of) == Performed(Marking("a", {}), ())


def test_no_such_not_from_here_and_not_allowed_are_told_apart() -> None:
    of = plan({"a": ["go"], "b": ["on"]}, way("go", "b", guard=Guard(roles=("author",))), way("on", "a"))
    at = Marking("a", {})
    assert refusal(of, at, "fly", ANYBODY).code == "no-such-transition"
    assert refusal(of, at, "on", ANYBODY).code == "wrong-state"
    assert "«a»" in refusal(of, at, "on", ANYBODY).message.ru
    assert refusal(of, at, "go", ANYBODY).code == "guard"


def test_any_one_of_the_roles_suffices_and_none_asked_lets_everybody_pass() -> None:
    of = plan({"a": ["go", "free"]}, way("go", guard=Guard(roles=("author", "head"))), way("free"))
    at = Marking("a", {})
    for role in ("author", "head"):
        assert perform(of, at, "go", Asker(frozenset({role, "other"}))).moves
    told = refusal(of, at, "go", Asker(frozenset({"other"})))
    assert codes(told) == ["role"]
    assert told.unmet[0].message.ru == "нужна роль: автор, руководитель"
    assert perform(of, at, "free", ANYBODY).moves


def test_a_refusal_names_every_unmet_condition_at_once() -> None:
    guarded = way(
        "go", "b", guard=Guard(roles=("author",), expression="signed(x) and signed(y)"), comment_required=True
    )
    of = plan({"a": ["go"], "b": []}, guarded, steps="xy")
    told = refusal(of, Marking("a", {"x": "agreed"}), "go", ANYBODY, comment="  ")
    assert codes(told) == ["role", "not-signed", "comment-required"]
    assert "y" in told.unmet[1].message.ru
    assert all(one.message.ru and one.message.en for one in told.unmet)


def test_a_condition_that_no_signature_opens_is_refused_all_the_same() -> None:
    of = plan({"a": ["go"], "b": []}, way("go", "b", guard=Guard(expression="not signed(x)")), steps="x")
    assert codes(refusal(of, Marking("a", {"x": "agreed"}), "go", ANYBODY)) == ["condition"]


def test_roles_and_condition_must_both_hold() -> None:
    of = plan(
        {"a": ["go"], "b": []},
        way("go", "b", guard=Guard(roles=("author",), expression="signed(x)")),
        steps="x",
    )
    signed = Marking("a", {"x": "agreed"})
    assert codes(refusal(of, signed, "go", ANYBODY)) == ["role"]
    assert codes(refusal(of, Marking("a", {}), "go", AUTHOR)) == ["not-signed"]
    assert perform(of, signed, "go", AUTHOR).marking.state == "b"


def test_a_refused_step_changes_nothing() -> None:
    of = plan({"a": ["sign"], "b": []}, way("sign", signs="x", comment_required=True), steps="x")
    at = Marking("a", {"y": "agreed"})
    refusal(of, at, "sign", ANYBODY, outcome="agreed")
    assert at == Marking("a", {"y": "agreed"})


def test_a_signed_step_keeps_its_outcome_and_is_signed_once() -> None:
    of = plan({"a": ["sign"]}, way("sign", signs="x"), steps="x")
    signed = perform(of, Marking("a", {}), "sign", ANYBODY, outcome="agreed_with_remarks").marking
    assert signed.signed == {"x": "agreed_with_remarks"}
    assert codes(refusal(of, signed, "sign", ANYBODY, outcome="agreed")) == ["already-signed"]


def test_remarks_of_blanks_are_no_remarks() -> None:
    of = plan({"a": ["back"], "b": []}, way("back", "b", comment_required=True))
    for comment in ("", " ", "\n\t"):
        assert codes(refusal(of, Marking("a", {}), "back", ANYBODY, comment=comment)) == ["comment-required"]
    assert perform(of, Marking("a", {}), "back", ANYBODY, comment="п. 4").marking.state == "b"


def test_what_is_automatic_follows_at_once_and_is_booked_on_the_system() -> None:
    of = plan(
        {"a": ["go"], "b": ["next"], "c": ["last"], "d": []},
        way("go", "b"),
        automatic("next", "c"),
        automatic("last", "d"),
    )
    assert perform(of, Marking("a", {}), "go", AUTHOR, comment="слово").moves == (
        Move("go", "a", "b", automatic=False),
        Move("next", "b", "c", automatic=True, cause="go"),
        Move("last", "c", "d", automatic=True, cause="go"),
    )


def test_what_is_automatic_in_the_initial_state_happens_at_creation() -> None:
    of = plan({"a": ["next"], "b": []}, automatic("next", "b"))
    assert start(of) == Performed(
        Marking("b", {}), (Move("next", "a", "b", automatic=True, cause="creation"),)
    )


def test_the_first_open_automatic_transition_in_the_authors_order_is_taken() -> None:
    ways = (automatic("late", "c"), automatic("closed", "b", "signed(x)"), automatic("early", "d"))
    states = {"b": [], "c": [], "d": []}
    of = plan({"a": ["closed", "early", "late"], **states}, *ways, steps="x")
    assert start(of).marking.state == "d"
    of = plan({"a": ["late", "early", "closed"], **states}, *ways, steps="x")
    assert start(of).marking.state == "c"


def test_an_automatic_transition_waits_until_its_condition_holds() -> None:
    of = plan(
        {"a": ["x", "y", "done"], "b": []},
        way("x", signs="x"),
        way("y", signs="y"),
        automatic("done", "b", "signed(x) and signed(y)"),
        steps="xy",
    )
    first = perform(of, Marking("a", {}), "y", ANYBODY, outcome="agreed")
    assert (first.marking.state, len(first.moves)) == ("a", 1)
    second = perform(of, first.marking, "x", ANYBODY, outcome="agreed")
    assert second.moves == (Move("x", "a", "a"), Move("done", "a", "b", automatic=True, cause="x"))
    assert second.marking == Marking("b", {"y": "agreed", "x": "agreed"})


def test_nobody_performs_an_automatic_transition_not_even_one_who_calls_himself_the_system() -> None:
    of = plan({"a": ["next"], "b": []}, automatic("next", "b", "signed(x)"), steps="x")
    for asker in (ANYBODY, AUTHOR, SYSTEM):
        assert refusal(of, Marking("a", {"x": "agreed"}), "next", asker).code == "no-such-transition"


@pytest.mark.parametrize("trigger", ["timed", "internal"])
def test_what_no_person_triggers_is_neither_offered_nor_performed(trigger: str) -> None:
    of = plan({"a": ["go"], "b": []}, way("go", "b", trigger=trigger))
    assert offered(of, Marking("a", {}), AUTHOR) == ()
    assert refusal(of, Marking("a", {}), "go", AUTHOR).code == "no-such-transition"
    assert start(of).marking.state == "a"


def test_automatic_transitions_that_never_rest_are_stopped() -> None:
    of = plan(
        {"out": ["go"], "a": ["there"], "b": ["back"]},
        way("go", "a"),
        automatic("there", "b"),
        automatic("back", "a"),
    )
    assert refusal(of, Marking("out", {}), "go", ANYBODY).code == "endless"
    of = plan({"a": ["again"]}, automatic("again", ""))
    with pytest.raises(Refused, match="endless"):
        start(of)


def test_a_long_way_of_automatic_transitions_is_not_taken_for_an_endless_one() -> None:
    last = AUTOMATIC_CAP - 1
    states: dict[str, Iterable[str]] = {f"s{n}": [f"w{n}"] for n in range(last)}
    of = plan({**states, f"s{last}": []}, *(automatic(f"w{n}", f"s{n + 1}") for n in range(last)))
    assert start(of).marking.state == f"s{last}"
    assert len(start(of).moves) == last


def test_open_steps_come_in_the_authors_order_without_those_signed() -> None:
    of = plan(
        {"a": ["go", "z", "x", "y"], "b": ["w"]},
        way("go", "b"),
        *(way(one, signs=one) for one in "wxyz"),
        steps="wxyz",
    )
    assert [one.id for one in open_steps(of, Marking("a", {}))] == ["z", "x", "y"]
    assert [one.id for one in open_steps(of, Marking("a", {"x": "agreed"}))] == ["z", "y"]
    assert [one.id for one in open_steps(of, Marking("b", {"x": "agreed"}))] == ["w"]


def test_what_is_offered_stands_in_the_authors_order_and_only_if_open() -> None:
    of = plan(
        {"a": ["z", "closed", "b", "mine", "next", "x"], "end": []},
        way("z"),
        way("closed", guard=Guard(expression="signed(x)")),
        way("b", comment_required=True),
        way("mine", guard=Guard(roles=("author",))),
        automatic("next", "end", "signed(y)"),
        way("x", signs="x"),
        steps="xy",
    )
    assert offered(of, Marking("a", {}), ANYBODY) == ("z", "b", "x")
    assert offered(of, Marking("a", {}), AUTHOR) == ("z", "b", "mine", "x")
    assert offered(of, Marking("a", {"x": "agreed"}), ANYBODY) == ("z", "closed", "b")
    assert offered(of, Marking("end", {}), AUTHOR) == ()


def test_a_step_that_is_not_open_is_refused_with_those_that_come_first() -> None:
    of = plan(
        {"a": ["x", "y", "done"], "b": ["z"]},
        *(way(one, signs=one) for one in "xyz"),
        automatic("done", "b", "signed(x) and signed(y)"),
        steps="xyz",
    )
    assert signing(of, Marking("a", {}), "x") == "x"
    with pytest.raises(Refused) as found:
        signing(of, Marking("a", {"x": "agreed"}), "z")
    assert found.value.code == "step-not-open"
    assert ["y" in one.message.ru for one in found.value.unmet] == [True]
    with pytest.raises(Refused):
        signing(of, Marking("b", {"x": "agreed", "y": "agreed"}), "x")


def test_a_plan_is_shared_and_keeps_nothing_of_the_cases_it_moved() -> None:
    of = plan({"a": ["x"], "b": []}, way("x", signs="x"), steps="x")
    first = perform(of, Marking("a", {}), "x", ANYBODY, outcome="agreed").marking
    second = perform(of, Marking("a", {}), "x", ANYBODY, outcome="refused").marking
    assert (first.signed, second.signed) == ({"x": "agreed"}, {"x": "refused"})
    refusal(of, first, "x", ANYBODY)
    assert perform(of, Marking("a", {}), "x", ANYBODY, outcome="agreed").marking == first
