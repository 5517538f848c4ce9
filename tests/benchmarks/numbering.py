"""Numbers under load: sixteen writers, every fifth aborted, beside a bare counter row; gaps are counted.

usage: python tests/benchmarks/numbering.py [sqlite | postgresql …]

A writer draws the next number of one register and keeps an order under it, or gives up before the commit.
The floor locks one row, adds one to it and writes it back: the least that could give numbers without gaps.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cluster
import make
from harness import Figure, Goal, median, table
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, update

from storage.database import Database
from storage.instruments import register_at
from storage.tables import instrument

WRITERS, TRIES, ABORTED_OF = 16, 50, 5
KEPT = WRITERS * TRIES * (ABORTED_OF - 1) // ABORTED_OF
ROUNDS = 5
LIMIT = 300
GOALS = {
    "sqlite": Goal("16 writers, 20 % aborted, SQLite FULL: counter row ÷ register", 3, 2),
    "postgresql": Goal("16 writers, 20 % aborted, PostgreSQL: counter row ÷ register", 3, 2),
}
counter = Table("bare_counter", MetaData(), Column("id", Integer, primary_key=True), Column("last", Integer))
PROCESSES = multiprocessing.get_context("spawn")


class Aborted(Exception):
    """The writer gave up after its number was drawn."""


def draw(work: Any) -> None:
    """Ours: the register's lock, the next number, the entry."""
    of = register_at(work.connection, make.SCHOOL, "orders")
    work.instruments.enter(of, None, make.TODAY, None, "school-head", make.moment().now)


def count(work: Any) -> None:
    """The floor: one row, read under its lock and written back."""
    last = work.connection.scalar(select(counter.c.last).where(counter.c.id == 1).with_for_update())
    work.connection.execute(update(counter).where(counter.c.id == 1).values(last=last + 1))


ACTS: dict[str, Callable[[Any], None]] = {"ours": draw, "floor": count}


def write(url: str, one: int, line: Any) -> None:
    """A writer: a process of its own, since one interpreter would not let sixteen of them meet."""
    database = Database(url)
    for act in itertools.chain.from_iterable(itertools.repeat(("floor", "ours"), ROUNDS)):
        line.wait(LIMIT)
        for number in range(TRIES):
            with contextlib.suppress(Aborted), database.work() as work:
                ACTS[act](work)
                if (number + one) % ABORTED_OF == 0:
                    raise Aborted
        line.wait(LIMIT)
    database.dispose()


def rates(url: str) -> tuple[list[float], list[float]]:
    """Numbers kept a second in each round: the floor's and ours, in turn."""
    line = PROCESSES.Barrier(WRITERS + 1)
    writers = [PROCESSES.Process(target=write, args=(url, one, line)) for one in range(WRITERS)]
    for one in writers:
        one.start()
    found: tuple[list[float], list[float]] = ([], [])
    for side in found * ROUNDS:
        line.wait(LIMIT)
        begun = time.perf_counter()
        line.wait(LIMIT)
        side.append(KEPT / (time.perf_counter() - begun))
    for one in writers:
        one.join(LIMIT)
    return found


def filled(url: str) -> str:
    """A school with its registers, and the bare counter beside them."""
    make.migrated(url)
    database = Database(url)
    make.school(database)
    counter.create(database.engine)
    with database.work() as work:
        work.connection.execute(insert(counter), {"id": 1, "last": 0})
    database.dispose()
    return url


def beside(goal: Goal, url: str) -> Figure:
    """The median of the ratios of neighbouring rounds, and whether any number is missing or twice there."""
    floor, ours = rates(url)
    ratio = median(one / other for one, other in zip(floor, ours, strict=True))
    database = Database(url)
    with database.read() as connection:
        given = list(connection.scalars(select(instrument.c.serial)))
    database.dispose()
    gaps, twice = len(set(range(1, KEPT * ROUNDS + 1)) ^ set(given)), len(given) - len(set(given))
    told = f"{median(ours):.0f}/s, {len(given)} kept, {gaps} gaps, {twice} twice"
    return Figure(goal, ratio, told, f"{median(floor):.0f}/s")


def figures(chosen: tuple[str, ...] = ()) -> Iterator[Figure]:
    """The rows of this topic."""
    if not chosen or "sqlite" in chosen:
        with tempfile.TemporaryDirectory() as folder:
            yield beside(GOALS["sqlite"], filled(f"sqlite:///{Path(folder) / 'numbers.db'}"))
    if not chosen or "postgresql" in chosen:
        with cluster.postgresql() as server:
            url = cluster.database(server, "numbering").replace("postgresql://", "postgresql+psycopg://", 1)
            yield beside(GOALS["postgresql"], filled(url))


if __name__ == "__main__":
    print(table(list(figures(tuple(sys.argv[1:])))))
