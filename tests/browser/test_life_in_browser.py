"""Text on a day, timeline, history of a clause and a correction in a real browser, without a mouse."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest
from looking import accessible, fits
from playwright.sync_api import expect
from serving import Served

from workflow.chain.compile import compile_chain
from workflow.documents.life import LateClause
from workflow.services import documents, submission

TITLE, LATER = "Положение о сообществе педагогов", make.later(30)


@pytest.fixture
def address(served: Served) -> str:
    """An act of two editions, whose chain allows corrections; one clause of the second waits for its day."""
    school = served.school
    chain = make.chain([make.step("head", "approve", "order")])
    known = school.publish(compile_chain(replace(chain, in_force=("repeal_previous", "correct"))))
    first = school.submitted(known)
    school.decide(first, "head", "approved", "121")
    said = make.text(TITLE, "Сообщество собирает учителей всех предметов.", "Встречи проходят раз в месяц.")
    new = documents.new_edition(school.database, school.administrator, first.key.of, said, make.moment())
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    school.decide(new, "head", "approved", "220", dated=LATER, today=LATER)
    with school.database.work() as work:
        work.documents.get(new.key.of)
        late = [LateClause("c1", "1.1", make.later(90), "приказ № 220, пункт 2")]
        work.force.enter_clauses(new.key, late, school.person("administrator"), make.moment().now)
    return f"{served.address}/school/documents/1"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("look", ["theme=light", "theme=dark", "view=large"])
def test_the_pages_are_accessible_and_fit(served: Served, address: str, look: str, width: int) -> None:
    page = served.sign_in("administrator", width=width)
    day = make.later(40).isoformat()
    for path in (
        f"@{day}",
        "@2020-01-01",
        "/timeline",
        "/clauses/c1",
        "/editions/2/correct",
        "/editions/2/correct?unit=c-c2",
        "/editions/2/corrections",
        "/editions/2/days/published",
        "/editions/2/clauses",
    ):
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}{look}")
        fits(page)
        accessible(page)


def test_the_auditor_reads_what_was_in_force_on_a_day(served: Served, address: str) -> None:
    page = served.sign_in("auditor")
    page.goto(address)
    field = page.get_by_label("Текст на дату", exact=True).last
    field.focus()
    page.keyboard.type(f"{make.later(5):%d.%m.%Y}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}@{make.later(5).isoformat()}")
    expect(page.locator(".document")).to_contain_text("разных предметов")
    field = page.get_by_label("Текст на дату", exact=True).last
    field.fill(f"{make.later(40):%d.%m.%Y}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}@{make.later(40).isoformat()}")
    expect(page.locator("#c-c1")).to_contain_text("До этого дня действует прежний текст")
    page.get_by_role("link", name="изложен иначе в редакции 2").click()
    page.get_by_role("heading", name="История: пункт 1.1").wait_for()


def test_the_administrator_mends_a_misprint_without_a_mouse(served: Served, address: str) -> None:
    page = served.sign_in("administrator")
    page.goto(address)
    page.get_by_role("link", name="Редакционная правка").focus()
    page.keyboard.press("Enter")
    chosen = page.get_by_label("Что исправить")
    chosen.focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    words = page.get_by_label("Как должно быть")
    expect(words).to_have_value("Встречи проходят раз в месяц.")
    words.fill("Встречи проходят один раз в месяц.")
    page.get_by_label("Причина").fill("Пропущено слово")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Что изменится").wait_for()
    page.get_by_role("button", name="Внести правку").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Правка внесена").wait_for()
    auditor = served.sign_in("auditor")
    auditor.goto(address)
    expect(auditor.locator(".document")).to_contain_text("один раз")
    auditor.get_by_role("link", name="Что исправлено").click()
    expect(auditor.locator("main")).to_contain_text("Причина: Пропущено слово")
    auditor.goto(f"{address}@{make.later(60).isoformat()}")
    expect(auditor.locator(".document")).not_to_contain_text("один раз")
