"""What goes beside the chain: cases of their own on one document, from their beginning to their end."""

from __future__ import annotations

import json
from datetime import timedelta

import make
import pytest
from consistency import broken
from sqlalchemy import select

from storage.journal import history, verify
from storage.orders import OrderDatabase
from storage.queries.progress import beside_views
from storage.reads import Reads
from storage.running_cases import MigrationDatabase
from storage.tables import case, job
from webapp import worker
from webapp.mail import Mail
from workflow.documents.document import Edition
from workflow.engine.correspondence import Correspondence
from workflow.engine.reader import read
from workflow.errors import NotFound, Refused, Stale
from workflow.events import Known, tell
from workflow.governance.orders.order import Order, Point
from workflow.ports import Moment
from workflow.services import (
    beside,
    documents,
    listing,
    migration,
    order_drafts,
    order_signing,
    performing,
    submission,
)
from workflow.services.order_signing import Signature
from workflow.services.performing import Wanted
from workflow.services.waking import wake
from workflow.values import EditionKey, PartyKey, both

SITE = """\
grif: 1
id: site
title: {ru: Сайт, en: Site}
documents: [regulation]
beside: in_force
worklists:
  to-publish: {title: Разместить, matches: {state: [waiting, late]}, guard: {roles: [administrator]}}
initial: waiting
states:
  waiting: {title: {ru: Ждёт, en: Waits}, transitions: [submit, expire]}
  late: {title: {ru: Поздно, en: Late}, transitions: [submit]}
  in_force: {title: {ru: На сайте, en: On the site}, final: true}
transitions:
  submit: {title: {ru: Разместить, en: Publish}, to: in_force, guard: {roles: [head, auditor, administrator]}}
  expire: {title: {ru: Срок, en: Term}, to: late, trigger: timed, after: {days: 14, unit: calendar}}
"""
OPINIONS = """\
grif: 1
id: opinions
title: {ru: Отзывы, en: Opinions}
documents: [regulation]
beside: submission
permissions: [Review]
groups: [parents_council]
initial: asked
states:
  asked:
    title: {ru: Собирают, en: Asked}
    transitions: [close]
    permissions: {Review: [Reviewer]}
    groups: {parents_council: [Reviewer]}
  closed: {title: {ru: Собраны, en: Closed}, final: true}
transitions:
  close: {title: {ru: Закрыть, en: Close}, to: closed, guard: {permissions: [Review]}}
"""
CHECKED = """\
grif: 1
id: checked
title: {ru: Проверка, en: Check}
documents: [regulation]
beside: submission
creation_guard: {roles: [GUARD]}
initial: open
states:
  open: {title: {ru: Открыта, en: Open}, transitions: [pass]}
  passed: {title: {ru: Пройдена, en: Passed}, final: true}
transitions:
  pass: {title: {ru: Пройти, en: Pass}, to: passed, guard: {permissions: [Review], roles: [Reviewer]}}
"""
NAMES = Known(lambda party: party.party, lambda _edition, state, workflow: both(f"{workflow}/{state}"))


def site(school: make.School, said: str = SITE) -> str:
    return school.publish(read(said, "site.yaml"))


def run_jobs(school: make.School, at: Moment) -> None:
    """What the worker does, for the jobs that are due."""
    handlers = worker.handlers(Reads(school.database), lambda *_: [], Mail("", "", ""))
    worker.Worker(school.database.work, handlers).run_due(lambda: at)


def in_force(school: make.School, said: str = SITE) -> Edition:
    """An edition in force, with what begins then."""
    site(school, said)
    edition = school.submitted(school.publish(make.full_chain()))
    school.approve_all(edition)
    run_jobs(school, make.moment())
    return edition


def states(school: make.School, key: EditionKey) -> dict[str, tuple[str, bool]]:
    with school.database.read() as connection:
        found = beside_views(connection, key)
        return {one.case.workflow: (one.case.marking.state, one.case.open) for one in found}


