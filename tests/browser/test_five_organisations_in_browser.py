"""Five organisations take a regulation their own way through the screens, up to the printed act.

Their numbers, days and orders of steps are those of real schools; their names are invented.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from looking import accessible
from playwright.sync_api import Page, expect
from town import CLERK, Place, Town, held, opened

from workflow.governance.bodies import Organisation
from workflow.governance.names import Names
from workflow.governance.people import CHAIR, MEMBER, SECRETARY

DIRECTOR = Names("директор", "директора", "директором")
TEXT = """Положение {about}

1. Общие положения

1.1. Сообщество собирает учителей, которые вместе готовят и разбирают уроки.
1.2. {first}

2. Заключительные положения

2.1. Положение действует до принятия нового.
"""


def organisation(id_: str, short: Names, full: str, place: str) -> Organisation:
    return Organisation(id_, None, "Europe/Moscow", place, full, short)


def body(kind: str, names: Names, chair: str, *members: str, **more: Any) -> Place:
    """A body whose minutes the clerk keeps."""
    seats = [(CHAIR, chair, ""), (SECRETARY, CLERK.full, ""), *((MEMBER, one, "") for one in members)]
    return Place(kind, names, tuple(seats), **more)


def office(kind: str, names: Names, who: str) -> Place:
    return Place(kind, names, held(who, kind))


@pytest.fixture
def open_town(
    browser, sqlite_databases, tmp_path: Path, monkeypatch
) -> Iterator[partial[AbstractContextManager[Town]]]:
    """Opens an organisation for the test."""
    yield partial(
        opened, browser=browser, databases=sqlite_databases, folder=tmp_path, monkeypatch=monkeypatch
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the printed papers go: kept where pictures are wanted."""
    return Path(os.environ.get("GRIF_TEST_PICTURES", tmp_path))


def put_in(page: Page, about: str, first: str) -> str:
    """Paste a text, look how it is understood, save it, send it on its way; returns its address."""
    page.get_by_role("link", name="Документы").first.click()
    page.get_by_role("link", name="Новый документ").first.click()
    page.get_by_label("Текст", exact=True).fill(TEXT.format(about=about, first=first))
    page.get_by_role("button", name="Посмотреть").click()
    page.get_by_role("button", name="Сохранить").click()
    return send(page)


def send(page: Page) -> str:
    page.get_by_role("link", name="Отправить по цепочке").click()
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_role("status")).to_be_visible()
    return page.url.split("?")[0]


def decide(page: Page, number: str, button: str, outcome: str = "Утверждено", dated: str = "") -> None:
    """The answer of the one thing that waits."""
    page.get_by_role("link", name="Решить").first.click()
    page.get_by_role("radio", name=outcome, exact=True).check()
    page.get_by_label("Номер").fill(number)
    if dated:
        page.get_by_label("Дата").fill(dated)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").filter(has_text=f"№ {number}")).to_be_visible()


COUNCILS = (
    body(
        "governing_council",
        Names("управляющий совет", "управляющего совета", "управляющим советом"),
        "Бойцов Роман Ильич",
        "Дроздова Инна Павловна",
        "Ефремов Лев Борисович",
    ),
    body(
        "parents_council",
        Names("совет родителей", "совета родителей", "советом родителей"),
        "Жарова Алла Петровна",
        "Зуев Иван Кириллович",
    ),
    body(
        "student_council",
        Names("совет обучающихся", "совета обучающихся", "советом обучающихся"),
        "Исаева Мила Андреевна",
        "Кротов Пётр Денисович",
    ),
    body(
        "pedagogical_council",
        Names("педагогический совет", "педагогического совета", "педагогическим советом"),
        "Лосева Вера Юрьевна",
        "Мухин Олег Янович",
        restart="school_year",
    ),
)


