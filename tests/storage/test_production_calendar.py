"""The country's years as rows: put in once when a database is migrated, never changed after."""

from __future__ import annotations

from datetime import date

import make
import pytest
from sqlalchemy import delete, func, select, update

from storage import production_calendar
from storage.calendars import calendar_of, calendar_years
from storage.database import Database
from storage.migrate import upgrade
from storage.production_calendar import FIRST_YEAR, LATEST, official_years
from storage.tables import production_day, production_year


def test_a_migrated_database_knows_the_official_years(database: Database) -> None:
    make.school(database)
    with database.read() as connection:
        years = calendar_years(connection, make.SCHOOL)
    assert list(years) == list(range(FIRST_YEAR, LATEST + 1))
    assert all(source.startswith("holidays ") for source in years.values())


def test_a_year_without_a_decree_is_not_taken() -> None:
    assert LATEST in official_years(LATEST) and LATEST + 1 not in official_years(LATEST)


def test_recorded_years_stay_as_they_are_and_lacking_ones_come_with_a_new_version(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = date(2026, 5, 11)
    with database.work() as work:
        work.connection.execute(
            update(production_day).where(production_day.c.day == changed).values(title="иначе")
        )
        work.connection.execute(delete(production_year).where(production_year.c.year == 2027))
        work.connection.execute(delete(production_day).where(production_day.c.day >= date(2027, 1, 1)))
    upgrade(database)
    with database.read() as connection:
        assert 2027 not in connection.scalars(select(production_year.c.year)).all()
    monkeypatch.setattr(production_calendar, "version", lambda _package: "999.0")
    upgrade(database)
    upgrade(database)
    with database.read() as connection:
        kept = connection.scalar(select(production_day.c.title).where(production_day.c.day == changed))
        years = connection.scalars(select(production_year.c.year).order_by(production_year.c.year)).all()
        twice = connection.scalar(
            select(func.count()).select_from(production_day).where(production_day.c.day == date(2027, 1, 1))
        )
    assert kept == "иначе" and list(years) == list(range(FIRST_YEAR, LATEST + 1)) and twice == 1


def test_an_organisation_reads_the_country_and_its_own_together(database: Database) -> None:
    school = make.school(database)
    with database.read() as connection:
        known = calendar_of(connection, school.id, date(2026, 3, 1))
    assert not known.works(date(2026, 5, 11)) and known.years == {2025, 2026, 2027}
