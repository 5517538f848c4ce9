"""The main job in a real browser: from the first sign-in to the printed act."""

from __future__ import annotations

from pathlib import Path

import make
import pypdfium2
import pytest
from looking import accessible, fits
from playwright.sync_api import Page, expect
from serving import Served

from webapp import clock

TODAY = f"{clock.today():%d.%m.%Y}"
TEXT = """Положение о школьном музее

1. Общие положения

1.1. Музей хранит память школы.
1.2. Музей открыт для всех классов.
"""


def decide(page: Page, title: str, outcome: str, number: str) -> None:
    """Open what waits, choose the answer, type the number and the day, record it."""
    row = page.get_by_role("listitem").filter(has_text=title).first
    row.get_by_role("link", name="Решить").click()
    page.get_by_role("radio", name=outcome, exact=True).check()
    page.get_by_label("Номер").fill(number)
    page.get_by_label("Дата").fill(TODAY)
    accessible(page)
    page.get_by_role("button", name="решение").click()
    expect(page.get_by_role("status").filter(has_text="Решение записано")).to_be_visible()


def test_from_the_first_sign_in_to_the_printed_act(served: Served, tmp_path: Path) -> None:
    school = served.school
    known = school.publish(make.full_chain())
    administrator = served.sign_in("administrator")
    administrator.get_by_role("link", name="Документы").click()
    administrator.get_by_role("link", name="Новый документ").first.click()
    administrator.get_by_label("Текст", exact=True).fill(TEXT)
    administrator.get_by_role("button", name="Посмотреть").click()
    expect(administrator.get_by_role("heading", name="Так понят текст")).to_be_visible()
    accessible(administrator)
    administrator.get_by_role("button", name="Сохранить").click()
    administrator.get_by_role("link", name="Отправить по цепочке").click()
    administrator.get_by_role("button", name="Отправить").click()
    assert known in school_definitions(served)
    for number, (role, outcome) in enumerate(
        [*((kind, "Согласовано") for kind in make.COUNCILS), ("pedagogical_council", "Принято")], 3
    ):
        page = served.sign_in(role)
        accessible(page)
        decide(page, "Положение о школьном музее", outcome, str(number))
    head = served.sign_in("head")
    decide(head, "Положение о школьном музее", "Утверждено", "121")
    expect(head.get_by_role("status").filter(has_text="вступила в силу")).to_be_visible()
    auditor = served.sign_in("auditor")
    auditor.get_by_role("link", name="Документы").click()
    auditor.get_by_role("link", name="Положение о школьном музее").click()
    accessible(auditor)
    expect(auditor.get_by_text("Действует", exact=True).first).to_be_visible()
    sections = auditor.get_by_role("navigation", name="Разделы документа")
    sections.get_by_role("link", name="История").click()
    accessible(auditor)
    expect(auditor.get_by_text("приказ № 121").first).to_be_visible()
    answer = auditor.request.get(f"{served.address}/school/documents/1/pdf")
    words = printed(answer.body(), tmp_path / "act.pdf")
    for stamp in ("УТВЕРЖДЕНО", "№ 121", "ПРИНЯТО", "СОГЛАСОВАНО"):
        assert stamp in words
    auditor.screenshot(path=tmp_path / "history.png", full_page=True)


def school_definitions(served: Served) -> set[str]:
    from storage.reads import Reads

    return set(Reads(served.school.database).published(served.school.id, "regulation"))


def printed(content: bytes, path: Path) -> str:
    """The words of a PDF's pages, no-break spaces made plain."""
    path.write_bytes(content)
    document = pypdfium2.PdfDocument(path)
    return " ".join(page.get_textpage().get_text_range() for page in document).replace("\xa0", " ")


def test_a_decision_by_keyboard_alone(served: Served) -> None:
    served.school.submitted(served.school.publish(make.full_chain()))
    page = served.sign_in("parents_council")
    page.get_by_role("link", name="Решить").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio").first.wait_for()
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type(TODAY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Решение записано, № 3")).to_be_visible()


@pytest.mark.parametrize("role", ["parents_council", "administrator"])
def test_nothing_is_wider_than_a_phone(served: Served, role: str) -> None:
    edition = served.school.submitted(served.school.publish(make.full_chain()))
    served.school.decide(edition, "student_council", "agreed", "2")
    page = served.sign_in(role, width=320)
    paths = ["/", "/school/documents", "/school/documents/1", "/school/documents/1/history"]
    if role == "administrator":
        paths += ["/school/documents/new", "/school/documents/1/editions/1/withdraw"]
    else:
        paths += ["/school/documents/1/editions/1/steps/parents_council"]
    for path in paths:
        page.goto(served.address + path)
        fits(page)
        accessible(page)


def test_errors_are_told_and_focused(served: Served) -> None:
    served.school.submitted(served.school.publish(make.full_chain()))
    page = served.sign_in("parents_council")
    page.get_by_role("link", name="Решить").click()
    page.get_by_label("Дата").fill("31.02.2026")
    page.get_by_role("button", name="Записать решение").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Дата")).to_have_value("31.02.2026")
    accessible(page)
