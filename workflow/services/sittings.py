"""Recording a sitting: each body's protocol, its roster, votes and verdicts, and the answers they give.

One transaction for the whole sitting: if one question is refused, nothing of it is kept, and every refusal
is told at its question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.chain.acts import outcome
from workflow.errors import GrifError, Invalid, NotFound, Refused, Unmet
from workflow.governance.people import Actor
from workflow.governance.registers import typed_number
from workflow.governance.sittings.ballots import Ballot
from workflow.governance.sittings.faults import faults
from workflow.governance.sittings.meeting import Item, Meeting, Sitting
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.verdict import Verdict, explained, verdict
from workflow.journal import Event, Fact
from workflow.ports import Instrument, Moment
from workflow.services import approval, own_journal
from workflow.services.answers import Decision
from workflow.services.approval import Sat
from workflow.services.cases import Done, named
from workflow.services.recorders import require_recorder
from workflow.services.replay import earlier
from workflow.services.sitting_ports import Recording, SittingStore, SittingWork
from workflow.values import DocumentKey, PartyKey, Text


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one question: why it is carried or not, and where its edition stands now."""

    title: str
    told: Text
    done: Done | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sitting as it was kept; `results` by protocol, in the order of the agenda."""

    sitting: str
    protocols: tuple[tuple[Instrument, tuple[Result, ...]], ...] = ()
    replayed: bool = False


class SittingRefused(Refused):
    """Questions that cannot be answered so; `places` maps each place (`0.items.1`) to the reason."""

    def __init__(self, places: Mapping[str, Text], titles: Mapping[str, str]) -> None:
        unmet = tuple(Unmet("item-refused", _at(titles[place], told)) for place, told in places.items())
        super().__init__("sitting-refused", _REFUSED, unmet)
        self.places = dict(places)


@dataclass(slots=True)
class _Recording:
    """A sitting on its way in: what is wrong with it so far."""

    work: SittingWork
    actor: Actor
    sitting: Sitting
    at: Moment
    id: str
    fields: dict[str, Text]
    refused: dict[str, Text]
    titles: dict[str, str]


def record_sitting(
    store: SittingStore,
    actor: Actor,
    sitting: Sitting,
    at: Moment,
    command: str | None = None,
    of: Ballot | None = None,
) -> Recorded:
    """Record a sitting with its protocols and the answers of all steps that it decides, or nothing.

    `of` is the vote of the members that the one protocol tells of: its list is that of the vote.
    Raises NotFound to a stranger, Forbidden to one who records for none of its bodies, Invalid by field,
    SittingRefused when a question cannot be answered so.
    """
    capacities = {one.party: require_recorder(actor, one.party) for one in sitting.meetings}
    with store.work() as work:
        chain = _locked(work, sitting, at)
        if before := earlier(work, sitting.organisation, command, "sitting_recorded", chain):
            return Recorded(str(before.facts["sitting"]), replayed=True)
        rosters = {one.party: work.sittings.roster(one.party, sitting.held_on) for one in sitting.meetings}
        if of is not None:
            rosters = {of.roster.party: of.roster}
        if fields := {**faults(sitting, rosters, at.today), **dict(_typed(work, sitting, rosters, at))}:
            raise Invalid(fields)
        by = Recording(actor.person, at.now)
        one = _Recording(work, actor, sitting, at, work.sittings.open(sitting, by), {}, {}, {})
        held = [
            _meet(one, place, meeting, rosters[meeting.party], capacities[meeting.party])
            for place, meeting in enumerate(sitting.meetings)
        ]
        _check(one)
        kept = tuple(each for each in held if each is not None)
        if of is not None:
            work.ballots.write(of, kept[0][0])
        event = Event(
            "sitting_recorded", actor.person, next(iter(capacities.values())), _facts(one, kept), named(actor)
        )
        work.journal.record(chain, at.now, [event], command)
    return Recorded(one.id, kept)


def _locked(work: SittingWork, sitting: Sitting, at: Moment) -> DocumentKey:
    """Lock the organisation's chain and every document of the agenda, in key order."""
    chain = own_journal.key(sitting.organisation)
    editions = [item.edition for one in sitting.meetings for item in one.items if item.edition]
    own_journal.lock_all(work, {chain, *(edition.of for edition in editions)}, at)
    return chain


def _typed(
    work: SittingWork, sitting: Sitting, rosters: Mapping[PartyKey, Roster], at: Moment
) -> Iterator[tuple[str, Text]]:
    """Faults of what only storage knows or the register reads."""
    for place, meeting in enumerate(sitting.meetings):
        if meeting.party.organisation != sitting.organisation:
            yield f"{place}.body", _ANOTHER_ORGANISATION
        if meeting.number.strip() and (fault := _number_fault(meeting.number)):
            yield f"{place}.number", fault
        clerk = meeting.secretary
        if clerk and not rosters[meeting.party].member(clerk) and not _known(work, clerk, sitting, at.today):
            yield f"{place}.secretary", _STRANGER
        for number, item in enumerate(meeting.items):
            former = item.former
            if former and former.item not in work.sittings.items(sitting.organisation, former.instrument):
                yield f"{place}.items.{number}.former", _NO_FORMER


