"""The order that amends an act says the changes, makes the edition by them, or refuses, on both databases."""

from __future__ import annotations

from itertools import count

import make
import pytest
from sqlalchemy import select

from storage.orders import OrderDatabase
from storage.queries.issued import amended_by, approved_by, issued_points
from storage.queries.orders import instrument_view
from storage.reads import Reads
from storage.tables import instrument
from workflow.documents.amend import applied, bound, edition_sha256, read_order
from workflow.documents.amend.chosen import Chosen, instructions
from workflow.documents.document import Edition
from workflow.documents.reading import plain
from workflow.errors import Refused
from workflow.governance.orders.carried import order_text
from workflow.governance.orders.order import Draft, Order
from workflow.services import amending, order_drafts, order_signing, submission
from workflow.services.order_signing import Issued, Signature
from workflow.services.printed_facts import shown
from workflow.values import EditionKey, PartyKey

HEAD = PartyKey(make.SCHOOL, "head")
WEEKLY = Chosen("replace_words", "c2", "неделю", "месяц")
OPEN = Chosen("add_inside", "s1", "Встречи открыты.", unit="point", label="1.3")
SAID = (
    "в пункте 1.2 слово «месяц» заменить словом «неделю»;",
    "раздел 1 дополнить пунктом 1.3 следующего содержания:",
)


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])))


@pytest.fixture
def base(school: make.School, known: str) -> Edition:
    first = school.submitted(known)
    school.decide(first, "head", "approved", "7")
    return at(school, first.key)


def at(school: make.School, key: EditionKey) -> Edition:
    with school.database.work() as work:
        return work.documents.edition(key)


def store(school: make.School) -> OrderDatabase:
    return OrderDatabase(school.database)


def sent(school: make.School, base: Edition, known: str, *chosen: Chosen) -> Edition:
    """An edition made of an amendment, on its way."""
    draft = amending.begin(store(school), school.administrator, base.key.of, make.moment())
    found = [told for one in chosen for told in instructions(base.text, one)]
    uids = map("n{}".format, count(1))
    draft = amending.compose(store(school), school.administrator, draft, found, (), uids.__next__)
    made = amending.make(store(school), school.administrator, draft, make.moment())
    submission.submit(school.database, school.administrator, made.key, known, make.moment())
    return made


def begun(school: make.School, *keys: EditionKey) -> Draft:
    return order_drafts.begin(store(school), school.actor("head"), Order(HEAD), make.moment(), keys)


def sign(school: make.School, draft: Draft) -> Issued:
    given = Signature(school.id, draft.number, draft.version, make.TODAY)
    return order_signing.sign(store(school), school.actor("head"), given, make.moment())


def test_the_order_says_the_changes_and_its_own_words_make_the_edition(school, base, known) -> None:
    new = sent(school, base, known, WEEKLY, OPEN)
    draft = begun(school, new.key)
    assert [one.kind for one in draft.order.points] == ["amend", "enter", "control"]
    assert draft.order.title == "О внесении изменений в Положение о сообществе педагогов"
    issued = sign(school, draft)
    order = at(school, EditionKey(school.id, issued.document, 1)).text
    amends, enters, _control = order.clauses
    day = f"{make.TODAY:%d.%m.%Y}"
    assert amends.text == (
        f"Внести в Положение о сообществе педагогов, утверждённое приказом от {day} № 7, следующие изменения:"
    )
    assert tuple(one.text for one in amends.children) == SAID
    assert [one.text for one in amends.children[1].children] == ["«1.3. Встречи открыты.»."]
    assert enters.text == f"Изменения вступают в силу с {day}."
    assert at(school, new.key).in_force_on(make.TODAY) and not at(school, base.key).in_force_on(make.TODAY)
    read = read_order(f"{order.title}\n\nНа основании протокола № 3\n\nПРИКАЗЫВАЮ:\n{plain(order.clauses)}")
    assert not read.faults
    uids = map("n{}".format, count(1))
    amendment = bound(read.found, base.text, new_uid=uids.__next__)
    assert edition_sha256(applied(base.text, amendment)) == new.sha256


