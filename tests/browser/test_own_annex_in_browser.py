"""A new list of members by the head's order alone, in a real browser; the auditor reads before and after."""

from __future__ import annotations

import io

import make
import own_annex
import pypdfium2
import pytest
from looking import looked_at
from playwright.sync_api import expect
from serving import Served

from webapp import clock

TODAY = clock.today()
ACT = "/school/documents/1"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_members_of_a_year_come_by_their_own_order(served: Served, width: int) -> None:
    own_annex.regulation(served.school)
    administrator = served.sign_in("administrator", width)
    administrator.goto(f"{served.address}{ACT}")
    looked_at(administrator, make.text().title)
    administrator.get_by_role("link", name="Менять это приложение отдельно").click()
    looked_at(administrator, "Приложение")
    administrator.get_by_role("button", name="Создать проект приложения").click()
    looked_at(administrator, "Состав совета")
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
    looked_at(auditor, make.text().title)
    auditor.goto(f"{served.address}{ACT}@{make.TODAY.isoformat()}")
    expect(auditor.locator('section[aria-labelledby="annex-1"]').get_by_text("Второй член")).to_be_visible()
    auditor.goto(f"{served.address}{ACT}")
    annex.locator(".clause-note a").click()
    expect(auditor.get_by_role("heading", level=1, name="История: пункт 2 приложения № 1")).to_be_visible()
    looked_at(auditor, "История: пункт 2 приложения № 1")
    paper = auditor.request.get(f"{served.address}{ACT}/pdf").body()
    assert "Новый член" in words(paper) and note in words(paper)
    former = auditor.request.get(f"{served.address}{ACT}/pdf?on={make.TODAY.isoformat()}").body()
    assert "Второй член" in words(former)


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(said.split())
