"""Durable sign-offs a second: our whole service beside the floor, on SQLite and PostgreSQL.

usage: python tests/benchmarks/signoff.py [sqlite | normal | writers | parallel | postgresql …]
"""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cluster
import floors
import make
from harness import Figure, Goal, Pairs, Side, median, paired, table
from sqlalchemy import event

from storage.database import Database
from workflow.engine.definition import Definition
from workflow.services import answers, approval
from workflow.values import EditionKey

DOCUMENTS = 1200
# A client takes so many documents through the whole chain, then the next ones.
BLOCK = 20
STEPS = (*make.BODIES, "head")
ANSWERS = {**dict.fromkeys(make.COUNCILS, "agreed"), "pedagogical_council": "adopted", "head": "approved"}

ALL = ("sqlite", "normal", "writers", "parallel", "postgresql")

SQLITE = Goal("sign-off, SQLite FULL, 1 client: floor ÷ ours", 3.5, 2.6)
NORMAL = Goal("sign-off, SQLite NORMAL (no wait for the disk): floor ÷ ours", 7, 5)
POSTGRESQL = Goal("sign-off, PostgreSQL, 1 client: floor ÷ ours", 3, 2.2)
POSTGRESQL_8 = Goal("sign-off, PostgreSQL, 8 clients: floor ÷ ours", 3, 1.8)
WRITERS = Goal("8 writers on one SQLite file, FULL: p99", 100, 20, "ms")
PARALLEL = Goal("parallel stage ÷ the same steps in sequence", 1.3, 1.1)


def sequence() -> Definition:
    """Five stages of one step each."""
    acts = {"pedagogical_council": "adopt"}
    stages: list[Any] = [[make.step(kind, acts.get(kind, "agree"))] for kind in make.BODIES]
    return make.compile_chain(make.chain(*stages, [make.step("head", "approve", "order")]))


@dataclass(frozen=True, slots=True)
class Way:
    """Editions that wait at the first step of their chain, and the text they hold."""

    editions: tuple[EditionKey, ...]
    sha256: str


def fill(url: str, definition: Definition) -> Way:
    """A school with its documents submitted; the schema is made here."""
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    known = school.publish(definition)
    made = [school.submitted(known) for _ in range(DOCUMENTS)]
    database.dispose()
    return Way(tuple(one.key for one in made), made[0].sha256)


class Recorder:
    """A client: the actors loaded once, then sign-off after sign-off of its share of the editions."""

    def __init__(self, url: str, way: Way, one: int, clients: int) -> None:
        self.database = Database(url)
        self._actors = {kind: make.School(self.database).recorder(kind) for kind in STEPS}
        self._decisions = _decisions(way, one, clients)

    def step(self) -> None:
        """One sign-off through the service."""
        decision = next(self._decisions)
        approval.sign_off(self.database, self._actors[decision.step], decision, make.moment())


def _decisions(way: Way, one: int, clients: int) -> Iterator[answers.Decision]:
    own = iter(range(one, len(way.editions), clients))
    while block := list(itertools.islice(own, BLOCK)):
        for step, number in itertools.product(STEPS, block):
            yield answers.Decision(
                way.editions[number], step, way.sha256, ANSWERS[step], str(number + 1), make.TODAY,
                command=f"{step}-{number}",
            )  # fmt: skip
    raise SystemExit("the documents ran out: shorten the round")


def ours(name: str, way: Way, url: str, fresh: Callable[[], None]) -> Side:
    """Our side of a pair, over databases that `fresh` makes at `url`."""
    return Side(name, fresh, lambda one, clients: Recorder(url, way, one, clients), Recorder.step)


def on_sqlite(folder: Path, definition: Definition, name: str) -> Side:
    """Ours on a copy of a filled SQLite file."""
    model, path = folder / f"{definition.id}-model.db", folder / f"{definition.id}.db"
    way = fill(f"sqlite:///{model}", definition)

    def fresh() -> None:
        for end in ("-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        shutil.copyfile(model, path)

    return ours(name, way, f"sqlite:///{path}", fresh)


def on_postgresql(server: str, definition: Definition, name: str) -> Side:
    """Ours on a copy of a filled PostgreSQL database."""
    model = cluster.database(server, f"model-{definition.id}")
    way = fill(_alchemy(model), definition)
    url = f"{server.rpartition('/')[0]}/ours"

    def fresh() -> None:
        cluster.database(server, "ours", f"model-{definition.id}")

    return ours(name, way, _alchemy(url), fresh)


def _alchemy(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _figure(goal: Goal, pairs: Pairs) -> Figure:
    return Figure(goal, pairs.ratio, pairs.told("ours"), pairs.told("floor"))


def on_one_file(folder: Path, chosen: Sequence[str]) -> Iterator[Figure]:
    """Ours and the floor on SQLite: one client, the same with no wait for the disk, eight clients."""
    full = on_sqlite(folder, sequence(), "grif, sqlite FULL")
    if "sqlite" in chosen:
        yield _figure(SQLITE, paired(floors.sqlite(folder / "floor.db"), full, clients=1))
    if "normal" in chosen:
        lazy = replace(full, name="grif, sqlite NORMAL", open=_lazily(full.open))
        yield _figure(NORMAL, paired(floors.sqlite(folder / "floor.db", "NORMAL"), lazy, clients=1))
    if "writers" in chosen:
        pairs = paired(floors.sqlite(folder / "floor.db"), full, clients=8)
        p99 = median(run.p99 for run in pairs.ours)
        yield Figure(WRITERS, p99, pairs.told("ours"), pairs.told("floor"))


def _lazily(opened: Callable[[int, int], Recorder]) -> Callable[[int, int], Recorder]:
    """The same client with synchronous=NORMAL: what is left is work, not the disk."""

    def lazy(one: int, clients: int) -> Recorder:
        recorder = opened(one, clients)
        recorder.database.dispose()
        relax = "PRAGMA synchronous=NORMAL"
        event.listen(recorder.database.engine, "connect", lambda raw, _: raw.execute(relax) and None)
        return recorder

    return lazy


def on_server(server: str) -> Iterator[Figure]:
    """Ours and the floor on PostgreSQL, synchronous_commit on: one client and eight."""
    floor = floors.postgresql(cluster.database(server, "floor"))
    our = on_postgresql(server, sequence(), "grif, postgresql")
    yield _figure(POSTGRESQL, paired(floor, our, clients=1))
    yield _figure(POSTGRESQL_8, paired(floor, our, clients=8))


def parallel(folder: Path) -> Figure:
    """Three councils in any order against one after another: cost of a sign-off."""
    one_by_one = on_sqlite(folder, sequence(), "grif, steps in sequence")
    at_once = on_sqlite(folder, replace(make.full_chain(), id="at-once"), "grif, three steps in parallel")
    pairs = paired(one_by_one, at_once, clients=1)
    return Figure(PARALLEL, pairs.ratio, pairs.told("ours"), pairs.told("floor"))


def figures(chosen: Sequence[str] = ALL) -> Iterator[Figure]:
    """The rows of the table that are about sign-offs."""
    with tempfile.TemporaryDirectory(prefix="grif-bench-") as name:
        folder = Path(name)
        if {"sqlite", "normal", "writers"} & set(chosen):
            yield from on_one_file(folder, chosen)
        if "parallel" in chosen:
            (folder / "parallel").mkdir()
            yield parallel(folder / "parallel")
    if "postgresql" in chosen:
        with cluster.postgresql() as server:
            yield from on_server(server)


if __name__ == "__main__":
    print(table(list(figures(sys.argv[1:] or ALL))))
