"""An opinion by procedure (norms, rules 6, 7): receipt, term, silence, consultations; on both databases."""

from __future__ import annotations

from datetime import date

import make
import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.reads import Reads
from storage.tables import case, event, job, sign_off, task
from webapp.worker import handlers
from workflow.engine.reader import read
from workflow.errors import Invalid, Refused
from workflow.services import printed_facts, printing

COUNCILS = """\
grif: 1
id: councils
title: Учёт мнения
documents: [regulation]
chain:
  - stage: opinion
    steps:
      - {by: parents_council, act: opinion, evidence: protocol, procedure: representative_council}
      - {by: student_council, act: opinion, evidence: protocol, procedure: article_372}
  - stage: approval
    steps:
      - {by: head, act: approve, evidence: order}
in_force: [repeal_previous]
"""
SENT, LAST = date(2023, 4, 28), date(2023, 5, 10)
"""Five working days from 28.04.2023 end on 10.05.2023 (norms, rule 9)."""
PARENTS, STUDENTS = "parents_council", "student_council"


@pytest.fixture
def way(school: make.School) -> make.Edition:
    known = school.publish(read(COUNCILS, "councils.yaml"))
    edition = school.draft()
    make.submission.submit(school.database, school.administrator, edition.key, known, make.moment(SENT))
    return edition


def say(
    school: make.School,
    edition: make.Edition,
    step: str,
    outcome: str,
    dated: date,
    today: date | None = None,
    remark: str = "",
    number: str = "",
) -> make.approval.Done:
    """Record an answer as the body's secretary; what the sender records, as the head."""
    by = "head" if step.endswith(("_delivery", "_consultation")) else step
    decision = make.answers.Decision(edition.key, step, edition.sha256, outcome, number, dated, remark)
    return make.approval.sign_off(school.database, school.actor(by), decision, make.moment(today or dated))


def waiting(database: Database) -> dict[str, str]:
    with database.read() as connection:
        return {one.step: one.due for one in connection.execute(select(task.c.step, task.c.due))}


def stands(database: Database) -> str:
    with database.read() as connection:
        return str(connection.scalar(select(case.c.state)))


def kept(database: Database) -> list[int]:
    with database.read() as connection:
        tables = (sign_off, event, task, job)
        return [connection.scalar(select(func.count()).select_from(one)) or 0 for one in tables]


def woken(database: Database, day: date) -> None:
    """The jobs of that day that look at cases, as the worker does them."""
    look = handlers(None, lambda *_: (), None)["wake"]  # type: ignore[arg-type]
    at = make.moment(day)
    with database.work() as work:
        while (taken := work.jobs.claim(at.now, at.now)) is not None:
            if taken.kind == "wake":
                look(taken, at)(work)
            work.jobs.finish(taken)


def stamps(school: make.School, edition: make.Edition, today: date) -> dict[str, tuple[str, ...]]:
    """What prints on the left, by the body's name, with plain spaces."""
    shown = printed_facts.shown(Reads(school.database), edition.key, today)
    left = [one for one in printing.printed(shown).stamps if one.side == "left"]
    return {
        one.lines[0].split(" МБОУ")[0].replace("\xa0", " "): (
            one.word, *(line.replace("\xa0", " ") for line in one.lines[1:])
        )
        for one in left
    }  # fmt: skip


def test_the_body_is_asked_once_it_has_the_draft_and_its_term_counts_from_that_day(school, way):
    assert set(waiting(school.database)) == {f"{PARENTS}_delivery", f"{STUDENTS}_delivery"}
    before = kept(school.database)
    with pytest.raises(Refused) as early:
        say(school, way, PARENTS, "positive", SENT)
    assert [one.opens for one in early.value.unmet] == [(f"{PARENTS}_delivery",)]
    assert kept(school.database) == before
    say(school, way, f"{PARENTS}_delivery", "delivered", SENT, date(2023, 5, 2))
    assert waiting(school.database)[PARENTS] == LAST.isoformat()


def test_a_receipt_needs_its_day(school, way):
    before = kept(school.database)
    with pytest.raises(Invalid) as found:
        say(school, way, f"{PARENTS}_delivery", "delivered", None, SENT)  # type: ignore[arg-type]
    assert set(found.value.fields) == {"dated"}
    with pytest.raises(Invalid):
        say(school, way, f"{PARENTS}_delivery", "delivered", LAST, SENT)
    assert kept(school.database) == before


