"""Amending on the screen: a clause chosen, an order pasted, the text before and after, the edition made."""

from __future__ import annotations

import make
import own_annex
import pytest
from visitor import hidden

from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.services import documents, submission

DOCUMENT = "/school/documents/1"
PAGE = f"{DOCUMENT}/amendments/1"
POINTS = (
    Clause("a", "1.1", "Хор поёт по вторникам.", "point"),
    Clause("b", "1.2", "Ноты хранит учитель:", "point", (Clause("d", "–", "в шкафу;", "dash"),)),
    Clause("c", "1.3", "Вход свободный (см. пункт 1.2).", "point"),
)
SONGS = EditionText("Песни", "list", "перечень", (Clause("p", "1", "Весна", "point"),))
BASE = EditionText(
    "Положение о хоре", "regulation", "положение", (Clause("s", "1", "Общее", "section", POINTS),), (SONGS,)
)


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(make.full_chain())


@pytest.fixture
def page(visit, school: make.School, known: str):
    """The administrator before a new amendment of a regulation in force."""
    school.approve_all(school.submitted(known, BASE))
    visitor = visit("administrator")
    assert "Изменений пока нет" in visitor.post(f"{DOCUMENT}/amendments/new", {}, form_at=DOCUMENT).text
    return visitor


def change(visitor, uid: str, does: str, status: int = 200, **values):
    place = f"{PAGE}/clauses/{uid}" if uid else f"{PAGE}/act"
    return visitor.post(f"{place}?does={does}", values, status=status)


def lines(page) -> list[str]:
    return [one.get_text(" ", strip=True) for one in page.soup.select(".order-point .instruction")]


def test_a_clause_is_chosen_then_its_operation_then_its_words(page) -> None:
    choices = page.get(f"{PAGE}/clauses/b").text
    assert "Пункт 1.2" in choices and "Признать утратившим силу" in choices and "Заменить слова" in choices
    shown = change(page, "a", "replace_words", words="вторникам", text="средам")
    assert lines(shown) == ["в пункте 1.1 слово «вторникам» заменить словом «средам»"]


def test_the_form_begins_with_the_words_as_they_stand_and_a_free_number(page) -> None:
    words = page.get(f"{PAGE}/clauses/b?does=replace").soup.textarea.get_text()
    assert words.split("\n")[-2:] == ["1.2. Ноты хранит учитель:", "– в шкафу;"]
    assert page.get(f"{PAGE}/clauses/c?does=add_after").soup.find(id="label")["value"] == "1.4"


@pytest.mark.parametrize(
    ("uid", "does", "values", "told"),
    [
        ("a", "replace_words", {"text": "средам"}, "Впишите слова, как они стоят в тексте"),
        ("a", "replace_words", {"words": "субботам", "text": "средам"}, "В пункте 1.1 нет слов «субботам»"),
        ("a", "replace", {"text": "1.7. Хор поёт."}, "под другим номером"),
        ("a", "add_after", {"unit": "point", "label": "1.3", "text": "Новое."}, "Уже есть пункт 1.3"),
        ("s", "replace_own", {"text": ""}, "Впишите новый текст"),
    ],
)
def test_what_cannot_be_is_told_in_the_form_with_what_was_typed(page, uid, does, values, told) -> None:
    answer = change(page, uid, does, 422, **values)
    assert told in answer.text
    assert answer.soup.select_one('.errors a[href^="#"]'), "the summary leads to the field"
    if values.get("text"):
        assert answer.soup.textarea.get_text().strip() == values["text"]
    assert lines(page.get(PAGE)) == []


def test_what_was_typed_over_another_persons_change_is_kept_in_the_form(page, school: make.School) -> None:
    place = f"{PAGE}/clauses/a?does=replace"
    form = hidden(page.get(place))
    change(page, "c", "exclude")
    typed = {**form, "text": "1.1. Хор поёт весь год."}
    answer = page.client.post(place, data=typed)
    assert answer.status_code == 422
    assert "проект изменений изменили" in answer.text and "Хор поёт весь год." in answer.text
    assert lines(page.get(PAGE)) == ["пункт 1.3 исключить"]


