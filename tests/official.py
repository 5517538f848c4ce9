"""The country's calendar as the program records it, for rules that need no database."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from storage.production_calendar import LATEST, official_years
from workflow.governance.calendar import Calendar, SchoolWeek, SpecialDay, Vacation

_YEARS = cache(official_years)


def calendar(
    vacations: Iterable[Vacation] = (), weeks: Iterable[SchoolWeek] = (), own: Iterable[SpecialDay] = ()
) -> Calendar:
    """The official years with a school's own vacations, weeks and days."""
    known = _YEARS(LATEST)
    special = {one.day: one for days in known.values() for one in days} | {one.day: one for one in own}
    return Calendar(frozenset(known), special, tuple(vacations), tuple(weeks))
