"""Registers, protocols and orders on the screens, and the printed order."""

from __future__ import annotations

from datetime import date

import make
import pypdfium2
import pytest
from visitor import Visitor, with_accounts

from workflow.documents.document import Edition
from workflow.documents.reading import read
from workflow.governance.registers import Register, typed_number
from workflow.ports import Instrument
from workflow.services import answers, approval, archive, documents, submission

YEAR = make.TODAY.year


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(make.full_chain())


def approved(school: make.School, edition: Edition, number: str = "") -> Instrument:
    """Take an edition through the full chain; returns its order."""
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed")
    school.decide(edition, "pedagogical_council", "adopted")
    done = school.decide(edition, "head", "approved", number=number)
    assert done.instrument is not None
    return done.instrument


def enter(school: make.School, *numbers: str, dated: date = make.TODAY) -> None:
    orders = Register(school.id, "orders", "order", "head", "Приказы")
    with school.database.work() as work:
        for number in numbers:
            typed = typed_number(number)
            work.instruments.enter(orders, typed, dated, None, school.person("head"), make.moment().now)


def numbers(visitor: Visitor, path: str) -> list[str]:
    page = visitor.get(path)
    return [cell.get_text(strip=True) for cell in page.soup.select("tbody th")]


def pdf_text(visitor: Visitor, path: str) -> str:
    response = visitor.client.get(path)
    assert response.status_code == 200 and response.mimetype == "application/pdf"
    pages = pypdfium2.PdfDocument(response.data)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.split())


def test_every_member_sees_the_registers_with_their_last_numbers(
    visit, school: make.School, known: str
) -> None:
    approved(school, school.submitted(known), "39/1")
    page = visit("parents_council-member").get("/school/registers")
    assert page.heading == "Журналы" and "последний № 39/1" in page.text
    assert page.soup.select_one("nav [aria-current=page]").get_text(strip=True) == "Журналы"


def test_entries_stand_newest_first_or_by_number(visit, school: make.School) -> None:
    enter(school, "40", "39", "39/1")
    visitor = visit("auditor")
    assert numbers(visitor, "/school/registers/orders") == ["№ 40", "№ 39/1", "№ 39"]
    path = f"/school/registers/orders?period={YEAR}&order=natural"
    assert numbers(visitor, path) == ["№ 39", "№ 39/1", "№ 40"]


def test_a_long_register_goes_on_page_after_page(visit, school: make.School) -> None:
    enter(school, *map(str, range(1, 61)))
    visitor = visit("auditor")
    first = visitor.get("/school/registers/orders")
    following = first.soup.select_one("a[rel=next]")["href"]
    assert len(first.soup.select("tbody tr")) == 50
    assert numbers(visitor, following) == [f"№ {n}" for n in range(10, 0, -1)]
    printed = numbers(visitor, "/school/registers/orders/print")
    assert printed == [f"№ {n}" for n in range(1, 61)]


def test_the_list_for_paper_tells_total_last_number_and_gaps(visit, school: make.School) -> None:
    enter(school, "2", "3", "7", "7/1")
    text = visit("auditor").get("/school/registers/orders/print").text
    assert (
        "Всего записей 4" in text and "Последний номер № 7/1" in text and "Номера без записи 1, 4–6" in text
    )


def test_a_former_period_has_its_own_page(visit, school: make.School) -> None:
    enter(school, "700", dated=date(2019, 5, 5))
    visitor = visit("auditor")
    assert numbers(visitor, "/school/registers/orders?period=2019") == ["№ 700"]
    visitor.get("/school/registers/orders?period=1999", status=404)
    visitor.get("/school/registers/orders?period=2019&after=nonsense", status=404)


def test_the_chain_leads_to_the_protocol_and_the_protocol_to_the_edition(
    visit, school: make.School, known: str
) -> None:
    edition = school.submitted(known)
    school.decide(edition, "parents_council", "agreed", number="7")
    visitor = visit("parents_council-member")
    chain = visitor.get("/school/documents/1?edition=1")
    link = chain.soup.select_one(".step-facts a")
    assert link.get_text(strip=True).startswith("протокол № 7")
    page = visitor.get(link["href"])
    assert page.heading.startswith("Протокол № 7") and "Согласовано" in page.text
    back = page.soup.select_one(".edition-title a")
    assert back["href"] == "/school/documents/1?edition=1"
    assert "Печать (PDF)" not in page.text


