"""One step of a case, exactly once: the asked transition, then every automatic one that opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from workflow.chain.acts import NO_REPLY
from workflow.engine.definition import Step
from workflow.engine.machine import SYSTEM, SYSTEM_ACTOR, Asker, Attempt, Gate, Plan, Subject, Way
from workflow.engine.situation import Situation
from workflow.engine.variables import NO_VALUES, Happening, Status
from workflow.engine.wording import party_named
from workflow.errors import Refused, Unmet
from workflow.values import Text

AUTOMATIC_CAP = 100
CREATION, TIME, MIGRATION = "creation", "time", "migration"
"""What an automatic step follows when it follows no transition."""


@dataclass(frozen=True, slots=True)
class Marking:
    """Where a case stands: its state, the outcome of each signed step, the values of its variables."""

    state: str
    signed: Mapping[str, str]
    values: Status = field(default_factory=dict)


class Move(NamedTuple):
    """One transition that was performed, with the values recorded at it.

    An automatic one is booked on the system with its cause: the transition, creation or time that it
    follows. `bypassed` when the guard was closed and a Manager passed by it.
    """

    transition: str
    source: str
    target: str
    automatic: bool = False
    cause: str = ""
    bypassed: bool = False
    values: Status = NO_VALUES


@dataclass(frozen=True, slots=True)
class Performed:
    """The new marking and the moves that led to it, in order."""

    marking: Marking
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a service knows beside the marking: the day and instant, and what conditions may look at."""

    at: str = ""
    situation: Situation | None = None
    history: tuple[Status, ...] = ()


NOTHING_KNOWN = Circumstances()


def begin(plan: Plan, asker: Asker = SYSTEM, known: Circumstances = NOTHING_KNOWN) -> Marking:
    """The marking of a new case before anything automatic happens."""
    state = plan.definition.initial_state
    if not plan.variables:
        return Marking(state, {})
    happening = Happening(None, SYSTEM_ACTOR if asker.system else asker.person, "", known.at, known.history)
    return Marking(state, {}, plan.variables.recorded(state, None, NO_VALUES, happening))


def start(plan: Plan, asker: Asker = SYSTEM, known: Circumstances = NOTHING_KNOWN) -> Performed:
    """A new case in its initial state, after whatever is automatic there."""
    return settle(plan, begin(plan, asker, known), asker, CREATION, known)


def settle(
    plan: Plan,
    marking: Marking,
    asker: Asker = SYSTEM,
    cause: str = MIGRATION,
    known: Circumstances = NOTHING_KNOWN,
    moves: tuple[Move, ...] = (),
) -> Performed:
    """Whatever is automatic where the case stands happens, with the rights of who caused it."""
    situation = None
    for _ in range(AUTOMATIC_CAP):
        ways = plan.automatic.get(marking.state)
        if not ways:
            return Performed(marking, moves)
        # Who has signed does not change on the way; everything else may.
        if situation is None or plan.curious:
            situation = _situation(plan, marking, known, asker, None)
        attempt = Attempt(plan, asker, situation, marking.state)
        for way in ways:
            if way.opens(attempt):
                break
        else:
            return Performed(marking, moves)
        marking, move = _moved(plan, marking, way, attempt, cause, known)
        moves += (move,)
    raise Refused("endless", _ENDLESS)


def perform(
    plan: Plan,
    marking: Marking,
    transition: str,
    asker: Asker,
    *,
    outcome: str = "",
    comment: str = "",
    known: Circumstances = NOTHING_KNOWN,
) -> Performed:
    """Perform one transition and what follows it. Raises Refused with every unmet condition.

    A person performs user transitions, the system internal ones; automatic and timed ones nobody.
    """
    way = plan.ways.get(transition)
    if way is None or way.transition.trigger != ("internal" if asker.system else "user"):
        raise Refused("no-such-transition", _NO_TRANSITION.filled(transition=transition))
    _check_leaves(plan, marking, transition)
    situation = _situation(plan, marking, known, asker, comment)
    attempt = Attempt(plan, asker, situation, marking.state, comment)
    signed = {**marking.signed, way.signs: outcome} if way.signs else marking.signed
    moved, move = _moved(plan, marking, way, attempt, "", known, signed)
    if way.signs and known.situation:
        known = _with_signature(known, known.situation, way.signs, asker.person)
    return settle(plan, moved, asker, transition, known, (move,))


