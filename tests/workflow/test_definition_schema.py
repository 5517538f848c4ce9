"""The JSON Schema that editors use judges the form of a file as the reader does."""

from __future__ import annotations

import json
import keyword
import re

import pytest
import yaml
from jsonschema import Draft202012Validator

import definitions
from workflow.chain.acts import ACTS
from workflow.chain.compile import RECORDED, RESERVED_STATES
from workflow.chain.procedures import PROCEDURES
from workflow.engine import reader
from workflow.engine.effects import EFFECTS
from workflow.engine.reader import (
    chain_form,
    engine_form,
    guard_form,
    head,
    invariants,
    maps,
    nodes,
    record,
    records,
    steps,
    transitions,
)
from workflow.governance.parties import PARTY_KINDS

SCHEMA = json.loads(definitions.schema())
VALIDATOR = Draft202012Validator(SCHEMA)


class CoreLoader(yaml.SafeLoader):
    """Values as YAML 1.2's core schema makes them, which is what editors hand to a schema."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern in (
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("null", r"~|null|Null|NULL|"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?[0-9]+\.[0-9]*"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)

CHAIN = """\
grif: 1
id: sample
title: {ru: Образец, en: Sample}
documents: [regulation]
chain:
  - stage: agreement
    steps:
      - {by: governing_council, act: agree, evidence: protocol}
      - {by: {kind: head, of: parent}, act: opinion, evidence: none, due: {days: 5, unit: calendar}}
  - stage: approval
    title: Утверждение
    steps: [{by: founder, id: last, act: approve, evidence: order, due: "15.09", title: {ru: Да, en: "Yes"}}]
amendments: same_chain
annexes: own_chain
in_force: [repeal_previous, publish, acquaint]
"""
STATES = """\
grif: 1
id: sample
title: Образец
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  review: {title: Проверка, description: Кто-то читает, transitions: [sign-head, done, return]}
  returned: {title: Возвращено, final: true}
  in_force: {title: Действует, final: true}
transitions:
  submit: {title: Отправить, to: review, guard: {roles: [author]}}
  sign-head: {title: Утвердить, signs: head, button: Да}
  done: {title: Готово, to: in_force, trigger: automatic, guard: {when: signed(head)}}
  return: {title: Вернуть, to: returned, comment: required, trigger: user}
steps:
  head: {by: head, act: approve, evidence: order}
stages: [review]
"""
LONG = """\
grif: 1
id: sample
title: Образец
manager_bypass: false
state_variable: review_state
permissions: [View, Modify portal content]
groups: [council]
roles: [clerk, Boss]
creation_guard: {roles: [clerk], permissions: [Add documents]}
variables:
  note: {description: Пояснение, default: "", expression: comment, for_catalog: true, update_always: false}
  time: {expression: state_change/getDateTime, for_status: true, guard: {roles: [auditor]}}
worklists:
  mine: {title: Ждут, matches: {review_state: [review], note: x}, guard: {permissions: [View]}, button: Да}
invariants:
  - {never: done, unless: signed(head)}
initial: draft
states:
  draft: {title: "", transitions: [submit], permissions: {View: [Boss, clerk], Modify portal content: []}}
  review:
    title: Проверка
    transitions: [sign-head, pass, late, back, sweep]
    permissions: {View: {roles: [Owner], acquire: true}, Modify portal content: {acquire: false}}
    groups: {council: [Reviewer]}
    variables: {note: ""}
  done: {title: Готово, final: true}
transitions:
  submit:
    {title: Да, to: review, effects: {before: require_text, after: notify}, variables: {note: "string:да"}}
  sign-head: {title: Да, signs: head, button: {name: Да, url: "%(content_url)s", icon: "", category: x}}
  pass: {title: Да, to: done, trigger: automatic, guard: {when: signed(head) and note != 'x', roles: [clerk]}}
  late: {title: Срок, to: done, trigger: timed, after: {days: 5, unit: calendar}, guard: {when: signed(head)}}
  back: {title: "", to: draft, hidden: true, guard: {permissions: [View], groups: [x], roles: [Site Owner]}}
  sweep: {title: Убрать, to: draft, trigger: internal}
steps:
  head: {by: head, act: approve, evidence: order}
