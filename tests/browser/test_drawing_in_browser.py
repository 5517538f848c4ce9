"""The drawing of a chain in a real browser: in every theme, on a phone, in large type, by keyboard."""

from __future__ import annotations

import pytest
from looking import accessible, fits
from playwright.sync_api import expect
from serving import Served

from webapp.chains import shipped

INSIDE = """() => {
  const words = [...document.querySelectorAll("svg.diagram text")].map((one) => one.getBBox());
  const boxes = [...document.querySelectorAll("svg.diagram rect")].map((one) => one.getBBox());
  const within = (one) => boxes.some((box) => one.y >= box.y && one.y + one.height <= box.y + box.height
    && one.x >= box.x && one.x + one.width <= box.x + box.width);
  const across = (one) => boxes.some((box) => one.x < box.x + box.width && box.x < one.x + one.width
    && one.y < box.y + box.height && box.y < one.y + one.height);
  return words.filter((one) => !within(one) && across(one)).length;
}"""

MOVED = """(one) => new Promise((done) => requestAnimationFrame(function look() {
  one.scrollLeft ? done(one.scrollLeft) : requestAnimationFrame(look);
}))"""


@pytest.fixture
def address(served: Served) -> str:
    known = served.school.publish(shipped()["regulation-gymnasium"][1])
    return f"{served.address}/school/chains/regulation/{known}/drawing?at=adoption"


@pytest.mark.parametrize("look", ["theme=light", "theme=dark", "view=large"])
def test_words_stay_within_their_boxes_and_the_page_is_accessible(served, address, look) -> None:
    page = served.sign_in("head")
    page.goto(f"{address}&{look}")
    expect(page.locator("svg.diagram").get_by_text("Сейчас здесь", exact=True)).to_be_visible()
    assert page.evaluate(INSIDE) == 0
    accessible(page)


def test_on_a_phone_the_picture_moves_in_its_own_frame(served, address) -> None:
    page = served.sign_in("head", width=320)
    page.goto(address)
    fits(page)
    frame = page.locator(".drawing")
    assert frame.evaluate("(one) => one.scrollWidth > one.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    assert frame.evaluate(MOVED) > 0
