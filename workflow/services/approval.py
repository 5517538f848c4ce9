"""An edition on its way: submitted, signed off step by step, returned or withdrawn, put into force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.chain.acts import Outcome, outcome
from workflow.chain.case import Case, SignOff, tasks
from workflow.chain.compile import IN_FORCE, RETURN, SUBMIT, WITHDRAW
from workflow.documents.document import Document, Edition
from workflow.engine.definition import Definition, Step
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Marking, Move, Performed, perform, signing
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.governance.bodies import asked_organisation, resolve
from workflow.governance.people import Actor
from workflow.governance.registers import typed_number
from workflow.journal import SYSTEM, Event, Fact
from workflow.policy import Permission, reads, require
from workflow.ports import Instrument, Moment, Store, Work
from workflow.services.replay import earlier
from workflow.values import EditionKey, PartyKey, Text

AUTHOR = Asker(frozenset({"author"}))
ANYBODY = Asker()
MAX_REMARK = 4000


@dataclass(frozen=True, slots=True)
class Decision:
    """What a recorder enters: the answer of a step, on which text, by which protocol or order.

    `number` empty draws the next one from the register; `command` is the idempotency key.
    """

    edition: EditionKey
    step: str
    text_sha256: str
    outcome: str
    number: str = ""
    dated: date | None = None
    remark: str = ""
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: the state it led to; `replayed` when it had been done before."""

    edition: EditionKey
    state: str
    instrument: Instrument | None = None
    replayed: bool = False


def submit(
    store: Store, actor: Actor, edition: EditionKey, definition: str, at: Moment, command: str | None = None
) -> Done:
    """Send a draft edition on its way by a published definition; its bodies and offices are pinned now."""
    member = require(actor, Permission.DRAFT, edition.organisation)
    with store.work() as work:
        document = work.documents.get(edition.of)
        if replayed := _replayed(work, edition, command, "submitted"):
            return replayed
        draft = work.documents.edition(edition)
        plan = _published(work, document, definition)
        _submittable(document, draft)
        performed = perform(plan, Marking(plan.definition.initial_state, {}), SUBMIT, AUTHOR)
        parties = _pinned(work, plan.definition, document, at.today)
        case = Case(edition, definition, performed.marking, parties, draft.sha256, actor.person, at.now)
        work.documents.submitted(edition, at.now)
        opened = tasks(plan, case, at.now, at.today)
        work.cases.add(case, opened)
        facts: dict[str, Fact] = {
            "edition": edition.edition,
            "sha256": draft.sha256,
            "definition": definition,
            "chain": plan.definition.title.ru,
            "moves": _moves(performed.moves),
        }
        work.journal.record(
            edition.of, at.now, [Event("submitted", actor.person, member.kind, facts, _named(actor))], command
        )
        _tell(work, edition, "opened", at)
    return Done(edition, case.marking.state)


def sign_off(store: Store, actor: Actor, decision: Decision, at: Moment) -> Done:
    """Record the answer of one step and everything that follows from it, in one transaction.

    Raises NotFound to a stranger, Forbidden to one who does not record for the body, Invalid for what was
    typed, Refused when the step is not open, Stale when it was answered or the text changed meanwhile.
    """
    with store.work() as work:
        case = work.cases.get(decision.edition)
        capacity = _capacity(actor, case, decision.step)
        if replayed := _answered_before(work, case, decision):
            return replayed
        plan = work.definitions.plan(case.definition)
        step = plan.definition.steps[decision.step]
        answer = outcome(step.act, decision.outcome)
        _check_typed(step, answer, decision, at.today)
        performed = _answered(plan, case, step, answer, decision.remark)
        instrument = _registered(work, actor, case, step, decision, at)
        told = [_keep_answer(work, actor, capacity, case, step, decision, instrument, performed, at)]
        told += _follow(work, plan, case, step, performed, decision, at)
        work.journal.record(case.key.of, at.now, told, decision.command)
    return Done(decision.edition, performed.marking.state, instrument)


