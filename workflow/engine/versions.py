"""A running case goes over to another version of its definition: what stays valid, what does not, and why.

A case is put where its state is mapped to, with the sign-offs that still answer what is asked; then what is
automatic there happens. A migration never ends a case, never puts an edition in force, and never puts a
case where the new definition itself could not have led it with these sign-offs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from workflow.engine.condition_words import not_yet
from workflow.engine.correspondence import Correspondence, misfits
from workflow.engine.definition import Step
from workflow.engine.machine import SYSTEM_ACTOR, Plan
from workflow.engine.process import NOTHING_KNOWN, Circumstances, Marking, Move, open_steps, settle
from workflow.engine.situation import Situation
from workflow.engine.variables import NO_VALUES, Happening, Status
from workflow.errors import Invalid, Refused
from workflow.values import PartyKey, Text


@dataclass(frozen=True, slots=True)
class Migration:
    """From one definition version to another; `digest` names the hashes and the correspondence."""

    source: str
    target: str
    old: Plan
    new: Plan
    of: Correspondence
    digest: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A sign-off that stays valid, as the answer of `step` of the new definition."""

    former: str
    step: str
    why: Text


@dataclass(frozen=True, slots=True)
class Void:
    """A sign-off that is valid no more; `code` is one of VOID."""

    former: str
    code: str

    @property
    def why(self) -> Text:
        """The reason in words."""
        return VOID[self.code]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a migration makes of one case. `waiting_on` maps each task that goes on from old step to new."""

    marking: Marking
    moves: tuple[Move, ...]
    kept: tuple[Kept, ...]
    void: tuple[Void, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    waiting_on: Mapping[str, str]


def migration(source: str, target: str, old: Plan, new: Plan, of: Correspondence) -> Migration:
    """The migration that the correspondence says. Raises Invalid with every misfit."""
    found = misfits(old.definition, new.definition, of)
    if found:
        raise Invalid({f"{one.table}.{one.id}": one.message for one in found})
    return Migration(source, target, old, new, of, _digest(source, target, of))


def pinned(migration: Migration, parties: Mapping[str, PartyKey]) -> dict[str, PartyKey]:
    """The bodies and offices that stay pinned: of steps that are mapped and ask the same kind."""
    old, new = migration.old.definition.steps, migration.new.definition.steps
    return {
        step: parties[former]
        for former, step in migration.of.steps.items()
        if former in parties and old[former].by == new[step].by
    }


def moved(
    migration: Migration,
    marking: Marking,
    before: Mapping[str, PartyKey],
    after: Mapping[str, PartyKey],
    other_text: Collection[str] = (),
    known: Circumstances = NOTHING_KNOWN,
) -> Moved:
    """What becomes of a case with these bodies and offices `before` and `after`; it is never closed by this.

    `other_text` names the steps answered on another text; `known` tells days and persons by the old steps.
    Raises Refused when the case has to stay.
    """
    kept, void = _sorted_out(migration, marking, before, after, other_text)
    signed = {one.step: marking.signed[one.former] for one in kept}
    state = migration.of.states[marking.state]
    put = Marking(state, signed, _values(migration.new, state, marking.values, known))
    _refuse_unled(migration.new, put)
    settled = settle(migration.new, put, known=_renamed(known, kept))
    if migration.new.definition.states[settled.marking.state].final:
        raise Refused("would-end", _WOULD_END)
    asked = [one.id for one in open_steps(migration.old, marking)]
    asks = [one.id for one in open_steps(migration.new, settled.marking)]
    if asked and not asks and not _goes_by_itself(migration.new, settled.marking):
        raise Refused("nobody-asked", _NOBODY)
    same = {one: migration.of.steps[one] for one in asked if _goes_on(migration, one, before, after, asks)}
    return Moved(
        settled.marking,
        settled.moves,
        kept,
        void,
        tuple(one for one in asks if one not in same.values()),
        tuple(one for one in asked if one not in same),
        same,
    )


def _values(plan: Plan, state: str, before: Status, known: Circumstances) -> Status:
    """What the new state says, then what was recorded, then what a new case would begin with."""
    if not plan.variables:
        return NO_VALUES
    happening = Happening(None, SYSTEM_ACTOR, "", known.at, known.history)
    fresh = plan.variables.recorded(state, None, before, happening)
    said = plan.definition.states[state].variables
    return {id_: before[id_] if id_ in before and id_ not in said else fresh[id_] for id_ in fresh}


def _renamed(known: Circumstances, kept: Collection[Kept]) -> Circumstances:
    """The days and persons of the answers that stay valid, by the new steps."""
    if known.situation is None:
        return known
    on, by = known.situation.signed_on, known.situation.signed_by
    days = {one.step: on[one.former] for one in kept if one.former in on}
    persons = {one.step: by[one.former] for one in kept if one.former in by}
    return replace(known, situation=known.situation._replace(signed_on=days, signed_by=persons))


def _digest(source: str, target: str, of: Correspondence) -> str:
    said = [source, target, sorted(of.states.items()), sorted(of.steps.items()), sorted(of.drop)]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def _sorted_out(
    migration: Migration,
    marking: Marking,
    before: Mapping[str, PartyKey],
    after: Mapping[str, PartyKey],
    other_text: Collection[str],
) -> tuple[tuple[Kept, ...], tuple[Void, ...]]:
    kept, void = [], []
    for former in marking.signed:
        step = migration.of.steps.get(former)
        if step is None:
            void.append(Void(former, "dropped"))
        elif former in other_text:
            void.append(Void(former, "other-text"))
        else:
            asked, asks = migration.old.definition.steps[former], migration.new.definition.steps[step]
            judged = _judged(asked, asks, before.get(former) == after.get(step))
            if isinstance(judged, str):
                void.append(Void(former, judged))
            else:
                kept.append(Kept(former, step, judged))
    return tuple(kept), tuple(void)


def _judged(asked: Step, asks: Step, same_party: bool) -> Text | str:
    """Why the answer to `asked` answers `asks` too; else the code of what it lacks."""
    if asked.act != asks.act:
        return "other-act"
    if asked.by != asks.by and not same_party:
        return "other-party"
    if asks.evidence not in (asked.evidence, "none"):
        return "more-evidence"
    return _SAME if asked.by == asks.by else _SAME_PARTY


def _goes_on(
    migration: Migration,
    former: str,
    before: Mapping[str, PartyKey],
    after: Mapping[str, PartyKey],
    asks: Collection[str],
) -> bool:
    """Whether the task of the old step is the task of a new one: the same act asked of the same party."""
    step = migration.of.steps.get(former)
    if step is None or step not in asks or before.get(former) != after.get(step):
        return False
    return migration.old.definition.steps[former].act == migration.new.definition.steps[step].act


def _goes_by_itself(plan: Plan, marking: Marking) -> bool:
    """Whether the case waits here for a day or a fact, and for nobody's answer."""
    ways = plan.definition.states[marking.state].transitions
    return any(plan.definition.transitions[one].trigger in ("automatic", "timed") for one in ways)