def test_every_operation_offered_has_its_form(page) -> None:
    places = {
        "act": 5,
        "annexes/1": 4,
        "clauses/p": 9,
        "clauses/a": 6,
        "clauses/b": 6,
        "clauses/d": 6,
        "clauses/s": 6,
    }
    for place, least in places.items():
        offered = page.get(f"{PAGE}/{place}").soup.select(".choices a")
        assert len(offered) >= least
        for link in offered:
            page.get(str(link["href"]))


def test_an_order_is_seen_as_understood_before_it_is_kept(page) -> None:
    order = (
        "1. Внести в Положение о хоре следующие изменения:\n"
        "1.1. пункт 1.1 исключить.\n1.2. пункт 1.3 признать утратившим силу."
    )
    seen = page.post(f"{PAGE}/order", {"order": order, "act": "look"})
    assert "Так понят приказ" in seen.text and lines(page.get(PAGE)) == []
    kept = page.post(f"{PAGE}/order", {"order": order, "act": "save"})
    assert lines(kept) == ["пункт 1.1 исключить", "пункт 1.3 признать утратившим силу"]


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("пункт 1.1 исключить;\nпункт 1.3 как-нибудь улучшить", "Строка 2, знак 1: эта фраза не разобрана"),
        ("пункт 1.1 исключить;\nпункт 9.9 исключить", "Строка 2: в этой редакции нет такого: пункт 9.9"),
        ("пункт 1.1 изложить в следующей редакции: «1.1. Хор", "Строка 1, знак 42: у этой кавычки нет пары"),
        ("О хоре.", "не разобрана целиком"),
        ("", "В тексте нет ни одного изменения"),
    ],
)
@pytest.mark.parametrize("act", ["look", "save"])
def test_an_order_not_understood_whole_is_not_kept_in_part(page, order: str, told: str, act: str) -> None:
    answer = page.post(f"{PAGE}/order", {"order": order, "act": act}, status=422)
    assert told in answer.text, answer.text
    assert answer.soup.find(id="order").get_text().strip() == order
    assert lines(page.get(PAGE)) == []


def test_an_order_about_another_act_is_warned_of(page) -> None:
    order = "Внести в Положение о танцах следующие изменения:\n1) пункт 1.1 исключить"
    assert "В приказе назван акт: «Положение о танцах»" in page.post(f"{PAGE}/order", {"order": order}).text
    order = "Внести в пункт 1.2 Положения о хоре следующие изменения:\n1) слово «четвергам» исключить."
    assert "назван акт" not in page.post(f"{PAGE}/order", {"order": order}).text


def test_an_annex_is_given_anew_by_an_order_with_its_text(page) -> None:
    order = "приложение № 1 изложить в новой редакции (приложение к настоящему приказу)"
    assert "нет приложения с новым текстом" in page.post(f"{PAGE}/order", {"order": order}, status=422).text
    kept = page.post(f"{PAGE}/order", {"order": order, "annex": "1. Лето\n2. Осень", "act": "save"})
    assert len(lines(kept)) == 1
    assert "Осень" in page.get(f"{PAGE}/preview").text


def test_the_text_is_seen_before_and_after_with_the_words_of_the_order(page) -> None:
    change(page, "a", "replace_words", words="вторникам", text="средам")
    change(page, "b", "exclude")
    seen = page.get(f"{PAGE}/preview")
    assert "средам" in [one.get_text() for one in seen.soup.select("ins")]
    assert "пункт 1.2 исключить" in seen.text
    assert "Было" in page.get(f"{PAGE}/preview?view=table").text
    page.get(f"{PAGE}/preview?view=sides")
    assert "ссылается на пункт 1.2: его больше нет" in page.get(PAGE).text


