"""The long form: `states:`, `transitions:`, `steps:` and what goes with them, every name in it known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.engine.definition import Definition, Stage, State, Step, Transition
from workflow.engine.reader.faults import Place
from workflow.engine.reader.guard_form import Vocabulary, read_guard
from workflow.engine.reader.head import Head, read_beside
from workflow.engine.reader.maps import read_group_roles, read_permissions, read_values
from workflow.engine.reader.nodes import Node
from workflow.engine.reader.record import ID, NAME, VARIABLE, Record, checked_id, unknown
from workflow.engine.reader.records import expressions_of, read_variable, read_variables, read_worklists
from workflow.engine.reader.steps import NOT_RUN_STEP, STEP_KEYS, read_step
from workflow.engine.reader.transitions import named, read_transition
from workflow.engine.variables import declared_types
from workflow.values import Text

STATE_KEYS = ("title", "description", "transitions", "final", "permissions", "groups", "variables")
_HERE = Text("пишется permissions, groups", "written as permissions, groups")
NOT_RUN_STATE = {
    "permission_roles": _HERE,
    "group_roles": _HERE,
    "worklists": Text("списки – на верхнем уровне: worklists", "worklists stand at the top of the file"),
}


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
        self._states = self._table("states", ID)
        self._transitions = self._table("transitions", ID, needed=False)
        self._steps = self._table("steps", NAME, needed=False)
        self._roles = tuple(role for role, _ in record.words("roles"))
        self._groups = tuple(group for group, _ in record.words("groups"))
        said = record.word("state_variable", "state")
        self._state_variable = checked_id(said, record.place_of("state_variable"), self._faults, VARIABLE)
        self._variables = read_variables(record, self._state_variable)

    def _table(
        self, key: str, pattern: re.Pattern[str], *, needed: bool = True
    ) -> dict[str, tuple[Place, Node]]:
        found = {}
        for name, node in self._record.tables(key, needed=needed):
            if checked_id(name.text, name.place, self._faults, pattern):
                found[name.text] = (name.place, node)
        return found

    def definition(self, head: Head) -> tuple[Definition, Places]:
        record = self._record
        told = ((id_, self._step(id_, node)) for id_, (_, node) in self._steps.items())
        steps = {id_: step for id_, step in told if step}
        words = self._vocabulary(steps)
        transitions = {
            id_: read_transition(id_, node, record, words, self._states, self._variables)
            for id_, (_, node) in self._transitions.items()
        }
        states = {id_: self._state(id_, node) for id_, (_, node) in self._states.items()}
        definition = Definition(
            head.id,
            head.title,
            named(record, "initial", self._states, "unknown-state", needed=True),
            states,
            transitions,
            steps,
            self._stages(states, transitions),
            head.documents,
            head.amendments,
            head.in_force,
            head.description,
            self._state_variable or "state",
            record.flag("manager_bypass"),
            read_guard(guard, words, self._faults) if (guard := record.node("creation_guard")) else None,
            tuple(permission for permission, _ in record.words("permissions")),
            self._groups,
            self._roles,
            read_worklists(record, words),
            {id_: read_variable(id_, node, words, record) for id_, node in self._variables.items()},
            beside=read_beside(record),
            annexes=head.annexes,
        )
        return definition, self._places()

    def _vocabulary(self, steps: Mapping[str, Step]) -> Vocabulary:
        """The names that conditions may use; a step with a fault of its own is known all the same."""
        types = declared_types(self._state_variable, expressions_of(self._variables))
        return Vocabulary({id_: steps.get(id_) for id_ in self._steps}, types, self._roles)

    def _places(self) -> Places:
        tables = (self._states, self._transitions, self._steps)
        where = ({id_: place for id_, (place, _) in table.items()} for table in tables)
        return Places(self._record.place_of("initial"), *where)

    def _step(self, id_: str, node: Node) -> Step | None:
        return read_step(Record(node, self._faults, STEP_KEYS, NOT_RUN_STEP), id_, self._steps)

    def _state(self, id_: str, node: Node) -> State:
        record = Record(node, self._faults, STATE_KEYS, NOT_RUN_STATE)
        return State(
            id_,
            record.title("title", may_be_empty=True),
            record.title("description", needed=False),
            self._exits(record),
            read_permissions(record, "permissions", self._roles),
            read_group_roles(record, "groups", self._groups, self._roles),
            read_values(record, "variables", self._variables),
            record.flag("final"),
        )

    def _stages(
        self, states: Mapping[str, State], transitions: Mapping[str, Transition]
    ) -> tuple[Stage, ...]:
        found = []
        for name, place in self._record.words("stages"):
            if name not in states:
                self._faults.error(place, "unknown-state", unknown(name, tuple(states)))
                continue
            ways = (transitions[way] for way in states[name].transitions if way in transitions)
            steps = tuple(dict.fromkeys(way.signs for way in ways if way.signs))
            if not steps:
                self._faults.error(place, "stage-without-steps", _NO_STEPS.filled(name=name))
            found.append(Stage(name, states[name].title, steps))
        return tuple(found)

    def _exits(self, record: Record) -> tuple[str, ...]:
        found = record.words("transitions")
        for name, place in found:
            if name not in self._transitions:
                self._faults.error(place, "unknown-transition", unknown(name, tuple(self._transitions)))
        return tuple(name for name, _ in found)


_NO_STEPS = Text(
    "в состоянии «{name}» не подписывают ни одного шага: это не этап",
    "state “{name}” has no transition that signs a step: it is no stage",
)
