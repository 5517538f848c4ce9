"""A definition that breaks is told with the shortest way on which it does, line by line."""

from __future__ import annotations

import pytest

from workflow.engine import reader
from workflow.engine.reader import Fault

HEAD = """\
grif: 1
id: sample
title: Образец
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  review: {title: Проверка, transitions: [sign-head, sign-parents, pass, return]}
  returned: {title: Возвращено, final: true}
  in_force: {title: Действует, final: true}
"""
WAYS = """\
transitions:
  submit: {title: {ru: Отправить, en: Submit}, to: review, guard: {roles: [author]}}
  sign-head: {title: Утвердить, signs: head}
  sign-parents: {title: Согласовать, signs: parents}
  pass: {title: Готово, to: in_force, trigger: automatic, guard: {when: signed(head) and signed(parents)}}
  return: {title: Вернуть, to: returned, comment: required}
"""
STEPS = """\
steps:
  head: {by: head, act: approve, evidence: order}
  parents: {by: parents_council, act: agree, evidence: protocol}
"""
GOOD = HEAD + WAYS + STEPS
SUBMITTED = "Автор: «Отправить» → «Проверка»"
APPROVED = "Руководитель отвечает «Утверждено»"
AGREED = "Совет родителей отвечает «Согласовано»"


def told(source: str) -> dict[str, Fault]:
    """The first fault of each code."""
    faults: dict[str, Fault] = {}
    for fault in reader.check(source, "f.yaml"):
        faults.setdefault(fault.code, fault)
    return faults


def story(fault: Fault, language: str = "ru") -> list[str]:
    return [line.said(language) for line in fault.story]


def test_a_sound_definition_has_nothing_told_of_it():
    assert told(GOOD) == {}


def test_a_step_that_can_be_skipped_is_told_by_the_way_without_it():
    fault = told(GOOD.replace("signed(head) and signed(parents)", "signed(head)"))["step-skippable"]
    assert (fault.line, fault.severity) == (18, "warning")
    assert fault.message.ru == "документ приходит в «Действует» и без шага «parents» (совет родителей)"
    assert story(fault) == [SUBMITTED, APPROVED, "Само: «Готово» → «Действует»"]
    assert story(fault, "en") == [
        "The author: “Submit” → “Проверка”",
        "The head answers “Approved”",
        "By itself: “Готово” → “Действует”",
    ]


def test_of_steps_that_stand_for_one_another_some_can_be_skipped():
    either = GOOD.replace("signed(head) and signed(parents)", "signed(head) or signed(parents)")
    fault = told(either.replace("act: agree", "act: approve"))["step-skippable"]
    assert "не со всеми шагами из «head, parents»" in fault.message.ru
    # One of them stands for the other: neither is taken for a step that nobody can sign.
    assert "idle-transition" not in told(either.replace("act: agree", "act: approve"))


def test_a_broken_promise_is_told_where_it_stands_with_what_is_missing():
    promise = "invariants:\n  - {never: in_force, unless: signed(parents)}\n"
    assert told(GOOD + promise) == {}
    fault = told(GOOD.replace("signed(head) and signed(parents)", "signed(head)") + promise)[
        "invariant-broken"
    ]
    assert (fault.line, fault.severity) == (20, "error")
    assert "совет родителей не согласовал" in fault.message.ru
    assert story(fault) == [SUBMITTED, APPROVED, "Само: «Готово» → «Действует»"]


def test_a_chain_is_held_to_its_promises_too():
    chain = """\
grif: 1
id: chain
title: Цепочка
chain:
  - stage: agreement
    steps: [{by: parents_council, act: agree, evidence: protocol}]
  - stage: approval
    steps: [{by: head, act: approve, evidence: order}]
invariants:
  - {never: approval, unless: signed(parents_council)}
"""
    assert told(chain) == {}
    fault = told(chain.replace("never: approval", "never: agreement"))["invariant-broken"]
    assert fault.line == 10
    assert story(fault) == ["Автор: «Отправить по цепочке» → «Согласование»"]


def test_a_promise_holds_while_documents_pass_through_a_state_without_resting():
    source = GOOD.replace("to: in_force", "to: passing").replace(
        "  in_force:", "  passing: {title: Мимо, transitions: [on]}\n  in_force:"
    )
    source = source.replace("  return:", "  on: {title: Дальше, to: in_force, trigger: automatic}\n  return:")
    source += "invariants:\n  - {never: passing, unless: verdict(parents) == 'agreed'}\n"
    fault = told(source)["invariant-broken"]
    assert story(fault)[-3:] == [
        "Совет родителей отвечает «Согласовано с замечаниями»",
        "Само: «Готово» → «Мимо»",
        "Само: «Дальше» → «Действует»",
    ]


def test_a_promise_about_a_day_or_a_remark_is_asked_on_arrival_alone():
    remark = "invariants:\n  - {never: review, unless: not signed(head) or comment == 'now'}\n"
    assert told(GOOD + remark) == {}
    arrival = "invariants:\n  - {never: review, unless: comment == 'now'}\n"
    assert story(told(GOOD + arrival)["invariant-broken"]) == [SUBMITTED]
    signed = "invariants:\n  - {never: review, unless: not signed(head)}\n"
    assert story(told(GOOD + signed)["invariant-broken"]) == [SUBMITTED, APPROVED]


