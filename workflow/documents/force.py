"""Which edition is in force on a day: one or none, and why none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.documents.dates import numeric
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Days:
    """An edition in force on [since, until); one that ends no later than it begins never was."""

    edition: int
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def lasted(self) -> bool:
        """Whether there is a day on which it is in force."""
        return self.until is None or self.since < self.until

    def meets(self, other: Days) -> bool:
        """Whether both are in force on one day."""
        apart = (self.until is not None and self.until <= other.since) or (
            other.until is not None and other.until <= self.since
        )
        return self.lasted and other.lasted and not apart


def on(known: Sequence[Days], day: date) -> Days | None:
    """The edition in force on that day. The records hold no two; of two it is the one that began later."""
    return max((one for one in known if one.holds(day)), key=_begun, default=None)


def in_order(known: Sequence[Days]) -> list[Days]:
    """The editions that ever were in force, by the days on which they began."""
    return sorted((one for one in known if one.lasted), key=_begun)


def why_none(known: Sequence[Days], day: date) -> Text:
    """Why nothing is in force on that day: before the first, after the last, or between two."""
    lasted, said = in_order(known), numeric(day)
    if not lasted:
        return _NEVER
    if day < lasted[0].since:
        return _BEFORE.filled(day=said, since=numeric(lasted[0].since))
    ended = max(one.until for one in lasted if one.until is not None and one.until <= day)
    later = [one.since for one in lasted if one.since > day]
    if later:
        return _BETWEEN.filled(day=said, until=numeric(ended), since=numeric(later[0]))
    return _AFTER.filled(day=said, until=numeric(ended))


def _begun(one: Days) -> tuple[date, int]:
    return one.since, one.edition


_NEVER = Text(
    "Документ ещё не вступал в силу: действующей редакции нет ни на один день",
    "The document has not come into force yet: there is no day on which an edition is in force",
)
_BEFORE = Text(
    "{day} документ ещё не действовал: первая редакция вступила в силу {since}",
    "On {day} the document was not in force yet: its first edition came into force on {since}",
)
_AFTER = Text(
    "{day} документ уже не действовал: он утратил силу {until}",
    "On {day} the document was no longer in force: it lapsed on {until}",
)
_BETWEEN = Text(
    "{day} не действовала ни одна редакция: прежняя утратила силу {until}, следующая вступила в силу {since}",
    "On {day} no edition was in force: one lapsed on {until}, the next came into force on {since}",
)
