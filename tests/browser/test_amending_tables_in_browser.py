"""A list of members and a table amended in a real browser: a cell, a row, a member, and both texts seen."""

from __future__ import annotations

from datetime import timedelta

import make
import pytest
from looking import pictured
from playwright.sync_api import expect
from serving import Served
from test_amending_in_browser import decided

from webapp import clock
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText

DOCUMENT = "school/documents/1"
ORDER = """1) в приложении № 1:
а) пункт 3 исключить;
б) дополнить пунктом 4 следующего содержания: «4. Соколова Ольга Ивановна – член совета.»;
2) строку «среда» таблицы приложения № 2 изложить в следующей редакции: «среда | 15:00»."""


def _lines(letter: str, kind: str, *words: str) -> tuple[Clause, ...]:
    return tuple(
        Clause(f"{letter}{at}", str(at) if kind == "point" else "", one, kind)  # type: ignore[arg-type]
        for at, one in enumerate(words, 1)
    )


HOURS = _lines(
    "h", "paragraph", "№ | Направление занятий | Часов в неделю", "1 | Вокал и сценическое движение | 5",
    "2 | Нотная грамота и сольфеджио | 3", "3 | Ритмика | 3",
)  # fmt: skip
MEMBERS = _lines(
    "m", "point", "Иволгина Анна Петровна – председатель.", "Дроздов Пётр Ильич – секретарь.",
    "Зябликова Вера Львовна – член совета.",
)  # fmt: skip
DAYS = _lines("d", "paragraph", "День | Начало", "вторник | 10:00", "среда | 12:00")
TEXT = EditionText(
    "Положение о школьном хоре", "regulation", "положение",
    (Clause("p", "1", "Занятия хора:", "point", HOURS),),
    (
        EditionText("Состав совета хора", "list", "список", MEMBERS),
        EditionText("Расписание", "plan", "план", DAYS),
    ),
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 320])
def test_a_cell_a_row_and_a_member_of_an_annex_are_amended_and_seen_as_they_were_and_are(
    served: Served, width: int
) -> None:
    school = served.school
    known = school.publish(make.full_chain())
    before = clock.today() - timedelta(days=30)
    decided(school, school.submitted(known, TEXT), before, *make.COUNCILS, "pedagogical_council", "head")
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/{DOCUMENT}")
    page.get_by_role("button", name="Внести изменения").click()
    pictured(page, "amend-tables")
    page.locator("#c-h3").get_by_role("link", name="Изменить").click()
    pictured(page, "amend-row-choose")
    page.get_by_role("link", name="Изменить ячейку").click()
    page.get_by_label("Какая ячейка").select_option(label="Графа 3 (Часов в неделю): 3")
    page.get_by_label("Новые слова в ячейке").fill("4")
    pictured(page, "amend-cell")
    page.get_by_role("button", name="Добавить изменение").click()
    page.locator("#c-h4").get_by_role("link", name="Изменить").click()
    page.get_by_role("link", name="Добавить после").click()
    page.get_by_label("Новый текст").fill("4 | Народный танец | 2")
    page.get_by_role("button", name="Добавить изменение").click()
    page.get_by_role("link", name="Вставить текст приказа").click()
    page.get_by_label("Текст приказа").first.fill(ORDER)
    page.get_by_role("button", name="Посмотреть, как понят приказ").click()
    pictured(page, "amend-annex-order")
    page.get_by_role("button", name="Добавить эти изменения").click()
    expect(page.locator(".order-point .instruction")).to_have_count(5)
    page.get_by_role("link", name="Было и стало").click()
    for view, name in (("Одним текстом", "text"), ("Рядом", "sides"), ("Сравнительная таблица", "table")):
        page.get_by_role("link", name=view).click()
        pictured(page, f"amend-tables-{name}")
    page.get_by_role("link", name="Рядом").click()
    expect(page.locator("tr").filter(has_text="Нотная грамота").locator("ins")).to_have_text("4")
    expect(page.locator("del").filter(has_text="Зябликова")).to_be_visible()
    page.get_by_role("button", name="Составить редакцию").click()
    page.goto(f"{served.address}/{DOCUMENT}/editions/2/draft")
    expect(page.locator("#c-h3 td").nth(2)).to_have_text("4")
    pictured(page, "editor-tables")
