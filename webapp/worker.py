"""The worker: one thread that does what a commit left to be done, each job's effect exactly once.

A job is claimed under a lease; what is slow (drawing a PDF, sending mail) happens outside any transaction,
the effect and the job's end in one. A worker that dies loses its lease and the job is taken over.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from webapp import clock
from webapp.mail import Mail
from workflow.ports import Moment, Work
from workflow.services import beside, indexing, printing, reviewing, searching, waking
from workflow.values import DocumentKey, EditionKey, PartyKey

log = logging.getLogger("grif.worker")

LEASE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)
POLL_SECONDS = 1.0

Effect = Callable[[Work], None]
Handler = Callable[[Any, Moment], Effect]
"""Does the slow part of a job and returns what is written when it ends."""


class LostLeaseError(Exception):
    """Another worker has taken the job over: its effect is rolled back here."""


class Worker:
    """Claims due jobs and hands each to the handler of its kind."""

    def __init__(self, work: Callable[[], Any], handlers: Mapping[str, Handler]) -> None:
        self._work = work
        self._handlers = handlers
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="grif-worker", daemon=True)

    def start(self) -> None:
        """Begin to look for work, once a second."""
        self._thread.start()

    def stop(self, seconds: float = 10) -> None:
        """End after the job in hand."""
        self._stop.set()
        self._thread.join(seconds)

    def run_due(self, moment: Callable[[], Moment] = clock.moment) -> int:
        """Do every job that is due; returns how many were tried."""
        tried = 0
        while not self._stop.is_set() and self._one(moment()):
            tried += 1
        return tried

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.run_due()
            except Exception:
                # The database may be away for a while: the worker outlives that.
                log.exception("the worker could not look for work")
            self._stop.wait(POLL_SECONDS)

    def _one(self, at: Moment) -> bool:
        with self._work() as work:
            job = work.jobs.claim(at.now, clock.text(clock.parsed(at.now) + LEASE))
        if job is None:
            return False
        try:
            self._do(job, at)
        except LostLeaseError:
            log.warning("job %s was taken over", job.id)
        except Exception as fault:
            log.exception("job %s of kind %s failed", job.id, job.kind)
            self._failed(job, fault, at)
        return True

    def _do(self, job: Any, at: Moment) -> None:
        effect = self._handlers[job.kind](job, at)
        with self._work() as work:
            effect(work)
            if not work.jobs.finish(job):
                raise LostLeaseError

    def _failed(self, job: Any, fault: Exception, at: Moment) -> None:
        wait = min(timedelta(seconds=5 * 4**job.attempt), LONGEST_WAIT)
        with self._work() as work:
            work.jobs.fail(job, f"{type(fault).__name__}: {fault}", clock.text(clock.parsed(at.now) + wait))


def handlers(reads: Any, addresses: Callable[..., Any], mail: Mail, site: str = "") -> Mapping[str, Handler]:
    """The handlers of this installation; `addresses` tells whom an edition waits for, `site` is on paper."""

    def print_act(job: Any, at: Moment) -> Effect:
        key = EditionKey(*job.payload["edition"])
        if reads.file(key, printing.ACT) is not None:
            return lambda work: beside.ask_to_begin(work, key, at)
        content = printing.act(reads, key, at.today, site, as_of_force=True)

        def kept(work: Work) -> None:
            printing.keep(work, key, content, at)
            beside.ask_to_begin(work, key, at)

        return kept

    def notify(job: Any, at: Moment) -> Effect:
        key = EditionKey(*job.payload["edition"])
        if mail.configured:
            mail.tell(addresses(key, at.today), key, job.id)
        return lambda work: None

    return {
        "moved": _moved, "print": print_act, "notify": notify, "wake": _look, "review": _review,
        beside.JOB: _begin, searching.JOB: _index,
    }  # fmt: skip


def _begin(job: Any, at: Moment) -> Effect:
    return lambda work: beside.begin_in_force(work, EditionKey(*job.payload["edition"]), at)


def _index(job: Any, at: Moment) -> Effect:
    def indexed(work: Work) -> None:
        indexing.index(work, DocumentKey(*job.payload["document"]))

    return indexed


def _moved(job: Any, at: Moment) -> Effect:
    key, what = EditionKey(*job.payload["edition"]), job.payload["what"]
    return lambda work: reviewing.moved(work, key, what, at)


def _look(job: Any, at: Moment) -> Effect:
    key, since = EditionKey(*job.payload["edition"]), date.fromisoformat(job.payload["since"])
    definition, state = job.payload["definition"], job.payload["state"]
    workflow = job.payload.get("workflow", "")
    return lambda work: waking.wake(work, key, definition, state, since, at, workflow)


def _review(job: Any, at: Moment) -> Effect:
    if "party" in job.payload:
        return lambda work: reviewing.review_decided(work, PartyKey(*job.payload["party"]), at)
    return lambda work: _reviewed(work, DocumentKey(*job.payload["document"]), at)


def _reviewed(work: Work, key: DocumentKey, at: Moment) -> None:
    reviewing.review_document(work, key, at)
