"""Amendments composed, made into an edition and put into force, or refused whole, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import make
import pytest
from sqlalchemy import func, select

from storage.journal import verify
from storage.orders import OrderDatabase
from storage.tables import amendment, edition, event
from workflow.documents.amend import StaleBase, applied, edition_sha256, read_order
from workflow.documents.amend.chosen import Chosen, instructions
from workflow.documents.amend.draft import AmendmentDraft
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, EditionText
from workflow.errors import Forbidden, NotFound, Refused, Stale
from workflow.services import amending, amendment_viewing, documents, submission
from workflow.services.correcting import Correction, correct, seen_sha256
from workflow.values import DocumentKey, EditionKey

ONE, TWO = "Сообщество собирает учителей разных предметов.", "Встречи проходят раз в месяц."


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(make.full_chain())


@pytest.fixture
def base(school: make.School, known: str) -> Edition:
    """A regulation in force."""
    first = school.submitted(known)
    school.approve_all(first)
    return at(school, first.key)


@pytest.fixture
def uids() -> Iterator[str]:
    return map("n{}".format, count(1))


def store(school: make.School) -> OrderDatabase:
    return OrderDatabase(school.database)


def at(school: make.School, key: EditionKey) -> Edition:
    with school.database.work() as work:
        return work.documents.edition(key)


def begun(school: make.School, base: Edition) -> AmendmentDraft:
    return amending.begin(store(school), school.administrator, base.key.of, make.moment())


def composed(school: make.School, base: Edition, uids, *chosen: Chosen, draft=None) -> AmendmentDraft:
    found = [told for one in chosen for told in instructions(base.text, one)]
    seen = draft or begun(school, base)
    return amending.compose(store(school), school.administrator, seen, found, (), uids.__next__)


def made(school: make.School, draft: AmendmentDraft) -> Edition:
    return amending.make(store(school), school.administrator, draft, make.moment())


def looked(school: make.School, draft: AmendmentDraft) -> amendment_viewing.Looked:
    return amendment_viewing.look(store(school), school.administrator, draft.document, draft.number)


def rows(school: make.School) -> tuple[int, ...]:
    with school.database.read() as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (amendment, edition, event)
        )


WEEKLY = Chosen("replace_words", "c2", "неделю", "месяц")
OPEN = Chosen("add_inside", "s1", "Встречи открыты.", unit="point", label="1.3")


def test_two_clauses_are_amended_through_the_chain_of_the_act(school, base, known, uids) -> None:
    draft = composed(school, base, uids, WEEKLY, OPEN)
    new = made(school, draft)
    assert [one.text for one in new.text.clauses[0].children][1:] == [
        "Встречи проходят раз в неделю.",
        "Встречи открыты.",
    ]
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    assert looked(school, draft).status == "way"
    school.approve_all(new)
    assert at(school, new.key).in_force_on(make.TODAY) and not at(school, base.key).in_force_on(make.TODAY)
    one = looked(school, draft)
    assert one.status == "done"
    assert edition_sha256(applied(base.text, one.draft.amendment)) == new.sha256
    assert amendment_viewing.on_document(store(school), school.administrator, base.key.of) == []
    with school.database.read() as connection:
        assert not any(faults for _, faults in verify(connection))


def test_an_order_is_taken_whole_or_not_at_all(school, base, uids) -> None:
    draft = begun(school, base)
    before = rows(school)
    read = read_order("1) пункт 1.1 исключить;\n2) пункт 7.7 исключить")
    with pytest.raises(Refused) as refused:
        amending.compose(store(school), school.administrator, draft, read.found, (), uids.__next__)
    assert "строка 2: в этой редакции нет такого: пункт 7.7" in refused.value.unmet[0].message.ru
    assert rows(school) == before and looked(school, draft).draft == draft


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (WEEKLY, Chosen("exclude", "c2")),
        (Chosen("exclude", "s1"), WEEKLY),
        (WEEKLY, Chosen("exclude_words", "c2", "", "нет таких")),
        (WEEKLY, Chosen("repeal_act")),
        (WEEKLY, Chosen("exclude_words", "c1", "", "е")),
    ],
)
def test_what_does_not_stand_beside_the_rest_is_refused_and_nothing_is_kept(
    school, base, uids, first: Chosen, second: Chosen
) -> None:
    draft = composed(school, base, uids, first)
    with pytest.raises(Refused):
        composed(school, base, uids, second, draft=draft)
    assert looked(school, draft).draft.amendment == draft.amendment


def test_an_operation_taken_out_is_gone(school, base, uids) -> None:
    draft = composed(school, base, uids, WEEKLY, OPEN)
    left = amending.take_out(store(school), school.administrator, draft, 1)
    assert looked(school, left).lines == (
        "раздел 1 дополнить пунктом 1.3 следующего содержания:\n«1.3. Встречи открыты.»",
    )


def test_two_who_write_one_draft_lose_nothing(school, base, uids) -> None:
    draft = begun(school, base)
    composed(school, base, uids, WEEKLY, draft=draft)
    with pytest.raises(Stale):
        composed(school, base, uids, OPEN, draft=draft)
    assert len(looked(school, draft).draft.amendment.operations) == 1


def test_of_two_who_add_at_one_instant_one_is_told(school, base, uids) -> None:
    draft, told = begun(school, base), []
    start = threading.Barrier(2)

    def add(chosen: Chosen) -> None:
        start.wait()
        try:
            composed(school, base, iter((chosen.uid + "-new",)), chosen, draft=draft)
            told.append("kept")
        except Stale:
            told.append("told")

    threads = [threading.Thread(target=add, args=(one,)) for one in (WEEKLY, OPEN)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["kept", "told"]
    assert len(looked(school, draft).draft.amendment.operations) == 1


def test_an_empty_draft_is_taken_up_again_by_the_same_person(school, base) -> None:
    assert begun(school, base) == begun(school, base)


def _replaced(school, base: Edition, known: str, *points: str) -> Edition:
    """Another edition comes into force by a text of its own."""
    children = tuple(Clause(f"c{n}", f"1.{n}", words, "point") for n, words in enumerate(points, 1))
    section = Clause("s1", "1", "Общие положения", "section", children)
    text = EditionText(base.text.title, base.text.kind, base.text.word, (section,))
    new = documents.new_edition(school.database, school.administrator, base.key.of, text, make.moment())
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    school.approve_all(new)
    return at(school, new.key)


def test_a_draft_on_a_former_edition_is_carried_over_where_its_clauses_are_the_same(
    school, base, known, uids
) -> None:
    draft = composed(school, base, uids, WEEKLY)
    second = _replaced(school, base, known, "Сообщество собирает всех.", TWO)
    assert looked(school, draft).stale and looked(school, draft).differs == ()
    with pytest.raises(StaleBase):
        made(school, draft)
    moved = amending.carry_over(store(school), school.administrator, draft, make.moment())
    assert (moved.base, moved.amendment.base_sha256) == (2, second.sha256)
    assert made(school, moved).text.clauses[0].children[0].text == "Сообщество собирает всех."


def test_a_draft_whose_clause_was_changed_meanwhile_is_refused_naming_it(school, base, known, uids) -> None:
    draft = composed(school, base, uids, WEEKLY)
    _replaced(school, base, known, ONE, "Встречи проходят по средам.")
    with pytest.raises(StaleBase) as stale:
        amending.carry_over(store(school), school.administrator, draft, make.moment())
    assert "пункт 1.2: текст не тот" in stale.value.message.ru
    assert [one.message.ru for one in looked(school, draft).differs] == [
        "пункт 1.2: текст не тот, что ожидался"
    ]
    with pytest.raises(StaleBase):
        composed(school, base, uids, OPEN, draft=draft)
    assert looked(school, draft).draft == draft


def test_drafts_of_two_people_that_want_one_clause_are_told_to_both(school, base, uids) -> None:
    mine = composed(school, base, uids, WEEKLY)
    theirs = amending.begin(store(school), school.actor("head"), base.key.of, make.moment())
    composed(school, base, uids, Chosen("repeal", "c2"), draft=theirs)
    for draft, other in ((mine, theirs), (theirs, mine)):
        [clash] = looked(school, draft).clashes
        assert (clash.number, clash.conflict.place.ru) == (other.number, "пункт 1.2")


def test_an_edition_made_again_is_written_anew_unless_a_person_wrote_in_it(school, base, uids) -> None:
    draft = composed(school, base, uids, WEEKLY)
    first = made(school, draft)
    more = composed(school, base, uids, OPEN, draft=looked(school, draft).draft)
    again = made(school, more)
    assert again.key == first.key and again.sha256 != first.sha256
    by_hand = make.text(base.text.title, ONE, "Встречи – когда решат.")
    documents.rewrite(school.database, school.administrator, again.key, by_hand, again.sha256, make.moment())
    with pytest.raises(Stale):
        made(school, looked(school, more).draft)


def test_what_a_person_wrote_in_the_draft_edition_becomes_part_of_the_amendment(
    school, base, known, uids
) -> None:
    draft = composed(school, base, uids, WEEKLY)
    first = made(school, draft)
    by_hand = make.text(base.text.title, ONE, "Встречи – когда решат.")
    documents.rewrite(school.database, school.administrator, first.key, by_hand, first.sha256, make.moment())
    submission.submit(school.database, school.administrator, first.key, known, make.moment())
    told = looked(school, draft)
    assert told.lines == ("пункт 1.2 изложить в следующей редакции:\n«1.2. Встречи – когда решат.»",)
    assert told.text == at(school, first.key).text


def test_an_edition_whose_base_was_corrected_on_its_way_does_not_come_into_force(
    school, base, known, uids
) -> None:
    new = made(school, composed(school, base, uids, WEEKLY))
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    with school.database.work() as work:
        work.documents.rewrite(base, make.text(base.text.title, "Сообщество собирает учителей.", TWO))
    for kind in make.COUNCILS:
        school.decide(new, kind, "agreed")
    school.decide(new, "pedagogical_council", "adopted")
    before = rows(school)
    with pytest.raises(StaleBase):
        school.decide(new, "head", "approved")
    assert rows(school) == before and at(school, new.key).in_force_from is None


def _correctable(school: make.School) -> tuple[str, Edition]:
    """An edition in force whose chain, one head's order, allows editorial corrections."""
    chain = make.chain([make.step("head", "approve", "order")])
    known = school.publish(make.compile_chain(replace(chain, in_force=("repeal_previous", "correct"))))
    one = school.submitted(known)
    school.decide(one, "head", "approved")
    return known, at(school, one.key)


