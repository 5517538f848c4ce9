"""From the text of a YAML file to a definition, with every fault told at once."""

from __future__ import annotations

from workflow.chain.compile import compile_chain
from workflow.engine.definition import Definition
from workflow.engine.reader.chain_form import read_chain
from workflow.engine.reader.engine_form import Places, read_engine
from workflow.engine.reader.faults import DefinitionFaults, Fault, Faults, Place
from workflow.engine.reader.head import (
    CHAIN_KEYS,
    CHAIN_ONLY,
    ENGINE_KEYS,
    GIVEN_KEYS,
    HEAD_KEYS,
    NOT_RUN,
    NOT_RUN_CHAIN,
    Head,
    read_head,
    refuse_bypass,
)
from workflow.engine.reader.invariants import with_invariants
from workflow.engine.reader.nodes import MAX_BYTES, TOO_LARGE, parse
from workflow.engine.reader.record import Record
from workflow.engine.reader.soundness import check_soundness
from workflow.values import Text

# After these, what else the graph would show is only their echo.
_NAMES_UNSURE = (
    "bad-id", "empty", "wrong-type", "repeated-key", "repeated-word", "unknown-key", "bad-condition",
    "unknown-state", "unknown-transition", "unknown-step", "unknown-variable",
)  # fmt: skip


def read(source: str, name: str) -> Definition:
    """The definition that `source` says; `name` is the file's. Raises DefinitionFaults with every fault."""
    faults = Faults(name)
    definition = _read(source, faults)
    if definition is None or faults.has_error():
        raise DefinitionFaults(faults.told())
    return definition


def check(source: str, name: str) -> tuple[Fault, ...]:
    """Every fault and warning of the file, in its order; none when all is well."""
    faults = Faults(name)
    _read(source, faults)
    return faults.told()


def decoded(content: bytes, name: str) -> str:
    """The text of a file's bytes, UTF-8 with or without a mark. Raises DefinitionFaults with the line."""
    faults = Faults(name)
    if len(content) > MAX_BYTES:
        faults.error(Place(1, 1), "too-large", TOO_LARGE)
        raise DefinitionFaults(faults.told())
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        faults.error(Place(content.count(b"\n", 0, fault.start) + 1, 1), "not-text", _NOT_TEXT)
    raise DefinitionFaults(faults.told())


def _read(source: str, faults: Faults) -> Definition | None:
    node = parse(source, faults)
    if node is None:
        if not faults.has_error():
            faults.error(Place(1, 1), "empty", _EMPTY)
        return None
    form = _form(Record(node, Faults(""), ()))
    long = form == ENGINE_KEYS
    keys, not_run = (GIVEN_KEYS, NOT_RUN) if long else (CHAIN_ONLY, {**NOT_RUN, **NOT_RUN_CHAIN})
    record = Record(node, faults, (*HEAD_KEYS, *form, *keys), not_run)
    head = read_head(record)
    if form == CHAIN_KEYS:
        return _chain(record, head)
    if form == ENGINE_KEYS:
        return _engine(record, head)
    faults.error(record.place, "no-form" if not form else "two-forms", _NO_FORM if not form else _TWO_FORMS)
    return None


def _form(record: Record) -> tuple[str, ...]:
    chain, engine = record.has("chain"), any(record.has(key) for key in ENGINE_KEYS)
    return (CHAIN_KEYS if chain else ()) + (ENGINE_KEYS if engine else ())


def _chain(record: Record, head: Head) -> Definition | None:
    refuse_bypass(record)
    chain = read_chain(record, head)
    compiled = None if record.faults.has_error() else compile_chain(chain)
    if compiled is None:
        return None
    definition = with_invariants(compiled, record)
    # A chain is sound as it is made; only what it promises beyond that can fail.
    if definition.invariants and not record.faults.has_error():
        check_soundness(definition, Places(record.place, {}, {}, {}), record.faults, _promises(record))
    return definition


def _engine(record: Record, head: Head) -> Definition:
    definition, places = read_engine(record, head)
    definition = with_invariants(definition, record)
    if definition.initial_state in definition.states and not record.faults.has_error(*_NAMES_UNSURE):
        check_soundness(definition, places, record.faults, _promises(record))
    return definition


def _promises(record: Record) -> tuple[Place, ...]:
    return tuple(node.place for node in record.items("invariants"))


_NOT_TEXT = Text(
    "файл не в кодировке UTF-8: сохраните его как UTF-8", "the file is not UTF-8: save it as UTF-8"
)
_EMPTY = Text("файл пуст: начните с «grif: 1»", "the file is empty: begin with “grif: 1”")
_NO_FORM = Text(
    "нет ни цепочки (chain), ни состояний (states): добавьте chain",
    "there is neither a chain nor states: add chain",
)
_TWO_FORMS = Text(
    "цепочка и состояния вместе: оставьте chain или states, transitions, steps",
    "a chain and states at once: keep chain, or states, transitions and steps",
)
