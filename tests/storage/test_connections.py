"""Connections are kept between transactions, shared among threads, and given up when they fail."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import make
import pytest
from databases import Databases
from sqlalchemy import bindparam, exc, insert, literal_column, select, text

from storage import connections
from storage.channel import driver
from storage.database import Database
from storage.statements import Statement
from storage.tables import person

ONE = Statement(select(literal_column("1")))
BREAK = text("INSERT INTO person (id) VALUES (NULL)")


def same(database: Database) -> int:
    with database.read() as connection:
        return id(driver(connection))


def test_one_transaction_after_another_uses_one_connection(school: make.School) -> None:
    assert len({same(school.database) for _ in range(3)}) == 1


def test_what_failed_is_undone_before_its_connection_is_used_again(school: make.School) -> None:
    with pytest.raises(exc.IntegrityError), school.database.work() as work:
        work.connection.execute(BREAK)
    with school.database.read() as connection:
        assert not connection.in_transaction() and connection.execute(text("SELECT 1")).scalar() == 1


def test_a_failed_commit_is_undone_before_its_connection_is_used_again(school: make.School) -> None:
    # On PostgreSQL it waits for the commit, and SQLAlchemy has a transaction of its own by the SELECT.
    twice = Statement(insert(person).values(id=bindparam("of_id")))
    with pytest.raises(Exception, match=r"(?i)unique"), school.database.work() as work:
        failed = driver(work.connection)
        work.connection.execute(text("SELECT 1"))
        twice.run(work.connection, {"of_id": school.administrator.person})
    status = getattr(failed, "pgconn", None)
    assert not (status.transaction_status if status else failed.in_transaction)


def test_more_threads_than_connections_wait_for_each_other(databases: Databases) -> None:
    database = Database(databases.empty(), connections=2)
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: same(database), range(80)))) <= 2
    database.dispose()


def test_who_waits_too_long_for_a_connection_is_told(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.01)
    database = Database(databases.empty(), connections=1)
    with ExitStack() as busy:
        busy.enter_context(database.read())
        with pytest.raises(exc.TimeoutError, match="busy"), database.read():
            pass
    assert same(database)
    database.dispose()


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_server_that_was_started_anew_costs_one_request_and_no_more(databases: Databases) -> None:
    url = databases.empty()
    database, other = Database(url), Database(url)
    with database.read() as first, database.read() as second:
        opened = [driver(one).info.backend_pid for one in (first, second)]
    assert len(set(opened)) == 2
    with other.read() as connection:
        for pid in opened:
            connection.execute(text(f"SELECT pg_terminate_backend({pid}, 5000)"))
    with pytest.raises(exc.OperationalError), database.read() as connection:
        connection.execute(text("SELECT 1"))
    with database.read() as first, database.read() as second:
        assert [one.execute(text("SELECT 1")).scalar() for one in (first, second)] == [1, 1]
    database.dispose(), other.dispose()


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_connection_lost_to_one_who_says_nothing_of_it_is_not_kept(databases: Databases) -> None:
    database = Database(databases.empty())
    with database.read() as connection, pytest.raises(exc.OperationalError):
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with database.work() as work:
        assert ONE.one(work.connection, {}) == (1,)
    database.dispose()
