"""Numbers of protocols and orders: each once, without gaps, whoever draws or types them, and when."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import make
import pytest
from consistency import a_school
from databases import Databases
from sqlalchemy import select, text

from storage.database import Database
from storage.instruments import last_serial
from storage.tables import instrument
from workflow.errors import Invalid, Refused
from workflow.governance.registers import Number, Register, typed_number
from workflow.ports import Instrument

DRAWERS, TRIES, ABORTED_OF = 8, 25, 5
PATIENCE = 30  # seconds until a stuck test gives up
ORDERS = Register(make.SCHOOL, "orders", "order", "head", "Приказы")


@pytest.fixture
def school(databases: Databases) -> Iterator[make.School]:
    opened = Database(databases.filled("a-school", a_school), connections=DRAWERS)
    yield make.School(opened)
    opened.dispose()


class Aborted(Exception):
    """The work around a drawn number came to nothing."""


def enter(
    school: make.School,
    number: Number | None = None,
    dated: date = make.TODAY,
    of: Register = ORDERS,
    then: Callable[[], object] = lambda: None,
) -> Instrument:
    """Register an order in a work of its own, and do `then` before it is committed."""
    with school.database.work() as work:
        entered = work.instruments.enter(of, number, dated, None, school.person("head"), make.moment().now)
        then()
    return entered


def printed(school: make.School, of: Register = ORDERS) -> list[str]:
    """The numbers in the register, in the order of their entry."""
    with school.database.read() as connection:
        rows = select(instrument.c.printed).where(instrument.c.register == of.id)
        return list(connection.scalars(rows.order_by(instrument.c.recorded_at)))


def opened(school: make.School, template: str = "{serial}", restart: str = "calendar_year") -> Register:
    """Another register of the school, of its parents' council's orders so to say."""
    of = Register(make.SCHOOL, "other", "order", "parents_council", "Иные", template, restart)  # type: ignore[arg-type]
    with school.database.work() as work:
        work.instruments.add_register(of)
    return of


def test_eight_drawers_at_once_with_every_fifth_aborted_leave_no_gap_and_no_duplicate(
    school: make.School,
) -> None:
    start = threading.Barrier(DRAWERS)

    def abort() -> None:
        raise Aborted

    def draw(drawer: int) -> list[str]:
        start.wait(PATIENCE)
        drawn = []
        for one in range(TRIES):
            try:
                fate = abort if (one + drawer) % ABORTED_OF == 0 else lambda: None
                drawn.append(enter(school, then=fate).printed)
            except Aborted:
                continue
        return drawn

    with ThreadPoolExecutor(DRAWERS) as pool:
        told = [one for drawn in pool.map(draw, range(DRAWERS)) for one in drawn]
    kept = DRAWERS * TRIES * (ABORTED_OF - 1) // ABORTED_OF
    assert sorted(map(int, told)) == list(range(1, kept + 1))
    assert sorted(map(int, printed(school))) == list(range(1, kept + 1))


def test_drawing_and_typing_the_same_numbers_at_once_never_stops_the_register(school: make.School) -> None:
    start = threading.Barrier(DRAWERS)

    def work(one: int) -> list[Instrument]:
        start.wait(PATIENCE)
        typing = one % 2 == 0
        return [enter(school, typed_number(str(n)) if typing else None) for n in range(1, TRIES + 1)]

    with ThreadPoolExecutor(DRAWERS) as pool:
        told = [one for entered in pool.map(work, range(DRAWERS)) for one in entered]
    entries = [one.printed for one in told if one.new]
    assert sorted(map(int, entries)) == list(range(1, len(entries) + 1))
    assert sorted(printed(school)) == sorted(entries)
    # Each drawn number is new: nobody is given what another has typed.
    assert sum(one.new for one in told) >= DRAWERS // 2 * TRIES


def until_it_waits(database: Database) -> None:
    """Go on once another connection waits for a lock; SQLite's writers queue before they begin."""
    waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    stop = time.monotonic() + PATIENCE
    while not database.sqlite and time.monotonic() < stop:
        with database.read() as connection:
            if connection.scalar(text(waits)):
                return


