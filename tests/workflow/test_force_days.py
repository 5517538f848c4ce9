"""What is in force on a day: one edition or none, and a reason where there is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.force import Days, in_order, on, why_none

FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


# Editions as live work leaves them: each begins no earlier than the one before it, which then ends.
steps = st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), min_size=1, max_size=6)


def followed(drawn: list[tuple[int, int | None]]) -> list[Days]:
    begins, known = 0, []
    for number, (gap, lasts) in enumerate(drawn, 1):
        begins += gap
        if known and (known[-1].until is None or known[-1].until > day(begins)):
            known[-1] = Days(known[-1].edition, known[-1].since, day(begins))
        known.append(Days(number, day(begins), None if lasts is None else day(begins + lasts)))
    return known


@given(steps, st.integers(-3, 80))
def test_on_every_day_there_is_one_edition_or_a_reason_why_none(
    drawn: list[tuple[int, int | None]], asked: int
) -> None:
    known = followed(drawn)
    holding = [one for one in known if one.holds(day(asked))]
    assert len(holding) <= 1
    assert on(known, day(asked)) == (holding[0] if holding else None)
    assert not any(one.meets(other) for one in known for other in known if one is not other)
    if not holding:
        said = why_none(known, day(asked))
        assert said.ru and said.en and "{" not in said.ru + said.en


@given(steps)
def test_editions_stand_in_the_order_of_their_days(drawn: list[tuple[int, int | None]]) -> None:
    ordered = in_order(followed(drawn))
    assert ordered == sorted(ordered, key=lambda one: one.since)
    assert all(one.until is None or one.since < one.until for one in ordered)


KNOWN = [Days(1, date(2022, 8, 28), date(2023, 3, 1)), Days(2, date(2024, 2, 1), date(2025, 1, 1))]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (date(2022, 8, 27), "ещё не действовал: первая редакция вступила в силу 28.08.2022"),
        (date(2023, 3, 1), "прежняя утратила силу 01.03.2023, следующая вступила в силу 01.02.2024"),
        (date(2025, 1, 1), "уже не действовал: он утратил силу 01.01.2025"),
    ],
)
def test_the_reason_names_the_days(asked: date, words: str) -> None:
    assert on(KNOWN, asked) is None
    assert words in why_none(KNOWN, asked).ru


def test_the_last_day_is_the_one_before_the_end() -> None:
    assert on(KNOWN, date(2023, 2, 28)) == KNOWN[0]
    assert on(KNOWN, date(2024, 2, 1)) == KNOWN[1]


def test_an_edition_that_ended_on_its_first_day_never_was_in_force() -> None:
    undone = Days(3, date(2026, 1, 1), date(2026, 1, 1))
    assert on([*KNOWN, undone], date(2026, 1, 1)) is None
    assert not undone.meets(undone)
    assert "не вступал" in why_none([undone], date(2026, 1, 1)).ru
