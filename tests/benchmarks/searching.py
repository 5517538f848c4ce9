"""Search in 100,000 clauses on SQLite: rare words, common words, a phrase, and a filter that leaves little.

usage: python tests/benchmarks/searching.py

CPU of one question with its snippets, as the page asks it; the longest of the kinds is judged.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import make
from harness import Figure, Goal, micro, table
from sqlalchemy import update

from storage.database import Database
from storage.reads import Reads
from storage.tables import edition
from workflow.services import searching

DOCUMENTS, CLAUSES = 200, 500
GOAL = Goal(f"search in {DOCUMENTS * CLAUSES:,} clauses, the slowest question", 50, 20, "ms")
WORDS = (
    "учитель ученик родитель школа класс урок журнал оценка порядок приём собрание решение совет педагог "
    "программа план занятие группа директор приказ документ срок день работа право "
    "обязанность комиссия заявление"
).split()
ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ами")
QUESTIONS = {
    "a rare word": ("единорогами", {}),
    "a common word": ("учителя", {}),
    "three words": ("приём заявлений директором", {}),
    "a phrase": ("«совет школы»", {}),
    "a common word of one document": ("учителя", {"number": 7}),
    "a common word of no kind": ("учителя", {"kind": "song"}),
}


def said(chance: random.Random, number: int) -> str:
    """A clause of 20 words; one document in forty has a clause with a rare one."""
    told = [chance.choice(WORDS) + chance.choice(ENDINGS) for _ in range(20)]
    return " ".join([*told, "единорог"] if number % (40 * CLAUSES) == 0 else told) + "."


def filled(database: Database) -> make.School:
    """A school with that many clauses in force, indexed as the worker does it."""
    school, chance = make.school(database), random.Random(5)
    for one in range(DOCUMENTS):
        points = [said(chance, one * CLAUSES + number) for number in range(CLAUSES)]
        key = school.draft(make.text(f"Положение {one}", *points)).key
        with database.work() as work:
            here = (edition.c.organisation == key.organisation, edition.c.document == key.document)
            work.connection.execute(update(edition).where(*here).values(in_force_from=make.TODAY))
            searching.index(work, key.of)
    return school


def figures(_chosen: tuple[str, ...] = ()) -> Iterator[Figure]:
    """The row of this topic."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'search.db'}"
        make.migrated(url)
        database = Database(url)
        school = filled(database)
        reads, actor = Reads(database), school.administrator

        def ask(typed: str, told: dict[str, object]) -> int:
            asked = searching.Question(searching.phrases(typed), (school.id,), make.TODAY, **told)
            hits = searching.search(reads, actor, asked).hits
            return len([searching.snippet(one.text, asked.phrases) for one in hits])

        took = {
            name: micro("searching", name, lambda typed=typed, told=told: ask(typed, told), rounds=5) / 1000
            for name, (typed, told) in QUESTIONS.items()
        }
        counts = {name: ask(typed, told) for name, (typed, told) in QUESTIONS.items()}
        database.dispose()
    print(", ".join(f"{name} {ms:.1f} ms ({counts[name]} shown)" for name, ms in took.items()))
    slowest = max(took, key=lambda name: took[name])
    yield Figure(GOAL, took[slowest], f"{took[slowest]:.1f} ms: {slowest}")


if __name__ == "__main__":
    print(table(list(figures())))
