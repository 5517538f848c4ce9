"""The timeline, the history of a clause, the notes «в ред.», days told and corrections, on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import make
import pytest
from lxml import etree
from terminal import done
from written import contents

from storage.documents import edition_at
from storage.orders import OrderDatabase
from storage.reads import Reads
from webapp import clock
from workflow.chain.compile import compile_chain
from workflow.documents.amend.chosen import Chosen, instructions
from workflow.documents.document import Edition
from workflow.documents.life import LateClause
from workflow.documents.reading import read
from workflow.formats import docx, pdf_text
from workflow.services import amending, documents, submission
from workflow.values import EditionKey

PAGE = "/school/documents/1"
CORRECT = f"{PAGE}/editions/2/correct"
TITLE = "Положение о сообществе педагогов"


@pytest.fixture
def known(school: make.School) -> str:
    """The head approves by order; misprints may be corrected."""
    chain = make.chain([make.step("head", "approve", "order")])
    return school.publish(compile_chain(replace(chain, in_force=("repeal_previous", "correct"))))


@pytest.fixture
def act(school: make.School, known: str) -> make.School:
    """Two editions by the head's order, the second of other words."""
    first = school.submitted(known)
    school.decide(first, "head", "approved", "121")
    said = make.text(TITLE, "Сообщество собирает учителей всех предметов.", "Встречи проходят раз в месяц.")
    new = documents.new_edition(school.database, school.administrator, first.key.of, said, make.moment())
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    later = make.later(30)
    school.decide(new, "head", "approved", "220", dated=later, today=later)
    return school


@pytest.fixture
def amended(act: make.School, known: str) -> Edition:
    """The third edition, made of the second by an amendment."""
    store, day = OrderDatabase(act.database), make.later(60)
    second = Reads(act.database).edition(EditionKey("school", 1, 2))
    draft = amending.begin(store, act.administrator, second.key.of, make.moment(day))
    found = instructions(second.text, Chosen("replace_words", "c2", "неделю", "месяц"))
    draft = amending.compose(store, act.administrator, draft, found, (), iter(["n1"]).__next__)
    third = amending.make(store, act.administrator, draft, make.moment(day))
    submission.submit(act.database, act.administrator, third.key, known, make.moment(day))
    act.decide(third, "head", "approved", "310", dated=day, today=day)
    return third


def test_an_act_approved_as_a_whole_is_amended_by_no_order_and_its_clauses_name_the_edition(
    visit, act: make.School
) -> None:
    page = visit("student_council").get(PAGE)
    assert not page.soup.select(".act-note")
    assert [one.get_text() for one in page.soup.select(".clause-note a")] == ["(изложен иначе в редакции 2)"]
    assert not visit("student_council").get(f"{PAGE}?edition=1").soup.select(".act-note, .clause-note")


def test_page_paper_word_and_akoma_ntoso_name_the_same_amending_order(
    visit, act: make.School, amended: Edition
) -> None:
    said = f"(в ред. приказа от {make.later(60):%d.%m.%Y} № 310)"
    page = visit("student_council").get(PAGE)
    assert page.soup.select_one(".act-note").get_text() == said
    clauses = [one.get_text() for one in page.soup.select(".clause-note a")]
    assert clauses == ["(изложен иначе в редакции 2)", said]
    client = visit("auditor").client
    paper = pdf_text.transcript(pdf_text.pages(client.get(f"{PAGE}/pdf").data))
    word = docx.transcript(client.get(f"{PAGE}/export/docx").data)
    for found in (read(paper), read(word)):
        assert [one.text for one in found.notes] == [said, said]
    told = etree.fromstring(client.get(f"{PAGE}/export/akn").data)
    mods = told.findall(".//{*}passiveModifications/{*}textualMod/{*}source")
    papers = {one.get("eId"): one.get("showAs") for one in told.iter("{*}references") for one in one}
    assert [papers[one.get("href").removeprefix("#")] for one in mods] == [
        f"приказ № 310 от {make.later(60):%d.%m.%Y}"
    ]


