"""Transitions that have a button of their own: what is open now, what keeps the rest closed, doing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.chain.acts import ACTS
from workflow.chain.case import Case, SignOff
from workflow.chain.compile import IN_FORCE, RETURN, SUBMIT, WITHDRAW
from workflow.engine import process
from workflow.engine.definition import Guard, Transition
from workflow.engine.machine import Asker, Plan, Way
from workflow.engine.process import Circumstances, Performed, unmet_by
from workflow.engine.refusals import permission_needed
from workflow.errors import Invalid, NotFound, Refused, Stale, Unmet
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import TABLE, Permission, may, performs, reads
from workflow.ports import Moment, Store, Work
from workflow.services.asking import asker, circumstances
from workflow.services.beside import cases_of, seen_among
from workflow.services.cases import Done, case_named, moved, named, replayed, tell, told_moves
from workflow.services.following import asked_anew, check_before, follow, put_into_force
from workflow.services.reviewing import review_live
from workflow.values import EditionKey, PartyKey, Text

KIND = "performed"
MAX_COMMENT = 4000
_SOME = "–"
"""Stands for a remark that nobody has written yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for: a transition of a case, on which text, with what remark.

    `command` is the idempotency key; `definition` and `state` are what the person saw, when the view tells.
    `workflow` names what goes beside the chain.
    """

    edition: EditionKey
    transition: str
    text_sha256: str
    comment: str = ""
    command: str | None = None
    definition: str = ""
    state: str = ""
    workflow: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A user transition of the state where a case stands, and all that keeps the actor from it."""

    transition: Transition
    comment_required: bool
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """One person before one case, and what the engine is told of both."""

    plan: Plan
    case: Case
    actor: Actor
    at: Moment
    person: Asker
    known: Circumstances


def asking(
    plan: Plan,
    case: Case,
    actor: Actor,
    at: Moment,
    answers: Sequence[SignOff] = (),
    cases: Sequence[tuple[Case, Plan]] = (),
) -> Asking:
    """The actor before the case; `answers` are all given on its edition, `cases` all that it has."""
    person = asker(actor, case.key.organisation, case.parties.values())
    seen = seen_among(cases, case.workflow, person)
    return Asking(plan, case, actor, at, seen, circumstances(plan, at, answers))


def choices(one: Asking) -> tuple[Choice, ...]:
    """The transitions that have a button where the case stands, in the author's order; hidden ones have none.

    One is open when nothing is unmet. None in a case that has ended.
    """
    if not one.case.open:
        return ()
    return tuple(_choice(one, way) for way in _own(one) if not way.transition.hidden)


def choice(one: Asking, transition: str) -> Choice:
    """One transition, a hidden one too. Raises NotFound; Refused when it is not done like that, or here."""
    way = one.plan.ways.get(transition)
    if way is None:
        raise NotFound
    if not one.case.open:
        raise Stale("case-closed", _CASE_CLOSED)
    if way in _own(one):
        return _choice(one, way)
    _check_own_button(one, way)
    raise _refusal(one, transition)


def foreseen(one: Asking, of: Choice) -> Performed:
    """What performing an open choice would lead to, with all that follows by itself. Raises Refused."""
    return _performed(one, of.transition.id, _SOME if of.comment_required else "")


def perform(store: Store, actor: Actor, wanted: Wanted, at: Moment) -> Done:
    """Perform a user transition and everything that follows from it, in one transaction.

    Raises NotFound to a stranger, Invalid for the remark, Refused with every unmet condition, Stale when the
    text, the definition or the state is no longer the one that was seen.
    """
    with store.work() as work:
        case = work.cases.get(wanted.edition, wanted.workflow)
        if not reads(actor, case.key.organisation, case.parties.values()):
            raise NotFound
        command, done = wanted.command, {"transition": wanted.transition}
        if before := replayed(work, case.key, command, KIND, case.workflow, **done):
            return before
        _check_seen(case, wanted)
        plan = work.definitions.plan(case.definition)
        answers = work.cases.sign_offs(case.key) if plan.curious and not case.workflow else ()
        one = asking(plan, case, actor, at, answers, cases_of(work, case.key))
        _check_comment(choice(one, wanted.transition), wanted.comment)
        performed = _performed(one, wanted.transition, wanted.comment)
        check_before(work, plan, case.key, performed.moves)
        told = [_told(one, wanted, performed), *_kept(work, one, performed)]
        work.journal.record(case.key.of, at.now, told, wanted.command)
        if not case.workflow:
            review_live(work, case.key, None, at)
    return Done(wanted.edition, performed.marking.state)


