"""Two clauses of a regulation amended in a real browser: composed, sent to the councils, ordered, read."""

from __future__ import annotations

import make
import pytest
from playwright.sync_api import Page, expect
from serving import Served
from test_migration_in_browser import shown

from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText

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


def amend(page: Page, uid: str, operation: str, **typed: str) -> None:
    """Choose a clause and an operation, type what it needs."""
    page.locator(f"#c-{uid} > .clause-beside").get_by_role("link", name="Изменить").click()
    shown(page, "amend-choose")
    page.get_by_role("link", name=operation, exact=True).click()
    for label, words in typed.items():
        page.get_by_label(LABELS.get(label, label)).fill(words)
    shown(page, "amend-change")
    page.get_by_role("button", name="Добавить изменение").click()
    expect(page.get_by_text("Изменение добавлено")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_two_clauses_are_amended_through_the_chain_and_the_auditor_reads_both_texts(
    served: Served, width: int
) -> None:
    school = served.school
    known = school.publish(make.full_chain())
    school.approve_all(school.submitted(known, TEXT))
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/{DOCUMENT}")
    page.get_by_role("button", name="Внести изменения").click()
    shown(page, "amend-empty")
    amend(page, "p2", "Заменить слова", words="вторникам", text="средам")
    amend(page, "s1", "Добавить внутрь", anew="Концерты открыты для родителей.")
    shown(page, "amend-show")
    page.get_by_role("link", name="Вставить текст приказа").click()
    page.get_by_label("Текст приказа").fill("пункт 1.1 как-нибудь улучшить;\nпункт 1.3 исключить")
    page.get_by_role("button", name="Посмотреть, как понят приказ").click()
    expect(page.get_by_role("alert")).to_contain_text("не разобрана целиком")
    shown(page, "amend-order-wrong")
    page.get_by_label("Текст приказа").fill("пункт 1.3 признать утратившим силу")
    page.get_by_role("button", name="Посмотреть, как понят приказ").click()
    shown(page, "amend-order")
    page.get_by_role("link", name="Не сейчас").click()
    page.get_by_role("link", name="Было и стало").click()
    shown(page, "amend-preview")
    page.get_by_role("button", name="Составить редакцию").click()
    expect(page.get_by_role("heading", name="Отправить по цепочке")).to_be_visible()
    page.get_by_role("button", name="Отправить").click()
    shown(page, "amend-way")
    signed = served.sign_in("parents_council", width)
    signed.goto(f"{served.address}/{DOCUMENT}/editions/2/steps/parents_council")
    shown(signed, "amend-decide")
