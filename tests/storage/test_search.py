"""Search finds the clauses in force on a day, in any form of a word, alike on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import make
import own_annex
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy import text as sql

from storage import search_index
from storage.database import Database
from storage.orders import OrderDatabase
from storage.reads import Reads
from storage.tables import document, searched_clause
from workflow.chain.compile import compile_chain
from workflow.documents.clauses import Clause
from workflow.documents.document import Corrected, EditionText, canonical_text, text_sha256
from workflow.documents.life import LateClause
from workflow.documents.search_words import sought
from workflow.documents.word_forms import snowball
from workflow.errors import NotFound
from workflow.governance.orders.order import Order, Point
from workflow.governance.people import Actor
from workflow.services import documents, order_drafts, order_signing, submission
from workflow.services.following import put_into_force
from workflow.services.indexing import index
from workflow.services.order_signing import Signature
from workflow.services.searching import MOST, PAGE, Found, Question, Status, instead, search
from workflow.services.searching import Order as First
from workflow.values import DocumentKey, EditionKey, PartyKey

OLD = ("Совет собирает учителей разных предметов.", "Решения принимаются открытым голосованием.")
NEW = ("Совет собирает всех педагогов школы.", "Ёлка ставится в зале школьного здания.")
COMING = make.later(30)


def entered(school: make.School, *points: str, title: str = "Положение о сообществе", day=make.TODAY):
    """A document in force from a day, indexed as the worker does it."""
    return entered_text(school, make.text(title, *points), day)


def entered_text(school: make.School, said: EditionText, day=make.TODAY):
    edition = school.draft(said)
    with school.database.work() as work:
        put_into_force(work, edition.key, day, make.moment())
        index(work, edition.key.of)
    return edition


@pytest.fixture
def act(school: make.School) -> make.School:
    """A document in force since today whose second edition enters later."""
    chain = school.publish(make.full_chain())
    first = school.submitted(chain, make.text("Положение о сообществе педагогов", *OLD))
    school.approve_all(first)
    said = make.text("Положение о сообществе педагогов", *NEW)
    new = documents.new_edition(school.database, school.administrator, first.key.of, said, make.moment())
    submission.submit(school.database, school.administrator, new.key, chain, make.moment())
    with school.database.work() as work:
        put_into_force(work, new.key, COMING, make.moment())
        index(work, first.key.of)
    return school


def asked(typed: str, **told) -> Question:
    return Question(sought(typed), (make.SCHOOL,), told.pop("day", make.TODAY), **told)


def found(school: make.School, typed: str, **told) -> list[str]:
    return [one.text for one in page(school, typed, **told).hits]


def page(school: make.School, typed: str, **told) -> Found:
    return search(Reads(school.database), school.administrator, asked(typed, **told))


@pytest.mark.parametrize("typed", ["учитель", "УЧИТЕЛЯМИ", "предмет разный", "собирать советы"])
def test_any_form_of_the_words_finds_the_clause(act: make.School, typed: str) -> None:
    assert found(act, typed) == [OLD[0]]


def test_every_word_must_stand_in_the_clause(act: make.School) -> None:
    assert found(act, "учителя голосование") == []


def test_a_letter_with_dots_is_found_without_them_and_short_i_is_a_letter_of_its_own(act) -> None:
    assert found(act, "елки", day=COMING) == [NEW[1]]
    entered(act, "Майский день.", "Маиский день.")
    assert found(act, "майского") == ["Майский день."]


def test_words_in_quotes_stand_together_in_their_order(act: make.School) -> None:
    assert found(act, "«открытое голосование»") == [OLD[1]]
    assert found(act, "«голосование открытое»") == []
    assert found(act, "голосование открытое") == [OLD[1]]


def test_a_common_word_is_not_asked_for_unless_it_is_all(act: make.School) -> None:
    assert found(act, "решения по голосованию") == [OLD[1]]
    assert found(act, "в", day=COMING) == [NEW[1]]


@pytest.mark.parametrize(
    ("status", "day", "texts"),
    [
        (Status.IN_FORCE, make.TODAY, [OLD[0]]),
        (Status.IN_FORCE, make.later(29), [OLD[0]]),
        (Status.IN_FORCE, COMING, [NEW[0]]),
        (Status.LAPSED, COMING, [OLD[0]]),
        (Status.COMING, make.TODAY, [NEW[0]]),
        (Status.IN_FORCE, make.later(-1), []),
    ],
)
def test_the_day_and_the_status_choose_the_edition(act: make.School, status, day, texts: list[str]) -> None:
    assert found(act, "собирает", day=day, status=status) == texts


def test_the_kind_the_number_and_the_body_narrow(act: make.School) -> None:
    other = entered(act, "Учителя дежурят.").key.document
    with act.database.work() as work:
        here = document.update().where(document.c.number == other)
        work.connection.execute(here.values(body="trade_union", kind="plan"))
    assert len(found(act, "учителя")) == 2
    for told in ({"number": str(other)}, {"body": "trade_union"}, {"kind": "plan"}):
        assert found(act, "учителя", **told) == ["Учителя дежурят."]
    told = {"number": str(other), "body": "trade_union", "kind": "plan", "status": Status.IN_FORCE}
    assert found(act, "учителя", **told) == ["Учителя дежурят."]
    assert found(act, "учителя", **{**told, "kind": "list"}) == []
    assert found(act, "учителя", number=str(other + 1)) == []


def test_a_document_is_found_by_the_body_that_decided_on_it(act: make.School) -> None:
    entered(act, "Учителя дежурят.")
    assert found(act, "учителя", body="parents_council") == [OLD[0]]
    assert found(act, "учителя", body="head_teachers") == []


def test_a_document_is_found_by_the_number_of_the_order_that_decided_it(school: make.School) -> None:
    chain = school.publish(compile_chain(make.chain([make.step("head", "approve", "order")])))
    for number in ("39/1", "388-Д"):
        edition = school.submitted(chain, make.text("Положение", f"По приказу {number}."))
        school.decide(edition, "head", "approved", number)
        with school.database.work() as work:
            index(work, edition.key.of)
    assert found(school, "приказ", number="39/1") == ["По приказу 39/1."]
    assert found(school, "приказ", number="388-д") == ["По приказу 388-Д."]
    assert found(school, "приказ", number="39") == []


def test_one_who_serves_in_two_organisations_searches_in_either_or_both(school: make.School) -> None:
    other = make.school(school.database, "other")
    entered(school, "Здесь дежурят учителя.")
    entered(other, "Там дежурят учителя.")
    own, there = school.administrator, other.administrator
    both = replace(own, memberships=(*own.memberships, *there.memberships))

    def seen(actor: Actor, *organisations: str) -> dict[str, str]:
        question = replace(asked("дежурят"), organisations=organisations)
        return {
            one.key.organisation: one.text for one in search(Reads(school.database), actor, question).hits
        }

    all_ = {"school": "Здесь дежурят учителя.", "other": "Там дежурят учителя."}
    assert seen(both, "school", "other") == all_
    assert seen(both, "other") == {"other": all_["other"]}
    assert seen(own, "school", "other") == {"school": all_["school"]}


def test_a_draft_is_not_found(act: make.School) -> None:
    draft = act.draft(make.text("Положение", "Единорог пасётся."))
    with act.database.work() as work:
        assert index(work, draft.key.of) == 0
    assert found(act, "единорог") == []


def test_an_order_itself_is_found_by_its_number(school: make.School) -> None:
    store, head = OrderDatabase(school.database), school.recorder("head")
    said = Order(
        PartyKey(school.id, "head"), "О дежурстве", points=(Point("free", words="Учителя дежурят."),)
    )
    draft = order_drafts.begin(store, head, said, make.moment())
    given = Signature(school.id, draft.number, draft.version, make.TODAY, "122/3")
    order_signing.sign(store, head, given, make.moment())
    with school.database.work() as work:
        for key in work.search.documents(school.id):
            index(work, key)
    assert found(school, "дежурят", number="122/3") == ["Учителя дежурят."]
    assert found(school, "дежурят", number="122") == []


def test_documents_are_indexed_anew_in_the_order_of_their_days(school: make.School) -> None:
    days = [make.TODAY, make.later(-30), make.later(-10)]
    entries = [entered(school, "Учителя дежурят.", day=day).key.of for day in days]
    with school.database.work() as work:
        assert work.search.documents(school.id) == [entries[1], entries[2], entries[0]]


def test_the_newest_text_is_that_of_the_latest_day_whenever_it_was_indexed(school: make.School) -> None:
    entered(school, "Новый учитель.", day=make.later(-1))
    entered(school, "Учитель прежний и всё ещё прежний.", day=make.later(-90))
    assert found(school, "учитель", order=First.NEWEST)[0] == "Новый учитель."
    assert found(school, "прежний", order=First.BEST) == ["Учитель прежний и всё ещё прежний."]


def test_one_who_may_not_read_finds_nothing(act: make.School) -> None:
    stranger = make.school(act.database, "other").administrator
    with pytest.raises(NotFound):
        search(Reads(act.database), stranger, asked("учитель"))
    both = Question(sought("учитель"), (make.SCHOOL, "other"), make.TODAY)
    assert search(Reads(act.database), stranger, both).hits == ()


def everything(school: make.School, typed: str, **told) -> list[str]:
    """The hits of every page."""
    seen, start = [], 0
    while start is not None:
        part = page(school, typed, start=start, **told)
        seen += [one.text for one in part.hits]
        start = part.next
    return seen


@pytest.mark.parametrize("order", First)
def test_pages_give_each_clause_once_among_equals_the_newest_text_first(school: make.School, order) -> None:
    for turn in range(3):
        entered(school, *(f"Пункт о дежурстве {turn} {one}." for one in range(PAGE // 2)))
    expected = [f"Пункт о дежурстве {turn} {one}." for turn in (2, 1, 0) for one in range(PAGE // 2)]
    assert everything(school, "дежурство", order=order) == expected
    assert page(school, "дежурство", order=order).count == len(expected)


def test_of_more_than_are_looked_at_it_is_told(school: make.School) -> None:
    entered(school, *(f"Дежурство {one}." for one in range(MOST)))
    assert (page(school, "дежурство").count, page(school, "дежурство").more) == (MOST, False)
    entered(school, "Дежурство ещё раз.")
    assert (page(school, "дежурство").count, page(school, "дежурство").more) == (MOST, True)


RULES = EditionText(
    "Правила, по которым ведётся приём граждан в нашу школу",
    "regulation",
    "правила",
    (
        Clause(
            "s1",
            "1",
            "Общие положения",
            "section",
            (
                Clause("c1", "1.1", "В школу ведётся приём детей, о приказе сказано ниже.", "point"),
                Clause("c2", "1.2", "Дети, чей приём завершён, идут в классы нашей школы.", "point"),
            ),
        ),
        Clause(
            "s2",
            "2",
            "Порядок, по которому приём ведёт школа",
            "section",
            (Clause("c3", "2.1", "Заявление подают.", "point"),),
        ),
    ),
)


def test_the_best_answer_is_first_a_title_then_a_heading_then_the_words_close_together(school) -> None:
    entered_text(school, RULES)
    entered(school, "Приём в школу.", "Приём документов, который ведут в разных местах, ведёт школа.")
    assert found(school, "прием школа") == [
        "Правила, по которым ведётся приём граждан в нашу школу",
        "Порядок, по которому приём ведёт школа",
        "Приём в школу.",
        "В школу ведётся приём детей, о приказе сказано ниже.",
        "Дети, чей приём завершён, идут в классы нашей школы.",
        "Приём документов, который ведут в разных местах, ведёт школа.",
    ]


def test_a_clause_is_found_by_the_words_of_its_heading_with_one_of_its_own(school: make.School) -> None:
    entered_text(school, RULES)
    assert found(school, "порядок заявления") == ["Заявление подают."]
    assert found(school, "правила заявления") == ["Заявление подают."]
    assert found(school, "приказ заявления") == []


def test_a_clause_that_leads_to_a_list_or_is_a_sentence_is_no_heading(school: make.School) -> None:
    for end in (":", "."):
        list_ = Clause(
            "c1", "1.1", f"Единороги вправе{end}", "point", (Clause("c2", "а", "пастись;", "item"),)
        )
        entered_text(school, EditionText("Положение", "regulation", "положение", (list_,)))
    assert found(school, "единорог пастись") == []


def test_the_words_as_typed_are_found_however_many_newer_clauses_hold_them_apart(school: make.School) -> None:
    entered(school, "Здесь приём родителей ведёт директор школы в понедельник и в среду с двух до пяти.")
    entered(school, *(f"Родители {one}, приём." for one in range(MOST + 1)))
    assert found(school, "приём родителей")[0].startswith("Здесь")


def test_a_title_is_found_however_many_newer_clauses_hold_its_words(school: make.School) -> None:
    entered(school, "О своём.", title="Положение о единорогах")
    entered(school, *(f"Единороги {one}." for one in range(MOST + 1)))
    assert found(school, "единорог")[0] == "Положение о единорогах"


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_what_the_newest_clauses_do_not_hold_is_asked_of_the_index(school, monkeypatch) -> None:
    monkeypatch.setattr(search_index, "WALKED", 1)
    act = entered(school, "Единорог пасётся.")
    entered(school, "Учителя дежурят.", "Ученики учатся.")
    assert found(school, "единорог") == ["Единорог пасётся."]
    assert found(school, "единорог", number=str(act.key.document)) == ["Единорог пасётся."]
    assert found(school, "единорог", number=str(act.key.document + 1)) == []


def waits(act: make.School, day: date, *uids: str) -> None:
    """Clauses of the second edition that wait for a day of their own, indexed as the worker does it."""
    with act.database.work() as work:
        late = [LateClause(uid, "", day, "приказ № 220") for uid in uids]
        work.force.enter_clauses(EditionKey(make.SCHOOL, 1, 2), late, act.person("administrator"), "2026")
        index(work, DocumentKey(make.SCHOOL, 1))


def test_a_clause_with_a_later_day_counts_as_coming_and_its_former_words_are_found_until_then(act) -> None:
    waits(act, make.later(90), "c1")
    assert found(act, "собирает", day=make.later(89)) == [OLD[0]]
    (hit,) = page(act, "собирает", day=make.later(89), status=Status.COMING).hits
    assert (hit.text, hit.late) == (NEW[0], make.later(90))
    assert found(act, "ёлка", day=COMING, status=Status.COMING) == []
    (hit,) = page(act, "собирает", day=make.later(90)).hits
    assert (hit.text, hit.late) == (NEW[0], None)
    assert found(act, "собирает", day=make.later(90), status=Status.COMING) == []


def test_what_waits_with_its_section_and_reads_as_before_is_not_told_as_coming(act: make.School) -> None:
    waits(act, make.later(90), "s1")
    coming = {"day": make.later(89), "status": Status.COMING}
    assert found(act, "собирает", **coming) == [NEW[0]]
    assert found(act, "общие положения", **coming) == []
    assert found(act, "общие положения", day=make.later(90)) == found(act, "общие положения")


def test_a_day_taken_back_lets_the_clause_be_found_from_the_day_of_its_edition(act: make.School) -> None:
    waits(act, make.later(90), "c1")
    with act.database.work() as work:
        back = [LateClause("c1", "1.1", None)]
        work.force.enter_clauses(EditionKey(make.SCHOOL, 1, 2), back, act.person("administrator"), "2026")
        assert index(work, DocumentKey(make.SCHOOL, 1)) == 1
    assert found(act, "собирает", day=COMING) == [NEW[0]]


def test_before_a_correction_the_words_as_signed_are_found_and_after_it_the_corrected_ones(school) -> None:
    edition, day = entered(school, "Учителя дежурят в коредоре."), make.later(10)
    said = make.text("Положение о сообществе", "Учителя дежурят в коридоре.")
    with school.database.work() as work:
        made = Corrected(1, day, said, text_sha256(canonical_text(said)))
        work.force.correct(edition.key, made, "описка", school.person("administrator"), "2026")
        assert (index(work, edition.key.of), index(work, edition.key.of)) == (1, 0)
    assert found(school, "коредор", day=make.later(9)) == ["Учителя дежурят в коредоре."]
    assert found(school, "коридор", day=make.later(9)) == []
    assert found(school, "коридор", day=day) == ["Учителя дежурят в коридоре."]
    assert found(school, "учитель", day=day) == ["Учителя дежурят в коридоре."]
    assert found(school, "коредор", day=day) == []


def test_a_list_that_changes_apart_is_found_as_it_reads_on_the_day(school: make.School) -> None:
    def seen(typed: str, day) -> list[tuple[int, str]]:
        return [(one.key.document, one.place.ru) for one in page(school, typed, day=day).hits]

    act, september = own_annex.regulation(school), make.later(170)
    own = own_annex.begun(school, act)
    own_annex.approved(
        school, own_annex.listing(school, own, ["Первый член", "Новый член"]), "145", september
    )
    with school.database.work() as work:
        assert index(work, act.key.of) + index(work, own.key.of) == 2
    assert seen("второй член", make.later(169)) == [(1, "пункт 2 приложения № 1")]
    assert seen("новый член", make.later(169)) == []
    assert seen("второй член", september) == []
    assert seen("новый член", september) == [(2, "пункт 2")]


def test_an_edition_that_never_was_in_force_has_not_lapsed(school: make.School) -> None:
    edition = entered(school, "Единорог пасётся.", day=COMING)
    with school.database.work() as work:
        work.documents.repeal(edition.key, COMING)
    for status in Status:
        assert found(school, "единорог", status=status, day=make.later(60)) == []
        assert found(school, "единорог", status=status) == []


TYPED = "Приказ № 39/1-Д от 01.09.2023: учебно-методическая работа по ФГОС НОО, 5а, сайт https://a.ru/b."
APART = "Пятый класс: 39 учеников, пункт 1, методическая работа."


@pytest.mark.parametrize(
    "typed",
    ["39/1-Д", "№ 39/1-д", "учебно-методический", "учебно методическая", "ФГОС", "фгос ноо", "5а", "5А сайты",
     "01.09.2023", "a.ru/b", "HTTPS://A.RU", "«учебно-методическая работа»", "приказ*", "-приказ сайт",
     "(приказ", '"приказ', "«приказ", "'приказ'", "приказ:", "^приказ", "приказ!", "приказ & (сайт"],
)  # fmt: skip
def test_numbers_hyphens_quotes_and_signs_are_words_like_any_other(school: make.School, typed: str) -> None:
    entered(school, TYPED, APART)
    assert found(school, typed) == [TYPED]


@pytest.mark.parametrize("typed", ["", " ", "«»", '""', "!!!", "№", "\x00", "%", "_", "'", ";--"])
def test_what_holds_no_word_finds_nothing(act: make.School, typed: str) -> None:
    assert page(act, typed) == Found()


def test_a_word_of_thousands_of_letters_is_indexed_and_found(school: make.School) -> None:
    long = "а" * 5000
    entered(school, f"Слово {long} и слово.")
    assert len(found(school, "слово")) == 1
    assert len(found(school, long)) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_whatever_is_typed_is_an_answer(act: make.School, typed: str) -> None:
    assert page(act, typed).count >= 0


def test_where_nothing_is_found_what_would_be_is_proposed(act: make.School) -> None:
    reads = Reads(act.database)

    def proposed(typed: str) -> tuple[str, ...]:
        return instead(reads, act.administrator, asked(typed), typed)

    assert proposed("exbntkm") == ("учитель",)
    assert proposed("учителя единорогов") == ("учителя",)
    assert proposed("единорог драконов") == ()
    assert proposed("qqqqq") == ()
    assert proposed("учетелей") == ("учителей",)
    assert proposed("открытм голосованием") == ("открытым голосованием", "голосованием")
    assert proposed("савет") == ("совет",)
    assert proposed("зсл") == ()


def test_indexing_again_adds_nothing_and_a_forgotten_edition_is_found_no_more(act: make.School) -> None:
    key = EditionKey(make.SCHOOL, 1, 1)
    with act.database.work() as work:
        assert index(work, key.of) == 0
        work.search.forget(key)
    assert found(act, "учитель") == []
    with act.database.work() as work:
        left = work.connection.scalar(
            select(func.count()).where(searched_clause.c.document == 1, searched_clause.c.edition == 1)
        )
        assert (left, index(work, key.of)) == (0, 1)
    assert found(act, "учитель") == [OLD[0]]


def test_a_forgotten_edition_leaves_no_row_in_the_index_of_words(act: make.School) -> None:
    def rows() -> int:
        with act.database.read() as connection:
            return connection.scalar(sql("SELECT count(*) FROM clause_words"))

    before = rows()
    with act.database.work() as work:
        work.search.forget(EditionKey(make.SCHOOL, 1, 1))
    assert rows() == before - 4  # its title, its section, its two clauses
    with act.database.work() as work:
        work.search.forget(EditionKey(make.SCHOOL, 1, 2))
    assert rows() == 0


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)  # its own stemmer is the measure
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=14))
def test_a_stem_is_what_the_snowball_stemmer_of_postgresql_makes(database: Database, word: str) -> None:
    with database.read() as connection:
        told = connection.scalar(sql("SELECT ts_lexize('russian_stem', :word)"), {"word": word})
    # An empty list is one of the few words that PostgreSQL leaves out.
    assert told in ([], [snowball(word)])
