"""Votes that the members cast themselves: each votes once, one verdict, then the protocol of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.governance.people import Actor
from workflow.governance.sittings.ballots import About, Ballot, Sheet, outcome, sitting_of
from workflow.governance.sittings.meeting import Choice, Former, Item, Vote, Window
from workflow.governance.sittings.verdict import Verdict
from workflow.journal import Event, Fact
from workflow.policy import ADMINISTRATOR, Permission, may
from workflow.ports import Moment
from workflow.services import own_journal
from workflow.services.recorders import recordable, require_recorder
from workflow.services.sitting_ports import Recording, SittingStore, SittingWork
from workflow.services.sittings import Recorded, record_sitting
from workflow.values import PartyKey, Text

MAX_TITLE = 500
MAX_BASIS = 300


@dataclass(frozen=True, slots=True)
class Question:
    """What a body is asked to vote on, until when, whether in secret, at a sitting of that day or apart.

    `former` is the question that is voted on again.
    """

    party: PartyKey
    title: str
    window: Window
    secret: bool = False
    about: About | None = None
    sitting: bool = False
    former: Former | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the protocol of a ballot says beside the votes."""

    chair: str | None
    secretary: str | None
    resolved: str = ""
    outcome: str = ""
    remark: str = ""
    number: str = ""


def open_ballot(store: SittingStore, actor: Actor, asked: Question, at: Moment) -> str:
    """Open a vote with a sheet for each member of the day it opens; returns its id. Raises Invalid."""
    require_recorder(actor, asked.party)
    with store.work() as work:
        _lock(work, asked, at)
        roster = work.sittings.roster(asked.party, asked.window.opens)
        _check(work, asked, bool(roster.listed), at)
        chair = roster.chair.person if roster.chair else None
        new = Ballot(
            "", roster, asked.title.strip(), asked.window, asked.secret, chair, asked.about,
            sitting=asked.sitting, former=asked.former,
        )  # fmt: skip
        id_ = work.ballots.open(new, Recording(actor.person, at.now))
        _record(work, actor, new, "ballot_opened", {"ballot": id_, "secret": asked.secret}, at)
    return id_


def cast(
    store: SittingStore,
    actor: Actor,
    organisation: str,
    id_: str,
    choice: Choice,
    at: Moment,
    member: str | None = None,
    basis: str = "",
) -> Verdict | None:
    """Cast a vote; the last of the list closes the ballot, and its verdict is returned.

    `member` is whose open vote the recorder enters, `basis` what by (a sheet on paper, a call: need N38).
    Raises NotFound to one who is not of the list, Stale to who has voted already or comes after the end.
    """
    with store.work() as work:
        ballot = work.ballots.get(organisation, id_)
        person = _voter(actor, ballot, member)
        _check_open(ballot, person, choice, at)
        if person != actor.person and not 0 < len(basis.strip()) <= MAX_BASIS:
            raise Invalid({"basis": _BASIS})
        work.ballots.cast(ballot, Sheet(person, at.today, actor.person, choice, basis.strip()))
        counted = work.ballots.get(organisation, id_)
        return _close(work, actor, counted, at) if counted.complete else None


def close(store: SittingStore, actor: Actor, organisation: str, id_: str, at: Moment) -> Verdict:
    """Close a vote when its days are over, one at a sitting when its recorder says so.

    Raises Refused before that, Stale when it is closed already.
    """
    with store.work() as work:
        ballot = work.ballots.get(organisation, id_)
        require_recorder(actor, ballot.roster.party)
        if not ballot.open:
            raise Stale("ballot-closed", _CLOSED)
        if not ballot.over(at.today):
            left = len(ballot.roster.listed) - len(ballot.voted)
            raise Refused("ballot-open", _STILL.filled(day=f"{ballot.window.closes:%d.%m.%Y}", left=left))
        return _close(work, actor, ballot, at)


def write_protocol(
    store: SittingStore, actor: Actor, ballot: Ballot, minutes: Minutes, at: Moment
) -> Recorded:
    """Record the protocol of a closed ballot and the answer that it gives; a ballot has one protocol.

    Raises what `record_sitting` raises; Refused while the vote goes on.
    """
    require_recorder(actor, ballot.roster.party)
    if ballot.open:
        raise Refused("ballot-not-closed", _NOT_CLOSED)
    none = outcome(ballot).quorum == "unmet"
    item = Item(
        ballot.title,
        Vote("stated"),
        minutes.resolved.strip() or (_NOTHING if none else ""),
        outcome=minutes.outcome,
        remark=minutes.remark.strip(),
    )
    told = sitting_of(ballot, item, minutes.chair, minutes.secretary, minutes.number)
    return record_sitting(store, actor, told, at, f"ballot:{ballot.id}", ballot)


