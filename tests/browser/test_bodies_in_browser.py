"""A body's life on the screens: its new name, an election, its end, one that was not formed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from looking import pictured
from playwright.sync_api import expect
from serving import Served

from webapp import clock


@pytest.mark.parametrize("width", [1280, 320])
def test_an_administrator_keeps_the_bodies_of_a_school(served: Served, width: int) -> None:
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/school/bodies")
    pictured(page, "bodies")
    page.get_by_role("link", name="Орган не создан").click()
    page.get_by_label("Какой орган не создан").select_option("trade_union")
    page.get_by_label("Кто заявил").select_option(index=1)
    page.get_by_label("Чем подтверждено").fill("справка № 5 от 02.09.2025")
    pictured(page, "body-absent")
    page.get_by_role("button", name="Записать").click()
    expect(page.get_by_text("справка № 5 от 02.09.2025")).to_be_visible()
    pictured(page, "body-not-formed")
    page.get_by_role("link", name="Орган создан").click()
    pictured(page, "body-form")
    page.goto(f"{served.address}/school/bodies/parents_council")
    pictured(page, "body")
    page.get_by_role("link", name="Новый состав").click()
    pictured(page, "body-elect")
    page.get_by_label("Основание").fill("протокол № 1 от 02.09.2025")
    page.get_by_label("Последний день полномочий").fill(f"{clock.today() + timedelta(days=30):%d.%m.%Y}")
    page.get_by_role("button", name="Записать состав").click()
    expect(page.get_by_role("status").filter(has_text="Новый состав записан")).to_be_visible()
    page.goto(f"{served.address}/school/bodies")
    expect(page.get_by_role("table", name="Полномочия заканчиваются")).to_contain_text("весь состав")
    pictured(page, "bodies-expiring")
    page.goto(f"{served.address}/school/bodies/parents_council")
    page.get_by_role("link", name="Переименовать").click()
    page.get_by_role("button", name="Переименовать").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("link", name="Закрыть").click()
    pictured(page, "body-close")
    page.get_by_role("button", name="Закрыть орган").click()
    expect(page.get_by_role("status").filter(has_text="Закрыто")).to_be_visible()
    page.goto(f"{served.address}/school/bodies/parents_council/roster")
    pictured(page, "roster")
    page.emulate_media(media="print")
    pictured(page, "roster-print")
