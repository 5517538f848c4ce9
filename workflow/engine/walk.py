"""A definition played: who would have to act, every way to every end, and what if somebody refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.chain.acts import ACTS, Outcome
from workflow.chain.compile import RECORDED, RETURN, WITHDRAW
from workflow.engine.check.moves import Landing, Moves, Spot
from workflow.engine.check.proofs import good_ends
from workflow.engine.check.space import MAX_TRIED
from workflow.engine.check.story import subject, supposed
from workflow.engine.definition import NOTHING, Definition, Step
from workflow.engine.wording import listed, party_named
from workflow.errors import Invalid
from workflow.values import Text

MAX_WAYS = 200
MAX_LEGS = 100
MAX_SPOTS = 5_000
"""Ways told, legs of one and places looked at within one state, before a walk says it is not the whole."""


@dataclass(frozen=True, slots=True)
class Act:
    """What has to be done by whom; `step` is empty for what is no step's answer."""

    who: Text
    does: Text
    step: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """From one state to another: acts (in any order or in this one), and what then happens by itself.

    `provided` is what has to be so besides and is not for the definition to say.
    """

    state: str
    title: Text
    acts: tuple[Act, ...]
    any_order: bool
    then: tuple[Text, ...]
    to: str
    to_title: Text
    provided: tuple[Text, ...] = ()


