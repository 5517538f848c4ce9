"""Bring a database to the newest schema: Alembic without an ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database


def upgrade(database: Database) -> None:
    """Run every migration that the database has not seen, in one transaction."""
    with database.work() as work:
        config = _config()
        config.attributes["connection"] = work.connection
        command.upgrade(config, "head")


def pending(database: Database) -> bool:
    """Whether the database is older (or newer) than this program."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision() != head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
