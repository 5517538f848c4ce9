"""Search in 100,000 clauses on SQLite and PostgreSQL: rare and common words, phrases, narrow filters.

usage: python tests/benchmarks/searching.py [sqlite] [postgresql]

CPU of one question as the page asks it: its statements on the database's side too, the order of the answers,
their snippets. PostgreSQL is asked as it stands after a great import, without statistics of its tables; its
server's CPU is what the process of the connection used. The longest of the kinds is judged.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import cluster
import harness  # noqa: F401 - it puts tests/ on the path
import make
from harness import Figure, Goal, table
from sqlalchemy import text, update

from storage.database import Database
from storage.reads import Reads
from storage.tables import edition
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.relevance import snippet
from workflow.documents.search_words import sought
from workflow.services import indexing, searching

DOCUMENTS, SECTIONS, POINTS = 200, 10, 49
CLAUSES = DOCUMENTS * (1 + SECTIONS * (1 + POINTS))
ROUNDS = 20
GOAL = Goal(f"search in {CLAUSES:,} clauses, the slowest question, {{backend}}", 50, 20, "ms")
WORDS = (
    "учитель ученик родитель школа класс урок журнал оценка порядок приём собрание решение совет педагог "
    "программа план занятие группа директор приказ документ срок день работа право "
    "обязанность комиссия заявление"
).split()
ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ами")
QUESTIONS: dict[str, tuple[str, dict[str, object]]] = {
    "a rare word": ("единорогами", {}),
    "a common word": ("учителя", {}),
    "a common word, newest first": ("учителя", {"order": searching.Order.NEWEST}),
    "three words": ("приём заявлений директором", {}),
    "a phrase": ("«совет школы»", {}),
    "a phrase that is nowhere": ("«единорог школы совет»", {}),
    "a common word of one document": ("учителя", {"number": "7"}),
    "a common word of no kind": ("учителя", {"kind": "song"}),
    "a common word of what has lapsed": ("учителя", {"status": searching.Status.LAPSED}),
    "a common and an unknown word": ("учителя абракадабра", {}),
}


def said(chance: random.Random, words: int, rare: bool = False) -> str:
    """Words in some of their forms: half of the clauses hold any one of them."""
    told = [chance.choice(WORDS) + chance.choice(ENDINGS) for _ in range(words)]
    return " ".join([*told, "единорог"] if rare else told)


def act(chance: random.Random, number: int) -> EditionText:
    """An act of ten sections; one act in forty has a clause with a rare word."""
    sections = []
    for turn in range(1, SECTIONS + 1):
        points = tuple(
            Clause(
                f"c{turn}-{n}", f"{turn}.{n}", said(chance, 20, number % 40 + turn + n == 2) + ".", "point"
            )
            for n in range(1, POINTS + 1)
        )
        sections.append(Clause(f"s{turn}", str(turn), said(chance, 3), "section", points))
    return EditionText(f"Положение {said(chance, 4)}", "regulation", "положение", tuple(sections))


def filled(database: Database) -> make.School:
    """A school with that many clauses in force, indexed as the worker does it."""
    school, chance = make.school(database), random.Random(5)
    for number in range(DOCUMENTS):
        key = school.draft(act(chance, number)).key
        with database.work() as work:
            here = (edition.c.organisation == key.organisation, edition.c.document == key.document)
            work.connection.execute(update(edition).where(*here).values(in_force_from=make.TODAY))
            indexing.index(work, key.of)
    return school


def ask(reads: Reads, school: make.School, typed: str, told: dict[str, object]) -> int:
    """A question as the page asks it; how many clauses were found."""
    asked = searching.Question(sought(typed), (school.id,), make.TODAY)
    found = searching.search(reads, school.administrator, replace(asked, **told))
    shown = [snippet(one.text, asked.sought) for one in found.hits]
    return found.count if shown else 0


def figures(chosen: tuple[str, ...] = ()) -> Iterator[Figure]:
    """A row for each database."""
    for backend, opened in {"sqlite": _sqlite, "postgresql": _postgresql}.items():
        if chosen and backend not in chosen:
            continue
        with opened() as (url, server):
            make.migrated(url)
            database = Database(url, connections=1)
            took = _asked(database, filled(database), server)
            database.dispose()
        slowest = max(took, key=lambda name: took[name])
        goal = replace(GOAL, what=GOAL.what.format(backend=backend))
        yield Figure(goal, took[slowest], f"{took[slowest]:.1f} ms: {slowest}")


def _asked(database: Database, school: make.School, server: Callable[[Database], float]) -> dict[str, float]:
    """The CPU of each question in milliseconds, ours and the server's."""
    reads, took = Reads(database), {}
    for name, (typed, told) in QUESTIONS.items():
        count = ask(reads, school, typed, told)
        theirs, ours = server(database), time.process_time()
        for _ in range(ROUNDS):
            ask(reads, school, typed, told)
        ours, theirs = time.process_time() - ours, server(database) - theirs
        took[name] = 1000 * (ours + theirs) / ROUNDS
        print(f"  {name}: {took[name]:.1f} ms, {1000 * theirs / ROUNDS:.1f} the server's, {count} found")
    return took


@contextmanager
def _sqlite() -> Iterator[tuple[str, Callable[[Database], float]]]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'search.db'}", lambda _database: 0.0


@contextmanager
def _postgresql() -> Iterator[tuple[str, Callable[[Database], float]]]:
    with cluster.postgresql() as server:
        url = cluster.database(server, "search").replace("postgresql:", "postgresql+psycopg:")
        yield url, _server_cpu


def _server_cpu(database: Database) -> float:
    """CPU seconds of the process behind the one connection, in whole ticks of the system's clock."""
    with database.read() as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


def main(chosen: Sequence[str]) -> None:
    """Print the table of those databases, of both when none is named."""
    print(table(list(figures(tuple(chosen)))))


if __name__ == "__main__":
    main(sys.argv[1:])
