"""Registers kept by the administrator: opened, their rule changed from a day on, numbers made void."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from workflow.errors import Invalid
from workflow.governance.people import Actor
from workflow.governance.registers import MAX_NUMBER, Number, NumberRule, Register
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Instrument, Moment, Store, Work
from workflow.services import own_journal
from workflow.values import PartyKey, Text

MAX_TITLE, MAX_FILE, MAX_REASON = 200, 20, 1000
RESTARTS = ("calendar_year", "school_year", "term", "never")
_PLACES = re.compile(r"\{(serial|file)\}")
# A blank anywhere, or a digit that would run into the serial.
_BESIDE = re.compile(r"\s|[\d}]\{serial\}|\{serial\}[\d{]")
_LONGEST_SERIAL = 999_999_999


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A number that stands on no paper: as typed, the day it is of, and why it is void."""

    number: str
    dated: date
    reason: str


def open_register(store: Store, actor: Actor, new: Register, at: Moment) -> None:
    """Open a register for a body or an office that has none of the kind. Raises Invalid."""
    member = require(actor, Permission.MANAGE_REGISTERS, new.organisation)
    faults = _rule_faults(new.rule())
    if not new.title.strip() or len(new.title) > MAX_TITLE:
        faults["title"] = _NO_TITLE.filled(most=MAX_TITLE)
    if faults:
        raise Invalid(faults)
    with store.work() as work:
        own_journal.lock(work, new.organisation, at)
        key = PartyKey(new.organisation, new.party)
        if key not in {one.key for one in work.people.parties(new.organisation, at.today)}:
            raise Invalid({"party": _NO_PARTY})
        if work.instruments.has_register(key, new.instrument):
            raise Invalid({"party": _HAS_REGISTER})
        work.instruments.add_register(new)
        facts: dict[str, Fact] = {"register": new.id, "title": new.title, **_told(new.rule())}
        _record(work, at, actor, new, Event("register_opened", actor.person, member.kind, facts))


def change_rule(
    store: Store, actor: Actor, organisation: str, register: str, rule: NumberRule, at: Moment
) -> None:
    """Form numbers by another rule from its day on; those already given stay.

    Raises NotFound, or Invalid: no entry may stand in the register from that day on.
    """
    member = require(actor, Permission.MANAGE_REGISTERS, organisation)
    if faults := _rule_faults(rule):
        raise Invalid(faults)
    with store.work() as work:
        of = work.instruments.lock_register(organisation, register)
        _check_since(work, of, rule.since)
        work.instruments.change_rule(of, rule)
        sample = replace(of, changes=(rule,)).number(1, rule.since).printed
        facts: dict[str, Fact] = {"since": rule.since.isoformat(), "sample": sample, **_told(rule)}
        _record(work, at, actor, of, Event("register_rule", actor.person, member.kind, facts))


def begin_term(store: Store, actor: Actor, organisation: str, register: str, since: date, at: Moment) -> None:
    """A term of the body begins: numbers that run by the term begin anew. Raises NotFound or Invalid."""
    member = require(actor, Permission.MANAGE_REGISTERS, organisation)
    with store.work() as work:
        of = work.instruments.lock_register(organisation, register)
        if since in of.terms:
            raise Invalid({"since": _BEGUN})
        _check_since(work, of, since)
        work.instruments.begin_term(of, since)
        facts: dict[str, Fact] = {"since": since.isoformat()}
        _record(work, at, actor, of, Event("register_term", actor.person, member.kind, facts))


def void_number(
    store: Store, actor: Actor, organisation: str, register: str, spoilt: Spoilt, at: Moment
) -> Instrument:
    """Enter a number that was skipped or spoilt, with the reason; it is never given again.

    Raises NotFound, or Invalid: a number under which an entry stands is not void.
    """
    member = require(actor, Permission.MANAGE_REGISTERS, organisation)
    reason = spoilt.reason.strip()
    faults: dict[str, Text] = {}
    if not reason or len(reason) > MAX_REASON:
        faults["reason"] = _NO_REASON.filled(most=MAX_REASON)
    if spoilt.dated > at.today:
        faults["dated"] = _FUTURE
    if faults:
        raise Invalid(faults)
    with store.work() as work:
        of = work.instruments.lock_register(organisation, register)
        entry = _entered(work, of, spoilt, actor, at)
        work.instruments.void(entry, reason, actor.person, at.now)
        facts: dict[str, Fact] = {"number": entry.printed, "dated": entry.dated.isoformat()}
        event = Event("number_void", actor.person, member.kind, facts, {"remark": reason})
        _record(work, at, actor, of, event)
    return entry