def test_a_clause_is_moved_and_takes_a_free_number_there(page) -> None:
    form = page.get(f"{PAGE}/clauses/a?does=move").soup
    assert [one["value"] for one in form.select("#target option")] == ["", "s", "b", "d", "c"]
    assert "Выберите, к какому пункту" in change(page, "a", "move", 422, place="after").text
    shown = change(page, "a", "move", target="c", place="after")
    assert lines(shown) == ["пункт 1.1 перенести после пункта 1.3, считая его пунктом 1.4"]
    assert "перенес" in page.get(f"{PAGE}/preview").text


def test_a_paragraph_is_moved_without_a_number(page) -> None:
    assert not page.get(f"{PAGE}/clauses/d?does=move").soup.select("#label")
    assert lines(change(page, "d", "move", target="c", place="inside")) == [
        "абзац второй пункта 1.2 перенести в начало пункта 1.3"
    ]


def test_numbers_are_counted_on_after_a_clause_that_goes(page) -> None:
    change(page, "b", "exclude")
    form = page.get(f"{PAGE}/clauses/c?does=renumber").soup
    assert form.find(id="label")["value"] == "1.2" and form.find(id="following").has_attr("checked")
    shown = change(page, "c", "renumber", label="1.2", following="y")
    assert lines(shown) == ["пункт 1.2 исключить", "пункт 1.3 считать пунктом 1.2"]
    again = change(page, "a", "renumber", 422, label="1.2")
    assert "Уже есть пункт 1.2" in again.text


def test_what_follows_a_clause_that_goes_keeps_its_place(page) -> None:
    change(page, "a", "move", target="c", place="after")
    change(page, "c", "exclude")
    shown = [
        one.get_text(" ", strip=True) for one in page.get(f"{PAGE}/preview?view=sides").soup.select(".side")
    ]
    assert [line.split()[0] for line in shown if "Хор поёт" in line] == ["1.1.", "1.1.", "1.4."]


def test_a_change_is_taken_out(page) -> None:
    change(page, "a", "exclude")
    change(page, "b", "exclude")
    assert lines(page.post(f"{PAGE}/operations/1/out", {}, form_at=PAGE)) == ["пункт 1.2 исключить"]


def test_the_edition_is_made_and_sent_by_the_chain_of_the_act_and_the_council_reads_both_texts(
    page, visit, school: make.School, known: str
) -> None:
    change(page, "a", "replace_words", words="вторникам", text="средам")
    sending = page.post(f"{PAGE}/make", {}, form_at=PAGE)
    assert sending.heading == "Отправить по цепочке"
    page.post(f"{DOCUMENT}/editions/2/submit", {"definition": known})
    assert "редакция 2 на согласовании" in page.get(DOCUMENT).text
    council = visit("parents_council").get(f"{DOCUMENT}/editions/2/steps/parents_council")
    assert "Вносимые изменения в пункте 1.1 слово «вторникам» заменить словом «средам»" in council.text
    assert [one.get_text() for one in council.soup.select(".compared del")] == ["вторникам"]
    assert "Изменения отправлены по цепочке" in page.get(PAGE).text
    assert "Что эта редакция меняет" in visit("auditor").get(f"{DOCUMENT}?edition=2").text


def test_a_draft_is_carried_over_or_told_which_clause_differs(page, school: make.School, known: str) -> None:
    change(page, "a", "exclude")
    other = EditionText(
        BASE.title, BASE.kind, BASE.word, (Clause("s", "1", "Иное", "section", POINTS),), (SONGS,)
    )
    _in_force(school, known, other)
    stale = page.get(PAGE)
    assert "Места, которых они касаются, не изменились" in stale.text
    assert "Составить редакцию" not in stale.text
    assert "перенесён на редакцию 2" in page.post(f"{PAGE}/rebase", {}, form_at=PAGE).text
    changed = (Clause("a", "1.1", "Хор молчит.", "point"), *POINTS[1:])
    _in_force(
        school,
        known,
        EditionText(
            BASE.title, BASE.kind, BASE.word, (Clause("s", "1", "Иное", "section", changed),), (SONGS,)
        ),
    )
    assert "пункт 1.1: текст не тот, что ожидался" in page.get(PAGE).text


