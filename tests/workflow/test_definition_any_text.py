"""Whatever the file holds, the reader answers with a definition or with faults, never otherwise."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import definitions
from workflow.engine import reader

PAGE = (Path(__file__).parents[2] / "docs" / "definitions.md").read_text(encoding="utf-8")
SOURCES = [*definitions.shipped().values(), *re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
FRAGMENTS = [
    "grif: 1", "id: a", "title: x", "chain:", "states:", "transitions:", "steps:", "initial: a",
    "stages: [a]", "  - stage: approval", "    steps:", "      - {by: head, act: approve, evidence: order}",
    "a:", "  a:", "  - ", "[", "]", "{", "}", "&a ", "*a", "!!x ", "---", "...", "%YAML 1.9", "? ", ": ", "|",
    ">", "\"", "'", "\\U00110000", "\"\\uffffffff\"", "\"\\Uffffffff\"", "\t", "\r", "\x00", "\ud800",
    "\u2028", "\ufeff", "# ", "final: true", "to: a", "signs: a", "guard: {when: signed(a) and",
    "when: 'not ' ", "due: 31.12", "~", "due: {days: 5, unit: calendar}", "<<: ",
    "invariants:", "  - {never: a, unless: signed(a)}", "trigger: automatic", "verdict(a) == 'x'",
    "days_since(a) > 1", "manager_bypass: true", "permissions: [View]", "v == 'x'",
    "variables: {v: {default: x}}",
]  # fmt: skip


def answered(source: str) -> None:
    faults = reader.check(source, "f.yaml")
    assert all(fault.line >= 1 and fault.column >= 1 and fault.message.ru for fault in faults)
    broken = any(fault.severity == "error" for fault in faults)
    try:
        reader.read(source, "f.yaml")
    except reader.DefinitionFaults as refusal:
        assert broken
        assert refusal.faults == faults
    else:
        assert not broken


@given(st.text())
def test_any_text_is_answered(source):
    answered(source)


@given(st.lists(st.sampled_from(FRAGMENTS) | st.just("\n") | st.text(max_size=3), max_size=30).map("".join))
def test_any_heap_of_fragments_is_answered(source):
    answered(source)


@given(st.sampled_from(SOURCES), st.integers(0, 2000), st.integers(0, 40), st.sampled_from([*FRAGMENTS, ""]))
def test_a_good_file_damaged_anywhere_is_answered(source, at, length, put):
    answered(source[:at] + put + source[at + length :])


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(content):
    try:
        answered(reader.decoded(content, "f.yaml"))
    except reader.DefinitionFaults as refusal:
        assert [fault.code for fault in refusal.faults] == ["not-text"]
