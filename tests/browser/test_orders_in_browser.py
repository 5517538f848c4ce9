"""An order drafted, seen, signed and revoked in a real browser, wide and on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import make
import pytest
from looking import pictured
from playwright.sync_api import expect
from serving import Served

from webapp import clock


@pytest.mark.parametrize("width", [1280, 320])
def test_one_order_for_three_documents_and_a_community(served: Served, width: int) -> None:
    school = served.school
    known = school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])))
    for title in ("Порядок дежурства", "Правила приёма", "Инструкция по охране"):
        school.submitted(known, make.text(title))
    page = served.sign_in("head", width)
    pictured(page, "order-inbox")
    page.get_by_role("link", name="Издать приказ по нескольким").click()
    pictured(page, "order-new")
    page.get_by_role("button", name="Составить проект приказа").click()
    expect(page.get_by_text("Что произойдёт").first).to_be_visible()
    page.get_by_label("Какой пункт добавить").select_option(label="Создать орган или сообщество")
    page.get_by_role("button", name="Добавить пункт").click()
    pictured(page, "order-create")
    page.get_by_label("Вид").select_option(label="Сообщество педагогов")
    page.get_by_label("Название: кто?").fill("сообщество педагогов «Аврора»")
    page.get_by_role("button", name="Сохранить пункт").click()
    page.get_by_label("Какой пункт добавить").select_option(label="Назначить на должность")
    page.get_by_role("button", name="Добавить пункт").click()
    page.get_by_label("Исполнение обязанностей").check()
    page.get_by_role("button", name="Сохранить пункт").click()
    expect(page.get_by_text("Исправьте отмеченные пункты")).to_be_visible()
    pictured(page, "order-draft-wrong")
    page.get_by_role("link", name=re.compile("Изменить.*пункт 6")).click()
    pictured(page, "order-appoint")
    page.get_by_label("Орган или должность").select_option(label="Координатор сообщества педагогов «Аврора»")
    page.get_by_label("Новый человек").fill("Новикова Вера Львовна")
    page.get_by_label("Назначение на должность").check()
    page.get_by_role("button", name="Сохранить пункт").click()
    pictured(page, "order-draft")
    page.get_by_role("link", name="К подписанию").click()
    pictured(page, "order-sign")
    page.get_by_role("button", name="Подписать приказ").click()
    expect(page.get_by_role("heading", name="Приказ № 1")).to_be_visible()
    pictured(page, "order-signed")
    page.get_by_role("link", name="Отменить пункт 6").click()
    page.get_by_role("button", name="Составить проект приказа об отмене").click()
    expect(page.get_by_text("Признать утратившим силу пункт 6 приказа")).to_be_visible()
    pictured(page, "order-revoking")
    page.goto(f"{served.address}/school/orders")
    pictured(page, "order-list")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_point_with_a_term_is_seen_by_its_doer_and_closed_without_a_mouse(
    served: Served, width: int
) -> None:
    last = f"{clock.today() + timedelta(days=3):%d.%m.%Y}"
    page = served.sign_in("head", width)
    page.goto(f"{served.address}/school/orders/new")
    page.get_by_role("button", name="Составить проект приказа").click()
    page.get_by_label("Какой пункт добавить").select_option(label="Другое: своими словами")
    page.get_by_role("button", name="Добавить пункт").click()
    page.get_by_label("Текст пункта").fill("Составить график дежурства.")
    page.get_by_label("Ответственный").select_option(index=1)
    doer = page.get_by_label("Ответственный").input_value()
    page.get_by_label("Срок исполнения").fill(last)
    pictured(page, "order-doer")
    page.get_by_role("button", name="Сохранить пункт").click()
    page.get_by_role("link", name="Изменить заголовок и преамбулу").click()
    page.get_by_label("Заголовок").fill("О дежурстве")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="К подписанию").click()
    page.get_by_role("button", name="Подписать приказ").click()
    expect(page.get_by_text("На контроле", exact=True)).to_be_visible()
    pictured(page, "order-controlled")
    page.goto(f"{served.address}/school/orders")
    pictured(page, "order-list-controlled")
    own = served.sign_in(doer.removeprefix("school-"), width)
    expect(own.get_by_text("через 3 дня")).to_be_visible()
    pictured(own, "inbox-controlled")
    own.get_by_role("link", name="Снять с контроля").focus()
    own.keyboard.press("Enter")
    own.get_by_role("button", name="Снять с контроля").focus()
    own.keyboard.press("Enter")
    expect(own.get_by_role("alert")).to_be_focused()
    pictured(own, "order-close")
    own.get_by_label("Отметка об исполнении").focus()
    own.keyboard.type("График вывешен")
    own.keyboard.press("Tab")
    own.keyboard.press("Enter")
    expect(own.get_by_role("status").filter(has_text="Пункт снят с контроля")).to_be_visible()
    expect(own.get_by_text("График вывешен")).to_be_visible()
