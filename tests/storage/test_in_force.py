"""No day has two editions of one document in force: by the services, and by the database itself."""

from __future__ import annotations

from datetime import date, timedelta

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError

from storage.queries.force import days
from storage.reads import Reads
from storage.tables import edition
from workflow.documents.force import Days, on
from workflow.errors import Invalid
from workflow.services import documents
from workflow.services.following import put_into_force, repeal
from workflow.services.in_force import on_day
from workflow.services.viewing import open_document
from workflow.values import DocumentKey, EditionKey

START = date(2024, 1, 1)
entry = st.tuples(st.just("enter"), st.integers(0, 60))
end = st.tuples(st.just("repeal"), st.integers(0, 60))


def known(school: make.School, key: DocumentKey) -> list[Days]:
    with school.database.read() as connection:
        return days(connection, key)


def editions(school: make.School, many: int) -> DocumentKey:
    """A document with so many editions, none of them in force."""
    first = school.draft()
    with school.database.work() as work:
        for _ in range(many - 1):
            document = work.documents.get(first.key.of)
            work.documents.add_edition(document, make.text(), school.administrator.person, make.moment().now)
    return first.key.of


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(entry | end, min_size=1, max_size=5))
def test_whatever_comes_and_goes_each_day_has_one_edition_or_none(
    school: make.School, acts: list[tuple[str, int]]
) -> None:
    key = editions(school, len(acts))
    for number, (act, after) in enumerate(acts, 1):
        day = START + timedelta(days=after)
        try:
            with school.database.work() as work:
                if act == "enter":
                    put_into_force(work, EditionKey(*key, number), day, make.moment())
                elif current := work.documents.get(key).in_force:
                    repeal(work, EditionKey(*key, current), day)
        except Invalid:
            continue  # it would have begun before the former one
    found = known(school, key)
    for after in range(-1, 62):
        day = START + timedelta(days=after)
        holding = [one for one in found if one.holds(day)]
        assert len(holding) <= 1, found
        assert on(found, day) == (holding[0] if holding else None)


def force(school: make.School, key: DocumentKey, number: int, since: date, until: date | None) -> None:
    with school.database.work() as work:
        work.connection.execute(
            update(edition)
            .where(
                edition.c.organisation == key.organisation,
                edition.c.document == key.document,
                edition.c.number == number,
            )
            .values(in_force_from=since, in_force_until=until)
        )


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2024, 1, 1), None),
        (date(2023, 1, 1), date(2024, 1, 2)),
        (date(2024, 5, 31), date(2024, 6, 1)),
        (date(2023, 1, 1), date(2025, 1, 1)),
    ],
)
def test_the_database_refuses_a_second_edition_on_one_day(
    school: make.School, since: date, until: date | None
) -> None:
    key = editions(school, 2)
    force(school, key, 1, date(2024, 1, 1), date(2024, 6, 1))
    with pytest.raises(DatabaseError, match="in force on one day"):
        force(school, key, 2, since, until)
    assert [one.edition for one in known(school, key)] == [1]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2024, 6, 1), None),
        (date(2023, 1, 1), date(2024, 1, 1)),
        (date(2024, 2, 1), date(2024, 2, 1)),
    ],
)
def test_the_database_takes_editions_that_follow_each_other(
    school: make.School, since: date, until: date | None
) -> None:
    key, other = editions(school, 2), editions(school, 1)
    force(school, key, 1, date(2024, 1, 1), date(2024, 6, 1))
    force(school, key, 2, since, until)
    force(school, other, 1, date(2024, 1, 1), None)
    assert len(known(school, key)) == 2


def test_an_edition_that_waits_for_its_day_is_not_shown_as_the_law(school: make.School) -> None:
    chain = school.publish(make.full_chain())
    first = school.submitted(chain)
    school.approve_all(first)
    new = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Положение", "Новое."), make.moment()
    )
    coming = make.later(30)
    with school.database.work() as work:
        put_into_force(work, new.key, coming, make.moment())
    reads, auditor = Reads(school.database), school.actor("auditor")
    shown = open_document(reads, auditor, first.key.of, None, make.TODAY)
    assert shown.key.edition == 1
    assert open_document(reads, auditor, first.key.of, None, coming).key.edition == 2
    for day, number in ((make.TODAY, 1), (make.later(29), 1), (coming, 2)):
        found = on_day(reads, auditor, first.key.of, day, make.TODAY)
        assert found.opened is not None and found.opened.key.edition == number
    before = on_day(reads, auditor, first.key.of, make.TODAY - timedelta(days=1), make.TODAY)
    assert before.opened is None and before.why is not None and "ещё не действовал" in before.why.ru
