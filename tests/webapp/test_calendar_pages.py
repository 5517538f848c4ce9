"""The calendar on the screens: what everybody reads, and what an administrator adds to it."""

from __future__ import annotations

from datetime import date

import make
import pytest
from visitor import Visitor, with_accounts
from written import contents

from webapp import clock
from workflow.values import DocumentKey

YEAR_2028 = "01.01-06.01 праздник Новогодние каникулы\n07.01 праздник\n08.01 праздник\n10.01 выходной с 08.01"


def day(page, iso: str):
    """The cell of a day."""
    return page.soup.select_one(f'.month time[datetime="{iso}"]').parent


def test_every_member_reads_the_year_with_its_holidays_and_transfers(visit, school: make.School) -> None:
    page = visit("parents_council-member").get("/school/calendar/2026")
    assert page.heading == "Календарь на 2026 год" and len(page.soup.select("table.month")) == 12
    assert page.soup.select_one("nav [aria-current=page]").get_text(strip=True) == "Календарь"
    assert "Рабочих дней 247" in page.text and "При шестидневной неделе" in page.text
    assert "day-holiday" in day(page, "2026-05-09")["class"]
    assert "перенесённый выходной" in day(page, "2026-05-11").get_text()
    assert "короче на час" in day(page, "2026-05-08").get_text()
    assert "перенесено с 03.01.2026" in page.text
    assert not page.soup.select('main a[href$="/days"]')


def test_a_working_saturday_is_told(visit, school: make.School) -> None:
    cell = day(visit("head").get("/school/calendar/2025"), "2025-11-01")
    assert "day-working" in cell["class"] and "рабочий день вместо выходного" in cell.get_text()


def test_the_part_opens_at_this_year(visit, school: make.School) -> None:
    assert visit("head").get("/school/calendar").heading == f"Календарь на {clock.today().year} год"


COUNTED = "since=28.04.2023&days=5&unit=working"


def test_a_term_is_counted_and_explained_in_one_line(visit, school: make.School) -> None:
    page = visit("head").get(f"/school/calendar/2026?{COUNTED}")
    told = "5 рабочих дней с 28.04.2023: 02.05, 03.05, 04.05, 05.05, последний день 10.05.2023"
    assert told in page.text


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("since=29.12.2027&days=5&unit=working", 200, "на 2028 год"),
        ("since=31.02.2026&days=5&unit=working", 422, "Такой даты нет"),
        ("since=01.02.2026&days=900&unit=working", 422, "Проверьте"),
        ("since=01.02.2026&days=x&unit=working", 422, "Проверьте"),
        ("since=01.02.2026&days=5&unit=lunar", 422, "Проверьте"),
        ("since=&days=&unit=working", 200, "Посчитать срок"),
    ],
)
def test_a_term_that_cannot_be_counted_says_why(
    visit, school: make.School, asked: str, status: int, told: str
) -> None:
    assert told in visit("head").get(f"/school/calendar/2026?{asked}", status=status).text


def test_a_year_without_data_says_so_and_an_administrator_adds_it(visit, school: make.School) -> None:
    administrator = visit("administrator")
    assert "календаря на этот год нет" in administrator.get("/school/calendar/2028").text
    path = "/school/calendar/2028/days"
    offered = administrator.get(path).soup.select_one("textarea").get_text()
    assert "09.05 праздник День Победы" in offered and "12.06 праздник День России" in offered
    page = administrator.post(path, {"lines": YEAR_2028})
    assert "Внесён администратором" in page.text and "перенесено с 08.01.2028" in page.text
    counted = administrator.get("/school/calendar/2028?since=29.12.2027&days=2&unit=working").text
    assert "последний день 11.01.2028" in counted
    assert "В календарь добавлен 2028 год" in administrator.get("/school/history").text


def test_what_one_school_adds_is_nothing_to_another(visit, school: make.School) -> None:
    with_accounts(make.school(school.database, "other"))
    visit("administrator").post("/school/calendar/2028/days", {"lines": YEAR_2028})
    assert "календаря на этот год нет" in visit("other-head").get("/other/calendar/2028").text


def test_a_regional_holiday_and_its_taking_back(visit, school: make.School) -> None:
    administrator = visit("administrator")
    path = "/school/calendar/2026/days"
    page = administrator.post(path, {"lines": "30.08.2026 праздник День республики\n31.08 выходной с 30.08"})
    assert "day-holiday" in day(page, "2026-08-30")["class"] and "День республики" in page.text
    back = administrator.post(path, {"lines": "30.08 обычный\n31.08 обычный"})
    assert "day-usual" in day(back, "2026-08-31")["class"]
    told = administrator.get("/school/history").text
    assert "30.08.2026 – нерабочий праздничный день (День республики)" in told


