"""The pages of transitions by their own buttons, and of worklists, as people use them."""

from __future__ import annotations

import re
from collections.abc import Callable

import make
import pytest
from visitor import Page, Visitor, hidden, with_accounts
from written import contents
from written_ways import ways

from workflow.documents.document import Edition
from workflow.engine.reader import read

Visit = Callable[[str], Visitor]
PATH = "/school/documents/1"
PEOPLE = ("administrator", "head", "auditor", "parents_council", "student_council", "parents_council-member")


@pytest.fixture
def edition(school: make.School) -> Edition:
    return school.submitted(school.publish(read(ways(), "ways.yaml")))


def at(transition: str) -> str:
    return f"{PATH}/editions/1/transitions/{transition}"


def offered(page: Page) -> list[str]:
    """The transitions that the page has a button for, in its order."""
    hrefs = [one["href"] for one in page.soup.select('main a[href*="/transitions/"]')]
    return [re.sub(r".*/", "", href) for href in hrefs]


def closed(page: Page) -> dict[str, list[str]]:
    """What the page says of each that is closed."""
    return {
        one.h3.get_text(strip=True): [li.get_text(" ", strip=True) for li in one.select("li")]
        for one in page.soup.select("details.closed > div")
    }


def test_the_page_offers_what_is_open_in_the_authors_order_and_says_what_closes_the_rest(
    visit: Visit, edition: Edition
) -> None:
    page = visit("student_council").get(PATH)
    assert offered(page) == ["look", "explain"]
    told = closed(page)
    assert list(told) == ["Опубликовать", "Забрать", "На совет"]
    assert "руководитель, председатель" in told["Опубликовать"][0] and len(told["Опубликовать"]) == 2
    assert "Тайно" not in page.text and "Убрать" not in page.text


def test_a_form_tells_what_will_happen_and_the_history_what_did(visit: Visit, edition: Edition) -> None:
    author = visit("administrator")
    form = author.get(at("retract"))
    assert "Состояние станет «Черновик»" in form.text and "(необязательно)" in form.text
    page = author.post(at("retract"), {"remark": "Поторопились"})
    assert "Выполнено: Забрать" in page.text and offered(page) == ["submit"]
    history = author.get(f"{PATH}/history").text
    assert "Действие «Забрать»" in history and "Поторопились" in history and "Состояние: Черновик" in history
    assert "“Retract” was performed" in author.get(f"{PATH}/history?lang=en").text


def test_what_follows_by_itself_and_who_is_asked_then_is_told_before(visit: Visit, edition: Edition) -> None:
    council = visit("parents_council")
    assert "Ответить должны: совет родителей" in council.get(at("ask")).text
    council.post(at("look"), {"remark": "Видел"})
    told = visit("head").get(at("publish")).text
    assert "Редакция вступит в силу сегодня" in told and "ход согласования закончится" in told
    assert "написать тем, кого теперь спрашивают" in told
    assert "Состояние останется прежним" in council.get(at("look")).text


