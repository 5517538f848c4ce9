"""How registration numbers read, print and follow one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import Invalid, Refused
from workflow.governance.registers import MAX_NUMBER, Number, NumberRule, Register, typed_number

DAY = date(2026, 3, 16)
TYPED = {
    "4": Number("4", 4, ""),
    " № 4 ": Number("4", 4, ""),
    "39/1": Number("39/1", 39, "/1"),
    "39 / 1": Number("39/1", 39, "/1"),
    "388-Д": Number("388-Д", 388, "-Д"),
    "388Д": Number("388Д", 388, "Д"),
    "01-08/121": Number("01-08/121", 121, "01-08/"),
    "01-08/121/2": Number("01-08/121/2", 121, "01-08//2"),
    "007": Number("007", 7, ""),
    "12.3": Number("12.3", 12, ".3"),
    "У-5": Number("У-5", None, "У-5"),
    "б/н 5": Number("б/н5", None, "б/н5"),
}


@pytest.mark.parametrize(("typed", "number"), TYPED.items(), ids=TYPED)
def test_a_number_is_kept_as_printed_and_read_in_parts(typed: str, number: Number) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "№", "б/н", "Д", "-", "1" * (MAX_NUMBER + 1), "12 34", "39/1 2", "１２", "٣", "39\u200b/1",
        "3\u00ad9", "3-OД", "0", "00", "0/1",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as fault:
        typed_number(typed)
    assert set(fault.value.fields) == {"number"}


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_refused(typed: str) -> None:
    try:
        number = typed_number(typed)
    except Invalid:
        return
    assert 0 < len(number.printed) <= MAX_NUMBER
    assert not any(letter.isspace() for letter in number.printed)
    # Typed again as it is printed, it is the same number.
    assert typed_number(number.printed) == number


def register(template: str = "{serial}", restart: str = "calendar_year") -> Register:
    terms = (date(2025, 9, 10), date(2027, 9, 10))
    return Register("school", "orders", "order", "head", "Приказы", template, restart, terms=terms)  # type: ignore[arg-type]


TEMPLATES = ["{serial}", "{serial}-Д", "У-{serial}", "01-08/{serial}", "({serial})"]


@pytest.mark.parametrize("template", TEMPLATES)
@given(serial=st.integers(1, 999_999_999))
def test_a_number_that_the_register_gave_reads_back_the_same(template: str, serial: int) -> None:
    of = register(template)
    assert of.read(of.number(serial, DAY).printed, DAY) == of.number(serial, DAY)


@given(serial=st.integers(1, 9999), sub=st.sampled_from(["/1", "-Б", ".2"]))
def test_a_sub_number_keeps_the_serial_of_its_register(serial: int, sub: str) -> None:
    assert register("У-{serial}").read(f"У-{serial}{sub}", DAY) == Number(f"У-{serial}{sub}", serial, sub)


PERIODS = {
    ("calendar_year", "2026-01-01"): "2026",
    ("calendar_year", "2026-12-31"): "2026",
    ("school_year", "2026-08-31"): "2025/26",
    ("school_year", "2026-09-01"): "2026/27",
    ("school_year", "2099-09-01"): "2099/00",
    ("never", "2026-09-01"): "",
    ("term", "2026-03-16"): "с 2025-09-10",
    ("term", "2027-09-10"): "с 2027-09-10",
}


@pytest.mark.parametrize(("asked", "period"), PERIODS.items(), ids=str)
def test_the_period_follows_the_instruments_own_date(asked: tuple[str, str], period: str) -> None:
    restart, day = asked
    assert register(restart=restart).period(date.fromisoformat(day)) == period


def test_a_day_before_the_first_term_has_no_period() -> None:
    of = register(restart="term")
    assert of.current(date(2025, 9, 9)) is None
    with pytest.raises(Refused) as refusal:
        of.period(date(2025, 9, 9))
    assert "Приказы" in refusal.value.message.ru and "09.09.2025" in refusal.value.message.en


RULES = st.lists(
    st.builds(
        NumberRule,
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.sampled_from(["{serial}", "{serial}-ОД", "{file}/{serial}"]),
        st.sampled_from(["calendar_year", "school_year", "never"]),
        st.sampled_from(["01-08", "02"]),
    ),
    max_size=4,
    unique_by=lambda rule: rule.since,
)


@given(RULES, st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 999))
def test_the_rule_of_an_instruments_date_is_the_last_that_began_by_then(
    rules: list[NumberRule], dated: date, serial: int
) -> None:
    of = replace(register("К-{serial}"), changes=tuple(rules))
    begun = sorted((rule for rule in rules if rule.since <= dated), key=lambda rule: rule.since)
    template = begun[-1].template.format(serial=serial, file=begun[-1].file) if begun else f"К-{serial}"
    given_number = of.number(serial, dated)
    assert given_number.printed == template
    assert of.read(given_number.printed, dated) == given_number