def told(school: make.School, edition: Edition, kind: str) -> list[str]:
    with school.database.read() as connection:
        events = [one for one in history(connection, edition.key.of) if one.kind == kind]
    return [line.ru for one in reversed(events) for line in tell(one, NAMES).sentences]


def wanted(edition: Edition, workflow: str, transition: str, **more: str) -> Wanted:
    return Wanted(edition.key, transition, edition.sha256, workflow=workflow, **more)


def test_it_begins_once_the_edition_is_in_force_and_once_only(school: make.School) -> None:
    edition = in_force(school)
    assert states(school, edition.key) == {"site": ("waiting", True)}
    assert told(school, edition, "process_begun") == ["Сайт: начато, состояние «site/waiting»"]
    with school.database.work() as work:
        beside.begin_in_force(work, edition.key, make.moment())
    assert len(told(school, edition, "process_begun")) == 1
    assert broken(school.database) == []


def test_the_chain_and_what_goes_beside_it_move_apart(school: make.School) -> None:
    site(school, OPINIONS)
    edition = school.submitted(school.publish(make.full_chain()))
    assert states(school, edition.key) == {"opinions": ("asked", True)}
    school.approve_all(edition)
    assert states(school, edition.key) == {"opinions": ("asked", True)}
    at = make.moment()
    done = performing.perform(
        school.database, school.recorder("parents_council"), wanted(edition, "opinions", "close"), at
    )
    assert done.state == "closed"
    assert states(school, edition.key) == {"opinions": ("closed", False)}
    with school.database.work() as work:
        assert work.cases.get(edition.key).marking.state == "in_force"
    assert told(school, edition, "performed") == [
        "Отзывы: действие «Закрыть»",
        "Отзывы: состояние: opinions/closed",
    ]
    assert broken(school.database) == []


def test_neither_its_names_nor_its_end_put_anything_in_force(school: make.School) -> None:
    site(school, SITE.replace("beside: in_force", "beside: submission"))
    edition = school.submitted(school.publish(make.full_chain()))
    asked = wanted(edition, "site", "submit")
    # Of a chain, submit is the author's and in_force its end.
    assert (
        performing.perform(school.database, school.recorder("auditor"), asked, make.moment()).state
        == "in_force"
    )
    with school.database.work() as work:
        assert work.documents.edition(edition.key).in_force_from is None
        assert work.documents.get(edition.key.of).in_force is None


def test_told_twice_it_is_done_once_and_a_stale_view_is_refused(school: make.School) -> None:
    edition = in_force(school)
    actor = school.administrator
    asked = wanted(edition, "site", "submit", command="c1", state="waiting")
    assert not performing.perform(school.database, actor, asked, make.moment()).replayed
    assert performing.perform(school.database, actor, asked, make.moment()).replayed
    with pytest.raises(Stale) as found:
        performing.perform(
            school.database, actor, wanted(edition, "site", "submit", state="waiting"), make.moment()
        )
    assert found.value.code == "state-changed"


def test_a_stranger_and_a_workflow_that_is_not_there_are_not_found(school: make.School) -> None:
    edition = in_force(school)
    other = make.school(school.database, "other")
    for actor, workflow in ((other.administrator, "site"), (school.administrator, "no-such")):
        with pytest.raises(NotFound):
            performing.perform(school.database, actor, wanted(edition, workflow, "submit"), make.moment())
    assert states(school, edition.key) == {"site": ("waiting", True)}


