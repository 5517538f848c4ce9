"""An act that a browser printed as PDF is read: stamps side by side, numbers, lists, a table, its headers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from workflow.documents.clauses import walk
from workflow.documents.reading import read
from workflow.formats.document_file import transcript

SENTENCE = (
    "Хор выступает на всех праздниках лицея, района и города, помогает младшим классам и готовит концерты. "
)
HTML = f"""<!doctype html><html lang="ru"><meta charset="utf-8"><title>Хор</title>
<style>body {{ font: 14pt serif; text-align: justify }} p {{ text-indent: 1.25cm; margin: 0 }}
.stamps {{ display: flex; justify-content: space-between }} h1 {{ font-size: 16pt; text-align: center }}
ul {{ list-style-type: "– " }} td {{ border: 1px solid }} table {{ border-collapse: collapse }}</style>
<div class="stamps"><div>ПРИНЯТО<br>Педагогическим советом<br>протокол от 30.08.2024 № 1</div>
<div>УТВЕРЖДЕНО<br>приказом директора<br>от 02.09.2024 № 87</div></div>
<h1>ПОЛОЖЕНИЕ<br>о школьном хоре</h1>
<h2>1. Общие положения</h2><p>1.1. {SENTENCE * 6}</p><p>1.2. Хор поёт.</p><p>Второй абзац этого пункта.</p>
<h2>2. Порядок работы</h2><p>2.1. Руководитель хора:</p>
<ul><li>составляет план;</li><li>ведёт журнал:<ul><li>занятий;</li><li>выступлений;</li></ul></li>
<li>готовит отчёт.</li></ul>
<p>2.2. План хора таков.</p>
<table><tr><td>№</td><td>Что</td><td>Когда</td></tr>
<tr><td>1</td><td>{SENTENCE * 2}</td><td>май</td></tr></table>
<h2>3. Заключение</h2><p>3.1. {SENTENCE * 12}</p><p>3.2. Положение действует до отмены.</p>"""


@pytest.mark.parametrize("framed", [False, True], ids=["plain", "with headers"])
def test_an_act_printed_by_a_browser_is_read_clause_by_clause(page: Page, framed: bool) -> None:
    page.set_content(HTML)
    margin = {side: "20mm" for side in ("top", "bottom", "left", "right")}
    found = read(transcript(page.pdf(format="A4", display_header_footer=framed, margin=margin)))
    said = SENTENCE.strip()
    assert [(one.label, one.text) for one in walk(found.clauses)] == [
        ("1", "Общие положения"), ("1.1", " ".join([said] * 6)), ("1.2", "Хор поёт."),
        ("", "Второй абзац этого пункта."),
        ("2", "Порядок работы"), ("2.1", "Руководитель хора:"),
        ("–", "составляет план;"), ("–", "ведёт журнал:"), ("–", "занятий;"), ("–", "выступлений;"),
        ("–", "готовит отчёт."),
        ("2.2", "План хора таков."), ("", "№ | Что | Когда"), ("", f"1 | {said} {said} | май"),
        ("3", "Заключение"), ("3.1", " ".join([said] * 12)), ("3.2", "Положение действует до отмены."),
    ]  # fmt: skip
    assert [(one.act, one.number) for one in found.approvals] == [("ПРИНЯТО", "1"), ("УТВЕРЖДЕНО", "87")]
    assert ("running-head" in {one.code for one in found.notices}) is framed
