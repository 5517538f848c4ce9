"""Registers as their administrator keeps them on the screens, and the year-end sheet as files."""

from __future__ import annotations

from datetime import date, timedelta

import make
import pypdfium2
import pytest
from visitor import Visitor
from written import contents

from webapp import clock
from workflow.governance.registers import Register, typed_number

YEAR = clock.today().year
TODAY = clock.today()
TOMORROW = TODAY + timedelta(days=1)


def told(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def enter(school: make.School, *numbers: str, dated: date = TODAY) -> None:
    orders = Register(school.id, "orders", "order", "head", "Приказы")
    with school.database.work() as work:
        for number in numbers:
            typed = typed_number(number)
            work.instruments.enter(orders, typed, dated, None, school.person("head"), make.moment().now)


RULE = {"template": "№-ОД", "file": "01-08", "restart": "calendar_year", "since": told(TOMORROW)}


def test_the_rule_of_numbers_changes_from_a_day_on(visit, school: make.School) -> None:
    enter(school, "121")
    administrator = visit("administrator")
    path = "/school/registers/orders/rule"
    assert administrator.get(path).soup.select_one("#template")["value"] == "№"
    page = administrator.post(path, RULE)
    assert f"Номера с {told(TOMORROW)} 01-08/№-ОД; с каждого календарного года" in page.text
    assert "№ 121" in page.text
    history = administrator.get("/school/history").text
    assert f"Журнал «Приказы»: с {told(TOMORROW)} номера вида 01-08/1-ОД" in history


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"since": told(TODAY)}, "В журнале есть запись"),
        ({"since": "31.02.2026"}, "Такой даты нет"),
        ({"since": ""}, "Укажите день"),
        ({"template": "ОД"}, "Один знак №"),
        ({"template": "№{file}"}, "Один знак №"),
        ({"template": "{serial}"}, "Один знак №"),
        ({"file": "01 08"}, "Индекс дела"),
        ({"restart": "yearly"}, "Проверьте"),
    ],
)
def test_a_wrong_rule_is_told_at_its_field_and_nothing_is_kept(
    visit, school: make.School, wrong: dict[str, str], said: str
) -> None:
    enter(school, "121")
    administrator = visit("administrator")
    before = contents(school.database)
    assert said in administrator.post("/school/registers/orders/rule", {**RULE, **wrong}, status=422).text
    assert contents(school.database) == before


def test_a_void_number_is_told_with_its_reason_everywhere(visit, school: make.School) -> None:
    enter(school, "1", "3")
    administrator = visit("administrator")
    sent = {"number": "2", "dated": told(TODAY), "reason": "испорчен бланк"}
    page = administrator.post("/school/registers/orders/void", sent)
    assert "аннулирован : испорчен бланк" in page.text or "аннулирован: испорчен бланк" in page.text
    printed = administrator.get("/school/registers/orders/print").text
    assert "Аннулированы № 2: испорчен бланк" in printed and "Номера без записи" not in printed
    link = page.soup.select_one('tbody a:-soup-contains("№ 2")')["href"]
    assert "Номер аннулирован испорчен бланк" in administrator.get(link).text
    again = administrator.post("/school/registers/orders/void", sent, status=422)
    assert "Номер 2 аннулирован" in again.text
    assert "номер 2 от" in administrator.get("/school/history").text


def test_numbers_of_a_body_run_by_its_term(visit, school: make.School) -> None:
    administrator = visit("administrator")
    place = "/school/registers/protocols-parents_council"
    rule = {"template": "№", "restart": "term", "since": "01.01.2026"}
    page = administrator.post(f"{place}/rule", rule)
    assert "Новый срок полномочий" in page.text
    page = administrator.post(f"{place}/term", {"since": "10.01.2026"})
    assert "Записей пока нет" in page.text
    administrator.get("/school/registers")


def test_a_register_is_opened_for_a_body_that_has_none(visit, school: make.School) -> None:
    administrator = visit("administrator")
    assert "Журналы есть у всех" in administrator.get("/school/registers/new").text
    with school.database.work() as work:
        from workflow.governance.bodies import Party
        from workflow.governance.names import Names
        from workflow.values import PartyKey

        key = PartyKey(school.id, "union")
        work.people.add_party(Party(key, "body", "trade_union", Names.fixed("профком")), make.START)
    sent = {"party": "protocol:union", "title": "Протоколы профкома", "template": "№-П", "restart": "never"}
    page = administrator.post("/school/registers/new", sent)
    assert "Протоколы профкома" in page.text
    assert "№-П" in administrator.get("/school/registers/protocols-union").text
    assert "Открыт журнал «Протоколы профкома»" in administrator.get("/school/history").text


def test_the_sheet_is_kept_as_pdf_csv_and_xlsx(visit, school: make.School) -> None:
    enter(school, "1", "3", "3/1")
    visitor = visit("auditor")
    links = [a["href"] for a in visitor.get("/school/registers/orders/print").soup.select(".actions a")]
    kinds = {link.split("sheet.")[1].split("?")[0]: link for link in links}
    assert list(kinds) == ["pdf", "csv", "xlsx"]
    for kind, link in kinds.items():
        answer = visitor.client.get(link)
        assert answer.status_code == 200
        name = f'attachment; filename="school-orders-{YEAR}.{kind}"'
        assert answer.headers["Content-Disposition"] == name
    pdf = pypdfium2.PdfDocument(visitor.client.get(kinds["pdf"]).data)
    text = pdf[0].get_textpage().get_text_range()
    assert "Последний номер: № 3/1" in text.replace("\xa0", " ") and "Номера без записи: 2" in text
    assert "Всего записей;;3" in visitor.client.get(kinds["csv"]).data.decode("utf-8-sig")
    assert visitor.client.get(kinds["xlsx"]).data.startswith(b"PK")
    visitor.get("/school/registers/orders/sheet.doc", status=404)


@pytest.mark.parametrize("path", ["new", "orders/rule", "orders/void", "orders/term"])
def test_nobody_but_the_administrator_keeps_registers(visit, school: make.School, path: str) -> None:
    for role in ("head", "auditor", "parents_council"):
        visitor: Visitor = visit(role)
        visitor.get(f"/school/registers/{path}", status=403)
        assert f"registers/{path}" not in str(visitor.get("/school/registers/orders").soup.main)
