"""Chains on the screens: told and drawn to every member, published and withdrawn by the administrator."""

from __future__ import annotations

import make
import pytest
from written import contents

from webapp.chains import shipped
from workflow.values import DocumentKey

GYMNASIUM = "regulation-gymnasium"


def test_a_member_reads_the_chains_in_use_by_kind(visit, school: make.School) -> None:
    page = visit("parents_council-member").get("/school/chains")
    assert "Ни одной цепочки ещё не введено" in page.text
    school.publish(shipped()["plan-community"][1], "plan")
    school.publish(shipped()[GYMNASIUM][1])
    page = visit("parents_council-member").get("/school/chains")
    assert [one.get_text() for one in page.soup.select("main h2")] == [
        "Положение. Полная цепочка",
        "План сообщества. Утверждает руководитель",
    ]
    assert "Затем его принимает педагогический совет." in page.text
    first = page.soup.select_one("ol.chain")
    assert [one.get_text() for one in first.select(".step-who")] == [
        "Управляющий совет",
        "Совет родителей",
        "Совет обучающихся",
        "Педагогический совет",
        "Руководитель",
    ]
    assert [one.get_text() for one in first.select(".step-state")] == [*["протокол"] * 4, "приказ"]
    assert not page.soup.select('main a[href*="withdraw"], main a[href$="/new"]')


def test_chains_are_told_in_english_too(visit, school: make.School) -> None:
    school.publish(shipped()[GYMNASIUM][1])
    page = visit("head").get("/school/chains?lang=en")
    assert "Regulation, full chain" in page.text and "protocol" in page.text


def test_an_administrator_takes_a_shipped_chain_into_use_and_out_again(
    app, visit, school: make.School
) -> None:
    administrator = visit("administrator")
    offered = administrator.get("/school/chains/new")
    assert {one["value"] for one in offered.soup.select("input[name=chain]")} == set(shipped())
    done = administrator.post("/school/chains/new", {"chain": GYMNASIUM})
    assert "Цепочка введена" in done.text
    assert not administrator.get("/school/chains/new").soup.select(f'input[value="{GYMNASIUM}"]')
    withdraw = done.soup.select_one('main a[href*="withdraw"]')["href"]
    assert "Ни одной цепочки ещё не введено" in administrator.post(withdraw, {}).text
    administrator.get(withdraw, status=404)
    administrator.post("/school/chains/new", {"chain": GYMNASIUM})
    kinds = [one.kind for one in app.extensions["grif"].reads.history(DocumentKey("school", 0))]
    assert kinds == ["definition_published", "definition_withdrawn", "definition_published"]


def test_a_chain_withdrawn_in_another_tab_is_told(visit, school: make.School) -> None:
    school.publish(shipped()[GYMNASIUM][1])
    administrator = visit("administrator")
    withdraw = administrator.get("/school/chains").soup.select_one('main a[href*="withdraw"]')["href"]
    token = administrator.get(withdraw).soup.select_one("main input[name=csrf_token]")["value"]
    administrator.post(withdraw, {})
    before = contents(school.database)
    answer = administrator.client.post(withdraw, data={"csrf_token": token})
    assert answer.status_code == 409 and "уже не применяется" in answer.text
    assert contents(school.database) == before


def test_what_is_on_its_way_goes_on_after_its_chain_is_withdrawn(visit, school: make.School) -> None:
    known = school.publish(make.full_chain())
    school.submitted(known)
    visit("administrator").post(f"/school/chains/regulation/{known}/withdraw", {})
    page = visit("parents_council").get("/")
    assert page.soup.select(".task")
    school.draft()
    assert (
        "ещё не введена ни одна цепочка"
        in visit("administrator").get("/school/documents/2/editions/1/submit").text
    )


@pytest.mark.parametrize("chain", ["", "no-such-chain", "../order-head"])
def test_only_a_shipped_chain_can_be_taken(visit, school: make.School, chain: str) -> None:
    administrator = visit("administrator")
    before = contents(school.database)
    page = administrator.post("/school/chains/new", {"chain": chain}, status=422)
    assert page.soup.select_one(".field-error")
    assert contents(school.database) == before


def test_a_kind_or_chain_that_is_not_there_is_not_found(visit, school: make.School) -> None:
    known = school.publish(make.full_chain())
    administrator = visit("administrator")
    administrator.get(f"/school/chains/nothing/{known}/withdraw", status=404)
    administrator.get("/school/chains/regulation/nothing/withdraw", status=404)
