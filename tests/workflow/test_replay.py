"""Scripted scenarios: what each step answers, as Plone's engine would, or better where we said so."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from webapp.cli import main
from workflow.engine import reader
from workflow.engine.definition import Definition
from workflow.engine.replay import OPS, BadScenario, replay

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "plone" / "scenarios.json"
RECORDS = """
variables:
  action: {expression: action}
  actor: {expression: actor}
  comments: {expression: comment}
"""
ROAD = (
    """\
grif: 1
id: road
title: Дорога
state_variable: st
initial: a
states:
  a: {title: А, transitions: [go, stay, secret]}
  b: {title: Б, transitions: [back], final: false}
transitions:
  go: {title: Вперёд, to: b, guard: {roles: [Clerk]}}
  back: {title: Назад, to: a, guard: {roles: [Clerk]}, comment: required}
  stay: {title: Заметка}
  secret: {title: Скрытый, hidden: true}
"""
    + RECORDS
)
CLERK = {"id": "clerk", "roles": ["Clerk"], "groups": []}
GUEST = {"id": "guest", "roles": ["Guest"], "groups": []}


def read(text: str, name: str) -> Definition:
    return reader.read(text, name)


def played(*steps: dict[str, Any], workflows: tuple[str, ...] = (ROAD,), **more: Any) -> list[Any]:
    scenario = {"name": "one", "workflows": list(workflows), "steps": list(steps), **more}
    (answer,) = replay([scenario], read)
    assert answer["name"] == "one"
    return list(answer["results"])


def op(word: str, /, **more: Any) -> dict[str, Any]:
    return {"op": word, **more}


def do(transition: str, user: dict[str, Any] = CLERK, **more: Any) -> dict[str, Any]:
    return op("do", transition=transition, user=user, **more)


def test_available_is_sorted_with_the_hidden_ones_and_offered_is_in_the_authors_order() -> None:
    asked = (op("available", user=CLERK), op("offered", user=CLERK), op("offered", user=GUEST))
    assert played(*asked) == [["go", "secret", "stay"], ["go", "stay"], ["stay"]]


def test_hidden_transition_executable() -> None:
    assert played(do("secret", GUEST), op("status")) == [
        "ok", {"action": "secret", "actor": "guest", "comments": "", "st": "a"},
    ]  # fmt: skip


def test_stay_in_state() -> None:
    answers = played(op("create"), do("stay", comment="слово"), op("state"), op("history"))
    assert answers[2:] == [
        "a",
        [
            {"action": None, "actor": "creator", "comments": "", "st": "a"},
            {"action": "stay", "actor": "clerk", "comments": "слово", "st": "a"},
        ],
    ]


def test_guard_refusal_errors_tell_not_allowed_not_now_and_no_such_thing_apart() -> None:
    answers = played(op("create"), do("go", GUEST), do("back"), do("fly"), op("history"))
    assert [answer["error"] for answer in answers[1:4]] == ["Refused"] * 3
    assert [answer["code"] for answer in answers[1:4]] == ["guard", "wrong-state", "no-such-transition"]
    (unmet,) = answers[1]["unmet"]
    assert (unmet["code"], unmet["by"]) == ("role", ["Clerk"])
    assert unmet["message"] and answers[1]["message"]
    assert len(answers[4]) == 1


def test_a_remark_that_is_asked_for_is_asked_of_everybody() -> None:
    assert played(do("go"), do("back"))[1]["unmet"][0]["code"] == "comment-required"
    assert played(do("go"), do("back", comment="пункт 4"), op("state"))[1:] == ["ok", "a"]


def test_object_older_than_workflow() -> None:
    assert played(op("state"), op("history"), do("go"), op("history")) == [
        "a", [], "ok", [{"action": "go", "actor": "clerk", "comments": "", "st": "b"}],
    ]  # fmt: skip


def test_creation_notified_twice() -> None:
    assert len(played(op("create"), op("create"), op("history"))[2]) == 1


FREE = """\
grif: 1
id: free
title: Другой
initial: x
states:
  x: {title: Икс, transitions: [go, only]}
  y: {title: Игрек, transitions: [home]}
