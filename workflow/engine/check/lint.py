"""What the file alone shows: the defects that Plone's engine takes in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from workflow.chain.acts import ACTS
from workflow.chain.compile import IN_FORCE, RETURN, SUBMIT
from workflow.engine.check.findings import Finding, Origin
from workflow.engine.definition import OPEN, Definition, State, Transition
from workflow.engine.variables import WORDS, compiled
from workflow.values import Text


def lint(definition: Definition, origin: Origin) -> tuple[Finding, ...]:
    """Every defect of the file, whatever the form it was written in."""
    looks: tuple[Callable[[Definition], Iterator[Finding]], ...] = (
        _unknown_names,
        _ours if origin == "grif" else _plone,
        _unmapped,
        _dead_maps,
        _unoffered,
        _unguarded,
        _worklists,
        _assignments,
    )
    return tuple(finding for look in looks for finding in look(definition))


def _unknown_names(definition: Definition) -> Iterator[Finding]:
    """DCWorkflow skips an exit that is not there, and fails on a target only when the button is pressed."""
    for state in definition.states.values():
        for way in state.transitions:
            if way not in definition.transitions:
                yield Finding(
                    "unknown-transition", "error", "state", state.id, _NO_WAY.filled(id=state.id, way=way)
                )
    for one in definition.transitions.values():
        if one.to_state and one.to_state not in definition.states:
            said = _NO_STATE.filled(id=one.id, state=one.to_state)
            yield Finding("unknown-state", "error", "transition", one.id, said)


def _unmapped(definition: Definition) -> Iterator[Finding]:
    if not any(state.permission_roles for state in definition.states.values()):
        return
    for state in definition.states.values():
        missing = [one for one in definition.permissions if one not in state.permission_roles]
        if missing:
            said = _UNMAPPED.filled(id=state.id, names=", ".join(missing))
            yield Finding("permission-unmapped", "warning", "state", state.id, said)


def _dead_maps(definition: Definition) -> Iterator[Finding]:
    for state in definition.states.values():
        dead = [one for one in state.permission_roles if one not in definition.permissions]
        groups = [one for one in state.group_roles if one not in definition.groups]
        for names in (dead, groups):
            if names:
                said = _DEAD_MAP.filled(id=state.id, names=", ".join(names))
                yield Finding("dead-map", "warning", "state", state.id, said)


def _unoffered(definition: Definition) -> Iterator[Finding]:
    offered = {way for state in definition.states.values() for way in state.transitions}
    for id_ in definition.transitions:
        if id_ not in offered:
            yield Finding("unused-transition", "warning", "transition", id_, _UNUSED.filled(id=id_))


def _unguarded(definition: Definition) -> Iterator[Finding]:
    """A signing transition is guarded by whom its step asks, a return by those who may refuse."""
    offered = {way for state in definition.states.values() for way in state.transitions}
    for way in definition.transitions.values():
        governed = way.signs or (way.id == RETURN and definition.steps)
        if way.trigger == "user" and way.guard == OPEN and way.id in offered and not governed:
            yield Finding(
                "unguarded-transition", "warning", "transition", way.id, _UNGUARDED.filled(id=way.id)
            )


def _worklists(definition: Definition) -> Iterator[Finding]:
    for one in definition.worklists.values():
        for state in one.matches.get(definition.state_variable, ()):
            # A formatted value is made when the list is asked for.
            if state not in definition.states and "%" not in state:
                said = _EMPTY_LIST.filled(id=one.id, state=state)
                yield Finding("dead-worklist", "warning", "worklist", one.id, said)


def _assignments(definition: Definition) -> Iterator[Finding]:
    for state in definition.states.values():
        for name in state.variables.keys() - definition.variables.keys():
            said = _NO_VARIABLE.filled(id=state.id, name=name)
            yield Finding("dead-assignment", "warning", "state", state.id, said)
    for way in definition.transitions.values():
        for name in way.variables.keys() - definition.variables.keys():
            said = _NO_VARIABLE.filled(id=way.id, name=name)
            yield Finding("dead-assignment", "warning", "transition", way.id, said)


def _ways(definition: Definition, state: State) -> tuple[Transition, ...]:
    return tuple(definition.transitions[way] for way in state.transitions if way in definition.transitions)


def _unreached(definition: Definition) -> Iterator[str]:
    """The states that no way leads to, in the author's order."""
    reached, waiting = {definition.initial_state}, [definition.initial_state]
    while waiting:
        here = definition.states.get(waiting.pop())
        new = {way.to_state for way in _ways(definition, here) if way.to_state} - reached if here else set()
        reached |= new
        waiting += new
    yield from (id_ for id_ in definition.states if id_ not in reached)