def elapse(plan: Plan, marking: Marking, transition: str, known: Circumstances = NOTHING_KNOWN) -> Performed:
    """The system performs a timed transition whose time has come, if its guard holds then.

    One that signs a step records that no answer came.
    """
    way = plan.ways[transition]
    if way.transition.trigger != "timed" or transition not in plan.exits.get(marking.state, ()):
        return Performed(marking, ())
    attempt = Attempt(plan, SYSTEM, _situation(plan, marking, known, SYSTEM, None), marking.state)
    if not way.opens(attempt):
        return Performed(marking, ())
    signed = {**marking.signed, way.signs: NO_REPLY} if way.signs else marking.signed
    moved, move = _moved(plan, marking, way, attempt, TIME, known, signed)
    return settle(plan, moved, SYSTEM, transition, known, (move,))


def open_steps(plan: Plan, marking: Marking) -> tuple[Step, ...]:
    """The steps that wait for an answer now, in the author's order."""
    ways = (plan.ways[name] for name in plan.exits.get(marking.state, ()))
    asked = [way for way in ways if way.signs and way.signs not in marking.signed and _by_person(way)]
    if plan.unfolds:
        situation = Situation(marking.signed)
        asked = [way for way in asked if way.comes_after(situation)]
    return tuple(plan.definition.steps[way.signs] for way in asked)


def signing(plan: Plan, marking: Marking, step: str) -> str:
    """The transition that answers `step` from the state where the case stands. Raises Refused."""
    for name in plan.exits.get(marking.state, ()):
        if plan.ways[name].signs == step and _by_person(plan.ways[name]):
            return name
    waiting = tuple(_first(one) for one in open_steps(plan, marking))
    raise Refused("step-not-open", _NOT_OPEN.filled(step=step), waiting)


def _by_person(way: Way) -> bool:
    return way.transition.trigger != "timed"


def offered(
    plan: Plan, marking: Marking, asker: Asker, known: Circumstances = NOTHING_KNOWN
) -> tuple[str, ...]:
    """The user transitions open to the asker now, in the author's order; hidden ones are not offered."""
    return tuple(way.id for way in _open(plan, marking, asker, known) if not way.transition.hidden)


def available(
    plan: Plan, marking: Marking, asker: Asker, known: Circumstances = NOTHING_KNOWN
) -> tuple[str, ...]:
    """The user transitions that the asker may perform now, hidden ones too, in the author's order."""
    return tuple(way.id for way in _open(plan, marking, asker, known))


def may_create(plan: Plan, asker: Asker, known: Circumstances = NOTHING_KNOWN) -> tuple[Unmet, ...]:
    """What keeps the asker from beginning a case by this definition; nothing when he may."""
    if plan.creation is None:
        return ()
    return unmet_by(plan, Marking("", {}), asker, plan.creation, known)


def unmet_by(
    plan: Plan,
    marking: Marking,
    asker: Asker,
    gate: Gate,
    known: Circumstances = NOTHING_KNOWN,
    comment: str | None = None,
) -> tuple[Unmet, ...]:
    """What keeps the asker out of a gate of this definition where the case stands, with that remark."""
    attempt = Attempt(plan, asker, _situation(plan, marking, known, asker, comment), marking.state)
    return () if gate.passes(attempt) else _by(plan, gate.unmet(attempt))


def bypasses(
    plan: Plan, marking: Marking, asker: Asker, gate: Gate, known: Circumstances = NOTHING_KNOWN
) -> bool:
    """Whether the asker would only pass by a gate of this definition, as a Manager may where it says so."""
    if not plan.definition.manager_bypass:
        return False
    attempt = Attempt(plan, asker, _situation(plan, marking, known, asker, None), marking.state)
    return gate.passes(attempt) and attempt.bypassed