transitions:
  go: {title: Вперёд, to: y}
  only: {title: Лишь здесь, to: y}
  home: {title: Домой, to: x}
"""


def test_chain_of_two() -> None:
    answers = played(
        op("create"), op("available", user=GUEST), do("go", GUEST), op("states"), do("go"), op("states"),
        op("history", workflow="free"), op("info", name="state", user=GUEST), op("state", workflow="road"),
        workflows=(ROAD, FREE),
    )  # fmt: skip
    assert answers[1] == ["go", "only", "secret", "stay"]
    assert answers[3] == {"road": "a", "free": "y"}
    assert answers[5] == {"road": "b", "free": "y"}
    assert answers[6:] == [[{"state": "x"}, {"state": "y"}], "y", "b"]


def test_a_workflow_may_be_named_when_two_know_the_word() -> None:
    assert played(do("go", wf_id="free"), op("states"), workflows=(ROAD, FREE))[1] == {
        "road": "a",
        "free": "y",
    }


def test_workflow_outside_the_chain_is_refused_and_gets_no_history() -> None:
    answers = played(
        op("create"), do("only", wf_id="free"), op("history", workflow="free"), do("only", wf_id="none"),
        workflows=(ROAD, FREE), chain=["road"],
    )  # fmt: skip
    assert (answers[1]["error"], answers[1]["code"]) == ("Refused", "not-in-chain")
    assert answers[2] == []
    assert answers[3]["error"] == "NotFound"


MAPS = """\
grif: 1
id: maps
title: Права
permissions: [View, Edit, Never]
groups: [council]
initial: a
states:
  a:
    title: А
    transitions: [go, need]
    permissions: {View: {roles: [Reader], acquire: true}, Edit: [Boss, Owner], Never: []}
    groups: {council: [Reviewer]}
  b: {title: Б, transitions: [back], permissions: {View: [Boss]}}
transitions:
  go: {title: Вперёд, to: b}
  back: {title: Назад, to: a}
  need: {title: Нужно право, guard: {permissions: [Edit]}}
"""


def test_permission_maps() -> None:
    answers = played(op("permissions"), do("go"), op("permissions"), workflows=(MAPS,))
    assert answers[0] == {
        "View": {"acquired": True, "roles": ["Reader"]},
        "Edit": {"acquired": False, "roles": ["Boss", "Owner"]},
        "Never": {"acquired": False, "roles": []},
    }
    assert answers[2] == {
        "View": {"acquired": False, "roles": ["Boss"]},
        "Edit": {"acquired": True, "roles": []},
        "Never": {"acquired": True, "roles": []},
    }


def test_group_maps() -> None:
    assert played(op("local_roles"), do("go"), op("local_roles"), workflows=(MAPS,)) == [
        {"council": ["Reviewer"]}, "ok", {},
    ]  # fmt: skip


def test_a_permission_is_held_by_the_map_of_the_state_and_by_what_is_said_above() -> None:
    steps = [op("available", user={"id": "u", "roles": [role], "groups": []}) for role in ("Boss", "Clerk")]
    assert played(*steps, workflows=(MAPS,), site_rolemap={"Edit": ["Clerk"]}) == [["go", "need"], ["go"]]


HIDES = """\
grif: 1
id: hides
title: Скрывает
initial: a
state_variable: st
variables:
  secret: {default: тайна, guard: {roles: [Boss]}, for_catalog: true}
  plain: {default: просто, for_status: false}
states:
  a: {title: А, transitions: [go]}
  b: {title: Б, final: true}
transitions:
  go: {title: Вперёд, to: b, guard: {roles: [Boss]}}
"""


def test_info_guard() -> None:
    boss = {"id": "b", "roles": ["Boss"], "groups": []}
    answers = played(
        op("create"), op("info", name="secret", user=boss),
        op("info", name="secret", user=GUEST, default="нет"), op("info", name="secret", user=GUEST),
        op("info", name="st", user=GUEST), op("info", name="plain", user=GUEST),
        op("info", name="none", user=GUEST, default=0), op("catalog"),
        workflows=(HIDES,),
    )  # fmt: skip
    assert answers[1:3] == ["тайна", "нет"]
    assert (answers[3]["error"], answers[3]["code"]) == ("Refused", "hidden")
    assert answers[4:] == ["a", "просто", 0, {"st": "a", "secret": "тайна"}]


AUTOMATIC = (
    """\
