"""A file of states and transitions: names that refer, graphs that run, and one hash with the equal chain."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ready_chains import CHAINS

from workflow.chain.acts import ACTS
from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import RECORDED, compile_chain
from workflow.chain.procedures import PROCEDURES
from workflow.engine import reader
from workflow.engine.canonical import canonical, digest
from workflow.engine.definition import Definition, Guard, PartyRef, Procedure, Step, Term
from workflow.governance.parties import PARTY_KINDS
from workflow.values import Text

GOOD = """\
grif: 1
id: sample
title: Образец
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  review: {title: Проверка, transitions: [sign-head, pass, return]}
  returned: {title: Возвращено, final: true}
  in_force: {title: Действует, final: true}
transitions:
  submit: {title: Отправить, to: review, guard: {roles: [author]}}
  sign-head: {title: Утвердить, signs: head, button: Утвердить}
  pass: {title: Готово, to: in_force, trigger: automatic, guard: {when: signed(head)}}
  return: {title: Вернуть, to: returned, comment: required}
steps:
  head: {by: head, act: approve, evidence: order}
stages: [review]
"""


def told(source: str) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.severity, fault.code) for fault in reader.check(source, "f.yaml")]


def written(definition: Definition) -> str:
    """The definition in the engine form (JSON is YAML)."""

    def text(said: Text) -> dict[str, str]:
        return {"ru": said.ru, "en": said.en}

    def due(term: Term) -> object:
        by_date = f"{term.day:02}.{term.month:02}"
        counted = {"days": term.days, "unit": term.unit, "first_counts": term.first_counts, "roll": term.roll}
        since = {"since": term.since} if term.since else {}
        return by_date if term.unit == "date" else {**counted, **since}

    def procedure(one: Procedure) -> object:
        return {"kind": one.kind, "consultation": due(one.consultation)}

    return json.dumps(
        {
            "grif": 1,
            "id": definition.id,
            "title": text(definition.title),
            "documents": list(definition.documents),
            "in_force": list(definition.in_force),
            **({"annexes": definition.annexes} if definition.annexes else {}),
            "initial": definition.initial_state,
            "states": {
                state.id: {
                    "title": text(state.title),
                    "transitions": list(state.transitions),
                    "final": state.final,
                }
                for state in definition.states.values()
            },
            "transitions": {
                way.id: {
                    "title": text(way.title),
                    "trigger": way.trigger,
                    **({"to": way.to_state} if way.to_state else {}),
                    **({"signs": way.signs} if way.signs else {}),
                    **({"comment": "required"} if way.comment_required else {}),
                    **({"after": due(way.after)} if way.after else {}),
                    "guard": {
                        "roles": list(way.guard.roles),
                        **({"when": f" ({way.guard.expression} )"} if way.guard.expression else {}),
                    },
                }
                for way in definition.transitions.values()
            },
            "steps": {
                step.id: {
                    "by": {"kind": step.by.kind, "of": step.by.of},
                    "act": step.act,
                    "evidence": step.evidence,
                    **({"title": text(step.title)} if step.title.ru else {}),
                    **({"due": due(step.due)} if step.due else {}),
                    **({"procedure": procedure(step.procedure)} if step.procedure else {}),
                }
                for step in definition.steps.values()
            },
            "stages": [stage.state for stage in definition.stages],
        },
        ensure_ascii=False,
    )


titles = st.builds(Text, st.text("абв –", max_size=9).map("т{}т".format), st.text("abc:#'\"", min_size=1))
counted = st.builds(
    Term,
    st.sampled_from(["calendar", "working", "working6", "school"]),
    st.integers(1, 366),
    first_counts=st.booleans(),
    roll=st.booleans(),
)
procedures = st.builds(Procedure, st.sampled_from(list(PROCEDURES)), counted)
terms = counted | st.builds(Term, st.just("date"), st.just(0), st.integers(1, 12), st.integers(1, 28))
parties = st.builds(
    PartyRef, st.sampled_from(list(PARTY_KINDS)), st.sampled_from(["own", "parent", "north-2"])
)


@st.composite
def drawn_steps(draw: st.DrawFn, id_: str) -> Step:
    """A step of a chain; an opinion may be taken by a procedure, whose term is in days."""
    act = draw(st.sampled_from([act for act in ACTS if act not in RECORDED]))
    evidence = draw(st.sampled_from(["protocol", "order", "none"]))
    procedure = draw(st.none() | procedures) if act == "opinion" else None
    due = draw(counted if procedure else st.none() | terms)
    return Step(id_, draw(parties), act, evidence, draw(titles | st.just(Text("", ""))), due, procedure)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    steps = iter(f"s{number}" for number in range(sum(sizes)))
    return Chain(
        "drawn",
        draw(titles),
        ("regulation",),
        tuple(
            ChainStage(
                f"stage_{number}",
                draw(titles),
                tuple(draw(drawn_steps(next(steps))) for _ in range(size)),
            )
            for number, size in enumerate(sizes)
        ),
        in_force=draw(st.sampled_from([(), ("publish",), ("repeal_previous", "acquaint")])),
        distinct_persons=draw(st.booleans()),
        annexes=draw(st.sampled_from(["", "own_chain"])),
    )


@given(chains())
def test_every_chain_and_its_states_written_out_are_one_definition_with_one_hash(chain):
    compiled = compile_chain(chain)
    read = reader.read(written(compiled), "f.yaml")
    assert read == compiled
    assert digest(canonical(read)) == digest(canonical(compiled))


@pytest.mark.parametrize("id_", list(CHAINS))
def test_a_shipped_chain_and_its_states_written_out_have_one_hash(id_):
    compiled = reader.read(CHAINS[id_], id_)
    assert canonical(reader.read(written(compiled), id_)) == canonical(compiled)


def test_states_and_transitions_are_read_as_written():
    assert told(GOOD) == []
    read = reader.read(GOOD, "f")
    assert read.states["review"].transitions == ("sign-head", "pass", "return")
    assert read.transitions["submit"].guard == Guard(roles=("author",))
    assert read.transitions["sign-head"].to_state == ""
    assert read.transitions["sign-head"].action.name == "Утвердить"
    assert read.transitions["return"].comment_required
    assert [stage.steps for stage in read.stages] == [("head",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("signed(head)", "( signed( head ) )"),
        ("signed(head) and not signed(x)", "signed('head') and (not (signed(x)))"),
        ("(signed(x) or signed(head)) and signed(x)", "((signed(x)) or signed(head)) and signed(x)"),
    ],
)
def test_a_condition_has_one_spelling_however_it_was_typed(one, other):
    more = GOOD.replace("steps:\n", "steps:\n  x: {by: founder, act: agree, evidence: none}\n")
    more = more.replace("sign-head, pass", "sign-head, sign-x, pass")
    more = more.replace("  pass:", "  sign-x: {title: Т, signs: x}\n  pass:")
    read = [reader.read(more.replace("when: signed(head)", f'when: "{when}"'), "f") for when in (one, other)]
    assert canonical(read[0]) == canonical(read[1])
    assert read[0].transitions["pass"].guard.expression == one


BESIDE = """\
grif: 1
id: beside
title: Рядом
beside: submission
initial: open
states:
  open: {title: Открыто, transitions: [close]}
  closed: {title: Закрыто, final: true}
