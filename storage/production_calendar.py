"""The country's public holidays with official transfers, kept as rows: a year once recorded stays as it was.

The package `holidays` knows the law for every year, but the government's decree only for years that have
one. A year without a transfer in it is a year whose decree the package has not seen, and is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from importlib.metadata import version

from sqlalchemy import Connection, func, insert, select

from storage.tables import production_day, production_year
from workflow.governance.calendar import SATURDAY, SpecialDay

FIRST_YEAR = 2013
"""Since this year two days off of January go where the government says (Labour Code art. 112)."""
LATEST = 2027
"""The last year with a decree when this was written; an empty database is filled to a few years more."""
_AHEAD = 3
_OBSERVED = re.compile(r"(?P<title>.+) \(выходной\)")
_MOVED = re.compile(r"Выходной \(перенесено с (?P<day>\d\d\.\d\d\.\d{4})\)")


def record_years(connection: Connection) -> tuple[int, ...]:
    """Put in the years that the package knows and the database lacks; returns them."""
    source = f"holidays {version('holidays')}"
    known = set(connection.scalars(select(production_year.c.year)))
    if connection.scalar(select(func.count()).where(production_year.c.source == source)):
        return ()
    found = {
        year: days for year, days in official_years(max(known, default=LATEST)).items() if year not in known
    }
    for year, days in found.items():
        connection.execute(insert(production_year), {"year": year, "source": source})
        connection.execute(insert(production_day), [_row(one) for one in days])
    return tuple(found)


def official_years(latest: int) -> Mapping[int, tuple[SpecialDay, ...]]:
    """The years with a decree, from FIRST_YEAR to a few after `latest`, each with its special days."""
    # Loaded only when a database lacks a year: it takes longer than all the rest of a start.
    import holidays

    years = range(FIRST_YEAR, latest + _AHEAD + 1)
    country = holidays.country_holidays("RU", years=years, language="ru")
    found: dict[int, tuple[SpecialDay, ...]] = {}
    for year in years:
        days = {day: title for day, title in country.items() if day.year == year}
        if any(_MOVED.fullmatch(title) for title in days.values()):
            found[year] = _special(days, (day for day in country.weekend_workdays if day.year == year))
    return found


def _special(days: Mapping[date, str], worked: Iterable[date]) -> tuple[SpecialDay, ...]:
    found = [_day_off(day, title, days) for day, title in days.items()]
    became = {one.moved: one.day for one in found if one.moved}
    found += [SpecialDay(day, "working", "", became.get(day)) for day in worked]
    return tuple(sorted(found, key=lambda one: one.day))


def _day_off(day: date, title: str, days: Mapping[date, str]) -> SpecialDay:
    if moved := _MOVED.fullmatch(title):
        return SpecialDay(day, "off", "", datetime.strptime(moved["day"], "%d.%m.%Y").date())
    if observed := _OBSERVED.fullmatch(title):
        named = observed["title"]
        met = [one for one, said in days.items() if said == named and one < day and one.weekday() >= SATURDAY]
        return SpecialDay(day, "off", named, max(met, default=None))
    return SpecialDay(day, "holiday", title)


def _row(one: SpecialDay) -> dict[str, object]:
    return {"day": one.day, "kind": one.kind, "title": one.title, "moved": one.moved}
