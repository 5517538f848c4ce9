"""From Plone's definition.xml to a definition: every element read, and what cannot be carried told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workflow.engine.definition import (
    Definition,
    Guard,
    PermissionMap,
    State,
    Transition,
    Trigger,
    Variable,
    Worklist,
)
from workflow.engine.effects import EFFECTS
from workflow.engine.reader.engine_form import Places
from workflow.engine.reader.faults import DefinitionFaults, Faults, quoted
from workflow.engine.reader.record import ID, NAME, VARIABLE, unknown
from workflow.engine.variables import compiled, declared_types
from workflow.formats.plone_xml import ours
from workflow.formats.plone_xml.expressions import Known
from workflow.formats.plone_xml.parts import (
    Desk,
    attribute,
    bilingual,
    button,
    described,
    flag,
    guard,
    identifier,
    is_offered,
    only,
    titled,
    words,
)
from workflow.formats.plone_xml.reading import Reading, Report
from workflow.formats.plone_xml.tree import Element, parse
from workflow.formats.plone_xml.typed import NOT_TEXT, typed
from workflow.values import Text

ROOT = "dc-workflow"
TRIGGERS: Mapping[str, Trigger] = {"USER": "user", "AUTOMATIC": "automatic"}


def read(content: bytes | str, file: str) -> Reading:
    """The definition that Plone's XML says. Raises DefinitionFaults with every fault, each with its line."""
    root = _root(parse(content, file), file)
    faults, report = Faults(file), Report()
    desk = Desk(faults, report, _known(root))
    reading = _Workflow(root, desk).reading()
    if faults.has_error():
        raise DefinitionFaults(faults.told())
    return reading


def _known(root: Element) -> Known:
    """The names that expressions may use, before anything is read that has one."""
    state = root.attributes.get("state_variable", "")
    variables = {one.attributes.get("variable_id", ""): one for one in root.all("variable")}
    defaults = {id_: next(one.all("expression"), None) for id_, one in variables.items()}
    said = {id_: found.text if found else "" for id_, found in defaults.items()}
    recorded = {id_ for id_, one in variables.items() if flag(one, "for_status")}
    steps = [one.attributes.get("id", "") for one in root.all("grif:step")]
    return Known(declared_types(state, said), {state, *recorded}, steps)


def _root(found: Element, file: str) -> Element:
    root = found if found.tag == ROOT else next(found.all(ROOT), None)
    if root is None:
        faults = Faults(file)
        faults.error(found.place, "no-form", _NO_ROOT.filled(tag=quoted(found.tag)))
        raise DefinitionFaults(faults.told())
    return root


