"""Looking at an edition by the rules again: what they break now is open, what they break no longer is not.

Called in the transaction that changed the facts. Live work is refused by the same rules that only note what
stands on paper (design §5, rule 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from workflow.chain.case import Case
from workflow.engine.machine import Plan
from workflow.governance.findings import PERSONAL_FACTS, Finding, find, refusals
from workflow.governance.people import Actor
from workflow.journal import SYSTEM, Event, Fact
from workflow.ports import Kept, Moment, Work
from workflow.services.cases import tell
from workflow.values import DocumentKey, EditionKey, PartyKey


def review(work: Work, key: EditionKey, at: Moment) -> tuple[Finding, ...]:
    """Bring the findings of an edition up to its facts; returns all that its facts break."""
    found = find(work.findings.facts(key, at.today))
    _keep(work, key, found, work.findings.kept(key), at)
    return found


def review_live(work: Work, key: EditionKey, step: str | None, at: Moment) -> None:
    """The same after live work on a step of an edition. Raises Refused when it breaks a rule anew."""
    found = find(work.findings.facts(key, at.today))
    kept = work.findings.kept(key)
    refused = refusals(tuple(_fresh(found, kept)), step)
    if refused is not None:
        raise refused
    _keep(work, key, found, kept, at)


def review_document(work: Work, key: DocumentKey, at: Moment) -> int:
    """Review every submitted edition of a document; returns how many findings it has now."""
    work.documents.get(key)
    return sum(len(review(work, one, at)) for one in work.findings.editions(key))


def review_later(work: Work, party: PartyKey, at: Moment) -> None:
    """Who sat in the body or office on which day has changed: all that it decided is looked at again.

    After the commit, a document at a time: there may be many of them.
    """
    work.jobs.enqueue(party.organisation, "review", {"party": list(party)}, at.now)


def review_soon(work: Work, key: DocumentKey, at: Moment) -> None:
    """Review a document after the commit, in a job of its own."""
    work.jobs.enqueue(key.organisation, "review", {"document": list(key)}, at.now)


def review_waits(actor: Actor, plan: Plan, case: Case, step: str, dated: date | None, today: date) -> bool:
    """Whether an answer breaks no rule that refuses: then it is reviewed when its stage is over.

    An answer of today was held to them as it was given. As for an earlier day, whoever records for a body
    and had the seat on it already shows that the body existed then, with members in office.
    """
    steps = plan.definition.steps
    if any(steps[one].act == "approve" for one in case.marking.signed if one in steps):
        return False
    if dated is None or dated == today:
        return True
    seats = (seat for seat in actor.recording() if seat.party == case.parties[step])
    return any(seat.nature == "body" and seat.since <= dated for seat in seats)


def tell_and_review(work: Work, edition: EditionKey, what: str, at: Moment) -> None:
    """After the commit, those who are asked now are told and the document is reviewed: one job here,
    which becomes two.
    """
    payload: dict[str, object] = {"edition": list(edition), "what": what}
    work.jobs.enqueue(edition.organisation, "moved", payload, at.now)


def moved(work: Work, edition: EditionKey, what: str, at: Moment) -> None:
    """A case has moved: what waited for the commit, each in a job of its own."""
    tell(work, edition, what, at)
    review_soon(work, edition.of, at)


def review_decided(work: Work, party: PartyKey, at: Moment) -> None:
    """Look again at each document on which the body or office decided, in a job of its own."""
    for key in work.findings.decided_by(party):
        review_soon(work, key, at)


def _keep(work: Work, key: EditionKey, found: Iterable[Finding], kept: Iterable[Kept], at: Moment) -> None:
    kept = tuple(kept)
    fresh, gone = tuple(_fresh(found, kept)), tuple(_gone(found, kept))
    if not fresh and not gone:
        return
    ids = work.findings.open(key, fresh, at.now)
    work.findings.settle(key.of, [one.id for one in gone], at.now)
    opened = [told(key, "finding_opened", id_, one) for id_, one in zip(ids, fresh, strict=True)]
    settled = [told(key, "finding_settled", one.id, one.finding) for one in gone]
    work.journal.record(key.of, at.now, [*opened, *settled])


def _fresh(found: Iterable[Finding], kept: Iterable[Kept]) -> Iterator[Finding]:
    """What is neither open nor was closed by a person as it stands; each once."""
    known = {_same(one.finding) for one in kept if one.open or one.by_person}
    for one in found:
        if _same(one) not in known:
            known.add(_same(one))
            yield one


def _gone(found: Iterable[Finding], kept: Iterable[Kept]) -> Iterator[Kept]:
    still = {_same(one) for one in found}
    return (one for one in kept if one.open and _same(one.finding) not in still)


def _same(one: Finding) -> tuple[str, tuple[tuple[str, str], ...]]:
    return one.code, tuple(sorted(one.facts.items()))


def told(
    key: EditionKey, kind: str, id_: int, one: Finding, actor: str = SYSTEM, capacity: str = "", **more: str
) -> Event:
    """What the journal tells of a finding; names of people and `more` stand in the personal payload."""
    compared: dict[str, object] = {
        name: fact for name, fact in one.facts.items() if name not in PERSONAL_FACTS
    }
    named = {name: one.facts[name] for name in PERSONAL_FACTS if name in one.facts}
    facts: dict[str, Fact] = {
        "edition": key.edition,
        "finding": id_,
        "code": one.code,
        "compared": compared,
    }
    return Event(kind, actor, capacity, facts, {**named, **more})