def test_the_amended_act_is_no_annex_and_the_point_keeps_its_changes(school, base, known) -> None:
    new = sent(school, base, known, WEEKLY)
    issued = sign(school, begun(school, new.key))
    with school.database.read() as connection:
        assert approved_by(connection, school.id, issued.order) == ()
        assert amended_by(connection, school.id, issued.order) == (new.key,)
        amends, enters, _control = issued_points(connection, school.id, issued.order)
        view = instrument_view(connection, school.id, issued.order, make.TODAY)
    assert amends.changes == (SAID[0].removesuffix(";"),)
    assert [one.kind for one in enters.effects] == ["in_force", "lapsed"]
    assert view.own.text.title == "О внесении изменения в Положение о сообществе педагогов"
    assert shown(Reads(school.database), new.key, make.TODAY).annex_of is None


def test_an_edition_approved_beside_an_amended_one_is_the_only_annex(school, base, known) -> None:
    new, other = sent(school, base, known, WEEKLY), school.submitted(known, make.text("Порядок дежурства"))
    issued = sign(school, begun(school, new.key, other.key))
    words = at(school, EditionKey(school.id, issued.document, 1)).text.clauses
    assert words[1].text == "Утвердить Порядок дежурства (приложение)."
    assert [one.text for one in words[2].children] == [
        "изменения в Положение о сообществе педагогов;",
        "Порядок дежурства.",
    ]


def test_the_order_of_one_decision_says_the_changes_too(school, base, known) -> None:
    new = sent(school, base, known, WEEKLY)
    school.decide(new, "head", "approved", "8")
    with school.database.read() as connection:
        [entry] = [
            instrument_view(connection, school.id, one.instrument, make.TODAY)
            for one in _orders(connection, school)
            if one.printed == "8"
        ]
    told = order_text(entry.ordered)
    assert told.heading == "О внесении изменения в Положение о сообществе педагогов"
    assert [one.text for one in told.points][1:] == [
        f"Изменения вступают в силу с {make.TODAY:%d.%m.%Y}.",
        "Контроль за исполнением приказа оставляю за собой.",
    ]
    assert told.points[0].children[0].text == SAID[0].replace(";", ".")
    assert entry.amended == (new.key,) and entry.annexes == ()


def _orders(connection, school: make.School):
    named = instrument.c.id.label("instrument")
    return connection.execute(
        select(named, instrument.c.printed).where(instrument.c.organisation == school.id)
    )


def test_an_order_on_an_act_that_was_changed_meanwhile_is_refused_naming_the_clause(
    school, base, known
) -> None:
    new = sent(school, base, known, WEEKLY)
    draft = begun(school, new.key)
    with school.database.work() as work:
        work.documents.rewrite(base, make.text(base.text.title, "Сообщество собирает всех.", "Раз в год."))
    with pytest.raises(Refused) as refused:
        sign(school, draft)
    assert "пункт 1.2: текст не тот, что ожидался" in refused.value.message.ru
    assert at(school, new.key).in_force_from is None


def test_an_act_given_anew_as_a_whole_is_an_annex(school, base, known) -> None:
    draft = amending.begin(store(school), school.administrator, base.key.of, make.moment())
    anew = make.text(base.text.title, "Всё заново.")
    found = instructions(base.text, Chosen("new_edition", text="Всё заново."))
    draft = amending.compose(store(school), school.administrator, draft, found, (anew,), str)
    made = amending.make(store(school), school.administrator, draft, make.moment())
    submission.submit(school.database, school.administrator, made.key, known, make.moment())
    order = begun(school, made.key)
    assert [one.kind for one in order.order.points] == ["approve", "enter", "repeal", "control"]
    issued = sign(school, order)
    with school.database.read() as connection:
        assert approved_by(connection, school.id, issued.order) == (made.key,)


def test_a_second_amendment_names_the_order_that_approved_the_act_and_not_the_first_amending_one(
    school, base, known
) -> None:
    first = sent(school, base, known, WEEKLY)
    sign(school, begun(school, first.key))
    second = sent(school, at(school, first.key), known, OPEN)
    issued = sign(school, begun(school, second.key))
    amends = at(school, EditionKey(school.id, issued.document, 1)).text.clauses[0].text
    assert f"утверждённое приказом от {make.TODAY:%d.%m.%Y} № 7," in amends
