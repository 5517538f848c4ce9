"""A walk tells who acts, every way to every end once, and what happens if somebody refuses."""

from __future__ import annotations

import json

import make
import pytest
from click.testing import CliRunner
from ready_chains import CHAINS

import definitions
from webapp.cli.definition_walk import walk as command
from workflow.engine import reader
from workflow.engine.definition import Definition, Guard, State, Transition
from workflow.engine.walk import Act, Leg, asked, chapters, walk
from workflow.errors import Invalid
from workflow.values import Text, both

ENGINE = """\
grif: 1
id: sample
title: Образец
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  review: {title: Проверка, transitions: [sign-head, sign-deputy, pass, back, return]}
  returned: {title: Возвращено, final: true}
  in_force: {title: Действует, final: true}
transitions:
  submit: {title: Отправить, to: review, guard: {roles: [author]}}
  sign-head: {title: Утвердить, signs: head}
  sign-deputy: {title: Утвердить, signs: deputy}
  pass: {title: Готово, to: in_force, trigger: automatic, guard: {when: signed(head) or signed(deputy)}}
  back: {title: Исправить, to: draft, guard: {roles: [author]}}
  return: {title: Вернуть, to: returned, comment: required}
steps:
  head: {by: head, act: approve, evidence: order}
  deputy: {by: founder, act: approve, evidence: order}
"""


def ends(definition: Definition, *refusing: str) -> dict[str, list[list[str]]]:
    """The states gone through on each way to each end."""
    found = walk(definition, refusing)
    return {end.state: [[*(leg.state for leg in way), end.state] for way in end.ways] for end in found.ends}


def test_the_good_end_comes_first_with_its_one_way_through_every_stage():
    found = ends(make.full_chain())
    assert list(found) == ["in_force", "returned", "withdrawn"]
    assert found["in_force"] == [["draft", "stage1", "stage2", "stage3", "in_force"]]


def test_what_leads_back_is_told_once_for_each_stage_however_many_answers_came_before():
    stages = ["stage1", "stage2", "stage3"]
    assert [way[-2] for way in ends(make.full_chain())["returned"]] == stages
    assert [way[-2] for way in ends(make.full_chain())["withdrawn"]] == stages


def test_parallel_steps_are_one_leg_in_any_order():
    leg = walk(make.full_chain()).ends[0].ways[0][1]
    assert [act.step for act in leg.acts] == list(make.COUNCILS)
    assert leg.any_order
    assert leg.acts[1] == Act(
        Text("совет родителей", "the parents' council"),
        Text("отвечает «Согласовано»", "answers “Agreed”"),
        "parents_council",
    )
    assert not walk(make.full_chain()).ends[0].ways[0][2].any_order


def test_a_refusal_of_one_stops_there_and_names_him():
    found = walk(make.full_chain(), ("parents_council",))
    assert [end.state for end in found.ends] == ["returned"]
    ((submitted, refused),) = found.ends[0].ways
    assert submitted.acts[0].who == Text("автор", "the author")
    assert refused.acts == (
        Act(
            Text("совет родителей", "the parents' council"),
            Text("отказывает с замечаниями", "refuses with remarks"),
            "parents_council",
        ),
    )


def test_a_negative_opinion_goes_on_to_the_end():
    definition = reader.read(definitions.shipped()["template-opinion-and-head"], "f")
    found = walk(definition, ("parents_council",))
    assert [end.state for end in found.ends] == ["in_force"]
    acts = {act.step: act.does.ru for leg in found.ends[0].ways[0] for act in leg.acts}
    assert acts["parents_council"] == "отвечает «Мнение отрицательное»"
    assert acts["student_council"] == "отвечает «Мнение положительное»"


def test_who_would_have_to_act_is_each_named_once():
    steps = [act.step for act in asked(walk(make.full_chain(), ())) if act.step]
    assert set(steps) == {*make.COUNCILS, "pedagogical_council", "head"}


def test_a_step_that_is_not_there_or_never_refuses_cannot_refuse():
    definition = make.chain([make.step("parents_council", "acknowledge")])
    from workflow.chain.compile import compile_chain

    for step in ("parents_council", "nobody"):
        with pytest.raises(Invalid) as refusal:
            walk(compile_chain(definition), (step,))
        assert step in refusal.value.fields["refuse"].ru


