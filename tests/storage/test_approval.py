"""A regulation on its way, through the real services on both databases."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest
from sqlalchemy import func, select

from storage.cases import Cases
from storage.database import Database
from storage.documents import document_at, edition_at
from storage.heads import Heads
from storage.journal import verify
from storage.tables import event, instrument, job, sign_off, task
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.services import answers, approval, documents, submission
from workflow.values import EditionKey


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(make.full_chain())


def waiting(database: Database) -> list[str]:
    with database.read() as connection:
        return sorted(connection.scalars(select(task.c.step)))


def rows(database: Database) -> tuple[int, ...]:
    """How many rows there are of everything that an answer writes."""
    with database.read() as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (sign_off, task, event, instrument, job)
        )


def whole(database: Database) -> bool:
    with database.read() as connection:
        return not any(faults for _, faults in verify(connection))


def test_three_councils_in_any_order_then_pedagogical_then_order_put_it_into_force(
    school: make.School, known: str
) -> None:
    edition = school.submitted(known)
    assert waiting(school.database) == sorted(make.COUNCILS)
    for kind in ("student_council", "governing_council"):
        assert school.decide(edition, kind, "agreed", "3").state == "stage1"
    assert waiting(school.database) == ["parents_council"]
    assert school.decide(edition, "parents_council", "agreed", "4").state == "stage2"
    assert school.decide(edition, "pedagogical_council", "adopted", "18").state == "stage3"
    done = school.decide(edition, "head", "approved", "121", make.TODAY)
    assert done.state == "in_force"
    assert waiting(school.database) == []
    with school.database.read() as connection:
        assert document_at(connection, edition.key.of).in_force == 1
        assert edition_at(connection, edition.key).in_force_on(make.TODAY)
    assert whole(school.database)


def test_a_new_edition_in_force_repeals_the_former_on_the_same_day(school: make.School, known: str) -> None:
    first = school.submitted(known)
    school.approve_all(first)
    second = documents.new_edition(
        school.database,
        school.administrator,
        first.key.of,
        make.text("Положение", "Новые слова."),
        make.moment(),
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    day = make.later(30)
    for kind in make.COUNCILS:
        school.decide(second, kind, "agreed", dated=day, today=day)
    school.decide(second, "pedagogical_council", "adopted", dated=day, today=day)
    school.decide(second, "head", "approved", dated=day, today=day)
    with school.database.read() as connection:
        former, current = (edition_at(connection, one.key) for one in (first, second))
        assert document_at(connection, first.key.of).in_force == 2
    assert former.in_force_until == current.in_force_from == day
    assert former.in_force_on(make.later(29)) and not former.in_force_on(day) and current.in_force_on(day)


def test_refusal_returns_the_case_and_needs_remarks(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    before = rows(school.database)
    with pytest.raises(Invalid) as fault:
        school.decide(edition, "parents_council", "refused", "5")
    assert set(fault.value.fields) == {"remark"}
    assert rows(school.database) == before
    assert school.decide(edition, "parents_council", "refused", "5", remark="пункт 1.2").state == "returned"
    assert waiting(school.database) == []
    with pytest.raises(Stale):
        school.decide(edition, "student_council", "agreed", "1")


def test_the_head_waits_for_the_councils_and_is_told_for_whom(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    before = rows(school.database)
    with pytest.raises(Refused) as refusal:
        school.decide(edition, "head", "approved", "1")
    assert [one.code for one in refusal.value.unmet] == ["not-signed"] * 3
    assert rows(school.database) == before


def test_the_same_step_signed_twice_has_one_effect(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    school.decide(edition, "parents_council", "agreed", "3", command="a")
    after = rows(school.database)
    with pytest.raises(Stale):
        school.decide(edition, "parents_council", "agreed", "4", command="b")
    assert school.decide(edition, "parents_council", "agreed", "3", command="a").replayed
    assert rows(school.database) == after


def test_another_text_is_never_signed(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    before = rows(school.database)
    with pytest.raises(Stale):
        school.decide(replace(edition, sha256="0" * 64), "parents_council", "agreed", "3")
    assert rows(school.database) == before


@pytest.mark.parametrize(
    ("who", "error"),
    [("student_council", Forbidden), ("administrator", Forbidden), ("parents_council-member", Forbidden)],
)
def test_only_the_bodys_own_recorders_record_its_answer(
    school: make.School, known: str, who: str, error: type[Exception]
) -> None:
    edition = school.submitted(known)
    before = rows(school.database)
    decision = answers.Decision(edition.key, "parents_council", edition.sha256, "agreed", "1", make.TODAY)
    with pytest.raises(error):
        approval.sign_off(school.database, school.actor(who), decision, make.moment())
    assert rows(school.database) == before


def test_a_stranger_finds_nothing(school: make.School, known: str) -> None:
    other = make.school(school.database, "other")
    edition = school.submitted(known)
    before = rows(school.database)
    decision = answers.Decision(edition.key, "head", edition.sha256, "approved", "1", make.TODAY)
    with pytest.raises(NotFound):
        approval.sign_off(school.database, other.recorder("head"), decision, make.moment())
    with pytest.raises(NotFound):
        submission.withdraw(school.database, other.administrator, edition.key, "нет", make.moment())
    assert rows(school.database) == before


@pytest.mark.parametrize(
    ("number", "dated", "field"),
    [
        ("", None, "dated"),
        ("3", make.later(1), "dated"),
        ("нет", make.TODAY, "number"),
        ("1" * 41, make.TODAY, "number"),
    ],
)
def test_what_was_typed_wrong_is_named_by_field(
    school: make.School, known: str, number: str, dated: object, field: str
) -> None:
    edition = school.submitted(known)
    before = rows(school.database)
    with pytest.raises(Invalid) as fault:
        school.decide(edition, "parents_council", "agreed", number, dated)  # type: ignore[arg-type]
    assert field in fault.value.fields
    assert rows(school.database) == before


def test_a_number_is_given_once_but_one_protocol_carries_many_decisions(
    school: make.School, known: str
) -> None:
    first, second, third = (school.submitted(known) for _ in range(3))
    school.decide(first, "parents_council", "agreed", "7", make.TODAY)
    school.decide(second, "parents_council", "agreed", "7", make.TODAY)
    before = rows(school.database)
    with pytest.raises(Invalid) as fault:
        school.decide(third, "parents_council", "agreed", "7", make.later(-1))
    assert "number" in fault.value.fields
    assert rows(school.database) == before
    assert rows(school.database)[3] == 1


def test_an_order_number_is_given_once(school: make.School, known: str) -> None:
    first, second = school.submitted(known), school.submitted(known)
    for edition in (first, second):
        for kind in make.COUNCILS:
            school.decide(edition, kind, "agreed")
        school.decide(edition, "pedagogical_council", "adopted")
    school.decide(first, "head", "approved", "39/1")
    with pytest.raises(Invalid) as fault:
        school.decide(second, "head", "approved", "39/1")
    assert set(fault.value.fields) == {"number"}
    assert school.decide(second, "head", "approved").instrument.printed == "40"  # type: ignore[union-attr]


def test_an_order_may_not_precede_its_decisions(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed")
    school.decide(edition, "pedagogical_council", "adopted")
    with pytest.raises(Invalid) as fault:
        school.decide(edition, "head", "approved", dated=make.later(-1))
    assert set(fault.value.fields) == {"dated"}


def test_withdrawn_leaves_nothing_waiting_and_the_next_try_is_a_new_edition(
    school: make.School, known: str
) -> None:
    edition = school.submitted(known)
    submission.withdraw(school.database, school.administrator, edition.key, "ошибка в тексте", make.moment())
    assert waiting(school.database) == []
    again = documents.new_edition(
        school.database, school.administrator, edition.key.of, make.text("Положение"), make.moment()
    )
    assert again.key == EditionKey(*edition.key.of, 2)
    assert whole(school.database)


def test_numbers_drawn_from_the_register_have_no_gaps(school: make.School, known: str) -> None:
    for expected in ("1", "2", "3"):
        edition = school.submitted(known)
        done = school.decide(edition, "parents_council", "agreed")
        assert done.instrument is not None and done.instrument.printed == expected


def test_a_case_keeps_its_sign_offs_with_the_text_they_were_given_on(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    school.decide(edition, "parents_council", "agreed", "3")
    with school.database.read() as connection:
        [signed] = Cases(connection, Heads(connection)).sign_offs(edition.key)
    assert (signed.text_sha256, signed.outcome, signed.capacity) == (edition.sha256, "agreed", "secretary")


def test_an_amendment_goes_by_the_chain_of_the_edition_in_force(school: make.School, known: str) -> None:
    short = make.compile_chain(make.chain([make.step("head", "approve", "order")], id_="regulation-short"))
    other = school.publish(short)
    first = school.submitted(known)
    school.approve_all(first)
    second = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Положение", "Иначе."), make.moment()
    )
    before = rows(school.database)
    with pytest.raises(Refused) as refusal:
        submission.submit(school.database, school.administrator, second.key, other, make.moment())
    assert refusal.value.code == "other-chain"
    assert rows(school.database) == before
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
