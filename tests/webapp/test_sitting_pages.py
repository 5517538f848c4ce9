"""The pages of a sitting: what the form offers, what it keeps when something is wrong, who may open what."""

from __future__ import annotations

import make
import pytest
from visitor import Page, Visitor, with_accounts
from written import contents

from webapp import clock
from workflow.documents.document import Edition
from workflow.values import PartyKey

KIND = "parents_council"
NEW = "/school/sittings/new"
TODAY = f"{clock.today():%d.%m.%Y}"


@pytest.fixture
def waiting(school: make.School) -> Edition:
    return school.submitted(school.publish(make.full_chain()))


def name(edition: Edition, kind: str = KIND) -> str:
    return f"{kind}.school.{edition.key.document}.{edition.key.edition}.{kind}"


def filled(page: Page) -> dict[str, object]:
    """What a browser would send of the form as it is shown."""
    form = page.soup.select_one("main form[method=post]")
    sent: dict[str, object] = {}
    for one in form.select("input[name]"):
        if one.get("type") in ("checkbox", "radio") and not one.has_attr("checked"):
            continue
        known = sent.get(one["name"])
        value = one.get("value", "")
        sent[one["name"]] = (
            value if known is None else [*(known if isinstance(known, list) else [known]), value]
        )
    for one in form.select("select[name]"):
        chosen = one.select_one("option[selected]") or one.select_one("option")
        sent[one["name"]] = chosen["value"]
    return sent


def send(visitor: Visitor, values: dict[str, object], status: int = 200) -> Page:
    page = Page(visitor.client.post(NEW, data=values, follow_redirects=True))
    assert page.status == status, page.text[:500]
    return page


def test_the_form_offers_what_waits_with_everybody_present(
    school: make.School, waiting: Edition, visit
) -> None:
    page = visit(KIND).get(NEW)
    sent = filled(page)
    assert sent["held_on"] == TODAY
    assert len(sent[f"{KIND}.here"]) == 3
    assert sent[f"{KIND}.chair"] == school.person(f"{KIND}-chair")
    assert sent[f"{name(waiting)}.outcome"] == "agreed" and sent[f"{name(waiting)}.on"] == "y"
    assert f"{name(waiting)}.vote" not in sent
    assert "student_council" not in page.text


def test_one_vote_and_the_sitting_is_recorded_with_a_result(
    school: make.School, waiting: Edition, visit
) -> None:
    secretary = visit(KIND)
    page = send(secretary, {**filled(secretary.get(NEW)), f"{name(waiting)}.vote": "all"})
    assert "Заседание записано, протоколы: № 1" in page.text
    assert "Присутствовали 3 из 3, кворум есть (больше половины); за 3" in page.text
    history = visit("administrator").get("/school/documents/1/history").text
    assert "протокол № 1" in history and "за 3, против 0, воздержались 0" in history
    told = visit("administrator").get("/school/history").text
    assert f"Записано заседание {TODAY}" in told and "протокол № 1" in told


def test_several_tasks_of_the_inbox_go_to_one_form(school: make.School, visit) -> None:
    known = school.publish(make.full_chain())
    editions = [school.submitted(known) for _ in range(3)]
    secretary = visit(KIND)
    boxes = [one["value"] for one in secretary.get("/").soup.select("input[name=task]")]
    assert len(boxes) == 3
    query = "&".join(f"task={box}" for box in boxes[:2])
    page = secretary.get(f"/sitting?{query}")
    sent = filled(page)
    assert f"{name(editions[0])}.on" in sent and f"{name(editions[2])}.on" not in sent
    votes = {f"{name(one)}.vote": "all" for one in editions[:2]}
    done = send(secretary, {**sent, **votes})
    assert done.text.count("кворум есть") == 2
    assert "Отметьте" in secretary.get("/sitting").text
    assert "Отметьте" in visit("head").get("/sitting?task=school-1-1-parents_council&task=x").text


