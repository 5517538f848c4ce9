"""Jobs: done once, by one worker at a time, though any of them may die."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import make
import pytest
from consistency import a_school
from databases import Databases
from sqlalchemy import select

from storage.database import Database
from storage.jobs import MAX_ATTEMPTS, Job, counts
from storage.tables import job

JOBS, WORKERS = 40, 4
PATIENCE = 30  # seconds until a stuck test gives up


def at(minute: int) -> str:
    """An instant so many minutes after nine."""
    return f"2026-03-16T{9 + minute // 60:02d}:{minute % 60:02d}:00.000000Z"


@pytest.fixture
def queue(databases: Databases) -> Iterator[Database]:
    opened = Database(databases.filled("a-school", a_school))
    yield opened
    opened.dispose()


def enqueue(queue: Database, kind: str = "notify", minute: int = 0, **payload: object) -> None:
    with queue.work() as work:
        work.jobs.enqueue(make.SCHOOL, kind, payload, at(minute))


def claim(queue: Database, minute: int, lease: int = 5) -> Job | None:
    with queue.work() as work:
        return work.jobs.claim(at(minute), at(minute + lease))


def finish(queue: Database, taken: Job) -> bool:
    with queue.work() as work:
        return work.jobs.finish(taken)


def fail(queue: Database, taken: Job, retry: int, error: str = "нет связи") -> None:
    with queue.work() as work:
        work.jobs.fail(taken, error, at(retry))


def told(queue: Database) -> dict[str, int]:
    with queue.read() as connection:
        return counts(connection)


def taken(queue: Database, minute: int, lease: int = 5) -> Job:
    found = claim(queue, minute, lease)
    assert found is not None
    return found


def test_a_job_is_claimed_with_what_was_said_and_finished_once(queue: Database) -> None:
    enqueue(queue, "print", edition=["school", 1, 2], what="гриф")
    one = taken(queue, 1)
    assert (one.organisation, one.kind, one.attempt) == (make.SCHOOL, "print", 1)
    assert one.payload == {"edition": ["school", 1, 2], "what": "гриф"}
    assert finish(queue, one)
    assert not finish(queue, one)
    assert claim(queue, 100) is None
    assert told(queue) == {"done": 1}


def test_an_empty_queue_gives_nothing(queue: Database) -> None:
    assert claim(queue, 0) is None
    assert told(queue) == {}


def test_jobs_come_in_the_order_they_fell_due_and_none_before_its_time(queue: Database) -> None:
    for minute in (20, 10, 30):
        enqueue(queue, str(minute), minute)
    assert claim(queue, 9) is None
    assert [taken(queue, 60, lease=60).kind for _ in range(3)] == ["10", "20", "30"]
    assert claim(queue, 60) is None


def test_a_job_under_lease_is_nobody_elses_until_the_lease_ends(queue: Database) -> None:
    enqueue(queue)
    first = taken(queue, 0, lease=5)
    assert claim(queue, 4) is None
    second = taken(queue, 5)
    assert (second.id, second.attempt) == (first.id, 2)


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_fail_the_job(queue: Database) -> None:
    enqueue(queue)
    slow = taken(queue, 0, lease=5)
    quick = taken(queue, 6)
    assert not finish(queue, slow)
    fail(queue, slow, retry=600)
    assert told(queue) == {"waiting": 1}
    assert claim(queue, 7) is None, "the slow one took the quick one's lease away"
    assert finish(queue, quick)


def test_the_effect_of_a_worker_that_lost_its_lease_is_rolled_back(queue: Database) -> None:
    enqueue(queue)
    slow, _quick = taken(queue, 0, lease=5), taken(queue, 6)

    class LeaseLost(Exception):
        pass

    with suppress(LeaseLost), queue.work() as work:
        work.jobs.enqueue(make.SCHOOL, "effect", {}, at(7))
        if not work.jobs.finish(slow):
            raise LeaseLost
    assert told(queue) == {"waiting": 1}


def test_a_late_finish_counts_while_nobody_has_taken_over(queue: Database) -> None:
    enqueue(queue)
    slow = taken(queue, 0, lease=5)
    assert finish(queue, slow)
    assert claim(queue, 60) is None


def test_a_failed_job_waits_for_its_next_try_and_keeps_the_error(queue: Database) -> None:
    enqueue(queue)
    fail(queue, taken(queue, 0), retry=30, error="ошибка " * 200)
    assert claim(queue, 29) is None
    assert taken(queue, 30).attempt == 2
    with queue.read() as connection:
        kept = connection.scalar(select(job.c.last_error))
    assert kept is not None and kept.startswith("ошибка") and len(kept) == 500


def test_a_job_that_is_tried_again_stands_behind_those_that_fell_due_before_its_next_try(
    queue: Database,
) -> None:
    enqueue(queue, "first")
    fail(queue, taken(queue, 0), retry=20)
    enqueue(queue, "second", minute=10)
    assert [taken(queue, 30).kind, taken(queue, 30).kind] == ["second", "first"]


def test_a_job_that_fails_every_time_is_given_up_and_stays_to_be_seen(queue: Database) -> None:
    enqueue(queue)
    for n in range(MAX_ATTEMPTS):
        fail(queue, taken(queue, n * 10), retry=n * 10 + 1)
    assert told(queue) == {"failed": 1}
    assert claim(queue, 600) is None


def test_a_job_that_kills_its_worker_every_time_is_given_up_too(queue: Database) -> None:
    enqueue(queue, "deadly")
    enqueue(queue, "harmless", minute=1)
    attempts = [taken(queue, n * 10, lease=1).attempt for n in range(MAX_ATTEMPTS)]
    assert attempts == list(range(1, MAX_ATTEMPTS + 1))
    assert taken(queue, 600).kind == "harmless"
    assert told(queue) == {"failed": 1, "waiting": 1}
    with queue.read() as connection:
        assert connection.scalar(select(job.c.last_error).where(job.c.state == "failed"))


def test_a_job_is_there_only_if_its_transaction_commits(queue: Database) -> None:
    with suppress(ZeroDivisionError), queue.work() as work:
        work.jobs.enqueue(make.SCHOOL, "notify", {}, at(0))
        raise ZeroDivisionError
    assert claim(queue, 60) is None
    assert told(queue) == {}


def test_a_claim_is_given_back_when_its_transaction_is_rolled_back(queue: Database) -> None:
    enqueue(queue)
    with suppress(ZeroDivisionError), queue.work() as work:
        assert work.jobs.claim(at(0), at(60)) is not None
        raise ZeroDivisionError
    assert taken(queue, 0).attempt == 1


def test_workers_at_once_run_every_job_and_none_twice(queue: Database) -> None:
    for n in range(JOBS):
        enqueue(queue, minute=n % 3, n=n)
    start = threading.Barrier(WORKERS)

    def work_off() -> list[int]:
        start.wait(PATIENCE)
        ran = []
        while (one := claim(queue, 10)) is not None:
            ran.append(one.payload["n"])
            assert finish(queue, one)
        return ran

    with ThreadPoolExecutor(WORKERS) as pool:
        futures = [pool.submit(work_off) for _ in range(WORKERS)]
        ran = [n for future in futures for n in future.result(PATIENCE)]
    assert sorted(ran) == list(range(JOBS))
    assert told(queue) == {"done": JOBS}


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_a_worker_does_not_wait_for_a_job_that_another_is_just_taking(queue: Database) -> None:
    enqueue(queue, "first")
    enqueue(queue, "second", minute=1)
    with queue.work() as slow:
        mine = slow.jobs.claim(at(5), at(10))
        theirs = claim(queue, 5)
    assert mine is not None and theirs is not None
    assert (mine.kind, theirs.kind) == ("first", "second")
