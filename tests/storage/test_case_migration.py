"""Running cases go over to another version of their chain, on both databases: whole, once, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import make
import pytest
from sqlalchemy import select, update
from test_race import at_once

from storage.cases import Cases
from storage.database import Database
from storage.heads import Heads
from storage.journal import history
from storage.reads import Reads
from storage.running_cases import MigrationDatabase, RunningCases
from storage.seating import PeopleDatabase
from storage.tables import case as case_table
from storage.tables import definition, job, metadata, sign_off, task, void_decision, void_sign_off
from storage.verification import documents as verified
from workflow.chain.case import Case
from workflow.chain.compile import compile_chain
from workflow.documents.document import Edition
from workflow.engine.correspondence import Correspondence, proposed
from workflow.engine.definition import Definition, Step, Term
from workflow.engine.process import Marking
from workflow.engine.reader import read
from workflow.engine.versions import Migration
from workflow.errors import Forbidden, GrifError, Invalid, NotFound, Refused, Stale
from workflow.governance.bodies import Party
from workflow.governance.names import Names
from workflow.governance.registers import Register
from workflow.journal import Recorded
from workflow.ports import Moment
from workflow.services import answers, approval, bodies, migration, submission
from workflow.services.migration import Foreseen, Migrated
from workflow.services.waking import wake
from workflow.values import EditionKey, PartyKey, Text

COUNCILS = make.COUNCILS
UNION = make.step("trade_union", "opinion")


def chain(*councils: Step, id_: str = "regulation-test") -> Definition:
    """Councils, the pedagogical council, the head's order."""
    adopted, approved = make.step("pedagogical_council", "adopt"), make.step("head", "approve", "order")
    return compile_chain(make.chain(councils, [adopted], [approved], id_=id_))


def councils(*without: str) -> list[Step]:
    return [make.step(kind, "agree") for kind in COUNCILS if kind not in without]


def with_union(school: make.School) -> None:
    """The trade union committee, which keeps a register of its protocols."""
    key = PartyKey(school.id, "union")
    with school.database.work() as work:
        work.people.add_party(Party(key, "body", "trade_union", Names.fixed("профсоюз")), make.START)
        work.instruments.add_register(Register(school.id, "unions", "protocol", "union", "Протоколы"))


class Going:
    """A school on its way from the full chain to another."""

    def __init__(self, school: make.School) -> None:
        self.school = school
        self.store = MigrationDatabase(school.database)
        self.old = school.publish(make.full_chain())

    def to(self, new: Definition, of: Correspondence | None = None) -> Migration:
        """The migration to a new chain, which is published; the same ids unless said otherwise."""
        known = self.school.publish(new)
        dropped = tuple(id_ for id_ in make.full_chain().steps if id_ not in new.steps)
        said = of or replace(proposed(make.full_chain(), new), drop=dropped)
        return migration.between(self.store, self.school.administrator, self.school.id, self.old, known, said)

    def back(self, told: Migration) -> Migration:
        """The migration the other way."""
        said = proposed(told.new.definition, make.full_chain())
        by = self.school.administrator
        return migration.between(self.store, by, self.school.id, told.target, self.old, said)

    def foreseen(self, told: Migration) -> list[Foreseen]:
        found = migration.foresee(
            self.store, self.school.administrator, self.school.id, told, make.moment(), limit=1000
        )
        return list(found)

    def migrate(self, told: Migration, key: EditionKey, seen: Marking | None = None) -> Migrated:
        at = seen or self.case(key).marking
        return migration.migrate(self.store, self.school.administrator, told, key, at, make.moment())

    def case(self, key: EditionKey) -> Case:
        with self.school.database.read() as connection:
            found = Cases(connection, Heads(connection)).find(key)
        assert found is not None
        return found

    def waiting(self, key: EditionKey) -> dict[str, tuple[str, str, str]]:
        """What is waited for: body, since, until, by step."""
        with self.store.look() as look:
            return {
                step: (one.party.party, one.since, one.due) for step, one in look.running.tasks(key).items()
            }

    def told(self, key: EditionKey) -> Recorded:
        """The newest record of the document, beside what was found about it."""
        with self.school.database.read() as connection:
            records = history(connection, key.of, limit=3)
        return next(one for one in records if one.kind != "finding_opened")


