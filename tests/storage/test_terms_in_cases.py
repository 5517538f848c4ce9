"""What a chain asks is due on the day that the school's own calendar gives, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import make
import pytest
from sqlalchemy import select

from storage.tables import task
from workflow.engine.definition import Definition, Term
from workflow.errors import Refused
from workflow.governance.calendar import SpecialDay, Vacation
from workflow.services import calendar as keeping
from workflow.services import submission

BEFORE_MAY = date(2026, 4, 29)


def chain_with(term: Term) -> Definition:
    first = replace(make.step("parents_council", "opinion"), due=term)
    second = replace(make.step("head", "approve", "order"), due=term)
    return make.compile_chain(make.chain([first], [second]))


def submitted(school: make.School, term: Term, today: date = BEFORE_MAY) -> make.EditionKey:
    known = school.publish(chain_with(term))
    edition = school.draft()
    submission.submit(school.database, school.administrator, edition.key, known, make.moment(today))
    return edition.key


def dues(school: make.School) -> dict[str, str]:
    with school.database.read() as connection:
        return {row.step: row.due for row in connection.execute(select(task.c.step, task.c.due))}


TERMS = {
    "calendar days": (Term("calendar", 5), "2026-05-04"),
    "calendar days, a last day off moved on": (Term("calendar", 10, roll=True), "2026-05-12"),
    "working days": (Term("working", 5), "2026-05-07"),
    "working days, the first one counts": (Term("working", 5, first_counts=True), "2026-05-06"),
    "working days of six": (Term("working6", 5), "2026-05-06"),
}


@pytest.mark.parametrize(("term", "due"), TERMS.values(), ids=TERMS)
def test_a_step_is_due_when_its_term_ends(school: make.School, term: Term, due: str) -> None:
    submitted(school, term)
    assert dues(school) == {"parents_council": due}


def test_a_step_that_opens_later_counts_from_that_day(school: make.School) -> None:
    key = submitted(school, Term("working", 5))
    with school.database.read() as connection:
        from storage.documents import edition_at

        edition = edition_at(connection, key)
    school.decide(edition, "parents_council", "positive", dated=date(2026, 5, 8), today=date(2026, 5, 8))
    assert dues(school) == {"head": "2026-05-18"}


def test_the_schools_own_days_and_vacations_count(school: make.School) -> None:
    at, administrator = make.moment(), school.administrator
    holiday = [SpecialDay(date(2026, 4, 30), "holiday", "День района")]
    keeping.change_days(school.database, administrator, school.id, holiday, at)
    submitted(school, Term("working", 5))
    assert dues(school) == {"parents_council": "2026-05-08"}


def test_vacations_stop_a_term_in_school_days(school: make.School) -> None:
    days = (Vacation(date(2026, 5, 4), date(2026, 5, 8), "дополнительные"),)
    keeping.set_vacations(school.database, school.administrator, school.id, 2025, days, make.moment())
    submitted(school, Term("school", 3))
    assert dues(school) == {"parents_council": "2026-05-12"}


@pytest.mark.parametrize(
    ("term", "today", "named"),
    [(Term("working", 5), date(2027, 12, 30), "2028"), (Term("school", 5), BEFORE_MAY, "2025/26")],
)
def test_a_term_that_cannot_be_counted_is_refused_and_nothing_is_kept(
    school: make.School, term: Term, today: date, named: str
) -> None:
    with pytest.raises(Refused) as refusal:
        submitted(school, term, today)
    assert named in refusal.value.message.ru and dues(school) == {}
