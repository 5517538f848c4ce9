"""An annex with a life of its own, kept: begun, approved by its own order, read with its act, proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import make
import own_annex
import pypdfium2
import pytest
from own_annex import approved, begun, by_the_head, enacted, listing, members, renewed
from sqlalchemy import update

from storage import verification
from storage.reads import Reads
from storage.tables import annex
from workflow.documents.amend.operations import words_sha256
from workflow.documents.document import Edition, EditionText
from workflow.documents.own_annexes import Place, annexes_on
from workflow.documents.reading import read as read_text
from workflow.errors import Forbidden, Invalid, Refused
from workflow.formats.document_file import transcript
from workflow.governance.orders.carried import order_text
from workflow.services import archive, documents, editing, exporting, printing, publishing
from workflow.services.annexes import own_annexes
from workflow.services.editing import Editor, Headed, Window
from workflow.values import EditionKey

SITE = "https://school.example"
SEPTEMBER = make.later(170)
NEXT = make.later(530)


@pytest.fixture
def act(school: make.School) -> Edition:
    """A regulation in force whose chain lets the list of members change by itself."""
    return own_annex.regulation(school)


def read(school: make.School, act: Edition, day: date) -> list[str]:
    reads = Reads(school.database)
    own = own_annexes(reads, act.key.of)
    return [
        one.text for each in annexes_on(reads.edition(act.key).text, own, day) for one in each.text.clauses
    ]


def faults(school: make.School) -> list[str]:
    with school.database.read() as connection:
        return [fault.message.ru for one in verification.documents(connection) for fault in one.faults]


def test_a_new_list_each_september_comes_with_its_own_order_and_the_act_stays(
    school: make.School, act: Edition
) -> None:
    first = listing(school, begun(school, act), ["Первый член", "Новый член"])
    assert (first.text.kind, first.text.word, first.text.clauses[0].uid) == ("list", "состав", "m1")
    assert read(school, act, SEPTEMBER) == ["Первый член", "Второй член"]
    approved(school, first, "145", SEPTEMBER)
    approved(school, renewed(school, first, "Третий член"), "160", NEXT)
    assert read(school, act, make.later(169)) == ["Первый член", "Второй член"]
    assert read(school, act, SEPTEMBER) == ["Первый член", "Новый член"]
    assert read(school, act, NEXT) == ["Третий член"]
    reads = Reads(school.database)
    assert reads.document(act.key.of).editions == 1
    assert reads.edition(act.key).sha256 == act.sha256
    assert reads.annex_place(first.key.of) == Place(act.key.of, 1)
    assert faults(school) == []


def test_both_histories_tell_it(school: make.School, act: Edition) -> None:
    made = begun(school, act)
    reads = Reads(school.database)
    (told,) = reads.records(act.key.of, "annex_begun")
    assert (told.facts["turn"], told.facts["annex"]) == (1, made.key.document)
    assert len(reads.records(made.key.of, "created")) == 1


def test_the_same_command_begins_it_once(school: make.School, act: Edition) -> None:
    first, again = (begun(school, act, command="once") for _ in range(2))
    assert first.key == again.key
    with pytest.raises(Refused, match="own-already"):
        begun(school, act)


def test_an_annex_may_come_new_under_the_next_number(school: make.School, act: Edition) -> None:
    made = begun(school, act, turn=2, word="перечень", text=members("Ноты"))
    approved(school, made, "145", SEPTEMBER)
    assert read(school, act, SEPTEMBER) == ["Первый член", "Второй член", "Ноты"]
    with pytest.raises(Refused, match="no-annex"):
        begun(school, act, turn=4, text=members("Партии"))


@pytest.mark.parametrize("turn", [2, 0, -1])
def test_what_is_not_there_is_not_begun(school: make.School, act: Edition, turn: int) -> None:
    with pytest.raises(Refused, match="no-annex"):
        begun(school, act, turn=turn)
    with pytest.raises(Invalid):
        begun(school, act, word="щебень")
    assert not Reads(school.database).annexes(act.key.of)


def test_without_the_word_in_the_definition_an_annex_goes_with_its_act(school: make.School) -> None:
    one = enacted(school, school.publish(by_the_head(apart=False)))
    with pytest.raises(Refused, match="annexes-with-the-act"):
        begun(school, one)
    draft = school.submitted(school.publish(by_the_head()), make.text("Другое положение"))
    with pytest.raises(Refused, match="not-in-force"):
        begun(school, draft)


PAPER = """
УТВЕРЖДЕНО
приказом МБОУ «Школа school»
от 20.03.2023 № 31

Положение о школьном саде

