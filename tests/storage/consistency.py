"""What must be true of a database after any work on cases: nothing half done, nothing done twice."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import make
from sqlalchemy import Connection, and_, or_, select

from storage.cases import Cases
from storage.database import Database
from storage.definitions import plan_of
from storage.heads import Heads
from storage.journal import history, verify
from storage.ownership import unowned
from storage.tables import case, decision, instrument, job, sign_off, task
from storage.tables.references import BY_INSTRUMENT
from workflow.chain.case import Case, tasks
from workflow.journal import Recorded
from workflow.values import EditionKey


def a_school(url: str) -> None:
    """Fill: a school and nothing on its way."""
    make.migrated(url)
    database = Database(url)
    make.school(database)
    database.dispose()


def broken(database: Database, only: int | None = None) -> list[str]:
    """Every contradiction between journal, cases, sign-offs, decisions, numbers, tasks and jobs.

    `only` one document's case is looked at, where the others have not been touched.
    """
    with database.read() as connection:
        faults = [str(one) for _, found in verify(connection) for one in found]
        faults += [str(one) for one in unowned(connection)]
        faults += _of_the_file(connection)
        for key in _keys(connection):
            if only not in (None, key.document):
                continue
            faults += [f"{key}: {fault}" for fault in _of_case(connection, key)]
        faults += _numbers(connection)
    return faults


def signed_events(connection: Connection, key: EditionKey) -> list[Recorded]:
    """The edition's recorded answers in the order of its journal."""
    return _events(connection, key, "signed")


def _events(connection: Connection, key: EditionKey, kind: str) -> list[Recorded]:
    told = [one for one in history(connection, key.of) if one.kind == kind]
    return [one for one in reversed(told) if one.facts["edition"] == key.edition]


def _of_the_file(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [one for one in said if one != "ok"] + [f"orphan: {row}" for row in orphans]


_CHAINS = select(case.c.organisation, case.c.document, case.c.edition).where(case.c.workflow == "")


def _keys(connection: Connection) -> list[EditionKey]:
    return [EditionKey(*row) for row in connection.execute(_CHAINS)]


def _of_case(connection: Connection, key: EditionKey) -> Iterator[str]:
    found = Cases(connection, Heads(connection)).find(key)
    assert found is not None
    told = signed_events(connection, key)
    yield from _same("sign-offs", _steps(connection, key), {str(one.facts["step"]) for one in told})
    yield from _once("events of steps", (str(one.facts["step"]) for one in told))
    if found.marking.state != "returned":
        yield from _same("signed steps", set(found.marking.signed), _steps(connection, key))
    yield from _same("tasks", _waiting(connection, key), _needed(connection, found))
    yield from _same("decisions", _decided(connection, key), set(filter(None, map(_printed, told))))
    # One word to the next on submission and on each move since.
    acts = [one for one in _events(connection, key, "performed") if "workflow" not in one.facts]
    moves = sum(1 for one in [*told, *acts] if _leaves(one))
    yield from _same("jobs", {_jobs(connection, key)}, {1 + moves})


def _leaves(one: Recorded) -> bool:
    moves = one.facts["moves"]
    assert isinstance(moves, list)
    return bool(moves) and moves[0][1] != moves[-1][2]


def _same(what: str, there: set[object], expected: set[object]) -> Iterator[str]:
    if there != expected:
        yield f"{what}: {there} in place of {expected}"


def _once(what: str, found: Iterable[str]) -> Iterator[str]:
    yield from (f"{what}: {one} × {times}" for one, times in Counter(found).items() if times > 1)


def _steps(connection: Connection, key: EditionKey) -> set[object]:
    return set(connection.scalars(select(sign_off.c.step).where(*_at(sign_off, key))))


def _waiting(connection: Connection, key: EditionKey) -> set[object]:
    rows = connection.execute(select(task.c.step, task.c.party).where(*_at(task, key)))
    return {tuple(row) for row in rows}


def _needed(connection: Connection, of: Case) -> set[object]:
    plan = plan_of(connection, of.definition)
    return {(one.step, one.party.party) for one in tasks(plan, of, "", make.TODAY)}


def _decided(connection: Connection, key: EditionKey) -> set[object]:
    rows = connection.execute(
        select(decision.c.step, instrument.c.party, instrument.c.printed)
        .join(instrument, BY_INSTRUMENT.on)
        .where(*_at(decision, key))
    )
    return {tuple(row) for row in rows}


def _printed(one: Recorded) -> object:
    party = one.facts["party"]
    assert isinstance(party, list)
    if one.facts["act"] == "approve" and one.facts["outcome"] == "refused":
        # An official who sends back writes no order.
        return None
    return (one.facts["step"], party[1], one.facts["number"])


def _jobs(connection: Connection, key: EditionKey) -> int:
    # One that is done has become a word of its own.
    to_be_told = and_(job.c.kind == "moved", job.c.state == "waiting")
    told = or_(job.c.kind == "notify", to_be_told)
    payloads = connection.scalars(select(job.c.payload).where(job.c.organisation == key.organisation, told))
    return sum(1 for one in payloads if json.loads(one)["edition"] == list(key))


def _numbers(connection: Connection) -> Iterator[str]:
    """Numbers drawn from a register run 1, 2, 3 … without a gap."""
    given = defaultdict(list)
    for organisation, register, serial in connection.execute(
        select(instrument.c.organisation, instrument.c.register, instrument.c.serial)
    ):
        given[organisation, register].append(serial)
    for register, serials in given.items():
        if sorted(serials) != list(range(1, len(serials) + 1)):
            yield f"register {register}: {sorted(serials)}"


def _at(table, key: EditionKey):  # type: ignore[no-untyped-def]  # columns of whichever table
    return (
        table.c.organisation == key.organisation,
        table.c.document == key.document,
        table.c.edition == key.edition,
    )