@pytest.mark.parametrize("ends", ["kept", "aborted"])
def test_a_number_typed_by_one_is_never_drawn_by_another_at_the_same_time(
    school: make.School, ends: str
) -> None:
    with ThreadPoolExecutor(1) as pool:

        def meanwhile() -> None:
            drawing.append(pool.submit(enter, school))
            until_it_waits(school.database)
            if ends == "aborted":
                raise Aborted

        drawing: list = []
        with contextlib.suppress(Aborted):
            enter(school, typed_number("1"), then=meanwhile)
        drawn = drawing[0].result(PATIENCE)
    assert (drawn.printed, drawn.new) == ("2" if ends == "kept" else "1", True)


def test_the_next_number_follows_the_last_typed_one(school: make.School) -> None:
    assert [enter(school).printed, enter(school).printed] == ["1", "2"]
    for typed, following in (("39/1", "40"), ("388-Д", "389"), ("007", "390"), ("01-08/512", "513")):
        assert enter(school, typed_number(typed)).printed == typed
        assert enter(school).printed == following


@pytest.mark.parametrize("template", ["У-{serial}", "{serial}-Д", "01-08/{serial}", "№{serial}"])
def test_in_a_register_with_a_mark_the_next_number_follows_the_typed_one_too(
    school: make.School, template: str
) -> None:
    of = opened(school, template)
    numbers = [template.format(serial=n) for n in (1, 57, 58, 60, 61)]
    assert enter(school, of=of).printed == numbers[0]
    assert enter(school, of.read(numbers[1], make.TODAY), of=of).new
    assert enter(school, of=of).printed == numbers[2]
    assert enter(school, of.read(numbers[3], make.TODAY), of=of).new
    assert enter(school, of=of).printed == numbers[4]


def test_the_same_printed_number_is_the_same_entry(school: make.School) -> None:
    first = enter(school, typed_number("17"))
    again = enter(school, typed_number(" № 17 "))
    assert (first.new, again.new, again.id) == (True, False, first.id)
    assert printed(school) == ["17"]


def test_a_serial_printed_in_two_ways_is_refused_and_the_former_named(school: make.School) -> None:
    enter(school, typed_number("7"))
    with pytest.raises(Invalid) as fault:
        enter(school, typed_number("07"))
    assert "7" in fault.value.fields["number"].ru
    assert printed(school) == ["7"]


def test_sub_numbers_of_one_serial_stand_side_by_side(school: make.School) -> None:
    for typed in ("39", "39/1", "39/2", "39-Д"):
        assert enter(school, typed_number(typed)).new
    assert printed(school) == ["39", "39/1", "39/2", "39-Д"]


@pytest.mark.parametrize(
    ("restart", "days", "numbers"),
    [
        ("calendar_year", ("2025-12-31", "2026-01-01", "2025-12-30", "2026-08-31"), ["1", "1", "2", "2"]),
        ("school_year", ("2026-08-31", "2026-09-01", "2027-01-01", "2026-01-01"), ["1", "1", "2", "2"]),
        ("never", ("2025-12-31", "2026-01-01", "2026-09-01", "2020-01-01"), ["1", "2", "3", "4"]),
    ],
)
def test_numbers_begin_anew_by_the_instruments_own_date(
    school: make.School, restart: str, days: tuple[str, ...], numbers: list[str]
) -> None:
    of = opened(school, restart=restart)
    assert [enter(school, None, date.fromisoformat(day), of).printed for day in days] == numbers


def test_registers_count_by_themselves(school: make.School) -> None:
    of = opened(school, template="{serial}-ОД")
    assert [enter(school).printed, enter(school, of=of).printed, enter(school).printed] == ["1", "1-ОД", "2"]


def test_a_typed_number_without_the_registers_mark_is_refused_and_the_marked_one_named(
    school: make.School,
) -> None:
    of = opened(school, "{serial}-Д")
    assert enter(school, of.read("388-Д", make.TODAY), of=of).new
    assert enter(school, of=of).printed == "389-Д"
    assert not enter(school, of.read("389-Д", make.TODAY), of=of).new
    with pytest.raises(Invalid) as fault:
        enter(school, of.read("389", make.TODAY), of=of)
    assert "389-Д" in fault.value.fields["number"].ru


def test_an_empty_register_has_no_last_number(school: make.School) -> None:
    with school.database.read() as connection:
        assert last_serial(connection, ORDERS, make.TODAY) == 0


def test_a_body_without_a_register_is_refused_by_name(school: make.School) -> None:
    with pytest.raises(Refused) as refusal, school.database.work() as work:
        work.instruments.register(school.id, "parents_council", "order")
    assert refusal.value.code == "no-register" and "parents_council" in refusal.value.message.ru