def test_what_a_workflow_gives_on_the_document_is_held_above_the_others(school: make.School) -> None:
    site(school, OPINIONS)
    site(school, CHECKED.replace("GUARD", "administrator"))
    edition = school.submitted(school.publish(make.full_chain()))
    closing, passing = wanted(edition, "opinions", "close"), wanted(edition, "checked", "pass")
    with pytest.raises(Refused) as found:
        performing.perform(school.database, school.recorder("student_council"), passing, make.moment())
    assert {one.code for one in found.value.unmet} == {"permission", "role"}
    # The role and the permission are what the opinions give while they are collected, and no longer.
    performing.perform(school.database, school.recorder("parents_council"), closing, make.moment())
    with pytest.raises(Refused):
        performing.perform(school.database, school.recorder("parents_council"), passing, make.moment())
    again = school.submitted(school.publish(make.full_chain()))
    parents = school.recorder("parents_council")
    assert (
        performing.perform(school.database, parents, wanted(again, "checked", "pass"), make.moment()).state
        == "passed"
    )


def test_it_begins_for_an_order_too_which_has_gone_by_no_chain(school: make.School) -> None:
    school.publish(read(SITE, "site.yaml"), "order")
    head, store = PartyKey(school.id, "head"), OrderDatabase(school.database)
    free = Order(head, "О разном", points=(Point("free", words="Составить график."),))
    draft = order_drafts.begin(store, school.recorder("head"), free, make.moment())
    given = Signature(school.id, draft.number, draft.version, make.TODAY, "17")
    signed = order_signing.sign(store, school.recorder("head"), given, make.moment())
    run_jobs(school, make.moment())
    assert states(school, EditionKey(school.id, signed.document, 1)) == {"site": ("waiting", True)}


def test_one_whose_creation_guard_is_closed_does_not_begin(school: make.School) -> None:
    site(school, CHECKED.replace("GUARD", "auditor"))
    edition = school.submitted(school.publish(make.full_chain()))
    assert states(school, edition.key) == {}


def test_a_term_beside_the_chain_ends_the_day_after_its_last(school: make.School) -> None:
    edition = in_force(school)
    with school.database.read() as connection:
        [payload] = map(json.loads, connection.scalars(select(job.c.payload).where(job.c.kind == "wake")))
    assert payload["workflow"] == "site"
    for days, stands in ((14, "waiting"), (15, "late")):
        with school.database.work() as work:
            at = make.moment(make.later(days))
            wake(work, edition.key, payload["definition"], "waiting", make.TODAY, at, payload["workflow"])
        assert states(school, edition.key) == {"site": (stands, True)}
    assert told(school, edition, "elapsed") == ["Сайт: наступил срок", "Сайт: состояние: site/late"]


def test_its_worklist_finds_the_document_for_whom_it_is_meant(school: make.School) -> None:
    edition = in_force(school)
    reads = Reads(school.database)
    [found] = listing.overview(reads, school.administrator)
    assert (found.place.worklist.id, [row.key for row in found.rows]) == ("to-publish", [edition.key])
    assert listing.overview(reads, school.recorder("head")) == ()
    performing.perform(
        school.database, school.administrator, wanted(edition, "site", "submit"), make.moment()
    )
    assert listing.overview(reads, school.administrator) == ()


def test_the_next_edition_has_its_own_and_what_the_former_left_ends(school: make.School) -> None:
    first = in_force(school)
    chain = school.publish(make.full_chain())
    second = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Новое"), make.moment()
    )
    submission.submit(school.database, school.administrator, second.key, chain, make.moment())
    school.approve_all(second, make.TODAY)
    run_jobs(school, make.moment())
    assert states(school, first.key) == {"site": ("waiting", False)}
    assert states(school, second.key) == {"site": ("waiting", True)}
    assert told(school, first, "process_ended") == ["Сайт: прекращено"]


def test_to_withdraw_an_edition_ends_what_goes_beside_its_chain(school: make.School) -> None:
    site(school, OPINIONS)
    edition = school.submitted(school.publish(make.full_chain()))
    submission.withdraw(school.database, school.administrator, edition.key, "Рано", make.moment())
    assert states(school, edition.key) == {"opinions": ("asked", False)}