def _mended(school: make.School, one: Edition, unit: str, words: str) -> None:
    wanted = Correction(one.key, unit, words, "Описка", seen_sha256(at(school, one.key)))
    correct(school.database, school.administrator, wanted, make.moment())


def test_a_corrected_edition_is_amended_as_it_reads_now(school: make.School, uids) -> None:
    known, base = _correctable(school)
    _mended(school, base, "c-c1", "Сообщество собирает всех учителей.")
    new = made(school, composed(school, base, uids, WEEKLY))
    assert [one.text for one in new.text.clauses[0].children] == [
        "Сообщество собирает всех учителей.", "Встречи проходят раз в неделю."
    ]  # fmt: skip
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    school.decide(new, "head", "approved")
    assert at(school, new.key).in_force_on(make.TODAY)


def test_a_correction_made_while_the_amended_edition_is_on_its_way_is_not_undone(
    school: make.School, uids
) -> None:
    known, base = _correctable(school)
    draft = composed(school, base, uids, WEEKLY)
    new = made(school, draft)
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    _mended(school, base, "c-c1", "Сообщество собирает всех учителей.")
    with pytest.raises(StaleBase):
        school.decide(new, "head", "approved")
    assert at(school, new.key).in_force_from is None
    submission.withdraw(school.database, school.administrator, new.key, "Описка", make.moment())
    assert looked(school, draft).stale and looked(school, draft).lines
    seen = looked(school, draft).draft
    moved = amending.carry_over(store(school), school.administrator, seen, make.moment())
    assert made(school, moved).text.clauses[0].children[0].text == "Сообщество собирает всех учителей."


