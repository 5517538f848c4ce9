"""The text in force on a day: by its address, by the field on the page, by the API and by command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import make
import pytest
from click.testing import CliRunner

from storage.orders import OrderDatabase
from webapp import clock
from webapp.cli import main
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.life import LateClause
from workflow.governance.orders.order import Order, Point
from workflow.services import documents, order_drafts, submission
from workflow.services.following import put_into_force, repeal
from workflow.services.order_signing import Signature, sign
from workflow.values import EditionKey, PartyKey

COMING = make.later(30)
BEFORE = make.TODAY - timedelta(days=1)
PAGE = "/school/documents/1"
API = "/api/v1/school/documents/1"


@pytest.fixture
def act(school: make.School) -> make.School:
    """A document in force since today, its second edition from a later day on."""
    chain = school.publish(make.full_chain())
    first = school.submitted(chain)
    school.approve_all(first)
    said = make.text("Положение о сообществе педагогов", "Сообщество собирает всех учителей.")
    new = documents.new_edition(school.database, school.administrator, first.key.of, said, make.moment())
    submission.submit(school.database, school.administrator, new.key, chain, make.moment())
    with school.database.work() as work:
        put_into_force(work, new.key, COMING, make.moment())
    return school


@pytest.mark.parametrize(
    ("day", "words"),
    [(make.TODAY, "разных предметов"), (make.later(29), "разных"), (COMING, "всех учителей")],
)
def test_the_address_with_a_day_shows_the_text_of_that_day(visit, act: make.School, day, words: str) -> None:
    page = visit("auditor").get(f"{PAGE}@{day.isoformat()}")
    assert words in page.soup.select_one(".document").get_text(" ")
    assert f"текст на {day:%d.%m.%Y}" in page.text


def with_annex(said: EditionText, *points: str) -> EditionText:
    clauses = tuple(Clause(f"x{n}", str(n), words, "point") for n, words in enumerate(points, 1))
    return replace(said, annexes=(EditionText("Состав хора", "list", "состав", clauses),))


def test_the_annexes_of_the_day_stand_under_the_text(visit, school: make.School) -> None:
    one = school.submitted(school.publish(make.full_chain()), with_annex(make.text(), "Сопрано.", "Альты."))
    school.approve_all(one)
    page = visit("auditor").get(f"{PAGE}@{make.TODAY.isoformat()}")
    assert page.soup.select_one("#annex-1").get_text() == "Приложение 1. Состав хора"
    assert "Альты" in page.soup.select_one("#c-x2").get_text()
    code, told = said(school, "1")
    assert code == 0 and told.index("Приложение 1") < told.index("Состав хора") < told.index("2. Альты.")


def test_a_day_without_an_edition_is_not_found_and_says_why(visit, act: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}@{BEFORE.isoformat()}", status=404)
    assert f"{BEFORE:%d.%m.%Y} документ ещё не действовал" in page.text
    assert page.soup.select_one("#day")["value"] == f"{BEFORE:%d.%m.%Y}"


@pytest.mark.parametrize("typed", ["2024-13-01", "01.03.2024", "2024-3-1", "yesterday", "20240301"])
def test_an_address_without_a_real_day_is_not_found(visit, act: make.School, typed: str) -> None:
    assert "Адрес пишется так" in visit("auditor").get(f"{PAGE}@{typed}", status=404).text


def test_the_field_on_the_page_leads_to_the_address(visit, act: make.School) -> None:
    visitor = visit("student_council")
    form = visitor.get(PAGE).soup.select_one('aside form[method="get"]')
    answer = visitor.client.get(f"{form['action']}?day={COMING:%d.%m.%Y}")
    assert answer.location == f"{PAGE}@{COMING.isoformat()}"
    assert "всех учителей" in visitor.get(f"{form['action']}?day={COMING:%d.%m.%Y}").text


def test_a_day_that_is_none_is_told_and_stays_typed(visit, act: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}/on?day=31.02.2024", status=422)
    assert "Такой даты нет" in page.text
    assert page.soup.select_one("#day")["value"] == "31.02.2024"


def test_nothing_typed_means_today(visit, act: make.School) -> None:
    assert "текст на" in visit("auditor").get(f"{PAGE}/on?day=").text


def test_a_draft_alone_is_hidden_from_one_who_may_not_read_drafts(visit, school: make.School) -> None:
    school.draft()
    visit("student_council").get(f"{PAGE}@{make.TODAY.isoformat()}", status=404)
    said = visit("student_council").get(f"{PAGE}@{make.TODAY.isoformat()}", status=404).text
    assert "Положение" not in said
    told = visit("administrator").get(f"{PAGE}@{make.TODAY.isoformat()}", status=404).text
    assert "ещё не вступал в силу" in told


def test_another_program_gets_the_same_text(visit, act: make.School) -> None:
    client = visit("auditor").client
    told = client.get(f"{API}?on={COMING.isoformat()}").get_json()
    assert (told["edition"], told["on"], told["in_force_until"]) == (2, COMING.isoformat(), None)
    assert "всех учителей" in json.dumps(told["text"], ensure_ascii=False)
    former = client.get(f"{API}?on={make.TODAY.isoformat()}").get_json()
    assert (former["edition"], former["in_force_until"]) == (1, COMING.isoformat())


@pytest.mark.parametrize("on", [BEFORE.isoformat(), "2024-02-30"])
def test_another_program_is_told_why_there_is_none(visit, act: make.School, on: str) -> None:
    answer = visit("auditor").client.get(f"{API}?on={on}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.get_json()["status"] == 404 and len(answer.get_json()["title"]) > 20


def said(school: make.School, *words: str) -> tuple[int, str]:
    environment = {"GRIF_DATABASE_URL": str(school.database.url)}
    answer = CliRunner().invoke(main, ["text", *words, "--lang", "ru"], env=environment)
    return answer.exit_code, answer.output


def test_the_command_prints_the_text_of_a_day(act: make.School) -> None:
    code, told = said(act, f"school/1@{COMING.isoformat()}")
    assert code == 0 and "редакция 2" in told and "всех учителей" in told
    code, told = said(act, f"1@{make.TODAY.isoformat()}", "--json")
    assert code == 0 and json.loads(told)["edition"] == 1


def test_the_command_says_why_there_is_no_text(act: make.School) -> None:
    code, told = said(act, f"1@{BEFORE.isoformat()}")
    assert code == 1 and "ещё не действовал" in told
    assert said(act, "9")[0] == 1 and said(act, "1@2024-02-30")[0] == 2


def test_the_list_tells_what_is_in_force_today_and_what_is_coming(visit, school: make.School) -> None:
    today, chain = clock.today(), school.publish(make.full_chain())
    first = school.submitted(chain)
    school.approve_all(first)
    new = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Положение", "Новое."), make.moment()
    )
    submission.submit(school.database, school.administrator, new.key, chain, make.moment())
    coming = today + timedelta(days=20)
    with school.database.work() as work:
        put_into_force(work, new.key, coming, make.moment())
    row = visit("auditor").get("/school/documents").soup.select_one(".edition")
    assert row.select_one(".tag").get_text() == "Действует"
    assert "новая редакция вступит в силу" in row.get_text()


def test_a_repealed_document_is_listed_as_lapsed(visit, act: make.School) -> None:
    with act.database.work() as work:
        repeal(work, EditionKey(act.id, 1, 2), make.later(60))
    row = visit("auditor").get("/school/documents").soup.select_one(".edition")
    assert row.select_one(".tag").get_text() == "Утратила силу"


def test_an_order_is_read_on_a_day_too(visit, school: make.School) -> None:
    store, head = OrderDatabase(school.database), PartyKey(school.id, "head")
    said = Order(head, "О разном", points=(Point("free", words="Слова приказа."),))
    draft = order_drafts.begin(store, school.recorder("head"), said, make.moment())
    given = Signature(school.id, draft.number, draft.version, make.TODAY, "121")
    sign(store, school.recorder("head"), given, make.moment())
    for path in (f"{PAGE}@{make.TODAY.isoformat()}", f"{PAGE}/timeline"):
        visit("auditor").get(path)
    assert "Слова приказа" in visit("auditor").get(f"{PAGE}@{make.TODAY.isoformat()}").text


def test_the_row_that_names_the_columns_of_a_table_is_its_head(visit, school: make.School) -> None:
    rows = ("День | Часы", "вторник | 10:00", "среда | 12:00")
    table = tuple(Clause(f"t{at}", "", row, "paragraph") for at, row in enumerate(rows))
    told = EditionText(
        "Положение о хоре", "regulation", "положение", (Clause("a", "1", "Хор поёт:", "point", table),)
    )
    school.submitted(school.publish(make.full_chain()), told)
    page = visit("auditor").get("/school/documents/1")
    assert [one.get_text() for one in page.soup.select(".clause-table th[scope=col]")] == ["День", "Часы"]
    assert [one.get_text() for one in page.soup.select("#c-t1 td")] == ["вторник", "10:00"]


def test_the_text_of_today_names_the_approved_edition_that_follows_it(visit, school: make.School) -> None:
    chain, later = school.publish(make.full_chain()), clock.today() + timedelta(days=9)
    first = school.submitted(chain)
    school.approve_all(first)
    said = make.text("Положение о сообществе педагогов", "Сообщество собирает всех учителей.")
    new = documents.new_edition(school.database, school.administrator, first.key.of, said, make.moment())
    submission.submit(school.database, school.administrator, new.key, chain, make.moment())
    with school.database.work() as work:
        put_into_force(work, new.key, later, make.moment())
    page = visit("auditor").get(PAGE)
    [link] = page.soup.select(".banner a")
    assert (link.get_text(), link["href"]) == ("редакция 2", f"{PAGE}?edition=2")
    assert f"вступит в силу {link.get_text()}" in page.text and "Утратит силу" in page.text
    assert not visit("auditor").get(f"{PAGE}?edition=2").soup.select(".banner")
    assert "Утратила силу" not in page.text


def test_the_command_tells_what_holds_in_place_of_a_clause_that_waits(act: make.School) -> None:
    with act.database.work() as work:
        edition = EditionKey(act.id, 1, 2)
        work.documents.get(edition.of)
        late = [LateClause("c1", "1.1", make.later(60), "приказ № 220, пункт 2")]
        work.force.enter_clauses(edition, late, act.person("administrator"), make.moment().now)
    told = said(act, f"1@{make.later(59).isoformat()}")[1]
    assert f"Пункт 1.1 вступает в силу {make.later(60):%d.%m.%Y}, до этого дня" in told
    assert "разных предметов" in told
    assert "разных предметов" not in said(act, f"1@{make.later(60).isoformat()}")[1]