class _Workflow:
    """One file: its tables by id, then what refers to them."""

    def __init__(self, root: Element, desk: Desk) -> None:
        self._root = root
        self._desk = desk
        self._states = self._table("state", "state_id")
        self._transitions = self._table("transition", "transition_id")
        self._worklists = self._table("worklist", "worklist_id")
        self._variables = self._table("variable", "variable_id", VARIABLE)
        self._scripts = self._table("script", "script_id")
        self._steps = self._table("grif:step", "id", NAME)

    def _table(self, tag: str, key: str, pattern: re.Pattern[str] = ID) -> dict[str, list[Element]]:
        """The elements of one tag by id; of a repeated one DCWorkflow keeps the last, bit by bit."""
        found: dict[str, list[Element]] = {}
        for element in self._root.all(tag):
            id_ = identifier(element, key, self._desk, pattern)
            if id_ in found:
                self._lose("repeated-id", f"{tag} {id_}", element, "", _REPEATED)
            if id_:
                found.setdefault(id_, []).append(element)
        return found

    def _lose(self, code: str, named: str, element: Element, text: str, instead: Text) -> None:
        self._desk.report.lose(code, named, element.place, text, instead)

    def reading(self) -> Reading:
        """The whole of it."""
        root, desk = self._root, self._desk
        self._tell_scripts()
        described_ = root.attributes.get("description", "")
        if described_ != described_.strip():
            desk.report.keep(("description",), described_)
        definition = Definition(
            identifier(root, "workflow_id", desk),
            titled(root, desk),
            self._initial(),
            {id_: self._state(id_, found) for id_, found in self._states.items()},
            {id_: self._transition(id_, found[-1]) for id_, found in self._transitions.items()},
            description=bilingual(described_, root, "description"),
            state_variable=self._state_variable(),
            manager_bypass=flag(root, "manager_bypass"),
            creation_guard=self._creation_guard(),
            permissions=tuple(sorted(dict.fromkeys(each.text for each in root.all("permission")))),
            groups=tuple(dict.fromkeys(each.text for each in root.all("group"))),
            worklists={id_: self._worklist(id_, found[-1]) for id_, found in self._worklists.items()},
            variables={id_: self._variable(id_, found[-1]) for id_, found in self._variables.items()},
        )
        definition = ours.added(definition, root, desk)
        return Reading(definition, desk.report.told(), self._places(), desk.report.originals)

    def _places(self) -> Places:
        tables = (self._states, self._transitions, self._steps)
        where = ({id_: found[-1].place for id_, found in table.items()} for table in tables)
        return Places(self._root.place, *where)

    def _initial(self) -> str:
        initial = attribute(self._root, "initial_state", self._desk)
        if initial not in self._states and "initial_state" in self._root.attributes:
            self._error(self._root, "unknown-state", unknown(initial, tuple(self._states)))
        return initial

    def _error(self, element: Element, code: str, message: Text) -> None:
        self._desk.faults.error(element.place, code, message)

    def _state_variable(self) -> str:
        name = identifier(self._root, "state_variable", self._desk, VARIABLE)
        if name in self._variables:
            self._error(self._variables[name][0], "state-variable", _STATE_VARIABLE.filled(name=quoted(name)))
        return name

    def _creation_guard(self) -> Guard | None:
        found = only(self._root, "instance-creation-conditions", self._desk)
        return guard(found, ("creation_guard",), self._desk) if found else None

    def _tell_scripts(self) -> None:
        if self._scripts:
            self._desk.report.keep(("scripts",), tuple(self._scripts))
        for id_, found in self._scripts.items():
            kind = found[-1].attributes.get("type", "")
            self._lose("script", f"script {id_}", found[-1], kind, _SCRIPT)

    def _state(self, id_: str, found: list[Element]) -> State:
        last = found[-1]
        titled_ = titled(last, self._desk)
        exits = self._exits(id_, last)
        final = flag(last, "grif:final") if "grif:final" in last.attributes else not exits
        if final and "grif:final" not in last.attributes and len(self._states) > 1:
            self._lose("dead-end", f"state {id_}", last, "", _DEAD_END)
        return State(
            id_,
            titled_,
            described(last),
            exits,
            {name: held for element in found for name, held in self._permissions(element)},
            {name: roles for name, roles in self._groups(last)},
            {name: value for name, value in self._assigned(id_, last)},
            final,
        )

    def _exits(self, id_: str, element: Element) -> tuple[str, ...]:
        exits: dict[str, None] = {}
        written = tuple(each.attributes.get("transition_id", "") for each in element.all("exit-transition"))
        for each in element.all("exit-transition"):
            name = attribute(each, "transition_id", self._desk)
            if name in self._transitions:
                exits[name] = None
            elif "transition_id" in each.attributes:
                self._lose("unknown-transition", f"state {id_}", each, name, _NO_SUCH_EXIT)
        if tuple(exits) != written:
            self._desk.report.keep(("states", id_, "transitions"), written)
        return tuple(exits)

    def _permissions(self, state: Element) -> list[tuple[str, PermissionMap]]:
        return [
            (
                attribute(each, "name", self._desk),
                PermissionMap(
                    flag(each, "acquired"), tuple(role.text for role in each.all("permission-role"))
                ),
            )
            for each in state.all("permission-map")
        ]

    def _groups(self, state: Element) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (attribute(each, "name", self._desk), tuple(role.text for role in each.all("group-role")))
            for each in state.all("group-map")
        ]

    def _assigned(self, id_: str, state: Element) -> list[tuple[str, str]]:
        values = []
        for each in state.all("assignment"):
            name, kind = attribute(each, "name", self._desk), attribute(each, "type", self._desk)
            value = typed(each, kind, self._desk)
            if name not in self._variables:
                self._lose("unknown-variable", f"state {id_}", each, name, _NO_EFFECT)
                continue
            if kind in NOT_TEXT:
                self._lose("typed-value", f"state {id_}", each, f"{name}: {kind} {value}", _AS_TEXT)
            values.append((name, value))
        return values

    def _transition(self, id_: str, element: Element) -> Transition:
        desk = self._desk
        to_state = attribute(element, "new_state", desk)
        if to_state and to_state not in self._states:
            self._error(element, "unknown-state", unknown(to_state, tuple(self._states)))
        trigger, offered = self._trigger(element), button(element, desk)
        return ours.transition(
            Transition(
                id_,
                titled(element, desk),
                to_state,
                trigger,
                guard(element, ("transitions", id_, "guard"), desk),
                described(element),
                offered,
                before_script=self._script(element, id_, "before_script"),
                after_script=self._script(element, id_, "after_script"),
                variables=dict(self._expressions(id_, element)),
                hidden=trigger == "user" and not is_offered(element),
            ),
            element,
            desk,
        )

    def _trigger(self, element: Element) -> Trigger:
        word = attribute(element, "trigger", self._desk)
        if word not in TRIGGERS and "trigger" in element.attributes:
            self._error(element, "unknown-trigger", unknown(word, tuple(TRIGGERS)))
        return TRIGGERS.get(word, "user")

    def _script(self, element: Element, id_: str, key: str) -> str:
        name = attribute(element, key, self._desk)
        if name:
            self._desk.report.keep(("transitions", id_, key), name)
            code = "script-call" if name in self._scripts else "unknown-script"
            self._lose(code, f"transition {id_}", element, f"{key}: {name}", _CALLED[key])
        effect = element.attributes.get(f"grif:{key}", "")
        if effect and effect not in EFFECTS:
            self._error(element, "unknown-effect", unknown(effect, tuple(EFFECTS)))
        return effect

    def _expressions(self, id_: str, element: Element) -> list[tuple[str, str]]:
        carried = []
        for each in element.all("assignment"):
            name = attribute(each, "name", self._desk)
            if name not in self._variables:
                self._lose("unknown-variable", f"transition {id_}", each, name, _NO_EFFECT)
            elif compiled(each.text) is None:
                self._desk.report.keep(("transitions", id_, "variables", name), each.text)
                self._lose("variable-expression", f"transition {id_}", each, each.text, _NOT_SET)
            else:
                carried.append((name, each.text))
        return carried

    def _variable(self, id_: str, element: Element) -> Variable:
        default = only(element, "default", self._desk)
        value = only(default, "value", self._desk) if default else None
        written = only(default, "expression", self._desk) if default else None
        kind = value.attributes.get("type", "") if value else ""
        return Variable(
            id_,
            described(element),
            typed(value, kind, self._desk) if value else "",
            self._expression(id_, written) if written else "",
            flag(element, "for_status"),
            flag(element, "for_catalog"),
            flag(element, "update_always"),
            guard(element, ("variables", id_, "info_guard"), self._desk),
        )

    def _expression(self, id_: str, written: Element) -> str:
        if compiled(written.text) is not None:
            return written.text
        self._desk.report.keep(("variables", id_, "default_expression"), written.text)
        self._lose("variable-expression", f"variable {id_}", written, written.text, _DEFAULT)
        return ""

    def _worklist(self, id_: str, element: Element) -> Worklist:
        return Worklist(
            id_,
            titled(element, self._desk),
            described(element),
            {
                attribute(each, "name", self._desk): words(attribute(each, "values", self._desk))
                for each in element.all("match")
            },
            guard(element, ("worklists", id_, "guard"), self._desk),
            button(element, self._desk),
        )


