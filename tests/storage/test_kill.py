"""Power cut in the middle: what was acknowledged is there, and nothing is half done."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import make
import pytest
from children import CONTEXT
from consistency import broken
from databases import Databases
from sqlalchemy import event, select, text

from storage.cases import Cases
from storage.database import Database
from storage.heads import Heads
from storage.tables import event as record
from storage.tables import sign_off, task
from workflow.chain.compile import compile_chain
from workflow.governance.people import Actor
from workflow.services import answers, approval
from workflow.values import EditionKey

CASES = 40
ROUNDS = 6
MOST_ANSWERS = 12  # a child is killed after one to so many
PATIENCE = 30  # seconds until a child that does not answer fails the test

MOST_STATEMENTS = 60  # of one answer, its commit among them

Command = tuple[int, str]
"""A document's number and a step of it; told by the child before it signs and again once it is done."""


def cases_to_sign(url: str) -> None:
    """Fill: a school with regulations on their way."""
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    known = school.publish(make.full_chain())
    for _ in range(CASES):
        school.submitted(known)
    database.dispose()


@pytest.fixture
def office(databases: Databases) -> Iterator[make.School]:
    opened = Database(databases.filled("cases-to-sign", cases_to_sign))
    yield make.School(opened)
    opened.dispose()


def sign(school: make.School, command: Command, sha256: str, actor: Actor | None = None) -> approval.Done:
    """One answer under a key of its own, as a client sends it and may send it again."""
    number, step = command
    outcome = {"pedagogical_council": "adopted", "head": "approved"}.get(step, "agreed")
    decision = answers.Decision(
        EditionKey(school.id, number, 1),
        step,
        sha256,
        outcome,
        dated=make.TODAY,
        command=f"{number}-{step}",
    )
    return approval.sign_off(school.database, actor or school.recorder(step), decision, make.moment())


def waiting(database: Database) -> list[Command]:
    with database.read() as connection:
        rows = connection.execute(select(task.c.document, task.c.step).order_by(task.c.document, task.c.step))
        return [(row.document, row.step) for row in rows]


def sign_all(url: str, told: Any) -> None:
    """The child: answers whatever waits, telling each answer before and after."""
    school = make.School(Database(url))
    while found := waiting(school.database):
        for command in found:
            told.send(("begun", command))
            sign(school, command, text_of(school.database, command))
            told.send(("done", command))
    told.close()


def text_of(database: Database, command: Command) -> str:
    with database.read() as connection:
        case = Cases(connection, Heads(connection)).find(EditionKey(make.SCHOOL, command[0], 1))
    assert case is not None
    return case.text_sha256


@dataclass
class Heard:
    """What the parent knows for sure, and what was under way when the child died."""

    done: set[Command] = field(default_factory=set)
    doubtful: Command | None = None

    def take(self, word: str, command: Command) -> None:
        self.doubtful = command if word == "begun" else None
        if word == "done":
            self.done.add(command)


def killed_round(url: str, chance: random.Random, heard: Heard) -> None:
    """Start a child, let it answer a while, kill it at any point of its next answer."""
    ear, mouth = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=sign_all, args=(url, mouth))
    child.start()
    mouth.close()
    answers = chance.randint(1, MOST_ANSWERS)
    enough = len(heard.done) + answers
    try:
        while len(heard.done) < enough:
            assert ear.poll(PATIENCE), "the child does not answer"
            heard.take(*ear.recv())
        until = time.perf_counter() + chance.uniform(0, 0.006)
        while time.perf_counter() < until:
            pass
        child.kill()
        child.join(PATIENCE)
        while True:  # what it had told before it died
            heard.take(*ear.recv())
    except EOFError:
        pass
    finally:
        child.kill()
        child.join(PATIENCE)
        ear.close()


