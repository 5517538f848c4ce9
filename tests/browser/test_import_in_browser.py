"""A Word file read in a real browser: its notices answered one by one, kept as a draft and as a paper."""

from __future__ import annotations

import pytest
from docx_files import docx, p, raw_p, run, table
from looking import looked_at
from playwright.sync_api import expect
from serving import Served

HEADING = table(
    ["ПРИНЯТО", "УТВЕРЖДЕНО"],
    ["Педагогическим советом", "приказом директора"],
    ["протокол от 16.03.2023 № 9", "от 20.03.2023 № 41"],
)
CHANGED = raw_p(run("Музей открыт для ") + f"<w:ins>{run('всех ')}</w:ins>" + run("классов."), (1, 1))
FILE = docx(
    HEADING + p("ПОЛОЖЕНИЕ", bold=True) + p("о школьном музее", bold=True) + p("Общие положения", (1, 0))
    + p("Музей хранит (память школы.", (1, 1)) + CHANGED
)  # fmt: skip

# A name of one long word must not push the page aside on a telephone.
NAME = "полож-о-музее_2023-03-20_итог_подписано_скан.docx"


@pytest.mark.parametrize(("width", "button"), [(1280, "Внести проектом"), (320, "Внести в архив с бумаги")])
def test_a_brought_file_is_answered_notice_by_notice_and_kept(
    served: Served, width: int, button: str
) -> None:
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/school/documents")
    page.get_by_role("link", name="Прочитать файл").click()
    looked_at(page, "Прочитать файл")
    page.get_by_label("Файл").set_input_files(
        {
            "name": NAME,
            "mimeType": "application/octet-stream",
            "buffer": FILE,
        }
    )
    page.get_by_role("button", name="Прочитать").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page.get_by_text("приказ № 41 от 20.03.2023")).to_be_visible()
    looked_at(page, NAME)
    inserted = page.locator(".asked > li", has_text="вставлено «всех»")
    inserted.get_by_role("button", name="Принять").click()
    expect(page.locator(".document").get_by_text("Музей открыт для классов.")).to_be_visible()
    page.locator(".asked > li", has_text="скобки").get_by_role("link", name="Исправить строку").click()
    looked_at(page, "Исправить строку")
    page.get_by_label("Строка").fill("1.1. Музей хранит память школы.")
    page.get_by_role("button", name="Записать").click()
    expect(page.locator(".document").get_by_text("Музей хранит память школы.")).to_be_visible()
    page.get_by_role("button", name=button).click()
    expect(
        page.get_by_role("heading", level=1, name="Положение о школьном музее", exact=True)
    ).to_be_visible()
    expect(page.locator(".document").get_by_text("Музей открыт для классов.")).to_be_visible()