def _number_fault(typed: str) -> Text | None:
    try:
        typed_number(typed)
    except Invalid as fault:
        return fault.fields["number"]
    return None


def _known(work: SittingWork, person: str, sitting: Sitting, today: date) -> bool:
    """Whether the person is of the organisation today; a clerk who is no member may keep the minutes."""
    try:
        return sitting.organisation in work.people.actor(person, today).organisations
    except NotFound:
        return False


def _meet(
    one: _Recording, place: int, meeting: Meeting, roster: Roster, capacity: str
) -> tuple[Instrument, tuple[Result, ...]] | None:
    """Keep one body's meeting; None when its protocol could not be registered."""
    try:
        protocol = _registered(one, meeting)
    except Invalid as fault:
        one.fields |= {f"{place}.{name}": told for name, told in fault.fields.items()}
        return None
    except Refused as fault:
        one.fields[f"{place}.number"] = fault.message
        return None
    one.work.sittings.meet(one.id, meeting, protocol, roster)
    results = []
    for number, item in enumerate(meeting.items, 1):
        came = verdict(roster, meeting, item, one.sitting.window)
        one.work.sittings.resolve(protocol, number, item, came)
        done = _answered(
            one, f"{place}.items.{number - 1}", item, Sat(protocol, number, capacity, _tally(came)), came
        )
        results.append(Result(item.title, explained(came), done))
    return protocol, tuple(results)


def _registered(one: _Recording, meeting: Meeting) -> Instrument:
    """The protocol's entry in its register; one that single answers made before is taken over."""
    instruments, person = one.work.instruments, one.actor.person
    register = instruments.register(meeting.party.organisation, meeting.party.party, "protocol")
    typed = register.read(meeting.number, one.sitting.held_on) if meeting.number.strip() else None
    entered = instruments.enter(register, typed, one.sitting.held_on, None, person, one.at.now)
    if not entered.new and (entered.dated != one.sitting.held_on or one.work.sittings.held(entered)):
        told = _TAKEN.filled(number=entered.printed, day=f"{entered.dated:%d.%m.%Y}")
        raise Invalid({"number": told})
    return entered


def _answered(one: _Recording, place: str, item: Item, sat: Sat, came: Verdict) -> Done | None:
    """The answer of the step that the question is about; why not is noted at its place."""
    one.titles[place] = item.title
    if item.edition is None:
        return None
    decision = Decision(
        item.edition, item.step, item.text_sha256, item.outcome, "", one.sitting.held_on, item.remark
    )
    try:
        _check_evidence(one.work, item, came)
        done = approval.answer(one.work, one.actor, decision, one.at, sat)
    except Invalid as fault:
        one.fields |= {f"{place}.{name}": told for name, told in fault.fields.items()}
        return None
    except GrifError as fault:
        one.refused[place] = _why(fault)
        return None
    return done


def _check_evidence(work: SittingWork, item: Item, came: Verdict) -> None:
    """A decision without a quorum is no evidence, nor one that was not carried (norms, rule 10)."""
    if came.quorum == "unmet":
        raise Refused("no-quorum", explained(came))
    if item.edition is None or came.carried:
        return
    case = work.cases.get(item.edition)
    step = work.definitions.plan(case.definition).definition.steps.get(item.step)
    if step and outcome(step.act, item.outcome).effect == "advance":
        raise Refused("not-carried", explained(came))


def _check(one: _Recording) -> None:
    if one.fields:
        raise Invalid({**one.fields, **one.refused})
    if one.refused:
        raise SittingRefused(one.refused, one.titles)


def _why(fault: GrifError) -> Text:
    reasons = [fault.message, *(each.message for each in getattr(fault, "unmet", ()))]
    return Text("; ".join(each.ru for each in reasons), "; ".join(each.en for each in reasons))


def _at(title: str, told: Text) -> Text:
    return Text(f"«{title}»: {told.ru}", f"“{title}”: {told.en}")


def _tally(came: Verdict) -> dict[str, Fact]:
    """What the journal tells of a vote: figures alone, nobody's name."""
    if came.vote.manner == "stated":
        return {}
    vote = came.vote
    return {
        "votes": [vote.in_favour, vote.against, vote.abstained],
        "present": came.present,
        "listed": came.listed,
    }


def _facts(one: _Recording, kept: tuple[tuple[Instrument, tuple[Result, ...]], ...]) -> dict[str, Fact]:
    return {
        "sitting": one.id,
        "held_on": one.sitting.held_on.isoformat(),
        "protocols": [[[protocol.organisation, protocol.party], protocol.printed] for protocol, _ in kept],
    }


_REFUSED = Text(
    "Заседание не записано: не все вопросы можно решить так, как указано",
    "The sitting was not recorded: not every question can be decided as entered",
)
_ANOTHER_ORGANISATION = Text(
    "Это орган другой организации: его заседание записывает она сама",
    "This is a body of another organisation, which records its own sittings",
)
_STRANGER = Text("Этого человека в организации нет", "This person is not of the organisation")
_NO_FORMER = Text("Вопроса, который голосуют повторно, нет", "There is no such question to vote on again")
_TAKEN = Text(
    "Номер {number} уже занят: им отмечено {day}", "Number {number} is taken: it was given on {day}"
)