def withdraw(
    store: Store, actor: Actor, edition: EditionKey, reason: str, at: Moment, command: str | None = None
) -> Done:
    """Take an edition back from its way; the next try is a new edition."""
    member = require(actor, Permission.DRAFT, edition.organisation)
    if not reason.strip():
        raise Invalid({"remark": _REASON})
    with store.work() as work:
        case = work.cases.get(edition)
        if replayed := _replayed(work, edition, command, "withdrawn"):
            return replayed
        plan = work.definitions.plan(case.definition)
        performed = perform(plan, case.marking, WITHDRAW, AUTHOR, comment=reason)
        work.cases.save(_moved(plan, case, performed), None, (), moved=True)
        facts: dict[str, Fact] = {"edition": edition.edition, "moves": _moves(performed.moves)}
        personal = {**_named(actor), "remark": reason}
        work.journal.record(
            edition.of, at.now, [Event("withdrawn", actor.person, member.kind, facts, personal)], command
        )
    return Done(edition, performed.marking.state)


def _capacity(actor: Actor, case: Case, step: str) -> str:
    if not reads(actor, case.key.organisation, case.parties.values()):
        raise NotFound
    party = case.parties.get(step)
    if party is None:
        raise NotFound
    capacity = actor.capacity_for(party)
    if capacity is None:
        raise Forbidden("not-recorder", _NOT_RECORDER)
    return capacity


def _replayed(work: Work, edition: EditionKey, command: str | None, kind: str, **facts: Fact) -> Done | None:
    """The earlier answer to the same command. Raises Stale when the key was used for something else."""
    facts["edition"] = edition.edition
    if earlier(work, edition.organisation, command, kind, edition.of, **facts) is None:
        return None
    case = work.cases.find(edition)
    return Done(edition, case.marking.state if case else "", replayed=True)


def _answered_before(work: Work, case: Case, decision: Decision) -> Done | None:
    """The earlier answer to the same command. Raises Stale when the view it was given on is outdated."""
    signed = decision.step in case.marking.signed
    if signed or not case.open:
        told = {"step": decision.step, "outcome": decision.outcome}
        if replayed := _replayed(work, case.key, decision.command, "signed", **told):
            return replayed
    if decision.text_sha256 != case.text_sha256:
        raise Stale("text-changed", _TEXT_CHANGED)
    if signed:
        raise Stale("step-signed", _STEP_SIGNED)
    if not case.open:
        raise Stale("case-closed", _CASE_CLOSED)
    return None


def _check_typed(step: Step, answer: Outcome, decision: Decision, today: date) -> None:
    fields: dict[str, Text] = {}
    if answer.remark_required and not decision.remark.strip():
        fields["remark"] = _REMARK
    if len(decision.remark) > MAX_REMARK:
        fields["remark"] = _REMARK_LONG
    if _needs_instrument(step, answer):
        if decision.dated is None:
            fields["dated"] = _NO_DATE
        elif decision.dated > today:
            fields["dated"] = _FUTURE.filled(today=today.strftime("%d.%m.%Y"))
        if decision.number.strip():
            fields.update(_number_faults(decision.number))
    if fields:
        raise Invalid(fields)


def _number_faults(number: str) -> Mapping[str, Text]:
    try:
        typed_number(number)
    except Invalid as fault:
        return fault.fields
    return {}


def _needs_instrument(step: Step, answer: Outcome) -> bool:
    """A body answers by its protocol either way; an official who sends back writes no order."""
    return step.evidence == "protocol" or (step.evidence == "order" and answer.effect == "advance")


def _answered(plan: Plan, case: Case, step: Step, answer: Outcome, remark: str) -> Performed:
    transition = signing(plan, case.marking, step.id)
    if answer.effect == "return":
        return perform(plan, case.marking, RETURN, ANYBODY, comment=remark)
    return perform(plan, case.marking, transition, ANYBODY, outcome=answer.id, comment=remark)


