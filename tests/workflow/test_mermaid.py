"""A definition as Mermaid: every title is inert, every state and way is there, stages hold their steps."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import definitions
from workflow.engine import mermaid, reader
from workflow.engine.definition import Definition, State, Transition
from workflow.values import both

LINE = re.compile(
    r'  (state "[^"\n]+" as s\d+( \{)?|  state "[^"\n]+" as s\d+x\d+|  --|\}'
    r"|\[\*\] --> s\d+|s\d+ --> \[\*\]|s\d+ --> s\d+ : [^:\n]+)"
)


def two(title: str) -> Definition:
    ways = {"go": Transition("go", both(title), "b"), "stay": Transition("stay", both(title), "")}
    states = {
        "a": State("a", both(title), transitions=("go", "stay")),
        "b": State("b", both("B"), final=True),
    }
    return Definition("d", both(title), "a", states, ways)


def structure(text: str) -> list[str]:
    head, *lines = text.split("\n")
    assert head == "stateDiagram-v2"
    return lines


@pytest.mark.parametrize("id_", list(definitions.shipped()))
def test_every_shipped_definition_has_its_states_and_its_steps(id_):
    definition = reader.read(definitions.shipped()[id_], id_)
    lines = structure(mermaid.write(definition, "ru"))
    assert not [line for line in lines if not LINE.fullmatch(line)]
    assert len([line for line in lines if re.search(r"as s\d+( \{)?$", line)]) == len(definition.states)
    assert len([line for line in lines if re.search(r"as s\d+x\d+$", line)]) == len(definition.steps)
    assert lines.count("  [*] --> s1") == 1


def test_steps_of_a_stage_stand_side_by_side():
    definition = reader.read(definitions.shipped()["regulation-gymnasium"], "f")
    lines = structure(mermaid.write(definition, "en"))
    at = lines.index('  state "Agreement" as s2 {')
    assert lines[at + 1 : at + 7 : 2] == [
        f'    state "Agree#58; the {body} council" as s2x{number}'
        for number, body in enumerate(("governing", "parents#39;", "student"), 1)
    ]
    assert lines[at + 2] == lines[at + 4] == "    --"
    assert "  s2 --> s3 : all have signed off" in lines


@given(st.text())
def test_no_title_can_break_the_diagram(title):
    lines = structure(mermaid.write(two(title), "ru"))
    assert not [line for line in lines if not LINE.fullmatch(line)]
    assert len(lines) == len(structure(mermaid.write(two("plain"), "ru")))


def test_what_could_mean_something_is_written_by_its_number():
    lines = structure(mermaid.write(two('end "x" %% <b>; [*] --> s9: y'), "ru"))
    assert lines[0] == '  state "end #34;x#34; #37;#37; #60;b#62;#59; #91;*#93; --#62; s9#58; y" as s1'
