"""Many at the same instant: every answer counts once and no case is left behind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import make
import pytest
from children import CONTEXT
from consistency import broken, signed_events
from databases import Databases
from sqlalchemy import func, select

from storage.cases import Cases
from storage.database import Database
from storage.heads import Heads
from storage.journal import history, verify
from storage.tables import definition, document, event, instrument, job, sign_off, task
from workflow.documents.document import Edition
from workflow.errors import GrifError, Stale
from workflow.ports import Moment
from workflow.services import approval, documents, submission
from workflow.services.answers import Decision
from workflow.values import EditionKey

CASES = 60
CROWD = 8
PATIENCE = 60  # seconds until a stuck race gives up


def sixty_cases(url: str) -> None:
    """Fill: a school with sixty regulations on their way, three councils asked on each."""
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    known = school.publish(make.full_chain())
    for _ in range(CASES):
        school.submitted(known)
    database.dispose()


@pytest.fixture
def raced(databases: Databases) -> Iterator[make.School]:
    opened = Database(databases.filled("sixty-cases", sixty_cases), connections=CROWD)
    yield make.School(opened)
    opened.dispose()


def editions(school: make.School) -> list[tuple[EditionKey, str]]:
    """Each case's edition with the hash of its text."""
    with school.database.read() as connection:
        numbers = connection.scalars(select(document.c.number).where(document.c.number > 0)).all()
        cases = Cases(connection, Heads(connection))
        found = [cases.find(EditionKey(school.id, number, 1)) for number in sorted(numbers)]
    return [(one.key, one.text_sha256) for one in found if one]


def sign_each(url: str, council: str, start: Any) -> None:
    """One council's secretary: signs every case the moment the other councils do."""
    database = Database(url)
    school = make.School(database)
    actor = school.recorder(council)
    for key, sha256 in editions(school):
        decision = Decision(key, council, sha256, "agreed", dated=make.TODAY)
        start.wait(PATIENCE)
        approval.sign_off(database, actor, decision, instant(council))
    database.dispose()


def instant(who: str, clock: Any = count(1)) -> Moment:  # noqa: B008  # one clock for all calls
    """An instant of this process; they need not differ between processes."""
    return Moment(f"{make.TODAY.isoformat()}T10:00:00.{next(clock):06d}Z", make.TODAY)


def in_threads(url: str) -> None:
    start = threading.Barrier(len(make.COUNCILS))
    with ThreadPoolExecutor(len(make.COUNCILS)) as pool:
        for done in [pool.submit(sign_each, url, council, start) for council in make.COUNCILS]:
            done.result(PATIENCE)


def in_processes(url: str) -> None:
    start = CONTEXT.Barrier(len(make.COUNCILS))
    councils = [CONTEXT.Process(target=sign_each, args=(url, one, start)) for one in make.COUNCILS]
    for one in councils:
        one.start()
    for one in councils:
        one.join(PATIENCE)
    assert [one.exitcode for one in councils] == [0, 0, 0]


@pytest.mark.parametrize("race", [in_threads, in_processes])
def test_three_councils_at_the_same_instant_move_every_case_once(
    raced: make.School, race: Callable[[str], None]
) -> None:
    race(raced.database.url.render_as_string(hide_password=False))
    assert broken(raced.database) == []
    with raced.database.read() as connection:
        for key, _ in editions(raced):
            case = Cases(connection, Heads(connection)).find(key)
            assert case is not None and case.marking.state == "stage2", key
            waiting = connection.scalars(select(task.c.step).where(task.c.document == key.document)).all()
            assert waiting == ["pedagogical_council"]
            told = signed_events(connection, key)
            assert sorted(str(one.facts["step"]) for one in told) == sorted(make.COUNCILS)
            # The move stands with the last of the three, whichever it was.
            assert [len(one.facts["moves"]) for one in told] == [1, 1, 2]  # type: ignore[arg-type]


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act returned, or the error it raised; all begin together."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait(PATIENCE)
        try:
            return act()
        except GrifError as said:
            return said

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def written(database: Database) -> tuple[int, ...]:
    with database.read() as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (sign_off, event, instrument, job)
        )


@pytest.fixture
def waiting(school: make.School) -> Edition:
    """A regulation that waits for three councils."""
    return school.submitted(school.publish(make.full_chain()))


def answers(school: make.School, of: Edition, keys: Sequence[str]) -> list[Callable[[], Any]]:
    actor = school.recorder("parents_council")
    told = [
        Decision(of.key, "parents_council", of.sha256, "agreed", dated=make.TODAY, command=key)
        for key in keys
    ]
    return [lambda one=one: approval.sign_off(school.database, actor, one, make.moment()) for one in told]


def test_one_step_signed_by_eight_at_once_has_one_effect_and_seven_are_told(
    school: make.School, waiting: Edition
) -> None:
    before = written(school.database)
    found = at_once(answers(school, waiting, [f"key-{n}" for n in range(CROWD)]))
    assert sorted(type(one).__name__ for one in found) == ["Done"] + ["Stale"] * (CROWD - 1)
    assert {one.code for one in found if isinstance(one, Stale)} == {"step-signed"}
    sign_offs, events, instruments, jobs = before
    assert written(school.database) == (sign_offs + 1, events + 1, instruments + 1, jobs)
    assert broken(school.database) == []


