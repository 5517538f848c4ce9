"""The pages of a vote of members: who sees what, what is refused, what a secret vote never tells."""

from __future__ import annotations

from datetime import timedelta

import make
import time_machine
from sqlalchemy import select
from visitor import Page, Visitor
from written import contents

from storage.tables import ballot
from webapp import clock
from workflow.governance.sittings.meeting import Window
from workflow.services import ballots
from workflow.values import PartyKey

COUNCIL = PartyKey(make.SCHOOL, "parents_council")
NOW = clock.today()


def opened(school: make.School, **more: object) -> str:
    """A vote that runs today; returns its address."""
    window = Window(NOW, NOW + timedelta(3))
    asked = ballots.Question(COUNCIL, "О плане работы", more.pop("window", window), **more)
    id_ = ballots.open_ballot(school.database, school.actor("parents_council", NOW), asked, make.moment(NOW))
    return f"/school/ballots/{id_}"


def post(visitor: Visitor, path: str, status: int = 200, **values: str) -> Page:
    token = visitor.get("/account").soup.select_one("input[name=csrf_token]")["value"]
    sent = {"csrf_token": token, **values}
    page = Page(visitor.client.post(path, data=sent, follow_redirects=True))
    assert page.status == status, page.text[:400]
    return page


def cast(school: make.School, address: str, *roles: str, choice: str = "for") -> None:
    for role in roles:
        id_ = address.rsplit("/", 1)[1]
        who = school.actor(role, NOW)
        ballots.cast(school.database, who, make.SCHOOL, id_, choice, make.moment(NOW))


def test_a_member_sees_the_vote_among_what_waits_and_votes_once(school: make.School, visit) -> None:
    address = opened(school)
    member = visit("parents_council-member")
    page = member.get("/")
    assert page.soup.select_one(f'a[href="{address}"]') and "1 дело" in page.text
    assert "Ваш голос учтён" in post(member, f"{address}/vote", choice="against").text
    assert "Сейчас вашего решения ничего не ждёт" in member.get("/").text
    before = contents(school.database)
    assert "Второй не добавлен" in post(member, f"{address}/vote", 409, choice="for").text
    assert contents(school.database) == before
    assert "Кто участвовал" not in member.get(address).text


def test_no_choice_is_told_at_its_field(school: make.School, visit) -> None:
    address = opened(school)
    page = post(visit("parents_council-member"), f"{address}/vote", 422)
    assert page.soup.select_one('.errors a[href="#choice-0"]')


def test_another_council_finds_no_vote_and_a_member_may_not_run_it(school: make.School, visit) -> None:
    address = opened(school)
    visit("student_council").get(address, status=404)
    assert "О плане" not in visit("student_council").get("/school/ballots").text
    before = contents(school.database)
    for page in ("close", "sheet", "protocol"):
        post(visit("parents_council-member"), f"{address}/{page}", 403, choice="for", member="x")
        post(visit("student_council"), f"{address}/{page}", 404)
    visit("parents_council-member").get("/school/ballots/new", status=403)
    assert contents(school.database) == before


def test_nobody_sees_how_anybody_votes_before_the_end_and_of_a_secret_vote_never(
    school: make.School, visit
) -> None:
    address = opened(school, secret=True)
    secretary = visit("parents_council")
    cast(school, address, "parents_council", choice="against")
    page = secretary.get(address)
    assert "проголосовал(а)" in page.text and "за 0" not in page.text and "против" not in page.text
    post(
        secretary,
        f"{address}/sheet",
        403,
        member=school.person("parents_council-chair"),
        choice="for",
        basis="лист",
    )
    cast(school, address, "parents_council-chair", "parents_council-member")
    told = secretary.get(address)
    assert "тайно: за 2, против 1" in told.text
    assert "Голос" not in [one.get_text() for one in told.soup.select("thead th")]


def test_a_vote_from_paper_keeps_both_names_and_what_it_goes_by(school: make.School, visit) -> None:
    address = opened(school)
    secretary, member = visit("parents_council"), school.person("parents_council-member")
    page = post(secretary, f"{address}/sheet", 422, member=member, choice="for")
    assert page.soup.select_one('.errors a[href="#basis"]')
    post(secretary, f"{address}/sheet", member=member, choice="for", basis="по телефону 3.03.2026")
    assert "голос внесён: по телефону" in secretary.get(address).text
    assert "Его внёс ведущий протокол" in visit("parents_council-member").get(address).text


