"""The index of stems: an FTS5 table on SQLite, a tsvector under GIN on PostgreSQL; both are `clause_words`.

A row's number holds the edition's serial and, below it, the clause's turn from behind: rows from the highest
number down are the newest text first and each text from its beginning, as the index itself walks them.

PostgreSQL is told how to go: where words are common and few of their clauses count, or nothing is known of
its tables yet after a great import, its own plans took seconds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection
from sqlalchemy import text as sql

from workflow.documents.search_words import Match, Phrase

TURNS = 1 << 20
NAME = "clause_words"
WALKED = 1000
"""How many of the newest clauses PostgreSQL reads one by one before it asks its index for all of them."""

Entry = tuple[int, Sequence[str], Sequence[str]]
"""A row's number, its stems in their order, and those whose place does not matter."""

_ON_SQLITE = sql(
    f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH :words"  # noqa: S608 - a name of ours
    f" AND rowid / {TURNS} IN (SELECT value FROM json_each(:serials)) ORDER BY rowid DESC LIMIT :most"
)
_WALKED = sql(
    "SELECT count(*), array_agg(id ORDER BY id DESC) FILTER (WHERE words @@ CAST(:words AS tsquery))"  # noqa: S608
    " FROM (SELECT clause.id, clause.words"
    " FROM unnest(CAST(:serials AS bigint[])) AS one (serial)"
    f" CROSS JOIN LATERAL (SELECT id, words FROM {NAME}"
    f" WHERE id >= one.serial * {TURNS} AND id < (one.serial + 1) * {TURNS} ORDER BY id DESC) AS clause"
    f" LIMIT {WALKED}) AS newest"
)
_GATHERED = sql(
    f"WITH held AS MATERIALIZED (SELECT id FROM {NAME} WHERE words @@ CAST(:words AS tsquery)),"  # noqa: S608
    " counting AS MATERIALIZED (SELECT unnest(CAST(:serials AS bigint[])) AS serial)"
    f" SELECT id FROM held JOIN counting ON serial = id / {TURNS} ORDER BY id DESC LIMIT :most"
)


def statements(dialect: str) -> Iterator[str]:
    """The statements that make the index on that database."""
    if dialect == "postgresql":
        yield f"CREATE TABLE {NAME} (id bigint PRIMARY KEY, words tsvector NOT NULL)"
        # Without a list of entries still to be sorted in, which every question would read from end to end.
        yield f"CREATE INDEX {NAME}_words ON {NAME} USING gin (words) WITH (fastupdate = off)"
        return
    yield f"CREATE VIRTUAL TABLE {NAME} USING fts5(words, tokenize='unicode61')"


def row_id(serial: int, turn: int) -> int:
    """The number of a clause's row."""
    return serial * TURNS + TURNS - 1 - turn


def place_of(number: int) -> tuple[int, int]:
    """The serial of a row's edition and the clause's turn in it."""
    return number // TURNS, TURNS - 1 - number % TURNS


def add(connection: Connection, entries: Sequence[Entry]) -> None:
    """Index clauses."""
    lite = connection.dialect.name == "sqlite"
    into, value, written = (
        ("rowid", ":words", _lite_words) if lite else ("id", "CAST(:words AS tsvector)", _postgresql_words)
    )
    told = [{"id": id_, "words": written(own, marked)} for id_, own, marked in entries]
    connection.execute(sql(f"INSERT INTO {NAME} ({into}, words) VALUES (:id, {value})"), told)  # noqa: S608


def remove(connection: Connection, serial: int) -> None:
    """Forget every clause of an edition."""
    first, last = row_id(serial, TURNS - 1), row_id(serial, 0)
    id_ = "rowid" if connection.dialect.name == "sqlite" else "id"
    told = {"first": first, "last": last}
    connection.execute(sql(f"DELETE FROM {NAME} WHERE {id_} BETWEEN :first AND :last"), told)  # noqa: S608


def held(connection: Connection, serials: Sequence[int], match: Match, most: int) -> list[int]:
    """The rows that hold it, newest text first, each from its beginning; the serials are the newest first."""
    if connection.dialect.name == "sqlite":
        said = _asked(match, " AND ", " OR ", lambda one: f'"{" ".join(one)}"')
        told = {"words": said, "serials": json.dumps(serials), "most": most}
        return list(connection.scalars(_ON_SQLITE, told))
    return _on_postgresql(connection, serials, match, most)


def _on_postgresql(connection: Connection, serials: Sequence[int], match: Match, most: int) -> list[int]:
    words = _asked(match, " & ", " | ", lambda one: f"({' <-> '.join(map(_quoted, one))})")
    walked, found = connection.execute(_WALKED, {"words": words, "serials": serials[:WALKED]}).one()
    if walked < WALKED or len(found or ()) >= most:
        return list(found or ())[:most]
    return list(connection.scalars(_GATHERED, {"words": words, "serials": list(serials), "most": most}))


def _asked(match: Match, every: str, either: str, said: Callable[[Phrase], str]) -> str:
    return every.join(f"({either.join(said(phrase) for phrase in group)})" for group in match)


def _quoted(stem: str) -> str:
    return f"'{stem}'"


def _lite_words(own: Sequence[str], marked: Sequence[str]) -> str:
    return " ".join([*own, *marked])


def _postgresql_words(own: Sequence[str], marked: Sequence[str]) -> str:
    """Written here, for `to_tsvector` has its own rules on what one word is: «5а», the address of a page."""
    placed = [f"{_quoted(one)}:{turn}" for turn, one in enumerate(own, 1)]
    return " ".join([*placed, *map(_quoted, marked)])