Way = tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class End:
    """A state where a way ends, with every way there."""

    state: str
    title: Text
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """All ways of a definition: to each end, the best first, and those that come `back` to where they were.

    `whole` is false when there were too many to tell.
    """

    definition: Definition
    refusing: tuple[str, ...]
    ends: tuple[End, ...]
    back: tuple[Way, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A way without what was told before: the states it first goes through as told, then its own legs."""

    passed: tuple[Text, ...]
    legs: Way


@dataclass(frozen=True, slots=True)
class Chapter:
    """All ways to one end; `state` is empty for the ways that come back."""

    state: str
    title: Text
    ways: tuple[Told, ...]


def chapters(walk: Walk) -> tuple[Chapter, ...]:
    """The walk as one reads it: a leg that was told once is only named the next time."""
    known: set[Leg] = set()
    found = [Chapter(end.state, end.title, tuple(_told(way, known) for way in end.ways)) for end in walk.ends]
    if walk.back:
        found.append(Chapter("", _BACK, tuple(_told(way, known) for way in walk.back)))
    return tuple(found)


def _told(way: Way, known: set[Leg]) -> Told:
    new = next((number for number, leg in enumerate(way) if leg not in known), max(len(way) - 1, 0))
    known.update(way)
    return Told(tuple(leg.title for leg in way[:new]), way[new:])


def asked(walk: Walk) -> tuple[Act, ...]:
    """Who would have to act on any of the ways, each once, in the order of the ways."""
    legs = [leg for way in (*(way for end in walk.ends for way in end.ways), *walk.back) for leg in way]
    return tuple(dict.fromkeys(act for leg in legs for act in leg.acts))


def walk(definition: Definition, refusing: tuple[str, ...] = ()) -> Walk:
    """Every way; those on which the steps `refusing` refuse and all others agree.

    Raises Invalid (field `refuse`) for a step that cannot refuse.
    """
    for step in refusing:
        _check_refusing(definition, step)
    return _Walking(definition, refusing).walk()


def refusable(definition: Definition) -> tuple[Step, ...]:
    """The steps that may refuse, or answer in the negative."""
    return tuple(step for step in definition.steps.values() if refusal(step))


def refusal(step: Step) -> Outcome | None:
    """The answer of a step against the document; None when its act knows none."""
    outcomes = ACTS[step.act].offered
    found = next((one for one in outcomes if one.effect == "return"), outcomes[-1])
    return found if found.effect == "return" or found.remark_required else None


def _check_refusing(definition: Definition, step: str) -> None:
    known = ", ".join(one.id for one in refusable(definition)) or "–"
    if step not in definition.steps or refusal(definition.steps[step]) is None:
        raise Invalid({"refuse": _CANNOT.filled(step=step, known=known)})


@dataclass(slots=True)
class _Walking:
    """One walk: the ways found so far."""

    definition: Definition
    refusing: tuple[str, ...]
    moves: Moves = field(init=False)
    ends: dict[str, list[Way]] = field(default_factory=dict)
    back: list[Way] = field(default_factory=list)
    legs: dict[Spot, tuple[tuple[Leg, Spot], ...]] = field(default_factory=dict)
    whole: bool = True

    def __post_init__(self) -> None:
        self.moves = Moves(self.definition, apart=frozenset(self.refusing))

    def walk(self) -> Walk:
        """Follow every leg from the beginning."""
        begun = {landing.spot: None for landing in self.moves.first() if landing.rests}
        for spot in begun:
            self._follow(spot, (), (spot.state,))
        good, order = good_ends(self.definition), list(self.definition.states)
        ends = tuple(
            End(state, self.definition.states[state].title, _shortest_first(self.ends[state]))
            for state in sorted(self.ends, key=lambda state: (state not in good, order.index(state)))
        )
        return Walk(
            self.definition,
            self.refusing,
            ends,
            _shortest_first(self.back),
            self.whole and self.moves.bounded,
        )

    def _follow(self, spot: Spot, way: Way, states: tuple[str, ...]) -> None:
        told = len(self.back) + sum(len(ways) for ways in self.ends.values())
        if told >= MAX_WAYS or len(way) >= MAX_LEGS or self.moves.tried > MAX_TRIED:
            self.whole = False
            return
        if spot not in self.legs:
            self.legs[spot] = tuple(self._legs(spot))
        if not self.legs[spot]:
            self.ends.setdefault(spot.state, []).append(way)
        for leg, target in self.legs[spot]:
            if target.state in states:
                self.back.append((*way, leg))
            else:
                self._follow(target, (*way, leg), (*states, target.state))

    def _legs(self, entry: Spot) -> Iterator[tuple[Leg, Spot]]:
        """The ways out of a state, each with the fewest acts that open it."""
        paths: dict[Spot, tuple[Landing, ...]] = {entry: ()}
        waiting, left = [entry], list[tuple[tuple[object, ...], int]]()
        for spot in waiting:
            for landing in self._landings(spot):
                here = landing.spot.state == entry.state
                if here and landing.spot not in paths:
                    paths[landing.spot] = (*paths[spot], landing)
                    waiting.append(landing.spot)
                if here:
                    continue
                kind, signed = self._kind(landing), landing.spot.signed
                if not any(kind == other and fewer & ~signed == 0 for other, fewer in left):
                    left.append((kind, signed))
                    yield self._leg(entry, (*paths[spot], landing)), landing.spot
            if len(paths) > MAX_SPOTS or self.moves.tried > MAX_TRIED:
                self.whole = False
                return

    def _kind(self, landing: Landing) -> tuple[object, ...]:
        """What makes two ways out differ in more than the acts before them."""
        leap = landing.leap
        way = "" if self.definition.transitions[leap.way].signs else leap.way
        return way, leap.followed, landing.spot.state, landing.spot.answers

    def _landings(self, spot: Spot) -> Iterator[Landing]:
        for landing in self.moves.after(spot):
            if landing.rests and not landing.leap.bypassed and self._wanted(spot, landing):
                yield landing

    def _wanted(self, spot: Spot, landing: Landing) -> bool:
        """Whether this is what happens as those asked refuse: the others neither refuse nor withdraw."""
        if not self.refusing:
            return True
        way = self.definition.transitions[landing.leap.way]
        if way.id == WITHDRAW:
            return False
        if way.id == RETURN:
            return any(step.id in self.refusing for step in self._may_return(spot))
        if way.signs not in self.refusing:
            return True
        answer = refusal(self.definition.steps[way.signs])
        matters = way.signs in self.moves.answered
        if answer is None or answer.effect == "return":
            return matters and answer is not None and landing.leap.answer == answer.id
        return not matters or landing.leap.answer == answer.id

    def _may_return(self, spot: Spot) -> tuple[Step, ...]:
        """The steps still asked where a case stands whose refusal sends it back."""
        signed = self.moves.signed_at(spot)
        found = []
        for id_ in self.definition.states[spot.state].transitions:
            step = self.definition.steps.get(self.definition.transitions[id_].signs)
            answer = refusal(step) if step else None
            if step and step.id not in signed and answer and answer.effect == "return":
                found.append(step)
        return tuple(step for step in found if step.id in self.refusing) or tuple(found)

    def _leg(self, entry: Spot, path: tuple[Landing, ...]) -> Leg:
        states, last = self.definition.states, path[-1]
        acts, before = [], entry
        for landing in path:
            acts.append(self._act(before, landing))
            before = landing.spot
        ways = [self.moves.ways[landing.leap.way] for landing in path]
        free = all(
            self.moves.passes(way, entry, landing.leap.world) for way, landing in zip(ways, path, strict=True)
        )
        then = tuple(self.definition.transitions[id_].title for id_ in last.leap.followed)
        taken = (*ways, *(self.moves.ways[id_] for id_ in last.leap.followed))
        provided = tuple(dict.fromkeys(said for way in taken for said in supposed(self.definition, way)))
        to = last.spot.state
        return Leg(
            entry.state, states[entry.state].title, tuple(self._gathered(acts)), free and len(acts) > 1,
            then, to, states[to].title, provided,
        )  # fmt: skip

    def _act(self, spot: Spot, landing: Landing) -> Act:
        way = self.definition.transitions[landing.leap.way]
        step = self.definition.steps.get(way.signs)
        if step and way.trigger != "timed":
            title = self._answer(step, landing.leap.answer)
            return Act(party_named(step.by), _answered(step, title), step.id)
        returning = self._may_return(spot) if way.id == RETURN else ()
        if returning:
            names = [party_named(one.by) for one in dict.fromkeys(returning)]
            who = Text(listed([one.ru for one in names], " или "), listed([one.en for one in names], " or "))
            return Act(who, _REFUSES, returning[0].id if len(returning) == 1 else "")
        return Act(subject(way), Text(f"«{way.title.ru}»", f"“{way.title.en}”"))

    def _answer(self, step: Step, outcome: str) -> Text:
        if step.id in self.refusing and (answer := refusal(step)):
            return answer.title
        return next(one.title for one in ACTS[step.act].outcomes if one.id == outcome)

    def _gathered(self, acts: list[Act]) -> Iterator[Act]:
        """The acts, those of which any so many of a group will do told as one."""
        told = {act.step for act in acts}
        for act in acts:
            group = next((one for one in self.moves.alike if act.step in one), (act.step,))
            if told.issuperset(group):
                yield act
            elif act.step == group[0]:
                names = [party_named(self.definition.steps[step].by) for step in group]
                count = len(told.intersection(group))
                yield Act(_some(count, names), act.does, act.step)


def _shortest_first(ways: list[Way]) -> tuple[Way, ...]:
    return tuple(sorted(dict.fromkeys(ways), key=len))


def _some(count: int, names: list[Text]) -> Text:
    ru, en = ", ".join(one.ru for one in names), ", ".join(one.en for one in names)
    return Text(f"любые {count} из: {ru}" if count > 1 else f"один из: {ru}", f"any {count} of: {en}")


def _answered(step: Step, title: Text) -> Text:
    if step.title != NOTHING and step.act in RECORDED:
        asked = step.title
        return Text(f"«{asked.ru}» – «{title.ru}»", f"“{asked.en}” – “{title.en}”")
    return Text(f"отвечает «{title.ru}»", f"answers “{title.en}”")


_BACK = Text("Возвращается назад", "Comes back")
_REFUSES = Text("отказывает с замечаниями", "refuses with remarks")
_CANNOT = Text(
    "шаг «{step}» не может отказать или его нет; могут: {known}",
    "step “{step}” cannot refuse or is not there; these can: {known}",
)
