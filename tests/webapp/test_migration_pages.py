"""Running cases taken over to another chain on the screens, by the administrator alone."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest
from sqlalchemy import select
from visitor import Visitor
from written import contents

from storage.cases import Cases
from storage.heads import Heads
from storage.tables import instrument
from storage.verification import documents as verified
from webapp import clock
from webapp.migration import PAGE
from workflow.chain.compile import compile_chain
from workflow.documents.document import Edition
from workflow.engine.definition import Definition
from workflow.values import Text

BASE = "/school/chains/migration"


def shorter() -> Definition:
    """The full chain without the student council, its stages under titles of their own."""
    councils = [make.step(kind, "agree") for kind in make.COUNCILS if kind != "student_council"]
    last = [make.step("head", "approve", "order")]
    chain = make.chain(councils, [make.step("pedagogical_council", "adopt")], last)
    stages = tuple(
        replace(one, title=Text(f"Ступень {n}", f"Rung {n}")) for n, one in enumerate(chain.stages, 1)
    )
    return compile_chain(replace(chain, title=Text("Короткая", "The short one"), stages=stages))


class Ways:
    """A school with a running chain and a shorter one beside it."""

    def __init__(self, school: make.School) -> None:
        self.school = school
        self.old = school.publish(make.full_chain())
        self.new = school.publish(shorter())
        self.path = f"{BASE}/{self.old}/{self.new}"

    def address(self, **more: str) -> str:
        """The page of what becomes of the cases, everything under its own name."""
        chosen = {f"state-{one}": one for one in ("draft", "stage1", "stage2", "stage3")}
        chosen |= {f"step-{one}": one for one in make.full_chain().steps} | {"step-student_council": "-"}
        query = "&".join(f"{name}={value}" for name, value in {**chosen, **more}.items())
        return f"{self.path}?{query}"


@pytest.fixture
def ways(school: make.School) -> Ways:
    return Ways(school)


def whole(school: make.School) -> bool:
    with school.database.read() as connection:
        return not any(one.faults for one in verified(connection))


def submitted(ways: Ways, *councils: str) -> Edition:
    edition = ways.school.submitted(ways.old)
    for number, kind in enumerate(councils, 1):
        ways.school.decide(edition, kind, "agreed", str(number))
    return edition


def test_an_administrator_takes_a_live_case_over(visit, ways: Ways) -> None:
    edition = submitted(ways, "student_council", "governing_council")
    administrator: Visitor = visit("administrator")
    chains = administrator.get("/school/chains")
    assert chains.soup.select_one(f'main a[href="{BASE}"]')
    choice = administrator.get(BASE)
    assert "В пути: 1 документ" in choice.text
    [target] = [one["href"] for one in choice.soup.select("main a.button")]
    mapping = administrator.get(target)
    student = mapping.soup.select_one("select[name=step-student_council] option[selected]")
    assert student is None or student["value"] == ""
    before = contents(ways.school.database)
    seen = administrator.get(ways.address(total="1"))
    for words in (
        "Этап 1 → Ступень 1",
        "Отметка сохранит силу: орган governing_council",
        "Отметка потеряет силу: орган student_council – в новой цепочке этого шага нет",
        "По-прежнему ждёт: орган parents_council",
        "Перевести: 1 документ",
    ):
        assert words in seen.text
    assert contents(ways.school.database) == before
    done = administrator.post(ways.address(total="1"), {})
    assert "Переведено: 1" in done.text and done.heading == "Цепочки"
    page = administrator.get("/school/documents/1")
    assert "Короткая" in page.text
    history = administrator.get("/school/documents/1/history").text
    assert "Ход редакции 1 переведён на цепочку «Короткая»" in history
    assert "Отметка потеряла силу: орган student_council – в новой цепочке этого шага нет" in history
    assert "Состояние: Ступень 1" in history and "Состояние: Этап 1" in history
    assert ways.school.decide(edition, "parents_council", "agreed", "7").state == "stage2"
    assert whole(ways.school)


def test_a_protocol_says_that_its_decision_is_void_and_stands_in_its_register_as_before(
    visit, ways: Ways
) -> None:
    submitted(ways, "student_council", "governing_council")
    administrator: Visitor = visit("administrator")
    administrator.post(ways.address(), {})
    with ways.school.database.read() as connection:
        known = dict(connection.execute(select(instrument.c.party, instrument.c.id)).all())
    void = administrator.get(f"/school/instruments/{known['student_council']}")
    assert "Потеряло силу при смене цепочки" in void.text and "Решений не внесено" not in void.text
    kept = administrator.get(f"/school/instruments/{known['governing_council']}")
    assert "Потеряло силу" not in kept.text and "Согласовано" in kept.text
    listed = administrator.get("/school/registers/protocols-student_council").text
    assert "редакция 1: потеряло силу при смене цепочки" in listed


def test_the_map_asks_for_what_the_new_chain_does_not_know(visit, ways: Ways) -> None:
    submitted(ways)
    administrator: Visitor = visit("administrator")
    page = administrator.get(ways.address(**{"step-student_council": ""}), status=422)
    assert "Выберите, что этому соответствует" in page.text
    assert page.soup.select_one("#step-student_council[aria-invalid]")
    page = administrator.get(ways.address(**{"step-student_council": "parents_council"}), status=422)
    assert "чей ответ считать" in page.text
    administrator.get(ways.address(**{"state-stage1": "in_force"}), status=422)


def test_a_case_that_has_to_stay_says_why_and_nothing_is_offered_to_do(visit, ways: Ways) -> None:
    submitted(ways, "student_council")
    page = visit("administrator").get(ways.address(**{"state-stage1": "stage2"}))
    assert "Останется" in page.text
    assert "не приводит в состояние «Ступень 2»" in page.text
    assert not page.soup.select("main form[method=post]")


def test_a_case_that_changed_meanwhile_is_left_and_told(visit, ways: Ways) -> None:
    first, second = submitted(ways), submitted(ways)
    administrator: Visitor = visit("administrator")
    page = administrator.get(ways.address(total="2"))
    form = {one["name"]: one["value"] for one in page.soup.select("main form[method=post] input")}
    ways.school.decide(first, "parents_council", "agreed", "1")
    answer = administrator.client.post(ways.address(total="2"), data=form, follow_redirects=True)
    assert "Переведено: 1. Изменились за это время и оставлены: 1" in answer.text
    assert "Переведено 1 из 2" in answer.text
    again = administrator.post(ways.address(total="2"), {})
    assert "Переведено: 1" in again.text
    for edition in (first, second):
        with ways.school.database.read() as connection:
            case = Cases(connection, Heads(connection)).find(edition.key)
        assert case is not None and case.definition == ways.new
    assert whole(ways.school)


def test_the_same_page_sent_twice_does_nothing_twice(visit, ways: Ways) -> None:
    submitted(ways)
    administrator: Visitor = visit("administrator")
    page = administrator.get(ways.address())
    form = {one["name"]: one["value"] for one in page.soup.select("main form[method=post] input")}
    administrator.client.post(ways.address(), data=form, follow_redirects=True)
    before = contents(ways.school.database)
    answer = administrator.client.post(ways.address(), data=form, follow_redirects=True)
    assert answer.status_code == 200
    assert contents(ways.school.database) == before


def test_many_cases_go_page_by_page(visit, ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PAGE >= 50
    monkeypatch.setattr("webapp.migration.PAGE", 2)
    for _ in range(5):
        submitted(ways)
    administrator: Visitor = visit("administrator")
    page = administrator.get(ways.address(total="5"))
    assert len(page.soup.select("li.edition")) == 2
    assert page.soup.select_one("a[rel=next]")
    for done in (2, 4):
        page = administrator.post(ways.address(total="5"), {})
        assert f"Переведено {done} из 5" in page.text
    assert "Цепочки" in administrator.post(ways.address(total="5"), {}).heading


@pytest.mark.parametrize("role", ["head", "auditor", "parents_council"])
def test_nobody_else_takes_cases_over(visit, ways: Ways, role: str) -> None:
    submitted(ways)
    visitor: Visitor = visit(role)
    token = visitor.get("/account").soup.select_one("input[name=csrf_token]")["value"]
    before = contents(ways.school.database)
    for path in (BASE, ways.path, ways.address()):
        visitor.get(path, status=403)
    assert visitor.client.post(ways.address(), data={"csrf_token": token}).status_code == 403
    assert not visitor.get("/school/chains").soup.select(f'main a[href="{BASE}"]')
    assert contents(ways.school.database) == before


def test_only_running_and_published_chains_have_a_page(visit, ways: Ways) -> None:
    administrator: Visitor = visit("administrator")
    administrator.get(ways.path, status=404)
    assert "нет ни одного документа" in administrator.get(BASE).text
    submitted(ways)
    administrator.get(ways.path)
    for path in (f"{BASE}/{ways.new}/{ways.old}", f"{BASE}/{ways.old}/{ways.old}", f"{BASE}/{ways.old}/x"):
        administrator.get(path, status=404)


def test_a_form_of_the_former_chain_is_told_that_the_document_has_left_it(visit, ways: Ways) -> None:
    submitted(ways)
    secretary: Visitor = visit("student_council")
    path = "/school/documents/1/editions/1/steps/student_council"
    page = secretary.get(path)
    form = {one["name"]: one["value"] for one in page.soup.select(".stay form input[type=hidden]")}
    visit("administrator").post(ways.address(), {})
    before = contents(ways.school.database)
    typed = {"outcome": "agreed", "number": "1", "dated": f"{clock.today():%d.%m.%Y}"}
    answer = secretary.client.post(path, data={**form, **typed})
    assert answer.status_code == 409 and "перешёл на другую цепочку" in answer.text
    assert contents(ways.school.database) == before


def test_the_pages_are_told_in_english_too(visit, ways: Ways) -> None:
    submitted(ways, "governing_council")
    administrator: Visitor = visit("administrator")
    assert "On their way: 1 document" in administrator.get(f"{BASE}?lang=en").text
    page = administrator.get(ways.address())
    assert "The sign-off stays valid: орган governing_council – the same body" in page.text
