"""The long form: `states:`, `transitions:` and `steps:`, read into a Definition with every name known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.engine.definition import (
    OPEN,
    Button,
    Definition,
    Guard,
    Stage,
    State,
    Step,
    Transition,
    Trigger,
)
from workflow.engine.reader.conditions import read_condition
from workflow.engine.reader.faults import Place
from workflow.engine.reader.head import Head
from workflow.engine.reader.nodes import Node
from workflow.engine.reader.record import NAME, SLUG, Record, checked_id, not_run_yet, unknown
from workflow.engine.reader.steps import NOT_RUN_STEP, STEP_KEYS, read_step
from workflow.values import Text

STATE_KEYS = ("title", "description", "transitions", "final")
TRANSITION_KEYS = ("title", "description", "to", "trigger", "guard", "comment", "signs", "button")
GUARD_KEYS = ("roles", "when")
TRIGGERS: Mapping[str, Trigger] = {"user": "user", "automatic": "automatic"}
ROLES = ("author",)
COMMENTS = ("required",)

_POLICY = Text("права даёт общая политика", "policy grants rights")
_RECORDED = Text("автор, время и замечания пишутся всегда", "actor, time and remarks are always recorded")
_EFFECTS = Text("что следует за вступлением в силу – в in_force", "use in_force for what follows")
_BY_STEP = Text("кого спросить, говорит шаг (steps, by)", "say whom to ask by a step (steps, by)")
_TERM = Text("срок шага – в его due", "a step's term is its due")
NOT_RUN_STATE = {
    "permissions": _POLICY,
    "permission_roles": _POLICY,
    "group_roles": _POLICY,
    "variables": _RECORDED,
    "worklists": _BY_STEP,
}
NOT_RUN_TRANSITION = {
    "before_script": _EFFECTS,
    "after_script": _EFFECTS,
    "script": _EFFECTS,
    "variables": _RECORDED,
    "permissions": _BY_STEP,
}
NOT_RUN_GUARD = {"permissions": _BY_STEP, "groups": _BY_STEP}
NOT_RUN_TRIGGERS = {"timed": _TERM, "internal": Text("сделайте его automatic", "make it automatic")}
NOT_RUN_ROLES = (
    "administrator",
    "auditor",
    "authority",
    "chair",
    "coordinator",
    "head",
    "member",
    "secretary",
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a definition stand in its file."""

    initial: Place
    states: Mapping[str, Place]
    transitions: Mapping[str, Place]
    steps: Mapping[str, Place]


def read_engine(record: Record, head: Head) -> tuple[Definition, Places]:
    """The definition that the file says, and where; every fault is told and what is faulty left out."""
    return _Reading(record).definition(head)


