"""The worker: each job's effect once, failures told and tried again, letters to those who are waited for."""

from __future__ import annotations

import email
import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import make
import pytest
from terminal import demo_in, done, grif, said

from storage.accounts import find
from storage.database import Database
from storage.documents import edition_at
from storage.jobs import MAX_ATTEMPTS
from storage.operations import Waiting
from storage.people import actor_on
from webapp import clock
from webapp.mail import Mail
from webapp.worker import LEASE, Effect, Worker
from workflow.ports import Moment
from workflow.services import answers, approval
from workflow.values import EditionKey

KEY = EditionKey("gymnasium", 10, 1)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Path]:
    yield demo_in(tmp_path / "demo")


@pytest.fixture
def database(demo: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{demo / 'grif.db'}")
    yield opened
    opened.dispose()


def enqueue(database: Database, kind: str = "work") -> None:
    with database.work() as work:
        work.jobs.enqueue("gymnasium", kind, {"edition": list(KEY)}, make.moment().now)


def at(minutes: float = 0) -> Moment:
    start = clock.parsed(f"{make.TODAY.isoformat()}T10:00:00.000000Z")
    return Moment(clock.text(start + timedelta(minutes=minutes)), make.TODAY)


def rename(work: Any) -> None:
    """An effect that can be counted."""
    place = work.people.organisation("gymnasium", clock.today()).place
    work.connection.exec_driver_sql("UPDATE organisation SET place = ?", (f"{place}!",))


def renamed(folder: Path) -> int:
    return max(str(place).count("!") for (place,) in said(folder, "SELECT place FROM organisation"))


def test_a_job_is_done_once(demo: Path, database: Database) -> None:
    enqueue(database)
    worker = Worker(database.work, {"work": lambda _job, _at: rename})
    assert worker.run_due(at) == 1
    assert worker.run_due(at) == 0
    assert renamed(demo) == 1


def test_a_worker_that_lost_its_lease_leaves_no_effect(demo: Path, database: Database) -> None:
    enqueue(database)

    def slow(_job: Any, _at: Moment) -> Effect:
        # Meanwhile the lease ends and another worker does the job.
        later = at(LEASE.total_seconds() / 60 + 1)
        assert Worker(database.work, {"work": lambda _job, _at: rename}).run_due(lambda: later) == 1
        return rename

    Worker(database.work, {"work": slow}).run_due(at)
    assert renamed(demo) == 1
    assert said(demo, "SELECT state FROM job WHERE kind = 'work'") == [("done",)]


def test_a_failing_job_is_told_waits_longer_each_time_and_is_given_up(demo: Path, database: Database) -> None:
    enqueue(database)

    def broken(_job: Any, _at: Moment) -> Effect:
        raise RuntimeError("the printer is on fire")

    worker, waits, now = Worker(database.work, {"work": broken}), [], 0.0
    for _ in range(MAX_ATTEMPTS):
        assert worker.run_due(lambda: at(now)) == 1  # noqa: B023  # called at once
        [(run_at, state)] = said(demo, "SELECT run_at, state FROM job WHERE kind = 'work'")
        waits.append((clock.parsed(str(run_at)) - clock.parsed(at(now).now)).total_seconds() / 60)
        now += waits[-1]
    assert state == "failed"
    assert waits == sorted(waits)
    assert worker.run_due(lambda: at(now + 999)) == 0
    told = json.loads(done("jobs", "list", "--json", "--data", demo))
    failed = [one["error"] for one in told["jobs"] if one["kind"] == "work"]
    assert failed == ["RuntimeError: the printer is on fire"]
    assert "the printer is on fire" in done("jobs", "list", "--data", demo)


def test_a_failure_in_the_effect_leaves_nothing_of_it(demo: Path, database: Database) -> None:
    enqueue(database)

    def half(work: Any) -> None:
        rename(work)
        raise RuntimeError("no paper")

    Worker(database.work, {"work": lambda _job, _at: half}).run_due(at)
    assert renamed(demo) == 0


def test_a_thread_does_what_comes_and_stops_when_told(demo: Path, database: Database) -> None:
    did = threading.Event()

    def handle(_job: Any, _at: Moment) -> Effect:
        did.set()
        return rename

    worker = Worker(database.work, {"work": handle})
    enqueue(database)
    worker.start()
    assert did.wait(20)
    worker.stop()
    assert renamed(demo) == 1
    assert not any(thread.name == "grif-worker" for thread in threading.enumerate())


class _Post(socketserver.StreamRequestHandler):
    """As much of an SMTP server as a client needs."""

    def handle(self) -> None:
        self._say("220 here")
        for line in iter(self.rfile.readline, b""):
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(email.message_from_bytes(body))  # type: ignore[attr-defined]
            if word == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 well")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Office(socketserver.ThreadingTCPServer):
    daemon_threads = True


@pytest.fixture
def post() -> Iterator[tuple[str, list[Message]]]:
    """The URL of a post office on this machine, and the letters it took."""
    with _Office(("127.0.0.1", 0), _Post) as server:
        server.letters = letters = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", letters
        server.shutdown()
        thread.join()


def answered(database: Database, login: str) -> None:
    """The governing council's secretary records its answer."""
    at = clock.moment()
    with database.read() as connection:
        account = find(connection, login)
        assert account is not None
        secretary = actor_on(connection, account.person, at.today)
        text = edition_at(connection, KEY).sha256
    decision = answers.Decision(KEY, "governing_council", text, "agreed", dated=at.today)
    approval.sign_off(database, secretary, decision, at)


def test_the_recorders_of_what_waits_get_a_letter_at_their_address(
    demo: Path, database: Database, post: tuple[str, list[Message]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, letters = post
    said(demo, "UPDATE account SET login = 'parents@school.example' WHERE login = 'parents'")
    said(demo, "UPDATE account SET login = 'shut@school.example', disabled = 1 WHERE login = 'students'")
    said(demo, "UPDATE account SET login = 'council@school.example' WHERE login = 'council'")
    monkeypatch.setenv("GRIF_MAIL_URL", url)
    monkeypatch.setenv("GRIF_MAIL_FROM", "grif@school.example")
    monkeypatch.setenv("GRIF_BASE_URL", "https://grif.school.example")
    answered(database, "council@school.example")
    enqueue(database, "notify")
    done("jobs", "run", "--data", demo)
    # The governing council has answered, the student council's secretary is shut out.
    assert [letter["To"] for letter in letters] == ["parents@school.example"]
    text = letters[0].get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "«Положение о библиотеке», редакция 1" in text
    assert "https://grif.school.example/gymnasium/documents/10" in text


def test_a_repeated_letter_has_the_same_id() -> None:
    mail = Mail("smtp://nowhere", "Гриф <grif@school.example>", "")
    letter = mail.letter(Waiting("a@b.example", "совет", "Положение\nо саде"), KEY, "17.1")
    assert letter["Message-ID"] == "<17.1@school.example>"
    assert "\n" not in str(letter["Subject"])


def test_without_a_mail_server_the_job_is_done_and_nobody_is_written_to(
    demo: Path, database: Database
) -> None:
    enqueue(database, "notify")
    assert "1" in done("jobs", "run", "--data", demo)
    assert said(demo, "SELECT DISTINCT state FROM job WHERE kind = 'notify'") == [("done",)]


def test_jobs_without_a_word_is_wrong_use() -> None:
    assert grif("jobs").exit_code == 2