def _open(plan: Plan, marking: Marking, asker: Asker, known: Circumstances) -> Iterator[Way]:
    ways = plan.user.get(marking.state)
    if ways:
        attempt = Attempt(plan, asker, _situation(plan, marking, known, asker, None), marking.state)
        yield from (way for way in ways if way.opens(attempt))


def _check_leaves(plan: Plan, marking: Marking, transition: str) -> None:
    if marking.state not in plan.exits:
        raise Refused("unknown-state", _UNKNOWN_STATE.filled(state=marking.state))
    if transition not in plan.exits[marking.state]:
        title = plan.definition.states[marking.state].title
        said = Text(_WRONG_STATE.ru.format(state=title.ru), _WRONG_STATE.en.format(state=title.en))
        raise Refused("wrong-state", said)


def _situation(
    plan: Plan, marking: Marking, known: Circumstances, asker: Asker, comment: str | None
) -> Situation:
    """What conditions look at; where they only ask who has signed, nothing else is gathered.

    What came with an act of a person (his remark, what he gave) is not there for an automatic one.
    """
    if not plan.curious:
        return Situation(marking.signed)
    told = known.situation or Situation({})
    own = plan.variables.as_facts(marking.values)
    return told._replace(
        signed=marking.signed,
        facts={**told.facts, **own, plan.definition.state_variable: marking.state},
        person=asker.person,
        state=marking.state,
        comment=comment or "",
        given=told.given if comment is not None else {},
    )


def _with_signature(known: Circumstances, told: Situation, step: str, person: str) -> Circumstances:
    """The answer just given is known to what follows from it."""
    on = {step: told.today, **told.signed_on} if told.today else told.signed_on
    by = {**told.signed_by, step: person} if person else told.signed_by
    return replace(known, situation=told._replace(signed_on=on, signed_by=by))


def _moved(
    plan: Plan,
    marking: Marking,
    way: Way,
    attempt: Attempt,
    cause: str,
    known: Circumstances,
    signed: Mapping[str, str] | None = None,
) -> tuple[Marking, Move]:
    """The marking after one transition, with what is `signed` by it; one with a cause is automatic."""
    subject = Subject(marking.state)
    if not plan.fire(way.id, subject, attempt):
        raise Refused("guard", _GUARD, _by(plan, way.unmet(attempt)))
    state, values = subject.state, marking.values
    if plan.variables:
        actor = SYSTEM_ACTOR if cause or attempt.asker.system else attempt.asker.person
        happening = Happening(way.id, actor, attempt.comment or "", known.at, known.history)
        values = plan.variables.recorded(state, way.transition, values, happening)
    move = Move(way.id, marking.state, state, bool(cause), cause, attempt.bypassed, values)
    return Marking(state, marking.signed if signed is None else signed, values), move


def _first(step: Step) -> Unmet:
    return Unmet("not-signed", _FIRST.filled(step=step.id), party_named(step.by), (step.id,), (step.by.kind,))


def _by(plan: Plan, unmet: Sequence[Unmet]) -> tuple[Unmet, ...]:
    """Each condition with the kinds of body or office whose answer would open it."""
    steps = plan.definition.steps
    return tuple(
        replace(one, by=tuple(steps[step].by.kind for step in one.opens if step in steps))
        if one.opens and not one.by
        else one
        for one in unmet
    )


_NO_TRANSITION = Text("в определении нет действия «{transition}»", "the definition has no act “{transition}”")
_NOT_OPEN = Text("шаг «{step}» сейчас не ждёт решения", "step “{step}” does not wait for a decision now")
_FIRST = Text("сначала нужен шаг «{step}»", "step “{step}” comes first")
_WRONG_STATE = Text("из состояния «{state}» это действие невозможно", "not possible from state “{state}”")
_UNKNOWN_STATE = Text("состояния «{state}» в определении нет", "the definition has no state “{state}”")
_GUARD = Text("условия действия не выполнены", "the conditions of the act are not met")
_ENDLESS = Text("автоматические переходы не кончаются", "the automatic transitions never end")
