"""Rules of the schema: whose data it is stands in every key, nothing is deleted in passing, no floats."""

from __future__ import annotations

import pytest
from sqlalchemy import Float, Numeric, Table, UniqueConstraint

from storage.tables import metadata

# What belongs to no organisation: the organisations themselves, people and their accounts, and definitions,
# which are known by their content, and the country's calendar. Every other table belongs to one.
GLOBAL = {"organisation", "person", "person_name", "account", "session", "login_attempt", "definition"}
GLOBAL |= {"production_year", "production_day"}
# A task lies under the body that is asked, of whatever organisation; a job in the queue of all of them. The
# organisation is in the key as well.
ELSEWHERE = {"task": "party_organisation", "job": "state"}
# An index of words knows its rows by one integer.
ROW_NUMBERS = {"searched_clause": ["id"]}
TABLES = sorted(metadata.tables.values(), key=lambda table: table.name)
OWNED = [table for table in TABLES if table.name not in GLOBAL]


def named(table: Table) -> str:
    return table.name


every = pytest.mark.parametrize("table", TABLES, ids=named)
every_owned = pytest.mark.parametrize("table", OWNED, ids=named)


def columns(constraint: object) -> list[str]:
    return [column.name for column in constraint.columns]  # type: ignore[attr-defined]


def test_the_short_list_names_only_tables_that_are_there() -> None:
    assert set(metadata.tables) >= GLOBAL | set(ELSEWHERE)


@every_owned
def test_an_organisation_stands_first_in_the_primary_key(table: Table) -> None:
    key = columns(table.primary_key)
    assert key[0] == ELSEWHERE.get(table.name, "organisation")
    assert "organisation" in key


@every_owned
def test_an_organisation_stands_first_in_every_unique_key(table: Table) -> None:
    unique = [columns(one) for one in table.constraints if isinstance(one, UniqueConstraint)]
    unique += [columns(one) for one in table.indexes if one.unique]
    known = [ROW_NUMBERS[table.name]] if table.name in ROW_NUMBERS else []
    assert [key for key in unique if key[0] != "organisation"] == known


@every_owned
def test_an_organisation_stands_first_in_every_reference_to_what_belongs_to_one(table: Table) -> None:
    for reference in table.foreign_key_constraints:
        target = reference.referred_table
        if target.name in GLOBAL:
            continue
        first = reference.elements[0]
        assert first.column.name == "organisation", reference.name
        assert first.parent.name.endswith("organisation"), reference.name
        assert len(reference.elements) == len(target.primary_key.columns), "a reference names the whole key"


@every
def test_a_global_table_refers_to_nothing_that_belongs_to_an_organisation(table: Table) -> None:
    if table.name in GLOBAL:
        assert {one.referred_table.name for one in table.foreign_key_constraints} <= GLOBAL


@every
def test_nothing_is_deleted_or_changed_because_something_else_was(table: Table) -> None:
    assert [one.name for one in table.foreign_key_constraints if one.ondelete or one.onupdate] == []


@every
def test_no_column_is_a_float(table: Table) -> None:
    assert [one.name for one in table.columns if isinstance(one.type, Float | Numeric)] == []


@every
def test_no_value_is_made_by_the_database_behind_our_back(table: Table) -> None:
    made = [
        one.name
        for one in table.columns
        if one.server_default is not None or one.default is not None or one.onupdate is not None
    ]
    assert made == []
    assert table.autoincrement_column is None
