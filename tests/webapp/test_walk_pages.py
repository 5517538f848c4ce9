"""The page that plays a chain: the way into force, what ends otherwise, and what if one refuses."""

from __future__ import annotations

import make
import pytest

from webapp.chains import shipped
from workflow.engine import reader

GYMNASIUM = "regulation-gymnasium"


@pytest.fixture
def address(school: make.School) -> str:
    known = school.publish(shipped()[GYMNASIUM][1])
    return f"/school/chains/regulation/{known}"


def test_a_member_comes_from_the_list_to_how_the_chain_goes(visit, address: str) -> None:
    member = visit("parents_council-member")
    link = member.get("/school/chains").soup.select_one(f'main a[href="{address}"]')
    assert link.get_text().startswith("Как это пройдёт")
    page = member.get(address)
    assert [one.get_text() for one in page.soup.select("main h2")] == ["Путь к вступлению в силу"]
    assert [one.get_text(strip=True) for one in page.soup.select("ol.chain h3")] == [
        "Этап 1.Проект", "Этап 2.Согласование", "Этап 3.Принятие", "Этап 4.Утверждение",
    ]  # fmt: skip
    assert [one.get_text() for one in page.soup.select(".step-who")] == [
        "Автор", "Управляющий совет", "Совет родителей", "Совет обучающихся", "Педагогический совет",
        "Руководитель",
    ]  # fmt: skip
    captions = [one.get_text() for one in page.soup.select("main caption")]
    assert captions == ["Возвращено на доработку", "Отозвано"]


def test_what_if_the_parents_refuse_is_asked_in_the_address(visit, address: str) -> None:
    page = visit("parents_council-member").get(f"{address}?refuse=parents_council")
    assert "Документ не вступит в силу." in page.text
    assert not page.soup.select("ol.chain")
    assert "Совет родителей отказывает с замечаниями" in page.text
    assert page.soup.select_one("select[name=refuse] option[selected]")["value"] == "parents_council"


def test_a_negative_opinion_does_not_keep_a_document_out_of_force(visit, school: make.School) -> None:
    known = school.publish(shipped()["template-opinion-and-head"][1])
    page = visit("head").get(f"/school/chains/regulation/{known}?refuse=parents_council")
    assert "Документ всё равно вступит в силу." in page.text
    assert "Мнение отрицательное" in page.text


def test_the_page_is_told_in_english_too(visit, address: str) -> None:
    page = visit("head").get(f"{address}?lang=en&refuse=head")
    assert "The document does not come into force." in page.text
    assert "The head refuses with remarks" in page.text


def test_who_is_not_asked_cannot_refuse(visit, address: str) -> None:
    page = visit("head").get(f"{address}?refuse=king", status=422)
    assert page.soup.select_one(".field-error")
    assert page.soup.select("ol.chain")


def test_a_chain_that_is_not_in_use_is_not_found(visit, address: str) -> None:
    visit("head").get("/school/chains/regulation/nothing", status=404)
    visit("head").get(address.replace("regulation", "plan"), status=404)


def test_what_depends_on_more_than_the_chain_says_so(visit, school: make.School) -> None:
    source = """\
grif: 1
id: waiting
title: Ждём
documents: [regulation]
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  review: {title: Проверка, transitions: [sign, done, return]}
  returned: {title: Возвращено, final: true}
  in_force: {title: Действует, final: true}
transitions:
  submit: {title: Отправить, to: review, guard: {roles: [author]}}
  sign: {title: Утвердить, signs: head}
  done: {title: Готово, to: in_force, trigger: automatic, guard: {when: days_since(head) >= 5}}
  return: {title: Вернуть, to: returned, comment: required}
steps:
  head: {by: head, act: approve, evidence: order}
"""
    known = school.publish(reader.read(source, "waiting.yaml"))
    page = visit("head").get(f"/school/chains/regulation/{known}")
    assert "если прошло не меньше 5 дней" in page.soup.select_one(".stage-note").get_text()
