"""What goes beside the chain of an edition: begun by the product, ended when the next edition begins it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.chain.case import Case
from workflow.engine.definition import Beside, Definition
from workflow.engine.machine import SYSTEM_ACTOR, Asker, Plan
from workflow.engine.process import Marking, Performed, may_create, start
from workflow.engine.several import seen_beside
from workflow.governance.people import Actor
from workflow.journal import Event
from workflow.ports import Moment, Work
from workflow.services.asking import asker, circumstances
from workflow.services.cases import case_named, told_moves
from workflow.services.following import check_before, follow, set_timer
from workflow.values import EditionKey

JOB = "beside"
BEGUN, ENDED = "process_begun", "process_ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands in one workflow."""

    plan: Plan
    marking: Marking


@dataclass(frozen=True, slots=True)
class Beginner:
    """Whose rights are asked and on whom it is booked: whoever submitted, later the system in his stead."""

    asker: Asker
    person: str
    booked: str = SYSTEM_ACTOR
    capacity: str = ""
    personal: Mapping[str, str] = field(default_factory=dict)


def chains(published: Mapping[str, Definition]) -> dict[str, Definition]:
    """Of the definitions that an organisation offers, those by which a document can be sent."""
    return {known: one for known, one in published.items() if not one.beside}


def begin(work: Work, edition: EditionKey, kind: str, when: Beside, by: Beginner, at: Moment) -> None:
    """Begin each that the organisation publishes for the kind, but for what has begun before.

    One whose creation guard is closed does not begin. The document is locked before.
    """
    for known, definition in _published(work, edition.organisation, kind, when).items():
        plan = work.definitions.plan(known)
        told = circumstances(plan, at)
        if work.cases.find(edition, definition.id) is None and not may_create(plan, by.asker, told):
            _end_former(work, edition, plan, at)
            _begin(work, edition, known, plan, by, at)


def ask_to_begin(work: Work, edition: EditionKey, at: Moment) -> None:
    """Leave it to be begun, once an edition is in force; nothing where nothing is published for that."""
    if work.documents.edition(edition).in_force_from is None:
        return
    kind = work.documents.get(edition.of).kind
    if _published(work, edition.organisation, kind, "in_force"):
        work.jobs.enqueue(edition.organisation, JOB, {"edition": list(edition)}, at.now)


def begin_in_force(work: Work, edition: EditionKey, at: Moment) -> None:
    """What begins once an edition is in force begins now, booked on the system."""
    kind, case = work.documents.get(edition.of).kind, work.cases.find(edition)
    # The text of a signed order has gone by no chain: then it is whoever wrote it.
    person = case.submitted_by if case else work.documents.edition(edition).made_by
    submitter = asker(work.people.actor(person, at.today), edition.organisation)
    begin(work, edition, kind, "in_force", Beginner(submitter, person), at)


def cases_of(work: Work, edition: EditionKey) -> list[tuple[Case, Plan]]:
    """All cases of an edition that go beside one another, that of the chain first."""
    found = work.cases.beside(edition)
    chain = work.cases.find(edition) if found else None
    return [(one, work.definitions.plan(one.definition)) for one in (chain, *found) if one is not None]


def answerer(work: Work, plan: Plan, case: Case, actor: Actor) -> Asker:
    """Who answers a step of the chain, with what the others give him where his answer asks for it."""
    person = asker(actor, case.key.organisation, case.parties.values())
    return seen_among(cases_of(work, case.key), case.workflow, person) if plan.answers_ask else person


def seen_among(cases: Sequence[tuple[Case, Plan]], workflow: str, person: Asker) -> Asker:
    """The asker as one of the workflows sees him: what the others give on the document is held above it."""
    others = [Standing(plan, one.marking) for one, plan in cases if one.workflow != workflow]
    return seen_beside(others, person)


def _published(work: Work, organisation: str, kind: str, when: Beside) -> dict[str, Definition]:
    """Of two versions of one, the one that was published last."""
    found = {
        one.id: (known, one)
        for known, one in work.definitions.published(organisation, kind).items()
        if one.beside == when
    }
    return dict(found.values())


def _begin(work: Work, edition: EditionKey, known: str, plan: Plan, by: Beginner, at: Moment) -> None:
    definition = plan.definition
    performed = start(plan, by.asker, circumstances(plan, at))
    check_before(work, plan, edition, performed.moves)
    case = Case(
        edition, known, performed.marking, {}, work.documents.edition(edition).sha256, by.person, at.now,
        open=not definition.states[performed.marking.state].final,
        since=at.today.isoformat(), workflow=definition.id,
    )  # fmt: skip
    work.cases.add(case, ())
    follow(work, plan, case, performed.moves, at)
    if case.open and all(move.source == move.target for move in performed.moves):
        set_timer(work, plan, case, at.today, at.today)
    work.journal.record(edition.of, at.now, [_begun(case, plan, performed, by)])


def _begun(case: Case, plan: Plan, performed: Performed, by: Beginner) -> Event:
    facts = case_named(case, plan) | {
        "definition": case.definition,
        "moves": told_moves(performed.moves),
        "state": case.marking.state,
    }
    return Event(BEGUN, by.booked, by.capacity, facts, by.personal)


def _end_former(work: Work, edition: EditionKey, plan: Plan, at: Moment) -> None:
    """What an earlier edition has left of the same workflow ends: the new edition has its own."""
    for former in work.cases.before(edition, plan.definition.id):
        end(work, former, at)


def end(work: Work, case: Case, at: Moment) -> None:
    """The case ends where it stands, booked on the system."""
    work.cases.save(replace(case, open=False), None, (), moved=False)
    plan = work.definitions.plan(case.definition)
    work.journal.record(case.key.of, at.now, [Event(ENDED, SYSTEM_ACTOR, facts=case_named(case, plan))])


def end_all(work: Work, edition: EditionKey, at: Moment) -> None:
    """Every open case beside that of an edition's chain ends."""
    for case in work.cases.beside(edition):
        if case.open:
            end(work, case, at)
