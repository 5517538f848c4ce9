"""«Ждут меня» is one list by due day, whatever the number of bodies and the size of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import make
import pytest
from databases import Databases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from storage.database import Database
from storage.queries.inbox import CAP, Cursor, InboxRow, Page, inbox, waiting_count
from storage.tables import task
from workflow.errors import NotFound
from workflow.values import PartyKey

PARTIES = tuple(PartyKey(make.SCHOOL, kind) for kind in (*make.BODIES, "head"))
DUES = ("2026-03-20", "2026-04-01", "9999-12-31")
STEPS = ("first", "second")
DOCUMENTS = 6

Task = tuple[int, str, int, str]
"""A party's place in PARTIES, the due day, the document's number, the step."""

TASKS = st.sets(
    st.tuples(
        st.integers(0, len(PARTIES) - 1),
        st.sampled_from(DUES),
        st.integers(1, DOCUMENTS),
        st.sampled_from(STEPS),
    ),
    max_size=40,
)


def school_with_drafts(url: str) -> None:
    """Fill: documents with no task of their own."""
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    for number in range(DOCUMENTS):
        school.draft(make.text(f"Положение {number + 1}"))
    database.dispose()


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    opened = Database(databases.filled("school-with-drafts", school_with_drafts))
    yield opened
    opened.dispose()


def ask(database: Database, tasks: Sequence[Task]) -> None:
    """Put these tasks in place of all others."""
    rows = [
        {
            **{"party_organisation": PARTIES[party].organisation, "party": PARTIES[party].party},
            **{"organisation": make.SCHOOL, "document": number, "edition": 1},
            **{"due": due, "step": step, "act": "agree", "since": "2026-03-16T09:00:00.000000Z"},
        }
        for party, due, number, step in tasks
    ]
    with database.work() as work:
        work.connection.execute(delete(task))
        if rows:
            work.connection.execute(insert(task), rows)


def place(row: InboxRow) -> tuple[str, int, str, str]:
    return row.due, row.document, row.step, row.party.party


def pages(database: Database, parties: Sequence[PartyKey], limit: int) -> list[Page]:
    """Every page, as one who follows the address of the next one sees them."""
    seen: list[Page] = []
    after: Cursor | None = None
    with database.read() as connection:
        while not seen or after:
            seen.append(inbox(connection, parties, after, limit))
            last = seen[-1].next
            after = Cursor.read(last.text) if last else None
            assert len(seen) < 100, "the pages never end"
    return seen


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tasks=TASKS, asked=st.lists(st.integers(0, len(PARTIES) - 1), max_size=6), limit=st.integers(1, 7))
def test_pages_laid_end_to_end_are_all_tasks_of_the_parties_by_due_day(
    database: Database, tasks: set[Task], asked: list[int], limit: int
) -> None:
    # One body answers one step of a document by one day: the list's order is then one and only.
    tasks = {(party, due, number, f"{step}-{party}-{due}") for party, due, number, step in tasks}
    ask(database, sorted(tasks))
    own = [one for one in tasks if one[0] in asked]
    naive = sorted((due, number, step, PARTIES[party].party) for party, due, number, step in own)
    seen = pages(database, [PARTIES[party] for party in asked], limit)
    assert [place(row) for page in seen for row in page.tasks] == naive
    assert [len(page.tasks) for page in seen[:-1]] == [limit] * (len(seen) - 1)
    assert {page.total for page in seen} == {len(own)} and not any(page.capped for page in seen)


def test_a_row_tells_what_the_screen_says(database: Database) -> None:
    ask(database, [(4, DUES[0], 2, "first")])
    with database.read() as connection:
        (row,) = inbox(connection, [PARTIES[4]]).tasks
    assert row.party == PARTIES[4]
    assert (row.organisation, row.document, row.edition, row.step) == (make.SCHOOL, 2, 1, "first")
    assert (row.title, row.act, row.due) == ("Положение 2", "agree", DUES[0])


def test_nobody_and_a_stranger_wait_for_nothing(database: Database) -> None:
    ask(database, [(0, DUES[0], 1, "first")])
    with database.read() as connection:
        assert inbox(connection, []) == Page((), 0, False, None)
        assert waiting_count(connection, []) == 0
        assert inbox(connection, [PartyKey("elsewhere", PARTIES[0].party)]) == Page((), 0, False, None)


@pytest.mark.parametrize("more", [0, 1])
def test_the_total_is_exact_up_to_the_cap(database: Database, more: int) -> None:
    half = [(party, DUES[0], 1, f"step-{number}") for party in (0, 1) for number in range(CAP // 2)]
    ask(database, [*half, *[(1, DUES[1], 1, "one-more")] * more])
    with database.read() as connection:
        page = inbox(connection, PARTIES[:2])
    assert (page.total, page.capped) == (CAP, bool(more))


@pytest.mark.parametrize("typed", ["", "[]", "{}", '["2026-03-20"]', '["d", "o", "x", 1, "s"]', "null"])
def test_an_address_that_is_no_cursor_is_not_found(typed: str) -> None:
    with pytest.raises(NotFound):
        Cursor.read(typed)