def test_what_is_wrong_is_told_at_its_control_and_nothing_is_kept(
    school: make.School, waiting: Edition, visit
) -> None:
    secretary = visit(KIND)
    sent = filled(secretary.get(NEW))
    before = contents(school.database)
    question = name(waiting)
    wrong = {
        **sent,
        f"{question}.vote": "count",
        f"{question}.yes": "4",
        f"{KIND}.chair": "",
        f"{KIND}.number": "нет",
    }
    page = send(secretary, wrong, 422)
    assert "Голосов 4, а голосовать могли 3" in page.text
    for control in (f"{question}.vote", f"{KIND}.chair", f"{KIND}.number"):
        assert page.soup.select_one(f'.errors a[href="#{control}"]'), control
        assert page.soup.find(id=control), control
    assert page.soup.find(id=f"{question}.yes")["value"] == "4"
    for typed in ("четыре", "-1", "1.5"):
        assert "целое число" in send(secretary, {**wrong, f"{question}.yes": typed}, 422).text
    assert "Укажите, как проголосовали" in send(secretary, sent, 422).text
    assert "Такой даты нет" in send(secretary, {**sent, "held_on": "31.02.2026"}, 422).text
    assert contents(school.database) == before


def test_a_question_that_cannot_be_answered_is_told_and_the_rest_waits(
    school: make.School, waiting: Edition, visit
) -> None:
    secretary = visit(KIND)
    other = school.submitted(school.publish(make.full_chain()))
    sent = filled(secretary.get(NEW))
    school.decide(waiting, KIND, "agreed", "9")
    before = contents(school.database)
    votes = {f"{name(one)}.vote": "all" for one in (waiting, other)}
    page = send(secretary, {**sent, **votes}, 409)
    assert "уже записано" in page.text and "Ничего из заседания не записано" in page.text
    assert contents(school.database) == before
    without = {**sent, **votes}
    del without[f"{name(waiting)}.on"]
    assert "Заседание записано" in send(secretary, without).text


def test_another_day_shows_its_own_list_before_anything_is_kept(
    school: make.School, waiting: Edition, visit
) -> None:
    with school.database.work() as work:
        work.people.end_seat(
            PartyKey(school.id, KIND), school.person(f"{KIND}-member"), make.START, make.date(2024, 1, 1)
        )
    secretary = visit(KIND)
    sent = {**filled(secretary.get(NEW)), f"{name(waiting)}.vote": "all", "held_on": "05.06.2023"}
    page = send(secretary, sent, 422)
    assert "состав был другим" in page.text
    again = {**filled(page), f"{name(waiting)}.vote": "all"}
    assert len(again[f"{KIND}.here"]) == 3
    assert "Присутствовали 3 из 3" in send(secretary, again).text


def test_the_same_form_sent_twice_is_recorded_once(school: make.School, waiting: Edition, visit) -> None:
    secretary = visit(KIND)
    sent = {**filled(secretary.get(NEW)), f"{name(waiting)}.vote": "all"}
    send(secretary, sent)
    before = contents(school.database)
    assert "уже было записано" in send(secretary, sent).text
    assert contents(school.database) == before


@pytest.mark.parametrize("role", ["head", "auditor", f"{KIND}-member"])
def test_who_records_for_no_body_finds_no_form(
    school: make.School, waiting: Edition, visit, role: str
) -> None:
    visit(role).get(NEW, status=403)


def test_a_protocol_is_its_organisations_own(school: make.School, waiting: Edition, visit) -> None:
    secretary = visit(KIND)
    page = send(secretary, {**filled(secretary.get(NEW)), f"{name(waiting)}.vote": "all"})
    href = page.soup.select_one('h2 a[href*="/protocols/"]')["href"]
    shown = visit("head").get(href)
    assert "Состав на день заседания" in shown.text and "ПРОТОКОЛ" in shown.text
    assert visit("head").client.get(f"{href}/pdf").mimetype == "application/pdf"
    visit("head").get(f"{href}/items/1", status=403)
    visit("head").get(f"{href}/items/1/pdf", status=403)
    secretary.get(f"{href}/items/1")
    secretary.get(f"{href}/items/7", status=404)
    with_accounts(make.school(school.database, "other"))
    visit("other-administrator").get(href, status=404)
    assert "Extract" in secretary.get(f"{href}?lang=en").text


