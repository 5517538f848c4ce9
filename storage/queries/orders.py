"""One protocol or order with all that its page and its print need, under the names of its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from storage.amendments import base_of
from storage.annexes import annex_named
from storage.cases import Cases
from storage.documents import edition_at
from storage.heads import Heads
from storage.instruments import register_at
from storage.people import organisation_of_day, seats_on
from storage.queries.issued import amended_by, approved_by, issued_points
from storage.queries.progress import party_of_day, signatures
from storage.queries.registers import entry_rows, to_entries
from storage.tables import instrument
from workflow.chain.progress import Signature
from workflow.documents.document import Edition
from workflow.errors import NotFound
from workflow.governance.entries import Carried, Entry, InstrumentView
from workflow.governance.orders.carried import Ground, Ordered, Replaced
from workflow.governance.orders.known import IssuedPoint
from workflow.values import DocumentKey, EditionKey, PartyKey


def instrument_view(connection: Connection, organisation: str, id_: str, today: date) -> InstrumentView:
    """The instrument; what its own day does not know is named as today. Raises NotFound."""
    row = connection.execute(
        entry_rows().where(instrument.c.organisation == organisation, instrument.c.id == id_)
    ).one_or_none()
    if row is None:
        raise NotFound
    entry = to_entries(connection, [row])[0]
    own, ordered, capacity = _order(connection, entry, today)
    if row.document is not None:
        own, ordered = edition_at(connection, EditionKey(organisation, row.document, 1)), ()
        capacity = _capacity(connection, entry)
    named = organisation_of_day(connection, organisation, row.dated, today)
    return InstrumentView(
        entry,
        register_at(connection, organisation, row.register),
        named,
        organisation_of_day(connection, named.parent, row.dated, today).full if named.parent else "",
        party_of_day(connection, PartyKey(organisation, row.party), row.dated, today),
        capacity,
        own,
        ordered,
        approved_by(connection, organisation, id_),
        amended_by(connection, organisation, id_),
    )


def order_of(connection: Connection, key: DocumentKey, today: date) -> InstrumentView | None:
    """The order whose text that document is; None for any other document."""
    id_ = connection.scalar(
        select(instrument.c.id).where(
            instrument.c.organisation == key.organisation, instrument.c.document == key.document
        )
    )
    return instrument_view(connection, key.organisation, id_, today) if id_ else None


def _capacity(connection: Connection, entry: Entry) -> str:
    """In what capacity the signer held the office on the order's day."""
    one = entry.instrument
    held = seats_on(connection, one.signed_by, one.dated) if one.signed_by else []
    of = PartyKey(one.organisation, one.party)
    return next((each.capacity for each in held if each.party == of), "")


def _order(
    connection: Connection, entry: Entry, today: date
) -> tuple[Edition | None, tuple[Ordered, ...], str]:
    """The edition of an order that is a document, what the order decides, in what capacity it was signed."""
    own: Edition | None = None
    ordered: list[Ordered] = []
    capacity, id_ = "", entry.instrument.id
    points = issued_points(connection, entry.instrument.organisation, id_) if entry.carried else ()
    for one in entry.carried if entry.instrument.instrument == "order" else ():
        text = edition_at(connection, one.key)
        signed = _signed(connection, one.key, today)
        mine = next(each for each in signed if each.sign_off.step == one.step)
        if mine.sign_off.recorded_by == entry.instrument.signed_by:
            capacity = mine.sign_off.capacity
        if text.text.kind == "order":
            own = own or text
        else:
            ordered.append(_ordered(connection, entry, one, text, points, signed, mine, today))
    return own, tuple(ordered), capacity


def _ordered(
    connection: Connection,
    entry: Entry,
    one: Carried,
    text: Edition,
    points: Sequence[IssuedPoint],
    signed: Sequence[Signature],
    mine: Signature,
    today: date,
) -> Ordered:
    """What the order's points say of the edition; an order on paper has no points."""
    done = {each.kind: each for point in points for each in point.effects}
    entered, lapsed, answered = done.get("in_force"), done.get("lapsed"), _answering(points, one.key)
    return Ordered(
        one.act,
        text.text.title,
        text.text.word,
        entered.day if entered else None,
        _replaced(connection, edition_at(connection, lapsed.edition), today, entry.instrument.dated)
        if lapsed
        else None,
        tuple(_ground(each) for each in signed if _is_ground(each, mine, entry.instrument.dated)),
        answered.changes if answered else (),
        annex_named(connection, one.key.of, entry.instrument.dated),
    )


def _answering(points: Sequence[IssuedPoint], key: EditionKey) -> IssuedPoint | None:
    """The point by which the edition was approved or amended."""
    done = (each for each in points if any(("answered", key) == (e.kind, e.edition) for e in each.effects))
    return next(done, None)


def _is_ground(signature: Signature, mine: Signature, dated: date) -> bool:
    """Whether the order rests on it: a decision by protocol, not one that paper dates later."""
    return signature is not mine and any(
        one.instrument == "protocol" and one.dated <= dated for one in signature.instruments
    )


def _replaced(connection: Connection, former: Edition, today: date, on: date) -> Replaced:
    """The former edition with its approval."""
    ground = approval_of(connection, former.key, today)
    annex = annex_named(connection, former.key.of, on)
    return Replaced(former.text.title, former.text.word, former.key.edition, ground, annex)


def approval_of(connection: Connection, key: EditionKey, today: date) -> Ground | None:
    """What approved the act that an edition is; one that no official approved was adopted by a body.

    An edition made by amendments is still the act that was approved before the first of them.
    """
    while (base := base_of(connection, key)) is not None:
        key = EditionKey(*key.of, base)
    signed = [one for one in _signed(connection, key, today) if one.instruments]
    approved = [one for act in ("approve", "adopt", "agree") for one in signed if one.sign_off.act == act]
    return _ground(approved[0]) if approved else None


def grounds_of(connection: Connection, key: EditionKey, today: date) -> tuple[Ground, ...]:
    """The decisions by protocol that an order on the edition rests on."""
    return tuple(
        _ground(one)
        for one in _signed(connection, key, today)
        if any(by.instrument == "protocol" for by in one.instruments)
    )


def _ground(signature: Signature) -> Ground:
    by = signature.instruments[0]
    return Ground(signature.sign_off.act, by.instrument, signature.party, by.printed, by.dated)


def _signed(connection: Connection, key: EditionKey, today: date) -> list[Signature]:
    return signatures(connection, key, Cases(connection, Heads(connection)).sign_offs(key), today)
