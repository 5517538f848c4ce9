"""The promises of a definition: `never` a state `unless` a condition holds; for `check` to prove."""

from __future__ import annotations

from dataclasses import replace

from workflow.engine.definition import Definition, Invariant
from workflow.engine.reader.conditions import read_condition
from workflow.engine.reader.nodes import Node
from workflow.engine.reader.record import Record, unknown
from workflow.engine.variables import fact_types
from workflow.values import Text

INVARIANT_KEYS = ("never", "unless")
MAX_INVARIANTS = 200


def with_invariants(definition: Definition, record: Record) -> Definition:
    """The definition with the invariants of its file."""
    items = record.items("invariants")
    if len(items) > MAX_INVARIANTS:
        record.faults.error(record.place_of("invariants"), "too-many-invariants", _TOO_MANY)
        return definition
    read = (_invariant(node, definition, record) for node in items)
    return replace(definition, invariants=tuple(one for one in read if one is not None))


def _invariant(node: Node, definition: Definition, record: Record) -> Invariant | None:
    inner = Record(node, record.faults, INVARIANT_KEYS)
    never, unless = inner.word("never"), inner.needed("unless")
    if never and never not in definition.states:
        place = inner.place_of("never")
        record.faults.error(place, "unknown-state", unknown(never, tuple(definition.states)))
    when = read_condition(unless, definition.steps, record.faults, fact_types(definition))
    return Invariant(never, when) if never and when else None


_TOO_MANY = Text(
    f"обещаний больше {MAX_INVARIANTS}: объедините их условия",
    f"over {MAX_INVARIANTS} promises: join their conditions",
)
