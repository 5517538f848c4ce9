"""A task is taken and let go, and who acts for another is seen on the document and in its history."""

from __future__ import annotations

import make
import pytest
from looking import pictured
from playwright.sync_api import expect
from serving import Served
from test_ballot_in_browser import with_members
from test_main_job_in_browser import TODAY

from storage.seating import PeopleDatabase
from workflow.governance.people import ACTING
from workflow.services import people
from workflow.services.people_ports import Appointment
from workflow.values import PartyKey

COUNCIL = "parents_council"


@pytest.mark.parametrize("width", [1280, 320])
def test_a_task_that_one_has_taken_is_seen_so_by_the_other(served: Served, width: int) -> None:
    school = served.school
    with_members(served)
    school.submitted(school.publish(make.full_chain()))
    secretary, chair = served.sign_in(COUNCIL, width), served.sign_in(f"{COUNCIL}-chair", width)
    secretary.get_by_role("link", name="Решить").click()
    secretary.get_by_role("button", name="Беру на себя").click()
    expect(secretary.get_by_role("button", name="Отпустить")).to_be_visible()
    chair.goto(f"{served.address}/")
    expect(chair.get_by_text("Взято: А.П. Секретарь")).to_be_visible()
    pictured(chair, "claimed-inbox")
    secretary.get_by_role("button", name="Отпустить").click()
    chair.goto(f"{served.address}/")
    expect(chair.get_by_text("Взято:")).to_have_count(0)


def test_who_acts_for_the_head_is_told_with_the_paper_that_says_so(served: Served) -> None:
    school = served.school
    chain = make.chain([make.step("head", "approve", "order")])
    school.submitted(school.publish(make.compile_chain(chain)))
    new = Appointment(school.person(COUNCIL), ACTING, make.TODAY, None, "приказ № 243 от 01.09.2025")
    store = PeopleDatabase(school.database)
    people.seat(store, school.administrator, PartyKey(school.id, "head"), new, make.moment())
    acting = served.sign_in(COUNCIL)
    acting.get_by_role("link", name="Решить").click()
    expect(acting.get_by_text("исполняющий обязанности").first).to_be_visible()
    acting.get_by_label("Утверждено", exact=True).check()
    acting.get_by_label("Дата приказа").fill(TODAY)
    acting.get_by_role("button", name="Издать приказ и записать решение").click()
    acting.goto(f"{served.address}/school/documents/1/history")
    expect(acting.get_by_text("приказ № 243 от 01.09.2025").first).to_be_visible()
    pictured(acting, "acting-history")
