"""What goes beside a chain, and a chain of one's own, in a real browser, wide and on a phone."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest
from looking import pictured
from playwright.sync_api import expect
from serving import Served

import definitions
from webapp.chains import shipped


@pytest.mark.parametrize("width", [1280, 320])
def test_a_publication_is_noted_from_its_list(served: Served, width: int) -> None:
    school = served.school
    school.publish(replace(shipped()["site-publication"][1], beside="submission"))
    school.submitted(school.publish(make.full_chain()), make.text("Положение о сайте"))
    page = served.sign_in("administrator", width)
    expect(page.get_by_role("heading", name="Разместить на сайте")).to_be_visible()
    page.get_by_role("link", name="Положение о сайте").click()
    expect(page.get_by_role("heading", name="Публикация на сайте")).to_be_visible()
    pictured(page, "beside")
    page.get_by_role("link", name="Отметить публикацию").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("На этом «Публикация на сайте» закончится.")).to_be_visible()
    pictured(page, "note")
    page.get_by_label("Замечания").fill("Раздел «Документы»")
    page.get_by_role("button", name="Отметить публикацию").click()
    expect(page.get_by_role("status").filter(has_text="Выполнено: Отметить публикацию")).to_be_visible()
    expect(page.get_by_text("Опубликовано", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_a_chain_of_ones_own_is_seen_before_it_is_used(served: Served, width: int) -> None:
    own = definitions.shipped()["site-publication"].replace("id: site-publication", "id: portal")
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/school/chains/own")
    page.get_by_label("Текст цепочки").fill(own.replace("to: late", "to: nowhere"))
    page.get_by_role("button", name="Посмотреть, что она значит").click()
    expect(page.get_by_role("heading", name="Что исправить")).to_be_visible()
    pictured(page, "faults")
    page.get_by_label("Текст цепочки").fill(own)
    page.get_by_role("button", name="Посмотреть, что она значит").click()
    expect(page.get_by_text("Идёт рядом с цепочкой согласования")).to_be_visible()
    pictured(page, "understood")
    page.get_by_role("button", name="Ввести").click()
    expect(page.get_by_role("status").filter(has_text="Цепочка введена: Публикация на сайте")).to_be_visible()
