"""Which days count: public holidays with their transfers, a school's own days, vacations, five or six days.

Labour Code art. 112: a day off that meets a holiday moves; the government moves others. A five-day week rests
on Saturday and Sunday, a six-day week on Sunday alone and so gets no day off that was moved from a Saturday.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from workflow.errors import Refused, Unmet
from workflow.values import Text

DayKind = Literal["holiday", "off", "working", "short", "usual"]
Unit = Literal["calendar", "working", "working6", "school"]
Week = Literal[5, 6]

KINDS: Mapping[DayKind, Text] = {
    "holiday": Text("нерабочий праздничный день", "public holiday"),
    "off": Text("перенесённый выходной", "moved day off"),
    "working": Text("рабочий день вместо выходного", "working day in place of a day off"),
    "short": Text("короче на час", "one hour shorter"),
    "usual": Text("обычный день недели", "a usual day of the week"),
}
SATURDAY, SUNDAY = 5, 6
FIRST_SCHOOL_MONTH = 9


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not as its weekday says; `moved` is the day that it changed places with, if known."""

    day: date
    kind: DayKind
    title: str = ""
    moved: date | None = None


@dataclass(frozen=True, slots=True)
class Vacation:
    """A vacation of the school on [since, until)."""

    since: date
    until: date
    title: str = ""

    def holds(self, day: date) -> bool:
        """Whether there are no lessons that day."""
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True)
class SchoolWeek:
    """How many days a week the school teaches, from a day on."""

    since: date
    days: Week


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of one organisation: the years it has data for, and all that is special in them."""

    years: frozenset[int]
    special: Mapping[date, SpecialDay]
    vacations: tuple[Vacation, ...] = ()
    weeks: tuple[SchoolWeek, ...] = ()
    own: frozenset[date] = field(default=frozenset())

    def works(self, day: date, week: Week = 5) -> bool:
        """Whether it is a working day of a five-day or a six-day week. Raises Refused without data."""
        if day.year not in self.years:
            raise no_year(day.year)
        found = self.special.get(day)
        if found is None or found.kind in ("short", "usual"):
            return day.weekday() < week
        if found.kind == "off":
            rests = week == 5 or found.moved is None or found.moved.weekday() == SUNDAY
            return not rests and day.weekday() < week
        return found.kind == "working"

    def teaches(self, day: date) -> bool:
        """Whether the school has lessons that day. Raises Refused without data or vacations of that year."""
        if not self.works(day, self.week(day)):
            return False
        first = school_year(day)
        if not any(school_year(one.since) == first for one in self.vacations):
            raise no_vacations(first)
        return not any(one.holds(day) for one in self.vacations)

    def counts(self, day: date, unit: Unit) -> bool:
        """Whether a term in that unit counts the day."""
        if unit == "school":
            return self.teaches(day)
        return unit == "calendar" or self.works(day, 6 if unit == "working6" else 5)

    def week(self, day: date) -> Week:
        """How many days a week the school teaches on that day; five unless said."""
        held = [one for one in self.weeks if one.since <= day]
        return max(held, key=lambda one: one.since).days if held else 5

    def shortened(self, day: date) -> bool:
        """Whether the working day is one hour shorter: said so, or just before a holiday (art. 95)."""
        found = self.special.get(day)
        if found is not None and found.kind == "short":
            return True
        return self.works(day) and self._holiday(day + timedelta(days=1))

    def _holiday(self, day: date) -> bool:
        found = self.special.get(day)
        # The first of January may belong to a year that nobody has entered.
        return (day.month, day.day) == (1, 1) or (found is not None and found.kind == "holiday")


def school_year(day: date) -> int:
    """The calendar year in which the school year of that day begins: 1 September to 31 August."""
    return day.year if day.month >= FIRST_SCHOOL_MONTH else day.year - 1


def school_year_title(first: int) -> str:
    """«2026/27»."""
    return f"{first}/{(first + 1) % 100:02d}"


def no_year(year: int) -> Refused:
    """What is said when a term meets a year that nobody has entered."""
    told = Unmet("calendar-year", _NO_YEAR.filled(year=year), _ADMINISTRATOR)
    return Refused("calendar-year", told.message, (told,))


def no_vacations(first: int) -> Refused:
    """What is said when a term in school days meets a school year without vacations."""
    told = Unmet("vacations", _NO_VACATIONS.filled(year=school_year_title(first)), _ADMINISTRATOR)
    return Refused("vacations", told.message, (told,))


_ADMINISTRATOR = Text("администратор, в разделе «Календарь»", "the administrator, under “Calendar”")
_NO_YEAR = Text(
    "Нет производственного календаря на {year} год: срок посчитать нельзя",
    "There is no calendar of working days for {year}: the term cannot be counted",
)
_NO_VACATIONS = Text(
    "Не внесены каникулы {year} учебного года: срок в учебных днях посчитать нельзя",
    "The vacations of the school year {year} are not entered: a term in school days cannot be counted",
)
