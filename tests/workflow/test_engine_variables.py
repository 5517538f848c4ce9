"""Variables after DCWorkflow: in which order a value is found, where it is kept, what expressions are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_workflows import automatic, plan, state, variables, way, who

from workflow.engine.definition import Guard, Variable
from workflow.engine.process import Circumstances, Marking, available, begin, perform, start
from workflow.engine.situation import Situation
from workflow.engine.variables import Happening, compiled

HAPPENING = Happening("go", "anna", "слово", "2026-09-01T10:00:00.000000Z", ({"st": "a"},))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("action", "go"),
        ("transition/getId|nothing", "go"),
        (" transition/getId | nothing ", "go"),
        ("actor", "anna"),
        ("user/getId", "anna"),
        ("comment", "слово"),
        ("python:state_change.kwargs.get('comment', '')", "слово"),
        ('python:state_change.kwargs.get("comment", "")', "слово"),
        ("time", "2026-09-01T10:00:00.000000Z"),
        ("state_change/getDateTime", "2026-09-01T10:00:00.000000Z"),
        ("state_change/getHistory", ({"st": "a"},)),
        ("string:два слова", "два слова"),
        ("string:", ""),
        ("python:'x'", "x"),
        ("python:5", 5),
        ("python:False", False),
        ("nothing", None),
    ],
)
def test_an_expression_is_one_of_a_closed_table(expression: str, value: object) -> None:
    said = compiled(expression)
    assert said is not None
    assert said(HAPPENING) == value


@pytest.mark.parametrize(
    "expression",
    ["python:here.title", "python:__import__('os')", "here/title", "string:${user}", "python:[1]", "слово",
     "python:" + "(" * 5000, "python:b'x'"],
)  # fmt: skip
def test_anything_else_is_not_run(expression: str) -> None:
    assert compiled(expression) is None


@given(st.text())
def test_any_text_is_looked_up_and_never_run(text: str) -> None:
    for prefix in ("", "python:", "string:"):
        compiled(prefix + text)


def test_a_state_beats_a_transition_beats_the_value_before_beats_the_default() -> None:
    of = plan(
        [state("a", "go", "plain"), state("b", "back", variables={"all": "S"})],
        way("go", "b", variables={"all": "string:T", "said": "string:T"}),
        way("back", "a"),
        way("plain", "b"),
        variables={
            "all": Variable("all", expression="string:E", default="D"),
            "said": Variable("said", expression="string:E", default="D", update_always=False),
            "plain": Variable("plain", default="D"),
        },
    )
    begun = begin(of)
    assert begun.values == {"all": "E", "said": "E", "plain": "D"}
    went = perform(of, begun, "go", who()).marking
    assert went.values == {"all": "S", "said": "T", "plain": "D"}
    assert perform(of, went, "back", who()).marking.values == {"all": "E", "said": "T", "plain": "D"}


def test_a_state_may_give_nothing_on_purpose_and_a_transition_too() -> None:
    of = plan(
        [state("a", "go"), state("b", variables={"one": ""})],
        way("go", "b", variables={"two": ""}),
        variables=variables(one="string:E", two="string:E"),
    )
    assert perform(of, begin(of), "go", who()).marking.values == {"one": "", "two": ""}


def test_a_variable_that_is_not_kept_is_worked_out_when_it_is_asked() -> None:
    of = plan([state("a")], variables={"v": Variable("v", expression="history", for_status=False)})
    assert begin(of).values == {}
    assert of.variables.asked("v", {}, HAPPENING) == ({"st": "a"},)


def test_what_the_machine_does_is_booked_on_the_system_and_does_not_repeat_the_remark() -> None:
    of = plan(
        [state("a", "go"), state("b", "on"), state("c")],
        way("go", "b"),
        automatic("on", "c"),
        variables=variables(actor="actor", comments="comment", action="action"),
    )
    moves = perform(of, begin(of), "go", who("anna"), comment="слово").moves
    assert [dict(move.values) for move in moves] == [
        {"actor": "anna", "comments": "слово", "action": "go"},
        {"actor": "system", "comments": "", "action": "on"},
    ]


def test_creation_is_recorded_on_its_author_with_no_transition() -> None:
    of = plan([state("a")], variables=variables(actor="actor", action="action"))
    assert start(of, who("anna")).marking.values == {"actor": "anna", "action": None}


def test_a_variable_that_keeps_the_time_is_a_day_for_conditions() -> None:
    of = plan(
        [state("a", "go"), state("b")],
        way("go", "b", guard=Guard(expression="days_since(time) >= 5")),
        variables=variables(time="time"),
    )
    at = Marking("a", {}, {"time": "2026-09-01T21:00:00.000000Z"})
    for today, opens in ((5, ()), (6, ("go",))):
        known = Circumstances(situation=Situation({}, today=date(2026, 9, today)))
        assert available(of, at, who(), known) == opens
    assert available(of, Marking("a", {}), who(), known) == ()
