"""The import screen through a client: shown as read, answered one by one, kept as draft or paper."""

from __future__ import annotations

import io

import make
from docx_files import docx, p, table
from pdf_files import scan
from visitor import Page, Visitor, hidden

TEXT = """УТВЕРЖДЕНО
приказом директора
от 20.03.2023 № 41

Положение о музее

1. Общие положения
1.1. Музей хранит память.
1.3. Музей открыт для всех (в будни.
"""


def brought(
    visitor: Visitor, content: bytes = TEXT.encode(), name: str = "музей.txt", status: int = 200
) -> Page:
    return visitor.post("/school/import", {"file": (io.BytesIO(content), name)}, status=status)


def answer(visitor: Visitor, page: Page, did: str, near: str) -> Page:
    """Press a button beside the notice that says `near`."""
    item = next(one for one in page.soup.select(".asked > li") if near in one.get_text())
    form = item.select_one("form")
    values = {one["name"]: one["value"] for one in form.select("input")}
    assert form.select_one(f"button[value={did}]"), form
    response = visitor.client.post(form["action"], data={**values, "did": did}, follow_redirects=True)
    return Page(response)


def kept(visitor: Visitor, page: Page, as_: str, **values: str) -> Page:
    form = page.soup.select_one("form[action$='/keep']")
    typed = {one["name"]: one["value"] for one in form.select("input")}
    typed["word"] = form.select_one("option[selected]")["value"]
    data = {**typed, **values, "as": as_}
    return Page(visitor.client.post(form["action"], data=data, follow_redirects=True))


def test_a_file_is_shown_as_it_was_read(visit, school: make.School) -> None:
    page = brought(visit("administrator"))
    assert page.heading == "музей.txt"
    facts = page.soup.select_one("aside").get_text(" ", strip=True)
    assert "Положение о музее" in facts and "приказ №\u00a041 от 20.03.2023" in facts
    assert "Что решить: 2" in page.text
    assert "После 1.1 идёт 1.3" in page.text and "Строка 9" in page.text
    assert page.soup.select_one("input[name=title]")["value"] == "Положение о музее"


BARE = "Положение о музее\n\n1. Общие положения\n1.1. Музей хранит {what}.\n"


def test_old_paper_without_a_date_is_known_as_of_a_day_and_has_its_next_edition(
    visit, school: make.School
) -> None:
    administrator = visit("administrator")
    first = brought(administrator, BARE.format(what="память").encode())
    assert not first.soup.select("#later_of")
    wrong = kept(administrator, first, "paper", known_as_of="31.02.2019")
    assert wrong.status == 422 and "31.02.2019" in wrong.soup.find(id="known_as_of")["value"]
    later = kept(administrator, first, "paper", known_as_of="01.09.2099")
    assert "Этот день ещё не наступил" in later.text
    shown = kept(administrator, first, "paper", known_as_of="01.09.2019")
    assert "Действует" in shown.text
    second = brought(administrator, BARE.format(what="вещи").encode(), "музей-2.txt")
    assert "нет даты" in kept(administrator, second, "paper", later_of="1").text
    assert "редакция 2" in kept(administrator, second, "paper", later_of="1", known_as_of="01.09.2021").text
    assert "память" in administrator.get("/school/documents/1@2021-08-31").text
    assert "вещи" in administrator.get("/school/documents/1@2021-09-01").text
    assert "Известна на 1 сентября 2021" in administrator.get("/school/documents/1/timeline").text
    told = administrator.client.get("/api/v1/school/documents/1/timeline").json["editions"]
    assert [(one["in_force_from"], one["known_only"]) for one in told] == [
        ("2019-09-01", True), ("2021-09-01", True),
    ]  # fmt: skip


def test_what_is_accepted_changes_the_text_and_what_is_declined_does_not(visit, school: make.School) -> None:
    administrator = visit("administrator")
    page = answer(administrator, brought(administrator), "accept", "После 1.1 идёт 1.3")
    assert "1.2." in page.soup.select_one(".document").get_text()
    assert "Исправлено: 1" in page.text and "Что решить: 1" in page.text
    page = answer(administrator, page, "decline", "Кавычки или скобки")
    assert "Решать нечего" in page.text and "Оставлено как есть: 1" in page.text
    shown = kept(administrator, page, "draft")
    assert shown.heading == "Положение о музее" and "1.2." in shown.text
    history = administrator.get("/school/documents/1/history")
    assert "правок принято 1, отклонено 1, вписано 0" in history.text
    assert "Файл внесён" in administrator.get("/school/import/1").text


def test_a_line_is_corrected_by_hand(visit, school: make.School) -> None:
    administrator = visit("administrator")
    brought(administrator)
    administrator.get("/school/import/1/line/77", status=404)
    page = administrator.post("/school/import/1/line/9", {"text": "1.2. Музей открыт для всех."})
    assert "Решать нечего" in page.text


def test_a_paper_goes_into_the_archive_once(visit, school: make.School) -> None:
    administrator = visit("administrator")
    page = kept(administrator, brought(administrator), "paper", title="Положение о школьном музее")
    assert page.heading == "Положение о школьном музее" and "Внесён с бумаги" in page.text
    again = kept(administrator, brought(administrator), "paper")
    assert again.status == 409 and "уже внесён: документ № 1" in again.text


