"""Two administrators at once: the second sees what the first did, by the lock of their organisation."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import make
from sqlalchemy import func, select

from storage.database import Database
from storage.journal import history, verify
from storage.seating import PeopleDatabase
from storage.tables import membership
from workflow.errors import Invalid
from workflow.governance.bodies import Party
from workflow.governance.names import Names
from workflow.governance.people import CHAIR, PersonName
from workflow.services import calendar, people
from workflow.services.people_ports import Appointment
from workflow.values import DocumentKey, PartyKey

AT_ONCE = 4
UNION = Party(PartyKey(make.SCHOOL, "union"), "body", "trade_union", Names.fixed("профком"))


def refused(count: int, act) -> int:
    """How many of `count` who did the same thing in the same instant were refused."""
    start = threading.Barrier(count)

    def one(number: int) -> bool:
        start.wait(30)
        try:
            act(number)
        except Invalid:
            return True
        return False

    with ThreadPoolExecutor(count) as pool:
        return sum(pool.map(one, range(count)))


def told(database: Database) -> list[str]:
    with database.read() as connection:
        assert not any(faults for _, faults in verify(connection))
        return [one.kind for one in history(connection, DocumentKey(make.SCHOOL, 0))]


def test_one_chair_is_seated_however_many_administrators_seat_one(
    school: make.School, database: Database
) -> None:
    store = PeopleDatabase(database)
    people.add_party(store, school.administrator, UNION, make.START, make.moment())

    def seat(number: int) -> None:
        new = Appointment(PersonName("Белкина", f"Рита {number}"), CHAIR, make.START, basis="протокол № 1")
        people.seat(store, school.administrator, UNION.key, new, make.moment())

    assert refused(AT_ONCE, seat) == AT_ONCE - 1
    with database.read() as connection:
        chairs = select(func.count()).select_from(membership).where(membership.c.party == UNION.key.party)
        assert connection.scalar(chairs) == 1
    assert told(database).count("seat_given") == 1


def test_a_year_of_the_calendar_is_added_once(school: make.School, database: Database) -> None:
    def add(_number: int) -> None:
        calendar.add_year(database, school.administrator, make.SCHOOL, 2099, (), make.moment())

    assert refused(AT_ONCE, add) == AT_ONCE - 1
    assert told(database).count("calendar_year") == 1
