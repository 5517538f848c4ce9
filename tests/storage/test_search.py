"""Search finds the clauses in force on a day, in any form of a word, alike on both databases."""

from __future__ import annotations

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy import text as sql

from storage.database import Database
from storage.reads import Reads
from storage.tables import document, searched_clause
from workflow.documents.word_forms import snowball, stem
from workflow.errors import NotFound
from workflow.services import documents, submission
from workflow.services.following import put_into_force
from workflow.services.searching import PAGE, Found, Question, Status, index, phrases, search
from workflow.values import EditionKey

OLD = ("Совет собирает учителей разных предметов.", "Решения принимаются открытым голосованием.")
NEW = ("Совет собирает всех педагогов школы.", "Ёлка ставится в зале школьного здания.")
COMING = make.later(30)


def entered(school: make.School, *points: str, title: str = "Положение о сообществе", day=make.TODAY):
    """A document in force from a day, indexed as the worker does it."""
    edition = school.draft(make.text(title, *points))
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
    return Question(phrases(typed), (make.SCHOOL,), told.pop("day", make.TODAY), **told)


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
    for told in ({"number": other}, {"body": "trade_union"}, {"kind": "plan"}):
        assert found(act, "учителя", **told) == ["Учителя дежурят."]
    assert found(act, "учителя", number=other + 1) == []


def test_a_draft_is_not_found(act: make.School) -> None:
    draft = act.draft(make.text("Положение", "Единорог пасётся."))
    with act.database.work() as work:
        assert index(work, draft.key.of) == 0
    assert found(act, "единорог") == []


def test_one_who_may_not_read_finds_nothing(act: make.School) -> None:
    stranger = make.school(act.database, "other").administrator
    with pytest.raises(NotFound):
        search(Reads(act.database), stranger, asked("учитель"))
    both = Question(phrases("учитель"), (make.SCHOOL, "other"), make.TODAY)
    assert search(Reads(act.database), stranger, both).hits == ()


def test_pages_give_each_clause_once_the_newest_text_first(school: make.School) -> None:
    for turn in range(3):
        entered(school, *(f"Пункт о дежурстве {turn} {one}." for one in range(PAGE // 2)))
    seen, after = [], None
    while True:
        part = page(school, "дежурство", after=after)
        seen += [one.text for one in part.hits]
        after = part.next
        if after is None:
            break
    assert seen == [f"Пункт о дежурстве {turn} {one}." for turn in (2, 1, 0) for one in range(PAGE // 2)]


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


@pytest.mark.parametrize(
    "forms",
    ["приём приёма приёмом приёмы", "порядок порядка порядком", "список списка списков", "день дня дней",
     "уровень уровня", "объём объёма объёме", "урок урока уроков", "человек человека"],
)  # fmt: skip
def test_the_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(one) for one in forms.replace("ё", "е").split()}) == 1


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)  # its own stemmer is the measure
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=14))
def test_a_stem_is_what_the_snowball_stemmer_of_postgresql_makes(database: Database, word: str) -> None:
    with database.read() as connection:
        told = connection.scalar(sql("SELECT ts_lexize('russian_stem', :word)"), {"word": word})
    # An empty list is one of the few words that PostgreSQL leaves out.
    assert told in ([], [snowball(word)])
