"""A draft edited in a real browser: clauses reworded, added, repealed; two tabs in one; typed text kept."""

from __future__ import annotations

import make
import pytest
from looking import looked_at
from playwright.sync_api import expect
from serving import Served

from storage.documents import edition_at

TREE = "/school/documents/1/editions/1/draft"


def draft(served: Served) -> None:
    points = ("Совет решает по пункту 1.3.", "Второе.", "Третье.", "Четвёртое.")
    served.school.draft(make.text("Положение о совете", *points))


def text(served: Served) -> list[str]:
    with served.school.database.read() as connection:
        clauses = edition_at(connection, make.EditionKey("school", 1, 1)).text.clauses
    return [f"{one.label} {one.text}" for one in clauses[0].children]


@pytest.mark.parametrize("width", [1280, 320])
def test_an_administrator_edits_two_clauses_adds_one_and_repeals_one(served: Served, width: int) -> None:
    draft(served)
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/school/documents/1?edition=1")
    page.get_by_role("link", name="Править по пунктам").click()
    looked_at(page, "Правка по пунктам")
    for uid, words in (("c1", "Первое по-новому."), ("c2", "Второе по-новому.")):
        page.locator(f"#c-{uid}").get_by_role("link", name="Изменить").first.click()
        page.get_by_label("Текст").fill(words)
        looked_at(page, "Пункт")
        page.get_by_role("button", name="Записать").click()
        expect(page.locator(f"#c-{uid}").get_by_text(words)).to_be_visible()
    page.locator("#c-c2").get_by_role("link", name="Вставить после").click()
    page.get_by_label("Текст").fill("Между вторым и третьим.")
    looked_at(page, "Вставить после")
    page.get_by_role("button", name="Вставить").click()
    expect(page.get_by_text("1.2(1).")).to_be_visible()
    page.locator("#c-c4").get_by_role("link", name="Изменить").click()
    page.get_by_role("link", name="Убрать").click()
    page.get_by_label("Признать утратившим силу").check()
    looked_at(page, "Убрать")
    page.get_by_role("button", name="Убрать").click()
    expect(page.locator("#c-c4").get_by_text("Утратил силу.")).to_be_visible()
    assert text(served) == [
        "1.1 Первое по-новому.",
        "1.2 Второе по-новому.",
        "1.2(1) Между вторым и третьим.",
        "1.3 Третье.",
        "1.4 Утратил силу.",
    ]


def test_an_annex_and_the_title_are_changed(served: Served) -> None:
    draft(served)
    page = served.sign_in("administrator", 320)
    page.goto(f"{served.address}{TREE}")
    page.get_by_role("link", name="Название и вводная часть").click()
    looked_at(page, "Название и вводная часть")
    page.get_by_label("Название").fill("Положение о малом совете")
    page.get_by_role("button", name="Записать").click()
    page.get_by_role("link", name="Добавить приложение").click()
    looked_at(page, "Добавить приложение")
    page.get_by_label("Название приложения").fill("Состав совета")
    page.get_by_label("Текст приложения").fill("1. Иванова А.А., учитель.")
    page.get_by_role("button", name="Добавить приложение").click()
    expect(page.get_by_role("heading", name="Приложение 1. Состав совета")).to_be_visible()
    looked_at(page, "Правка по пунктам")
    page.get_by_role("link", name="Убрать приложение").click()
    looked_at(page, "Убрать приложение 1")
    page.get_by_role("button", name="Убрать приложение").click()
    expect(page.get_by_text("Приложение убрано из проекта")).to_be_visible()


def test_two_tabs_in_one_clause_are_both_shown_and_typed_text_outlives_a_reload(served: Served) -> None:
    draft(served)
    first = served.sign_in("administrator")
    first.goto(f"{served.address}{TREE}/c2")
    second = first.context.new_page()
    second.goto(f"{served.address}{TREE}/c2")
    first.get_by_label("Текст").fill("Второе из первого окна.")
    expect(first.get_by_text("Набранное сохранено в")).to_be_visible()
    second.get_by_label("Текст").fill("Второе из второго окна.")
    expect(second.get_by_text("Набранное сохранено в")).to_be_visible()
    second.get_by_role("button", name="Записать").click()
    expect(second.get_by_role("heading", level=1, name="Правка по пунктам")).to_be_visible()
    first.reload()
    expect(first.get_by_text("Пока вы писали")).to_be_visible()
    expect(first.get_by_label("Текст")).to_have_value("Второе из первого окна.")
    looked_at(first, "Пункт 1.2")
    first.get_by_label("Текст").fill("Второе из обоих окон.")
    first.get_by_role("button", name="Записать мой текст").click()
    expect(first.locator("#c-c2").get_by_text("Второе из обоих окон.")).to_be_visible()
    assert text(served)[1] == "1.2 Второе из обоих окон."