WRONG = [
    ("", "хотя бы один день"),
    ("завтра выходной", "Строка 1"),
    ("30.02 праздник", "дня 30.02 нет"),
    ("01.05 праздник\n01.05 выходной", "Строка 2"),
    ("01.05.2025 праздник", "все в 2026 году"),
    ("05.05-01.05 праздник", "по порядку"),
    ("01.05 праздник с 02.05", "переносится один выходной"),
    ("01.05 {кавычка}", "Строка 1"),
]


@pytest.mark.parametrize(("typed", "told"), WRONG)
def test_days_typed_wrongly_are_told_by_line_and_nothing_is_kept(
    visit, school: make.School, typed: str, told: str
) -> None:
    administrator = visit("administrator")
    before = contents(school.database)
    page = administrator.post("/school/calendar/2026/days", {"lines": typed}, status=422)
    assert told in page.text and page.soup.select_one("textarea").get_text().strip() == typed
    assert contents(school.database) == before


def test_vacations_stop_the_clock_of_school_days(visit, school: make.School) -> None:
    administrator = visit("administrator")
    asked = "/school/calendar/2025?since=23.10.2025&days=5&unit=school"
    assert "Не внесены каникулы 2025/26 учебного года" in administrator.get(asked).text
    lines = "27.10-04.11 осенние\n31.12.2025 - 11.01.2026 зимние\n27.05-31.08 летние"
    page = administrator.post("/school/calendar/2025/vacations", {"lines": lines})
    assert "day-vacation" in day(page, "2025-10-28")["class"]
    assert "последний день 10.11.2025" in administrator.get(asked).text
    summer = administrator.get("/school/calendar/2026")
    assert "day-vacation" in day(summer, "2026-06-15")["class"] and "летние" in summer.text
    offered = administrator.get("/school/calendar/2025/vacations").soup.select_one("textarea").get_text()
    again = administrator.post("/school/calendar/2025/vacations", {"lines": offered})
    assert [row.get_text(" ", strip=True) for row in again.soup.select("tbody tr")][-3:] == [
        row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")
    ][-3:]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("осенью", "26.10-01.11"),
        ("27.10-04.11\n01.11-05.11", "входят в каникулы выше"),
        ("27.10.2026-04.11.2026", "с 01.09.2025 по 31.08.2026"),
        ("30.08-02.09", "по порядку"),
    ],
)
def test_vacations_typed_wrongly_are_told_by_line(visit, school: make.School, typed: str, told: str) -> None:
    page = visit("administrator").post("/school/calendar/2025/vacations", {"lines": typed}, status=422)
    assert told in page.text


def test_the_school_week_is_said_from_a_day_on(visit, school: make.School) -> None:
    administrator = visit("administrator")
    administrator.post("/school/calendar/week", {"days": "6", "since": "01.09.2025"})
    calendar = school.database.work
    with calendar() as work:
        of = work.calendars.of(school.id, date(2025, 9, 1))
    assert of.week(date(2025, 8, 31)) == 5 and of.week(date(2025, 9, 1)) == 6


CLOSED = ["2026/days", "2028/days", "2026/vacations", "week"]


@pytest.mark.parametrize("path", CLOSED)
def test_nobody_but_the_administrator_changes_the_calendar(visit, school: make.School, path: str) -> None:
    before = contents(school.database)
    for role in ("head", "auditor"):
        visitor: Visitor = visit(role)
        visitor.get(f"/school/calendar/{path}", status=403)
        form = {"csrf_token": visitor.get("/account").soup.select_one("[name=csrf_token]")["value"]}
        said = {**form, "lines": YEAR_2028, "days": "6", "since": "01.09.2025"}
        assert visitor.client.post(f"/school/calendar/{path}", data=said).status_code == 403
    now = contents(school.database)
    assert {name: now[name] for name in now if name != "session"} == {
        name: before[name] for name in before if name != "session"
    }


def test_a_change_stands_in_the_organisations_journal(visit, school: make.School) -> None:
    visit("administrator").post("/school/calendar/2026/days", {"lines": "30.08 праздник"})
    with school.database.read() as connection:
        from storage.journal import history

        newest = history(connection, DocumentKey(school.id, 0))[0]
    assert newest.kind == "calendar_days" and newest.facts["days"] == [["2026-08-30", "holiday", "", None]]