1. Общие положения
1.1. Сад разбивают ученики и учителя.
"""


@pytest.mark.parametrize("apart", [True, False])
def test_of_a_paper_act_the_chain_of_today_says_whether_its_annexes_may_change_apart(
    school: make.School, apart: bool
) -> None:
    school.publish(by_the_head(apart=apart))
    file = archive.PaperFile("сад.txt", PAPER.encode(), read_text(PAPER))
    (kept,) = archive.put_in(school.database, school.administrator, school.id, file, make.moment())
    paper = Reads(school.database).edition(EditionKey(*kept.document, 1))
    if apart:
        assert begun(school, paper, text=members("Первый член")).text.title == "Состав совета"
    else:
        with pytest.raises(Refused, match="annexes-with-the-act"):
            begun(school, paper, text=members("Первый член"))


@pytest.mark.parametrize("role", ["auditor", "student_council"])
def test_others_begin_nothing(school: make.School, act: Edition, role: str) -> None:
    with pytest.raises(Forbidden):
        begun(school, act, by=role)
    assert not Reads(school.database).annexes(act.key.of)


def test_once_in_force_it_is_not_changed_in_the_act(school: make.School, act: Edition) -> None:
    first = listing(school, begun(school, act), ["Новый член"])
    said = replace(act.text, annexes=(members("Чужой член"),))
    new = documents.new_edition(school.database, school.administrator, act.key.of, said, make.moment())
    approved(school, first, "145", SEPTEMBER)
    other = replace(said, annexes=(members("Иной член"),))
    with pytest.raises(Refused, match="own-annex"):
        documents.rewrite(school.database, school.administrator, new.key, other, new.sha256, make.moment())
    editor = Editor(school.database, school.administrator, new.key, make.moment(), iter(()))
    with pytest.raises(Refused, match="own-annex"):
        editing.head(editor, Headed(1, _seen(said.annexes[0]), "Другое название", ""), Window())
    assert Reads(school.database).edition(new.key).sha256 == new.sha256


def _seen(part: EditionText) -> tuple[str, str]:
    return words_sha256(part.title), words_sha256(part.preamble)


def test_an_annex_of_another_act_is_found(school: make.School, act: Edition) -> None:
    begun(school, act)
    with school.database.work() as work:
        work.connection.execute(update(annex).values(turn=2))
    assert [one for one in faults(school) if "приложение № 1" in one]


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(word for page in document for word in page.get_textpage().get_text_range().split())


def test_the_paper_of_a_day_has_the_annex_of_that_day_and_the_kept_act_stays(
    school: make.School, act: Edition
) -> None:
    reads, by = Reads(school.database), school.administrator
    signed = printing.act(reads, act.key, make.TODAY, SITE)
    approved(school, listing(school, begun(school, act), ["Новый член"]), "145", SEPTEMBER)
    at = {"today": NEXT, "site": SITE}
    assert printing.copy(reads, by, act.key, day=make.later(10), **at) == signed
    now = printing.copy(reads, by, act.key, **at)
    assert now == printing.copy(reads, by, act.key, day=SEPTEMBER, **at) != signed
    said = words(now)
    assert f"(в ред. приказа от {SEPTEMBER:%d.%m.%Y} № 145)" in said
    assert "Новый член" in said and "Второй член" not in said
    assert "Новый член" in words(publishing.public_copy(reads, by, act.key, **at))
    assert printing.act(reads, act.key, NEXT, SITE) == signed


def test_the_order_says_whose_annex_it_approves(school: make.School, act: Edition) -> None:
    first = begun(school, act)
    approved(school, first, "145", SEPTEMBER)
    second = renewed(school, first, "Третий член")
    approved(school, second, "160", NEXT)
    reads = Reads(school.database)
    signature = reads.case(second.key, NEXT).signatures[-1]
    said = order_text(reads.instrument(school.id, signature.instruments[0].id, NEXT).ordered)
    annex = "№ 1 к Положению о сообществе педагогов"
    assert said.heading == f"Об утверждении Состава совета – приложения {annex}"
    assert [one.text for one in said.points][::2] == [
        f"Утвердить прилагаемый Состав совета – приложение {annex}.",
        f"Признать утратившим силу Состав совета – приложение {annex} (редакция № 1), утверждённый приказом "
        f"от {SEPTEMBER:%d.%m.%Y} № 145.",
    ]


def test_its_own_paper_says_whose_annex_it_is(school: make.School, act: Edition) -> None:
    first = begun(school, act)
    approved(school, first, "145", SEPTEMBER)
    paper = words(printing.act(Reads(school.database), first.key, SEPTEMBER, SITE))
    assert "Приложение № 1 к Положению о сообществе педагогов" in paper.replace("\u00a0", " ")
    assert "УТВЕРЖДЕН" in paper


@pytest.mark.parametrize("form", exporting.FORMS)
def test_a_file_of_a_day_has_the_annex_of_that_day(school: make.School, act: Edition, form) -> None:
    approved(school, listing(school, begun(school, act), ["Новый член"]), "145", SEPTEMBER)
    reads, by = Reads(school.database), school.administrator

    def people(day: date | None) -> bool:
        content = exporting.export(reads, by, act.key, form, NEXT, day)
        if form == "akn":
            return "Новый член" in content.decode()
        return "Новый член" in str(transcript(content))

    assert (people(None), people(SEPTEMBER), people(make.TODAY)) == (True, True, False)