def test_a_returned_edition_is_amended_on(school, base, known, uids) -> None:
    draft = composed(school, base, uids, WEEKLY)
    second = made(school, draft)
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    with pytest.raises(Refused):
        composed(school, base, uids, OPEN, draft=looked(school, draft).draft)
    school.decide(second, "parents_council", "refused", remark="Нет")
    more = composed(school, base, uids, OPEN, draft=looked(school, draft).draft)
    third = made(school, more)
    assert third.key.edition == 3 and len(third.text.clauses[0].children) == 3


def test_a_draft_edition_is_put_as_the_changes_that_it_amounts_to(school, base, known) -> None:
    text = make.text(base.text.title, ONE, "Встречи проходят раз в неделю.")
    new = documents.new_edition(school.database, school.administrator, base.key.of, text, make.moment())
    draft = amending.derive(store(school), school.administrator, new.key, make.moment())
    assert looked(school, draft).lines == ("в пункте 1.2 слово «месяц» заменить словом «неделю»",)
    assert looked(school, draft).status == "made"
    assert amending.derive(store(school), school.administrator, new.key, make.moment()).number == 1
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    school.approve_all(new)
    assert looked(school, draft).status == "done"


TITLE = "Положение о сообществе педагогов"
OTHER = (Clause("z", "", "Иное.", "paragraph"), Clause("y", "", "Иное.", "paragraph"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (make.text(TITLE, ONE, TWO), "nothing-changes"),
        (EditionText(TITLE, "regulation", "положение", OTHER), "given-anew"),
    ],
)
def test_what_is_no_list_of_changes_is_not_put_as_one(school, base, text, code: str) -> None:
    new = documents.new_edition(school.database, school.administrator, base.key.of, text, make.moment())
    before = rows(school)
    with pytest.raises(Refused) as refused:
        amending.derive(store(school), school.administrator, new.key, make.moment())
    assert refused.value.code == code and rows(school) == before