def test_a_remark_that_is_asked_for_comes_back_with_the_form(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    council = visit("student_council")
    for transition in ("look", "explain"):
        assert "(необязательно)" not in council.get(at(transition)).text
        before = contents(school.database)
        page = council.post(at(transition), {"remark": " "}, status=422)
        assert "Напишите замечания" in page.text
        assert contents(school.database) == before
    assert "Выполнено: Пояснить" in council.post(at("explain"), {"remark": "Так"}).text


def test_a_closed_one_says_every_reason_on_its_page(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    council = visit("student_council")
    value = hidden(council.get(at("look")))
    before = contents(school.database)
    for page in (
        council.get(at("publish"), status=409),
        Page(council.client.post(at("publish"), data=value)),
    ):
        assert page.status == 409
        reasons = [one.get_text(" ", strip=True) for one in page.soup.select(".unmet li")]
        assert len(reasons) == 2 and "Это может сделать: руководитель, председатель" in reasons[0]
    assert contents(school.database) == before


def test_what_moved_meanwhile_is_told(visit: Visit, school: make.School, edition: Edition) -> None:
    author = visit("administrator")
    value = hidden(author.get(at("retract")))
    visit("parents_council").post(at("ask"), {})
    before = contents(school.database)
    answer = author.client.post(at("retract"), data=value)
    assert answer.status_code == 409 and "перешёл в другое состояние" in answer.text
    assert contents(school.database) == before


def test_the_same_form_sent_twice_is_done_once(visit: Visit, school: make.School, edition: Edition) -> None:
    author = visit("administrator")
    value = hidden(author.get(at("look"))) | {"remark": "Видел"}
    author.client.post(at("look"), data=value)
    before = contents(school.database)
    assert author.client.post(at("look"), data=value).status_code == 302
    assert contents(school.database) == before


def test_whatever_a_page_offers_is_done_and_whatever_it_does_not_is_refused(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    """Everybody, in every state that buttons lead to: the page and the service never disagree."""
    every = read(ways(), "ways.yaml").transitions
    visitors = {person: visit(person) for person in PEOPLE}
    for leave in ("look", "retract", "submit", "ask"):
        for person, visitor in visitors.items():
            page = visitor.get(PATH)
            seen = set(offered(page))
            for transition, way in every.items():
                if transition in seen:
                    assert visitor.get(at(transition)).heading == way.title.ru
                elif not way.hidden or person != "auditor":
                    before = contents(school.database)
                    value = {"csrf_token": token(visitor), "text_sha256": edition.sha256, "remark": "Прошу"}
                    answer = Page(visitor.client.post(at(transition), data=value))
                    assert answer.status == 409 and answer.soup.select_one("main p"), (person, transition)
                    assert contents(school.database) == before
        mover = "parents_council" if leave == "ask" else "administrator"
        assert leave in offered(visitors[mover].get(PATH))
        assert "Выполнено" in visitors[mover].post(at(leave), {"remark": "Прошу"}).text


def token(visitor: Visitor) -> str:
    return str(visitor.get("/account").soup.select_one("input[name=csrf_token]")["value"])  # type: ignore[index]


def test_a_chain_has_no_buttons_of_its_own(visit: Visit, school: make.School) -> None:
    school.submitted(school.publish(make.full_chain()))
    page = visit("administrator").get(PATH)
    assert not offered(page) and "Что можно сделать" not in page.text


def test_worklists_stand_below_what_waits(visit: Visit, school: make.School, edition: Edition) -> None:
    page = visit("parents_council").get("/")
    assert [one.get_text(strip=True) for one in page.soup.select("main h2")] == ["На проверке"]
    assert page.soup.select_one('main a[href="/school/documents/1?edition=1"]')
    assert "ничего не ждёт" not in page.text and "Показать все" not in page.text
    assert "ничего не ждёт" in visit("head").get("/").text
    assert "To check" in visit("auditor").get("/?lang=en").text


def test_a_long_list_goes_on_on_a_page_of_its_own(
    visit: Visit, school: make.School, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow.services.listing.FEW", 1)
    monkeypatch.setattr("workflow.services.listing.PAGE", 2)
    known = school.publish(read(ways().replace("Пояснить", "Объяснить"), "ways.yaml"))
    for _ in range(2):
        school.submitted(known)
    council = visit("parents_council")
    more = council.get("/").soup.select_one('main a[href*="/worklists/"]')
    assert more is not None
    page = council.get(str(more["href"]))
    assert page.heading == "На проверке" and len(page.soup.select("li.task")) == 2
    last = council.get(str(page.soup.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    assert len(last.soup.select("li.task")) == 1 and not last.soup.select_one("a[rel=next]")
    visit("head").get(str(more["href"]), status=404)


def test_a_stranger_finds_no_transition_and_no_list(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    with_accounts(make.school(school.database, "other"))
    stranger = visit("other-auditor")
    stranger.get(at("look"), status=404)
    stranger.get("/school/worklists/ways/to-check", status=404)
    assert "На проверке" not in stranger.get("/").text


def test_who_passes_by_the_conditions_is_told_so_and_says_why(visit: Visit, school: make.School) -> None:
    school.submitted(school.publish(read(ways(bypass=True), "ways.yaml")))
    manager = visit("administrator")
    form = manager.get(at("publish"))
    assert "вы обойдёте их по праву управляющего" in form.text and "(необязательно)" not in form.text
    manager.post(at("publish"), {"remark": ""}, status=422)
    assert "Выполнено: Опубликовать" in manager.post(at("publish"), {"remark": "Срочно"}).text
    assert "обойдёте" not in visit("administrator").get(at("retract"), status=409).text
