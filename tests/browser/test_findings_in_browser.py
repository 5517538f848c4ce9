"""The auditor's pages in a real browser: accessible, on a phone too, and closed by keyboard alone."""

from __future__ import annotations

import make
import pytest
from looking import accessible, fits
from playwright.sync_api import expect
from serving import Served

from workflow.documents.reading import read
from workflow.services import archive

LATE = """
СОГЛАСОВАНО
Советом родителей
протокол от 25.03.2023 № 5

УТВЕРЖДАЮ
Директор школы
_________ Я.К. Лугова
Приказ от 20.03.2023 № 31

Положение о школьном саде

1. Общие положения
1.1. Сад разбивают на пришкольном участке ученики и учителя.
"""


@pytest.fixture
def address(served: Served) -> str:
    school, file = served.school, archive.PaperFile("сад.txt", LATE.encode(), read(LATE))
    archive.put_in(school.database, school.administrator, school.id, file, make.moment())
    return f"{served.address}/school/findings"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("look", ["theme=light", "theme=dark", "view=large"])
def test_the_list_and_a_finding_are_accessible_and_fit(
    served: Served, address: str, look: str, width: int
) -> None:
    page = served.sign_in("auditor", width=width)
    for path in ("", "/1/1"):
        page.goto(f"{address}{path}?{look}")
        fits(page)
        accessible(page)


def test_the_auditor_closes_a_finding_without_a_mouse(served: Served, address: str) -> None:
    page = served.sign_in("auditor")
    expect(page).to_have_url(address)
    link = page.get_by_role("link", name="Решение позже утверждения")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Причина").focus()
    page.keyboard.type("сверено с журналом протоколов")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Замечание закрыто").wait_for()
    expect(page.get_by_role("link", name="Решение позже утверждения")).to_have_count(0)
