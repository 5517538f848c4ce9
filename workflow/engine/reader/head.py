"""What both forms begin with: version, id, title, kinds of document, what follows entry into force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.documents.kinds import document_kinds
from workflow.engine.definition import Annexes, Beside
from workflow.engine.reader.faults import instead, quoted
from workflow.engine.reader.nodes import Broken, Scalar
from workflow.engine.reader.record import ID, SLUG, Record, checked_id, not_run_yet, unknown
from workflow.values import Text

FORM_VERSION = "1"
HEAD_KEYS = (
    "grif", "id", "title", "description", "documents", "amendments", "annexes", "in_force",
    "manager_bypass", "invariants",
)  # fmt: skip
CHAIN_KEYS = ("chain",)
CHAIN_ONLY = ("distinct_persons",)
"""What the short form alone may say."""
ENGINE_KEYS = ("initial", "states", "transitions", "steps", "stages")
GIVEN_KEYS = (
    "state_variable", "permissions", "groups", "roles", "variables", "worklists", "creation_guard", "beside",
)  # fmt: skip
"""What the long form alone may say."""

IN_FORCE: Mapping[str, Text] = {
    "repeal_previous": Text("отменить прежнюю редакцию", "repeal the previous edition"),
    "publish": Text("опубликовать", "publish"),
    "acquaint": Text("ознакомить", "acquaint"),
    "correct": Text("править описки без цепочки", "correct misprints without the chain"),
}

BY_PEOPLE = frozenset({"publish", "acquaint"})
"""What the product says has to be done and people do: it keeps the day that they tell."""

BESIDE: Mapping[str, Beside] = {"submission": "submission", "in_force": "in_force"}
"""When what goes beside the chain begins."""

ANNEXES: Mapping[str, Annexes] = {"own_chain": "own_chain"}
"""How an annex may be changed beside the act."""

_LONG = Text("запишите цепочку состояниями: states, transitions", "write the chain as states and transitions")
NOT_RUN_CHAIN: Mapping[str, Text] = dict.fromkeys(GIVEN_KEYS, _LONG)
_EFFECTS = Text("что делает переход – в его effects", "what a transition does is said by its effects")
NOT_RUN: Mapping[str, Text] = {"scripts": _EFFECTS}


@dataclass(frozen=True, slots=True)
class Head:
    """The part of a definition that does not depend on its form."""

    id: str
    title: Text
    description: Text
    documents: tuple[str, ...]
    amendments: str
    in_force: tuple[str, ...]
    annexes: Annexes


def read_head(record: Record) -> Head:
    """The head of the file with every fault told."""
    _version(record)
    chain = record.has("chain")
    return Head(
        checked_id(record.word("id"), record.place_of("id"), record.faults, SLUG if chain else ID),
        record.title("title"),
        record.title("description", needed=False),
        _documents(record),
        _amendments(record),
        _in_force(record),
        _annexes(record),
    )


def _version(record: Record) -> None:
    node = record.needed("grif")
    right = isinstance(node, Scalar) and node.plain and node.text == FORM_VERSION
    if node is not None and not right and not isinstance(node, Broken):
        record.faults.error(node.place, "wrong-version", _VERSION)


def refuse_bypass(record: Record) -> None:
    """Nobody passes by the councils of a chain, whoever he is."""
    if record.flag("manager_bypass"):
        place = record.place_of("manager_bypass")
        record.faults.error(place, "not-run-yet", not_run_yet("manager_bypass: true", _BYPASS))


def read_beside(record: Record) -> Beside:
    """When the definition begins beside the chain; nothing for one that is a chain itself."""
    word = record.word("beside", "")
    if word and word not in BESIDE:
        record.faults.error(record.place_of("beside"), "unknown-beside", unknown(word, tuple(BESIDE)))
    return BESIDE.get(word, "")


def _documents(record: Record) -> tuple[str, ...]:
    found = record.words("documents")
    for word, place in found:
        if checked_id(word, place, record.faults) and word not in document_kinds:
            record.faults.warning(place, "unknown-document-kind", _kind(word))
    return tuple(word for word, _ in found)


def _kind(word: str) -> Text:
    right, name = instead(word, document_kinds), quoted(word)
    return Text(
        f"вида документов «{name}» нет среди известных; {right.ru}",
        f"“{name}” is not among the known kinds of document; {right.en}",
    )


def _amendments(record: Record) -> str:
    word = record.word("amendments", "same_chain")
    if word and word != "same_chain":
        record.faults.error(record.place_of("amendments"), "not-run-yet", not_run_yet(word, _SAME_CHAIN))
    return "same_chain"


def _annexes(record: Record) -> Annexes:
    word = record.word("annexes", "")
    if word and word not in ANNEXES:
        record.faults.error(record.place_of("annexes"), "unknown-annexes", unknown(word, tuple(ANNEXES)))
    return ANNEXES.get(word, "")


def _in_force(record: Record) -> tuple[str, ...]:
    found = record.words("in_force")
    for word, place in found:
        if word not in IN_FORCE:
            record.faults.error(place, "unknown-effect", unknown(word, IN_FORCE))
        elif word in BY_PEOPLE:
            record.faults.warning(place, "by-people", _BY_PEOPLE.filled(word=word))
    written = {word for word, _ in found}
    return tuple(effect for effect in IN_FORCE if effect in written)


_BY_PEOPLE = Text(
    "«{word}» исполняют люди: система хранит день, который они записали",
    "“{word}” is done by people: the system keeps the day that they record",
)
_VERSION = Text(
    "версия формата – 1: первой строкой пишут «grif: 1»", "the form's version is 1: begin with “grif: 1”"
)
_BYPASS = Text(
    "удалите ключ: обходить согласование нельзя никому", "delete the key: nobody passes by the guards"
)
_SAME_CHAIN = Text("изменения идут той же цепочкой: same_chain", "amendments take the same chain: same_chain")
