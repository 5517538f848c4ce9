"""Editorial corrections and the days that people tell: what is kept, what is refused, what is proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import make
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from storage import verification
from storage.documents import edition_at
from storage.reads import Reads
from storage.tables import edition, edition_day, editorial_correction, event, sign_off
from workflow.chain.compile import compile_chain
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, EditionText
from workflow.documents.life import DayKind
from workflow.engine.definition import Definition
from workflow.errors import Forbidden, Invalid, Refused, Stale
from workflow.services import documents, submission
from workflow.services.correcting import Correction, correct, seen_sha256, units
from workflow.services.in_force import on_day
from workflow.services.telling_days import Telling, tell_day
from workflow.values import EditionKey

UNIT, WORDS = "c-c1", "Сообщество собирает учителей всех предметов."
LATER = make.later(10)


def allowing() -> Definition:
    """One head's order; misprints may be corrected."""
    chain = make.chain([make.step("head", "approve", "order")])
    return compile_chain(replace(chain, in_force=("repeal_previous", "correct")))


@pytest.fixture
def act(school: make.School) -> Edition:
    """An edition in force whose chain allows corrections."""
    one = school.submitted(school.publish(allowing()))
    school.decide(one, "head", "approved", "121")
    return one


def now(school: make.School, key: EditionKey) -> Edition:
    with school.database.read() as connection:
        return edition_at(connection, key)


def mend(
    school: make.School, one: Edition, words: str = WORDS, *, day: date = LATER, **more: str
) -> Correction:
    seen = more.pop("seen", seen_sha256(now(school, one.key)))
    wanted = Correction(one.key, more.pop("unit", UNIT), words, more.pop("reason", "Описка"), seen, **more)
    correct(school.database, school.administrator, wanted, make.moment(day))
    return wanted


def test_a_clause_of_an_annex_is_mended_too(school: make.School) -> None:
    clauses = (Clause("x1", "1", "Переый член.", "point"),)
    annex = EditionText("Состав хора", "list", "состав", clauses)
    one = school.submitted(school.publish(allowing()), replace(make.text(), annexes=(annex,)))
    school.decide(one, "head", "approved", "121")
    assert [each.name.ru for each in units(now(school, one.key).text)][-1] == "пункт 1 приложения № 1"
    mend(school, one, "Первый член.", unit="c-x1")
    current = now(school, one.key).current
    assert current.annexes[0].clauses[0].text == "Первый член." and current.clauses == one.text.clauses


def tell(
    school: make.School,
    key: EditionKey,
    day: date | None,
    *,
    what: DayKind = "published",
    at: date = LATER,
    by: str = "administrator",
    note: str = "",
) -> None:
    telling = Telling(key, what, day, note)
    tell_day(school.database, school.actor(by), telling, make.moment(at))


def faults(school: make.School) -> list[str]:
    with school.database.read() as connection:
        return [fault.message.ru for one in verification.documents(connection) for fault in one.faults]


def test_a_correction_changes_what_is_read_and_leaves_what_was_signed(
    school: make.School, act: Edition
) -> None:
    mend(school, act)
    after = now(school, act.key)
    assert after.corrected is not None and after.corrected.number == 1
    assert WORDS in str(after.current) and WORDS not in str(after.text)
    assert after.sha256 == act.sha256 and after.text == act.text
    with school.database.read() as connection:
        assert connection.scalars(select(sign_off.c.text_sha256)).all() == [act.sha256]
    assert faults(school) == []


def test_until_the_day_of_the_correction_the_text_reads_as_before(school: make.School, act: Edition) -> None:
    mend(school, act)
    mend(school, act, "Сообщество собирает всех.", day=make.later(20))
    reads, auditor = Reads(school.database), school.actor("auditor")
    said = {
        day: on_day(reads, auditor, act.key.of, make.later(day), LATER).opened.edition.current
        for day in (9, 10, 19, 20)
    }
    assert "разных предметов" in str(said[9]) and said[9] == act.text
    assert WORDS in str(said[10]) and WORDS in str(said[19])
    assert "собирает всех." in str(said[20])


def test_the_journal_tells_unit_reason_and_hashes(school: make.School, act: Edition) -> None:
    mend(school, act)
    [told] = Reads(school.database).records(act.key.of, "edition_corrected")
    assert told.facts["unit"] == ["пункт 1.1", "clause 1.1"]
    assert (told.facts["signed"], told.facts["former"]) == (act.sha256, act.sha256)
    assert told.facts["text"] == now(school, act.key).corrected.sha256
    assert told.personal["remark"] == "Описка"