def test_a_correction_stands_beside_the_protocol(school: make.School, waiting: Edition, visit) -> None:
    secretary = visit(KIND)
    page = send(secretary, {**filled(secretary.get(NEW)), f"{name(waiting)}.vote": "all"})
    href = page.soup.select_one('h2 a[href*="/protocols/"]')["href"]
    told = {"item": "1", "text": "вместо «3» читать «2»", "reason": "описка"}
    assert "вместо «3» читать «2»" in secretary.post(f"{href}/correct", told).text
    secretary.post(f"{href}/correct", {"item": "1", "text": " ", "reason": ""}, status=422)
    head = visit("head")
    head.post(f"{href}/correct", told, status=403)
    assert "к протоколу добавлено исправление" in visit("administrator").get("/school/history").text


RULE = {
    "since": "01.09.2025", "quorum": "2/3", "quorum_sign": "at_least", "quorum_of": "list", "majority": "1/2",
    "majority_sign": "more", "majority_of": "list", "tie": "fails", "seats": "5", "secretary_votes": "y",
    "ex_officio": "student_council/chair",
}  # fmt: skip


def test_an_administrator_writes_down_how_a_body_decides(school: make.School, visit) -> None:
    page = visit("administrator").post(f"/school/bodies/{KIND}/rule", RULE)
    assert "не менее 2/3 от списка" in page.text and "Вакантных мест" in page.text
    assert "орган student_council" in page.text
    before = visit("administrator").get(f"/school/bodies/{KIND}/roster?on=01.03.2024")
    assert "больше половины от списка" in before.text
    assert "правила принятия решений с 01.09.2025" in visit("administrator").get("/school/history").text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"quorum": "0.667"}, "дробь"),
        ({"majority": "3/2"}, "дробь"),
        ({"seats": "0"}, "от 1 до 1000"),
        ({"seats": "", "quorum_of": "seats"}, "Укажите, сколько мест"),
        ({"since": "31.02.2025"}, "Такой даты нет"),
        ({"ex_officio": "nobody/chair"}, "Такого органа"),
    ],
)
def test_a_rule_that_cannot_be_is_told_by_field(school: make.School, visit, changed, told: str) -> None:
    administrator = visit("administrator")
    before = contents(school.database)
    assert told in administrator.post(f"/school/bodies/{KIND}/rule", {**RULE, **changed}, status=422).text
    assert contents(school.database) == before
    visit("head").get(f"/school/bodies/{KIND}/rule", status=403)


def test_a_second_vote_names_the_first_and_why(school: make.School, visit) -> None:
    secretary = visit(KIND)
    free = f"{KIND}.free1"
    asked = {f"{free}.title": "О плане", f"{free}.resolved": "План принять", f"{free}.vote": "all"}
    first = f"{NEW}?body={KIND}"
    send(secretary, {**filled(secretary.get(first)), **asked})
    form = secretary.get(first)
    former = form.soup.find(id=f"{free}.former").select("option")[1]["value"]
    again = {**filled(form), **asked, f"{free}.former": former}
    page = send(secretary, again, 422)
    assert page.soup.select_one(f'.errors a[href="#{free}.former"]')
    done = send(secretary, {**again, f"{free}.reason": "счётная ошибка"})
    assert "Повторное голосование: счётная ошибка" in done.text
    wrong = {**again, "command": "another", f"{free}.former": "x.99", f"{free}.reason": "так"}
    assert "Вопроса, который голосуют повторно, нет" in send(secretary, wrong, 422).text
