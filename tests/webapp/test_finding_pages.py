"""The auditor's pages: the list by gravity, one finding with its facts, closing; and the command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import make
import pytest
from sqlalchemy import update
from terminal import done, school_in
from visitor import PASSWORD, Visitor, hidden

from storage.queries.findings import findings_of
from storage.seating import PeopleDatabase
from storage.tables import membership
from webapp.mail import Mail
from webapp.worker import Worker, handlers
from workflow.documents.reading import read
from workflow.governance.people import MEMBER
from workflow.services import archive, people
from workflow.services.people_ports import Appointment
from workflow.services.reviewing import review_document
from workflow.values import PartyKey

LATE = """
СОГЛАСОВАНО
Советом родителей
протокол от 25.03.2023 № 5

УТВЕРЖДЕНО
приказом МБОУ «Школа school»
от 20.03.2023 № 31

Положение о школьном саде

1. Общие положения
1.1. Сад разбивают на пришкольном участке ученики и учителя.
"""
"""The parents agreed after the order, and on a Saturday."""


@pytest.fixture
def late(school: make.School) -> archive.Archived:
    file = archive.PaperFile("сад.txt", LATE.encode(), read(LATE))
    [done_] = archive.put_in(school.database, school.administrator, school.id, file, make.moment())
    return done_


def groups(page) -> list[str]:
    return [one.get_text(strip=True) for one in page.soup.select("main h2")]


def sentences(page) -> list[str]:
    return [one.get_text(strip=True) for one in page.soup.select("main .edition-title")]


def test_the_auditor_begins_with_what_does_not_fit(visit, late) -> None:
    page = visit("auditor").get("/school/findings")
    assert groups(page) == ["Нарушения", "Проверить"]
    assert sentences(page)[0].startswith("Решение позже утверждения: «Советом родителей», 25.03.2023")
    assert "Дата: 25.03.2023" in page.text and "Утверждено: 20.03.2023" in page.text
    assert "Как исправить: Проверьте даты" in page.text
    assert page.soup.select_one('main a[href^="/school/documents/1"]')


def test_signing_in_leads_the_auditor_there_and_others_to_their_work(app, school) -> None:
    for login, address in (("auditor", "/school/findings"), ("head", "/")):
        visitor = Visitor(app.test_client())
        typed = {**hidden(visitor.get("/sign-in")), "login": login, "password": PASSWORD}
        assert visitor.client.post("/sign-in", data=typed).location == address


def test_the_list_is_of_one_rule_or_one_document_when_asked(visit, late) -> None:
    auditor = visit("auditor")
    rest = auditor.get("/school/findings?rule=rest-day")
    assert groups(rest) == ["Проверить"] and len(sentences(rest)) == 1
    assert "Таких замечаний нет" in auditor.get("/school/findings?document=9").text
    assert len(sentences(auditor.get("/school/findings?document=1"))) == 2
    options = [one.get_text(strip=True) for one in rest.soup.select("select option")]
    assert options == ["все правила", "Решение позже утверждения (1)", "Дата приходится на выходной (1)"]


def test_one_finding_says_what_it_compares_what_it_rests_on_and_is_closed_with_a_reason(visit, late) -> None:
    auditor = visit("auditor")
    page = auditor.get("/school/findings/1/1")
    assert "273-ФЗ, ст. 30" in page.text
    names = [one.get_text(strip=True) for one in page.soup.select("main dt")]
    assert names == ["Орган или должность", "Дата", "Утверждено"]
    empty = auditor.post("/school/findings/1/1", {"remark": " "}, status=422)
    assert "Напишите, чем закрывается замечание" in empty.text
    auditor.post("/school/findings/1/1", {"remark": "сверено с журналом протоколов"})
    closed = auditor.get("/school/findings/1/1")
    assert "сверено с журналом протоколов" in closed.text and not closed.soup.select("main form")
    assert "Решение позже" not in " ".join(sentences(auditor.get("/school/findings")))
    history = auditor.get("/school/documents/1/history").text
    assert "Закрыто замечание: Решение позже утверждения" in history
    assert "Замечание: Решение позже утверждения" in history


def test_a_document_shows_its_findings_to_those_who_mend_them(visit, late) -> None:
    assert "Решение позже утверждения" in visit("auditor").get("/school/documents/1").text
    assert "Решение позже утверждения" not in visit("parents_council").get("/school/documents/1").text


def test_what_was_settled_is_told_in_english_too(visit, late) -> None:
    page = visit("auditor").get("/school/findings?lang=en")
    assert groups(page) == ["Violations", "To check"]
    assert sentences(page)[0].startswith("Decided after the approval")


def test_a_change_of_seats_looks_again_at_what_the_body_decided(school: make.School, late) -> None:
    """The seats of that day were entered late: the finding about them goes."""
    council = PartyKey(school.id, "parents_council")
    with school.database.work() as work:
        seats = update(membership).where(membership.c.party == council.party)
        work.connection.execute(seats.values(since=date(2024, 9, 1)))
        review_document(work, late.document, make.moment())
    assert "body-without-members" in codes(school, late)
    new = Appointment(school.person("head"), MEMBER, make.START)
    people.seat(PeopleDatabase(school.database), school.administrator, council, new, make.moment())
    Worker(school.database.work, handlers(None, None, Mail("", "", ""))).run_due(make.moment)
    assert "body-without-members" not in codes(school, late)


def codes(school: make.School, late: archive.Archived) -> list[str]:
    with school.database.read() as connection:
        return [one.finding.code for one in findings_of(connection, late.document)]


def test_the_command_tells_the_findings_and_looks_again(tmp_path: Path) -> None:
    school = school_in(tmp_path / "school")
    paper = tmp_path / "сад.txt"
    paper.write_text(LATE, encoding="utf-8")
    done("import", paper, "--data", school)
    first = json.loads(done("findings", "--data", school, "--json"))
    again = json.loads(done("findings", "--recheck", "--data", school, "--json"))
    assert (first["documents"], first["rechecked"], again["rechecked"]) == (1, False, True)
    assert again["findings"] == first["findings"]
    assert {"decision-after-approval", "rest-day"} <= {one["code"] for one in first["findings"]}
    assert all(one["law"] and one["mend"] and one["message"] for one in first["findings"])
    assert "rodnik/1: Решение позже утверждения" in done("findings", "--data", school)
