"""A live case taken over to another chain in a real browser, wide and on a phone."""

from __future__ import annotations

import make
import pytest
from looking import pictured
from playwright.sync_api import expect
from serving import Served

from workflow.chain.compile import compile_chain
from workflow.engine.definition import Definition

BASE = "/school/chains/migration"


def shorter() -> Definition:
    """The full chain without the student council."""
    councils = [make.step(kind, "agree") for kind in make.COUNCILS if kind != "student_council"]
    adopted, approved = make.step("pedagogical_council", "adopt"), make.step("head", "approve", "order")
    return compile_chain(make.chain(councils, [adopted], [approved]))


@pytest.mark.parametrize("width", [1280, 320])
def test_a_live_case_is_taken_over_on_the_screen(served: Served, width: int) -> None:
    school = served.school
    edition = school.submitted(school.publish(make.full_chain()))
    school.decide(edition, "student_council", "agreed", "2")
    school.decide(edition, "parents_council", "agreed", "3")
    ended = school.submitted(school.publish(shorter()))
    page = served.sign_in("administrator", width)
    page.goto(f"{served.address}/school/chains")
    page.get_by_role("link", name="Перевести идущие согласования").click()
    pictured(page, "choose")
    page.get_by_role("link", name="Перевести на").first.click()
    pictured(page, "map")
    page.get_by_role("button", name="Посмотреть, что изменится").click()
    expect(page.get_by_role("alert")).to_be_visible()
    pictured(page, "map-asks")
    page.get_by_label("Совет обучающихся: согласовать").select_option("не переносить")
    page.get_by_role("button", name="Посмотреть, что изменится").click()
    expect(page.get_by_text("Отметка потеряет силу: орган student_council")).to_be_visible()
    pictured(page, "cases")
    page.get_by_role("button", name="Перевести: 1 документ").click()
    expect(page.get_by_role("status").filter(has_text="Переведено: 1")).to_be_visible()
    page.goto(f"{served.address}/school/documents/{edition.key.document}/history")
    expect(page.get_by_text("Ход редакции 1 переведён на цепочку")).to_be_visible()
    pictured(page, "history")
    assert school.decide(edition, "governing_council", "agreed", "4").state == "stage2"
    assert ended.key.document == 2
