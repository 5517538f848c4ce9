"""Worklists of a definition: who is shown which, what stands on them, page by page; on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

import make
import pytest
from sqlalchemy import Connection, select, update
from written_ways import ways

from storage.accounts import Account as StoredAccount
from storage.accounts import open_account, open_session, signed_in
from storage.queries import worklists
from storage.reads import Reads
from storage.running_cases import MigrationDatabase
from storage.tables import case
from workflow.chain.case import Case
from workflow.documents.document import Edition
from workflow.engine.correspondence import proposed
from workflow.engine.reader import read
from workflow.engine.worklists import Search
from workflow.errors import NotFound
from workflow.services import listing, migration, performing
from workflow.services.listing import Listed, Place
from workflow.services.performing import Wanted


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(read(ways(), "ways.yaml"))


def looked_at(school: make.School, edition: Edition) -> None:
    wanted = Wanted(edition.key, "look", edition.sha256, "Видел")
    performing.perform(school.database, school.actor("auditor"), wanted, make.moment())


def overview(school: make.School, person: str) -> dict[str, list[int]]:
    """The documents on each list that the person sees."""
    found = listing.overview(Reads(school.database), school.actor(person))
    return {one.place.title.ru: [row.document for row in one.rows] for one in found}


def test_a_list_is_shown_to_who_passes_its_guard(school: make.School, known: str) -> None:
    first, second = school.submitted(known), school.submitted(known)
    looked_at(school, second)
    assert overview(school, "auditor") == {"На проверке": [1, 2], "Просмотрено": [2]}
    assert overview(school, "parents_council") == {"На проверке": [1, 2]}
    assert overview(school, "parents_council-member") == {} == overview(school, "head")
    assert first.key.document == 1


def test_what_leaves_the_state_or_ends_stands_on_no_list(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    wanted = Wanted(edition.key, "retract", edition.sha256)
    performing.perform(school.database, school.administrator, wanted, make.moment())
    assert overview(school, "auditor") == {}
    other = school.submitted(known)
    make.submission.withdraw(school.database, school.administrator, other.key, "Зря", make.moment())
    assert overview(school, "auditor") == {}


def test_a_stranger_sees_nothing_of_it(school: make.School, known: str) -> None:
    school.submitted(known)
    other = make.school(school.database, "other")
    reads, stranger = Reads(school.database), other.actor("auditor")
    assert listing.overview(reads, stranger) == ()
    with pytest.raises(NotFound):
        listing.page(reads, stranger, school.id, "ways", "to-check")


def test_a_list_that_is_not_shown_is_not_found(school: make.School, known: str) -> None:
    reads = Reads(school.database)
    assert listing.page(reads, school.actor("auditor"), school.id, "ways", "to-check").rows == ()
    for person, name in (("head", "to-check"), ("auditor", "no-such")):
        with pytest.raises(NotFound):
            listing.page(reads, school.actor(person), school.id, "ways", name)


def test_documents_of_all_versions_stand_on_one_list(school: make.School, known: str) -> None:
    school.submitted(known)
    with school.database.work() as work:
        work.definitions.withdraw(school.id, "regulation", known, make.moment().now)
    other = school.publish(read(ways().replace("Пояснить", "Объяснить"), "ways.yaml"))
    school.submitted(other)
    assert overview(school, "parents_council") == {"На проверке": [1, 2]}


def test_a_condition_that_nothing_is_known_of_shows_no_list(school: make.School) -> None:
    guard = "guard: {roles: [secretary, auditor, administrator], when: section == 'news'}"
    said = ways().replace("guard: {roles: [secretary, auditor, administrator]}", guard)
    school.submitted(school.publish(read(said, "ways.yaml")))
    assert overview(school, "parents_council") == {}


def pages(school: make.School, person: str) -> list[Listed]:
    """Every page of the list, as one who follows the address of the next one sees them."""
    seen: list[Listed] = []
    after: str | None = None
    reads, actor = Reads(school.database), school.actor(person)
    while not seen or after:
        seen.append(listing.page(reads, actor, school.id, "ways", "to-check", after))
        last = seen[-1].next
        after = last.text if last else None
        assert len(seen) < 20, "the pages never end"
    return seen


def test_pages_laid_end_to_end_are_the_whole_list_who_waits_longest_first(
    school: make.School, known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow.services.listing.PAGE", 3)
    days = [3, 1, 2, 1, 3, 2, 1]
    for number, day in enumerate(days, 1):
        school.submitted(known)
        with school.database.work() as work:
            since = make.later(day).isoformat()
            work.connection.execute(update(case).where(case.c.document == number).values(since=since))
    expected = sorted(range(1, len(days) + 1), key=lambda number: (days[number - 1], number))
    seen = pages(school, "auditor")
    assert [row.document for page in seen for row in page.rows] == expected
    assert [len(page.rows) for page in seen] == [3, 3, 1]
    monkeypatch.setattr("workflow.services.listing.FEW", 2)
    (first, *_) = listing.overview(Reads(school.database), school.actor("auditor"))
    assert [row.document for row in first.rows] == expected[:2] and first.next


WANTED = ("news", "True", "1", "None", 'a"b', "a,b", 'x","section":"news', "ё\\n", "NEWS")
KEPT = (*WANTED, True, False, None, 1, 11)


@pytest.mark.parametrize("beside", ["a", 'x","section":"news', '"section":"news"', 7])
def test_a_value_is_found_exactly_as_the_engine_reads_it(
    school: make.School, known: str, beside: object
) -> None:
    """Also beside another variable whose value looks like the pair that is searched for."""
    edition = school.submitted(known)
    searches = [((known, Search(("pending",), {"section": (wanted,)})),) for wanted in WANTED]
    places = [Place(school.id, "ways", listing.Worklist("w"), one) for one in searches]
    for kept in KEPT:
        with school.database.work() as work:
            one = work.cases.get(edition.key)
            values = {"section": kept, "z": beside}
            marking = replace(one.marking, values=values)  # type: ignore[arg-type]
            work.cases.save(replace(one, marking=marking), None, (), moved=False)
        with school.database.read() as connection:
            found = worklists.standing(connection, places, 5)
        assert [bool(rows) for rows in found] == [str(kept) == wanted for wanted in WANTED], kept


def test_a_case_that_goes_over_stands_on_the_lists_of_its_new_chain(school: make.School) -> None:
    new = read(ways(), "ways.yaml")
    old = replace(new, worklists={})
    edition = school.submitted(school.publish(old))
    assert rows_listed(school) == [False]
    store, administrator = MigrationDatabase(school.database), school.administrator
    of = case_of(school, edition)
    told = migration.between(
        store, administrator, school.id, of.definition, school.publish(new), proposed(old, new)
    )
    migration.migrate(store, administrator, told, edition.key, of.marking, make.moment())
    assert overview(school, "auditor") == {"На проверке": [1]}


def case_of(school: make.School, edition: Edition) -> Case:
    with school.database.work() as work:
        return work.cases.get(edition.key)


def test_more_states_than_one_statement_takes_are_all_asked(
    school: make.School, known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklists, "AT_ONCE", 1)
    for _ in range(2):
        looked_at(school, school.submitted(known))
    assert overview(school, "auditor") == {"На проверке": [1, 2], "Просмотрено": [1, 2]}


@pytest.mark.parametrize("typed", ["[]", "{}", '["2026-03-20"]', '["d", "x", 1]', "null", "x"])
def test_an_address_that_is_no_cursor_is_not_found(typed: str) -> None:
    with pytest.raises(NotFound):
        worklists.cursor(typed)


def token_of(school: make.School, person: str) -> str:
    with school.database.work() as work:
        account = StoredAccount(school.person(person), person, "-", False)
        open_account(work.connection, account)
        now, later = make.moment().now, make.moment(make.later(1)).now
        open_session(work.connection, f"token-{person}", school.person(person), now, later)
    return f"token-{person}"


def is_listed(school: make.School, token: str) -> bool:
    at = make.moment()
    with school.database.read() as connection:
        found = signed_in(connection, token, at.now, "2026-03-01", at.today)
    assert found is not None
    return found.listed


def test_the_session_knows_whether_a_list_may_hold_something(school: make.School, known: str) -> None:
    token = token_of(school, "parents_council")
    other = make.school(school.database, "other")
    elsewhere = token_of(other, "auditor")
    school.submitted(school.publish(make.full_chain()))
    assert not is_listed(school, token)
    edition = school.submitted(known)
    assert is_listed(school, token) is True
    assert not is_listed(other, elsewhere)
    make.submission.withdraw(school.database, school.administrator, edition.key, "Зря", make.moment())
    assert not is_listed(school, token)


def plans(school: make.School, read: Callable[[Connection], object]) -> list[str]:
    """How SQLite goes about each statement of `read`."""
    told: list[str] = []
    with school.database.read() as connection:
        driver = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        driver.set_trace_callback(told.append)
        read(connection)
        driver.set_trace_callback(None)
        asked = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}") for one in told]
        return [" ".join(map(str, rows)) for rows in asked]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # PostgreSQL reads a table of three whole
def test_whether_anybody_has_a_list_is_known_without_reading_the_cases(school: make.School) -> None:
    token, now = token_of(school, "auditor"), make.moment().now
    asked, *_ = plans(school, lambda one: signed_in(one, token, now, "", make.TODAY))
    assert "SEARCH case USING COVERING INDEX" in asked


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # PostgreSQL reads a table of three whole
def test_lists_are_read_in_one_statement_along_their_index(school: make.School, known: str) -> None:
    place = Place(school.id, "ways", listing.Worklist("w"), ((known, Search(("pending", "checked"))),))
    (plan,) = plans(school, lambda connection: worklists.standing(connection, [place, place], 5))
    assert plan.count("INDEX ix_case_organisation_listed_open_definition_state") == 4
    assert "SCAN case" not in plan


def rows_listed(school: make.School) -> Sequence[bool]:
    with school.database.read() as connection:
        return connection.scalars(select(case.c.listed).order_by(case.c.document)).all()


def test_only_cases_of_a_definition_with_worklists_are_in_the_index(school: make.School, known: str) -> None:
    school.submitted(known)
    school.submitted(school.publish(make.full_chain()))
    assert rows_listed(school) == [True, False]
