"""«Поиск» in a real browser, without a mouse: words in any form, filters, the clause on its page."""

from __future__ import annotations

import make
import pytest
from looking import accessible, fits
from playwright.sync_api import expect
from serving import Served

from workflow.chain.compile import compile_chain
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.life import LateClause
from workflow.services import indexing

POINTS = (
    "Приём в первый класс ведётся по заявлению родителей (законных представителей) ребёнка.",
    "Заявление о приёме подаётся лично, через операторов почтовой связи или в электронной форме.",
    "Документы, представленные при приёме, хранятся в личном деле.",
)
RULES = EditionText(
    "Правила приёма граждан на обучение",
    "regulation",
    "правила",
    (
        Clause(
            "s1", "1", "Общие положения", "section", (Clause("c0", "1.1", "Правила обязательны.", "point"),)
        ),
        Clause(
            "s2",
            "2",
            "Порядок приёма",
            "section",
            tuple(Clause(f"c{n}", f"2.{n}", said, "point") for n, said in enumerate(POINTS, 1)),
        ),
    ),
)
OTHER = make.text(
    "Положение о родительском совете",
    "Совет собирается не реже одного раза в месяц, а при необходимости и по заявлению членов совета.",
    *(f"Родительский совет рассматривает вопрос {n} по обращению родителей." for n in range(1, 26)),
)


@pytest.fixture
def address(served: Served) -> str:
    """Two acts in force by orders No. 39/1 and No. 40; one clause of the first waits for its day."""
    school = served.school
    known = school.publish(compile_chain(make.chain([make.step("head", "approve", "order")])))
    for said, number in ((RULES, "39/1"), (OTHER, "40")):
        edition = school.submitted(known, said)
        school.decide(edition, "head", "approved", number)
        with school.database.work() as work:
            indexing.index(work, edition.key.of)
    with school.database.work() as work:
        key = next(one for one in work.search.indexed(school.id) if one.document == 1)
        late = [LateClause("c3", "2.3", make.later(3000), "приказ № 39/1, пункт 2")]
        work.force.enter_clauses(key, late, school.person("administrator"), make.moment().now)
        indexing.index(work, key.of)
    return f"{served.address}/school/search"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("look", ["theme=light", "theme=dark", "view=large"])
def test_the_pages_are_accessible_and_fit(served: Served, address: str, look: str, width: int) -> None:
    page = served.sign_in("auditor", width=width)
    for asked in (
        "",
        "q=прием",
        "q=родители&start=20",
        "q=ghbtv",
        "q=прием&kind=plan&number=39/1&order=newest",
        "q=прием&day=31.02.2024",
    ):
        page.goto(f"{address}?{asked}&{look}")
        fits(page)
        accessible(page)


def test_a_clause_is_found_in_another_form_of_its_words_and_read_in_its_place(
    served: Served, address: str
) -> None:
    page = served.sign_in("auditor")
    page.goto(served.address)
    page.get_by_role("link", name="Поиск", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Слова").focus()
    page.keyboard.type("заявления о приеме")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Найдено мест: 2")
    first = page.locator(".hits li").first
    expect(first.locator("mark")).to_have_text(["Заявление", "приёме"])
    first.get_by_role("link", name="Пункт 2.2").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.address}/school/documents/1@*#c-c2")
    expect(page.locator("#c-c2")).to_be_in_viewport()
    expect(page.locator("#c-c2")).to_contain_text(POINTS[1])


def test_filters_narrow_and_stay_and_are_taken_away_at_once(served: Served, address: str) -> None:
    page = served.sign_in("auditor")
    page.goto(f"{address}?q=заявление")
    expect(page.locator(".hits")).to_have_count(2)
    page.get_by_text("Где и на какую дату").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Номер документа, приказа или протокола").fill("№ 39/1")
    page.keyboard.press("Enter")
    expect(page.locator(".hits")).to_have_count(1)
    expect(page.get_by_label("Номер документа, приказа или протокола")).to_have_value("№ 39/1")
    expect(page.locator("main h2").first).to_contain_text("Правила приёма")
    page.get_by_label("На дату").fill("01.01.2000")
    page.keyboard.press("Enter")
    page.get_by_text("Ничего не найдено").wait_for()
    page.get_by_role("link", name="Искать без условий").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hits")).to_have_count(2)


def test_the_wrong_layout_is_understood_and_a_late_clause_is_marked(served: Served, address: str) -> None:
    page = served.sign_in("parents_council")
    page.goto(f"{address}?q=kbxyjt+ltkj")
    expect(page.locator(".proposed")).to_have_count(0)
    page.goto(f"{address}?status=coming")
    page.get_by_label("Слова").fill("kbxyjt ltkj")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="личное дело").focus()
    page.keyboard.press("Enter")
    hit = page.locator(".hits li").first
    expect(hit).to_contain_text("Документы, представленные при приёме, хранятся в личном деле.")
    expect(hit.locator(".tag")).to_contain_text("вступает в силу")
