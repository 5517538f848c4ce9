"""Orders on the screens: drafted from what waits, seen before the signature, signed, printed, revoked."""

from __future__ import annotations

import re
from datetime import date, timedelta

import make
import pypdfium2
import pytest
from visitor import Page, Visitor, hidden

from webapp import clock
from workflow.documents.document import Edition
from workflow.governance.people import ACTING
from workflow.services import documents, submission
from workflow.values import PartyKey

DRAFT = "/school/orders/drafts/1"


@pytest.fixture
def known(school: make.School) -> str:
    """A chain of the head's order alone."""
    return school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])))


@pytest.fixture
def head(school: make.School, visit) -> Visitor:
    """The head of a school whose people have accounts."""
    return visit("head")


def begun(visitor: Visitor, *chosen: Edition) -> Page:
    values = [f"{one.key.organisation}/{one.key.document}/{one.key.edition}" for one in chosen]
    return visitor.post("/school/orders/new", {"office": "head", "chosen": values})


def add(
    visitor: Visitor, kind: str, values: dict[str, object], status: int = 200, draft: str = DRAFT
) -> Page:
    return visitor.post(f"{draft}/point?kind={kind}", values, status)


def headed(visitor: Visitor, title: str = "О разном", draft: str = DRAFT) -> None:
    visitor.post(f"{draft}/head", {"title": title})


def signed(visitor: Visitor, number: str = "", draft: str = DRAFT) -> Page:
    return visitor.post(f"{draft}/sign", {"number": number, "dated": f"{today():%d.%m.%Y}"})


def today() -> date:
    """The day that the signing form proposes: the application's own."""
    return clock.today()


def press(visitor: Visitor, page: Page, action: str) -> Page:
    form = page.soup.select_one(f'form[action="{action}"]')
    values = {one["name"]: one.get("value", "") for one in form.select("input")}
    return Page(visitor.client.post(action, data=values, follow_redirects=True))


def words(page: Page) -> list[str]:
    return [one.get_text(" ", strip=True) for one in page.soup.select(".order-point .document p:first-child")]


def pdf_text(visitor: Visitor, path: str) -> str:
    response = visitor.client.get(path)
    assert response.status_code == 200 and response.mimetype == "application/pdf"
    pages = pypdfium2.PdfDocument(response.data)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.replace("\xa0", " ").split())


def test_one_order_for_three_documents_is_chosen_seen_signed_and_printed(
    head: Visitor, school: make.School, known: str
) -> None:
    titles = ("Порядок дежурства", "Правила приёма", "Инструкция по охране")
    three = [school.submitted(known, make.text(title)) for title in titles]
    new = head.get("/school/orders/new")
    assert len(new.soup.select("input[name=chosen][checked]")) == 3
    page = begun(head, *three)
    assert [re.sub(r" \(.*", "", one) for one in words(page)] == [
        "1. Утвердить Порядок дежурства", "2. Утвердить Правила приёма", "3. Утвердить Инструкцию по охране",
        f"4. Ввести указанные документы в действие с {today():%d.%m.%Y}.",
        "5. Контроль за исполнением приказа оставляю за собой.",
    ]  # fmt: skip
    assert f"«Правила приёма», редакция 1: вступает в силу {today():%d.%m.%Y}" in page.text
    before = head.get(f"{DRAFT}/sign")
    assert "Следующий по журналу: 1" in before.text and "вступает в силу" in before.text
    order = signed(head)
    assert order.heading.startswith("Приказ № 1 от")
    assert "Приказ № 1 подписан" in order.text and "Пункты и их действие" in order.text
    path = order.response.request.path
    printed = pdf_text(head, f"{path}/pdf")
    at = 0
    for said in (
        "ПРИКАЗ", "№ 1", "г. Луговой", "Об утверждении локальных нормативных актов", "ПРИКАЗЫВАЮ:",
        "1. Утвердить Порядок дежурства (приложение № 1).", 
        "3. Утвердить Инструкцию по охране (приложение № 3).",
        "5. Контроль", "Должность head", "А.П. Держатель",
    ):  # fmt: skip
        at = printed.index(said, at)
    assert head.client.get(f"{path}/pdf").data == head.client.get(f"{path}/pdf").data
    annex = pdf_text(head, f"/school/documents/{three[1].key.document}/pdf")
    assert annex.startswith("Приложение № 2") and "№ 1" in annex
    assert head.get("/").text.count("Решить") == 0


