"""What goes beside the chain, as people meet it: on the document, in its form, history and drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import make
import pytest
from visitor import Visitor
from written import contents

from webapp.chains import shipped
from workflow.documents.document import Edition
from workflow.values import Text

Visit = Callable[[str], Visitor]
PATH = "/school/documents/1"
PUBLISH = f"{PATH}/editions/1/processes/site-publication/transitions/publish"
TITLE = "Публикация на сайте"


@pytest.fixture
def edition(school: make.School) -> Edition:
    # From the submission, so that the chain still goes while it is looked at.
    school.publish(replace(shipped()["site-publication"][1], beside="submission"))
    return school.submitted(school.publish(make.full_chain()))


def test_the_document_shows_where_each_stands_and_offers_what_is_open(visit: Visit, edition: Edition) -> None:
    page = visit("administrator").get(PATH)
    section = page.soup.select_one("#beside-site-publication").parent
    assert section.h2.get_text() == TITLE
    assert "Ещё не опубликовано" in section.get_text()
    assert [one["href"] for one in section.select(".actions a")] == [PUBLISH]
    council = visit("student_council").get(PATH)
    told = council.soup.select_one("#beside-site-publication").parent
    assert not told.select(".actions a")
    assert "администратор, руководитель" in told.select_one("details.closed").get_text()


def test_it_is_done_by_its_own_form_and_the_chain_goes_on(visit: Visit, edition: Edition) -> None:
    administrator = visit("administrator")
    form = administrator.get(PUBLISH)
    assert f"На этом «{TITLE}» закончится." in form.text and "вступит в силу" not in form.text
    page = administrator.post(PUBLISH, {"remark": "сайт школы, раздел «Документы»"})
    assert "Выполнено: Отметить публикацию" in page.text
    section = page.soup.select_one("#beside-site-publication").parent
    assert "Опубликовано" in section.get_text() and not section.select(".actions a")
    assert page.soup.select_one('[aria-current="step"]')
    history = administrator.get(f"{PATH}/history").text
    assert f"{TITLE}: действие «Отметить публикацию»" in history
    assert f"{TITLE}: состояние: Опубликовано" in history
    assert "Publication on the site: state: Published" in administrator.get(f"{PATH}/history?lang=en").text


def test_a_remark_that_is_asked_for_comes_back_with_the_form(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    before = contents(school.database)
    page = visit("administrator").post(PUBLISH, {"remark": " "}, status=422)
    assert "Напишите замечания" in page.text
    assert contents(school.database) == before


def test_what_is_not_open_is_refused_with_its_reasons(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    before = contents(school.database)
    page = visit("student_council").get(PUBLISH, status=409)
    assert "Это может сделать: администратор, руководитель" in page.text
    visit("administrator").get(PUBLISH.replace("site-publication", "no-such"), status=404)
    assert contents(school.database) == before


def test_its_drawing_marks_where_it_stands(visit: Visit, edition: Edition) -> None:
    page = visit("administrator").get(f"{PATH}/drawing?process=site-publication")
    assert TITLE in page.text and "Сейчас здесь" in page.text
    visit("administrator").get(f"{PATH}/drawing?process=no-such", status=404)


def test_nobody_is_offered_to_send_a_document_by_it(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    school.draft()
    page = visit("administrator").get("/school/documents/2/editions/1/submit")
    assert TITLE not in page.text and "Цепочка" in page.text


def test_the_page_of_chains_tells_it_beside_them(visit: Visit, edition: Edition) -> None:
    page = visit("administrator").get("/school/chains")
    assert TITLE in page.text and "Идёт рядом с цепочкой согласования" in page.text


def test_its_worklist_leads_to_the_document(visit: Visit, edition: Edition) -> None:
    page = visit("administrator").get("/")
    assert "Разместить на сайте" in page.text
    assert "Разместить на сайте" not in visit("student_council").get("/").text


def test_a_running_one_goes_over_to_its_next_version_on_the_screen(
    visit: Visit, school: make.School, edition: Edition
) -> None:
    old = replace(shipped()["site-publication"][1], beside="submission")
    longer = replace(old, title=Text("Публикация на портале", "Publication on the portal"))
    school.publish(longer)
    administrator = visit("administrator")
    choice = administrator.get("/school/chains/migration")
    [target] = [one["href"] for one in choice.soup.select("main a.button") if "портале" in one.get_text()]
    mapped = f"{target}?state-waiting=waiting&state-late=late"
    assert "Перевести: 1 документ" in administrator.get(mapped).text
    assert "Переведено: 1" in administrator.post(mapped, {}).text
    page = administrator.get(PATH)
    assert page.soup.select_one("#beside-site-publication").get_text() == "Публикация на портале"
    assert page.soup.select_one('[aria-current="step"]')
    history = administrator.get(f"{PATH}/history").text
    assert "Публикация на портале: ход редакции 1 переведён на цепочку" in history