def opened_to(actor: Actor, ballot: Ballot) -> bool:
    """Whether the actor may see a vote: as one of its list, as its recorder, or as an auditor."""
    party = ballot.roster.party
    listed = ballot.roster.member(actor.person) is not None
    return listed or recordable(actor, party) or may(actor, Permission.AUDIT, party.organisation)


def _close(work: SittingWork, actor: Actor, ballot: Ballot, at: Moment) -> Verdict:
    came = outcome(ballot)
    work.ballots.close(ballot, came, Recording(actor.person, at.now))
    votes: list[object] = [ballot.in_favour, ballot.against, ballot.abstained]
    _record(work, actor, ballot, "ballot_closed", {"ballot": ballot.id, "votes": votes}, at)
    return came


def _lock(work: SittingWork, asked: Question, at: Moment) -> None:
    documents = [asked.about.edition.of] if asked.about else []
    own_journal.lock_all(work, [own_journal.key(asked.party.organisation), *documents], at)


def _voter(actor: Actor, ballot: Ballot, member: str | None) -> str:
    person = member or actor.person
    if ballot.roster.member(person) is None:
        raise NotFound
    if person != actor.person:
        require_recorder(actor, ballot.roster.party)
        if ballot.secret:
            raise Forbidden("secret-ballot", _SECRET)
    return person


def _check_open(ballot: Ballot, person: str, choice: str, at: Moment) -> None:
    if choice not in get_args(Choice):
        raise Invalid({"choice": _CHOOSE})
    if person in ballot.voted:
        raise Stale("already-voted", _VOTED)
    if not ballot.open or at.today > ballot.window.closes:
        raise Stale("ballot-closed", _CLOSED)
    if at.today < ballot.window.opens:
        raise Refused("ballot-later", _LATER.filled(day=f"{ballot.window.opens:%d.%m.%Y}"))


def _check(work: SittingWork, asked: Question, listed: bool, at: Moment) -> None:
    fields: dict[str, Text] = {}
    if not asked.title.strip() or len(asked.title) > MAX_TITLE:
        fields["title"] = _TITLE
    if asked.window.closes < max(asked.window.opens, at.today):
        fields["closes"] = _WINDOW
    elif asked.sitting and asked.window != Window(at.today, at.today):
        fields["opens"] = _SITTING_DAY
    if not listed:
        fields["party"] = _NOBODY
    if (about := asked.about) and work.cases.get(about.edition).parties.get(about.step) != asked.party:
        fields["about"] = _NOT_ASKED
    if former := asked.former:
        if former.item not in work.sittings.items(asked.party.organisation, former.instrument):
            fields["former"] = _NO_FORMER
        if not former.reason.strip():
            fields["reason"] = _NO_REASON
    if fields:
        raise Invalid(fields)


def _record(
    work: SittingWork, actor: Actor, ballot: Ballot, kind: str, facts: dict[str, Fact], at: Moment
) -> None:
    party = ballot.roster.party
    capacity = actor.capacity_for(party) or (
        "member" if ballot.roster.member(actor.person) else ADMINISTRATOR
    )
    told: dict[str, Fact] = {"party": list(party), **facts}
    own_journal.tell(work, party.organisation, actor, Event(kind, actor.person, capacity, told), at)


_SECRET = Text("В тайном голосовании за другого не голосуют", "In a secret vote nobody votes for another")
_CHOOSE = Text("Выберите: за, против или воздержаться", "Choose: for, against or abstain")
_VOTED = Text("Ваш голос уже учтён. Второй не добавлен", "Your vote is counted. No second one was added")
_CLOSED = Text("Голосование закончено", "The vote is over")
_LATER = Text("Голосование начнётся {day}", "The vote begins on {day}")
_STILL = Text(
    "Голосование идёт до {day}, не проголосовали: {left}",
    "The vote runs until {day}, not yet voted: {left}",
)
_TITLE = Text("Впишите вопрос, не длиннее 500 знаков", "Give the question in 500 characters at most")
_WINDOW = Text("Последний день уже прошёл или раньше первого", "The last day is past or before the first")
_SITTING_DAY = Text(
    "На заседании голосуют в его день: сегодня", "At a sitting the vote is of its own day: today"
)
_BASIS = Text(
    "Укажите, по чему внесён голос: лист на бумаге, телефонный звонок",
    "Say what the vote is entered by: a sheet on paper, a call",
)
_NOT_ASKED = Text("Этот документ не ждёт решения этого органа", "This document does not wait for this body")
_NO_FORMER = Text("Вопроса, который голосуют повторно, нет", "There is no such question to vote on again")
_NO_REASON = Text("Напишите, почему голосуют повторно", "Say why the vote is taken again")
_NOT_CLOSED = Text(
    "Голосование ещё идёт: сначала закончите его", "The vote is still going on: close it first"
)
_NOTHING = "Решение не принималось"
_NOBODY = Text("В этот день в органе никого нет", "The body has no members on that day")