def test_the_page_says_what_a_new_edition_does_to_the_former(
    head: Visitor, school: make.School, known: str
) -> None:
    first = school.submitted(known, make.text("Порядок дежурства"))
    school.decide(first, "head", "approved", "39/1")
    second = documents.new_edition(
        school.database,
        school.administrator,
        first.key.of,
        make.text("Порядок дежурства", "Иначе."),
        make.moment(),
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    page = begun(head, second)
    assert "редакция 2: вступает в силу" in page.text and "редакция 1: утрачивает силу" in page.text
    assert "Признать утратившим силу Порядок дежурства (редакция № 1), утверждённый приказом" in page.text
    later = head.post(f"{DRAFT}/points/2", {"editions": "school/1/2", "since": "01.09.2099"})
    assert "редакция 2: вступает в силу 01.09.2099" in later.text
    assert "редакция 1: утрачивает силу 01.09.2099" in later.text


def test_a_community_with_its_members_and_coordinator_in_one_order(
    head: Visitor, school: make.School
) -> None:
    begun(head)
    day = f"{today():%d.%m.%Y}"
    add(head, "create", {"party_kind": "community", "nominative": "сообщество «Аврора»"})
    listed = "Секретарь Анна Петровна, председатель\nНовикова Вера Львовна"
    add(head, "members", {"party": "community", "members": listed, "since": day})
    add(
        head,
        "appoint",
        {"party": "community-coordinator", "new_person": "Новикова Вера Львовна", "since": day},
    )
    page = add(head, "control", {})
    assert words(page) == [
        "1. Создать сообщество «Аврора».",
        f"2. Утвердить состав сообщества «Аврора» с {day}:",
        f"3. Назначить Новикову В.Л. координатором сообщества «Аврора» с {day}.",
        "4. Контроль за исполнением приказа оставляю за собой.",
    ]
    order = signed(head, "95")
    assert order.heading.startswith("Приказ № 95") and "Новикова Вера Львовна – назначение" in order.text
    body = head.get("/school/bodies/community")
    assert "Новикова Вера Львовна" in body.text and "приказ № 95" in body.text


def test_points_move_change_and_go_without_a_script(head: Visitor) -> None:
    begun(head)
    add(head, "free", {"words": "Первый."})
    page = add(head, "free", {"words": "Второй."})
    page = press(head, page, f"{DRAFT}/points/2/up")
    assert words(page) == ["1. Второй.", "2. Первый."]
    page = press(head, page, f"{DRAFT}/points/1/out")
    assert words(page) == ["1. Первый."]
    assert words(head.post(f"{DRAFT}/points/1", {"words": "Первый и последний."})) == [
        "1. Первый и последний."
    ]


def test_heading_preamble_and_an_annex_of_its_own_are_written_and_printed(head: Visitor) -> None:
    begun(head)
    add(head, "free", {"words": "Утвердить график дежурства (приложение)."})
    head.post(f"{DRAFT}/head", {"title": "О дежурстве", "preamble": "В целях порядка"})
    head.post(
        f"{DRAFT}/annexes/0",
        {"annex_title": "График дежурства", "annex_text": "Понедельник – 5А\nВторник – 5Б"},
    )
    draft = pdf_text(head, f"{DRAFT}/pdf")
    assert draft.startswith("ПРОЕКТ") and "Приложение к приказу" in draft
    order = signed(head)
    assert "Приложение График дежурства Понедельник – 5А" in " ".join(order.text.split())
    printed = pdf_text(head, f"{order.response.request.path}/pdf")
    mark = printed.index("Приложение к приказу МБОУ «Школа school» от")
    assert printed.index("О дежурстве") < printed.index("В целях порядка") < mark
    assert "№ 1 График дежурства Понедельник – 5А Вторник – 5Б" in printed


def test_what_is_missing_is_told_at_its_point_and_its_field(head: Visitor) -> None:
    begun(head)
    page = add(head, "appoint", {"party": "head", "capacity": "acting", "since": "01.09.2099"})
    assert "только с основанием" in page.text and "Впишите фамилию и имя" in page.text
    assert not page.soup.select_one(f'a[href="{DRAFT}/sign"]')
    form = head.get(f"{DRAFT}/points/1")
    assert form.soup.select_one("#basis-error") and form.soup.select_one("#who-error")
    refused = head.post(f"{DRAFT}/sign", {"dated": f"{today():%d.%m.%Y}"}, status=422)
    assert "Пункт 1" in refused.text
    wrong = add(head, "free", {"words": ""}, draft=DRAFT)
    assert "Напишите текст пункта" in wrong.text


def test_an_impossible_date_stays_in_its_field(head: Visitor) -> None:
    begun(head)
    page = add(
        head, "members", {"party": "parents_council", "members": "А Б", "since": "31.02.2099"}, status=422
    )
    assert page.soup.select_one("#since")["value"] == "31.02.2099" and page.soup.select_one("#since-error")
    add(head, "free", {"words": "Слова."})
    page = head.post(f"{DRAFT}/sign", {"dated": "31.02.2026"}, status=422)
    assert page.soup.select_one("#dated-error")


def test_a_point_of_a_signed_order_is_revoked_by_another_and_the_rest_stay(head: Visitor) -> None:
    begun(head)
    add(head, "free", {"words": "Первый."})
    add(head, "create", {"party_kind": "community", "nominative": "сообщество «Аврора»"})
    order = signed(head, "7")
    link = order.soup.select(".order-point a")[-1]
    assert link.get_text(strip=True) == "Отменить пункт 2"
    draft = head.post(link["href"], {})
    assert words(draft)[0].startswith("1. Признать утратившим силу пункт 2 приказа от")
    assert "деятельность прекращается" in draft.text
    signed(head, draft="/school/orders/drafts/2")
    page = head.get(order.response.request.path)
    points = page.soup.select(".order-point")
    assert "Отменён" in points[1].get_text() and "Приказ № 8" in points[1].get_text()
    assert "Отменён" not in points[0].get_text()
    listed = head.get("/school/orders")
    assert "2, отменено: 1" in listed.text


def test_a_point_of_the_order_from_the_decision_form_is_revoked_too(
    head: Visitor, school: make.School, known: str
) -> None:
    waiting = school.submitted(known, make.text("Положение о кружке"))
    done = school.decide(waiting, "head", "approved")
    order = head.get(f"/school/instruments/{done.instrument.id}")
    told = [one.get_text(" ", strip=True) for one in order.soup.select(".order-point")]
    assert told[0].startswith("1. Утвердить прилагаемое Положение о кружке") and "вступает в силу" in told[1]
    offered = order.soup.select(".order-point a")
    assert [one.get_text(strip=True) for one in offered] == [f"Отменить пункт {n}" for n in (1, 2, 3)]
    draft = head.post(offered[0]["href"], {})
    assert words(draft)[0].startswith("1. Признать утратившим силу пункт 1 приказа от")
    signed(head)
    page = head.get(order.response.request.path)
    assert "Отменён" in page.soup.select(".order-point")[0].get_text()
    assert "утратила силу" in head.get(f"/school/documents/{waiting.key.document}").text.lower()


def test_a_point_with_a_term_is_under_control_until_it_is_closed(
    visit, head: Visitor, school: make.School
) -> None:
    begun(head)
    last = today() + timedelta(days=2)
    doer = school.person("parents_council")
    draft = add(head, "free", {"words": "Составить график.", "who": doer, "last_day": f"{last:%d.%m.%Y}"})
    assert f"срок – {last:%d.%m.%Y})." in words(draft)[0] and f"на контроле до {last:%d.%m.%Y}" in draft.text
    add(head, "control", {"who": "", "last_day": f"{last:%d.%m.%Y}"})
    headed(head)
    signed(head, "7")
    parents = visit("parents_council")
    row = parents.get("/").soup.select_one('section[aria-labelledby="assigned"] .task')
    assert "Исполнить" in row.get_text() and "через 2 дня" in row.get_text()
    assert "Контроль исполнения" in head.get("/").text
    close_it = row.select_one(".actions a")["href"]
    assert "Напишите, что сделано" in parents.post(close_it, {"remark": " "}, 422).text
    done = parents.post(close_it, {"remark": "График утверждён"})
    point = done.soup.select(".order-point")[0].get_text(" ", strip=True)
    assert "Снят с контроля" in point and "График утверждён" in point
    assert parents.get("/").soup.select_one('section[aria-labelledby="assigned"]') is None
    listed = head.get("/school/orders").soup.select('section[aria-labelledby="assigned"] .task')
    assert len(listed) == 1 and "Контроль исполнения" in listed[0].get_text()
    refused = visit("student_council").get(close_it.replace("/points/1/", "/points/2/"), 403)
    assert "снимает с контроля тот" in refused.text


def test_what_an_order_did_stands_in_the_history_with_a_link_to_its_point(
    visit, head: Visitor, school: make.School, known: str
) -> None:
    """One order, four effects (norms, rule 13)."""
    regulation = school.submitted(known, make.text("Положение о клубе"))
    begun(head, regulation)
    add(head, "create", {"party_kind": "community", "nominative": "клуб педагогов"})
    add(
        head, "members", {"party": "community", "members": "Фомин Глеб Ильич", "since": f"{today():%d.%m.%Y}"}
    )
    add(head, "appoint", {"party": "community-coordinator", "new_person": "Уварова Анна Львовна",
                          "capacity": "holder", "since": f"{today():%d.%m.%Y}"})  # fmt: skip
    order = signed(head, "95").response.request.path
    told = [
        (one["href"], one.get_text(strip=True))
        for one in visit("auditor").get("/school/history").soup.select(".event a")
    ]
    assert (
        order,
        f"Подписан приказ № 95 от {today():%d.%m.%Y} «Об утверждении Положения о клубе», пунктов: 6",
    ) in told
    assert [href for href, words in told if "Фомин" in words] == [f"{order}#point-4"]
    assert [href for href, words in told if "Уварова" in words] == [f"{order}#point-5"]
    assert [href for href, words in told if words == "Добавлено: клуб педагогов"] == [f"{order}#point-3"]
    of_document = visit("auditor").get(f"/school/documents/{regulation.key.document}/history")
    assert f"{order}#point-1" in [one["href"] for one in of_document.soup.select(".event a")]
    assert {one["id"] for one in head.get(order).soup.select(".order-point")} == {
        f"point-{n}" for n in range(1, 7)
    }


def test_a_draft_changed_by_another_is_not_overwritten(visit, head: Visitor) -> None:
    begun(head)
    form = hidden(head.get(f"{DRAFT}/head"))
    add(visit("administrator"), "free", {"words": "Слова."})
    answer = Page(head.client.post(f"{DRAFT}/head", data={**form, "title": "О другом"}))
    assert answer.status == 409 and answer.soup.select_one("#title")["value"] == "О другом"
    assert "О другом" not in head.get(DRAFT).text


def test_the_administrator_drafts_and_only_the_holder_of_the_office_signs(visit, school: make.School) -> None:
    administrator = visit("administrator")
    begun(administrator)
    page = add(administrator, "free", {"words": "Слова."})
    assert "Приказ подписывает тот" in page.text
    administrator.get(f"{DRAFT}/sign", status=403)
    visit("parents_council").get(DRAFT, status=403)
    visit("parents_council").get("/school/orders/new", status=403)
    assert "Слова" not in visit("parents_council").get("/school/orders").text
    headed(administrator)
    assert signed(visit("head")).heading.startswith("Приказ № 1")


def test_an_acting_head_signs_in_full_words(visit, school: make.School) -> None:
    with school.database.work() as work:
        key = PartyKey(school.id, "head")
        work.people.seat(key, school.person("auditor"), ACTING, make.START, None, "приказ № 1")
    acting = visit("auditor")
    begun(acting)
    headed(acting)
    add(acting, "free", {"words": "Слова."})
    order = signed(acting)
    assert "Исполняющий обязанности должность head" in pdf_text(acting, f"{order.response.request.path}/pdf")


def test_a_dropped_draft_is_gone_and_no_number_with_it(head: Visitor) -> None:
    begun(head)
    page = head.post(f"{DRAFT}/drop", {})
    assert "Проект приказа удалён" in page.text and "Подписанных приказов ещё нет" in page.text
    head.get(DRAFT, status=409)


def test_a_signed_order_has_no_new_edition(head: Visitor) -> None:
    begun(head)
    headed(head)
    add(head, "free", {"words": "Слова."})
    signed(head)
    page = head.get("/school/documents/1")
    assert "Новая редакция" not in page.text
    assert pdf_text(head, "/school/documents/1/pdf").count("ПРИКАЗЫВАЮ") == 1


def test_orders_are_told_in_english_too(head: Visitor) -> None:
    begun(head)
    page = Page(head.client.get(f"{DRAFT}?lang=en"))
    assert "Heading and preamble" in page.text


def test_a_point_lets_single_clauses_enter_later(school: make.School, known: str, head: Visitor) -> None:
    one = school.submitted(known)
    begun(head, one)
    day = today() + timedelta(days=30)
    values = {"edition": "school/1/1", "clauses": "1.2", "since": f"{day:%d.%m.%Y}"}
    wrong = add(head, "delay", {**values, "clauses": "9.9"})
    assert "Пункта 9.9 в этой редакции нет" in wrong.text
    page = add(head, "delay", values)
    said = f"Пункт 1.2 Положения о сообществе педагогов вступает в силу с {day:%d.%m.%Y}."
    assert said in page.text
    assert f"редакция 1: пункт 1.2 вступает в силу {day:%d.%m.%Y}" in page.text
