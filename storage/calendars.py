"""The calendar of an organisation: the country's years, its own years and days, vacations, school week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, union

from storage.tables import own_day, own_year, production_day, production_year, school_week, vacation
from workflow.governance.calendar import Calendar, SchoolWeek, SpecialDay, Vacation, Week


class Calendars:
    """What is not said by the organisation itself is the country's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, organisation: str, since: date) -> Calendar:
        """The organisation's calendar for days from `since` on, and the year before it."""
        return calendar_of(self._connection, organisation, since)

    def add_year(self, organisation: str, year: int, days: Sequence[SpecialDay]) -> None:
        """Take a year as known to this organisation, with its special days."""
        self._connection.execute(insert(own_year), {"organisation": organisation, "year": year})
        self.put_days(organisation, days)

    def put_days(self, organisation: str, days: Sequence[SpecialDay]) -> None:
        """Say of each day what it is here, whatever was said of it before."""
        for one in days:
            _forget(self._connection, own_day, organisation, own_day.c.day == one.day)
        rows = [
            {
                "organisation": organisation,
                "day": one.day,
                "kind": one.kind,
                "title": one.title,
                "moved": one.moved,
            }
            for one in days
        ]
        if rows:
            self._connection.execute(insert(own_day), rows)

    def put_vacations(self, organisation: str, first: int, vacations: Sequence[Vacation]) -> None:
        """The vacations of the school year that begins in `first`, in place of those that were said."""
        ours = vacation.c.since.between(date(first, 9, 1), date(first + 1, 8, 31))
        _forget(self._connection, vacation, organisation, ours)
        rows = [
            {"organisation": organisation, "since": one.since, "until": one.until, "title": one.title}
            for one in vacations
        ]
        if rows:
            self._connection.execute(insert(vacation), rows)

    def put_week(self, organisation: str, week: SchoolWeek) -> None:
        """How many days a week the school teaches, from a day on."""
        _forget(self._connection, school_week, organisation, school_week.c.since == week.since)
        self._connection.execute(
            insert(school_week), {"organisation": organisation, "since": week.since, "days": week.days}
        )


def calendar_of(connection: Connection, organisation: str, since: date) -> Calendar:
    """The organisation's calendar for days from `since` on, and the year before it."""
    first = date(since.year - 1, 1, 1)
    years = union(select(production_year.c.year), _of(own_year.c.year, own_year, organisation))
    days = select(production_day).where(production_day.c.day >= first)
    own = _of(own_day, own_day, organisation).where(own_day.c.day >= first)
    free = _of(vacation, vacation, organisation).where(vacation.c.until > first).order_by(vacation.c.since)
    weeks = _of(school_week, school_week, organisation).order_by(school_week.c.since)
    ours = {row.day: _special(row) for row in connection.execute(own)}
    return Calendar(
        frozenset(year for year in connection.scalars(years) if year >= first.year),
        {row.day: _special(row) for row in connection.execute(days)} | ours,
        tuple(Vacation(row.since, row.until, row.title) for row in connection.execute(free)),
        tuple(SchoolWeek(row.since, _days(row.days)) for row in connection.execute(weeks)),
        frozenset(ours),
    )


def calendar_years(connection: Connection, organisation: str) -> dict[int, str]:
    """The years that are known, each with its source; empty for the organisation's own."""
    own = dict.fromkeys(connection.scalars(_of(own_year.c.year, own_year, organisation)), "")
    country = connection.execute(select(production_year.c.year, production_year.c.source))
    return dict(sorted({**own, **{year: source for year, source in country}}.items()))


def _of(what: Any, table: Table, organisation: str) -> Any:  # a select of that table's rows or one column
    return select(what).where(table.c.organisation == organisation)


def _forget(connection: Connection, table: Table, organisation: str, ours: Any) -> None:
    connection.execute(delete(table).where(table.c.organisation == organisation, ours))


def _special(row: Any) -> SpecialDay:
    return SpecialDay(row.day, row.kind, row.title, row.moved)


def _days(number: int) -> Week:
    return 6 if number == 6 else 5
