"""A transition by its own button: done once, bound to what was seen, refused with every reason."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest
from consistency import broken
from sqlalchemy import select
from written_ways import ways

from storage.database import Database
from storage.journal import history
from storage.tables import metadata, task
from workflow.documents.document import Edition
from workflow.engine.reader import read
from workflow.errors import Invalid, NotFound, Refused, Stale
from workflow.events import Known, tell
from workflow.journal import Recorded
from workflow.services import performing
from workflow.services.cases import Done
from workflow.services.performing import Wanted
from workflow.values import both

NAMES = Known(lambda party: party.party, lambda _edition, state, _workflow: both(state))


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(read(ways(), "ways.yaml"))


@pytest.fixture
def edition(school: make.School, known: str) -> Edition:
    return school.submitted(known)


def wanted(edition: Edition, transition: str, comment: str = "", **seen: str | None) -> Wanted:
    return replace(Wanted(edition.key, transition, edition.sha256, comment), **seen)  # type: ignore[arg-type]


def done(
    school: make.School, edition: Edition, person: str, transition: str, comment: str = "", **seen: str | None
) -> Done:
    asked = wanted(edition, transition, comment, **seen)
    return performing.perform(school.database, school.actor(person), asked, make.moment())


def rows(database: Database) -> dict[str, list[str]]:
    """Every row of every table."""
    with database.read() as connection:
        return {
            one.name: sorted(map(repr, connection.execute(select(one)))) for one in metadata.sorted_tables
        }


def last(school: make.School, edition: Edition, kind: str = "performed") -> Recorded:
    with school.database.read() as connection:
        return next(one for one in history(connection, edition.key.of) if one.kind == kind)


def test_a_transition_moves_the_case_and_the_history_says_who_did_what(
    school: make.School, edition: Edition
) -> None:
    assert done(school, edition, "administrator", "retract", "Поторопились").state == "private"
    event = last(school, edition)
    assert (event.actor, event.capacity) == (school.person("administrator"), "administrator")
    assert event.facts["sha256"] == edition.sha256
    line = tell(event, NAMES)
    assert [one.ru for one in line.sentences] == ["Действие «Забрать»", "Состояние: private"]
    assert line.sentences[0].en == "“Retract” was performed"
    assert line.remark == "Поторопились"
    assert broken(school.database) == []


def test_one_that_stays_is_recorded_and_moves_nothing(school: make.School, edition: Edition) -> None:
    assert done(school, edition, "student_council", "look", "Видел").state == "pending"
    assert last(school, edition).facts["moves"] == [["look", "pending", "pending", "actor"]]
    with school.database.work() as work:
        assert work.cases.get(edition.key).marking.values == {"section": "checked"}


def test_told_twice_it_is_done_once(school: make.School, edition: Edition) -> None:
    done(school, edition, "student_council", "look", "Видел", command="c1")
    before = rows(school.database)
    assert done(school, edition, "student_council", "look", "Видел", command="c1").replayed
    with pytest.raises(Stale) as found:
        done(school, edition, "administrator", "retract", command="c1")
    assert found.value.code == "command-reused"
    assert rows(school.database) == before


def test_it_is_done_once_even_where_the_case_has_gone_on(school: make.School, edition: Edition) -> None:
    done(school, edition, "administrator", "retract", command="c1", state="pending")
    assert done(school, edition, "administrator", "retract", command="c1", state="pending").replayed


def test_a_stranger_learns_nothing(school: make.School, edition: Edition) -> None:
    other = make.school(school.database, "other")
    before = rows(school.database)
    for transition in ("look", "publish", "no-such"):
        with pytest.raises(NotFound):
            performing.perform(
                school.database, other.administrator, wanted(edition, transition, "x"), make.moment()
            )
    assert rows(school.database) == before


def test_a_refusal_names_every_condition_and_who_could_meet_it(school: make.School, edition: Edition) -> None:
    before = rows(school.database)
    with pytest.raises(Refused) as found:
        done(school, edition, "student_council", "publish")
    role, section = found.value.unmet
    assert (found.value.code, role.code, role.by) == ("guard", "role", ("head", "chair"))
    assert role.who is not None and role.who.ru == "руководитель, председатель"
    assert "section" in section.message.ru
    assert rows(school.database) == before


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        ({"text_sha256": "0" * 64}, "text-changed"),
        ({"definition": "0" * 64}, "definition-changed"),
        ({"state": "private"}, "state-changed"),
    ],
)
def test_what_was_decided_on_another_view_is_stale(
    school: make.School, edition: Edition, seen: dict[str, str], code: str
) -> None:
    before = rows(school.database)
    with pytest.raises(Stale) as found:
        done(school, edition, "administrator", "retract", **seen)
    assert found.value.code == code
    assert rows(school.database) == before


def test_nothing_is_done_in_a_case_that_has_ended(school: make.School, edition: Edition) -> None:
    done(school, edition, "administrator", "look", "Видел")
    assert done(school, edition, "head", "publish").state == "in_force"
    with pytest.raises(Stale) as found:
        done(school, edition, "administrator", "look", "Видел")
    assert found.value.code == "case-closed"


def test_a_draft_has_no_transitions(school: make.School) -> None:
    with pytest.raises(NotFound):
        done(school, school.draft(), "administrator", "submit")


@pytest.mark.parametrize(("comment", "transition"), [("", "look"), (" \n", "explain"), ("я" * 4001, "look")])
def test_a_remark_that_is_asked_for_has_to_be_written(
    school: make.School, edition: Edition, comment: str, transition: str
) -> None:
    before = rows(school.database)
    with pytest.raises(Invalid) as found:
        done(school, edition, "student_council", transition, comment)
    assert list(found.value.fields) == ["remark"]
    assert rows(school.database) == before


def test_a_condition_on_the_remark_opens_when_it_is_written(school: make.School, edition: Edition) -> None:
    assert done(school, edition, "student_council", "explain", "Так вышло").state == "pending"


@pytest.mark.parametrize(
    ("state", "transition", "code"),
    [
        ("pending", "withdraw", "not-a-button"),
        ("checked", "sign", "not-a-button"),
        ("checked", "return", "not-a-button"),
        ("checked", "done", "no-such-transition"),
        ("pending", "tidy", "no-such-transition"),
        ("pending", "archive", "no-such-transition"),
        ("pending", "submit", "wrong-state"),
        ("checked", "publish", "wrong-state"),
    ],
)
def test_what_is_done_otherwise_or_by_nobody_or_not_here_is_refused(
    school: make.School, edition: Edition, state: str, transition: str, code: str
) -> None:
    if state == "checked":
        done(school, edition, "parents_council", "ask")
    before = rows(school.database)
    with pytest.raises(Refused) as found:
        done(school, edition, "administrator", transition, "Прошу")
    assert found.value.code == code
    assert rows(school.database) == before


def test_an_unknown_transition_is_not_found(school: make.School, edition: Edition) -> None:
    with pytest.raises(NotFound):
        done(school, edition, "administrator", "no-such")


def test_a_hidden_one_is_performed_by_who_passes_its_guard_alone(
    school: make.School, edition: Edition
) -> None:
    with pytest.raises(Refused):
        done(school, edition, "head", "secret")
    assert done(school, edition, "auditor", "secret").state == "checked"


def test_it_opens_the_steps_of_the_state_it_leads_to(school: make.School, edition: Edition) -> None:
    assert done(school, edition, "parents_council", "ask").state == "checked"
    with school.database.read() as connection:
        assert connection.scalars(select(task.c.step)).all() == ["parents_council"]
    assert school.decide(edition, "parents_council", "agreed").state == "in_force"
    assert broken(school.database) == []


def test_a_term_of_the_step_it_opens_is_counted_in_the_days_of_the_organisation(school: make.School) -> None:
    said = ways().replace("evidence: protocol}", "evidence: protocol, due: {days: 3, unit: working}}")
    edition = school.submitted(school.publish(read(said, "ways.yaml")))
    done(school, edition, "parents_council", "ask")
    with school.database.read() as connection:
        assert connection.scalars(select(task.c.due)).all() == ["2026-03-19"]


def test_it_brings_into_force_and_repeals_what_was(school: make.School, known: str) -> None:
    former = school.submitted(known)
    done(school, former, "head", "look", "Видел")
    done(school, former, "head", "publish")
    new = make.documents.new_edition(
        school.database, school.administrator, former.key.of, make.text("Положение", "Иначе."), make.moment()
    )
    make.submission.submit(school.database, school.administrator, new.key, known, make.moment())
    done(school, new, "head", "look", "Видел")
    assert done(school, new, "head", "publish").state == "in_force"
    with school.database.work() as work:
        assert work.documents.get(new.key.of).in_force == new.key.edition
        assert work.documents.edition(former.key).in_force_until == make.TODAY
        assert not work.cases.get(new.key).open
    assert last(school, new, "in_force").facts["edition"] == new.key.edition


def test_sent_back_it_is_sent_again_by_an_author_alone(school: make.School) -> None:
    said = ways().replace("to: pending, guard: {roles: [author]}", "to: pending")
    edition = school.submitted(school.publish(read(said, "ways.yaml")))
    done(school, edition, "administrator", "retract")
    with pytest.raises(Refused) as found:
        done(school, edition, "student_council", "submit")
    assert [one.code for one in found.value.unmet] == ["permission"]
    assert "administrator" in found.value.unmet[0].by
    assert done(school, edition, "administrator", "submit").state == "pending"


def test_a_return_that_no_answer_makes_has_a_button(school: make.School) -> None:
    said = ways().replace("look, publish,", "look, return, publish,")
    edition = school.submitted(school.publish(read(said, "ways.yaml")))
    assert done(school, edition, "head", "return", "Не то").state == "returned"


def test_one_who_passes_by_the_conditions_is_told_of_in_the_history(school: make.School) -> None:
    edition = school.submitted(school.publish(read(ways(bypass=True), "ways.yaml")))
    before = rows(school.database)
    with pytest.raises(Invalid):
        done(school, edition, "administrator", "publish")
    assert rows(school.database) == before
    assert done(school, edition, "administrator", "publish", "Срочно, совет не собрать").state == "in_force"
    line = tell(last(school, edition), NAMES)
    assert line.remark == "Срочно, совет не собрать"
    assert "обойдены" in line.sentences[0].ru and "passed by" in line.sentences[0].en
    with school.database.work() as work:
        kept = {one.finding.code for one in work.findings.kept(edition.key) if one.open}
    assert "condition-bypassed" in kept


def test_one_of_another_organisation_acts_only_while_it_is_asked(school: make.School) -> None:
    founder = make.school(school.database, "founder")
    said = ways().replace("{by: parents_council, act", "{by: {kind: parents_council, of: founder}, act")
    edition = school.submitted(school.publish(read(said, "ways.yaml")))
    before = rows(school.database)
    asked = wanted(edition, "look", "Видел")
    for person, error in (("head", NotFound), ("parents_council-member", Refused)):
        with pytest.raises(error):
            performing.perform(school.database, founder.actor(person), asked, make.moment())
    assert rows(school.database) == before
    secretary = founder.actor("parents_council")
    assert performing.perform(school.database, secretary, asked, make.moment()).state == "pending"
    assert last(school, edition).capacity == "secretary"
