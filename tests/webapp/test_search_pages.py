"""«Поиск» and `grif search`: words in any form lead to the clause, for whoever may read it."""

from __future__ import annotations

import json

import make
import pytest
from click.testing import CliRunner

from webapp import clock
from webapp.cli import main
from workflow.services import searching

PAGE = "/school/search"
CLAUSE = "Сообщество собирает учителей разных предметов."


@pytest.fixture
def act(school: make.School) -> make.School:
    """A document in force, indexed."""
    edition = school.submitted(school.publish(make.full_chain()), make.text("Положение о сообществе", CLAUSE))
    school.approve_all(edition)
    with school.database.work() as work:
        searching.index(work, edition.key.of)
    return school


def test_a_clause_is_found_by_another_form_and_linked_to_its_place(visit, act: make.School) -> None:
    visitor = visit("student_council")
    page = visitor.get(f"{PAGE}?q=учителями")
    assert page.soup.select_one("mark").get_text() == "учителей"
    link = page.soup.select_one(".hit-place")["href"]
    address, anchor = link.split("#")
    assert address == f"/school/documents/1@{clock.today().isoformat()}"
    assert CLAUSE in visitor.get(address).soup.select_one(f"#{anchor}").get_text(" ")


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


@pytest.mark.parametrize(
    ("typed", "field"),
    [("day=31.02.2024", "day"), ("kind=song", "kind"), ("number=two", "number"), ("of=other", "of")],
)
def test_a_filter_that_is_none_is_told_at_its_field(visit, act: make.School, typed: str, field: str) -> None:
    page = visit("auditor").get(f"{PAGE}?q=учитель&{typed}", status=422)
    assert page.soup.select_one(f".errors a[href='#{field}']")
    assert page.soup.select_one("#q")["value"] == "учитель"


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