def test_a_dropped_draft_takes_no_more(school, base, uids) -> None:
    draft = composed(school, base, uids, WEEKLY)
    amending.drop(store(school), school.administrator, draft, make.moment())
    with pytest.raises(Stale):
        composed(school, base, uids, OPEN, draft=looked(school, draft).draft)


def test_nothing_in_force_an_amending_act_and_a_repealed_one_are_not_amended(school, known, base) -> None:
    draft = school.submitted(known)
    amends = school.submitted(known, make.text("О внесении изменений в Положение о хоре"))
    school.approve_all(amends)
    with school.database.work() as work:
        work.documents.repeal(base.key, make.later(3))
    for key, code in (
        (draft.key.of, "not-in-force"),
        (amends.key.of, "amending-act"),
        (base.key.of, "lapsed"),
    ):
        before = rows(school)
        with pytest.raises(Refused) as refused:
            amending.begin(store(school), school.administrator, key, make.moment())
        assert refused.value.code == code and rows(school) == before
    with pytest.raises(NotFound):
        amending.begin(store(school), school.administrator, DocumentKey(school.id, 99), make.moment())


def test_one_who_writes_no_drafts_amends_nothing_and_reads_no_draft(school, base, uids) -> None:
    draft = composed(school, base, uids, WEEKLY)
    secretary, before = school.recorder("parents_council"), rows(school)
    for act in (
        lambda: amending.begin(store(school), secretary, base.key.of, make.moment()),
        lambda: amending.compose(store(school), secretary, draft, (), (), uids.__next__),
        lambda: amending.take_out(store(school), secretary, draft, 1),
        lambda: amending.carry_over(store(school), secretary, draft, make.moment()),
        lambda: amending.make(store(school), secretary, draft, make.moment()),
        lambda: amending.drop(store(school), secretary, draft, make.moment()),
        lambda: amending.derive(store(school), secretary, base.key, make.moment()),
        lambda: amendment_viewing.look(store(school), secretary, base.key.of, draft.number),
    ):
        with pytest.raises(Forbidden):
            act()
    assert rows(school) == before
    assert amendment_viewing.look(store(school), school.actor("auditor"), base.key.of, 1).draft == draft
