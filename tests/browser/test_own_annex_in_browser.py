"""A new list of members by the head's order alone, in a real browser; the auditor reads before and after."""

from __future__ import annotations

import io

import make
import own_annex
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from serving import Served

from webapp import clock

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TODAY = clock.today()
ACT = "/school/documents/1"


def looked_at(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_members_of_a_year_come_by_their_own_order(served: Served, width: int) -> None:
    own_annex.regulation(served.school)
    administrator = served.sign_in("administrator", width)
    administrator.goto(f"{served.address}{ACT}")
    looked_at(administrator, width)
    administrator.get_by_role("link", name="Менять это приложение отдельно").click()
    looked_at(administrator, width)
    administrator.get_by_role("button", name="Создать проект приложения").click()
    looked_at(administrator, width)
    administrator.get_by_role("link", name="Править по пунктам").click()
    administrator.locator("#c-m2").get_by_role("link", name="Изменить").first.click()
    administrator.get_by_label("Текст").fill("Новый член")
    administrator.get_by_role("button", name="Записать").click()
    administrator.get_by_role("link", name="Состав совета").first.click()
    administrator.get_by_role("link", name="Отправить по цепочке").click()
    administrator.get_by_role("button", name="Отправить").click()
    head = served.sign_in("head", width)
    head.get_by_role("link", name="Решить").click()
    head.get_by_role("radio", name="Утверждено", exact=True).check()
    head.get_by_label("Номер").fill("145")
    head.get_by_label("Дата").fill(f"{TODAY:%d.%m.%Y}")
    head.get_by_role("button", name="решение").click()
    expect(head.get_by_role("status").filter(has_text="вступила в силу")).to_be_visible()
    auditor = served.sign_in("auditor", width)
    auditor.goto(f"{served.address}{ACT}")
    note = f"(в ред. приказа от {TODAY:%d.%m.%Y} № 145)"
    annex = auditor.locator('section[aria-labelledby="annex-1"]')
    expect(annex.get_by_text("Новый член")).to_be_visible()
    expect(annex.get_by_text(note).first).to_be_visible()
    looked_at(auditor, width)
    auditor.goto(f"{served.address}{ACT}@{make.TODAY.isoformat()}")
    expect(auditor.locator('section[aria-labelledby="annex-1"]').get_by_text("Второй член")).to_be_visible()
    auditor.goto(f"{served.address}{ACT}")
    annex.locator(".clause-note a").click()
    expect(auditor.get_by_role("heading", level=1, name="История: пункт 2 приложения № 1")).to_be_visible()
    looked_at(auditor, width)
    paper = auditor.request.get(f"{served.address}{ACT}/pdf").body()
    assert "Новый член" in words(paper) and note in words(paper)
    former = auditor.request.get(f"{served.address}{ACT}/pdf?on={make.TODAY.isoformat()}").body()
    assert "Второй член" in words(former)


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(said.split())
