"""An edition leaves as a file for other programs, from its page and by command, and is read back."""

from __future__ import annotations

import json
from pathlib import Path

import make
import pytest
from terminal import demo_in, done, grif, said

from storage.reads import Reads
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import canonical_text, text_sha256
from workflow.documents.reading import read
from workflow.formats import akn, docx
from workflow.values import EditionKey

PAGE = "/school/documents/1"


def told(clauses: tuple[Clause, ...]) -> list[tuple[str, str, str, int]]:
    return [(one.kind, one.label, one.text, len(one.children)) for one in walk(clauses)]


@pytest.fixture
def act(school: make.School) -> make.School:
    """A document in force, agreed by its councils and approved by an order."""
    edition = school.submitted(school.publish(make.full_chain()))
    school.approve_all(edition)
    return school


def test_the_text_is_downloaded_from_the_page_with_its_hash_and_approvals(visit, act: make.School) -> None:
    visitor = visit("auditor")
    links = {a.get_text(): a["href"] for a in visitor.get(PAGE).soup.select("aside a[download]")}
    assert list(links)[:2] == ["DOCX", "XML (Akoma Ntoso)"]
    answer = visitor.client.get(links["XML (Akoma Ntoso)"])
    assert (answer.status_code, answer.mimetype) == (200, "application/akn+xml")
    assert 'filename="school-1-1.xml"' in answer.headers["Content-Disposition"]
    edition = Reads(act.database).edition(EditionKey("school", 1, 1))
    assert text_sha256(canonical_text(akn.text(answer.data))) == edition.sha256
    found = akn.reading(answer.data)
    assert [(one.act, one.instrument) for one in found.approvals][-1] == ("УТВЕРЖДЕНО", "order")
    assert len(found.approvals) == 5 and not found.notices


def test_the_word_document_is_what_is_printed_and_reads_as_the_same_text(visit, act: make.School) -> None:
    answer = visit("auditor").client.get(f"{PAGE}/export/docx")
    assert 'filename="school-1-1.docx"' in answer.headers["Content-Disposition"]
    found = read(docx.transcript(answer.data))
    kept = Reads(act.database).edition(EditionKey("school", 1, 1)).text
    assert told(found.clauses) == told(kept.clauses)
    assert [one.act for one in found.approvals][:1] == ["ПРИНЯТО"]
    assert found.approvals[-1].act == "УТВЕРЖДЕНО"


def test_a_form_that_is_none_is_not_found(visit, act: make.School) -> None:
    visit("auditor").get(f"{PAGE}/export/doc", status=404)


def test_the_file_names_nobody(visit, act: make.School) -> None:
    said = visit("auditor").client.get(f"{PAGE}/export/akn").text
    assert "согласовать" in said and "Анна" not in said and "А.П." not in said


def test_by_command_the_same_edition_gives_the_same_bytes_and_is_read_back(tmp_path: Path) -> None:
    demo = demo_in(tmp_path / "demo")
    first, second = tmp_path / "1.xml", tmp_path / "2.xml"
    told = done("export", "gymnasium/1@1", "--as", "akn", "-o", first, "--data", demo)
    assert "редакция 1" in told
    words = ("--edition", "1", "--as", "akn", "--organisation", "gymnasium", "--data", demo)
    done("export", "1", *words, "-o", second)
    assert first.read_bytes() == second.read_bytes()
    facts = json.loads(done("read", first, "--json"))
    assert facts["kind"] == "regulation" and facts["clauses"] and not facts["notices"]
    compared = done("compare", "gymnasium/1@1", first, "--as", "json", "--data", demo)
    assert json.loads(compared)["same"]


def test_an_edition_that_is_not_there_is_told(tmp_path: Path) -> None:
    demo = demo_in(tmp_path / "demo")
    answer = grif("export", "gymnasium/1@77", "--as", "akn", "-o", tmp_path / "x", "--data", demo)
    assert answer.exit_code == 1 and "нет" in answer.stderr
    assert grif("export", "gymnasium/1@x", "--as", "akn", "-o", "-", "--data", demo).exit_code == 2


def test_the_text_of_a_day_goes_out_or_why_there_is_none(tmp_path: Path) -> None:
    demo, file = demo_in(tmp_path / "demo"), tmp_path / "act.xml"
    [(since,)] = said(
        demo,
        "SELECT in_force_from FROM edition WHERE organisation = ? AND document = ? AND number = ?",
        *("gymnasium", 2, 1),
    )
    words = ("--as", "akn", "-o", file, "--data", demo)
    assert "редакция 1" in done("export", f"gymnasium/2@{since}", *words)
    answer = grif("export", "gymnasium/2@1999-01-01", *words)
    assert answer.exit_code == 1 and "ещё не действовал" in answer.stderr
