"""The application over a school on SQLite, and a visitor whose every page is checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import make
import pytest
from compiled import compiled_once
from databases import SqliteDatabases
from flask import Flask
from visitor import FAST, Visitor, with_accounts

from storage.database import Database
from webapp import create_app
from webapp.settings import Settings


@pytest.fixture
def database(sqlite_databases: SqliteDatabases) -> Iterator[Database]:
    opened = Database(sqlite_databases.filled("migrated", make.migrated))
    yield opened
    opened.dispose()


@pytest.fixture
def school(database: Database) -> make.School:
    """A school whose people have accounts named by their roles."""
    return with_accounts(make.school(database))


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Flask:
    settings = Settings(tmp_path, str(database.url), "key of the tests", password_method=FAST)
    made = compiled_once(create_app(settings, database))
    made.testing = True
    return made


@pytest.fixture
def visit(app: Flask):
    """Makes visitors: `visit("head")` is signed in, `visit()` is not."""

    def make_visitor(login: str | None = None) -> Visitor:
        visitor = Visitor(app.test_client())
        return visitor.sign_in(login) if login else visitor

    return make_visitor
