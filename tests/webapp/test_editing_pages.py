"""The clause editor through a client: words, numbers, places; two writers; typed text kept."""

from __future__ import annotations

import make
import pytest
from visitor import Page, Visitor, hidden

from storage.documents import edition_at
from workflow.documents.document import Edition
from workflow.documents.editing.places import clause_at

TREE = "/school/documents/1/editions/1/draft"


@pytest.fixture
def draft(school: make.School) -> Edition:
    return school.draft(make.text("Положение о совете", "Совет решает по пункту 1.3.", "Второе.", "Третье."))


@pytest.fixture
def administrator(visit, draft: Edition) -> Visitor:
    return visit("administrator")


def text(school: make.School) -> list[str]:
    with school.database.read() as connection:
        clauses = edition_at(connection, make.EditionKey("school", 1, 1)).text.clauses
    return [f"{one.label} {one.text}" for one in clauses[0].children]


def send(visitor: Visitor, path: str, form: dict[str, str], status: int) -> Page:
    """A form that was opened earlier is sent now."""
    page = Page(visitor.client.post(path, data=form, follow_redirects=True))
    assert page.status == status, page.text[:500]
    return page


def typed(visitor: Visitor, form: dict[str, str], words: str) -> dict[str, object]:
    """What the script of a page keeps."""
    answer = visitor.client.post(f"{TREE}/c2/typed", data={**form, "text": words})
    assert answer.status_code == 200
    return answer.get_json()


def test_every_clause_has_its_way_in_and_its_notices(administrator: Visitor, school: make.School) -> None:
    administrator.post(f"{TREE}/c1", {"text": "Совет решает по пункту 7.1."})
    page = administrator.get(TREE)
    assert page.heading == "Правка по пунктам"
    assert [one["href"] for one in page.soup.select(".clause-tools a:first-child")] == [
        f"{TREE}/{uid}" for uid in ("s1", "c1", "c2", "c3")
    ]
    assert "Ссылка на пункт 7.1: такого здесь нет" in page.soup.select_one("#c-c1").get_text()


def test_other_words_and_another_number_are_written(administrator: Visitor, school: make.School) -> None:
    page = administrator.post(f"{TREE}/c2", {"text": "Второе иначе.\nИ ещё.", "label": "1.2"})
    assert "Записано в проект: Пункт 1.2" in page.text
    assert text(school) == ["1.1 Совет решает по пункту 1.3.", "1.2 Второе иначе.", "1.3 Третье."]
    administrator.post(f"{TREE}/c3", {"text": "Третье.", "label": "1.5"})
    assert text(school)[2] == "1.5 Третье."


def test_an_empty_clause_is_told_at_its_field(administrator: Visitor, school: make.School) -> None:
    page = administrator.post(f"{TREE}/c2", {"text": " ", "label": "1.2"}, status=422)
    assert "исключите его" in page.soup.select_one("#text-error").get_text()


def test_the_second_of_two_writers_is_shown_both_texts_and_chooses(
    administrator: Visitor, visit, school: make.School
) -> None:
    other = visit("head")
    mine, theirs = hidden(administrator.get(f"{TREE}/c2")), hidden(other.get(f"{TREE}/c2"))
    send(other, f"{TREE}/c2", {**theirs, "text": "Второе от другого.", "label": "1.2"}, 200)
    shown = send(administrator, f"{TREE}/c2", {**mine, "text": "Второе от меня.", "label": "1.2"}, 409)
    assert "Держатель" in shown.text and "Второе от другого." in shown.text
    assert shown.soup.select_one("textarea").text.strip() == "Второе от меня."
    assert text(school)[1] == "1.2 Второе от другого."
    send(administrator, f"{TREE}/c2", {**hidden(shown), "text": "Второе от обоих.", "label": "1.2"}, 200)
    assert text(school)[1] == "1.2 Второе от обоих."


