"""What a definition keeps and lists: its variables, worklists and buttons."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.engine.definition import NO_BUTTON, Button, Variable, Worklist
from workflow.engine.reader.guard_form import Vocabulary, read_guard
from workflow.engine.reader.maps import read_expression
from workflow.engine.reader.nodes import Listing, Node, Scalar, Table
from workflow.engine.reader.record import (
    ID,
    VARIABLE,
    Record,
    checked_id,
    quoted_text,
    unknown,
    word_of,
    words_of,
)
from workflow.values import Text

VARIABLE_KEYS = (
    "description",
    "default",
    "expression",
    "for_status",
    "for_catalog",
    "update_always",
    "guard",
)
WORKLIST_KEYS = ("title", "description", "matches", "guard", "button")
BUTTON_KEYS = ("name", "url", "icon", "category")


def read_variables(record: Record, state_variable: str) -> Mapping[str, Node]:
    """The variables by id; the state's own name is taken."""
    found = {}
    for name, node in record.tables("variables", needed=False):
        id_ = checked_id(name.text, name.place, record.faults, VARIABLE)
        if id_ == state_variable:
            record.faults.error(name.place, "reserved-id", _STATE_TAKEN.filled(id=id_))
        elif id_:
            found[id_] = node
    return found


def expressions_of(nodes: Mapping[str, Node]) -> Mapping[str, str]:
    """The default expression of each variable as it was typed: it gives the variable its type."""
    found = {}
    for id_, node in nodes.items():
        entry = node.entries.get("expression") if isinstance(node, Table) else None
        said = entry.value if entry else None
        found[id_] = said.text if isinstance(said, Scalar) else ""
    return found


def read_variable(id_: str, node: Node, words: Vocabulary, record: Record) -> Variable:
    """One variable: its defaults, where it is kept and who sees it."""
    inner = Record(node, record.faults, VARIABLE_KEYS)
    default = inner.node("default")
    return Variable(
        id_,
        inner.title("description", needed=False),
        quoted_text(default, record.faults) if default else "",
        read_expression(inner.node("expression"), record.faults),
        inner.flag("for_status", default=True),
        inner.flag("for_catalog"),
        inner.flag("update_always", default=True),
        read_guard(inner.node("guard"), words, record.faults),
    )


def read_worklists(record: Record, words: Vocabulary) -> Mapping[str, Worklist]:
    """The worklists by id."""
    found = {}
    for name, node in record.tables("worklists", needed=False):
        if id_ := checked_id(name.text, name.place, record.faults, ID):
            found[id_] = _worklist(id_, node, words, record)
    return found


def _worklist(id_: str, node: Node, words: Vocabulary, record: Record) -> Worklist:
    inner = Record(node, record.faults, WORKLIST_KEYS)
    return Worklist(
        id_,
        inner.title("title", needed=False),
        inner.title("description", needed=False),
        {name: values for name, values in _matches(inner, words)},
        read_guard(inner.node("guard"), words, record.faults),
        read_button(inner),
    )


def _matches(record: Record, words: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for name, node in record.tables("matches", needed=False):
        if name.text not in words.facts:
            record.faults.error(name.place, "unknown-variable", unknown(name.text, tuple(words.facts)))
        if isinstance(node, Listing):
            found.append((name.text, tuple(word for word, _ in words_of(node, record.faults))))
        else:
            found.append((name.text, (word_of(node, record.faults),)))
    return found


def read_button(record: Record) -> Button:
    """The button: its words alone, or {name, url, icon, category}."""
    node = record.node("button")
    if node is None:
        return NO_BUTTON
    if not isinstance(node, Table):
        return Button(word_of(node, record.faults))
    inner = Record(node, record.faults, BUTTON_KEYS)
    said = {key: quoted_text(each, record.faults) for key in BUTTON_KEYS if (each := inner.node(key))}
    return Button(**said)


_STATE_TAKEN = Text(
    "«{id}» – имя самого состояния: назовите переменную иначе",
    "“{id}” names the state itself: call the variable otherwise",
)