def test_an_answer_to_what_another_has_changed_is_refused_in_words(visit, school: make.School) -> None:
    administrator, head = visit("administrator"), visit("head")
    page = brought(administrator)
    answer(head, head.get("/school/import/1"), "accept", "После 1.1 идёт 1.3")
    late = answer(administrator, page, "accept", "После 1.1 идёт 1.3")
    assert "посмотрите его ещё раз" in late.text
    assert kept(administrator, page, "draft").status == 409


def test_who_may_not_import_paper_is_not_offered_it(visit, school: make.School) -> None:
    head = visit("head")
    page = brought(head)
    assert page.soup.select_one("button[value=draft]") and not page.soup.select_one("button[value=paper]")
    assert kept(head, page, "paper").status == 403


def test_what_cannot_be_read_is_told_in_words_and_nothing_waits(visit, school: make.School) -> None:
    administrator = visit("administrator")
    whole = docx(p("Положение", bold=True))
    for content, words in (
        (scan(), "распознайте"),
        (whole[: len(whole) // 2], ""),
        (b"\x00\x01\x02" * 99, ""),
        (b"{\\rtf1 abc}", "сохраните как DOCX"),
    ):
        page = brought(administrator, content, status=409)
        assert words in page.soup.select_one("#file-error").get_text()
    page = administrator.post("/school/import", {}, status=422)
    assert "Выберите файл" in page.text
    assert "ждут решения" not in administrator.get("/school/import").text


def test_a_file_that_is_put_away_is_listed_no_more(visit, school: make.School) -> None:
    administrator = visit("administrator")
    page = brought(administrator)
    assert "музей.txt" in administrator.get("/school/import").text
    form = page.soup.select_one("form[action$='/drop']")
    values = {one["name"]: one["value"] for one in form.select("input")}
    gone = Page(administrator.client.post(form["action"], data=values, follow_redirects=True))
    assert "музей.txt" not in gone.text
    assert hidden(administrator.get("/school/import"))
    assert "ничего не внесено" in administrator.get("/school/import/1").text


ANNEXED = f"{TEXT}\nПриложение № 1\n\nСостав совета музея\n\n1. Иванова А.А.\n"


def test_an_annex_is_shown_and_outlives_a_change_of_the_text(visit, school: make.School) -> None:
    administrator = visit("administrator")
    page = kept(administrator, brought(administrator, ANNEXED.encode()), "draft")
    assert "Приложение 1. Состав совета музея" in page.text and "Иванова А.А." in page.text
    at = "/school/documents/1/editions/1"
    administrator.post(
        f"{at}/draft/{uid_of(administrator, 'Иванова')}", {"text": "Петрова Б.Б.", "label": "1"}
    )
    text = {"text": "Положение о музее\n\n1. Общие положения\n1.1. Музей иной.", "act": "save"}
    page = administrator.post(f"{at}/edit", text)
    assert "Музей иной." in page.text and "Петрова Б.Б." in page.text


def uid_of(visitor: Visitor, words: str) -> str:
    tree = visitor.get("/school/documents/1/editions/1/draft").soup
    return next(one["id"] for one in tree.select(".clause") if words in one.get_text()).removeprefix("c-")


def test_a_stamp_read_with_doubt_is_marked_so(visit, school: make.School) -> None:
    administrator = visit("administrator")
    assert "Прочитано неуверенно" not in brought(administrator).text
    doubtful = TEXT.replace("№ 41", "№ 4З1")
    page = brought(administrator, doubtful.encode())
    assert "приказ № 431" in page.text and "Прочитано неуверенно: сверьте с бумагой" in page.text


def test_a_note_of_an_amendment_is_shown_beside_the_text_and_put_back_by_a_button(
    visit, school: make.School
) -> None:
    administrator, note = visit("administrator"), "(в ред. приказа от 12.04.2024 № 220)"
    page = brought(administrator, TEXT.replace("память.\n", f"память.\n{note}\n").encode())
    beside = next(one for one in page.soup.select("details") if "Не вошло в пункты" in one.get_text())
    assert f"Строка 9. {note}" in beside.get_text()
    assert note not in page.soup.select_one(".document").get_text(" ", strip=True)
    after = answer(administrator, page, "accept", "примечание о том, чем изменён текст")
    assert note in after.soup.select_one(".document").get_text(" ", strip=True).replace("\u00a0", " ")
    assert "Примечания о редакции" not in after.text


def test_a_row_of_a_table_is_quoted_as_it_is_printed(visit, school: make.School) -> None:
    rows = table(["Класс", "Время"], ["5", "11:00"])
    body = (
        p("ПОЛОЖЕНИЕ", bold=True)
        + p("о столовой", bold=True)
        + p("1. Часы работы назначает директор.")
        + rows
    )
    page = brought(visit("administrator"), docx(body), "act.docx")
    assert page.soup.select_one(".asked blockquote:-soup-contains('11:00')").get_text() == "5 | 11:00"
    assert "\\5 |" not in page.text