def _registered(
    work: Work, actor: Actor, case: Case, step: Step, decision: Decision, at: Moment
) -> Instrument | None:
    answer = outcome(step.act, decision.outcome)
    if decision.dated is None or not _needs_instrument(step, answer):
        return None
    party = case.parties[step.id]
    _in_order(work, case, step, decision.dated)
    register = work.instruments.register(party.organisation, party.party, step.evidence)
    number = register.read(decision.number) if decision.number.strip() else None
    signed_by = actor.person if step.evidence == "order" else None
    instrument = work.instruments.enter(register, number, decision.dated, signed_by, actor.person, at.now)
    if not instrument.new and (step.evidence == "order" or instrument.dated != decision.dated):
        # One protocol carries many decisions of its sitting; an order's number is given once.
        raise Invalid(
            {"number": _TAKEN.filled(number=instrument.printed, day=f"{instrument.dated:%d.%m.%Y}")}
        )
    return instrument


def _in_order(work: Work, case: Case, step: Step, dated: date) -> None:
    """An order may not precede the decisions that it rests on (norms, rule 6)."""
    if step.evidence != "order":
        return
    latest = max((one.decided_on for one in work.cases.sign_offs(case.key) if one.decided_on), default=None)
    if latest is not None and dated < latest:
        raise Invalid({"dated": _BEFORE_DECISIONS.filled(day=f"{latest:%d.%m.%Y}")})


def _keep_answer(
    work: Work,
    actor: Actor,
    capacity: str,
    case: Case,
    step: Step,
    decision: Decision,
    instrument: Instrument | None,
    performed: Performed,
    at: Moment,
) -> Event:
    """Keep the sign-off; returns what the journal tells of it."""
    party = case.parties[step.id]
    sign = SignOff(
        case.key,
        step.id,
        step.act,
        decision.outcome,
        party,
        case.text_sha256,
        decision.dated,
        decision.remark.strip(),
        actor.person,
        capacity,
        at.now,
    )
    work.cases.sign(sign, [instrument] if instrument else [])
    facts: dict[str, Fact] = {
        "edition": case.key.edition,
        "step": step.id,
        "act": step.act,
        "outcome": decision.outcome,
        "party": list(party),
        "sha256": case.text_sha256,
        "moves": _moves(performed.moves),
    }
    if instrument:
        facts |= {
            "instrument": instrument.instrument,
            "number": instrument.printed,
            "dated": instrument.dated.isoformat(),
        }
    personal = {**_named(actor), **({"remark": sign.remark} if sign.remark else {})}
    return Event("signed", actor.person, capacity, facts, personal)


def _follow(
    work: Work, plan: Plan, case: Case, step: Step, performed: Performed, decision: Decision, at: Moment
) -> Sequence[Event]:
    """Move the case and what depends on it; returns what the journal tells of that."""
    moved = performed.marking.state != case.marking.state
    after = _moved(plan, case, performed)
    opened = tasks(plan, after, at.now, at.today) if moved else ()
    work.cases.save(after, step.id, opened, moved=moved)
    if moved:
        _tell(work, case.key, performed.marking.state, at)
    return _put_into_force(work, case, decision, at) if performed.marking.state == IN_FORCE else ()


def _moved(plan: Plan, case: Case, performed: Performed) -> Case:
    final = plan.definition.states[performed.marking.state].final
    return replace(case, marking=performed.marking, open=not final)


def _put_into_force(work: Work, case: Case, decision: Decision, at: Moment) -> Sequence[Event]:
    """The new edition comes into force and the former one lapses on the same day."""
    document = work.documents.get(case.key.of)
    edition = work.documents.edition(case.key)
    since = decision.dated or at.today
    events = [Event("in_force", SYSTEM, facts={"edition": case.key.edition, "since": since.isoformat()})]
    if document.in_force is not None:
        former = work.documents.edition(EditionKey(*case.key.of, document.in_force))
        if former.in_force_from is not None and since < former.in_force_from:
            raise Invalid({"dated": _BEFORE_FORMER.filled(day=f"{former.in_force_from:%d.%m.%Y}")})
        work.documents.repeal(former.key, since)
        facts: dict[str, Fact] = {"edition": document.in_force, "until": since.isoformat()}
        events.insert(0, Event("repealed", SYSTEM, facts=facts))
    work.documents.put_into_force(edition, since)
    work.jobs.enqueue(case.key.organisation, "print", {"edition": list(case.key)}, at.now)
    return events