_NO_ROOT = Text(
    "это не процесс Plone: нужен элемент dc-workflow, а не «{tag}»",
    "not a workflow of Plone: the element dc-workflow is needed, not “{tag}”",
)
_STATE_VARIABLE = Text(
    "переменная «{name}» уже хранит состояние: назовите другую иначе",
    "the variable “{name}” keeps the state already: name the other one differently",
)
_REPEATED = Text(
    "имя повторяется: как в DCWorkflow, остаётся последнее",
    "the id is repeated: as in DCWorkflow, the last stays",
)
_DEAD_END = Text(
    "из состояния нет выхода: оно считается конечным (final)", "there is no way out: the state is final"
)
_NO_SUCH_EXIT = Text(
    "такого перехода нет: выход пропущен, как и в DCWorkflow",
    "there is no such transition: the exit is left out, as DCWorkflow does",
)
_SCRIPT = Text(
    "программа не переносится: её место – условия, переменные и действия (before, after)",
    "the script is not carried: conditions, variables and effects (before, after) stand in its place",
)
_CALLED = {
    "before_script": Text(
        "переход выполняется без неё; если она могла отказать, впишите условие (guard: when)",
        "the transition runs without it; if it could refuse, write a condition (guard: when)",
    ),
    "after_script": Text(
        "переход выполняется без неё; что следует за переходом, пишут в after",
        "the transition runs without it; write what follows in after",
    ),
}
_NOT_SET = Text(
    "переход не задаёт переменную: она получает значение по общему порядку",
    "the transition does not set the variable: it gets its value as at any step",
)
_DEFAULT = Text("вместо выражения – значение по умолчанию", "the default value stands in its place")
_NO_EFFECT = Text(
    "такой переменной нет: значение пропущено", "there is no such variable: the value is left out"
)
_AS_TEXT = Text("значение хранится как текст", "the value is kept as text")
