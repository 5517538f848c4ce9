"""The page of a chain's drawing: seen and told, the place of a document marked, and the same on paper."""

from __future__ import annotations

import make
import pypdfium2
import pytest

from webapp.chains import shipped
from workflow.engine.definition import Definition, State, Transition
from workflow.values import both

GYMNASIUM = "regulation-gymnasium"


@pytest.fixture
def address(school: make.School) -> str:
    known = school.publish(shipped()[GYMNASIUM][1])
    return f"/school/chains/regulation/{known}/drawing"


def words(page) -> list[str]:
    return [one.get_text() for one in page.soup.select("main svg text")]


def test_a_member_comes_from_the_list_to_the_drawing_and_the_sentences(visit, address: str) -> None:
    member = visit("parents_council-member")
    link = member.get("/school/chains").soup.select_one(f'main a[href="{address}"]')
    assert link.get_text().startswith("Схема")
    page = member.get(address)
    assert {"Проект", "Согласование", "Согласовать: совет родителей", "Действует"} <= set(words(page))
    assert "Сейчас здесь" not in words(page)
    assert "Затем его принимает педагогический совет." in page.text
    svg = page.soup.select_one("main svg[role=img]")
    named = [page.soup.find(id=id_).get_text() for id_ in svg["aria-labelledby"].split()]
    assert named[0] == "Положение. Полная цепочка" and "→ Согласование" in named[1]


def test_the_place_that_the_address_names_is_marked(visit, address: str) -> None:
    member = visit("parents_council-member")
    assert words(member.get(f"{address}?at=adoption")).count("Сейчас здесь") == 1
    assert "Now here" in words(member.get(f"{address}?at=adoption&lang=en"))
    assert "Now here" not in words(member.get(f"{address}?at=nowhere&lang=en"))


def test_a_document_leads_to_the_drawing_of_its_way(visit, school: make.School) -> None:
    case = school.submitted(school.publish(shipped()[GYMNASIUM][1]))
    member = visit("parents_council-member")
    page = member.get(f"/school/documents/{case.key.document}")
    link = page.soup.select_one('main a[href*="drawing"]')
    assert link.get_text() == "Схема всего пути"
    drawn = member.get(link["href"])
    assert "Сейчас здесь" in drawn.soup.find("desc").get_text()
    at = words(drawn).index("Сейчас здесь")
    assert words(drawn)[at + 1] == "Согласование"
    assert drawn.soup.select_one(f'nav.crumbs a[href*="/documents/{case.key.document}"]')


def test_a_draft_has_no_way_yet(visit, school: make.School) -> None:
    draft = school.draft()
    visit("administrator").get(f"/school/documents/{draft.key.document}/drawing", status=404)


def test_the_chain_is_printed_with_its_drawing(visit, address: str) -> None:
    answer = visit("head").client.get(f"{address}.pdf")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.data)]
    text = " ".join(" ".join(pages).split())
    assert "Порядок согласования" in text and "Согласовать: совет родителей" in text
    assert "Затем его принимает педагогический совет." in text
    assert visit("head").client.get(f"{address}.pdf").data == answer.data


def test_a_chain_that_is_not_in_use_is_not_drawn(visit, address: str) -> None:
    for end in ("drawing", "drawing.pdf"):
        visit("head").get(f"/school/chains/regulation/nothing/{end}", status=404)
        visit("head").get(f"{address.replace('regulation', 'plan').removesuffix('drawing')}{end}", status=404)


def test_a_chain_too_large_to_draw_is_told_all_the_same(visit, school: make.School) -> None:
    ids = [f"s{at}" for at in range(90)]
    ways = {id_: Transition(id_, both(f"To {id_}"), id_) for id_ in ids}
    states = {id_: State(id_, both(f"State {id_}"), transitions=tuple(ids)) for id_ in ids}
    known = school.publish(Definition("large", both("Large"), "s0", states, ways, documents=("regulation",)))
    page = visit("head").get(f"/school/chains/regulation/{known}/drawing")
    assert "слишком много линий" in page.text and "«To s89»" in page.text
    assert not page.soup.select("main svg.diagram")
