"""Power cut in the middle: what was acknowledged is there, and nothing is half done."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import make
import pytest
from children import CONTEXT
from consistency import broken
from databases import Databases
from sqlalchemy import select, text

from storage.cases import Cases
from storage.database import Database
from storage.heads import Heads
from storage.tables import event, sign_off, task
from workflow.services import approval
from workflow.values import EditionKey

CASES = 40
ROUNDS = 12
MOST_ANSWERS = 12  # a child is killed after one to so many
PATIENCE = 30  # seconds until a child that does not answer fails the test

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


def sign(school: make.School, command: Command, sha256: str) -> approval.Done:
    """One answer under a key of its own, as a client sends it and may send it again."""
    number, step = command
    outcome = {"pedagogical_council": "adopted", "head": "approved"}.get(step, "agreed")
    decision = approval.Decision(
        EditionKey(school.id, number, 1),
        step,
        sha256,
        outcome,
        dated=make.TODAY,
        command=f"{number}-{step}",
    )
    return approval.sign_off(school.database, school.recorder(step), decision, make.moment())


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
        keys = connection.scalars(select(event.c.command).where(event.c.command.is_not(None))).all()
    assert sorted(keys) == sorted(f"{number}-{step}" for number, step in heard.done)
    assert doubts, "no child died in the middle of an answer: the test has shown nothing"
