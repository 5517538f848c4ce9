"""Scenes of the demo beside single steps: a sitting, an order of many points, numbers, vacations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from webapp.demo.stage import Stage
from workflow.documents.amend import read_order
from workflow.documents.amend.draft import AmendmentDraft
from workflow.governance.calendar import Vacation
from workflow.governance.names import Names
from workflow.governance.orders.order import Annex, Member, Order, Point, coordinator_of
from workflow.governance.people import CHAIR, MEMBER, SECRETARY, PersonName
from workflow.governance.registers import NumberRule
from workflow.governance.sittings.ballots import About
from workflow.governance.sittings.meeting import (
    Attendance,
    Item,
    Meeting,
    Sitting,
    Vote,
    Window,
    unanimous,
)
from workflow.governance.sittings.roster import Roster
from workflow.services import (
    amending,
    ballots,
    bodies,
    calendar,
    numbering,
    order_drafts,
    order_signing,
    sittings,
)
from workflow.services.order_signing import Signature
from workflow.values import PartyKey

MENTORS = Names("клуб наставников", "клуба наставников", "клубом наставников")
CLUB = ("Сорокина Вера Ильинична", "Латыпов Айрат Маратович", "Цветкова Римма Савельевна")
_SPOILT = "бланк испорчен при печати, приказ издан под следующим номером"
MEETINGS = """Октябрь: как наблюдать урок и не мешать.
Декабрь: разговор после урока, три вопроса вместо оценки.
Февраль: трудный класс глазами двух учителей.
Апрель: что взял наставник и что взял ученик."""


@dataclass(frozen=True, slots=True)
class Sat:
    """What one body of a sitting decided on a paper of the story; `against` of those present voted so."""

    body: str
    outcome: str
    against: int = 0
    secret: bool = False
    absent: tuple[str, ...] = ()
    heard: str = ""
    spoke: str = ""


def sit(stage: Stage, ago: int, paper: str, sat: Sequence[Sat]) -> None:
    """Several bodies sit on one day over one text, each with a protocol of its own."""
    key = stage.edition(paper).key
    at = stage.moment(ago)
    meetings = tuple(_meeting(stage, paper, one, at.today) for one in sat)
    sitting = Sitting(key.organisation, at.today, meetings, place="актовый зал")
    sittings.record_sitting(stage.store, stage.actor(key.organisation, "administrator", ago), sitting, at)
    stage.settle(at)


def ask_members(stage: Stage, ago: int, paper: str, body: str, days: int) -> None:
    """The members of a body vote on a paper themselves for so many days; one has handed in a sheet."""
    edition, at = stage.edition(paper), stage.moment(ago)
    party = PartyKey(edition.key.organisation, body)
    administrator = stage.actor(party.organisation, "administrator", ago)
    about = About(edition.key, stage.step(edition.key, party), edition.sha256)
    window = Window(at.today, at.today + timedelta(days))
    asked = ballots.Question(party, edition.text.title, window, about=about)
    id_ = ballots.open_ballot(stage.store, administrator, asked, at)
    with stage.store.work() as work:
        listed = work.ballots.get(party.organisation, id_).roster.listed
    first = next(one.person for one in listed if one.capacity == MEMBER)
    told = (first, "лист голосования на бумаге")
    ballots.cast(stage.store, administrator, party.organisation, id_, "for", stage.moment(ago), *told)


def state_no_union(stage: Stage, ago: int, organisation: str) -> None:
    """The director states that the school has no trade union: nobody is asked for its opinion."""
    at, head = stage.moment(ago), stage.actor(organisation, "head", ago).person
    administrator = stage.actor(organisation, "administrator", ago)
    told = bodies.Statement("trade_union", at.today, head, at.today, "справка директора № 7")
    bodies.state_absent(stage.store, administrator, organisation, told, at)


def _meeting(stage: Stage, paper: str, sat: Sat, on: date) -> Meeting:
    edition = stage.edition(paper)
    party = PartyKey(edition.key.organisation, sat.body)
    with stage.store.work() as work:
        roster = work.sittings.roster(party, on)
    came = tuple(
        Attendance(one.person, "excused" if one.name.surname in sat.absent else "present")
        for one in roster.members
    )
    present = tuple(one.person for one in came if one.presence == "present")
    item = Item(
        edition.text.title,
        _vote(sat, present),
        heard=sat.heard,
        spoke=sat.spoke,
        edition=edition.key,
        step=stage.step(edition.key, party),
        text_sha256=edition.sha256,
        outcome=sat.outcome,
    )
    return Meeting(party, (item,), came, _of(roster, CHAIR), _of(roster, SECRETARY))


def _vote(sat: Sat, present: tuple[str, ...]) -> Vote:
    if sat.secret:
        return Vote("secret", len(present) - sat.against, sat.against, took_part=present)
    if sat.against:
        return Vote("open", len(present) - sat.against, sat.against, chair="for")
    return unanimous(len(present))


def _of(roster: Roster, capacity: str) -> str:
    return next(one.person for one in roster.members if one.capacity == capacity)


def found_club(stage: Stage, ago: int, paper: str) -> None:
    """The director's order founds a community, approves its regulation, its members and its coordinator."""
    key, at = stage.edition(paper).key, stage.moment(ago)
    of = key.organisation
    until = date(at.today.year + (at.today.month > 8), 9, 1)
    people = [PersonName(*one.split()) for one in CLUB]
    points = (
        Point("create", party="mentors", party_kind="community", names=MENTORS),
        Point("approve", (key,)),
        Point(
            "members",
            party="mentors",
            members=(Member(people[0], CHAIR), *map(Member, people[1:])),
            since=at.today,
            until=until,
        ),
        Point("appoint", party=coordinator_of("mentors"), who=people[0], since=at.today, until=until),
        Point(
            "free",
            words="Согласовать время встреч клуба с расписанием.",
            who=stage.person(of, "coordinator-club"),
            until=stage.day(-20),
        ),
        Point("control"),
    )
    order = Order(
        PartyKey(of, "head"),
        "О создании клуба наставников",
        "В целях поддержки учителей, которые работают первый год",
        points,
        (Annex("План встреч клуба наставников", MEETINGS),),
    )
    head = stage.actor(of, "head", ago)
    draft = order_drafts.begin(stage.store, head, order, at)
    order_signing.sign(stage.store, head, Signature(of, draft.number, draft.version, at.today), at)
    stage.settle(at)