def leads_nowhere(definition: Definition, state: State) -> bool:
    """Whether no way out of a state leads to another."""
    return all(way.to_state in ("", state.id) for way in _ways(definition, state))


def _ours(definition: Definition) -> Iterator[Finding]:
    """What would leave a case of ours stranded or without effect."""
    for id_ in _unreached(definition):
        yield Finding("unreachable-state", "error", "state", id_, _UNREACHED.filled(id=id_))
    for id_, state in definition.states.items():
        if state.final and state.transitions:
            yield Finding("final-with-exits", "error", "state", id_, _FINAL.filled(id=id_))
        if not state.final and leads_nowhere(definition, state):
            yield Finding("dead-end", "error", "state", id_, _DEAD_END.filled(id=id_))
    yield from _signed(definition)
    yield from _driven(definition)


def _signed(definition: Definition) -> Iterator[Finding]:
    signing = {way.signs for way in definition.transitions.values()}
    for step in definition.steps:
        if step not in signing:
            yield Finding("unsigned-step", "error", "step", step, _UNSIGNED.filled(id=step))
    for id_, state in definition.states.items():
        ways = [way for way in _ways(definition, state) if way.trigger != "timed"]
        signed = Counter(way.signs for way in ways if way.signs)
        for step, times in sorted(signed.items()):
            if times > 1:
                yield Finding("signed-twice", "error", "state", id_, _TWICE.filled(id=id_, step=step))


def _driven(definition: Definition) -> Iterator[Finding]:
    """The names by which the product submits, returns and puts into force; without them nothing breaks.

    What goes beside a chain needs none of them, and has neither answers nor force of its own.
    """
    if definition.beside:
        yield from _beside(definition)
        return
    initial = definition.states.get(definition.initial_state)
    if initial and SUBMIT not in initial.transitions:
        yield Finding("no-submit", "warning", "definition", "", _NO_SUBMIT)
    if IN_FORCE not in definition.states and definition.in_force:
        yield Finding("no-in-force", "warning", "definition", "", _NO_IN_FORCE)
    for id_, state in definition.states.items():
        asked = [
            definition.steps[way.signs] for way in _ways(definition, state) if way.signs in definition.steps
        ]
        refusable = any(answer.effect == "return" for step in asked for answer in ACTS[step.act].outcomes)
        if refusable and RETURN not in state.transitions:
            yield Finding("no-return", "warning", "state", id_, _NO_RETURN.filled(id=id_))


def _beside(definition: Definition) -> Iterator[Finding]:
    for step in definition.steps:
        yield Finding("step-beside", "error", "step", step, _STEP_BESIDE.filled(id=step))
    if definition.in_force or definition.annexes:
        yield Finding("force-beside", "error", "definition", "", _FORCE_BESIDE)


def _plone(definition: Definition) -> Iterator[Finding]:
    """What Plone lets pass: it knows no ends, a lone state is none, and its history is what variables say."""
    for id_ in _unreached(definition):
        yield Finding("unreachable-state", "warning", "state", id_, _UNREACHED.filled(id=id_))
    for id_, state in definition.states.items():
        if len(definition.states) > 1 and leads_nowhere(definition, state):
            yield Finding("dead-end", "warning", "state", id_, _PLONE_END.filled(id=id_))
    for way in definition.transitions.values():
        if way.trigger == "user" and (way.hidden or not way.action.name):
            yield Finding("no-label", "warning", "transition", way.id, _NO_LABEL.filled(id=way.id))
    if definition.transitions:
        yield from _history(definition)


def _history(definition: Definition) -> Iterator[Finding]:
    kept = [compiled(one.expression) for one in definition.variables.values() if one.for_status]
    for asked, said in (("actor", _NO_ACTOR), ("comment", _NO_COMMENT)):
        if WORDS[asked] not in kept:
            yield Finding(f"history-without-{asked}", "warning", "definition", "", said)


