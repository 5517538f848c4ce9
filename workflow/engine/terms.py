"""What a condition compares: literals, declared facts, and what the functions say of a step or a day.

Each term has a type (`kind`), its value in a situation (`read`: None is unknown, as is a value of another
type), what would make it known (`missing`), what would change it (`opens`), and words for itself (`named`),
for a value of its kind (`valued`) and for itself on the right of another term (`beside`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from workflow.engine import condition_words as words
from workflow.engine.definition import Definition
from workflow.engine.situation import Fact, Situation
from workflow.errors import Unmet
from workflow.values import Text, both

Value = str | int | bool | date


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the condition itself."""

    written: Value

    @property
    def kind(self) -> type:
        return type(self.written)

    @property
    def opens(self) -> tuple[str, ...]:
        return ()

    def read(self, situation: Situation) -> Fact:
        return self.written

    def missing(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        return ()

    def named(self, definition: Definition) -> Text:
        return words.valued(self.written)

    def valued(self, value: Fact, definition: Definition) -> Text:
        return words.valued(value)

    def beside(self, left: Term, definition: Definition) -> Text:
        return left.valued(self.written, definition)


@dataclass(frozen=True, slots=True)
class Listed:
    """The values that `in` chooses from, all of one type."""

    written: tuple[Value, ...]

    @property
    def kind(self) -> type:
        return type(self.written[0])

    @property
    def opens(self) -> tuple[str, ...]:
        return ()

    def read(self, situation: Situation) -> tuple[Value, ...]:
        return self.written

    def missing(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        return ()

    def beside(self, left: Term, definition: Definition) -> Text:
        return words.commas([left.valued(value, definition) for value in self.written])


@dataclass(frozen=True, slots=True)
class Named:
    """A declared fact, or one of the engine's own, by its name."""

    name: str
    kind: type

    @property
    def opens(self) -> tuple[str, ...]:
        return (self.name,)

    def read(self, situation: Situation) -> Fact:
        value = situation.fact(self.name)
        return value if type(value) is self.kind else None

    def missing(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        known = self.read(situation) is not None
        return () if known else (words.unknown(self.named(definition), self.name),)

    def named(self, definition: Definition) -> Text:
        return words.fact_named(self.name, definition)

    def valued(self, value: Fact, definition: Definition) -> Text:
        return words.fact_valued(self.name, value, definition)

    def beside(self, left: Term, definition: Definition) -> Text:
        return self.named(definition)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given with the act under a name, else the default, whose type it has."""

    name: str
    default: Value

    @property
    def kind(self) -> type:
        return type(self.default)

    @property
    def opens(self) -> tuple[str, ...]:
        return (self.name,)

    def read(self, situation: Situation) -> Fact:
        value = situation.given.get(self.name)
        return value if type(value) is type(self.default) else self.default

    def missing(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        return ()

    def named(self, definition: Definition) -> Text:
        return words.told(_GIVEN, name=both(self.name), default=words.valued(self.default))

    def valued(self, value: Fact, definition: Definition) -> Text:
        return words.valued(value)

    def beside(self, left: Term, definition: Definition) -> Text:
        return self.named(definition)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word of the answer that a step was signed with; unknown until it is."""

    step: str
    kind: ClassVar[type] = str

    @property
    def opens(self) -> tuple[str, ...]:
        return (self.step,)

    def read(self, situation: Situation) -> Fact:
        return situation.signed.get(self.step)

    def missing(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        return () if self.step in situation.signed else (words.not_yet(self.step, definition),)

    def named(self, definition: Definition) -> Text:
        return words.told(_ANSWER, step=words.step_named(self.step, definition))

    def valued(self, value: Fact, definition: Definition) -> Text:
        return words.outcome_named(self.step, str(value), definition)

    def beside(self, left: Term, definition: Definition) -> Text:
        return self.named(definition)


@dataclass(frozen=True, slots=True)
class SignedOn:
    """The day on which a step was signed."""

    step: str
    kind: ClassVar[type] = date

    @property
    def opens(self) -> tuple[str, ...]:
        return (self.step,)

    def read(self, situation: Situation) -> Fact:
        return situation.signed_on.get(self.step)

    def missing(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        if self.step in situation.signed_on:
            return ()
        if self.step not in situation.signed:
            return (words.not_yet(self.step, definition),)
        return (words.unknown(self.named(definition), self.step),)

    def named(self, definition: Definition) -> Text:
        return words.told(_DAY_WHEN, signed=words.signed_once(self.step, definition))

    def valued(self, value: Fact, definition: Definition) -> Text:
        return words.valued(value)

    def beside(self, left: Term, definition: Definition) -> Text:
        return self.named(definition)


@dataclass(frozen=True, slots=True)
class DaysSince:
    """Whole days from a day until today; negative while that day is still to come."""

    day: Named | SignedOn
    kind: ClassVar[type] = int

    @property
    def opens(self) -> tuple[str, ...]:
        return ("today",)

    def read(self, situation: Situation) -> Fact:
        day, today = self.day.read(situation), situation.today
        return (today - day).days if isinstance(day, date) and today else None

    def missing(self, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
        today = () if situation.today else (words.unknown(words.fact_named("today", definition), "today"),)
        return self.day.missing(situation, definition) + today

    def named(self, definition: Definition) -> Text:
        return words.told(_DAYS_SINCE, since=self.since(definition))

    def since(self, definition: Definition) -> Text:
        """From which day it counts, in words."""
        if isinstance(self.day, SignedOn):
            return words.told(_SINCE_SIGNED, signed=words.signed_once(self.day.step, definition))
        return words.told(_SINCE, day=self.day.named(definition))

    def valued(self, value: Fact, definition: Definition) -> Text:
        return words.days(value, counted=True) if isinstance(value, int) else words.valued(value)

    def beside(self, left: Term, definition: Definition) -> Text:
        return self.named(definition)


Term = Literal | Named | Given | Verdict | SignedOn | DaysSince

_GIVEN = Text("«{name}» из запроса (без него {default})", "“{name}” of the request ({default} without it)")
_ANSWER = Text("ответ ({step})", "the answer ({step})")
_DAY_WHEN = Text("день, когда {signed}", "the day when {signed}")
_SINCE_SIGNED = Text("со дня, когда {signed}", "since {signed}")
_SINCE = Text("со дня {day}", "since {day}")
_DAYS_SINCE = Text("число дней {since}", "the number of days {since}")
