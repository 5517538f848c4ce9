"""Jobs: work done after the commit, exactly once in the database, by a worker with a lease.

A job is claimed for a while and marked done in the transaction of its own effect; a worker that dies loses
its lease and another one takes over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from storage.ids import ordered_id
from storage.statements import Statement, adding
from storage.tables import job

MAX_ATTEMPTS = 8

_text = json.JSONEncoder(ensure_ascii=False).encode

_ENQUEUE = Statement(adding(job))
_DUE = (
    select(job)
    .where(
        job.c.state == "waiting",
        job.c.run_at <= bindparam("due_at"),
        (job.c.lease_until.is_(None)) | (job.c.lease_until <= bindparam("due_at")),
    )
    .order_by(job.c.run_at, job.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work; `attempt` is the fence: only its taker may finish it."""

    organisation: str
    id: str
    kind: str
    payload: Mapping[str, Any]
    attempt: int
    run_at: str


class Jobs:
    """The queue inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enqueue(self, organisation: str, kind: str, payload: Mapping[str, object], now: str) -> None:
        """Add a job that is due at once, if the transaction commits."""
        _ENQUEUE.run(
            self._connection,
            {
                "organisation": organisation,
                "id": ordered_id(now),
                "kind": kind,
                "payload": _text(dict(payload)),
                "run_at": now,
                "state": "waiting",
                "attempt": 0,
            },
        )

    def claim(self, now: str, lease_until: str) -> Job | None:
        """Take the job that has been due longest, until the lease ends."""
        while (row := self._connection.execute(_DUE, {"due_at": now}).one_or_none()) is not None:
            taken = Job(
                row.organisation, row.id, row.kind, json.loads(row.payload), row.attempt + 1, row.run_at
            )
            if row.attempt < MAX_ATTEMPTS:
                self._set(taken, row.attempt, attempt=taken.attempt, lease_until=lease_until)
                return taken
            # Its worker died each time, so nobody was left to say that it failed.
            self._set(taken, row.attempt, state="failed", lease_until=None, last_error=_DIED)
        return None

    def finish(self, taken: Job) -> bool:
        """Mark it done; False when another worker has taken it over, so the effect is rolled back."""
        return self._set(taken, taken.attempt, state="done", lease_until=None)

    def fail(self, taken: Job, error: str, retry_at: str) -> None:
        """Try again later, or give up after MAX_ATTEMPTS."""
        state = "failed" if taken.attempt >= MAX_ATTEMPTS else "waiting"
        self._set(
            taken, taken.attempt, state=state, lease_until=None, last_error=error[:500], run_at=retry_at
        )

    def _set(self, of: Job, fence: int, **values: object) -> bool:
        done = self._connection.execute(
            update(job)
            .where(
                job.c.state == "waiting",
                job.c.run_at == of.run_at,
                job.c.organisation == of.organisation,
                job.c.id == of.id,
                job.c.attempt == fence,
            )
            .values(**values)
            .returning(job.c.id)
        )
        return done.one_or_none() is not None


def counts(connection: Connection) -> dict[str, int]:
    """How many jobs are in each state."""
    rows = connection.execute(select(job.c.state, func.count()).group_by(job.c.state))
    return {row[0]: row[1] for row in rows}


_DIED = "the worker died before it finished, on every attempt"
