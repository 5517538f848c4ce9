"""Opening a protocol, printing it and its extracts, correcting it by a linked record; the rule of a body."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from workflow.errors import Invalid, NotFound
from workflow.formats.pdf.protocol_page import Certificate, render_protocol
from workflow.governance.people import CHAIR, SECRETARY, Actor
from workflow.governance.sittings.protocol import Held, ProtocolText, extract_text, protocol_text
from workflow.governance.sittings.rules import Rule, rule_faults, written
from workflow.journal import Event, Fact
from workflow.policy import Permission, may, require
from workflow.ports import Moment
from workflow.services import own_journal
from workflow.services.recorders import require_recorder
from workflow.services.sitting_ports import Recording, SittingStore
from workflow.values import PartyKey, Text

MAX_TEXT = 4000


class Reads(Protocol):
    """What opening needs of the read side."""

    def held(self, organisation: str, id_: str, today: date) -> Held: ...


def open_protocol(reading: Reads, actor: Actor, organisation: str, id_: str, today: date) -> Held:
    """The protocol with its roster and votes, to the organisation's own people. Raises NotFound to others."""
    if not may(actor, Permission.READ, organisation):
        raise NotFound
    return reading.held(organisation, id_, today)


def protocol_file(held: Held) -> bytes:
    """The protocol as PDF."""
    return render_protocol(protocol_text(held))


def extract_file(held: Held, actor: Actor, number: int, today: date) -> bytes:
    """The certified extract of one question as PDF. Raises Forbidden to one who does not record here."""
    return render_protocol(extract_text(held, number), _certificate(held, actor, today))


def extract(held: Held, actor: Actor, number: int) -> ProtocolText:
    """The extract of one question. Raises NotFound, or Forbidden to one who does not record here."""
    require_recorder(actor, held.roster.party)
    return extract_text(held, number)


def correct(
    store: SittingStore,
    actor: Actor,
    organisation: str,
    id_: str,
    item: int | None,
    text: str,
    reason: str,
    at: Moment,
) -> int:
    """Add a correction beside a protocol, which itself stays; returns the correction's number.

    Raises NotFound, Forbidden to one who does not record for the body, Invalid by field.
    """
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        if organisation not in actor.organisations:
            raise NotFound
        party = work.sittings.party_of(organisation, id_)
        capacity = require_recorder(actor, party)
        _check_correction(item, text, reason, work.sittings.items(organisation, id_))
        by = Recording(actor.person, at.now)
        number = work.sittings.correct(organisation, id_, item, text.strip(), reason.strip(), by)
        facts: dict[str, Fact] = {"party": list(party), "instrument": id_, "item": item, "number": number}
        event = Event("protocol_corrected", actor.person, capacity, facts)
        own_journal.tell(work, organisation, actor, event, at)
    return number


def set_rule(store: SittingStore, actor: Actor, party: PartyKey, rule: Rule, since: date, at: Moment) -> None:
    """Write down how a body decides from a day on; sittings already recorded keep theirs. Raises Invalid."""
    member = require(actor, Permission.MANAGE_PEOPLE, party.organisation)
    if fields := rule_faults(rule):
        raise Invalid(fields)
    with store.work() as work:
        own_journal.lock(work, party.organisation, at)
        known = {one.key: one for one in work.people.parties(party.organisation, max(since, at.today))}
        if party not in known or known[party].nature != "body":
            raise NotFound
        if {seat.party for seat in rule.ex_officio} - {key.party for key in known}:
            raise Invalid({"ex_officio": _NO_BODY})
        work.sittings.set_rule(party, rule, since, Recording(actor.person, at.now))
        facts: dict[str, Fact] = {"party": list(party), "since": since.isoformat(), "rule": written(rule)}
        event = Event("rule_set", actor.person, member.kind, facts)
        own_journal.tell(work, party.organisation, actor, event, at)


def _check_correction(item: int | None, text: str, reason: str, items: Sequence[int]) -> None:
    fields: dict[str, Text] = {}
    for name, typed in (("text", text), ("reason", reason)):
        if not typed.strip() or len(typed) > MAX_TEXT:
            fields[name] = _TEXT
    if item is not None and item not in items:
        fields["item"] = _NO_ITEM
    if fields:
        raise Invalid(fields)


def _certificate(held: Held, actor: Actor, today: date) -> Certificate:
    """Верно: the post of whoever prints the extract, the name, the day."""
    party = held.roster.party
    capacity = require_recorder(actor, party)
    words = {CHAIR: "Председатель", SECRETARY: "Секретарь"}
    post = f"{words[capacity]} {held.party.genitive}" if capacity in words else "Администратор"
    return Certificate(post, actor.name.signature, today)


_TEXT = Text("Напишите, до 4000 знаков", "Write it, in 4000 characters at most")
_NO_ITEM = Text("Такого вопроса в протоколе нет", "The protocol has no such question")
_NO_BODY = Text("Такого органа или должности нет", "There is no such body or office")
