"""The year-end sheet of a register: what it tells, and that every file of it says the same."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from workflow.formats.pdf import render_register
from workflow.formats.spreadsheet import as_csv, as_xlsx
from workflow.governance.entries import Carried, Entry
from workflow.governance.people import PersonName
from workflow.governance.registers import TERM, Register, typed_number
from workflow.governance.year_sheet import YearSheet, period_title, year_sheet
from workflow.ports import Instrument
from workflow.values import EditionKey, PartyKey

DAY = date(2026, 5, 10)
SIGNER = PersonName("Рябинина", "Ольга", "Львовна")


def entry(
    printed: str, *titles: str, void: str = "", of: Register | None = None, stated: bool = False
) -> Entry:
    number = of.read(printed, DAY) if of else typed_number(printed)
    told = Instrument("school", printed, "order", printed, DAY, "head", None)
    carried = tuple(
        Carried(
            EditionKey("school", n, 1),
            title,
            "head",
            "approve",
            "approved",
            PartyKey("school", "head"),
            stated,
        )
        for n, title in enumerate(titles, 1)
    )
    return Entry(
        told, number.serial, number.sub, SIGNER, SIGNER, "2026-05-10T09:00:00Z", carried, annulled=void
    )


def sheet(*entries: Entry) -> YearSheet:
    return year_sheet("Приказы", "МБОУ «Школа»", period_title("2026", TERM), entries)


ALL = sheet(
    entry("2", "Положение о дежурстве"),
    entry("5", void="испорчен бланк"),
    entry("39", "Порядок приёма", stated=True),
    entry("39/1", "Правила", "План работы"),
    entry("40а", "=СУММ(A1)"),
)


def test_the_sheet_tells_total_last_void_inserted_and_missing_numbers() -> None:
    assert {name.ru: value for name, value in ALL.closing} == {
        "Всего записей": "5",
        "Последний номер": "№ 40а",
        "Аннулированы": "№ 5: испорчен бланк",
        "С дробью или буквой": "№ 39/1, № 40а",
        "Номера без записи": "1, 3–4, 6–38",
    }


def test_an_order_of_points_is_told_by_its_title() -> None:
    (row,) = sheet(replace(entry("8"), title="О создании сообщества")).rows
    assert row.decided.ru == "О создании сообщества"
    (row,) = sheet(replace(entry("8", "Положение"), title="Об утверждении")).rows
    assert row.decided.ru == "Об утверждении; Положение (редакция 1): утверждено"


def test_a_number_under_a_files_index_is_not_an_inserted_one() -> None:
    of = Register("school", "orders", "order", "head", "Приказы", "{file}/{serial}", file="01-08")
    told = sheet(
        entry("01-08/1", "Приказ", of=of), entry("01-08/1/2", "Приказ", of=of), entry("01-09/2", "Приказ")
    )
    assert told.inserted == ("01-08/1/2",)


def test_an_empty_period_has_a_sheet_too() -> None:
    assert [value for _name, value in sheet().closing] == ["0"]
    assert as_csv(sheet()) and as_xlsx(sheet()) and render_register(sheet(), 2026)


def test_periods_are_said_as_people_say_them() -> None:
    said = {period: period_title(period, TERM).ru for period in ("2026", "2026/27", f"{TERM}2025-09-10", "")}
    assert list(said.values()) == [
        "2026 год",
        "2026/27 учебный год",
        "срок полномочий с 10.09.2025",
        "за всё время",
    ]


def test_csv_opens_in_russian_excel_and_starts_no_formula() -> None:
    text = as_csv(ALL).decode("utf-8-sig")
    assert as_csv(ALL).startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Приказы, 2026 год"] and rows[3][:2] == ["Номер", "Дата"]
    assert rows[4] == [
        "2",
        "10.05.2026",
        "Положение о дежурстве (редакция 1): утверждено",
        "О.Л. Рябинина",
        "",
    ]
    assert rows[5][4] == "аннулирован: испорчен бланк" and rows[6][4] == "внесён с бумаги"
    assert [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell] == []


@given(st.text(max_size=30))
def test_no_title_of_a_document_becomes_a_formula_or_another_column(title: str) -> None:
    told = sheet(entry("1", title.replace("\x00", "")))
    rows = list(csv.reader(io.StringIO(as_csv(told).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows[4]) == 5 and not rows[4][2].startswith(("=", "+", "-", "@"))


def test_xlsx_holds_the_same_words_and_real_dates() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(ALL))) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        page = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Положение о дежурстве (редакция 1): утверждено" in strings and "=СУММ(A1)" in strings
    assert "<f>" not in page and ">46152<" in page  # 10.05.2026 as office programs count days


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert as_xlsx(ALL) == as_xlsx(ALL) and as_csv(ALL) == as_csv(ALL)
    assert render_register(ALL, 2026) == render_register(ALL, 2026)


def test_pdf_repeats_the_head_on_every_page_and_ends_with_the_closing() -> None:
    many = sheet(*(entry(str(n), f"Положение о работе совета, вариант {n}") for n in range(1, 121)))
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(render_register(many, 2026))
    ]
    assert len(pages) > 2 and all("Что решено" in page for page in pages[:-1])
    assert "Всего записей: 120" in pages[-1] and "Журнал закрыт" in pages[-1]
    assert "Edition" not in pages[0] and "Редакция 0" not in pages[0] and "Приказы, 2026 год" in pages[0]


def test_english_is_complete() -> None:
    said = as_csv(ALL, "en").decode("utf-8-sig")
    assert "Number;Date" in said and "Entries in all" in said and "Signed or recorded by" in said