def test_typed_text_waits_in_the_clause_and_goes_when_it_is_written(
    administrator: Visitor, school: make.School
) -> None:
    form = hidden(administrator.get(f"{TREE}/c2"))
    kept = typed(administrator, form, "Второе набрано.")
    assert (kept["version"], kept["changed"]) == (1, False)
    assert "не записано" in administrator.get(TREE).soup.select_one("#c-c2").get_text()
    assert "не записан" in administrator.get("/school/documents/1/editions/1/submit").text
    again = administrator.get(f"{TREE}/c2")
    assert again.soup.select_one("textarea").text.strip() == "Второе набрано."
    send(administrator, f"{TREE}/c2", {**hidden(again), "text": "Второе набрано.", "label": "1.2"}, 200)
    assert "не записано" not in administrator.get(TREE).text
    assert text(school)[1] == "1.2 Второе набрано."


def test_typed_text_on_a_clause_that_was_changed_is_shown_beside_it(
    administrator: Visitor, visit, school: make.School
) -> None:
    typed(administrator, hidden(administrator.get(f"{TREE}/c2")), "Второе от меня.")
    visit("head").post(f"{TREE}/c2", {"text": "Второе от другого.", "label": "1.2"})
    page = administrator.get(f"{TREE}/c2")
    assert "Пока вы писали" in page.text and "Второе от другого." in page.text
    assert page.soup.select_one("textarea").text.strip() == "Второе от меня."


def test_typed_text_of_a_clause_that_is_no_more_is_kept_and_shown(
    administrator: Visitor, visit, school: make.School
) -> None:
    mine = hidden(administrator.get(f"{TREE}/c2"))
    visit("head").post(f"{TREE}/c2/remove", {"way": "exclude"})
    assert text(school) == ["1.1 Совет решает по пункту 1.3.", "1.3 Третье."]
    page = send(administrator, f"{TREE}/c2", {**mine, "text": "Второе от меня.", "label": "1.2"}, 409)
    assert "Второе от меня." in page.text
    tree = administrator.get(TREE)
    assert "Второе от меня." in tree.text
    form = tree.soup.select_one("form[action$='/c2/forget']")
    values = {one["name"]: one["value"] for one in form.select("input")}
    assert "Второе от меня." not in send(administrator, form["action"], values, 200).text


def test_a_clause_comes_with_a_free_number_or_pushes_the_rest(
    administrator: Visitor, school: make.School
) -> None:
    page = administrator.get(f"{TREE}/c2/add/after")
    offered = {one["value"]: one.find_next("label").get_text() for one in page.soup.select("[name=what]")}
    assert offered["point:free"] == "Пункт 1.2(1)"
    assert "1.3 → 1.4" in offered["point:push"] and "ссылки исправятся: 1.1." in offered["point:push"]
    administrator.post(f"{TREE}/c2/add/after", {"what": "point:free", "text": "Между."})
    administrator.post(f"{TREE}/c1/add/before", {"what": "point:push", "text": "Сначала."})
    assert text(school) == [
        "1.1 Сначала.",
        "1.2 Совет решает по пункту 1.4.",
        "1.3 Второе.",
        "1.3(1) Между.",
        "1.4 Третье.",
    ]


def test_where_no_number_is_free_one_is_asked_for(administrator: Visitor, school: make.School) -> None:
    values = {"what": "point:free", "text": "Сначала."}
    page = administrator.post(f"{TREE}/c1/add/before", values, status=422)
    assert "впишите свой" in page.soup.select_one("#label-error").get_text()
    assert page.soup.select_one("textarea").text.strip() == "Сначала."
    administrator.post(f"{TREE}/c1/add/before", {**values, "label": "1.0"})
    assert text(school)[0] == "1.0 Сначала."


def test_a_move_is_seen_before_it_is_made(administrator: Visitor, school: make.School) -> None:
    values = {"target": "c1", "where": "before", "numbering": "keep"}
    looked = administrator.post(f"{TREE}/c3/move", {**values, "act": "look"})
    assert "Встанет перед: Пункт 1.1" in looked.text and "Номера не изменятся" in looked.text
    assert text(school)[2] == "1.3 Третье."
    values = {"target": "c2", "where": "inside", "numbering": "free"}
    looked = administrator.post(f"{TREE}/c3/move", {**values, "act": "look"})
    assert "Номер 1.3 станет 1.2.1" in looked.text and "Ссылка исправится здесь: 1.1." in looked.text
    administrator.post(f"{TREE}/c3/move", {**values, "act": "save"})
    assert text(school) == ["1.1 Совет решает по пункту 1.2.1.", "1.2 Второе."]


