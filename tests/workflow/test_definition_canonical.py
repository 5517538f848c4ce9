"""The canonical bytes of a definition: one spelling, read back without loss."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.engine import definition as d
from workflow.engine.canonical import canonical, digest, restore
from workflow.values import Text

words = st.text(max_size=8)
ids = st.text("abc-_", min_size=1, max_size=4)
id_lists = st.lists(ids, max_size=3).map(tuple)
texts = st.builds(Text, words, words)
guards = st.builds(d.Guard, id_lists, id_lists, id_lists, words)
terms = st.builds(d.Term, st.sampled_from(["calendar", "date"]), st.integers(0, 99), st.integers(0, 12))
steps = st.builds(
    d.Step,
    ids,
    st.builds(d.PartyRef, ids, words),
    st.sampled_from(["agree", "adopt"]),
    st.sampled_from(["protocol", "none"]),
    texts,
    st.none() | terms,
)
states = st.builds(
    d.State,
    ids,
    texts,
    texts,
    id_lists,
    st.dictionaries(words, st.builds(d.PermissionMap, st.booleans(), id_lists), max_size=2),
    st.dictionaries(words, id_lists, max_size=2),
    st.dictionaries(words, words, max_size=2),
    st.booleans(),
)
buttons = st.builds(d.Button, words, words)
variables = st.builds(d.Variable, ids, texts, words, words, st.booleans(), guard=guards)
worklists = st.builds(
    d.Worklist, ids, texts, texts, st.dictionaries(words, id_lists, max_size=2), guards, buttons
)
transitions = st.builds(
    d.Transition,
    ids,
    texts,
    words,
    st.sampled_from(["user", "automatic", "timed", "internal"]),
    guards,
    texts,
    buttons,
    st.booleans(),
    words,
    words,
    words,
    st.dictionaries(words, words, max_size=2),
    st.booleans(),
    st.none() | terms,
)
definitions = st.builds(
    d.Definition,
    id=ids,
    title=texts,
    initial_state=words,
    states=st.dictionaries(ids, states, max_size=2),
    transitions=st.dictionaries(ids, transitions, max_size=2),
    steps=st.dictionaries(ids, steps, max_size=2),
    stages=st.lists(st.builds(d.Stage, ids, texts, id_lists), max_size=2).map(tuple),
    documents=id_lists,
    amendments=words,
    in_force=id_lists,
    description=texts,
    state_variable=words,
    manager_bypass=st.booleans(),
    creation_guard=st.none() | guards,
    permissions=id_lists,
    groups=id_lists,
    roles=id_lists,
    worklists=st.dictionaries(ids, worklists, max_size=2),
    variables=st.dictionaries(ids, variables, max_size=2),
    scripts=id_lists,
    invariants=st.lists(st.builds(d.Invariant, words, words), max_size=2).map(tuple),
    beside=st.sampled_from(["", "submission", "in_force"]),
)

SMALL = d.Definition(
    "small", Text("Малое", "Small"), "one", {"one": d.State("one", Text("Один", "One"), final=True)}, {}
)


@given(definitions)
def test_what_was_written_is_read_back_whole(definition):
    assert restore(canonical(definition)) == definition


@given(definitions, definitions)
def test_equal_definitions_and_only_they_have_equal_bytes(one, other):
    assert (canonical(one) == canonical(other)) == (one == other)


@given(definitions)
def test_the_order_in_which_states_were_written_does_not_change_the_bytes(definition):
    turned = replace(definition, states=dict(reversed(definition.states.items())))
    assert canonical(turned) == canonical(definition)


def test_a_field_at_its_default_is_left_out_so_that_new_fields_keep_old_hashes():
    assert canonical(SMALL).decode() == (
        '{"canonical":1,"definition":{"id":"small","initial_state":"one",'
        '"states":{"one":{"final":true,"id":"one","title":{"en":"One","ru":"Один"}}},'
        '"title":{"en":"Small","ru":"Малое"},"transitions":{}}}'
    )


def test_the_hash_is_sha256_in_hexadecimal():
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest(canonical(SMALL)) != digest(canonical(replace(SMALL, manager_bypass=True)))


def test_another_version_of_the_form_is_not_guessed_at():
    said = json.loads(canonical(SMALL)) | {"canonical": 2}
    with pytest.raises(ValueError, match="2"):
        restore(json.dumps(said).encode())
