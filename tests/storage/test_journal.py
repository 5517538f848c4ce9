"""The journal as the database keeps it: nobody rewrites it, and whoever forces it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import make
import pytest
from databases import Databases
from sqlalchemy import ColumnElement, Connection, create_engine, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from storage.append_only import ERASABLE, KEPT
from storage.database import Database
from storage.journal import history, verify
from storage.tables import document, edition, event
from workflow.errors import NotFound
from workflow.journal import Event
from workflow.values import DocumentKey

KEY = DocumentKey(make.SCHOOL, 1)
OTHER = DocumentKey(make.SCHOOL, 2)
ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


def two_documents(url: str) -> None:
    """Fill: a school with two documents; the first has been signed by three councils: five records."""
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    edition, _ = school.submitted(school.publish(make.full_chain())), school.draft()
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed", remark="для протокола", command=f"key-{kind}")
    database.dispose()


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    opened = Database(databases.filled("two-documents", two_documents))
    yield opened
    opened.dispose()


def told(database: Database, organisation: str | None = None) -> set[tuple[int, int]]:
    """Document and seq of every break that verification names."""
    with database.read() as connection:
        breaks = [one for _, found in verify(connection, organisation) for one in found]
    assert all(one.key.organisation == make.SCHOOL for one in breaks)
    return {(one.key.document, one.seq) for one in breaks}


def this(seq: int) -> ColumnElement[bool]:
    of = event.c
    return (of.organisation == KEY.organisation) & (of.document == KEY.document) & (of.seq == seq)


ACTS = {
    "update": "UPDATE event SET kind = 'signed'",
    "update of nothing that matters": "UPDATE event SET command = command",
    "another name": "UPDATE event SET payload = 'x'",
    "another salt": "UPDATE event SET salt = record, payload = NULL",
    "a name without its salt": "UPDATE event SET salt = NULL",
    "delete": "DELETE FROM event",
    "delete of one": "DELETE FROM event WHERE seq = 2",
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_database_itself_refuses_to_change_or_remove_a_record(database: Database, act: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), database.work() as work:
        work.connection.execute(text(act))
    assert told(database) == set()
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(event)) == 6


def test_no_column_of_a_record_is_left_unguarded() -> None:
    assert {*KEPT, *ERASABLE} == {column.name for column in event.columns}


@ON_POSTGRESQL  # SQLite has no TRUNCATE
def test_the_database_refuses_to_empty_the_journal(database: Database) -> None:
    for act in ("TRUNCATE event CASCADE", "TRUNCATE document CASCADE"):
        with pytest.raises(DBAPIError, match="append-only"), database.work() as work:
            work.connection.execute(text(act))
    assert told(database) == set()


REPLACEMENTS = {
    "same seq": """INSERT OR REPLACE INTO event
        SELECT organisation, document, seq, at, 'x', record, hash, NULL, salt, payload FROM event""",
    "same command": """INSERT OR REPLACE INTO event
        SELECT organisation, document, seq + 10, at, 'x', record, hash, command, salt, payload
        FROM event
        WHERE command IS NOT NULL""",
}


# PostgreSQL has no INSERT OR REPLACE; its ON CONFLICT DO UPDATE is an UPDATE.
@ON_SQLITE
@pytest.mark.parametrize("replacement", REPLACEMENTS.values(), ids=REPLACEMENTS)
def test_a_record_cannot_be_replaced_by_an_insert_in_its_place(database: Database, replacement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), database.work() as work:
        work.connection.execute(text(replacement))
    assert told(database) == set()


Force = Callable[[Callable[[Connection], object]], None]


@pytest.fixture
def forced(database: Database) -> Force:
    """Does to the database what its owner can, with its own tools: no triggers, no foreign keys."""

    def force(act: Callable[[Connection], object]) -> None:
        owner = create_engine(database.url)
        with owner.begin() as connection:
            for statement in _FREED[connection.dialect.name]:
                connection.exec_driver_sql(statement)
            act(connection)
        owner.dispose()

    return force


_GUARDS = ("event_no_update", "event_no_delete", "event_no_rewording", "event_no_replace")
_FREED = {
    # Foreign keys are off unless a program switches them on, as ours does.
    "sqlite": [f"DROP TRIGGER {row}" for row in _GUARDS],
    "postgresql": ["SET LOCAL session_replication_role = replica"],
}


def record_of(connection: Connection, seq: int) -> bytes:
    found = connection.scalar(select(event.c.record).where(this(seq)))
    assert found is not None
    return found


def rewritten(connection: Connection) -> None:
    """The outcome of the third answer, changed in its stored bytes."""
    changed = record_of(connection, 5).replace(b'"agreed"', b'"refused"')
    connection.execute(update(event).where(this(5)).values(record=changed))


def told_otherwise(connection: Connection) -> None:
    connection.execute(update(event).where(this(4)).values(at="2020-01-01T00:00:00.000000Z"))


def renamed(connection: Connection) -> None:
    """Another name in the personal payload."""
    changed = func.replace(event.c.payload, "Секретарь", "Председатель")
    connection.execute(update(event).where(this(4)).values(payload=changed))


def cut_out(connection: Connection) -> None:
    connection.execute(delete(event).where(this(3)))


def cut_off(connection: Connection) -> None:
    connection.execute(delete(event).where(this(5)))


def beheaded(connection: Connection) -> None:
    connection.execute(update(document).where(document.c.number == 1).values(head=bytes(32)))


def shortened(connection: Connection) -> None:
    connection.execute(update(document).where(document.c.number == 1).values(seq=4))


def swapped(connection: Connection) -> None:
    """Two answers change places with all that belongs to them."""
    third, fourth = (
        dict(connection.execute(select(event).where(this(seq))).one()._mapping) for seq in (3, 4)
    )
    connection.execute(delete(event).where(this(3) | this(4)))
    connection.execute(event.insert(), [{**third, "seq": 4}, {**fourth, "seq": 3}])


def moved_over(connection: Connection) -> None:
    """The tail of one document is hung on another."""
    connection.execute(update(event).where(this(5)).values(document=2, seq=2))


def forgotten(connection: Connection) -> None:
    """The whole first document is gone, head and records."""
    for table in reversed(event.metadata.sorted_tables):
        if table.name != "document" and "document" in table.c and "organisation" in table.c:
            connection.execute(delete(table).where(table.c.document == 1))
    connection.execute(delete(document).where(document.c.number == 1))


FORGERIES = {
    rewritten: {(1, 5)},
    told_otherwise: {(1, 4)},
    renamed: {(1, 4)},
    cut_out: {(1, 3), (1, 4)},
    cut_off: {(1, 5)},
    beheaded: {(1, 5)},
    shortened: {(1, 6)},
    swapped: {(1, 3), (1, 4), (1, 5)},
    moved_over: {(1, 5), (2, 2), (2, 3)},
    forgotten: {(1, 0)},
}


@pytest.mark.parametrize(("forgery", "places"), FORGERIES.items(), ids=[one.__name__ for one in FORGERIES])
def test_verification_names_document_and_seq_of_whatever_was_forced(
    database: Database, forced: Force, forgery: Callable[[Connection], None], places: set[tuple[int, int]]
) -> None:
    assert told(database) == set()
    forced(forgery)
    assert told(database) == places
    assert told(database, make.SCHOOL) == places


@ON_SQLITE  # PostgreSQL keeps bytes in a column of bytes
def test_text_written_into_a_column_of_bytes_is_a_change_and_no_crash(
    database: Database, forced: Force
) -> None:
    careless = "UPDATE event SET record = replace(record, 'agreed', 'refused') WHERE document = 1 AND seq = 4"
    forced(lambda connection: connection.execute(text(careless)))
    assert told(database) == {(1, 4)}


def test_a_head_that_is_gone_while_its_records_stand_is_named(database: Database, forced: Force) -> None:
    """Of the last document, after which no number is missing."""

    def behead(connection: Connection) -> None:
        connection.execute(delete(edition).where(edition.c.document == 2))
        connection.execute(delete(document).where(document.c.number == 2))

    forced(behead)
    assert told(database) == {(2, 0)}


def test_erasing_personal_payloads_leaves_the_chain_whole_and_the_history_readable(
    database: Database,
) -> None:
    with database.work() as work:
        work.connection.execute(update(event).values(salt=None, payload=None))
    assert told(database) == set()
    with database.read() as connection:
        assert [one.personal for one in history(connection, KEY)] == [None] * 5
        assert [one.kind for one in history(connection, KEY)] == ["signed"] * 3 + ["submitted", "created"]


def test_history_comes_newest_first_a_page_at_a_time(database: Database) -> None:
    with database.read() as connection:
        first = history(connection, KEY, limit=2)
        second = history(connection, KEY, before=first[-1].seq, limit=2)
        rest = history(connection, KEY, before=second[-1].seq)
    assert [one.seq for one in (*first, *second, *rest)] == [5, 4, 3, 2, 1]
    assert first[0].personal == {"name": "Секретарь Анна Петровна", "remark": "для протокола"}


def test_records_hold_no_name_and_no_remark(database: Database) -> None:
    with database.read() as connection:
        records = connection.scalars(select(event.c.record)).all()
    assert not any(word in one.decode() for one in records for word in ("Секретарь", "для протокола"))


def test_two_documents_have_chains_of_their_own(database: Database) -> None:
    with database.work() as work:
        work.documents.get(OTHER)
        assert work.journal.record(OTHER, make.moment().now, [Event("noted", "p"), Event("noted", "p")]) == 3
        assert work.journal.record(KEY, make.moment().now, [Event("noted", "p")]) == 6
        assert work.journal.record(OTHER, make.moment().now, [Event("noted", "p")]) == 4
    assert told(database) == set()


def test_what_is_rolled_back_leaves_no_record_and_no_hole(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.work() as work:
        work.journal.record(KEY, make.moment().now, [Event("noted", "p", personal={"name": "Имя"})])
        raise ZeroDivisionError
    with database.work() as work:
        assert work.journal.record(KEY, make.moment().now, [Event("noted", "p")]) == 6
    assert told(database) == set()


def test_nothing_is_recorded_of_a_document_that_is_not_there(database: Database) -> None:
    with pytest.raises(NotFound), database.work() as work:
        work.journal.record(DocumentKey(make.SCHOOL, 99), make.moment().now, [Event("noted", "p")])
    assert told(database) == set()


def test_the_same_payload_is_hashed_differently_each_time(database: Database) -> None:
    with database.work() as work:
        same = Event("noted", "p", personal={"name": "Имя"})
        work.journal.record(KEY, make.moment().now, [same, same])
    with database.read() as connection:
        salts = connection.scalars(select(event.c.salt).where(event.c.salt.is_not(None))).all()
    assert len(set(salts)) == len(salts)
