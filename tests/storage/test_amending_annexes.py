"""A clause of an annex and a row of a table amended by an order: its words, notes and history."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import count

import make
import pypdfium2
import pytest

from storage.documents import edition_at
from storage.orders import OrderDatabase
from storage.reads import Reads
from workflow.documents.addresses import named
from workflow.documents.amend import read_order
from workflow.documents.annexes import all_addresses
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, EditionText
from workflow.documents.wordings import notes_in_print, wordings
from workflow.errors import Refused, Stale
from workflow.governance.orders.order import Order
from workflow.services import amending, amendment_viewing, order_drafts, order_signing, printing, submission
from workflow.services.editions import known_versions
from workflow.services.order_signing import Signature
from workflow.services.printed_facts import shown
from workflow.values import EditionKey, PartyKey

HOURS = ("№ | Направление | Часов", "1 | Пение | 5", "2 | Ноты | 3")
MEMBERS = ("Иволгина А.П. – председатель.", "Дроздов П.И. – секретарь.")
ROWS = tuple(Clause(f"h{at}", "", one, "paragraph") for at, one in enumerate(HOURS))
LIST = tuple(Clause(f"m{at}", str(at), one, "point") for at, one in enumerate(MEMBERS, 1))
TEXT = EditionText(
    "Положение о хоре",
    "regulation",
    "положение",
    (Clause("p", "1", "Занятия:", "point", ROWS),),
    (EditionText("Состав совета", "list", "состав", LIST),),
)
ORDER = """1) в приложении:
а) пункт 2 исключить;
б) дополнить пунктом 3 следующего содержания: «3. Соколова О.И. – секретарь.»;
2) графу 3 строки 2 таблицы пункта 1 изложить в следующей редакции: «4»"""
SAID = (
    "графу 3 строки 2 таблицы пункта 1 изложить в следующей редакции: «4»;",
    "пункт 2 приложения исключить;",
    "приложение дополнить пунктом 3 следующего содержания:",
)


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])))


@pytest.fixture
def base(school: make.School, known: str) -> Edition:
    first = school.submitted(known, TEXT)
    before = make.later(-30)
    school.decide(first, "head", "approved", "7", dated=before, today=before)
    return at(school, first.key)


def at(school: make.School, key: EditionKey) -> Edition:
    with school.database.read() as connection:
        return edition_at(connection, key)


def store(school: make.School) -> OrderDatabase:
    return OrderDatabase(school.database)


def composed(school: make.School, base: Edition, order: str):
    draft = amending.begin(store(school), school.administrator, base.key.of, make.moment())
    found = read_order(order).found
    uids = map("n{}".format, count(1))
    return amending.compose(store(school), school.administrator, draft, found, (), uids.__next__)


def ordered(school: make.School, base: Edition, known: str) -> tuple[EditionText, Edition]:
    """The text of the order and the edition that it put into force."""
    made = amending.make(store(school), school.administrator, composed(school, base, ORDER), make.moment())
    submission.submit(school.database, school.administrator, made.key, known, make.moment())
    head = school.actor("head")
    order = Order(PartyKey(make.SCHOOL, "head"))
    draft = order_drafts.begin(store(school), head, order, make.moment(), (made.key,))
    given = Signature(school.id, draft.number, draft.version, make.TODAY)
    issued = order_signing.sign(store(school), head, given, make.moment())
    return at(school, EditionKey(school.id, issued.document, 1)).text, at(school, made.key)


def test_the_order_says_them_and_the_edition_in_force_has_them(school, base, known) -> None:
    order, new = ordered(school, base, known)
    assert tuple(one.text for one in order.clauses[0].children) == SAID
    assert new.in_force_on(make.TODAY)
    assert new.text.clauses[0].children[2].text == "2 | Ноты | 4"
    assert [(one.uid, one.label) for one in new.text.annexes[0].clauses] == [("m1", "1"), ("n1", "3")]


def test_each_has_its_note_and_its_history(school, base, known) -> None:
    _order, new = ordered(school, base, known)
    versions = known_versions(Reads(school.database), base.key.of)
    day = f"{make.TODAY:%d.%m.%Y}"
    assert {uid: note.ru for uid, note in notes_in_print(versions).items()} == {
        "h2": f"в ред. приказа от {day} № 8",
        "n1": f"введён приказом от {day} № 8",
    }
    assert [one.how for one in wordings(versions, "h2")] == ["first", "reworded"]
    assert [one.how for one in wordings(versions, "m2")] == ["first", "removed"]
    assert named(all_addresses(new.text)["h2"]).ru == "строка 2 таблицы пункта 1"


def test_the_paper_has_the_new_row_and_member_with_their_notes(school, base, known) -> None:
    _order, new = ordered(school, base, known)
    paper = printing.render(shown(Reads(school.database), new.key, make.TODAY, "https://school.example"))
    with closing(pypdfium2.PdfDocument(paper)) as document:
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    day = f"{make.TODAY:%d.%m.%Y}"
    assert f"2 Ноты 4 (в ред. приказа от {day} № 8)" in words.replace("\u00a0", " ")
    assert f"3. Соколова О.И. – секретарь. (введён приказом от {day} № 8)" in words.replace("\u00a0", " ")
    assert "Дроздов" not in words


def test_drafts_of_one_annex_are_told_to_clash_and_a_stale_one_is_carried_over(school, base, known) -> None:
    one = composed(school, base, "пункт 1 приложения исключить")
    head = amending.begin(store(school), school.actor("head"), base.key.of, make.moment())
    found = read_order("пункт 1 приложения признать утратившим силу").found
    amending.compose(store(school), school.actor("head"), head, found, (), map(str, count()).__next__)
    looked = amendment_viewing.look(store(school), school.administrator, one.document, one.number)
    assert [each.conflict.place.ru for each in looked.clashes] == ["пункт 1 приложения"]
    apart = replace(one, version=one.version)
    ordered(school, base, known)
    moved = amending.carry_over(store(school), school.administrator, apart, make.moment())
    assert moved.base == 2


def test_what_does_not_fit_the_annex_leaves_the_draft_as_it_was(school, base) -> None:
    draft = composed(school, base, "пункт 1 приложения исключить")
    for order in ("пункт 1 приложения считать пунктом 9", "пункт 9 приложения исключить"):
        with pytest.raises((Refused, Stale)):
            found = read_order(order).found
            amending.compose(
                store(school), school.administrator, draft, found, (), map(str, count()).__next__
            )
    looked = amendment_viewing.look(store(school), school.administrator, draft.document, draft.number)
    assert looked.lines == ("пункт 1 приложения исключить",)
