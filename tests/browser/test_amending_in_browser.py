"""Two clauses of a regulation amended in a real browser: composed, sent to the councils, ordered, read."""

from __future__ import annotations

from datetime import date, timedelta

import make
import pytest
from looking import pictured
from playwright.sync_api import Page, expect
from serving import Served

from webapp import clock
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, EditionText
from workflow.values import EditionKey

DOCUMENT = "school/documents/1"
POINTS = (
    Clause("p1", "1.1", "Хор собирает учеников 5–11 классов.", "point"),
    Clause("p2", "1.2", "Репетиции проходят по вторникам и четвергам в актовом зале.", "point"),
    Clause("p3", "1.3", "Ноты хранит учитель музыки:", "point", (Clause("d1", "–", "в шкафу;", "dash"),)),
)
TEXT = EditionText(
    "Положение о школьном хоре", "regulation", "положение",
    (Clause("s1", "1", "Общие положения", "section", POINTS),),
)  # fmt: skip


LABELS = {"words": "Слова, как они стоят в тексте", "text": "Новые слова", "anew": "Новый текст"}


def decided(school: make.School, edition: Edition, day: date, *kinds: str) -> None:
    """These bodies and officials agree on that day."""
    outcomes = {"pedagogical_council": "adopted", "head": "approved"}
    for kind in kinds:
        school.decide(edition, kind, outcomes.get(kind, "agreed"), dated=day, today=day)


