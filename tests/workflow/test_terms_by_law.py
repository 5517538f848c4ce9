"""Terms in calendar, working and school days: the vectors of the law, and what holds for every term."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from official import calendar

from workflow.errors import Invalid, Refused
from workflow.governance.calendar import SchoolWeek, SpecialDay, Unit, Vacation
from workflow.governance.reckoning import MAX_DAYS, Length, next_working, reckon, working_days

ONE_DAY = timedelta(days=1)
OFFICIAL = calendar()
# Vacations of a school year in the middle zone; the days are invented.
VACATIONS = (
    Vacation(date(2025, 10, 27), date(2025, 11, 5), "осенние"),
    Vacation(date(2025, 12, 31), date(2026, 1, 12), "зимние"),
    Vacation(date(2026, 3, 23), date(2026, 4, 1), "весенние"),
    Vacation(date(2026, 5, 27), date(2026, 9, 1), "летние"),
)
SCHOOL = calendar(VACATIONS)


def day(typed: str) -> date:
    return date.fromisoformat("-".join(reversed(typed.split("."))))


# since, length, the last day (norms §5.1, rule 9; needs N28, N30)
LAW = {
    "five working days over the May holidays": ("28.04.2023", Length(5, "working"), "10.05.2023"),
    "five calendar days over the May holidays": ("28.04.2023", Length(5, "calendar"), "03.05.2023"),
    "ten working days until publication": ("10.05.2023", Length(10, "working"), "24.05.2023"),
    "five working days over the New Year": ("29.12.2026", Length(5, "working"), "14.01.2027"),
    "five working days from the end of August": ("28.08.2025", Length(5, "working"), "04.09.2025"),
    "the first day counts where the rule says so": ("28.08.2025", Length(5, "working", True), "03.09.2025"),
    "a holiday that begins a term does not count": ("09.05.2023", Length(1, "working", True), "10.05.2023"),
    "a working Saturday counts": ("31.10.2025", Length(1, "working"), "01.11.2025"),
    "a day off moved from it does not": ("01.11.2025", Length(1, "working"), "05.11.2025"),
    "three calendar days of consultations": ("07.05.2026", Length(3, "calendar"), "10.05.2026"),
    "a last day off moves on": ("07.05.2026", Length(3, "calendar", roll=True), "12.05.2026"),
    "a last working day stays": ("12.05.2026", Length(2, "calendar", roll=True), "14.05.2026"),
    "a six-day week works on Saturday": ("20.11.2026", Length(1, "working6"), "21.11.2026"),
    "a six-day week gets no day moved from a Saturday": ("08.05.2026", Length(1, "working6"), "11.05.2026"),
    "a six-day week gets a day moved from a Sunday": ("07.03.2026", Length(1, "working6"), "10.03.2026"),
    "a six-day week keeps the holidays": ("31.12.2024", Length(1, "working6"), "09.01.2025"),
}  # fmt: skip


@pytest.mark.parametrize(("since", "length", "last"), LAW.values(), ids=LAW)
def test_a_term_by_law_ends_on_its_day(since: str, length: Length, last: str) -> None:
    assert reckon(OFFICIAL, day(since), length).last == day(last)


SCHOOL_DAYS = {
    "inside a term they are working days": ("08.09.2025", 5, "15.09.2025"),
    "the autumn vacation stops the clock": ("23.10.2025", 5, "10.11.2025"),
    "the winter vacation stops it too": ("26.12.2025", 5, "14.01.2026"),
}


@pytest.mark.parametrize(("since", "days", "last"), SCHOOL_DAYS.values(), ids=SCHOOL_DAYS)
def test_school_days_honour_the_schools_own_vacations(since: str, days: int, last: str) -> None:
    assert reckon(SCHOOL, day(since), Length(days, "school")).last == day(last)


def test_a_school_of_six_days_teaches_on_saturdays_from_the_day_it_began() -> None:
    six = calendar(VACATIONS, [SchoolWeek(date(2025, 9, 1), 5), SchoolWeek(date(2026, 2, 1), 6)])
    assert not six.teaches(date(2026, 1, 31)) and six.teaches(date(2026, 2, 7))


def test_a_regional_holiday_of_ones_own_does_not_count() -> None:
    local = calendar(own=[SpecialDay(date(2025, 8, 29), "holiday", "День района")])
    assert reckon(local, day("28.08.2025"), Length(5, "working")).last == day("05.09.2025")
    usual = calendar(own=[SpecialDay(date(2025, 11, 3), "usual")])
    assert usual.works(date(2025, 11, 3)) and not OFFICIAL.works(date(2025, 11, 3))


@pytest.mark.parametrize(("year", "days"), [(2023, 247), (2024, 248), (2025, 247), (2026, 247), (2027, 247)])
def test_a_year_has_as_many_working_days_as_the_official_calendar(year: int, days: int) -> None:
    assert working_days(OFFICIAL, date(year, 1, 1), date(year + 1, 1, 1)) == days


@pytest.mark.parametrize(
    "length", [Length(5, "working"), Length(5, "working6"), Length(3, "calendar", roll=True)]
)
def test_a_year_without_data_is_refused_and_named(length: Length) -> None:
    with pytest.raises(Refused) as refusal:
        reckon(OFFICIAL, day("29.12.2027"), Length(length.days, length.unit, roll=length.roll))
    assert "2028" in refusal.value.message.ru and "2028" in refusal.value.message.en
    assert refusal.value.code == "calendar-year" and refusal.value.unmet[0].who is not None


def test_calendar_days_need_no_data() -> None:
    assert reckon(OFFICIAL, day("29.12.2027"), Length(5, "calendar")).last == day("03.01.2028")


def test_school_days_without_vacations_are_refused_and_the_school_year_named() -> None:
    with pytest.raises(Refused) as refusal:
        reckon(SCHOOL, day("31.08.2026"), Length(1, "school"))
    assert refusal.value.code == "vacations" and "2026/27" in refusal.value.message.ru


@pytest.mark.parametrize("days", [0, -1, MAX_DAYS + 1])
def test_a_term_of_no_sensible_length_is_refused(days: int) -> None:
    with pytest.raises(Invalid):
        reckon(OFFICIAL, day("28.04.2023"), Length(days, "calendar"))


SHORT = {
    "30.04.2026": True,
    "08.05.2026": True,
    "11.06.2026": True,
    "12.05.2026": False,
    "22.02.2026": False,  # a Sunday
    "31.12.2024": False,  # a day off moved there
    "29.12.2023": False,  # two days off before the holiday
}


@pytest.mark.parametrize(("typed", "short"), SHORT.items())
def test_the_working_day_before_a_holiday_is_shorter(typed: str, short: bool) -> None:
    assert OFFICIAL.shortened(day(typed)) is short


SAID = {
    ("28.08.2025", Length(5, "working")): (
        "5 рабочих дней с 28.08.2025: 29.08, 01.09, 02.09, 03.09, последний день 04.09.2025",
        "5 working days from 28.08.2025: 29.08, 01.09, 02.09, 03.09, the last day is 04.09.2025",
    ),
    ("29.12.2026", Length(2, "working")): (
        "2 рабочих дня с 29.12.2026: 30.12, последний день 11.01.2027",
        "2 working days from 29.12.2026: 30.12, the last day is 11.01.2027",
    ),
    ("25.12.2026", Length(4, "working")): (
        "4 рабочих дня с 25.12.2026: 28.12, 29.12, 30.12, последний день 11.01.2027",
        "4 working days from 25.12.2026: 28.12, 29.12, 30.12, the last day is 11.01.2027",
    ),
    ("01.06.2026", Length(1, "working", True)): (
        "1 рабочий день, считая с 01.06.2026: последний день 01.06.2026",
        "1 working day counting from 01.06.2026: the last day is 01.06.2026",
    ),
    ("07.05.2026", Length(3, "calendar", roll=True)): (
        "3 календарных дня с 07.05.2026: срок кончается 10.05.2026, это нерабочий день, "
        "последний день 12.05.2026",
        "3 calendar days from 07.05.2026: the count ends on 10.05.2026, which is no working day, "
        "so the last day is 12.05.2026",
    ),
    ("01.06.2026", Length(21, "working6")): (
        "21 рабочий день шестидневной недели с 01.06.2026: 02.06, 03.06, 04.06 …, последний день 26.06.2026",
        "21 working days of a six-day week from 01.06.2026: 02.06, 03.06, 04.06 …, "
        "the last day is 26.06.2026",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("term", "said"), SAID.items(), ids=lambda value: str(value[0]))
def test_the_sum_is_said_in_one_line(term: tuple[str, Length], said: tuple[str, str]) -> None:
    told = reckon(OFFICIAL, day(term[0]), term[1]).told
    assert (told.ru, told.en) == said


DAYS = st.dates(date(2013, 1, 9), date(2026, 10, 1))
UNITS = st.sampled_from(["calendar", "working", "working6"])


@given(DAYS, st.integers(1, 60), UNITS, st.booleans(), st.booleans())
def test_every_counted_day_counts_and_no_day_between_is_left_out(
    since: date, days: int, unit: Unit, first: bool, roll: bool
) -> None:
    done = reckon(OFFICIAL, since, Length(days, unit, first, roll))
    begins = since if first else since + ONE_DAY
    span = [begins + timedelta(days=n) for n in range((done.counted[-1] - begins).days + 1)]
    assert list(done.counted) == [one for one in span if OFFICIAL.counts(one, unit)]
    assert len(done.counted) == days and done.last >= done.counted[-1]
    if roll:
        assert done.last == next_working(OFFICIAL, done.counted[-1])
    else:
        assert not done.moved


@given(DAYS, st.integers(1, 40))
def test_a_longer_term_ends_later_and_a_six_day_week_never_later_than_a_five_day_one(
    since: date, days: int
) -> None:
    short, long = (reckon(OFFICIAL, since, Length(n, "working")).last for n in (days, days + 1))
    assert short < long
    assert reckon(OFFICIAL, since, Length(days, "working6")).last <= short


@given(DAYS)
def test_who_works_five_days_a_week_on_a_weekday_works_six_too(one: date) -> None:
    assume(one.weekday() < 6)
    if OFFICIAL.works(one, 5):
        assert OFFICIAL.works(one, 6)