def _in_force(school: make.School, known: str, text: EditionText) -> None:
    key = documents.DocumentKey(school.id, 1)
    new = documents.new_edition(school.database, school.administrator, key, text, make.moment())
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    school.approve_all(new)


def test_two_drafts_that_want_one_clause_are_told_on_both(page, visit) -> None:
    change(page, "a", "exclude")
    head = visit("head")
    head.post(f"{DOCUMENT}/amendments/new", {}, form_at=DOCUMENT)
    theirs = f"{DOCUMENT}/amendments/2"
    head.post(f"{theirs}/clauses/a?does=repeal", {})
    for place in (PAGE, theirs):
        assert "Другой проект меняет то же место по-своему: пункт 1.1" in page.get(place).text
    assert "расходятся с другим проектом" in page.get(DOCUMENT).text


def test_a_draft_edition_becomes_a_list_of_changes(visit, school: make.School, known: str) -> None:
    school.approve_all(school.submitted(known, BASE))
    key = documents.DocumentKey(school.id, 1)
    points = (Clause("a", "1.1", "Хор поёт по средам.", "point"), *POINTS[1:])
    text = EditionText(
        BASE.title, BASE.kind, BASE.word, (Clause("s", "1", "Общее", "section", points),), (SONGS,)
    )
    documents.new_edition(school.database, school.administrator, key, text, make.moment())
    edition = f"{DOCUMENT}?edition=2"
    assert "Оформить как изменения" in visit("administrator").get(edition).text
    seen = visit("administrator").post(f"{DOCUMENT}/amendments/of/2", {}, form_at=edition)
    assert lines(seen) == ["в пункте 1.1 слово «вторникам» заменить словом «средам»"]


def test_an_amending_act_is_not_amended(visit, school: make.School, known: str) -> None:
    school.approve_all(school.submitted(known, make.text("О внесении изменений в Положение о хоре")))
    administrator, form = visit("administrator"), f"{DOCUMENT}/editions/new"
    assert "Внести изменения" not in administrator.get(DOCUMENT).text
    refused = administrator.post(f"{DOCUMENT}/amendments/new", {}, status=409, form_at=form)
    assert "Изменяющий акт не изменяют" in refused.text and "Положение о хоре" in refused.text


def test_a_dropped_draft_is_gone_from_the_document(page) -> None:
    assert "Изменения № 1" in page.get(DOCUMENT).text
    page.post(f"{PAGE}/drop", {})
    assert "Изменения № 1" not in page.get(DOCUMENT).text
    page.get(f"{PAGE}/clauses/a", status=409)


def test_a_clause_of_an_annex_is_chosen_in_the_text_and_named_with_its_annex(page) -> None:
    shown = page.get(PAGE)
    assert "Приложение 1. Песни" in shown.text and shown.soup.select_one(f'a[href="{PAGE}/clauses/p"]')
    assert "Пункт 1 приложения № 1" in page.get(f"{PAGE}/clauses/p").text
    told = change(page, "p", "replace_words", words="Весна", text="Осень")
    assert lines(told) == ["в пункте 1 приложения слово «Весна» заменить словом «Осень»"]
    page.post(f"{PAGE}/annexes/1?does=add_inside", {"unit": "point", "label": "2", "text": "Зима"})
    texts = page.get(f"{PAGE}/preview").text
    assert "Осень" in texts and "2. Зима" in texts
    page.post(f"{PAGE}/annexes/1?does=replace_annex", {"text": "1. Лето"}, status=422)
    page.get(f"{PAGE}/annexes/2", status=404)


