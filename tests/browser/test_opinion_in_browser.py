"""An opinion by procedure as people play it: receipt, answer or silence, consultations, the head goes on."""

from __future__ import annotations

import re
from datetime import timedelta

import make
import pypdfium2
import pytest
from looking import pictured
from playwright.sync_api import Page, expect
from serving import Served
from test_main_job_in_browser import TODAY

from webapp import clock
from webapp.worker import handlers
from workflow.engine.reader import read

WAY = """\
grif: 1
id: asked
title: Учёт мнения
documents: [regulation]
chain:
  - stage: opinion
    steps: [{by: parents_council, act: opinion, evidence: protocol, procedure: representative_council}]
  - stage: approval
    steps: [{by: head, act: approve, evidence: order}]
in_force: [repeal_previous]
"""
COUNCIL = "parents_council"
GOT, TALKED = "Когда орган получил проект", "Дата консультаций или протокола разногласий"
STAMPS = {
    "positive": ("МНЕНИЕ УЧТЕНО", "протокол"),
    "silent": ("МНЕНИЕ ЗАПРОШЕНО", "не поступило в срок"),
    "settled": ("консультаци", "согласие"),
    "disagreed": ("МНЕНИЕ УЧТЕНО", "протокол разногласий"),
}


def typed(day: object) -> str:
    return f"{day:%d.%m.%Y}"


def act(page: Page, asks: str, outcome: str, name: str, **fields: str) -> None:
    """From «Ждут меня» to the decision on the row that asks this."""
    page.goto("/".join(page.url.split("/")[:3]) + "/")
    row = page.get_by_role("listitem").filter(has_text=asks)
    expect(row).to_have_count(1)
    pictured(page, f"opinion-{name}-inbox")
    row.locator("a.button").click()
    page.get_by_label(outcome, exact=True).check()
    for label, value in fields.items():
        page.get_by_label(label, exact=True).fill(value)
    pictured(page, f"opinion-{name}-form")
    page.get_by_role("button", name=re.compile("^Записать|^Издать")).click()
    page.wait_for_load_state()
    pictured(page, f"opinion-{name}-done")


def woken(served: Served) -> None:
    """The jobs that look at cases are done, as the worker does them."""
    look = handlers(None, lambda *_: (), None)["wake"]  # type: ignore[arg-type]
    at = make.moment(clock.today())
    with served.school.database.work() as work:
        while (taken := work.jobs.claim(at.now, at.now)) is not None:
            if taken.kind == "wake":
                look(taken, at)(work)
            work.jobs.finish(taken)


def printed(served: Served, page: Page) -> str:
    pdf = page.request.get(f"{served.address}/school/documents/1/pdf")
    assert pdf.ok
    pages = pypdfium2.PdfDocument(pdf.body())
    return " ".join(" ".join(one.get_textpage().get_text_range().split()) for one in pages)


@pytest.mark.parametrize(
    ("ending", "width"), [("positive", 320), ("silent", 1280), ("settled", 320), ("disagreed", 1280)]
)
def test_an_opinion_is_played_to_its_end_and_each_end_prints_its_own_words(
    served: Served, ending: str, width: int
) -> None:
    school = served.school
    edition = school.draft()
    known = school.publish(read(WAY, "asked.yaml"))
    sent = clock.today() - timedelta(20)
    make.submission.submit(school.database, school.administrator, edition.key, known, make.moment(sent))
    head = served.sign_in("head", width)
    day = typed(sent) if ending == "silent" else TODAY
    act(head, "Передать проект: орган parents_council", "Проект получен", f"{ending}-deliver", **{GOT: day})
    if ending == "silent":
        woken(served)
    else:
        secretary = served.sign_in(COUNCIL, width)
        said = "Мнение положительное" if ending == "positive" else "Мнение отрицательное"
        remark = {} if ending == "positive" else {"Замечания к тексту": "пункт 1.2: встречи чаще"}
        act(
            secretary,
            "Дать мнение",
            said,
            f"{ending}-answer",
            **remark,
            **{"Номер протокола": "3", "Дата заседания": TODAY},
        )
    if ending in ("settled", "disagreed"):
        came = "Согласие достигнуто" if ending == "settled" else "Составлен протокол разногласий"
        act(head, "Провести консультации: орган parents_council", came, f"{ending}-talks", **{TALKED: TODAY})
    act(head, "Утвердить", "Утверждено", f"{ending}-approve", **{"Дата приказа": TODAY})
    head.goto(f"{served.address}/school/documents/1")
    pictured(head, f"opinion-{ending}-document")
    against = {"settled": 1, "disagreed": 2}.get(ending, 0)
    expect(head.locator(".chain .tag-warning")).to_have_count(against)
    told = printed(served, head)
    assert all(word in told for word in STAMPS[ending]), told[:600]
    assert "СОГЛАСОВАНО" not in told