def _own(one: Asking) -> Iterator[Way]:
    """The user transitions from the state, but for those done by an answer or by withdrawing."""
    ways = one.plan.user.get(one.case.marking.state, ())
    return (way for way in ways if not _is_done_elsewhere(one, way))


def _is_done_elsewhere(one: Asking, way: Way) -> bool:
    if one.case.workflow:
        return False
    return bool(way.signs) or way.id == WITHDRAW or (way.id == RETURN and _is_returned_by_answer(one))


def _is_returned_by_answer(one: Asking) -> bool:
    steps = one.plan.definition.steps
    ways = one.plan.user.get(one.case.marking.state, ())
    acts = (ACTS[steps[way.signs].act] for way in ways if way.signs)
    return any(answer.effect == "return" for act in acts for answer in act.outcomes)


def _choice(one: Asking, way: Way) -> Choice:
    """A condition may look at the remark that is not written yet: one that opens the way is required."""
    # Who passes by what keeps everybody else out says why.
    bypassed = process.bypasses(one.plan, one.case.marking, one.person, way.gate, one.known)
    required, unmet = way.transition.comment_required or bypassed, _unmet(one, way, "")
    if unmet and one.plan.curious and not (with_remark := _unmet(one, way, _SOME)):
        required, unmet = True, with_remark
    return Choice(way.transition, required, unmet)


def _unmet(one: Asking, way: Way, comment: str) -> tuple[Unmet, ...]:
    """All that policy, then all that the definition asks for beside a remark as such."""
    asked = unmet_by(one.plan, one.case.marking, one.person, way.gate, one.known, comment)
    return (*_denied(one, way.transition), *asked)


def _denied(one: Asking, transition: Transition) -> tuple[Unmet, ...]:
    organisation = one.case.key.organisation
    if transition.id == SUBMIT and not one.case.workflow:
        # Sending an edition on its way again is its author's, as it was the first time.
        needed, allowed = Permission.DRAFT, may(one.actor, Permission.DRAFT, organisation)
    else:
        needed, allowed = Permission.PERFORM, performs(one.actor, organisation, _asked(one).values())
    return () if allowed else (permission_needed((needed.value,), TABLE[needed] - {"*"}),)


def _asked(one: Asking) -> Mapping[str, PartyKey]:
    """Those whom a step of this definition asks; those of a former one read on and act no more."""
    return {step: party for step, party in one.case.parties.items() if step in one.plan.definition.steps}


def _performed(one: Asking, transition: str, comment: str) -> Performed:
    way = one.plan.ways[transition]
    if unmet := _unmet(one, way, comment):
        raise Refused("guard", _CLOSED, unmet)
    marking = one.case.marking
    return process.perform(one.plan, marking, transition, one.person, comment=comment, known=one.known)


def _check_own_button(one: Asking, way: Way) -> None:
    leaves = way.id in one.plan.exits.get(one.case.marking.state, ())
    if leaves and way.transition.trigger == "user":
        raise Refused("not-a-button", _ELSEWHERE)


def _refusal(one: Asking, transition: str) -> Refused:
    """What the engine says of a transition that nobody sets off, or not from here."""
    try:
        process.perform(one.plan, one.case.marking, transition, one.person, known=one.known)
    except Refused as refused:
        return refused
    raise AssertionError(transition)