def test_an_order_amends_a_clause_of_an_annex_or_tells_why_not(page) -> None:
    order = "В приложении № 1 к Положению:\nа) пункт 1 признать утратившим силу."
    assert "Так понят приказ" in page.post(f"{PAGE}/order", {"order": order, "act": "look"}).text
    wrong = page.post(
        f"{PAGE}/order", {"order": order.replace("пункт 1", "пункт 5"), "act": "look"}, status=422
    )
    assert "Строка 2: приложение: в этой редакции нет такого: пункт 5" in wrong.text
    assert lines(page.post(f"{PAGE}/order", {"order": order, "act": "save"})) == [
        "пункт 1 приложения признать утратившим силу"
    ]


def test_a_cell_of_a_table_is_chosen_and_the_table_stays_a_table(
    visit, school: make.School, known: str
) -> None:
    rows = tuple(
        Clause(f"r{at}", "", words, "paragraph")
        for at, words in enumerate(("№ | Песня | Минут", "1 | Весна | 3", "2 | Осень | 4"))
    )
    songs = EditionText("Песни", "list", "перечень", rows)
    text = EditionText(BASE.title, BASE.kind, BASE.word, BASE.clauses, (songs,))
    school.approve_all(school.submitted(known, text))
    page = visit("administrator")
    page.post(f"{DOCUMENT}/amendments/new", {}, form_at=DOCUMENT)
    shown = page.get(PAGE).soup
    assert shown.select_one("#c-r1 td.clause-beside a")["href"] == f"{PAGE}/clauses/r1"
    assert "Строка 1 таблицы приложения № 1" in page.get(f"{PAGE}/clauses/r1").text
    asked = page.get(f"{PAGE}/clauses/r1?does=replace_cell").soup
    assert [one.get_text() for one in asked.select("#column option")][2] == "Графа 3 (Минут): 3"
    told = change(page, "r1", "replace_cell", column="2", text="5")
    assert lines(told) == ["графу 3 строки 1 таблицы приложения изложить в следующей редакции: «5»"]
    assert "из одной ячейки" in change(page, "r2", "replace_cell", 422, column="2", text="5 | 6").text
    around = [one.get_text() for one in asked.select("#c-r0 > *, #c-r1 > *")]
    assert around == ["№", "Песня", "Минут", "1", "Весна", "3"]
    change(page, "r2", "add_after", unit="row", label="", text="3 | Зима | 2")
    made = page.post(f"{PAGE}/make", {}, form_at=f"{PAGE}/preview")
    assert "Составлена редакция 2" in made.text
    table = page.get(f"{DOCUMENT}?edition=2").soup.select_one(".clause-table")
    assert [[cell.get_text() for cell in row.select("td, th")] for row in table.select("tr")] == [
        ["№", "Песня", "Минут"],
        ["1", "Весна", "5"],
        ["2", "Осень", "4"],
        ["3", "Зима", "2"],
    ]


def test_an_annex_that_changes_apart_is_told_and_not_amended_with_the_act(visit, school: make.School) -> None:
    act = own_annex.regulation(school)
    own_annex.approved(school, own_annex.begun(school, act), "145", make.TODAY)
    page = visit("administrator")
    page.post(f"{DOCUMENT}/amendments/new", {}, form_at=DOCUMENT)
    shown = page.get(PAGE)
    assert "изменяют не здесь" in shown.text and shown.soup.select_one('main a[href="/school/documents/2"]')
    assert not shown.soup.select_one(f'a[href="{PAGE}/clauses/m1"]')
    refused = change(page, "m1", "exclude", 422)
    assert "Приложение № 1 меняется отдельно от акта, это документ № 2" in refused.text
    assert lines(page.get(PAGE)) == []


def test_the_auditor_reads_a_draft_and_changes_nothing(page, visit) -> None:
    change(page, "a", "exclude")
    auditor = visit("auditor")
    shown = auditor.get(PAGE)
    assert lines(shown) == ["пункт 1.1 исключить"] and not shown.soup.select("main form[method=post]")
    auditor.get(f"{PAGE}/clauses/a", status=403)
    visit("parents_council").get(PAGE, status=403)
