"""A migrated database, and a school in it, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import make
import pytest
from databases import Databases

from storage.database import Database


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    """An empty database with the newest schema."""
    opened = Database(databases.filled("migrated", make.migrated))
    yield opened
    opened.dispose()


@pytest.fixture
def school(database: Database) -> make.School:
    """A school with its bodies and people."""
    return make.school(database)
