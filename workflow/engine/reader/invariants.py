"""The promises of a definition: `never` a state `unless` a condition holds; for `check` to prove."""

from __future__ import annotations

from dataclasses import replace

from workflow.engine.definition import Definition, Invariant
from workflow.engine.reader.conditions import read_condition
from workflow.engine.reader.nodes import Node
from workflow.engine.reader.record import Record, unknown
from workflow.engine.variables import fact_types

INVARIANT_KEYS = ("never", "unless")


def with_invariants(definition: Definition, record: Record) -> Definition:
    """The definition with the invariants of its file."""
    read = (_invariant(node, definition, record) for node in record.items("invariants"))
    return replace(definition, invariants=tuple(one for one in read if one is not None))


def _invariant(node: Node, definition: Definition, record: Record) -> Invariant | None:
    inner = Record(node, record.faults, INVARIANT_KEYS)
    never, unless = inner.word("never"), inner.needed("unless")
    if never and never not in definition.states:
        place = inner.place_of("never")
        record.faults.error(place, "unknown-state", unknown(never, tuple(definition.states)))
    when = read_condition(unless, definition.steps, record.faults, fact_types(definition))
    return Invariant(never, when) if never and when else None
