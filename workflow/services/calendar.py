"""An organisation's calendar kept by its administrator; every change stands in the organisation's journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflow.errors import Invalid
from workflow.governance.calendar import SchoolWeek, SpecialDay, Vacation
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.services import own_journal
from workflow.values import Text

FIRST_YEAR, LAST_YEAR = 2000, 2100


def add_year(
    store: Store, actor: Actor, organisation: str, year: int, days: Sequence[SpecialDay], at: Moment
) -> None:
    """A year that the program has no data for yet. Raises Invalid when it is known."""
    member = require(actor, Permission.MANAGE_CALENDAR, organisation)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid({"year": _NO_YEAR})
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        if year in work.calendars.of(organisation, date(year, 1, 1)).years:
            raise Invalid({"year": _KNOWN.filled(year=year)})
        work.calendars.add_year(organisation, year, days)
        facts: dict[str, Fact] = {"year": year, "days": [_told(one) for one in days]}
        own_journal.tell(
            work, organisation, actor, Event("calendar_year", actor.person, member.kind, facts), at
        )


def change_days(
    store: Store, actor: Actor, organisation: str, days: Sequence[SpecialDay], at: Moment
) -> None:
    """What some days are in this organisation: a regional holiday, a moved day, or as the weekday says.

    Raises Invalid for no day, and for a day of a year that is not known.
    """
    member = require(actor, Permission.MANAGE_CALENDAR, organisation)
    if not days:
        raise Invalid({"lines": _NO_DAYS})
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        for one in days:
            if one.day.year not in work.calendars.of(organisation, one.day).years:
                raise Invalid({"lines": _UNKNOWN.filled(year=one.day.year)})
        work.calendars.put_days(organisation, days)
        facts: dict[str, Fact] = {"days": [_told(one) for one in days]}
        own_journal.tell(
            work, organisation, actor, Event("calendar_days", actor.person, member.kind, facts), at
        )


def set_vacations(
    store: Store, actor: Actor, organisation: str, first: int, vacations: Sequence[Vacation], at: Moment
) -> None:
    """The vacations of the school year that begins in `first`, in place of what was entered before."""
    member = require(actor, Permission.MANAGE_CALENDAR, organisation)
    if not FIRST_YEAR <= first <= LAST_YEAR:
        raise Invalid({"year": _NO_YEAR})
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        work.calendars.put_vacations(organisation, first, vacations)
        told: list[object] = [[one.since.isoformat(), one.until.isoformat(), one.title] for one in vacations]
        facts: dict[str, Fact] = {"first": first, "vacations": told}
        own_journal.tell(work, organisation, actor, Event("vacations", actor.person, member.kind, facts), at)


def set_week(store: Store, actor: Actor, organisation: str, week: SchoolWeek, at: Moment) -> None:
    """How many days a week the school teaches, from a day on."""
    member = require(actor, Permission.MANAGE_CALENDAR, organisation)
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        work.calendars.put_week(organisation, week)
        facts: dict[str, Fact] = {"since": week.since.isoformat(), "days": week.days}
        own_journal.tell(
            work, organisation, actor, Event("school_week", actor.person, member.kind, facts), at
        )


def _told(one: SpecialDay) -> list[object]:
    return [one.day.isoformat(), one.kind, one.title, one.moved.isoformat() if one.moved else None]


_NO_YEAR = Text("Впишите год: четыре цифры, например 2028", "Type the year in four digits, such as 2028")
_KNOWN = Text("Календарь на {year} год уже есть", "The calendar of {year} is there already")
_UNKNOWN = Text(
    "Календаря на {year} год ещё нет: сначала добавьте год",
    "There is no calendar of {year} yet: add the year first",
)
_NO_DAYS = Text("Назовите хотя бы один день", "Name one day at least")
