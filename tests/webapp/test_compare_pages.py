"""Two editions on the screen: what changed, who may see it, and the link from a body's own decision."""

from __future__ import annotations

import make
import pypdfium2
import pytest

from storage.reads import Reads
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.reading import read
from workflow.formats import docx, docx_out
from workflow.services import documents, submission
from workflow.values import EditionKey

PAGE = "/school/documents/1/compare"


def _said(*points: tuple[str, str, str], annexes: tuple[EditionText, ...] = ()) -> EditionText:
    clauses = tuple(Clause(uid, label, words, "point") for uid, label, words in points)
    return EditionText(
        "Положение о хоре",
        "regulation",
        "положение",
        (Clause("s", "1", "Общее", "section", clauses),),
        annexes,
    )


OLD = _said(
    ("a", "1.1", "Хор поёт по вторникам."),
    ("b", "1.2", "Ноты хранит учитель."),
    ("c", "1.3", "Вход свободный."),
)
NEW = _said(
    ("c", "1.1", "Вход свободный."),
    ("a", "1.2", "Хор поёт по субботам."),
    ("d", "1.3", "Наряд шьют родители."),
)


@pytest.fixture
def amended(school: make.School) -> make.School:
    """A document whose second edition waits for its councils."""
    known = school.publish(make.full_chain())
    first = school.submitted(known, OLD)
    school.approve_all(first)
    second = documents.new_edition(school.database, school.administrator, first.key.of, NEW, make.moment())
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    return school


def test_the_last_two_editions_are_compared_when_none_are_chosen(visit, amended: make.School) -> None:
    page = visit("auditor").get(PAGE)
    assert "перенесён, перенумерован" in page.text
    assert [one.get_text() for one in page.soup.select("ins")] == [
        "1.1. ",
        "1.2. ",
        "субботам",
        "1.3. Наряд шьют родители.",
    ]
    assert "вторникам" in [one.get_text() for one in page.soup.select("del")]
    assert page.soup.select_one('a[href="#c-c"]'), "the place that a clause left leads to it"


@pytest.mark.parametrize("view", ["text", "sides"])
def test_each_changed_clause_is_named_and_led_to(visit, amended: make.School, view: str) -> None:
    page = visit("auditor").get(f"{PAGE}?view={view}")
    links = page.soup.select("nav.places a")
    assert [one.get_text() for one in links] == ["пункт 1.1", "пункт 1.2", "пункт 1.3"]
    assert all(page.soup.select_one(f'[id="{one["href"][1:]}"]') for one in links)
    assert not visit("auditor").get(f"{PAGE}?from=1&to=1").soup.select("nav.places")


def test_both_texts_stand_side_by_side(visit, amended: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}?view=sides&from=1&to=2")
    sides = [one.get_text() for one in page.soup.select(".side")]
    assert "1.1. Хор поёт по вторникам." in sides and "1.2. Хор поёт по субботам." in sides


def test_the_comparison_table_tells_unit_before_after_and_grounds(visit, amended: make.School) -> None:
    rows = visit("auditor").get(f"{PAGE}?view=table&from=2&to=1").soup.select("tbody tr")
    cells = [[cell.get_text() for cell in row.select("th, td")] for row in rows]
    assert ["Пункт 1.1изменён", "1.2. Хор поёт по субботам.", "1.1. Хор поёт по вторникам."] in [
        [unit.replace("перенумерован, ", ""), was, now] for unit, was, now, _ in cells
    ]
    assert {grounds for *_, grounds in cells} == {"–"}, "no order leads back to the former edition"


def test_each_row_is_grounded_on_the_order_of_the_edition_that_made_it(visit, school: make.School) -> None:
    known = school.publish(make.full_chain())
    first = school.submitted(known, _said(("a", "1.1", "Хор поёт."), ("b", "1.2", "Вход платный.")))
    school.approve_all(first)
    for text in (
        _said(("a", "1.1", "Хор поёт громко."), ("b", "1.2", "Вход платный.")),
        _said(("a", "1.1", "Хор поёт громко."), ("b", "1.2", "Вход свободный.")),
    ):
        key = first.key.of
        later = documents.new_edition(school.database, school.administrator, key, text, make.moment())
        submission.submit(school.database, school.administrator, later.key, known, make.moment())
        school.approve_all(later)
    rows = visit("auditor").get(f"{PAGE}?view=table&from=1&to=3").soup.select("tbody tr")
    told = [[row.select("th, td")[at].get_text() for at in (0, 3)] for row in rows]
    day = f"{make.TODAY:%d.%m.%Y}"
    assert told == [
        ["Пункт 1.1изменён", f"приказ от {day} №\u00a02"],
        ["Пункт 1.2изменён", f"приказ от {day} №\u00a03"],
    ]


def test_a_refused_edition_has_no_paper_to_be_grounded_on(visit, amended: make.School) -> None:
    second = Reads(amended.database).edition(EditionKey("school", 1, 2))
    amended.decide(second, "parents_council", "refused", "7", remark="Нет")
    rows = visit("auditor").get(f"{PAGE}?view=table").soup.select("tbody tr")
    assert {row.select("th, td")[3].get_text() for row in rows} == {"–"}


