"""A button of a document, what closes the others, and a worklist in a real browser, wide and on a phone."""

from __future__ import annotations

import make
import pytest
from looking import pictured
from playwright.sync_api import expect
from serving import Served
from written_ways import ways

from workflow.engine.reader import read


@pytest.mark.parametrize("width", [1280, 320])
def test_a_document_moves_by_its_buttons(served: Served, width: int) -> None:
    school = served.school
    school.submitted(school.publish(read(ways(), "ways.yaml")), make.text("Положение о кнопках"))
    page = served.sign_in("parents_council", width)
    expect(page.get_by_role("heading", name="На проверке")).to_be_visible()
    pictured(page, "lists")
    page.get_by_role("link", name="Положение о кнопках").click()
    page.get_by_text("Что мешает").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Это может сделать: руководитель, председатель")).to_be_visible()
    pictured(page, "ways")
    page.get_by_role("link", name="На совет").click()
    expect(page.get_by_text("Ответить должны: совет родителей")).to_be_visible()
    pictured(page, "will")
    page.get_by_role("button", name="На совет").click()
    expect(page.get_by_role("status").filter(has_text="Выполнено: На совет")).to_be_visible()
    expect(page.get_by_role("heading", name="Ждёт вашего решения")).to_be_visible()
    page.goto(f"{served.address}/school/worklists/ways/to-check")
    expect(page.get_by_text("Сейчас в этом списке ничего нет")).to_be_visible()
    pictured(page, "list")
