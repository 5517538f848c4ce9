"""How a school signs, on its page: what is decided, and who may decide."""

from __future__ import annotations

import make
from visitor import Page

PAGE = "/school/signing"


def now(page: Page) -> str:
    """How documents are signed today, in the page's words."""
    return str(page.soup.select_one("main .stack p").get_text())


def test_every_member_reads_that_paper_is_signed_until_the_school_decides(visit, school: make.School) -> None:
    page = visit("parents_council-member").get(PAGE)
    assert page.heading == "Подписание документов"
    assert now(page) == "Сейчас документы подписывают: на бумаге."
    assert not page.soup.select(f'main a[href="{PAGE}/decision"]')


def test_an_administrator_records_the_decision(visit, school: make.School) -> None:
    administrator = visit("administrator")
    offered = administrator.get(f"{PAGE}/decision").soup.select_one("input[name=since]")["value"]
    typed = {"way": "electronic", "since": offered, "basis": "приказ от 10.03.2026 № 14"}
    page = administrator.post(f"{PAGE}/decision", typed)
    assert now(page) == "Сейчас документы подписывают: в системе, простой электронной подписью."
    assert "приказ от 10.03.2026 № 14" in page.text
    told = administrator.get("/school/history").text
    assert "подпись в системе: приказ от 10.03.2026 № 14" in told


def test_what_was_typed_is_kept_when_something_is_missing(visit, school: make.School) -> None:
    page = visit("administrator").post(
        f"{PAGE}/decision", {"way": "electronic", "since": "01.02.2020", "basis": "приказ"}, status=422
    )
    assert "День не может быть прошедшим" in page.text
    assert page.soup.select_one("input[name=basis]")["value"] == "приказ"
    page = visit("administrator").post(f"{PAGE}/decision", {"since": "", "basis": ""}, status=422)
    assert "Выберите, как" in page.text and "Назовите решение" in page.text


def test_others_may_not_decide(visit, school: make.School) -> None:
    visit("head").get(f"{PAGE}/decision", status=403)