_NO_WAY = Text(
    "состояние «{id}» называет переход «{way}», которого нет",
    "state “{id}” names transition “{way}”, which is not there",
)
_NO_STATE = Text(
    "переход «{id}» ведёт в состояние «{state}», которого нет",
    "transition “{id}” leads to state “{state}”, which is not there",
)
_UNMAPPED = Text(
    "в состоянии «{id}» не сказано, у кого права: {names}; они наследуются от папки",
    "state “{id}” does not say who holds: {names}; they are acquired from the folder",
)
_DEAD_MAP = Text(
    "состояние «{id}» раздаёт то, чем процесс не управляет: {names}; это ни на что не влияет",
    "state “{id}” maps what the workflow does not manage: {names}; it has no effect",
)
_UNUSED = Text("перехода «{id}» нет ни в одном состоянии", "no state offers transition “{id}”")
_UNGUARDED = Text(
    "переход «{id}» может выполнить кто угодно: укажите роли, права или условие (guard)",
    "anybody may perform transition “{id}”: name roles, permissions or a condition (guard)",
)
_EMPTY_LIST = Text(
    "список «{id}» ждёт документов в состоянии «{state}», которого нет",
    "worklist “{id}” waits for documents in state “{state}”, which is not there",
)
_NO_VARIABLE = Text(
    "«{id}» присваивает переменную «{name}», которой нет: значение пропадёт",
    "“{id}” assigns variable “{name}”, which is not there: the value is lost",
)
_UNREACHED = Text(
    "в состояние «{id}» не ведёт ни один переход: добавьте путь или удалите его",
    "no transition leads to state “{id}”: add a way or delete it",
)
_FINAL = Text(
    "состояние «{id}» названо конечным, но из него есть переходы: уберите final или transitions",
    "state “{id}” is called final, yet it has transitions: remove final or transitions",
)
_DEAD_END = Text(
    "из состояния «{id}» нет выхода: добавьте переход или отметьте final: true",
    "there is no way out of state “{id}”: add a transition or mark it final: true",
)
_PLONE_END = Text(
    "из состояния «{id}» нет выхода: если это не конец пути, добавьте переход",
    "there is no way out of state “{id}”: add a transition unless it is meant as an end",
)
_UNSIGNED = Text(
    "шаг «{id}» не подписывает ни один переход: добавьте signs: {id} или удалите шаг",
    "no transition signs step “{id}”: add signs: {id} or delete the step",
)
_TWICE = Text(
    "в состоянии «{id}» шаг «{step}» подписывают два перехода: оставьте один",
    "two transitions of state “{id}” sign step “{step}”: keep one of them",
)
_NO_SUBMIT = Text(
    "из начального состояния нет перехода submit: документ нельзя будет отправить",
    "the initial state has no transition submit: a document cannot be sent on its way",
)
_NO_IN_FORCE = Text(
    "нет состояния in_force: редакция никогда не вступит в силу",
    "there is no state in_force: an edition will never come into force",
)
_NO_RETURN = Text(
    "из состояния «{id}» нет перехода return: отказ некуда будет вернуть",
    "state “{id}” has no transition return: a refusal has nowhere to go",
)
_STEP_BESIDE = Text(
    "шаг «{id}»: ответы органов и должностных лиц принадлежат цепочке, здесь хватит переходов с guard",
    "step “{id}”: answers of bodies and officials belong to the chain, here transitions with a guard will do",
)
_FORCE_BESIDE = Text(
    "рядом с цепочкой в силу ничего не вступает: уберите in_force и annexes",
    "nothing comes into force beside the chain: remove in_force and annexes",
)
_NO_LABEL = Text(
    "у перехода «{id}» нет надписи: его не предложат, но выполнить его может всякий, кого пустят условия",
    "transition “{id}” has no label: it is not offered, yet anybody who passes its guard may perform it",
)
_NO_ACTOR = Text(
    "ни одна переменная истории не хранит, кто выполнил переход; здесь это записывается всегда",
    "no variable of the history keeps who performed a transition; here it is always recorded",
)
_NO_COMMENT = Text(
    "ни одна переменная истории не хранит замечание; здесь это записывается всегда",
    "no variable of the history keeps the comment; here it is always recorded",
)
