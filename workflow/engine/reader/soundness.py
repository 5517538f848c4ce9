"""Whether a definition written as states can run: every state reached and left, every step signed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from workflow.chain.acts import ACTS
from workflow.chain.compile import IN_FORCE, RETURN, SUBMIT
from workflow.engine.conditions import Condition, names
from workflow.engine.definition import Definition, State, Transition
from workflow.engine.guards import parse
from workflow.engine.reader.engine_form import Places
from workflow.engine.reader.faults import Faults
from workflow.engine.situation import Situation
from workflow.values import Text

MAX_TRIED = 6  # steps of automatic guards whose every combination is tried


def check_soundness(definition: Definition, places: Places, faults: Faults) -> None:
    """Tell everything that would leave a case stranded, endless or without effect."""
    for check in (_reached, _left, _signed, _offered, _endless, _driven):
        check(definition, places, faults)


def _ways(definition: Definition, state: State) -> tuple[Transition, ...]:
    return tuple(definition.transitions[way] for way in state.transitions)


def _reached(definition: Definition, places: Places, faults: Faults) -> None:
    reached, waiting = {definition.initial_state}, [definition.initial_state]
    while waiting:
        ways = _ways(definition, definition.states[waiting.pop()])
        new = {way.to_state for way in ways if way.to_state} - reached
        reached |= new
        waiting += new
    for state in definition.states:
        if state not in reached:
            faults.error(places.states[state], "unreachable-state", _UNREACHED.filled(id=state))


def _left(definition: Definition, places: Places, faults: Faults) -> None:
    for id_, state in definition.states.items():
        leads_on = any(way.to_state not in ("", id_) for way in _ways(definition, state))
        if state.final and state.transitions:
            faults.error(places.states[id_], "final-with-exits", _FINAL.filled(id=id_))
        if not state.final and not leads_on:
            faults.error(places.states[id_], "dead-end", _DEAD_END.filled(id=id_))


def _signed(definition: Definition, places: Places, faults: Faults) -> None:
    signing = {way.signs for way in definition.transitions.values()}
    for step in definition.steps:
        if step not in signing:
            faults.error(places.steps[step], "unsigned-step", _UNSIGNED.filled(id=step))
    for id_, state in definition.states.items():
        signed = [way.signs for way in _ways(definition, state) if way.signs]
        for step in sorted({step for step in signed if signed.count(step) > 1}):
            faults.error(places.states[id_], "signed-twice", _TWICE.filled(id=id_, step=step))


def _offered(definition: Definition, places: Places, faults: Faults) -> None:
    offered = {way for state in definition.states.values() for way in state.transitions}
    for id_ in definition.transitions:
        if id_ not in offered:
            faults.warning(places.transitions[id_], "unused-transition", _UNUSED.filled(id=id_))


def _endless(definition: Definition, places: Places, faults: Faults) -> None:
    """Automatic transitions run until none opens, so none may lead back while the same steps are signed."""
    conditions = {
        id_: parse(way.guard.expression, dict.fromkeys(definition.variables, str))
        for id_, way in definition.transitions.items()
        if way.trigger == "automatic"
    }
    told: set[str] = set()
    for signed in _combinations(conditions):
        for state in definition.states:
            looping = _loop(definition, conditions, signed, state) - told
            told |= looping
            for id_ in sorted(looping):
                faults.error(places.transitions[id_], "endless-automatic", _ENDLESS.filled(id=id_))


def _combinations(conditions: Mapping[str, Condition]) -> Iterator[dict[str, str]]:
    mentioned = sorted({step for condition in conditions.values() for step in names(condition)})
    if len(mentioned) > MAX_TRIED:
        yield from ({}, dict.fromkeys(mentioned, ""))
        return
    for size in range(len(mentioned) + 1):
        yield from (dict.fromkeys(found, "") for found in combinations(mentioned, size))


def _loop(
    definition: Definition, conditions: Mapping[str, Condition], signed: Mapping[str, str], state: str
) -> set[str]:
    """The automatic transitions that run for ever from `state`, none if they come to rest."""
    taken: dict[str, str] = {}
    while state not in taken:
        way = next(
            (
                way
                for way in definition.states[state].transitions
                if way in conditions and conditions[way].holds(Situation(signed, state=state))
            ),
            None,
        )
        if way is None:
            return set()
        taken[state] = way
        state = definition.transitions[way].to_state or state
    path = list(taken)
    return {taken[each] for each in path[path.index(state) :]}


def _driven(definition: Definition, places: Places, faults: Faults) -> None:
    """The names by which the product submits, returns and puts into force; without them nothing breaks."""
    if SUBMIT not in definition.states[definition.initial_state].transitions:
        faults.warning(places.initial, "no-submit", _NO_SUBMIT)
    if IN_FORCE not in definition.states and definition.in_force:
        faults.warning(places.initial, "no-in-force", _NO_IN_FORCE)
    for id_, state in definition.states.items():
        asked = [
            definition.steps[way.signs] for way in _ways(definition, state) if way.signs in definition.steps
        ]
        refusable = any(answer.effect == "return" for step in asked for answer in ACTS[step.act].outcomes)
        if refusable and RETURN not in state.transitions:
            faults.warning(places.states[id_], "no-return", _NO_RETURN.filled(id=id_))


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
_UNSIGNED = Text(
    "шаг «{id}» не подписывает ни один переход: добавьте signs: {id} или удалите шаг",
    "no transition signs step “{id}”: add signs: {id} or delete the step",
)
_TWICE = Text(
    "в состоянии «{id}» шаг «{step}» подписывают два перехода: оставьте один",
    "two transitions of state “{id}” sign step “{step}”: keep one of them",
)
_UNUSED = Text("перехода «{id}» нет ни в одном состоянии", "no state offers transition “{id}”")
_ENDLESS = Text(
    "автоматический переход «{id}» идёт по кругу без конца: добавьте ему условие (guard: {{when: …}})",
    "the automatic transition “{id}” goes round for ever: give it a condition (guard: {{when: …}})",
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