def test_title_and_preamble_are_corrected_too(school: make.School, act: Edition) -> None:
    mend(school, act, "Положение о сообществе учителей", unit="title")
    assert now(school, act.key).current.title == "Положение о сообществе учителей"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": "Сообщество собирает учителей разных предметов."}, "words"),
        ({"words": "  "}, "words"),
        ({"reason": " "}, "reason"),
        ({"reason": "а" * 501}, "reason"),
        ({"unit": "c-nobody"}, "unit"),
    ],
)
def test_a_correction_without_change_reason_or_place_is_not_taken(
    school: make.School, act: Edition, more: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        mend(school, act, **more)
    assert set(refused.value.fields) == {field}
    assert now(school, act.key).corrected is None


def test_a_chain_that_does_not_allow_it_refuses(school: make.School) -> None:
    one = school.submitted(school.publish(make.full_chain()))
    school.approve_all(one)
    with pytest.raises(Refused, match="allows no correction"):
        mend(school, one)
    assert faults(school) == []


def test_only_an_edition_in_force_is_corrected(school: make.School, act: Edition) -> None:
    draft = documents.new_edition(
        school.database, school.administrator, act.key.of, make.text("Положение", "Новое."), make.moment()
    )
    with pytest.raises(Refused, match="Only an edition in force"):
        mend(school, draft)
    submission.submit(
        school.database, school.administrator, draft.key, school.publish(allowing()), make.moment()
    )
    school.decide(draft, "head", "approved", "122")
    with pytest.raises(Refused, match="Only an edition in force"):
        mend(school, act)


def test_two_corrections_at_once_do_not_lose_one(school: make.School, act: Edition) -> None:
    seen = seen_sha256(act)
    mend(school, act, seen=seen)
    with pytest.raises(Stale):
        mend(school, act, "Иначе.", seen=seen)
    assert WORDS in str(now(school, act.key).current)


def test_the_same_command_corrects_once(school: make.School, act: Edition) -> None:
    wanted = mend(school, act, command="once")
    correct(school.database, school.administrator, wanted, make.moment(LATER))
    assert len(Reads(school.database).records(act.key.of, "edition_corrected")) == 1


@pytest.mark.parametrize("role", ["head", "auditor", "student_council"])
def test_others_correct_nothing(school: make.School, act: Edition, role: str) -> None:
    wanted = Correction(act.key, UNIT, WORDS, "Описка", seen_sha256(act))
    with pytest.raises(Forbidden):
        correct(school.database, school.actor(role), wanted, make.moment(LATER))
    assert now(school, act.key).corrected is None


def test_a_correction_is_never_changed_in_the_database(school: make.School, act: Edition) -> None:
    mend(school, act)
    for statement in (update(editorial_correction).values(reason="Другая"), delete(editorial_correction)):
        with pytest.raises(DatabaseError, match="append-only"), school.database.work() as work:
            work.connection.execute(statement)


def test_a_text_that_forgets_its_correction_is_found(school: make.School, act: Edition) -> None:
    mend(school, act)
    mend(school, act, "Иначе.", day=make.later(12))
    with school.database.work() as work:
        work.connection.execute(update(edition).values(corrected=1))
    assert any("редакционная правка" in one for one in faults(school))


def test_the_five_dates_of_an_edition_are_kept(school: make.School, act: Edition) -> None:
    key = act.key
    tell(school, key, LATER, note="сайт")
    tell(school, key, make.later(11), what="acquainted", at=make.later(11))
    [life] = Reads(school.database).life(key.of)
    assert life.basis is not None and (life.basis.number, life.basis.dated) == ("121", make.TODAY)
    assert (life.days.since, life.published.day, life.acquainted.day) == (make.TODAY, LATER, make.later(11))
    assert life.published.note == "сайт" and life.basis.registered is not None
    assert faults(school) == []


def test_a_day_told_again_takes_the_place_of_the_former_and_both_stay_in_the_journal(
    school: make.School, act: Edition
) -> None:
    for day in (LATER, make.later(12)):
        tell(school, act.key, day, at=make.later(20))
    [life] = Reads(school.database).life(act.key.of)
    assert life.published.day == make.later(12)
    assert len(Reads(school.database).records(act.key.of, "day_told")) == 2
    with school.database.work() as work:
        work.connection.execute(update(edition_day).values(day=LATER))
    assert any("день публикации" in one for one in faults(school))


@pytest.mark.parametrize(
    ("day", "words"),
    [(None, "Впишите"), (make.later(11), "ещё не наступил"), (date(2026, 3, 15), "Раньше утверждения")],
)
def test_a_day_that_cannot_be_is_not_taken(
    school: make.School, act: Edition, day: date | None, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        tell(school, act.key, day)
    assert words in refused.value.fields["day"].ru
    assert Reads(school.database).life(act.key.of)[0].published is None


def test_what_nobody_approved_is_not_published(school: make.School) -> None:
    one = school.submitted(school.publish(make.full_chain()))
    with pytest.raises(Refused):
        tell(school, one.key, LATER)


@pytest.mark.parametrize("role", ["auditor", "student_council"])
def test_others_tell_no_days(school: make.School, act: Edition, role: str) -> None:
    before = events(school)
    with pytest.raises(Forbidden):
        tell(school, act.key, LATER, by=role)
    assert events(school) == before


def events(school: make.School) -> list[object]:
    with school.database.read() as connection:
        return list(connection.scalars(select(event.c.seq)).all())