"""
GOOD = [
    LONG,
    LONG.replace("acquire: true", "acquire: false"),
    LONG.replace("manager_bypass: false", "manager_bypass: true")
    .replace("never: done", "never: draft")
    .replace("unless: signed(head)", "unless: state == 'draft'"),
    CHAIN + "invariants: [{never: in_force, unless: signed(head)}]\n",
    *definitions.shipped().values(),
    CHAIN,
    STATES,
    CHAIN.replace("{ru: Образец, en: Sample}", "no"),
    CHAIN.replace("{ru: Образец, en: Sample}", "2024"),
    CHAIN.replace("{ru: Образец, en: Sample}", "1.10"),
    CHAIN.replace("{ru: Образец, en: Sample}", "true"),
    CHAIN.replace('"15.09"', "15.09"),
    CHAIN.replace("15.09", "1.1"),
    CHAIN.replace("15.09", "31.12"),
    CHAIN.replace("15.09", "30.04"),
    CHAIN.replace("days: 5", "days: 366"),
    CHAIN.replace("days: 5", 'days: "10"'),
    CHAIN.replace("of: parent", "of: north-2"),
    CHAIN.replace("documents: [regulation]", "documents: []"),
    CHAIN.replace("documents: [regulation]", "manager_bypass: false"),
    CHAIN.replace("[repeal_previous, publish, acquaint]", "[]"),
    STATES.replace("stages: [review]", "description: Пояснение"),
    STATES.replace("guard: {roles: [author]}", "guard: {}"),
]
BAD = [
    "[]",
    "text",
    "grif: 1",
    CHAIN.replace("grif: 1", "grif: 2"),
    CHAIN.replace("grif: 1", 'grif: "1"'),
    CHAIN.replace("id: sample", "id: Образец"),
    CHAIN.replace("id: sample", "id: " + "a" * 41),
    CHAIN.replace("id: sample\n", ""),
    CHAIN.replace("title: {ru: Образец, en: Sample}\n", ""),
    CHAIN.replace(", en: Sample", ""),
    CHAIN.replace(", en: Sample", ", en: ~"),
    CHAIN.replace(", en: Sample", ', en: " "'),
    CHAIN.replace(", en: Sample", ", en: Sample, de: Muster"),
    CHAIN.replace("Sample", "a" * 1001),
    CHAIN.replace("[regulation]", "regulation"),
    CHAIN.replace("[regulation]", "[regulation, regulation]"),
    CHAIN.replace("[regulation]", "[Положение]"),
    CHAIN.replace("same_chain", "own_chain"),
    CHAIN.replace("own_chain", "same_chain"),
    CHAIN.replace("[repeal_previous,", "[burn,"),
    CHAIN + "color: red\n",
    CHAIN + "permissions: [View]\n",
    CHAIN + "manager_bypass: true\n",
    CHAIN + "manager_bypass: no\n",
    CHAIN + "stages: [agreement]\n",
    CHAIN.replace("stage: agreement", "stage: draft"),
    CHAIN.replace("stage: agreement", "stage: mine"),
    CHAIN.replace("stage: agreement", "stage: lambda\n    title: Т"),
    CHAIN.replace("  - stage: agreement", "  - word\n  - stage: agreement"),
    CHAIN.replace("id: last", "id: la-st"),
    CHAIN.replace("id: last", "id: class"),
    CHAIN.replace("by: founder", "by: king"),
    CHAIN.replace("by: founder", "by: [founder]"),
    CHAIN.replace("{kind: head, of: parent}", "{of: parent}"),
    CHAIN.replace("of: parent", "of: Их школа"),
    CHAIN.replace("act: approve", "act: aprove"),
    CHAIN.replace(", act: approve", ""),
    CHAIN.replace("evidence: order", "evidence: ukaz"),
    CHAIN.replace(", evidence: order", ""),
    CHAIN.replace("15.09", "31.02"),
    CHAIN.replace("15.09", "29.02"),
    CHAIN.replace("15.09", "31.11"),
    CHAIN.replace("15.09", "15.13"),
    CHAIN.replace("15.09", "September"),
    CHAIN.replace("days: 5", "days: 0"),
    CHAIN.replace("days: 5", "days: 367"),
    CHAIN.replace("unit: calendar", "unit: week"),
    CHAIN.replace("unit: calendar", "unit: working, roll: maybe"),
    CHAIN.replace(", unit: calendar", ""),
    CHAIN[: CHAIN.index("  - stage")] + "  []\n",
    STATES.replace("initial: draft\n", ""),
    STATES.replace("title: Проверка, ", ""),
    STATES.replace("[submit]", "[submit, submit]"),
    STATES.replace("[submit]", "submit"),
    STATES.replace("final: true", "final: yes"),
    STATES.replace("final: true", "permission_roles: {}"),
    STATES.replace("trigger: user", "trigger: timed"),
    STATES.replace("trigger: user", "after: '15.09'"),
    STATES.replace("trigger: user", "before_script: x"),
    STATES.replace("trigger: user", "effects: {before: print}"),
    STATES.replace("trigger: user", "effects: {during: notify}"),
    STATES.replace("trigger: user", "hidden: yes"),
    STATES.replace("trigger: user", "button: {label: x}"),
    STATES.replace("[author]", "author"),
    STATES.replace("roles: [author]", "permissions: View"),
    STATES.replace("final: true", "permissions: {View: true}", 1),
    STATES.replace("final: true", "permissions: {View: {acquire: 1}}", 1),
    STATES.replace("final: true", "permissions: [View]", 1),
    STATES.replace("final: true", "groups: {council: Reviewer}", 1),
    LONG.replace("state_variable: review_state", "state_variable: review-state"),
    LONG.replace("for_catalog: true", "for_catalog: 1"),
    LONG.replace("for_catalog: true", "catalog: true"),
    LONG.replace("  note:", "  no-te:"),
    LONG.replace("unless: signed(head)", "if: signed(head)"),
    LONG.replace("permissions: [View, Modify portal content]", "permissions: View"),
    CHAIN + "creation_guard: {}\n",
    CHAIN + "state_variable: status\n",
    STATES.replace("comment: required", "comment: maybe"),
    STATES.replace("[author]", "[author, author]"),
    STATES.replace("when: signed(head)", "roles: [author]").replace("automatic", "internal"),
    STATES.replace("when: signed(head)", "groups: [staff]").replace("automatic", "timed, after: '15.09'"),
    STATES.replace("guard: {when: signed(head)}", "comment: required"),
    STATES.replace("guard: {when: signed(head)}", "signs: head"),
    STATES.replace("  head: {by", "  he-ad: {by"),
    STATES.replace("  review: {", "  Review!: {"),
    STATES.replace("  head: {by: head", "  head: {id: x, by: head"),
]


def form_is_right(source: str) -> bool:
    return VALIDATOR.is_valid(yaml.load(source, Loader=CoreLoader))  # noqa: S506 - a SafeLoader of our own


def test_the_schema_is_itself_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("source", GOOD)
def test_what_the_reader_takes_the_schema_takes(source):
    reader.read(source, "f.yaml")
    assert form_is_right(source)


@pytest.mark.parametrize("source", BAD)
def test_what_the_reader_refuses_for_its_form_the_schema_refuses(source):
    assert any(fault.severity == "error" for fault in reader.check(source, "f.yaml"))
    assert not form_is_right(source)


def test_every_list_of_words_in_the_schema_is_the_readers():
    parts = SCHEMA["$defs"]
    step = parts["chainStep"]["properties"]
    assert parts["kind"]["enum"] == list(PARTY_KINDS)
    assert step["act"]["enum"] == [act for act in ACTS if act not in RECORDED]
    assert parts["step"]["properties"]["act"]["enum"] == list(ACTS)
    assert parts["procedure"]["anyOf"][0]["enum"] == list(PROCEDURES)
    assert step["evidence"]["enum"] == list(steps.EVIDENCE)
    assert set(step) == {"id", *steps.STEP_KEYS}
    assert set(parts["step"]["properties"]) == set(steps.STEP_KEYS)
    assert set(parts["stage"]["properties"]) == set(chain_form.STAGE_KEYS)
    assert parts["stage"]["if"]["properties"]["stage"]["enum"] == list(chain_form.STAGE_TITLES)
    assert set(parts["stage"]["properties"]["stage"]["not"]["enum"]) == RESERVED_STATES
    assert parts["stage"]["properties"]["steps"]["maxItems"] == chain_form.MAX_STEPS
    assert set(parts["state"]["properties"]) == set(engine_form.STATE_KEYS)
    assert set(parts["transition"]["properties"]) == set(transitions.TRANSITION_KEYS)
    assert set(parts["guard"]["properties"]) == set(guard_form.GUARD_KEYS)
    assert parts["role"]["anyOf"][0]["enum"] == list(guard_form.ROLES)
    assert parts["transition"]["properties"]["trigger"]["enum"] == list(transitions.TRIGGERS)
    for when, effects in parts["transition"]["properties"]["effects"]["properties"].items():
        assert effects["enum"] == [one.id for one in EFFECTS.values() if one.when == when]
    assert set(parts["permissionMap"]["anyOf"][1]["properties"]) == set(maps.MAP_KEYS)
    assert set(parts["variable"]["properties"]) == set(records.VARIABLE_KEYS)
    assert set(parts["worklist"]["properties"]) == set(records.WORKLIST_KEYS)
    assert set(parts["worklist"]["properties"]["button"]["anyOf"][1]["properties"]) == set(
        records.BUTTON_KEYS
    )
    assert set(parts["invariant"]["properties"]) == set(invariants.INVARIANT_KEYS)
    assert SCHEMA["properties"]["in_force"]["items"]["enum"] == list(head.IN_FORCE)
    assert set(SCHEMA["properties"]) == {
        *head.HEAD_KEYS,
        *head.CHAIN_KEYS,
        *head.CHAIN_ONLY,
        *head.ENGINE_KEYS,
        *head.GIVEN_KEYS,
    }
    assert parts["name"]["not"]["enum"] == [word for word in keyword.kwlist if word.islower()]
    assert parts["name"]["pattern"] == f"^{record.NAME.pattern}$"
    assert parts["slug"]["pattern"] == f"^{record.SLUG.pattern}$"
    assert parts["id"]["pattern"] == f"^{record.ID.pattern}$"
    assert parts["variableName"]["pattern"] == f"^{record.VARIABLE.pattern}$"
    assert parts["variableName"]["not"]["enum"] == keyword.kwlist
    assert parts["id"]["maxLength"] == parts["variableName"]["maxLength"] == record.MAX_LONG_ID
    assert parts["name"]["maxLength"] == parts["slug"]["maxLength"] == record.MAX_ID
    assert parts["text"]["maxLength"] == record.MAX_TEXT


def test_no_schema_file_is_larger_than_a_definition_may_be():
    assert len(definitions.schema()) < nodes.MAX_BYTES