def _tell(work: Work, edition: EditionKey, what: str, at: Moment) -> None:
    work.jobs.enqueue(edition.organisation, "notify", {"edition": list(edition), "what": what}, at.now)


def _published(work: Work, document: Document, digest: str) -> Plan:
    if digest not in work.definitions.published(document.key.organisation, document.kind):
        raise Refused("not-published", _NOT_PUBLISHED)
    return work.definitions.plan(digest)


def _submittable(document: Document, edition: Edition) -> None:
    if edition.submitted_at is not None:
        raise Stale("submitted", _SUBMITTED)
    if edition.key.edition != document.editions:
        raise Stale("not-last", _NOT_LAST)
    if not edition.text.clauses:
        raise Refused("empty", _EMPTY)


def _pinned(work: Work, definition: Definition, document: Document, today: date) -> Mapping[str, PartyKey]:
    own = work.people.organisation(document.key.organisation, today)
    pinned: dict[str, PartyKey] = {}
    for step in definition.steps.values():
        where = asked_organisation(step, own)
        found = resolve(step, work.people.parties(where, today), document.body)
        if step.evidence != "none":
            work.instruments.register(where, found.key.party, step.evidence)
        pinned[step.id] = found.key
    return pinned


def _moves(moves: Sequence[Move]) -> list[object]:
    return [
        [move.transition, move.source, move.target, "system" if move.automatic else "actor"] for move in moves
    ]


def _named(actor: Actor) -> dict[str, str]:
    return {"name": actor.name.full}


_NOT_RECORDER = Text(
    "Решение записывает председатель или секретарь этого органа либо должностное лицо",
    "The answer is recorded by the chair or secretary of the body, or by the official",
)
_REASON = Text("Напишите, почему редакция отзывается", "Say why the edition is withdrawn")
_TEXT_CHANGED = Text(
    "Пока вы читали, появилась другая редакция. Решение не записано: откройте новый текст",
    "Another edition appeared while you were reading. Nothing was recorded: open the new text",
)
_STEP_SIGNED = Text(
    "По этому шагу решение уже записано. Второе не добавлено",
    "This step has been answered already. No second answer was added",
)
_CASE_CLOSED = Text(
    "Согласование этой редакции закончено или прекращено. Решение не записано",
    "The way of this edition has ended. Nothing was recorded",
)
_REMARK = Text("Напишите замечания: без них вернуть нельзя", "Write the remarks: they are required here")
_REMARK_LONG = Text(
    "Замечания длиннее 4000 знаков: приложите их к протоколу", "Remarks of over 4000 characters"
)
_NO_DATE = Text("Укажите дату: ДД.ММ.ГГГГ", "Give the date: DD.MM.YYYY")
_FUTURE = Text("Дата ещё не наступила: сегодня {today}", "The date is in the future: today is {today}")
_TAKEN = Text(
    "Номер {number} уже занят: им отмечено {day}", "Number {number} is taken: it was given on {day}"
)
_BEFORE_DECISIONS = Text(
    "Приказ не может быть раньше решений, на которых он основан: последнее от {day}",
    "The order may not precede the decisions it rests on: the last is of {day}",
)
_BEFORE_FORMER = Text(
    "Прежняя редакция действует с {day}: новая не может начаться раньше",
    "The former edition is in force since {day}: the new one may not begin earlier",
)
_NOT_PUBLISHED = Text(
    "Эта цепочка не введена в организации для документов такого вида",
    "This chain is not published in the organisation for this kind of document",
)
_SUBMITTED = Text("Эта редакция уже отправлена", "This edition has been submitted already")
_NOT_LAST = Text("Есть более новая редакция: отправьте её", "There is a newer edition: submit that one")
_EMPTY = Text("В редакции нет текста", "The edition has no text")
