"""The floor of a sign-off: the least rows that a durable, provable step can be, by the bare driver.

A transaction: read the document, check state and role in Python, UPDATE it if its version is still the one
read, INSERT a history row linked by SHA-256, commit. 2 000 documents; one at its end begins anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness import Side

DOCUMENTS = 2000
REMARK = "Протокол № 4 от 28.08.2025, единогласно"
# state → (transition, next state, role that may)
CHAIN = {
    "draft": ("agree_governing", "governing_agreed", "governing_council"),
    "governing_agreed": ("agree_parents", "parents_agreed", "parents_council"),
    "parents_agreed": ("agree_students", "students_agreed", "student_council"),
    "students_agreed": ("adopt", "adopted", "pedagogical_council"),
    "adopted": ("approve", "approved", "head"),
    "approved": ("enact", "in_force", "head"),
    "in_force": ("renew", "draft", "head"),
}
ROLES = {f"user_{role}": frozenset({role}) for _, _, role in CHAIN.values()}

_TABLES = """
CREATE TABLE document (id {serial} PRIMARY KEY, state text NOT NULL, version integer NOT NULL,
  seq integer NOT NULL, head {bytes} NOT NULL, title text NOT NULL, due text, role text, updated_at text);
CREATE INDEX document_role_due ON document (role, due, id);
CREATE TABLE history (id {serial} PRIMARY KEY, document integer NOT NULL REFERENCES document (id),
  seq integer NOT NULL, at text NOT NULL, actor text NOT NULL, transition text NOT NULL, source text NOT NULL,
  target text NOT NULL, remark text, hash {bytes} NOT NULL, UNIQUE (document, seq));
"""
_FILL = "INSERT INTO document (state, version, seq, head, title, due, role) VALUES (?, 1, 0, ?, ?, ?, ?)"
_BEGIN = "BEGIN IMMEDIATE"
_READ = "SELECT state, version, seq, head FROM document WHERE id = ?"
_MOVE = (
    "UPDATE document SET state = ?, version = version + 1, seq = ?, head = ?, role = ?, updated_at = ? "
    "WHERE id = ? AND version = ?"
)
_TELL = (
    "INSERT INTO history (document, seq, at, actor, transition, source, target, remark, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(slots=True)
class Client:
    """A connection that walks over its share of the documents."""

    execute: Callable[..., Any]
    commit: Callable[[], None]
    begin: str
    sql: tuple[str, str, str]
    place: int
    clients: int

    def next(self) -> int:
        """The document of the next step."""
        self.place += self.clients
        return self.place % DOCUMENTS + 1


def step(client: Client) -> None:
    """One sign-off in one transaction."""
    document = client.next()
    read, move, tell = client.sql
    if client.begin:
        client.execute(client.begin)
    state, version, seq, head = client.execute(read, (document,)).fetchone()
    transition, target, role = CHAIN[state]
    actor = f"user_{role}"
    if role not in ROLES[actor]:
        raise PermissionError
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    said = (document, seq + 1, at, actor, transition, state, target, REMARK)
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    link = hashlib.sha256(bytes(head) + body).digest()
    now = CHAIN[target][2]
    moved = client.execute(move, (target, seq + 1, link, now, at, document, version))
    if moved.rowcount != 1:
        raise RuntimeError("the document changed meanwhile")
    client.execute(tell, (*said, link))
    client.commit()


def _rows() -> list[tuple[object, ...]]:
    return [
        ("draft", bytes(32), f"Положение {number}", "2025-09-15", "governing_council")
        for number in range(DOCUMENTS)
    ]


def sqlite(path: Path, synchronous: str = "FULL") -> Side:
    """The floor on a SQLite file in WAL mode."""

    def fresh() -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_TABLES.format(serial="integer", bytes="blob"))
        connection.execute("BEGIN")
        connection.executemany(_FILL, _rows())
        connection.execute("COMMIT")
        connection.close()

    def opened(one: int, clients: int) -> Client:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        connection.execute(f"PRAGMA synchronous={synchronous}")
        return Client(connection.execute, connection.commit, _BEGIN, (_READ, _MOVE, _TELL), one, clients)

    return Side(f"floor: sqlite3, {synchronous}", fresh, opened, step)


def postgresql(url: str) -> Side:
    """The floor on a PostgreSQL (a libpq URL), the row locked, statements prepared."""
    import psycopg

    def fresh() -> None:
        with psycopg.connect(url) as connection:
            connection.execute("DROP TABLE IF EXISTS history, document")
            connection.execute(_TABLES.format(serial="bigserial", bytes="bytea"))
            connection.cursor().executemany(_FILL.replace("?", "%s"), _rows())
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE document")
            connection.execute("CHECKPOINT")

    def opened(one: int, clients: int) -> Client:
        connection = psycopg.connect(url, prepare_threshold=1)
        asked = (f"{_READ} FOR UPDATE", _MOVE, _TELL)
        sql = tuple(one.replace("?", "%s") for one in asked)
        return Client(connection.execute, connection.commit, "", (sql[0], sql[1], sql[2]), one, clients)

    return Side("floor: psycopg, synchronous_commit=on", fresh, opened, step)
