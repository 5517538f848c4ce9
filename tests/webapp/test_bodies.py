"""Bodies, offices and people on the screens: who reads them, and how an administrator runs the school."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import make
import pytest
from flask.testing import FlaskClient
from visitor import PASSWORD, Visitor, with_accounts
from written import contents

from storage.seating import PeopleDatabase
from webapp import clock
from workflow.values import DocumentKey, PartyKey

TODAY = clock.today()
ONE_DAY = timedelta(days=1)
NEW_BODY = {
    "kind": "trade_union",
    "nominative": "профсоюзный комитет школы",
    "genitive": "профсоюзного комитета школы",
    "instrumental": "профсоюзным комитетом школы",
    "since": f"{TODAY:%d.%m.%Y}",
    "template": "01-08/№",
    "restart": "never",
}
NEW_PERSON = {
    "surname": "Рябинина",
    "given": "Ольга",
    "patronymic": "Львовна",
    "capacity": "member",
    "since": f"{TODAY:%d.%m.%Y}",
    "basis": "протокол № 2",
}
COUNCIL = "/school/bodies/parents_council"


def told(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def row_of(page: Any, name: str) -> str:
    """The words of the table row that `name` begins."""
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
    return next(row for row in rows if row.startswith(name))


def test_any_member_reads_who_leads_each_body_and_holds_each_office(visit, school: make.School) -> None:
    page = visit("parents_council-member").get("/school/bodies")
    body = row_of(page, "Орган parents_council")
    assert "Председатель Анна Петровна" in body and "Секретарь Анна Петровна" in body and body.endswith("3")
    assert "Держатель Анна Петровна" in row_of(page, "Должность head")
    assert not page.soup.select('main a[href$="/new"]')


def test_the_list_is_that_of_the_day_asked(visit, school: make.School) -> None:
    head = visit("head")
    before = make.START - ONE_DAY
    assert "не было ни органов, ни должностей" in head.get(f"/school/bodies?on={told(before)}").text
    assert "Орган parents_council" in head.get(f"/school/bodies?on={told(make.START)}").text
    wrong = head.get("/school/bodies?on=31.02.2026", status=422)
    assert "Такой даты нет" in wrong.text and wrong.soup.select_one("#on")["value"] == "31.02.2026"


def test_a_body_shows_its_names_its_people_and_its_next_number(visit, school: make.School) -> None:
    known = school.publish(make.full_chain())
    edition = school.submitted(known)
    school.submitted(known)
    school.decide(edition, "parents_council", "agreed", "7", dated=TODAY, today=TODAY)
    page = visit("auditor").get(COUNCIL)
    facts = {one.dt.get_text(): one.dd.get_text() for one in page.soup.select(".facts > div")}
    assert facts["Ждут решения"] == "1"
    assert facts["Следующий номер"] == "8"
    assert facts["Вид"] == "совет родителей"
    assert "Председатель" in row_of(page, "Председатель Анна Петровна")


def test_an_administrator_adds_a_body_with_its_register(visit, school: make.School) -> None:
    page = visit("administrator").post("/school/bodies/new", NEW_BODY)
    assert page.heading == "Профсоюзный комитет школы"
    assert "профсоюзным комитетом школы" in page.text and "Следующий номер 01-08/1" in page.text


def test_a_second_body_of_a_kind_gets_an_id_of_its_own(visit, school: make.School) -> None:
    administrator = visit("administrator")
    later = told(TODAY + timedelta(days=400))
    administrator.post("/school/bodies/new", {**NEW_BODY, "since": later})
    page = administrator.post("/school/bodies/new", NEW_BODY)
    assert page.response.request.path == "/school/bodies/trade_union-2"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": ""}, "Выберите вид"),
        ({"genitive": " "}, "Впишите название в родительном падеже"),
        ({"since": "вчера"}, "Такой даты нет"),
        ({"template": "без номера"}, "Один знак №"),
        ({"template": "№/№"}, "Один знак №"),
        ({"template": "{serial.real}№"}, "Один знак №"),
    ],
)
def test_a_body_with_faults_comes_back_as_typed(
    visit, school: make.School, wrong: dict[str, str], message: str
) -> None:
    administrator = visit("administrator")
    before = contents(school.database)
    page = administrator.post("/school/bodies/new", {**NEW_BODY, **wrong}, status=422)
    assert message in page.text
    assert page.soup.select_one("#nominative")["value"] == NEW_BODY["nominative"]
    assert contents(school.database) == before


def test_a_new_person_is_seated_and_then_the_seat_ends(visit, school: make.School) -> None:
    administrator = visit("administrator")
    since = TODAY - timedelta(days=30)
    page = administrator.post(f"{COUNCIL}/seats/new", {**NEW_PERSON, "since": told(since)})
    seat = row_of(page, "Рябинина Ольга Львовна")
    assert "Член" in seat and told(since) in seat and "без срока" in seat and "протокол № 2" in seat
    end = page.soup.select_one('tr:-soup-contains("Рябинина") a[href$="/end"]')["href"]
    ended = administrator.post(end, {"last_day": told(TODAY - ONE_DAY)})
    former = ended.soup.select_one("details")
    assert "Рябинина Ольга Львовна" in former.get_text() and told(TODAY - ONE_DAY) in former.get_text()
    assert "Рябинина" in row_of(administrator.get(f"{COUNCIL}?on={told(TODAY - ONE_DAY)}"), "Рябинина")
    administrator.get(end, status=404)


def test_a_known_person_is_seated_elsewhere_by_choice(visit, school: make.School) -> None:
    values = {**NEW_PERSON, "surname": "", "who": school.person("head"), "capacity": "member"}
    page = visit("administrator").post(f"{COUNCIL}/seats/new", values)
    assert "Член" in row_of(page, "Держатель Анна Петровна")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"capacity": "chair"}, "место занято"),
        ({"surname": ""}, "Впишите фамилию и имя"),
        ({"capacity": "holder"}, "Неверный вариант"),
        ({"who": "other-head"}, "Неверный вариант"),
        ({"since": ""}, "Укажите день"),
        ({"last_day": told(TODAY - ONE_DAY - ONE_DAY)}, "Последний день раньше первого"),
        ({"who": "school-parents_council"}, "уже в составе"),
        ({"who": "school-head", "since": "01.01.2010"}, "ещё не было"),
    ],
)
def test_a_seat_with_faults_comes_back_as_typed(
    visit, school: make.School, wrong: dict[str, str], message: str
) -> None:
    with_accounts(make.school(school.database, "other"))
    administrator = visit("administrator")
    before = contents(school.database)
    path = f"{COUNCIL}/seats/new?lang=ru"
    page = administrator.post(path, {**NEW_PERSON, **wrong}, status=422)
    assert message in page.text
    assert page.soup.select_one(".field-error")
    assert page.soup.select_one("#basis")["value"] == NEW_PERSON["basis"]
    assert contents(school.database) == before


def test_a_seat_does_not_end_before_it_begins(visit, school: make.School) -> None:
    administrator = visit("administrator")
    before = contents(school.database)
    path = f"{COUNCIL}/seats/{school.person('parents_council')}/end"
    page = administrator.post(path, {"last_day": "01.01.2010"}, status=422)
    assert "Последний день раньше первого" in page.text
    assert contents(school.database) == before


CHANGES = (
    "/school/bodies/new",
    f"{COUNCIL}/seats/new",
    f"{COUNCIL}/seats/school-head/end",
    "/school/people/school-head/account",
    "/school/people/school-head/password",
    "/school/people/school-head/disable",
    "/school/chains/new",
    "/school/chains/regulation/hash/withdraw",
)


@pytest.mark.parametrize("role", ["head", "auditor", "parents_council"])
def test_only_an_administrator_changes_people_and_chains(visit, school: make.School, role: str) -> None:
    visitor = visit(role)
    token = visitor.get("/account").soup.select_one("main input[name=csrf_token]")["value"]
    before = contents(school.database)
    for path in CHANGES:
        visitor.get(path, status=403)
        answer = visitor.client.post(path, data={"csrf_token": token, **NEW_BODY, **NEW_PERSON})
        assert answer.status_code == 403, path
    assert contents(school.database) == before


def test_members_see_people_but_no_logins(visit, school: make.School) -> None:
    member = visit("parents_council-member")
    page = member.get("/school/people")
    assert "Держатель Анна Петровна" in page.text and "логин" not in page.text
    assert "логин" not in member.get(f"/school/people/{school.person('head')}").text
    assert "логин head" in visit("administrator").get("/school/people").text


def test_a_person_of_another_organisation_is_not_found(visit, school: make.School) -> None:
    with_accounts(make.school(school.database, "other"))
    administrator = visit("administrator")
    for path in ("", "/account", "/password", "/disable"):
        administrator.get(f"/school/people/other-head{path}", status=404)


def test_an_account_is_opened_with_a_password_shown_once(app, visit, school: make.School) -> None:
    administrator = visit("administrator")
    administrator.post(f"{COUNCIL}/seats/new", NEW_PERSON)
    person = newcomer(administrator)
    page = administrator.post(f"{person}/account", {"login": "Ryabinina@School.example"})
    login, password = (one.get_text() for one in page.soup.select("main code"))
    assert login == "ryabinina@school.example" and len(password) == 19
    assert password not in administrator.get(person).text
    assert signs_in(app.test_client(), login, password)


@pytest.mark.parametrize(
    ("login", "message"), [("", "Введите логин"), ("Ольга", "латинские буквы"), ("HEAD", "уже занят")]
)
def test_a_login_with_faults_comes_back_as_typed(
    visit, school: make.School, login: str, message: str
) -> None:
    administrator = visit("administrator")
    administrator.post(f"{COUNCIL}/seats/new", NEW_PERSON)
    person = newcomer(administrator)
    before = contents(school.database)
    page = administrator.post(f"{person}/account", {"login": login}, status=422)
    assert message.casefold() in page.text.casefold()
    assert page.soup.select_one("#login")["value"] == login
    assert contents(school.database) == before


def test_a_shut_account_loses_its_sessions_until_it_is_opened_again(app, visit, school: make.School) -> None:
    council, administrator = visit("parents_council"), visit("administrator")
    person = f"/school/people/{school.person('parents_council')}"
    assert "Вход закрыт" in administrator.post(f"{person}/disable", {}).text
    assert council.get("/").heading == "Вход"
    assert not signs_in(app.test_client(), "parents_council", PASSWORD)
    page = administrator.post(f"{person}/password", {})
    login, password = (one.get_text() for one in page.soup.select("main code"))
    assert signs_in(app.test_client(), login, password)
    assert not signs_in(app.test_client(), login, PASSWORD)


def test_nobody_shuts_their_own_account(visit, school: make.School) -> None:
    administrator = visit("administrator")
    before = contents(school.database)
    page = administrator.post(f"/school/people/{school.person('administrator')}/disable", {}, status=409)
    assert "другой администратор" in page.text
    assert contents(school.database) == before


@pytest.mark.parametrize("act", ["password", "disable"])
def test_a_person_with_a_seat_elsewhere_is_not_one_administrators_to_shut(
    visit, school: make.School, act: str
) -> None:
    other = with_accounts(make.school(school.database, "other"))
    with school.database.work() as work:
        key = PartyKey(other.id, "parents_council")
        work.people.seat(key, school.person("head"), "member", make.START)
    administrator = visit("administrator")
    before = contents(school.database)
    page = administrator.post(f"/school/people/{school.person('head')}/{act}", {}, status=409)
    assert "в другой организации" in page.text
    assert contents(school.database) == before
    with school.database.work() as work:
        work.people.end_seat(key, school.person("head"), make.START, TODAY)
    administrator.post(f"/school/people/{school.person('head')}/{act}", {})


def test_each_change_stands_in_the_organisations_journal(app, visit, school: make.School) -> None:
    administrator = visit("administrator")
    administrator.post(f"{COUNCIL}/seats/new", NEW_PERSON)
    person = newcomer(administrator)
    administrator.post(f"{person}/account", {"login": "newcomer"})
    administrator.post(f"{person}/disable", {})
    administrator.post(f"{person}/password", {})
    kinds = [one.kind for one in app.extensions["grif"].reads.history(DocumentKey("school", 0))]
    assert kinds == ["account_renewed", "account_disabled", "account_opened", "seat_given"]


def newcomer(administrator: Visitor) -> str:
    """The address of the person who was just seated."""
    link = administrator.get("/school/people").soup.select_one('a:-soup-contains("Рябинина")')
    return str(link["href"])


def signs_in(client: FlaskClient, login: str, password: str) -> bool:
    """Whether the login and password open the list that waits."""
    visitor = Visitor(client)
    form = visitor.get("/sign-in").soup.select_one("main input[name=csrf_token]")["value"]
    values = {"csrf_token": form, "login": login, "password": password}
    return client.post("/sign-in", data=values).status_code == 302


def test_whose_time_runs_out_stands_above_the_bodies(visit, school: make.School) -> None:
    head, key = visit("head"), PartyKey(school.id, "parents_council")
    assert "Полномочия заканчиваются" not in head.get("/school/bodies").text
    with PeopleDatabase(school.database).work() as work:
        for one in work.seats.of(key):
            work.people.end_seat(key, one.person, one.since, TODAY + 30 * ONE_DAY)
    page = head.get("/school/bodies")
    table = page.soup.find("caption", string="Полномочия заканчиваются или закончились").find_parent("table")
    told = " ".join(table.tbody.get_text(" ").split())
    assert told == f"Орган parents_council весь состав: 3 человека {TODAY + 29 * ONE_DAY:%d.%m.%Y}"
    after = head.get(f"/school/bodies?on={TODAY + 40 * ONE_DAY:%d.%m.%Y}").text
    assert "весь состав: 3 человека" in after