def test_an_edition_compared_with_itself_says_so(visit, amended: make.School) -> None:
    assert "Тексты этих редакций совпадают." in visit("auditor").get(f"{PAGE}?from=1&to=1").text


def test_the_table_is_printed_with_both_texts(visit, amended: make.School) -> None:
    answer = visit("auditor").client.get(f"{PAGE}/pdf?from=1&to=2")
    assert answer.mimetype == "application/pdf"
    printed = pypdfium2.PdfDocument(answer.data)
    said = " ".join(page.get_textpage().get_text_range() for page in printed)
    printed.close()
    assert "вторникам" in said and "субботам" in said
    assert visit("auditor").client.get(f"{PAGE}/pdf?from=1&to=2").data == answer.data


@pytest.mark.parametrize("query", ["from=1&to=9", "from=-1&to=2", "from=0&to=-3"])
def test_an_edition_that_is_not_there_is_not_found(visit, amended: make.School, query: str) -> None:
    visit("auditor").get(f"{PAGE}?{query}", status=404)


def test_a_draft_is_not_compared_for_one_who_may_not_read_drafts(visit, school: make.School) -> None:
    first = school.submitted(school.publish(make.full_chain()), OLD)
    school.approve_all(first)
    documents.new_edition(school.database, school.administrator, first.key.of, NEW, make.moment())
    assert "субботам" in visit("administrator").get(PAGE).text
    visit("student_council").get(f"{PAGE}?from=1&to=2", status=404)
    assert "субботам" not in visit("student_council").get(PAGE).text


def test_annexes_with_the_same_uids_are_compared_too(visit, school: make.School) -> None:
    annex = EditionText("Состав", "list", "состав", (Clause("a", "1", "Белкина", "point"),))
    old, new = _said(("a", "1.1", "Хор поёт."), annexes=(annex,)), _said(("a", "1.1", "Хор поёт."))
    first = school.submitted(school.publish(make.full_chain()), old)
    school.approve_all(first)
    documents.new_edition(school.database, school.administrator, first.key.of, new, make.moment())
    assert "Белкина" in [one.get_text() for one in visit("administrator").get(PAGE).soup.select("del")][-1]


def test_a_council_is_led_to_what_changed_since_it_agreed(visit, amended: make.School) -> None:
    page = visit("parents_council").get("/school/documents/1/editions/2/steps/parents_council")
    link = page.soup.find("a", string=lambda told: told and "Что изменилось с редакции 1" in told)
    assert "субботам" in visit("parents_council").get(str(link["href"])).text


def test_the_document_leads_a_council_to_the_same(visit, amended: make.School) -> None:
    visitor = visit("parents_council")
    page = visitor.get("/school/documents/1?edition=2")
    [link] = [a["href"] for a in page.soup.select("main a") if "Что изменилось с редакции 1" in a.get_text()]
    assert "субботам" in visitor.get(str(link)).text
    assert "Что изменилось" not in visit("auditor").get("/school/documents/1?edition=2").text


def test_a_council_that_never_agreed_is_led_nowhere(visit, school: make.School) -> None:
    known = school.publish(make.full_chain())
    first = school.submitted(known, OLD)
    school.decide(first, "parents_council", "refused", remark="Нет")
    second = documents.new_edition(school.database, school.administrator, first.key.of, NEW, make.moment())
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    page = visit("parents_council").get("/school/documents/1/editions/2/steps/parents_council")
    assert "Что изменилось" not in page.text


def test_the_document_offers_the_comparison_when_there_are_two_editions(visit, amended: make.School) -> None:
    assert "Сравнить редакции" in visit("auditor").get("/school/documents/1").text


def test_both_editions_download_as_one_word_document_with_tracked_changes(
    visit, amended: make.School
) -> None:
    page = visit("auditor").get(f"{PAGE}?from=1&to=2")
    [link] = [a["href"] for a in page.soup.select("main a") if "Правки в Word" in a.get_text()]
    answer = visit("auditor").client.get(link)
    assert answer.mimetype == docx_out.MEDIA_TYPE
    assert "school-1-1-2.docx" in answer.headers["Content-Disposition"]
    codes = {one.code for one in read(docx.transcript(answer.data)).notices}
    assert {"tracked-insertion", "tracked-deletion"} & codes
    assert visit("auditor").client.get(link).data == answer.data


def test_the_comparison_table_downloads_for_word(visit, amended: make.School) -> None:
    page = visit("auditor").get(f"{PAGE}?from=1&to=2")
    [link] = [a["href"] for a in page.soup.select("main a") if "Таблица в Word" in a.get_text()]
    answer = visit("auditor").client.get(link)
    assert answer.mimetype == docx_out.MEDIA_TYPE
    assert "school-1-1-2-table.docx" in answer.headers["Content-Disposition"]
    assert "Сравнительная таблица" in str(docx.transcript(answer.data))
    assert visit("auditor").client.get(link).data == answer.data