def test_a_vote_between_days_is_not_closed_before_its_last_one(school: make.School, visit) -> None:
    address = opened(school)
    cast(school, address, "parents_council", "parents_council-chair")
    before = contents(school.database)
    told = post(visit("parents_council"), f"{address}/close", 409)
    assert "не проголосовали: 1" in told.text and contents(school.database) == before
    with time_machine.travel(NOW + timedelta(4)):
        secretary = visit("parents_council")
        assert "Закончить голосование" in secretary.get("/").text
        assert "за 2, против 0" in post(secretary, f"{address}/close").text
        assert "Записать протокол голосования" in secretary.get("/").text


def test_the_protocol_answers_the_document_once_and_only_as_the_vote_went(school: make.School, visit) -> None:
    edition = school.submitted(school.publish(make.full_chain()))
    about = ballots.About(edition.key, "parents_council", edition.sha256)
    address = opened(school, about=about, sitting=True, window=Window(NOW, NOW))
    cast(school, address, "parents_council", "parents_council-chair", choice="against")
    secretary = visit("parents_council")
    post(secretary, f"{address}/close")
    form = secretary.get(f"{address}/protocol")
    offered = [one["value"] for one in form.soup.select("input[name=outcome]")]
    assert offered == ["refused"]
    people = {"chair": school.person("parents_council-chair"), "secretary": school.person("parents_council")}
    before = contents(school.database)
    wrong = post(secretary, f"{address}/protocol", 409, **people, outcome="agreed")
    assert "не принято" in wrong.text and contents(school.database) == before
    missing = post(secretary, f"{address}/protocol", 422, **people, outcome="refused")
    assert missing.soup.select_one('.errors a[href="#remark"]')
    post(secretary, f"{address}/protocol", **people, outcome="refused", remark="пункт 1.1 неясен")
    again = post(secretary, f"{address}/protocol", **people, outcome="refused", remark="пункт 1.1 неясен")
    assert "Второй не добавлен" in again.text
    assert "пункт 1.1 неясен" in secretary.get("/school/documents/1").text


def test_without_a_quorum_the_protocol_says_so_and_the_document_goes_on_waiting(
    school: make.School, visit
) -> None:
    edition = school.submitted(school.publish(make.full_chain()))
    about = ballots.About(edition.key, "parents_council", edition.sha256)
    address = opened(school, about=about, sitting=True, window=Window(NOW, NOW))
    cast(school, address, "parents_council")
    secretary = visit("parents_council")
    post(secretary, f"{address}/close")
    people = {"chair": school.person("parents_council"), "secretary": school.person("parents_council")}
    done = post(secretary, f"{address}/protocol", **people)
    assert "Протокол записан" in done.text
    assert "Согласовать" in secretary.get("/").text
    told = secretary.get(done.soup.find("a", string="открыть протокол")["href"]).text
    assert "Решение не принималось: кворума нет" in told
    assert "Повторно" not in told


def test_a_second_vote_needs_a_reason_and_is_linked_both_ways(school: make.School, visit) -> None:
    address = opened(school, sitting=True, window=Window(NOW, NOW))
    cast(school, address, "parents_council")
    secretary = visit("parents_council")
    post(secretary, f"{address}/close")
    people = {"chair": school.person("parents_council"), "secretary": school.person("parents_council")}
    done = post(secretary, f"{address}/protocol", **people, resolved="План принять")
    protocol = secretary.get(done.soup.find("a", string="открыть протокол")["href"])
    again = next(a for a in protocol.soup.select("a") if "Голосовать повторно" in a.get_text())
    form = secretary.get(again["href"])
    former = form.soup.select_one("select[name=again] option[selected]")["value"]
    typed = {"title": "О плане работы", "way": "sitting", "manner": "open", "again": former}
    assert post(secretary, again["href"], 422, **typed).soup.select_one('.errors a[href="#reason"]')
    second = post(secretary, again["href"], **typed, reason="не было кворума")
    assert "не было кворума" in second.text
    id_ = next_ballot(school, address)
    cast(school, f"/school/ballots/{id_}", "parents_council", "parents_council-chair")
    post(secretary, f"/school/ballots/{id_}/close")
    people["chair"] = school.person("parents_council-chair")
    post(secretary, f"/school/ballots/{id_}/protocol", **people, resolved="План принять")
    first = secretary.get(done.soup.find("a", string="открыть протокол")["href"]).text
    assert "Голосовали повторно: протокол № 2" in first


def next_ballot(school: make.School, address: str) -> str:
    """The council's other vote."""
    former = address.rsplit("/", 1)[1]
    with school.database.read() as connection:
        return connection.execute(select(ballot.c.id).where(ballot.c.id != former)).scalar_one()
