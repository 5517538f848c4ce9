"""Which state and step of a new definition stand for which of an old one, and what that leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workflow.engine.definition import Definition
from workflow.values import Text

Table = Literal["states", "steps", "drop"]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Which new state and step stands for which old one; the steps under `drop` carry nothing over."""

    states: Mapping[str, str]
    steps: Mapping[str, str]
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong at one id of a correspondence; `target` when it is the id on the right."""

    table: Table
    id: str
    code: str
    message: Text
    target: bool = False


def proposed(old: Definition, new: Definition) -> Correspondence:
    """The same ids for the same things; what the new definition does not know is left for a person to say."""
    states = {id_: id_ for id_ in running_states(old) if id_ in new.states and not new.states[id_].final}
    return Correspondence(states, {id_: id_ for id_ in steps_in_order(old) if id_ in new.steps})


def running_states(definition: Definition) -> list[str]:
    """The states in which a case that is not closed may stand: the initial one, then stage by stage."""
    stages = [definition.initial_state, *(stage.state for stage in definition.stages)]
    running = [id_ for id_, state in definition.states.items() if not state.final]
    return [*(id_ for id_ in stages if id_ in running), *(id_ for id_ in running if id_ not in stages)]


def steps_in_order(definition: Definition) -> list[str]:
    """The steps stage by stage; kept definitions hold them by the alphabet."""
    staged = [step for stage in definition.stages for step in stage.steps]
    return [*staged, *(id_ for id_ in definition.steps if id_ not in staged)]


def misfits(old: Definition, new: Definition, of: Correspondence) -> tuple[Misfit, ...]:
    """Everything that keeps the correspondence from being a migration; nothing when it is one."""
    return (*_of_states(old, new, of), *_of_steps(old, new, of))


def _of_states(old: Definition, new: Definition, of: Correspondence) -> Iterator[Misfit]:
    running = running_states(old)
    for former, state in of.states.items():
        if former not in old.states:
            yield Misfit("states", former, "unknown-state", _NO_OLD_STATE.filled(id=former))
        elif former not in running:
            yield Misfit("states", former, "final-state", _ENDED.filled(id=former))
        elif state not in new.states:
            yield Misfit("states", former, "unknown-state", _NO_NEW_STATE.filled(id=state), target=True)
        elif new.states[state].final:
            yield Misfit("states", former, "would-end", _ENDS.filled(id=state), target=True)
    for id_ in running:
        if id_ not in of.states:
            yield Misfit("states", id_, "unmapped-state", _UNMAPPED_STATE.filled(id=id_))


def _of_steps(old: Definition, new: Definition, of: Correspondence) -> Iterator[Misfit]:
    answered: dict[str, str] = {}
    for former, step in of.steps.items():
        if former not in old.steps:
            yield Misfit("steps", former, "unknown-step", _NO_OLD_STEP.filled(id=former))
        elif former in of.drop:
            yield Misfit("steps", former, "mapped-and-dropped", _BOTH_WAYS.filled(id=former))
        elif step not in new.steps:
            yield Misfit("steps", former, "unknown-step", _NO_NEW_STEP.filled(id=step), target=True)
        elif step in answered:
            message = _TWO_TO_ONE.filled(one=answered[step], other=former, id=step)
            yield Misfit("steps", former, "two-to-one", message, target=True)
        answered.setdefault(step, former)
    for id_ in of.drop:
        if id_ not in old.steps:
            yield Misfit("drop", id_, "unknown-step", _NO_OLD_STEP.filled(id=id_))
    for id_ in steps_in_order(old):
        if id_ not in of.steps and id_ not in of.drop:
            yield Misfit("steps", id_, "unmapped-step", _UNMAPPED_STEP.filled(id=id_))


_NO_OLD_STATE = Text("в прежнем определении нет состояния «{id}»", "the old definition has no state “{id}”")
_NO_NEW_STATE = Text("в новом определении нет состояния «{id}»", "the new definition has no state “{id}”")
_NO_OLD_STEP = Text("в прежнем определении нет шага «{id}»", "the old definition has no step “{id}”")
_NO_NEW_STEP = Text("в новом определении нет шага «{id}»", "the new definition has no step “{id}”")
_ENDED = Text(
    "«{id}» – конечное состояние: законченное не переводится, удалите строку",
    "“{id}” is a final state: what has ended is not migrated, delete the line",
)
_ENDS = Text(
    "«{id}» – конечное состояние: перевод не заканчивает согласование, выберите другое",
    "“{id}” is a final state: a migration ends no case, choose another",
)
_UNMAPPED_STATE = Text(
    "не сказано, какое новое состояние соответствует «{id}»",
    "it is not said which new state stands for “{id}”",
)
_UNMAPPED_STEP = Text(
    "не сказано, какой новый шаг соответствует «{id}»: впишите его или назовите шаг в drop",
    "it is not said which new step stands for “{id}”: write it, or name the step under drop",
)
_BOTH_WAYS = Text(
    "шаг «{id}» и перенесён, и отброшен: оставьте одно", "step “{id}” is both mapped and dropped: keep one"
)
_TWO_TO_ONE = Text(
    "шаги «{one}» и «{other}» перенесены в один «{id}»: чей ответ считать?",
    "steps “{one}” and “{other}” are both mapped to “{id}”: whose answer would count?",
)
