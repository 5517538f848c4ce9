"""A transition of the long form: where to, who or what triggers it, on what conditions, with what effects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from workflow.engine.definition import Step, Transition, Trigger
from workflow.engine.effects import EFFECTS, When
from workflow.engine.reader.guard_form import Vocabulary, read_guard
from workflow.engine.reader.maps import read_expressions
from workflow.engine.reader.nodes import Node
from workflow.engine.reader.record import Record, unknown
from workflow.engine.reader.records import read_button
from workflow.engine.reader.steps import read_term
from workflow.values import Text

TRANSITION_KEYS = (
    "title", "description", "to", "trigger", "guard", "comment", "signs", "button", "hidden", "after",
    "effects", "variables",
)  # fmt: skip
TRIGGERS: tuple[Trigger, ...] = get_args(Trigger)
COMMENTS = ("required",)
_EFFECTS = Text("что делает переход – в effects", "what it does is said by effects")
NOT_RUN_TRANSITION = {
    "before_script": _EFFECTS,
    "after_script": _EFFECTS,
    "script": _EFFECTS,
    "permissions": Text(
        "права спрашивает guard: {permissions: […]}", "ask permissions by guard: {permissions: […]}"
    ),
}


def read_transition(
    id_: str,
    node: Node,
    record: Record,
    words: Vocabulary,
    states: Mapping[str, object],
    variables: Mapping[str, object],
) -> Transition:
    """The transition that the node says; what is faulty in it is told and left out."""
    inner = Record(node, record.faults, TRANSITION_KEYS, NOT_RUN_TRANSITION)
    effects = Record(said, record.faults, get_args(When)) if (said := inner.node("effects")) else None
    transition = Transition(
        id_,
        inner.title("title", may_be_empty=True),
        named(inner, "to", states, "unknown-state"),
        _trigger(inner),
        read_guard(inner.node("guard"), words, record.faults),
        inner.title("description", needed=False),
        read_button(inner),
        _comment(inner),
        named(inner, "signs", words.steps, "unknown-step"),
        _effect(effects, "before") if effects else "",
        _effect(effects, "after") if effects else "",
        read_expressions(inner, "variables", variables),
        inner.flag("hidden"),
        read_term(inner, "after", words.steps),
    )
    _check_trigger(transition, inner, words.steps.get(transition.signs))
    return transition


def named(record: Record, key: str, known: Mapping[str, object], code: str, *, needed: bool = False) -> str:
    """The word under `key`, which must be one of the known names."""
    name = record.word(key) if needed else record.word(key, "")
    if name and name not in known:
        record.faults.error(record.place_of(key), code, unknown(name, tuple(known)))
    return name


def _trigger(record: Record) -> Trigger:
    word = record.word("trigger", "user")
    found = next((one for one in TRIGGERS if one == word), None)
    if word and found is None:
        record.faults.error(record.place_of("trigger"), "unknown-trigger", unknown(word, TRIGGERS))
    return found or "user"


def _comment(record: Record) -> bool:
    word = record.word("comment", "")
    if word and word not in COMMENTS:
        record.faults.error(record.place_of("comment"), "unknown-word", unknown(word, COMMENTS))
    return word in COMMENTS


def _effect(record: Record, when: When) -> str:
    known = {id_: effect.title for id_, effect in EFFECTS.items() if effect.when == when}
    word = record.word(when, "")
    if word and word not in known:
        record.faults.error(record.place_of(when), "unknown-effect", unknown(word, known))
    return word


def _check_trigger(way: Transition, record: Record, step: Step | None) -> None:
    """What needs a person cannot stand on a transition that none performs; what needs a time has one."""
    if way.trigger == "timed" and not record.has("after"):
        record.faults.error(record.place_of("trigger"), "missing-key", _NO_TERM)
    if way.trigger != "timed" and record.has("after"):
        record.faults.error(record.place_of("after"), "after-untimed", _UNTIMED)
    if way.trigger == "user":
        return
    guard = way.guard
    # Whoever causes an automatic transition lends it his rights (DCWorkflow); time and the system have none.
    lent = way.trigger == "automatic"
    for key, written in (
        ("guard", not lent and bool(guard.roles or guard.permissions or guard.groups)),
        ("comment", way.comment_required),
        # Silence answers for nobody but a body whose opinion was asked for.
        ("signs", bool(way.signs) and not (way.trigger == "timed" and step and step.act == "opinion")),
    ):
        if written:
            record.faults.error(record.place_of(key), "automatic-person", _AUTOMATIC.filled(key=key))
    if record.has("button"):
        record.faults.warning(record.place_of("button"), "automatic-person", _AUTOMATIC.filled(key="button"))


_AUTOMATIC = Text(
    "такой переход никто не выполняет: «{key}» не сработает; уберите или сделайте trigger: user",
    "nobody performs such a transition: “{key}” cannot work here; remove it or make it trigger: user",
)
_NO_TERM = Text(
    "когда он сработает? Добавьте after: {days: 5, unit: calendar} или after: «15.09»",
    "when is it due? Add after: {days: 5, unit: calendar} or after: “15.09”",
)
_UNTIMED = Text(
    "срок (after) бывает только у trigger: timed", "a term (after) belongs to trigger: timed alone"
)
