"""Statements in one trip to PostgreSQL: values as psycopg has them, and a line that faults leave usable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Thread
from typing import Any

import make
import pytest
from databases import PostgresqlDatabases

from workflow.services.answers import Decision
from workflow.services.approval import sign_off

psycopg = pytest.importorskip("psycopg")
Wire = pytest.importorskip("storage.wire").Wire
IDLE, COMMIT = psycopg.pq.TransactionStatus.IDLE, b"COMMIT"


@pytest.fixture
def url(postgresql_databases: PostgresqlDatabases) -> str:
    return postgresql_databases.empty().replace("+psycopg", "")


@pytest.fixture
def driver(url: str) -> Iterator[Any]:
    with psycopg.connect(url, prepare_threshold=None) as connection:
        connection.execute("CREATE TABLE note (id integer PRIMARY KEY, said text, body bytea, day date)")
        connection.commit()
        yield connection


def test_rows_come_back_as_the_values_that_went(driver: Any) -> None:
    row = (1, "Протокол № 4, «за» — 100 %", b"\x00\xff", date(2026, 9, 1))
    wire = Wire(driver)
    wire.ask([(b"INSERT INTO note VALUES ($1, $2, $3, $4)", row)])
    assert wire.ask([(b"SELECT * FROM note", ())]) == [[row]]
    wire.ask([(b"INSERT INTO note VALUES ($1, $2, $3, $4)", (2, None, None, None))])
    assert wire.ask([(b"SELECT said, body, day FROM note WHERE id = $1", (2,))]) == [[(None, None, None)]]


def test_each_statement_of_a_trip_gives_its_own_rows(driver: Any) -> None:
    wire, one = Wire(driver), b"SELECT $1::int"
    asked = [(one, (1,)), (b"SELECT 2 WHERE false", ()), (one, (3,))]
    assert wire.ask(asked, end=COMMIT) == [[(1,)], [], [(3,)]]


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_council_answers_in_two_trips(school: make.School, monkeypatch: pytest.MonkeyPatch) -> None:
    known, secretary = school.publish(make.full_chain()), school.recorder("parents_council")
    school.decide(school.submitted(known), "parents_council", "agreed", "3")
    edition, trips, ask = school.submitted(known), [], Wire.ask

    def counted(*asked: Any, **how: Any) -> Any:
        trips.append(asked)
        return ask(*asked, **how)

    monkeypatch.setattr(Wire, "ask", counted)
    said = Decision(edition.key, "parents_council", edition.sha256, "agreed", "4", make.TODAY)
    sign_off(school.database, secretary, said, make.moment())
    assert len(trips) == 2


def test_one_text_serves_values_of_other_types(driver: Any) -> None:
    wire, text = Wire(driver), b"INSERT INTO note (id) VALUES ($1) RETURNING id"
    assert [wire.ask([(text, (number,))]) for number in (3, 70_000, 3_000)] == [
        [[(3,)]],
        [[(70_000,)]],
        [[(3_000,)]],
    ]


def test_a_transaction_is_begun_once_and_ends_with_the_last_trip(driver: Any, url: str) -> None:
    wire = Wire(driver)
    wire.ask([(b"INSERT INTO note (id) VALUES ($1)", (1,))])
    with psycopg.connect(url) as other:
        assert other.execute("SELECT count(*) FROM note").fetchone() == (0,)
        wire.ask([(b"INSERT INTO note (id) VALUES ($1) RETURNING id", (2,))], end=COMMIT)
        assert driver.info.transaction_status == IDLE
        other.rollback()
        assert other.execute("SELECT count(*) FROM note").fetchone() == (2,)


def test_the_first_fault_is_raised_and_nothing_of_its_trip_is_kept(driver: Any) -> None:
    wire, text = Wire(driver), b"INSERT INTO note (id) VALUES ($1)"
    with pytest.raises(psycopg.errors.UniqueViolation, match="note_pkey"):
        wire.ask([(text, (1,)), (text, (1,)), (b"SELECT nothing", ())], end=COMMIT)
    driver.rollback()
    # What was prepared before the fault is there on the server, but its name is not used again.
    assert wire.ask([(text, (1,)), (b"SELECT count(*) FROM note", ())], end=COMMIT) == [[], [(1,)]]


def test_what_is_longer_than_the_line_holds_goes_and_comes_whole(driver: Any) -> None:
    wire, long = Wire(driver), "я" * 4_000_000
    assert wire.ask([(b"SELECT $1::text", (long,)), (b"SELECT $1::text", (long,))]) == [[(long,)], [(long,)]]


def test_other_threads_run_while_one_waits_for_a_row(driver: Any, url: str) -> None:
    holder, lock = Wire(driver), (b"SELECT id FROM note WHERE id = 1 FOR UPDATE", ())
    holder.ask([(b"INSERT INTO note (id) VALUES (1)", ())], end=COMMIT)
    holder.ask([lock])
    got: list[object] = []

    def wait() -> None:
        with psycopg.connect(url) as other:
            got.extend(Wire(other).ask([lock]))

    waiting = Thread(target=wait, daemon=True)
    waiting.start()
    while not driver.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]:
        assert waiting.is_alive()
    assert got == []
    driver.commit()
    waiting.join(30)
    assert got == [[(1,)]]
