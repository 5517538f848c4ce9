"""«Поиск» and `grif search`: words in any form lead to the clause, for whoever may read it."""

from __future__ import annotations

import json

import make
import own_annex
import pytest
from click.testing import CliRunner

from webapp import clock
from webapp.cli import main
from workflow.documents.life import LateClause
from workflow.services import indexing, searching
from workflow.values import DocumentKey, EditionKey

PAGE = "/school/search"
CLAUSE = "Сообщество собирает учителей разных предметов."


@pytest.fixture
def act(school: make.School) -> make.School:
    """A document in force, indexed."""
    edition = school.submitted(school.publish(make.full_chain()), make.text("Положение о сообществе", CLAUSE))
    school.approve_all(edition)
    with school.database.work() as work:
        indexing.index(work, edition.key.of)
    return school


def test_a_clause_is_found_by_another_form_and_linked_to_its_place(visit, act: make.School) -> None:
    visitor = visit("student_council")
    page = visitor.get(f"{PAGE}?q=учителями")
    assert page.soup.select_one("mark").get_text() == "учителей"
    link = page.soup.select_one(".hit-place")["href"]
    address, anchor = link.split("#")
    assert address == f"/school/documents/1@{clock.today().isoformat()}"
    assert CLAUSE in visitor.get(address).soup.select_one(f"#{anchor}").get_text(" ")


def test_a_clause_of_an_annex_is_linked_to_its_place_too(visit, school: make.School) -> None:
    edition = own_annex.regulation(school)
    with school.database.work() as work:
        indexing.index(work, edition.key.of)
    visitor = visit("auditor")
    clause, title = (
        visitor.get(f"{PAGE}?q={typed}").soup.select_one(".hit-place")["href"]
        for typed in ("второй", "состав")
    )
    for href, anchor, said in ((clause, "c-m2", "Второй член"), (title, "annex-1", "Состав совета")):
        address, there = href.split("#")
        assert there == anchor
        assert said in visitor.get(address).soup.select_one(f"#{anchor}").get_text(" ")


def test_nothing_found_says_so_and_keeps_what_was_typed(visit, act: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}?q=единорог&kind=plan")
    assert "Ничего не найдено" in page.text
    assert page.soup.select_one("#q")["value"] == "единорог"
    assert page.soup.select_one("#kind option[selected]")["value"] == "plan"
    assert page.soup.select_one("details").has_attr("open")


def test_without_words_the_form_stands_alone(visit, act: make.School) -> None:
    page = visit("auditor").get(PAGE)
    assert "Ничего не найдено" not in page.text
    assert not page.soup.select_one("details").has_attr("open")
    assert "Впишите хотя бы одно слово" not in page.text
    assert "Впишите хотя бы одно слово" in visit("auditor").get(f"{PAGE}?q=*").text


def test_a_misprint_leads_to_the_word_meant(visit, act: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}?q=учетелями")
    link = page.soup.select_one(".proposed a")
    assert link.get_text() == "учителей"
    assert "учителей" in visit("auditor").get(link["href"]).soup.select_one("mark").get_text()


@pytest.mark.parametrize(
    ("typed", "field"),
    [("day=31.02.2024", "day"), ("kind=song", "kind"), ("order=odd", "order"), ("of=other", "of")],
)
def test_a_filter_that_is_none_is_told_at_its_field(visit, act: make.School, typed: str, field: str) -> None:
    page = visit("auditor").get(f"{PAGE}?q=учитель&{typed}", status=422)
    assert page.soup.select_one(f".errors a[href='#{field}']")
    assert page.soup.select_one("#q")["value"] == "учитель"


def test_the_wrong_keyboard_layout_is_proposed_and_leads_to_the_words(visit, act: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}?q=exbntkm&kind=regulation")
    link = page.soup.select_one(".proposed a")
    assert link.get_text() == "учитель"
    assert "kind=regulation" in link["href"]
    assert visit("auditor").get(link["href"]).soup.select_one("mark").get_text() == "учителей"


def test_a_clause_that_waits_for_its_own_day_is_marked(visit, act: make.School) -> None:
    with act.database.work() as work:
        late = [LateClause("c1", "1.1", make.later(90), "приказ № 220")]
        work.force.enter_clauses(EditionKey(act.id, 1, 1), late, act.person("administrator"), "2026")
        indexing.index(work, DocumentKey(act.id, 1))
    asked = f"{PAGE}?q=учителями&day={make.TODAY:%d.%m.%Y}"
    assert not visit("auditor").get(asked).soup.select(".hits")
    page = visit("auditor").get(f"{asked}&status=coming")
    assert page.soup.select_one(".hits .tag").get_text() == "вступает в силу 14 июня 2026 г."