def _entered(work: Work, of: Register, spoilt: Spoilt, actor: Actor, at: Moment) -> Instrument:
    number = of.read(spoilt.number, spoilt.dated)
    following = work.instruments.next_number(of, spoilt.dated)
    _check_serial(number, following)
    entry = work.instruments.enter(of, number, spoilt.dated, None, actor.person, at.now)
    if not entry.new:
        told = _TAKEN.filled(number=entry.printed, day=f"{entry.dated:%d.%m.%Y}")
        raise Invalid({"number": told})
    return entry


def _check_serial(number: Number, following: Number) -> None:
    # A void number far ahead would drag the count of the register after it.
    if number.serial is None or following.serial is None or number.serial > following.serial:
        raise Invalid({"number": _AHEAD.filled(number=following.printed)})


def _check_since(work: Work, of: Register, since: date) -> None:
    last = work.instruments.last_dated(of)
    if last is not None and since <= last:
        raise Invalid({"since": _ENTERED.filled(day=f"{last:%d.%m.%Y}")})


def _rule_faults(rule: NumberRule) -> dict[str, Text]:
    """What is wrong with a rule: one serial, no other places, short enough for the longest number."""
    faults: dict[str, Text] = {}
    places = _PLACES.findall(rule.template)
    plain = _PLACES.sub("", rule.template)
    longest = plain + rule.file * places.count("file")
    if (
        places.count("serial") != 1
        or places.count("file") > 1
        or set("{}") & set(plain)
        or _BESIDE.search(rule.template)
        or len(longest) + len(str(_LONGEST_SERIAL)) > MAX_NUMBER
    ):
        faults["template"] = _TEMPLATE
    wrong_index = re.search(r"[{}\s]", rule.file) or len(rule.file) > MAX_FILE
    if wrong_index or ("file" in places) != bool(rule.file):
        faults["file"] = _FILE.filled(most=MAX_FILE)
    if rule.restart not in RESTARTS:
        faults["restart"] = _RESTART
    return faults


def _told(rule: NumberRule) -> dict[str, Fact]:
    return {"template": rule.template, "restart": rule.restart, "file": rule.file}


def _record(work: Work, at: Moment, actor: Actor, of: Register, event: Event) -> None:
    facts = {"register": of.id, "title": of.title, **event.facts}
    own_journal.tell(work, of.organisation, actor, replace(event, facts=facts), at)


_NO_TITLE = Text("Впишите название, не больше {most} знаков", "Type a title of {most} characters at most")
_NO_PARTY = Text("Такого органа или должности сейчас нет", "There is no such body or office now")
_HAS_REGISTER = Text("Такой журнал у этого органа уже есть", "This body has such a register already")
_TEMPLATE = Text(
    "Один знак № на месте порядкового номера, без пробелов и цифр рядом с ним: №, №-ОД",
    "One sign № where the serial stands, no blanks and no digits beside it: №, №-ОД",
)
_FILE = Text(
    "Индекс дела: до {most} знаков без пробелов, например 01-08",
    "The file's index: up to {most} characters, such as 01-08",
)
_RESTART = Text("Выберите, когда номера начинаются заново", "Choose when numbers begin anew")
_ENTERED = Text(
    "В журнале есть запись от {day}: назовите более поздний день, данные номера не меняются",
    "The register has an entry of {day}: name a later day, numbers once given do not change",
)
_BEGUN = Text("Срок полномочий с этого дня уже начат", "A term from this day has begun already")
_NO_REASON = Text("Напишите причину, не больше {most} знаков", "Say why, in {most} characters at most")
_FUTURE = Text("Этот день ещё не наступил", "This day is in the future")
_TAKEN = Text(
    "Под номером {number} от {day} стоит запись: такой номер не аннулируют",
    "An entry stands under number {number} of {day}: such a number is not made void",
)
_AHEAD = Text(
    "Аннулируют пропущенный или следующий номер; следующий – {number}",
    "A skipped number or the next one is made void; the next is {number}",
)