grif: 1
id: machine
title: Сама
initial: a
states:
  a: {title: А, transitions: [go]}
  b: {title: Б, transitions: [later, first, second]}
  c: {title: В, transitions: [go]}
transitions:
  go: {title: Вперёд, to: b}
  later: {title: Нет, to: a, trigger: automatic, guard: {roles: [Boss]}}
  first: {title: Да, to: c, trigger: automatic}
  second: {title: Не дойдёт, to: a, trigger: automatic}
"""
    + RECORDS
)


def test_automatic_guard_depends_on_who_caused_it() -> None:
    assert played(do("go"), op("state"), workflows=(AUTOMATIC,)) == ["ok", "c"]
    boss = {"id": "b", "roles": ["Boss"], "groups": []}
    assert played(do("go", boss), op("state"), workflows=(AUTOMATIC,)) == ["ok", "a"]


def test_an_automatic_step_is_booked_on_the_system_with_its_cause_and_repeats_no_remark() -> None:
    answers = played(op("create"), do("go", comment="слово"), op("history"), workflows=(AUTOMATIC,))
    assert answers[2][1:] == [
        {"action": "go", "actor": "clerk", "comments": "слово", "state": "b"},
        {"action": "first", "actor": "system", "comments": "", "state": "c", "cause": "go"},
    ]


def test_state_removed() -> None:
    smaller = (
        ROAD.replace("a: {title: А", "c: {title: А")
        .replace("to: a", "to: c")
        .replace("initial: a", "initial: c")
    )
    answers = played(
        op("create"), op("redefine", workflows=[smaller]), op("state"), op("available", user=CLERK), do("go"),
        op("permissions"), op("history"), op("create"), op("history"),
    )  # fmt: skip
    assert answers[2:4] == ["a", []]
    assert answers[4]["code"] == "unknown-state"
    assert answers[5] == {}
    assert len(answers[6]) == len(answers[8]) == 1


def test_a_smaller_definition_is_exactly_what_stands_in_its_file() -> None:
    smaller = ROAD.replace("[go, stay, secret]", "[go]").replace("  stay: {title: Заметка}\n", "").replace(
        "  secret: {title: Скрытый, hidden: true}\n", ""
    )  # fmt: skip
    answers = played(
        op("create"), op("redefine", workflows=[smaller]), op("available", user=CLERK), op("state")
    )
    assert answers[2:] == [["go"], "a"]


TIMED = """\
grif: 1
id: timed
title: Срок
initial: a
states:
  a: {title: А, transitions: [late]}
  b: {title: Б, final: true}
transitions:
  late: {title: Вышел срок, to: b, trigger: timed, after: {days: 5, unit: calendar}}