def test_what_is_typed_survives_a_reload_and_waits_in_the_tree(served: Served) -> None:
    draft(served)
    page = served.sign_in("administrator")
    page.goto(f"{served.address}{TREE}/c2")
    page.get_by_label("Текст").fill("Второе набрано и не записано.")
    expect(page.get_by_text("Набранное сохранено в")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Текст")).to_have_value("Второе набрано и не записано.")
    assert text(served)[1] == "1.2 Второе."
    page.goto(f"{served.address}{TREE}")
    page.locator("#c-c2").get_by_role("link", name="Продолжить").click()
    page.get_by_role("button", name="Записать").click()
    expect(page.locator("#c-c2").get_by_text("Второе набрано и не записано.")).to_be_visible()
    assert text(served)[1] == "1.2 Второе набрано и не записано."


def test_who_types_and_leaves_at_once_finds_the_text_again(served: Served) -> None:
    draft(served)
    page = served.sign_in("administrator")
    page.goto(f"{served.address}{TREE}/c2")
    page.get_by_label("Текст").fill("Второе набрано на бегу.")
    page.get_by_role("link", name="Пункт 1.3 →").click()
    expect(page.get_by_role("heading", level=1, name="Пункт 1.3")).to_be_visible()
    page.get_by_role("link", name="← Пункт 1.2").click()
    expect(page.get_by_label("Текст")).to_have_value("Второе набрано на бегу.")


def test_what_is_typed_while_the_network_is_away_is_kept_when_it_is_back(served: Served) -> None:
    draft(served)
    page = served.sign_in("administrator")
    page.goto(f"{served.address}{TREE}/c2")
    page.context.set_offline(True)
    page.get_by_label("Текст").fill("Второе без сети.")
    expect(page.get_by_text("Не сохраняется")).to_be_visible()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    expect(page.get_by_text("Не сохраняется")).to_be_visible()
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    expect(page.get_by_text("Набранное сохранено в")).to_be_visible()
    again = page.context.new_page()
    again.goto(f"{served.address}{TREE}/c2")
    expect(again.get_by_label("Текст")).to_have_value("Второе без сети.")


def test_a_long_text_that_is_kept_nowhere_asks_before_it_is_left(served: Served) -> None:
    draft(served)
    page = served.sign_in("administrator")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{served.address}/school/documents/new")
    page.get_by_role("link", name="Документы").first.click()
    expect(page.get_by_role("heading", level=1, name="Документы")).to_be_visible()
    assert asked == []
    page.goto(f"{served.address}/school/documents/new")
    page.get_by_label("Текст", exact=True).fill("Положение о саде\n\n1. Сад растёт.")
    page.get_by_role("button", name="Посмотреть").click()
    expect(page.get_by_role("heading", name="Так понят текст")).to_be_visible()
    assert asked == []
    page.get_by_role("link", name="Документы").first.click()
    expect(page.get_by_role("heading", level=1, name="Документы")).to_be_visible()
    assert asked == ["beforeunload"]


def test_the_second_tab_is_told_while_it_types_and_when_it_writes(served: Served) -> None:
    draft(served)
    first = served.sign_in("administrator")
    first.goto(f"{served.address}{TREE}/c2")
    second = served.sign_in("head")
    second.goto(f"{served.address}{TREE}/c2")
    second.get_by_label("Текст").fill("Второе от директора.")
    second.get_by_role("button", name="Записать").click()
    expect(second.locator("#c-c2").get_by_text("Второе от директора.")).to_be_visible()
    first.get_by_label("Текст").fill("Второе от администратора.")
    expect(first.get_by_text("изменил кто-то ещё")).to_be_visible()
    first.get_by_role("button", name="Записать").click()
    expect(first.get_by_text("Ваш текст не записан поверх и не потерян")).to_be_visible()
    first.get_by_role("button", name="Оставить как в проекте").click()
    expect(first.locator("#c-c2").get_by_text("Второе от директора.")).to_be_visible()


def test_a_session_that_ends_while_somebody_types_loses_nothing(served: Served) -> None:
    draft(served)
    page = served.sign_in("administrator")
    page.goto(f"{served.address}{TREE}/c2")
    kept = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("Текст").fill("Второе без входа.")
    expect(page.get_by_text("вы вышли из системы")).to_be_visible()
    page.get_by_role("button", name="Записать").click()
    expect(page.get_by_label("Текст")).to_have_value("Второе без входа.")
    assert kept
    again = page.context.new_page()
    again.goto(f"{served.address}/sign-in")
    again.get_by_label("Логин").fill("administrator")
    again.get_by_label("Пароль").fill("secret of the tests")
    again.get_by_role("button", name="Войти").click()
    again.locator('form[action="/sign-out"]').wait_for(state="attached")
    page.get_by_role("button", name="Записать").click()
    expect(page.locator("#c-c2").get_by_text("Второе без входа.")).to_be_visible()
    assert text(served)[1] == "1.2 Второе без входа."


def test_the_editor_is_worked_by_keyboard_alone(served: Served) -> None:
    draft(served)
    page = served.sign_in("administrator")
    page.goto(f"{served.address}{TREE}/c1")
    page.locator("#text").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Первое с клавиатуры.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#c-c1").get_by_text("Первое с клавиатуры.")).to_be_visible()
    assert text(served)[0] == "1.1 Первое с клавиатуры."
