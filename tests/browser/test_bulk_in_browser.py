"""Many documents at once without a mouse: one protocol or one order for several, each told by itself."""

from __future__ import annotations

import re

import make
import pytest
from looking import pictured
from playwright.sync_api import Page, expect
from serving import Served
from test_sitting_in_browser import press_to

from workflow.documents.document import Edition
from workflow.services import submission

TITLES = ("Порядок дежурства", "Правила приёма", "Инструкция по охране")


def submitted(school: make.School, known: str) -> list[Edition]:
    return [school.submitted(known, make.text(title)) for title in TITLES]


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.focus()
    page.keyboard.press("Enter")


def chosen(page: Page) -> None:
    """Choose all three that wait, with the space bar."""
    for title in TITLES:
        page.get_by_role("checkbox", name=f"Выбрать: {title}").first.focus()
        page.keyboard.press("Space")


def test_one_protocol_for_three_documents_tells_each_and_keeps_all_or_nothing(served: Served) -> None:
    school = served.school
    three = submitted(school, school.publish(make.full_chain()))
    page = served.sign_in("parents_council")
    chosen(page)
    press(page, "Записать заседание")
    page.get_by_role("heading", name="Записать заседание").wait_for()
    page.get_by_label("Дата заседания").focus()
    press_to(page, "parents_council.number")
    page.keyboard.type("7")
    for one in three:
        press_to(page, f"parents_council.school.{one.key.document}.1.parents_council.vote")
        page.keyboard.press("Space")
    submission.withdraw(school.database, school.administrator, three[1].key, "ошибка", make.moment())
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text(f"{TITLES[1]}: Согласование этой редакции закончено")
    wrong = f"parents_council.school.{three[1].key.document}.1.parents_council"
    expect(page.locator(f"[id='{wrong}.vote-error']")).to_be_visible()
    assert waiting(served) == {TITLES[0], TITLES[2]}
    expect(page.get_by_label("Номер протокола").first).to_have_value("7")
    pictured(page, "bulk-refused")
    page.locator(f"[id='{wrong}.on']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="№ 7")).to_be_visible()
    for title in (TITLES[0], TITLES[2]):
        expect(page.get_by_text(title).first).to_be_visible()
    pictured(page, "bulk-protocol")
    assert waiting(served) == set()


def waiting(served: Served) -> set[str]:
    """What still waits for the council, by title."""
    page = served.sign_in("parents_council")
    return {one.inner_text() for one in page.locator(".task-title").all()}


@pytest.mark.parametrize("width", [1280, 320])
def test_one_order_for_three_editions_tells_what_each_waits_for(served: Served, width: int) -> None:
    school = served.school
    known = school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])))
    three = submitted(school, known)
    page = served.sign_in("head", width)
    page.get_by_role("link", name="Издать приказ по нескольким").focus()
    page.keyboard.press("Enter")
    press(page, "Составить проект приказа")
    page.get_by_role("link", name="К подписанию").wait_for()
    submission.withdraw(school.database, school.administrator, three[1].key, "ошибка", make.moment())
    page.get_by_role("link", name="К подписанию").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Согласование этой редакции закончено").first).to_be_visible()
    pictured(page, "bulk-order-refused")
    page.go_back()
    page.reload()
    page.get_by_role("button", name=re.compile("Убрать.*пункт 2")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(TITLES[1])).to_have_count(0)
    pictured(page, "bulk-order-draft")
    page.get_by_role("link", name="К подписанию").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Номер приказа").focus()
    page.keyboard.type("121")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Приказ № 121")).to_be_visible()
    for title in (TITLES[0], TITLES[2]):
        expect(page.get_by_text(f"«{title}», редакция 1: вступает в силу").first).to_be_visible()
    pictured(page, "bulk-order")