def test_one_command_sent_by_eight_at_once_is_done_once_and_replayed_seven_times(
    school: make.School, waiting: Edition
) -> None:
    found = at_once(answers(school, waiting, ["the-same"] * CROWD))
    assert [type(one) for one in found] == [approval.Done] * CROWD
    assert sorted(one.replayed for one in found) == [False] + [True] * (CROWD - 1)
    assert written(school.database)[0] == 1
    assert broken(school.database) == []


def test_a_document_entered_by_eight_at_once_under_one_command_is_one_document(school: make.School) -> None:
    actor = school.administrator
    draft = documents.Draft(school.id, make.text(), command="the-same")
    found = at_once(
        [lambda: documents.create(school.database, actor, draft, make.moment()) for _ in range(CROWD)]
    )
    assert {one.key if isinstance(one, Edition) else one for one in found} == {EditionKey(school.id, 1, 1)}
    with school.database.read() as connection:
        assert connection.scalar(select(func.count()).where(document.c.number > 0)) == 1


def test_the_key_of_one_answer_is_no_key_for_another_act(school: make.School, waiting: Edition) -> None:
    school.decide(waiting, "parents_council", "agreed", command="one")
    school.decide(waiting, "student_council", "agreed", command="two")
    before = written(school.database)
    with pytest.raises(Stale, match="command-reused"):
        school.decide(waiting, "student_council", "agreed", command="one")
    with pytest.raises(Stale, match="command-reused"):
        school.decide(waiting, "parents_council", "agreed_with_remarks", remark="нет", command="one")
    with pytest.raises(Stale, match="command-reused"):
        school.decide(waiting, "governing_council", "agreed", command="one")
    with pytest.raises(Stale, match="command-reused"):
        submission.withdraw(
            school.database, school.administrator, waiting.key, "ошибка", make.moment(), command="one"
        )
    with pytest.raises(Stale, match="command-reused"):
        documents.create(
            school.database,
            school.administrator,
            documents.Draft(school.id, make.text(), command="one"),
            make.moment(),
        )
    assert written(school.database) == before


def test_a_repeated_withdrawal_and_a_repeated_new_edition_are_answered_as_before(
    school: make.School, waiting: Edition
) -> None:
    def withdraw() -> approval.Done:
        return submission.withdraw(
            school.database, school.administrator, waiting.key, "ошибка", make.moment(), command="back"
        )

    def renew() -> Edition:
        return documents.new_edition(
            school.database, school.administrator, waiting.key.of, make.text(), make.moment(), command="new"
        )

    assert [withdraw().replayed, withdraw().replayed] == [False, True]
    assert [renew().key.edition, renew().key.edition] == [2, 2]
    with school.database.read() as connection:
        told = [one.kind for one in history(connection, waiting.key.of)]
    assert told == ["edition_made", "withdrawn", "submitted", "created"]


def test_documents_entered_at_once_have_numbers_of_their_own(school: make.School) -> None:
    actor = school.administrator
    draft = documents.Draft(school.id, make.text())
    found = at_once(
        [lambda: documents.create(school.database, actor, draft, make.moment()) for _ in range(CROWD)]
    )
    assert sorted(one.key.document for one in found) == list(range(1, CROWD + 1))


def test_one_definition_kept_by_eight_at_once_is_kept_once(school: make.School) -> None:
    def keep() -> str:
        with school.database.work() as work:
            return work.definitions.keep(make.full_chain())

    found = at_once([keep] * CROWD)
    assert len(set(found)) == 1
    with school.database.read() as connection:
        assert connection.scalars(select(definition.c.hash)).all() == found[:1]


def test_withdrawn_and_signed_at_once_ends_in_one_of_two_legal_ways(school: make.School) -> None:
    known = school.publish(make.full_chain())
    author, secretary = school.administrator, school.recorder("parents_council")
    for _ in range(10):
        of = school.submitted(known)
        decision = Decision(of.key, "parents_council", of.sha256, "agreed", dated=make.TODAY)
        found = at_once(
            [
                lambda of=of: submission.withdraw(school.database, author, of.key, "ошибка", make.moment()),
                lambda one=decision: approval.sign_off(school.database, secretary, one, make.moment()),
            ]
        )
        assert isinstance(found[0], approval.Done) and found[0].state == "withdrawn"
        assert isinstance(found[1], approval.Done) or found[1].code == "case-closed"
    assert broken(school.database) == []


def test_verifying_while_people_sign_accuses_nobody(raced: make.School) -> None:
    url = raced.database.url.render_as_string(hide_password=False)
    faults: list[object] = []
    with ThreadPoolExecutor(1) as pool:
        signing = pool.submit(in_threads, url)
        while not signing.done():
            with raced.database.read() as connection:
                faults += [one for _, found in verify(connection) for one in found]
        signing.result()
    assert faults == []