"""


def test_a_timer_goes_off_once_its_last_day_is_over() -> None:
    wake = {"since": "2026-09-01"}
    answers = played(
        op("create"), op("wake", today="2026-09-06", **wake), op("state"),
        op("wake", today="2026-09-07", **wake),
        op("history"), op("wake", today="завтра", **wake),
        workflows=(TIMED,),
    )  # fmt: skip
    assert answers[2] == "a"
    assert answers[4] == [{"state": "a"}, {"state": "b", "cause": "time"}]
    assert answers[5]["error"] == "Invalid"


def test_a_bypass_is_marked_in_the_history() -> None:
    boss = {"id": "m", "roles": ["Manager"], "groups": []}
    answers = played(do("go", boss), op("history"), workflows=(ROAD + "manager_bypass: true\n",))
    assert answers[1][0]["bypassed"] is True


def test_a_definition_that_is_not_one_is_refused_at_every_step() -> None:
    answers = played(op("create"), op("state"), workflows=(ROAD.replace("to: b", "to: z"),))
    assert [answer["error"] for answer in answers] == ["DefinitionFaults"] * 2
    assert "one[0]:" in answers[0]["message"]


def test_a_step_that_we_do_not_carry_says_so() -> None:
    assert played(op("create"), op("levitate")) == ["ok", {"unsupported": "levitate"}]


@pytest.mark.parametrize(
    "scenarios",
    [
        {},
        [1],
        [{}],
        [{"name": 1}],
        [{"name": "x", "steps": {}}],
        [{"name": "x", "steps": [1]}],
        [{"name": "x", "steps": [{"op": 1}]}],
        [{"name": "x", "workflows": [1]}],
        [{"name": "x", "steps": [{"op": "do", "user": 1}]}],
        [{"name": "x", "steps": [{"op": "do", "user": {"roles": "x"}}]}],
        [{"name": "x", "steps": [{"op": "do", "transition": []}]}],
        [{"name": "x", "site_rolemap": []}],
        [{"name": "x", "site_rolemap": {"View": 1}}],
        [{"name": "x", "chain": [[]]}],
        [{"name": "x", "steps": [{"op": "do", "user": {"roles": [{}]}}]}],
        [{"name": "x", "steps": [{"op": "redefine", "workflows": "x"}]}],
    ],
)
def test_what_is_no_scenario_is_refused_with_its_place(scenarios: Any) -> None:
    with pytest.raises(BadScenario):
        replay(scenarios, read)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
any_steps = st.fixed_dictionaries(
    {"op": st.sampled_from(list(OPS))},
    optional={
        key: anything | st.sampled_from(["go", "road", "st", "2026-09-01"])
        for key in (
            "transition",
            "comment",
            "name",
            "workflow",
            "wf_id",
            "user",
            "today",
            "since",
            "workflows",
        )
    },
)


@given(st.lists(any_steps, max_size=4), anything)
def test_any_scenario_is_played_or_refused(steps: list[Any], chain: Any) -> None:
    with suppress(BadScenario):
        (answer,) = replay([{"name": "x", "workflows": [ROAD], "steps": steps, "chain": chain}], read)
        assert len(answer["results"]) == len(steps)
        json.dumps(answer)


def test_the_command_prints_the_answers_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "scenarios.json"
    steps = [op("create"), op("state", expect="b")]
    file.write_text(json.dumps([{"name": "one", "workflows": [ROAD], "steps": steps}]), "utf-8")
    told = CliRunner().invoke(main, ["definition", "replay", str(file), "--json"])
    assert (told.exit_code, json.loads(told.stdout)) == (0, [{"name": "one", "results": ["ok", "a"]}])
    told = CliRunner().invoke(main, ["definition", "replay", str(file)])
    assert told.stdout.splitlines() == ["one", "  create: ok", "  state: a", "    ожидалось: b"]


@pytest.mark.parametrize("content", ["", "[", "{}", '[{"name": "x", "steps": 1}]', "[" * 100_000])
def test_the_command_refuses_what_is_no_scenario_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "scenarios.json"
    file.write_text(content, "utf-8")
    told = CliRunner().invoke(main, ["definition", "replay", str(file)])
    assert told.exit_code == 2
    assert told.stdout == ""


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples lie beside the repository")
def test_the_samples_are_reproduced_but_for_what_the_machine_is_booked_on() -> None:
    told = CliRunner().invoke(main, ["definition", "replay", str(SAMPLES), "--json"])
    scenarios = json.loads(SAMPLES.read_text("utf-8"))
    for scenario, answer in zip(scenarios, json.loads(told.stdout), strict=True):
        for step, result in zip(scenario["steps"], answer["results"], strict=True):
            if step["op"] == "history":
                mended = [_as_in_plone(result, number) for number in range(len(result))]
                assert mended == step["expect"]
            else:
                assert result == step["expect"]


def _as_in_plone(history: list[dict[str, Any]], number: int) -> dict[str, Any]:
    """The record as if an automatic step were booked on the person before it, with his remark."""
    record = dict(history[number])
    if record.pop("cause", None) is None:
        return record
    assert (record["actor"], record["comments"]) == ("system", "")
    before = _as_in_plone(history, number - 1)
    return record | {"actor": before["actor"], "comments": before["comments"]}
