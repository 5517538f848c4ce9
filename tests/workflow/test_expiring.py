"""Terms of office that run out: told in time, told when over, not told where somebody follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.governance.expiring import WARNED, Expiring, expiring
from workflow.governance.parties import Nature
from workflow.governance.people import ACTING, CHAIR, HOLDER, MEMBER, PersonName
from workflow.values import PartyKey

COUNCIL, HEAD = PartyKey("school", "parents_council"), PartyKey("school", "head")
ON, START = date(2026, 9, 1), date(2025, 9, 1)
ONE_DAY = timedelta(days=1)
SOON = date(2026, 10, 1)


@dataclass(frozen=True, slots=True)
class Seat:
    name: PersonName
    capacity: str = MEMBER
    since: date = START
    until: date | None = None
    party: PartyKey = COUNCIL

    @property
    def nature(self) -> Nature:
        return "office" if self.party == HEAD else "body"


def named(letter: str) -> PersonName:
    return PersonName(f"{letter}-ова", "Инна")


ANNA, BELLA, VERA = named("А"), named("Б"), named("В")


def test_a_council_whose_whole_term_ends_is_told_with_its_last_day() -> None:
    council = [Seat(ANNA, CHAIR, until=SOON), Seat(BELLA, until=SOON)]
    assert expiring(council, ON) == [Expiring(COUNCIL, SOON - ONE_DAY, (ANNA, BELLA), whole=True)]


def test_members_who_go_before_the_others_are_told_by_name() -> None:
    council = [Seat(ANNA, CHAIR), Seat(BELLA, until=SOON)]
    assert expiring(council, ON) == [Expiring(COUNCIL, SOON - ONE_DAY, (BELLA,), whole=False)]


def test_who_is_followed_in_the_same_capacity_is_not_told() -> None:
    council = [Seat(ANNA, CHAIR, until=SOON), Seat(BELLA, until=SOON)]
    elected = [Seat(VERA, CHAIR, since=SOON), Seat(ANNA, since=SOON)]
    assert expiring([*council, *elected], ON) == []
    assert expiring([*council, elected[0]], ON) == [Expiring(COUNCIL, SOON - ONE_DAY, (BELLA,), whole=False)]


def test_a_seat_that_begins_today_follows_nobody_itself() -> None:
    assert [one.people for one in expiring([Seat(ANNA, since=ON, until=SOON)], ON)] == [(ANNA,)]


def test_a_new_seat_that_begins_after_a_gap_follows_nobody() -> None:
    seats = [Seat(ANNA, HOLDER, until=SOON, party=HEAD), Seat(BELLA, HOLDER, SOON + ONE_DAY, party=HEAD)]
    assert [one.people for one in expiring(seats, ON)] == [(ANNA,)]


def test_an_acting_head_who_goes_leaves_the_office_to_its_holder() -> None:
    seats = [Seat(ANNA, HOLDER, party=HEAD), Seat(BELLA, ACTING, until=SOON, party=HEAD)]
    assert expiring(seats, ON) == [Expiring(HEAD, SOON - ONE_DAY, (BELLA,), whole=False)]


def test_a_body_without_members_is_told_with_the_day_since_when_and_an_office_is_vacant() -> None:
    ended = Seat(VERA, since=START, until=START + ONE_DAY)
    council = [ended, Seat(ANNA, CHAIR, until=ON), Seat(BELLA, until=ON)]
    assert expiring(council, ON) == [Expiring(COUNCIL, ON - ONE_DAY, (ANNA, BELLA), whole=True)]
    assert expiring([Seat(ANNA, HOLDER, until=ON, party=HEAD)], ON) == []


@pytest.mark.parametrize(("days", "told"), [(1, 1), (WARNED.days, 1), (WARNED.days + 1, 0)])
def test_a_term_is_told_sixty_days_ahead(days: int, told: int) -> None:
    assert len(expiring([Seat(ANNA, until=ON + timedelta(days=days))], ON)) == told


def test_what_ends_first_is_told_first_and_each_body_apart() -> None:
    seats = [Seat(ANNA, HOLDER, until=SOON, party=HEAD), Seat(BELLA, until=SOON - ONE_DAY)]
    assert [one.party for one in expiring(seats, ON)] == [COUNCIL, HEAD]


days = st.integers(-90, 90).map(lambda number: ON + timedelta(days=number))
drawn = st.builds(
    lambda letter, capacity, since, length: Seat(
        named(letter), capacity, since, since + timedelta(days=length) if length else None
    ),
    st.sampled_from("АБВГ"),
    st.sampled_from([CHAIR, MEMBER]),
    days,
    st.none() | st.integers(1, 120),
)


@given(st.lists(drawn, max_size=8))
def test_only_seats_that_end_are_told_and_a_body_that_nobody_follows_always_is(seats: list[Seat]) -> None:
    found = expiring(seats, ON)
    ends = {one.until for one in seats}
    assert all(one.last + ONE_DAY in ends and one.last < ON + WARNED for one in found)
    later = [one for one in seats if one.until is None or one.until > ON + WARNED]
    if seats and not later and not any(one.since > ON for one in seats):
        assert found and found[-1].whole
