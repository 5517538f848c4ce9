"""An error page says in words what is the matter, where to go on, and shows what was typed."""

from __future__ import annotations

import make
import pytest

from workflow.policy import WORDS, Permission

STEP = "/school/documents/1/editions/1/steps/parents_council"
REMARK = "Пункт 1.2 повторяет устав школы."


@pytest.fixture
def waiting(school: make.School) -> make.School:
    chain = school.publish(make.full_chain())
    school.submitted(chain, make.text("Положение о музее", "Музей открыт."))
    return school


def test_who_answers_second_is_told_and_finds_what_was_typed(visit, waiting: make.School) -> None:
    visitor = visit("parents_council")
    first = {"outcome": "agreed", "number": "7", "dated": f"{make.TODAY:%d.%m.%Y}"}
    page = visitor.get(STEP)
    form = {one["name"]: one.get("value", "") for one in page.soup.select("main form [type=hidden]")}
    visitor.post(STEP, first)
    late = visitor.client.post(STEP, data={**form, **first, "command": "another", "remark": REMARK})
    assert late.status_code == 409
    assert "уже записано" in late.text and REMARK in late.text
    assert "Это уже изменилось</h1>" in late.text
    assert 'href="/school/documents/1"' in late.text


@pytest.mark.parametrize("path", ["/school/documents/9", "/nowhere", "/other/documents/1"])
def test_what_is_not_there_says_so_in_words(visit, waiting: make.School, path: str) -> None:
    page = visit("auditor").get(path, 404)
    assert page.heading == "Такой страницы нет"
    assert "Проверьте адрес" in page.text


def test_who_has_no_right_reads_which_in_words(visit, waiting: make.School) -> None:
    page = visit("parents_council").get("/school/history", 403)
    assert page.heading == "Это вам не открыто"
    assert "нет права читать историю организации" in page.text
    assert not [one for one in Permission if one.value in page.text]
    assert set(WORDS) == set(Permission)
