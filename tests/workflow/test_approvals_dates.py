"""Dates are read as schools print and scanners damage them, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.approvals.dates import dates_in, month_of, read_date

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("«30» августа 2023г.", date(2023, 8, 30)),
        ("23.марта 2020 г.", date(2020, 3, 23)),
        ("1.09.2018", date(2018, 9, 1)),
        ("29. 08. 2024", date(2024, 8, 29)),
        ("« 11 » января 2021", date(2021, 1, 11)),
        ("10 января 2019", date(2019, 1, 10)),
        ("«28 » 08. 2012г", date(2012, 8, 28)),
        ("от«27»августа 2015года", date(2015, 8, 27)),
        ("<<18>> августа 2018 г.", date(2018, 8, 18)),
        ("«_04_»__апреля__2022 г.", date(2022, 4, 4)),
        ("12.02.2О21", date(2021, 2, 12)),
        ("З0.08.2019", date(2019, 8, 30)),
        ("17 авгуcта 2018", date(2018, 8, 17)),
        ("17 аагуста 2018", date(2018, 8, 17)),
        ("29,08.2020", date(2020, 8, 29)),
        ("09.01.20 19 г.", date(2019, 1, 9)),
        ("11.01.10", date(2010, 1, 11)),
        ("2024-05-01", date(2024, 5, 1)),
        ("5 мая\n2021 года", date(2021, 5, 5)),
        ("24.03.20 Об утверждении", date(2020, 3, 24)),
        ("24.03.20\nОбразовательная программа", date(2020, 3, 24)),
        ("24.03.20 12 класс", date(2020, 3, 24)),
        ("«30» августа 20__2023", date(2023, 8, 30)),
        ("«30» мая 20 23 г.", date(2023, 5, 30)),
        ("10 октя6ря 2017", date(2017, 10, 10)),
        ("от 12/04/16", date(2016, 4, 12)),
        ("«ЗI» мая 2012 г.", date(2012, 5, 31)),
        ("двадцать пятого августа 2020 года", date(2020, 8, 25)),
        ("тридцатого июня 2020 года", date(2020, 6, 30)),
    ],
)
def test_a_printed_date_is_read(printed: str, meant: date) -> None:
    assert read_date(printed) == meant


@pytest.mark.parametrize(
    "printed",
    [
        "2023",
        "август 2023 г.",
        "«__» ______ 2024 г.",
        "от «28» августа",
        "31.02.2020",
        "2018-2019",
        "№ 5/12",
        "№ 01-06/67",
        "№ 13/2 2012 г.",
        "№ 12/04/16",
        "№ 2\nавгуст 2021 г.",
        "двадцать десятого мая 2021 года",
        "",
    ],
)
def test_an_incomplete_or_impossible_date_is_none(printed: str) -> None:
    assert read_date(printed) is None


def test_a_month_that_could_be_two_is_none() -> None:
    assert month_of("июпя") is None


def test_a_day_without_its_year_is_found_as_such() -> None:
    (found,) = dates_in("от «02» сентября от")
    assert (found.day, found.month, found.year, found.date) == (2, 9, None, None)


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)), st.integers(0, 6))
def test_every_way_of_printing_gives_the_day_back(day: date, way: int) -> None:
    printed = (
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day:%m.%Y} г.",
        f"«{day:%d}» {MONTHS[day.month - 1]} {day.year} г.",
        f"« {day.day} » {MONTHS[day.month - 1]} {day.year}г",
        f"{day.day} {MONTHS[day.month - 1]} {day.year} года",
        f"«{day:%d}» {day:%m} {day.year} г.",
        f"{day:%d}. {day:%m}. {day.year}",
    )[way]
    assert read_date(f"от {printed} №") == day
