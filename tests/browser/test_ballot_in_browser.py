"""A vote of members: opened by the secretary, cast by each, closed; its protocol answers a document."""

from __future__ import annotations

import make
import pytest
from looking import pictured
from playwright.sync_api import Page, expect
from serving import PASSWORD, Served
from werkzeug.security import generate_password_hash

from storage.accounts import Account, open_account

COUNCIL = "parents_council"
MEMBERS = (f"{COUNCIL}-chair", f"{COUNCIL}-member")


def with_members(served: Served) -> None:
    """The chair and the member have ways in of their own."""
    password = generate_password_hash(PASSWORD, method="scrypt:1024:8:1")
    with served.school.database.work() as work:
        for role in MEMBERS:
            open_account(work.connection, Account(served.school.person(role), role, password, False))


def open_one(page: Page, served: Served, secret: bool) -> None:
    page.goto(f"{served.address}/school/ballots")
    page.get_by_role("link", name="Открыть голосование").click()
    page.get_by_label("Документ").select_option(index=1)
    if secret:
        page.get_by_label("Тайно: видны только итоги").check()
    pictured(page, "ballot-new")
    page.get_by_role("button", name="Открыть голосование").click()
    expect(page.get_by_role("status").filter(has_text="Голосование открыто")).to_be_visible()


def vote(page: Page, choice: str) -> None:
    """From «Ждут меня» to one's own voice."""
    page.goto("/".join(page.url.split("/")[:3]) + "/")
    pictured(page, "ballot-inbox")
    page.get_by_role("link", name="Проголосовать").first.click()
    page.get_by_label(choice, exact=True).check()
    pictured(page, "ballot-vote")
    page.get_by_role("button", name="Проголосовать").click()
    expect(page.get_by_text("Ваш голос учтён").first).to_be_visible()
    pictured(page, "ballot-voted")


@pytest.mark.parametrize(("width", "secret"), [(1280, False), (320, True)])
def test_members_vote_and_the_protocol_of_it_answers_the_document(
    served: Served, width: int, secret: bool
) -> None:
    school = served.school
    with_members(served)
    school.submitted(school.publish(make.full_chain()))
    secretary = served.sign_in(COUNCIL, width)
    open_one(secretary, served, secret)
    address = secretary.url
    pictured(secretary, "ballot-open")
    vote(secretary, "За")
    for role in MEMBERS[:1]:
        vote(served.sign_in(role, width), "За")
    member = served.sign_in(MEMBERS[1], width)
    member.goto(address)
    expect(member.get_by_text("2 из 3")).to_be_visible()
    expect(member.get_by_text("Кто участвовал")).to_have_count(0)
    secretary.goto(address)
    expect(secretary.get_by_role("row").filter(has_text="проголосовал(а)")).to_have_count(2)
    secretary.get_by_role("link", name="Закончить голосование").click()
    pictured(secretary, "ballot-close")
    secretary.get_by_role("button", name="Закончить голосование").click()
    expect(secretary.get_by_text("Присутствовали 2 из 3, кворум есть").first).to_be_visible()
    expect(secretary.get_by_role("columnheader", name="Голос", exact=True)).to_have_count(0 if secret else 1)
    pictured(secretary, "ballot-closed")
    secretary.get_by_role("link", name="Записать протокол").click()
    pictured(secretary, "ballot-protocol")
    secretary.get_by_role("button", name="Записать протокол").click()
    expect(secretary.get_by_role("status").filter(has_text="Протокол записан: № 1")).to_be_visible()
    secretary.get_by_role("link", name="открыть протокол").click()
    told = "тайно: за 2, против 0" if secret else "за 2, против 0"
    expect(secretary.get_by_text(told).first).to_be_visible()
    secretary.get_by_role("link", name="Голосовать повторно").click()
    pictured(secretary, "ballot-again")
    expect(secretary.get_by_label("Голосуют повторно вместо")).not_to_have_value("")
    member.goto(f"{served.address}/")
    expect(member.get_by_role("link", name="Проголосовать")).to_have_count(0)
    secretary.goto(f"{served.address}/school/ballots")
    pictured(secretary, "ballots")
