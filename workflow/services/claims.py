"""A body's task taken by one of its recorders, and let go again: two never answer at once."""

from __future__ import annotations

from workflow.chain.case import Case
from workflow.engine.process import open_steps
from workflow.errors import Forbidden, NotFound, Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import reads
from workflow.ports import Moment, Store, Work
from workflow.services.cases import named
from workflow.values import EditionKey, Text


def claim(store: Store, actor: Actor, key: EditionKey, step: str, at: Moment) -> None:
    """Take the task of a step. Twice is once.

    Raises NotFound to a stranger, Forbidden to one who does not record for the body, Stale when the step does
    not wait, Refused when another recorder has it.
    """
    with store.work() as work:
        case, capacity = _waiting(work, actor, key, step)
        holder = work.cases.claimant(key, step)
        if holder == actor.person:
            return
        check(work, actor, case, step, at)
        _keep(work, actor, case, step, "claimed", capacity, at)


def release(store: Store, actor: Actor, key: EditionKey, step: str, at: Moment) -> None:
    """Let the task go: any recorder of the body may, for who took it may have fallen ill.

    Raises NotFound, Forbidden and Stale as `claim` does.
    """
    with store.work() as work:
        case, capacity = _waiting(work, actor, key, step)
        if work.cases.claimant(key, step) is not None:
            _keep(work, actor, case, step, "released", capacity, at)


def check(work: Work, actor: Actor, case: Case, step: str, at: Moment) -> None:
    """Raises Refused when the task is another recorder's, who still is one."""
    holder = work.cases.claimant(case.key, step) if case.claimed else None
    if holder is None or holder == actor.person:
        return
    other = work.people.actor(holder, at.today)
    if other.capacity_for(case.parties[step]) is not None:
        raise Refused("claimed", _CLAIMED.filled(name=other.name.signature))


def _waiting(work: Work, actor: Actor, key: EditionKey, step: str) -> tuple[Case, str]:
    case = work.cases.get(key)
    if not reads(actor, key.organisation, case.parties.values()) or step not in case.parties:
        raise NotFound
    capacity = actor.capacity_for(case.parties[step])
    if capacity is None:
        raise Forbidden("not-recorder", _NOT_RECORDER)
    plan = work.definitions.plan(case.definition)
    if not case.open or step not in {one.id for one in open_steps(plan, case.marking)}:
        raise Stale("not-waiting", _NOT_WAITING)
    return case, capacity


def _keep(work: Work, actor: Actor, case: Case, step: str, kind: str, capacity: str, at: Moment) -> None:
    work.cases.claim(case.key, step, actor.person if kind == "claimed" else None)
    facts: dict[str, Fact] = {
        "edition": case.key.edition, "step": step, "party": list(case.parties[step]),
    }  # fmt: skip
    work.journal.record(case.key.of, at.now, [Event(kind, actor.person, capacity, facts, named(actor))])


_CLAIMED = Text(
    "Дело взял(а) на себя другой человек: {name}. Он или любой, кто записывает решения этого органа, может"
    " его отпустить",
    "The task was taken by {name}, who may release it, as may anybody who records for this body",
)
_NOT_RECORDER = Text(
    "Дело берёт тот, кто записывает решения этого органа",
    "A task is taken by one who records the body's answers",
)
_NOT_WAITING = Text("Этот шаг уже не ждёт решения", "This step does not wait for an answer any more")
