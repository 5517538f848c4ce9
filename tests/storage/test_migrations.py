"""The migrations lead from nothing to exactly the tables, on both databases, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import make
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from children import CONTEXT
from databases import Databases
from sqlalchemy import inspect, select

from storage import append_only, one_in_force, search_index
from storage.database import Database
from storage.migrate import pending, upgrade
from storage.tables import metadata, organisation

NODES = 3
PATIENCE = 60  # seconds until a stuck test gives up


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.dispose()


def shape(database: Database) -> dict[str, Any]:
    """Everything the database knows of our tables, beside the order in which it lists it."""
    seen = inspect(database.engine)
    return {
        table: {
            "columns": [(one["name"], str(one["type"]), one["nullable"]) for one in seen.get_columns(table)],
            "primary key": seen.get_pk_constraint(table),
            "foreign keys": sorted(seen.get_foreign_keys(table), key=str),
            "unique": sorted(seen.get_unique_constraints(table), key=str),
            "indexes": sorted(map(_index, seen.get_indexes(table)), key=str),
        }
        for table in seen.get_table_names()
        if table != "alembic_version" and _said_by_tables(table, "table", None)
    }


def _said_by_tables(name: str | None, kind: str, _parents: Any) -> bool:
    """All but the index of words, which each database has in its own way: the tables cannot say it."""
    return not (kind == "table" and str(name).startswith(search_index.NAME))


def _index(seen: Any) -> dict[str, Any]:
    """An index with its condition as words: a clause equals no other clause."""
    return {**seen, "dialect_options": {name: str(one) for name, one in seen["dialect_options"].items()}}


def test_the_migrations_make_the_tables_and_nothing_else(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True, "include_name": _said_by_tables}
        )
        assert compare_metadata(context, metadata) == []


def test_every_key_and_index_is_as_the_tables_say(database: Database, databases: Databases) -> None:
    said = Database(databases.empty())
    metadata.create_all(said.engine)
    assert shape(database) == shape(said)
    said.dispose()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # only SQLite lays rows along their key
def test_rows_lie_along_their_key_where_the_tables_say_so(database: Database) -> None:
    with database.read() as connection:
        made = dict(
            connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
        )
    expected = {table.name for table in metadata.tables.values() if not _has_rowid(table)}
    assert {
        name
        for name, sql in made.items()
        if "WITHOUT ROWID" in sql.upper() and _said_by_tables(name, "table", None)
    } == expected


def _has_rowid(table: Any) -> bool:
    with_rowid: bool = table.dialect_options["sqlite"]["with_rowid"]
    return with_rowid


def test_the_journal_is_guarded_as_soon_as_it_is_made(database: Database) -> None:
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with database.read() as connection:
        there = set(connection.exec_driver_sql(listed[connection.dialect.name]).scalars())
    dialect = database.engine.dialect.name
    said = " ".join((*append_only.statements(dialect), *one_in_force.statements(dialect)))
    assert there and all(one in said for one in there)
    assert len(there) == said.count("CREATE TRIGGER")


def test_an_empty_database_waits_for_its_migrations_and_a_new_one_does_not(empty: Database) -> None:
    assert pending(empty)
    upgrade(empty)
    assert not pending(empty)


def test_migrating_again_changes_nothing_and_loses_nothing(database: Database) -> None:
    make.school(database)
    before = shape(database)
    upgrade(database)
    assert shape(database) == before
    with database.read() as connection:
        assert connection.scalars(select(organisation.c.id)).all() == [make.SCHOOL]


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty: Database) -> None:
    with empty.work() as work:
        work.connection.exec_driver_sql("CREATE TABLE edition_file (of_another_program integer)")
    before = shape(empty)
    with pytest.raises(Exception, match="edition_file"):
        upgrade(empty)
    assert shape(empty) == before
    assert pending(empty)


def node(url: str, start: Any) -> None:
    """A node that starts: a process of its own, since Alembic keeps its work in globals."""
    database = Database(url)
    start.wait(PATIENCE)
    upgrade(database)
    assert not pending(database)
    database.dispose()


def test_nodes_that_start_together_migrate_once(databases: Databases) -> None:
    start = CONTEXT.Barrier(NODES)
    url = databases.empty()
    nodes = [CONTEXT.Process(target=node, args=(url, start)) for _ in range(NODES)]
    for one in nodes:
        one.start()
    for one in nodes:
        one.join(PATIENCE)
    assert [one.exitcode for one in nodes] == [0] * NODES


def test_migrations_are_found_wherever_the_program_is_started(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    upgrade(empty)
    assert not pending(empty)
    assert list(tmp_path.iterdir()) == []
