"""Recording the answer of one step and everything that follows from it, up to entry into force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.chain.acts import NO_REPLY, Outcome, outcome
from workflow.chain.case import Case, SignOff, days_of
from workflow.chain.compile import IN_FORCE, RECORDED, RETURN
from workflow.chain.procedures import owner
from workflow.engine.conditions import facts as looked_at
from workflow.engine.definition import Step
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Circumstances, Performed, perform, signing, unmet_by
from workflow.engine.timers import due_on
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.governance.findings.dates import later_than
from workflow.governance.people import STANDING_IN, Actor
from workflow.journal import Event, Fact
from workflow.policy import reads
from workflow.ports import Instrument, Moment, NumberStands, Store, Work
from workflow.services import claims
from workflow.services.answers import Decision, check_typed, needs_instrument
from workflow.services.asking import circumstances
from workflow.services.beside import answerer
from workflow.services.cases import Done, counting, expect_register, moved, named, replayed, tell, told_moves
from workflow.services.following import asked_anew, check_before, follow, issue_alone, put_into_force
from workflow.services.reviewing import review_live, review_waits, tell_and_review
from workflow.values import PartyKey, Text


@dataclass(frozen=True, slots=True)
class ByOrder:
    """The registered order whose point gives an answer, and since when the edition is in force by it."""

    order: Instrument
    point: int
    since: date


@dataclass(frozen=True, slots=True)
class Sat:
    """The sitting that gives an answer: its protocol and question, and in what capacity it is recorded.

    `tally` is what the journal tells of the vote.
    """

    protocol: Instrument
    item: int
    capacity: str
    tally: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class _Answering:
    """One decision on its step, inside its transaction."""

    work: Work
    plan: Plan
    case: Case
    step: Step
    answer: Outcome
    decision: Decision
    actor: Actor
    capacity: str
    at: Moment
    by: ByOrder | Sat | None


def sign_off(store: Store, actor: Actor, decision: Decision, at: Moment) -> Done:
    """Record the answer of one step and everything that follows from it, in one transaction.

    Raises NotFound to a stranger, Forbidden to one who does not record for the body, Invalid for what was
    typed, Refused when the step is not open, Stale when it was answered or the text changed meanwhile.
    """
    try:
        return _signed(store, actor, decision, at, takes_for_new=True)
    except NumberStands:
        # One protocol carries many decisions, and a number may be taken: now it is looked up.
        return _signed(store, actor, decision, at, takes_for_new=False)


def _signed(store: Store, actor: Actor, decision: Decision, at: Moment, *, takes_for_new: bool) -> Done:
    with store.work() as work:
        work.instruments.takes_for_new = takes_for_new
        expect_register(work, actor)
        return answer(work, actor, decision, at)


def answer(work: Work, actor: Actor, decision: Decision, at: Moment, by: ByOrder | Sat | None = None) -> Done:
    """Record the answer of one step inside a transaction, as `sign_off` does.

    `by` is the order whose point, or the sitting whose protocol, gives it.
    """
    case = work.cases.get(decision.edition)
    if before := _gone_over(work, actor, case, decision):
        return before
    plan = work.definitions.plan(case.definition)
    capacity = _capacity(actor, case, plan, decision.step, by)
    if before := _answered_before(work, case, decision):
        return before
    if by is None:
        claims.check(work, actor, case, decision.step, at)
    step = plan.definition.steps[decision.step]
    chosen = outcome(step.act, decision.outcome)
    check_typed(step, chosen, decision, at.today)
    one = _Answering(work, plan, case, step, chosen, decision, actor, capacity, at, by)
    performed = _perform(one)
    instrument = _registered(one)
    told = [_kept(one, instrument, performed), *_follow(one, performed)]
    # An order that is a document of its own says its points itself.
    if by is None and instrument is not None and step.evidence == "order" != case.kind:
        issue_alone(work, case.key, step.act, instrument, told)
    work.journal.record(case.key.of, at.now, told, decision.command)
    if not _review_waits(one):
        review_live(work, case.key, step.id, at)
    return Done(decision.edition, performed.marking.state, instrument)


def _review_waits(one: _Answering) -> bool:
    dated, today = one.decision.dated, one.at.today
    return one.by is None and review_waits(one.actor, one.plan, one.case, one.step.id, dated, today)


def _gone_over(work: Work, actor: Actor, case: Case, decision: Decision) -> Done | None:
    """The earlier answer to the same command, when the case went over to another chain since it was seen.

    Raises Stale when there is none.
    """
    if not reads(actor, case.key.organisation, case.parties.values()):
        raise NotFound
    if decision.definition in ("", case.definition):
        return None
    if before := _replayed(work, case, decision):
        return before
    raise Stale("definition-changed", _OTHER_CHAIN)


def _capacity(actor: Actor, case: Case, plan: Plan, step: str, by: ByOrder | Sat | None) -> str:
    # A migrated case names under other ids those whose answers are void: they read on, and answer no more.
    if step not in plan.definition.steps:
        raise NotFound
    party = case.parties[step]
    if isinstance(by, Sat):
        _check_sat(by, plan.definition.steps[step], party)
        return by.capacity
    capacity = actor.capacity_for(party)
    if capacity is None:
        raise Forbidden("not-recorder", _NOT_RECORDER)
    return capacity


def _check_sat(sat: Sat, step: Step, party: PartyKey) -> None:
    """A sitting answers for its own body alone, and where a protocol is what is asked for. Raises Refused."""
    if step.evidence != "protocol" or party != PartyKey(sat.protocol.organisation, sat.protocol.party):
        raise Refused("another-body", _ANOTHER_BODY)


def _answered_before(work: Work, case: Case, decision: Decision) -> Done | None:
    """The earlier answer to the same command. Raises Stale when the view it was given on is outdated."""
    signed = decision.step in case.marking.signed
    if (signed or not case.open) and (before := _replayed(work, case, decision)):
        return before
    if decision.text_sha256 != case.text_sha256:
        raise Stale("text-changed", _TEXT_CHANGED)
    if signed:
        raise Stale("step-signed", _STEP_SIGNED)
    if not case.open:
        raise Stale("case-closed", _CASE_CLOSED)
    return None


def _replayed(work: Work, case: Case, decision: Decision) -> Done | None:
    return replayed(work, case.key, decision.command, "signed", step=decision.step, outcome=decision.outcome)


def _perform(one: _Answering) -> Performed:
    plan, case, remark = one.plan, one.case, one.decision.remark
    transition = signing(plan, case.marking, one.step.id)
    known = _known(one)
    person = answerer(one.work, plan, case, one.actor)
    if one.answer.effect == "return":
        _may_answer(one, transition, person, known)
        transition = RETURN
    performed = perform(
        plan, case.marking, transition, person, outcome=one.answer.id, comment=remark, known=known
    )
    check_before(one.work, plan, case.key, performed.moves)
    return performed


def _may_answer(one: _Answering, transition: str, person: Asker, known: Circumstances) -> None:
    """Who may not answer the step, or not yet, may not send back either. Raises Refused."""
    way = one.plan.ways[transition]
    if not way.unfolds and "actor" not in looked_at(way.condition):
        return
    if unmet := unmet_by(one.plan, one.case.marking, person, way.gate, known):
        raise Refused("guard", _NOT_YET, unmet)


def _known(one: _Answering) -> Circumstances:
    answers = one.work.cases.sign_offs(one.case.key) if one.plan.curious else ()
    dated = {one.step.id: one.decision.dated} if one.decision.dated else {}
    return circumstances(one.plan, one.at, answers, dated)


def _registered(one: _Answering) -> Instrument | None:
    if isinstance(one.by, Sat):
        return one.by.protocol
    dated, number = one.decision.dated, one.decision.number
    if dated is None or not needs_instrument(one.step, one.answer):
        return None
    _in_order(one, dated)
    if one.by is not None:
        return one.by.order
    party, evidence = one.case.parties[one.step.id], one.step.evidence
    register = one.work.instruments.register(party.organisation, party.party, evidence)
    typed = register.read(number, dated) if number.strip() else None
    person = one.actor.person
    signed_by = person if evidence == "order" else None
    instrument = one.work.instruments.enter(register, typed, dated, signed_by, person, one.at.now)
    if not instrument.new and (evidence == "order" or instrument.dated != dated):
        # One protocol carries many decisions of its sitting; an order's number is given once.
        told = _TAKEN.filled(number=instrument.printed, day=f"{instrument.dated:%d.%m.%Y}")
        raise Invalid({"number": told})
    return instrument


def _in_order(one: _Answering, dated: date) -> None:
    """An order may not precede the decisions that it rests on (norms, rule 6)."""
    if one.step.evidence != "order":
        return
    if one.by is None:
        one.work.documents.expect(one.case.key.of)
    answers = one.work.cases.sign_offs(one.case.key)
    latest = later_than(dated, [*(answer.decided_on for answer in answers), *_silences(one, answers)])
    if latest is not None:
        raise Invalid({"dated": _BEFORE_DECISIONS.filled(day=f"{latest:%d.%m.%Y}")})


def _silences(one: _Answering, answers: Sequence[SignOff]) -> Iterator[date]:
    """The last days on which a body that kept silent could still have answered."""
    days, calendar = days_of(answers), counting(one.work, one.case.key.organisation, one.at.today)
    for step, answer in one.case.marking.signed.items():
        due = one.plan.definition.steps[step].due if answer == NO_REPLY else None
        if due is not None and due.since in days:
            yield due_on(due, days[due.since], calendar)


def _kept(one: _Answering, instrument: Instrument | None, performed: Performed) -> Event:
    """Keep the sign-off; returns what the journal tells of it."""
    case, decision = one.case, one.decision
    unwritten = one.at.today if one.step.evidence == "none" else None  # the day of signing
    sign = SignOff(
        case.key, one.step.id, one.step.act, decision.outcome, case.parties[one.step.id], case.text_sha256,
        decision.dated or unwritten, decision.remark.strip(), one.actor.person, one.capacity, one.at.now,
    )  # fmt: skip
    item = one.by.item if isinstance(one.by, Sat) else None
    one.work.cases.sign(sign, [instrument] if instrument else [], item=item)
    given = {**_facts(sign, instrument), **_given_by(one.by), **_about(one, sign)}
    facts = {**given, "moves": told_moves(performed.moves)}
    personal = {**named(one.actor), **_basis(one), **({"remark": sign.remark} if sign.remark else {})}
    return Event("signed", one.actor.person, one.capacity, facts, personal)


def _given_by(by: ByOrder | Sat | None) -> Mapping[str, Fact]:
    """The point of the order, or the figures of the vote."""
    if isinstance(by, Sat):
        return by.tally
    return {"point": by.point, "by_order": by.order.id} if by else {}


def _facts(sign: SignOff, instrument: Instrument | None) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "edition": sign.key.edition,
        "step": sign.step,
        "act": sign.act,
        "outcome": sign.outcome,
        "party": list(sign.party),
        "sha256": sign.text_sha256,
    }
    if instrument is None:
        return facts
    told = {"number": instrument.printed, "dated": instrument.dated.isoformat()}
    return facts | told | {"instrument": instrument.instrument}


def _about(one: _Answering, sign: SignOff) -> dict[str, Fact]:
    """Of what only records, which body it concerns and when it was."""
    if one.step.act not in RECORDED or sign.decided_on is None:
        return {}
    return {"about": list(one.case.parties[owner(one.step.id)]), "on": sign.decided_on.isoformat()}


def _basis(one: _Answering) -> dict[str, str]:
    """By what paper one acts for another."""
    party = one.case.parties[one.step.id]
    held = (seat for seat in one.actor.recording() if (seat.party, seat.capacity) == (party, one.capacity))
    basis = next((seat.basis for seat in held if seat.capacity in STANDING_IN), "")
    return {"basis": basis} if basis else {}


def _follow(one: _Answering, performed: Performed) -> Sequence[Event]:
    """Move the case and what depends on it; returns what the journal tells of that."""
    state = performed.marking.state
    moves_on = state != one.case.marking.state
    after = moved(one.plan, one.case, performed, one.at.today)
    opened = asked_anew(one.work, one.plan, one.case, after, one.at)
    one.work.cases.save(after, one.step.id, opened, moved=moves_on)
    if moves_on:
        (tell_and_review if _review_waits(one) else tell)(one.work, one.case.key, state, one.at)
    follow(one.work, one.plan, after, performed.moves, one.at)
    if state != IN_FORCE:
        return ()
    since = one.by.since if isinstance(one.by, ByOrder) else one.decision.dated or one.at.today
    return put_into_force(one.work, one.case.key, since, one.at)


_NOT_RECORDER = Text(
    "Решение записывает председатель или секретарь этого органа либо должностное лицо",
    "The answer is recorded by the chair or secretary of the body, or by the official",
)
_ANOTHER_BODY = Text(
    "На этом шаге ждут не протокола этого органа",
    "This step does not wait for a protocol of this body",
)
_TEXT_CHANGED = Text(
    "Пока вы читали, появилась другая редакция. Решение не записано: откройте новый текст",
    "Another edition appeared while you were reading. Nothing was recorded: open the new text",
)
_OTHER_CHAIN = Text(
    "Пока вы читали, документ перешёл на другую цепочку. Решение не записано: откройте его заново",
    "While you were reading, the document went over to another chain. Nothing was recorded: open it again",
)
_STEP_SIGNED = Text(
    "По этому шагу решение уже записано. Второе не добавлено",
    "This step has been answered already. No second answer was added",
)
_CASE_CLOSED = Text(
    "Согласование этой редакции закончено или прекращено. Решение не записано",
    "The way of this edition has ended. Nothing was recorded",
)
_NOT_YET = Text("Сначала должно быть выполнено остальное", "Something else comes first")
_TAKEN = Text(
    "Номер {number} уже занят: им отмечено {day}", "Number {number} is taken: it was given on {day}"
)
_BEFORE_DECISIONS = Text(
    "Приказ не может быть раньше решений, на которых он основан: последнее от {day}",
    "The order may not precede the decisions it rests on: the last is of {day}",
)
