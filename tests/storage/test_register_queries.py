"""Registers as they are read: numbers in their own order, pages, and an order with its grounds and names."""

from __future__ import annotations

import json
from datetime import date

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from storage.database import Database
from storage.instruments import register_at
from storage.queries.orders import instrument_view
from storage.queries.registers import After, entries, registers
from storage.tables import person_name
from workflow.documents.document import Edition
from workflow.errors import NotFound
from workflow.governance.entries import Entry, InstrumentView, gaps
from workflow.governance.registers import Register, typed_number
from workflow.ports import Instrument
from workflow.services import approval, documents, submission
from workflow.values import DocumentKey

ORDERS = Register(make.SCHOOL, "orders", "order", "head", "Приказы")
YEAR = str(make.TODAY.year)


def enter(school: make.School, *numbers: str, of: Register = ORDERS, dated: date = make.TODAY) -> None:
    with school.database.work() as work:
        for number in numbers:
            typed = typed_number(number)
            work.instruments.enter(of, typed, dated, None, school.person("head"), make.moment().now)


def page(
    database: Database, *, after: After | None = None, newest: bool = False, limit: int = 50
) -> tuple[list[str], After | None]:
    with database.read() as connection:
        found = entries(connection, ORDERS, YEAR, after=after, newest=newest, limit=limit)
    return [one.instrument.printed for one in found.entries], found.next


def all_pages(database: Database, *, newest: bool = False, limit: int) -> list[str]:
    numbers, following = page(database, newest=newest, limit=limit)
    while following is not None:
        more, following = page(database, after=After.read(following.text), newest=newest, limit=limit)
        numbers += more
    return numbers


def issued(done: approval.Done) -> Instrument:
    assert done.instrument is not None
    return done.instrument


def viewed(school: make.School, instrument: Instrument, today: date = make.TODAY) -> InstrumentView:
    with school.database.read() as connection:
        return instrument_view(connection, instrument.organisation, instrument.id, today)


def test_numbers_stand_in_their_own_order(school: make.School) -> None:
    enter(school, "40", "39/10", "9", "39", "39/2", "39/1", "388-Д", "б/н-1")
    natural = ["9", "39", "39/1", "39/2", "39/10", "40", "388-Д", "б/н-1"]
    assert page(school.database)[0] == natural
    assert page(school.database, newest=True)[0] == natural[::-1]


@pytest.mark.parametrize("limit", [1, 3, 8])
@pytest.mark.parametrize("newest", [False, True])
def test_pages_together_are_the_register(school: make.School, limit: int, newest: bool) -> None:
    enter(school, "40", "39/10", "9", "39", "39/2", "б/н-1", "б/н-2", "388-Д")
    assert all_pages(school.database, newest=newest, limit=limit) == page(school.database, newest=newest)[0]


def test_a_register_counts_its_current_period(school: make.School) -> None:
    enter(school, "1", "2", "2/1")
    enter(school, "700", dated=date(2019, 5, 5))
    with school.database.read() as connection:
        shown = {row.register.id: row for row in registers(connection, school.id, make.TODAY)}
    orders = shown["orders"]
    assert (orders.period, orders.count, orders.last) == (YEAR, 3, "2/1")
    assert orders.party.nominative == "должность head"
    assert [shown["protocols-parents_council"].count, shown["protocols-parents_council"].last] == [0, None]
    assert next(iter(shown)) == "orders"


def test_a_school_year_counts_from_september(school: make.School) -> None:
    yearly = Register(
        school.id, "yearly", "protocol", "head", "Протоколы", restart="school_year", template="{serial}"
    )
    with school.database.work() as work:
        work.instruments.add_register(yearly)
    enter(school, "17", of=yearly, dated=date(2025, 8, 31))
    enter(school, "1", "2", of=yearly, dated=date(2025, 9, 1))
    with school.database.read() as connection:
        shown = {row.register.id: row for row in registers(connection, school.id, date(2026, 3, 16))}
    assert (shown["yearly"].period, shown["yearly"].count, shown["yearly"].last) == ("2025/26", 2, "2")


def approved(school: make.School, edition: Edition, dated: date = make.TODAY) -> Instrument:
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed", dated=dated)
    school.decide(edition, "pedagogical_council", "adopted", dated=dated)
    return issued(school.decide(edition, "head", "approved", dated=dated))


def renewed(school: make.School, known: str, key: DocumentKey) -> Edition:
    edition = documents.new_edition(
        school.database, school.administrator, key, make.text("Положение о кружке"), make.moment()
    )
    submission.submit(school.database, school.administrator, edition.key, known, make.moment())
    return edition


