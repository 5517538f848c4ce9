"""An annex with a life of its own on the screen, by the API and by command."""

from __future__ import annotations

import json

import make
import own_annex
import pytest
from click.testing import CliRunner
from own_annex import approved, begun, listing
from visitor import with_accounts

from webapp.cli import main
from workflow.documents.document import Edition
from workflow.services import documents
from workflow.services.following import repeal

ACT, ANNEX = "/school/documents/1", "/school/documents/2"
SEPTEMBER = make.later(30)
NOTE = f"в ред. приказа от {SEPTEMBER:%d.%m.%Y} № 145"


@pytest.fixture
def act(school: make.School) -> Edition:
    return own_annex.regulation(school)


@pytest.fixture
def changed(school: make.School, act: Edition) -> Edition:
    """The list of members is changed by an order of its own from September on."""
    first = listing(school, begun(school, act), ["Первый член", "Новый член"])
    approved(school, first, "145", SEPTEMBER)
    return first


def test_the_administrator_lets_an_annex_go_and_its_draft_opens(visit, act: Edition) -> None:
    visitor = visit("administrator")
    page = visitor.get(ACT)
    link = next(one for one in page.soup.select("a") if "Менять это приложение отдельно" in one.get_text())
    form = visitor.get(link["href"])
    assert form.soup.select_one("#word option[selected]")["value"] == "состав"
    made = visitor.post(link["href"], {"word": "состав"})
    assert made.heading == "Состав совета" and "приложение № 1 к документу № 1" in made.text
    assert [one.get_text() for one in made.soup.select("nav.crumbs a")][-1] == act.text.title
    assert "Меняется отдельно: документ № 2" in visitor.get(ACT).text


def test_a_word_must_be_chosen_and_nothing_is_made_without_it(visit, act: Edition) -> None:
    visitor = visit("administrator")
    refused = visitor.post(f"{ACT}/annexes/1/own", {"word": ""}, status=422)
    assert "Выберите, что это за документ" in refused.text
    visitor.get(ANNEX, status=404)


def test_a_new_annex_is_pasted_under_the_next_number(visit, act: Edition) -> None:
    visitor = visit("administrator")
    link = next(
        one for one in visitor.get(ACT).soup.select("a") if "Добавить приложение, которое" in one.get_text()
    )
    sent = {"word": "перечень", "title": "Перечень нот", "text": "1. Гаммы.\n2. Этюды."}
    made = visitor.post(link["href"], sent)
    assert made.heading == "Перечень нот" and "Этюды" in made.text


def test_those_who_draft_nothing_are_offered_nothing(visit, act: Edition) -> None:
    page = visit("auditor").get(ACT)
    assert "отдельно" not in page.text
    visit("auditor").get(f"{ACT}/annexes/1/own", status=403)


def test_the_act_on_a_day_shows_the_annex_of_that_day_and_its_order(visit, changed: Edition) -> None:
    visitor = visit("student_council")
    before = visitor.get(f"{ACT}@{make.TODAY.isoformat()}")
    assert "Второй член" in before.text and NOTE not in before.text
    after = visitor.get(f"{ACT}@{SEPTEMBER.isoformat()}")
    assert "Новый член" in after.text and "Второй член" not in after.text
    section = after.soup.select_one('section[aria-labelledby="annex-1"]')
    assert section.select_one(".act-note a").get_text() == f"({NOTE})"
    assert section.select_one(".act-note a")["href"] == f"{ANNEX}?edition=1"
    assert [one.get_text() for one in section.select(".clause-note a")] == [f"({NOTE})"]
    assert not after.soup.select('section[aria-labelledby="text"] .act-note')


def test_the_history_of_its_clause_leads_from_the_act_to_the_annex(visit, changed: Edition) -> None:
    page = visit("auditor").get(f"{ACT}/clauses/m2")
    assert page.heading == "История: пункт 2 приложения № 1"
    heads = [one.get_text() for one in page.soup.select("h2")]
    assert heads == ["Приложение отдельно, редакция 1", "Редакция 1"]
    assert page.soup.select_one("h2 a")["href"] == f"{ANNEX}?edition=1"


def test_the_timeline_of_the_act_tells_the_days_of_its_annex(visit, changed: Edition) -> None:
    section = visit("auditor").get(f"{ACT}/timeline").soup.select_one('section[aria-labelledby="apart"]')
    assert section.select_one("h3 a")["href"] == f"{ANNEX}/timeline"
    assert f"редакция 1: приказ от {SEPTEMBER:%d.%m.%Y} № 145" in section.get_text()


def test_whoever_decides_sees_the_annexes_of_the_text(visit, school: make.School, act: Edition) -> None:
    on_its_way = school.submitted(school.publish(make.full_chain()), act.text)
    page = visit("student_council").get(
        f"/school/documents/{on_its_way.key.document}/editions/1/steps/student_council"
    )
    assert "Второй член" in page.soup.select_one('section[aria-labelledby="annex-1"]').get_text()


def test_in_a_draft_of_the_act_its_clauses_are_not_changed_and_the_typed_text_stays(
    visit, school: make.School, changed: Edition, act: Edition
) -> None:
    documents.new_edition(school.database, school.administrator, act.key.of, act.text, make.moment())
    page = visit("administrator").post(f"{ACT}/editions/2/draft/m2", {"text": "Чужой член"}, status=409)
    assert "Приложение № 1 меняется отдельно от акта, это документ № 2" in page.text
    assert page.soup.select_one("textarea").get_text().strip() == "Чужой член"


def test_the_page_of_an_annex_says_that_its_act_has_lapsed(
    visit, school: make.School, changed: Edition, act: Edition
) -> None:
    visitor, said = visit("auditor"), "без него не действует и приложение"
    assert said not in visitor.get(ANNEX).text
    with school.database.work() as work:
        repeal(work, act.key, make.later(60))
    assert said in visitor.get(ANNEX).text


def test_a_stranger_to_the_school_reads_no_annex_of_it(visit, school: make.School, changed: Edition) -> None:
    other = make.school(school.database, "other")
    with_accounts(other)
    visit("other-auditor").get(ANNEX, status=404)


def test_another_program_reads_the_annex_of_the_day(visit, changed: Edition) -> None:
    client = visit("auditor").client
    path = "/api/v1/school/documents/1"
    told = client.get(f"{path}?on={SEPTEMBER.isoformat()}").get_json()
    assert told["own_annexes"] == [{"annex": 1, "document": 2, "edition": 1}]
    assert "Новый член" in json.dumps(told["text"]["annexes"], ensure_ascii=False)
    former = client.get(f"{path}?on={make.TODAY.isoformat()}").get_json()
    assert former["own_annexes"] == [] and former["sha256"] == told["sha256"]
    assert "Второй член" in json.dumps(former["text"]["annexes"], ensure_ascii=False)


def test_the_command_prints_the_annex_of_the_day(school: make.School, changed: Edition) -> None:
    environment = {"GRIF_DATABASE_URL": str(school.database.url)}
    said = CliRunner().invoke(main, ["text", f"1@{SEPTEMBER.isoformat()}", "--lang", "ru"], env=environment)
    assert said.exit_code == 0
    assert f"Приложение 1 ({NOTE})" in said.output and "2. Новый член" in said.output
