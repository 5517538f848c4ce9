"""The small elements of Plone's XML: attributes, guards, buttons, values, and texts in two languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.engine.definition import NOTHING, OPEN, Button, Guard
from workflow.engine.reader.conditions import read_condition
from workflow.engine.reader.faults import Faults, quoted
from workflow.engine.reader.nodes import Scalar
from workflow.engine.reader.record import ID, checked_id
from workflow.formats.plone_xml.expressions import CLOSED, Known, condition
from workflow.formats.plone_xml.reading import Path, Report
from workflow.formats.plone_xml.tree import Element
from workflow.values import Text, both

_SPLIT = re.compile(r";[ ]*")
_TRUE = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand while a file is read: its faults, what is lost, the names expressions may use."""

    faults: Faults
    report: Report
    known: Known


def attribute(element: Element, name: str, desk: Desk) -> str:
    """The attribute, whose absence is a fault."""
    if name not in element.attributes:
        message = _NO_ATTRIBUTE.filled(tag=quoted(element.tag), name=name)
        desk.faults.error(element.place, "missing-attribute", message)
    return element.attributes.get(name, "")


def identifier(element: Element, name: str, desk: Desk, pattern: re.Pattern[str] = ID) -> str:
    """The attribute as an id; "" with a fault told when it cannot be one."""
    word = attribute(element, name, desk)
    if not word and name in element.attributes:
        desk.faults.error(element.place, "empty", _EMPTY_ATTRIBUTE.filled(name=name))
    return checked_id(word, element.place, desk.faults, pattern)


def flag(element: Element, name: str) -> bool:
    """Whether the attribute says true, in one of DCWorkflow's spellings; absent, it does not."""
    return flag_said(element.attributes.get(name, ""))


def flag_said(word: str) -> bool:
    """Whether the word says true."""
    return word.lower() in _TRUE


def only(element: Element, tag: str, desk: Desk) -> Element | None:
    """The one element of that tag inside; a second one is a fault."""
    found = list(element.all(tag))
    if len(found) > 1:
        desk.faults.error(found[1].place, "repeated-element", _ONE.filled(tag=quoted(tag)))
    return found[0] if found else None


def titled(element: Element, desk: Desk) -> Text:
    """The title in both languages; Plone's is that of both when ours does not say the other."""
    return bilingual(attribute(element, "title", desk), element, "title")


def described(element: Element) -> Text:
    """The first description inside, in both languages."""
    found = next(element.all("description"), None)
    return bilingual(found.text if found else "", element, "description")


def bilingual(text: str, element: Element, name: str) -> Text:
    """Plone's text with ours in English beside it, when there is one."""
    said, english = text.strip(), element.attributes.get(f"grif:{name}-en")
    if english is not None:
        return Text(said, english.strip())
    return both(said) if said else NOTHING


def button(element: Element, desk: Desk) -> Button:
    """How a transition or worklist is offered; without the element all of it is empty."""
    found = only(element, "action", desk)
    if found is None:
        return Button("", "", "", "")
    url, category = attribute(found, "url", desk).strip(), attribute(found, "category", desk).strip()
    label = found.attributes.get("grif:label", found.text)
    return Button(label, url, found.attributes.get("icon", "").strip(), category)


def is_offered(element: Element) -> bool:
    """Whether there is a label: without one DCWorkflow offers the transition to nobody."""
    return any(action.text for action in element.all("action"))


def guard(element: Element, path: Path, desk: Desk) -> Guard:
    """The guard inside, its expression as a condition of ours; an expression not carried closes it.

    `path` is where the guard stands among the facts.
    """
    found = only(element, "guard", desk)
    if found is None:
        return OPEN
    named = f"{element.tag} {path[1]}" if path[1:] else element.tag
    permissions, roles, groups = (
        _names(list(found.all(f"guard-{kind}")), named, desk) for kind in ("permission", "role", "group")
    )
    written, when = only(found, "guard-expression", desk), found.attributes.get("grif:when")
    if when is not None:
        return Guard(permissions, roles, groups, ours(when, found, desk) if when else "")
    carried = _condition(written, named, path, desk) if written and written.text else ""
    return Guard(permissions, roles, groups, carried)


def _names(found: Sequence[Element], named: str, desk: Desk) -> tuple[str, ...]:
    """Names of one kind, split on semicolons as DCWorkflow does; an empty one is a fault."""
    names: dict[str, None] = {}
    for element in found:
        parts = [part.strip() for part in element.text.split(";")]
        if not all(parts):
            desk.faults.error(element.place, "empty", _EMPTY.filled(tag=element.tag))
        if len(parts) > 1:
            split = _SEVERAL.filled(tag=element.tag, names=", ".join(parts))
            desk.report.lose("semicolons", named, element.place, element.text, split)
        names |= dict.fromkeys(part for part in parts if part)
    return tuple(names)


def _condition(written: Element, named: str, path: Path, desk: Desk) -> str:
    carried = condition(written.text, desk.known)
    desk.report.keep((*path, "expression"), written.text)
    if carried is None:
        desk.report.lose("guard-expression", named, written.place, written.text, _CLOSED[path[0]])
        return CLOSED
    return carried


def ours(when: str, element: Element, desk: Desk) -> str:
    """A condition of ours in its one spelling; "" with a fault told when it is none."""
    known, node = desk.known, Scalar(element.place, when, plain=False)
    return read_condition(node, known.steps, desk.faults, known.types)


def words(text: str) -> tuple[str, ...]:
    """The values of a match, as DCWorkflow splits them."""
    return tuple(_SPLIT.split(text))


_NO_ATTRIBUTE = Text(
    "у элемента «{tag}» нет атрибута «{name}»: добавьте его",
    "the element “{tag}” has no attribute “{name}”: add it",
)
_EMPTY_ATTRIBUTE = Text("в «{name}» нет имени: впишите его", "“{name}” holds no id: write it")
_ONE = Text(
    "элемент «{tag}» здесь один: удалите лишний", "one element “{tag}” is allowed here: delete the other"
)
_EMPTY = Text("в элементе «{tag}» нет имени: впишите его", "the element “{tag}” holds no name: write it")
_SEVERAL = Text(
    "точка с запятой разделяет имена, как в DCWorkflow: {names}",
    "the semicolon separates names, as in DCWorkflow: {names}",
)
_CLOSED = {
    "transitions": Text(
        "переход закрыт для всех: впишите условие (guard: when)",
        "nobody may perform the transition: write a condition (guard: when)",
    ),
    "worklists": Text("список не видит никто: впишите условие", "nobody sees the list: write a condition"),
    "variables": Text("значение не видит никто: впишите условие", "nobody sees the value: write a condition"),
    "creation_guard": Text(
        "создать документ не может никто: впишите условие", "nobody may create a document: write a condition"
    ),
}