def gone(database: Database) -> None:
    """Wait until the server has noticed the death of its clients."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with database.read() as connection:
            if database.sqlite or connection.scalar(text(others)) == 0:
                return
    raise AssertionError("clients that were killed are still connected")


def kept(database: Database) -> set[Command]:
    with database.read() as connection:
        rows = connection.execute(select(sign_off.c.document, sign_off.c.step))
        return {(row.document, row.step) for row in rows}


def test_kill_9_in_the_middle_loses_nothing_acknowledged_and_leaves_nothing_half_done(
    office: make.School,
) -> None:
    database, chance, heard, doubts = office.database, random.Random(), Heard(), 0
    url = database.url.render_as_string(hide_password=False)
    for _ in range(ROUNDS):
        killed_round(url, chance, heard)
        gone(database)
        assert heard.done - kept(database) == set(), "acknowledged and lost"
        if heard.doubtful is not None:
            # The client that got no answer sends its command again: done once, whichever way it was.
            before = heard.doubtful in kept(database)
            assert sign(office, heard.doubtful, text_of(database, heard.doubtful)).replayed == before
            heard.take("done", heard.doubtful)
            doubts += 1
    assert broken(database) == []
    assert kept(database) == heard.done
    with database.read() as connection:
        keys = connection.scalars(select(record.c.command).where(record.c.command.is_not(None))).all()
    assert sorted(keys) == sorted(f"{number}-{step}" for number, step in heard.done)
    assert doubts, "no child died in the middle of an answer: the test has shown nothing"


def cases_of_one_step(url: str) -> None:
    """Fill: regulations that one council sends on to the head, one for each statement to die at."""
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    last = [make.step("head", "approve", "order")]
    known = school.publish(compile_chain(make.chain([make.step("parents_council", "agree")], last)))
    for _ in range(MOST_STATEMENTS // 2):
        school.submitted(known)
    database.dispose()


@pytest.fixture
def one_step(databases: Databases) -> Iterator[make.School]:
    opened = Database(databases.filled("cases-of-one-step", cases_of_one_step))
    yield make.School(opened)
    opened.dispose()


def die_at(number: int) -> Callable[..., None]:
    """What to call before each statement: it ends this process with no word to anybody at the given one."""
    numbers = count(1)

    def statement(*_: object) -> None:
        if next(numbers) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return statement


def sign_and_die(url: str, command: Command, number: int) -> None:
    """The child: one answer, dead before its statement of that number, or after the last one."""
    school, tell = make.School(Database(url)), die_at(number)
    sha256 = text_of(school.database, command)
    actor = school.recorder("parents_council")
    school.database.dispose()
    # From its first statement on, but for what it read to know the actor and the text.
    event.listen(school.database.engine, "connect", lambda raw, _: heard_by(raw, tell))
    sign(school, command, sha256, actor)
    os.kill(os.getpid(), signal.SIGUSR1)


def heard_by(connection: Any, tell: Callable[..., None]) -> None:
    """Have a driver's connection tell of every statement, or trip to the server, before it runs."""
    if hasattr(connection, "set_trace_callback"):
        connection.set_trace_callback(tell)
        return
    import psycopg

    from storage.wire import Wire

    class Cursor(psycopg.Cursor[Any]):
        def execute(self, *asked: Any, **more: Any) -> Any:
            tell()
            return super().execute(*asked, **more)

    class Told(Wire):
        def ask(self, *asked: Any, **more: Any) -> Any:
            tell()
            return super().ask(*asked, **more)

    commit, idle = connection.commit, psycopg.pq.TransactionStatus.IDLE
    connection.cursor_factory = Cursor
    sys.modules[Wire.__module__].Wire = Told  # this process is a child that dies of it
    # What has been committed with the last statements is committed no second time.
    connection.commit = lambda: (connection.pgconn.transaction_status != idle and tell(), commit())


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="the signals of POSIX")
def test_death_before_any_statement_of_an_answer_undoes_it_whole(one_step: make.School) -> None:
    database = one_step.database
    url = database.url.render_as_string(hide_password=False)
    for number in range(1, MOST_STATEMENTS):
        command = (number, "parents_council")
        child = CONTEXT.Process(target=sign_and_die, args=(url, command, number))
        child.start()
        child.join(PATIENCE)
        gone(database)
        survived = child.exitcode == -signal.SIGUSR1
        assert survived or child.exitcode == -signal.SIGKILL, f"exit {child.exitcode} at {number}"
        assert (command in kept(database)) == survived
        assert broken(database, command[0]) == []
        assert sign(one_step, command, text_of(database, command)).replayed == survived
        if survived:
            break
    assert broken(database) == []
    assert survived and number > 5, f"an answer of {number} statements is not an answer"
    database.dispose()
