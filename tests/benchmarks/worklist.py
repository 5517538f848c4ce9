"""«Ждут меня»: a page of 20 with its capped total beside the floor query, at 1k, 100k and 1M open tasks.

usage: python tests/benchmarks/worklist.py [tasks …]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cluster
import harness  # noqa: F401 - it puts tests/ on the path
import make
from harness import Figure, Goal, emit, median, table, waits

from storage.database import Database
from storage.queries.inbox import CAP, PAGE, inbox
from workflow.values import PartyKey

SIZES = (1_000, 100_000, 1_000_000)
PARTIES = 5  # as many bodies and offices; each has a fifth of the tasks
ASKED = PartyKey(make.SCHOOL, "head")
DOCUMENTS = 1000
ROUNDS = 9

# How far the page is from flat: the cap makes the floor itself grow from 1k tasks on.
_GROWTH = "«Ждут меня», {backend}: ours ÷ floor at the worst size ÷ at the best"

# The least that could answer: one table that holds all the page shows, one index in the page's order.
_FLOOR_TABLES = (
    """CREATE TABLE waiting (id integer PRIMARY KEY, role text NOT NULL, due text NOT NULL,
    title text NOT NULL, state text NOT NULL, version integer NOT NULL)""",
    "CREATE INDEX waiting_role_due ON waiting (role, due, id)",
)
_FLOOR_PAGE = "SELECT id, title, state, due, version FROM waiting WHERE role = ? ORDER BY due, id LIMIT 20"
_FLOOR_TOTAL = "SELECT count(*) FROM (SELECT 1 FROM waiting WHERE role = ? LIMIT 1001) AS capped"
_EMPTY = ("DELETE FROM task", "DELETE FROM waiting")
_TASKS = """
INSERT INTO task (party_organisation, party, due, organisation, document, edition, step, act, since)
SELECT '{school}', kind, day, '{school}', 1 + x % {documents}, 1, 'step-' || x, 'agree', '{since}'
FROM (SELECT x, {kind} AS kind, {day} AS day FROM {numbers}) AS made ORDER BY {order}
"""
_WAITING = """
INSERT INTO waiting (id, role, due, title, state, version)
SELECT x, {kind}, {day}, 'Положение о сообществе педагогов № ' || x, 'waiting', 1 FROM {numbers}
"""
# How each database counts to {tasks} and adds days to a date.
_NUMBERS = {
    True: "(WITH RECURSIVE g (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM g WHERE x < {tasks}) "
    "SELECT x FROM g) AS numbers",
    False: "generate_series(1, {tasks}) AS numbers (x)",
}
_DAY = {
    True: "date('2026-04-01', (x * 7919 % 365) || ' days')",
    False: "(date '2026-04-01' + (x::bigint * 7919 % 365)::integer)::text",
}


def _spelled(statement: str, tasks: int, *, sqlite: bool) -> str:
    kinds = " ".join(f"WHEN {number} THEN '{kind}'" for number, kind in enumerate((*make.BODIES, "head")))
    return statement.format(
        school=make.SCHOOL,
        documents=DOCUMENTS,
        since=make.moment().now,
        kind=f"CASE x % {PARTIES} {kinds} END",
        day=_DAY[sqlite],
        numbers=_NUMBERS[sqlite].format(tasks=tasks),
        order="kind, day" if sqlite else "x",
    )


def fill(database: Database) -> None:
    """A school with documents that tasks can point to."""
    make.migrated(database.url.render_as_string(hide_password=False))
    school = make.school(database)
    for _ in range(DOCUMENTS):
        school.draft()
    with database.work() as work:
        for statement in _FLOOR_TABLES:
            work.connection.exec_driver_sql(statement)


def refill(database: Database, tasks: int) -> None:
    """So many open tasks, ours and the floor's."""
    with database.work() as work:
        filled = (_spelled(statement, tasks, sqlite=database.sqlite) for statement in (_TASKS, _WAITING))
        for statement in (*_EMPTY, *filled):
            # psycopg takes a lone % for the place of a value.
            spelled = statement if database.sqlite else statement.replace("%", "%%")
            work.connection.exec_driver_sql(spelled)


def compared(database: Database, floor: Callable[[], object], tasks: int) -> tuple[list[float], list[float]]:
    """Milliseconds of our page and of the floor's, in turn."""
    ours: list[float] = []
    bare: list[float] = []
    with database.read() as connection:
        shown = inbox(connection, [ASKED])
        if not (len(shown.tasks) == PAGE and shown.total == min(CAP, tasks // PARTIES)):
            raise SystemExit("the page is not the one to measure")
        for _ in range(ROUNDS):
            bare.append(median(waits(floor, 21)))
            ours.append(median(waits(lambda: inbox(connection, [ASKED]), 21)))
    return ours, bare


def measured(
    database: Database, backend: str, execute: Callable[..., Any], sizes: Sequence[int]
) -> Iterator[Figure]:
    """A row of the table for each size, and one for the growth."""
    ratios = []
    floor = _floor(execute, "?" if database.sqlite else "%s")
    for tasks in sizes:
        refill(database, tasks)
        execute("ANALYZE" if database.sqlite else "VACUUM ANALYZE")
        ours, bare = compared(database, floor, tasks)
        ratio = median(one / other for one, other in zip(ours, bare, strict=True))
        emit("worklist", f"grif {backend} n={tasks}", "ms", ours, ours_over_floor=ratio)
        emit("worklist", f"floor {backend} n={tasks}", "ms", bare)
        ratios.append(ratio)
        goal = Goal(f"«Ждут меня», {backend}, {tasks:,} tasks: ours ÷ floor", 3, 2)
        yield Figure(goal, ratio, f"{median(ours):.3f} ms", f"{median(bare):.3f} ms")
    told = " … ".join(f"{ratio:.2f}" for ratio in ratios)
    yield Figure(Goal(_GROWTH.format(backend=backend), 3, 2), max(ratios) / min(ratios), told)


def on_sqlite(folder: Path, sizes: Sequence[int]) -> Iterator[Figure]:
    """The rows of SQLite."""
    database = Database(f"sqlite:///{folder / 'worklist.db'}")
    fill(database)
    bare = sqlite3.connect(folder / "worklist.db", isolation_level=None)
    yield from measured(database, "SQLite", bare.execute, sizes)
    bare.close()
    database.dispose()


def on_postgresql(server: str, sizes: Sequence[int]) -> Iterator[Figure]:
    """The rows of PostgreSQL."""
    import psycopg

    url = cluster.database(server, "worklist")
    database = Database(url.replace("postgresql://", "postgresql+psycopg://", 1))
    fill(database)
    with psycopg.connect(url, autocommit=True, prepare_threshold=2) as bare:
        yield from measured(database, "PostgreSQL", bare.execute, sizes)
    database.dispose()


def _floor(execute: Callable[..., Any], mark: str) -> Callable[[], object]:
    page, total = _FLOOR_PAGE.replace("?", mark), _FLOOR_TOTAL.replace("?", mark)
    return lambda: (execute(page, ("head",)).fetchall(), execute(total, ("head",)).fetchone())


def figures(sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """The rows of the table that are about the list that waits."""
    with tempfile.TemporaryDirectory(prefix="grif-bench-") as folder:
        yield from on_sqlite(Path(folder), sizes)
    with cluster.postgresql() as server:
        yield from on_postgresql(server, sizes)


if __name__ == "__main__":
    print(table(list(figures([int(size) for size in sys.argv[1:]] or SIZES))))