def test_an_order_reads_and_prints_in_the_same_words(visit, school: make.School, known: str) -> None:
    first = school.submitted(known, make.text("Порядок дежурства"))
    approved(school, first, "39/1")
    second = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Порядок дежурства"), make.moment()
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    order = approved(school, second, "52")
    day = f"{make.TODAY:%d.%m.%Y}"
    said = (
        "Об утверждении Порядка дежурства",
        "ПРИКАЗЫВАЮ:",
        "Утвердить прилагаемый Порядок дежурства.",
        f"Ввести Порядок в действие с {day}.",
        f"Признать утратившим силу Порядок дежурства (редакция № 1), утверждённый приказом от {day} № 39/1.",
        "Контроль за исполнением приказа оставляю за собой.",
    )
    visitor = visit("auditor")
    path = f"/school/instruments/{order.id}"
    shown, printed = visitor.get(path).text, pdf_text(visitor, f"{path}/pdf").replace(" ", " ")
    at_page = at_paper = 0
    for words in said:
        at_page, at_paper = shown.index(words, at_page), printed.index(words, at_paper)
    assert "№ 52" in printed and "Должность head" in printed and "А.П. Держатель" in printed
    twice = [visitor.client.get(f"{path}/pdf").data for _ in range(2)]
    assert twice[0] == twice[1]


def test_an_order_that_is_a_document_shows_and_prints_its_own_text(visit, school: make.School) -> None:
    known = school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])), "order")
    own = make.EditionText(
        "О дежурстве",
        "order",
        "приказ",
        (make.Clause("a", "1", "Назначить дежурных.", "point"),),
        preamble="Ради порядка\n\nПРИКАЗЫВАЮ:",
    )
    done = school.decide(school.submitted(known, own), "head", "approved")
    assert done.instrument is not None
    visitor = visit("auditor")
    page = visitor.get(f"/school/instruments/{done.instrument.id}")
    assert "Ради порядка ПРИКАЗЫВАЮ: 1. Назначить дежурных." in page.text
    path = f"/school/instruments/{done.instrument.id}/pdf"
    assert visitor.client.get(path).data == visitor.client.get("/school/documents/1/pdf").data


PAPER = """ПРИНЯТО                          УТВЕРЖДЕНО
Управляющим советом              приказом директора
протокол № 4 от 20.04.2024       от 22.04.2024 № 63

ПОЛОЖЕНИЕ
о дежурстве

1. Общие положения
1.1. Дежурят все классы по очереди.
"""


def test_a_paper_order_is_not_given_words_it_never_had(visit, school: make.School) -> None:
    file = archive.PaperFile("duty.txt", PAPER.encode(), read(PAPER))
    archive.put_in(school.database, school.administrator, school.id, file, make.moment())
    visitor = visit("auditor")
    register = visitor.get("/school/registers/orders?period=2024")
    assert "с бумаги" in register.text
    href = register.soup.select_one("tbody th a")["href"]
    page = visitor.get(href)
    assert page.heading == "Приказ № 63 от 22.04.2024" and "остался на бумаге" in page.text
    assert "ПРИКАЗЫВАЮ" not in page.text and "о дежурстве" in page.text
    assert visitor.client.get(f"{href}/pdf").status_code == 404


def test_registers_and_instruments_are_nobodys_to_a_stranger(visit, school: make.School, known: str) -> None:
    with_accounts(make.school(school.database, "other"))
    order = approved(school, school.submitted(known))
    stranger = visit("other-head")
    for path in ("registers", "registers/orders", "registers/orders/print"):
        stranger.get(f"/school/{path}", status=404)
    for path in (f"school/instruments/{order.id}", f"other/instruments/{order.id}"):
        stranger.get(f"/{path}", status=404)
        stranger.get(f"/{path}/pdf", status=404)


def test_a_school_reads_the_authoritys_order_on_its_own_document_alone(visit, database) -> None:
    authority = with_accounts(make.school(database, "authority"))
    school = with_accounts(make.school(database, make.SCHOOL, parent="authority"))
    with_accounts(make.school(database, "other"))
    chain = make.chain([make.step("head", "approve", "order", of="parent")])
    edition = school.submitted(school.publish(make.compile_chain(chain)))
    decision = answers.Decision(edition.key, "head", edition.sha256, "approved", "39/1", make.TODAY)
    done = approval.sign_off(database, authority.recorder("head"), decision, make.moment())
    assert done.instrument is not None and done.instrument.organisation == "authority"
    path = f"/authority/instruments/{done.instrument.id}"
    page = visit("auditor").get(path)
    assert "Приказ № 39/1" in page.heading and "ПРИКАЗЫВАЮ" in page.text
    assert not page.soup.select("nav.crumbs")
    visit("auditor").get("/authority/registers", status=404)
    visit("other-auditor").get(path, status=404)
    assert "39/1" in visit("authority-parents_council-member").get("/authority/registers").text
