"""The copy for the school's site, from the page and by command: nobody's name but the approver's."""

from __future__ import annotations

from pathlib import Path

import make
import pypdfium2
import pytest
from terminal import demo_in, done

from storage.reads import Reads
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText

TEXT = EditionText(
    "Положение о наставничестве",
    "regulation",
    "положение",
    (Clause("a", "1", "Наставником назначается Туманова Лидия Марковна, тел. +7 912 345-67-89.", "point"),),
    (
        EditionText(
            "Состав совета", "list", "состав", (Clause("b", "1", "А.К. Берёзкин – председатель.", "point"),)
        ),
    ),
)
PAGE = "/school/documents/1"


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document).replace(
        "\xa0", " "
    )


@pytest.fixture
def act(school: make.School) -> make.School:
    edition = school.submitted(school.publish(make.full_chain()), TEXT)
    school.approve_all(edition)
    return school


def test_the_copy_is_offered_on_the_page_and_names_nobody(visit, act: make.School) -> None:
    visitor = visit("auditor")
    links = visitor.get(PAGE).soup.select("aside a[download]")
    link = next(one for one in links if one.get_text(strip=True) == "PDF без персональных данных")
    answer = visitor.client.get(link["href"])
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert 'filename="school-1-1-public.pdf"' in answer.headers["Content-Disposition"]
    said = words(answer.data)
    assert "Экземпляр для публикации; персональные данные изъяты, мест: 3" in said
    assert "Наставником назначается [изъято], тел. [изъято]." in said
    assert "[изъято] – председатель." in said
    assert not any(name in said for name in ("Туманов", "Берёзкин", "912"))
    assert "УТВЕРЖДЕНО" in said and "ПРИНЯТО" in said
    assert b"school-1-1.xml" not in answer.data


def test_a_member_named_by_the_surname_alone_is_taken_out_too(visit, school: make.School) -> None:
    text = EditionText(
        "Положение", "regulation", "положение", (Clause("a", "1", "Журнал ведёт Членова.", "point"),)
    )
    school.approve_all(school.submitted(school.publish(make.full_chain()), text))
    said = words(visit("auditor").client.get(f"{PAGE}/publication").data)
    assert "Журнал ведёт [изъято]." in said and "мест: 1" in said


def test_the_whole_act_keeps_every_name(visit, act: make.School) -> None:
    said = words(visit("auditor").client.get(f"{PAGE}/pdf").data)
    assert "Туманова Лидия Марковна" in said and "для публикации" not in said


def test_a_text_on_its_way_is_not_published(visit, school: make.School) -> None:
    school.submitted(school.publish(make.full_chain()), TEXT)
    visitor = visit("auditor")
    links = visitor.get(PAGE).soup.select("aside a[download]")
    assert "PDF без персональных данных" not in [one.get_text(strip=True) for one in links]
    page = visitor.get(f"{PAGE}/publication", status=409)
    assert "Публикуется только вступивший в силу текст" in page.soup.get_text()
    assert Reads(school.database).edition(make.EditionKey("school", 1, 1)).in_force_from is None


def test_by_command_the_same_edition_gives_the_same_copy(tmp_path: Path) -> None:
    demo = demo_in(tmp_path / "demo")
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for one in (first, second):
        done("pdf", "gymnasium/1", "--edition", "1", "--public", "-o", one, "--data", demo)
    assert first.read_bytes() == second.read_bytes()
    assert "Экземпляр для публикации" in words(first.read_bytes())