transitions:
  close: {title: Закрыть, to: closed, guard: {roles: [head]}}
"""


def test_what_goes_beside_a_chain_needs_none_of_the_names_of_one():
    assert told(BESIDE) == []
    assert reader.read(BESIDE, "f").beside == "submission"


FAULTS = [
    (GOOD.replace("initial: draft\n", ""), 1, "missing-key"),
    (GOOD.replace("initial: draft", "initial: dratf"), 4, "unknown-state"),
    (GOOD.replace("[submit]", "[submti]"), 6, "unknown-transition"),
    (GOOD.replace("[submit]", "[submit, submit]"), 6, "repeated-word"),
    (GOOD.replace("to: review", "to: reveiw"), 11, "unknown-state"),
    (GOOD.replace("signs: head", "signs: haed"), 12, "unknown-step"),
    (GOOD.replace("signed(head)", "signed(haed)"), 13, "unknown-step"),
    (GOOD.replace("signed(head)", "open('x')"), 13, "bad-condition"),
    (GOOD.replace("signed(head)", "'1 is 1'"), 13, "bad-condition"),
    (GOOD.replace("signed(head)", "signed(head"), 13, "bad-condition"),
    (GOOD.replace("stages: [review]", "stages: [reviw]"), 17, "unknown-state"),
    (GOOD.replace("stages: [review]", "stages: [draft]"), 17, "stage-without-steps"),
    (GOOD.replace("roles: [author]", "roles: [auhtor]"), 11, "unknown-role"),
    (GOOD.replace("roles: [author]", "permissions: View"), 11, "wrong-type"),
    (GOOD.replace("roles: [author]", "groups: [a, a]"), 11, "repeated-word"),
    (GOOD.replace("trigger: automatic", "trigger: timed"), 13, "missing-key"),
    (GOOD.replace("trigger: automatic", "trigger: timed, after: {days: 0, unit: x}"), 13, "bad-number"),
    (GOOD.replace("trigger: automatic", "after: '15.09'"), 13, "after-untimed"),
    (GOOD.replace("trigger: automatic", "trigger: internal, signs: head"), 13, "automatic-person"),
    (GOOD.replace("trigger: automatic", "trigger: auto"), 13, "unknown-trigger"),
    (GOOD.replace("comment: required", "comment: maybe"), 14, "unknown-word"),
    (GOOD.replace("comment: required", "before_script: x"), 14, "not-run-yet"),
    (GOOD.replace("final: true", "permission_roles: {}", 1), 8, "not-run-yet"),
    (GOOD.replace("final: true", "group_roles: {}", 1), 8, "not-run-yet"),
    (GOOD.replace("final: true", "final: 'true'", 1), 8, "wrong-type"),
    (GOOD.replace("final: true", "final: false", 1), 8, "dead-end"),
    (GOOD.replace("final: true", "final: true, transitions: [submit]", 1), 8, "final-with-exits"),
    (GOOD.replace("[sign-head, pass, return]", "[sign-head, return]"), 9, "unreachable-state"),
    (GOOD.replace(", signs: head, button: Утвердить", ""), 16, "unsigned-step"),
    (GOOD.replace("comment: required", "signs: head"), 7, "signed-twice"),
    (GOOD.replace("to: in_force, trigger: automatic", "trigger: automatic"), 13, "endless-automatic"),
    (GOOD.replace("[submit]", "[submit, back]").replace(
        "  return:", "  back: {title: Т, to: review, trigger: automatic}\n"
        "  turn: {title: Т, to: draft, trigger: automatic}\n  return:"
    ).replace("[sign-head,", "[turn, sign-head,"), 14, "endless-automatic"),
    (GOOD.replace("guard: {when: signed(head)}", "comment: required"), 13, "automatic-person"),
    (GOOD.replace("trigger: automatic, guard: {when: signed(head)}",
        "trigger: timed, after: '15.09', guard: {roles: [author]}"), 13, "automatic-person"),
    (GOOD.replace("trigger: automatic, guard: {when: signed(head)}",
        "trigger: internal, guard: {groups: [staff]}"), 13, "automatic-person"),
    (GOOD.replace("guard: {when: signed(head)}", "signs: head"), 13, "automatic-person"),
    (GOOD.replace("  head: {by", "  he-ad: {by"), 16, "bad-id"),
    (GOOD.replace("  head: {by: head", "  head: {by: king"), 16, "unknown-party"),
    (GOOD + "  # \nstates: {}\n", 19, "repeated-key"),
    (GOOD.replace("steps:\n", "steps:\n  head: {by: head, act: adopt}\n"), 17, "repeated-key"),
    (GOOD.replace("title: Проверка, ", ""), 7, "missing-key"),
    (GOOD.replace("submit", "__init__"), 11, "bad-id"),
    (GOOD.replace("review", "__class__"), 7, "bad-id"),
    (GOOD + "variables: {__dict__: {expression: actor}}\n", 18, "bad-id"),
    (GOOD + "beside: in_force\n", 16, "step-beside"),
    (BESIDE.replace("submission", "sometime"), 4, "unknown-beside"),
    (BESIDE + "in_force: [repeal_previous]\n", 5, "force-beside"),
    (BESIDE + "annexes: own_chain\n", 5, "force-beside"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "line", "code"), FAULTS, ids=[f"{row[2]}-{n}" for n, row in enumerate(FAULTS)]
)
def test_each_fault_is_told_with_its_line_and_nothing_is_loaded(source, line, code):
    assert (line, "error", code) in told(source)
    with pytest.raises(reader.DefinitionFaults):
        reader.read(source, "f.yaml")


def test_automatic_transitions_that_lead_back_only_on_another_condition_come_to_rest():
    source = GOOD.replace("[submit]", "[submit, on]").replace(
        "  return:",
        "  on: {title: Т, to: review, trigger: automatic, guard: {when: signed(head)}}\n"
        "  off: {title: Т, to: draft, trigger: automatic, guard: {when: not signed(head)}}\n  return:",
    )
    codes = {code for _, _, code in told(source.replace("[sign-head,", "[off, sign-head,"))}
    # The document bounces back before anybody can sign: that is told, but not as a circle.
    assert "stranded" in codes and "endless-automatic" not in codes


def test_one_wrong_name_does_not_echo_through_the_whole_graph():
    assert [code for _, _, code in told(GOOD.replace("to: review", "to: reveiw"))] == ["unknown-state"]


def test_the_nearest_name_is_offered():
    fault = reader.check(GOOD.replace("to: review", "to: reveiw"), "f")[0]
    assert "«review»?" in fault.message.ru


def test_the_column_of_a_bad_condition_lies_inside_it():
    source = GOOD.replace("when: signed(head)", 'when: "signed(head) and open(x)"')
    fault = reader.check(source, "f")[0]
    assert source.splitlines()[fault.line - 1][fault.column - 1 :].startswith("open(x)")


WITH_NOTE = GOOD.replace("[sign-head,", "[note, sign-head,").replace(
    "  return:", "  note: {title: Т, guard: {roles: [author]}}\n  return:"
)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (GOOD + "  \n", None),
        (GOOD.replace("  return:", "  spare: {title: Т, to: review}\n  return:"), "unused-transition"),
        (
            GOOD.replace("pass, return]", "pass, back]")
            .replace("  return:", "  back:")
            .replace("comment: required", "comment: required, guard: {roles: [head]}"),
            "no-return",
        ),
        (GOOD.replace("submit", "send"), "no-submit"),
        (GOOD.replace("in_force", "done") + "in_force: [repeal_previous]\n", "no-in-force"),
        (GOOD + "in_force: [acquaint]\n", "by-people"),
        (WITH_NOTE, None),
        (WITH_NOTE + "documents: [regulation]\n", None),
        (GOOD + "documents: [regulation]\nworklists: {mine: {matches: {state: review}}}\n", None),
    ],
)
def test_what_runs_but_leads_nowhere_is_a_warning(source, code):
    assert [(severity, told_code) for _, severity, told_code in told(source)] == (
        [("warning", code)] if code else []
    )
    reader.read(source, "f")
