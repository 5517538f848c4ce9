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
from webapp.factory import grif_over
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


@pytest.fixture(scope="session")
def routes(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application without a school: its hundreds of routes take longer to build than a test runs."""
    folder = tmp_path_factory.mktemp("nobody")
    made = compiled_once(create_app(_settings(folder, f"sqlite:///{folder}/none.db")))
    made.testing = True
    return made


@pytest.fixture
def app(routes: Flask, database: Database, tmp_path: Path) -> Flask:
    routes.extensions["grif"] = grif_over(_settings(tmp_path, str(database.url)), database)
    return routes


def _settings(folder: Path, url: str) -> Settings:
    return Settings(folder, url, "key of the tests", password_method=FAST)


@pytest.fixture
def visit(app: Flask):
    """Makes visitors: `visit("head")` is signed in, `visit()` is not."""

    def make_visitor(login: str | None = None) -> Visitor:
        visitor = Visitor(app.test_client())
        return visitor.sign_in(login) if login else visitor

    return make_visitor