def test_no_edition_is_sent_by_what_goes_beside_a_chain(school: make.School) -> None:
    known = site(school)
    draft = school.draft()
    with pytest.raises(Refused) as found:
        submission.submit(school.database, school.administrator, draft.key, known, make.moment())
    assert found.value.code in ("not-published", "other-chain")


def test_of_two_versions_published_the_later_begins(school: make.School) -> None:
    site(school)
    edition = in_force(school, SITE.replace("title: {ru: Сайт", "title: {ru: Портал"))
    assert told(school, edition, "process_begun") == ["Портал: начато, состояние «site/waiting»"]


def test_a_running_one_goes_over_to_another_version_and_the_chain_stays(school: make.School) -> None:
    edition = in_force(school)
    with school.database.read() as connection:
        old = connection.scalar(select(case.c.definition).where(case.c.workflow == "site"))
    new = site(school, SITE.replace("days: 14", "days: 20"))
    store, actor = MigrationDatabase(school.database), school.administrator
    same = Correspondence({one: one for one in ("waiting", "late")}, {})
    way = migration.between(store, actor, school.id, old, new, same)
    [seen] = migration.foresee(store, actor, school.id, way, make.moment())
    assert seen.refused is None and seen.key == edition.key
    assert migration.migrate(store, actor, way, seen.key, seen.before, make.moment()).state == "waiting"
    with school.database.work() as work:
        assert work.cases.get(edition.key, "site").definition == new
        assert work.cases.get(edition.key).definition != new
        assert len(work.cases.sign_offs(edition.key)) == 5
    assert told(school, edition, "case_migrated")[0].startswith("Сайт: ход редакции 1 переведён")
    with school.database.read() as connection:
        assert not any(faults for _, faults in verify(connection))
        due = connection.scalars(select(job.c.run_at).where(job.c.kind == "wake")).all()
    assert max(due).startswith((make.TODAY + timedelta(days=21)).isoformat())


def test_what_goes_beside_is_exchanged_for_a_version_of_itself_alone(school: make.School) -> None:
    old, chain = site(school), school.publish(make.full_chain())
    other = site(school, SITE.replace("id: site", "id: portal"))
    store, actor = MigrationDatabase(school.database), school.administrator
    for source, target in ((old, chain), (chain, old), (old, other)):
        with pytest.raises(Refused) as found:
            migration.between(store, actor, school.id, source, target, Correspondence({}, {}))
        assert found.value.code == "beside"


REVIEWED = """\
grif: 1
id: reviewed
title: {ru: По праву, en: By permission}
documents: [regulation]
permissions: [Sign]
initial: draft
states:
  draft: {title: {ru: Проект, en: Draft}, transitions: [submit]}
  review: {title: {ru: Ответ, en: Review}, transitions: [sign, done, return]}
  returned: {title: {ru: Возвращено, en: Returned}, final: true}
  in_force: {title: {ru: Действует, en: In force}, final: true}
transitions:
  submit: {title: {ru: Отправить, en: Submit}, to: review, guard: {roles: [author]}}
  sign: {title: {ru: Согласовать, en: Agree}, signs: parents_council, guard: {permissions: [Review]}}
  done: {title: Готово, to: in_force, trigger: automatic, guard: {when: signed(parents_council)}}
  return: {title: {ru: Вернуть, en: Return}, to: returned, comment: required}
steps:
  parents_council: {by: parents_council, act: agree, evidence: protocol}
"""


def test_what_goes_beside_the_chain_may_open_its_answers_too(school: make.School) -> None:
    chain = school.publish(read(REVIEWED, "reviewed.yaml"))
    with pytest.raises(Refused) as found:
        school.decide(school.submitted(chain), "parents_council", "agreed", "1")
    assert [one.code for one in found.value.unmet] == ["permission"]
    site(school, OPINIONS)
    assert school.decide(school.submitted(chain), "parents_council", "agreed", "2").state == "in_force"
