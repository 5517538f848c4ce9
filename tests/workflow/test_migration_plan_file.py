"""The file that says how running cases go over: read with every fault and its line, written as a start."""

from __future__ import annotations

import pytest

from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import compile_chain
from workflow.engine.canonical import canonical, digest
from workflow.engine.correspondence import Correspondence, proposed
from workflow.engine.definition import Definition, PartyRef, Step
from workflow.engine.reader.faults import DefinitionFaults
from workflow.engine.reader.migration_plan import Version, read_plan, written
from workflow.values import both


def version(id_: str, **stages: str) -> Version:
    """A chain of stages, each of one step by the body named."""
    told = tuple(
        ChainStage(name, both(f"Этап\n{name}"), (Step(by, PartyRef(by), "agree", "protocol"),))
        for name, by in stages.items()
    )
    definition: Definition = compile_chain(Chain(id_, both("Цепочка"), ("regulation",), told))
    return Version(digest(canonical(definition)), definition)


OLD = version("old-way", agreement="parents_council", adoption="pedagogical_council")
NEW = version("new-way", opinion="parents_council", adoption="pedagogical_council")
GOOD = """from: old-way
to: new-way
states:
  draft: draft
  agreement: opinion
  adoption: adoption
steps:
  parents_council: parents_council
drop: [pedagogical_council]
"""


def faults(source: str) -> list[tuple[int, int, str]]:
    with pytest.raises(DefinitionFaults) as found:
        read_plan(source, "plan.yaml", OLD, NEW)
    assert all(one.message.ru and one.message.en and one.file == "plan.yaml" for one in found.value.faults)
    return [(one.line, one.column, one.code) for one in found.value.faults]


def test_a_plan_says_states_steps_and_what_is_dropped() -> None:
    expected = Correspondence(
        {"draft": "draft", "agreement": "opinion", "adoption": "adoption"},
        {"parents_council": "parents_council"},
        ("pedagogical_council",),
    )
    assert read_plan(GOOD, "plan.yaml", OLD, NEW) == expected
    by_hash = GOOD.replace("old-way", OLD.hash).replace("new-way", f'"{NEW.hash}"')
    assert read_plan(by_hash, "plan.yaml", OLD, NEW) == expected


@pytest.mark.parametrize(
    ("was", "is_now", "told"),
    [
        ("from: old-way", "from: other-way", [(1, 7, "other-definition")]),
        ("to: new-way\n", "", [(1, 1, "missing-key")]),
        ("  agreement: opinion\n", "", [(4, 3, "unmapped-state")]),
        ("agreement: opinion", "agreement:", [(5, 3, "unmapped-state")]),
        ("agreement: opinion", "agreement: opinions", [(5, 14, "unknown-state")]),
        ("agreement: opinion", "agreed: opinion", [(4, 3, "unmapped-state"), (5, 3, "unknown-state")]),
        ("agreement: opinion", "agreement: in_force", [(5, 14, "would-end")]),
        ("agreement: opinion", "agreement: [opinion]", [(5, 14, "wrong-type")]),
        ("  adoption: adoption", "  agreement: adoption", [(6, 3, "repeated-key")]),
        ("drop: [pedagogical_council]\n", "", [(8, 3, "unmapped-step")]),
        ("[pedagogical_council]", "[pedagogical_council, nobody]", [(9, 29, "unknown-step")]),
        ("drop:", "drops:", [(9, 1, "unknown-key")]),
        ("drop: [", "drop: [parents_council, ", [(8, 3, "mapped-and-dropped")]),
    ],
)
def test_every_fault_is_told_with_its_line(was: str, is_now: str, told: list[tuple[int, int, str]]) -> None:
    found = faults(GOOD.replace(was, is_now))
    assert set(told) <= set(found) if "repeated-key" in told[0] else found == told


def test_all_faults_are_told_at_once() -> None:
    source = GOOD.replace("old-way", "x").replace("opinion", "nowhere").replace("drop: [", "drop: [who, ")
    assert [code for _, _, code in faults(source)] == ["other-definition", "unknown-state", "unknown-step"]


@pytest.mark.parametrize("source", ["", "[]", "a: &x b", "states: {a", "\ud800", "{" * 1000])
def test_what_is_no_plan_is_told(source: str) -> None:
    assert faults(source)


def test_the_start_that_is_written_is_read_again_and_asks_for_what_it_leaves_open() -> None:
    start = written(OLD, NEW, proposed(OLD.definition, NEW.definition))
    assert faults(start) == [(5, 3, "unmapped-state")]
    filled = start.replace("agreement:", "agreement: opinion")
    assert read_plan(filled, "plan.yaml", OLD, NEW).states["agreement"] == "opinion"
    whole = written(OLD, OLD, proposed(OLD.definition, OLD.definition))
    assert read_plan(whole, "plan.yaml", OLD, OLD) == proposed(OLD.definition, OLD.definition)
