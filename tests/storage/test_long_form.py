"""Definitions of the long form in the product: roles, days, variables, timers, effects; on both databases."""

from __future__ import annotations

from datetime import date

import make
import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.journal import verify
from storage.tables import case, event, job, sign_off, task
from webapp.worker import handlers
from workflow.engine.reader import read
from workflow.errors import Refused
from workflow.services import submission

LONG = """\
grif: 1
id: long
title: Длинная запись
documents: [regulation]
creation_guard: {roles: [administrator], permissions: ["draft:write"]}
variables:
  note: {expression: comment}
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  review: {title: Рассмотрение, transitions: [ask, done, late, return, withdraw]}
  approval: {title: Утверждение, transitions: [sign, finish, return, withdraw]}
  expired: {title: Срок вышел, final: true}
  returned: {title: Возвращено, final: true}
  withdrawn: {title: Отозвано, final: true}
  in_force: {title: Действует, final: true}
transitions:
  submit:
    title: Отправить
    to: review
    guard: {roles: [author]}
    effects: {before: require_text, after: notify}
  ask: {title: Согласовать, signs: parents_council, guard: {roles: [chair], groups: [parents_council]}}
  done:
    title: Дальше
    to: approval
    trigger: automatic
    guard: {when: signed(parents_council) and state == 'review'}
  late: {title: Не ответили, to: expired, trigger: timed, after: {days: 5, unit: calendar}}
  sign:
    title: Утвердить
    signs: head
    guard: {roles: [head], when: days_since(parents_council) >= 2}
  finish: {title: Готово, to: in_force, trigger: automatic, guard: {when: signed(head)}}
  return: {title: Вернуть, to: returned, comment: required}
  withdraw: {title: Отозвать, to: withdrawn, guard: {roles: [author]}}
steps:
  parents_council: {by: parents_council, act: agree, evidence: protocol}
  head: {by: head, act: approve, evidence: order}
"""


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(read(LONG, "long.yaml"))


def rows(database: Database) -> list[int]:
    with database.read() as connection:
        counted = (
            connection.scalar(select(func.count()).select_from(one)) for one in (sign_off, event, task, job)
        )
        return [count or 0 for count in counted]


def state(database: Database) -> str:
    with database.read() as connection:
        return str(connection.scalar(select(case.c.state)))


def answered(
    school: make.School, edition: object, person: str = "parents_council-chair", day: date = make.TODAY
) -> str:
    decision = make.answers.Decision(edition.key, "parents_council", edition.sha256, "agreed", "3", day)  # type: ignore[attr-defined]
    return make.approval.sign_off(school.database, school.actor(person), decision, make.moment(day)).state


def due_jobs(database: Database, kind: str) -> list[str]:
    with database.read() as connection:
        return list(connection.scalars(select(job.c.run_at).where(job.c.kind == kind).order_by(job.c.run_at)))


def woken(database: Database, day: date) -> None:
    """The worker's wake jobs of that day, as it does them."""
    look = handlers(None, lambda *_: (), None)["wake"]  # type: ignore[arg-type]
    at = make.moment(day)
    with database.work() as work:
        while (taken := work.jobs.claim(at.now, at.now)) is not None:
            if taken.kind == "wake":
                look(taken, at)(work)
            work.jobs.finish(taken)