def test_the_list_of_editions_names_the_order_of_each(visit, act: make.School) -> None:
    said = visit("auditor").get(f"{PAGE}/editions").text
    assert f"приказ от {make.TODAY:%d.%m.%Y} № 121" in said
    assert f"приказ от {make.later(30):%d.%m.%Y} № 220" in said


def test_the_note_leads_to_the_history_of_the_clause(visit, act: make.School) -> None:
    visitor = visit("auditor")
    link = visitor.get(PAGE).soup.select_one(".clause-note a")["href"]
    page = visitor.get(link)
    assert page.heading == "История: пункт 1.1"
    assert [one.get_text() for one in page.soup.select("h2")] == ["Редакция 2", "Редакция 1"]
    assert [one.get_text() for one in page.soup.select("del")] == ["разных"]
    assert page.soup.select_one("ins").get_text() == "всех"
    visitor.get(f"{PAGE}/clauses/nobody", status=404)


def test_the_timeline_is_a_picture_and_a_list_that_leads_to_each_day(visit, act: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}/timeline")
    picture = page.soup.select_one(".timeline svg[role=img]")
    assert "Редакция 1 утратила силу: её сменила редакция 2" in picture.desc.get_text()
    links = [one["href"] for one in page.soup.select(".dated a")]
    assert f"{PAGE}@{make.later(30).isoformat()}" in links
    assert "Опубликована не записано" in page.text


def test_another_program_reads_the_timeline(visit, act: make.School) -> None:
    told = visit("auditor").client.get("/api/v1/school/documents/1/timeline").get_json()
    assert [one["edition"] for one in told["editions"]] == [1, 2]
    assert told["editions"][1]["basis"] == {
        "instrument": "order",
        "number": "220",
        "dated": make.later(30).isoformat(),
        "registered": make.later(30).isoformat(),
    }
    assert {one["kind"] for one in told["happenings"]} == {"decided", "in_force", "lapsed"}


def test_a_day_is_recorded_and_shown(visit, act: make.School) -> None:
    path, day = f"{PAGE}/editions/2/days/published", make.later(32)
    page = visit("head").post(path, {"day": f"{day:%d.%m.%Y}", "note": "сайт, раздел «Документы»"})
    assert "Дата записана" in page.text and "сайт, раздел «Документы»" in page.text
    assert "Редакция 2 опубликована: сайт" in page.text


def test_a_wrong_day_is_told_and_stays_typed(visit, act: make.School) -> None:
    path = f"{PAGE}/editions/2/days/acquainted"
    before = contents(act.database)
    page = visit("administrator").post(path, {"day": "31.02.2026", "note": "лист"}, status=422)
    assert page.soup.select_one("#day")["value"] == "31.02.2026"
    assert page.soup.select_one("#note")["value"] == "лист"
    early = visit("administrator").post(path, {"day": f"{make.TODAY:%d.%m.%Y}"}, status=422)
    assert "Раньше утверждения" in early.text
    assert contents(act.database) == before


def test_who_may_not_record_days_is_offered_nothing(visit, act: make.School) -> None:
    assert "записать" not in visit("auditor").get(f"{PAGE}/timeline").text
    visit("auditor").get(f"{PAGE}/editions/2/days/published", status=403)


def correction(visit, words: str, reason: str = "Описка", act: str = "look", status: int = 200):
    values = {"words": words, "reason": reason, "act": act}
    return visit("administrator").post(f"{CORRECT}?unit=c-c2", values, status=status)


def test_a_correction_is_looked_at_then_declared(visit, act: make.School) -> None:
    page = visit("administrator").get(PAGE)
    assert "Редакционная правка" in [one.get_text(strip=True) for one in page.soup.select(".actions a")]
    assert "пункт 1.2: Встречи".casefold() in visit("administrator").get(CORRECT).text.casefold()
    before = contents(act.database)
    look = correction(visit, "Встречи проходят два раза в месяц.")
    assert [one.get_text() for one in look.soup.select("ins")] == ["два раза"]
    assert contents(act.database) == before
    done = correction(visit, "Встречи проходят два раза в месяц.", act="save")
    assert done.heading == "Редакционные правки" and "Причина: Описка" in done.text
    shown = visit("student_council").get(PAGE)
    assert "два раза" in shown.soup.select_one(".document").get_text()
    assert "Отметки даны на подписанный текст" in shown.text