class _Reading:
    """The tables of the file, by id, before anything refers to them."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._faults = record.faults
        self._states = self._table("states", SLUG)
        self._transitions = self._table("transitions", SLUG)
        self._steps = self._table("steps", NAME, needed=False)

    def _table(
        self, key: str, pattern: re.Pattern[str], *, needed: bool = True
    ) -> dict[str, tuple[Place, Node]]:
        found = {}
        for name, node in self._record.tables(key, needed=needed):
            if checked_id(name.text, name.place, self._faults, pattern):
                found[name.text] = (name.place, node)
        return found

    def definition(self, head: Head) -> tuple[Definition, Places]:
        steps = {id_: self._step(id_, node) for id_, (_, node) in self._steps.items()}
        transitions = {id_: self._transition(id_, node) for id_, (_, node) in self._transitions.items()}
        states = {id_: self._state(id_, node) for id_, (_, node) in self._states.items()}
        definition = Definition(
            head.id,
            head.title,
            self._named(self._record, "initial", self._states, "unknown-state", needed=True),
            states,
            transitions,
            {id_: step for id_, step in steps.items() if step},
            self._stages(states, transitions),
            head.documents,
            head.amendments,
            head.in_force,
            head.description,
        )
        return definition, self._places()

    def _places(self) -> Places:
        tables = (self._states, self._transitions, self._steps)
        where = ({id_: place for id_, (place, _) in table.items()} for table in tables)
        return Places(self._record.place_of("initial"), *where)

    def _step(self, id_: str, node: Node) -> Step | None:
        return read_step(Record(node, self._faults, STEP_KEYS, NOT_RUN_STEP), id_)

    def _state(self, id_: str, node: Node) -> State:
        record = Record(node, self._faults, STATE_KEYS, NOT_RUN_STATE)
        return State(
            id_,
            record.title("title"),
            record.title("description", needed=False),
            self._all_named(record, "transitions", self._transitions, "unknown-transition"),
            final=record.flag("final"),
        )

    def _transition(self, id_: str, node: Node) -> Transition:
        record = Record(node, self._faults, TRANSITION_KEYS, NOT_RUN_TRANSITION)
        transition = Transition(
            id_,
            record.title("title"),
            self._named(record, "to", self._states, "unknown-state"),
            self._trigger(record),
            self._guard(record),
            record.title("description", needed=False),
            Button(record.word("button", "")),
            self._comment(record),
            self._named(record, "signs", self._steps, "unknown-step"),
        )
        if transition.trigger == "automatic":
            self._refuse_person(transition, record)
        return transition

    def _trigger(self, record: Record) -> Trigger:
        word, place = record.word("trigger", "user"), record.place_of("trigger")
        if word in NOT_RUN_TRIGGERS:
            self._faults.error(place, "not-run-yet", not_run_yet(word, NOT_RUN_TRIGGERS[word]))
        elif word and word not in TRIGGERS:
            self._faults.error(place, "unknown-trigger", unknown(word, tuple(TRIGGERS)))
        return TRIGGERS.get(word, "user")

    def _guard(self, record: Record) -> Guard:
        node = record.node("guard")
        if node is None:
            return OPEN
        inner = Record(node, self._faults, GUARD_KEYS, NOT_RUN_GUARD)
        when = read_condition(inner.node("when"), self._steps, tuple(self._steps), self._faults)
        return Guard(roles=self._roles(inner), expression=when)

    def _roles(self, record: Record) -> tuple[str, ...]:
        found = record.words("roles")
        for role, place in found:
            if role in NOT_RUN_ROLES:
                self._faults.error(place, "not-run-yet", not_run_yet(role, _BY_STEP))
            elif role not in ROLES:
                self._faults.error(place, "unknown-role", unknown(role, ROLES))
        return tuple(role for role, _ in found)

    def _comment(self, record: Record) -> bool:
        word = record.word("comment", "")
        if word and word not in COMMENTS:
            self._faults.error(record.place_of("comment"), "unknown-word", unknown(word, COMMENTS))
        return word in COMMENTS

    def _refuse_person(self, transition: Transition, record: Record) -> None:
        """Nobody performs an automatic transition: what needs a person would never come true."""
        for key, written in (
            ("guard", bool(transition.guard.roles)),
            ("comment", transition.comment_required),
            ("signs", bool(transition.signs)),
            ("button", bool(transition.action.name)),
        ):
            if written:
                self._faults.error(record.place_of(key), "automatic-person", _AUTOMATIC.filled(key=key))

    def _stages(
        self, states: Mapping[str, State], transitions: Mapping[str, Transition]
    ) -> tuple[Stage, ...]:
        found = []
        for name, place in self._record.words("stages"):
            if name not in states:
                self._faults.error(place, "unknown-state", unknown(name, tuple(states)))
                continue
            ways = (transitions[way] for way in states[name].transitions if way in transitions)
            steps = tuple(way.signs for way in ways if way.signs)
            if not steps:
                self._faults.error(place, "stage-without-steps", _NO_STEPS.filled(name=name))
            found.append(Stage(name, states[name].title, steps))
        return tuple(found)

    def _named(
        self, record: Record, key: str, known: Mapping[str, object], code: str, *, needed: bool = False
    ) -> str:
        name = record.word(key) if needed else record.word(key, "")
        if name and name not in known:
            self._faults.error(record.place_of(key), code, unknown(name, tuple(known)))
        return name

    def _all_named(self, record: Record, key: str, known: Mapping[str, object], code: str) -> tuple[str, ...]:
        found = record.words(key)
        for name, place in found:
            if name not in known:
                self._faults.error(place, code, unknown(name, tuple(known)))
        return tuple(name for name, _ in found)


_AUTOMATIC = Text(
    "автоматический переход никто не выполняет: «{key}» не сработает; уберите или сделайте trigger: user",
    "nobody performs an automatic transition: “{key}” cannot work here; remove it or make it trigger: user",
)
_NO_STEPS = Text(
    "в состоянии «{name}» не подписывают ни одного шага: это не этап",
    "state “{name}” has no transition that signs a step: it is no stage",
)