def test_a_clause_that_lapses_keeps_its_number_and_who_cites_it_is_told(
    administrator: Visitor, school: make.School
) -> None:
    page = administrator.get(f"{TREE}/c3/remove")
    assert "На него ссылаются" in page.text and "1.1. Совет решает" in page.text
    administrator.post(f"{TREE}/c3/remove", {"way": "repeal"})
    assert text(school)[2] == "1.3 Утратил силу."


def test_only_ticked_numbers_change(administrator: Visitor, school: make.School) -> None:
    administrator.post(f"{TREE}/c1/remove", {"way": "exclude"})
    page = administrator.get(f"{TREE}/numbering/0")
    keys = [one["value"] for one in page.soup.select("[name=accepted]")]
    assert keys == ["c2|1.2|1.1", "c3|1.3|1.2"]
    assert "Ничего не отмечено" in administrator.post(f"{TREE}/numbering/0", {}, status=409).text
    administrator.post(f"{TREE}/numbering/0", {"accepted": keys[:1]})
    assert text(school) == ["1.1 Второе.", "1.3 Третье."]


def test_a_submitted_edition_is_not_edited(
    administrator: Visitor, school: make.School, draft: Edition
) -> None:
    form = hidden(administrator.get(f"{TREE}/c2"))
    known = school.publish(make.full_chain())
    administrator.post("/school/documents/1/editions/1/submit", {"definition": known})
    send(administrator, f"{TREE}/c2", {**form, "text": "Иначе.", "label": "1.2"}, 409)
    administrator.get(TREE, status=409)
    assert clause_at(draft.text, "c2").text == "Второе." and text(school)[1] == "1.2 Второе."


def test_title_and_preamble_are_changed_unless_another_did(
    administrator: Visitor, visit, school: make.School
) -> None:
    mine = hidden(administrator.get(f"{TREE}/head/0"))
    visit("head").post(f"{TREE}/head/0", {"title": "Положение о малом совете", "preamble": "Во исполнение."})
    late = {**mine, "title": "Положение о большом совете", "preamble": ""}
    page = send(administrator, f"{TREE}/head/0", late, 409)
    assert "Положение о большом совете" in page.soup.select_one("#title")["value"]
    shown = administrator.get("/school/documents/1?edition=1")
    assert shown.heading == "Положение о малом совете" and "Во исполнение." in shown.text
    empty = administrator.post(f"{TREE}/head/0", {"title": " ", "preamble": ""}, status=422)
    assert "Напишите название" in empty.text


def test_an_annex_comes_is_edited_and_goes(administrator: Visitor, school: make.School) -> None:
    page = administrator.post(f"{TREE}/annexes/new", {"title": "", "text": ""}, status=422)
    assert "Вставьте текст приложения" in page.text
    annex = {"title": "Состав совета", "text": "1. Иванова А.А., учитель.\n2. Петров Б.Б., родитель."}
    page = administrator.post(f"{TREE}/annexes/new", annex)
    assert "Приложение 1. Состав совета" in page.text
    assert "Изменить : Пункт 1 приложения № 1" in page.text
    seen = hidden(administrator.get(f"{TREE}/annexes/1/remove"))
    administrator.post(f"{TREE}/head/1", {"title": "Состав совета на 2026/27 год", "preamble": ""})
    send(administrator, f"{TREE}/annexes/1/remove", seen, 409)
    assert "Состав совета на 2026/27 год" in administrator.get("/school/documents/1?edition=1").text
    administrator.post(f"{TREE}/annexes/1/remove", {})
    assert "Состав совета" not in administrator.get("/school/documents/1?edition=1").text
    history = administrator.get("/school/documents/1/history").text
    for words in (
        "добавлено приложение № 1",
        "изменены название или вводная часть приложения № 1",
        "исключено приложение № 1",
    ):
        assert words in history
    administrator.get(f"{TREE}/annexes/1/remove", status=404)
