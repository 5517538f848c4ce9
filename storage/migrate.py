"""Bring a database to the newest schema: Alembic without an ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select

from storage.database import Database
from storage.production_calendar import record_years

# Any number that no other program locks in our database: "grif" in ASCII.
_ONE_AT_A_TIME = 0x67726966


def upgrade(database: Database) -> None:
    """Run every migration that the database has not seen, in one transaction and on one node at a time.

    The country's calendar gains the years that this version of the program knows.
    """
    with database.work() as work:
        if not database.sqlite:
            work.connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        config = _config()
        config.attributes["connection"] = work.connection
        command.upgrade(config, "head")
        record_years(work.connection)


def pending(database: Database) -> bool:
    """Whether the database is older (or newer) than this program."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision() != head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