def amend(page: Page, uid: str, operation: str, **typed: str) -> None:
    """Choose a clause and an operation, type what it needs."""
    page.locator(f"#c-{uid} > .clause-beside").get_by_role("link", name="Изменить").click()
    pictured(page, "amend-choose")
    page.get_by_role("link", name=operation, exact=True).click()
    for label, words in typed.items():
        page.get_by_label(LABELS.get(label, label)).fill(words)
    pictured(page, "amend-change")
    page.get_by_role("button", name="Добавить изменение").click()
    expect(page.get_by_text("Изменение добавлено")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_two_clauses_are_amended_through_the_chain_and_the_auditor_reads_both_texts(
    served: Served, width: int
) -> None:
    school = served.school
    known = school.publish(make.full_chain())
    before = clock.today() - timedelta(days=30)
    decided(school, school.submitted(known, TEXT), before, *make.COUNCILS, "pedagogical_council", "head")
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/{DOCUMENT}")
    page.get_by_role("button", name="Внести изменения").click()
    pictured(page, "amend-empty")
    amend(page, "p2", "Заменить слова", words="вторникам", text="средам")
    amend(page, "s1", "Добавить внутрь", anew="Концерты открыты для родителей.")
    pictured(page, "amend-show")
    page.get_by_role("link", name="Вставить текст приказа").click()
    page.get_by_label("Текст приказа").fill("пункт 1.1 как-нибудь улучшить;\nпункт 1.3 исключить")
    page.get_by_role("button", name="Посмотреть, как понят приказ").click()
    expect(page.get_by_role("alert")).to_contain_text("не разобрана целиком")
    pictured(page, "amend-order-wrong")
    page.get_by_label("Текст приказа").fill("пункт 1.3 признать утратившим силу")
    page.get_by_role("button", name="Посмотреть, как понят приказ").click()
    pictured(page, "amend-order")
    page.get_by_role("link", name="Не сейчас").click()
    page.get_by_role("link", name="Было и стало").click()
    pictured(page, "amend-preview")
    page.get_by_role("button", name="Составить редакцию").click()
    expect(page.get_by_role("heading", name="Отправить по цепочке")).to_be_visible()
    page.get_by_role("button", name="Отправить").click()
    pictured(page, "amend-way")
    council = served.sign_in("parents_council", width)
    council.goto(f"{served.address}/{DOCUMENT}/editions/2/steps/parents_council")
    expect(council.get_by_text("в пункте 1.2 слово «вторникам» заменить словом «средам»")).to_be_visible()
    pictured(council, "amend-decide")
    council.get_by_label("Согласовано", exact=True).check()
    council.get_by_label("Дата заседания").fill(f"{clock.today():%d.%m.%Y}")
    council.get_by_role("button", name="Записать решение").click()
    edition = EditionKey(school.id, 1, 2)
    with school.database.work() as work:
        sent = work.documents.edition(edition)
    decided(school, sent, clock.today(), "governing_council", "student_council", "pedagogical_council")
    ordered(served, width)
    audited(served, width)


@pytest.mark.parametrize("width", [1280, 320])
def test_a_clause_is_moved_and_those_left_are_counted_on(served: Served, width: int) -> None:
    school = served.school
    known = school.publish(make.full_chain())
    decided(
        school, school.submitted(known, TEXT), clock.today(), *make.COUNCILS, "pedagogical_council", "head"
    )
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/{DOCUMENT}")
    page.get_by_role("button", name="Внести изменения").click()
    page.locator("#c-p1 > .clause-beside").get_by_role("link", name="Изменить").click()
    page.get_by_role("link", name="Перенести", exact=True).click()
    page.get_by_label("К какому пункту").select_option(
        label="\N{NO-BREAK SPACE}" * 3 + "1.3. Ноты хранит учитель музыки:"
    )
    page.get_by_label("Номера там и здесь считать по порядку").check()
    pictured(page, "amend-move")
    page.get_by_role("button", name="Добавить изменение").click()
    expect(page.get_by_text("перенести после пункта 1.3, считая его пунктом 1.3")).to_be_visible()
    expect(page.get_by_text("пункт 1.2 считать пунктом 1.1")).to_be_visible()
    page.locator("#c-s1 > .clause-beside").get_by_role("link", name="Изменить").click()
    page.get_by_role("link", name="Изменить номер").click()
    page.get_by_label("Номер", exact=True).fill("1")
    page.get_by_role("button", name="Добавить изменение").click()
    expect(page.get_by_role("alert")).to_contain_text("Это прежний номер")
    pictured(page, "amend-renumber")
    page.get_by_role("link", name="Не сейчас").click()
    page.get_by_role("link", name="Изменения № 1").click()
    expect(page.locator("#c-p1").get_by_text("Меняется")).to_be_visible()
    pictured(page, "amend-rearranged")
    page.get_by_role("link", name="Было и стало").click()
    pictured(page, "amend-moved-preview")


def ordered(served: Served, width: int) -> None:
    """The head's order: its points are drafted from what waits, seen and signed."""
    head = served.sign_in("head", width)
    head.goto(f"{served.address}/school/orders/new")
    head.get_by_role("button", name="Составить проект приказа").click()
    expect(head.get_by_text("следующие изменения:")).to_be_visible()
    expect(head.get_by_role("link", name="Было и стало")).to_be_visible()
    pictured(head, "amend-order-draft")
    head.get_by_role("link", name="К подписанию").click()
    head.get_by_role("button", name="Подписать приказ").click()
    expect(head.get_by_text("Изменения вступают в силу").first).to_be_visible()
    pictured(head, "amend-order-signed")


def audited(served: Served, width: int) -> None:
    """The auditor reads the text in force, and both texts of what was changed."""
    auditor = served.sign_in("auditor", width)
    auditor.goto(f"{served.address}/{DOCUMENT}")
    expect(auditor.get_by_text("Концерты открыты для родителей.").last).to_be_visible()
    expect(auditor.get_by_text(f"в ред. приказа от {clock.today():%d.%m.%Y} № 2").first).to_be_visible()
    pictured(auditor, "amend-in-force")
    auditor.get_by_role("link", name="Было и стало").click()
    expect(auditor.locator("del")).to_have_text("вторникам")
    expect(auditor.locator("ins").first).to_have_text("средам")
    pictured(auditor, "amend-compared")