def _refuse_unled(plan: Plan, put: Marking) -> None:
    """The new definition must itself lead to the state with these sign-offs: no step is passed over."""
    reached = _led_to(plan, put.signed)
    if put.state in reached:
        return
    states = plan.definition.states
    blocked = [name for state in reached for name in states[state].transitions]
    missing = dict.fromkeys(step for name in blocked for step in _lacks(plan, name, put.signed))
    title = states[put.state].title
    # Not `filled`: a title is the author's text and may hold braces.
    message = Text(_UNLED.ru.replace("{state}", title.ru), _UNLED.en.replace("{state}", title.en))
    raise Refused("passed-over", message, tuple(not_yet(step, plan.definition) for step in missing))


def _led_to(plan: Plan, signed: Mapping[str, str]) -> dict[str, None]:
    """The states to which the definition leads a case with these sign-offs alone, nearest first."""
    states, transitions = plan.definition.states, plan.definition.transitions
    reached: dict[str, None] = {plan.definition.initial_state: None}
    ahead = [plan.definition.initial_state]
    while ahead:
        for name in states[ahead.pop(0)].transitions:
            target = transitions[name].to_state
            if target and target not in reached and not _lacks(plan, name, signed):
                reached[target] = None
                ahead.append(target)
    return reached


def _lacks(plan: Plan, transition: str, signed: Mapping[str, str]) -> tuple[str, ...]:
    """The sign-offs without which the transition stays closed; what is no sign-off is taken as fulfilled."""
    way = plan.ways[transition]
    signs = way.transition.signs
    own = (signs,) if signs and signs not in signed else ()
    unmet = way.condition.unmet(Situation(signed))
    asked = (name for each in unmet if each.code in ("not-signed", "one-of") for name in each.opens)
    return (*own, *(name for name in asked if name in plan.definition.steps))


_SAME = Text(
    "тот же орган, то же действие, текст не менялся", "the same body, the same act, the text has not changed"
)
_SAME_PARTY = Text(
    "шаг описан иначе, но спрошен тот же орган о том же, текст не менялся",
    "the step is written otherwise, but asks the same of the same body, the text has not changed",
)
VOID: Mapping[str, Text] = {
    "dropped": Text("в новой цепочке этого шага нет", "the new chain has no such step"),
    "other-text": Text("отметка дана на другой текст", "it was given on another text"),
    "other-act": Text("новый шаг просит другого действия", "the new step asks for another act"),
    "other-party": Text("новый шаг спрашивает другой орган", "the new step asks another body"),
    "more-evidence": Text(
        "новый шаг требует другого документа-основания", "the new step demands another instrument as evidence"
    ),
}
"""Why a sign-off is void after a migration, by the code that the journal holds."""
_WOULD_END = Text(
    "Переход завершил бы согласование без решения: ход остаётся по прежней цепочке",
    "The migration would end the case without a decision: it stays with its chain",
)
_NOBODY = Text(
    "После перевода никто не был бы спрошен: ход остаётся по прежней цепочке",
    "After the migration nobody would be asked: the case stays with its chain",
)
_UNLED = Text(
    "Новая цепочка не приводит в состояние «{state}» без этих отметок: переведите на более раннее",
    "The new chain does not lead to “{state}” without these sign-offs: map to an earlier state",
)
