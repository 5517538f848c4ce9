"""The printed order: head, preamble, points, control last, signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from printed_samples import PAPER_ORDER, point
from test_pdf_edition import boxes, pages

from workflow.formats.pdf import PrintedAnnex, PrintedOrder, render_order, unprintable


def text(order: PrintedOrder) -> str:
    return "\n".join(pages(render_order(order)))


@pytest.mark.parametrize(("day", "width"), [(date(2025, 8, 17), 75), (date(2025, 8, 18), 80)])
def test_the_mark_of_an_annex_is_as_wide_as_the_standard_of_the_orders_day(day: date, width: int) -> None:
    annex = PrintedAnnex("Приложение\nк приказу", "Список", (point("1", "Имя"),))
    pdf = render_order(replace(PAPER_ORDER, dated=day, annexes=(annex,)))
    (mark,) = [box for box in boxes(pdf, 1) if box[0] == "Приложение"]
    assert mark[1] == pytest.approx(200 - width, abs=0.6)


def test_an_order_reads_in_the_order_of_the_standard() -> None:
    read = text(PAPER_ORDER)
    parts = [
        "Управление образования",
        "учреждение «Лицей № 3 города Заречье»",
        "ПРИКАЗ\n",
        "10.05.2023",
        "№ 121",
        "г. Заречье",
        "О наставничестве молодых педагогов",
        "В целях поддержки",
        "ПРИКАЗЫВАЮ:",
        "1. Утвердить",
        "2. Назначить",
        "– А.К. Берёзкина",
        "3. Координатором",
        "4. Контроль за исполнением приказа оставляю за собой.",
        "Директор",
        "В.П. Рябинина",
        "С приказом ознакомлены:",
    ]
    at = 0
    for part in parts:
        at = read.index(part, at)


def test_date_stands_left_and_number_right_on_one_line() -> None:
    runs = boxes(render_order(PAPER_ORDER))
    dated = next(box for box in runs if box[0].startswith("10.05.2023"))
    number = next(box for box in runs if box[0].startswith("№ 121"))
    assert dated[1] == pytest.approx(30, abs=0.7)
    assert number[3] == pytest.approx(200, abs=0.7)
    assert dated[2] == pytest.approx(number[2], abs=1)


def test_the_name_stands_right_on_the_level_of_the_posts_last_line() -> None:
    post = "Исполняющий обязанности директора муниципального общеобразовательного учреждения"
    runs = boxes(render_order(replace(PAPER_ORDER, post=post)))
    name = next(box for box in runs if box[0] == "В.П. Рябинина")
    last = next(box for box in runs if box[0].endswith("учреждения") and box[1] < 31 and box[4] < 200)
    assert name[3] == pytest.approx(200, abs=0.7)
    assert name[2] == pytest.approx(last[2], abs=1)


def test_the_preamble_may_be_absent() -> None:
    read = text(replace(PAPER_ORDER, preamble=""))
    assert "О наставничестве молодых педагогов\nПРИКАЗЫВАЮ:" in read


def test_points_that_end_with_control_are_printed_as_given() -> None:
    own = (*PAPER_ORDER.points, point("4", "Контроль возложить на заместителя директора."))
    read = text(replace(PAPER_ORDER, points=own, control=""))
    assert "4. Контроль возложить" in read
    assert "оставляю за собой" not in read


def test_an_unregistered_order_has_blanks_for_date_and_number() -> None:
    read = text(replace(PAPER_ORDER, number=None, dated=None, draft=True))
    assert "____________" in read.split("г. Заречье")[0]
    assert "№ ____" in read
    assert "ПРОЕКТ" in read


def test_a_signature_never_stands_on_a_page_without_the_last_point() -> None:
    for lines in range(20, 40):
        many = tuple(point(str(n), "Выполнить в срок.") for n in range(1, lines))
        read = pages(render_order(replace(PAPER_ORDER, points=many, acquainted=())))
        signed = next(page for page in read if "В.П. Рябинина" in page)
        assert "Контроль за исполнением" in signed


def test_an_order_of_control_alone_prints() -> None:
    assert "1. Контроль за исполнением" in text(replace(PAPER_ORDER, points=()))
    assert "ПРИКАЗЫВАЮ:" in text(replace(PAPER_ORDER, points=(), control=""))


def test_a_character_the_font_lacks_is_told_for_orders_too() -> None:
    assert unprintable(replace(PAPER_ORDER, heading="О стрелках →")) == ("→",)