def set_vacations(stage: Stage, ago: int, organisation: str) -> None:
    """The vacations of the last school year and of the one that goes on."""
    first = stage.day(ago).year - (stage.day(ago).month < 9)
    for year in (first - 1, first):
        _set_year(stage, ago, organisation, year)


def _set_year(stage: Stage, ago: int, organisation: str, first: int) -> None:
    at = stage.moment(ago)
    vacations = (
        Vacation(date(first, 10, 26), date(first, 11, 4), "осенние"),
        Vacation(date(first, 12, 28), date(first + 1, 1, 12), "зимние"),
        Vacation(date(first + 1, 3, 22), date(first + 1, 3, 31), "весенние"),
        Vacation(date(first + 1, 5, 27), date(first + 1, 9, 1), "летние"),
    )
    administrator = stage.actor(organisation, "administrator", ago)
    calendar.set_vacations(stage.store, administrator, organisation, first, vacations, at)


def number_by_school_year(stage: Stage, ago: int, organisation: str, register: str) -> None:
    """From that day on the register's numbers begin anew with each school year."""
    at = stage.moment(ago)
    rule = NumberRule(at.today, "{serial}", "school_year")
    administrator = stage.actor(organisation, "administrator", ago)
    numbering.change_rule(stage.store, administrator, organisation, register, rule, at)


def spoil_number(stage: Stage, ago: int, organisation: str, register: str) -> None:
    """The next number of the register is lost with its sheet of paper."""
    at = stage.moment(ago)
    administrator = stage.actor(organisation, "administrator", ago)
    with stage.store.work() as work:
        of = work.instruments.lock_register(organisation, register)
        number = work.instruments.next_number(of, at.today).printed
    spoilt = numbering.Spoilt(number, at.today, _SPOILT)
    numbering.void_number(stage.store, administrator, organisation, register, spoilt, at)


def amend(stage: Stage, ago: int, key: str, order: str) -> AmendmentDraft:
    """The administrator composes changes of an act in force, which nobody has sent yet."""
    edition = stage.edition(key).key
    actor = stage.actor(edition.organisation, "administrator", ago)
    draft = amending.begin(stage.store, actor, edition.of, stage.moment(ago))
    new = map("added-{}".format, count(1))
    return amending.compose(stage.store, actor, draft, read_order(order).found, (), new.__next__)


def make_amended(stage: Stage, ago: int, key: str, order: str) -> None:
    """The administrator composes changes and makes their edition, ready to be sent."""
    draft, at = amend(stage, ago, key, order), stage.moment(ago)
    actor = stage.actor(draft.document.organisation, "administrator", ago)
    stage.keep(key, amending.make(stage.store, actor, draft, at))