@pytest.fixture
def going(school: make.School) -> Going:
    return Going(school)


def contents(database: Database) -> dict[str, list[str]]:
    with database.read() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
        }


def whole(database: Database) -> list[object]:
    with database.read() as connection:
        return [fault for one in verified(connection) for fault in one.faults]


def steps_of(database: Database, table: type) -> list[str]:
    with database.read() as connection:
        return sorted(connection.scalars(select(table.c.step)))


def test_a_new_version_touches_no_running_case_and_no_kept_definition(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    school.decide(edition, "parents_council", "agreed", "3")
    with school.database.read() as connection:
        body = connection.scalar(select(definition.c.body).where(definition.c.hash == going.old))
    before = going.case(edition.key), going.waiting(edition.key)
    new = school.publish(chain(*councils("student_council")))
    assert new != going.old
    assert (going.case(edition.key), going.waiting(edition.key)) == before
    with school.database.read() as connection:
        assert connection.scalar(select(definition.c.body).where(definition.c.hash == going.old)) == body
    assert school.decide(edition, "student_council", "agreed", "1").state == "stage1"
    assert school.submitted(new).key and going.waiting(EditionKey(school.id, 2, 1)).keys() == {
        "governing_council",
        "parents_council",
    }


def test_what_is_foreseen_is_told_case_by_case_and_writes_nothing(going: Going) -> None:
    school = going.school
    with_union(school)
    first, second = school.submitted(going.old), school.submitted(going.old)
    school.decide(first, "student_council", "agreed", "1")
    for kind in COUNCILS:
        school.decide(second, kind, "agreed", "2")
    told = going.to(chain(*councils("student_council"), UNION))
    before = contents(school.database)
    one, other = going.foreseen(told)
    assert contents(school.database) == before
    assert one.key == first.key and one.title == "Положение о сообществе педагогов"
    assert one.moved is not None and one.refused is None
    assert one.moved.opened == ("trade_union",) and one.parties["trade_union"].party == "union"
    assert [(each.former, each.code) for each in one.moved.void] == [("student_council", "dropped")]
    assert other.moved is None and other.refused is not None and other.refused.code == "passed-over"


def test_a_case_goes_over_with_its_sign_offs_its_tasks_and_one_record(going: Going) -> None:
    school = going.school
    with_union(school)
    edition = school.submitted(going.old)
    school.decide(edition, "student_council", "agreed", "1")
    school.decide(edition, "parents_council", "agreed", "2")
    since = going.waiting(edition.key)["governing_council"]
    told = going.to(chain(*councils("student_council"), UNION))
    tomorrow = make.moment(make.later(1))
    seen = going.case(edition.key).marking
    done = migration.migrate(going.store, school.administrator, told, edition.key, seen, tomorrow)
    assert done == Migrated(edition.key, "stage1")
    case = going.case(edition.key)
    assert (case.definition, case.open, case.since) == (told.target, True, make.later(1).isoformat())
    assert case.marking == Marking("stage1", {"parents_council": "agreed"})
    waiting = going.waiting(edition.key)
    assert waiting["governing_council"] == since and waiting["trade_union"][0] == "union"
    assert steps_of(school.database, sign_off) == ["parents_council"]
    assert steps_of(school.database, void_sign_off) == steps_of(school.database, void_decision)
    assert steps_of(school.database, void_sign_off) == ["student_council"]
    record = going.told(edition.key)
    assert (record.kind, record.actor, record.capacity) == (
        "case_migrated",
        "school-administrator",
        "administrator",
    )
    facts = record.facts
    assert (facts["from"], facts["to"], facts["plan"]) == (going.old, told.target, told.digest)
    assert facts["kept"] == [["parents_council", "parents_council", "school", "parents_council"]]
    assert facts["void"] == [["student_council", "dropped", "school", "student_council"]]
    assert facts["asked"] == [["trade_union", "school", "union"]]
    assert whole(school.database) == []


def test_after_a_migration_the_new_chain_leads_to_force(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    for kind in ("governing_council", "parents_council"):
        school.decide(edition, kind, "agreed", "1")
    done = going.migrate(going.to(chain(*councils("student_council"))), edition.key)
    assert done.state == "stage2"
    school.decide(edition, "pedagogical_council", "adopted", "5")
    assert school.decide(edition, "head", "approved", "121").state == "in_force"
    assert whole(school.database) == []


def test_a_void_step_is_answered_anew_and_both_answers_stay_provable(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    school.decide(edition, "parents_council", "agreed", "1")
    stricter = chain(*councils("parents_council"), make.step("parents_council", "consider"))
    going.migrate(going.to(stricter), edition.key)
    assert "parents_council" in going.waiting(edition.key)
    school.decide(edition, "parents_council", "considered", "2")
    assert (
        steps_of(school.database, sign_off) == steps_of(school.database, void_sign_off) == ["parents_council"]
    )
    assert whole(school.database) == []


def test_each_protocol_shows_its_own_answer_when_one_step_is_void_twice(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    away = going.to(chain(*councils("student_council")))
    full = make.full_chain()
    back = migration.between(
        going.store,
        school.administrator,
        school.id,
        away.target,
        going.old,
        proposed(away.new.definition, full),
    )
    for number in ("1", "2"):
        school.decide(edition, "student_council", "agreed", number)
        going.migrate(away, edition.key)
        going.migrate(back, edition.key)
    reads = Reads(school.database)
    registers = [row.register for row in reads.registers(school.id, make.TODAY)]
    of = next(one for one in registers if one.party == "student_council")
    entries = reads.register_entries(of, next(iter(reads.register_periods(of)))).entries
    assert {entry.instrument.printed: len(entry.void) for entry in entries} == {"1": 1, "2": 1}


def test_renamed_steps_may_change_places_and_take_their_protocols_along(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    school.decide(edition, "parents_council", "agreed", "11")
    school.decide(edition, "student_council", "agreed", "22")
    swapped = [
        replace(make.step("student_council", "agree"), id="parents_council"),
        replace(make.step("parents_council", "agree"), id="student_council"),
        make.step("governing_council", "agree"),
    ]
    new = chain(*swapped)
    same = proposed(make.full_chain(), new)
    steps = {**same.steps, "parents_council": "student_council", "student_council": "parents_council"}
    going.migrate(going.to(new, replace(same, steps=steps)), edition.key)
    with school.database.read() as connection:
        found = Cases(connection, Heads(connection)).sign_offs(edition.key)
    assert {one.step: one.party.party for one in found} == {
        "parents_council": "student_council",
        "student_council": "parents_council",
    }
    assert going.case(edition.key).marking.signed.keys() == {"parents_council", "student_council"}
    assert whole(school.database) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [(void_sign_off, {"outcome": "refused"}), (void_sign_off, {"text_sha256": "0" * 64})],
)
def test_a_forged_void_sign_off_is_found(going: Going, table: type, change: Mapping[str, str]) -> None:
    school = going.school
    edition = school.submitted(going.old)
    school.decide(edition, "student_council", "agreed", "1")
    going.migrate(going.to(chain(*councils("student_council"))), edition.key)
    with school.database.work() as work:
        work.connection.execute(update(table).values(change))
    assert len(whole(school.database)) == 1
    with school.database.work() as work:
        work.connection.execute(void_decision.delete())
        work.connection.execute(void_sign_off.delete())
    assert len(whole(school.database)) == 1


def test_a_task_keeps_its_term_unless_the_new_chain_says_another(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    with school.database.work() as work:
        work.connection.execute(update(task).values(due="2026-04-01"))
    termed = [
        replace(one, due=Term("calendar", days=5) if one.id == "parents_council" else None)
        for one in councils()
    ]
    before = going.waiting(edition.key)
    going.migrate(going.to(chain(*termed)), edition.key)
    after = going.waiting(edition.key)
    assert after["student_council"] == before["student_council"]
    assert after["parents_council"][1:] == (before["parents_council"][1], make.later(5).isoformat())


def test_only_those_newly_asked_are_told(going: Going) -> None:
    school = going.school
    with_union(school)
    edition = school.submitted(going.old)

    def letters() -> int:
        with school.database.read() as connection:
            return len(connection.scalars(select(job.c.id).where(job.c.kind == "notify")).all())

    assert letters() == 1
    second = going.to(chain(*councils("student_council")))
    going.migrate(second, edition.key)
    assert letters() == 1
    further = chain(*councils("student_council"), UNION)
    known = school.publish(further)
    of = proposed(second.new.definition, further)
    told = migration.between(going.store, school.administrator, school.id, second.target, known, of)
    going.migrate(told, edition.key)
    assert letters() == 2


TIMED = """\
grif: 1
id: regulation-test
title: Со сроком
documents: [regulation]
initial: draft
states:
  draft: {title: Проект, transitions: [submit]}
  stage1: {title: Утверждение, transitions: [sign, late, done]}
  expired: {title: Срок вышел, final: true}
  in_force: {title: Действует, final: true}
transitions:
  submit: {title: Отправить, to: stage1, guard: {roles: [author]}}
  sign: {title: Утвердить, signs: head}
  done: {title: Готово, to: in_force, trigger: automatic, guard: {when: signed(head)}}
  late: {title: Не ответили, to: expired, trigger: timed, after: {days: 5, unit: calendar}}
steps:
  head: {by: head, act: approve, evidence: order}
"""


def test_a_timer_of_the_new_chain_is_set_and_one_of_a_former_chain_moves_nothing(going: Going) -> None:
    school = going.school
    first, second = school.submitted(going.old), school.submitted(going.old)
    new = read(TIMED, "timed.yaml")
    dropped = tuple(id_ for id_ in make.full_chain().steps if id_ != "head")
    running = {"draft": "draft", "stage1": "stage1", "stage2": "stage1", "stage3": "stage1"}
    told = going.to(new, Correspondence(running, {"head": "head"}, dropped))
    for edition in (first, second):
        going.migrate(told, edition.key)
    back = migration.between(
        going.store,
        school.administrator,
        school.id,
        told.target,
        going.old,
        Correspondence({"draft": "draft", "stage1": "stage1"}, {"head": "head"}),
    )
    going.migrate(back, second.key)
    late = Moment("2026-04-01T00:00:00.000001Z", make.later(10))
    with school.database.read() as connection:
        payloads = connection.scalars(select(job.c.payload).where(job.c.kind == "wake")).all()
    for payload in map(json.loads, payloads):
        key, since = EditionKey(*payload["edition"]), date.fromisoformat(payload["since"])
        with school.database.work() as work:
            wake(work, key, payload["definition"], payload["state"], since, late)
    assert len(payloads) == 2
    assert going.case(first.key).marking.state == "expired"
    assert going.case(second.key).marking.state == "stage1"


def test_a_case_that_would_end_stays_as_it_was(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    for kind in COUNCILS:
        school.decide(edition, kind, "agreed", "1")
    new = compile_chain(make.chain(councils()))
    running = dict.fromkeys(("draft", "stage1", "stage2", "stage3"), "stage1")
    told = going.to(
        new, Correspondence(running, {one: one for one in COUNCILS}, ("pedagogical_council", "head"))
    )
    before = contents(school.database)
    with pytest.raises(Refused, match="would-end"):
        going.migrate(told, edition.key)
    assert [one.refused.code for one in going.foreseen(told) if one.refused] == ["would-end"]
    assert contents(school.database) == before


def test_a_case_under_way_does_not_go_to_a_chain_that_asks_a_body_that_was_not_formed(going: Going) -> None:
    school, store = going.school, PeopleDatabase(going.school.database)
    told = bodies.Statement("trade_union", make.TODAY, school.person("head"), make.TODAY, "справка № 5")
    bodies.state_absent(store, school.administrator, school.id, told, make.moment())
    edition = school.submitted(going.old)
    there = going.to(chain(*councils(), UNION))
    before = contents(school.database)
    assert [one.refused.code for one in going.foreseen(there) if one.refused] == ["body-absent"]
    with pytest.raises(Refused, match="body-absent"):
        going.migrate(there, edition.key)
    assert contents(school.database) == before


def test_a_body_that_the_school_has_not_is_this_cases_refusal(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    told = going.to(chain(*councils(), UNION))
    before = contents(school.database)
    [one] = going.foreseen(told)
    assert one.refused is not None and one.refused.code == "party-unresolved"
    with pytest.raises(Refused, match="party-unresolved"):
        going.migrate(told, edition.key)
    assert contents(school.database) == before


def test_only_an_administrator_of_the_organisation_migrates(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    told = going.to(chain(*councils("student_council")))
    stranger = make.school(school.database, "other").administrator
    before = contents(school.database)
    at = going.case(edition.key).marking
    for role in ("head", "auditor", "parents_council"):
        with pytest.raises(Forbidden):
            migration.migrate(going.store, school.recorder(role), told, edition.key, at, make.moment())
        with pytest.raises(Forbidden):
            migration.foresee(going.store, school.recorder(role), school.id, told, make.moment())
    with pytest.raises(NotFound):
        migration.migrate(going.store, stranger, told, edition.key, at, make.moment())
    with pytest.raises(NotFound):
        migration.on_their_way(going.store, stranger, school.id)
    assert contents(school.database) == before


def test_the_new_chain_must_be_published_for_the_kind_of_document(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    told = going.to(chain(*councils("student_council")))
    with school.database.work() as work:
        assert work.definitions.withdraw(school.id, "regulation", told.target, make.moment().now)
    before = contents(school.database)
    with pytest.raises(Refused, match="not-published"):
        going.migrate(told, edition.key)
    assert [one.refused.code for one in going.foreseen(told) if one.refused] == ["not-published"]
    assert contents(school.database) == before
    look = migration.foresee(
        going.store, school.administrator, school.id, told, make.moment(), unpublished=True
    )
    assert [one.moved is not None for one in look] == [True]


def test_a_case_changed_meanwhile_is_told_and_left(going: Going) -> None:
    school = going.school
    edition, withdrawn = school.submitted(going.old), school.submitted(going.old)
    told = going.to(chain(*councils("student_council")))
    seen = {one.key: one.before for one in going.foreseen(told)}
    school.decide(edition, "parents_council", "agreed", "1")
    submission.withdraw(school.database, school.administrator, withdrawn.key, "ошибка", make.moment())
    before = contents(school.database)
    with pytest.raises(Stale, match="case-changed"):
        going.migrate(told, edition.key, seen[edition.key])
    with pytest.raises(Stale, match="case-closed"):
        going.migrate(told, withdrawn.key, seen[withdrawn.key])
    assert contents(school.database) == before


def test_what_was_broken_off_is_resumed_and_what_is_done_is_not_done_again(
    going: Going, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = going.school
    cases = [school.submitted(going.old) for _ in range(3)]
    school.decide(cases[1], "student_council", "agreed", "1")
    told = going.to(chain(*councils("student_council")))
    seen = [(one.key, one.before) for one in going.foreseen(told)]
    put = RunningCases._put

    def torn(self: RunningCases, table: object, rows: object) -> None:
        put(self, table, rows)
        raise OSError("the power went")

    going.migrate(told, *seen[0])
    with monkeypatch.context() as patched:
        # The second case has a void sign-off, and the power goes while it is put away.
        patched.setattr(RunningCases, "_put", torn)
        with pytest.raises(OSError, match="power"):
            going.migrate(told, *seen[1])
    assert going.case(seen[1][0]).definition == going.old
    assert whole(school.database) == []
    again = [going.migrate(told, *one) for one in seen]
    assert [one.replayed for one in again] == [True, False, False]
    assert going.foreseen(told) == []
    after = contents(school.database)
    assert all(going.migrate(told, *one).replayed for one in seen)
    assert contents(school.database) == after
    assert whole(school.database) == []


def test_a_case_brought_back_may_go_the_same_way_again(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    told = going.to(chain(*councils("student_council")))
    back = going.back(told)
    for _ in range(2):
        assert not going.migrate(told, edition.key).replayed
        assert "student_council" not in going.waiting(edition.key)
        assert not going.migrate(back, edition.key).replayed
        assert "student_council" in going.waiting(edition.key)
    with school.database.read() as connection:
        kinds = [one.kind for one in history(connection, edition.key.of)]
    assert kinds.count("case_migrated") == 4


def test_a_council_signs_at_the_same_instant_and_one_of_two_legal_things_happens(going: Going) -> None:
    school = going.school
    told = going.to(chain(*councils("student_council")))
    secretary = school.recorder("parents_council")
    outcomes = set()
    for _ in range(10):
        edition = school.submitted(going.old)
        seen = going.case(edition.key).marking
        decision = answers.Decision(
            edition.key, "parents_council", edition.sha256, "agreed", dated=make.TODAY
        )
        migrated, signed = at_once(
            [
                lambda one=edition, at=seen: going.migrate(told, one.key, at),
                lambda one=decision: approval.sign_off(school.database, secretary, one, make.moment()),
            ]
        )
        assert isinstance(signed, approval.Done)
        case = going.case(edition.key)
        assert case.marking.signed == {"parents_council": "agreed"}
        if isinstance(migrated, GrifError):
            assert migrated.code == "case-changed" and case.definition == going.old
        else:
            assert case.definition == told.target
        outcomes.add(type(migrated))
    assert outcomes <= {Migrated, Stale}
    assert whole(school.database) == []


def test_an_answer_given_on_the_former_chain_is_stale_and_one_that_was_kept_is_replayed(
    going: Going,
) -> None:
    school = going.school
    edition = school.submitted(going.old)

    def answer(kind: str, command: str) -> approval.Done:
        decision = answers.Decision(
            edition.key, kind, edition.sha256, "agreed", "", make.TODAY, "", command, going.old
        )
        return approval.sign_off(school.database, school.recorder(kind), decision, make.moment())

    assert not answer("student_council", "one").replayed
    going.migrate(going.to(chain(*councils("student_council"))), edition.key)
    before = contents(school.database)
    for kind in ("student_council", "parents_council"):
        with pytest.raises(Stale, match="definition-changed"):
            answer(kind, "two")
    assert answer("student_council", "one").replayed
    assert contents(school.database) == before


def test_one_case_migrated_by_two_at_once_goes_over_once(going: Going) -> None:
    school = going.school
    told = going.to(chain(*councils("student_council")))
    edition = school.submitted(going.old)
    seen = going.case(edition.key).marking
    found = at_once([lambda: going.migrate(told, edition.key, seen)] * 4)
    assert sorted(one.replayed for one in found) == [False, True, True, True]


def test_whose_answer_is_void_reads_on(going: Going) -> None:
    school = going.school
    edition = school.submitted(going.old)
    school.decide(edition, "student_council", "agreed", "1")
    going.migrate(going.to(chain(*councils("student_council"))), edition.key)
    assert PartyKey(school.id, "student_council") in going.case(edition.key).parties.values()
    for step in ("student_council", f"student_council@{going.told(edition.key).seq}"):
        decision = answers.Decision(edition.key, step, edition.sha256, "agreed", "2", make.TODAY)
        with pytest.raises(NotFound):
            approval.sign_off(school.database, school.recorder("student_council"), decision, make.moment())
    further = going.to(chain(*councils("governing_council")))
    told = migration.between(
        going.store,
        school.administrator,
        school.id,
        going.case(edition.key).definition,
        further.target,
        replace(
            proposed(chain(*councils("student_council")), chain(*councils("governing_council"))),
            drop=("governing_council",),
        ),
    )
    going.migrate(told, edition.key)
    assert PartyKey(school.id, "student_council") in going.case(edition.key).parties.values()


def test_what_does_not_fit_is_no_migration(going: Going) -> None:
    with pytest.raises(Invalid) as found:
        going.to(chain(*councils("student_council")), Correspondence({}, {}))
    assert {"states.stage1", "steps.student_council"} <= found.value.fields.keys()
    assert all(isinstance(one, Text) for one in found.value.fields.values())


def test_cases_are_counted_and_listed_by_their_definition(going: Going) -> None:
    school = going.school
    editions: list[Edition] = [school.submitted(going.old) for _ in range(5)]
    submission.withdraw(school.database, school.administrator, editions[0].key, "ошибка", make.moment())
    other = school.publish(chain(*councils("student_council")))
    school.submitted(other)
    assert migration.on_their_way(going.store, school.administrator, school.id) == {going.old: 4, other: 1}
    with going.store.look() as look:
        first = look.running.keys(school.id, going.old, None, 2)
        rest = look.running.keys(school.id, going.old, first[-1], 10)
    assert [*first, *rest] == [one.key for one in editions[1:]]
    with school.database.read() as connection:
        assert connection.scalar(select(case_table.c.open).where(case_table.c.document == 1)) in (False, 0)
