"""A definition written as YAML, or as Plone's XML, and read again is the same definition."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawn_definitions import definitions
from hypothesis import given, settings

import definitions as shipped
from workflow.engine import reader, writer
from workflow.engine.canonical import canonical, digest
from workflow.engine.definition import Definition, Guard, State
from workflow.engine.reader.engine_form import read_engine
from workflow.engine.reader.faults import Faults
from workflow.engine.reader.head import ENGINE_KEYS, GIVEN_KEYS, HEAD_KEYS, read_head
from workflow.engine.reader.invariants import with_invariants
from workflow.engine.reader.nodes import parse
from workflow.engine.reader.record import Record
from workflow.errors import Refused
from workflow.formats import definition_file, plone_xml
from workflow.values import both

FEW = settings(max_examples=40, deadline=None)
"""A whole definition is a large thing to draw."""


def read_unproved(source):
    """What the file says, whether or not it could run: what is proved of it is another test's matter."""
    faults = Faults("f.yaml")
    record = Record(parse(source, faults), faults, (*HEAD_KEYS, *ENGINE_KEYS, *GIVEN_KEYS))
    definition, _ = read_engine(record, read_head(record))
    definition = with_invariants(definition, record)
    assert not faults.has_error(), faults.told()
    return definition


@FEW
@given(definitions())
def test_what_is_written_as_yaml_reads_as_the_same_definition(definition):
    read = read_unproved(writer.write(definition))
    assert canonical(read) == canonical(definition)


@FEW
@given(definitions())
def test_what_is_written_as_plone_xml_reads_as_the_same_definition(definition):
    reading = plone_xml.read(plone_xml.write(definition), "definition.xml")
    assert canonical(reading.definition) == canonical(definition)


@FEW
@given(definitions())
def test_writing_is_one_spelling(definition):
    once = writer.write(definition)
    assert writer.write(read_unproved(once)) == once


@pytest.mark.parametrize("id_", sorted(shipped.shipped()))
def test_chain_yaml_and_plone_xml_of_one_definition_have_one_hash(id_):
    chain = reader.read(shipped.shipped()[id_], id_)
    states = definition_file.read(writer.write(chain).encode(), "states.yaml")
    plone = definition_file.read(plone_xml.write(chain).encode(), "definition.xml")
    assert digest(canonical(chain)) == digest(canonical(states)) == digest(canonical(plone))


def test_a_definition_may_have_one_state_and_no_transition_and_a_long_name_of_any_letters():
    state = State("published", both("Published"), final=True)
    alone = Definition("One.State-" + "x" * 60, both("One"), "published", {"published": state}, {})
    assert canonical(reader.read(writer.write(alone), "f.yaml")) == canonical(alone)
    assert canonical(plone_xml.read(plone_xml.write(alone), "f.xml").definition) == canonical(alone)


def test_what_xml_or_a_list_of_plone_cannot_hold_is_refused():
    alone = Definition("x", both("X"), "a", {"a": State("a", both("A"))}, {})
    with pytest.raises(Refused):
        plone_xml.write(replace(alone, title=both("X\x07")))
    with pytest.raises(Refused):
        guard = Guard(roles=("A; B",))
        plone_xml.write(
            Definition("x", both("X"), "a", {"a": State("a", both("A"))}, {}, creation_guard=guard)
        )