def sit(page: Page, numbers: tuple[str, ...]) -> float:
    """One sitting of all bodies over the one text that waits, without a mouse; returns how long it took."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2])
    began = time.monotonic()
    page.get_by_role("checkbox", name="Выбрать: Положение").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Записать заседание").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Записать заседание").wait_for()
    page.get_by_label("Дата заседания").focus()
    for place, number in zip(COUNCILS, numbers, strict=True):
        tab_to(page, f"{place.kind}.sat")
        if not page.locator(f"[id='{place.kind}.sat']").is_checked():
            page.keyboard.press("Space")
        tab_to(page, f"{place.kind}.number")
        page.keyboard.type(number)
        tab_to(page, ".vote")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    told = ", ".join(f"№ {number}" for number in numbers)
    expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
    return time.monotonic() - began


def tab_to(page: Page, control: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if str(page.evaluate("document.activeElement.id")).endswith(control):
            return
    raise AssertionError(f"{control} is not reached by the keyboard")


def test_a_gymnasium_asks_three_councils_then_the_teachers_then_the_director(open_town, folder: Path) -> None:
    of = organisation(
        "gymnasium",
        Names.fixed("МОУ «Гимназия № 2»"),
        "Муниципальное общеобразовательное учреждение «Гимназия № 2»",
        "г. Верхнереченск",
    )
    places = (*COUNCILS, office("head", DIRECTOR, "Панова Ирина Александровна"))
    with open_town(of, places, ("regulation-gymnasium",)) as town:
        town.travel(date(2023, 4, 28))
        clerk = town.sign_in("clerk")
        address = put_in(clerk, "о сообществе учителей", "Встречи проходят раз в месяц.")
        # Two minutes are the promise; a person types slower than this, but not sixty times.
        assert sit(clerk, ("4", "3", "3", "18")) < 60
        accessible(clerk)
        town.travel(date(2023, 5, 10))
        director = town.sign_in("head")
        decide(director, "121", "приказ")
        words = town.printed(director, "documents/1/pdf", folder)
        assert "УТВЕРЖДЕНО приказом МОУ «Гимназия № 2» от 10.05.2023 № 121" in words
        adopted = words.index("ПРИНЯТО")
        agreed = [words.index(f"(протокол от 28.04.2023 № {one})") for one in ("18", "4", "3")]
        assert adopted < agreed[0] < agreed[1] < agreed[2] and words.count("от 28.04.2023 № 3)") == 2
        amend(town, address, folder)


def amend(town: Town, address: str, folder: Path) -> None:
    """The new edition goes the same way, and the former one lapses by itself."""
    town.travel(date(2024, 2, 12))
    clerk = town.sign_in("clerk")
    clerk.goto(address)
    clerk.get_by_role("link", name="Новая редакция").first.click()
    clerk.get_by_label("Текст", exact=True).fill(
        TEXT.format(about="о сообществе учителей", first="Встречи проходят два раза в месяц.")
    )
    clerk.get_by_role("button", name="Посмотреть").click()
    clerk.get_by_role("button", name="Сохранить").click()
    send(clerk)
    sit(clerk, ("2", "1", "1", "11"))
    town.travel(date(2024, 2, 19))
    director = town.sign_in("head")
    decide(director, "37", "приказ")
    director.get_by_role("link", name="Приказы", exact=True).click()
    director.get_by_role("link", name="№ 37").click()
    expect(director.get_by_text("Признать утратившим силу Положение").first).to_be_visible()
    town.printed(director, f"instruments/{director.url.rsplit('/', 1)[1]}/pdf", folder)
    director.goto(f"{address}?edition=1")
    lapsed = director.get_by_role("term").filter(has_text="Утратила силу")
    expect(lapsed.locator("xpath=following-sibling::dd[1]")).to_contain_text("19 февраля 2024")


def test_one_order_founds_a_community_with_its_regulation_members_and_coordinator(
    open_town, folder: Path
) -> None:
    of = organisation(
        "north",
        Names.fixed("МАОУ «Школа „Северная“»"),
        "Муниципальное автономное общеобразовательное учреждение «Школа „Северная“»",
        "г. Приозёрный",
    )
    places = (office("head", DIRECTOR, "Титов Сергей Юрьевич"),)
    with open_town(of, places, ("regulation-order-annex",)) as town:
        town.travel(date(2023, 2, 21))
        clerk = town.sign_in("clerk")
        put_in(clerk, "о профессиональном клубе", "Встречи проходят раз в месяц.")
        director = town.sign_in("head")
        director.get_by_role("link", name="Приказы", exact=True).click()
        director.get_by_role("link", name="Новый приказ").click()
        director.get_by_role("button", name="Составить проект приказа").click()
        add(
            director,
            "Создать орган или сообщество",
            kind="Сообщество педагогов",
            name="клуб педагогов",
        )
        members = ("Уварова Анна Львовна, председатель", "Фомин Глеб Ильич", "Хохлова Яна Олеговна",
                   "Цой Марина Сергеевна", "Чернов Павел Антонович")  # fmt: skip
        add(director, "Утвердить состав", party="Клуб педагогов", members="\n".join(members),
            last_day="31.08.2023")  # fmt: skip
        add(director, "Назначить на должность", party="Координатор клуба педагогов",
            new="Уварова Анна Львовна", last_day="31.08.2023")  # fmt: skip
        director.get_by_role("link", name="К подписанию").click()
        director.get_by_label("Номер приказа").fill("95")
        director.get_by_role("button", name="Подписать приказ").click()
        expect(director.get_by_role("heading", name="Приказ № 95 от 21.02.2023")).to_be_visible()
        accessible(director)
        order = town.printed(director, f"instruments/{director.url.rsplit('/', 1)[1]}/pdf", folder)
        places_ = [order.index(one) for one in (
            "ПРИКАЗ", "21.02.2023", "№ 95", "ПРИКАЗЫВАЮ:", "Утвердить Положение", "Создать клуб педагогов",
            "Утвердить состав", "Уварова Анна Львовна, председатель", "Назначить", "Контроль за исполнением",
            "Директор", "С.Ю. Титов",
        )]  # fmt: skip
        assert places_ == sorted(places_)
        act = town.printed(director, "documents/1/pdf", folder)
        assert "Приложение" in act and "приказом МАОУ «Школа „Северная“» от 21.02.2023 № 95" in act


def add(page: Page, point: str, **said: str) -> None:
    """Add a point of the order; what is not said stays as it is offered."""
    page.get_by_label("Какой пункт добавить").select_option(label=point)
    page.get_by_role("button", name="Добавить пункт").click()
    if "kind" in said:
        page.get_by_label("Вид").select_option(label=said["kind"])
        page.get_by_label("Название: кто?").fill(said["name"])
    if "party" in said:
        page.get_by_label("Орган или должность").select_option(label=said["party"])
    if "members" in said:
        page.get_by_label("Состав").fill(said["members"])
    if "new" in said:
        page.get_by_label("Новый человек").fill(said["new"])
    if "last_day" in said:
        page.get_by_label("Последний день").fill(said["last_day"])
    page.get_by_role("button", name="Сохранить пункт").click()
    expect(page.get_by_text("Что произойдёт").first).to_be_visible()


def test_a_kindergartens_council_adopts_alone_and_no_director_stands_on_the_act(
    open_town, folder: Path
) -> None:
    of = organisation(
        "kindergarten",
        Names.fixed("МБДОУ ДС № 5"),
        "Муниципальное бюджетное дошкольное образовательное учреждение детский сад № 5",
        "г. Ольховск",
    )
    with open_town(of, COUNCILS[:1], ("regulation-council",)) as town:
        town.travel(date(2023, 8, 30))
        clerk = town.sign_in("clerk")
        put_in(clerk, "о сообществе воспитателей", "Сообщество собирается, когда это нужно.")
        clerk.goto(town.address)
        decide(clerk, "1", "Записать решение", "Принято", "30.08.2023")
        words = town.printed(clerk, "documents/1/pdf", folder)
        assert "ПРИНЯТО Управляющим советом МБДОУ ДС № 5 (протокол от 30.08.2023 № 1)" in words
        assert "УТВЕРЖД" not in words and "приказ" not in words
        clerk.goto(f"{town.address}/kindergarten/documents/1")
        expect(clerk.get_by_text("Действует", exact=True).first).to_be_visible()


def test_a_districts_order_has_a_number_between_two_others(open_town, folder: Path) -> None:
    of = organisation(
        "district",
        Names(
            "Управление образования Заречного района",
            "Управления образования Заречного района",
            "Управлением образования Заречного района",
        ),
        "Управление образования Заречного района",
        "п. Заречный",
    )
    head = Names("начальник", "начальника", "начальником")
    places = (office("authority", head, "Щукина Елена Павловна"),)
    with open_town(of, places, ("regulation-authority",)) as town:
        town.travel(date(2020, 3, 23))
        clerk = town.sign_in("clerk")
        numbers = ("39", "40", "39/1")
        for at, _number in enumerate(numbers, 1):
            put_in(clerk, f"о районном сообществе № {at}", "План утверждается до 15 сентября.")
        director = town.sign_in("authority")
        for number in numbers:
            director.goto(town.address)
            decide(director, number, "приказ")
        director.get_by_role("link", name="Журналы").click()
        director.get_by_role("link", name="Приказы: начальник").click()
        director.get_by_role("link", name="Показать по порядку номеров").click()
        expect(director.get_by_role("link", name="Показать по порядку номеров")).to_have_count(0)
        director.wait_for_load_state()
        listed = [one.inner_text() for one in director.get_by_role("link", name="№").all()]
        assert [one for one in listed if one in ("№ 39", "№ 39/1", "№ 40")] == ["№ 39", "№ 39/1", "№ 40"]
        accessible(director)
        words = town.printed(director, "documents/3/pdf", folder)
        assert "УТВЕРЖДЕНО приказом Управления образования Заречного района от 23.03.2020 № 39/1" in words
        sheet = town.printed(director, "registers/orders-authority/sheet.pdf?period=2020", folder)
        assert "Последний номер: № 40" in sheet and "39/1" in sheet


def test_a_village_directors_order_of_a_saturday_is_an_order(open_town, folder: Path) -> None:
    of = organisation(
        "village",
        Names.fixed("МБОУ Сосновская СШ"),
        "Муниципальное бюджетное общеобразовательное учреждение Сосновская средняя школа",
        "с. Сосновка",
    )
    places = (office("head", DIRECTOR, "Юшков Тимур Антонович"),)
    with open_town(of, places, ("regulation-head",)) as town:
        town.travel(date(2018, 9, 1))
        clerk = town.sign_in("clerk")
        put_in(clerk, "о сообществе учителей", "Руководителя назначает директор.")
        director = town.sign_in("head")
        decide(director, "71", "приказ")
        words = town.printed(director, "documents/1/pdf", folder)
        assert "УТВЕРЖДЕНО приказом МБОУ Сосновская СШ от 01.09.2018 № 71" in words
        director.get_by_role("link", name="Приказы", exact=True).click()
        director.get_by_role("link", name="№ 71").click()
        order = town.printed(director, f"instruments/{director.url.rsplit('/', 1)[1]}/pdf", folder)
        assert "Т.А. Юшков" in order and "Ввести Положение в действие с 01.09.2018" in order
