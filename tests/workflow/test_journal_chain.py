"""The journal's arithmetic: bytes and hashes that stay the same for ever, and every kind of change found."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.journal import (
    Event,
    Stored,
    breaks,
    canonical,
    link,
    origin,
    payload_hash,
    payload_text,
    recorded,
)
from workflow.values import DocumentKey

KEY = DocumentKey("school-5", 17)
AT = "2026-03-16T09:30:00.000001Z"
SALT = bytes(range(16))
ANSWER = Event(
    "signed",
    "p-7",
    "secretary",
    {
        "edition": 2,
        "step": "parents_council",
        "dated": "2026-03-15",
        "moves": [["a", "b"]],
        "paper": True,
        "no": None,
    },
    {"name": "Речкина Анна Петровна", "remark": "пункт 4.2 «в»"},
)
# Worked out by hand with sha256sum on the bytes that stand here. They may never change: records of many
# years are checked against this form.
ORIGIN = "3e1dfdf780c2fff9090a5a5f9c460fcc3dfedb442b7df6d60b4bbc2e5aa3ffcd"
PERSONAL = "1eee180c3e75f53a6c8e6b34a966fc9ec656b042dd3445df2603a687fdd3f75f"
LINKED = "a4f1ae3085219a6170700d6e6eaacd6f73dd61dcdb113c17a2cb8972fb65eba3"
RECORD = (
    '{"actor":"p-7","alg":"sha256","at":"2026-03-16T09:30:00.000001Z","capacity":"secretary","document":17,'
    '"facts":{"dated":"2026-03-15","edition":2,"moves":[["a","b"]],"no":null,"paper":true,'
    '"step":"parents_council"},"kind":"signed","organisation":"school-5","personal":"PERSONAL","seq":3,"v":1}'
)
PAYLOAD = '{"name":"Речкина Анна Петровна","remark":"пункт 4.2 «в»"}'


def test_a_chain_begins_from_the_documents_address() -> None:
    assert origin(KEY).hex() == ORIGIN


def test_a_personal_payload_is_kept_and_hashed_as_plain_sorted_json() -> None:
    assert payload_text(ANSWER.personal) == PAYLOAD
    assert payload_hash(SALT, PAYLOAD) == PERSONAL


def test_a_record_is_written_byte_for_byte_as_it_was_in_the_first_version() -> None:
    record = canonical(KEY, 3, AT, ANSWER, PERSONAL)
    assert record.decode() == RECORD.replace("PERSONAL", PERSONAL)
    assert link(bytes.fromhex(ORIGIN), record).hex() == LINKED


def test_a_record_holds_no_word_about_a_person() -> None:
    record = canonical(KEY, 3, AT, ANSWER, PERSONAL).decode()
    assert not any(word in record for word in ANSWER.personal.values())


def test_a_record_reads_back_as_the_event_it_tells() -> None:
    record = canonical(KEY, 3, AT, ANSWER, PERSONAL)
    told = recorded(KEY, Stored(3, AT, "signed", record, b"", SALT, PAYLOAD))
    assert (told.kind, told.actor, told.capacity) == ("signed", "p-7", "secretary")
    assert (told.facts, told.personal) == (ANSWER.facts, ANSWER.personal)


def test_an_erased_payload_reads_as_none() -> None:
    record = canonical(KEY, 3, AT, ANSWER, PERSONAL)
    assert recorded(KEY, Stored(3, AT, "signed", record, b"")).personal is None


def chain(length: int, key: DocumentKey = KEY) -> list[Stored]:
    """So many linked records, each with a payload."""
    rows, last = [], origin(key)
    for seq in range(1, length + 1):
        at = f"2026-03-16T09:00:{seq:02d}.000000Z"
        event = Event("noted", f"p-{seq}", facts={"n": seq}, personal={"name": f"Имя {seq}"})
        payload = payload_text(event.personal)
        record = canonical(key, seq, at, event, payload_hash(SALT, payload))
        last = link(last, record)
        rows.append(Stored(seq, at, "noted", record, last, SALT, payload))
    return rows


def found(rows: list[Stored], head: Stored) -> set[int]:
    """The seqs at which the chain is said to be broken; each break names its document."""
    told = breaks(KEY, rows, head.seq, head.hash)
    assert {one.key for one in told} <= {KEY}
    return {one.seq for one in told}


def test_a_whole_chain_has_no_break_nor_has_an_empty_one() -> None:
    rows = chain(5)
    assert breaks(KEY, rows, 5, rows[-1].hash) == []
    assert breaks(KEY, [], 0, origin(KEY)) == []


def test_erasing_personal_payloads_leaves_the_chain_whole() -> None:
    rows = [replace(row, salt=None, payload=None) for row in chain(5)]
    assert breaks(KEY, rows, 5, rows[-1].hash) == []


def test_each_change_is_named_where_it_was_made() -> None:
    rows = chain(5)
    head = rows[-1]
    third, fourth = rows[2], rows[3]
    told = {
        "record": replace(third, record=third.record.replace(b"p-3", b"p-9")),
        "payload": replace(third, payload=payload_text({"name": "Другое"})),
        "salt": replace(third, salt=bytes(16)),
        "instant": replace(third, at="2026-03-16T08:00:00.000000Z"),
        "kind": replace(third, kind="forgotten"),
        "no json": replace(third, record=b"{"),
        "no object": replace(third, record=b"[1]"),
        "deep": replace(third, record=b"[" * 100_000),
        "no utf-8": replace(third, record=b"\xff"),
    }
    for what, changed in told.items():
        assert found([*rows[:2], changed, *rows[3:]], head) == {3}, what
    assert found([*rows[:2], replace(third, hash=bytes(32)), *rows[3:]], head) == {3, 4}
    assert found([*rows[:2], *rows[3:]], head) == {3, 4}
    assert found(rows[:3], head) == {4}
    assert found(rows, rows[3]) == {6}
    assert found(rows, replace(head, hash=bytes(32))) == {5}
    swapped = [replace(fourth, seq=3), replace(third, seq=4)]
    assert found([*rows[:2], *swapped, rows[4]], head) == {3, 4, 5}


def test_records_of_another_document_are_not_taken_for_this_ones() -> None:
    rows = chain(3, DocumentKey("school-5", 18))
    assert {one.seq for one in breaks(KEY, rows, 3, rows[-1].hash)} == {1, 2, 3}


def test_one_who_mends_the_chain_after_a_change_still_meets_the_head() -> None:
    rows, head = chain(5), chain(5)[-1]
    last = rows[1].hash
    for at, row in enumerate(rows[2:], 2):
        record = row.record.replace(b"p-3", b"p-9")
        last = link(last, record)
        rows[at] = replace(row, record=record, hash=last)
    assert found(rows, head) == {5}


@given(st.data())
def test_no_single_changed_byte_goes_unseen(data: st.DataObject) -> None:
    rows = chain(4)
    head = rows[-1]
    which = data.draw(st.integers(0, 3), "row")
    field = data.draw(st.sampled_from(["record", "hash", "salt"]), "field")
    value: bytes = getattr(rows[which], field)
    place = data.draw(st.integers(0, len(value) - 1), "byte")
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != value[place]), "value")
    changed = value[:place] + bytes([other]) + value[place + 1 :]
    rows[which] = replace(rows[which], **{field: changed})
    assert which + 1 in found(rows, head)


FACTS = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@given(FACTS, st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3))
def test_any_facts_read_back_and_their_order_makes_no_difference(
    facts: dict[str, object], personal: dict[str, str]
) -> None:
    event = Event("noted", "p-1", facts=facts, personal=personal)  # type: ignore[arg-type]
    turned = replace(event, facts=dict(reversed(facts.items())))  # type: ignore[arg-type]
    record = canonical(KEY, 1, AT, event, "")
    assert record == canonical(KEY, 1, AT, turned, "")
    assert recorded(KEY, Stored(1, AT, "noted", record, b"", SALT, payload_text(personal))) == recorded(
        KEY, Stored(1, AT, "noted", record, b"", SALT, json.dumps(personal))
    )
    assert recorded(KEY, Stored(1, AT, "noted", record, b"")).facts == facts


@pytest.mark.parametrize("forbidden", [b"\n", b": ", b", "])
def test_records_have_no_blanks_that_an_editor_might_add_or_lose(forbidden: bytes) -> None:
    assert forbidden not in canonical(KEY, 1, AT, ANSWER, "").replace("пункт 4.2".encode(), b"")
