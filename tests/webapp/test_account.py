"""One's own account: who one is, where one is signed in, the password."""

from __future__ import annotations

import make
import pytest
from visitor import PASSWORD
from written import contents

from webapp import clock
from workflow.values import PartyKey

NEW = "three words of my own"
PAGE = {"form_at": "/account"}


def passwords(current: str = PASSWORD, new: str = NEW, again: str | None = None) -> dict[str, str]:
    return {"current": current, "new": new, "again": new if again is None else again}


def test_a_person_sees_name_seats_and_sessions(visit, school: make.School) -> None:
    visit("parents_council")
    page = visit("parents_council").get("/account")
    assert "Секретарь Анна Петровна, логин parents_council" in page.text
    assert "Орган parents_council" in page.text and "01.01.2020" in page.text
    assert len(page.soup.select(".edition")) == 2
    assert page.text.count("Этот сеанс") == 1


def test_every_page_leads_to_the_own_account(visit, school: make.School) -> None:
    assert visit("head").get("/").soup.select_one('header a[href="/account"]').get_text() == "А.П. Держатель"


def test_a_person_without_a_seat_still_has_an_account(visit, school: make.School) -> None:
    with school.database.work() as work:
        work.people.end_seat(PartyKey("school", "head"), "school-head", make.START, clock.today())
    assert "нет действующего места" in visit("head").get("/account").text


def test_the_other_sessions_end_and_this_one_goes_on(visit, school: make.School) -> None:
    here, there, somebody = visit("head"), visit("head"), visit("auditor")
    page = here.post("/account/sessions/end", {}, **PAGE)
    assert "Другие сеансы закончены" in page.text and len(page.soup.select(".edition")) == 1
    assert there.get("/").heading == "Вход"
    assert somebody.get("/").heading == "Ждут меня"


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(visit, school: make.School) -> None:
    here, there = visit("head"), visit("head")
    assert "Пароль изменён" in here.post("/account/password", passwords(), **PAGE).text
    assert here.get("/").heading == "Ждут меня"
    assert there.get("/").heading == "Вход"
    fresh = visit()
    fresh.post("/sign-in", {"login": "head", "password": PASSWORD}, status=422)
    assert fresh.post("/sign-in", {"login": "head", "password": NEW}).heading == "Ждут меня"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (passwords(current="wrong"), "Нынешний пароль не подходит"),
        (passwords(current=""), "Введите нынешний пароль"),
        (passwords(new="elevenchars"), "Не короче 12 знаков"),
        (passwords(new="Parents_Council"), "не должен совпадать с логином"),
        (passwords(again="three other words"), "Пароли не совпали"),
        (passwords(new=""), "Введите новый пароль"),
    ],
)
def test_a_password_with_faults_is_not_taken(
    visit, school: make.School, values: dict[str, str], message: str
) -> None:
    person = visit("parents_council")
    before = contents(school.database)
    page = person.post("/account/password", values, status=422, **PAGE)
    assert message in page.text
    assert not any(one.get("value") for one in page.soup.select("input[type=password]"))
    assert contents(school.database) == before
    assert visit("parents_council").get("/").heading == "Ждут меня"


def test_guessing_the_current_password_is_throttled(visit, school: make.School) -> None:
    person = visit("head")
    for _try in range(5):
        person.post("/account/password", passwords(current="a guess"), status=422, **PAGE)
    before = contents(school.database)
    page = person.post("/account/password", passwords(), status=429, **PAGE)
    assert "Слишком много попыток" in page.text
    assert contents(school.database) == before
