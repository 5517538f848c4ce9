"""What may happen next to a case: one event with everything automatic that follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workflow.chain.acts import ACTS
from workflow.chain.compile import RETURN
from workflow.engine.check.alike import alike
from workflow.engine.check.fixed import Fixed, Known
from workflow.engine.check.performers import lets_pass, may, personal
from workflow.engine.check.unknowns import (
    PERSONAL,
    Mentions,
    Unknown,
    World,
    mentions,
    situation,
    values,
    worlds,
)
from workflow.engine.conditions import Condition
from workflow.engine.definition import Definition, State, Transition
from workflow.engine.guards import parse
from workflow.engine.process import AUTOMATIC_CAP
from workflow.engine.variables import fact_types

MANAGER = Unknown("any", "manager")
"""Whether who acts is a Manager, before whom no guard holds where the definition lets him pass by."""


class Spot(NamedTuple):
    """Where a case can stand, as far as any condition can tell.

    `signed` has a bit a step, `answers` the answer of each step whose answer matters (empty until signed),
    `known` the variables that matter and whose value the definition fixes.
    """

    state: str
    signed: int
    answers: tuple[str, ...]
    known: Known


class Leap(NamedTuple):
    """One event: its transition (none at creation), answer, what had to be so, what followed by itself."""

    way: str
    answer: str
    world: World
    followed: tuple[str, ...] = ()
    bypassed: bool = False


class Landing(NamedTuple):
    """Where a leap leads: the spots passed, the last being where the case comes to rest, if it does."""

    leap: Leap
    passed: tuple[Spot, ...]
    rests: bool

    @property
    def spot(self) -> Spot:
        """Where the case stands afterwards."""
        return self.passed[-1]


@dataclass(frozen=True, slots=True)
class Way:
    """A transition as the check asks it.

    `mask` has the bits of the steps its condition mentions, `bit` that of the step it signs, `before` those
    of the steps alike that are signed first.
    """

    id: str
    transition: Transition
    condition: Condition
    mentioned: Mentions
    mask: int
    unknowns: frozenset[Unknown]
    personal: frozenset[Unknown]
    bit: int
    before: int

    @property
    def automatic(self) -> bool:
        """Whether it happens by itself."""
        return self.transition.trigger == "automatic"

    @property
    def depends(self) -> bool:
        """Whether its condition looks at what the definition does not say."""
        return any(unknown.kind not in PERSONAL for unknown in self.unknowns)


class Moves:
    """The moves of one definition; `bounded` turns false when not every combination of unknowns was tried,
    `tried` counts the guards asked and the moves made.

    Steps `apart` are never taken for others like them.
    """

    def __init__(self, definition: Definition, apart: frozenset[str] = frozenset()) -> None:
        self.definition = definition
        self.bounded, self.tried = True, 0
        self.steps = tuple(definition.steps)
        self._bit = {step: 1 << number for number, step in enumerate(self.steps)}
        sound = [way for way in definition.transitions.values() if way.to_state in {"", *definition.states}]
        types = fact_types(definition)
        written = [*(way.guard.expression for way in sound), *(one.unless for one in definition.invariants)]
        conditions = {expression: parse(expression, types) for expression in dict.fromkeys(written)}
        self.promises = [(one, conditions[one.unless]) for one in definition.invariants]
        self._mentioned = {condition: mentions(condition) for condition in conditions.values()}
        told = tuple(self._mentioned.values())
        self.answered = tuple(step for step in self.steps if any(step in one.verdicts for one in told))
        self._fixed = Fixed(definition, (one.name for each in told for one in each.unknowns))
        persons = {unknown: (True, False) for way in sound for unknown in personal(way)}
        self._values = {**values(conditions.values()), **persons, MANAGER: (False, True)}
        self.alike = _alike(definition, told, apart)
        self._before = {step: self._bits(group[:n]) for group in self.alike for n, step in enumerate(group)}
        self.ways = {way.id: self._way(way, conditions[way.guard.expression]) for way in sound}
        exits = {state.id: tuple(self._exits(state)) for state in definition.states.values()}
        self.asked = {id_: tuple(way for way in ways if not way.automatic) for id_, ways in exits.items()}
        self.automatic = {id_: tuple(way for way in ways if way.automatic) for id_, ways in exits.items()}
        self._holding: dict[tuple[object, ...], bool] = {}
        self._following: dict[str, frozenset[Unknown]] = {}
        self._tried: dict[tuple[str, str], tuple[World, ...]] = {}

    def _bits(self, steps: Iterable[str]) -> int:
        return sum(self._bit.get(step, 0) for step in steps)

    def _way(self, way: Transition, condition: Condition) -> Way:
        mentioned = self._mentioned[condition]
        free = self._free(mentioned)
        if way.trigger == "automatic":
            free |= personal(way)
        bit, before = self._bit.get(way.signs, 0), self._before.get(way.signs, 0)
        return Way(
            way.id, way, condition, mentioned, self._bits(mentioned.signed), free, personal(way), bit, before
        )

    def _exits(self, state: State) -> Iterator[Way]:
        """The ways out that anybody can take, in the author's order."""
        for id_ in state.transitions:
            way = self.ways.get(id_)
            if way and (way.transition.trigger != "user" or may(self.definition, way.transition, state.id)):
                yield way

    def _free(self, mentioned: Mentions) -> frozenset[Unknown]:
        known = {
            "state",
            self.definition.state_variable,
            *(one.name for one in mentioned.unknowns if self._fixed.has(one.name)),
        }
        return frozenset(one for one in mentioned.unknowns if one.kind != "fact" or one.name not in known)

    def first(self) -> Iterator[Landing]:
        """What creation leads to."""
        state = self.definition.initial_state
        begins = Spot(state, 0, ("",) * len(self.answered), self._fixed.renewed((), state, None))
        worlds_ = self._worlds(state, None)
        return self._each_once([self._settled(begins, Leap("", "", world)) for world in worlds_])

    def after(self, spot: Spot) -> Iterator[Landing]:
        """Every event that may happen at `spot`, with what follows it; each result once."""
        signed = spot.signed
        for way in self.asked[spot.state]:
            # A step is signed once, and of those alike the first one first.
            if not signed & way.bit and signed & way.before == way.before:
                yield from self._each_once(self._acts(way, spot))

    def signed_at(self, spot: Spot) -> dict[str, str]:
        """The steps signed at `spot`, each with its answer where it matters."""
        answers = dict(zip(self.answered, spot.answers, strict=True))
        return {step: answers.get(step, "") for step, bit in self._bit.items() if spot.signed & bit}

    def unsure(self, condition: Condition) -> bool:
        """Whether the condition depends on what the definition does not say."""
        return bool(self._free(self._mentioned[condition]))

    def holds(self, condition: Condition, spot: Spot, world: World, *, alone: bool = False) -> bool:
        """Whether a condition holds at `spot` in this world, asked by somebody or of what happens `alone`."""
        # A variable of that name is not the remark.
        alone = alone and "comment" not in self.definition.variables
        facts = {**self._fixed.facts(spot.known), self.definition.state_variable: spot.state}
        return condition.holds(situation(spot.state, self.signed_at(spot), facts, world, alone=alone))

    def _acts(self, way: Way, spot: Spot) -> list[Landing]:
        target = way.transition.to_state or spot.state
        known = self._fixed.renewed(spot.known, target, way.transition)
        found = []
        for world in self._worlds(target, way):
            passes = self.passes(way, spot, world)
            if not passes:
                continue
            bypassed = bool(world) and world[0] == (MANAGER, True) and not self.passes(way, spot, world[1:])
            for answer, answers in self._answers(way.transition, spot):
                moved = Spot(target, spot.signed | way.bit, answers, known)
                found.append(self._settled(moved, Leap(way.id, answer, world, (), bypassed)))
        return found

    def _answers(self, way: Transition, spot: Spot) -> list[tuple[str, tuple[str, ...]]]:
        if way.signs not in self._bit:
            return [("", spot.answers)]
        kind = ACTS[self.definition.steps[way.signs].act]
        # Time alone gives no answer but that none came.
        outcomes = [one for one in kind.outcomes if one.silent] if way.trigger == "timed" else kind.offered
        if way.signs not in self.answered:
            return [(outcomes[0].id, spot.answers)]
        # Where there is a way back, a refusal takes it and is not signed.
        goes_back = RETURN in self.definition.states[spot.state].transitions
        number, said = self.answered.index(way.signs), spot.answers
        return [
            (one.id, (*said[:number], one.id, *said[number + 1 :]))
            for one in outcomes
            if one.effect != "return" or not goes_back
        ]

    def _each_once(self, landings: list[Landing]) -> Iterator[Landing]:
        if len(landings) < 2:
            return iter(landings)
        found: dict[object, Landing] = {}
        for one in landings:
            found.setdefault((one.leap.answer, one.leap.followed, one.passed), one)
        return iter(found.values())

    def _settled(self, spot: Spot, leap: Leap) -> Landing:
        """The landing after everything automatic; one that meets a spot again never comes to rest."""
        self.tried += 1
        passed, followed = [spot], list[str]()
        while way := self._ready(spot, leap.world):
            state = way.transition.to_state or spot.state
            known = self._fixed.renewed(spot.known, state, way.transition)
            spot = Spot(state, spot.signed, spot.answers, known)
            ends = spot in passed or len(followed) + 1 >= AUTOMATIC_CAP
            followed.append(way.id)
            passed.append(spot)
            if ends:
                return Landing(leap._replace(followed=tuple(followed)), tuple(passed), rests=False)
        if followed:
            leap = leap._replace(followed=tuple(followed))
        return Landing(leap, tuple(passed), rests=True)

    def _ready(self, spot: Spot, world: World) -> Way | None:
        for way in self.automatic[spot.state]:
            if self.passes(way, spot, world):
                return way
        return None

    def passes(self, way: Way, spot: Spot, world: World) -> bool:
        """Whether a way out lets the case pass in this world."""
        self.tried += 1
        if world and world[0] == (MANAGER, True):
            return True
        here = (
            tuple(pair for pair in world if pair[0] in way.unknowns or pair[0] in way.personal)
            if world
            else ()
        )
        answers = spot.answers if way.mentioned.verdicts else ()
        key = (way.id, spot.state, spot.signed & way.mask, answers, spot.known, here)
        found = self._holding.get(key)
        if found is None:
            lets = lets_pass(way.transition.guard, here)
            found = lets and self.holds(way.condition, spot, world, alone=way.automatic)
            self._holding[key] = found
        return found

    def _worlds(self, state: str, way: Way | None) -> tuple[World, ...]:
        """The worlds to try when `way` leads to `state`."""
        key = (state, way.id if way else "")
        found = self._tried.get(key)
        if found is None:
            free = self._follows(state) | (way.unknowns if way else set())
            if self.definition.manager_bypass and (way is None or way.transition.trigger == "user"):
                free |= {MANAGER}
            found, every = worlds(free, self._values)
            self._tried[key] = found
            self.bounded = self.bounded and every
        return found

    def _follows(self, state: str) -> frozenset[Unknown]:
        """What is automatic from `state` on, and the promises about the states met, depend on."""
        if state not in self._following:
            met, waiting, found = {state}, [state], set[Unknown]()
            while waiting:
                here = waiting.pop()
                found |= {
                    u
                    for one, told in self.promises
                    if one.never == here
                    for u in self._free(self._mentioned[told])
                }
                for way in self.automatic[here]:
                    found |= way.unknowns
                    new = {way.transition.to_state or here} - met
                    met |= new
                    waiting += new
            self._following[state] = frozenset(found)
        return self._following[state]


def _alike(
    definition: Definition, told: Sequence[Mentions], apart: frozenset[str]
) -> tuple[tuple[str, ...], ...]:
    """Groups of steps of which one only has to know how many are signed."""
    # A step of which more is asked than whether it is signed is like no other.
    special = apart | {
        name for one in told for name in (*one.verdicts, *(each.name for each in one.unknowns))
    }
    groups = alike(definition)
    return tuple(
        part for group in groups for part in ([group] if special.isdisjoint(group) else [(x,) for x in group])
    )