def test_silence_lets_the_head_go_on_after_the_last_day_and_is_no_consent(school, way):
    say(school, way, f"{PARENTS}_delivery", "delivered", SENT)
    say(school, way, f"{STUDENTS}_delivery", "delivered", SENT)
    woken(school.database, LAST)
    assert stands(school.database) == "opinion"
    assert PARENTS in waiting(school.database)
    woken(school.database, date(2023, 5, 11))
    woken(school.database, date(2023, 5, 11))
    assert stands(school.database) == "approval"
    assert set(waiting(school.database)) == {"head"}
    with pytest.raises(Invalid) as backdated:
        say(school, way, "head", "approved", date(2023, 5, 5), date(2023, 5, 12))
    assert set(backdated.value.fields) == {"dated"}
    assert say(school, way, "head", "approved", date(2023, 5, 12)).state == "in_force"
    silent = ("МНЕНИЕ ЗАПРОШЕНО", "проект получен 28.04.2023", "мотивированное мнение не поступило в срок")
    printed = stamps(school, way, date(2023, 5, 12))
    assert list(printed.values()) == [silent, silent]
    assert not any("№" in line or "СОГЛАСОВАНО" in line for lines in printed.values() for line in lines)


def test_nobody_answers_by_silence(school, way):
    say(school, way, f"{PARENTS}_delivery", "delivered", SENT)
    before = kept(school.database)
    with pytest.raises(Invalid) as found:
        say(school, way, PARENTS, "no_reply", SENT, number="3")
    assert set(found.value.fields) == {"outcome"}
    assert kept(school.database) == before


@pytest.mark.parametrize(
    ("ending", "printed"),
    [
        ("settled", "согласие достигнуто на консультациях 05.05.2023"),
        ("disagreed", "протокол разногласий от 05.05.2023"),
    ],
)
def test_a_negative_opinion_leads_to_consultations_and_then_the_head_may_go_on(school, way, ending, printed):
    for body in (PARENTS, STUDENTS):
        say(school, way, f"{body}_delivery", "delivered", SENT)
    say(school, way, PARENTS, "negative", date(2023, 5, 3), remark="Пункт 1.2 ухудшает положение", number="3")
    say(school, way, STUDENTS, "positive", date(2023, 5, 3), number="3")
    assert stands(school.database) == "opinion"
    assert waiting(school.database) == {f"{PARENTS}_consultation": "2023-05-06"}
    say(school, way, f"{PARENTS}_consultation", ending, date(2023, 5, 5))
    assert stands(school.database) == "approval"
    say(school, way, "head", "approved", date(2023, 5, 10))
    told = stamps(school, way, date(2023, 5, 10))
    assert sorted(told.values()) == [
        ("МНЕНИЕ УЧТЕНО", "(протокол от 03.05.2023 № 3)"),
        ("МНЕНИЕ УЧТЕНО", "(протокол от 03.05.2023 № 3)", printed),
    ]


def test_consultations_may_change_the_text_and_only_after_a_negative_opinion(school, way):
    say(school, way, f"{PARENTS}_delivery", "delivered", SENT)
    before = kept(school.database)
    with pytest.raises(Refused):
        say(school, way, f"{PARENTS}_consultation", "amend", SENT, remark="Пункт 1.2 изменить")
    assert kept(school.database) == before
    say(school, way, PARENTS, "negative", date(2023, 5, 3), remark="Против", number="3")
    done = say(school, way, f"{PARENTS}_consultation", "amend", date(2023, 5, 5), remark="Пункт 1.2 изменить")
    assert done.state == "returned"
    assert waiting(school.database) == {}


def test_a_receipt_recorded_long_after_the_term_is_looked_at_at_once(school, way):
    say(school, way, f"{PARENTS}_delivery", "delivered", SENT, date(2023, 6, 1))
    woken(school.database, date(2023, 6, 1))
    assert PARENTS not in waiting(school.database)


def test_a_year_without_a_calendar_is_named(school, way):
    before = kept(school.database)
    with pytest.raises(Refused) as found:
        say(school, way, f"{PARENTS}_delivery", "delivered", date(2040, 5, 3))
    assert "2040" in found.value.message.ru
    assert kept(school.database) == before