def _check_seen(case: Case, wanted: Wanted) -> None:
    if wanted.text_sha256 != case.text_sha256:
        raise Stale("text-changed", _TEXT_CHANGED)
    if wanted.definition not in ("", case.definition):
        raise Stale("definition-changed", _OTHER_CHAIN)
    if wanted.state not in ("", case.marking.state):
        raise Stale("state-changed", _MOVED_ON)


def _check_comment(of: Choice, comment: str) -> None:
    if len(comment) > MAX_COMMENT:
        raise Invalid({"remark": _LONG})
    if of.comment_required and not of.unmet and not comment.strip():
        raise Invalid({"remark": _NO_REMARK})


def _told(one: Asking, wanted: Wanted, performed: Performed) -> Event:
    title = one.plan.definition.transitions[wanted.transition].title
    facts: dict[str, Fact] = {
        **case_named(one.case, one.plan),
        "sha256": one.case.text_sha256,
        "transition": wanted.transition,
        "title": [title.ru, title.en],
        "moves": told_moves(performed.moves),
    }
    if any(move.bypassed for move in performed.moves):
        facts["bypassed"] = True
    comment = wanted.comment.strip()
    personal = {**named(one.actor), **({"remark": comment} if comment else {})}
    return Event(KIND, one.actor.person, _capacity(one, wanted.transition), facts, personal)


def _capacity(one: Asking, transition: str) -> str:
    """As what the actor acts: the seat or office that the guard names, else the first of his own here."""
    guard = one.plan.definition.transitions[transition].guard
    asked = set(_asked(one).values())
    organisation = one.case.key.organisation
    seats = [
        seat
        for seat in one.actor.memberships
        if seat.party.organisation == organisation or seat.party in asked
    ]
    ordered = sorted(seats, key=lambda seat: not _names(guard, seat.kind, seat.capacity))
    return next((seat.kind if seat.nature == "office" else seat.capacity for seat in ordered), "")


def _names(guard: Guard, kind: str, capacity: str) -> bool:
    return kind in guard.roles or capacity in guard.roles or kind in guard.groups


def _kept(work: Work, one: Asking, performed: Performed) -> Sequence[Event]:
    """Keep where the case stands now and what depends on it; returns what the journal tells of that."""
    plan, case, at = one.plan, one.case, one.at
    after, state = moved(plan, case, performed, at.today), performed.marking.state
    moves_on = state != case.marking.state
    work.cases.save(after, None, asked_anew(work, plan, case, after, at), moved=moves_on)
    if moves_on and not case.workflow:
        tell(work, case.key, state, at)
    follow(work, plan, after, performed.moves, at)
    if case.workflow or state != IN_FORCE or not moves_on:
        return ()
    if work.documents.edition(case.key).in_force_from is not None:
        return ()
    return put_into_force(work, case.key, at.today, at)


_CLOSED = Text("Это действие сейчас не открыто", "This is not open now")
_ELSEWHERE = Text(
    "Это делает ответ органа или должностного лица либо отзыв редакции, а не отдельная кнопка",
    "This is done by the answer of a body or an official, or by withdrawing the edition",
)
_CASE_CLOSED = Text(
    "Согласование этой редакции закончено или прекращено. Ничего не записано",
    "The way of this edition has ended. Nothing was recorded",
)
_TEXT_CHANGED = Text(
    "Пока вы читали, появилась другая редакция. Ничего не записано: откройте новый текст",
    "Another edition appeared while you were reading. Nothing was recorded: open the new text",
)
_OTHER_CHAIN = Text(
    "Пока вы читали, документ перешёл на другую цепочку. Ничего не записано: откройте его заново",
    "While you were reading, the document went over to another chain. Nothing was recorded: open it again",
)
_MOVED_ON = Text(
    "Пока вы читали, документ перешёл в другое состояние. Ничего не записано: откройте его заново",
    "While you were reading, the document moved on to another state. Nothing was recorded: open it again",
)
_LONG = Text("Замечания длиннее 4000 знаков", "Remarks of over 4000 characters")
_NO_REMARK = Text("Напишите замечания: без них нельзя", "Write the remarks: they are required here")