def test_policy_and_the_definition_must_both_allow(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    before = rows(school.database)
    with pytest.raises(Refused) as found:
        answered(school, edition, "parents_council")
    assert [(one.code, one.by) for one in found.value.unmet] == [("role", ("chair",))]
    assert rows(school.database) == before
    assert answered(school, edition) == "approval"


def test_a_guard_of_creation_is_asked_when_the_document_is_sent(school: make.School) -> None:
    known = school.publish(read(LONG.replace("{roles: [administrator]", "{roles: [auditor]"), "long.yaml"))
    edition = school.draft()
    before = rows(school.database)
    with pytest.raises(Refused) as found:
        submission.submit(school.database, school.administrator, edition.key, known, make.moment())
    assert [one.by for one in found.value.unmet] == [("auditor",)]
    assert rows(school.database) == before


def test_days_are_counted_from_the_day_the_step_was_decided(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    answered(school, edition)
    with pytest.raises(Refused) as found:
        school.decide(edition, "head", "approved", dated=make.later(1), today=make.later(1))
    assert found.value.unmet[0].code
    assert (
        school.decide(edition, "head", "approved", dated=make.later(2), today=make.later(2)).state
        == "in_force"
    )


def test_the_values_of_variables_stay_with_the_case(school: make.School) -> None:
    said = LONG.replace("state == 'review'", "note == 'да'")
    edition = school.submitted(school.publish(read(said, "long.yaml")))
    decision = make.answers.Decision(
        edition.key, "parents_council", edition.sha256, "agreed_with_remarks", "3", make.TODAY, "да"
    )
    chair = school.actor("parents_council-chair")
    # The remark is that of the answer; the step that follows it by itself has none of its own.
    assert make.approval.sign_off(school.database, chair, decision, make.moment()).state == "approval"
    with school.database.work() as work:
        assert work.cases.get(edition.key).marking.values == {"note": ""}


def test_a_term_that_ends_moves_the_case_once_and_the_history_says_so(
    school: make.School, known: str
) -> None:
    edition = school.submitted(known)
    assert due_jobs(school.database, "wake") == [f"{make.later(6).isoformat()}T00:00:00.000000Z"]
    woken(school.database, make.later(5))
    assert state(school.database) == "review"
    woken(school.database, make.later(6))
    assert state(school.database) == "expired"
    with school.database.read() as connection:
        kinds = list(connection.scalars(select(event.c.kind).where(event.c.document == edition.key.document)))
        assert kinds.count("elapsed") == 1
        assert connection.scalar(select(func.count()).select_from(task)) == 0
        assert not any(faults for _, faults in verify(connection))
    before = rows(school.database)
    woken(school.database, make.later(7))
    assert rows(school.database) == before


def test_a_timer_of_a_state_that_was_left_does_nothing(school: make.School, known: str) -> None:
    edition = school.submitted(known)
    answered(school, edition)
    woken(school.database, make.later(6))
    assert state(school.database) == "approval"


def test_a_timer_whose_guard_is_closed_looks_again_on_the_next_day(school: make.School) -> None:
    said = LONG.replace("trigger: timed,", "trigger: timed, guard: {when: today >= '2027-01-01'},")
    school.submitted(school.publish(read(said, "long.yaml")))
    woken(school.database, make.later(6))
    assert state(school.database) == "review"
    assert due_jobs(school.database, "wake")[-1] == f"{make.later(7).isoformat()}T00:00:00.000000Z"


def test_an_effect_after_a_transition_is_left_to_be_done(school: make.School, known: str) -> None:
    school.submitted(known)
    # One from the effect, one from the submission itself.
    assert len(due_jobs(school.database, "notify")) == 2


LOOP = """\
grif: 1
id: loop
title: По кругу
documents: [regulation]
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  review: {title: Рассмотрение, transitions: [ask, late, return, withdraw]}
  rework: {title: Доработка, transitions: [again, withdraw]}
  returned: {title: Возвращено, final: true}
  withdrawn: {title: Отозвано, final: true}
transitions:
  submit: {title: Отправить, to: review, guard: {roles: [author]}}
  ask: {title: Согласовать, signs: parents_council, to: rework}
  late: {title: Срок, to: rework, trigger: timed, after: {days: 5, unit: calendar}}
  again: {title: Снова, to: review, trigger: timed, after: {days: 2, unit: calendar}}
  return: {title: Вернуть, to: returned, comment: required}
  withdraw: {title: Отозвать, to: withdrawn, guard: {roles: [author]}}
steps:
  parents_council: {by: parents_council, act: agree, evidence: protocol}
"""


def test_a_timer_of_an_earlier_stay_in_the_state_does_not_end_a_later_one(school: make.School) -> None:
    edition = school.submitted(school.publish(read(LOOP, "loop.yaml")))
    assert answered(school, edition, "parents_council", make.later(1)) == "rework"
    for days, stands in ((4, "review"), (6, "review"), (10, "rework")):
        woken(school.database, make.later(days))
        assert state(school.database) == stands
