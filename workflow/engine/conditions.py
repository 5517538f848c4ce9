"""A condition as a frozen tree: whether it holds in a situation, what keeps it from holding, how one says it.

Each node `holds` when it is true and `fails` when it is known to be false: what is unknown does neither, so
`not` never opens a way because a fact is missing. `unmet` tells what keeps it from holding and `said` says
it, with the names that a definition gives to steps, states and facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import eq, ge, gt, le, lt, ne
from typing import Literal as OneOf

from workflow.engine import condition_words as words
from workflow.engine.condition_words import NAMELESS
from workflow.engine.definition import Definition
from workflow.engine.situation import Situation
from workflow.engine.terms import DaysSince, Given, Listed, Literal, Named, Term
from workflow.errors import Unmet
from workflow.values import Text

Sign = OneOf["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
OPPOSITE: Mapping[Sign, Sign] = {
    "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not in", "not in": "in",
}  # fmt: skip
# Both sides have one type: the compiler has seen to it, and a term reads nothing of another.
_COMPARES: Mapping[Sign, Callable[..., bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
    "in": lambda value, values: value in values,
    "not in": lambda value, values: value not in values,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signed:
    """True once the step is signed."""

    step: str

    def holds(self, situation: Situation) -> bool:
        return self.step in situation.signed

    def fails(self, situation: Situation) -> bool:
        return self.step not in situation.signed

    def unmet(self, situation: Situation, definition: Definition = NAMELESS) -> tuple[Unmet, ...]:
        return () if self.holds(situation) else (words.not_yet(self.step, definition),)

    def denial_unmet(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        """What keeps its negation from holding, when that does not."""
        return (words.unfulfilled(self.denied(definition), (self.step,)),)

    def said(self, definition: Definition = NAMELESS) -> Text:
        return words.has_signed(self.step, definition)

    def denied(self, definition: Definition) -> Text:
        """Its negation in words."""
        return words.has_not_signed(self.step, definition)


@dataclass(frozen=True, slots=True)
class SamePerson:
    """True when who asks is the person who recorded the step."""

    step: str

    def _answer(self, situation: Situation) -> bool | None:
        recorded = situation.signed_by.get(self.step)
        return recorded == situation.person if recorded and situation.person else None

    def holds(self, situation: Situation) -> bool:
        return self._answer(situation) is True

    def fails(self, situation: Situation) -> bool:
        return self._answer(situation) is False

    def unmet(self, situation: Situation, definition: Definition = NAMELESS) -> tuple[Unmet, ...]:
        return () if self.holds(situation) else self._closed(situation, definition, self.said(definition))

    def denial_unmet(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        """What keeps its negation from holding, when that does not."""
        return self._closed(situation, definition, self.denied(definition))

    def _closed(self, situation: Situation, definition: Definition, needed: Text) -> tuple[Unmet, ...]:
        missing = words.nobody_recorded(self.step, situation, definition)
        return missing or (words.unfulfilled(needed, ("actor",)),)

    def said(self, definition: Definition = NAMELESS) -> Text:
        return words.same_person(self.step, definition)

    def denied(self, definition: Definition) -> Text:
        """Its negation in words."""
        return words.another_person(self.step, definition)


@dataclass(frozen=True, slots=True)
class Comparison:
    """True when both sides are known and compare so."""

    left: Term
    sign: Sign
    right: Term | Listed

    def _answer(self, situation: Situation) -> bool | None:
        left, right = self.left.read(situation), self.right.read(situation)
        return None if left is None or right is None else _COMPARES[self.sign](left, right)

    def holds(self, situation: Situation) -> bool:
        return self._answer(situation) is True

    def fails(self, situation: Situation) -> bool:
        return self._answer(situation) is False

    def unmet(self, situation: Situation, definition: Definition = NAMELESS) -> tuple[Unmet, ...]:
        return () if self.holds(situation) else self._closed(situation, definition, self.said(definition))

    def denial_unmet(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        """What keeps its negation from holding, when that does not."""
        return self._closed(situation, definition, self.denied(definition))

    def _closed(self, situation: Situation, definition: Definition, needed: Text) -> tuple[Unmet, ...]:
        missing = self.left.missing(situation, definition) + self.right.missing(situation, definition)
        if missing:
            return tuple(dict.fromkeys(missing))
        now = self.left.valued(self.left.read(situation), definition)
        return (words.unfulfilled(needed, (*self.left.opens, *self.right.opens), now),)

    def said(self, definition: Definition = NAMELESS) -> Text:
        return self._with(self.sign, definition)

    def denied(self, definition: Definition) -> Text:
        """Its negation in words."""
        return self._with(OPPOSITE[self.sign], definition)

    def _with(self, sign: Sign, definition: Definition) -> Text:
        match self.left, sign, self.right:
            case DaysSince(), _, Literal(int(number)):
                return words.passed(sign, number, self.left.since(definition))
            case Named("comment"), "==" | "!=", Literal(""):
                return words.remark(written=sign == "!=")
            case _, "!=", Literal(bool(yes)):
                return Comparison(self.left, "==", Literal(not yes)).said(definition)
        right = self.right.beside(self.left, definition)
        return words.relation(sign, self.left.named(definition), right, of_days=self.left.kind is date)


@dataclass(frozen=True, slots=True)
class Negation:
    """True when its part is known to be false."""

    part: Condition

    def holds(self, situation: Situation) -> bool:
        return self.part.fails(situation)

    def fails(self, situation: Situation) -> bool:
        return self.part.holds(situation)

    def unmet(self, situation: Situation, definition: Definition = NAMELESS) -> tuple[Unmet, ...]:
        if self.holds(situation):
            return ()
        if isinstance(self.part, Every | Either | Negation):
            return opposite(self.part).unmet(situation, definition)
        return self.part.denial_unmet(situation, definition)

    def said(self, definition: Definition = NAMELESS) -> Text:
        if isinstance(self.part, Every | Either | Negation):
            return opposite(self.part).said(definition)
        return self.part.denied(definition)


@dataclass(frozen=True, slots=True)
class Every:
    """True when all its parts are; the empty one is always true."""

    parts: tuple[Condition, ...]

    def holds(self, situation: Situation) -> bool:
        for part in self.parts:  # noqa: SIM110 – `all` over a generator takes twice as long
            if not part.holds(situation):
                return False
        return True

    def fails(self, situation: Situation) -> bool:
        return any(part.fails(situation) for part in self.parts)

    def unmet(self, situation: Situation, definition: Definition = NAMELESS) -> tuple[Unmet, ...]:
        found: list[Unmet] = []
        for part in self.parts:
            found += (each for each in part.unmet(situation, definition) if each not in found)
        return tuple(found)

    def said(self, definition: Definition = NAMELESS) -> Text:
        return words.every([_inside(part, definition) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Either:
    """True when one of its parts is; the empty one never."""

    parts: tuple[Condition, ...]

    def holds(self, situation: Situation) -> bool:
        return any(part.holds(situation) for part in self.parts)

    def fails(self, situation: Situation) -> bool:
        return all(part.fails(situation) for part in self.parts)

    def unmet(self, situation: Situation, definition: Definition = NAMELESS) -> tuple[Unmet, ...]:
        if self.holds(situation):
            return ()
        ways = [part.unmet(situation, definition) for part in self.parts]
        return (words.one_of(self.said(definition), ways),)

    def said(self, definition: Definition = NAMELESS) -> Text:
        return words.either([_inside(part, definition) for part in self.parts])


Condition = Signed | SamePerson | Comparison | Negation | Every | Either
ALWAYS = Every(())
NEVER = Either(())


def opposite(condition: Condition) -> Condition:
    """What holds exactly when `condition` fails, with every negation at its leaves."""
    match condition:
        case Negation(part):
            return part
        case Every(parts):
            return Either(tuple(opposite(part) for part in parts))
        case Either(parts):
            return Every(tuple(opposite(part) for part in parts))
    return Negation(condition)


def facts(condition: Condition) -> frozenset[str]:
    """The facts that the condition looks at, the engine's own among them; a step is no fact."""
    found = {each.name for each in _leaves(condition) if isinstance(each, Named)}
    asks = any(isinstance(each, SamePerson) for each in _leaves(condition))
    counts = any(isinstance(each, DaysSince) for each in _leaves(condition))
    return frozenset(found | ({"actor"} if asks else set()) | ({"today"} if counts else set()))


def given(condition: Condition) -> frozenset[str]:
    """What the condition looks for among the things given with the act."""
    return frozenset(each.name for each in _leaves(condition) if isinstance(each, Given))


def _leaves(condition: Condition) -> Iterator[Signed | SamePerson | Comparison | Term | Listed]:
    match condition:
        case Negation(part):
            yield from _leaves(part)
        case Every(parts) | Either(parts):
            for part in parts:
                yield from _leaves(part)
        case Comparison(left, _, right):
            yield condition
            for term in (left, right):
                yield term
                if isinstance(term, DaysSince):
                    yield term.day
        case _:
            yield condition


def _inside(part: Condition, definition: Definition) -> Text:
    """A part among others: what is itself made of parts stands in brackets."""
    while isinstance(part, Negation) and isinstance(part.part, Every | Either | Negation):
        part = opposite(part.part)
    said = part.said(definition)
    several = isinstance(part, Every | Either) and len(part.parts) > 1
    return words.bracketed(said) if several else said