def test_the_count_is_told_and_pages_go_on_and_back(visit, school: make.School) -> None:
    points = [f"Пункт о дежурстве {one}." for one in range(searching.PAGE + 1)]
    edition = school.submitted(school.publish(make.full_chain()), make.text("Положение", *points))
    school.approve_all(edition)
    with school.database.work() as work:
        indexing.index(work, edition.key.of)
    visitor = visit("auditor")
    page = visitor.get(f"{PAGE}?q=дежурство")
    assert "Найдено мест: 21" in page.text
    assert len(page.soup.select(".hits li")) == searching.PAGE
    second = visitor.get(page.soup.select_one("a[rel=next]")["href"])
    assert [one.get_text() for one in second.soup.select(".hit-text")] == ["Пункт о дежурстве 20."]
    assert len(visitor.get(second.soup.select_one("a[rel=prev]")["href"]).soup.select(".hits li")) == 20


API = "/api/v1/school/search"


def test_another_program_asks_the_same_and_reads_the_hits(visit, act: make.School) -> None:
    client = visit("auditor").client
    answer = client.get(f"{API}?q=учителями").get_json()
    (hit,) = answer["hits"]
    assert (hit["organisation"], hit["document"], hit["edition"], hit["uid"]) == ("school", 1, 1, "c1")
    assert (hit["text"], answer["count"], answer["next"]) == (CLAUSE, 1, None)
    assert client.get(f"{API}?q=exbntkm").get_json()["proposed"] == ["учитель"]
    assert client.get(f"{API}").get_json()["proposed"] == answer["proposed"] == []
    every = "of=all&kind=regulation&body=parents_council&number=1&status=in_force&order=newest"
    assert client.get(f"{API}?q=учителями&{every}").get_json()["count"] == 1
    for one in (
        "on=2000-01-01",
        "status=lapsed",
        "kind=plan",
        "number=39/1",
        "start=20",
    ):
        assert client.get(f"{API}?q=учителями&{one}").get_json()["hits"] == [], one


@pytest.mark.parametrize(
    "typed",
    [f"q={'а' * 201}", "q=а&on=01.02.2024", "q=а&status=odd", "q=а&kind=song", "q=а&body=nobody",
     "q=а&of=other", "q=а&start=-1", "q=а&order=odd", "q=а&word=б"],
)  # fmt: skip
def test_another_program_is_told_what_it_asks_wrongly(visit, act: make.School, typed: str) -> None:
    answer = visit("auditor").client.get(f"{API}?{typed}")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"


def test_a_stranger_program_learns_nothing(visit, act: make.School) -> None:
    make.school(act.database, "other")
    assert visit("auditor").client.get("/api/v1/other/search?q=учитель").status_code == 404


def test_a_stranger_sees_no_page(visit, act: make.School) -> None:
    make.school(act.database, "other")
    visit("auditor").get("/other/search?q=учитель", status=404)


def test_a_text_of_another_day_is_linked_on_a_day_when_it_was_in_force(visit, act: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}?q=учитель&status=coming&day=01.01.2000")
    assert f"@{make.TODAY.isoformat()}" in page.soup.select_one(".hit-place")["href"]


def grif(school: make.School, *words: str) -> tuple[int, str]:
    environment = {"GRIF_DATABASE_URL": str(school.database.url)}
    answer = CliRunner().invoke(main, [*words, "--lang", "ru"], env=environment)
    return answer.exit_code, answer.output


def told(school: make.School, *words: str) -> tuple[int, str]:
    return grif(school, "search", *words)


def test_the_command_finds_what_the_page_finds(act: make.School) -> None:
    code, said = told(act, "учителями")
    assert code == 0 and CLAUSE in said and "Положение о сообществе, пункт" in said
    code, said = told(act, "учителями", "--json")
    assert code == 0 and [one["text"] for one in json.loads(said)["hits"]] == [CLAUSE]
    code, said = told(act, "учителями", "--on", "2000-01-01")
    assert code == 0 and "Ничего не найдено" in said


def test_the_command_proposes_words_that_find_something(act: make.School) -> None:
    assert "Находится по словам: учитель" in told(act, "exbntkm")[1]


def test_the_command_takes_every_filter(act: make.School) -> None:
    every = ("--kind", "regulation", "--number", "1", "--status", "in_force", "--order", "newest")
    every += ("--body", "parents_council")
    assert CLAUSE in told(act, "учителями", *every)[1]
    assert "Ничего не найдено" in told(act, "учителями", "--number", "39/1")[1]
    for option in ("--kind", "--body"):
        code, said = told(act, "учителями", option, "song")
        assert code == 2 and "одно из" in said


def test_the_command_makes_the_index_anew(act: make.School) -> None:
    with act.database.work() as work:
        for one in work.search.indexed(act.id):
            work.search.forget(one)
    assert "Ничего не найдено" in told(act, "учителями")[1]
    assert CLAUSE in told(act, "учителями", "--reindex")[1]
    assert told(act, "учителями")[1].count(CLAUSE) == 1


def test_the_worker_indexes_what_has_come_into_force(school: make.School) -> None:
    edition = school.submitted(school.publish(make.full_chain()), make.text("Положение о сообществе", CLAUSE))
    school.approve_all(edition)
    assert "Ничего не найдено" in told(school, "учителями")[1]
    grif(school, "jobs", "run")
    assert CLAUSE in told(school, "учителями")[1]
