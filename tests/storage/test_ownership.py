"""A row without the row it belongs to is found, where the database does not forbid it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import make
import pytest
from databases import Databases
from sqlalchemy import Column, Integer, LargeBinary, insert, inspect, select

from storage.database import Database
from storage.ownership import unowned
from storage.tables import event, instrument, sign_off, task
from storage.tables.references import REFERENCES, Reference

NOWHERE = 77
NAMED = pytest.mark.parametrize("reference", REFERENCES, ids=lambda one: f"{one.table.name}-{one.owner.name}")


def signed(url: str) -> None:
    """Fill: one document whose chain three councils have gone through; the next step waits."""
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    edition = school.submitted(school.publish(make.full_chain()))
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed", command=f"key-{kind}")
    database.dispose()


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    opened = Database(databases.filled("one-signed", signed))
    yield opened
    opened.dispose()


def found(database: Database, organisation: str | None = None) -> list[tuple[int, str]]:
    with database.read() as connection:
        return [(key.document, fault.message.en) for key, fault in unowned(connection, organisation)]


def test_what_people_signed_belongs_to_something(database: Database) -> None:
    with database.read() as connection:
        tables = (event, sign_off, task, instrument)
        assert all(connection.execute(select(table)).first() for table in tables)
    assert found(database) == []


@NAMED
def test_a_row_that_belongs_to_nothing_is_named_with_its_document(
    database: Database, reference: Reference
) -> None:
    with database.work() as work:
        kept = work.connection.execute(select(reference.table)).mappings().first()
        assert kept is not None
        work.connection.execute(insert(reference.table).values(astray(reference, kept)))
    said = f"there are rows of “{reference.table.name}”, but the rows of “{reference.owner.name}”"
    for of in (None, make.SCHOOL):
        assert any(message.startswith(said) for _, message in found(database, of)), found(database, of)
    assert found(database, "another-school") == []


@NAMED
def test_the_database_has_no_key_for_what_is_looked_for_here(
    database: Database, reference: Reference
) -> None:
    with database.read() as connection:
        keys = inspect(connection).get_foreign_keys(reference.table.name)
    assert reference.owner.name not in {key["referred_table"] for key in keys}


def astray(reference: Reference, kept: Mapping[str, Any]) -> dict[str, object]:
    """The same row once more, pointing at an owner that is not there; a command is given once."""
    own = {name: _other(reference.table.c[name], kept[name]) for name in [*reference.columns][-1:]}
    return {**kept, **({"command": None} if "command" in kept else {}), **own}


def _other(column: Column[Any], value: Any) -> object:
    assert not isinstance(column.type, LargeBinary)
    return NOWHERE if isinstance(column.type, Integer) else f"{value}-astray"