def test_a_day_before_the_correction_reads_as_it_was_signed(visit, act: make.School) -> None:
    correction(visit, "Встречи проходят два раза в месяц.", act="save")
    page = visit("auditor").get(f"{PAGE}@{make.later(31).isoformat()}")
    assert "два раза" not in page.text and "раз в месяц" in page.text


def test_the_command_tells_the_hash_of_the_text_that_it_prints(visit, act: make.School, monkeypatch) -> None:
    correction(visit, "Встречи проходят два раза в месяц.", act="save")
    monkeypatch.setenv("GRIF_DATABASE_URL", str(act.database.url))
    with act.database.read() as connection:
        edition = edition_at(connection, EditionKey(act.id, 1, 2))
    assert edition.corrected is not None
    told = done("text", f"1@{clock.today().isoformat()}", "--lang", "ru")
    assert "два раза" in told and edition.corrected.sha256 in told and edition.sha256 in told


def test_a_correction_without_a_reason_keeps_what_was_typed(visit, act: make.School) -> None:
    page = correction(visit, "Встречи проходят два раза.", reason=" ", act="save", status=422)
    assert "Напишите, почему нужна правка" in page.text
    assert page.soup.select_one("#words").get_text().strip() == "Встречи проходят два раза."


def test_where_the_chain_does_not_allow_it_the_page_says_so(visit, school: make.School) -> None:
    one = school.submitted(school.publish(make.full_chain()))
    school.approve_all(one)
    page = visit("administrator").get(f"{PAGE}/editions/1/correct", status=409)
    assert "не допускает правки без согласования" in page.text
    assert "Редакционная правка" not in visit("administrator").get(PAGE).text


def test_only_the_administrator_corrects(visit, act: make.School) -> None:
    visit("head").get(CORRECT, status=403)
    assert "Редакционная правка" not in visit("head").get(PAGE).text
    assert "Правок этой редакции нет" in visit("administrator").get(f"{PAGE}/editions/2/corrections").text


def test_a_clause_that_waits_for_its_day_is_marked_with_its_former_text(visit, act: make.School) -> None:
    day = make.later(90)
    with act.database.work() as work:
        edition = EditionKey(act.id, 1, 2)
        late = [LateClause("c1", "1.1", day, "приказ № 220, пункт 2")]
        work.documents.get(edition.of)
        work.force.enter_clauses(edition, late, act.person("administrator"), make.moment().now)
    page = visit("student_council").get(f"{PAGE}@{make.later(89).isoformat()}")
    note = page.soup.select_one("#c-c1 .clause-note").get_text(" ", strip=True)
    assert "вступает в силу" in note and "разных предметов" in note
    assert not visit("auditor").get(f"{PAGE}@{day.isoformat()}").soup.select("#c-c1 .tag")
    told = (
        visit("auditor").client.get(f"/api/v1/school/documents/1?on={make.later(89).isoformat()}").get_json()
    )
    [waits] = told["not_in_force"]
    assert (waits["uid"], waits["in_force_from"]) == ("c1", day.isoformat())
    assert "разных предметов" in waits["until_then"]["text"]
    newest = visit("auditor").get(f"{PAGE}/clauses/c1").text
    assert f"изложен иначе с {day.day}" in newest
    assert "Вступили в силу пункты редакции 2: 1.1" in visit("auditor").get(f"{PAGE}/timeline").text


def test_the_day_of_clauses_is_recorded_on_a_page(visit, act: make.School) -> None:
    path = f"{PAGE}/editions/2/clauses"
    past = {"clauses": "1.1", "day": f"{make.later(60):%d.%m.%Y}", "basis": "приказ № 220"}
    page = visit("administrator").post(path, past, status=422)
    assert "уже наступил" in page.text and page.soup.select_one("#clauses")["value"] == "1.1"
    ahead = {**past, "day": f"{clock.today() + timedelta(days=9):%d.%m.%Y}"}
    done = visit("administrator").post(path, ahead)
    assert "Вступят в силу пункты редакции 2: 1.1" in done.text
