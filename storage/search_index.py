"""The index of stems: an FTS5 table on SQLite, a tsvector under GIN on PostgreSQL; both are `clause_words`.

A row's number holds the edition's serial and, below it, the clause's turn from behind: rows from the highest
number down are the newest text first and each text from its beginning, as the index itself walks them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    column,
    func,
    literal_column,
    table,
)
from sqlalchemy import text as sql

TURNS = 1 << 20
NAME = "clause_words"
clause_words = table(NAME, column("id"))


def statements(dialect: str) -> Iterator[str]:
    """The statements that make the index on that database."""
    if dialect == "postgresql":
        yield f"CREATE TABLE {NAME} (id bigint PRIMARY KEY, words tsvector NOT NULL)"
        yield f"CREATE INDEX {NAME}_words ON {NAME} USING gin (words)"
        return
    # Without its own rule й would be и: a letter with a sign over it.
    yield f"CREATE VIRTUAL TABLE {NAME} USING fts5(words, tokenize='unicode61 remove_diacritics 0')"


def row_id(serial: int, turn: int) -> int:
    """The number of a clause's row."""
    return serial * TURNS + TURNS - 1 - turn


def add(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Index clauses: the row's number and the stems, parted by blanks."""
    lite = connection.dialect.name == "sqlite"
    into, value = ("rowid", ":words") if lite else ("id", "to_tsvector('simple', :words)")
    told = [{"id": id_, "words": words} for id_, words in rows]
    connection.execute(sql(f"INSERT INTO {NAME} ({into}, words) VALUES (:id, {value})"), told)  # noqa: S608


def remove(connection: Connection, serial: int) -> None:
    """Forget every clause of an edition."""
    first, last = row_id(serial, TURNS - 1), row_id(serial, 0)
    id_ = "rowid" if connection.dialect.name == "sqlite" else "id"
    told = {"first": first, "last": last}
    connection.execute(sql(f"DELETE FROM {NAME} WHERE {id_} BETWEEN :first AND :last"), told)  # noqa: S608


def row_number(dialect: str) -> ColumnElement[int]:
    """The number of an indexed row."""
    return literal_column(f"{NAME}.rowid" if dialect == "sqlite" else f"{NAME}.id")


def matching(dialect: str, phrases: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """The rows that hold every phrase, its stems one after another."""
    words: BindParameter[str]
    if dialect == "sqlite":
        words = bindparam("words", " ".join(f'"{" ".join(one)}"' for one in phrases))
        return literal_column(NAME).op("MATCH", is_comparison=True)(words)
    words = bindparam("words", " & ".join(f"({' <-> '.join(one)})" for one in phrases))
    return literal_column(f"{NAME}.words").op("@@", is_comparison=True)(func.to_tsquery("simple", words))
