"""A DOCX chosen in a real browser: understood, told what to look at, kept."""

from __future__ import annotations

import pytest
from docx_files import docx, p, raw_p, run, table
from looking import accessible, fits
from playwright.sync_api import expect
from serving import Served

CHANGED = raw_p(run("Музей открыт для ") + f"<w:ins>{run('всех ')}</w:ins>" + run("классов."), (1, 1))
FILE = docx(
    p("ПОЛОЖЕНИЕ", bold=True) + p("о школьном музее", bold=True) + p("Общие положения", (1, 0))
    + p("Музей хранит память школы.", (1, 1)) + CHANGED + table(["День", "Часы"], ["Среда", "14–16"])
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 320])
def test_a_chosen_docx_is_understood_and_kept(served: Served, width: int) -> None:
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/school/documents/new")
    page.get_by_label("Или файл").set_input_files(
        {"name": "музей.docx", "mimeType": "application/octet-stream", "buffer": FILE}
    )
    page.get_by_role("button", name="Посмотреть").click()
    expect(page.get_by_role("heading", name="Так понят текст")).to_be_visible()
    expect(page.get_by_text("вставлено «всех»")).to_be_visible()
    expect(page.get_by_label("Текст", exact=True)).to_have_value("""**ПОЛОЖЕНИЕ**
о школьном музее
1. Общие положения
1.1. Музей хранит память школы.
1.2. Музей открыт для всех классов.

\\День | Часы

\\Среда | 14–16
""")
    fits(page)
    accessible(page)
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("heading", level=1, name="ПОЛОЖЕНИЕ о школьном музее")).to_be_visible()