def test_what_goes_round_by_itself_is_told_with_the_step_that_sets_it_off():
    source = GOOD.replace("[submit]", "[submit, again]").replace("pass, return]", "pass, back, return]")
    source = source.replace(
        "  return:",
        "  again: {title: Снова, to: review, trigger: automatic, guard: {when: signed(parents)}}\n"
        "  back: {title: Назад, to: draft, trigger: automatic, guard: {when: signed(parents)}}\n  return:",
    )
    fault = told(source)["endless-automatic"]
    assert (fault.line, fault.severity) == (15, "error")
    assert story(fault) == [
        SUBMITTED, AGREED, "Само: «Назад» → «Проект»", "Само: «Снова» → «Проверка»",
    ]  # fmt: skip


def test_a_document_that_cannot_end_any_more_is_told_by_how_it_came_there():
    source = GOOD.replace("pass, return]", "pass]").replace(
        "signed(head) and signed(parents)", "signed(head) and verdict(parents) == 'agreed'"
    )
    source = source.replace("  returned: {title: Возвращено, final: true}\n", "")
    source = source.replace("  return: {title: Вернуть, to: returned, comment: required}\n", "")
    fault = told(source)["stranded"]
    assert (fault.line, fault.severity) == (7, "error")
    assert story(fault) == [SUBMITTED, "Совет родителей отвечает «Согласовано с замечаниями»"]


def test_what_a_stranded_document_waits_for_in_vain_is_told():
    source = GOOD.replace("pass, return]", "pass]").replace(
        "signed(head) and signed(parents)", "signed(head) and signed(parents) and days_since(parents) < 5"
    )
    source = source.replace("  returned: {title: Возвращено, final: true}\n", "")
    source = source.replace("  return: {title: Вернуть, to: returned, comment: required}\n", "")
    assert story(told(source)["stranded"])[-1].startswith("При этом ")


def test_what_the_check_has_to_suppose_is_said_at_the_move_that_needs_it():
    source = GOOD.replace("signed(head) and signed(parents)", "signed(head) and days_since(head) >= 5")
    line = story(told(source)["step-skippable"])[-1]
    assert line.startswith("Само: «Готово» → «Действует» (если ")
    assert "5" in line


def test_a_state_that_nobody_can_leave_is_told_with_the_way_there():
    source = GOOD.replace("guard: {roles: [author]}", "guard: {permissions: [Send]}")
    source = source.replace(
        "draft: {title: Проект, ", "draft: {title: Проект, permissions: {Send: {roles: []}}, "
    )
    source = source.replace("initial: draft\n", "initial: draft\npermissions: [Send]\n")
    found = told(source)
    assert (found["nobody-can-leave"].line, found["nobody-can-leave"].severity) == (7, "error")
    assert found["nobody-can-leave"].story == ()


def test_a_state_that_only_a_closed_way_leads_to_is_never_reached():
    fault = told(GOOD.replace("when: signed(head) and", "when: signed(head) and not signed(head) and"))[
        "unreachable-state"
    ]
    assert (fault.line, fault.severity) == (9, "error")
    assert "«pass»" in fault.message.ru


def test_a_transition_that_another_always_goes_before_is_told():
    source = GOOD.replace("pass, return]", "pass, late, return]").replace(
        "  return:",
        "  late: {title: Поздно, to: returned, trigger: automatic,"
        " guard: {when: signed(head) and signed(parents)}}\n  return:",
    )
    fault = told(source)["idle-transition"]
    assert (fault.line, fault.severity) == (15, "warning")


def test_of_two_ways_to_one_state_that_persons_decide_neither_is_idle():
    source = GOOD.replace("[submit]", "[submit, mine, any]").replace(
        "  return:",
        "  mine: {title: Т, to: review, trigger: automatic, guard: {roles: [author]}}\n"
        "  any: {title: Т, to: review, trigger: automatic}\n  return:",
    )
    idle = [one.message.ru for one in reader.check(source, "f") if one.code == "idle-transition"]
    assert [("«mine»" in said, "«any»" in said) for said in idle] == [(False, False)]


def test_a_manager_who_passes_by_breaks_a_promise_and_the_story_says_so():
    source = GOOD.replace("initial: draft\n", "initial: draft\nmanager_bypass: true\n")
    source = source.replace("trigger: automatic, ", "").replace("pass: {title", "pass: {title")
    source += "invariants:\n  - {never: in_force, unless: signed(head) and signed(parents)}\n"
    fault = told(source)["invariant-broken"]
    assert story(fault) == [SUBMITTED, "Управляющий в обход условий: «Готово» → «Действует»"]


@pytest.mark.parametrize("steps", [16, 20])
def test_a_search_that_is_not_finished_says_so_and_proves_nothing(steps):
    names = [f"s{number}" for number in range(steps)]
    # Each waits for another one, so that no two are alike.
    ways = "".join(
        f"  {name}: {{title: Т, signs: {name}, guard: {{when: not signed(s{(number * 7 + 3) % steps})"
        f" or signed(s{(number * 5 + 1) % steps})}}}}\n"
        for number, name in enumerate(names)
    )
    every = " and ".join(f"signed({name})" for name in names)
    source = (
        "grif: 1\nid: wide\ntitle: Ш\ninitial: draft\nstates:\n"
        f"  draft: {{title: П, transitions: [{', '.join(names)}, done]}}\n"
        "  in_force: {title: Д, final: true}\ntransitions:\n" + ways +
        f"  done: {{title: Т, to: in_force, trigger: automatic, guard: {{when: {every}}}}}\nsteps:\n"
        + "".join(f"  {name}: {{by: head, act: acknowledge, evidence: none}}\n" for name in names)
    )  # fmt: skip
    found = told(source)
    assert found["not-exhausted"].severity == "warning"
    assert not {"unreachable-state", "stranded", "idle-transition"} & found.keys()
