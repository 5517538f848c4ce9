"""Guards after DCWorkflow: three kinds and a condition, the Manager who passes by, what a refusal tells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_workflows import automatic, plan, state, variables, way, who

from workflow.engine.definition import Guard, PermissionMap
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import (
    Circumstances,
    Marking,
    Performed,
    available,
    may_create,
    offered,
    perform,
    start,
)
from workflow.engine.situation import Situation
from workflow.errors import Refused

A = Marking("a", {})


def guarded(**guard: object) -> Plan:
    return plan([state("a", "go"), state("b")], way("go", "b", guard=Guard(**guard)))  # type: ignore[arg-type]


def refusal(of: Plan, asker: Asker, marking: Marking = A, transition: str = "go", **more: object) -> Refused:
    with pytest.raises(Refused) as found:
        perform(of, marking, transition, asker, **more)  # type: ignore[arg-type]
    return found.value


def test_an_empty_guard_lets_everybody_pass() -> None:
    assert perform(guarded(), A, "go", Asker()).marking.state == "b"


@pytest.mark.parametrize("kind", ["roles", "groups", "permissions"])
def test_inside_a_kind_any_one_suffices(kind: str) -> None:
    of = guarded(**{kind: ("X", "Y")})
    site = {"X": ("Xer",), "Y": ("Yer",)}
    asks = {
        "roles": [who("p", "X"), who("p", "Y")],
        "groups": [who("p", groups="X"), who("p", groups="Y")],
        "permissions": [who("p", "Xer", site=site), who("p", "Yer", site=site)],
    }
    for asker in asks[kind]:
        assert available(of, A, asker) == ("go",)
    assert available(of, A, who("p", "Z", groups="Z", site=site)) == ()


WORDS = ("x", "y", "z")
some = st.sets(st.sampled_from(WORDS)).map(lambda found: tuple(sorted(found)))


@given(some, some, some, some, some, some, st.booleans())
def test_between_kinds_all_must_hold(
    permissions: tuple[str, ...],
    roles: tuple[str, ...],
    groups: tuple[str, ...],
    held: tuple[str, ...],
    own: tuple[str, ...],
    member: tuple[str, ...],
    holds: bool,
) -> None:
    of = guarded(permissions=permissions, roles=roles, groups=groups, expression=str(holds))
    site = {one: ("holder",) if one in held else () for one in WORDS}
    asker = who("p", *own, "holder", groups=member, site=site)
    kinds = [(permissions, held), (roles, own), (groups, member)]
    opens = holds and all(not asked or set(asked) & set(had) for asked, had in kinds)
    assert (available(of, A, asker) == ("go",)) is opens


def test_a_refusal_tells_of_each_kind_who_could_meet_it() -> None:
    of = plan(
        [state("a", "go", permission_roles={"Sign": PermissionMap(False, ("Boss", "Deputy"))}), state("b")],
        way("go", "b", guard=Guard(("Sign",), ("Clerk",), ("staff",), "signed(x)"), comment_required=True),
        steps="x",
        permissions=("Sign",),
    )
    told = refusal(of, who("p"))
    assert told.code == "guard"
    assert [(one.code, one.by) for one in told.unmet] == [
        ("permission", ("Boss", "Deputy")),
        ("role", ("Clerk",)),
        ("group", ("staff",)),
        ("not-signed", ("parents_council",)),
        ("comment-required", ()),
    ]
    assert all(one.message.ru and one.message.en for one in told.unmet)
    assert [bool(one.who) for one in told.unmet] == [True, True, True, True, False]


def test_a_manager_passes_by_everything_and_the_move_says_so() -> None:
    guard = Guard(("Sign",), ("Boss",), ("staff",), "False")
    of = plan([state("a", "go"), state("b")], way("go", "b", guard=guard), manager_bypass=True)
    assert perform(of, A, "go", who("mgr", "Manager")).moves[0].bypassed
    assert refusal(of, who("p", "Boss")).unmet


def test_a_manager_who_meets_the_guard_passes_by_nothing() -> None:
    of = plan([state("a", "go"), state("b")], way("go", "b"), manager_bypass=True)
    assert not perform(of, A, "go", who("mgr", "Manager")).moves[0].bypassed


def test_without_the_flag_a_manager_has_no_privilege() -> None:
    assert [one.code for one in refusal(guarded(roles=("Boss",)), who("mgr", "Manager")).unmet] == ["role"]


def test_even_a_manager_signs_a_step_once_and_writes_the_remark_that_is_asked() -> None:
    of = plan(
        [state("a", "go")],
        way("go", signs="x", comment_required=True, guard=Guard(roles=("Boss",))),
        steps="x",
        manager_bypass=True,
    )
    told = refusal(of, who("mgr", "Manager"), Marking("a", {"x": "agreed"}))
    assert [one.code for one in told.unmet] == ["already-signed", "comment-required"]


def test_a_role_in_context_may_come_from_a_group_that_the_state_gives_it() -> None:
    of = plan(
        [state("a", "go", group_roles={"council": ("Boss",), "other": ("Boss",)}), state("b")],
        way("go", "b", guard=Guard(roles=("Boss",))),
        groups=("council",),
    )
    assert available(of, A, who("p", groups=("council",))) == ("go",)
    assert available(of, A, who("p", groups=("other",))) == ()


def test_a_manager_by_his_group_passes_by_too() -> None:
    of = plan(
        [state("a", "go", group_roles={"council": ("Manager",)}), state("b")],
        way("go", "b", guard=Guard(roles=("Boss",))),
        groups=("council",),
        manager_bypass=True,
    )
    assert perform(of, A, "go", who("p", groups=("council",))).moves[0].bypassed


def test_what_a_person_gives_with_an_act_reaches_the_condition_but_not_the_automatic_ones_after_it() -> None:
    of = plan(
        [state("a", "go"), state("b", "on"), state("c")],
        way("go", "b", guard=Guard(expression="comment == 'да'")),
        automatic("on", "c", expression="comment == 'да'"),
    )
    assert [one.code for one in refusal(of, who("p"), comment="нет").unmet] != []
    assert perform(of, A, "go", who("p"), comment="да").marking.state == "b"


def test_a_condition_sees_the_state_the_values_and_what_the_service_declares() -> None:
    when = "state == 'a' and st == 'a' and note == 'n' and size == 'big' and actor == 'anna'"
    of = plan(
        [state("a", "go"), state("b")],
        way("go", "b", guard=Guard(expression=when)),
        variables={**variables(note="comment", size="string:?")},
        state_variable="st",
    )
    known = Circumstances(situation=Situation({}, facts={"size": "big"}))
    assert available(of, Marking("a", {}, {"note": "n"}), who("anna"), known) == ("go",)
    assert available(of, Marking("a", {}, {"note": "n"}), who("boris"), known) == ()


def test_an_answer_just_given_is_known_to_what_follows_from_it() -> None:
    of = plan(
        [state("a", "sign", "on"), state("b")],
        way("sign", signs="x"),
        automatic("on", "b", expression="is_same_person(x) and days_since(x) >= 0"),
        steps="x",
    )
    known = Circumstances(situation=Situation({}, today=date(2026, 9, 1)))
    assert perform(of, A, "sign", who("anna"), known=known).marking.state == "b"


def test_a_hidden_transition_is_not_offered_but_who_passes_its_guard_performs_it() -> None:
    of = plan([state("a", "go", "tell"), state("b")], way("go", "b"), way("tell", hidden=True))
    assert offered(of, A, who()) == ("go",)
    assert available(of, A, who()) == ("go", "tell")
    assert perform(of, A, "tell", who()).marking.state == "a"


def test_the_guard_of_creation_is_asked_when_it_is_asked_for() -> None:
    of = plan([state("a")], creation_guard=Guard(roles=("Clerk",)))
    assert [one.code for one in may_create(of, who("p", "Boss"))] == ["role"]
    assert may_create(of, who("p", "Clerk")) == ()
    assert may_create(plan([state("a")]), who("p")) == ()
    assert start(of, who("p", "Boss")) == Performed(A, ())