def test_steps_of_which_one_will_do_are_told_as_one_of_them():
    found = walk(reader.read(ENGINE, "f"))
    (way,) = next(end.ways for end in found.ends if end.state == "in_force")
    assert [act.who.ru for act in way[1].acts] == ["один из: руководитель, учредитель"]


def test_steps_that_differ_and_of_which_one_will_do_are_two_ways():
    found = walk(reader.read(ENGINE.replace("by: founder, act: approve", "by: founder, act: adopt"), "f"))
    (end,) = [end for end in found.ends if end.state == "in_force"]
    assert [[act.step for act in way[1].acts] for way in end.ways] == [["head"], ["deputy"]]


def test_a_way_back_is_told_as_such_and_not_walked_again():
    found = walk(reader.read(ENGINE, "f"))
    assert [[leg.state for leg in way] + [way[-1].to] for way in found.back] == [["draft", "review", "draft"]]
    assert chapters(found)[-1].title.ru == "Возвращается назад"


def test_a_leg_told_before_is_only_named_again():
    told = chapters(walk(make.full_chain()))
    returned = next(chapter for chapter in told if chapter.state == "returned")
    assert [[title.ru for title in way.passed] for way in returned.ways] == [
        ["Проект"], ["Проект", "Этап 1"], ["Проект", "Этап 1", "Этап 2"],
    ]  # fmt: skip
    assert [len(way.legs) for way in returned.ways] == [1, 1, 1]


def test_what_the_definition_does_not_decide_is_said_with_the_leg():
    source = ENGINE.replace("signed(head) or signed(deputy)", "signed(head) and days_since(head) >= 5")
    (way,) = next(end.ways for end in walk(reader.read(source, "f")).ends if end.state == "in_force")
    assert "5" in way[1].provided[0].ru


def test_a_definition_of_countless_ways_is_cut_short_and_says_so():
    ways = {
        f"w{number}-{choice}": Transition(
            f"w{number}-{choice}", both("т"), f"s{number + 1}", guard=Guard(roles=("author",))
        )
        for number in range(12)
        for choice in range(2)
    }
    states = {
        f"s{number}": State(f"s{number}", both("с"), transitions=(f"w{number}-0", f"w{number}-1"))
        for number in range(12)
    }
    end = {"s12": State("s12", both("конец"), final=True)}
    found = walk(Definition("many", both("М"), "s0", {**states, **end}, ways))
    assert not found.whole
    assert len(found.ends[0].ways) <= 200


def test_every_shipped_chain_is_walked_to_its_good_end_and_by_every_refusal():
    for id_, source in CHAINS.items():
        definition = reader.read(source, id_)
        found = walk(definition)
        assert found.whole and found.ends[0].state == "in_force" and not found.back
        assert all(isinstance(leg, Leg) for end in found.ends for way in end.ways for leg in way)


def grif(*arguments: str):
    return CliRunner().invoke(command, arguments)


def test_the_terminal_tells_each_end_in_the_language_asked_for():
    told = grif("regulation-gymnasium").stdout
    assert told.startswith("Положение. Полная цепочка\n\nДействует (in_force)\n  1. Проект: автор «Отправить")
    assert "Согласование: в любом порядке управляющий совет отвечает «Согласовано»; " in told
    assert (
        "Agreement: in any order the governing council answers “Agreed”; "
        in grif("regulation-gymnasium", "--lang", "en").stdout
    )


def test_json_is_one_document_with_the_ways_leg_by_leg():
    told = json.loads(grif("regulation-gymnasium", "--refuse", "head", "--json").stdout)
    assert list(told) == ["workflow_id", "title", "refusing", "acts", "ends", "back", "whole"]
    assert [end["state"] for end in told["ends"]] == ["returned"]
    last = told["ends"][0]["ways"][0][-1]
    assert (last["state"], last["to"]) == ("approval", "returned")
    assert last["acts"][0]["step"] == "head"


def test_a_step_that_cannot_refuse_is_wrong_use():
    result = grif("regulation-gymnasium", "--refuse", "king")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "parents_council" in result.stderr


def test_roles_bodies_and_terms_are_named_as_people_call_them():
    told = grif("site-publication").stdout
    assert "администратор или руководитель «Отметить публикацию»" in told
    assert "система, когда пройдёт 14 календарных дней" in told
    assert "the administrator or the head" in grif("site-publication", "--lang", "en").stdout
