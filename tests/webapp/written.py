"""All that the database holds, to see that a denial wrote nothing."""

from __future__ import annotations

from sqlalchemy import select

from storage.database import Database
from storage.tables import metadata

PASSING = {"session", "login_attempt"}
"""What signing in writes by itself."""


def contents(database: Database) -> dict[str, list[str]]:
    """Every row of every table, but those of signing in."""
    with database.read() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
            if table.name not in PASSING
        }
