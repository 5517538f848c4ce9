"""What a definition of ours says beyond Plone's: attributes and elements named `grif:…`, which Plone ignores.

They are checked by the readers of the YAML forms, so that one thing has one rule and one message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflow.engine.definition import (
    Annexes,
    Beside,
    Definition,
    Invariant,
    Stage,
    Step,
    Term,
    Transition,
    Trigger,
)
from workflow.engine.reader.faults import quoted
from workflow.engine.reader.head import ANNEXES, BESIDE, IN_FORCE
from workflow.engine.reader.nodes import Entry, Node, Scalar, Table
from workflow.engine.reader.record import NAME, Record, checked_id, unknown
from workflow.engine.reader.steps import STEP_KEYS, read_step, read_term
from workflow.formats.plone_xml.parts import Desk, attribute, flag, ours
from workflow.formats.plone_xml.tree import Element
from workflow.values import Text, both

TRIGGERS: Mapping[str, Trigger] = {"timed": "timed", "internal": "internal"}


def added(definition: Definition, root: Element, desk: Desk) -> Definition:
    """The definition with its steps, stages, kinds of document and promises."""
    steps = {step.id: step for each in root.all("grif:step") if (step := _step(each, desk))}
    return replace(
        definition,
        steps=steps,
        stages=tuple(_stage(each, definition, steps, desk) for each in root.all("grif:stage")),
        documents=_named(root, "grif:documents"),
        in_force=_in_force(root, desk),
        annexes=_annexes(root, desk),
        beside=_beside(root, desk),
        roles=tuple(each.text for each in root.all("grif:role")),
        invariants=tuple(_promise(each, definition, desk) for each in root.all("grif:promise")),
    )


def transition(way: Transition, element: Element, desk: Desk) -> Transition:
    """The transition with what only ours can say."""
    written = element.attributes.get("grif:trigger", "")
    if written and written not in TRIGGERS:
        desk.faults.error(element.place, "unknown-trigger", unknown(written, tuple(TRIGGERS)))
    trigger = TRIGGERS.get(written, way.trigger)
    hidden = flag(element, "grif:hidden") or (way.hidden and trigger == "user")
    return replace(
        way,
        trigger=trigger,
        comment_required=element.attributes.get("grif:comment") == "required",
        signs=element.attributes.get("grif:signs", ""),
        hidden=hidden,
        after=_term(element, desk),
    )


def _step(element: Element, desk: Desk) -> Step | None:
    given = {key: element.attributes.get(key) for key in ("by", "of", "act", "evidence")}
    table: dict[str, Node | str | None] = {
        "by": _table(element, {"kind": given["by"], "of": given["of"]}),
        "act": given["act"],
        "evidence": given["evidence"],
        "due": _due(element, "due"),
    }
    if "procedure" in element.attributes:
        said = {"kind": element.attributes["procedure"], "consultation": _due(element, "consultation")}
        table["procedure"] = _table(element, said)
    if "title" in element.attributes:
        table["title"] = _table(element, {"ru": attribute(element, "title", desk), "en": _english(element)})
    id_ = checked_id(attribute(element, "id", desk), element.place, desk.faults, NAME)
    step = read_step(Record(_table(element, table), desk.faults, STEP_KEYS), id_, _begins(element, "due"))
    return step if id_ else None


def _english(element: Element) -> str:
    return element.attributes.get("title-en", element.attributes.get("title", ""))


def _table(element: Element, said: Mapping[str, Node | str | None]) -> Table:
    """Attributes as the node that the YAML reader would have made of them."""
    place = element.place
    return Table(
        place,
        {
            key: Entry(
                Scalar(place, key, plain=True),
                Scalar(place, value, plain=False) if isinstance(value, str) else value,
            )
            for key, value in said.items()
            if value is not None
        },
    )


def _due(element: Element, name: str) -> Node | str | None:
    """A term as an attribute has it: `5 calendar`, `5 working roll since=STEP`, or a day, `15.09`."""
    written = element.attributes.get(name)
    if written is None or " " not in written:
        return written
    days, unit, *flags = written.split(" ")
    on: dict[str, Node | str | None] = {}
    for one in flags:
        key, _, value = one.partition("=")
        on[key] = value or Scalar(element.place, "true", plain=True)
    return _table(element, {"days": days, "unit": unit, **on})


def _begins(element: Element, name: str) -> tuple[str, ...]:
    """The step from whose day a term counts, if it says one."""
    flags = element.attributes.get(name, "").split(" ")
    return tuple(one.removeprefix("since=") for one in flags if one.startswith("since="))


def _term(element: Element, desk: Desk) -> Term | None:
    said = _table(element, {"after": _due(element, "grif:after")})
    return read_term(Record(said, desk.faults, ("after",)), "after", _begins(element, "grif:after"))


def _stage(element: Element, definition: Definition, steps: Mapping[str, Step], desk: Desk) -> Stage:
    state, named = attribute(element, "state", desk), _named(element, "steps")
    if state not in definition.states:
        desk.faults.error(element.place, "unknown-state", unknown(state, tuple(definition.states)))
    for step in named:
        if step not in steps:
            desk.faults.error(element.place, "unknown-step", unknown(step, tuple(steps)))
    title = element.attributes.get("title", "")
    return Stage(state, Text(title, _english(element)) if title else both(""), named)


def _named(element: Element, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(element.attributes.get(name, "").split()))


def _in_force(root: Element, desk: Desk) -> tuple[str, ...]:
    written = _named(root, "grif:in-force")
    for word in written:
        if word not in IN_FORCE:
            desk.faults.error(root.place, "unknown-effect", unknown(quoted(word), IN_FORCE))
    return tuple(effect for effect in IN_FORCE if effect in written)


def _annexes(root: Element, desk: Desk) -> Annexes:
    written = root.attributes.get("grif:annexes", "")
    if written and written not in ANNEXES:
        desk.faults.error(root.place, "unknown-annexes", unknown(quoted(written), tuple(ANNEXES)))
    return ANNEXES.get(written, "")


def _beside(root: Element, desk: Desk) -> Beside:
    written = root.attributes.get("grif:beside", "")
    if written and written not in BESIDE:
        desk.faults.error(root.place, "unknown-beside", unknown(quoted(written), tuple(BESIDE)))
    return BESIDE.get(written, "")


def _promise(element: Element, definition: Definition, desk: Desk) -> Invariant:
    never = attribute(element, "never", desk)
    if never not in definition.states:
        desk.faults.error(element.place, "unknown-state", unknown(never, tuple(definition.states)))
    return Invariant(never, ours(attribute(element, "unless", desk), element, desk))
