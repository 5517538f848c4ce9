"""The paper of an amended act: approved as it was, with the orders that amended it under its title."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import make
import pypdfium2
import pytest
from lxml import etree

from storage.documents import edition_at
from storage.orders import OrderDatabase
from storage.reads import Reads
from workflow.documents.amend.chosen import Chosen, instructions
from workflow.documents.clauses import walk
from workflow.documents.document import Edition
from workflow.documents.reading import read
from workflow.formats import akn, docx, pdf_text
from workflow.governance.orders.order import Order
from workflow.governance.paperless import FlowDecision
from workflow.services import (
    amending,
    documents,
    exporting,
    order_drafts,
    order_signing,
    printed_facts,
    printing,
    submission,
)
from workflow.services.correcting import Correction, correct, seen_sha256
from workflow.services.entering_clauses import Entering, enter_clauses
from workflow.services.order_signing import Signature
from workflow.services.paperless import decide_flow
from workflow.values import EditionKey, PartyKey

WEEKLY = Chosen("replace_words", "c2", "неделю", "месяц")
MONTHLY = Chosen("replace_words", "c2", "четверть", "неделю")
SITE = "https://school.example"


@pytest.fixture
def known(school: make.School) -> str:
    chain = make.chain([make.step("head", "approve", "order")])
    return school.publish(make.compile_chain(replace(chain, in_force=("repeal_previous", "correct"))))


@pytest.fixture
def act(school: make.School, known: str) -> Edition:
    first = school.submitted(known)
    school.decide(first, "head", "approved", "7")
    return now(school, first.key)


def now(school: make.School, key: EditionKey) -> Edition:
    with school.database.read() as connection:
        return edition_at(connection, key)


def amended(school: make.School, base: Edition, known: str, chosen: Chosen) -> Edition:
    """The next edition, made of an amendment, on its way."""
    store = OrderDatabase(school.database)
    draft = amending.begin(store, school.administrator, base.key.of, make.moment())
    found = instructions(base.text, chosen)
    draft = amending.compose(store, school.administrator, draft, found, (), iter(["n1"]).__next__)
    made = amending.make(store, school.administrator, draft, make.moment())
    submission.submit(school.database, school.administrator, made.key, known, make.moment())
    return made


def printed(school: make.School, key: EditionKey) -> printing.Printed:
    return printing.printed(printed_facts.shown(Reads(school.database), key, make.TODAY, SITE))


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(word for page in document for word in page.get_textpage().get_text_range().split())


def test_an_amended_act_stays_approved_as_it_was_and_names_the_amending_order(school, act, known) -> None:
    second = amended(school, act, known, WEEKLY)
    school.decide(second, "head", "approved", "8")
    paper = printed(school, second.key)
    assert [one.lines[-1].replace("\u00a0", " ") for one in paper.stamps] == [f"от {make.TODAY:%d.%m.%Y} № 7"]
    assert paper.amended_by == (f"в ред. приказа от {make.TODAY:%d.%m.%Y} № 8",)
    assert "неделю" in str(paper.clauses) and paper.edition == 2


def test_every_order_that_amended_it_is_named_in_turn(school, act, known) -> None:
    second = amended(school, act, known, WEEKLY)
    school.decide(second, "head", "approved", "8")
    third = amended(school, now(school, second.key), known, MONTHLY)
    school.decide(third, "head", "approved", "9")
    paper = printed(school, third.key)
    day = f"{make.TODAY:%d.%m.%Y}"
    assert paper.amended_by == (f"в ред. приказа от {day} № 8, приказа от {day} № 9",)
    assert paper.stamps == printed(school, act.key).stamps


def test_an_amendment_on_its_way_shows_its_own_stamps_to_sign(school, act, known) -> None:
    second = amended(school, act, known, WEEKLY)
    paper = printed(school, second.key)
    assert paper.draft and paper.amended_by == ()
    assert "____" in " ".join(paper.stamps[0].lines)


def test_a_text_adopted_as_a_whole_has_its_own_approval_and_no_note(school, act, known) -> None:
    second = documents.new_edition(
        school.database, school.administrator, act.key.of, make.text("Положение о другом"), make.moment()
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    school.decide(second, "head", "approved", "8")
    paper = printed(school, second.key)
    assert paper.amended_by == () and paper.notes == ()
    assert "№\u00a08" in paper.stamps[0].lines[-1] or "№ 8" in paper.stamps[0].lines[-1]


def test_a_corrected_act_reads_as_corrected_and_the_kept_one_stays(school, act) -> None:
    reads = Reads(school.database)
    signed = printing.act(reads, act.key, make.TODAY, SITE)
    wanted = Correction(
        act.key, "c-c1", "Сообщество собирает учителей всех предметов.", "Описка", seen_sha256(act)
    )
    correct(school.database, school.administrator, wanted, make.moment(make.later(10)))
    day = make.later(11)
    copy = words(printing.copy(reads, school.administrator, act.key, day, SITE))
    assert "собирает учителей всех предметов" in copy
    assert f"(с редакционной правкой от {make.later(10):%d.%m.%Y})" in copy
    assert f"SHA-256 {now(school, act.key).corrected.sha256[:16]}…" in copy
    assert printing.act(reads, act.key, day, SITE) == signed
    assert "собирает учителей всех предметов" not in words(signed)


def test_an_order_that_its_head_signs_after_the_decision_bears_the_mark(school, act, known) -> None:
    new = FlowDecision(make.TODAY, True, "приказ от 10.03.2026 № 14")
    decide_flow(school.database, school.administrator, school.id, new, make.moment())
    store = OrderDatabase(school.database)
    second = amended(school, act, known, WEEKLY)
    draft = order_drafts.begin(
        store, school.actor("head"), Order(PartyKey(school.id, "head")), make.moment(), (second.key,)
    )
    given = Signature(school.id, draft.number, draft.version, make.TODAY)
    issued = order_signing.sign(store, school.actor("head"), given, make.moment())
    order = EditionKey(school.id, issued.document, 1)
    said = words(printing.act(Reads(school.database), order, make.TODAY, SITE))
    assert f"Подписано простой электронной подписью {school.actor('head').name.full}" in said
    assert "код записи" in said


def test_each_amended_clause_names_the_order_under_it_on_paper(school, act, known) -> None:
    second = amended(school, act, known, WEEKLY)
    school.decide(second, "head", "approved", "8")
    third = amended(school, now(school, second.key), known, MONTHLY)
    school.decide(third, "head", "approved", "9")
    day = f"{make.TODAY:%d.%m.%Y}"
    assert printed(school, act.key).notes == ()
    assert printed(school, second.key).notes == (("c2", f"в ред. приказа от {day} № 8"),)
    assert printed(school, third.key).notes == (("c2", f"в ред. приказа от {day} № 9"),)
    paper = words(printing.act(Reads(school.database), third.key, make.TODAY, SITE))
    assert f"четверть. (в ред. приказа от {day} № 9)".replace("\u00a0", " ") in paper.replace("\u00a0", " ")


def test_an_amended_act_reads_back_from_paper_and_from_word_as_its_stored_text(school, act, known) -> None:
    second = amended(school, act, known, WEEKLY)
    school.decide(second, "head", "approved", "8")
    reads, auditor = Reads(school.database), school.actor("auditor")
    paper = read(pdf_text.transcript(pdf_text.pages(printing.act(reads, second.key, make.TODAY, SITE))))
    word = read(docx.transcript(exporting.export(reads, auditor, second.key, "docx", make.TODAY)))
    stored = [(one.kind, one.label, one.text) for one in walk(second.text.clauses)]
    note = f"(в ред. приказа от {make.TODAY:%d.%m.%Y} № 8)"
    for found in (paper, word):
        assert found.title.casefold() == second.text.title.casefold()
        assert [(one.kind, one.label, one.text) for one in walk(found.clauses)] == stored
        assert [one.text for one in found.notes] == [note, note]
        said = {one.uid: one.text for one in walk(found.clauses)}
        assert "неделю" in said[found.notes[1].clause] and not found.notes[0].clause
        assert [one.number for one in found.approvals] == ["7"]


def test_a_clause_that_waits_for_its_day_says_so_on_paper_and_is_read_back_without_it(
    school, act, known
) -> None:
    second, later = amended(school, act, known, WEEKLY), make.later(30)
    school.decide(second, "head", "approved", "8")
    entering = Entering(second.key, "1.1, 1.2", later, "приказ № 8, пункт 2")
    enter_clauses(school.database, school.administrator, entering, make.moment())
    says, by = f"вступает в силу с {later:%d.%m.%Y}", f"в ред. приказа от {make.TODAY:%d.%m.%Y} № 8"
    assert dict(printed(school, second.key).notes) == {"c1": says, "c2": f"{by}, {says}"}
    content = printing.act(Reads(school.database), second.key, make.TODAY, SITE)
    found = read(pdf_text.transcript(pdf_text.pages(content)))
    stored = [(one.kind, one.label, one.text) for one in walk(second.text.clauses)]
    assert [(one.kind, one.label, one.text) for one in walk(found.clauses)] == stored
    assert [one.text for one in found.notes][1:] == [f"({says})", f"({by}, {says})"]


def test_the_text_inside_the_paper_tells_the_earlier_life_of_the_act(school, act, known) -> None:
    second = amended(school, act, known, WEEKLY)
    day = make.later(30)
    school.decide(second, "head", "approved", "8", dated=day, today=day)
    one = printed_facts.shown(Reads(school.database), second.key, day, SITE)
    inside = printing.akn_text(one).content.decode()
    assert inside.count("<eventRef") == 2 and 'type="generation"' in inside and 'type="amendment"' in inside
    assert "textualMod" in inside
    schema = etree.XMLSchema(file=Path(akn.__file__).parent / "schema" / "akomantoso30.xsd")
    assert schema.validate(etree.fromstring(inside.encode())), schema.error_log
