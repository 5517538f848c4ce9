"""One sitting of four bodies on one form, by keyboard alone; the protocol, its extract and its correction."""

from __future__ import annotations

import re

import make
import pypdfium2
import pytest
from looking import pictured
from playwright.sync_api import Page, expect
from serving import Served
from test_main_job_in_browser import TODAY

from webapp import clock
from workflow.governance.people import MEMBER, SECRETARY, PersonName
from workflow.values import PartyKey

CLERK = "administrator"


def with_members(school: make.School) -> None:
    """Seven more members in each body, and the clerk keeps the minutes of all four."""
    surnames = ("Алёшина", "Ёлкин", "Жукова", "Зимин", "Иванова", "Котова", "Лунин")
    with school.database.work() as work:
        for kind in make.BODIES:
            key = PartyKey(school.id, kind)
            work.people.end_seat(key, school.person(kind), make.START, make.later(-400))
            work.people.seat(key, school.person(CLERK), SECRETARY, make.later(-400))
            for surname in surnames:
                person = f"{kind}-{surname}"
                work.people.add_person(person, PersonName(surname, "Анна", "Петровна"), make.START)
                work.people.seat(key, person, MEMBER, make.START)


def press_to(page: Page, control: str) -> int:
    """Go forward with the Tab key until the control has the focus; returns how many presses it took."""
    for presses in range(1, 200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == control:
            return presses
    raise AssertionError(f"{control} is not reached by the keyboard")


def test_four_bodies_and_one_text_are_one_form_without_a_mouse(served: Served) -> None:
    school = served.school
    with_members(school)
    edition = school.submitted(school.publish(make.full_chain()))
    page = served.sign_in(CLERK)
    page.get_by_role("checkbox", name="Выбрать: Положение").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Записать заседание").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Записать заседание").wait_for()
    page.get_by_label("Дата заседания").focus()
    keys = 0
    for kind, number in zip(make.BODIES, ("4", "3", "3", "18"), strict=True):
        if kind != "governing_council" and not page.locator(f"[id='{kind}.sat']").is_checked():
            keys += press_to(page, f"{kind}.sat") + 1
            page.keyboard.press("Space")
        keys += press_to(page, f"{kind}.number") + len(number)
        page.keyboard.type(number)
        question = f"{kind}.{school.id}.{edition.key.document}.1.{kind}"
        keys += press_to(page, f"{question}.vote") + 1
        page.keyboard.press("Space")
    pictured(page, "sitting-filled")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="№ 4, № 3, № 3, № 18")).to_be_visible()
    expect(page.get_by_text("Присутствовали 10 из 10, кворум есть").first).to_be_visible()
    # At two keys a second this is under a minute; the form has no key that waits.
    assert keys < 90, keys
    pictured(page, "sitting-result")
    assert (
        school.decide(edition, "head", "approved", "121", dated=clock.today(), today=clock.today()).state
        == "in_force"
    )


def record_one(served: Served, page: Page) -> None:
    """The parents' council agrees to one text, eight for it and two against."""
    page.goto(f"{served.address}/school/sittings/new?body=parents_council")
    name = "parents_council.school.1.1.parents_council"
    page.locator(f"[id='{name}.vote.count']").check()
    page.locator(f"[id='{name}.yes']").fill("8")
    page.locator(f"[id='{name}.no']").fill("2")
    page.get_by_role("button", name="Записать заседание").click()
    expect(page.get_by_role("status").filter(has_text="Заседание записано")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_a_protocol_is_seen_printed_extracted_and_corrected(served: Served, width: int) -> None:
    school = served.school
    with_members(school)
    school.submitted(school.publish(make.full_chain()))
    page = served.sign_in(CLERK, width)
    pictured(page, "sitting-inbox")
    page.goto(f"{served.address}/school/sittings/new")
    pictured(page, "sitting-form")
    record_one(served, page)
    page.get_by_role("link", name="протокол № 1").click()
    expect(page.get_by_text("за 8, против 2, воздержались 0: принято большинством").first).to_be_visible()
    pictured(page, "protocol")
    path = re.sub(r"^https?://[^/]+", "", page.url)
    words = "".join(
        one.get_textpage().get_text_range()
        for one in pypdfium2.PdfDocument(page.request.get(f"{served.address}{path}/pdf").body())
    )
    assert "ПРОТОКОЛ" in words and "СЛУШАЛИ" in words
    page.get_by_role("link", name="Выписка").click()
    pictured(page, "extract")
    page.goto(f"{served.address}{path}/correct")
    page.get_by_role("button", name="Записать исправление").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Как следует читать").fill("вместо «8» читать «9»")
    page.get_by_label("Основание исправления").fill("описка")
    pictured(page, "correct")
    page.get_by_role("button", name="Записать исправление").click()
    expect(page.get_by_text("вместо «8» читать «9»")).to_be_visible()
    page.goto(f"{served.address}/school/sittings")
    pictured(page, "sittings")


@pytest.mark.parametrize("width", [1280, 320])
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_lost(served: Served, width: int) -> None:
    school = served.school
    with_members(school)
    school.submitted(school.publish(make.full_chain()))
    page = served.sign_in(CLERK, width)
    page.goto(f"{served.address}/school/sittings/new?body=parents_council")
    name = "parents_council.school.1.1.parents_council"
    page.locator(f"[id='{name}.vote.count']").check()
    page.locator(f"[id='{name}.yes']").fill("11")
    page.get_by_role("button", name="Записать заседание").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_text("Голосов 11, а голосовать могли 10").first).to_be_visible()
    expect(page.locator(f"[id='{name}.yes']")).to_have_value("11")
    pictured(page, "sitting-faults")
    page.get_by_label("Дата заседания").fill(TODAY[:6] + "2019")
    page.get_by_role("button", name="Показать состав на эту дату").click()
    expect(page.get_by_text("В этот день в органе никого нет").first).to_be_visible()