def test_an_order_is_read_with_its_grounds_and_what_it_replaced(school: make.School) -> None:
    known = school.publish(make.full_chain())
    first = school.submitted(known, make.text("Положение о кружке"))
    former = approved(school, first)
    second = renewed(school, known, first.key.of)
    view = viewed(school, approved(school, second))
    (ordered,) = view.ordered
    assert (ordered.act, ordered.title, ordered.since) == ("approve", "Положение о кружке", make.TODAY)
    assert [ground.instrument for ground in ordered.grounds] == ["protocol"] * 4
    assert ordered.replaced is not None and ordered.replaced.edition == 1
    assert ordered.replaced.ground is not None
    assert (ordered.replaced.ground.number, ordered.replaced.ground.dated) == (former.printed, former.dated)
    assert view.capacity == "holder" and view.entry.signer is not None
    (carried,) = view.entry.carried
    assert (carried.key, carried.step, carried.outcome) == (second.key, "head", "approved")


def test_an_edition_that_never_was_in_force_is_not_replaced(school: make.School) -> None:
    known = school.publish(make.full_chain())
    first = school.submitted(known, make.text("Положение о кружке"))
    approved(school, first)
    second = renewed(school, known, first.key.of)
    submission.withdraw(school.database, school.administrator, second.key, "ошибка", make.moment())
    (ordered,) = viewed(school, approved(school, renewed(school, known, first.key.of))).ordered
    assert ordered.replaced is not None and ordered.replaced.edition == 1


def test_an_order_stays_as_it_was_when_its_edition_lapses(school: make.School) -> None:
    known = school.publish(make.full_chain())
    first = school.submitted(known, make.text("Положение о кружке"))
    order = approved(school, first)
    before = viewed(school, order)
    approved(school, renewed(school, known, first.key.of))
    assert viewed(school, order) == before


def test_an_order_keeps_the_names_of_its_day(school: make.School) -> None:
    order = approved(school, school.submitted(school.publish(make.full_chain())))
    day = make.later(30)
    with school.database.work() as work:
        head = school.person("head")
        work.connection.execute(update(person_name).where(person_name.c.person == head).values(until=day))
        work.connection.execute(
            person_name.insert().values(
                person=head, since=day, surname="Новая", given="Анна", patronymic="Петровна"
            )
        )
    entry = viewed(school, order, make.later(365)).entry
    assert entry.signer is not None and entry.signer.signature == "А.П. Держатель"


def test_an_order_before_the_last_step_puts_nothing_into_force(school: make.School) -> None:
    chain = make.chain([make.step("head", "approve", "order")], [make.step("parents_council", "agree")])
    edition = school.submitted(school.publish(make.compile_chain(chain)))
    order = issued(school.decide(edition, "head", "approved"))
    school.decide(edition, "parents_council", "agreed")
    assert viewed(school, order).ordered[0].since is None


def test_one_protocol_carries_all_decisions_of_its_sitting(school: make.School) -> None:
    known = school.publish(make.full_chain())
    for _ in range(2):
        school.decide(school.submitted(known), "parents_council", "agreed", number="7")
    with school.database.read() as connection:
        of = register_at(connection, school.id, "protocols-parents_council")
        (entry,) = entries(connection, of, YEAR).entries
    assert isinstance(entry, Entry) and [one.key.document for one in entry.carried] == [1, 2]


def test_another_organisations_instrument_is_not_found(school: make.School) -> None:
    order = approved(school, school.submitted(school.publish(make.full_chain())))
    make.school(school.database, "other")
    with school.database.read() as connection:
        for organisation, id_ in (("other", order.id), (school.id, "none")):
            with pytest.raises(NotFound):
                instrument_view(connection, organisation, id_, make.TODAY)
        with pytest.raises(NotFound):
            register_at(connection, "other", "none")


@pytest.mark.parametrize(
    "typed", ["", "1", "[]", "[1]", '["x", "y"]', "{}", "[1, 2, 3]", "null", "[1e400, 1]"]
)
def test_a_place_that_is_none_is_not_found(typed: str) -> None:
    with pytest.raises(NotFound):
        After.read(typed)


@given(st.integers(1, 10**9), st.text(max_size=40))
def test_a_place_survives_its_address(serial: int, sub: str) -> None:
    assert After.read(json.dumps(json.loads(After(serial, sub).text))) == After(serial, sub)


def test_gaps_are_told_as_runs() -> None:
    assert gaps([3, 4, 7, 4]) == ((1, 2), (5, 6))
    assert gaps([1, 2]) == gaps([]) == ()


@given(st.sets(st.integers(1, 60)))
def test_gaps_and_serials_make_the_whole_row(serials: set[int]) -> None:
    missing = {n for first, last in gaps(serials) for n in range(first, last + 1)}
    assert missing | serials == set(range(1, max(serials, default=0) + 1)) and not missing & serials
